"""What happens to netx when its line drops, and what it leaves behind; each way out once."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.torture import lost_lines
from tests.torture.terminal import Terminal, private_environ

SHOWN = "Reading list from Fatou"
"""What stands on the first screen of the demo."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "person"
    folder.mkdir()
    return folder


def started(home: Path, *words: str, **more: str) -> Terminal:
    """netx in a terminal, with its list on the screen."""
    terminal = Terminal(words or ("demo",), private_environ(home, **more))
    terminal.wait_for(SHOWN)
    terminal.settle()
    return terminal


@pytest.mark.parametrize("way", lost_lines.WAYS)
def test_what_was_typed_outlives_a_lost_line_and_nothing_stays_behind(tmp_path: Path, way: str) -> None:
    assert [wrong for _place, wrong in lost_lines.trials(tmp_path, way, 1, random.Random(7)) if wrong] == []


def test_paused_and_continued_netx_gives_the_terminal_back_and_paints_anew(home: Path) -> None:
    terminal = started(home)
    try:
        before = len(terminal.bytes)
        terminal.send(b"\x1a")
        terminal.wait_for("\x1b[?1049l", since=before)
        pid, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert (pid, os.WIFSTOPPED(status)) == (terminal.pid, True)
        assert terminal.left_on() == []
        before = len(terminal.bytes)
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(SHOWN, since=before)
        terminal.settle()
        terminal.send("q")
        assert terminal.end()[0] == 0
        assert terminal.left_on() == []
    finally:
        terminal.close()


def test_any_window_size_is_survived_and_the_old_one_shows_everything_again(home: Path) -> None:
    terminal = started(home)
    try:
        for size in ((1, 1), (500, 200), (2, 40), (80, 24)):
            terminal.resize(*size)
            terminal.settle()
        before = len(terminal.bytes)
        terminal.send("?")
        terminal.wait_for("Keys", since=before)
        terminal.send("\x1b")
        terminal.settle()
        terminal.send("q")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()


def test_bytes_that_are_no_text_are_no_keys(home: Path) -> None:
    terminal = started(home)
    try:
        terminal.send(b"\xff\xfe\xc3\x28\x80\xf0\x9f\x1b[<99999999999999;1;1M\x1b[999;999;999R")
        terminal.settle()
        before = len(terminal.bytes)
        terminal.send("?")
        terminal.wait_for("Keys", since=before)
    finally:
        terminal.close()


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_only_prints_lines_gets_lines(home: Path, term: str) -> None:
    terminal = Terminal(("demo",), private_environ(home, TERM=term))
    try:
        terminal.wait_for("Ayla Brandt")
        assert terminal.end()[0] == 0
        assert b"\x1b[?1049h" not in terminal.bytes
    finally:
        terminal.close()


def test_the_last_one_to_leave_puts_everything_into_the_one_file(home: Path) -> None:
    environ = private_environ(home)
    lost_lines.add_somebody(home, environ)
    first, second = (Terminal([], environ) for _session in range(2))
    file = home / "data" / "netx" / "netx.json"
    before = file.read_bytes()
    try:
        for terminal in (first, second):
            terminal.wait_for("Ayla Brandt")
            terminal.settle(0.5)
        first.send("2n")
        first.wait_for("A new person")
        first.send("Zoe Berg\x13")
        first.wait_for("Zoe Berg is added")
        second.wait_for("Zoe Berg")
        second.wait_for("2 sessions")
        first.send("q")
        assert first.end()[0] == 0
        second.send("q")
        assert second.end()[0] == 0
        with TinyDB(file) as stock:
            assert {document["name"] for document in stock.table("contacts")} == {"Ayla Brandt", "Zoe Berg"}
        assert file.read_bytes() != before
    finally:
        first.close()
        second.close()
