"""Dates and times as people type them, in English and German, seen from a given moment.

What is ambiguous is read as most people mean it, and the echo says how it was read:

- a weekday is the next one to come; today only with a time that is still ahead;
- "next Tuesday" is the Tuesday of next week (Monday to Sunday), "nächsten Dienstag" likewise;
- a day without a year is the next one to come, today included; a time without a day is the next one to come;
- "next week" and "next month" are their first day; "in a week" counts from today;
- ``4.3.`` has the day first, ``3/4`` the month, unless its first number is over 12;
- a number behind a day is an hour: "tue 9", "12.12. 15".

With ``ahead=False`` (for what has happened already) it is the last one instead of the next one.
"""

import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import NamedTuple

from netx_tui.domain.calendar_words import MONTHS, WEEKDAYS, spoken_day
from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import clean_line, search_key
from netx_tui.domain.when_days import later, refuse_far, take_day, take_weekday
from netx_tui.domain.when_parts import NotUnderstood, Seen
from netx_tui.domain.when_times import half_of_day, hours_from_now, in_half, marked_time, plain_hour
from netx_tui.i18n import _

_LENGTH = 80
_FILLERS = re.compile(r" (?:on|at|am|um|den|der|the|of|gegen|ab|uhr|@)(?= )")


class When(NamedTuple):
    """A day, perhaps with a time, as it was understood; ``past`` says that it lies before now."""

    day: date
    time: time | None
    past: bool

    @property
    def echo(self) -> str:
        """``Thursday 26 November 2026, 16:00``; typed in again, it means the same."""
        day = spoken_day(self.day)
        return f"{day}, {self.time:%H:%M}" if self.time else day

    def moment(self, zone: tzinfo) -> datetime | None:
        """Day and time on a clock in ``zone``; ``None`` where no time was said."""
        return datetime.combine(self.day, self.time, zone) if self.time else None


def read_when(text: str, now: datetime, *, field: str = "at", ahead: bool = True) -> When:
    """What ``text`` means at ``now`` (a time with its zone).

    Raises ``FieldError`` with a sentence that says why it is no day; nothing else.
    """
    typed = clean_line(text, _LENGTH + 1)
    try:
        if not typed:
            raise NotUnderstood(_("Say a day, like 'thu 16:00', '12.12. 15:30' or '+3d'."))
        if len(typed) > _LENGTH:
            raise NotUnderstood(_("That is too long for a day."))
        return _understood(typed, Seen(now, ahead))
    except NotUnderstood as error:
        raise FieldError(str(error), field=field) from None


def _understood(typed: str, seen: Seen) -> When:
    whole = _whole_moment(typed, seen.now)
    if whole:
        return _checked(whole.date(), whole.time().replace(second=0, microsecond=0), seen)
    rest = _folded(typed)
    rest, shifted = hours_from_now(rest, seen)
    if shifted:
        _nothing_left(rest, typed)
        return _checked(shifted.date(), shifted.time().replace(second=0, microsecond=0), seen)
    rest, clock = marked_time(rest)
    rest, late = half_of_day(rest)
    rest, weekday, qualifier = take_weekday(rest)
    rest, day = take_day(rest, seen)
    rest, clock = plain_hour(rest, clock, day is not None or weekday is not None)
    clock = in_half(clock, late)
    _nothing_left(rest, typed)
    if day is not None:
        _same_weekday(day, weekday)
        return _checked(day, clock, seen)
    if weekday is not None:
        return _checked(_coming(weekday, qualifier, clock, seen), clock, seen)
    if clock is None:
        raise _unknown(typed)
    return _checked(_today_or_next(clock, seen), clock, seen)


def _whole_moment(typed: str, now: datetime) -> datetime | None:
    """``2026-12-12T15:30:00+01:00``, on the clock of ``now``; a moment without offset is no whole one."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", typed):
        return None
    try:
        moment = datetime.fromisoformat(typed)
        return moment.astimezone(now.tzinfo) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _folded(typed: str) -> str:
    """Lower case without accents, white space and commas as one blank, with a blank at both ends."""
    plain = search_key(typed).replace(",", " ").replace(";", " ").replace("tonight", "today evening")
    plain = re.sub(r"(?<=[0-9])t(?=[0-9]{2}:)", " ", plain)
    plain = re.sub(r"\b([ap])\.\s?m\.?(?![a-z])", r"\1m", plain)
    return " " + " ".join(plain.split()) + " "


def _coming(weekday: int, qualifier: str, clock: time | None, seen: Seen) -> date:
    today = seen.today
    if qualifier in ("next", "nach", "naec"):
        return later(today, 7 - today.weekday() + weekday, "d")
    days = (weekday - today.weekday()) % 7
    if qualifier in ("last", "letz"):
        return later(today, days - 7, "d")
    if seen.ahead:
        return later(today, days or (0 if _still_ahead(clock, seen) else 7), "d")
    return later(today, days - 7 if days else 0, "d")


def _today_or_next(clock: time, seen: Seen) -> date:
    if seen.ahead:
        return later(seen.today, 0 if _still_ahead(clock, seen) else 1, "d")
    return later(seen.today, -1 if clock > seen.now.time() else 0, "d")


def _still_ahead(clock: time | None, seen: Seen) -> bool:
    return clock is not None and clock > seen.now.time()


def _same_weekday(day: date, weekday: int | None) -> None:
    if weekday is not None and day.weekday() != weekday:
        raise NotUnderstood(
            _("{day} {month} {year} is a {real}, not a {said}.").format(
                day=day.day,
                month=_(MONTHS["en"][day.month - 1]),
                year=day.year,
                real=_(WEEKDAYS["en"][day.weekday()]),
                said=_(WEEKDAYS["en"][weekday]),
            )
        )


def _nothing_left(rest: str, typed: str) -> None:
    left = rest
    while (shorter := " " + " ".join(_FILLERS.sub(" ", left).split()) + " ") != left:
        left = shorter
    if left.strip():
        if left.strip() == _folded(typed).strip():
            raise _unknown(typed)
        raise NotUnderstood(
            _("'{rest}' is not understood. Try 'thu 16:00', '12.12. 15:30' or '+3d'.").format(
                rest=left.strip()
            )
        )


def _unknown(typed: str) -> NotUnderstood:
    if typed.isdecimal() and int(typed) <= 31:
        told = _("{text} alone can be a day or an hour; say '{text}.' or '{text}:00'.")
        return NotUnderstood(told.format(text=typed))
    told = _("'{text}' is not a day that can be understood. Try 'thu 16:00', '12.12. 15:30' or '+3d'.")
    return NotUnderstood(told.format(text=typed))


def _checked(day: date, clock: time | None, seen: Seen) -> When:
    """Day and time, unless the clocks skip that time; with whether it is over."""
    refuse_far(day.year)
    if clock is None:
        return When(day, None, day < seen.today)
    moment = datetime.combine(day, clock, seen.now.tzinfo)
    again = moment.astimezone(UTC).astimezone(seen.now.tzinfo)
    if again.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NotUnderstood(
            _("{time} does not exist on {day}: the clocks go forward.").format(
                time=f"{clock:%H:%M}", day=spoken_day(day)
            )
        )
    return When(day, clock, moment < seen.now)
