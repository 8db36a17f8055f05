"""Every screen on poisoned data: it opens and takes keys, and nothing in the data acts."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Update
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.companies import CompaniesScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.store.workspace import Workspace
from tests.hostile.poison import TEXTS, clean, poisoned_forms, poisoned_texts, poisoned_values, written
from tests.screens.conftest import House

FILES = {"texts": poisoned_texts, "values": poisoned_values}
SMALL = (80, 24)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    # how long the pilot looks whether the app has become idle, behind each of very many keys
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.003)


@pytest.fixture(params=list(FILES))
def house(request: pytest.FixtureRequest, tmp_path: Path, now: datetime) -> Iterator[House]:
    house = House(written(tmp_path / "netx.json", FILES[request.param]()), now)
    yield house
    house.close()


@asynccontextmanager
async def shown(house: House) -> AsyncIterator[tuple[NetxApp, Pilot[None]]]:
    app = house.app()
    app.copy_to_clipboard = lambda text: copied(text)  # type: ignore[method-assign]
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.pause()
        harmless(app)
        yield app, pilot
        assert app.is_running, "something in the data made netx leave"


def copied(text: str) -> None:
    """What is copied may be pasted into a shell."""
    assert clean(text), text


def harmless(app: NetxApp) -> None:
    """Nothing on the screen acts on the terminal, or on a click."""
    for strip in app.screen._compositor.render_strips():
        for text, style, control in strip:
            assert control is None
            assert clean(text) and "\n" not in text, (app.screen, text)
            if style is not None:
                assert not style.link and "@click" not in style.meta, (app.screen, text, style)


async def press(app: NetxApp, pilot: Pilot[None], *keys: str) -> None:
    """Press the keys, look at what they did."""
    await pilot.press(*keys)
    harmless(app)


async def back(app: NetxApp, pilot: Pilot[None], to: type = PeopleScreen) -> None:
    """Give up what is open, without saving."""
    for _time in range(6):
        if isinstance(app.screen, to):
            return
        await pilot.press("q" if isinstance(app.screen, NetxScreen) else "escape")
    raise AssertionError(f"{app.screen} does not close")


async def test_the_list_and_the_card_of_everybody(house: House) -> None:
    async with shown(house) as (app, pilot):
        total = house.shortlists().total()
        for _person in range(total):
            await press(app, pilot, "j")
        await press(app, pilot, "g", "g", "V", "o", "escape", "V")


async def test_every_verb_asks_about_somebody(house: House) -> None:
    verbs = ("m", "t", "r", "y", "d", "s", "enter")
    async with shown(house) as (app, pilot):
        for place in range(house.shortlists().total() // 3):
            await press(app, pilot, "j", "j", "j", verbs[place % len(verbs)])
            await back(app, pilot)


async def test_the_companies(house: House) -> None:
    async with shown(house) as (app, pilot):
        await press(app, pilot, "c")
        assert isinstance(app.screen, CompaniesScreen)
        await press(app, pilot, "right")
        for place, _company in enumerate(app.screen.table.rows):
            await press(app, pilot, "j", *(("y",) if place % 3 else ("left", "y", "right")))
        await press(app, pilot, "3", "u")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, PeopleScreen)


async def test_forms(tmp_path: Path, now: datetime) -> None:
    house = House(written(tmp_path / "netx.json", poisoned_forms()), now)
    async with shown(house) as (app, pilot):
        for _person in range(house.shortlists().total()):
            await press(app, pilot, "e", "tab", "ctrl+s")
            harmless(app)
            await back(app, pilot)
            await press(app, pilot, "j")
        await press(app, pilot, "c")
        assert isinstance(app.screen, CompaniesScreen)
        for _company in app.screen.table.rows:
            await press(app, pilot, "e", "tab")
            await back(app, pilot, CompaniesScreen)
            await press(app, pilot, "j")
    house.close()


async def test_dialogs_help_and_palette(house: House) -> None:
    async with shown(house) as (app, pilot):
        for key in ("question_mark", "f1", "ctrl+p", "n", "p", "i", "x", "o"):
            await press(app, pilot, key)
            await pilot.pause()
            assert not isinstance(app.screen, PeopleScreen), key
            harmless(app)
            await press(app, pilot, "down", "tab")
            await back(app, pilot)
        await press(app, pilot, "V", "y", "t")
        await back(app, pilot)
        await press(app, pilot, "e")
        await back(app, pilot)
        await press(app, pilot, "d")
        await back(app, pilot)


async def test_what_is_typed_and_told_does_not_act(tmp_path: Path, now: datetime) -> None:
    house = House(written(tmp_path / "netx.json", poisoned_forms()), now)
    async with shown(house) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, PeopleScreen)
        for kind, text in TEXTS.items():
            screen.bar.set_query(text)
            await pilot.pause()
            harmless(app)
            screen.bar.clear()
            others_write(house, kind, text, now)
            screen.follow()
            screen.say(text)
            screen.set_heading(text)
            screen.state = text
            app.notify(text, title=text)
            await pilot.pause()
            harmless(app)
            await press(app, pilot, "m", "3", "u", "U")
            await pilot.click(offset=(20, 3))
            await pilot.click(offset=(30, 15))
            harmless(app)
            app.clear_notifications()
    house.close()


def others_write(house: House, kind: str, text: str, now: datetime) -> None:
    """Another session, whose user is called ``text``, writes it into some documents."""
    workspace = Workspace.open(house.path, who=text, run=f"other_{kind}", clock=lambda: now)
    shortlists = house.shortlists(workspace)
    ids = [row.id for row in shortlists.rows()]
    workspace.apply([Update("contacts", ids[0], {"name": text, "company": text})], text)
    shortlists.set_fields(ids[:2], {"city": kind})
    workspace.close(compact=False)
