"""A board that keeps what it made from one view to the next shows what a board made afresh would show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from netx_tui.domain.actions import COLUMNS
from netx_tui.domain.changes import Change, Create, Delete, Update
from netx_tui.services.board import LANES, Board
from netx_tui.store.workspace import Workspace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE, LEARNED, CARDS = 3, 4, 12
QUERIES = ("", "", "person:kofi", "tag:home", "read", "due:<7d")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(os, "fsync", os.fstat)
    opened = Workspace.open(tmp_path / "netx.json", who="robin", run="one", clock=lambda: NOW)
    people: list[Change] = [Create("contacts", f"c{n}", {"name": f"Kofi {n}"}) for n in range(PEOPLE)]
    learned: list[Change] = [
        Create(
            "insights",
            f"i{n}",
            {"text": f"Trust {n}", "contact": f"c{n % PEOPLE}", "captured_at": NOW.isoformat()},
        )
        for n in range(LEARNED)
    ]
    opened.apply([*people, *learned, *(Create("actions", f"a{n}", card(n)) for n in range(CARDS))], "begun")
    yield opened
    opened.close(compact=False)


def card(number: int) -> dict[str, object]:
    return {
        "title": f"Read {number}",
        "column": COLUMNS[number % len(COLUMNS)],
        "rank": f"{number:03}",
        "contact": f"c{number % PEOPLE}",
        "insights": [f"i{number % LEARNED}"],
        "entered_column_at": (NOW - timedelta(days=number)).isoformat(),
    }


def edit(random: Random, number: int) -> Change:
    """One of the edits that change how a card, or several, look."""
    name = f"a{random.randrange(CARDS)}"
    return random.choice(
        [
            Update("actions", name, {"column": random.choice(COLUMNS), "rank": f"{random.randrange(99):03}"}),
            Update("actions", name, {"title": f"Write {number}", "tags": ["home"]}),
            Update("actions", name, {"due": f"2026-11-{random.randrange(10, 30)}"}),
            Update("actions", name, {"contact": f"c{random.randrange(PEOPLE)}"}),
            Update("actions", name, {"insights": ["i0", f"i{random.randrange(LEARNED)}"]}),
            Update("contacts", f"c{random.randrange(PEOPLE)}", {"name": f"Ayla {number}"}),
            Update("insights", f"i{random.randrange(LEARNED)}", {"contact": f"c{random.randrange(PEOPLE)}"}),
            Update("insights", f"i{random.randrange(LEARNED)}", {"actionable": "yes"}),
            Create("actions", f"b{number}", card(number)),
        ]
    )


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_edited_the_kept_cards_are_those_that_are_true(workspace: Workspace, seed: int) -> None:
    random = Random(seed)
    today = NOW

    def clock() -> datetime:
        return today

    kept = Board(workspace, clock)
    for number in range(30):
        if random.random() < 0.1:
            today += timedelta(days=random.choice((1, 3)))
        if random.random() < 0.05 and f"b{number - 1}" in workspace.actions:
            workspace.apply([Delete("actions", f"b{number - 1}")], "deleted")
        workspace.apply([edit(random, number)], "edited")
        query, lanes, dropped = random.choice(QUERIES), random.choice(LANES), random.random() < 0.3
        shown = kept.view(query, lanes, dropped=dropped)
        assert shown == Board(workspace, clock).view(query, lanes, dropped=dropped)


def test_what_did_not_change_is_the_same_object(workspace: Workspace) -> None:
    board = Board(workspace, lambda: NOW)
    before = board.view()
    workspace.apply([Update("actions", "a1", {"title": "Another"})], "renamed")
    after = board.view()
    changed = [old.id for old, new in zip(before.columns, after.columns, strict=True) if old is not new]
    assert changed == [workspace.actions["a1"].column]
    cards = zip(before.columns[1].cards, after.columns[1].cards, strict=True)
    assert [old.id for old, new in cards if old is not new] == ["a1"]
