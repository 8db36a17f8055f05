"""When a card is too old for its column."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.actions import Action, Move
from netx_tui.domain.ageing import Limits, age_days, age_state, days_in_doing, limits_for, own_limits

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("column", "size", "amber", "red"),
    [
        ("inbox", "S", 3, 7),
        ("next", "M", 14, 30),
        ("doing", "", 7, 14),
        ("waiting", "S", 14, 30),
        ("doing", "L", 14, 28),
        ("inbox", "L", 6, 14),
    ],
)
def test_each_column_has_its_limits_and_large_cards_twice_as_long(
    column: str, size: str, amber: int, red: int
) -> None:
    limits = limits_for(column, size)
    assert limits == Limits(amber, red)
    states = [age_state(days, limits) for days in (amber - 1, amber, red - 1, red)]
    assert states == ["", "amber", "amber", "red"]


@pytest.mark.parametrize("column", ["done", "dropped"])
def test_what_is_over_does_not_get_old(column: str) -> None:
    assert limits_for(column) is None and age_state(999, None) == ""


def done(name: str, *stays: tuple[int, int]) -> Action:
    moves = []
    for start, end in stays:
        moves.append(Move(f"i{start}", f"2026-10-{start:02d}T09:00:00+00:00", "next", "doing"))
        moves.append(Move(f"o{end}", f"2026-10-{end:02d}T08:00:00+00:00", "doing", "done"))
    return Action(name, column="done", history=tuple(moves))


def test_days_in_doing_are_counted_over_all_stays() -> None:
    assert days_in_doing(done("a", (1, 4), (10, 12))) == 5
    assert days_in_doing(done("a", (1, 1))) == 0
    assert days_in_doing(Action("a", column="done")) is None
    assert days_in_doing(done("a", (1, 4))._replace(column="doing")) is None


def test_ones_own_times_hold_from_ten_finished_cards_on() -> None:
    times = [done(f"a{n}", (1, 1 + n)) for n in range(1, 11)]  # 1 to 10 days
    assert own_limits(times[:9]) is None
    own = own_limits(times)
    assert own == Limits(6, 9)  # median 5.5, nearest rank of 85 % of ten is the ninth
    assert limits_for("doing", "S", own) == own
    assert limits_for("doing", "L", own) == Limits(12, 18)
    assert limits_for("next", "S", own) == Limits(14, 30)


def test_large_numbers_of_finished_cards_keep_the_nearest_rank() -> None:
    times = [
        done(f"a{n}", (1, 1 + n)) for n in range(1, 21)
    ]  # 1 to 20 days: 85 % of twenty is the seventeenth
    assert own_limits(times) == Limits(11, 17)


def test_a_move_without_a_sound_time_adds_no_days() -> None:
    card = done("a", (1, 4), (10, 12))
    broken = card.history[0]._replace(at="soon")
    assert days_in_doing(card._replace(history=(broken, *card.history[1:]))) == 2


def test_a_stay_over_the_end_of_summer_time_has_its_calendar_days() -> None:
    moves = (
        Move("i", "2026-10-24T23:30:00+02:00", "next", "doing"),
        Move("o", "2026-10-26T00:15:00+01:00", "doing", "done"),
    )
    assert days_in_doing(Action("a", column="done", history=moves), BERLIN) == 2


def test_who_finishes_everything_at_once_still_has_a_day() -> None:
    own = own_limits([done(f"a{n}", (1, 1)) for n in range(10)])
    assert own == Limits(1, 2)


def test_ages_are_calendar_days_on_the_users_clock() -> None:
    now = datetime(2026, 11, 23, 0, 30, tzinfo=BERLIN)
    assert age_days("2026-11-22T22:30:00+00:00", now) == 1  # half past eleven in the evening there
    assert age_days("2026-11-22T23:30:00+00:00", now) == 0
    assert age_days("2026-10-24T12:00:00+02:00", now) == 30  # over the end of summer time


@pytest.mark.parametrize("entered", ["", "soon", "2027-01-01T00:00:00+00:00", "0001-01-01", "9999-12-31"])
def test_a_broken_missing_or_future_time_has_no_age(entered: str) -> None:
    assert age_days(entered, datetime(2026, 11, 23, tzinfo=BERLIN)) == 0
