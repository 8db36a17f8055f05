"""Time zones by name, and meetings that keep theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.errors import FieldError
from netx_tui.domain.mails.values import starts
from netx_tui.domain.meeting_fields import meeting_values, moment_text, question_values
from netx_tui.domain.meetings import Meeting
from netx_tui.domain.zones import name_of, zone_named

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_zone_that_does_not_exist_is_refused_with_the_nearest_name():
    with pytest.raises(FieldError, match="Did you mean 'Europe/Berlin'"):
        zone_named("Europe/Berlinn")
    with pytest.raises(FieldError, match="Did you mean 'Europe/Berlin'"):
        zone_named("berlin")


def test_a_bare_offset_of_whole_hours_has_a_name_too():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert name_of(timezone(timedelta(hours=1)), at) == "Etc/GMT-1"
    assert zone_named("Etc/GMT-1").utcoffset(at) == timedelta(hours=1)
    assert name_of(timezone(timedelta(minutes=30)), at) == ""


@pytest.mark.parametrize(("typed", "utc"), [("26.3.2027 16:00", "15:00"), ("29.3.2027 16:00", "14:00")])
def test_an_hour_is_right_across_the_change_of_clocks(typed, utc):
    fields = meeting_values({"at": typed}, Meeting("m1", zone="Europe/Berlin"), NOW)
    assert fields["at"].startswith("2027-03") and f"T{utc}" in fields["at"]
    begin = starts(Meeting("m1", at=fields["at"], zone=fields["zone"]))
    assert begin is not None and f"{begin:%H:%M}" == "16:00"


def test_a_meeting_in_another_zone_keeps_its_own_clock():
    fields = meeting_values({"at": "tue 10:00", "zone": "America/New_York"}, Meeting("m1"), NOW)
    assert fields["at"] == "2026-11-24T15:00:00+00:00"
    assert moment_text(Meeting("m1", at=fields["at"], zone=fields["zone"])) == "2026-11-24 10:00"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("31.2. 10:00", "does not exist"), ("yesterday 10:00", "in the past"), ("thu", "Say the time too")],
)
def test_a_day_that_cannot_be_says_why(typed, why):
    with pytest.raises(FieldError, match=why):
        meeting_values({"at": typed}, Meeting("m1"), NOW)


def test_a_goal_that_is_too_long_is_refused_with_its_length():
    with pytest.raises(FieldError, match="150 letters"):
        meeting_values({"objective": "x" * 150}, Meeting("m1"), NOW)


def test_the_verb_of_a_goal_gets_its_own_field():
    fields = meeting_values({"objective": "know which skills count"}, Meeting("m1"), NOW)
    assert fields == {"objective": "which skills count", "objective_verb": "know"}


def test_a_delicate_question_is_not_sent_ahead():
    assert question_values({"delicate": "yes"}) == {"delicate": True, "sendable": False, "for_brief": None}
