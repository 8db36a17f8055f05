"""The demo: the sample people, moved in time so that they are as fresh today as on the day they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Create
from netx_tui.domain.weekly_review import week_of
from netx_tui.domain.workdays import add, between, next_workday
from netx_tui.domain.zones import name_of
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

TABLES = (
    "companies",
    "contacts",
    "touches",
    "mails",
    "meetings",
    "insights",
    "actions",
    "articles",
    "reviews",
)
IN_UTC = ("meetings", "insights")
"""Tables that keep their times in UTC; the others keep them with the user's offset."""
LAST_BEGIN = time(17)
"""No talk of the demo is put off to a later hour of the day."""
_QUARTER = 15
_DAY = timedelta(days=1)
_FRIDAY = 4
_WORKING_WEEK = 5
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")
_FIRST = frozenset("0123456789-")
_CLOCK = re.compile(r"T\d{2}:\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_BIRTHDAY = re.compile(r"--(\d{2}-\d{2})")


def fill(workspace: Workspace, data: Mapping[str, Any], now: datetime) -> None:
    """Write the sample ``data`` (the content of ``sample_data/demo.yaml``) as one transaction.

    ``now`` is the user's clock, with its zone. ``Shift`` tells what becomes of days and times.
    """
    workspace.apply(list(documents(data, now)), _("the sample people"))


class Shift:
    """Moves days, months and times from around ``anchor``, a business day, to around ``now``.

    Days keep their distance in business days, so that what was done on one was done on one; what lies before
    the anchor is past, whatever the hour. Weekends follow the Friday before them as far as there is room.
    With ``weekly`` they keep their weekday instead. Months keep their distance in months, birthdays theirs in
    days; only 29 February stays. A time without offset (``T16:00``) is one of the user's clock, written in
    UTC where ``utc``. One on the anchor's own day is still to come: when its hour is over it is the next
    quarter of an hour, and from ``LAST_BEGIN`` on that hour of the next business day.
    """

    def __init__(self, anchor: date, now: datetime, *, weekly: bool = False, utc: bool = False) -> None:
        self._anchor = anchor
        self._now = now
        self._today = now.date()
        self._first = next_workday(self._today)
        self._months = 12 * (now.year - anchor.year) + now.month - anchor.month
        self._weeks = _monday(self._today) - _monday(anchor) if weekly else None
        self._utc = utc
        self._days: dict[date, date] = {}
        self._texts: dict[str, str] = {}

    def value(self, value: Any) -> Any:
        """``value`` with every text in it that is a day, a month, a week or a time moved."""
        if isinstance(value, str):
            if value[:1] not in _FIRST or "-" not in value:
                return value
            moved = self._texts.get(value)
            if moved is None:
                moved = self._texts[value] = self._text(value)
            return moved
        if isinstance(value, dict):
            return {name: self.value(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return value

    def day(self, day: date) -> date:
        """Where ``day`` is moved to."""
        if day not in self._days:
            self._days[day] = self._moved(day) if self._weeks is None else day + self._weeks
        return self._days[day]

    def _text(self, text: str) -> str:
        if found := _DATE.fullmatch(text):
            return self._at(date.fromisoformat(found[1]), found[2] or "")
        if month := _MONTH.fullmatch(text):
            count = 12 * int(month[1]) + int(month[2]) - 1 + self._months
            return f"{count // 12:04}-{count % 12 + 1:02}"
        if week := _WEEK.fullmatch(text):
            return week_of(self.day(date.fromisocalendar(int(week[1]), int(week[2]), 1)))
        if (birthday := _BIRTHDAY.fullmatch(text)) and birthday[1] != "02-29":
            moved = date.fromisoformat(f"{self._anchor.year}-{birthday[1]}") + (self._today - self._anchor)
            return f"--{moved:%m-%d}"
        return text

    def _at(self, day: date, clock: str) -> str:
        if not _CLOCK.fullmatch(clock):
            return self.day(day).isoformat() + clock
        moment = datetime.combine(self.day(day), time.fromisoformat(clock[1:]), self._now.tzinfo)
        if day == self._anchor:
            moment = self._to_come(moment)
        return (moment.astimezone(UTC) if self._utc else moment).isoformat(timespec="seconds")

    def _moved(self, day: date) -> date:
        weekend = timedelta(days=max(0, day.weekday() - _FRIDAY))
        count = between(self._anchor, day) or -between(day - weekend, self._anchor)
        last = self._workday(count + 1) - _DAY
        if count < 0:
            last = min(last, self._today - _DAY)
        return min(self._workday(count) + weekend, last)

    def _workday(self, count: int) -> date:
        """The business day so many after (before) the one that the anchor is moved to."""
        weeks, days = divmod(count, _WORKING_WEEK)
        return add(self._first + timedelta(weeks=weeks), days)

    def _to_come(self, moment: datetime) -> datetime:
        if moment > self._now:
            return moment
        now = self._now.replace(second=0, microsecond=0)
        soon = now + timedelta(minutes=_QUARTER - now.minute % _QUARTER)
        if soon.date() == moment.date() and soon.time() <= LAST_BEGIN:
            return soon
        return datetime.combine(add(moment.date(), 1), moment.time(), moment.tzinfo)


def documents(data: Mapping[str, Any], now: datetime) -> Iterator[Create]:
    """The documents that ``fill`` writes."""
    anchor = date.fromisoformat(data["anchor"])
    usual, in_utc = Shift(anchor, now), Shift(anchor, now, utc=True)
    shifts = {**dict.fromkeys(IN_UTC, in_utc), "reviews": Shift(anchor, now, weekly=True)}
    for table in TABLES:
        shift = shifts.get(table, usual)
        for name, said in data.get(table, {}).items():
            fields = {key: _kept(shift.value(value)) for key, value in said.items()}
            if table == "meetings" and "at" in fields and "zone" not in fields:
                fields["zone"] = name_of(now.tzinfo, datetime.fromisoformat(fields["at"]))
            yield Create(table, name, fields)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _kept(value: Any) -> Any:
    """Lists of objects as the store keeps them: maps by item id, with a rank."""
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return value
    return {f"i{number}": {"rank": f"{number:06d}", **item} for number, item in enumerate(value, 1)}
