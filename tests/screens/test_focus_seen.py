"""Where the keys go is seen, in colours and without them; nothing on the screen blinks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from netx_tui.app import NetxApp
from netx_tui.palette import Palette
from tests.screens.test_every_footer_key import PLACES, walking

STOPS = 12
"""More parts than any place has."""


def drawn(app: NetxApp) -> list[Strip]:
    """The cells of the screen, with their styles."""
    return app.screen._compositor.render_strips()


def part_of(strips: list[Strip], region: Region) -> list[Strip]:
    """The cells of one part alone: the footer names other keys anyway."""
    return [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]


def without_colour(strips: list[Strip]) -> list[list[tuple[object, ...]]]:
    """What a terminal without colours shows: signs, bold, reverse, underline."""
    return [
        [
            (segment.text, style.bold, style.reverse, style.underline) if (style := segment.style) else ()
            for segment in strip.simplify()
        ]
        for strip in strips
    ]


def restless(app: NetxApp) -> list[Widget]:
    """The lines to type in whose cursor blinks."""
    lines = [one for one in app.screen.query(Input) if one.cursor_blink]
    return [*lines, *(one for one in app.screen.query(TextArea) if one.cursor_blink)]


def blinking(app: NetxApp) -> list[str]:
    """What is drawn with a style that blinks."""
    segments = (segment for strip in drawn(app) for segment in strip)
    return [one.text for one in segments if one.style and (one.style.blink or one.style.blink2)]


@pytest.mark.parametrize("place", PLACES)
async def test_tab_goes_to_each_part_and_each_shows_that_it_has_the_focus(
    tmp_path: Path,
    now: datetime,
    screen_text: Callable[[NetxApp], str],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    # What is seen without colours is seen with them too.
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking(tmp_path, now, screen_text, (120, 40)) as walk:
        screen: Any = await walk.go(place)
        parts = [part for part in screen.focus_chain if part.focusable]
        assert parts or place in ("articles", "welcome"), "only where nothing is yet nothing has the focus"
        assert not restless(walk.app)
        assert not blinking(walk.app)
        seen: set[object] = set()
        for _stop in range(STOPS):
            if len(parts) < 2:
                break
            before, had = drawn(walk.app), walk.app.focused
            await walk.press("tab")
            await walk.pilot.pause(0.05)
            if walk.app.focused is had:
                break
            focused = walk.app.focused
            assert focused is not None
            seen.add(focused)
            was, is_now = part_of(before, focused.region), part_of(drawn(walk.app), focused.region)
            assert walk.app.no_color
            assert without_colour(was) != without_colour(is_now), focused
        if len(parts) > 1 and place != "live":
            assert set(parts) <= seen, "tab does not reach each part"


@pytest.mark.parametrize("place", ["people", "person", "agenda", "letter", "debrief", "review"])
async def test_on_a_small_terminal_in_colours_the_part_with_the_focus_looks_otherwise(
    tmp_path: Path, now: datetime, screen_text: Callable[[NetxApp], str], place: str
) -> None:
    async with walking(tmp_path, now, screen_text, (60, 20)) as walk:
        screen: Any = await walk.go(place)
        for _stop in range(len(screen.focus_chain)):
            before, had = drawn(walk.app), walk.app.focused
            await walk.press("tab")
            await walk.pilot.pause(0.05)
            focused = walk.app.focused
            if focused is had or focused is None:
                break
            region = focused.region.intersection(screen.region)
            assert part_of(before, region) != part_of(drawn(walk.app), region), focused


@pytest.mark.parametrize(
    ("digit", "keys"),
    [
        ("2", ("n",)),
        ("2", ("e",)),
        ("2", ("d",)),
        ("4", ("A",)),
        ("1", ("question_mark",)),
        ("1", ("ctrl+p",)),
    ],
)
async def test_no_cursor_blinks_in_forms_dialogs_help_and_palette(
    tmp_path: Path, now: datetime, screen_text: Callable[[NetxApp], str], digit: str, keys: tuple[str, ...]
) -> None:
    async with walking(tmp_path, now, screen_text, (100, 30)) as walk:
        await walk.press(digit)
        await walk.pilot.pause(0.1)
        for key in keys:
            await walk.press(key)
        await walk.pilot.pause(0.2)
        assert isinstance(walk.app.screen, Palette) or walk.app.screen.query("Input, TextArea, Button")
        assert not restless(walk.app)
        assert not blinking(walk.app)


def test_no_style_of_netx_blinks() -> None:
    package = Path(__file__).resolve().parents[2] / "netx_tui"
    files = [
        *package.rglob("*.py"),
        *package.rglob("*.tcss"),
        *package.parent.joinpath("themes").glob("*.yaml"),
    ]
    assert len(files) > 100
    assert [file.name for file in files if "text-style: blink" in file.read_text(encoding="utf-8")] == []
