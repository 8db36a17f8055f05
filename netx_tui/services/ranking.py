"""All people with their scores, in order: made in one pass, kept as long as data, rules and day stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

from netx_tui.domain import better_person, shortlist
from netx_tui.domain.better_person import WARM, Proposal
from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.history import histories
from netx_tui.domain.labels import stage_label
from netx_tui.domain.reasons import short_reason
from netx_tui.domain.scoring import Person, Score, Scorer, fit_text
from netx_tui.domain.text import same_name, visible
from netx_tui.domain.workdays import NO_HOLIDAYS

if TYPE_CHECKING:
    from netx_tui.domain.rows import NextStep, PersonRow
    from netx_tui.domain.scoring_rules import ScoringRules
    from netx_tui.domain.searchable import Searchable
    from netx_tui.services.cards import Followed
    from netx_tui.store.workspace import Workspace

REASONS_IN_A_ROW = 3


class Explained(NamedTuple):
    """One person with everything the rules say of them."""

    person: Person
    score: Score
    proposal: Proposal


class Ranking:
    """All people of ``workspace`` in order, at one version of the data and on the scorer's day.

    ``warm_first`` puts warm contacts before all others, for somebody who still practises (R03); ``zone`` is
    the user's, in which days are counted.
    """

    def __init__(
        self,
        workspace: Workspace,
        scorer: Scorer,
        *,
        warm_first: bool = False,
        before: Ranking | None = None,
        zone: tzinfo | None = None,
        holidays: frozenset[date] = NO_HOLIDAYS,
    ) -> None:
        self.version = workspace.version
        self._workspace = workspace
        self.scorer = scorer
        self.holidays = holidays
        self._warm_first = warm_first
        self.companies: dict[str, Company] = {
            same_name(company.name): company for company in workspace.companies.values()
        }
        past = histories(workspace.touches.values(), workspace.mails.values(), zone, holidays)
        contacts = workspace.contacts
        people = scorer.people(contacts.values(), self.companies, past)
        self._people = dict(zip(contacts, people, strict=True))
        self._explained: dict[str, Explained] = {}
        self._rows: dict[str, PersonRow] = {}
        self._known_searchable = before.searchable_by_id() if before else {}

    @property
    def rules(self) -> ScoringRules:
        """The rules in force, with what the profile says."""
        return self.scorer.rules

    @property
    def today(self) -> date:
        """The day this order is for."""
        return self.scorer.today

    @cached_property
    def ordered(self) -> list[Person]:
        """Everybody, best first."""
        people = sorted(self._people.values(), key=lambda person: person.order)
        if self._warm_first:
            people.sort(key=lambda person: not is_warm(person))
        return people

    @property
    def partner(self) -> str:
        """With whom somebody who still practises begins; empty for others, and where nobody is warm."""
        if not self._warm_first or not self.ordered or not is_warm(self.ordered[0]):
            return ""
        return visible(self.ordered[0].contact.name)

    @cached_property
    def _searchable(self) -> list[Searchable]:
        from netx_tui.domain.searchable import searchable

        known, self._known_searchable = self._known_searchable, {}
        found = []
        for person in self.ordered:
            band, score = person.standing.band, person.standing.score
            entry = known.get(person.contact.id)
            if entry is None or entry.contact is not person.contact:
                entry = searchable(person.contact, band, score)
            elif entry.band != band or entry.score != score:
                entry = entry._replace(band=band, score=score)
            found.append(entry)
        return found

    def prepare_search(self) -> None:
        """Fold everybody's words now, so that the first letter of a filter need not wait for it."""
        _folded = self._searchable

    def searchable_by_id(self) -> dict[str, Searchable]:
        """What was folded so far, for the order that replaces this one."""
        if "_searchable" not in self.__dict__:
            return self._known_searchable
        return {entry.contact.id: entry for entry in self._searchable}

    @cached_property
    def followed(self) -> Followed:
        """What came of each person."""
        from netx_tui.services.cards import Followed

        return Followed(self._workspace)

    @cached_property
    def best(self) -> Mapping[str, tuple[Person, ...]]:
        """The people worth naming at each company, best first."""
        return better_person.candidates(self._people.values())

    @cached_property
    def asked(self) -> shortlist.Asked:
        """Companies that are taken, and this week's invitations."""
        contacts = (person.contact for person in self._people.values())
        return shortlist.asked(contacts, self.today, self.rules, self.holidays)

    def person(self, contact_id: str) -> Person:
        """The contact with facts and numbers; raises ``KeyError``."""
        return self._people[contact_id]

    def company_of(self, contact: Contact) -> Company | None:
        """The company a person works at, if it is known."""
        return self.companies.get(same_name(contact.company)) if contact.company else None

    def explained(self, contact_id: str) -> Explained:
        """The whole score of one person, and the better one; remembered."""
        found = self._explained.get(contact_id)
        if found is None:
            person = self._people[contact_id]
            score = self.scorer.score(person)
            proposal = better_person.propose(person, self.best, self.rules)
            found = self._explained[contact_id] = Explained(person, score, proposal)
        return found

    def search(self, query: str) -> list[str]:
        """The ids of the people who fit ``query``, best first; raises ``FieldError`` for a bad query."""
        if not query.strip():
            return [person.contact.id for person in self.ordered]
        from netx_tui.services.search import search

        people = self._searchable
        return [people[place].contact.id for place in search(people, query)]

    def row(self, contact_id: str) -> PersonRow:
        """The line of the list for one person; remembered."""
        row = self._rows.get(contact_id)
        if row is None:
            row = self._rows[contact_id] = self._row(self.explained(contact_id))
        return row

    def step(self, entry: Explained) -> NextStep:
        """The next thing to do for a person."""
        from netx_tui.domain.nextsteps import next_step

        return next_step(entry.person, entry.score, entry.proposal, self.asked, self.holidays)

    def _row(self, entry: Explained) -> PersonRow:
        from netx_tui.domain.rows import PersonRow

        contact, score = entry.person.contact, entry.score
        return PersonRow(
            id=contact.id,
            band=score.band,
            score=score.score,
            fit=fit_text(score),
            name=visible(contact.name),
            title=visible(contact.title),
            company=visible(contact.company),
            stage=contact.stage,
            stage_label=stage_label(contact.stage),
            reasons=", ".join(visible(short_reason(reason)) for reason in score.reasons[:REASONS_IN_A_ROW]),
            step=self.step(entry),
            shortlisted=contact.stage == "shortlisted",
        )


class Rows(Sequence["PersonRow"]):
    """Lines of a list, each made when it is first looked at: a list of 50,000 costs what is seen of it."""

    def __init__(self, ranking: Ranking, ids: Sequence[str]) -> None:
        self._ranking = ranking
        self.ids = ids

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[PersonRow]:
        return map(self._ranking.row, self.ids)

    @overload
    def __getitem__(self, index: int) -> PersonRow: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> PersonRow | Rows:
        if isinstance(index, slice):
            return Rows(self._ranking, self.ids[index])
        return self._ranking.row(self.ids[index])


def is_warm(person: Person) -> bool:
    """Whether one may practise with this person: they know the user, and may be asked (R03)."""
    return person.standing.band != "X" and person.standing.warmth >= WARM


def ids_of(people: Iterable[Person]) -> list[str]:
    """The ids of people, in their order."""
    return [person.contact.id for person in people]
