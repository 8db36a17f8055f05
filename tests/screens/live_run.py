"""A talk that goes on, on a screen: opened as often as one likes, each time in a new run of netx."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.live import LiveScreen
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile
from tests.screens.driving import Driven
from tests.services.live_talk import Talk


class Run(Driven):
    """The screens opened on a talk; ``results`` is what they returned when they closed."""

    def __init__(self, talk: Talk, app: NetxApp, pilot: Pilot[None], drafts: Drafts) -> None:
        self.talk, self.app, self.pilot, self.drafts = talk, app, pilot, drafts
        self.results: list[str | None] = []

    async def write(self, text: str, *keys: str) -> None:
        """Type ``text`` at once into the line that is no longer empty, then press ``keys``."""
        self.screen.entry.insert_text_at_cursor(text)
        await self.press(*keys)

    @property
    def screen(self) -> LiveScreen:
        screen = self.app.screen
        assert isinstance(screen, LiveScreen)
        return screen

    async def go(self, minutes: float) -> None:
        """Let the time pass, and the screen see it."""
        self.talk.go(minutes)
        self.screen._second()
        await self.pilot.pause()

    def text(self, name: str) -> str:
        return str(self.screen.query_one(f"#{name}", Static).render())

    @property
    def shown(self) -> str:
        return self.screen.current.id if self.screen.current else ""

    @property
    def notes(self) -> list[tuple[str, str]]:
        return [(capture.kind, capture.text) for capture in self.talk.meeting.captures]

    @property
    def signal(self) -> str:
        return self.screen.status_line.text


class Held:
    """Opens one talk; what was half-typed in one run is found by the next."""

    def __init__(self, talk: Talk, folder: Path) -> None:
        self.talk, self._folder = talk, folder
        self._runs = 0

    @asynccontextmanager
    async def __call__(
        self, *, size: tuple[int, int] = (80, 24), dies: bool = False, **options: Any
    ) -> AsyncIterator[Run]:
        """The screen, begun; ``dies``: nobody says goodbye."""
        talk = self.talk
        self._runs += 1
        file = SessionFile(str(self._folder / "state"), str(self._folder / "netx.json"), f"live{self._runs}")
        drafts = Drafts(file, lambda: talk.now)
        app = home(talk, drafts)
        async with app.run_test(size=size, notifications=True) as pilot:
            run = Run(talk, app, pilot, drafts)
            app.push_screen(LiveScreen(talk.live, "m1", **options), run.results.append)
            await run.until(lambda: isinstance(app.screen, LiveScreen) and app.screen.view)
            await run.until(lambda: os.path.exists(file.path))
            await pilot.pause()
            yield run
            drafts.flush()
        file.close(remove=False) if dies else drafts.close()


def home(talk: Talk, drafts: Drafts | None = None) -> NetxApp:
    """An app with an empty room, its clock that of ``talk``."""
    frame = Frame(now=lambda: talk.now, log="/dev/null", drafts=drafts)
    return NetxApp([Room("talks", "Talks", "t", NetxScreen)], frame)
