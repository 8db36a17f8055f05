"""Somebody who never had such a talk is told with whom to practise: once, calmly, and it can be put away."""

from __future__ import annotations

import pytest

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Create
from netx_tui.domain.profile import Profile
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.services.shortlists import Shortlists
from tests.screens.conftest import House

BEGINNER = Profile(target_departments=("data",), first_timer=True)
HINT = "Practise with {name} first; your dream contact can wait. esc hides this."


@pytest.fixture
def shortlists(house: House) -> Shortlists:
    shortlists = house.shortlists()
    shortlists.use_profile(BEGINNER)
    return shortlists


def status(app: NetxApp) -> str:
    assert isinstance(app.screen, PeopleScreen)
    return app.screen.status_line.text


async def test_a_beginner_is_told_with_whom_to_practise(house: House, shortlists: Shortlists) -> None:
    app = house.app(shortlists)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert status(app) == HINT.format(name=shortlists.rows()[0].name)


async def test_escape_puts_it_away_and_marks_do_not_bring_it_back(
    house: House, shortlists: Shortlists
) -> None:
    app = house.app(shortlists)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        assert "marked" in status(app)
        await pilot.press("escape")
        assert "Practise" in status(app)
        await pilot.press("escape")
        assert status(app) == ""
        await pilot.press("v", "escape")
        assert status(app) == ""


async def test_q_leaves_at_once(house: House, shortlists: Shortlists) -> None:
    app = house.app(shortlists)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_it_is_told_once(house: House, shortlists: Shortlists) -> None:
    asked = []

    def is_first_time(hint: str) -> bool:
        asked.append(hint)
        return len(asked) == 1

    def screen() -> PeopleScreen:
        return PeopleScreen(shortlists, ways=WaysIn(is_first_time=is_first_time))

    for told in (True, False):
        app = house.app(shortlists)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(screen())
            await pilot.pause()
            assert ("Practise" in status(app)) is told
    assert asked == ["practise", "practise"]


async def test_nobody_else_is_told(house: House) -> None:
    shortlists = house.shortlists()
    app = house.app(shortlists)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert status(app) == ""


def test_after_two_talks_there_is_nobody_to_practise_with(house: House) -> None:
    workspace = house.workspace()
    shortlists = house.shortlists(workspace)
    shortlists.use_profile(BEGINNER)
    assert shortlists.partner_to_practise()
    talks = [Create("meetings", workspace.new_id("meetings"), {"status": "held"}) for _talk in range(2)]
    workspace.apply(talks, "two talks")
    assert shortlists.partner_to_practise() == ""
