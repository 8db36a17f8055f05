"""Meetings as calendar files, and back; the files people send are not to be trusted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from netx_tui.domain.errors import BadInput
from netx_tui.formats.ical import (
    SIZE_LIMIT,
    Entry,
    FoundMeeting,
    entry_for,
    read_meeting,
    uid_of,
    write_calendar,
)

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 11, 12, 16, 0, tzinfo=BERLIN)
STAMP = datetime(2026, 11, 1, 9, 0, tzinfo=BERLIN)
TALK = Entry(
    uid_of("m1"), BEGIN, 20, "Talk with Ayla Brandt", STAMP, "Café Anker; upstairs", "Topic: data\nGoal: know"
)


def lines(*entries: Entry, **more: Any) -> list[str]:
    return write_calendar(entries, **more).decode().replace("\r\n ", "").split("\r\n")


def file(*fields: str, head: str = "") -> bytes:
    event = "\r\n".join(("BEGIN:VEVENT", *fields, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{event}\r\nEND:VCALENDAR\r\n".encode()


def found(*fields: str, head: str = "") -> FoundMeeting:
    return read_meeting(file(*fields, head=head), "talk.ics", BERLIN)


def refused(data: bytes) -> str:
    with pytest.raises(BadInput) as error:
        read_meeting(data, "talk.ics", BERLIN)
    return error.value.message


# -- writing -----------------------------------------------------------------------------------------


def test_a_meeting_is_published_in_utc_with_a_reminder() -> None:
    written = lines(TALK)
    for line in (
        "METHOD:PUBLISH",
        "UID:m1@meetings.netx",
        "DTSTART:20261112T150000Z",
        "DTEND:20261112T152000Z",
        "DTSTAMP:20261101T080000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Talk with Ayla Brandt",
        "LOCATION:Café Anker\\; upstairs",
        "DESCRIPTION:Topic: data\\nGoal: know",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT30M",
    ):
        assert line in written
    assert "BEGIN:VALARM" not in lines(TALK, alarm=0)


class Meeting(NamedTuple):
    """A meeting as its document has it."""

    id: str = "m1"
    at: str = "2026-11-12T15:00:00+00:00"
    zone: str = "Europe/Berlin"
    minutes: int = 20
    place: str = "Café Anker; upstairs"
    topic: str = "data"
    field: str = ""
    objective: str = "know"
    ended_at: str = ""
    status: str = "scheduled"
    sequence: int = 0
    uid: str = ""


def test_a_meeting_of_the_data_makes_its_entry() -> None:
    assert entry_for(Meeting(), "Ayla Brandt", STAMP) == TALK
    cancelled = entry_for(Meeting(status="cancelled", sequence=3), "Ayla Brandt", STAMP)
    assert cancelled == TALK._replace(cancelled=True, sequence=3)
    assert entry_for(Meeting(at=""), "Ayla Brandt", STAMP) is None


def test_the_clock_change_moves_the_utc_time() -> None:
    summer = TALK._replace(begin=datetime(2026, 10, 24, 16, 0, tzinfo=BERLIN))
    assert "DTSTART:20261024T140000Z" in lines(summer)


def test_a_changed_meeting_keeps_its_uid_and_counts_on() -> None:
    moved = TALK._replace(begin=BEGIN + timedelta(days=1), sequence=2)
    written = lines(moved)
    assert "UID:m1@meetings.netx" in written
    assert "SEQUENCE:2" in written


def test_a_cancelled_meeting_is_cancelled_without_a_reminder() -> None:
    written = lines(TALK._replace(cancelled=True, sequence=1))
    assert "METHOD:CANCEL" in written
    assert "STATUS:CANCELLED" in written
    assert "BEGIN:VALARM" not in written


def test_all_meetings_stand_in_one_file_and_a_cancelled_one_is_marked() -> None:
    written = lines(TALK, TALK._replace(uid=uid_of("m2"), cancelled=True))
    assert written.count("BEGIN:VEVENT") == 2
    assert written.count("METHOD:PUBLISH") == 1
    assert written.count("STATUS:CANCELLED") == 1


def test_no_meeting_is_an_empty_calendar() -> None:
    assert "BEGIN:VEVENT" not in lines()
    assert "METHOD:PUBLISH" in lines()


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_value_becomes_a_line_of_its_own(title: str, place: str, text: str) -> None:
    data = write_calendar([TALK._replace(title=title, place=place, text=text)])
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert set(event) <= {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SEQUENCE",
        "SUMMARY",
        "STATUS",
        "LOCATION",
        "DESCRIPTION",
    }
    assert len(calendar.walk()) == 3


def test_long_lines_are_folded_between_characters() -> None:
    data = write_calendar([TALK._replace(title="ä" * 200)])
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert read_meeting(data, "talk.ics", BERLIN).title == "ä" * 200


# -- reading -----------------------------------------------------------------------------------------


def test_what_is_written_is_read_back() -> None:
    assert read_meeting(write_calendar([TALK]), "talk.ics", BERLIN) == FoundMeeting(
        BEGIN,
        "Europe/Berlin",
        20,
        title="Talk with Ayla Brandt",
        place="Café Anker; upstairs",
        text="Topic: data\nGoal: know",
        uid="m1@meetings.netx",
    )
    assert read_meeting(write_calendar([TALK._replace(cancelled=True)]), "talk.ics", BERLIN).cancelled


@pytest.mark.parametrize(
    "said", ["Europe/Helsinki", "FLE Standard Time", "/freeassociation.sourceforge.net/Europe/Helsinki"]
)
def test_a_known_zone_is_kept_also_under_its_windows_name(said: str) -> None:
    meeting = found(f"DTSTART;TZID={said}:20261112T160000", "DURATION:PT45M")
    assert meeting.begin.astimezone(UTC) == datetime(2026, 11, 12, 14, tzinfo=UTC)
    assert meeting.zone in ("Europe/Helsinki", "Europe/Kiev", "Europe/Kyiv")
    assert meeting.minutes == 45
    assert meeting.problems == ()


def test_a_zone_the_file_describes_itself_is_turned_into_the_users() -> None:
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\n"
        "TZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    meeting = found("DTSTART;TZID=Home:20261112T160000", head=own)
    assert meeting.begin == datetime(2026, 11, 12, 12, tzinfo=BERLIN)
    assert (meeting.zone, meeting.problems) == ("Europe/Berlin", ())


def test_a_zone_nobody_knows_is_told_and_the_time_taken_as_the_users() -> None:
    meeting = found("DTSTART;TZID=Mars/Olympus:20261112T160000")
    assert meeting.begin == BEGIN
    assert meeting.problems == ("The zone 'Mars/Olympus' is not known; the time is taken as yours.",)


def test_utc_and_floating_times_are_shown_on_the_users_clock() -> None:
    assert found("DTSTART:20261112T150000Z").begin == BEGIN
    assert found("DTSTART:20261112T160000").begin == BEGIN
    assert found("DTSTART:20261112T160000").zone == "Europe/Berlin"


def test_an_event_without_a_calendar_around_it_is_read() -> None:
    data = b"BEGIN:VEVENT\r\nDTSTART:20261112T150000Z\r\nSUMMARY:Talk\r\nEND:VEVENT\r\n"
    assert read_meeting(data, "talk.ics", BERLIN).title == "Talk"


def test_a_byte_order_mark_and_bare_line_feeds_do_not_hurt() -> None:
    data = b"\xef\xbb\xbf" + file("DTSTART:20261112T150000Z", "SUMMARY:Caf\u00e9".encode().decode())
    assert read_meeting(data.replace(b"\r\n", b"\n"), "talk.ics", BERLIN).title == "Café"


def test_an_event_that_ends_before_it_begins_gets_the_usual_minutes() -> None:
    meeting = found("DTSTART:20261112T150000Z", "DTEND:20261112T140000Z")
    assert meeting.minutes == 20
    assert meeting.problems == ("The event has no sound end; 20 minutes are taken.",)
    assert found("DTSTART:20261112T150000Z").problems == ()


def test_a_repeated_event_is_told() -> None:
    meeting = found("DTSTART:20261112T150000Z", "RRULE:FREQ=WEEKLY")
    assert meeting.problems == ("The event is repeated; only its first time is taken.",)


def test_hostile_text_is_cleaned() -> None:
    meeting = found(
        "DTSTART:20261112T150000Z", "SUMMARY:a\x1b]52;c\x07\\nb\u202e", "LOCATION:[/x] [@click=app.quit]"
    )
    assert meeting.title == "a]52;c b"
    assert meeting.place == "[/x] [@click=app.quit]"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "talk.ics holds no event."),
        (
            file("DTSTART:20261112T150000Z", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20261113T150000Z"),
            "talk.ics holds 2 events; a file with exactly one is wanted.",
        ),
        (file("SUMMARY:Talk"), "talk.ics: the event says no time at which it begins."),
        (file("DTSTART;VALUE=DATE:20261112"), "talk.ics: the event lasts all day; a meeting needs a time."),
        (file("DTSTART:soon"), "talk.ics cannot be read as a calendar file."),
        (b"Dear all, see you soon", "talk.ics cannot be read as a calendar file."),
        (b"", "talk.ics is empty."),
        (
            b"BEGIN:VCALENDAR\r\n" + b"X" * SIZE_LIMIT,
            "talk.ics is too big for a calendar file: at most 1024 KB are read.",
        ),
    ],
)
def test_what_is_not_one_meeting_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


def test_deep_nesting_is_refused_and_does_not_hang() -> None:
    assert refused(b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5_000)
    nested = b"BEGIN:VEVENT\r\n" * 3_000 + b"END:VEVENT\r\n" * 3_000
    assert refused(b"BEGIN:VCALENDAR\r\n" + nested + b"END:VCALENDAR\r\n")


_LINES = st.sampled_from(
    (
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VALARM",
        "DTSTART:20261112T150000Z",
        "DTSTART;TZID=X:20261112T150000",
        "DTSTART;VALUE=DATE:20261112",
        "DTSTART:99991231T235959Z",
        "DTSTART:00010101T000000",
        "DTSTART;TZID=America/New_York:00010101T000000",
        "DTEND:20261112T150000",
        "DTEND;VALUE=DATE:20261113",
        "DURATION:P99999999D",
        "DURATION:-PT1H",
        "SEQUENCE:-1",
        "SEQUENCE:x",
        "SUMMARY:a",
        "SUMMARY;X=\x1b:b",
        "RRULE:FREQ=x",
        "TZID:X",
        ":",
        ";",
        " ",
        "garbage",
    )
)


@given(st.lists(_LINES, max_size=12))
def test_any_lines_are_a_meeting_or_a_sentence(parts: list[str]) -> None:
    for data in ("\r\n".join(parts).encode(), file(*parts)):
        try:
            meeting = read_meeting(data, "talk.ics", BERLIN)
        except BadInput as error:
            assert error.message
        else:
            assert meeting.minutes > 0


def test_a_meeting_from_somebodys_calendar_keeps_the_name_it_has_there() -> None:
    entry = entry_for(Meeting(uid="abc@elsewhere"), "Ayla Brandt", STAMP)
    assert entry is not None
    assert entry.uid == "abc@elsewhere"
