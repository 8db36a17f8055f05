"""The score of a contact (``product/1-choose.md``): whole points, each with a reason, gates last.

``raw`` is the sum of eight parts, ``score`` the sum after clamping and gates. ``Scorer`` scores many
contacts for one day, one set of rules and one profile, and remembers what it found: lists need only a
``Standing``; the reasons, gates and potential of a ``Score`` are made for those that are looked at.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.formula import (
    PARTS,
    Facts,
    Standing,
    department_fit,
    gates_of,
    missing,
    mutual_points,
    points_of,
    potential,
    stand,
    standing_of,
)
from netx_tui.domain.history import NO_HISTORY, History, responsiveness
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import ScoringRules, department_key, for_profile
from netx_tui.domain.text import same_name
from netx_tui.domain.workdays import local_day

UNRATED_MOTIVATION = 2
"""What a company counts as while nobody has rated it (``decisions.md``)."""
_WELCOME_AGAIN = frozenset(("shortlisted", "invited", "in_dialogue", "scheduled", "met", "in_touch"))


class Reason(NamedTuple):
    """One part of the sum; ``code`` is one of ``PARTS``, ``values`` fill its sentence."""

    points: int
    code: str
    values: Mapping[str, Any]


class Gate(NamedTuple):
    """A limit that holds whatever the sum is; ``code`` is one of the gates in ``scoring.yaml``."""

    code: str
    values: Mapping[str, Any]


class Score(NamedTuple):
    """The score of one contact with all that explains it.

    ``missing`` pairs each unknown fact (``department``, ``level``, ``tenure``) with the score that its
    best value alone would lead to, the most valuable first.
    """

    score: int
    raw: int
    band: str
    potential: int
    reasons: tuple[Reason, ...]
    gates: tuple[Gate, ...]
    known: int
    warmth: int
    missing: tuple[tuple[str, int], ...]


Rank = tuple[bool, int, int]
"""How good a standing is, the best lowest: whether it is X, then score and raw score turned round."""


class Person(NamedTuple):
    """A contact as the rules of choosing see it.

    ``place`` is the company's key (``text.same_name``; empty: none), ``fit`` how the department
    stands to the wanted ones, ``order`` the key that sorts the best first and X last.
    """

    contact: Contact
    company: Company | None
    place: str
    history: History
    standing: Standing
    fit: str
    order: tuple[Rank, str, str]
    facts: Facts


def fit_text(score: Score) -> str:
    """The score as shown: ``78``, or ``16..66`` where too little is known."""
    return f"{score.score}..{score.potential}" if score.band == "?" else str(score.score)


def score(facts: Facts, rules: ScoringRules) -> Score:
    """The score of ``facts`` with reasons, gates, potential and the facts worth finding out."""
    points = points_of(facts, rules)
    standing = standing_of(facts, points, rules)
    reasons = (
        Reason(found, code, _VALUES[code](facts, rules))
        for code, found in zip(PARTS, points, strict=True)
        if found
    )
    gates = tuple(Gate(code, _GATE_VALUES[code](facts)) for code in gates_of(facts, rules))
    unknown = missing(facts, rules)
    return Score(
        standing.score,
        standing.raw,
        standing.band,
        potential(facts, rules) if unknown else standing.score,
        tuple(sorted(reasons, key=lambda reason: -abs(reason.points))),
        gates,
        standing.known,
        standing.warmth,
        unknown,
    )


class Scorer:
    """Scores contacts for one day, one set of rules and one profile; make a new one when these change.

    ``rules`` are those in force, with the profile's departments and purpose already in them.
    """

    def __init__(self, rules: ScoringRules, profile: Profile, today: date) -> None:
        self.rules = for_profile(rules, profile)
        self.today = today
        self._month = 12 * today.year + today.month
        self._stale_before = (today - timedelta(days=self.rules.stale_after_days)).isoformat()
        self._months: dict[str, int | None] = {"": None}
        self._places: dict[str, str] = {}
        self._fits: dict[tuple[str, bool], tuple[str, str]] = {}
        self._standings: dict[Facts, tuple[Facts, Standing, Rank]] = {}
        self._potentials: dict[Facts, int] = {}
        self._scores: dict[Facts, Score] = {}
        self._people: dict[str, Person] = {}

    def people(
        self,
        contacts: Iterable[Contact],
        companies: Mapping[str, Company],
        histories: Mapping[str, History],
    ) -> list[Person]:
        """Everyone scored, in the given order; ``companies`` by ``same_name`` of their name.

        A contact that is the same object as the last time, with the same company and history, is not
        scored again.
        """
        seen = self._people
        found = []
        for contact in contacts:
            place = self._place(contact)
            company = companies.get(place) if place else None
            history = histories.get(contact.id, NO_HISTORY)
            person = seen.get(contact.id)
            if (
                person is None
                or person.contact is not contact
                or person.company is not company
                or person.history != history
            ):
                person = seen[contact.id] = self.person(contact, company, history)
            found.append(person)
        return found

    def person(self, contact: Contact, company: Company | None, history: History = NO_HISTORY) -> Person:
        """One contact scored."""
        facts = self.facts(contact, company, history)
        known = self._standings.get(facts)
        if known is None:
            standing = stand(facts, self.rules)
            rank = (standing.band == "X", -standing.score, -standing.raw)
            known = self._standings[facts] = (facts, standing, rank)
        # People of equal facts share one record of them: a list of 50,000 has a few hundred.
        facts, found, rank = known
        name = contact.name
        order = (rank, name.lower() if name.isascii() else name.casefold(), contact.id)
        return Person(contact, company, self._place(contact), history, found, facts.fit, order, facts)

    def score(self, person: Person) -> Score:
        """The full score of ``person``."""
        facts = person.facts
        found = self._scores.get(facts)
        if found is None:
            found = self._scores[facts] = score(facts, self.rules)
        return found

    def potential(self, person: Person) -> int:
        """The score ``person`` could reach once the unknown facts are known."""
        found = self._potentials.get(person.facts)
        if found is None:
            found = self._potentials[person.facts] = potential(person.facts, self.rules)
        return found

    def facts(self, contact: Contact, company: Company | None, history: History = NO_HISTORY) -> Facts:
        """What the score of ``contact`` depends on; the company of a contact is the one it names."""
        employed = bool(contact.company)
        rating = company.motivation if company else None
        small = (
            company is not None
            and company.staff is not None
            and company.staff < self.rules.small_company_below
        )
        known = self._fits.get((contact.department, small))
        department, fit = known or self._department(contact.department, small)
        since = contact.company_since
        months = self._months[since] if since in self._months else self._tenure(since)
        mutual = contact.mutual_connections
        touched = history.last_touch
        checked = contact.profile_checked
        return Facts(
            employed,
            rating if rating is not None else UNRATED_MOTIVATION if employed else 0,
            rating is not None,
            department,
            fit,
            contact.level if contact.level in self.rules.influence else "unknown",
            small,
            months,
            bool(contact.referral_by),
            contact.former_colleague is True,
            contact.alumni is True,
            contact.shared_community is True,
            mutual,
            mutual is not None or _names_a_path(contact),
            contact.responsiveness or (responsiveness(history, self.today) if touched else ""),
            None if touched is None else max(0, (self.today - touched).days),
            self._stale_days(checked) if checked and self.is_stale(contact) else 0,
            self._blocked(contact),
        )

    def is_stale(self, contact: Contact) -> bool:
        """Whether the facts about ``contact`` were last checked too long ago (R25)."""
        return "" < contact.profile_checked < self._stale_before

    def _place(self, contact: Contact) -> str:
        place = self._places.get(contact.company)
        if place is None:
            place = self._places[contact.company] = same_name(contact.company)
        return place

    def _department(self, word: str, small: bool) -> tuple[str, str]:
        key = department_key(word)
        key = "" if key == "unknown" else key
        found = self._fits[word, small] = (key, department_fit(key, small, self.rules))
        return found

    def _tenure(self, since: str) -> int | None:
        year, _dash, month = since.partition("-")
        months = None
        if year.isdecimal() and month[:2].isdecimal():
            months = max(0, self._month - 12 * int(year) - int(month[:2]))
        self._months[since] = months
        return months

    def _stale_days(self, checked: str) -> int:
        day = local_day(checked)
        return (self.today - day).days if day else 0

    def _blocked(self, contact: Contact) -> str:
        if contact.do_not_contact:
            return "do_not_contact"
        declined = declined_on(contact) if contact.stage_log else None
        if declined is None:
            return "declined" if contact.stage == "declined" else ""
        over = declined + timedelta(days=self.rules.declined_cooldown_days)
        return "declined" if self.today < over else ""


def declined_on(contact: Contact) -> date | None:
    """The day ``contact`` said no, unless they have been welcome again since; ``None`` if they did not."""
    for change in reversed(contact.stage_log):
        if change.to_stage == "declined":
            return local_day(change.at)
        if change.to_stage in _WELCOME_AGAIN:
            return None
    return None


def _names_a_path(contact: Contact) -> bool:
    return bool(
        contact.referral_by
        or contact.former_colleague is not None
        or contact.alumni is not None
        or contact.shared_community is not None
    )


def _warm_values(f: Facts, r: ScoringRules) -> Mapping[str, Any]:
    names = ("referral", "former_colleague", "alumni", "shared_community")
    counted = tuple(name for name in names if getattr(f, name) and getattr(r, name))
    return {"paths": counted, "mutual": f.mutual if f.mutual and mutual_points(f.mutual, r) else 0}


_VALUES: Mapping[str, Callable[[Facts, ScoringRules], Mapping[str, Any]]] = {
    "company_fit": lambda f, r: {"motivation": f.motivation, "rated": f.rated},
    "department_fit": lambda f, r: {"fit": f.fit, "department": f.department},
    "influence": lambda f, r: {
        "level": f.level,
        "decides": f.small and f.level == "executive",
        "factor": r.influence_factor[f.fit],
    },
    "tenure": lambda f, r: {"months": f.months},
    "warmth": _warm_values,
    "responsiveness": lambda f, r: {"answer": f.responsiveness},
    "recency": lambda f, r: {"days": f.touched_days_ago},
    "stale_profile": lambda f, r: {"days": f.stale_days},
}
_GATE_VALUES: Mapping[str, Callable[[Facts], Mapping[str, Any]]] = {
    "newcomer_other_department": lambda f: {"department": f.department, "months": f.months},
    "low_motivation": lambda f: {"motivation": f.motivation},
    "blocked": lambda f: {"cause": f.blocked},
}
