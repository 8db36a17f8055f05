"""While something takes longer than a moment, a line on the terminal moves; nothing of it stays."""

from __future__ import annotations

import io
from threading import Event

import pytest

from netx_tui.cli import patience as module
from netx_tui.cli.patience import patience


class Terminal(io.StringIO):
    """Somebody watches."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if "..." in text:
            self.moved.set()
        return super().write(text)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_long_work_shows_a_line_that_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AFTER", 0.0)
    monkeypatch.setattr(module, "EACH", 0.0)
    stream = Terminal()
    with patience(stream):
        assert stream.moved.wait(20)
    assert "Reading ..." in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_short_work_shows_nothing() -> None:
    stream = Terminal()
    with patience(stream):
        pass
    assert stream.getvalue() == ""


def test_nobody_watching_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AFTER", 0.0)
    stream = io.StringIO()
    with patience(stream):
        Event().wait(0.05)
    assert stream.getvalue() == ""


def test_what_goes_wrong_meanwhile_is_raised_and_the_line_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AFTER", 0.0)
    stream = Terminal()
    with pytest.raises(KeyError), patience(stream):
        stream.moved.wait(0.6)
        raise KeyError
    assert stream.getvalue() in ("",) or stream.getvalue().endswith("\r\x1b[K")
