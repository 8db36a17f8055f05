"""The next step for one person while one chooses, in the few words a line of the list has room for.

N07, N08 and N10 to N12 of ``pipeline.md``, computed from the data and the day; the whole list of next
steps is made in ``domain.steps``.
"""

from datetime import date

from netx_tui.domain.better_person import Proposal
from netx_tui.domain.contacts import Contact
from netx_tui.domain.labels import fact_label
from netx_tui.domain.rows import NextStep
from netx_tui.domain.scoring import Person, Score
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.shortlist import Asked, entered_on
from netx_tui.domain.workdays import NO_HOLIDAYS, add
from netx_tui.i18n import _

NUDGE_DAYS = 7
"""Business days without a reply after which one reminds once, and after that lets it rest."""


def next_step(
    person: Person,
    score: Score,
    proposal: Proposal,
    asked: Asked,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> NextStep:
    """The one next thing to do for a person, in the few words a line of the list has room for."""
    contact = person.contact
    if snoozed(contact, asked.today):
        return NextStep(
            "", _("snoozed until {day}").format(day=told_day(contact.snooze_until, asked.today)), ""
        )
    if contact.stage in ("invited", "nudged"):
        return _waiting(contact, asked.today, holidays)
    if contact.stage not in ("lead", "shortlisted") or score.band == "X":
        return NextStep()
    if contact.stage == "shortlisted" and score.band != "?":
        return _invite(person, asked)
    return _before_the_shortlist(score, proposal)


def snoozed(contact: Contact, today: date) -> bool:
    """Whether the user put this person off until a later day."""
    return contact.snooze_until > today.isoformat()


def _waiting(contact: Contact, today: date, holidays: frozenset[date]) -> NextStep:
    since = entered_on(contact, contact.stage)
    if since is None:
        return NextStep("", _("wait for a reply"), "")
    due = add(since, NUDGE_DAYS, holidays)
    if today < due:
        return NextStep("", _("wait until {day}").format(day=told_day(due, today)), "")
    if contact.stage == "nudged":
        return NextStep("N08", _("park, no hard feelings"), "p")
    return NextStep("N07", _("remind once"), "m")


def _invite(person: Person, asked: Asked) -> NextStep:
    taken = asked.blocking(person.place, person.contact.id)
    if taken:
        return NextStep("", _("wait for {name}").format(name=taken.name), "")
    if not asked.room:
        return NextStep("", _("invite next week"), "")
    return NextStep("N10", _("invite"), "i")


def _before_the_shortlist(score: Score, proposal: Proposal) -> NextStep:
    if score.band == "?":
        fact = fact_label(score.missing[0][0]) if score.missing else _("more")
        return NextStep("N11", _("find out: {fact}").format(fact=fact), "e")
    if score.band in "AB":
        return NextStep("", _("shortlist"), "s")
    if proposal.kind == "ask_for_intro":
        return NextStep("", _("→ intro to {name}").format(name=proposal.name), "enter")
    if proposal.kind == "prefer":
        return NextStep("", _("→ ask {name}").format(name=proposal.name), "enter")
    if proposal.kind == "keep_searching":
        return NextStep("N12", _("keep searching"), "s")
    return NextStep()
