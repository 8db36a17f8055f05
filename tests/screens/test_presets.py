"""The shipped keymaps, walked: what hands know from elsewhere moves here too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.config.keymaps import PRESETS
from netx_tui.palette import Palette
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.person import PersonScreen
from netx_tui.widgets.help_sheet import HelpSheet
from netx_tui.widgets.people_table import PeopleTable
from tests.looks.stage import Stage
from tests.screens.driving import Driven

Walked = Callable[["Hands"], Awaitable[None]]


class Hands(Driven):
    """Somebody in front of the list of people."""

    @property
    def row(self) -> int:
        """Where the cursor stands."""
        return self.app.screen.query_one(PeopleTable).cursor

    async def moves(self, key: str, row: int) -> None:
        await self.press(key)
        await self.until(lambda: self.row == row)

    async def pages(self, on: str, back: str) -> None:
        await self.press(on)
        await self.until(lambda: self.row > 1)
        await self.moves(back, 0)

    async def leads_to(self, key: str, screen: type[object]) -> None:
        await self.press(key)
        await self.shows(screen)


async def _vim(hands: Hands) -> None:
    last = len(hands.app.screen.query_one(PeopleTable).rows) - 1
    await hands.moves("j", 1)
    await hands.moves("k", 0)
    await hands.moves("G", last)
    await hands.press("g")
    await hands.moves("g", 0)
    await hands.pages("ctrl+d", "ctrl+u")
    await hands.pages("ctrl+f", "ctrl+b")
    await hands.leads_to("colon", Palette)
    await hands.leads_to("escape", PeopleScreen)


async def _emacs(hands: Hands) -> None:
    last = len(hands.app.screen.query_one(PeopleTable).rows) - 1
    await hands.moves("ctrl+n", 1)
    await hands.moves("ctrl+p", 0)
    await hands.moves("alt+greater_than_sign", last)
    await hands.moves("alt+less_than_sign", 0)
    await hands.pages("ctrl+v", "alt+v")
    await hands.leads_to("alt+x", Palette)
    await hands.leads_to("escape", PeopleScreen)
    await hands.leads_to("enter", PersonScreen)
    await hands.leads_to("ctrl+g", PeopleScreen)
    await hands.press("ctrl+s")
    await hands.until(lambda: not isinstance(hands.app.focused, PeopleTable))


@pytest.mark.parametrize(("name", "walk"), [("vim", _vim), ("emacs", _emacs)])
async def test_the_moves_of_a_keymap_work_and_help_shows_them(
    tmp_path: Path,
    now: datetime,
    screen_text: Callable[..., str],
    name: str,
    walk: Walked,
) -> None:
    stage = Stage(tmp_path / "netx.json", now)
    hands = Hands()
    hands.app = stage.app()
    async with hands.app.run_test(size=(80, 24)) as pilot:
        hands.pilot = pilot
        hands.app.use_looks(replace(hands.app.looks, keymap=PRESETS[name]))
        await hands.leads_to("2", PeopleScreen)
        await hands.leads_to("question_mark", HelpSheet)
        assert "ctrl+" in screen_text(hands.app)
        await hands.leads_to("escape", PeopleScreen)
        await walk(hands)
        await hands.app.switch_mode("board")
        await hands.shows(BoardScreen)
    stage.close()
