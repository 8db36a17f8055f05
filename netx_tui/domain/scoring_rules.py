"""The numbers behind a score: ``rules/scoring.yaml`` as one checked, frozen record."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from netx_tui.domain.contacts import LEVELS, RESPONSIVENESS
from netx_tui.domain.errors import BadInput
from netx_tui.domain.profile import PURPOSES, Profile
from netx_tui.i18n import _

WHOLE = 1_000_000
"""Factors are kept in millionths, so that rounding stays on whole numbers."""
FITS = ("same", "adjacent", "recruiting", "other", "unknown")
"""How a person's department stands to the wanted ones."""
GATES = ("newcomer_other_department", "low_motivation", "blocked")
BANDS = ("A", "B", "C", "D")
_LIMIT = 1000
_DAYS = 100_000

Steps = tuple[tuple[int | None, int], ...]


class ScoringRules(NamedTuple):
    """Every number of ``scoring.yaml``; points are whole, factors are millionths (``WHOLE`` is 1.0)."""

    lowest: int
    highest: int
    target_departments: tuple[str, ...]
    adjacent_departments: tuple[str, ...]
    general_management: tuple[str, ...]
    points_per_motivation: int
    department_fit: Mapping[str, int]
    influence: Mapping[str, int]
    influence_factor: Mapping[str, int]
    small_company_below: int
    tenure: Steps
    tenure_purpose_factor: Mapping[str, int]
    warmth_cap: int
    referral: int
    former_colleague: int
    alumni: int
    shared_community: int
    mutual_peak: int
    mutual_max: int
    responsiveness: Mapping[str, int]
    recency: Steps
    stale_after_days: int
    stale_points: int
    newcomer_below_months: int
    low_motivation_at_most: int
    gate_max: Mapping[str, int]
    declined_cooldown_days: int
    bands: tuple[tuple[str, int], ...]
    min_known_facts: int
    min_gain: int
    min_motivation: int
    shortlist_size: int
    max_per_company: int
    open_invitations_per_company: int
    invitations_per_week: int
    purpose: str = "learn_field"

    @property
    def tenure_factor(self) -> int:
        """What a negative tenure is multiplied by, in millionths: a newcomer knows the way in best."""
        factors = self.tenure_purpose_factor
        if self.purpose in factors:
            return factors[self.purpose]
        return factors["entry_path" if self.purpose == "get_in" else "default"]


def department_key(word: str) -> str:
    """The key by which departments compare; the user's own words count like the known ones."""
    return "_".join(word.casefold().split())


def for_profile(rules: ScoringRules, profile: Profile) -> ScoringRules:
    """``rules`` for what this user is looking for; an empty list of the profile leaves that of the rules.

    The adjacent departments of the rules belong to their targets: they are dropped when the profile
    names only other targets and no neighbours of its own.
    """
    own = _keys(profile.target_departments)
    targets = own or rules.target_departments
    neighbours = _keys(profile.adjacent_departments)
    if not neighbours and set(targets) & set(rules.target_departments):
        neighbours = rules.adjacent_departments
    return rules._replace(
        target_departments=targets,
        adjacent_departments=tuple(word for word in neighbours if word not in targets),
        purpose=profile.purpose,
    )


class _Section:
    """One mapping of the file, read key by key; it knows its dotted name and which keys were asked for."""

    def __init__(self, path: str, data: object) -> None:
        if not isinstance(data, Mapping):
            raise BadInput(_("{key} in the scoring rules must be a group of settings.").format(key=path))
        self.path = path
        self.data: Mapping[str, Any] = data
        self.asked: dict[str, _Section | None] = {"version": None}

    def wrong(self, key: str, wanted: str) -> BadInput:
        """The error for ``key``: it must be ``wanted``."""
        name = f"{self.path}.{key}" if key else self.path
        return BadInput(_("{key} in the scoring rules must be {wanted}.").format(key=name, wanted=wanted))

    def section(self, key: str) -> "_Section":
        """The group of settings under ``key``."""
        known = self.asked.get(key)
        if known is None:
            known = self.asked[key] = _Section(f"{self.path}.{key}", self._get(key))
        return known

    def number(self, key: str, low: int = -_LIMIT, high: int = _LIMIT) -> int:
        """The whole number under ``key``."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            wanted = _("a whole number from {low} to {high}").format(low=low, high=high)
            raise self.wrong(key, wanted)
        return value

    def pair(self, key: str) -> tuple[int, int]:
        """The two rising numbers under ``key``."""
        value = self._get(key)
        if isinstance(value, list) and len(value) == 2 and all(type(item) is int for item in value):
            low, high = value
            if -_LIMIT <= low < high <= _LIMIT:
                return low, high
        raise self.wrong(key, _("two whole numbers like [0, 100], the smaller one first"))

    def words(self, key: str) -> tuple[str, ...]:
        """The list of words under ``key``."""
        value = self._get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, _("a list of words like [data, product]"))
        return _keys(tuple(value))

    def numbers(self, key: str, names: tuple[str, ...]) -> Mapping[str, int]:
        """A whole number for each of ``names``."""
        group = self.section(key)
        return {name: group.number(name) for name in names}

    def factors(self, key: str, names: tuple[str, ...], optional: tuple[str, ...] = ()) -> Mapping[str, int]:
        """A factor from 0 to 10 for each of ``names``, in millionths."""
        group = self.section(key)
        found = (*names, *(name for name in optional if name in group.data))
        return {name: group.factor(name) for name in found}

    def factor(self, key: str) -> int:
        """The factor from 0 to 10 under ``key``, in millionths."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 10:
            raise self.wrong(key, _("a number from 0 to 10"))
        return round(value * WHOLE)

    def steps(self, key: str) -> Steps:
        """The points per range under ``key``: rising limits, the last one open."""
        wanted = _("a list of 'below' and 'points' with rising limits; the last 'below' is null")
        value = self._get(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, wanted)
        steps: list[tuple[int | None, int]] = []
        for place, item in enumerate(value):
            row = _Section(f"{self.path}.{key}[{place}]", item)
            last = place == len(value) - 1
            steps.append((None if last else row.number("below", 0, _DAYS), row.number("points")))
            if last and row._get("below") is not None:
                raise self.wrong(key, wanted)
            row.finish()
        limits = [below for below, _points in steps if below is not None]
        if limits != sorted(set(limits)):
            raise self.wrong(key, wanted)
        return tuple(steps)

    def finish(self) -> None:
        """Raise ``BadInput`` for a key nobody asked for, here and in the groups below."""
        for key in self.data:
            if key not in self.asked:
                raise BadInput(
                    _("There is no scoring rule {key}. Here one can set: {known}.").format(
                        key=f"{self.path}.{key}",
                        known=", ".join(sorted(self.asked.keys() - {"version"})),
                    )
                )
        for group in self.asked.values():
            if group is not None:
                group.finish()

    def _get(self, key: str) -> Any:
        self.asked.setdefault(key, None)
        if key not in self.data:
            raise BadInput(_("{key} is missing in the scoring rules.").format(key=f"{self.path}.{key}"))
        return self.data[key]


