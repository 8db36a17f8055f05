"""Every key a footer shows does something, and there is a way back from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from netx_tui.app import NetxApp
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.welcome import WelcomeScreen
from netx_tui.widgets.keys import KeyHint
from tests.looks.stage import Stage
from tests.screens.driving import Driven

ROOMS = {
    "today": "1",
    "people": "2",
    "talks": "3",
    "board": "4",
    "touch": "5",
    "review": "6",
}
BY_KEYS = {
    "companies": ("2", "c"),
    "person by enter": ("2", "enter"),
    "agenda by enter": ("3", "enter"),
    "insights": ("4", "I"),
    "archive": ("4", "D"),
    "card": ("4", "right", "enter"),
    "month": ("5", "M"),
    "articles": ("5", "a"),
    "numbers": ("6", "p"),
}
MADE = ("agenda", "live", "debrief", "letter", "person", "welcome")
PLACES = (*ROOMS, *BY_KEYS, *MADE)
NARROW = (60, 20)
LEAST_SHOWN = 4
LEAVING = frozenset({"back", "quit", "live.end"})
"""What leaves the place is tried last, so to say: by every way back."""


class Walk(Driven):
    """The rooms on the sample, and how a place in them is reached."""

    def __init__(self, stage: Stage, text: Callable[[NetxApp], str]) -> None:
        self.stage, self._text = stage, text
        self.app = stage.app()

    async def go(self, place: str) -> NetxScreen[Any]:
        """Go to ``place``."""
        before = self.app.screen
        if place in MADE:
            made = self._welcome() if place == "welcome" else getattr(self.stage, place)()
            self.app.push_screen(made)
            await self.shows(type(made))
        else:
            for key in BY_KEYS.get(place) or (ROOMS[place],):
                before = self.app.screen
                await self.press(key)
                await self.pilot.pause(0.15)
            if place != "today":
                await self.until(lambda: self.app.screen is not before)
        await self.pilot.pause(0.15)
        screen = self.app.screen
        assert isinstance(screen, NetxScreen), screen
        return screen

    def _welcome(self) -> WelcomeScreen:
        """The page of the first start, on people who are there already."""
        return WelcomeScreen(self.stage._shortlists, lambda _values: None)

    def seen(self) -> tuple[object, ...]:
        """All that can tell somebody that a key did something."""
        told = tuple(notification.message for notification in self.app._notifications)
        return self.app.screen, self._text(self.app), self.app.focused, told, self.app.clipboard

    async def back_to(self, place: Screen[Any]) -> bool:
        """Go back with escape; whether that led there."""
        for _step in range(6):
            if self.app.screen is place:
                return True
            await self.press("escape")
            await self.pilot.pause(0.05)
        return self.app.screen is place


@asynccontextmanager
async def walking(
    folder: Path, now: datetime, text: Callable[[NetxApp], str], size: tuple[int, int]
) -> AsyncIterator[Walk]:
    stage = Stage(folder / "netx.json", now)
    walk = Walk(stage, text)
    async with walk.app.run_test(size=size, notifications=True) as pilot:
        walk.pilot = pilot
        await pilot.pause(0.1)
        yield walk
    stage.close()


def keys_of(screen: NetxScreen[Any]) -> list[KeyHint]:
    """The keys the footer shows now."""
    return list(screen.footer_line.visible_hints())


def key_to_press(walk: Walk, hint: KeyHint) -> str:
    """The key of ``hint`` as the framework calls it."""
    found = (
        key
        for key, live in walk.app.screen.active_bindings.items()
        if live.binding.id == hint.id and live.enabled
    )
    return next(found)


@pytest.mark.parametrize("place", PLACES)
async def test_each_key_of_the_footer_does_something(
    tmp_path: Path, now: datetime, screen_text: Callable[[NetxApp], str], place: str
) -> None:
    tried: set[str] = set()
    for round_ in range(12):
        folder = tmp_path / str(round_)
        folder.mkdir()
        async with walking(folder, now, screen_text, (80, 24)) as walk:
            screen = await walk.go(place)
            while True:
                hint = next((one for one in keys_of(screen) if one.id not in tried | LEAVING), None)
                if hint is None:
                    return
                tried.add(hint.id)
                before = walk.seen()
                await walk.press(key_to_press(walk, hint))
                for _look in range(40):
                    await walk.pilot.pause(0.02)
                    if walk.seen() != before:
                        break
                assert walk.seen() != before, f"{hint.keys[0]} ({hint.label}) does nothing on {place}"
                if not await walk.back_to(screen):
                    break  # it led elsewhere: begin anew
    raise AssertionError("too many ways lead away")


@pytest.mark.parametrize("place", PLACES)
async def test_the_footer_holds_what_matters_and_every_place_has_help_and_a_way_back(
    tmp_path: Path,
    now: datetime,
    screen_text: Callable[[NetxApp], str],
    place: str,
) -> None:
    async with walking(tmp_path, now, screen_text, NARROW) as walk:
        screen = await walk.go(place)
        hints = keys_of(screen)
        assert len([hint for hint in screen.footer_line.hints if hint.shown]) < LEAST_SHOWN or (
            LEAST_SHOWN <= len(hints) <= 8
        )
        # while somebody types in a talk, a question mark is one
        assert hints[-1].id == ("back" if place == "live" else "help")
        line = screen_text(walk.app).splitlines()[-1]
        assert "…" not in line
        assert all(f"{hint.keys[0]} {hint.label}" in line for hint in hints)
        await walk.press("f1")
        await walk.until(lambda: walk.app.screen is not screen)
        await walk.press("escape")
        await walk.until(lambda: walk.app.screen is screen)
        if place not in ROOMS:
            await walk.press("escape")
            await walk.until(lambda: walk.app.screen is not screen)
