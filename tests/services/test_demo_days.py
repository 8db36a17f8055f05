"""The demo is alive on whatever day and at whatever hour somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.meetings import STATUSES
from netx_tui.domain.weekly_review import week_of
from netx_tui.domain.workdays import add, is_workday
from netx_tui.services.demo import Shift, documents
from tests.services.test_demo_data import BERLIN, SAMPLE

ANCHOR = date(2026, 11, 23)
ZONES = (BERLIN, UTC, ZoneInfo("America/Los_Angeles"), ZoneInfo("Pacific/Auckland"))
DAYS = 400
TO_COME = ("due", "nudge_on", "follow_up_on", "snooze_until", "next_contact", "company_since")
"""Fields that speak of the future, or of no day."""
AHEAD = ("draft", "scheduled", "cancelled")
"""Talks whose hour need not be over."""
UNDECIDED = [
    name
    for name, insight in SAMPLE["insights"].items()
    if insight["actionable"] == "undecided" and insight["captured_at"] < "2026-11-18"
]

Tables = dict[str, dict[str, dict[str, Any]]]


def tables(now: datetime) -> Tables:
    """The documents of the demo at ``now``, by table and id."""
    found: Tables = {}
    for create in documents(SAMPLE, now):
        found.setdefault(create.table, {})[create.id] = dict(create.fields)
    return found


def clocks() -> Iterator[datetime]:
    """Every day of more than a year, at all hours of the day, on clocks all over the world."""
    for number in range(DAYS):
        clock = time(number * 7 % 24, number * 13 % 60)
        zone = ZONES[number % len(ZONES)]
        yield datetime.combine(date(2027, 1, 1) + timedelta(days=number), clock, zone)


class Demo(NamedTuple):
    """The demo at one moment."""

    now: datetime
    tables: Tables
    past: list[tuple[str, str]]

    def begins(self, *statuses: str) -> list[datetime]:
        """When the talks with these statuses begin, on the user's clock."""
        return [
            self.here(talk["at"])
            for talk in self.tables["meetings"].values()
            if talk["status"] in statuses and "at" in talk
        ]

    def here(self, at: str) -> datetime:
        """A stored time on the user's clock."""
        return datetime.fromisoformat(at).astimezone(self.now.tzinfo)


def demo_at(now: datetime) -> Demo:
    """The demo as it stands at ``now``."""
    found = tables(now)
    return Demo(now, found, list(happened(found)))


@pytest.fixture(scope="module")
def year() -> list[Demo]:
    return [demo_at(now) for now in clocks()]


