"""Moving people along the path: the guards' situation is gathered here, the rules are the domain's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Change, Update
from netx_tui.domain.contacts import Contact
from netx_tui.domain.shortlist import seen
from netx_tui.domain.stages import Situation, cause_of, changed, check
from netx_tui.domain.text import same_name

if TYPE_CHECKING:
    from netx_tui.services.ranking import Ranking

KEEPS_THE_SCORE = ("shortlisted", "invited")


def move(
    ranking: Ranking, contact: Contact, to: str, at: datetime, *, reason: str = "", leaving: str = ""
) -> list[Change]:
    """The change that moves ``contact``; ``leaving`` is somebody who frees a place in the same step.

    Raises ``RuleRefused``.
    """
    here = situation(ranking, contact, [leaving])
    return [_moved(ranking, here, contact, to, at=at, reason=reason)]


def move_all(
    ranking: Ranking, contacts: Sequence[Contact], to: str, at: datetime, reason: str = ""
) -> list[Change]:
    """The changes that move all ``contacts``, each guarded as if those before had moved already."""
    changes: list[Change] = []
    for done, contact in enumerate(contacts):
        here = same_name(contact.company)
        same = sum(same_name(other.company) == here for other in contacts[:done])
        now = situation(ranking, contact, [], done, same)
        changes.append(_moved(ranking, now, contact, to, at=at, reason=reason))
    return changes


def off(contact: Contact, at: datetime) -> list[Change]:
    """The change that takes somebody off the shortlist to make room."""
    return [Update("contacts", contact.id, changed(contact, "lead", at, cause="replaced"))]


def situation(
    ranking: Ranking, contact: Contact, leaving: Sequence[str] = (), more: int = 0, more_here: int = 0
) -> Situation:
    """What the guards ask about ``contact``.

    ``more`` people count as moved already, ``more_here`` of them at the same company.
    """
    here = same_name(contact.company)
    on_list = [
        person.contact
        for person in ranking.ordered
        if person.contact.stage == "shortlisted" and person.contact.id not in leaving
    ]
    asked = ranking.asked
    return Situation(
        today=ranking.today,
        standing=ranking.person(contact.id).standing,
        rules=ranking.rules,
        shortlisted=len(on_list) + more,
        shortlisted_here=sum(bool(here) and same_name(other.company) == here for other in on_list)
        + more_here,
        taken_by=asked.blocking(here, contact.id),
        invited_this_week=asked.this_week + more,
    )


def _moved(
    ranking: Ranking, situation: Situation, contact: Contact, to: str, *, at: datetime, reason: str
) -> Change:
    check(contact, to, situation, reason)
    cause = cause_of(contact, to, situation, reason)
    fields: dict[str, Any] = changed(contact, to, at, cause=cause, reason=reason)
    if to in KEEPS_THE_SCORE:
        entry = ranking.explained(contact.id)
        fields["score_seen"] = seen(entry.score, entry.proposal.contact, at)
    return Update("contacts", contact.id, fields)
