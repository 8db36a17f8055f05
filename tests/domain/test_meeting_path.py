"""The path of a meeting, and what it means for the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.meeting_path import (
    check,
    check_new,
    circle_after,
    fields_for,
    missing_to_close,
    person_after,
    step,
)
from netx_tui.domain.meetings import STATUSES, Meeting

NOW = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
AYLA = Contact("c1", "Ayla Brandt", stage="scheduled")
TALK = Meeting("m1", "c1", "2026-11-25T15:00:00+00:00", "Europe/Berlin", status="scheduled")
DONE = TALK._replace(
    status="held", debriefed_at="2026-11-25", thanked_at="2026-11-25", next_contact="2027-02-23"
)
ALLOWED = {
    ("draft", "scheduled"),
    ("scheduled", "live"),
    ("scheduled", "held"),
    ("scheduled", "cancelled"),
    ("scheduled", "no_show"),
    ("live", "held"),
    ("held", "closed"),
    ("cancelled", "scheduled"),
    ("no_show", "scheduled"),
}


@pytest.mark.parametrize("start", STATUSES)
@pytest.mark.parametrize("to", STATUSES)
def test_only_the_steps_of_the_path_are_allowed(start, to):
    meeting = DONE._replace(status=start)
    if (start, to) in ALLOWED:
        check(meeting, to, NOW)
    else:
        with pytest.raises(RuleRefused):
            check(meeting, to, NOW)


def test_a_talk_cannot_be_scheduled_without_a_time():
    with pytest.raises(RuleRefused, match="date and time"):
        check(TALK._replace(status="draft", at=""), "scheduled", NOW)


def test_a_talk_that_is_still_to_come_was_neither_held_nor_missed():
    later = TALK._replace(at=(NOW + timedelta(days=1)).isoformat())
    for to in ("held", "no_show"):
        with pytest.raises(RuleRefused, match="still to come"):
            check(later, to, NOW)


def test_a_talk_is_put_off_twice_and_not_a_third_time():
    cancelled = TALK._replace(status="cancelled")
    assert fields_for(cancelled, "scheduled", NOW)["rescheduled"] == 1
    with pytest.raises(RuleRefused, match="twice"):
        check(cancelled._replace(rescheduled=2), "scheduled", NOW)


def test_a_held_talk_is_closed_only_with_debrief_thank_you_and_next_contact():
    check(DONE, "closed", NOW)
    for missing in ("debriefed_at", "thanked_at", "next_contact"):
        with pytest.raises(RuleRefused):
            check(DONE._replace(**{missing: ""}), "closed", NOW)


def test_thank_you_and_next_contact_may_be_waived_but_not_the_debrief():
    bare = TALK._replace(status="held", waived={"thank_you": "said it", "next_contact": "moved away"})
    assert missing_to_close(bare) == ("debrief",)


def test_going_live_and_ending_leave_their_times_in_utc():
    assert fields_for(TALK, "live", NOW)["started_at"] == "2026-11-25T15:30:00+00:00"
    assert fields_for(TALK._replace(status="live"), "held", NOW)["ended_at"] == "2026-11-25T15:30:00+00:00"
    assert "ended_at" not in fields_for(TALK, "held", NOW)


def test_cancelling_counts_up_what_calendars_look_at():
    fields = fields_for(TALK._replace(sequence=3), "cancelled", NOW)
    assert fields["sequence"] == 4
    assert fields["cancelled_at"]


def test_a_talk_that_was_held_makes_the_person_met_sets_the_circle_and_is_a_touch():
    changes = step(TALK, AYLA, "held", NOW, circle="active", touch_id="t1")
    person = next(c for c in changes if isinstance(c, Update) and c.table == "contacts")
    assert (person.fields["stage"], person.fields["tier"]) == ("met", "active")
    touch = next(c for c in changes if isinstance(c, Create))
    assert (touch.table, touch.fields["kind"], touch.fields["on"]) == ("touches", "meeting", "2026-11-25")


@pytest.mark.parametrize("tier", ["inner", "none"])
def test_a_circle_the_user_chose_stays(tier):
    assert "tier" not in person_after(AYLA._replace(tier=tier), "held", NOW, circle="wide")


def test_a_cancelled_talk_leads_back_to_the_dialogue_unless_another_one_is_planned():
    assert person_after(AYLA, "cancelled", NOW)["stage"] == "in_dialogue"
    assert person_after(AYLA, "cancelled", NOW, others=[TALK._replace(id="m2")]) == {}


def test_a_closed_talk_brings_somebody_who_was_met_into_touch():
    assert person_after(AYLA._replace(stage="met"), "closed", NOW)["stage"] == "in_touch"
    assert person_after(AYLA._replace(stage="dormant"), "closed", NOW) == {}


def test_nobody_is_met_from_the_archive_or_against_their_will():
    check_new(AYLA, blocked=False)
    with pytest.raises(RuleRefused, match="archive"):
        check_new(AYLA._replace(stage="archived"), blocked=False)
    with pytest.raises(RuleRefused, match="peace"):
        check_new(AYLA, blocked=True)


@pytest.mark.parametrize(
    ("score", "insights", "circle"), [(65, 0, "active"), (64, 1, "wide"), (10, 2, "active")]
)
def test_the_first_circle_follows_from_score_and_insights(score, insights, circle):
    assert circle_after(score, insights) == circle
