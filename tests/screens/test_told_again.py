"""What is told twice stands there once."""

from __future__ import annotations

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.base import NetxScreen
from tests.conftest import NOW


async def test_what_is_told_again_takes_the_place_of_what_still_stands_there() -> None:
    app = NetxApp([Room("one", "One", "o", NetxScreen)], Frame(now=lambda: NOW, log="/dev/null"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for sentence in ("Undone.", "Saved.", "Undone."):
            app.notify(sentence)
            await pilot.pause()
        assert [one.message for one in app._notifications] == ["Saved.", "Undone."]
