"""Sessions that write at the same time, some of them killed, and forms saved over one another.

    python tests/torture/sessions.py [--trials 3] [--seed N] [--folder DIR]

``--trials`` are whole runs: four processes with 200 edits each, and three with 600 whole forms each.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import Locked
from netx_tui.store import snapshot
from netx_tui.store.workspace import Workspace
from tests.torture.scenario import opened
from tests.torture.telling import Promise, said, script_options, work_folder

Tell = Callable[[int], object]
Work = Callable[[int, int, Tell], None]


class Writer:
    """A process that works from edit ``done`` on and tells the number of each that was acknowledged."""

    def __init__(self, mine: int, work: Work) -> None:
        self.mine = mine
        self.done = 0
        self.failed = False
        self.running = False
        self._work = work
        self._child = self._pipe = -1
        self._rest = b""

    def start(self) -> None:
        self._pipe, told = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(told)
            self.running, self._rest = True, b""
            return
        status = 1
        try:
            self._work(self.mine, self.done, lambda number: os.write(told, b"%d\n" % number))
            status = 0
        except BaseException:  # noqa: BLE001 - shown, and told by the status
            traceback.print_exc()
        finally:
            os._exit(status)

    def kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)

    def listen(self) -> None:
        """Take in what it told, and its end."""
        data = os.read(self._pipe, 65536)
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        self.done = max([self.done, *(int(line) + 1 for line in lines)])
        if not data:
            os.close(self._pipe)
            status = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
            self.failed = self.failed or status > 0
            self.running = False


def all_done(writers: list[Writer], edits: int, kills: Iterator[float]) -> None:
    """Let the writers work, killing one after each of the waits in ``kills``, until all edits are told."""
    for writer in writers:
        writer.start()
    next_kill = time.monotonic() + next(kills)
    while busy := [writer for writer in writers if writer.running]:
        ready = select.select([writer._pipe for writer in busy], [], [], 0.01)[0]
        for writer in busy:
            if writer._pipe in ready:
                writer.listen()
                if not writer.running and writer.done < edits and not writer.failed:
                    writer.start()
        if time.monotonic() > next_kill and busy:
            next_kill = time.monotonic() + next(kills)
            victim = busy[int(next_kill * 1e6) % len(busy)]
            if victim.running and victim.done < edits:
                victim.kill()


def _patiently(call: Callable[[], object]) -> None:
    for _try in range(3):
        try:
            call()
            return
        except Locked:
            continue
    call()


def crowd(path: Path, edits: int, kills: Iterator[float], people: int = 4) -> list[str]:
    """What of ``people`` processes with ``edits`` edits each is missing at the end."""
    opened(path, "first").apply([Create("contacts", "c1", {"name": "Ann Berg", "tags": []})], "add")

    def work(mine: int, start: int, tell: Tell) -> None:
        store = opened(path, f"{mine}-{os.getpid()}", who=f"person-{mine}")
        for number in range(start, edits):
            own = Create("contacts", f"c{mine}-{number}", {"name": f"New {number}"})
            tags = store.documents("contacts")["c1"].get("tags", [])
            shared = {f"links.n{mine}-{number}": "https://a.example", "tags": [*tags, f"t{mine}-{number}"]}
            changes = [Update("contacts", "c1", {**shared, "city": f"{mine}-{number}"}), own]
            _patiently(lambda changes=changes: store.apply(changes, "edit"))  # type: ignore[misc]
            tell(number)
            if number % 40 == mine:
                _patiently(lambda: store.compact(force=True))
            if number % 3 == 0:
                store.poll()

    writers = [Writer(mine, work) for mine in range(people)]
    all_done(writers, edits, kills)
    document = opened(path).documents("contacts")
    shared = document["c1"]
    missing = [
        f"{kind}{writer.mine}-{number}"
        for writer in writers
        for number in range(writer.done)
        for kind, there in (("n", shared["links"]), ("t", shared["tags"]), ("c", document))
        if f"{kind}{writer.mine}-{number}" not in there
    ]
    last = [f"{writer.mine}-{writer.done - 1}" for writer in writers]
    return [*missing, *_unreadable(path), *_failed(writers, edits), *_unless(shared["city"] in last, "city")]


def forms(path: Path, saves: int, kills: Iterator[float], people: int = 3) -> list[str]:
    """What is wrong after ``people`` saved whole forms of one person again and again."""
    names = [f"field{mine}" for mine in range(people)]
    blank: dict[str, Any] = {"name": "Ann Berg", "notes": "as it was", **dict.fromkeys(names, -1)}
    opened(path, "first").apply([Create("contacts", "c1", blank)], "add")

    def work(mine: int, start: int, tell: Tell) -> None:
        store = opened(path, f"{mine}-{os.getpid()}", who=f"person-{mine}")
        for number in range(start, saves):
            seen = store.documents("contacts")["c1"]
            form = {name: seen[name] for name in blank} | {names[mine]: number}
            _patiently(lambda seen=seen, form=form: _saved(store, seen, form))  # type: ignore[misc]
            tell(number)
            if number % 7 == mine:
                store.poll()

    writers = [Writer(mine, work) for mine in range(people)]
    all_done(writers, saves, kills)
    document = opened(path).documents("contacts")["c1"]
    expected = {**blank, **{names[writer.mine]: writer.done - 1 for writer in writers}}
    wrong = [f"{name} is {document[name]}" for name in blank if document[name] != expected[name]]
    return [*wrong, *_unreadable(path), *_failed(writers, saves)]


def _saved(store: Workspace, seen: Any, form: dict[str, Any]) -> object:
    return store.apply([Update("contacts", "c1", form)], "form", based_on={("contacts", "c1"): seen})


def _unreadable(path: Path) -> list[str]:
    opened(path, "last").compact(force=True)
    try:
        snapshot.load(str(path))
    except snapshot.BrokenError as error:
        return [str(error)]
    return []


def _failed(writers: list[Writer], edits: int) -> list[str]:
    return [
        f"process {writer.mine} ended early" for writer in writers if writer.failed or writer.done < edits
    ]


def _unless(fact: bool, wrong: str) -> list[str]:
    return [] if fact else [wrong]


def waits(chance: random.Random, shortest: float, longest: float) -> Iterator[float]:
    """Seconds between two kills."""
    while True:
        yield chance.uniform(shortest, longest)


def main() -> int:
    """Let them write, and say what happened."""
    options = script_options(__doc__, trials=3)
    chance = random.Random(options.seed)
    together = Promise("four processes writing and killed at random lose no acknowledged edit (800 in a run)")
    forms_saved = Promise("whole forms saved by three on one person keep each other's fields (1800 in a run)")
    with work_folder(options.folder) as folder:
        for run in range(options.trials):
            kills = waits(chance, 0.01, 0.1)
            for wrong in crowd(folder / f"crowd{run}" / "netx.json", 200, kills):
                together.take(f"run {run}", wrong)
                together.trials -= 1
            together.trials += 800
            for wrong in forms(folder / f"forms{run}" / "netx.json", 600, waits(chance, 0.02, 0.2)):
                forms_saved.take(f"run {run}", wrong)
                forms_saved.trials -= 1
            forms_saved.trials += 1800
    return said(together, forms_saved)


if __name__ == "__main__":
    sys.exit(main())
