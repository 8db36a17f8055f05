"""The time of day in what somebody typed."""

import re
from datetime import UTC, datetime, time, timedelta

from netx_tui.domain.when_parts import NotUnderstood, Seen, take
from netx_tui.i18n import _

_FROM_NOW = re.compile(
    r"(?: in |\+ ?)([0-9]{1,4}) ?(h|hr|hrs|hours?|std|stunden?|min|mins|minutes?|minuten?)(?= )"
)
_CLOCK = re.compile(
    r"(?<![0-9.:/+-])([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?: ?(am|pm|uhr|h)(?= ))?(?![0-9:])"
    r"|(?<![0-9.:/+-])([0-9]{1,2})\.([0-9]{2}) ?(am|pm|uhr|h)(?= )"
    r"|(?<![0-9.:/+-])([0-9]{1,2}) ?(?:uhr|h) ?([0-9]{2})(?= )"
    r"|(?<![0-9.:/+-])([0-9]{1,2}) ?(am|pm|uhr|h|o'clock)(?= )"
)
_NOON = re.compile(r" (?:noon|mittags?)(?= )")
_LATE = re.compile(r" (?:abends?|nachmittags?|(?:in the )?(?:evening|afternoon))(?= )")
_EARLY = re.compile(r" (?:fruh|morgens|vormittags?|(?:in the )?morning)(?= )")
_HOUR = re.compile(r" (?:um|at|gegen|ab|@)? ?([0-9]{1,2})(?:\.([0-9]{2}))?(?= )")


def hours_from_now(text: str, seen: Seen) -> tuple[str, datetime | None]:
    """``text`` without "in 2 hours", and the moment it means."""
    if text.strip() in ("now", "jetzt"):
        return " ", seen.now
    rest, found = take(_FROM_NOW, text)
    if not found:
        return text, None
    count, unit = int(found[1]), found[2]
    minutes = count if unit.startswith("min") else 60 * count
    moved = seen.now.astimezone(UTC) + timedelta(minutes=minutes)
    return rest, moved.astimezone(seen.now.tzinfo)


def marked_time(text: str) -> tuple[str, time | None]:
    """A time that says it is one: by a colon, ``am``, ``pm``, ``Uhr`` or ``h``."""
    rest, found = take(_NOON, text)
    if found:
        return rest, time(12)
    rest, found = take(_CLOCK, text)
    if not found:
        return text, None
    hour, minute, half = next(
        (found[a], found[b] if b else "", found[c] if c else "")
        for a, b, c in ((1, 2, 3), (4, 5, 6), (7, 8, 0), (9, 0, 10))
        if found[a]
    )
    return rest, _time(int(hour), int(minute or 0), half or "", found[0].strip())


def half_of_day(text: str) -> tuple[str, bool]:
    """``text`` without "in the evening" and the like, and whether an hour in it counts from noon."""
    rest, late = take(_LATE, text)
    return take(_EARLY, rest)[0], late is not None


def in_half(clock: time | None, late: bool) -> time | None:
    """``clock`` in the half of the day that was said: 8 in the evening is 20:00."""
    return clock.replace(hour=clock.hour + 12) if clock and late and clock.hour < 12 else clock


def plain_hour(text: str, clock: time | None, has_day: bool) -> tuple[str, time | None]:
    """The hour of "tue 9": a bare number is one only behind a day."""
    if clock is not None or not has_day:
        return text, clock
    rest, found = take(_HOUR, text)
    if not found:
        return text, None
    return rest, _time(int(found[1]), int(found[2] or 0), "", found[0].strip())


def _time(hour: int, minute: int, half: str, typed: str) -> time:
    # "um 15 am Dienstag": behind an hour over 12 it is the German word.
    if half in ("am", "pm") and hour <= 12:
        if not hour and half == "pm":
            raise NotUnderstood(_("{text} is not a time.").format(text=typed))
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise NotUnderstood(_("{text} is not a time.").format(text=typed))
    return time(hour, minute)
