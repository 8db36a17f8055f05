"""Where nothing is yet, each place says what it is for and which key begins; the key works there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Create
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.people import PeopleScreen
from tests.looks.stage import Stage
from tests.screens.driving import Driven

Text = Callable[[NetxApp], str]
PLACES = {
    "today": ("1", "netx finds the people", ("n",)),
    "people": ("2", "Nobody is here yet", ("n",)),
    "talks": ("3", "No talk is planned yet", ("n", "2")),
    "board": ("4", "What you learn in talks lands", ("A", "I")),
    "touch": ("5", "People you met appear here", ("plus", "2")),
    "review": ("6", "Ten minutes a week", ("enter",)),
    "companies": ("2 c", "The companies of the people you know", ("n",)),
    "insights": ("4 I", "Nothing was learned yet", ("escape",)),
    "archive": ("4 D", "Cards that are done or dropped", ("escape",)),
    "month": ("5 M", "Nobody is due", ("right_square_bracket",)),
    "articles": ("5 a", "What you read and want to pass on", ("n",)),
    "numbers": ("6 p", "0 talks", ("3",)),
}
"""How one gets there, what it says, and the keys that it names."""
NOT_FOUND = {"people": "2", "touch": "5", "board": "4", "companies": "2 c"}
"""How one gets there."""


class Empty(Driven):
    """The rooms where nothing is."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.app = stage.app()

    async def go(self, keys: str) -> NetxScreen[object]:
        for key in keys.split():
            await self.press(key)
            await self.pilot.pause(0.1)
        screen = self.app.screen
        assert isinstance(screen, NetxScreen)
        return screen


@pytest.fixture
def empty(tmp_path: Path, now: datetime) -> Iterator[Empty]:
    stage = Stage(tmp_path / "netx.json", now, filled=False)
    yield Empty(stage)
    stage.close()


@pytest.mark.parametrize("size", [(60, 20)])
@pytest.mark.parametrize("place", PLACES)
async def test_an_empty_place_says_what_it_is_for_and_its_keys_work(
    empty: Empty, screen_text: Text, place: str, size: tuple[int, int]
) -> None:
    keys, sentence, named = PLACES[place]
    async with empty.app.run_test(size=size) as pilot:
        empty.pilot = pilot
        screen = await empty.go(keys)
        told = " ".join(screen_text(empty.app).split())
        assert " ".join(sentence.split()[:3]) in told
        working = screen.active_bindings
        assert [key for key in named if key not in working or not working[key].enabled] == []


async def test_the_first_page_names_the_three_steps_at_linkedin(empty: Empty, screen_text: Text) -> None:
    async with empty.app.run_test(size=(60, 20)) as pilot:
        empty.pilot = pilot
        await empty.go("1")
        assert "Get a copy of your data" in " ".join(screen_text(empty.app).split())
        assert "snooze" not in screen_text(empty.app)


@pytest.mark.parametrize("place", NOT_FOUND)
async def test_a_filter_that_finds_nothing_names_the_way_back(
    empty: Empty, screen_text: Text, place: str
) -> None:
    empty.stage.workspace.apply(
        [Create("contacts", "ayla", {"name": "Ayla Brandt", "company": "Nordlicht"})], "invented"
    )
    async with empty.app.run_test(size=(80, 24)) as pilot:
        empty.pilot = pilot
        await empty.go(NOT_FOUND[place])
        await empty.press("slash", *"zzz", "enter")
        await empty.until(lambda: ": esc shows all" in screen_text(empty.app))
        await empty.press("escape")
        await empty.until(lambda: "shows all" not in screen_text(empty.app))


async def test_a_search_in_the_bank_that_finds_nothing_says_so(empty: Empty, screen_text: Text) -> None:
    empty.stage.workspace.apply([Create("contacts", "ayla", {"name": "Ayla Brandt"})], "invented")
    empty.stage.talk = empty.stage.services.talks.add("ayla", {"at": "wed 16:00"})
    async with empty.app.run_test(size=(80, 24)) as pilot:
        empty.pilot = pilot
        await empty.go("2")
        await empty.shows(PeopleScreen)
        empty.app.push_screen(empty.stage.agenda())
        await pilot.pause(0.1)
        assert "takes questions from the bank" in screen_text(empty.app)
        await empty.press("a")
        await pilot.pause(0.1)
        await empty.press(*"zzz")
        await empty.until(lambda: "No question fits" in screen_text(empty.app))
        await empty.press(*["backspace"] * 3)
        await empty.until(lambda: "No question fits" not in screen_text(empty.app))
