"""Disks without room: a small file system that fills up, and a limit on the size of files.

    python tests/torture/full_disk.py [--trials 100] [--seed N] [--folder DIR]

The small file system is a tmpfs of 1 MB, mounted where the machine allows that.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from netx_tui.domain.changes import Create
from netx_tui.domain.errors import CannotCreate, CannotWrite, NetxError
from netx_tui.store.workspace import Workspace
from tests.torture.scenario import edited, opened, state_of
from tests.torture.telling import Promise, said, script_options, work_folder

MEGABYTE = 1024**2


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of 1 MB at ``folder``; whether it could be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def works(store: Workspace, path: Path, number: int, size: int) -> dict[str, Callable[[], object]]:
    """What may run out of room."""
    many = [Create("contacts", f"i{number}-{n}", {"name": "Import", "notes": "z" * size}) for n in range(30)]
    return {
        "edit": lambda: store.apply(edited(notes="x" * size * 9), "edit"),
        "import": lambda: store.apply(many, "import"),
        "compaction": lambda: store.compact(force=True),
        "backup": lambda: store.backup(path.with_name("copy.json")),
        "undo": lambda: store.undo(),
    }


def judged(store: Workspace, path: Path, work: Callable[[], object], more_room: Callable[[], object]) -> str:
    """What is wrong after ``work`` without room, and after ``more_room`` was made; empty where nothing is."""
    before = state_of(store)
    try:
        work()
        refused = False
    except (CannotWrite, CannotCreate) as error:
        refused = True
        if "room" not in error.message or "\n" in error.message:
            return f"a sentence that does not help: {error.message}"
    except NetxError as error:
        return f"refused with {error.message}"
    except Exception as error:  # noqa: BLE001 - told as a failure of the trial
        return f"{type(error).__name__}: {error}"
    if refused and state_of(store) != before:
        return "memory changed although it was refused"
    if state_of(opened(path)) != state_of(store):
        return "the files say something else than memory"
    more_room()
    store.apply(edited(title=f"after {len(before)}", lang="de" if refused else "fr"), "next")
    if state_of(opened(path)) != state_of(store):
        return "the next edit is not what the files say"
    return "refused" if refused else ""


def fills(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """``count`` refusals on a file system that has just so many bytes left."""
    told = number = 0
    filler = folder / "filler"
    while told < count:
        number += 1
        path = folder / f"data{number}" / "netx.json"
        store = _begun(path)
        work = list(works(store, path, number, 400).items())[number % 5]
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize
        filler.write_bytes(b"f" * max(0, free - chance.choice((0, 1, 4096, 8192, 12288))))
        wrong = judged(store, path, work[1], filler.unlink)
        filler.unlink(missing_ok=True)
        if wrong:
            told += 1
            yield f"{work[0]}, fill {number}", wrong.removeprefix("refused")
        for file in path.parent.iterdir():
            file.unlink()
        path.parent.rmdir()
        if number > count * 20:
            yield "no more room", "it is never refused"
            return


def limits(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """``count`` refusals by a limit on the size of files, as ``ulimit -f`` sets."""
    old, usual = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    told = number = 0

    def unlimited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)

    try:
        while told < count:
            number += 1
            path = folder / f"limit{number}" / "netx.json"
            store = _begun(path)
            name, work = list(works(store, path, number, 400).items())[number % 5]
            size = os.path.getsize(f"{path}.journal")
            resource.setrlimit(
                resource.RLIMIT_FSIZE, (chance.randrange(100, size + chance.choice((1, 600, 4000))), usual[1])
            )
            try:
                wrong = judged(store, path, work, unlimited)
            finally:
                unlimited()
            if wrong:
                told += 1
                yield f"{name}, limit {number}", wrong.removeprefix("refused")
    finally:
        signal.signal(signal.SIGXFSZ, old)


def _begun(path: Path) -> Workspace:
    store = opened(path, "run")
    store.apply([Create("contacts", "c1", {"name": "Ann Berg"})], "add")
    store.compact(force=True)
    store.apply([Create("contacts", "c2", {"name": "Bo Lind", "notes": "n" * 600})], "add Bo")
    return store


def main() -> int:
    """Fill up, and say what happened."""
    options = script_options(__doc__, trials=100)
    chance = random.Random(options.seed)
    full = Promise("on a full disk an edit is refused by name, nothing changes, and with room it goes on")
    limit = Promise("at a limit on file sizes an edit is refused by name, nothing changes, and it goes on")
    with work_folder(options.folder) as folder:
        with small_disk(folder / "small") as mounted:
            for place, wrong in fills(folder / "small", options.trials, chance) if mounted else ():
                full.take(place, wrong)
        for place, wrong in limits(folder, options.trials, chance):
            limit.take(place, wrong)
    if not mounted:
        print("No small file system could be mounted here.", file=sys.stderr)
        return said(limit)
    return said(full, limit)


if __name__ == "__main__":
    sys.exit(main())
