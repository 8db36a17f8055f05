"""The rules that ship, under the user's own numbers and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.config.paths import Paths
from netx_tui.config.rules import merge, scoring_rules, title_rules
from netx_tui.config.settings import Settings, load_settings
from netx_tui.domain.errors import BadInput
from netx_tui.domain.scoring_rules import ScoringRules
from netx_tui.domain.titles import guess


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "rules").mkdir()
    return Paths({"HOME": str(tmp_path)}, config=str(tmp_path / "config.yaml"))


def configured(paths: Paths, text: str) -> Settings:
    Path(paths.config).write_text(text)
    return load_settings(paths.config)


def shipped_rules(paths: Paths) -> ScoringRules:
    return scoring_rules(Settings(), paths)[0]


def test_the_rules_that_ship_have_no_problem(paths: Paths) -> None:
    rules, problems = scoring_rules(Settings(), paths)
    assert problems == ()
    assert rules.points_per_motivation == 4


def test_a_number_in_the_settings_overrides_only_itself(paths: Paths) -> None:
    rules, problems = scoring_rules(configured(paths, "scoring: {influence: {senior: 10}}\n"), paths)
    assert problems == ()
    assert dict(rules.influence) == {**shipped_rules(paths).influence, "senior": 10}


def test_the_settings_win_over_the_users_rules_and_those_over_what_ships(paths: Paths) -> None:
    own = Path(paths.rules) / "scoring.yaml"
    own.write_text("scoring:\n  company_fit: {points_per_motivation: 3}\n  min_known_facts: 2\n")
    settings = configured(paths, "scoring: {min_known_facts: 4}\n")
    rules, _problems = scoring_rules(settings, paths)
    assert (rules.points_per_motivation, rules.min_known_facts) == (3, 4)


def test_the_users_rules_may_leave_out_the_outermost_name(paths: Paths) -> None:
    (Path(paths.rules) / "scoring.yaml").write_text("min_known_facts: 2\n")
    assert scoring_rules(Settings(), paths)[0].min_known_facts == 2


def test_one_wrong_number_is_named_with_its_line_and_costs_only_itself(paths: Paths) -> None:
    settings = configured(paths, "scoring:\n  min_known_facts: 2\n  influence:\n    senior: many\n")
    rules, (problem,) = scoring_rules(settings, paths)
    assert problem.startswith(f"{paths.config}, line 4: ")
    assert "influence.senior" in problem
    assert rules.min_known_facts == 2
    assert rules.influence == shipped_rules(paths).influence


def test_an_unknown_rule_is_answered_with_the_nearest(paths: Paths) -> None:
    settings = configured(paths, "scoring:\n  min_know_facts: 2\n")
    rules, (problem,) = scoring_rules(settings, paths)
    assert "line 2" in problem
    assert "Did you mean 'min_known_facts'?" in problem
    assert rules == shipped_rules(paths)


def test_rules_that_are_no_yaml_are_an_error(paths: Paths) -> None:
    (Path(paths.rules) / "scoring.yaml").write_text("a: b: c\n")
    with pytest.raises(BadInput, match=r"scoring\.yaml, line 1"):
        scoring_rules(Settings(), paths)


def test_the_titles_that_ship_have_no_problem(paths: Paths) -> None:
    rules, problems = title_rules(paths)
    assert problems == ()
    assert guess("Head of Data", rules) == ("department_head", "data")


def test_a_wrong_entry_in_the_users_titles_is_named(paths: Paths) -> None:
    (Path(paths.rules) / "titles.yaml").write_text("levels:\n  wizard: wizard, mage\n")
    rules, problems = title_rules(paths)
    assert len(problems) == 1
    assert "line 2" in problems[0]
    assert guess("Head of Data", rules) == ("department_head", "data")


def test_merging_replaces_lists_and_leaves_its_inputs_alone() -> None:
    base = {"a": {"b": 1, "c": [1, 2]}, "d": 4}
    assert merge(base, {"a": {"c": [3]}, "e": 5}) == {"a": {"b": 1, "c": [3]}, "d": 4, "e": 5}
    assert base == {"a": {"b": 1, "c": [1, 2]}, "d": 4}
