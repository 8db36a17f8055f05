"""Staying in touch as whole command lines."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Netx


@pytest.fixture
def met(netx: Netx, ayla: str) -> str:
    """Ayla, met on 10 November, in the circle *active*."""
    netx("contact", "set", ayla, "tier=active")
    netx("touch", "add", ayla, "--kind", "meeting", "--channel", "in_person", "--on", "2026-11-10")
    return ayla


def test_the_list_says_whom_when_and_why(netx: Netx, met: str) -> None:
    row = netx("touch", "list", "--json").json[0]
    assert (row["id"], row["due"], row["severity"], row["kind"]) == (met, "2027-02-08", "", "expert_question")
    assert row["strip"] == "...........f" and row["last"] == "Tue 10 Nov meeting"
    assert netx("touch", "list").out.split()[:5] == ["Mon", "8", "Feb", "Ayla", "Brandt"]


def test_every_key_of_the_list_is_told_in_the_help(netx: Netx, met: str) -> None:
    told = " ".join(netx("touch", "list", "--help").out.split())
    assert all(f" {key}" in told for key in netx("touch", "list", "--json").json[0])


def test_a_query_narrows_the_list(netx: Netx, met: str) -> None:
    assert netx("touch", "list", "circle:active", "ayla").out
    empty = netx("touch", "list", "due:late")
    assert (empty.status, empty.out, empty.err.strip()) == (0, "", "Nobody fits.")
    wrong = netx("touch", "list", "circel:active")
    assert wrong.status == 2 and "Did you mean 'circle:'?" in wrong.err


def test_where_nobody_is_in_a_circle_the_way_there_is_told(netx: Netx, ayla: str) -> None:
    said = netx("touch", "list")
    assert said.status == 0 and not said.out and "tier=active" in said.err
    assert netx("touch", "list", "--json").json == []


def test_what_was_given_is_kept(netx: Netx, met: str) -> None:
    words = ("--kind", "message", "--channel", "email", "--give", "a name", "--json")
    touch = netx("touch", "add", met, *words).json
    assert (touch["give"], touch["direction"], touch["on"]) == ("a name", "out", "2026-11-23")
    assert netx("touch", "list", "--json").json[0]["due"] == "2027-02-22"
    netx("undo")
    assert netx("touch", "list", "--json").json[0]["due"] == "2027-02-08"


def test_another_clock_shows_another_day(netx: Netx, met: str) -> None:
    late = netx("--now", "2027-02-10T09:00+01:00", "touch", "list", "overdue:>1", "--json").json[0]
    assert (late["due_text"], late["severity"]) == ("2d late", "red")
