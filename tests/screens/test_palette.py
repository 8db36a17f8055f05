"""The palette finds every verb of netx, wherever one is; the colours are seen while one chooses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input, OptionList

from netx_tui.app import NetxApp
from netx_tui.palette import Palette
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.talks import TalksScreen
from netx_tui.screens.theme_picker import ThemePicker
from netx_tui.screens.today import TodayScreen
from netx_tui.widgets.forms import FormDialog
from tests.looks.stage import Stage
from tests.screens.driving import Driven


class Run(Driven):
    """The six rooms on the sample, with what was saved in the settings."""

    def __init__(self, stage: Stage) -> None:
        self.saved: list[tuple[str, object]] = []
        self.app: NetxApp = stage.app()
        self.app.frame = replace(
            self.app.frame, save_setting=lambda name, value: self.saved.append((name, value))
        )

    async def open(self, typed: str = "") -> list[str]:
        """Open the palette and type; the lines it offers then."""
        await self.press("colon")
        await self.shows(Palette)
        await self.pilot.pause(0.1)
        await self.press(*typed)
        await self.pilot.pause(0.4)
        lines = self.app.screen.query_one(CommandList)
        return [str(lines.get_option_at_index(n).prompt).split("\n")[0] for n in range(lines.option_count)]


@pytest.fixture
async def run(tmp_path: Path, now: datetime) -> AsyncIterator[Run]:
    stage = Stage(tmp_path / "netx.json", now)
    run = Run(stage)
    async with on(run):
        yield run
    stage.close()


@asynccontextmanager
async def on(run: Run) -> AsyncIterator[None]:
    async with run.app.run_test(size=(120, 40), notifications=True) as pilot:
        run.pilot = pilot
        await run.shows(TodayScreen)
        yield


async def test_it_offers_this_screen_first_then_the_others_then_netx(run: Run) -> None:
    lines = await run.open()
    wanted = ("Snooze  z", "Go to Board  4", "Board: Find  /", "People: Import  i", "netx: Undo  u")
    assert all(line in lines for line in wanted)
    here = next(n for n, line in enumerate(lines) if line.startswith("Go to"))
    there = next(n for n, line in enumerate(lines) if line.startswith("Board:"))
    own = next(n for n, line in enumerate(lines) if line.startswith("netx:"))
    assert 0 < here < there < own
    assert not any(line.startswith("Today:") for line in lines)


async def test_a_verb_is_found_by_what_its_sentence_says(run: Run) -> None:
    assert "netx: Mouse  f2" in await run.open("leave the mouse to")


async def test_every_line_names_its_key(run: Run) -> None:
    lines = await run.open("people import")
    assert lines[0] == "People: Import  i"


async def test_a_verb_of_another_screen_is_done_there(run: Run) -> None:
    await run.open("people new")
    await run.press("enter")
    await run.shows(FormDialog)
    await run.press("escape")
    await run.shows(PeopleScreen)


async def test_a_verb_for_the_row_under_the_cursor_is_for_the_one_of_that_screen(run: Run) -> None:
    await run.open("talks time")
    await run.press("enter")
    await run.shows(FormDialog)
    assert isinstance(run.app.screen_stack[-2], TalksScreen)


async def test_what_cannot_be_done_there_says_so(run: Run) -> None:
    await run.press("4")
    board = await run.shows(BoardScreen)
    await run.press(*"/nothing-is-called-so", "enter", "1")
    await run.shows(TodayScreen)
    await run.open("board edit")
    await run.press("enter")
    await run.until(lambda: "cannot be done here" in board.status_line.text)


async def test_nothing_found_is_said(run: Run) -> None:
    assert await run.open("xyzzyx") == ["Nothing in netx is called like that."]
    await run.press("enter")
    await run.shows(TodayScreen)


async def test_its_cursor_does_not_blink(run: Run) -> None:
    await run.open()
    assert not run.app.screen.query_one(Input).cursor_blink


async def test_the_theme_under_the_cursor_is_shown_and_enter_keeps_it(run: Run) -> None:
    await run.open("colours")
    await run.press("enter")
    picker = await run.shows(ThemePicker)
    names = [name for name, _label in picker._options]
    assert picker.query_one(OptionList).highlighted == names.index("netx-dark")
    await run.press("down")
    await run.until(lambda: run.app.theme == "netx-light")
    assert run.saved == []
    await run.press("enter")
    await run.shows(TodayScreen)
    assert (run.app.theme, run.saved) == ("netx-light", [("theme", "netx-light")])


async def test_escape_puts_the_colours_back(run: Run) -> None:
    await run.open("colours")
    await run.press("enter")
    await run.shows(ThemePicker)
    await run.press("up", "up")
    await run.until(lambda: run.app.theme != "netx-dark")
    await run.press("escape")
    await run.until(lambda: run.app.theme == "netx-dark")
    assert run.saved == []


async def test_the_settings_open_in_the_users_editor_and_are_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[-1], 'a').write('theme: netx-light\\n')\n")
    file = tmp_path / "mine.yaml"
    looks = run.app.looks
    run.app.frame = replace(
        run.app.frame,
        environ={"EDITOR": f"{sys.executable} {script}"},
        settings_file=lambda: str(file),
        reload=lambda: replace(looks, theme="netx-light") if file.exists() else None,
    )
    monkeypatch.setattr(type(run.app), "suspend", lambda _app: nullcontext())
    await run.open("settings")
    await run.press("enter")
    await run.until(lambda: run.app.theme == "netx-light")
    assert file.read_text() == "theme: netx-light\n"


def test_the_verbs_of_the_other_rooms_are_loaded_soon_after_the_start(tmp_path: Path) -> None:
    script = """
import asyncio, sys
from datetime import UTC, datetime
from netx_tui import app
from netx_tui.screens.base import NetxScreen

app.AHEAD_SECONDS = 0.01
frame = app.Frame(now=lambda: datetime(2026, 11, 23, tzinfo=UTC), log="/dev/null")
shown = app.NetxApp([app.Room("one", "One", "o", NetxScreen)], frame)
shown._do_chores = lambda: None


async def looks() -> None:
    print("netx_tui.screens.review" in sys.modules)
    async with shown.run_test() as pilot:
        for _look in range(300):
            await pilot.pause(0.02)
            if "netx_tui.screens.review" in sys.modules:
                break
        print("netx_tui.screens.review" in sys.modules)


asyncio.run(looks())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.stdout.split() == ["False", "True"], done.stderr
