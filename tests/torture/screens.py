"""People added on the screens by somebody whose netx is killed at any moment.

    python tests/torture/screens.py [--trials 200] [--seed N] [--folder DIR]

Whoever the screen said is added is there at the next start, whole, and the store can be read.
"""

from __future__ import annotations

import json
import os
import random
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

SAVE = "\x13"
LONGEST = 1.5
"""Seconds somebody goes on typing before the kill."""
LETTERS = "bdfgklmnprst"


def kills(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Kill the screens ``count`` times; yields the place and what was wrong, or nothing."""
    for number in range(count):
        home = folder / f"home-{number}"
        home.mkdir(parents=True)
        try:
            yield f"kill {number}", _wrong(home, number, chance)
        finally:
            shutil.rmtree(home)


def _wrong(home: Path, number: int, chance: random.Random) -> str:
    environ = private_environ(home)
    add_somebody(home, environ)
    terminal = Terminal([], environ)
    try:
        terminal.wait_for("Ayla Brandt")
        acknowledged = added_until_killed(terminal, number, chance)
    except AssertionError as error:
        return str(error)
    finally:
        terminal.close()
    return _complaints(home, environ, number, acknowledged)


def added_until_killed(terminal: Terminal, number: int, chance: random.Random) -> int:
    """Type one person after another until the kill; how many the screen said were added."""
    until = time.monotonic() + chance.uniform(0.0, LONGEST)
    acknowledged = 0
    while time.monotonic() < until:
        terminal.send(f"2n{name_of(number, acknowledged)}{SAVE}")
        while time.monotonic() < until:
            terminal.read(0.005)
            if f"{name_of(number, acknowledged)} is added".encode() in terminal.bytes:
                acknowledged += 1
                break
    os.kill(terminal.pid, signal.SIGKILL)
    return acknowledged


def name_of(number: int, person: int) -> str:
    """A name that differs from the ones before it in every word, so that the screen paints it whole."""
    first, last = LETTERS[person % len(LETTERS)], LETTERS[(person + 5) % len(LETTERS)]
    return f"{first.upper()}a{LETTERS[number % len(LETTERS)]}o {last.upper()}illum{last * (person // 12)}"


def _complaints(home: Path, environ: dict[str, str], number: int, acknowledged: int) -> str:
    words = [sys.executable, "-m", "netx_tui", "contact", "list", "--json"]
    run = subprocess.run(words, env=environ, capture_output=True, text=True, cwd=home, check=False)
    if run.returncode:
        return f"cannot be read: {run.stderr}"
    names = [row["name"] for row in json.loads(run.stdout)]
    lost = [name for person in range(acknowledged) if (name := name_of(number, person)) not in names]
    wanted = {"Ayla Brandt", *(name_of(number, n) for n in range(len(names)))}
    halves = [name for name in names if name not in wanted]
    found = []
    if lost:
        found.append(f"lost: {lost}")
    if halves:
        found.append(f"not whole: {halves}")
    if len(names) > acknowledged + 2:
        found.append(f"{len(names) - 1} people, {acknowledged} were acknowledged")
    return "; ".join(found)


if __name__ == "__main__":
    options = script_options(__doc__, trials=200)
    promise = Promise("screens killed: whoever was said to be added is there")
    with work_folder(options.folder) as work:
        for place, wrong in kills(work / "screens", options.trials, random.Random(options.seed)):
            promise.take(place, wrong)
    sys.exit(said(promise))
