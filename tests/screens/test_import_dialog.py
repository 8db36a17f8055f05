"""The import dialog: first what would happen, and only then the import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.domain.errors import BadInput
from netx_tui.formats.problems import Problem
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.import_dialog import ImportDialog, complete, report_lines, report_sentence
from netx_tui.services.intake import ImportReport
from tests.conftest import NOW

REPORT = ImportReport(
    created=1204,
    updated=3,
    unchanged=7,
    skipped=1,
    problems=(Problem(17, "name", "a person needs a [name]", "c.csv"),),
    job_changes=("Ayla Brandt: now Head of Data at Nordlicht",),
)


class Importer:
    def __init__(self) -> None:
        self.calls: list[tuple[list[str], bool]] = []
        self.report = REPORT

    def run(self, paths, kind="auto", *, dry_run=False, strict=False, progress=None):
        self.calls.append((list(paths), dry_run))
        if "broken" in paths[0]:
            raise BadInput("broken.csv is not a CSV file.")
        if progress:
            progress(500, 1000)
        return ImportReport(**{**vars(self.report), "dry_run": dry_run})


class Home(NetxScreen[None]):
    pass


class Shown:
    def __init__(self) -> None:
        self.importer, self.returned = Importer(), list[Any]()
        self.app = NetxApp([Room("home", "Home", "h", Home)], Frame(now=lambda: NOW, log="/dev/null"))
        self._test = self.app.run_test(size=(80, 24))

    async def __aenter__(self) -> Shown:
        self.pilot: Pilot[None] = await self._test.__aenter__()
        self.app.push_screen(ImportDialog(self.importer), self.returned.append)
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._test.__aexit__(*error)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.app.workers.wait_for_complete(list(self.app.workers))
        await self.pilot.pause()

    def text(self, selector: str) -> str:
        return str(self.app.screen.query_one(selector, Static).render())


async def test_enter_tells_what_would_happen_and_imports_nothing() -> None:
    async with Shown() as it:
        await it.press(*"/x/c.csv", "enter")
        assert it.importer.calls == [(["/x/c.csv"], True)]
        assert "1,204 new people, 3 updated, 7 unchanged, 1 skipped." in it.text("#report")
        assert "line 17: a person needs a [name]" in it.text("#report")
        assert it.returned == []
        assert str(it.app.screen.query_one("#go", Button).label) == "[Import]"


async def test_enter_again_imports_and_returns_the_report() -> None:
    async with Shown() as it:
        await it.press(*"/x/c.csv", "enter")
        await it.press("enter")
        assert it.importer.calls[-1] == (["/x/c.csv"], False)
        assert it.returned[0].created == 1204


async def test_another_path_is_checked_before_it_is_imported() -> None:
    async with Shown() as it:
        await it.press(*"/x/c.csv", "enter")
        it.app.screen.query_one(Input).focus()
        await it.press("end", *"2", "enter")
        assert it.importer.calls[-1] == (["/x/c.csv2"], True)


async def test_a_file_that_cannot_be_read_is_told_and_can_be_corrected() -> None:
    async with Shown() as it:
        await it.press(*"/x/broken.csv", "enter")
        assert "broken.csv is not a CSV file." in it.text(".dialog--error")
        assert it.app.screen.query_one(Input).value == "/x/broken.csv"


async def test_a_file_that_changes_nothing_offers_no_import() -> None:
    async with Shown() as it:
        it.importer.report = ImportReport(unchanged=9)
        await it.press(*"/x/c.csv", "enter")
        assert str(it.app.screen.query_one("#go", Button).label) == "[Check]"


async def test_esc_leaves_without_an_import() -> None:
    async with Shown() as it:
        await it.press(*"/x/c.csv", "enter")
        await it.press("escape")
        assert it.returned == [None]


def test_a_path_is_completed_by_folders_and_files_one_can_import(tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").touch()
    (tmp_path / "Connections.pdf").touch()
    (tmp_path / "Downloads").mkdir()
    assert complete(f"{tmp_path}/Conn") == f"{tmp_path}/Connections.csv"
    assert complete(f"{tmp_path}/Down") == f"{tmp_path}/Downloads/"
    assert complete(f"{tmp_path}/nothing") is None
    assert complete(f"{tmp_path}/missing/x") is None
    assert complete("") is None


def test_a_path_from_home_is_completed_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Connections.csv").touch()
    assert complete("~/Con") == "~/Connections.csv"


def test_of_many_problems_the_first_are_told_and_the_others_counted() -> None:
    problems = tuple(Problem(line, "", f"problem {line}") for line in range(1, 10))
    lines = report_lines(ImportReport(problems=problems))
    assert lines[0] == report_sentence(ImportReport())
    assert lines[1:] == [*(f"line {n}: problem {n}" for n in range(1, 5)), "... and 5 more problems"]


def test_what_comes_from_a_file_is_made_visible() -> None:
    report = ImportReport(problems=(Problem(1, "", "bad \x1b]52;c;x\x07 name"),))
    assert "\x1b" not in "".join(report_lines(report))
