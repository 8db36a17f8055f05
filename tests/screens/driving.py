"""What every test with an app on a screen does: press, wait until something happened, read what is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from netx_tui.app import NetxApp

LOOKS, PAUSE = 300, 0.01


class Driven:
    """An app that runs, with what presses its keys."""

    app: NetxApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, happened: Callable[[], object]) -> None:
        for _look in range(LOOKS):
            if happened():
                return
            await self.pilot.pause(PAUSE)
        raise AssertionError(f"it did not happen; {self.app.screen!r} is shown")

    async def shows(self, kind: type[Any]) -> Any:
        """The screen, once it is one of this kind."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause()
        return self.app.screen

    def told(self) -> str:
        return "\n".join(notification.message for notification in self.app._notifications)
