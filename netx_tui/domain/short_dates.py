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
