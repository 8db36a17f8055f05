"""The border to the terminal: what may reach it, and how the app leaves when it breaks."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.control import Control
from rich.segment import Segment
from textual._compositor import Compositor
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.color import Color
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from netx_tui.widgets.signs import UNICODE
from netx_tui.widgets.terminal import (
    OSC_52,
    SCREEN_CHUNK,
    AsciiFilter,
    ControlFilter,
    SafeLinuxDriver,
    TolerantFile,
    _Reader,
    through_screen,
)

BLACK = Color.parse("black")
HOSTILE = "a\x1b]52;c;aGk=\x07b\x9b31mc\x7fd\u202ee\u2066f\u200bg\x00h"


# -- the filter --------------------------------------------------------------------------------------


def test_harmless_segments_pass_as_they_are() -> None:
    segments = [Segment("Ayla Brandt, Köln – 東京 ✓ ▌")]
    assert ControlFilter().apply(segments, BLACK) is segments


def test_nothing_that_acts_on_the_terminal_passes() -> None:
    [clean] = ControlFilter().apply([Segment(HOSTILE)], BLACK)
    assert clean.text == "a]52;c;aGk=b31mcdefgh"


def test_in_ascii_whatever_is_drawn_keeps_its_width_and_letters_stay() -> None:
    drawn = "╭──╮│▌●○✓▾…·→✉◔━┄▁▇█„so“ Köln"
    [segment] = AsciiFilter().apply([Segment(drawn)], BLACK)
    assert segment.text == '+--+|#*oxv~.>ml--###"so" Köln'
    assert cell_len(segment.text) == cell_len(drawn)
    plain = [Segment("Ayla Brandt")]
    assert AsciiFilter().apply(plain, BLACK) is plain


@pytest.mark.parametrize("sign", [*vars(UNICODE).values(), *"─━┄│╭╮╰╯┌┐└┘▁▂▃▄▅▆▇█"])
def test_every_sign_of_netx_has_its_ascii(sign: str) -> None:
    [segment] = AsciiFilter().apply([Segment(sign)], BLACK)
    assert segment.text.isascii()
    assert len(segment.text) == len(sign)


def test_the_control_segments_of_the_framework_pass() -> None:
    home = Control.home().segment
    assert ControlFilter().apply([home, Segment("\x1b")], BLACK)[0] == home


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_keeps_a_control_character(text: str) -> None:
    clean = "".join(s.text for s in ControlFilter().apply([Segment(text)], BLACK))
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in clean)


# -- the terminal that goes away ---------------------------------------------------------------------


class _Gone:
    """A file on a terminal that hung up."""

    writes = 0

    def write(self, _text: str) -> int:
        self.writes += 1
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")

    def fileno(self) -> int:
        return 1


def test_what_is_written_to_a_terminal_that_is_gone_is_dropped() -> None:
    gone = _Gone()
    file = TolerantFile(gone)  # type: ignore[arg-type]
    assert [file.write("abc"), file.write("de")] == [3, 2]
    file.flush()
    assert (file.gone, gone.writes) == (True, 1)


# -- what the terminal sends -------------------------------------------------------------------------


class _Listener:
    def __init__(self) -> None:
        self.keys: list[str] = []

    def process_message(self, message: Message) -> None:
        self.keys.append(getattr(message, "key", ""))


@pytest.mark.parametrize("bad", ["\x1b[1114112;1u", "\x1b[99999999999999999999u", "\x1b[<0;0;0M", "\ufffd"])
def test_a_sequence_that_makes_no_sense_does_not_end_the_reading(bad: str) -> None:
    listener = _Listener()
    reader = _Reader(listener)  # type: ignore[arg-type]
    for text in (bad, "", "j"):
        reader.feed(text)
    assert listener.keys[-1] == "j"


@given(st.text(st.sampled_from("\x1b[]<>?;:0123456789uM~tROI\x07aé\ufffd"), max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_input_breaks_the_reader(text: str) -> None:
    listener = _Listener()
    reader = _Reader(listener)  # type: ignore[arg-type]
    reader.feed(text)
    for _round in range(4):
        reader.tick()
    assert reader.tick() is None


def test_the_reader_rests_when_nothing_is_pending() -> None:
    reader = _Reader(_Listener())  # type: ignore[arg-type]
    assert reader.tick() is None
    reader.feed("j")
    assert [reader.tick() is None for _round in range(3)] == [False, False, True]


def test_gnu_screen_gets_a_long_sequence_in_pieces() -> None:
    sequence = OSC_52 + "c;" + "A" * 1000 + "\a"
    wrapped = through_screen(sequence)
    pieces = [piece.removeprefix("\x1bP") for piece in wrapped.split("\x1b\\")[:-1]]
    assert "".join(pieces) == sequence
    assert max(map(len, pieces)) == SCREEN_CHUNK


# -- names of Textual that are not public ------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (LinuxDriver, "run_input_thread"),
        (LinuxDriver, "_enable_mouse_support"),
        (LinuxDriver, "_disable_mouse_support"),
        (LinuxDriver, "disable_input"),
        (XTermParser, "feed"),
        (XTermParser, "tick"),
        (App, "_fatal_error"),
        (Compositor, "_get_renders"),
        (Compositor, "_render_chops"),
    ],
)
def test_the_private_names_we_build_on_exist(owner: type, name: str) -> None:
    assert callable(getattr(owner, name))


async def test_the_private_attributes_we_build_on_exist() -> None:
    app: App[None] = App()
    driver = SafeLinuxDriver(app, debug=False, mouse=False, size=(80, 24))
    assert isinstance(driver._file, TolerantFile)
    for name in ("fileno", "attrs_before", "exit_event", "_key_thread", "_must_signal_resume", "_mouse"):
        assert hasattr(driver, name), name
    for name in ("_driver", "_exception"):
        assert hasattr(app, name), name


async def test_nobody_is_asked_for_another_mouse_pointer() -> None:
    app: App[None] = App()
    driver = SafeLinuxDriver(app, debug=False, mouse=True, size=(80, 24))
    written: list[str] = []
    driver._writer_thread = SimpleNamespace(write=written.append)  # type: ignore[assignment]
    driver.write("\x1b]22;default\x07")
    driver.write("\x1b]0;netx\x07")
    assert written == ["\x1b]0;netx\x07"]


# -- a real terminal ---------------------------------------------------------------------------------

PROGRAM = """
import os, sys
from datetime import datetime
from netx_tui.config.terminal_env import prepare_environment
prepare_environment(os.environ)
from textual.binding import Binding
from textual.widgets import Static
from netx_tui.app import Frame, NetxApp, Room, run_app
from netx_tui.screens.base import NetxScreen

