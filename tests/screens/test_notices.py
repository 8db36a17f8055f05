"""What another session does shows by itself, tells whose values it replaced, and can be taken back."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netx_tui.domain.errors import BadInput
from netx_tui.screens import base
from netx_tui.screens.person import PersonScreen
from netx_tui.services.drafts import Drafts
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.drafts import SessionFile
from netx_tui.store.snapshot import SCHEMA
from netx_tui.widgets.forms import FormDialog


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 0.1)


class Two:
    """The screens of one session, and another session."""

    def __init__(self, app: Any, pilot: Pilot[None], other: Shortlists | None) -> None:
        self.app, self.pilot = app, pilot
        self.mine: Shortlists = app.screen.shortlists
        self.other: Any = other

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, happened: Callable[[], object]) -> None:
        for _look in range(250):
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen")

    @property
    def told(self) -> str:
        return "\n".join(notification.message for notification in self.app._notifications)


@pytest.fixture
def two(house: Any) -> Callable[..., Any]:
    @asynccontextmanager
    async def opened(drafts: Drafts | None = None, *, alone: bool = False) -> AsyncIterator[Two]:
        app = house.app()
        app.frame = replace(app.frame, drafts=drafts)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield Two(app, pilot, None if alone else house.shortlists())

    return opened


async def test_an_edit_elsewhere_shows_and_cursor_filter_scroll_and_marks_stay(two: Any) -> None:
    async with two() as it:
        await it.press("slash", "e", "enter", *["v"] * 3, *["j"] * 25)
        people = it.app.screen.people
        cursor, scroll, marked = people.current.id, people.scroll_offset.y, people.marked
        assert scroll > 0
        first = people.rows[0].id
        it.other.set_fields([first], {"title": "Chief Engineer"})
        await it.until(lambda: people.rows[0].title == "Chief Engineer" or people.rows[0].id != first)
        assert (people.current.id, people.marked) == (cursor, marked)
        assert people.scroll_offset.y == scroll
        assert it.app.screen.bar.query_text == "e"
        await it.until(lambda: "robin: changed job title of" in it.told)


async def test_ones_own_value_that_was_overwritten_is_told_and_u_puts_it_back(two: Any) -> None:
    async with two() as it:
        ayla = it.mine.find("Ayla Brandt")
        it.mine.set_fields([ayla], {"title": "Data Lead"})
        it.other.poll()
        it.other.set_fields([ayla], {"title": "Head of Data"})
        await it.until(lambda: "Undo puts yours back" in it.told)
        assert "robin changed job title of Ayla Brandt from your 'Data Lead' to 'Head of Data'." in it.told
        await it.press("u")
        assert it.mine.contact(ayla).title == "Data Lead"
        await it.until(lambda: "Yours again: job title of Ayla Brandt." in it.told)
        it.other.poll()
        assert it.other.contact(ayla).title == "Data Lead"
        # It was a change like any other, so the next u takes it back.
        await it.press("u")
        assert it.mine.contact(ayla).title == "Head of Data"


async def test_after_an_edit_of_ones_own_u_means_that_edit_and_the_palette_puts_back(two: Any) -> None:
    async with two() as it:
        ayla = it.mine.find("Ayla Brandt")
        it.mine.set_fields([ayla], {"title": "Data Lead"})
        it.other.poll()
        it.other.set_fields([ayla], {"title": "Head of Data"})
        await it.until(lambda: it.mine.lost)
        stage = it.mine.contact(ayla).stage
        await it.press("s", "u")
        assert it.mine.contact(ayla).stage == stage
        assert it.mine.contact(ayla).title == "Head of Data"
        (command,) = [one for one in it.app.screen.commands() if one.title.startswith("Put back mine")]
        assert command.title == "Put back mine: job title of Ayla Brandt"
        command.action()
        assert it.mine.contact(ayla).title == "Data Lead"
        assert it.mine.losses == ()


async def test_several_values_are_told_in_one_sentence_and_come_back_together(two: Any) -> None:
    async with two() as it:
        ayla = it.mine.find("Ayla Brandt")
        it.mine.set_fields([ayla], {"city": "Ulm", "lang": "de"})
        it.other.poll()
        it.other.set_fields([ayla], {"city": "Jena", "lang": "en"})
        await it.until(lambda: "robin changed city, language of Ayla Brandt, which you had set." in it.told)
        await it.press("u")
        assert (it.mine.contact(ayla).city, it.mine.contact(ayla).lang) == ("Ulm", "de")


async def test_a_deletion_of_what_one_changed_is_told_and_promises_nothing(two: Any) -> None:
    async with two() as it:
        ayla = it.mine.find("Ayla Brandt")
        it.mine.set_fields([ayla], {"city": "Ulm"})
        it.other.poll()
        it.other.delete([ayla])
        await it.until(lambda: "went with it" in it.told)
        assert "robin: deleted Ayla Brandt." in it.told
        assert it.mine.lost is None


async def test_many_changes_at_once_are_told_in_a_few_lines(two: Any) -> None:
    async with two() as it:
        for row in list(it.other.rows())[:9]:
            it.other.set_fields([row.id], {"city": "Kiel"})
        await it.until(lambda: "more" in it.told)
        assert it.told.count("changed city") == 3
        assert "and 6 more" in it.told
        assert len(it.app._notifications) == 1


async def test_a_person_deleted_elsewhere_closes_the_opened_card(two: Any) -> None:
    async with two() as it:
        await it.press("enter")
        assert isinstance(it.app.screen, PersonScreen)
        it.other.delete([it.app.screen.targets()[0]])
        await it.until(lambda: not isinstance(it.app.screen, PersonScreen))


async def test_a_card_below_a_form_closes_after_the_form(two: Any) -> None:
    async with two() as it:
        await it.press("enter", "e")
        await it.until(lambda: isinstance(it.app.screen, FormDialog))
        form = it.app.screen
        it.other.delete([it.mine.find("Ayla Brandt")])
        await it.until(lambda: form.query_one(".form--trouble").display)
        assert it.app.screen is form
        await it.press("escape")
        await it.until(lambda: len(it.app.screen_stack) == 1)


async def test_a_damaged_file_is_told_once_and_the_screens_go_on(two: Any, monkeypatch: Any) -> None:
    def damaged() -> None:
        raise BadInput("netx.json is damaged.")

    async with two() as it:
        monkeypatch.setattr(it.mine, "poll", damaged)
        await it.pilot.pause(0.35)
        assert it.told.count("netx.json is damaged.") == 1
        assert it.app.is_running


async def test_over_a_form_nothing_hides_its_buttons_and_notices_wait(two: Any) -> None:
    async with two() as it:
        await it.press("e")
        await it.until(lambda: isinstance(it.app.screen, FormDialog))
        best = it.mine.rows()[1].id
        it.other.set_fields([best], {"city": "Kiel"})
        await it.until(lambda: it.mine.contact(best).city == "Kiel")
        await it.pilot.pause(0.25)
        assert it.told == ""
        await it.press("escape")
        await it.until(lambda: "changed city" in it.told)


# -- the state in the header -----------------------------------------------------------------------


async def test_the_header_tells_of_other_sessions_while_they_live(
    two: Any, house: Any, tmp_path: Path, now: datetime
) -> None:
    def session(run: str) -> Drafts:
        return Drafts(SessionFile(str(tmp_path / "state"), str(house.path), run), lambda: now)

    mine, other = session("one"), session("two")
    async with two(mine) as it:
        assert it.app.screen.state == ""
        other.begin()
        await it.until(lambda: it.app.screen.state == "2 sessions")
        await it.press("s")
        assert it.app.screen.state == "2 sessions  saved"
        other.close()
        await it.until(lambda: it.app.screen.state == "saved")


async def test_the_header_is_not_painted_again_while_nothing_changes(two: Any, monkeypatch: Any) -> None:
    async with two() as it:
        await it.press("s")
        await it.pilot.pause(0.25)
        painted: list[object] = []
        header = it.app.screen.header_line
        monkeypatch.setattr(header, "render", lambda real=header.render: painted.append(1) or real())
        await it.pilot.pause(0.25)
        assert painted == []


async def test_a_file_of_a_newer_netx_is_shown_and_said_once(two: Any, house: Any) -> None:
    house.close()
    text = house.workspace()
    text.compact(force=True)
    path = Path(house.path)
    marker = f'"schema": {SCHEMA}' if f'"schema": {SCHEMA}' in path.read_text() else f'"schema":{SCHEMA}'
    assert marker in path.read_text()
    path.write_text(path.read_text().replace(marker, f'"schema": {SCHEMA + 1}'))
    async with two(alone=True) as it:
        await it.until(lambda: it.app.screen.state == "read only")
        await it.pilot.pause(0.25)
        assert it.told.count("was written by a newer netx and can only be read") == 1
        await it.press("s")
        assert it.app.screen.state == "read only"
