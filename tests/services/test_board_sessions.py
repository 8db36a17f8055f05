"""Two sessions on one board: whatever is moved and taken back, every card stands in one place for both."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netx_tui.domain.actions import COLUMNS
from netx_tui.domain.board_columns import Columns
from netx_tui.domain.board_rows import Spot
from netx_tui.domain.errors import NetxError
from netx_tui.services.actions import Actions
from netx_tui.services.board import Board
from netx_tui.store.workspace import Workspace

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIMITS_OFF = Columns(limits=dict.fromkeys(COLUMNS, 0))
CARDS = 6
ALL = {
    "cue": "Sat",
    "step": "go",
    "waiting_for": "Kofi",
    "nudge_on": "+3d",
    "evidence": "done",
    "type": "promise",
    "due": "+3d",
}

steps = st.one_of(
    st.tuples(
        st.just("move"),
        st.integers(0, 1),
        st.integers(0, CARDS - 1),
        st.sampled_from(COLUMNS),
        st.integers(-1, CARDS - 1),
    ),
    st.tuples(st.sampled_from(["undo", "redo", "poll"]), st.integers(0, 1)),
)


class Session:
    """One of the two, with what it sees."""

    def __init__(self, path: Path, run: str) -> None:
        self.workspace = Workspace.open(path, who=run, run=run, clock=lambda: NOW)
        self.actions = Actions(self.workspace, lambda: NOW, LIMITS_OFF)
        self.board = Board(self.workspace, lambda: NOW, LIMITS_OFF)

    def move(self, card: str, column: str, before: str) -> None:
        action = self.actions.action(card)
        ticks = [step.id for step in action.checklist]
        values = {} if action.column == column else ALL
        self.actions.move(
            [card], Spot(column, before), values=values, ticks=ticks, reason="so", override="so"
        )

    def columns(self) -> dict[str, list[str]]:
        return {
            column.id: [card.id for card in column.cards] for column in self.board.view(dropped=True).columns
        }


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=25))
def test_every_card_stands_in_one_place_and_both_sessions_agree(moves) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made, *both = [Session(Path(folder) / "n.json", run) for run in ("made", "mine", "theirs")]
        cards = [made.actions.add({"title": f"Card {n}"}) for n in range(CARDS)]
        for session in both:
            session.workspace.poll()
        for move in moves:
            session = both[move[1]]
            try:
                if move[0] == "move":
                    session.move(cards[move[2]], move[3], cards[move[4]] if move[4] >= 0 else "")
                elif move[0] == "poll":
                    session.workspace.poll()
                else:
                    getattr(session.workspace, move[0])()
            except NetxError:
                continue
        for session in both:
            session.workspace.poll()
        assert both[0].columns() == both[1].columns()
        shown = [card for column in both[0].columns().values() for card in column]
        assert sorted(shown) == sorted(cards)
        for session in both:
            session.workspace.close(compact=False)


@given(st.lists(st.tuples(st.integers(0, CARDS - 1), st.integers(-1, CARDS - 1)), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_card_stands_where_it_was_put_and_undo_puts_it_back(moves) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Session(Path(folder) / "n.json", "made")
        one = Session(Path(folder) / "n.json", "mine")
        cards = [made.actions.add({"title": f"Card {n}"}) for n in range(CARDS)]
        one.workspace.poll()
        for number, place in moves:
            before = one.columns()["inbox"]
            target = cards[place] if place >= 0 and place != number else ""
            wanted = [card for card in before if card != cards[number]]
            wanted.insert(wanted.index(target) if target else len(wanted), cards[number])
            one.actions.move([cards[number]], Spot("inbox", target))
            assert one.columns()["inbox"] == wanted
            if wanted != before:
                one.workspace.undo()
                assert one.columns()["inbox"] == before
                one.workspace.redo()
        one.workspace.close(compact=False)
