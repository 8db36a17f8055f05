"""From a contact to a closed talk: once by keys only, once by the mouse only."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screens import ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.meetings import Meeting
from netx_tui.screens.agenda import AgendaScreen
from netx_tui.screens.debrief import DebriefScreen
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.live import LiveScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.talks import TalksScreen
from netx_tui.widgets.dialogs import Dialog
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.forms import FormDialog
from netx_tui.widgets.question_list import QuestionList

TOPIC = {"topic": "building a data platform", "field": "data platforms"}


class Road:
    """The app on one store, with a clock that can be set."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.now = now
        home = path.parent
        options = Namespace(data=str(path), config=str(home / "config.yaml"), now="", color="never")
        session = Session(options, {"HOME": str(home)})
        session.clock = lambda: self.now
        profile = {"sender_name": "Robin Falk", "sender_line": "a statistics teacher"}
        session.settings = session.settings._replace(profile=session.settings.profile._replace(**profile))
        self.workspace = session._open()
        shortlists = session.shortlists_on(self.workspace)
        self.contact = shortlists.add(
            {
                "name": "Ayla Brandt",
                "title": "Head of Data",
                "company": "Nordlicht",
                "emails": "ayla@n.example",
            }
        )
        self.services = ServicesOfTalks(session, self.workspace, shortlists)
        people = partial(PeopleScreen, shortlists, ways=WaysIn(talks=self.services))
        talks = partial(TalksScreen, shortlists, self.services)
        rooms = [Room("people", "People", "p", people), Room("talks", "Talks", "t", talks)]
        self.app = NetxApp(rooms, Frame(now=lambda: self.now, log=str(home / "netx.log")))
        self.pilot: Pilot[None]

    @property
    def meeting(self) -> Meeting:
        return next(iter(self.workspace.meetings.values()))

    @property
    def stage(self) -> str:
        return self.workspace.contacts[self.contact].stage

    async def until(self, happened: Callable[[], object]) -> None:
        for _look in range(300):
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"it did not happen; {self.app.screen!r} is shown")

    async def shows(self, kind: type[Any]) -> Any:
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause(0.1)
        return self.app.screen

    async def type(self, text: str) -> None:
        self.app.screen.focused.insert_text_at_cursor(text)
        await self.pilot.pause(0.05)

    async def press_button(self, id: str) -> None:
        dialog = await self.shows(Dialog)
        await self.pilot.click(dialog.query_one(f"#{id}", Button))

    async def drag(self, rows: QuestionList, start: int, end: int) -> None:
        """Press the mouse on the row ``start``, move it with its button down, let go on ``end``."""
        await self.pilot.mouse_down(rows, offset=(20, start))
        left, top = rows.region.offset
        for line in (start, end):
            x, y = left + 20, top + line
            move = events.MouseMove(
                rows, x, y, 0, 1, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
            )
            self.app.screen._forward_event(move)
            await self.pilot.pause(0.05)
        await self.pilot.mouse_up(rows, offset=(20, end))

    async def footer(self, action: str) -> None:
        """Click the hint of ``action`` in the footer."""
        line = self.app.screen.query_one(FooterLine)
        hint = next(hint for hint in line.hints if hint.action == action)
        line.post_message(FooterLine.Chosen(hint))
        await self.pilot.pause(0.1)


@pytest.fixture
def road(tmp_path: Path, now: datetime) -> Callable[..., Any]:
    @asynccontextmanager
    async def run(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Road]:
        made = Road(tmp_path / "netx.json", now)
        async with made.app.run_test(size=size) as pilot:
            made.pilot = pilot
            await pilot.pause(0.2)
            yield made
        made.workspace.close(compact=False)

    return run


async def test_by_keys_from_a_contact_to_a_closed_talk(road: Callable[..., Any]) -> None:
    async with road() as way:
        press = way.pilot.press
        await press("a")
        await way.shows(FormDialog)
        await way.type("wed 16:00")
        await press("tab", "tab")
        await way.type("Café Anker")
        await press("ctrl+s")
        agenda = await way.shows(AgendaScreen)
        assert way.stage == "scheduled"
        await press("c")  # the cure of a missing goal is to write it
        await way.type("know which three skills a newcomer must show")
        await press("enter")
        for text in TOPIC.values():
            await press("j", "enter")
            await way.type(text)
            await press("enter")
        await way.until(lambda: way.meeting.field == TOPIC["field"])
        assert (way.meeting.objective_verb, way.meeting.topic) == ("know", TOPIC["topic"])
        await press("a")
        await way.shows(Dialog)
        await press("ctrl+s", "escape")
        await way.shows(AgendaScreen)
        assert len(way.meeting.questions) == 6
        await press("tab", "space", "down", "enter")
        await way.until(lambda: way.meeting.questions[0].qid == "INS1")
        await press("m")
        await way.shows(LetterScreen)
        await press("S")
        await way.shows(Dialog)
        await press("ctrl+s")
        await way.until(lambda: way.meeting.brief_sent_at)
        await way.until(lambda: way.app.screen is agenda)
        way.now += timedelta(days=2, hours=7)
        await press("l")
        live = await way.shows(LiveScreen)
        await press("space", "space", "a")
        live.entry.insert_text_at_cursor("start with one annoying report")
        await press("enter", "i")
        live.entry.insert_text_at_cursor("trust comes first")
        await press("enter")
        await way.until(lambda: len(way.meeting.captures) == 2)
        way.now += timedelta(minutes=20)
        await press("escape")
        await way.shows(Dialog)
        await press("enter")
        await way.shows(DebriefScreen)
        assert way.stage == "met"
        await press("r")
        await way.type("Kofi Hartmann, Blaupause, y")
        await press("enter", "ctrl+s")
        await way.until(lambda: way.meeting.debriefed_at)
        assert [insight.text for insight in way.workspace.insights.values()] == ["trust comes first"]
        kofi = next(person for person in way.workspace.contacts.values() if person.name == "Kofi Hartmann")
        assert kofi.referral_by == way.contact
        await press("c")
        await way.shows(Dialog)  # the thank-you is missing: why?
        await way.type("thanked them in person")
        await press("enter")
        await way.until(lambda: way.meeting.status == "closed")
        assert way.stage == "in_touch"
        assert way.meeting.waived == {"thank_you": "thanked them in person"}


