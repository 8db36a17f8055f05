"""Settings saved while the screens are open: what stands on them is shown anew."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.in_use import InUse
from netx_tui.cli.looks import LooksOnDisk
from netx_tui.cli.screen_services import ServicesOfTalks, ServicesOfTouch
from netx_tui.cli.session import Session
from netx_tui.domain.changes import Create
from netx_tui.domain.errors import RuleRefused
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.review import ReviewScreen
from netx_tui.services.actions import Spot
from tests.screens.driving import Driven

THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
STARTED = "2026-11-25T09:00:00+00:00"
PEOPLE = [
    Create("contacts", "c1", {"name": "Ayla Brandt", "company": "Nordlicht", "department": "sales"}),
    Create("contacts", "c2", {"name": "Kofi Hartmann", "company": "Nordlicht", "department": "data"}),
]
CARDS = [
    Create(
        "actions",
        f"k{n}",
        {"title": f"Card {n}", "column": column, "rank": "abc"[n], "entered_column_at": STARTED, **more},
    )
    for n, (column, more) in enumerate(
        [("doing", {"cue": "Sat 9:00", "step": "open"}), ("next", {"cue": "Sun 9:00", "step": "open"})]
    )
]


class LiveRun(Driven):
    """The app on one store and one ``config.yaml``, as the program puts them together."""

    def __init__(self, home: Path) -> None:
        self.config = home / "config.yaml"
        self.config.write_text("theme: netx-dark\n")
        options = Namespace(data=str(home / "n.json"), config=str(self.config), now="", color="never")
        self.session = session = Session(options, {"HOME": str(home), "TERM": "xterm-256color"})
        session.clock = lambda: THURSDAY
        self.workspace = session._open()
        self.workspace.apply([*PEOPLE, *CARDS], "invented")
        self.shortlists = session.shortlists_on(self.workspace)
        talks = ServicesOfTalks(session, self.workspace, self.shortlists)
        self.cards = ServicesOfTouch(session, self.workspace, talks, self.shortlists)
        self.talks = talks
        self.todays = session.todays_on(self.workspace, self.shortlists)
        numbers = session.numbers_on(self.workspace, self.shortlists)
        self.reviews = session.reviews_on(self.workspace, self.todays, numbers)
        in_use = InUse(session, talks, self.cards, self.todays)
        in_use.add_reviews(self.reviews)
        looks = LooksOnDisk(session, in_use.use)
        review = partial(ReviewScreen, self.shortlists, self.cards, self.todays, self.reviews, numbers)
        rooms = [
            Room("people", "People", "p", partial(PeopleScreen, self.shortlists)),
            Room("board", "Board", "b", partial(BoardScreen, self.shortlists, self.cards)),
            Room("review", "Review", "r", review),
        ]
        frame = Frame(now=session.clock, log=str(home / "log"), looks=looks.now(), reload=looks.changed)
        self.app = NetxApp(rooms, frame)
        self._saves = 0

    def save(self, text: str) -> None:
        """Save the settings, as an editor does, and let the screens look."""
        self._saves += 1
        self.config.write_text(text)
        os.utime(self.config, (self._saves, self._saves))
        self.app._look_again()

    def shown(self) -> str:
        """What is on the screen, as text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    def before(self, first: str, second: str) -> bool:
        """Whether the list has one name above the other; the card beside it begins higher."""
        return self.shown().rindex(first) < self.shown().rindex(second)


@pytest.fixture
async def run(tmp_path: Path) -> AsyncIterator[LiveRun]:
    run = LiveRun(tmp_path)
    async with run.app.run_test(size=(120, 40), notifications=True) as pilot:
        run.pilot = pilot
        await pilot.pause()
        yield run
    run.workspace.close()


async def test_another_goal_puts_the_people_in_another_order(run: LiveRun) -> None:
    run.save("profile: {target_departments: [sales]}\n")
    await run.until(lambda: run.before("Ayla", "Kofi"))
    run.save("profile: {target_departments: [data]}\n")
    await run.until(lambda: run.before("Kofi", "Ayla"))
    assert run.told() == ""


async def test_a_column_gets_another_name_and_another_limit(run: LiveRun) -> None:
    await run.press("2")
    await run.until(lambda: "Doing" in run.shown())
    run.save("board: {names: {doing: Under way}, limits: {doing: 1}}\n")
    await run.until(lambda: "Under way" in run.shown())
    with pytest.raises(RuleRefused):
        run.cards.actions.move(["k1"], Spot("doing"))
    assert run.told() == ""


async def test_a_screen_that_is_not_shown_catches_up_when_one_comes_back(run: LiveRun) -> None:
    await run.press("2")
    await run.until(lambda: "Doing" in run.shown())
    await run.press("1")
    await run.until(lambda: "Ayla" in run.shown())
    run.save("board: {names: {doing: Under way}}\n")
    await run.press("2")
    await run.until(lambda: "Under way" in run.shown())


async def test_the_review_is_due_on_the_new_day(run: LiveRun) -> None:
    usual = run.reviews.due()
    run.save("review: {day: thu, time: '9:30'}\n")
    due = run.reviews.due()
    assert usual is not None
    assert due is not None
    assert (due.strftime("%a %H:%M"), usual.strftime("%a %H:%M")) == ("Thu 09:30", "Fri 16:00")


async def test_holidays_and_numbers_of_the_score_hold_at_once(run: LiveRun) -> None:
    run.save("holidays: {days: ['2026-11-27']}\nscoring: {shortlist: {size: 2}}\n")
    ranking = run.shortlists.ranking
    assert [day.isoformat() for day in ranking.holidays] == ["2026-11-27"]
    assert ranking.rules.shortlist_size == 2


async def test_letters_go_to_the_new_mail_program(run: LiveRun) -> None:
    assert run.talks.handover.mailer == ""
    run.save("mailer: thunderbird\n")
    assert run.talks.handover.mail_program() == ["thunderbird"]


async def test_less_motion_holds_at_once(run: LiveRun) -> None:
    run.save("motion: reduced\n")
    assert run.app.animation_level == "none"
    run.save("motion: full\n")
    assert run.app.animation_level == "full"


async def test_a_half_written_file_changes_nothing_and_is_told_with_its_line(run: LiveRun) -> None:
    run.save("theme: netx-light\nboard:\n  names: {doing: 'Und\n")
    await run.until(lambda: bool(run.told()))
    assert run.told().startswith(f"{run.config}, line 4: ")
    assert run.app.theme == "netx-dark"
