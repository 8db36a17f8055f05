"""What may be sent, what being sent changes, and what an answer changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.contacts import FULL_TOUCHES, Contact, LifeEvent, Mail, StageChange, Touch
from netx_tui.domain.errors import FieldError, RuleRefused
from netx_tui.domain.formula import Standing
from netx_tui.domain.history import histories
from netx_tui.domain.lint.letter import Finding
from netx_tui.domain.mails.pace import Wait, wait
from netx_tui.domain.sending import (
    Outgoing,
    check,
    refuse_future,
    replied,
    sent,
    stage_after_reply,
    unanswered,
)
from netx_tui.domain.shortlist import Taken
from netx_tui.domain.stages import Situation
from tests.domain.examples import RULES

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
GOOD = Standing(71, 71, "A", 12, 4)
AYLA = Contact("ayla", "Ayla Brandt", company="Nordlicht Analytics", stage="shortlisted")
INVITATION = Outgoing("invitation", "en", "20 minutes", "Dear Ayla,\n\nCould we talk?", "your talk")
BRIEF = Outgoing("brief", "en", "Thursday", "Dear Ayla", meeting="m1", questions=("q1", "q3"))
THANKS = Outgoing("thank_you", "en", "Thanks", "Dear Ayla", meeting="m1")
SITUATION = Situation(NOW.date(), GOOD, RULES)
PAUSE = Wait("12 days since your last mail.", date(2026, 12, 2))
BROKEN = (Finding("L032", "info", "Vague."), Finding("L001", "error", "'topic' is still empty."))


def refused(mail: Outgoing, contact: Contact, situation: Situation = SITUATION, **more: Any) -> RuleRefused:
    with pytest.raises(RuleRefused) as error:
        check(mail, contact, situation, **more)
    return error.value


def fields(changes: list[Change], table: str) -> dict[str, Any]:
    """What the one change of a table writes; nothing if there is none."""
    found = [change for change in changes if change.table == table]
    assert len(found) <= 1
    return dict(found[0].fields) if found and isinstance(found[0], Create | Update) else {}


# -- guards ------------------------------------------------------------------------------------------


def test_an_invitation_to_somebody_on_the_shortlist_may_go_out() -> None:
    check(INVITATION, AYLA, SITUATION)


def test_an_open_invitation_at_the_company_keeps_the_next_one_back_unless_there_is_a_reason() -> None:
    taken = SITUATION._replace(taken_by=Taken("kofi", "Kofi", "Nordlicht Analytics", 2))
    error = refused(INVITATION, AYLA, taken)
    assert (error.rule, error.overridable) == ("company_taken", True)
    check(INVITATION, AYLA, taken, reason="Kofi is away")
    check(THANKS, AYLA, taken)


def test_the_week_has_room_for_so_many_invitations_unless_there_is_a_reason() -> None:
    full = SITUATION._replace(invited_this_week=RULES.invitations_per_week)
    assert refused(INVITATION, AYLA, full).rule == "week_full"
    check(INVITATION, AYLA, full, reason="a rare chance")


def test_nobody_is_written_to_against_their_wish_whatever_the_reason() -> None:
    error = refused(THANKS, AYLA._replace(do_not_contact=True), reason="I want to")
    assert (error.rule, error.overridable) == ("blocked", False)


def test_a_minimum_gap_needs_a_reason() -> None:
    error = refused(THANKS, AYLA, wait=PAUSE)
    assert (error.rule, error.overridable) == ("L080", True)
    assert error.message == "12 days since your last mail. Or give a reason for the exception."
    check(THANKS, AYLA, SITUATION, wait=PAUSE, reason="she asked me to")


def test_errors_of_the_lint_need_a_reason_and_the_rest_does_not() -> None:
    error = refused(INVITATION, AYLA, findings=BROKEN)
    assert (error.rule, error.overridable) == ("L001", True)
    check(INVITATION, AYLA, SITUATION, findings=BROKEN, reason="it is meant so")
    check(INVITATION, AYLA, SITUATION, findings=BROKEN[:1])


def test_a_lead_is_not_invited_without_a_reason() -> None:
    assert refused(INVITATION, AYLA._replace(stage="lead")).rule == "R11"
    check(INVITATION, AYLA._replace(stage="lead"), SITUATION, reason="met on the train")


def test_one_reminder_is_enough() -> None:
    log = (StageChange("2026-11-02T09:00:00+01:00", "shortlisted", "invited"),)
    nudge = INVITATION._replace(kind="nudge")
    check(nudge, AYLA._replace(stage="invited", stage_log=log), SITUATION)
    assert refused(nudge, AYLA._replace(stage="nudged", stage_log=log)).rule == "same"
    assert refused(nudge, AYLA).rule == "path"


def test_somebody_in_touch_is_asked_again_without_moving_back() -> None:
    friend = AYLA._replace(stage="in_touch", tier="active")
    check(INVITATION, friend, SITUATION._replace(invited_this_week=99))
    assert fields(sent(INVITATION, friend, NOW, "x1"), "contacts") == {}


def test_a_brief_belongs_to_a_meeting() -> None:
    assert refused(BRIEF._replace(meeting=""), AYLA).rule == "R35"
    check(BRIEF, AYLA, SITUATION)


def test_nothing_was_sent_in_the_future() -> None:
    refuse_future(NOW, NOW)
    with pytest.raises(FieldError, match="still to come"):
        refuse_future(datetime(2026, 11, 23, 9, 1, tzinfo=BERLIN), NOW)


def test_the_gap_and_the_cap_tell_from_when_on() -> None:
    mails = [Mail("x1", "ayla", "check_in", sent_at="2026-11-13T00:30:00+01:00")]
    pause = wait("check_in", AYLA, mails, (), NOW)
    assert pause
    assert pause.until == date(2026, 12, 4)
    assert wait("brief", AYLA, mails, (), NOW) is None
    pause = wait("check_in", AYLA._replace(tier="none"), (), (), NOW)
    assert pause
    assert pause.until is None


# -- sent --------------------------------------------------------------------------------------------


def test_a_sent_invitation_is_filed_moves_the_person_and_keeps_the_score_seen() -> None:
    changes = sent(INVITATION, AYLA, NOW, "x1", standing=GOOD, seen={"score": 71, "band": "A"})
    assert fields(changes, "mails") == {
        "contact": "ayla",
        "kind": "invitation",
        "lang": "en",
        "subject": "20 minutes",
        "text": "Dear Ayla,\n\nCould we talk?",
        "specific": "your talk",
        "sent_at": "2026-11-23T09:00:00+01:00",
        "band_at_sending": "A",
        "warmth_at_sending": 12,
    }
    assert fields(changes, "touches") == {
        "contact": "ayla",
        "on": "2026-11-23",
        "kind": "mail",
        "channel": "email",
        "direction": "out",
    }
    person = fields(changes, "contacts")
    assert person.pop("stage") == "invited"
    assert person.pop("score_seen") == {"score": 71, "band": "A"}
    (step,) = person.values()
    assert (step["from"], step["to"], step["cause"]) == ("shortlisted", "invited", "mail")
    assert [change.id for change in changes] == ["x1", "x1", "ayla"]


def test_the_reason_for_an_exception_is_kept_with_mail_and_step() -> None:
    changes = sent(INVITATION, AYLA, NOW, "x1", reason="Kofi\nis away")
    assert fields(changes, "mails")["override_reason"] == "Kofi is away"
    assert "Kofi is away" in str(fields(changes, "contacts"))


def test_a_reminder_moves_to_reminded() -> None:
    nudge = INVITATION._replace(kind="nudge")
    assert fields(sent(nudge, AYLA._replace(stage="invited"), NOW, "x1"), "contacts")["stage"] == "nudged"


def test_a_sent_brief_stamps_its_own_meeting_and_marks_its_questions() -> None:
    changes = sent(BRIEF, AYLA._replace(stage="scheduled"), NOW, "x1")
    assert [change.id for change in changes if change.table == "meetings"] == ["m1"]
    assert fields(changes, "meetings") == {
        "brief_sent_at": "2026-11-23T09:00:00+01:00",
        "questions.q1.sent_in_brief": True,
        "questions.q3.sent_in_brief": True,
    }
    assert fields(changes, "contacts") == {}


def test_the_touch_of_a_brief_does_not_count_as_being_in_touch() -> None:
    changes = {change.table: change for change in sent(BRIEF, AYLA, NOW, "x1")}
    assert changes["touches"].id == changes["mails"].id == "x1"
    touch = Touch("x1", "ayla", "2026-11-23", fields(list(changes.values()), "touches")["kind"])
    assert touch.kind in FULL_TOUCHES
    brief, check_in = (Mail("x1", "ayla", kind, sent_at=NOW.isoformat()) for kind in ("brief", "check_in"))
    assert histories([touch], [brief]) == {}
    assert histories([touch], [check_in])["ayla"].last_touch == NOW.date()


def test_sent_thanks_stamp_the_meeting() -> None:
    changes = sent(THANKS, AYLA._replace(stage="met"), NOW, "x1")
    assert fields(changes, "meetings") == {"thanked_at": "2026-11-23T09:00:00+01:00"}
    assert fields(changes, "touches")["kind"] == "thank_you"


def test_a_linkedin_note_is_a_light_touch_there() -> None:
    touch = fields(sent(INVITATION._replace(kind="linkedin_note"), AYLA, NOW, "x1"), "touches")
    assert (touch["kind"], touch["channel"]) == ("connect", "linkedin")


def test_a_full_touch_on_the_day_clears_ask_me_in_march() -> None:
    due = AYLA._replace(stage="in_touch", follow_up_on="2026-11-23")
    again = INVITATION._replace(kind="ask_again")
    assert fields(sent(again, due, NOW, "x1"), "contacts") == {"follow_up_on": None}
    later = due._replace(follow_up_on="2026-11-24")
    assert fields(sent(again, later, NOW, "x1"), "contacts") == {}
    note = INVITATION._replace(kind="linkedin_note")
    assert fields(sent(note, due, NOW, "x1"), "contacts") == {}


def test_a_congratulation_is_noted_with_its_event() -> None:
    happy = AYLA._replace(stage="in_touch", events=(LifeEvent("e1", "birthday", "--11-23"),))
    congratulation = INVITATION._replace(kind="congrats", event="e1")
    assert fields(sent(congratulation, happy, NOW, "x1"), "contacts") == {
        "events.e1.congratulated_on": "2026-11-23"
    }


# -- answers -----------------------------------------------------------------------------------------

MAILS = (
    Mail("x1", "ayla", "invitation", sent_at="2026-11-10T09:00:00+01:00"),
    Mail("x2", "ayla", "nudge", sent_at="2026-11-19T10:00:00+02:00"),
    Mail("x3", "ayla", "nudge", sent_at="2026-11-19T09:30:00+01:00"),
    Mail("x4", "ayla", "check_in"),
    Mail("x5", "kofi", "invitation", sent_at="2026-11-20T09:00:00+01:00"),
    Mail("x6", "ayla", "invitation", sent_at="2026-11-20T09:00:00+01:00", replied_at="2026-11-20"),
    Mail("x7", "ayla", "invitation", sent_at="2026-11-24T09:00:00+01:00"),
)


def test_an_answer_goes_to_the_newest_unanswered_mail() -> None:
    assert [mail.id for mail in unanswered(AYLA, MAILS, NOW)] == ["x1", "x2", "x3"]
    changes = replied(AYLA._replace(stage="nudged"), MAILS, NOW, "t1", answer="yes", note="sure\x1b!")
    assert Update("mails", "x3", {"replied_at": "2026-11-23T09:00:00+01:00", "reply": "yes"}) in changes
    assert fields(changes, "contacts")["stage"] == "in_dialogue"
    assert fields(changes, "touches") == {
        "contact": "ayla",
        "on": "2026-11-23",
        "kind": "reply",
        "channel": "email",
        "direction": "in",
        "note": "sure!",
    }


def test_an_answer_without_a_mail_of_ours_still_counts() -> None:
    changes = replied(AYLA._replace(stage="parked"), (), NOW, "t1")
    assert fields(changes, "mails") == {}
    assert fields(changes, "contacts")["stage"] == "in_dialogue"


def test_another_word_is_no_answer() -> None:
    with pytest.raises(FieldError, match="one of: yes, no, open"):
        replied(AYLA, (), NOW, "t1", answer="maybe")


@pytest.mark.parametrize(
    ("stage", "answer", "then"),
    [
        ("shortlisted", "open", "in_dialogue"),
        ("invited", "yes", "in_dialogue"),
        ("nudged", "open", "in_dialogue"),
        ("parked", "yes", "in_dialogue"),
        ("declined", "yes", "in_dialogue"),
        ("dormant", "yes", "in_touch"),
        ("dormant", "no", "in_touch"),
        ("invited", "no", "declined"),
        ("nudged", "no", "declined"),
        ("in_dialogue", "no", "declined"),
        ("parked", "no", "declined"),
        ("declined", "no", "declined"),
        ("scheduled", "yes", "scheduled"),
        ("in_touch", "no", "in_touch"),
        ("lead", "open", "lead"),
    ],
)
def test_a_reply_leads_on(stage: str, answer: str, then: str) -> None:
    assert stage_after_reply(stage, answer) == then
    changes = replied(AYLA._replace(stage=stage), (), NOW, "t1", answer=answer)
    assert fields(changes, "contacts").get("stage", stage) == then
