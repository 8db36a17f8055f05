"""The road from a contact to a closed talk: the app on one store, with a clock that can be set."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from textual import events
from textual.widgets import Button

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.meetings import Meeting
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.talks import TalksScreen
from netx_tui.widgets.dialogs import Dialog
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.question_list import QuestionList
from tests.screens.driving import Driven


class Road(Driven):
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

    @property
    def meeting(self) -> Meeting:
        return next(iter(self.workspace.meetings.values()))

    @property
    def stage(self) -> str:
        return self.workspace.contacts[self.contact].stage

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


@asynccontextmanager
async def on_the_road(path: Path, now: datetime, size: tuple[int, int]) -> AsyncIterator[Road]:
    """The app, shown in a terminal of ``size``."""
    made = Road(path, now)
    async with made.app.run_test(size=size) as pilot:
        made.pilot = pilot
        await pilot.pause(0.2)
        yield made
    made.workspace.close(compact=False)
