"""The weekly review: of which week it is, and when it is due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable

from netx_tui.domain.reviews import Review
from netx_tui.domain.workdays import FIRST_YEAR, LAST_YEAR

LET_GO = 3
"""From this weekday (Thursday) on, the review of the week before is let go."""
_WEEK = dt.timedelta(days=7)
_WRITTEN = re.compile(r"([0-9]{4})-W([0-9]{2})")


def week_of(day: dt.date) -> str:
    """The ISO week of a day: ``2026-W48``."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(week: str) -> dt.date | None:
    """The first day of an ISO week as documents hold it; ``None`` where there is no such week."""
    found = _WRITTEN.fullmatch(week)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    try:
        return dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def open_week(reviews: Collection[Review], now: dt.datetime, day: int = 4, time: str = "16:00") -> str:
    """The ISO week whose review is the one to do at ``now``.

    It is this week's, or the last week's while that can be made up for: until Thursday, at most until this
    week's is due. Nobody owes one from before the first. ``day`` is a weekday (Monday is 0), ``time`` is
    written ``HH:MM``.
    """
    monday = _monday(now)
    this, last = week_of(monday), week_of(monday - _WEEK)
    done = _done(reviews)
    owed = any("" < review.week <= last for review in reviews) and last not in done
    in_time = now.weekday() < LET_GO and now < _moment(monday, now, day, time)
    return last if owed and in_time and this not in done else this


def due(reviews: Iterable[Review], now: dt.datetime, day: int = 4, time: str = "16:00") -> dt.datetime | None:
    """When the review that is to be done is or was due, on the clock of ``now``; ``None``: it is done.

    There is never more than one: ``open_week`` says of which week it is.
    """
    known = tuple(reviews)
    week = open_week(known, now, day, time)
    monday = _monday(now)
    if week in _done(known):
        return None
    return _moment(monday if week == week_of(monday) else monday - _WEEK, now, day, time)


def _done(reviews: Iterable[Review]) -> set[str]:
    return {review.week for review in reviews if review.finished_at}


def _monday(now: dt.datetime) -> dt.date:
    return now.date() - dt.timedelta(days=now.weekday())


def _moment(monday: dt.date, now: dt.datetime, day: int, time: str) -> dt.datetime:
    hour, _colon, minute = time.partition(":")
    return dt.datetime.combine(monday + dt.timedelta(days=day), dt.time(int(hour), int(minute)), now.tzinfo)
