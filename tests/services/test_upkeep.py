"""Chores between edits, and the last one to leave."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.services.upkeep import Upkeep
from netx_tui.store.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "netx.json"


@pytest.fixture
def workspace(file: Path, now: datetime) -> Workspace:
    opened = Workspace.open(file, who="ann", run="one", clock=lambda: now)
    opened.apply([Create("contacts", "c1", {"name": "Ann Berg"})], "add")
    return opened


def in_file(file: Path) -> list[str]:
    tables = json.loads(file.read_text()) if file.exists() else {}
    return [document["name"] for document in tables.get("contacts", {}).values()]


def rename(workspace: Workspace, name: str) -> None:
    workspace.apply([Update("contacts", "c1", {"name": name})], "rename")


def test_an_edit_that_rests_is_folded_into_the_file(workspace: Workspace, file: Path) -> None:
    upkeep = Upkeep(workspace)
    rename(workspace, "Ann Lind")
    upkeep.chores()
    assert in_file(file) == []
    upkeep.chores()
    assert in_file(file) == ["Ann Lind"]
    before = file.stat().st_mtime_ns
    upkeep.chores()
    assert file.stat().st_mtime_ns == before


def test_a_backup_is_taken_when_one_is_due(workspace: Workspace, file: Path) -> None:
    Upkeep(workspace).chores()
    Upkeep(workspace).chores()
    assert os.listdir(file.with_name("backups")) == ["netx-20261123-080000.json"]


def test_the_last_one_to_leave_puts_everything_into_the_one_file(workspace: Workspace, file: Path) -> None:
    Upkeep(workspace).leave(alone=True)
    assert in_file(file) == ["Ann Berg"]


def test_trouble_with_the_disk_costs_no_edit_and_is_tried_again(
    workspace: Workspace, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upkeep = Upkeep(workspace)

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        upkeep.chores()
        upkeep.leave(alone=True)
    assert workspace.contacts["c1"].name == "Ann Berg"
    upkeep.chores()
    assert in_file(file) == ["Ann Berg"]
