"""The weekly review: when it is due."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from netx_tui.domain.reviews import Review

LET_GO = 3
"""From this weekday (Thursday) on, the review of the week before is let go."""


def week_of(day: date) -> str:
    """The ISO week of a day: ``2026-W48``."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


def due(reviews: Iterable[Review], now: datetime, day: int = 4, at: str = "16:00") -> datetime | None:
    """When the review that is to be done next is or was due, on the clock of ``now``; ``None``: it is done.

    ``day`` is a weekday (Monday is 0), ``at`` a time (``HH:MM``). One that was left out is told until the
    next Thursday, then it is let go.
    """
    hour, _colon, minute = at.partition(":")
    done = {review.week for review in reviews if review.finished_at}
    monday = now.date() - timedelta(days=now.weekday())
    last = monday - timedelta(days=7)
    begun = any(review.week <= week_of(last) for review in reviews)
    if begun and now.weekday() < LET_GO and week_of(last) not in done and day >= LET_GO:
        monday = last
    elif week_of(monday) in done:
        return None
    return datetime.combine(monday + timedelta(days=day), time(int(hour), int(minute)), now.tzinfo)
