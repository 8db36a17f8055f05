"""Today and the touch screen on a real store, driven by keys."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfTalks, ServicesOfTouch
from netx_tui.cli.session import Session
from netx_tui.domain.changes import Change, Create
from netx_tui.screens.board_papers import NewCardPaper
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.today import TodayScreen
from netx_tui.screens.touch import TouchScreen
from netx_tui.screens.touch_papers import LogPaper
from netx_tui.widgets.signs import UNICODE, Signs
from tests.screens.driving import Driven

NOW = datetime.fromisoformat("2026-11-23T09:00:00+01:00")


def people() -> list[Change]:
    """Three in a circle, each with something else to do; a talk to thank for, an insight, an old card."""
    known = {"stage": "in_touch", "tier": "active", "department": "data"}
    return [
        Create("contacts", "ayla", {"name": "Ayla Brandt", "company": "Nordlicht", **known}),
        Create("contacts", "mira", {"name": "Mira Okafor", "company": "Nordlicht", **known, "stage": "met"}),
        Create("contacts", "kofi", {"name": "Kofi Hartmann", **known, "tier": "wide"}),
        Create("touches", "t1", {"contact": "ayla", "on": "2026-06-01", "kind": "call"}),
        Create("touches", "t2", {"contact": "kofi", "on": "2026-11-01", "kind": "mail"}),
        Create("touches", "t3", {"contact": "kofi", "on": "2026-08-01", "kind": "reaction"}),
        Create(
            "meetings",
            "m1",
            {
                "contact": "mira",
                "status": "held",
                "at": "2026-11-20T14:00:00+00:00",
                "debriefed_at": "2026-11-20T16:00:00+00:00",
            },
        ),
        Create(
            "insights",
            "i1",
            {"contact": "mira", "text": "Trust first", "captured_at": "2026-11-20T14:10:00+00:00"},
        ),
        Create(
            "actions",
            "a1",
            {"title": "An old card", "column": "inbox", "entered_column_at": "2026-10-01T10:00:00+00:00"},
        ),
        Create(
            "articles",
            "r1",
            {"url": "https://example.org/lake", "title": "Lakes", "fields": ["data"], "added": "2026-11-01"},
        ),
    ]


class Daily(Driven):
    """The app on one store."""

    def __init__(
        self, path: Path, changes: Sequence[Change] | None = None, *, signs: Signs = UNICODE
    ) -> None:
        home = path.parent
        options = Namespace(data=str(path), config=str(home / "config.yaml"), now="", color="never")
        session = Session(options, {"HOME": str(home)})
        session.clock = lambda: self.now
        self.now, self.path = NOW, path
        self.asked_for_demo: list[bool] = []
        self.workspace = session._open()
        wanted = people() if changes is None else changes
        if wanted:
            self.workspace.apply(wanted, "invented")
        self.shortlists = session.shortlists_on(self.workspace)
        talks = ServicesOfTalks(session, self.workspace, self.shortlists)
        self.services = ServicesOfTouch(session, self.workspace, talks, self.shortlists)
        self.todays = session.todays_on(self.workspace, self.shortlists)
        today = partial(
            TodayScreen,
            self.shortlists,
            self.services,
            self.todays,
            open_demo=lambda: self.asked_for_demo.append(True),
            fall_dormant=self.services.touches.fall_dormant,
            signs=signs,
        )
        touch = partial(TouchScreen, self.shortlists, self.services, signs=signs)
        rooms = [
            Room("today", "Today", "d", today),
            Room("people", "People", "p", partial(PeopleScreen, self.shortlists)),
            Room("touch", "Touch", "c", touch),
        ]
        frame = Frame(
            now=lambda: self.now,
            log=str(home / "netx.log"),
            new_card=lambda: NewCardPaper(self.services.actions, self.services.clock),
            new_touch=lambda contact: LogPaper(
                self.services.touches, self.shortlists, self.services.clock, contact
            ),
        )
        self.app = NetxApp(rooms, frame)

    @property
    def today(self) -> TodayScreen:
        screen = self.app.screen
        assert isinstance(screen, TodayScreen)
        return screen

    @property
    def touch(self) -> TouchScreen:
        screen = self.app.screen
        assert isinstance(screen, TouchScreen)
        return screen


@asynccontextmanager
async def on_today(run: Daily, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Daily]:
    """Today, once it is shown."""
    async with run.app.run_test(size=size) as pilot:
        run.pilot = pilot
        await run.shows(TodayScreen)
        yield run


@asynccontextmanager
async def on_touch(run: Daily, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Daily]:
    """The touch screen, once it is shown."""
    async with on_today(run, size):
        await run.press("3")
        await run.shows(TouchScreen)
        yield run
