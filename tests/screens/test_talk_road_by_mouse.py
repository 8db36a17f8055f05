"""From a contact to a closed talk by clicks alone; the keyboard only types text."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets import Button, Input, TextArea

from netx_tui.screens.agenda import AgendaScreen
from netx_tui.screens.debrief import DebriefScreen
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.live import LiveScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.person import PersonScreen
from netx_tui.screens.question_bank import BankDialog, BankList
from netx_tui.screens.talks import TalksScreen
from netx_tui.widgets.dialogs import ButtonDialog, ChoiceDialog, Dialog, ReasonDialog, TextDialog
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.forms import FormDialog
from netx_tui.widgets.header import HeaderLine
from netx_tui.widgets.people_table import PeopleTable
from tests.screens.talk_road import Road, on_the_road

At = Callable[..., AbstractAsyncContextManager[Road]]


class Mouse:
    """Clicks on what is drawn; what is not drawn cannot be clicked."""

    def __init__(self, road: Road) -> None:
        self.road = road

    async def click(self, target: Widget, x: int, y: int, times: int = 1) -> None:
        assert await self.road.pilot.click(target, offset=(x, y), times=times)
        await self.road.pilot.pause()

    async def hint(self, action: str) -> None:
        """Click the hint of ``action`` in the footer."""
        line = self.road.app.screen.query_one(FooterLine)
        left = 1
        for hint in line.visible_hints():
            if hint.action == action:
                await self.click(line, left + 1, 0)
                return
            left += len(f"{hint.keys[0]} {hint.label}") + 2
        raise AssertionError(f"{action} is not among {[hint.action for hint in line.visible_hints()]}")

    async def button(self, id: str) -> None:
        dialog = await self.road.shows(Dialog)
        assert await self.road.pilot.click(dialog.query_one(f"#{id}", Button))

    async def open_row(self, rows: Any, at: int) -> None:
        await self.click(rows, 20, at - rows.scroll_offset.y, times=2)

    async def fill_row(self, rows: Any, at: int, text: str) -> None:
        """Open a row, replace its text, and keep it by the footer."""
        await self.open_row(rows, at)
        line = self.road.app.focused
        assert isinstance(line, Input)
        line.value = ""
        await self.road.type(text)
        await self.hint("submit")

    async def beside(self) -> None:
        """Click beside the dialog."""
        assert await self.road.pilot.click(offset=(0, 0))
        await self.road.pilot.pause()

    async def note(self, kind: str, text: str) -> None:
        """Choose the kind of a note in the footer, type it, and go on to the next question."""
        live = self.road.app.screen
        assert isinstance(live, LiveScreen)
        await self.hint(f"kind('{kind}')")
        live.entry.insert_text_at_cursor(text)
        await self.road.pilot.pause()
        await self.hint("go_on")


@pytest.fixture
def at(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> At:
    monkeypatch.setattr(os, "fsync", os.fstat)
    # how long the pilot looks whether the app has become idle, behind each click
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.006)
    return partial(on_the_road, tmp_path / "netx.json", now)


async def test_the_whole_road_from_a_contact_to_a_closed_talk(at: At) -> None:
    async with at((80, 24)) as way:
        mouse = Mouse(way)
        await plan(way, mouse)
        await prepare(way, mouse)
        await send_the_brief(way, mouse)
        await hold(way, mouse)
        await debrief(way, mouse)
        await thank(way, mouse)
        await mouse.hint("close")
        await way.until(lambda: way.meeting.status == "closed")
        assert way.stage == "in_touch"


async def plan(way: Road, mouse: Mouse) -> None:
    people = await way.shows(PeopleScreen)
    await mouse.click(people.query_one(PeopleTable), 20, 0, times=2)
    await way.shows(PersonScreen)
    await mouse.hint("arrange")
    form = await way.shows(FormDialog)
    await way.pilot.click(form.query(Input).first())
    await way.type("wed 16:00")
    await mouse.button("save")
    await way.shows(AgendaScreen)
    assert way.stage == "scheduled"


async def prepare(way: Road, mouse: Mouse) -> None:
    agenda = await way.shows(AgendaScreen)
    texts = ("know which three skills a newcomer must show", "building a data platform", "data platforms")
    for row, text in enumerate(texts):
        await mouse.fill_row(agenda.plan, row, text)
    await mouse.hint("bank")
    bank = await way.shows(BankDialog)
    assert way.meeting.field == "data platforms"
    await mouse.hint("take_set")
    await way.until(lambda: len(way.meeting.questions) == 6)
    await mouse.hint("part(1)")
    await mouse.open_row(bank.query_one(BankList), 0)
    await way.until(lambda: len(way.meeting.questions) == 7)
    await mouse.hint("cancel")
    await way.shows(AgendaScreen)


async def send_the_brief(way: Road, mouse: Mouse) -> None:
    await mouse.hint("write")
    letter = await way.shows(LetterScreen)
    missing = [row.name for row in letter.fields.rows if row.missing]
    for name in missing:
        place = next(n for n, row in enumerate(letter.fields.rows) if row.name == name)
        await mouse.fill_row(letter.fields, place, "Café Anker")
    await mouse.click(letter.page.text, 10, 3, times=2)
    text = await typing_in(way, TextArea)
    text.insert("Hello! ", (0, 0))
    await way.until(lambda: letter.desk.own)
    await mouse.click(letter.query_one(HeaderLine), 10, 0)  # out of the text, as Esc does
    assert not letter.is_writing
    assert "Hello!" in letter.desk.own[1]
    await mouse.hint("sent")
    await way.shows(FormDialog)
    await mouse.button("save")
    await way.until(lambda: isinstance(way.app.screen, ReasonDialog | AgendaScreen))
    if isinstance(way.app.screen, ReasonDialog):
        await way.type("she knows me")
        await mouse.button("save")
    await way.until(lambda: way.meeting.brief_sent_at)


async def typing_in(way: Road, kind: type[Any]) -> Any:
    await way.until(lambda: isinstance(way.app.focused, kind))
    return way.app.focused


async def hold(way: Road, mouse: Mouse) -> None:
    await way.shows(AgendaScreen)
    way.now += timedelta(days=2, hours=7)
    await mouse.hint("live")
    await way.shows(LiveScreen)
    await mouse.note("answer", "start with one annoying report")
    await mouse.note("insight", "trust comes first")
    await way.until(lambda: len(way.meeting.captures) == 2)
    way.now += timedelta(minutes=12)
    await mouse.hint("back")
    await mouse.button("end")
    await way.shows(DebriefScreen)
    assert way.stage == "met"


async def debrief(way: Road, mouse: Mouse) -> None:
    screen = await way.shows(DebriefScreen)
    referral = next(
        n for n, row in enumerate(screen.rows.rows) if row.role == "ask" and row.kind == "referral"
    )
    await mouse.open_row(screen.rows, referral)
    await way.type("Kofi Hartmann, Blaupause, y")
    await mouse.hint("complete")  # keeps the line that is still open
    await way.until(lambda: way.meeting.debriefed_at)
    assert "Kofi Hartmann" in {person.name for person in way.workspace.contacts.values()}
    assert [insight.text for insight in way.workspace.insights.values()] == ["trust comes first"]


async def thank(way: Road, mouse: Mouse) -> None:
    screen = await way.shows(DebriefScreen)
    thanks = next(n for n, row in enumerate(screen.rows.rows) if row.role == "thanks")
    await mouse.open_row(screen.rows, thanks)
    letter = await way.shows(LetterScreen)
    for name in [row.name for row in letter.fields.rows if row.missing]:
        place = next(n for n, row in enumerate(letter.fields.rows) if row.name == name)
        await mouse.fill_row(letter.fields, place, "trust comes first")
    await mouse.hint("sent")
    await way.shows(FormDialog)
    await mouse.button("save")
    await way.until(lambda: isinstance(way.app.screen, ReasonDialog | DebriefScreen))
    if isinstance(way.app.screen, ReasonDialog):
        await way.type("said so to her")
        await mouse.button("save")
    await way.until(lambda: way.meeting.thanked_at)
    await way.shows(DebriefScreen)


async def test_a_click_beside_a_dialog_closes_it_and_asks_where_text_would_be_lost(
    at: At,
) -> None:
    async with at((80, 24)) as way:
        mouse = Mouse(way)
        people = await way.shows(PeopleScreen)
        way.app.push_screen(ChoiceDialog("Which?", "", [("a", "first"), ("b", "second")]))
        await way.shows(ChoiceDialog)
        await mouse.beside()
        await way.until(lambda: way.app.screen is people)
        way.app.push_screen(TextDialog("Name", ""))
        await way.shows(TextDialog)
        await way.type("half a name")
        await mouse.beside()
        await mouse.button("no")
        assert (await way.shows(TextDialog)).query_one(Input).value == "half a name"


async def test_a_click_on_the_heading_goes_back_and_keeps_what_is_typed_in_its_place(
    at: At,
) -> None:
    async with at((80, 24)) as way:
        mouse = Mouse(way)
        way.services.talks.add(way.contact, {"at": "wed 16:00"})
        way.app.switch_mode("talks")
        talks = await way.shows(TalksScreen)
        await mouse.open_row(talks.talks, 0)
        agenda = await way.shows(AgendaScreen)
        await mouse.open_row(agenda.plan, 1)
        await way.type("data platforms")
        await mouse.click(agenda.query_one(HeaderLine), 10, 0)
        await way.until(lambda: way.meeting.topic == "data platforms")
        assert way.app.screen is agenda
        await mouse.click(agenda.query_one(HeaderLine), 10, 0)
        await way.until(lambda: way.app.screen is talks)


async def test_a_talk_is_left_by_the_footer_only_after_a_question(at: At) -> None:
    async with at((60, 20)) as way:
        mouse = Mouse(way)
        meeting = way.services.talks.add(way.contact, {"at": "wed 16:00"})
        way.now += timedelta(days=2, hours=7)
        way.app.push_screen(LiveScreen(way.services.live, meeting))
        live = await way.shows(LiveScreen)
        await mouse.hint("back")
        await way.shows(ButtonDialog)
        await mouse.beside()
        await way.until(lambda: way.app.screen is live)
        assert way.meeting.status == "live"
