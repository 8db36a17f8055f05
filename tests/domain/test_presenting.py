"""What others may see of a row, and what not."""

from __future__ import annotations

import pytest

from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.mails.kinds import CONGRATULATIONS
from netx_tui.domain.presenting import HIDDEN, is_private, veiled
from netx_tui.domain.review_steps import ReviewItem
from netx_tui.domain.rows import NextStep, PersonRow, TodayRow
from netx_tui.domain.today_rows import TodayLine


def step(rule: str, text: str, key: str = "m", kind: str = "") -> TodayRow:
    return TodayRow(rule, "plain", "", "mira", "", text, key, kind=kind, why="why so", name="Mira Okafor")


@pytest.mark.parametrize("kind", CONGRATULATIONS)
def test_a_step_about_any_life_event_names_only_the_person(kind: str) -> None:
    seen = veiled(TodayLine(step("N20", "Congratulate Mira Okafor", kind=kind)))
    assert (seen.row.text, seen.row.why) == (f"Mira Okafor  {HIDDEN}", "")


@pytest.mark.parametrize(
    "row",
    [
        step("N24", "Look again at Mira Okafor: 41 points, 65 when chosen", "enter"),
        step("N20", "Let Mira Okafor rest: nothing came back three times", "c"),
    ],
)
def test_points_and_silence_are_no_step_to_be_seen(row: TodayRow) -> None:
    assert is_private(row)
    assert veiled(TodayLine(row)).row.text == f"Mira Okafor  {HIDDEN}"


def test_a_step_that_is_no_secret_stays_as_it_is() -> None:
    line = TodayLine(step("N20", "Write to Mira Okafor", kind="check_in"))
    assert veiled(line) is line


def test_of_the_review_only_private_steps_are_hidden() -> None:
    secret = ReviewItem("step", "N20:mira", "Congratulate Mira Okafor", "birthday", private=True)
    assert veiled(secret)[:4] == ("step", "N20:mira", HIDDEN, "")
    open_ = secret._replace(private=False)
    assert veiled(open_) is open_


def test_that_somebody_else_would_be_better_is_not_seen() -> None:
    row = PersonRow(
        "kofi", "C", 34, "34", "Kofi", "", "", "lead", "lead", "peer", NextStep("", "→ ask Sina", "enter")
    )
    seen = veiled(row)
    assert (seen.band, seen.score, seen.fit, seen.step.text) == ("", 0, "", HIDDEN)
    invited = veiled(row._replace(step=NextStep("N10", "invite", "i")))
    assert invited.step.text == "invite"


def test_a_refusal_does_not_name_the_band() -> None:
    refused = RuleRefused("Kofi is in band C", rule="band", overridable=True)
    seen = veiled(refused)
    assert "band" not in seen.message
    assert (seen.rule, seen.overridable) == ("band", True)
    other = RuleRefused("The shortlist is full", rule="shortlist_full")
    assert veiled(other) is other
