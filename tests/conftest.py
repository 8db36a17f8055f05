"""Shared by all tests: no user's config, no clock, no environment of the machine reaches a test."""

from __future__ import annotations

import gc
import os

for _name in [n for n in os.environ if n.startswith(("TEXTUAL", "NETX_"))] + ["NO_COLOR", "COLORTERM"]:
    os.environ.pop(_name, None)

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

from netx_tui import i18n

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(autouse=True)
def hermetic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder a test could reach by the environment lies in its own temporary folder."""
    home = tmp_path / "home"
    home.mkdir()
    for name, folder in (
        ("HOME", home),
        ("XDG_DATA_HOME", home / "data"),
        ("XDG_CONFIG_HOME", home / "config"),
        ("XDG_STATE_HOME", home / "state"),
        ("XDG_CACHE_HOME", home / "cache"),
    ):
        monkeypatch.setenv(name, str(folder))
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "SSH_CONNECTION", "TMUX", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    i18n.use("en")


@pytest.fixture
def now() -> datetime:
    """Monday, 23 November 2026, 09:00 in Berlin: the day of all examples."""
    return NOW


# Thousands of apps live a moment each: what they leave is collected less often, and styles that were parsed
# with the same colours once are known to all of them.
gc.set_threshold(20_000, 20, 20)
_set_variables = Stylesheet.set_variables
MOST_PARSED = 4096
_parsed: dict[tuple[tuple[str, str], ...], Any] = {}


def _known_styles(sheet: Stylesheet, variables: dict[str, str]) -> None:
    sheet._parse_cache = LRUCache(MOST_PARSED)
    _set_variables(sheet, variables)
    sheet._parse_cache = _parsed.setdefault(tuple(sorted(variables.items())), sheet._parse_cache)


Stylesheet.set_variables = _known_styles  # type: ignore[method-assign]


def pytest_xdist_auto_num_workers() -> int:
    """Two processes for each core: half the time of a screen's test goes by in waiting."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture
def quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot looks often whether the app has become idle, behind each of many keys."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.003)
