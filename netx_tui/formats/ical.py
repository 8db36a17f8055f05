"""Meetings as calendar files (RFC 5545), and a meeting from the file that somebody sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from warnings import catch_warnings, simplefilter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netx_tui.domain.errors import BadInput
from netx_tui.domain.mails.values import USUAL_MINUTES, Talk, starts
from netx_tui.domain.text import clean_line, clean_text
from netx_tui.formats.decoding import as_text
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from icalendar import Calendar, Event

SIZE_LIMIT = 1024 * 1024
ALARM_MINUTES = 30
PRODUCT = "-//netx//netx-tui//EN"
_UNREADABLE = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    AssertionError,
)
"""What the package raises for files that are no calendars."""


class Entry(NamedTuple):
    """One meeting as a calendar shows it; ``uid`` stays the same for ever.

    ``begin`` and ``stamp`` (the time of writing) have a zone, ``sequence`` grows with every change.
    """

    uid: str
    begin: datetime
    minutes: int
    title: str
    stamp: datetime
    place: str = ""
    text: str = ""
    sequence: int = 0
    cancelled: bool = False


class FoundMeeting(NamedTuple):
    """A meeting read from a calendar file.

    ``begin`` is on the clock of ``zone``, an IANA name: that of the event if it has a known one, else that of
    the user. ``problems`` are sentences about what could not be taken over.
    """

    begin: datetime
    zone: str
    minutes: int
    title: str = ""
    place: str = ""
    text: str = ""
    uid: str = ""
    sequence: int = 0
    cancelled: bool = False
    problems: tuple[str, ...] = ()


class CalendarTalk(Talk, Protocol):
    """What a calendar needs to know of a meeting; the fields are those of its document."""

    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def sequence(self) -> int: ...  # noqa: D102
    @property
    def uid(self) -> str: ...  # noqa: D102


def entry_for(meeting: CalendarTalk, name: str, stamp: datetime) -> Entry | None:
    """The entry of a meeting with somebody called ``name``; ``None`` for one without a time.

    A meeting that came from somebody's calendar file keeps the name it has there.
    """
    begin = starts(meeting)
    if begin is None:
        return None
    text = [_("Topic: {topic}").format(topic=meeting.topic)] if meeting.topic else []
    text += [_("Goal: {objective}").format(objective=meeting.objective)] if meeting.objective else []
    return Entry(
        meeting.uid or uid_of(meeting.id),
        begin,
        meeting.minutes or USUAL_MINUTES,
        _("Talk with {name}").format(name=name),
        stamp,
        place=meeting.place,
        text="\n".join(text),
        sequence=meeting.sequence,
        cancelled=meeting.status == "cancelled",
    )


def uid_of(meeting_id: str) -> str:
    """The calendar's name for a meeting, the same in every file."""
    return f"{meeting_id}@meetings.netx"


def write_calendar(entries: Iterable[Entry], alarm: int = ALARM_MINUTES) -> bytes:
    """``entries`` as one calendar file in UTC, with a reminder ``alarm`` minutes before (0: none).

    The method is ``PUBLISH``, or ``CANCEL`` where every entry is cancelled; a cancelled one among others
    has the status ``CANCELLED``, because a file has one method only (RFC 5546).
    """
    from icalendar import Calendar

    listed = list(entries)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if listed and all(entry.cancelled for entry in listed) else "PUBLISH")
    for entry in listed:
        calendar.add_component(_event(entry, alarm))
    written: bytes = calendar.to_ical()
    return written


