"""Another language says it in longer words: nothing breaks, and what matters stays in sight."""

from __future__ import annotations

import pytest

from netx_tui import i18n
from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.people import PeopleScreen
from tests.conftest import NOW
from tests.screens.people_fakes import FakeShortlists


class Longer:
    """A catalogue in which every sentence is 40 % longer."""

    def gettext(self, message: str) -> str:
        return message + "o" * (len(message) * 2 // 5)

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize(
    "keys", [(), ("e",), ("m",), ("c", "l", "l"), ("enter",), ("question_mark",), ("v", "d")]
)
async def test_screens_survive_longer_words(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr(i18n, "_catalogue", Longer())
    room = Room("people", "People", "p", lambda: PeopleScreen(FakeShortlists.of(30)))  # type: ignore[arg-type]
    app = NetxApp([room], Frame(now=lambda: NOW, log="/dev/null"))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        screen = app.screen_stack[0] if len(app.screen_stack) == 1 else app.screen_stack[1]
        if isinstance(screen, PeopleScreen):
            assert "Ayla Brandt" in screen.people.render_line(0).text
            assert screen.people.size.height >= 5
