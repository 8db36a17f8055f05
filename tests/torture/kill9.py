"""SIGKILL while a verb works: at random moments, and at every call that changes a file.

    python tests/torture/kill9.py [--trials 1000] [--seed N] [--folder DIR]

A verb that was acknowledged (exit status 0) must have done its work; one that was killed has done it wholly
or not at all; the next session opens without a word.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from netx_tui.domain.changes import Create
from netx_tui.domain.errors import NetxError
from netx_tui.store import snapshot
from netx_tui.store.backups import backups
from netx_tui.store.files import StorePaths
from tests.torture.scenario import opened
from tests.torture.telling import Promise, said, script_options, work_folder
from tests.torture.verbs import VERBS, Home, Told, killing_at, plain

MOST_CALLS = 250
SLOWEST = 0.16
"""Seconds after which a verb has surely ended; it is killed at some moment before."""


def judged(home: Home, before: Told, after: Told, status: int) -> str:
    """What is wrong after a verb ended with ``status``; ``before`` and ``after`` are the allowed states."""
    try:
        found = plain(home.state())
        if status == 0 and found != after:
            return "it was acknowledged, and its work is not there"
        if found not in (before, after):
            return "half of its work is there"
        if status > 0:
            return f"it ended with {status}"
        for backup in backups(StorePaths(home.data)):
            snapshot.load(backup.path)
    except (NetxError, snapshot.BrokenError) as error:
        return f"not readable: {error}"
    return ""


def expectations(home: Home, verb: str, elsewhere: Path) -> tuple[Told, Told]:
    """The state before ``verb`` and the one after it, found out on a copy."""
    copy = home.copied(elsewhere)
    before = plain(copy.state())
    copy.forked(VERBS[verb])
    return before, plain(copy.state())


def kills_at_every_call(folder: Path, verb: str, *, half: bool, every: int = 1) -> Iterator[tuple[str, str]]:
    """Where the verb was killed, and what was wrong then."""
    home = Home(folder / "begin")
    if not home.folder.exists():
        home.fill()
    before, after = expectations(home, verb, folder / "copy")
    for call in range(0, MOST_CALLS, every):
        trial = home.copied(folder / "trial")
        status = trial.forked(VERBS[verb], killing_at(call, half=half))
        wrong = judged(trial, before, after, status)
        if not wrong and call % 5 == 0:
            wrong = _edit_afterwards(trial)
        yield f"{verb}, killed at call {call}", wrong
        if status >= 0:
            return
    yield verb, "it never came to an end"


def _edit_afterwards(home: Home) -> str:
    store = opened(home.data, "next")
    store.apply([Create("contacts", "c0", {"name": "Next"})], "next")
    return "" if "c0" in home.state()["contacts"] else "the next edit was lost"


def random_kills(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Kills at any moment, one after the other on the same store."""
    home = Home(folder / "store")
    home.fill()
    verbs = [verb for verb in VERBS if verb != "purge"]
    for number in range(count):
        verb = verbs[number % len(verbs)]
        now = {"NETX_NOW": (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=20 * number)).isoformat()}
        copy = home.copied(folder / "copy")
        before = plain(copy.state())
        expected = copy.forked(VERBS[verb], environment=now)
        after = plain(copy.state())
        with subprocess.Popen(
            home.program(VERBS[verb]),
            env=home.environment() | now,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as program:
            time.sleep(chance.uniform(0, SLOWEST))
            program.kill()
        status = program.returncode
        refused = status == expected != 0  # the person may be deleted already, or be there twice
        yield f"{verb}, kill {number}", judged(home, before, after, 0 if refused else status)


def main() -> int:
    """Kill, and say what happened."""
    options = script_options(__doc__, trials=1000)
    with work_folder(options.folder) as folder:
        anywhere = Promise("a verb killed at any moment did its work wholly or not at all")
        for place, wrong in random_kills(folder / "random", options.trials, random.Random(options.seed)):
            anywhere.take(place, wrong)
        said(anywhere)
        exactly = Promise("a verb killed at any file call did its work wholly or not at all")
        for verb in VERBS:
            for half in (False, True):
                for place, wrong in kills_at_every_call(folder / f"calls-{half}", verb, half=half):
                    exactly.take(place, wrong)
        said(exactly)
    return 1 if anywhere.failures or exactly.failures else 0


if __name__ == "__main__":
    sys.exit(main())
