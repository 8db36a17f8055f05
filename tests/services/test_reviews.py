"""The weekly review on a real store: what is left, what is kept, and what other sessions see of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from netx_tui.domain.board_rows import Spot
from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.numbers.metric import Metric
from netx_tui.domain.reviews import Review
from netx_tui.domain.rows import TodayRow
from netx_tui.services.actions import Actions
from netx_tui.services.insights import Insights
from netx_tui.services.reviews import Reviews
from netx_tui.store.workspace import Workspace

OLD = "2026-10-10T10:00:00+00:00"
NEW = "2026-11-26T10:00:00+00:00"
METRICS = (
    Metric("M1", "invitations with an answer", 3, 5, "3 of 5"),
    Metric("M10", "insights put to use", 1, 4, "1 of 4"),
    Metric("M9", "talks", 2, 2, "2 of 2"),
)


class Desk:
    """One session on one store, at a time that can be set."""

    def __init__(self, path: Path, now: datetime, run: str = "run1") -> None:
        self.path, self.now = path, now
        self.workspace = Workspace.open(path, who="robin", run=run, clock=self.clock)
        self.rows: list[TodayRow] = []
        self.reviews = Reviews(
            self.workspace, self.clock, next_steps=lambda: self.rows, metrics=lambda: METRICS
        )
        self.actions = Actions(self.workspace, self.clock)
        self.insights = Insights(self.workspace, self.clock)

    def clock(self) -> datetime:
        return self.now

    def later(self, **time: int) -> None:
        self.now += timedelta(**time)

    def make(self, *changes: Create | Update | Delete) -> None:
        self.workspace.apply(changes, "invented")

    def card(self, name: str, column: str, entered: str = NEW, **fields: object) -> None:
        known = {"title": f"Card {name}", "column": column, "entered_column_at": entered, "rank": name}
        self.make(Create("actions", name, {**known, **fields}))

    def insight(self, name: str, **fields: object) -> None:
        self.make(Create("insights", name, {"text": f"Insight {name}", "captured_at": NEW, **fields}))

    def left(self, key: str) -> int:
        return next(step.left for step in self.reviews.steps() if step.key == key)

    def ids(self, key: str) -> list[str]:
        return [item.id for step in self.reviews.steps() if step.key == key for item in step.items]

    def ticks(self) -> str:
        return "".join("x" if step.done else "." for step in self.reviews.steps())

    def only(self) -> Review:
        (review,) = self.workspace.reviews.values()
        return review


@pytest.fixture
def desk(tmp_path: Path, now: datetime) -> Iterator[Desk]:
    desk = Desk(tmp_path / "netx.json", now + timedelta(days=4, hours=7))
    yield desk
    desk.workspace.close(compact=False)


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """Another session on the same file."""
    other = Desk(desk.path, desk.now, "run2")
    yield other
    other.workspace.close(compact=False)


# -- what is left ---------------------------------------------------------------------------------------


def test_insights_that_became_a_card_or_are_only_to_know_are_not_left(desk: Desk) -> None:
    for name in ("i1", "i2", "i3"):
        desk.insight(name)
    desk.card("k1", "next", insights=["i1"])
    desk.insights.only_to_know("i2")
    assert desk.ids("insights") == ["i3"]
    desk.actions.add({"title": "A card"}, insights=["i3"])
    assert desk.left("insights") == 0


def test_red_cards_are_left_in_every_column_but_not_those_that_wait_for_a_day_ahead(desk: Desk) -> None:
    desk.card("k1", "doing", OLD)
    desk.card("k2", "next", OLD, size="L")
    desk.card("k3", "waiting", OLD, nudge_on="2026-11-27")
    desk.card("k4", "waiting", OLD, nudge_on="2026-11-30")
    desk.card("k5", "done", OLD)
    desk.card("k6", "next")
    assert desk.ids("red") == ["k1", "k3"]
    assert desk.ids("waiting") == []


def test_a_card_waits_for_a_decision_until_its_day_to_ask_lies_ahead(desk: Desk) -> None:
    desk.card("k1", "waiting", waiting_for="Kofi Hartmann", nudge_on="2026-11-20")
    assert desk.ids("waiting") == ["k1"]
    desk.actions.set(["k1"], {"nudge_on": "+3d"})
    assert desk.left("waiting") == 0


def test_at_most_three_are_picked_for_the_next_week(desk: Desk) -> None:
    for name in ("k1", "k2", "k3", "k4"):
        desk.card(name, "next", cue="Sat 9:00", step="begin", type="book", due="2026-12-24")
    assert desk.left("next_week") == 3
    for count, name in enumerate(("k1", "k2", "k3"), 1):
        desk.actions.move([name], Spot("doing"))
        assert desk.left("next_week") == 3 - count
    assert desk.ticks()[3] == "x"


def test_steps_about_people_come_from_the_next_steps(desk: Desk) -> None:
    desk.rows = [
        TodayRow("N02", "red", "2026-11-26", "c1", "", "Thank Ayla", "m", subject="m1"),
        TodayRow("N14", "red", "2026-11-26", "", "", "Decide", "enter", subject="k1"),
    ]
    assert desk.ids("people") == ["N02:m1"]


def test_with_nothing_to_do_five_steps_are_through_at_once_and_one_sentence_ends_it(desk: Desk) -> None:
    assert desk.ticks() == "xxxxx."
    desk.reviews.finish("Nothing was left")
    assert (desk.only().note, desk.ticks()) == ("Nothing was left", "xxxxxx")


# -- what is kept ---------------------------------------------------------------------------------------


def test_what_is_through_is_kept_at_once_with_how_much_was_left(desk: Desk) -> None:
    desk.insight("i1")
    desk.reviews.begin()
    desk.reviews.tick("insights")
    assert (desk.only().week, desk.only().steps, desk.only().answers) == (
        "2026-W48",
        ("insights",),
        {"insights": "1"},
    )
    desk.reviews.tick("red", "  looked \x1b[31m at all\n")
    assert desk.only().answers["red"] == "looked [31m at all"


def test_there_is_one_review_a_week_however_often_it_is_begun(desk: Desk) -> None:
    assert desk.reviews.begin() == desk.reviews.begin()
    desk.later(days=2)
    desk.reviews.tick("red")
    assert desk.only().steps == ("red",)


def test_one_that_was_left_out_is_done_for_its_own_week(desk: Desk) -> None:
    desk.later(days=-7)
    desk.reviews.finish("The first one")
    desk.later(days=11)
    desk.reviews.begin()
    current = desk.reviews.current()
    assert current is not None and current.week == "2026-W48"
    desk.reviews.finish("Made up for")
    assert desk.reviews.current() is None
    due = desk.reviews.due()
    assert due is not None and due.date().isoformat() == "2026-12-04"


def test_the_end_keeps_numbers_sentence_and_what_was_left_as_it_was(desk: Desk) -> None:
    desk.insight("i1")
    desk.reviews.begin()
    desk.later(minutes=8)
    desk.reviews.finish("  Ask for\nthe no first ")
    review = desk.only()
    assert review.note == "Ask for the no first"
    assert review.numbers == {"M1": "3/5", "M10": "1/4", "M9": "2/2"}
    assert review.finished_at == desk.now.isoformat(timespec="seconds")
    assert set(review.steps) == set(review.answers) and review.answers["insights"] == "1"
    assert [one.id for one in desk.reviews.past()] == [review.id]


def test_without_a_sentence_it_does_not_end(desk: Desk) -> None:
    desk.reviews.begin()
    with pytest.raises(FieldError, match="one sentence"):
        desk.reviews.finish(" \t ")
    assert desk.only().finished_at == ""


def test_one_that_was_finished_in_another_session_is_not_finished_twice(desk: Desk, other: Desk) -> None:
    desk.reviews.finish("Mine")
    other.workspace.poll()
    with pytest.raises(FieldError, match="meanwhile"):
        other.reviews.finish("Theirs")
    assert desk.only().note == "Mine"


def test_minutes_are_told_up_to_an_hour(desk: Desk) -> None:
    assert desk.reviews.minutes() == 0
    desk.reviews.begin()
    found = []
    for minutes in (0, 9, 51, 1, -90):
        desk.later(minutes=minutes)
        found.append(desk.reviews.minutes())
    assert found == [0, 9, 60, None, 0]


def test_everything_can_be_taken_back(desk: Desk) -> None:
    desk.insight("i1")
    desk.reviews.begin()
    desk.reviews.tick("insights")
    desk.reviews.finish("Too early")
    desk.workspace.undo()
    assert (desk.only().finished_at, desk.only().numbers, desk.ticks()) == ("", {}, "xxxxx.")
    desk.workspace.undo()
    assert desk.ticks() == ".xxxx."
    desk.workspace.undo()
    assert dict(desk.workspace.reviews) == {}


# -- several sessions -----------------------------------------------------------------------------------


def test_another_session_sees_what_is_through_and_goes_on(desk: Desk, other: Desk) -> None:
    desk.insight("i1")
    desk.reviews.tick("insights")
    other.workspace.poll()
    assert other.ticks() == "xxxxx."
    other.reviews.finish("Together")
    desk.workspace.poll()
    assert desk.reviews.due() is None
    assert desk.only().note == "Together"


def test_steps_that_end_in_two_sessions_at_one_moment_are_both_through(desk: Desk, other: Desk) -> None:
    desk.insight("i1")
    desk.card("k1", "doing", OLD)
    desk.reviews.begin()
    other.workspace.poll()
    desk.reviews.tick("insights")
    other.reviews.tick("red")
    desk.workspace.poll()
    assert desk.ticks() == "xxxxx."


def test_two_that_were_begun_at_one_moment_count_as_one(desk: Desk, other: Desk) -> None:
    mine, theirs = desk.reviews.begin(), other.reviews.begin()
    desk.workspace.poll()
    other.workspace.poll()
    assert mine != theirs
    assert desk.reviews.current() == other.reviews.current()
    other.reviews.finish("One of them")
    desk.workspace.poll()
    assert desk.reviews.due() is None


# -- Markdown -------------------------------------------------------------------------------------------


def test_the_markdown_tells_what_was_done_in_the_week(desk: Desk) -> None:
    desk.make(
        Create("contacts", "c1", {"name": "Ayla Brandt"}),
        Create("meetings", "m1", {"contact": "c1", "status": "held", "at": "2026-11-25T15:00:00+00:00"}),
        Create("mails", "x1", {"contact": "c1", "kind": "thank_you", "sent_at": NEW}),
        Create("mails", "x2", {"contact": "c1", "kind": "thank_you", "sent_at": "2026-11-12T10:00:00+00:00"}),
    )
    for name in ("i1", "i2", "i3"):
        desk.insight(name, contact="c1")
    desk.card("k1", "doing", OLD)
    desk.card("k2", "next", cue="Sat 9:00", step="open it")
    desk.card("k3", "done", OLD)
    desk.reviews.begin()
    desk.insights.only_to_know("i1")
    desk.actions.add({"title": "Card of an insight"}, insights=["i2"])
    desk.actions.move(["k1"], Spot("dropped"), reason="not worth it")
    desk.actions.move(["k2"], Spot("doing"))
    desk.later(minutes=9)
    desk.reviews.finish("Ask earlier")
    text = desk.reviews.markdown(desk.only().id)
    for told in (
        "# Weekly review 2026-W48",
        "Mon 23 Nov to Sun 29 Nov, done on Fri 27 Nov 16:00, 9 minutes",
        "\n> Ask earlier\n",
        "- Insight i1: only to know",
        "- Insight i2: a card",
        "- 1 left as it is",
        "- Card k1: dropped, not worth it",
        "- Card k2: When Sat 9:00, then I open it",
        "- Wed 25 Nov, Ayla Brandt, talk",
        "- Thu 26 Nov, Ayla Brandt,",
        "- invitations with an answer: 3 of 5\n- talks: 2 of 2\n- insights put to use: 1 of 4",
    ):
        assert told in text
    assert "Card k3" not in text and "12 Nov" not in text and "Insight i3" not in text


def test_what_was_taken_back_is_not_told_as_done(desk: Desk) -> None:
    desk.insight("i1")
    desk.insights.only_to_know("i1")
    desk.workspace.undo()
    desk.reviews.finish("Nothing")
    assert "Insight i1" not in desk.reviews.markdown(desk.only().id)


def test_a_review_of_a_newer_or_broken_netx_is_told_as_it_stands(desk: Desk) -> None:
    broken = {
        "week": "2026-W99",
        "at": "soon",
        "numbers": {"M99": "many"},
        "finished_at": "x",
        "steps": ["dance"],
    }
    desk.make(Create("reviews", "v1", broken))
    text = desk.reviews.markdown("v1")
    assert "M99: many" in text and "2026-W99" in text
    assert desk.reviews.current() is None


def test_a_review_that_is_gone_is_said_to_be_gone(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no longer there"):
        desk.reviews.markdown("v9")
