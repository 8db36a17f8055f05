"""Notes typed in a talk by somebody whose netx is killed at any moment.

    python tests/torture/live.py [--trials 40] [--seed N] [--folder DIR]

Every note that the screen showed is there at the next start, whole and once; the line that was not finished
stands in the line again, but for what was typed in the last second.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.torture.lost_lines import add_somebody
from tests.torture.telling import Promise, said, script_options, work_folder
from tests.torture.terminal import Terminal, private_environ

LONGEST = 5.0
"""Seconds somebody goes on typing before the kill."""
PACES = (0.01, 0.05, 0.2)
"""Seconds between two letters, at most: pasted, typed, typed while listening."""
LOST = 1.0
"""Seconds of typing that a kill may cost."""
WORDS = ("trust", "grows", "where", "one", "report", "annoys", "every", "Monday", "and", "nobody", "asks")
_ESCAPES = re.compile(rb"\x1b\[[0-9;?>$]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_IN_THE_LINE = re.compile(r"> (N[^\s].*?)(?:\s{2,}|\Z)")


class Typing:
    """Somebody who notes one line after another: what was said to be kept, and what stands in the line."""

    def __init__(self, terminal: Terminal, chance: random.Random) -> None:
        self.kept: list[str] = []
        self.line = ""
        self.times: list[float] = []
        """When each letter of the line was sent."""
        self.entered = False
        """Whether Enter was sent behind the line."""
        self._terminal, self._chance = terminal, chance

    def until(self, end: float) -> None:
        """Type until ``end``."""
        while time.monotonic() < end:
            self._type(self._next(), end)

    def safe(self, killed: float) -> str:
        """What of the line must be there again after a kill at ``killed``."""
        return self.line[: sum(at <= killed - LOST for at in self.times)]

    def _next(self) -> str:
        words = self._chance.sample(WORDS, self._chance.randint(2, 10))
        return f"N{len(self.kept)} {' '.join(words)}"

    def _type(self, text: str, end: float) -> None:
        self.line, self.times, self.entered = "", [], False
        since = len(self._terminal.bytes)
        pace = self._chance.choice(PACES)
        for letter in text:
            if time.monotonic() >= end:
                return
            self._terminal.send(letter)
            self.line += letter
            self.times.append(time.monotonic())
            self._wait(self._chance.uniform(0.0, pace))
        self._terminal.send("\r")
        self.entered = True
        while time.monotonic() < end:
            self._terminal.read(0.01)
            if f"a  {text}" in seen(self._terminal, since):
                self.kept.append(text)
                self.line, self.times, self.entered = "", [], False
                return

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._terminal.read(left)


def seen(terminal: Terminal, since: int = 0) -> str:
    """The characters that were painted, without colours and places."""
    return _ESCAPES.sub(b"", bytes(terminal.bytes[since:])).decode(errors="replace")


def prepared(home: Path) -> None:
    """A person, and a talk with them that can begin."""
    home.mkdir(parents=True)
    environ = private_environ(home)
    add_somebody(home, environ)
    netx(home, "meeting", "add", "Ayla Brandt", "--at", "2026-11-24 10:00")


def netx(home: Path, *words: str) -> str:
    """What a verb prints; raises ``AssertionError`` where it fails."""
    run = subprocess.run(
        [sys.executable, "-m", "netx_tui", *words],
        env=private_environ(home),
        capture_output=True,
        text=True,
        cwd=home,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def opened(home: Path) -> Terminal:
    """The screens, on the talk."""
    terminal = Terminal([], private_environ(home))
    try:
        terminal.wait_for("Ayla Brandt")
        terminal.send("3")
        terminal.wait_for("24 Nov")
        terminal.settle()
        terminal.send("l")
        terminal.wait_for("gone")
        terminal.settle()
    except AssertionError:
        terminal.close()
        raise
    return terminal


def kills(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Kill ``count`` talks; yields the place, what was wrong with the notes, and with the line."""
    prepared(folder / "begin")
    for number in range(count):
        home = folder / f"home-{number}"
        shutil.copytree(folder / "begin", home)
        try:
            yield (f"kill {number}", *_wrong(home, chance))
        except AssertionError as error:
            yield f"kill {number}", str(error), ""
        finally:
            shutil.rmtree(home)


def _wrong(home: Path, chance: random.Random) -> tuple[str, str]:
    terminal = opened(home)
    try:
        typing = Typing(terminal, chance)
        typing.until(time.monotonic() + chance.uniform(0.0, LONGEST))
        killed = time.monotonic()
        os.kill(terminal.pid, signal.SIGKILL)
    finally:
        terminal.close()
    (meeting,) = json.loads(netx(home, "meeting", "list", "--json"))
    captures = json.loads(netx(home, "meeting", "show", meeting["id"], "--json"))["captures"]
    there = [capture["text"] for capture in captures]
    return _wrong_notes(typing, there), _wrong_line(home, typing, there, killed)


def _wrong_notes(typing: Typing, there: list[str]) -> str:
    may_be = [*typing.kept, typing.line] if typing.entered else typing.kept
    return "" if there in (typing.kept, may_be) else f"{there} instead of {typing.kept}"


def _wrong_line(home: Path, typing: Typing, there: list[str], killed: float) -> str:
    if len(there) > len(typing.kept):
        must, may = "", ""
    else:
        must, may = typing.safe(killed), typing.line
    terminal = opened(home)
    try:
        found = _IN_THE_LINE.findall(seen(terminal))
        line = found[-1] if found else ""
    finally:
        terminal.close()
    # The screen is 80 wide and shows the end of a long line; those that are typed here fit.
    if may.startswith(line) and len(line) >= len(must.rstrip()):
        return ""
    return f"the line is {line!r}, not between {must!r} and {may!r}"


if __name__ == "__main__":
    options = script_options(__doc__, trials=40)
    notes = Promise("talks killed: every note that was shown is there, whole and once")
    lines = Promise("talks killed: the unfinished line is there but for the last second")
    with work_folder(options.folder) as work:
        for place, wrong_notes, wrong_line in kills(
            work / "live", options.trials, random.Random(options.seed)
        ):
            notes.take(place, wrong_notes)
            lines.take(place, wrong_line)
    sys.exit(said(notes, lines))
