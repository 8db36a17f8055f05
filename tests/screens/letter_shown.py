"""A letter on the screen, on a real store, with programs that only note how they were called."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.letter import LetterScreen
from netx_tui.services.drafts import Drafts
from netx_tui.services.handover import Handover
from netx_tui.services.letters import Wanted
from tests.screens.driving import Driven
from tests.services.test_letters import FIELDS, Desk

INVITATION = Wanted("invitation", "c1")
FILLED = Wanted("invitation", "c1", typed=FIELDS)
BRIEF = Wanted("brief", "c1", meeting="m1")


class Machine:
    """Programs that only note how they were called."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.calls: list[Sequence[str]] = []
        self.inputs: list[bytes] = []
        self.handover = Handover(environ, run=self._run)

    def _run(self, words: Sequence[str], **how: Any) -> Any:
        self.calls.append(words)
        self.inputs.append(how.get("input") or Path(words[-1]).read_bytes())
        return SimpleNamespace(returncode=0)


class Shown(Driven):
    """A letter that is shown; ``results`` is what it returned when it closed."""

    def __init__(self, app: NetxApp, pilot: Pilot[None], screen: LetterScreen, machine: Machine) -> None:
        self.app, self.pilot, self.screen, self.machine = app, pilot, screen, machine
        self.results: list[str | None] = []
        self.copied: list[str] = []
        app.copy_to_clipboard = self.copied.append  # type: ignore[method-assign,assignment]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def enter(self, text: str) -> None:
        field = self.app.focused
        assert isinstance(field, Input)
        field.value = text
        await self.pilot.pause()

    @property
    def letter(self) -> str:
        return str(self.screen.page.text.render())

    @property
    def findings(self) -> str:
        return str(self.screen.page.findings.render())

    @property
    def verdict(self) -> str:
        return str(self.screen.query_one("#verdict").render())

    def row(self, name: str) -> Any:
        return next(row for row in self.screen.fields.rows if row.name == name)

    async def point(self, name: str) -> None:
        """Put the cursor on the row called ``name``."""
        rows = self.screen.fields.rows
        self.screen.fields.cursor = next(at for at, row in enumerate(rows) if row.name == name)
        await self.pilot.pause()


@asynccontextmanager
async def opened(
    desk: Desk,
    wanted: Wanted,
    *,
    size: tuple[int, int] = (120, 40),
    environ: Mapping[str, str] | None = None,
    drafts: Drafts | None = None,
) -> AsyncIterator[Shown]:
    frame = Frame(now=lambda: desk.now, log="/dev/null", drafts=drafts)
    app = NetxApp([Room("home", "Home", "h", NetxScreen)], frame)
    machine = Machine({"PATH": ""} if environ is None else environ)
    screen = LetterScreen(desk.letters, wanted, handover=machine.handover)
    async with app.run_test(size=size, notifications=True) as pilot:
        it = Shown(app, pilot, screen, machine)
        app.push_screen(screen, it.results.append)
        await pilot.pause()
        yield it


def installed(folder: Path, name: str) -> Mapping[str, str]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("#!/bin/sh\n")
    (folder / name).chmod(0o755)
    return {"PATH": str(folder)}
