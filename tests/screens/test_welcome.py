"""The first start: three questions, each may be skipped, then the ways to bring people in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.domain.errors import FieldError
from netx_tui.domain.profile import Profile
from netx_tui.screens.import_dialog import ImportDialog
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.welcome import WelcomeScreen
from netx_tui.widgets.forms import FormDialog
from tests.conftest import NOW
from tests.screens.people_fakes import FakeShortlists


class Importer:
    def run(self, *_args: object, **_how: object) -> None:
        raise NotImplementedError


class FirstStart:
    """The people screen where nobody is and nothing was ever said."""

    def __init__(self, profile: Profile = Profile(), *, demo: bool = True, people: int = 0) -> None:  # noqa: B008
        self.service = FakeShortlists.of(people)
        self.service.profile = profile
        self.saved: list[dict[str, str]] = []
        self.demos: list[str] = []
        ways = WaysIn(Importer(), self._save, (lambda: self.demos.append("demo")) if demo else None)  # type: ignore[arg-type]
        room = Room("people", "People", "p", lambda: PeopleScreen(self.service, ways=ways))  # type: ignore[arg-type]
        self.app = NetxApp([room], Frame(now=lambda: NOW, log="/dev/null"))
        self._test = self.app.run_test(size=(80, 24), notifications=True)

    def _save(self, values: Mapping[str, str]) -> None:
        if "wrong" in values.get("target_departments", ""):
            raise FieldError("target_departments: 'wrong' does not fit.", field="target_departments")
        self.saved.append(dict(values))

    async def __aenter__(self) -> FirstStart:
        self.pilot: Pilot[None] = await self._test.__aenter__()
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._test.__aexit__(*error)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def text(self, selector: str) -> str:
        return str(self.app.screen.query_one(selector, Static).render())


async def test_the_answers_are_saved_one_by_one() -> None:
    async with FirstStart() as it:
        assert "1 of 3" in it.text("#question")
        await it.press(*"Data, customer success", "enter")
        assert it.saved == [{"target_departments": "data; customer_success"}]
        await it.press(*"Nordlicht; Acme AG", "enter")
        assert [call[1:] for call in it.service.calls] == [
            ("Nordlicht", {"motivation": "5"}),
            ("Acme AG", {"motivation": "5"}),
        ]
        await it.press(*"a teacher", "enter")
        assert it.saved[-1] == {"sender_line": "a teacher"}
        assert "LinkedIn" in it.text("#question")


async def test_empty_answers_are_skipped_and_save_nothing() -> None:
    async with FirstStart() as it:
        await it.press("enter", "enter", "enter")
        assert it.saved == []
        assert it.service.calls == []
        assert "three steps" in it.text("#question")


async def test_esc_skips_all_questions_and_esc_again_shows_the_empty_list() -> None:
    async with FirstStart() as it:
        await it.press("escape")
        assert "three steps" in it.text("#question")
        await it.press("escape")
        assert isinstance(it.app.screen, PeopleScreen)


async def test_an_answer_that_does_not_fit_is_told_and_asked_again() -> None:
    async with FirstStart() as it:
        await it.press(*"wrong", "enter")
        assert "does not fit" in it.text("#error")
        assert "1 of 3" in it.text("#question")


async def test_letters_are_answers_while_a_question_is_asked() -> None:
    async with FirstStart() as it:
        await it.press("i", "d", "n", "q")
        assert isinstance(it.app.screen, WelcomeScreen)
        assert it.app.screen.answer.value == "idnq"


async def test_i_goes_on_to_the_import() -> None:
    async with FirstStart() as it:
        await it.press("escape", "i")
        assert isinstance(it.app.screen, ImportDialog)


async def test_n_goes_on_to_the_first_person() -> None:
    async with FirstStart() as it:
        await it.press("escape", "n")
        assert isinstance(it.app.screen, FormDialog)


async def test_d_shows_the_demo() -> None:
    async with FirstStart() as it:
        await it.press("escape", "d")
        assert it.demos == ["demo"]


async def test_without_a_demo_it_is_not_offered() -> None:
    async with FirstStart(demo=False) as it:
        await it.press("escape")
        assert "invented" not in it.text("#question")
        await it.press("d")
        assert isinstance(it.app.screen, WelcomeScreen)


async def test_who_has_answered_before_is_not_asked_again() -> None:
    async with FirstStart(Profile(target_departments=("data",))) as it:
        assert isinstance(it.app.screen, PeopleScreen)


async def test_where_people_are_nothing_is_asked() -> None:
    async with FirstStart(people=3) as it:
        assert isinstance(it.app.screen, PeopleScreen)
