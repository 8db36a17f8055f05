"""The weekly review on a real store, driven by keys."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfBoard, ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.changes import Change, Create
from netx_tui.domain.reviews import Review
from netx_tui.screens.board_papers import NewCardPaper
from netx_tui.screens.review import ReviewScreen
from netx_tui.screens.today import TodayScreen
from netx_tui.widgets.signs import UNICODE, Signs
from tests.screens.board_run import Board

AGO = "2026-10-10T10:00:00+00:00"
"""So long ago that a card is red in every column."""


def open_ends() -> list[Change]:
    """Something for each of the first five steps."""
    card = {"entered_column_at": AGO, "type": "book", "due": "2026-12-24"}
    plan = {"cue": "Sat 9:00", "step": "open it"}
    soon = {**card, "entered_column_at": "2026-11-20T10:00:00+00:00"}
    asked = {"contact": "c1", "waiting_for": "Kofi Hartmann", "nudge_on": "2026-11-26"}
    learned = {"contact": "c1", "captured_at": "2026-11-26T15:20:00+00:00"}
    return [
        Create("contacts", "c1", {"name": "Ayla Brandt", "company": "Nordlicht", "stage": "met"}),
        Create("insights", "i1", {"text": "They ship on Fridays", **learned}),
        Create("insights", "i2", {"text": "Read Deep Work", **learned}),
        Create("actions", "k1", {"title": "An old card", "column": "doing", "rank": "a", **card, **plan}),
        Create("actions", "k2", {"title": "A question", "column": "waiting", **soon, **asked}),
        Create("actions", "k3", {"title": "A course", "column": "next", "rank": "b", **soon}),
        Create(
            "meetings",
            "m1",
            {"contact": "c1", "status": "held", "at": "2026-11-26T15:00:00+00:00", "zone": "Europe/Berlin"},
        ),
    ]


class ReviewRun(Board):
    """The app on one store with the rooms of the review and of today."""

    def __init__(
        self, path: Path, now: datetime, changes: Sequence[Change] = (), *, signs: Signs = UNICODE
    ) -> None:
        home = path.parent
        options = Namespace(data=str(path), config=str(home / "config.yaml"), now="", color="never")
        session = Session(options, {"HOME": str(home)})
        session.clock = lambda: self.now
        self.now, self.path = now, path
        self.workspace = session._open()
        if changes:
            self.workspace.apply(changes, "invented")
        self.shortlists = session.shortlists_on(self.workspace)
        talks = ServicesOfTalks(session, self.workspace, self.shortlists)
        self.services = ServicesOfBoard(session, self.workspace, talks)
        self.actions = self.services.actions
        self.todays = session.todays_on(self.workspace, self.shortlists)
        numbers = session.numbers_on(self.workspace, self.shortlists)
        self.reviews = session.reviews_on(self.workspace, self.todays, numbers)
        review = partial(
            ReviewScreen, self.shortlists, self.services, self.todays, self.reviews, numbers, signs=signs
        )
        today = partial(TodayScreen, self.shortlists, self.services, self.todays, signs=signs)
        rooms = [Room("review", "Review", "r", review), Room("today", "Today", "d", today)]
        frame = Frame(
            now=lambda: self.now,
            log=str(home / "netx.log"),
            new_card=lambda: NewCardPaper(self.actions, self.services.clock),
        )
        self.app = NetxApp(rooms, frame)

    @property
    def review(self) -> ReviewScreen:
        """The screen, once it is shown."""
        screen = self.app.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    def ticks(self) -> str:
        """A letter per step: ``x`` for one that is through."""
        return "".join("x" if step.done else "." for step in self.reviews.steps())

    def kept(self) -> Review:
        """The one review there is."""
        (review,) = self.workspace.reviews.values()
        return review


@asynccontextmanager
async def reviewing(
    run: ReviewRun, size: tuple[int, int] = (80, 24), *, begin: bool = True
) -> AsyncIterator[ReviewRun]:
    """The screen, once it is shown; with the review begun."""
    async with run.app.run_test(size=size) as pilot:
        run.pilot = pilot
        await run.shows(ReviewScreen)
        if begin:
            await run.press("enter")
            await run.until(lambda: run.review.has_class("-begun"))
            await pilot.pause()
        yield run
