"""How the screens look: plain text pictures of the sample people at three sizes.

``REWRITE_LOOKS=1 pytest tests/looks`` paints them anew; look at what changed before keeping it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from netx_tui.app import NetxApp
from netx_tui.domain.profile import Profile
from netx_tui.screens.people import PeopleScreen
from netx_tui.services.demo import fill
from tests.looks.keeping import different, screen_text, settled
from tests.screens.conftest import SAMPLE, House

SIZES = ((120, 40), (80, 24), (60, 20))
KEYS = {
    "people": (),
    "people_marked": ("v", "v", "v"),
    "people_filtered": ("slash", *"company:kranich", "enter"),
    "person": ("enter",),
    "person_form": ("e",),
    "people_form": ("v", "v", "e"),
    "new_person": ("n",),
    "stage": ("t",),
    "want": ("m",),
    "research": ("r",),
    "delete": ("d",),
    "order": ("o",),
    "copy": ("y",),
    "import": ("i",),
    "export": ("x",),
    "profile": ("p",),
    "companies": ("c",),
    "companies_cell": ("c", "j", "right", "right"),
    "company_form": ("c", "e"),
    "company_new": ("c", "n"),
    "help": ("question_mark",),
    "companies_help": ("c", "question_mark"),
    "explain": ("f1",),
    "palette": ("ctrl+p",),
    "go": ("g",),
    "toast": ("s",),
}
"""The keys that lead from the list to each picture; those that change something come last."""


@pytest.fixture
def house(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(os, "fsync", os.fstat)
    # how long the pilot looks whether the app has become idle, behind each key
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.006)
    house = House(tmp_path / "netx.json", now)
    yield house
    house.close()


async def back_to_the_list(app: NetxApp, pilot: Pilot[None]) -> None:
    """Close what is open; the filter and the marks go, the cursor stands on the first person."""
    app.clear_notifications()
    while not isinstance(app.screen, PeopleScreen):
        await pilot.press("escape")
    await pilot.press("escape", "escape", "home")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screens_look_as_they_did(size: tuple[int, int], house: House, now: datetime) -> None:
    fill(house.workspace(), SAMPLE, now)
    app, wrong = house.app(), []
    async with app.run_test(size=size, notifications=True) as pilot:
        for name, keys in KEYS.items():
            await pilot.press(*keys)
            await settled(app, pilot)
            wrong += different(f"{name}_{size[0]}x{size[1]}.txt", screen_text(app))
            await back_to_the_list(app, pilot)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "profile", [Profile(), Profile(target_departments=("data",))], ids=["welcome", "empty"]
)
async def test_the_first_start_looks_as_it_did(profile: Profile, size: tuple[int, int], house: House) -> None:
    shortlists = house.shortlists()
    shortlists.use_profile(profile)
    app = house.app(shortlists)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        name = "empty" if profile.target_departments else "welcome"
        wrong = different(f"{name}_{size[0]}x{size[1]}.txt", screen_text(app))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["people", "person", "companies"])
async def test_the_pictures_of_the_readme_show_netx_as_it_is(name: str, house: House, now: datetime) -> None:
    fill(house.workspace(), SAMPLE, now)
    app = house.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*KEYS[name])
        await settled(app, pilot)
        drawn = app.export_screenshot(title="netx")
    assert not different(f"{name}.svg", drawn)
