"""Running whole command lines in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from netx_tui.cli.main import run

NOW = "2026-11-23T09:00+01:00"


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


Netx = Callable[..., Answer]


@pytest.fixture
def netx(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Netx:
    """``netx("contact", "list")`` on the day of the examples."""
    monkeypatch.setenv("NETX_NOW", NOW)
    monkeypatch.setenv("TERM", "xterm-256color")

    def call(*words: str) -> Answer:
        capsys.readouterr()
        status = run(list(words))
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return call


@pytest.fixture
def ayla(netx: Netx) -> str:
    """The id of Ayla Brandt, freshly added."""
    words = ("contact", "add", "Ayla Brandt", "--title", "Head of Data", "--company", "Nordlicht Analytics")
    return netx(*words, "--emails", "ayla@nordlicht.example").out.strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of the hermetic environment."""
    return tmp_path / "home"
