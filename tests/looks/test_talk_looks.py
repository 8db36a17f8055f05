"""How the screens around a talk look: plain text at two or three sizes, in German, and in the light theme.

``REWRITE_LOOKS=1 pytest tests/looks`` takes the pictures anew; look at what changed before keeping it.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import netx_tui
from netx_tui import i18n
from netx_tui.app import NetxApp
from netx_tui.config.theme_files import DEFAULT_THEME
from tests.looks.keeping import different, screen_text, settled
from tests.looks.stage import REST, Stage

WIDE, USUAL, SMALL = (120, 40), (80, 24), (60, 20)
IN_ALL_SIZES = ("agenda", "live", "board", "board_carried", "today", "touch", "review_begun", "numbers")
SIZES = dict.fromkeys(IN_ALL_SIZES, (WIDE, USUAL, SMALL))
"""The sizes of those that are looked at in more than the two usual ones."""
WAYS: dict[str, tuple[Callable[[Stage], Any] | None, tuple[str, ...]]] = {
    "talks": (None, ("3",)),
    "agenda": (Stage.agenda, ("down",)),
    "agenda_carried": (Stage.agenda, ("down", "space", "down")),
    "bank": (Stage.agenda, ("a",)),
    "live": (Stage.live, ()),
    "debrief": (Stage.debrief, ("down",)),
    "letter": (Stage.letter, ()),
    "person_past": (Stage.person, ()),
    "board": (None, ("4", "l", "j")),
    "board_carried": (None, ("4", "l", "space", "l", "j")),
    "board_lanes": (None, ("4", "s")),
    "board_form": (None, ("4", "a")),
    "card": (None, ("4", "l", "enter")),
    "insights": (None, ("4", "I")),
    "today": (None, ()),
    "today_below": (None, ("down", "down")),
    "touch": (None, ("5",)),
    "touch_promise": (None, ("5", "w")),
    "month": (None, ("5", "M", "l")),
    "inbox": (None, ("5", "a")),
    "review": (None, ("6",)),
    "review_begun": (None, ("6", "enter", "down")),
    "numbers": (None, ("6", "p")),
    "people_presented": (None, ("2", "P")),
    "person_presented": (Stage.person, ("P",)),
    "palette_today": (None, ("colon",)),
    "themes": (None, ("colon", *"colours", "enter", "down")),
}
"""The screen that is opened, and the keys that are pressed there."""
LOOKS = [(name, size) for name in WAYS for size in SIZES.get(name, (WIDE, USUAL))]
IN_GERMAN = [
    (name, size)
    for name in (
        "agenda",
        "letter",
        "board",
        "today",
        "touch",
        "review_begun",
        "talks",
        "palette_today",
        "numbers",
    )
    for size in (WIDE, USUAL)
]
IN_COLOUR = [
    (name, theme)
    for name in ("agenda", "live", "board_carried", "today", "touch", "numbers")
    for theme in (DEFAULT_THEME, "netx-light")
]


@pytest.fixture
def opened(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(os, "fsync", os.fstat)
    # how long the pilot looks whether the app has become idle, behind each key
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.006)

    @asynccontextmanager
    async def run(name: str, size: tuple[int, int], theme: str = DEFAULT_THEME) -> AsyncIterator[NetxApp]:
        stage = Stage(tmp_path / "netx.json", now, theme)
        build, keys = WAYS[name]
        app = stage.app()
        async with app.run_test(size=size) as pilot:
            if build is not None:
                await app.push_screen(build(stage))
            await pilot.press(*keys)
            await settled(app, pilot, REST)
            yield app
        stage.close()

    return run


@pytest.fixture
def german(tmp_path: Path) -> None:
    """The catalogue as it is written, not as it was when netx was installed."""
    folder = tmp_path / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = Path(netx_tui.__file__).parent / "locales" / "de" / "LC_MESSAGES" / "netx.po"
    with source.open("rb") as written, (folder / "netx.mo").open("wb") as compiled:
        write_mo(compiled, read_po(written, locale="de"))
    assert i18n.use("de", str(tmp_path / "locales")) == "de"


@pytest.mark.parametrize(("name", "size"), LOOKS, ids=str)
async def test_the_screens_of_talks_look_as_they_did(
    name: str, size: tuple[int, int], opened: Callable[..., Any]
) -> None:
    async with opened(name, size) as app:
        wrong = different(f"{name}_{size[0]}x{size[1]}.txt", screen_text(app))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("name", "size"), IN_GERMAN, ids=str)
async def test_in_german_they_look_as_they_did(
    name: str, size: tuple[int, int], opened: Callable[..., Any], german: None
) -> None:
    async with opened(name, size) as app:
        wrong = different(f"{name}_de_{size[0]}x{size[1]}.txt", screen_text(app))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("name", "theme"), IN_COLOUR)
async def test_their_colours_are_as_they_were(name: str, theme: str, opened: Callable[..., Any]) -> None:
    async with opened(name, USUAL, theme) as app:
        wrong = different(f"{name}_{theme}.svg", app.export_screenshot(title="netx"))
    assert not wrong, "\n".join(wrong)
