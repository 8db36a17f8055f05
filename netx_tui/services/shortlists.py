"""Choosing: the verbs of the first job, for the screens and for the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import NotFound
from netx_tui.domain.labels import department_label, stage_label
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring import Scorer
from netx_tui.domain.text import clean_line
from netx_tui.domain.workdays import NO_HOLIDAYS
from netx_tui.i18n import _, ngettext
from netx_tui.services.finding import contact_of, find_company, find_contact
from netx_tui.services.following import Following
from netx_tui.services.orders import SORTS, in_order
from netx_tui.services.ranking import Explained, Ranking, Rows

if TYPE_CHECKING:
    from netx_tui.domain.contacts import Company
    from netx_tui.domain.rows import CompanyRow, PersonCard, PersonRow
    from netx_tui.domain.scoring_rules import ScoringRules
    from netx_tui.domain.titles import Guess
    from netx_tui.store.receipts import HistoryEntry
    from netx_tui.store.staging import Bases
    from netx_tui.store.workspace import Workspace

TALKS_OF_A_BEGINNER = 2
HELD = ("held", "closed")


class Shortlists(Following):
    """Whom to talk to first, and everything one does with that list.

    ``rules`` and ``profile`` are the user's; ``guess`` turns a job title into facts; ``clock`` gives
    the time in the user's zone. Everything that changes data is one transaction of the workspace.
    ``holidays`` are days on which nobody works. ``first_page`` (``services.first_page.kept``) is shown until
    ``load`` has read a store that opens late.
    """

    def __init__(
        self,
        workspace: Workspace,
        rules: ScoringRules,
        profile: Profile,
        guess: Callable[[str], Guess],
        clock: Callable[[], datetime],
        *,
        first_page: Mapping[str, Any] | None = None,
        holidays: frozenset[date] = NO_HOLIDAYS,
    ) -> None:
        self._workspace = workspace
        self._holidays = holidays
        self._base_rules = rules
        self._guess = guess
        self._clock = clock
        self._ranked: Ranking | None = None
        self._first_page = first_page
        self.use_profile(profile)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Grows whenever the data change, by whomever."""
        return self._workspace.version if self.loaded else 0

    @property
    def loaded(self) -> bool:
        """Whether everybody is in memory, not only the first page of the list."""
        return self._first_page is None

    def load(self) -> None:
        """Read what is not in memory yet; may run in another thread."""
        self.ranking.prepare_search()
        self._first_page = None

    @property
    def profile(self) -> Profile:
        """What the user is looking for."""
        return self._profile

    def use_profile(self, profile: Profile) -> None:
        """Score by ``profile`` from now on."""
        self._profile = profile
        self._scorer: Scorer | None = None

    def use_rules(self, rules: ScoringRules, holidays: frozenset[date]) -> None:
        """Score by ``rules`` and count business days by ``holidays`` from now on."""
        self._base_rules, self._holidays = rules, holidays
        self._scorer = None

    @property
    def ranking(self) -> Ranking:
        """Everybody in order, made anew when data, rules or day have changed."""
        now = self._clock()
        today = now.date()
        scorer = self._scorer
        if scorer is None or scorer.today != today:
            scorer = self._scorer = Scorer(self._base_rules, self._profile, today)
        ranked = self._ranked
        if ranked is None or ranked.version != self._workspace.version or ranked.scorer is not scorer:
            ranked = self._ranked = Ranking(
                self._workspace,
                scorer,
                warm_first=self._practises(),
                before=ranked,
                zone=now.tzinfo,
                holidays=self._holidays,
            )
        return ranked

    def find(self, name: str) -> str:
        """The id of the contact meant; raises ``NotFound`` or ``Ambiguous``."""
        return find_contact(self._workspace, name)

    def contact(self, contact_id: str) -> Contact:
        """The contact with that id; raises ``NotFound`` when it is gone."""
        return contact_of(self._workspace, contact_id)

    def company(self, name: str) -> Company | None:
        """The company of that name, if there is one."""
        return find_company(self._workspace, name)

    def total(self) -> int:
        """How many people there are."""
        if self._first_page is not None:
            return int(self._first_page["total"])
        return len(self._workspace.contacts)

    def sorts(self) -> tuple[tuple[str, str], ...]:
        """The orders a list can have: key and name."""
        return tuple((key, _(label)) for key, label in SORTS.items())

    def rows(self, query: str = "", sort: str = "score") -> Sequence[PersonRow]:
        """The people who fit ``query``, in the order ``sort``; raises ``FieldError`` for a bad query."""
        page = self._first_page
        if page is not None and not query.strip() and sort == "score":
            from netx_tui.services.first_page import FirstPage, page_of

            return FirstPage(page_of(page) or (), int(page["total"]), lambda: self._rows(query, sort))
        return self._rows(query, sort)

    def _rows(self, query: str, sort: str) -> Rows:
        ranking = self.ranking
        return Rows(ranking, in_order(ranking, ranking.search(query), sort))

    def listing(
        self,
        query: str = "",
        *,
        stages: Sequence[str] = (),
        bands: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """The rows of ``contact list --json`` (``cli.md``), best first."""
        from netx_tui.services.listing import listed

        return [listed(entry) for entry in self._entries(query, stages, bands, limit)]

    def listing_texts(
        self,
        query: str = "",
        *,
        stages: Sequence[str] = (),
        bands: Sequence[str] = (),
        limit: int | None = None,
    ) -> Iterator[str]:
        """The rows of ``listing``, each as a JSON text: half the time for a script that wants them all."""
        from netx_tui.services.listing import listed_texts

        return listed_texts(self._entries(query, stages, bands, limit))

    def shown(self, contact_id: str) -> dict[str, Any]:
        """Everything about one person as ``contact show --json`` gives it."""
        from netx_tui.services.listing import BLANK, listed, plain

        self.contact(contact_id)
        document = self._workspace.documents("contacts")[contact_id]
        return {**BLANK, **plain(document), **listed(self.ranking.explained(contact_id))}

    def card(self, contact_id: str) -> PersonCard:
        """Everything the side panel shows about one person."""
        from netx_tui.services.cards import card_of

        self.contact(contact_id)
        return card_of(self.ranking, contact_id)

    def shortlisted(self, company: str = "") -> tuple[PersonRow, ...]:
        """Who is on the shortlist, best first; of one company where that is given."""
        from netx_tui.domain.text import same_name

        ranking = self.ranking
        return tuple(
            ranking.row(person.contact.id)
            for person in ranking.ordered
            if person.contact.stage == "shortlisted"
            and (not company or same_name(person.contact.company) == same_name(company))
        )

    def stages_from(self, contact_id: str) -> tuple[tuple[str, str], ...]:
        """The stages somebody may be moved to by hand: key and name."""
        from netx_tui.domain.stages import choices

        return tuple((stage, stage_label(stage)) for stage in choices(self.contact(contact_id).stage))

    def departments(self) -> tuple[tuple[str, str], ...]:
        """The columns of the coverage table: wanted departments, then adjacent ones; key and name."""
        rules = self.ranking.rules
        return tuple(
            (name, department_label(name))
            for name in (*rules.target_departments, *rules.adjacent_departments)
        )

    def partner_to_practise(self) -> str:
        """The best warm contact of somebody who still practises (R03); empty for everybody else."""
        return self.ranking.partner if self.loaded else ""

    def companies(self) -> tuple[CompanyRow, ...]:
        """The company view: one row per company that is wanted or where somebody is known."""
        from netx_tui.domain.coverage import coverage
        from netx_tui.domain.scoring import fit_text

        ranking = self.ranking
        names = [name for name, _label in self.departments()]
        return coverage(
            ranking.companies.values(),
            ranking.ordered,
            names,
            ranking.rules,
            lambda person: fit_text(ranking.scorer.score(person)),
        )

    def companies_listing(self) -> list[dict[str, Any]]:
        """The rows of ``company list --json``, most wanted first."""
        from netx_tui.services.listing import listed_companies

        return listed_companies(self._workspace.companies, self.companies())

    def history(self, contact_id: str | None = None) -> list[HistoryEntry]:
        """Who changed what, newest first, of one person or of everything."""
        return self._workspace.history(ids=None if contact_id is None else [contact_id])

    # -- changing --------------------------------------------------------------------------------

    def add(self, values: Mapping[str, str]) -> str:
        """A new contact from typed values (field name -> text); returns its id."""
        from netx_tui.services import editing

        contact_id, changes, name = editing.addition(self._workspace, values, self._guess)
        self._workspace.apply(changes, _("added {name}").format(name=name))
        return contact_id

    def set_fields(
        self, ids: Sequence[str], values: Mapping[str, str], *, based_on: Bases | None = None
    ) -> int:
        """Set typed values on some contacts, decided on ``based_on`` (``seen``) or on what is there now.

        Returns how many documents changed.
        """
        from netx_tui.domain.fields import CONTACT_FIELDS
        from netx_tui.services import editing

        contacts = [self.contact(contact_id) for contact_id in ids]
        changes = editing.edits(self._workspace, contacts, values, self._guess)
        label = _("changed {fields} of {who}").format(
            fields=editing.field_names(values, CONTACT_FIELDS), who=self._who(ids)
        )
        return self._workspace.apply(changes, label, based_on=based_on).changed

    def add_research(self, ids: Sequence[str], text: str, source: str = "") -> None:
        """Keep something found out about people, with today's date and where it was read."""
        from netx_tui.services import editing

        contacts = [self.contact(contact_id) for contact_id in ids]
        today = self._clock().date().isoformat()
        changes = editing.research(self._workspace, contacts, text, source, today)
        self._workspace.apply(changes, _("noted research on {name}").format(name=self._who(ids)))

    def set_motivation(self, ids: Sequence[str], motivation: int | None) -> str:
        """Say how much one would like to work at the companies of these people; returns a sentence."""
        names = dict.fromkeys(
            company for company in (self.contact(contact_id).company for contact_id in ids) if company
        )
        if not names:
            raise NotFound(_("No company is known for this person; fill it in first."))
        text = "" if motivation is None else str(motivation)
        return self._set_companies(list(names), {"motivation": text})

    def set_company(self, name: str, values: Mapping[str, str]) -> str:
        """Set typed values on a company, which is added if it is new; returns a sentence."""
        return self._set_companies([name], values)

    def shortlist(self, contact_id: str, *, drop: str = "", reason: str = "") -> str:
        """Put somebody on the shortlist, taking ``drop`` off it in the same step; returns a sentence.

        Raises ``RuleRefused`` with the rule ``shortlist_full``, ``company_full``, ``band`` or ``cool_down``.
        """
        from netx_tui.services import staging

        changes = staging.off(self.contact(drop), self._clock()) if drop else []
        changes += staging.move(
            self.ranking,
            self.contact(contact_id),
            "shortlisted",
            self._clock(),
            reason=reason,
            leaving=drop,
        )
        name = self.contact(contact_id).name
        self._workspace.apply(changes, _("shortlisted {name}").format(name=name))
        if drop:
            return _("{name} is on the shortlist instead of {other}.").format(
                name=name, other=self.contact(drop).name
            )
        return _("{name} is on the shortlist.").format(name=name)

    def unshortlist(self, contact_id: str) -> str:
        """Take somebody off the shortlist; returns a sentence."""
        self.set_stage([contact_id], "lead")
        return _("{name} is off the shortlist.").format(name=self.contact(contact_id).name)

    def set_stage(self, ids: Sequence[str], stage: str, reason: str = "") -> str:
        """Move people to a stage, all or none; returns a sentence, raises ``RuleRefused``."""
        from netx_tui.services import staging

        contacts = [self.contact(contact_id) for contact_id in ids]
        changes = staging.move_all(self.ranking, contacts, stage, self._clock(), reason)
        label = _("moved {who} to {stage}").format(who=self._who(ids), stage=stage_label(stage))
        self._workspace.apply(changes, label)
        return _("{who}: {stage}.").format(who=self._who(ids), stage=stage_label(stage))

    def delete(self, ids: Sequence[str]) -> str:
        """Delete people with their talks, mails, touches and insights; returns a sentence."""
        from netx_tui.services import editing

        who = self._who(ids)
        changes = editing.deletion(self._workspace, [self.contact(contact_id).id for contact_id in ids])
        self._workspace.apply(changes, _("deleted {who}").format(who=who))
        return _("Deleted {who}.").format(who=who)

    def undo(self, steps: int = 1) -> str:
        """Take back the last steps; returns a sentence."""
        return _("Undone: {labels}.").format(labels="; ".join(self._workspace.undo(steps)))

    def redo(self, steps: int = 1) -> str:
        """Do again what was undone; returns a sentence."""
        return _("Done again: {labels}.").format(labels="; ".join(self._workspace.redo(steps)))

    def next_first_page(self) -> dict[str, Any] | None:
        """What the next start may show at once; ``None`` where the order is not known without work."""
        from netx_tui.services.first_page import kept

        ranked = self._ranked
        if not self.loaded or ranked is None or ranked.version != self._workspace.version:
            return None
        return kept(self._rows("", "score"))

    # -- inside ----------------------------------------------------------------------------------

    def _entries(
        self, query: str, stages: Sequence[str], bands: Sequence[str], limit: int | None
    ) -> list[Explained]:
        ranking = self.ranking
        chosen = [
            contact_id
            for contact_id in ranking.search(query)
            if (not stages or ranking.person(contact_id).contact.stage in stages)
            and (not bands or ranking.person(contact_id).standing.band in bands)
        ]
        return [ranking.explained(contact_id) for contact_id in chosen[:limit]]

    def _practises(self) -> bool:
        """Whether warm contacts come first: a first-timer before the second talk (R03)."""
        if not self._profile.first_timer:
            return False
        meetings = self._workspace.documents("meetings").values()
        return sum(meeting.get("status") in HELD for meeting in meetings) < TALKS_OF_A_BEGINNER

    def _set_companies(self, names: Sequence[str], values: Mapping[str, str]) -> str:
        from netx_tui.domain.fields import COMPANY_FIELDS
        from netx_tui.services import editing

        fields = editing.read(values, COMPANY_FIELDS)
        changes = [
            change for name in names for change in editing.company_changes(self._workspace, name, fields)
        ]
        labels = editing.field_names(values, COMPANY_FIELDS)
        who = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        self._workspace.apply(changes, _("changed {fields} of {who}").format(fields=labels, who=who))
        told = ", ".join(f"{name} {clean_line(text, 60) or '–'}" for name, text in values.items())
        return _("{who}: {values}.").format(who=who, values=told)

    def _who(self, ids: Sequence[str]) -> str:
        if len(ids) == 1:
            return self.contact(ids[0]).name
        return ngettext("{count} person", "{count} people", len(ids)).format(count=len(ids))