def rules_from(data: Mapping[str, Any]) -> ScoringRules:
    """The rules in ``data``, which is what stands under ``scoring:`` in the YAML file.

    Raises ``BadInput`` that names the dotted key and what is wanted there.
    """
    top = _Section("scoring", data)
    lowest, highest = top.pair("clamp")
    rules = ScoringRules(
        lowest=lowest,
        highest=highest,
        **_looking_for(top.section("profile")),
        points_per_motivation=top.section("company_fit").number("points_per_motivation", low=0),
        department_fit=top.numbers("department_fit", FITS),
        influence=top.numbers("influence", LEVELS),
        influence_factor=top.factors("influence_factor", FITS),
        small_company_below=top.number("small_company_below", 0, 10_000_000),
        tenure=top.steps("tenure"),
        tenure_purpose_factor=top.factors("tenure_purpose_factor", ("default", "entry_path"), PURPOSES),
        **_warmth(top.section("warmth")),
        responsiveness=top.numbers("responsiveness", RESPONSIVENESS),
        recency=top.steps("recency"),
        stale_after_days=top.section("stale_profile").number("after_days", 0, _DAYS),
        stale_points=top.section("stale_profile").number("points"),
        **_gates(top.section("gates")),
        declined_cooldown_days=top.number("declined_cooldown_days", 0, _DAYS),
        bands=_bands(top),
        min_known_facts=top.number("min_known_facts", 0, 5),
        min_gain=top.section("better_person").number("min_gain", 0),
        min_motivation=top.section("better_person").number("min_motivation", 0, 5),
        **_shortlist(top.section("shortlist")),
    )
    top.finish()
    return rules


def _looking_for(section: _Section) -> dict[str, Any]:
    names = ("target_departments", "adjacent_departments", "general_management")
    return {name: section.words(name) for name in names}


def _warmth(section: _Section) -> dict[str, Any]:
    mutual = section.section("mutual")
    names = ("referral", "former_colleague", "alumni", "shared_community")
    return {
        "warmth_cap": section.number("cap", 0),
        **{name: section.number(name) for name in names},
        "mutual_peak": mutual.number("peak", 1),
        "mutual_max": mutual.number("max", 0),
    }


def _gates(section: _Section) -> dict[str, Any]:
    gates = {name: section.section(name) for name in GATES}
    return {
        "newcomer_below_months": gates["newcomer_other_department"].number("below_months", 0),
        "low_motivation_at_most": gates["low_motivation"].number("at_most", -1, 5),
        "gate_max": {name: gate.number("max_score") for name, gate in gates.items()},
    }


def _bands(top: _Section) -> tuple[tuple[str, int], ...]:
    found = top.numbers("bands", BANDS)
    bands = tuple((name, found[name]) for name in BANDS)
    limits = list(found.values())
    if limits != sorted(set(limits), reverse=True):
        raise top.wrong("bands", _("falling scores: A above B above C above D"))
    return bands


def _shortlist(section: _Section) -> dict[str, Any]:
    return {
        "shortlist_size": section.number("size", 1),
        "max_per_company": section.number("max_per_company", 1),
        "open_invitations_per_company": section.number("open_invitations_per_company", 1),
        "invitations_per_week": section.number("invitations_per_week", 1),
    }


def _keys(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for word in words if (key := department_key(word))))