def stamps(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every day and time in a document, with the field it stands in."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from stamps(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from stamps(part, name)
    elif isinstance(value, str) and value[:4].isdecimal() and value[4:5] == "-" and value[7:8] == "-":
        yield name, value


def happened(tables: Tables) -> Iterator[tuple[str, str]]:
    """The days and times of what has happened already, with the person it happened with."""
    for table, rows in tables.items():
        for name, fields in rows.items():
            person = name if table == "contacts" else str(fields.get("contact", name))
            ahead = table == "meetings" and fields["status"] in AHEAD
            still = {*TO_COME, "at"} if ahead else TO_COME
            for field, text in stamps({key: part for key, part in fields.items() if key != "events"}):
                if field not in still:
                    yield person, text


# -- moving in time --------------------------------------------------------------------------------


def test_no_talk_is_ever_on_a_weekend(year: list[Demo]) -> None:
    for demo in year:
        assert all(is_workday(begin.date()) and 7 <= begin.hour <= 19 for begin in demo.begins(*STATUSES)), (
            demo.now
        )


def test_exactly_one_talk_is_on_the_next_three_business_days(year: list[Demo]) -> None:
    for demo in year:
        end = add(demo.now.date(), 3)
        coming = demo.begins("scheduled")
        assert sum(begin.date() <= end for begin in coming) == 1, demo.now
        assert all(begin > demo.now for begin in coming), demo.now


def test_nothing_that_has_happened_lies_in_the_future(year: list[Demo]) -> None:
    for demo in year:
        today = demo.now.date()
        for person, text in demo.past:
            day = demo.here(text).date() if "T" in text else date.fromisoformat(text)
            assert day < today, (demo.now, person, text)


def test_mails_are_sent_on_business_days(year: list[Demo]) -> None:
    for demo in year:
        assert all(is_workday(demo.here(mail["sent_at"]).date()) for mail in demo.tables["mails"].values())


def test_what_happened_to_a_person_keeps_its_order(year: list[Demo]) -> None:
    before = demo_at(datetime.combine(ANCHOR, time(), BERLIN)).past
    for demo in year:
        after = [text for _person, text in demo.past]
        events: dict[str, list[tuple[str, str]]] = {}
        for (person, text), moved in zip(before, after, strict=True):
            if "T" in text:
                was = datetime.fromisoformat(text).astimezone(BERLIN).replace(tzinfo=None).isoformat()
                events.setdefault(person, []).append((was, demo.here(moved).replace(tzinfo=None).isoformat()))
            else:
                events.setdefault(person + " days", []).append((text, moved))
        for person, pairs in events.items():
            pairs.sort()
            for (was, moved), (was_next, moved_next) in pairwise(pairs):
                assert (moved < moved_next) == (was < was_next), (demo.now, person, was_next)


def test_what_nobody_decided_about_for_two_days_stays_so(year: list[Demo]) -> None:
    assert len(UNDECIDED) >= 2
    for demo in year:
        old = demo.now - timedelta(hours=48)
        assert all(demo.here(demo.tables["insights"][name]["captured_at"]) < old for name in UNDECIDED)


def test_reviews_keep_their_weekday_and_name_their_week(year: list[Demo]) -> None:
    for demo in year:
        for review in demo.tables["reviews"].values():
            day = demo.here(review["at"]).date()
            assert (day.weekday(), review["week"]) == (4, week_of(day))
        weeks = {review["week"] for review in demo.tables["reviews"].values()}
        assert weeks == {week_of(demo.now.date() - timedelta(days=days)) for days in (7, 14)}


def test_on_its_own_day_it_stands_as_it_is_written() -> None:
    shift = Shift(ANCHOR, datetime(2026, 11, 23, 7, 30, tzinfo=BERLIN))
    for text in ("2026-11-23", "2026-11-21", "2026-11-29", "2024-05-11", "2026-11", "2026-W47", "--12-09"):
        assert shift.value(text) == text
    assert shift.value("2026-11-20T16:30") == "2026-11-20T16:30:00+01:00"
    assert shift.value("2026-08-18T15:00") == "2026-08-18T15:00:00+02:00"


def test_days_keep_their_distance_in_business_days() -> None:
    shift = Shift(ANCHOR, datetime(2026, 12, 3, 9, tzinfo=BERLIN))  # a Thursday
    moved = {
        text: shift.value(f"2026-11-{text}")
        for text in ("18", "20", "21", "22", "23", "24", "27", "28", "30")
    }
    assert moved == {
        "18": "2026-11-30",
        "20": "2026-12-02",
        "21": "2026-12-02",
        "22": "2026-12-02",
        "23": "2026-12-03",
        "24": "2026-12-04",
        "27": "2026-12-09",
        "28": "2026-12-09",
        "30": "2026-12-10",
    }


def test_on_a_weekend_the_day_itself_is_the_monday_after() -> None:
    shift = Shift(ANCHOR, datetime(2026, 11, 28, 9, tzinfo=BERLIN))
    assert [
        shift.value(day) for day in ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24")
    ] == [
        "2026-11-27",
        "2026-11-27",
        "2026-11-27",
        "2026-11-30",
        "2026-12-01",
    ]


@pytest.mark.parametrize(
    ("now", "begin"),
    [
        ("2026-11-23T07:00+01:00", "2026-11-23T09:00:00+01:00"),
        ("2026-11-23T09:00+01:00", "2026-11-23T09:15:00+01:00"),
        ("2026-11-23T16:59+01:00", "2026-11-23T17:00:00+01:00"),
        ("2026-11-23T17:00+01:00", "2026-11-24T09:00:00+01:00"),
        ("2026-11-23T23:59+01:00", "2026-11-24T09:00:00+01:00"),
        ("2026-11-27T18:00+01:00", "2026-11-30T09:00:00+01:00"),
        ("2026-11-28T18:00+01:00", "2026-11-30T09:00:00+01:00"),
    ],
)
def test_the_talk_of_the_day_is_still_to_come_at_any_hour(now: str, begin: str) -> None:
    assert Shift(ANCHOR, datetime.fromisoformat(now)).value("2026-11-23T09:00") == begin


def test_months_keep_their_distance_and_birthdays_theirs() -> None:
    shift = Shift(ANCHOR, datetime(2027, 2, 2, 9, tzinfo=BERLIN))
    assert [shift.value(month) for month in ("2022-07", "2022-11")] == ["2022-10", "2023-02"]
    assert [shift.value(day) for day in ("--12-09", "--02-29")] == ["--02-18", "--02-29"]


def test_other_texts_and_times_of_another_clock_keep_what_they_say() -> None:
    shift = Shift(ANCHOR, datetime(2027, 2, 2, 9, tzinfo=BERLIN))
    for value in ("2026", "on 2026-11-20", "5/4", "", 3, True, None, {"a": ["x-y"]}):
        assert shift.value(value) == value
    assert shift.value("2026-11-20T23:30:00-08:00") == "2027-02-01T23:30:00-08:00"
