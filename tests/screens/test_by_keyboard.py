"""What the mouse can do, keys can do."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widget import Widget

import netx_tui.screens
import netx_tui.widgets
from netx_tui.app import NetxApp
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.header import HeaderLine
from netx_tui.widgets.live_list import LiveList
from netx_tui.widgets.status_line import StatusLine
from tests.screens.test_every_footer_key import ROOMS, walking

ELSEWHERE = {
    FilterBar: "slash, on each screen with a filter",
    FooterLine: "its own keys",
    HeaderLine: "the digits and g with a letter",
    LiveList: "up and down in the line one notes in",
}
"""Clickable parts that never have the focus, and the keys that do the same."""


def parts() -> Iterator[type[Widget]]:
    """Every part netx itself draws."""
    for package in (netx_tui.widgets, netx_tui.screens):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for found in vars(importlib.import_module(module.name)).values():
                ours = isinstance(found, type) and found.__module__ == module.name
                if ours and issubclass(found, Widget):
                    yield found


def takes_clicks(part: type[Widget]) -> bool:
    """Whether a click does something there."""
    own = [base for base in part.__mro__ if base.__module__.startswith("netx_tui.")]
    return any(name in vars(base) for base in own for name in ("on_click", "on_mouse_down"))


def has_keys(part: type[Widget]) -> bool:
    """Whether keys are bound there, by netx."""
    own = [base for base in part.__mro__ if base.__module__.startswith("netx_tui.")]
    return any(isinstance(one, Binding) for base in own for one in vars(base).get("BINDINGS", ()))


def is_in(app: NetxApp, mode: str) -> bool:
    """Whether the app shows that room."""
    return app.current_mode == mode


CLICKABLE = sorted({part for part in parts() if takes_clicks(part)}, key=lambda part: part.__qualname__)


def test_there_are_parts_to_click() -> None:
    assert len(CLICKABLE) > 10
    assert set(ELSEWHERE) <= set(CLICKABLE)
    assert not takes_clicks(StatusLine)


@pytest.mark.parametrize("part", CLICKABLE, ids=lambda part: part.__qualname__)
def test_what_can_be_clicked_can_have_the_focus_or_has_keys_elsewhere(part: type[Widget]) -> None:
    reached = part.can_focus or hasattr(part, "dismiss")
    assert reached or part in ELSEWHERE
    assert has_keys(part) or part in ELSEWHERE or part.__qualname__ == "LetterPage"


async def test_each_room_of_the_header_has_its_digit_and_its_letter(
    tmp_path: Path, now: datetime, screen_text: Callable[[NetxApp], str]
) -> None:
    async with walking(tmp_path, now, screen_text, (100, 30)) as walk:
        reached: list[tuple[str, str]] = []
        for tab in walk.app.screen.query_one(HeaderLine).tabs:
            await walk.press(tab.key)
            await walk.until(partial(is_in, walk.app, tab.mode))
            await walk.press("1", "g", tab.letter)
            await walk.until(partial(is_in, walk.app, tab.mode))
            reached.append((tab.key, tab.mode))
        assert reached == [(digit, mode) for mode, digit in ROOMS.items()]


@pytest.mark.parametrize("digit", ["2", "4", "5"])
async def test_a_filter_opens_without_the_mouse(
    tmp_path: Path, now: datetime, screen_text: Callable[[NetxApp], str], digit: str
) -> None:
    async with walking(tmp_path, now, screen_text, (100, 30)) as walk:
        await walk.press(digit)
        await walk.pilot.pause(0.15)
        await walk.press("slash")
        await walk.until(lambda: isinstance(walk.app.focused, FilterBar))
        await walk.press("escape")
        await walk.until(lambda: not isinstance(walk.app.focused, FilterBar))
        assert walk.app.focused is not None
