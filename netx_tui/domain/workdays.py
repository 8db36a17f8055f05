"""Business days: Monday to Friday without the holidays the user named (``pipeline.md``)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

NO_HOLIDAYS: frozenset[date] = frozenset()
FIRST_YEAR, LAST_YEAR = 1900, 2999
_DAY = timedelta(days=1)
_WEEK = 7
_WORKING_WEEK = 5


def is_workday(day: date, holidays: frozenset[date] = NO_HOLIDAYS) -> bool:
    """Whether ``day`` is a Monday to Friday and no holiday."""
    return day.weekday() < _WORKING_WEEK and day not in holidays


def add(day: date, count: int, holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """The ``count``-th business day after ``day`` (before it, for a negative count); 0 gives ``day``."""
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        if is_workday(day, holidays):
            left -= 1
    return day


def between(start: date, end: date, holidays: frozenset[date] = NO_HOLIDAYS) -> int:
    """How many business days come after ``start``, up to and including ``end``; 0 if none do."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, _WEEK)
    days = weeks * _WORKING_WEEK
    days += sum(1 for n in range(rest) if (end - n * _DAY).weekday() < _WORKING_WEEK)
    return days - sum(1 for day in holidays if start < day <= end and day.weekday() < _WORKING_WEEK)


def next_workday(day: date, holidays: frozenset[date] = NO_HOLIDAYS) -> date:
    """``day`` itself if it is a business day, else the first one after it."""
    while not is_workday(day, holidays):
        day += _DAY
    return day


def local_day(at: str, zone: tzinfo | None = None) -> date | None:
    """The calendar day of a stored time or day (ISO 8601) as a clock in ``zone`` shows it.

    ``None`` where the text is no date, or one that nobody meant, near an end of the calendar. A bare day,
    or a time without offset, is taken as it stands.
    """
    moment = _as_it_stands(at)
    if moment is None:
        return None
    if zone is not None and moment.tzinfo is not None:
        moment = moment.astimezone(zone)
    return moment.date()


def stored_moment(at: str) -> datetime | None:
    """A stored time or day (ISO 8601); one without offset is meant in UTC.

    ``None`` where the text is no date, or one that nobody meant, near an end of the calendar.
    """
    moment = _as_it_stands(at)
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def _as_it_stands(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None
