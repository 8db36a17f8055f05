"""Days as lists and headers show them."""

from __future__ import annotations

from datetime import date, datetime

from netx_tui.i18n import _

MANY_DAYS = 180
"""From here on a day is told with its year."""


def short_date(day: date) -> str:
    """``day`` in few letters: ``Mon 23 Nov``."""
    days = _("Mon Tue Wed Thu Fri Sat Sun").split()
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return _("{weekday} {day} {month}").format(
        weekday=days[day.weekday()], day=day.day, month=months[day.month - 1]
    )


def short_moment(moment: datetime, today: date) -> str:
    """``moment`` in few letters: ``Wed 25 Nov 16:00``, with the year where it is far from ``today``."""
    day = short_date(moment.date())
    if abs((moment.date() - today).days) > MANY_DAYS:
        day = f"{day} {moment.year}"
    return f"{day} {moment:%H:%M}"


def told_day(day: date | str, today: date) -> str:
    """``day`` (or ``2026-11-23``) in few letters, with its year where it is far from ``today``.

    A text that is no day stays as it is.
    """
    known = day if isinstance(day, date) else _day(day)
    if known is None:
        return str(day)
    told = short_date(known)
    return f"{told} {known.year}" if abs((known - today).days) > MANY_DAYS else told


def event_day(on: str) -> str:
    """The day of an event: ``9 Dec`` for one of every year (``--12-09``), else ``9 Dec 2026``."""
    yearly = on.startswith("--")
    day = _day(f"2024{on[1:]}" if yearly else on)
    if day is None:
        return on
    told = short_date(day).partition(" ")[2]
    return told if yearly else f"{told} {day.year}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
