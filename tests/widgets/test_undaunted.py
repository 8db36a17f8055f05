"""What a key waited for may be given up; netx and its screens go on."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.base import NetxScreen
from tests.conftest import NOW


class GivenUp(NetxScreen[None]):
    """Waits for what is cancelled, by a key and by a message."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "wait", "wait", id="wait"),
        Binding("y", "count", "count", id="count"),
    ]

    class Asked(Message):
        """Somebody asks."""

    count = 0

    async def action_wait(self) -> None:
        """As where the screen of a dialog was closed meanwhile."""
        given_up = asyncio.get_running_loop().create_future()
        given_up.cancel()
        await given_up

    async def on_given_up_asked(self, _event: Asked) -> None:
        """The same in the screen's own loop."""
        self.count += 1
        await self.action_wait()

    def action_count(self) -> None:
        """Something that works."""
        self.count += 1


async def test_a_key_whose_wait_is_given_up_ends_neither_netx_nor_its_screen() -> None:
    app = NetxApp([Room("one", "One", "o", GivenUp)], Frame(now=lambda: NOW, log="/dev/null"))
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GivenUp)
        await pilot.press("x", "y")
        assert app.is_running and screen.count == 1
        for count in (2, 3):
            screen.post_message(GivenUp.Asked())
            await pilot.pause()
            assert screen.count == count
        await pilot.press("y")
        assert app.is_running and screen.is_running and screen.count == 4


async def test_who_ends_netx_itself_is_obeyed() -> None:
    app = NetxApp([Room("one", "One", "o", NetxScreen)], Frame(now=lambda: NOW, log="/dev/null"))
    running = asyncio.create_task(app.run_async(headless=True))
    while not app.is_running:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    running.cancel()
    await asyncio.wait([running], timeout=10)
    assert running.done() and not app.is_running
