"""Sentences that name a key name the one that works: that of the binding, or the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.binding import Binding

from netx_tui import app, screens, widgets
from netx_tui.app import Frame, Looks, NetxApp, Room
from netx_tui.screens.board import BoardScreen
from netx_tui.widgets.help_sheet import HelpSheet
from netx_tui.widgets.keys import name_keys
from tests.conftest import NOW
from tests.looks.stage import Stage
from tests.screens.driving import Driven

PACKAGE = Path(app.__file__).parent
IN_CODE = re.compile(r"""key_(?:of|for)\(\s*"([^"]+)",\s*"([^"]+)"\s*\)""")
IN_SENTENCES = re.compile(r"\{([a-z][a-z0-9_.]*)=([^{}]+)\}")


def bindings() -> dict[str, set[str]]:
    """The keys by the id of their binding."""
    modules = [app] + [
        import_module(f"{package.__name__}.{found.name}")
        for package in (screens, widgets)
        for found in iter_modules(package.__path__)
    ]
    known: dict[str, set[str]] = {}
    for module in modules:
        for thing in vars(module).values():
            for binding in vars(thing).get("BINDINGS", ()) if isinstance(thing, type) else ():
                if isinstance(binding, Binding) and binding.id:
                    known.setdefault(binding.id, set()).update(binding.key.split(","))
    known |= {f"room.{number}": {str(number)} for number in range(1, 7)}
    return known


def named() -> Iterator[tuple[str, str, str]]:
    """File, binding and usual key, wherever a sentence names one."""
    for file in sorted(PACKAGE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        # A key may stand across the lines of one sentence.
        joined = re.sub(r'"\n\s*"', "", text)
        for name, usual in (*IN_CODE.findall(text), *IN_SENTENCES.findall(joined)):
            yield file.name, name, usual


def test_each_named_key_is_the_one_of_its_binding() -> None:
    known, found = bindings(), list(named())
    wrong = [one for one in found if one[0] != "keys.py" and one[2] not in known.get(one[1], set())]
    assert len(found) > 60
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("{undo=u} puts yours back.", "f9 puts yours back."),
        ("{help=question_mark} tells, {back=escape} leads back.", "? tells, esc leads back."),
        ("Nothing {here} is {1=a} key = none.", "Nothing {here} is {1=a} key = none."),
    ],
)
def test_a_sentence_says_the_users_key_and_else_the_usual_one(sentence: str, told: str) -> None:
    assert name_keys(sentence, {"undo": "f9,ctrl+z"}) == told


class Keyed(Driven):
    """The rooms with keys of the user's own."""

    def __init__(self, stage: Stage, keymap: dict[str, str]) -> None:
        self.app = stage.app()
        self.app.looks = Looks(themes=self.app.looks.themes, keymap=keymap)
        self.app.set_keymap(keymap)


async def test_empty_columns_and_help_name_the_users_keys(
    tmp_path: Path, now: datetime, screen_text: Any
) -> None:
    stage = Stage(tmp_path / "netx.json", now, filled=False)
    run = Keyed(stage, {"board.send_right": "f8", "board.carry": "f7"})
    async with run.app.run_test(size=(120, 40)) as pilot:
        run.pilot = pilot
        await run.press("4")
        await run.shows(BoardScreen)
        await run.until(lambda: "f8 brings" in screen_text(run.app))
        await run.press("f1")
        await run.shows(HelpSheet)
        assert "f7 takes a card up" in " ".join(screen_text(run.app).split())
    stage.close()


async def test_the_steps_of_today_name_the_users_keys_also_when_they_change(
    tmp_path: Path, now: datetime, screen_text: Any
) -> None:
    stage = Stage(tmp_path / "netx.json", now)
    run = Keyed(stage, {"big.open": "f7", "today.a": "f8"})
    async with run.app.run_test(size=(120, 40)) as pilot:
        run.pilot = pilot
        await pilot.pause(0.1)
        assert "f7: open" in screen_text(run.app) and "f8 card" in screen_text(run.app)
        run.app.use_looks(Looks(themes=run.app.looks.themes, keymap={"big.open": "f9"}))
        await run.until(lambda: "f9: open" in screen_text(run.app) and "f8" not in screen_text(run.app))
    stage.close()


def test_frames_of_tests_know_no_keys_of_a_user() -> None:
    frame = Frame(now=lambda: NOW, log="/dev/null")
    assert NetxApp([Room("people", "People", "p", lambda: None)], frame).looks.keymap == {}  # type: ignore[arg-type,return-value]
