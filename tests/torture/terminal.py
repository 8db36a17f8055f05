"""netx in a terminal of its own, seen from outside: its bytes, its modes, its end."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds to wait for something that has to come."""

MODES = {
    "the alternate screen": (b"\x1b[?1049h", b"\x1b[?1049l"),
    "mouse clicks": (b"\x1b[?1000h", b"\x1b[?1000l"),
    "mouse drags": (b"\x1b[?1002h", b"\x1b[?1002l"),
    "mouse coordinates": (b"\x1b[?1006h", b"\x1b[?1006l"),
    "bracketed paste": (b"\x1b[?2004h", b"\x1b[?2004l"),
    "the hidden cursor": (b"\x1b[?25l", b"\x1b[?25h"),
}
"""What a program switches on in a terminal, and how it switches it off again."""


class Terminal:
    """A process in a pseudo-terminal; ``ignores_hup`` starts it as ``nohup`` would."""

    def __init__(
        self,
        words: Sequence[str],
        environ: dict[str, str],
        *,
        size: tuple[int, int] = (80, 24),
        ignores_hup: bool = False,
    ) -> None:
        self.bytes = bytearray()
        self.screen = pyte.Screen(*size)
        """What the terminal shows: only what changes is sent, so the bytes alone do not tell."""
        self._stream = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        self.resize(*size)
        self.modes_before = termios.tcgetattr(slave)
        self.pid = os.fork()
        if self.pid == 0:
            self._become(slave, words, environ, ignores_hup)
        self._slave = slave

    def _become(self, slave: int, words: Sequence[str], environ: dict[str, str], ignores_hup: bool) -> None:
        """The child: a session leader with the terminal as its own."""
        try:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for stream in (0, 1, 2):
                os.dup2(slave, stream)
            os.closerange(3, 64)
            signal.signal(signal.SIGHUP, signal.SIG_IGN if ignores_hup else signal.SIG_DFL)
            os.execve(sys.executable, [sys.executable, "-m", "netx_tui", *words], environ)
        finally:
            os._exit(127)

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def send(self, keys: str | bytes) -> None:
        """Type ``keys``."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def read(self, seconds: float) -> bytes:
        """What comes within ``seconds``, as soon as something does."""
        data = b""
        if self.master >= 0 and select.select([self.master], [], [], seconds)[0]:
            with suppress(OSError):
                data = os.read(self.master, 65536)
        self.bytes += data
        self._stream.feed(data)
        return data

    def wait_for(self, text: str, *, since: int = 0) -> None:
        """Read until ``text`` was sent or is shown; raises ``AssertionError`` if it never comes."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in self.bytes[since:] and not self._shows(text, since):
            assert time.monotonic() < until, f"{text!r} was not shown"
            self.read(0.2)

    def _shows(self, text: str, since: int) -> bool:
        """Whether ``text`` stands on the screen, and something came since so many bytes."""
        return len(self.bytes) > since and any(text in line for line in self.screen.display)

    def settle(self, quiet: float = 0.15) -> None:
        """Read until nothing comes for a moment."""
        while self.read(quiet):
            continue

    def hang_up(self) -> None:
        """The line drops: nobody holds the other end of the terminal any more."""
        os.close(self._slave)
        os.close(self.master)
        self.master = self._slave = -1

    def end(self, seconds: float = 5.0) -> tuple[int, float]:
        """Wait for the process; its status (negative: the signal) and its processor time after now, in s.

        Raises ``AssertionError`` when it is still there after ``seconds``; it is killed then.
        """
        before = self._busy()
        until = time.monotonic() + seconds
        while True:
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime - before
            if time.monotonic() >= until:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError(f"still there after {seconds} s")
            if self.master >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)

    def left_on(self) -> list[str]:
        """What the process left switched on in a terminal that is still there."""
        self.settle(0.05)
        on = [name for name, (begin, end) in MODES.items() if self.bytes.rfind(begin) > self.bytes.rfind(end)]
        if termios.tcgetattr(self._slave) != self.modes_before:
            on.append("raw keys")
        return on

    def close(self) -> None:
        """Let go of the terminal."""
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for handle in (self.master, self._slave):
            with suppress(OSError):
                os.close(handle)

    def _busy(self) -> float:
        """The processor time the process took so far, in seconds."""
        with suppress(OSError):
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0


def private_environ(home: Path, **more: str) -> dict[str, str]:
    """An environment in which everything netx keeps lies below ``home``."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "NETX_NOW": "2026-11-23T09:00+01:00",
        **more,
    }


def members(session: int) -> list[int]:
    """The processes of the session that ``session`` leads."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                if int(fields[3]) == session and fields[0] != "Z":
                    found.append(int(entry.name))
    return found
