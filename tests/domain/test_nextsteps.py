"""The next steps of choosing: what comes when, for whom, and in which order."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.better_person import candidates, propose
from netx_tui.domain.contacts import Company, Contact, StageChange
from netx_tui.domain.nextsteps import next_step
from netx_tui.domain.profile import Profile
from netx_tui.domain.rows import NextStep, TodayRow
from netx_tui.domain.short_dates import short_date
from netx_tui.domain.shortlist import asked
from netx_tui.domain.steps.choosing import steps_of_choosing
from netx_tui.domain.steps.situation import Situation
from netx_tui.domain.steps.standing import rows_at
from netx_tui.domain.workdays import NO_HOLIDAYS
from tests.domain.examples import (
    AYLA,
    BY_NAME,
    DORA,
    FJORDBANK,
    JONAS,
    KRANICH,
    NADIA,
    RUTH,
    SINA,
    THEO,
    TODAY,
    entered,
    on,
    people,
    scorer,
    someone,
)

BERLIN = ZoneInfo("Europe/Berlin")
LATER = someone("Lou Later", "Elsewhere", department="data", level="peer", months=30)
ONLY_NORDLICHT = {"nordlicht analytics": BY_NAME["nordlicht analytics"]}


def today(
    *contacts: Contact, day: date = TODAY, companies: dict[str, Company] | None = None, **options: Any
) -> list[TodayRow]:
    by = scorer(today=day)
    everybody = sorted(by.people(contacts, BY_NAME, {}), key=lambda person: person.order)
    best = candidates(everybody)
    known = {} if companies is None else companies
    now = datetime.combine(day, time(9), BERLIN)
    situation = Situation(
        now,
        people=everybody,
        scorer=by,
        best=best,
        companies=known,
        asked=asked(contacts, day, by.rules),
        holidays=options.pop("holidays", NO_HOLIDAYS),
    )
    rows = rows_at(steps_of_choosing(situation), now, **options)
    return [row._replace(kind="", why="", name="", subject="", other="") for row in rows]


def told(*contacts: Contact, **options: Any) -> list[tuple[str, str]]:
    return [(row.rule, row.contact or row.company) for row in today(*contacts, **options)]


def step(contact: Contact, *others: Contact, day: date = TODAY) -> NextStep:
    by = scorer(today=day)
    everybody = people(contact, *others, by=by)
    proposal = propose(everybody[0], candidates(everybody), by.rules)
    return next_step(everybody[0], by.score(everybody[0]), proposal, asked([contact, *others], day, by.rules))


def invited(contact: Contact, day: date, stage: str = "invited") -> Contact:
    log = (StageChange(f"{day.isoformat()}T10:00:00+01:00", "shortlisted", stage),)
    return contact._replace(stage=stage, stage_log=log)


def shortlisted(contact: Contact) -> Contact:
    return entered(contact, "shortlisted")


# -- N10 ------------------------------------------------------------------------------------------


def test_the_shortlist_is_invited() -> None:
    (row,) = today(shortlisted(AYLA))
    assert row == TodayRow("N10", "plain", "", "ayla", "Nordlicht Analytics", "Invite Ayla Brandt", "i")
    assert step(shortlisted(AYLA)) == NextStep("N10", "invite", "i")


def test_a_taken_company_waits() -> None:
    sina, dora = invited(SINA, TODAY), shortlisted(DORA)
    assert told(sina, dora, days=0) == []
    assert step(dora, sina) == NextStep("", "wait for Sina Vogel", "")


def test_a_full_week_waits() -> None:
    crowd = [invited(LATER._replace(id=f"p{n}", company=f"Firm {n}"), TODAY) for n in range(4)]
    assert told(shortlisted(AYLA), shortlisted(SINA), *crowd) == [("N10", "ayla")]
    full = [*crowd, invited(LATER._replace(company="Firm 5"), TODAY)]
    assert step(shortlisted(AYLA), *full).text == "invite next week"


def test_a_weak_person_on_the_shortlist_is_no_invitation_of_today() -> None:
    assert "N10" not in [rule for rule, _who in told(shortlisted(THEO))]


# -- N11 ------------------------------------------------------------------------------------------


def test_too_little_known_asks_for_the_most_valuable_fact() -> None:
    (row,) = today(NADIA)
    assert (row.rule, row.key, row.text) == ("N11", "e", "Find out about Nadia Bergen: department")
    assert step(NADIA) == NextStep("N11", "find out: department", "e")


def test_only_the_three_with_the_highest_potential_are_researched() -> None:
    crowd = [
        someone(f"P{n} Q", f"Firm {n}", level="junior" if n < 3 else "", referral_by="" if n < 5 else "Kim")
        for n in range(6)
    ]
    assert told(*crowd) == [("N11", "p3"), ("N11", "p4"), ("N11", "p5")]


def test_the_whole_shortlist_is_researched() -> None:
    crowd = [shortlisted(someone(f"P{n} Q", f"Firm {n}")) for n in range(5)]
    assert len(told(*crowd, NADIA)) == 6


def test_stale_facts_are_checked_again() -> None:
    (row,) = today(AYLA._replace(profile_checked=on(181)))
    assert (row.rule, row.text) == ("N11", "Check the facts about Ayla Brandt again")
    assert told(AYLA._replace(profile_checked=on(180))) == []


# -- N12 ------------------------------------------------------------------------------------------


def weak(company: str, name: str = "Ole Berg") -> Contact:
    return someone(name, company, department="legal", level="peer", months=30)


def test_a_wanted_company_without_a_good_person_is_searched_on() -> None:
    (row,) = today(weak(FJORDBANK), weak(FJORDBANK, "Ada Bell"))
    assert (row.rule, row.contact, row.company, row.due, row.key) == ("N12", "", "Fjordbank", "", "s")
    assert row.text.endswith('OR "Leitung Daten" OR "Teamleiter Analytics" Fjordbank')
    assert step(weak(FJORDBANK)) == NextStep("N12", "keep searching", "s")


def test_a_wanted_company_where_nobody_is_known_is_searched_on() -> None:
    rows = today(companies=BY_NAME)
    assert [row.company for row in rows] == ["Fjordbank", "Kranich Werke", "Nordlicht Analytics"]


def test_at_most_three_companies_the_most_wanted_first() -> None:
    firms = {f"firm {n}": Company(f"f{n}", f"Firm {n}", 3) for n in range(5)}
    assert [row.company for row in today(companies=firms | ONLY_NORDLICHT)] == [
        "Firm 0",
        "Firm 1",
        "Nordlicht Analytics",
    ]


def test_a_better_person_ends_the_search() -> None:
    assert told(weak(KRANICH), SINA, companies={"kranich werke": BY_NAME["kranich werke"]}) == []


@pytest.mark.parametrize("stage", ["archived", "parked", "declined"])
def test_people_at_rest_ask_for_nothing(stage: str) -> None:
    resting = [entered(contact, stage, 400) for contact in (NADIA, weak(FJORDBANK), AYLA, JONAS)]
    assert told(*resting) == []


def test_blocked_people_ask_for_nothing() -> None:
    blocked = [
        contact._replace(do_not_contact=True) for contact in (NADIA, weak(FJORDBANK), shortlisted(AYLA))
    ]
    assert told(*blocked) == []
    assert step(RUTH) == NextStep()


def test_without_a_wanted_department_no_words_are_invented() -> None:
    by = scorer(Profile())
    rules = by.rules._replace(target_departments=())
    by.rules = rules
    state = asked([], TODAY, rules)
    known = Situation(
        datetime.combine(TODAY, time(9), BERLIN),
        people=[],
        scorer=by,
        best={},
        companies=ONLY_NORDLICHT,
        asked=state,
    )
    rows = rows_at(steps_of_choosing(known), known.now)
    assert rows[0].text == "Find a person at Nordlicht Analytics"


# -- N06 to N08 -----------------------------------------------------------------------------------


def test_a_silent_person_makes_room_for_the_next_on_the_third_business_day() -> None:
    sina = invited(SINA, date(2026, 11, 2))
    rows = today(sina, someone_good(), day=date(2026, 11, 5), days=0)
    assert [(row.rule, row.severity, row.due, row.contact) for row in rows] == [
        ("N06", "amber", "2026-11-05", "sina")
    ]
    assert "Invite Mira Okafor at Kranich Werke" in rows[0].text
    assert told(sina, someone_good(), day=date(2026, 11, 4), days=0) == []


def someone_good() -> Contact:
    return someone("Mira Okafor", KRANICH, department="data", level="team_lead", months=60)


def test_nobody_next_means_no_next_invitation() -> None:
    assert told(invited(SINA, date(2026, 11, 2)), day=date(2026, 11, 5), days=0) == []


@pytest.mark.parametrize(
    ("stage", "sent", "due", "rule", "words"),
    [
        ("invited", date(2026, 11, 2), date(2026, 11, 11), "N07", "remind once"),
        ("nudged", date(2026, 11, 11), date(2026, 11, 20), "N08", "park, no hard feelings"),
    ],
)
def test_silence_ends_in_one_reminder_and_then_in_peace(
    stage: str, sent: date, due: date, rule: str, words: str
) -> None:
    contact = invited(SINA, sent, stage)
    before, after = due.replace(day=due.day - 1), due.replace(day=due.day + 1)
    assert told(contact, day=before, days=0) == []
    assert [(row.rule, row.severity) for row in today(contact, day=before)] == [(rule, "plain")]
    assert [(row.rule, row.severity) for row in today(contact, day=due)] == [(rule, "amber")]
    assert [(row.rule, row.severity) for row in today(contact, day=after)] == [(rule, "red")]
    assert step(contact, day=before).text == f"wait until {short_date(due)}"
    assert step(contact, day=due)[:2] == (rule, words)


def test_holidays_move_the_clock() -> None:
    contact = invited(SINA, date(2026, 12, 23))
    holidays = frozenset((date(2026, 12, 25), date(2027, 1, 1)))
    (row,) = today(contact, day=date(2027, 1, 5), holidays=holidays)
    assert (row.rule, row.due) == ("N07", "2027-01-05")


def test_an_invitation_without_a_date_just_waits() -> None:
    assert step(SINA._replace(stage="invited")).text == "wait for a reply"
    assert told(SINA._replace(stage="invited")) == []


# -- the rest -------------------------------------------------------------------------------------


def test_urgent_steps_come_first_then_rule_then_name() -> None:
    late = invited(LATER._replace(id="zoe", company="Firm 1"), date(2026, 10, 1))
    due = invited(LATER._replace(id="pat", company="Firm 2"), date(2026, 11, 12))
    rows = told(NADIA, shortlisted(SINA), shortlisted(AYLA), due, late)
    assert rows == [("N07", "zoe"), ("N07", "pat"), ("N10", "ayla"), ("N10", "sina"), ("N11", "nadia")]


def test_somebody_snoozed_is_left_alone_until_then() -> None:
    snoozed = shortlisted(AYLA)._replace(snooze_until="2026-12-01")
    assert told(snoozed) == []
    assert step(snoozed).text == "snoozed until Tue 1 Dec"
    assert told(snoozed, day=date(2026, 12, 1)) == [("N10", "ayla")]


@pytest.mark.parametrize(
    ("contact", "text"),
    [
        (AYLA, "shortlist"),
        (THEO, "→ intro to Ayla Brandt"),
        (JONAS, "→ ask Ayla Brandt"),
        (entered(AYLA, "in_touch"), ""),
    ],
)
def test_a_line_of_the_list_says_what_is_next(contact: Contact, text: str) -> None:
    assert step(contact, AYLA._replace(id="other")).text == text


def test_names_from_outside_cannot_act_on_the_terminal() -> None:
    (row,) = today(NADIA._replace(name="Nadia\x1b[2J"))
    assert "\x1b" not in row.text
