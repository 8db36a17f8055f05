"""Stores in temporary folders, opened as one or several sessions."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from netx_tui.store.workspace import Workspace


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing of the page cache, so only the order of the calls matters here."""
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "netx.json"


@pytest.fixture
def open_store(data_file: Path, now: datetime) -> Callable[..., Workspace]:
    def opened(run: str = "run-1", *, who: str = "ann", path: Path = data_file, **options: Any) -> Workspace:
        return Workspace.open(path, who=who, run=run, clock=lambda: now, **options)

    return opened


@pytest.fixture
def store(open_store: Callable[..., Workspace]) -> Workspace:
    return open_store()
