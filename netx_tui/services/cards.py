"""The contact card: everything about one person that the side panel draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.domain.better_person import Proposal, search_words
from netx_tui.domain.contacts import Contact
from netx_tui.domain.labels import FACT_FIELDS, department_label, fact_label, level_label
from netx_tui.domain.path import jobs_done, steps
from netx_tui.domain.reasons import gate_text, reason_text
from netx_tui.domain.rows import Fact, MissingFact, PathStep, PersonCard, ProposalLine, ReasonLine
from netx_tui.domain.scoring import Score
from netx_tui.domain.text import clean_text, visible
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.workspace import Workspace


class Followed:
    """What came of each person: their talks, and whether an action from them got done.

    Read once for a state of the data: the card follows the cursor, and a key must not read every talk.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._meetings = workspace.meetings
        self._talks: dict[str, list[str]] = {}
        for name, meeting in workspace.documents("meetings").items():
            self._talks.setdefault(str(meeting.get("contact", "")), []).append(name)
        done = [a for a in workspace.documents("actions").values() if a.get("column") == "done"]
        insights = workspace.documents("insights") if done else {}
        self._useful = frozenset(person for action in done for person in _concerned(action, insights))

    def path(self, contact: Contact) -> tuple[PathStep, ...]:
        """The five jobs with ``contact`` as they really went."""
        talks = [self._meetings[name] for name in self._talks.get(contact.id, ())]
        return steps(jobs_done(contact.stage, talks, used=contact.id in self._useful))


def _concerned(action: Mapping[str, Any], insights: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Whom an action has to do with: the person it names, and those its insights are from."""
    yield str(action.get("contact", ""))
    named = action.get("insights")
    for name in named if isinstance(named, list) else ():
        if str(name) in insights:
            yield str(insights[str(name)].get("contact", ""))


def card_of(ranking: Ranking, contact_id: str) -> PersonCard:
    """The card of one person."""
    entry = ranking.explained(contact_id)
    contact, score = entry.person.contact, entry.score
    return PersonCard(
        row=ranking.row(contact_id),
        subtitle=_subtitle(contact, entry.person.facts.months),
        path=ranking.followed.path(contact),
        reasons=tuple(ReasonLine(reason.points, visible(reason_text(reason))) for reason in score.reasons),
        gates=tuple(gate_text(gate) for gate in score.gates),
        potential=_potential(score),
        missing=_missing(score),
        proposal=_proposal(ranking, contact, entry.proposal),
        facts=_facts(ranking, contact),
        links=tuple(Fact(name, visible(link)) for name, link in contact.links.items()),
        notes=clean_text(contact.notes),
        research=tuple(
            visible(" · ".join(part for part in (item.on, item.text, item.source) if part))
            for item in contact.research
        ),
        events=tuple(
            visible(" · ".join(part for part in (event.on, event.text or event.kind) if part))
            for event in contact.events
        ),
    )


def _subtitle(contact: Contact, months: int | None) -> str:
    parts = [part for part in (contact.title, contact.company) if part]
    if months is not None:
        parts.append(ngettext("{months} month", "{months} months", months).format(months=months))
    return visible(", ".join(parts))


def _potential(score: Score) -> str:
    if not score.missing or score.potential <= score.score:
        return ""
    return _("could be up to {potential}").format(potential=score.potential)


def _missing(score: Score) -> MissingFact | None:
    if not score.missing:
        return None
    best = score.missing[0]
    return MissingFact(FACT_FIELDS[best[0]], fact_label(best[0]), best[1])


def _proposal(ranking: Ranking, contact: Contact, proposal: Proposal) -> ProposalLine | None:
    name = visible(proposal.name)
    sentence = ""
    if proposal.kind == "prefer":
        sentence = _("Better: {name} (+{gain})").format(name=name, gain=proposal.gain)
    elif proposal.kind == "ask_for_intro":
        sentence = _("Ask for an introduction to {name} (+{gain})").format(name=name, gain=proposal.gain)
    elif proposal.kind == "research_first":
        sentence = _("Find out more first")
        if name:
            sentence = _("Find out more first, or ask {name}").format(name=name)
    elif proposal.kind == "blocked":
        sentence = _("Leave in peace; instead {name}").format(name=name) if name else _("Leave in peace")
    elif proposal.kind == "keep_searching":
        sentence = _("Keep searching at {company}").format(company=visible(contact.company))
    if not sentence:
        return None
    return ProposalLine(proposal.kind, sentence, proposal.contact, _words(ranking, contact, proposal))


def _words(ranking: Ranking, contact: Contact, proposal: Proposal) -> tuple[str, ...]:
    if proposal.kind != "keep_searching":
        return ()
    return tuple(search_words(name, visible(contact.company)) for name in ranking.rules.target_departments)


def _facts(ranking: Ranking, contact: Contact) -> tuple[Fact, ...]:
    company = ranking.company_of(contact)
    motivation = company.motivation if company else None
    values = (
        (_("Department"), department_label(contact.department), "department" in contact.guessed),
        (_("Level"), level_label(contact.level) if contact.level else "", "level" in contact.guessed),
        (_("Since"), contact.company_since, False),
        (_("Motivation"), "" if motivation is None else f"{motivation}/5", False),
        (_("City"), contact.city, False),
        (_("E-mail"), ", ".join(contact.emails), False),
        (_("Phone"), ", ".join(contact.phones), False),
        (_("Connected"), ", ".join(f"{name} {on}" for name, on in contact.connected.items()), False),
        (_("Tags"), ", ".join(contact.tags), False),
        (_("Checked"), contact.profile_checked, False),
    )
    return tuple(Fact(label, visible(value), guessed) for label, value, guessed in values if value)
