"""The first start: the ways to bring people in at once, and three questions, each may be skipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from netx_tui.app import Frame, Looks, NetxApp, Room
from netx_tui.domain.errors import FieldError
from netx_tui.domain.profile import Profile
from netx_tui.screens.import_dialog import ImportDialog
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.welcome import WelcomeScreen
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.forms import FormDialog
from tests.conftest import NOW
from tests.screens.people_fakes import FakeShortlists


class Importer:
    def run(self, *_args: object, **_how: object) -> None:
        raise NotImplementedError


class FirstStart:
    """The people screen where nobody is and nothing was ever said."""

    def __init__(
        self,
        profile: Profile = Profile(),  # noqa: B008
        *,
        demo: bool = True,
        people: int = 0,
        keymap: Mapping[str, str] | None = None,
    ) -> None:
        self.service = FakeShortlists.of(people)
        self.service.profile = profile
        self.saved: list[dict[str, str]] = []
        self.demos: list[str] = []
        ways = WaysIn(Importer(), self._save, (lambda: self.demos.append("demo")) if demo else None)  # type: ignore[arg-type]
        room = Room("people", "People", "p", lambda: PeopleScreen(self.service, ways=ways))  # type: ignore[arg-type]
        self.app = NetxApp([room], Frame(now=lambda: NOW, log="/dev/null", looks=Looks(keymap=keymap or {})))
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

    def ways(self) -> str:
        """The ways in that are shown."""
        states = [state for state in self.app.screen.query(EmptyState) if state.display]
        return "\n".join(str(part.render()) for state in states for part in state.query(Static))


async def test_the_answers_are_saved_one_by_one() -> None:
    async with FirstStart() as it:
        await it.press("enter")
        assert "1 of 3" in it.text("#question")
        assert it.ways() == ""
        await it.press(*"Data, customer success", "enter")
        assert it.saved == [{"target_departments": "data; customer_success"}]
        await it.press(*"Nordlicht; Acme AG", "enter")
        assert [call[1:] for call in it.service.calls] == [
            ("Nordlicht", {"motivation": "5"}),
            ("Acme AG", {"motivation": "5"}),
        ]
        await it.press(*"a teacher", "enter")
        assert it.saved[-1] == {"sender_line": "a teacher"}
        assert "LinkedIn" in it.ways() and "three questions" not in it.ways()
        await it.press("enter")
        assert isinstance(it.app.screen, PeopleScreen)


async def test_empty_answers_are_skipped_and_save_nothing() -> None:
    async with FirstStart() as it:
        await it.press("enter", "enter", "enter", "enter")
        assert it.saved == []
        assert it.service.calls == []
        assert "Now bring in the people you know." in it.ways()


async def test_esc_skips_all_questions_and_esc_again_shows_the_empty_list() -> None:
    async with FirstStart() as it:
        await it.press("enter", "escape")
        assert "Get a copy of your data" in it.ways()
        await it.press("escape")
        assert isinstance(it.app.screen, PeopleScreen)


async def test_esc_at_once_shows_the_empty_list() -> None:
    async with FirstStart() as it:
        await it.press("escape")
        assert isinstance(it.app.screen, PeopleScreen)


async def test_the_first_page_offers_three_ways_the_steps_at_linkedin_and_the_questions() -> None:
    async with FirstStart() as it:
        lines = [line.strip() for line in it.ways().splitlines()]
        assert lines[1:5] == [
            "enter  say what you look for: three questions",
            "i  import from LinkedIn or a CSV file",
            "d  look around in a demo",
            "n  add the first person",
        ]
        assert [line[:2] for line in lines[5:]] == ["1 ", "2 ", "3 "]
        shown = {hint.id for hint in it.app.screen.footer_line.visible_hints()}  # type: ignore[attr-defined]
        assert {"welcome.ask", "welcome.import", "welcome.demo", "welcome.new"} <= shown


async def test_an_answer_that_does_not_fit_is_told_and_asked_again() -> None:
    async with FirstStart() as it:
        await it.press("enter", *"wrong", "enter")
        assert "does not fit" in it.text("#error")
        assert "1 of 3" in it.text("#question")


async def test_letters_are_answers_while_a_question_is_asked() -> None:
    async with FirstStart() as it:
        await it.press("enter", "i", "d", "n", "q")
        assert isinstance(it.app.screen, WelcomeScreen)
        assert it.app.screen.answer.value == "idnq"


async def test_i_goes_on_to_the_import() -> None:
    async with FirstStart() as it:
        await it.press("i")
        assert isinstance(it.app.screen, ImportDialog)


async def test_n_goes_on_to_the_first_person() -> None:
    async with FirstStart() as it:
        await it.press("n")
        assert isinstance(it.app.screen, FormDialog)


async def test_d_shows_the_demo() -> None:
    async with FirstStart() as it:
        await it.press("d")
        assert it.demos == ["demo"]


async def test_without_a_demo_it_is_not_offered() -> None:
    async with FirstStart(demo=False) as it:
        assert "demo" not in it.ways()
        await it.press("d")
        assert isinstance(it.app.screen, WelcomeScreen)


async def test_who_has_answered_before_is_not_asked_again() -> None:
    async with FirstStart(Profile(target_departments=("data",))) as it:
        assert isinstance(it.app.screen, PeopleScreen)


async def test_where_people_are_nothing_is_asked() -> None:
    async with FirstStart(people=3) as it:
        assert isinstance(it.app.screen, PeopleScreen)


async def test_after_the_questions_the_ways_are_still_open() -> None:
    async with FirstStart() as it:
        await it.press("enter", "escape", "i")
        assert isinstance(it.app.screen, ImportDialog)


async def test_the_page_names_the_users_keys() -> None:
    async with FirstStart(keymap={"welcome.import": "f7"}) as it:
        assert "f7  import from LinkedIn" in it.ways()
        assert "then press f7 here" in it.ways()
        await it.press("f7")
        assert isinstance(it.app.screen, ImportDialog)