def read_meeting(data: bytes, name: str, zone: tzinfo) -> FoundMeeting:
    """The one meeting in the calendar file ``name``; ``zone`` is that of the user, for times without one.

    Raises ``BadInput`` for a file with no event or several, without a time, too big, or no calendar at all.
    """
    from icalendar import Event

    if len(data) > SIZE_LIMIT:
        sentence = _("{file} is too big for a calendar file: at most {limit} KB are read.")
        raise BadInput(sentence.format(file=name, limit=SIZE_LIMIT // 1024))
    calendars = _parsed(as_text(data, name).whole().lstrip("\ufeff"), name)
    try:
        found = (event for calendar in calendars for event in calendar.walk("VEVENT"))
        events = [event for event in found if isinstance(event, Event)]
        if len(events) != 1:
            raise _not_one(len(events), name)
        return _meeting(calendars, events[0], zone, name)
    except _UNREADABLE:
        raise _no_calendar(name) from None


def _event(entry: Entry, alarm: int) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    title = clean_line(entry.title)
    event.add("uid", clean_line(entry.uid))
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.begin.astimezone(UTC))
    event.add("dtend", entry.begin.astimezone(UTC) + timedelta(minutes=entry.minutes))
    event.add("sequence", entry.sequence)
    event.add("summary", title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", clean_line(entry.place))
    if entry.text:
        event.add("description", clean_text(entry.text))
    if alarm and not entry.cancelled:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", title)
        reminder.add("trigger", timedelta(minutes=-alarm))
        event.add_component(reminder)
    return event


def _parsed(text: str, name: str) -> list[Calendar]:
    from icalendar import Calendar

    upper = text.upper()
    if "BEGIN:VCALENDAR" not in upper:
        if "BEGIN:VEVENT" not in upper:
            raise _no_calendar(name)
        text = f"BEGIN:VCALENDAR\r\n{text.strip()}\r\nEND:VCALENDAR\r\n"
    try:
        # The package warns of zones it has to guess; the file's owner sees the time and can judge.
        with catch_warnings():
            simplefilter("ignore")
            found = Calendar.from_ical(text, multiple=True)
    except _UNREADABLE:
        raise _no_calendar(name) from None
    return [calendar for calendar in found if isinstance(calendar, Calendar)]


def _meeting(calendars: list[Calendar], event: Event, zone: tzinfo, name: str) -> FoundMeeting:
    problems: list[str] = []
    begin, zone_name = _begin(event, zone, name, problems)
    cancelled = _text(event, "status").upper() == "CANCELLED"
    return FoundMeeting(
        begin,
        zone_name,
        _minutes(event, begin, problems),
        title=_text(event, "summary"),
        place=_text(event, "location"),
        text=clean_text(str(event.get("description", ""))),
        uid=_text(event, "uid"),
        sequence=_number(event.get("sequence", 0)),
        cancelled=cancelled or any(_text(calendar, "method").upper() == "CANCEL" for calendar in calendars),
        problems=(*problems, *_repeated(event)),
    )


def _begin(event: Event, zone: tzinfo, name: str, problems: list[str]) -> tuple[datetime, str]:
    """When the event begins, in its own zone, and the name of that zone."""
    field = event.get("dtstart")
    moment = getattr(field, "dt", None)
    if moment is None:
        raise BadInput(_("{file}: the event says no time at which it begins.").format(file=name))
    if not isinstance(moment, datetime):
        raise BadInput(_("{file}: the event lasts all day; a meeting needs a time.").format(file=name))
    said = clean_line(str(field.params.get("TZID", "")))
    if moment.tzinfo is None:
        if said:
            sentence = _("The zone '{zone}' is not known; the time is taken as yours.")
            problems.append(sentence.format(zone=said))
        moment = moment.replace(tzinfo=zone)
    own = _zone_of(moment, said) or zone
    return moment.astimezone(own), getattr(own, "key", "")


def _zone_of(moment: datetime, said: str) -> ZoneInfo | None:
    """The known zone an event is in, also by its Windows name; ``None`` for UTC and for homemade ones."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    key = getattr(moment.tzinfo, "key", "") or WINDOWS_TO_OLSON.get(said, said)
    try:
        zone = ZoneInfo(key) if said and key else None
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None
    return zone if zone and moment.astimezone(zone).utcoffset() == moment.utcoffset() else None


def _minutes(event: Event, begin: datetime, problems: list[str]) -> int:
    end = getattr(event.get("dtend"), "dt", None)
    lasting = getattr(event.get("duration"), "dt", None)
    if isinstance(end, datetime):
        end = end if end.tzinfo else end.replace(tzinfo=begin.tzinfo)
        lasting = end - begin
    if isinstance(lasting, timedelta) and lasting > timedelta(0):
        return max(1, round(lasting.total_seconds() / 60))
    if end is not None or lasting is not None:
        problems.append(
            _("The event has no sound end; {count} minutes are taken.").format(count=USUAL_MINUTES)
        )
    return USUAL_MINUTES


def _repeated(event: Event) -> tuple[str, ...]:
    if "rrule" in event or "rdate" in event:
        return (_("The event is repeated; only its first time is taken."),)
    return ()


def _text(component: Calendar | Event, field: str) -> str:
    value: Any = component.get(field, "")
    return clean_line(str(value[0] if isinstance(value, list) and value else value))


def _number(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _not_one(count: int, name: str) -> BadInput:
    if not count:
        return BadInput(_("{file} holds no event.").format(file=name))
    return BadInput(
        ngettext(
            "{file} holds {count} event; a file with exactly one is wanted.",
            "{file} holds {count} events; a file with exactly one is wanted.",
            count,
        ).format(file=name, count=count)
    )


def _no_calendar(name: str) -> BadInput:
    return BadInput(_("{file} cannot be read as a calendar file.").format(file=name))
