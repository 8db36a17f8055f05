"""Dates as people type them: on Monday, 23 November 2026, at 09:00 in Berlin unless a test says else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.calendar_words import MONTHS, WEEKDAYS
from netx_tui.domain.errors import FieldError
from netx_tui.domain.when import When, read_when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)


def said(text: str, now: datetime = NOW) -> str:
    return read_when(text, now).echo


def refused(text: str) -> str:
    with pytest.raises(FieldError) as error:
        read_when(text, NOW, field="due")
    assert error.value.field == "due"
    return error.value.message


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("thu 16:00", "Thursday 26 November 2026, 16:00"),
        ("next tue 9", "Tuesday 1 December 2026, 09:00"),
        ("12.12. 15:30", "Saturday 12 December 2026, 15:30"),
        ("12.12. 9.30", "Saturday 12 December 2026, 09:30"),
        ("9.30 Uhr am 12.12.", "Saturday 12 December 2026, 09:30"),
        ("12. 12. 2026 15", "Saturday 12 December 2026, 15:00"),
        ("12.12.26", "Saturday 12 December 2026"),
        ("+3d", "Thursday 26 November 2026"),
        ("+2w", "Monday 7 December 2026"),
        ("1w 2d", "Wednesday 2 December 2026"),
        ("in 3 days", "Thursday 26 November 2026"),
        ("in a week", "Monday 30 November 2026"),
        ("in zwei Wochen", "Monday 7 December 2026"),
        ("1 month", "Wednesday 23 December 2026"),
        ("3 days ago", "Friday 20 November 2026"),
        ("vor 3 Tagen", "Friday 20 November 2026"),
        ("morgen 14 Uhr", "Tuesday 24 November 2026, 14:00"),
        ("übermorgen", "Wednesday 25 November 2026"),
        ("heute 18", "Monday 23 November 2026, 18:00"),
        ("heute Abend 8", "Monday 23 November 2026, 20:00"),
        ("Freitag morgen 9", "Friday 27 November 2026, 09:00"),
        ("tomorrow 4pm", "Tuesday 24 November 2026, 16:00"),
        ("tomorrow 4 p.m.", "Tuesday 24 November 2026, 16:00"),
        ("noon tomorrow", "Tuesday 24 November 2026, 12:00"),
        ("tonight 8", "Monday 23 November 2026, 20:00"),
        ("fri", "Friday 27 November 2026"),
        ("on friday at 3", "Friday 27 November 2026, 03:00"),
        ("thu next week", "Thursday 3 December 2026"),
        ("Donnerstag nächste Woche 10 Uhr 30", "Thursday 3 December 2026, 10:30"),
        ("2026-12-12 15:30", "Saturday 12 December 2026, 15:30"),
        ("2026-12-12T15:30:00+00:00", "Saturday 12 December 2026, 16:30"),
        ("12/12 3:30 pm", "Saturday 12 December 2026, 15:30"),
        ("26/11", "Thursday 26 November 2026"),
        ("3/4", "Thursday 4 March 2027"),
        ("nächsten Dienstag 9:00", "Tuesday 1 December 2026, 09:00"),
        ("kommenden Freitag", "Friday 27 November 2026"),
        ("Do 16h", "Thursday 26 November 2026, 16:00"),
        ("do 16h30", "Thursday 26 November 2026, 16:30"),
        ("um 15 am Dienstag", "Tuesday 24 November 2026, 15:00"),
        ("26 nov", "Thursday 26 November 2026"),
        ("26th of November, 2026", "Thursday 26 November 2026"),
        ("nov 26 9", "Thursday 26 November 2026, 09:00"),
        ("3. März", "Wednesday 3 March 2027"),
        ("the 12th", "Saturday 12 December 2026"),
        ("31.", "Thursday 31 December 2026"),
        ("next week", "Monday 30 November 2026"),
        ("nächster Monat", "Tuesday 1 December 2026"),
        ("in 2 hours", "Monday 23 November 2026, 11:00"),
        ("now", "Monday 23 November 2026, 09:00"),
        ("29.2.", "Tuesday 29 February 2028"),
    ],
)
def test_what_people_type_is_understood(typed: str, understood: str) -> None:
    assert said(typed) == understood


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31.2.", "31 February does not exist."),
        ("31.2.2027", "31 February 2027 does not exist."),
        ("29 Feb 2027", "29 February 2027 does not exist."),
        ("2026-02-31", "31 February 2026 does not exist."),
        ("14:75", "14:75 is not a time."),
        ("thu 25", "25 is not a time."),
        ("thu 0 pm", "0 pm is not a time."),
        ("fri 24:00", "24:00 is not a time."),
        ("12.13.", "There is no month 13."),
        ("32.", "There is no day 32 in a month."),
        ("9", "9 alone can be a day or an hour; say '9.' or '9:00'."),
        ("Friday 26 November 2026", "26 November 2026 is a Thursday, not a Friday."),
        ("28.3.2027 2:30", "02:30 does not exist on Sunday 28 March 2027: the clocks go forward."),
        ("+9999y", "Only days from 1900 to 2199 are known here."),
        ("1.1.1850", "Only days from 1900 to 2199 are known here."),
        ("thu soon", "'soon' is not understood. Try 'thu 16:00', '12.12. 15:30' or '+3d'."),
        ("", "Say a day, like 'thu 16:00', '12.12. 15:30' or '+3d'."),
        ("x" * 100, "That is too long for a day."),
    ],
)
def test_what_is_no_day_says_why(typed: str, why: str) -> None:
    assert refused(typed) == why


def test_nonsense_is_refused_with_examples() -> None:
    assert refused("whenever").startswith("'whenever' is not a day that can be understood. Try 'thu 16:00'")


def test_todays_weekday_is_today_only_with_a_time_still_ahead() -> None:
    assert said("mon 10:00") == "Monday 23 November 2026, 10:00"
    assert said("mon 8:00") == "Monday 30 November 2026, 08:00"
    assert said("mon") == "Monday 30 November 2026"


def test_next_tuesday_said_on_a_friday_is_the_first_one_to_come() -> None:
    assert said("next tue", NOW + timedelta(days=4)) == "Tuesday 1 December 2026"


def test_a_time_alone_is_today_while_it_lies_ahead_and_tomorrow_after_that() -> None:
    assert said("16:00") == "Monday 23 November 2026, 16:00"
    assert said("8:00") == "Tuesday 24 November 2026, 08:00"


def test_the_past_is_told_and_not_refused() -> None:
    assert read_when("yesterday", NOW).past
    assert read_when("today 8:00", NOW).past
    assert not read_when("today", NOW).past
    assert not read_when("today 10:00", NOW).past


def test_looking_back_a_weekday_and_a_day_without_a_year_are_the_last_ones() -> None:
    assert read_when("fri", NOW, ahead=False).day == date(2026, 11, 20)
    assert read_when("24.12.", NOW, ahead=False).day == date(2025, 12, 24)
    assert read_when("30.", NOW, ahead=False).day == date(2026, 10, 30)
    assert read_when("10:00", NOW, ahead=False).day == date(2026, 11, 22)
    assert read_when("last friday", NOW).day == date(2026, 11, 20)


def test_a_month_later_ends_with_the_month() -> None:
    assert said("+1m", datetime(2027, 1, 31, 9, tzinfo=BERLIN)) == "Sunday 28 February 2027"


def test_the_moment_has_the_zone_it_is_asked_for() -> None:
    when = read_when("thu 16:00", NOW)
    assert when.moment(BERLIN) == datetime(2026, 11, 26, 16, tzinfo=BERLIN)
    assert read_when("thu", NOW).moment(BERLIN) is None


@given(st.text(max_size=90))
def test_any_text_is_a_day_or_a_field_error(text: str) -> None:
    try:
        found = read_when(text, NOW)
    except FieldError as error:
        assert error.message
    else:
        assert 1900 <= found.day.year <= 2199


_WORDS = (
    "thu do next nächsten 12.12. 31.2. 29.2. 12/31 1-1-2027 2026-11-23 +3d 1w 2m in vor ago am um pm uhr h "
    "9 16:00 9.30 14:75 heute morgen today the 3rd märz nov 2026 25 99 0 now week noon abend - . , : / a"
)
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(_PIECES, max_size=6), st.booleans())
def test_any_words_of_the_kind_are_a_day_or_a_field_error(words: list[str], ahead: bool) -> None:
    try:
        found = read_when(" ".join(words), NOW, ahead=ahead)
    except FieldError as error:
        assert error.message
    else:
        assert read_when(found.echo, NOW) == found


_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_TIMES = st.one_of(st.none(), st.times().map(lambda t: t.replace(second=0, microsecond=0)))


@given(_DAYS, _TIMES)
def test_the_echo_means_the_same_when_it_is_typed(day: date, at: time | None) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("UTC"))
    when = When(day, at, False)
    found = read_when(when.echo, now)
    assert (found.day, found.time) == (day, at)


@given(_DAYS, _TIMES)
def test_a_german_echo_means_the_same(day: date, at: time | None) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("UTC"))
    spoken = f"{WEEKDAYS['de'][day.weekday()]}, {day.day}. {MONTHS['de'][day.month - 1]} {day.year}"
    found = read_when(f"{spoken}, {at:%H:%M} Uhr" if at else spoken, now)
    assert (found.day, found.time) == (day, at)
