"""Of which week a review is, and when it is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.actions import Action
from netx_tui.domain.review_steps import (
    STEPS,
    about_people,
    answer_text,
    left_text,
    through,
    title_of,
    to_be_asked,
)
from netx_tui.domain.reviews import Review
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.weekly_review import due, monday_of, open_week, week_of

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=BERLIN)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEFORE = Review("v0", week="2026-W40", finished_at="2026-10-02T16:09:00+02:00")


def review(week: str, *, finished: bool = True) -> Review:
    return Review(f"v{week}", at="2026-11-27T15:00:00+00:00", week=week, finished_at="x" if finished else "")


def test_it_is_due_on_friday_at_four_unless_said_otherwise() -> None:
    assert due([], FRIDAY - 4 * DAY) == FRIDAY
    assert due([], FRIDAY + HOUR) == FRIDAY
    assert due([], FRIDAY, 0, "08:30") == datetime(2026, 11, 23, 8, 30, tzinfo=BERLIN)


def test_one_that_is_finished_is_not_due_again_in_its_week() -> None:
    done = [review("2026-W48")]
    for days in (-4, 0, 2):
        assert due(done, FRIDAY + days * DAY) is None
    assert due(done, FRIDAY + 3 * DAY) == FRIDAY + 7 * DAY


def test_one_that_was_only_begun_is_still_due() -> None:
    assert due([review("2026-W48", finished=False)], FRIDAY + HOUR) == FRIDAY


def test_one_that_was_left_out_can_be_made_up_for_until_thursday() -> None:
    wednesday, thursday = FRIDAY + 5 * DAY, FRIDAY + 6 * DAY
    assert due([BEFORE], wednesday) == FRIDAY
    assert open_week([BEFORE], wednesday) == "2026-W48"
    assert due([BEFORE], thursday - 16 * HOUR) == FRIDAY + 7 * DAY
    assert open_week([BEFORE], thursday) == "2026-W49"


def test_what_is_made_up_for_does_not_stand_for_the_week_in_which_it_is_done() -> None:
    made_up = [BEFORE, review("2026-W48")]
    assert due(made_up, FRIDAY + 4 * DAY) == FRIDAY + 7 * DAY
    assert open_week(made_up, FRIDAY + 4 * DAY) == "2026-W49"


def test_nobody_owes_a_review_from_before_the_first_one() -> None:
    assert due([], FRIDAY + 3 * DAY) == FRIDAY + 7 * DAY
    assert due([review("2026-W49", finished=False)], FRIDAY + 3 * DAY) == FRIDAY + 7 * DAY


def test_of_two_that_could_be_told_only_the_newer_one_is() -> None:
    tuesday = FRIDAY + 4 * DAY
    assert due([BEFORE], tuesday - HOUR, 1, "16:00") == FRIDAY - 3 * DAY
    assert due([BEFORE], tuesday, 1, "16:00") == tuesday


def test_a_week_that_is_done_ahead_owes_nothing_for_the_one_before() -> None:
    assert due([BEFORE, review("2026-W49")], FRIDAY + 4 * DAY) is None


def test_a_clock_that_was_set_back_brings_no_review_back() -> None:
    done = [review("2026-W47"), review("2026-W48")]
    assert due(done, FRIDAY - 7 * DAY) is None
    assert due(done, FRIDAY - 14 * DAY) == FRIDAY - 14 * DAY


def test_it_keeps_to_the_clock_on_the_wall_in_nights_when_the_clocks_change() -> None:
    friday = datetime(2026, 10, 23, 16, 0, tzinfo=BERLIN)
    assert friday.utcoffset() != FRIDAY.utcoffset()
    assert due([], friday - 4 * DAY) == friday
    night = due([], datetime(2026, 3, 27, 9, 0, tzinfo=BERLIN), 6, "02:30")
    assert night is not None and (night.hour, night.date()) == (2, date(2026, 3, 29))
    twice = due([], datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=1), 6, "02:30")
    assert twice == datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)


def test_the_week_around_new_year_belongs_to_the_year_of_its_thursday() -> None:
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    new_year = datetime(2027, 1, 1, 9, 0, tzinfo=BERLIN)
    assert open_week([], new_year) == "2026-W53"
    assert due([review("2026-W53")], new_year) is None


@pytest.mark.parametrize(
    "week", ["", "2026", "2026-W54", "2026-W00", "0001-W01", "9999-W52", "2026-W48\n", "x"]
)
def test_a_week_that_does_not_exist_has_no_monday(week: str) -> None:
    assert monday_of(week) is None
    assert due([Review("v1", week=week, finished_at=week)], FRIDAY - DAY) == FRIDAY


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)),
    st.integers(0, 6),
    st.times(),
    st.lists(st.integers(-3, 3), max_size=4),
)
def test_it_is_never_due_for_a_week_that_is_done_nor_for_one_long_ago(
    moment: datetime, day: int, time: object, weeks: list[int]
) -> None:
    now = moment.replace(tzinfo=UTC)
    done = [review(week_of(now.date() + week * 7 * DAY)) for week in weeks]
    found = due(done, now, day, f"{time:%H:%M}")
    if found is None:
        assert week_of(now.date()) in {one.week for one in done}
    else:
        assert week_of(found.date()) not in {one.week for one in done}
        assert -10 * DAY < found - now < 7 * DAY
        assert monday_of(open_week(done, now, day, f"{time:%H:%M}")) == found.date() - day * DAY


# -- the steps ------------------------------------------------------------------------------------------


def test_there_are_six_steps_with_a_title_each() -> None:
    assert len({title_of(step) for step in STEPS}) == 6


def test_steps_that_two_sessions_ended_at_one_moment_are_both_through() -> None:
    both = Review("v1", steps=("red",), answers={"insights": "2", "red": "0"})
    assert through(both) == {"insights", "red"}
    assert through(None) == frozenset()


def test_how_much_is_left_is_told_in_words() -> None:
    assert left_text("insights", 3) == "3 insights"
    assert left_text("red", 1) == "1 card"
    assert left_text("people", 2, done=True) == "2 left"
    assert left_text("people", 0) == left_text("numbers", 1, done=True) == ""


def test_what_is_kept_of_a_step_is_a_count_or_what_was_said() -> None:
    assert answer_text("0") == ""
    assert answer_text("1") == "1 left as it is"
    assert answer_text("wrote to all three") == "wrote to all three"


def test_of_who_waits_only_those_whose_day_has_come_are_asked() -> None:
    today = date(2026, 11, 27)
    days = {
        day: to_be_asked(Action("k1", nudge_on=day), today)
        for day in ("", "soon", "2026-11-27", "2026-11-28")
    }
    assert days == {"": True, "soon": True, "2026-11-27": True, "2026-11-28": False}


def test_of_the_next_steps_those_about_people_count_that_are_due_or_have_no_day() -> None:
    rows = [
        TodayRow("N02", "red", "2026-11-26", "c1", "", "Thank Ayla", "m"),
        TodayRow("N10", "plain", "", "c2", "", "Invite Kofi", "i"),
        TodayRow("N20", "plain", "2026-11-30", "c3", "", "Write to Bea", "m"),
        TodayRow("N14", "red", "2026-11-20", "", "", "Decide", "enter"),
        TodayRow("N23", "red", "2026-11-27", "", "", "Weekly review", "w"),
    ]
    assert [row.rule for row in about_people(rows)] == ["N02", "N10"]
