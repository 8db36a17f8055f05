"""Which companies are taken and how much of the week is left (R23)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from netx_tui.domain.contacts import Contact, StageChange
from netx_tui.domain.shortlist import Asked, asked, entered_on, seen, taken_text
from tests.domain.examples import AYLA, RULES, SINA, THEO, TODAY, entered, people, score_of, someone

MONDAY = date(2026, 11, 2)


def invited(contact: Contact, on: date, stage: str = "invited") -> Contact:
    log = (StageChange(f"{on.isoformat()}T10:00:00+01:00", "shortlisted", "invited"),)
    return contact._replace(stage=stage, stage_log=log)


def state(*contacts: Contact, today: date = TODAY) -> Asked:
    return asked(contacts, today, RULES)


@pytest.mark.parametrize(("day", "open_day"), [(2, 1), (3, 2), (4, 3), (5, None), (6, None)])
def test_an_invitation_is_open_until_the_third_business_day(day: int, open_day: int | None) -> None:
    now = state(invited(SINA, MONDAY), today=date(2026, 11, day))
    taken = now.blocking("kranich werke", "dora")
    assert (taken.day if taken else None) == open_day


def test_a_weekend_does_not_count() -> None:
    friday = date(2026, 11, 6)
    assert state(invited(SINA, friday), today=date(2026, 11, 10)).blocking("kranich werke", "dora")
    assert not state(invited(SINA, friday), today=date(2026, 11, 11)).blocking("kranich werke", "dora")


def test_a_reminder_does_not_reopen_an_invitation() -> None:
    nudged = entered(invited(SINA, MONDAY), "nudged")
    assert not state(nudged).blocking("kranich werke", "dora")


@pytest.mark.parametrize("stage", ["declined", "parked", "archived", "in_touch"])
def test_an_answered_or_ended_request_frees_the_company(stage: str) -> None:
    assert not state(invited(SINA, TODAY, stage)).blocking("kranich werke", "dora")


def test_a_dialogue_keeps_the_company_taken_however_long() -> None:
    now = state(invited(SINA, date(2026, 1, 5), "in_dialogue"))
    taken = now.blocking("kranich werke", "dora")
    assert taken and taken_text(taken) == "Sina Vogel at Kranich Werke is in dialogue with you."


def test_nobody_stands_in_their_own_way() -> None:
    assert state(invited(SINA, TODAY)).blocking("kranich werke", "sina") is None


def test_people_without_a_company_take_none() -> None:
    assert state(invited(SINA._replace(company=""), TODAY)).taken == {}


def test_the_refusal_counts_the_days() -> None:
    now = state(invited(SINA, MONDAY), today=date(2026, 11, 3))
    taken = now.blocking("kranich werke", "dora")
    assert taken
    assert taken_text(taken) == "Sina Vogel's invitation at Kranich Werke is still open (day 2 of 3)."


def test_a_week_is_an_iso_week_and_a_person_counts_once() -> None:
    sunday, monday = invited(AYLA, date(2026, 11, 22)), invited(SINA, date(2026, 11, 23))
    twice = entered(entered(monday, "lead"), "invited")
    now = state(sunday, twice, invited(THEO, date(2026, 11, 30)))
    assert (now.this_week, now.room) == (1, 4)


def test_more_than_the_weeks_limit_leaves_no_room() -> None:
    crowd = [invited(someone(f"P{n} Q", f"Firm {n}"), TODAY) for n in range(7)]
    assert state(*crowd).room == 0


def test_more_open_invitations_per_company_may_be_allowed() -> None:
    rules = RULES._replace(open_invitations_per_company=2)
    one, two = invited(SINA, TODAY), invited(someone("Pat Kim", SINA.company), TODAY)
    assert asked([one], TODAY, rules).blocking("kranich werke", "dora") is None
    assert asked([one, two], TODAY, rules).blocking("kranich werke", "dora")


def test_the_last_time_at_a_stage_counts() -> None:
    contact = entered(entered(entered(AYLA, "parked", 20), "lead", 15), "parked", 10)
    assert entered_on(contact, "parked") == date(2026, 11, 13)
    assert entered_on(contact, "invited") is None


def test_what_was_seen_is_kept_for_later(now: datetime) -> None:
    kept = seen(score_of(AYLA), "sina", now)
    assert kept == {"score": 78, "band": "A", "better": "sina", "at": "2026-11-23T09:00:00+01:00"}


def test_a_broken_date_in_the_log_takes_nothing() -> None:
    broken = SINA._replace(stage="invited", stage_log=(StageChange("soon", "shortlisted", "invited"),))
    assert state(broken).taken == {}
    assert people(broken)[0].standing.band == "A"
