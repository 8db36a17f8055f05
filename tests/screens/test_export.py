"""Taking people elsewhere from the list: who, in which format, and what was there before."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from netx_tui.app import NetxApp
from netx_tui.screens.export_dialog import ExportDialog
from netx_tui.screens.people import PeopleScreen
from netx_tui.widgets.dialogs import ConfirmDialog
from tests.screens.conftest import House


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@asynccontextmanager
async def at_work(house: House) -> AsyncIterator[tuple[NetxApp, Pilot[None]]]:
    app = house.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


async def written(app: NetxApp, pilot: Pilot[None]) -> None:
    """Wait until the dialog has closed or told what is wrong."""
    for _turn in range(200):
        if not isinstance(app.screen, ExportDialog) or str(app.screen.query_one(".dialog--error").render()):
            return
        await pilot.pause(0.02)


async def exported(app: NetxApp, pilot: Pilot[None], *keys: str) -> None:
    """Open the dialog, press ``keys``, and write."""
    await pilot.press("x", *keys)
    await pilot.pause()
    await pilot.press("ctrl+s")
    await pilot.pause()
    await written(app, pilot)


async def test_all_that_are_shown_go_to_a_table_in_this_folder(house: House, folder: Path) -> None:
    async with at_work(house) as (app, pilot):
        await exported(app, pilot)
        assert isinstance(app.screen, PeopleScreen)
        with (folder / "people.csv").open(newline="") as file:
            names = [row["name"] for row in csv.DictReader(file)]
        assert len(names) == app.screen.shortlists.total()
        told = " ".join(note.message for note in app._notifications)
        assert f"{len(names)} people are in {folder / 'people.csv'}." in told
        assert "CSV leaves out" in told


async def test_a_filter_and_marks_say_who_is_written(house: House, folder: Path) -> None:
    async with at_work(house) as (app, pilot):
        await pilot.press("slash", *"company:kranich", "enter")
        await exported(app, pilot)
        with (folder / "people.csv").open(newline="") as file:
            assert {row["company"] for row in csv.DictReader(file)} == {"Kranich Werke"}
        await pilot.press("v")
        await pilot.press("x", *["backspace"] * 10, *"one.csv", "enter")
        await pilot.pause()
        await written(app, pilot)
        assert len((folder / "one.csv").read_text().splitlines()) == 2


async def test_the_name_follows_the_format_and_private_notes_need_a_choice(
    house: House, folder: Path
) -> None:
    shortlists = house.shortlists()
    ids = [row.id for row in shortlists.rows()]
    shortlists.set_fields(ids, {"notes": "met at the fair"})
    async with at_work(house) as (app, pilot):
        await exported(app, pilot, "shift+tab", "right")
        plain = json.loads((folder / "people.json").read_text())
        assert not any(person["notes"] for person in plain)
        (folder / "people.json").unlink()
        await exported(app, pilot, "shift+tab", "right", "right")
        full = json.loads((folder / "people.json").read_text())
        assert all(person["notes"] == "met at the fair" for person in full)


async def test_a_file_that_is_there_is_replaced_only_when_asked_for(house: House, folder: Path) -> None:
    file = folder / "people.csv"
    file.write_text("mine\n")
    async with at_work(house) as (app, pilot):
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert file.read_text() == "mine\n"
        assert isinstance(app.screen, ExportDialog)
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await written(app, pilot)
        assert file.read_text() != "mine\n"


async def test_what_cannot_be_written_is_told_and_can_be_mended(house: House, folder: Path) -> None:
    async with at_work(house) as (app, pilot):
        await exported(app, pilot, *["backspace"] * 10, *"gone/x.csv")
        assert isinstance(app.screen, ExportDialog)
        assert "There is no folder" in str(app.screen.query_one(".dialog--error", Static).render())
        assert app.screen.query_one(Input).value == "gone/x.csv"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PeopleScreen)
    assert not list(folder.iterdir())


async def test_where_nobody_is_there_is_nothing_to_export(empty_house: House, folder: Path) -> None:
    app = empty_house.app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape", "x")
        await pilot.pause()
        assert not isinstance(app.screen, ExportDialog)
