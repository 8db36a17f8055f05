"""Board, cards and their verbs on poisoned documents: all of them open, and nothing in the data acts."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from textual.pilot import Pilot

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.main import OWN_FAULT, run
from netx_tui.cli.screen_services import ServicesOfBoard, ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.actions import COLUMNS, Action
from netx_tui.domain.board_rows import Spot
from netx_tui.domain.errors import NetxError
from netx_tui.domain.meetings import Insight
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.card import CardScreen
from netx_tui.screens.card_lists import ArchiveScreen, InsightsScreen
from netx_tui.services.actions import TOP
from netx_tui.widgets.card_list import CardTable
from tests.conftest import NOW
from tests.hostile.poison import DAYS, TEXTS, VALUES, Tables, clean, written
from tests.hostile.test_screens import back, harmless

FIELDS = tuple(name for name in get_type_hints(Action) if name != "id")
LEARNED = tuple(name for name in get_type_hints(Insight) if name != "id")
ITEMS: tuple[Any, ...] = (
    {"s1": {"text": 7, "done": "yes", "rank": None}, "s2": None, "": {"text": "x"}, "\x1b[2J": {"text": "y"}},
    ["a", None, {"text": "b"}],
    {"s1": {"text": "\x1b]0;x\x07", "done": 7, "rank": []}},
    "text",
)
SIZES = ((0, 0), (1, 1), (5, 3), (200, 2), (80, 24), (160, 50))


def acting(text: str, column: str) -> dict[str, Any]:
    """A card that says ``text`` everywhere but in its column."""
    return {
        **dict.fromkeys(FIELDS, text),
        "column": column,
        "contact": "c1",
        "insights": ["i1", text],
        "tags": [text, text],
        "checklist": {"s1": {"text": text, "rank": "1"}, text: {"text": text, "done": True}},
        "history": {"h1": {"at": text, "from": text, "to": text, "reason": text, "rank": "1"}},
    }


def poisoned_board() -> Tables:
    """A card and an insight for each text that acts and for each wrong value, one of each wrong day."""
    columns = cycle(COLUMNS)
    actions: dict[str, Any] = {}
    insights: dict[str, Any] = {}
    for kind, text in TEXTS.items():
        actions[f"at_{kind}"] = acting(text, next(columns))
        actions[f"au_{kind}"] = dict.fromkeys(FIELDS, text)
        insights[f"it_{kind}"] = dict.fromkeys(LEARNED, text) | {"contact": "c1", "meeting": "m1"}
    for kind, value in VALUES.items():
        name = kind.replace(" ", "")
        actions[f"av{name}"] = dict.fromkeys(FIELDS, value)
        actions[f"aw{name}"] = dict.fromkeys(FIELDS, value) | {"column": next(columns), "title": f"W {kind}"}
        insights[f"iv{name}"] = dict.fromkeys(LEARNED, value)
        insights[f"iw{name}"] = dict.fromkeys(LEARNED, value) | {"text": f"W {kind}"}
    for place, day in enumerate(DAYS):
        dated = dict.fromkeys(("due", "nudge_on", "entered_column_at", "created"), day)
        actions[f"ad{place}"] = dated | {"title": day, "column": next(columns), "type": "book"}
        insights[f"id{place}"] = {"text": "x", "captured_at": day}
    for place, items in enumerate(ITEMS):
        listed = dict.fromkeys(("checklist", "history", "tags", "insights"), items)
        actions[f"ai{place}"] = listed | {"title": f"Items {place}", "column": next(columns)}
    actions["\x1b]0;id\x07"] = {"title": "Hostile id", "column": "next", "insights": ["\x1b[2J"]}
    insights["[/x]\x1b[2J"] = {"text": "Hostile id", "captured_at": "2026-11-20T10:00:00+00:00"}
    talk = {"contact": "c1", "at": TEXTS["csi"], "status": "held", "topic": TEXTS["click"]}
    return {
        "contacts": {"c1": {"name": TEXTS["click"] + TEXTS["csi"], "stage": "met"}},
        "meetings": {"m1": talk},
        "insights": {"i1": {"text": TEXTS["title"], "contact": "c1", "actionable": "yes"}, **insights},
        "actions": actions,
    }


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.003)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "netx.json", poisoned_board())


class Shown:
    """The app on the poisoned board."""

    def __init__(self, path: Path, now: datetime) -> None:
        options = Namespace(data=str(path), config="", now="", color="never")
        session = Session(options, {"HOME": str(path.parent)})
        session.clock = lambda: now
        self.workspace = session._open()
        shortlists = session.shortlists_on(self.workspace)
        talks = ServicesOfTalks(session, self.workspace, shortlists)
        self.services = ServicesOfBoard(session, self.workspace, talks)
        room = Room("board", "Board", "b", partial(BoardScreen, shortlists, self.services))
        self.app = NetxApp([room], Frame(now=lambda: now, log=str(path.parent / "netx.log")))

    @property
    def screen(self) -> BoardScreen:
        screen = self.app.screen
        assert isinstance(screen, BoardScreen), screen
        return screen


@pytest.fixture
def shown(path: Path, now: datetime) -> Iterator[Shown]:
    made = Shown(path, now)
    yield made
    made.workspace.close(compact=False)


async def press(shown: Shown, pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    harmless(shown.app)


# -- the screens ---------------------------------------------------------------------------------------


async def test_one_walks_over_a_poisoned_board_and_carries_its_cards(shown: Shown) -> None:
    async with shown.app.run_test(size=(160, 50), notifications=True) as pilot:
        shown.screen.action_fold()
        total = sum(len(column.cards) for column in shown.screen.board.view.columns)
        assert total == len(shown.workspace.actions) + len(shown.workspace.insights) - 1
        for column in COLUMNS:
            shown.screen.board.go_column(column)
            for _card in range(len(shown.screen.board._stack.cards)):
                await press(shown, pilot, "j")
            await press(shown, pilot, "space", "l", "k", "escape", "K")
        await press(shown, pilot, "s", "s", "s", "slash", *"ann", "enter", "escape")
        assert shown.app.is_running


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_poisoned_board_stands_in_every_terminal(shown: Shown, size: tuple[int, int]) -> None:
    async with shown.app.run_test(size=size, notifications=True) as pilot:
        await press(shown, pilot, "j", "l", "j", "space", "l", "j", "escape", "s", "z", "G", "v", "escape")
        assert shown.app.is_running


async def test_every_poisoned_card_opens(shown: Shown) -> None:
    async with shown.app.run_test(size=(80, 24), notifications=True) as pilot:
        names = [*shown.workspace.actions, *shown.workspace.insights]
        card = CardScreen(shown.screen.shortlists, shown.services, names[0])
        await shown.app.push_screen(card)
        for name in names:
            card.show_card(name)
            assert card.lines.rows and card.target() == shown.services.board.row(name)
            await press(shown, pilot, "G")
        assert shown.app.is_running


async def test_the_forms_of_poisoned_cards_open_and_save(shown: Shown) -> None:
    async with shown.app.run_test(size=(80, 24), notifications=True) as pilot:
        shown.screen.action_fold()
        for place, name in enumerate([*shown.workspace.actions][::5]):
            shown.screen.show_card(name)
            await press(shown, pilot, "emtTdL"[place % 6])
            await pilot.pause()
            await press(shown, pilot, "tab", "ctrl+s")
            await back(shown.app, pilot, BoardScreen)
        for name in [*shown.workspace.insights][::9]:
            shown.screen.show_card(name)
            await press(shown, pilot, "a")
            await back(shown.app, pilot, BoardScreen)
        assert shown.app.is_running


async def test_the_poisoned_archive_and_all_insights_open(shown: Shown) -> None:
    async with shown.app.run_test(size=(80, 24), notifications=True) as pilot:
        for key, kind in (("D", ArchiveScreen), ("I", InsightsScreen)):
            await press(shown, pilot, key)
            screen = shown.app.screen
            assert isinstance(screen, kind)
            rows = screen.query_one(CardTable).rows
            assert rows
            for _row in rows:
                await press(shown, pilot, "j")
            await press(shown, pilot, "q")


# -- the verbs -----------------------------------------------------------------------------------------


def test_every_poisoned_card_moves_is_changed_and_ticked_or_refused_in_a_clean_sentence(
    shown: Shown,
) -> None:
    actions, board = shown.services.actions, shown.services.board
    for name in list(shown.workspace.actions):
        for column in COLUMNS:
            for call in (
                partial(actions.move, [name], Spot(column, TOP), reason="so"),
                partial(actions.check_next, name),
                partial(actions.set, [name], {"title": "T", "tags": "a;b", "due": "+3d"}),
            ):
                try:
                    said = call()
                except NetxError as error:
                    said = error.message
                assert clean(said), (name, said)
        assert board.row(name).title == "T"


@pytest.fixture
def file(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETX_NOW", NOW.isoformat())
    monkeypatch.setenv("NETX_DATA", str(path))
    monkeypatch.setenv("TERM", "xterm-256color")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a verb says, which must be clean, and its end orderly."""
    capsys.readouterr()
    status = run(list(words))
    out, err = capsys.readouterr()
    assert status != OWN_FAULT and "Traceback" not in err, (words, err)
    assert clean(out) and clean(err), words
    return out


@pytest.mark.parametrize(
    "words",
    [
        ("action", "list"),
        ("action", "list", "--column", "dropped"),
        ("action", "list", "type:book", "due:<7d"),
        ("insight", "list"),
        ("export", "actions", "--to", "md"),
    ],
    ids=" ".join,
)
def test_a_verb_that_reads_says_nothing_that_acts(
    words: tuple[str, ...], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, *words)


def test_every_poisoned_card_is_told_to_a_script(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = poisoned_board()
    told = json.loads(said(capsys, "action", "list", "--json"))
    assert {row["id"] for row in told} == set(tables["actions"])
    learned = json.loads(said(capsys, "insight", "list", "--json"))
    assert {row["id"] for row in learned} == set(tables["insights"])


def test_the_verbs_for_a_poisoned_card_end_orderly(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verbs = (
        ("set", "title=T", "tags=a;b", "size=s"),
        ("move", "next"),
        ("move", "dropped", "--reason", "so"),
        ("check", "1"),
        ("set", "checklist=[x] a"),
        ("move", "done", "--override", "so"),
    )
    for place, name in enumerate(poisoned_board()["actions"]):
        verb, *words = verbs[place % len(verbs)]
        said(capsys, "action", verb, name, *words)
