"""Who is being asked at the moment, and so which companies and how much of the week are taken (R23)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from netx_tui.domain.contacts import Contact
from netx_tui.domain.scoring import Score
from netx_tui.domain.scoring_rules import ScoringRules
from netx_tui.domain.text import same_name
from netx_tui.domain.workdays import NO_HOLIDAYS, add, between, local_day
from netx_tui.i18n import _

OPEN_DAYS = 3
"""Business days an invitation stays open without a reply; after them it blocks nobody else."""


class Taken(NamedTuple):
    """Somebody who keeps their company taken.

    ``day`` counts the business days their invitation is open, 1 to ``OPEN_DAYS``; 0 while they are in
    dialogue, which keeps the company taken as long as it lasts.
    """

    contact: str
    name: str
    company: str
    day: int = 0


class Asked(NamedTuple):
    """Who is being asked on ``today``: by company key (``text.same_name``), and how many this ISO week."""

    today: date
    taken: Mapping[str, tuple[Taken, ...]]
    this_week: int
    rules: ScoringRules

    @property
    def room(self) -> int:
        """How many invitations this week still has room for."""
        return max(0, self.rules.invitations_per_week - self.this_week)

    def blocking(self, place: str, contact_id: str) -> Taken | None:
        """Who stands in the way of inviting ``contact_id`` at the company ``place``; ``None``: nobody."""
        others = [taken for taken in self.taken.get(place, ()) if taken.contact != contact_id]
        return others[0] if len(others) >= self.rules.open_invitations_per_company else None


def asked(
    contacts: Iterable[Contact], today: date, rules: ScoringRules, holidays: frozenset[date] = NO_HOLIDAYS
) -> Asked:
    """Companies with an open invitation or a dialogue, and this ISO week's invitations."""
    taken: dict[str, tuple[Taken, ...]] = {}
    monday = today - timedelta(days=today.weekday())
    this_week = 0
    for contact in contacts:
        if contact.stage == "lead" and not contact.stage_log:
            continue
        invited = entered_on(contact, "invited")
        if invited and monday <= invited < monday + timedelta(days=7):
            this_week += 1
        day = _open_day(contact, invited, today, holidays)
        if contact.company and day is not None:
            place = same_name(contact.company)
            found = Taken(contact.id, contact.name, contact.company, day)
            taken[place] = (*taken.get(place, ()), found)
    return Asked(today, taken, this_week, rules)


def taken_text(taken: Taken) -> str:
    """Why a company is taken, as a sentence."""
    if not taken.day:
        return _("{name} at {company} is in dialogue with you.").format(
            name=taken.name, company=taken.company
        )
    return _("{name}'s invitation at {company} is still open (day {day} of {days}).").format(
        name=taken.name, company=taken.company, day=taken.day, days=OPEN_DAYS
    )


def entered_on(contact: Contact, stage: str) -> date | None:
    """The day ``contact`` last came to ``stage``, as their log has it."""
    for change in reversed(contact.stage_log):
        if change.to_stage == stage:
            return local_day(change.at)
    return None


def seen(score: Score, better: str, at: datetime) -> dict[str, str | int]:
    """What is kept when somebody is shortlisted or invited, so that a change shows later (N24)."""
    return {
        "score": score.score,
        "band": score.band,
        "better": better,
        "at": at.isoformat(timespec="seconds"),
    }


def _open_day(contact: Contact, invited: date | None, today: date, holidays: frozenset[date]) -> int | None:
    """0 in a dialogue, the day an invitation is open for, or ``None`` where nothing is open."""
    if contact.stage == "in_dialogue":
        return 0
    if contact.stage not in ("invited", "nudged") or invited is None:
        return None
    return between(invited, today, holidays) + 1 if today < add(invited, OPEN_DAYS, holidays) else None
