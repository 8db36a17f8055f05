"""A line that drops, a signal, a closed terminal, while somebody types and the screen repaints.

    python tests/torture/lost_lines.py [--trials 50] [--seed N] [--folder DIR]

Each way out is tried that often: netx is gone within five seconds with the right status, has kept what was
typed, leaves a terminal that is still there as it was, and neither processes nor half-written files.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.torture.telling import Promise, said, script_options, work_folder
from tests.torture.terminal import Terminal, members, private_environ

TYPED = "Zoe Halfway"
BUSY_SECONDS = 1.0
"""Processor time that ending may take; more means that something spins."""


def closed(terminal: Terminal) -> None:
    """The terminal's window is closed."""
    terminal.hang_up()


def hung_up(terminal: Terminal) -> None:
    """The line drops and the kernel says so, while the terminal is still there for a moment."""
    os.kill(terminal.pid, signal.SIGHUP)


def terminated(terminal: Terminal) -> None:
    """Somebody asks the process to end."""
    os.kill(terminal.pid, signal.SIGTERM)


WAYS: dict[str, tuple[Callable[[Terminal], None], int, bool]] = {
    "terminal closed": (closed, 129, False),
    "HUP": (hung_up, 129, False),
    "HUP ignored, terminal gone": (closed, 129, True),
    "TERM": (terminated, 143, False),
}
"""What happens, the exit status that belongs to it, and whether netx was started with HUP ignored."""


def trials(folder: Path, way: str, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Go out this way ``count`` times; yields the place and what was wrong, or nothing."""
    for number in range(count):
        home = folder / f"home-{number}"
        home.mkdir(parents=True)
        try:
            yield f"{way} {number}", _wrong(home, way, chance)
        finally:
            shutil.rmtree(home)


def _wrong(home: Path, way: str, chance: random.Random) -> str:
    act, wanted, ignores_hup = WAYS[way]
    environ = private_environ(home)
    add_somebody(home, environ)
    terminal = Terminal([], environ, ignores_hup=ignores_hup)
    try:
        terminal.wait_for("Ayla Brandt")
        terminal.send("2n")
        terminal.wait_for("A new person")
        terminal.settle()
        terminal.send(TYPED)
        terminal.wait_for(TYPED[-3:], since=len(terminal.bytes))
        for _key in range(chance.randrange(40)):  # typed faster than it can be painted
            terminal.send("x")
        act(terminal)
        status, busy = terminal.end()
        return _complaints(terminal, home, status, busy, wanted)
    except AssertionError as error:
        return str(error)
    finally:
        terminal.close()


def _complaints(terminal: Terminal, home: Path, status: int, busy: float, wanted: int) -> str:
    found = []
    if status != wanted:
        found.append(f"status {status}")
    if busy > BUSY_SECONDS:
        found.append(f"{busy:.1f} s busy")
    if terminal.master >= 0 and (left := terminal.left_on()):
        found.append(f"left on: {', '.join(left)}")
    if members(terminal.pid):
        found.append("processes stayed behind")
    if not any(text.startswith(TYPED) for text in drafts(home)):
        found.append("what was typed is not kept")
    if half := [path.name for path in home.rglob("*.new")]:
        found.append(f"half-written: {half}")
    return "; ".join(found)


def drafts(home: Path) -> list[str]:
    """All texts that are kept as drafts."""
    texts: list[str] = []
    for file in (home / "state" / "netx" / "sessions").glob("*.json"):
        for draft in json.loads(file.read_text(encoding="utf-8"))["drafts"]:
            texts += draft["values"].values()
    return texts


def add_somebody(home: Path, environ: dict[str, str]) -> None:
    """One person is there already, so that no question stands before the list."""
    words = ["contact", "add", "Ayla Brandt", "--title", "Head of Data"]
    subprocess.run(
        [sys.executable, "-m", "netx_tui", *words], env=environ, check=True, capture_output=True, cwd=home
    )


if __name__ == "__main__":
    options = script_options(__doc__, trials=50)
    promises = []
    with work_folder(options.folder) as work:
        for name in WAYS:
            promise = Promise(f"{name}: gone cleanly, what was typed is kept")
            for place, wrong in trials(work / "lines", name, options.trials, random.Random(options.seed)):
                promise.take(place, wrong)
            promises.append(promise)
    sys.exit(said(*promises))
