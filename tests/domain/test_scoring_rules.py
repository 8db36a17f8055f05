"""The numbers of the score are read from data and refused with the key and what is wanted."""

from __future__ import annotations

from typing import Any

import pytest

from netx_tui.domain.errors import BadInput
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import WHOLE, for_profile, rules_from
from tests.domain import examples


def changed(path: str, value: Any) -> dict[str, Any]:
    """The shipped data with one value replaced."""
    data = examples.data()
    *groups, last = path.split(".")
    place = data
    for name in groups:
        place = place[name]
    place[last] = value
    return data


def test_the_file_that_ships_is_read() -> None:
    assert examples.RULES.influence["department_head"] == 18
    assert examples.RULES.influence_factor["adjacent"] == 700_000
    assert examples.RULES.tenure[-1] == (None, 10)
    assert examples.RULES.bands == (("A", 65), ("B", 45), ("C", 25), ("D", 0))


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("warmth.cap", "many", "scoring.warmth.cap in the scoring rules must be a whole number from 0"),
        ("warmth.mutual.peak", 0, "scoring.warmth.mutual.peak"),
        ("warmth", 5, "scoring.warmth in the scoring rules must be a group"),
        ("influence.peer", True, "scoring.influence.peer"),
        ("influence.peer", 6.5, "scoring.influence.peer"),
        ("influence_factor.other", "half", "scoring.influence_factor.other .* number from 0 to 10"),
        ("influence_factor.other", float("nan"), "scoring.influence_factor.other"),
        ("clamp", [100, 0], r"scoring.clamp .* two whole numbers like \[0, 100\]"),
        ("profile.target_departments", "data", r"scoring.profile.target_departments .* list of words"),
        ("tenure", [], "scoring.tenure"),
        ("tenure", [{"below": 6, "points": 1}], "scoring.tenure .* rising limits"),
        (
            "tenure",
            [{"below": 9, "points": 1}, {"below": 6, "points": 1}, {"below": None, "points": 2}],
            "rising",
        ),
        ("tenure", [{"below": 9, "point": 1}, {"below": None, "points": 2}], r"scoring.tenure\[0\].points"),
        ("tenure", [9], r"scoring.tenure\[0\] in the scoring rules must be a group"),
        ("bands", {"A": 45, "B": 65, "C": 25, "D": 0}, "scoring.bands .* falling scores"),
        ("shortlist.size", 0, "scoring.shortlist.size"),
        ("better_person.min_motivation", 9, "scoring.better_person.min_motivation"),
        ("influense", {}, "no scoring rule scoring.influense. Here one can set: bands"),
        ("gates.blocked.cap", 1, "no scoring rule scoring.gates.blocked.cap"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_is_wanted(path: str, value: Any, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        rules_from(changed(path, value))


def test_a_missing_value_is_named() -> None:
    data = examples.data()
    del data["recency"]
    with pytest.raises(BadInput, match=r"scoring\.recency is missing"):
        rules_from(data)


def test_anything_but_a_group_is_refused() -> None:
    for data in ([], None, "scoring"):
        with pytest.raises(BadInput, match="group of settings"):
            rules_from(data)  # type: ignore[arg-type]


def test_other_numbers_give_other_scores() -> None:
    rules = rules_from(changed("influence.department_head", 10))
    assert examples.score_of(examples.AYLA, examples.scorer(rules=rules)).score == 70


def test_newcomers_may_be_forgiven_for_any_purpose() -> None:
    rules = rules_from(changed("tenure_purpose_factor", {"default": 1, "entry_path": 0.3, "grow": 0.5}))
    factors = [
        for_profile(rules, Profile(purpose=name)).tenure_factor for name in ("grow", "get_in", "decide_path")
    ]
    assert factors == [500_000, 300_000, WHOLE]


def test_a_wanted_department_is_never_only_adjacent() -> None:
    rules = for_profile(examples.RULES, Profile(target_departments=("Data", "engineering")))
    assert rules.target_departments == ("data", "engineering")
    assert rules.adjacent_departments == ("product", "research")
