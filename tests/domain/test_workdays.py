"""Business days: the clock examples of the product, and what always holds."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain.workdays import add, between, is_workday, local_day, next_workday

CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)
HOLIDAYS = frozenset((CHRISTMAS, NEW_YEAR))
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("start", "count", "holidays", "expected"),
    [
        (date(2026, 11, 2), 3, (), date(2026, 11, 5)),
        (date(2026, 11, 2), 7, (), date(2026, 11, 11)),
        (date(2026, 11, 11), 7, (), date(2026, 11, 20)),
        (date(2026, 11, 6), 3, (), date(2026, 11, 11)),
        (date(2026, 11, 7), 3, (), date(2026, 11, 11)),
        (date(2026, 12, 23), 3, HOLIDAYS, date(2026, 12, 29)),
        (date(2026, 12, 23), 7, HOLIDAYS, date(2027, 1, 5)),
        (date(2026, 12, 23), 3, (), date(2026, 12, 28)),
        (date(2026, 11, 23), -2, (), date(2026, 11, 19)),
        (date(2026, 11, 21), 0, (), date(2026, 11, 21)),
    ],
)
def test_the_clock_examples(start: date, count: int, holidays: frozenset[date], expected: date) -> None:
    assert add(start, count, frozenset(holidays)) == expected


def test_a_weekend_and_a_holiday_move_to_the_next_business_day() -> None:
    assert next_workday(date(2027, 1, 10)) == date(2027, 1, 11)
    assert next_workday(CHRISTMAS, HOLIDAYS) == date(2026, 12, 28)
    assert next_workday(date(2026, 11, 23)) == date(2026, 11, 23)


def test_a_stored_time_falls_on_the_day_of_the_users_clock() -> None:
    berlin = timezone(timedelta(hours=1))
    assert local_day("2026-11-22T23:30:00+00:00", berlin) == date(2026, 11, 23)
    assert local_day("2026-11-22T23:30:00+00:00") == date(2026, 11, 22)
    assert local_day("2026-11-22", berlin) == date(2026, 11, 22)
    assert local_day("soon") is None
    assert local_day("") is None


@settings(max_examples=60, deadline=None)
@given(days, st.integers(1, 60))
def test_counting_on_and_counting_between_agree(start: date, count: int) -> None:
    end = add(start, count, HOLIDAYS)
    assert is_workday(end, HOLIDAYS)
    assert between(start, end, HOLIDAYS) == count


@settings(max_examples=60, deadline=None)
@given(days, st.integers(-40, 400), st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=9))
def test_between_counts_every_business_day_once(start: date, length: int, holidays: frozenset[date]) -> None:
    end = start + timedelta(days=length)
    counted = sum(is_workday(start + timedelta(days=n), holidays) for n in range(1, max(0, length) + 1))
    assert between(start, end, holidays) == counted


@pytest.mark.parametrize(
    "text", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00", "1899-12-31", "soon"]
)
def test_a_day_near_an_end_of_the_calendar_is_no_day(text: str) -> None:
    assert local_day(text, timezone(timedelta(hours=14))) is None