async def test_by_the_mouse_from_a_contact_to_a_closed_talk(road: Callable[..., Any]) -> None:
    async with road((120, 40)) as way:
        click = way.pilot.click
        await way.footer("arrange")
        form = await way.shows(FormDialog)
        await click(form.query(Input).first())
        await way.type("wed 16:00")
        await way.press_button("save")
        agenda = await way.shows(AgendaScreen)
        await click(agenda.plan, offset=(30, 0), times=2)
        await way.type("know which three skills a newcomer must show")
        await click(agenda.plan, offset=(30, 1), times=2)
        await way.type(TOPIC["topic"])
        await click(agenda.plan, offset=(30, 2))
        await way.until(lambda: way.meeting.topic == TOPIC["topic"])
        way.services.agendas.add_set(way.meeting.id)
        agenda.changed()
        await way.pilot.pause(0.1)
        rows = agenda.query_one(QuestionList)
        await way.drag(rows, 0, 1)
        await way.until(lambda: way.meeting.questions[0].qid == "INS1")
        way.now += timedelta(days=2, hours=7)
        await way.footer("live")
        await way.shows(LiveScreen)
        way.now += timedelta(minutes=20)
        await way.pilot.press("escape")  # the only key: a talk is not left by a click that went wrong
        await way.press_button("end")
        debrief = await way.shows(DebriefScreen)
        await way.footer("complete")
        await way.until(lambda: way.meeting.debriefed_at)
        circle = next(at for at, row in enumerate(debrief.rows.rows) if row.role == "circle")
        await click(debrief.rows, offset=(20, circle), times=2)
        dialog = await way.shows(Dialog)
        await click(dialog.query_one(OptionList), offset=(4, 1))
        await way.shows(DebriefScreen)
        await way.footer("complete")
        await way.until(lambda: way.workspace.contacts[way.contact].tier == "active")
        await way.footer("close")
        await way.shows(Dialog)
        await way.type("thanked them in person")
        await way.press_button("save")
        await way.until(lambda: way.meeting.status == "closed")


async def test_a_refused_line_stays_open_with_its_text(road: Callable[..., Any]) -> None:
    async with road() as way:
        meeting = way.services.talks.add(way.contact, {"at": "wed 16:00"})
        await way.pilot.press("2")
        await way.shows(TalksScreen)
        await way.pilot.press("enter")
        agenda = await way.shows(AgendaScreen)
        await way.pilot.press("c")
        await way.type("know " + "x" * 200)
        await way.pilot.press("enter")
        await way.pilot.pause(0.1)
        assert agenda.line.typing
        assert agenda.line.value.endswith("x" * 200)
        assert way.services.talks.meeting(meeting).objective == ""


async def test_undo_takes_back_one_edit_of_the_agenda(road: Callable[..., Any]) -> None:
    async with road() as way:
        meeting = way.services.talks.add(way.contact, {"at": "wed 16:00"})
        question = way.services.agendas.add(meeting, "INS1")
        await way.pilot.press("2")
        await way.shows(TalksScreen)
        await way.pilot.press("enter")
        await way.shows(AgendaScreen)
        await way.pilot.press("full_stop")
        await way.until(lambda: way.meeting.questions[0].priority == "should")
        await way.pilot.press("u")
        await way.until(lambda: way.meeting.questions[0].priority == "must")
        assert way.meeting.questions[0].id == question


async def test_without_a_talk_the_screen_says_what_it_is_for(road: Callable[..., Any]) -> None:
    async with road((60, 20)) as way:
        await way.pilot.press("2")
        talks = await way.shows(TalksScreen)
        assert talks.has_class("-empty")
        await way.pilot.press("n")
        await way.shows(Dialog)
        await way.pilot.press("enter")
        await way.shows(FormDialog)
