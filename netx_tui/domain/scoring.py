"""The score of a contact (``product/1-choose.md``): whole points, each with a reason, gates last.

``raw`` is the sum of eight parts, ``score`` the sum after clamping and gates. ``Scorer`` scores many
contacts for one day, one set of rules and one profile, and remembers what it found: lists need only a
``Standing``; the reasons, gates and potential of a ``Score`` are made for those that are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import exp
from typing import Any, NamedTuple

from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.history import NO_HISTORY, History, responsiveness
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import WHOLE, ScoringRules, Steps, department_key, for_profile
from netx_tui.domain.text import same_name
from netx_tui.domain.workdays import local_day

UNRATED_MOTIVATION = 2
"""What a company counts as while nobody has rated it (``decisions.md``)."""
BEST_LEVEL = "hiring_manager"
BEST_MONTHS = 60
PARTS = (
    "company_fit",
    "department_fit",
    "influence",
    "tenure",
    "warmth",
    "responsiveness",
    "recency",
    "stale_profile",
)
"""The parts of the sum in the formula's order; a reason's code is one of them."""
_WELCOME_AGAIN = frozenset(("shortlisted", "invited", "in_dialogue", "scheduled", "met", "in_touch"))


class Facts(NamedTuple):
    """Everything the score of one contact depends on, and nothing else."""

    company: bool
    motivation: int
    rated: bool
    department: str
    fit: str
    level: str
    small: bool
    months: int | None
    referral: bool
    former_colleague: bool
    alumni: bool
    shared_community: bool
    mutual: int | None
    path: bool
    responsiveness: str
    touched_days_ago: int | None
    stale_days: int
    blocked: str


class Standing(NamedTuple):
    """The score without its reasons: what lists sort and filter by."""

    score: int
    raw: int
    band: str
    warmth: int
    known: int


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
    order: tuple[bool, int, int, str, str]


def fit_text(score: Score) -> str:
    """The score as shown: ``78``, or ``16..66`` where too little is known."""
    return f"{score.score}..{score.potential}" if score.band == "?" else str(score.score)


def score(facts: Facts, rules: ScoringRules) -> Score:
    """The score of ``facts`` with reasons, gates, potential and the facts worth finding out."""
    points = _points(facts, rules)
    standing = _standing(facts, points, rules)
    reasons = (
        Reason(found, code, _values(code, facts, rules))
        for code, found in zip(PARTS, points, strict=True)
        if found
    )
    gates = tuple(Gate(code, _gate_values(code, facts)) for code in _gates(facts, rules))
    return Score(
        standing.score,
        standing.raw,
        standing.band,
        potential(facts, rules),
        tuple(sorted(reasons, key=lambda reason: -abs(reason.points))),
        gates,
        standing.known,
        standing.warmth,
        _missing(facts, rules),
    )


def stand(facts: Facts, rules: ScoringRules) -> Standing:
    """The score of ``facts`` alone, many times faster than ``score``."""
    return _standing(facts, _points(facts, rules), rules)


def potential(facts: Facts, rules: ScoringRules) -> int:
    """The score if every unknown core fact had its best value; company and path stay as they are."""
    best: dict[str, Any] = {}
    for changes in _unknown(facts).values():
        best |= changes
    return stand(facts._replace(**best), rules).score


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
        self._standings: dict[Facts, Standing] = {}
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
        seen, places = self._people, self._places
        found = []
        for contact in contacts:
            place = places.get(contact.company)
            if place is None:
                place = places[contact.company] = same_name(contact.company)
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
        found = self._standings.get(facts)
        if found is None:
            found = self._standings[facts] = stand(facts, self.rules)
        order = (found.band == "X", -found.score, -found.raw, contact.name.casefold(), contact.id)
        place = same_name(contact.company)
        return Person(contact, company, place, history, found, facts.fit, order)

    def score(self, person: Person) -> Score:
        """The full score of ``person``."""
        facts = self.facts(person.contact, person.company, person.history)
        found = self._scores.get(facts)
        if found is None:
            found = self._scores[facts] = score(facts, self.rules)
        return found

    def potential(self, person: Person) -> int:
        """The score ``person`` could reach once the unknown facts are known."""
        return potential(self.facts(person.contact, person.company, person.history), self.rules)

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
            self._stale_days(checked) if checked and checked < self._stale_before else 0,
            self._blocked(contact),
        )

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
        if not contact.stage_log:
            return "declined" if contact.stage == "declined" else ""
        declined = declined_on(contact)
        if declined is None:
            return ""
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


def department_fit(department: str, small: bool, rules: ScoringRules) -> str:
    """How ``department`` (a key) stands to the wanted ones: one of ``scoring_rules.FITS``.

    General management (``management``, ``board``) decides everything in a ``small`` firm and is near to
    everything in a big one.
    """
    targets = rules.target_departments
    if not department or not targets:
        return "unknown"
    if department in targets:
        return "same"
    if department in rules.general_management:
        wanted = small or not set(targets).isdisjoint(rules.general_management)
        return "same" if wanted else "adjacent"
    if department in rules.adjacent_departments:
        return "adjacent"
    return "recruiting" if department == "recruiting" else "other"


def mutual_points(count: int, rules: ScoringRules) -> int:
    """Points for ``count`` mutual connections: most at the peak, fewer for a hub who knows everybody."""
    share = count / rules.mutual_peak
    return int(rules.mutual_max * share * exp(1 - share) + 0.5)


def _names_a_path(contact: Contact) -> bool:
    return bool(
        contact.referral_by
        or contact.former_colleague is not None
        or contact.alumni is not None
        or contact.shared_community is not None
    )


def _points(f: Facts, r: ScoringRules) -> tuple[int, ...]:
    """The eight parts of the sum in the order of ``PARTS``."""
    return (
        r.points_per_motivation * f.motivation,
        r.department_fit[f.fit],
        _influence(f, r),
        _tenure_points(f.months, r),
        _warmth(f, r),
        r.responsiveness[f.responsiveness] if f.responsiveness in r.responsiveness else 0,
        _step(f.touched_days_ago, r.recency) if f.touched_days_ago is not None else 0,
        r.stale_points if f.stale_days else 0,
    )


def _standing(f: Facts, points: tuple[int, ...], r: ScoringRules) -> Standing:
    raw = sum(points)
    found = max(r.lowest, min(raw, r.highest))
    for code in _gates(f, r):
        found = min(found, r.gate_max[code])
    known = f.company + (f.department != "") + (f.level != "unknown") + (f.months is not None) + f.path
    if f.blocked:
        band = "X"
    elif known < r.min_known_facts:
        band = "?"
    else:
        band = next((name for name, least in r.bands if found >= least), r.bands[-1][0])
    return Standing(found, raw, band, points[4], known)


def _gates(f: Facts, r: ScoringRules) -> list[str]:
    gates = []
    if f.fit == "other" and f.months is not None and f.months < r.newcomer_below_months:
        gates.append("newcomer_other_department")
    if f.company and f.motivation <= r.low_motivation_at_most:
        gates.append("low_motivation")
    if f.blocked:
        gates.append("blocked")
    return gates


def _influence(f: Facts, r: ScoringRules) -> int:
    level = BEST_LEVEL if f.small and f.level == "executive" else f.level
    return _scaled(r.influence[level], r.influence_factor[f.fit])


def _tenure_points(months: int | None, r: ScoringRules) -> int:
    if months is None:
        return 0
    points = _step(months, r.tenure)
    return _scaled(points, r.tenure_factor) if points < 0 else points


def _warmth(f: Facts, r: ScoringRules) -> int:
    points = mutual_points(f.mutual, r) if f.mutual else 0
    if f.referral:
        points += r.referral
    if f.former_colleague:
        points += r.former_colleague
    if f.alumni:
        points += r.alumni
    if f.shared_community:
        points += r.shared_community
    return min(points, r.warmth_cap)


def _step(value: int, steps: Steps) -> int:
    """The points of the first range that ``value`` is below; the last range is open."""
    for below, points in steps:
        if below is None or value < below:
            return points
    return 0


def _scaled(points: int, factor: int) -> int:
    """``points`` times ``factor`` millionths, rounded half away from zero."""
    product = points * factor
    size = (2 * abs(product) + WHOLE) // (2 * WHOLE)
    return size if product >= 0 else -size


def _unknown(f: Facts) -> dict[str, dict[str, Any]]:
    """The best value of each unknown core fact, in the order in which ties are named."""
    found: dict[str, dict[str, Any]] = {}
    if not f.department:
        found["department"] = {"fit": "same"}
    if f.level == "unknown":
        found["level"] = {"level": BEST_LEVEL}
    if f.months is None:
        found["tenure"] = {"months": BEST_MONTHS}
    return found


def _missing(f: Facts, r: ScoringRules) -> tuple[tuple[str, int], ...]:
    alone = [(fact, stand(f._replace(**best), r).score) for fact, best in _unknown(f).items()]
    return tuple(sorted(alone, key=lambda item: -item[1]))


def _values(code: str, f: Facts, r: ScoringRules) -> Mapping[str, Any]:
    match code:
        case "company_fit":
            return {"motivation": f.motivation, "rated": f.rated}
        case "department_fit":
            return {"fit": f.fit, "department": f.department}
        case "influence":
            hiring = f.small and f.level == "executive"
            return {"level": f.level, "small": hiring, "factor": r.influence_factor[f.fit]}
        case "tenure":
            return {"months": f.months}
        case "warmth":
            names = ("referral", "former_colleague", "alumni", "shared_community")
            counted = tuple(name for name in names if getattr(f, name) and getattr(r, name))
            return {"paths": counted, "mutual": f.mutual if f.mutual and mutual_points(f.mutual, r) else 0}
        case "responsiveness":
            return {"answer": f.responsiveness}
        case "recency":
            return {"days": f.touched_days_ago}
        case _:
            return {"days": f.stale_days}


def _gate_values(code: str, f: Facts) -> Mapping[str, Any]:
    if code == "newcomer_other_department":
        return {"department": f.department, "months": f.months}
    return {"motivation": f.motivation} if code == "low_motivation" else {"cause": f.blocked}
