"""The tour of the demo: it leads through the rooms, never in the way, and ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.cli.binding_names import all_bindings
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.today import TodayScreen
from netx_tui.screens.tour import STOPS, Tour
from netx_tui.widgets.tour_strip import TourStrip
from tests.looks.stage import Stage
from tests.screens.driving import Driven


class Run(Driven):
    def __init__(self, stage: Stage, *, tour: bool = True) -> None:
        self.app = stage.app()
        self.app._tour = Tour() if tour else None
        looks = self.app.looks
        self.app.looks = replace(looks, keymap={**looks.keymap, "person.shortlist": "X"})

    def told(self) -> str:
        """What the strip says, empty where there is none."""
        strip = self.app.screen.query_one(TourStrip)
        return str(strip.render()) if strip.display else ""

    @property
    def mode(self) -> str:
        """The room one is in."""
        screen = self.app.screen
        assert isinstance(screen, NetxScreen)
        return screen.shell.mode if screen.shell else ""


@pytest.fixture
async def run(tmp_path: Path, now: datetime) -> AsyncIterator[Run]:
    stage = Stage(tmp_path / "netx.json", now)
    run = Run(stage)
    async with run.app.run_test(size=(80, 24), notifications=True) as pilot:
        run.pilot = pilot
        await run.shows(TodayScreen)
        yield run
    stage.close()


async def test_it_begins_by_itself_and_leads_through_all_jobs(run: Run) -> None:
    seen = []
    for at in range(len(STOPS)):
        assert run.told().startswith(
            f"Tour {at + 1}/{len(STOPS)}  f3 on  f4 ends  ".replace(
                "f3 on  ", "" if at + 1 == len(STOPS) else "f3 on  "
            )
        )
        assert run.mode == STOPS[at].mode
        seen.append(run.mode)
        await run.press("f3")
        await run.pilot.pause()
    assert {"today", "people", "talks", "board", "touch", "review"} == set(seen)
    assert run.told() == ""
    await run.press("f3")
    await run.pilot.pause()
    assert run.told().startswith("Tour 1/")


async def test_everything_works_meanwhile_and_a_key_ends_it(run: Run) -> None:
    await run.press("2")
    await run.shows(PeopleScreen)
    assert run.told().startswith("Tour 1/")
    await run.press("f4")
    await run.pilot.pause()
    assert run.told() == ""
    assert any("f3 begins the tour again" in n.message for n in run.app._notifications)
    await run.press("1")
    assert run.told() == ""


async def test_it_names_the_keys_as_the_user_has_them(run: Run) -> None:
    await run.press("f3")
    await run.shows(PeopleScreen)
    assert "X puts somebody on the shortlist" in " ".join(run.told().split())


async def test_without_people_to_show_there_is_none(tmp_path: Path, now: datetime) -> None:
    stage = Stage(tmp_path / "netx.json", now)
    run = Run(stage, tour=False)
    async with run.app.run_test(size=(80, 24)) as pilot:
        run.pilot = pilot
        await run.shows(TodayScreen)
        assert run.told() == ""
        await run.press("f3")
        assert run.told() == ""
    stage.close()


def test_every_key_it_names_exists() -> None:
    known = {(bound.name, key) for bound in all_bindings() for key in bound.keys.split(",")}
    signs = {"?": "question_mark", ":": "colon"}
    named = {(name, signs.get(key, key)) for stop in STOPS for _place, name, key in stop.keys}
    assert named <= known