class People(NetxScreen[None]):
    BINDINGS = [Binding("x", "crash", "crash")]
    def compose_body(self):
        yield Static("\\x1b]2;title\\x07Ayla \\u202e Brandt", markup=False)
    def action_crash(self):
        number = "0151 secret"
        raise ValueError("boom")

now = lambda: datetime(2026, 11, 23)
app = NetxApp([Room("people", "People", "p", People)], Frame(now=now, log=sys.argv[1], environ=os.environ))
sys.exit(run_app(app))
"""


class Terminal:
    """netx on a pseudo-terminal of its own."""

    def __init__(self, log: Path) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.modes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(log)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.slave = slave
        self.output = b""

    def read(self, seconds: float, until: bytes = b"") -> bytes:
        """What comes within ``seconds``, or up to ``until``."""
        found, end = b"", time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not (until and until in found):
            if select.select([self.master], [], [], left)[0]:
                found += os.read(self.master, 65536)
        self.output += found
        return found

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def end(self) -> int:
        """Wait for the end, reading on; the exit status."""
        until = time.monotonic() + 10
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.02)
        self.read(0.02)
        return self.process.wait(1)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "state" / "netx.log")
    terminal.read(10, until=b"Brandt")
    terminal.read(0.4)
    yield terminal
    if terminal.process.poll() is None:
        terminal.process.kill()
        terminal.process.wait()
    for descriptor in {terminal.master, terminal.slave} - {-1}:
        os.close(descriptor)


def test_on_a_terminal_it_is_silent_survives_garbage_and_leaves_it_as_it_was(terminal: Terminal) -> None:
    assert b"\x1b]2;" not in terminal.output
    assert "\u202e".encode() not in terminal.output
    assert any(terminal.read(1.2) == b"" for _second in range(5))
    terminal.type(b"\xff\xfe\x80\x1b[1114112;1u\x1b[<0;0;0M")
    terminal.read(0.2)
    terminal.type(b"\x11")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.output
    assert termios.tcgetattr(terminal.slave)[:4] == terminal.modes[:4]


def test_a_signal_to_leave_is_obeyed_at_once(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert b"\x1b[?1049l" in terminal.output


def test_a_terminal_that_hangs_up_ends_the_app(terminal: Terminal) -> None:
    os.close(terminal.slave)
    os.close(terminal.master)
    terminal.master = terminal.slave = -1
    assert terminal.process.wait(5) == 128 + signal.SIGHUP


def test_a_crash_says_one_sentence_and_keeps_no_values(terminal: Terminal, tmp_path: Path) -> None:
    log = tmp_path / "state" / "netx.log"
    terminal.type(b"x")
    assert terminal.end() == 1
    screen = terminal.output.partition(b"\x1b[?1049l")[2].decode()
    assert "netx had to stop because of an error." in screen
    assert str(log.name) in screen.replace("\r\n", "")
    assert "Traceback" not in screen
    text = log.read_text()
    assert "ValueError\n" in text
    assert "action_crash" in text
    assert "boom" not in text
    assert "0151" not in text
    assert "0151" not in screen.replace("\r\n", "")
    assert log.stat().st_mode & 0o777 == 0o600


def test_stopped_and_continued_it_paints_anew(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGSTOP)
    terminal.process.send_signal(signal.SIGCONT)
    assert b"Brandt" in terminal.read(5, until=b"Brandt")
    terminal.type(b"\x11")
    assert terminal.end() == 0
