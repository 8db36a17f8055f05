"""The formula of the score: from the facts of one contact to whole points (``product/1-choose.md``).

``raw`` is the sum of eight parts; the score is ``raw`` clamped, with the gates applied last.
"""

from math import exp
from typing import Any, NamedTuple

from netx_tui.domain.scoring_rules import WHOLE, ScoringRules, Steps

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


def stand(facts: Facts, rules: ScoringRules) -> Standing:
    """The score of ``facts`` alone, many times faster than with reasons."""
    return standing_of(facts, points_of(facts, rules), rules)


def potential(facts: Facts, rules: ScoringRules) -> int:
    """The score if every unknown core fact had its best value; company and path stay as they are."""
    best: dict[str, Any] = {}
    for changes in _unknown(facts).values():
        best |= changes
    return stand(facts._replace(**best), rules).score


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


MOST_MUTUAL = 100_000
"""More than anybody can have in common; the file may say anything."""


def mutual_points(count: int, rules: ScoringRules) -> int:
    """Points for ``count`` mutual connections: most at the peak, fewer for a hub who knows everybody."""
    share = max(0, min(count, MOST_MUTUAL)) / rules.mutual_peak
    return int(rules.mutual_max * share * exp(1 - share) + 0.5)


def points_of(f: Facts, r: ScoringRules) -> tuple[int, ...]:
    """The eight parts of the sum in the order of ``PARTS``."""
    return (
        r.points_per_motivation * f.motivation,
        r.department_fit[f.fit],
        _influence(f, r),
        _tenure_points(f.months, r),
        _warmth(f, r),
        r.responsiveness.get(f.responsiveness, 0),
        _step(f.touched_days_ago, r.recency) if f.touched_days_ago is not None else 0,
        r.stale_points if f.stale_days else 0,
    )


def standing_of(f: Facts, points: tuple[int, ...], r: ScoringRules) -> Standing:
    """Score, band and what lists show beside them, from the parts of the sum."""
    raw = sum(points)
    found = max(r.lowest, min(raw, r.highest))
    for code in gates_of(f, r):
        found = min(found, r.gate_max[code])
    known = f.company + (f.department != "") + (f.level != "unknown") + (f.months is not None) + f.path
    if f.blocked:
        band = "X"
    elif known < r.min_known_facts:
        band = "?"
    else:
        band = next((name for name, least in r.bands if found >= least), r.bands[-1][0])
    return Standing(found, raw, band, points[4], known)


def gates_of(f: Facts, r: ScoringRules) -> list[str]:
    """The gates whose condition holds, whether or not they lower this score."""
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


def missing(f: Facts, r: ScoringRules) -> tuple[tuple[str, int], ...]:
    """Each unknown core fact with the score its best value alone leads to, the most valuable first."""
    alone = [(fact, stand(f._replace(**best), r).score) for fact, best in _unknown(f).items()]
    return tuple(sorted(alone, key=lambda item: -item[1]))
