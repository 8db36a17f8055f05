"""``netx review``: the numbers as text and as JSON."""

from __future__ import annotations

import sys

import pytest

from tests.cli.conftest import Netx


@pytest.fixture
def past(netx: Netx, ayla: str) -> str:
    """A talk with Ayla on Friday, an insight, and a card that came of it; returns the insight's id."""
    meeting = netx("meeting", "add", ayla, "--at", "2026-11-20T16:00", "--held").out.strip()
    insight = netx("insight", "add", meeting, "Trust first", "--kind", "advice").out.strip()
    netx("action", "add", "Start with one report", "--insight", insight, "--type", "skill", "--due", "+7d")
    return insight


def test_every_metric_is_a_line_with_its_counts(netx: Netx, past: str) -> None:
    said = netx("review")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "The last 28 days"
    assert lines[1] == "1 talk: 1 insight, 0 actions done, 0 referrals, 0 openings"
    ids = [line.split()[0] for line in lines if line.startswith("M")]
    assert ids == [f"M{number}" for number in range(1, 18)]
    (m10,) = (line for line in lines if line.startswith("M10 "))
    assert m10.endswith("0 of 1")
    starts = {line.index("0 of") for line in lines if line.startswith(("M1 ", "M5", "M10 "))}
    assert len(starts) == 1, "the counts stand below each other"


def test_talks_and_the_way_of_people_stand_below(netx: Netx, past: str) -> None:
    out = netx("review").out
    assert "Ayla Brandt  1" in out
    assert "known" in out
    assert "█" in out


def test_a_terminal_without_utf_8_gets_plain_letters(
    netx: Netx, past: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    out = netx("review").out
    assert out.isascii()
    assert "known        ====" in out


def test_the_json_document_has_the_keys_that_the_help_names(netx: Netx, past: str) -> None:
    found = netx("review", "--json").json
    assert list(found) == ["period_days", "summary", "metrics", "talks", "plots"]
    assert found["summary"] == {"talks": 1, "insights": 1, "actions_done": 0, "referrals": 0, "openings": 0}
    metrics = {metric["id"]: metric for metric in found["metrics"]}
    assert (metrics["M10"]["k"], metrics["M10"]["n"], metrics["M10"]["percent"]) == (0, 1, None)
    assert [part["group"] for part in metrics["M10"]["parts"]] == ["30d", "60d", "90d"]
    assert found["talks"][0]["name"] == "Ayla Brandt"
    assert [plot["key"] for plot in found["plots"]] == ["way", "use", "band", "template", "times", "talks"]
    told = netx("review", "--help").out.replace("[", " ").replace("]", " ")
    named = {word.strip(".;:,") for word in told.split()}
    for group in (found, found["summary"], metrics["M10"], found["talks"][0], found["plots"][0]):
        assert set(group) <= named


def test_the_period_may_be_told_in_days_weeks_months_and_years(netx: Netx, past: str) -> None:
    for told, days in (("7d", 7), ("12w", 84), ("3m", 90), ("1Y", 365), ("90", 90)):
        assert netx("review", "--period", told, "--json").json["period_days"] == days
    assert netx("review", "--period", "1d").out.startswith("The last day\n0 talks")


@pytest.mark.parametrize("told", ["", "0", "-3d", "soon", "28 monkeys", "101y", "99999d"])
def test_what_is_no_period_is_refused_with_an_example(netx: Netx, told: str) -> None:
    said = netx("review", f"--period={told}")
    assert said.status == 2
    assert said.out == ""
    assert "28d, 12w or 1y" in said.err


def test_without_any_data_everything_is_nought(netx: Netx) -> None:
    said = netx("review")
    assert said.status == 0
    assert "How far people came" not in said.out
    assert "M13  people told what came of their advice  0 of 0" in said.out


def test_a_name_cannot_act_on_the_terminal(netx: Netx) -> None:
    whom = netx("contact", "add", "Ann [/x] \x1b]52;c;AAAA\x07").out.strip()
    netx("meeting", "add", whom, "--at", "2026-11-20T16:00", "--held")
    out = netx("review").out
    assert "Ann [/x]" in out
    assert "\x1b" not in out


def test_no_screen_is_loaded_for_it(netx: Netx, past: str) -> None:
    before = {name for name in sys.modules if name.split(".")[0] in ("textual", "plotext")}
    netx("review")
    after = {name for name in sys.modules if name.split(".")[0] in ("textual", "plotext")}
    assert after == before
