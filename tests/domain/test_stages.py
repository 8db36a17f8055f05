"""The path of a contact: what may follow what, and the guard at each door."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from netx_tui.domain.contacts import STAGES, Contact
from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.formula import Standing
from netx_tui.domain.shortlist import Taken
from netx_tui.domain.stages import NEXT_STAGES, Situation, cause_of, changed, check, choices
from tests.domain.examples import AYLA, NORDLICHT, RULES, SINA, TODAY, entered

GOOD = Standing(78, 78, "A", 12, 5)
TAKEN = Taken("mira", "Mira Okafor", NORDLICHT, 2)


def now(band: str = "A", **more: Any) -> Situation:
    return Situation(TODAY, GOOD._replace(band=band), RULES, **more)


def refusal(contact: Contact, to: str, situation: Situation | None = None, reason: str = "") -> RuleRefused:
    with pytest.raises(RuleRefused) as refused:
        check(contact, to, situation or now(), reason)
    return refused.value


def at(stage: str, **more: Any) -> Contact:
    return AYLA._replace(stage=stage, **more)


def test_every_stage_has_a_way_on_and_leads_to_known_stages() -> None:
    assert set(NEXT_STAGES) == set(STAGES)
    assert {to for ways in NEXT_STAGES.values() for to in ways} <= set(STAGES)


def test_what_is_offered_is_allowed_and_the_rest_refused() -> None:
    for stage in STAGES:
        for to in STAGES:
            contact = at(stage, tier="active")
            if to in choices(stage):
                check(contact, to, now())
            else:
                assert refusal(contact, to).rule in ("same", "by_itself", "path", "R11")


def test_nobody_is_invited_before_the_shortlist_without_a_reason() -> None:
    refused = refusal(at("lead"), "invited")
    assert refused.overridable
    assert "shortlist" in refused.message
    check(at("lead"), "invited", now(), "met her at a fair")


def test_a_reason_does_not_open_every_door() -> None:
    for to in ("met", "scheduled", "dormant"):
        assert not refusal(at("lead"), to, reason="please").overridable
    assert not refusal(at("invited"), "shortlisted", reason="please").overridable


def test_the_sentence_says_where_one_can_go() -> None:
    assert "invited, lead, parked, archived" in refusal(at("shortlisted"), "declined").message


@pytest.mark.parametrize("stage", ["shortlisted", "invited", "nudged", "parked", "declined"])
def test_a_reply_leads_into_the_dialogue(stage: str) -> None:
    check(at(stage), "in_dialogue", now())


def test_a_reply_wakes_a_dormant_contact() -> None:
    check(at("dormant", tier="wide"), "in_touch", now())


@pytest.mark.parametrize("band", ["C", "D", "?"])
def test_a_weak_person_needs_a_reason_for_the_shortlist(band: str) -> None:
    refused = refusal(at("lead"), "shortlisted", now(band))
    assert (refused.rule, refused.overridable) == ("band", True)
    check(at("lead"), "shortlisted", now(band), "knows everybody")


def test_a_full_shortlist_takes_nobody_else() -> None:
    check(at("lead"), "shortlisted", now(shortlisted=9))
    refused = refusal(at("lead"), "shortlisted", now(shortlisted=10), "please")
    assert (refused.rule, refused.overridable) == ("shortlist_full", False)


def test_a_company_has_two_places_on_the_shortlist() -> None:
    check(at("lead"), "shortlisted", now(shortlisted_here=1))
    assert refusal(at("lead"), "shortlisted", now(shortlisted_here=2)).rule == "company_full"
    check(at("lead", company=""), "shortlisted", now(shortlisted_here=2))


def test_a_parked_person_rests_for_ninety_days_or_a_reason() -> None:
    refused = refusal(entered(AYLA, "parked", 89), "shortlisted")
    assert (refused.rule, refused.overridable) == ("cool_down", True)
    assert "1 more day " in refused.message
    check(entered(AYLA, "parked", 89), "shortlisted", now(), "she wrote")
    check(entered(AYLA, "parked", 90), "shortlisted", now())


def test_a_blocked_person_is_neither_listed_nor_invited() -> None:
    blocked = at("shortlisted", do_not_contact=True)
    for contact, to in ((at("lead", do_not_contact=True), "shortlisted"), (blocked, "invited")):
        refused = refusal(contact, to, now("X"), "please")
        assert (refused.rule, refused.overridable) == ("blocked", False)
        assert "do not contact" in refused.message


def test_somebody_who_said_no_is_left_in_peace_until_a_day_that_is_named() -> None:
    refused = refusal(entered(AYLA, "declined", 13), "shortlisted", now("X"), "please")
    assert "said no on Tue 10 Nov" in refused.message
    assert "until Sun 9 May" in refused.message
    assert "said no" in refusal(at("declined"), "shortlisted", now("X")).message


def test_a_taken_company_is_told_with_the_day_and_may_be_overridden() -> None:
    refused = refusal(at("shortlisted"), "invited", now(taken_by=TAKEN))
    assert (refused.rule, refused.overridable) == ("company_taken", True)
    assert refused.message.startswith(
        "Mira Okafor's invitation at Nordlicht Analytics is still open (day 2 of 3)."
    )
    check(at("shortlisted"), "invited", now(taken_by=TAKEN), "another department")


def test_five_invitations_a_week_are_enough() -> None:
    check(at("shortlisted"), "invited", now(invited_this_week=4))
    refused = refusal(at("shortlisted"), "invited", now(invited_this_week=5))
    assert (refused.rule, refused.overridable) == ("week_full", True)
    check(at("shortlisted"), "invited", now(invited_this_week=5), "a fair")


def test_one_reminder_is_enough() -> None:
    again = entered(entered(SINA, "nudged", 5), "invited", 4)
    check(again, "nudged", now())
    twice = entered(entered(SINA, "invited", 9), "nudged", 5)._replace(stage="invited")
    assert refusal(twice, "nudged", reason="please").rule == "one_nudge"


def test_staying_in_touch_needs_a_circle() -> None:
    assert refusal(at("met"), "in_touch").rule == "circle"
    check(at("met", tier="none"), "in_touch", now())


def test_a_step_is_recorded_with_cause_and_reason(now: datetime) -> None:
    fields = changed(entered(AYLA, "parked"), "shortlisted", now, cause="chosen", reason="she wrote")
    (path, entry) = next(item for item in fields.items() if item[0].startswith("stage_log."))
    assert fields["stage"] == "shortlisted"
    assert path.count(".") == 1
    assert entry == {
        "at": "2026-11-23T09:00:00+01:00",
        "from": "parked",
        "to": "shortlisted",
        "cause": "chosen",
        "reason": "she wrote",
        "rank": "000001",
    }


@pytest.mark.parametrize("stage", ["shortlisted", "invited", "nudged", "parked", "declined"])
def test_who_comes_into_the_dialogue_has_answered(stage: str) -> None:
    assert cause_of(at(stage), "in_dialogue", now()) == "reply"


def test_a_no_is_an_answer_and_a_cancelled_talk_is_not() -> None:
    assert cause_of(at("invited"), "declined", now()) == "reply"
    assert cause_of(at("scheduled"), "in_dialogue", now()) == "chosen"


def test_a_reason_that_lets_somebody_pass_a_guard_is_an_exception() -> None:
    assert cause_of(at("lead"), "shortlisted", now("C"), "she knows everybody") == "override"
    assert cause_of(at("lead"), "invited", now(), "met her at a fair") == "override"


def test_a_reason_that_was_not_needed_makes_no_exception() -> None:
    assert cause_of(at("lead"), "shortlisted", now(), "a good talk") == "chosen"


def test_who_comes_back_from_the_archive_is_restored() -> None:
    assert cause_of(at("archived"), "lead", now()) == "restore"


def test_two_steps_of_one_moment_are_both_kept(now: datetime) -> None:
    first = changed(AYLA, "shortlisted", now, cause="chosen")
    second = changed(entered(AYLA, "shortlisted"), "invited", now, cause="chosen")
    assert not (first.keys() & second.keys()) - {"stage"}
