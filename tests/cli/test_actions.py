"""Actions as whole command lines: the board as text, and the moves of its cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Netx


@pytest.fixture
def book(netx: Netx, ayla: str) -> str:
    """A book that Ayla recommended, in Next."""
    words = ("action", "add", "Read Deep Work", "--type", "book", "--contact", ayla)
    return netx(*words).out.strip()


def column(netx: Netx, action: str) -> str:
    rows = {row["id"]: row for row in netx("action", "list", "--json").json}
    return str(rows[action]["column"])


def test_a_card_goes_its_way_from_the_inbox_to_done(netx: Netx, book: str) -> None:
    assert column(netx, book) == "next"
    netx("action", "set", book, "cue=Sat 9:00", "step=order it")
    netx("action", "move", book, "doing")
    for step in ("1", "2", "3"):
        netx("action", "check", book, step)
    netx("action", "set", book, "evidence=Focus is a habit")
    moved = netx("action", "move", book, "done", "--json").json
    assert (moved["column"], moved["evidence"]) == ("done", "Focus is a habit")
    assert [move["to"] for move in moved["history"]] == ["doing", "done"]


def test_a_refused_move_says_what_is_missing_and_changes_nothing(netx: Netx, book: str) -> None:
    refused = netx("action", "move", book, "doing")
    assert "when ..., then I ..." in refused.err and not refused.out and refused.status == 1
    assert "From Next a card can go to: Doing, Inbox, Dropped." in netx("action", "move", book, "done").err
    assert "say in a few words why" in netx("action", "move", book, "dropped").err
    assert column(netx, book) == "next"


def test_a_full_column_takes_one_more_with_a_reason(netx: Netx) -> None:
    plan = ("--type", "book", "--due", "fri", "--cue", "Sat", "--step", "read")
    cards = [netx("action", "add", f"Book {n}", *plan).out.strip() for n in range(4)]
    for card in cards[:3]:
        netx("action", "move", card, "doing")
    assert "Doing is full: 3 of 3" in netx("action", "move", cards[3], "doing").err
    netx("action", "move", cards[3], "doing", "--override", "exam on Friday")
    assert "Doing 4/3" in netx("action", "list").out


def test_the_list_is_a_board_in_text(netx: Netx, book: str) -> None:
    netx("action", "add", "Ask about pay")
    lines = netx("action", "list").out.splitlines()
    assert lines[0] == "Inbox 1" and "Ask about pay" in lines[1]
    assert lines[3] == "Next 1/7" and lines[4].split()[:4] == [book, "Read", "Deep", "Work"]
    assert netx("action", "list", "--column", "doing").out == ""
    assert netx("action", "list", "type:book").out.splitlines()[0] == "Next 1/7"


def test_an_empty_board_says_how_it_fills(netx: Netx) -> None:
    assert "`netx action add`" in netx("action", "list").err


def test_a_card_made_of_an_insight_names_it(netx: Netx, ayla: str) -> None:
    insight = netx("insight", "add", ayla, "Read Deep Work").out.strip()
    card = netx("action", "add", "Read Deep Work", "--insight", insight, "--json").json
    assert (card["insights"], card["contact"]) == ([insight], ayla)
    assert netx("insight", "list", "--json").json[0]["actionable"] == "yes"
    netx("undo")
    assert netx("insight", "list", "--json").json[0]["actionable"] == "undecided"


def test_cards_are_put_in_order(netx: Netx) -> None:
    first, second = (netx("action", "add", title).out.strip() for title in ("First", "Second"))
    assert [row["id"] for row in netx("action", "list", "--json").json] == [second, first]
    netx("action", "move", first, "inbox", "--before", second)
    assert [row["id"] for row in netx("action", "list", "--json").json] == [first, second]


@pytest.mark.parametrize(
    ("words", "why", "status"),
    [
        (("add", " "), "must not be empty", 2),
        (("add", "x" * 201), "200 are enough", 2),
        (("add", "Read", "--due", "31.2."), "does not exist", 2),
        (("add", "Read", "--type", "rocket"), "rocket", 2),
        (("add", "Read", "--insight", "nope"), "no insight 'nope'", 1),
        (("add", "Read", "--contact", "Nobody"), "nobody called 'Nobody'", 1),
        (("move", "nope", "next"), "no action 'nope'", 1),
        (("list", "colour:red"), "colour", 2),
        (("list", "due:soonish"), "due:<7d", 2),
    ],
)
def test_what_makes_no_sense_is_told(netx: Netx, words: tuple[str, ...], why: str, status: int) -> None:
    answer = netx("action", *words)
    assert why in answer.err and answer.status == status and not answer.out


def test_the_users_own_names_and_limits_of_columns_hold(netx: Netx, book: str) -> None:
    config = Path(netx("locate", "config").out.strip())
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("board:\n  names: {next: Soon}\n  limits: {next: 1}\n", "utf-8")
    assert netx("action", "list").out.splitlines()[0] == "Soon 1/1"
    assert "Added to Inbox" in netx("action", "add", "Another", "--type", "article").err
    config.write_text("board:\n  names: {soon: x}\n  limits: {doing: many}\n", "utf-8")
    told = netx("action", "list").err
    assert "board.names.soon" in told and "board.limits.doing" in told and "line 2" in told
