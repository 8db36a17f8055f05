"""The shortlist's limits, and the next step for each person (N10 to N12 of ``pipeline.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from netx_tui.domain import workdays
from netx_tui.domain.better_person import Proposal, motivation_of, search_words
from netx_tui.domain.contacts import Contact
from netx_tui.domain.labels import FACT_FIELDS, fact_label
from netx_tui.domain.rows import NextStep, TodayRow
from netx_tui.domain.scoring import Person, Score
from netx_tui.domain.scoring_rules import ScoringRules
from netx_tui.domain.text import same_name
from netx_tui.i18n import _

AT_REST = ("archived", "parked", "declined")
OPEN_FOR = 3
"""Business days an invitation stays open without a reply."""
RESEARCH_AT_ONCE = 3
SEARCHES_AT_ONCE = 3


class Asked(NamedTuple):
    """Which companies are taken, by whom, and how many invitations went out this week."""

    taken: Mapping[str, str]
    this_week: int


def asked(contacts: Iterable[Contact], today: date) -> Asked:
    """Companies with an open invitation or a dialogue (R23), and this ISO week's invitations."""
    taken: dict[str, str] = {}
    week = (today - timedelta(days=today.weekday())).isoformat()
    count = 0
    for contact in contacts:
        if contact.stage == "lead":
            continue
        invited = next((s.at for s in reversed(contact.stage_log) if s.to_stage == "invited"), "")
        count += invited[:10] >= week if invited else 0
        still_open = (
            contact.stage in ("invited", "nudged")
            and bool(invited)
            and workdays.between(date.fromisoformat(invited[:10]), today) <= OPEN_FOR
        )
        if contact.company and (still_open or contact.stage == "in_dialogue"):
            taken[same_name(contact.company)] = contact.name
    return Asked(taken, count)


def next_step(contact: Contact, score: Score, proposal: Proposal, names: Mapping[str, str]) -> NextStep:
    """The one next thing to do for a person, as the list shows it; ``names`` maps ids to short names."""
    if contact.stage in ("invited", "nudged"):
        return NextStep("", _("wait for a reply"), "")
    if contact.stage not in ("lead", "shortlisted"):
        return NextStep()
    if contact.stage == "shortlisted" and score.band != "?":
        return NextStep("N10", _("invite"), "i")
    if score.band in "AB":
        return NextStep("N10", _("shortlist"), "s")
    return _instead(score, proposal, names)


def _instead(score: Score, proposal: Proposal, names: Mapping[str, str]) -> NextStep:
    if score.band == "?" and score.missing:
        return NextStep("N11", _("find out: {fact}").format(fact=fact_label(score.missing[0][0])), "e")
    if proposal.kind == "ask_for_intro":
        return NextStep("", _("→ intro to {name}").format(name=names[proposal.contact]), "enter")
    if proposal.kind == "prefer":
        return NextStep("", _("→ ask {name}").format(name=names[proposal.contact]), "enter")
    if proposal.kind == "keep_searching":
        return NextStep("N12", _("keep searching"), "w")
    return NextStep()


def invite_steps(people: Iterable[Person], companies_taken: Asked, rules: ScoringRules) -> list[TodayRow]:
    """N10: shortlisted people of band A or B whose company is free, while the week has room."""
    room = rules.invitations_per_week - companies_taken.this_week
    rows: list[TodayRow] = []
    for person in people:
        contact = person.contact
        free = person.place not in companies_taken.taken
        if contact.stage == "shortlisted" and person.standing.band in "AB" and free and len(rows) < room:
            rows.append(_row("N10", contact, _("Invite {name}").format(name=contact.name), "i"))
    return rows


def research_steps(people: Sequence[tuple[Person, Score]]) -> list[TodayRow]:
    """N11: the fact with the most potential, for shortlisted people and at most three others."""
    rows = []
    others = 0
    for person, score in sorted(people, key=lambda entry: -entry[1].potential):
        contact = person.contact
        stale = any(reason.code == "stale_profile" for reason in score.reasons)
        if contact.stage not in ("lead", "shortlisted") or not (score.band == "?" or stale):
            continue
        if contact.stage != "shortlisted":
            others += 1
            if others > RESEARCH_AT_ONCE:
                continue
        if score.missing and score.band == "?":
            text = _("Find out the {fact} of {name}").format(
                fact=fact_label(score.missing[0][0]), name=contact.name
            )
        else:
            text = _("Check the facts about {name} again").format(name=contact.name)
        rows.append(_row("N11", contact, text, "e"))
    return rows


def search_steps(
    people: Iterable[tuple[Person, Proposal]], rules: ScoringRules, department: str
) -> list[TodayRow]:
    """N12: wanted companies where nobody good is known yet, one step each, at most three."""
    rows: dict[str, TodayRow] = {}
    for person, proposal in people:
        contact, key = person.contact, person.place
        if proposal.kind != "keep_searching" or contact.stage in AT_REST or key in rows:
            continue
        if motivation_of(person) < rules.min_motivation or len(rows) == SEARCHES_AT_ONCE:
            continue
        text = _("Find a person at {company}: {words}").format(
            company=contact.company, words=search_words(department, contact.company)
        )
        rows[key] = TodayRow("N12", "plain", "", "", contact.company, text, "w")
    return list(rows.values())


def _row(rule: str, contact: Contact, text: str, key: str) -> TodayRow:
    return TodayRow(rule, "plain", "", contact.id, contact.company, text, key)


def research_field(score: Score) -> str:
    """The field to type the most valuable missing fact into, or ``""``."""
    return FACT_FIELDS[score.missing[0][0]] if score.missing else ""


def seen(score: Score, better: str, at: datetime) -> dict[str, str | int]:
    """What is kept when somebody is shortlisted or invited, so that a change shows later (N24)."""
    return {
        "score": score.score,
        "band": score.band,
        "better": better,
        "at": at.isoformat(timespec="seconds"),
    }
