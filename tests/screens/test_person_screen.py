"""One person on the whole screen: the card, and beside or below it what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.domain.changes import Create
from netx_tui.screens.person import PersonScreen
from netx_tui.screens.timeline_entry import EntryDialog
from netx_tui.services.timeline import Timeline
from tests.conftest import NOW
from tests.screens.conftest import House

MIRA = "mira-okafor"
LETTER = "Dear Mira,\n\nsee you on Friday.\n\nRobin"
DOCUMENTS = (
    Create("meetings", "m1", {"contact": MIRA, "status": "held", "at": "2026-11-20T15:00:00+00:00"}),
    Create("insights", "i1", {"contact": MIRA, "meeting": "m1", "text": "Trust first", "kind": "advice"}),
    Create(
        "mails",
        "x1",
        {
            "contact": MIRA,
            "kind": "brief",
            "subject": "Our talk [/b]",
            "text": LETTER,
            "sent_at": "2026-11-18T09:00:00+01:00",
        },
    ),
)


class Opened:
    """The screen of one person of the sample data."""

    def __init__(self, house: House, contact: str = MIRA, size: tuple[int, int] = (80, 24)) -> None:
        self.workspace = house.workspace()
        self.shortlists = house.shortlists(self.workspace)
        past = Timeline(self.workspace, lambda: NOW)
        room = Room("people", "People", "p", lambda: PersonScreen(self.shortlists, contact, timeline=past))
        self.app = NetxApp([room], Frame(now=lambda: NOW, log="/dev/null"))
        self.copied: list[str] = []
        self.app.copy_to_clipboard = self.copied.append  # type: ignore[method-assign]
        self._test = self.app.run_test(size=size, notifications=True)

    async def __aenter__(self) -> Opened:
        self.pilot: Pilot[None] = await self._test.__aenter__()
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._test.__aexit__(*error)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def screen(self) -> PersonScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, PersonScreen)
        return screen

    @property
    def texts(self) -> list[str]:
        return [entry.line.text if entry.line else entry.row.text for entry in self.screen.past.rows]

    def bar(self) -> str:
        return str(self.screen.bar.render())


@pytest.fixture
def met(house: House) -> House:
    """The sample people; one of them was met."""
    house.workspace().apply(DOCUMENTS, "invented")
    return house


async def test_the_timeline_has_the_keys_and_the_path_is_in_view(
    met: House, screen_text: Callable[[NetxApp], str]
) -> None:
    async with Opened(met) as it:
        assert it.screen.past.has_focus
        text = screen_text(it.app)
        assert "Choose ✓  Plan ●  Goal ○" in text
        assert "talk held" in text
        assert "Trust first" in text


@pytest.mark.parametrize(("size", "beside"), [((120, 40), True), ((80, 24), False), ((60, 20), False)])
async def test_the_timeline_stands_beside_the_card_where_there_is_room(
    met: House, size: tuple[int, int], beside: bool
) -> None:
    async with Opened(met, size=size) as it:
        card, past = it.screen.card.region, it.screen.past.region
        assert (past.x >= card.right) == beside
        assert (past.y >= card.bottom) == (not beside)
        assert card.height >= 5
        assert past.height >= 5


async def test_tab_moves_between_card_and_timeline(met: House) -> None:
    async with Opened(met) as it:
        await it.press("tab")
        assert it.screen.card.has_focus
        await it.press("tab")
        assert it.screen.past.has_focus


async def test_the_filter_narrows_and_esc_shows_everything_again(met: House) -> None:
    async with Opened(met) as it:
        total = len(it.texts)
        await it.press("slash", *"kind:meeting", "enter")
        assert it.texts == ["talk held", "advice"]
        assert "1 of " in it.bar()
        assert it.screen.past.has_focus
        await it.press("escape")
        assert len(it.texts) == total
        assert it.app.screen is it.screen


async def test_a_filter_that_makes_no_sense_keeps_the_rows_and_says_why(met: House) -> None:
    async with Opened(met) as it:
        before = it.texts
        await it.press("slash", *"kind:zzz")
        assert it.texts == before
        assert "knows no 'zzz'" in it.bar()


async def test_enter_shows_a_mail_whole_and_y_copies_it(met: House) -> None:
    async with Opened(met) as it:
        await it.press("slash", *"friday", "enter", "enter")
        assert isinstance(it.app.screen, EntryDialog)
        shown = "\n".join(str(part.render()) for part in it.app.screen.query(Static))
        assert "brief before the meeting  Wed 18 Nov  09:00" in shown
        assert LETTER in shown
        await it.press("y")
        assert it.copied == [f"Our talk [/b]\n\n{LETTER}"]
        await it.press("escape")
        assert it.app.screen is it.screen


async def test_enter_on_an_insight_shows_it_and_on_a_talk_all_of_them(met: House) -> None:
    async with Opened(met) as it:
        await it.press("slash", *"kind:meeting", "enter", "enter", "y", "escape", "j", "enter", "y")
        assert it.copied == ["16:00, 20 min\n\nadvice: Trust first", "Trust first"]


async def test_what_is_noted_here_appears_and_the_cursor_stays(met: House) -> None:
    async with Opened(met) as it:
        await it.press("G")
        before = it.screen.past.current
        await it.press("r", *"Plays chess", "ctrl+s")
        assert "research note" in it.texts
        assert it.screen.past.current == before


async def test_another_sessions_entry_appears_by_itself(met: House) -> None:
    async with Opened(met) as it:
        met.workspace().apply(
            [Create("touches", "t9", {"contact": MIRA, "kind": "call", "on": "2026-11-21"})], "called"
        )
        it.screen.follow()
        await it.pilot.pause()
        assert "call" in it.texts


async def test_where_nothing_happened_the_screen_says_what_will_stand_there(
    met: House, screen_text: Callable[[NetxApp], str]
) -> None:
    met.workspace().apply([Create("contacts", "c9", {"name": "Zoe New"})], "added")
    async with Opened(met, "c9") as it:
        assert "What happens between you two will stand here" in screen_text(it.app)
        assert it.screen.card.has_focus
        await it.press("slash")
        assert not it.screen.bar.typing
        await it.press("r", *"Plays chess", "ctrl+s")
        assert it.texts == ["research note"]
        assert "1 entry" in it.bar()


async def test_u_takes_back_what_was_done_here(met: House) -> None:
    async with Opened(met) as it:
        before = it.texts
        await it.press("r", *"Plays chess", "ctrl+s", "u")
        assert it.texts == before
