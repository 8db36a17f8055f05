"""Damaged files: whatever happens to them, the store opens with everything or refuses by name.

    python tests/torture/damages.py [--trials 2000] [--seed N] [--folder DIR]

Each trial damages one file of a store and opens it. It must show every acknowledged edit, or refuse with one
sentence that names the file and the command that goes on; the damaged file stays as it is.
"""

from __future__ import annotations

import os
import random
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from netx_tui.domain.changes import Create, Delete
from netx_tui.domain.errors import BadInput, NetxError
from netx_tui.store.restore import restore
from tests.torture.scenario import State, edited, opened, state_of
from tests.torture.telling import Promise, said, script_options, work_folder

SNAPSHOT, JOURNAL, HISTORY, LOCK = "netx.json", "netx.json.journal", "netx.json.history", "netx.json.lock"
BACKUP = "backups/netx-20261123-070000.json"


class Trial(NamedTuple):
    """One damage: its ``kind`` and file, and what was wrong; empty where nothing was.

    ``way_out`` tells what was wrong with the command that the refusal named, ``None`` where it named none.
    """

    kind: str
    place: str
    wrong: str
    way_out: str | None = None


Damage = Callable[[bytes, random.Random], bytes]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, max(2, len(data)))]


def _torn_line(data: bytes, chance: random.Random) -> bytes:
    last = data.rfind(b"\n", 0, len(data) - 1) + 1
    return data[: chance.randrange(last, len(data))]


def _garbage(data: bytes, chance: random.Random) -> bytes:
    return data + chance.choice(
        (b"\0" * 700, chance.randbytes(50), b"garbage\n", b"{}\n", b'{"seq":1}\n', b"[" * 3000, b"\n", b"}")
    )


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _zeroes(data: bytes, chance: random.Random) -> bytes:
    size = min(len(data), chance.choice((1, 16, 512)))
    at = chance.choice((len(data) - size, chance.randrange(len(data) - size + 1)))
    return data[:at] + b"\0" * size + data[at + size :]


def _byte_order_mark(data: bytes, _chance: random.Random) -> bytes:
    return b"\xef\xbb\xbf" + data


def _not_utf8(data: bytes, chance: random.Random) -> bytes:
    at = data.find(b"Berg") if b"Berg" in data else chance.randrange(len(data))
    return data[:at] + b"\xff\xfe" + data[at + 2 :]


def _nan(data: bytes, _chance: random.Random) -> bytes:
    return re.sub(rb'"(rev|seq|history_txns)": ?\d+', rb'"\1":NaN', data, count=1)


def _deep(data: bytes, chance: random.Random) -> bytes:
    deep = chance.choice((b"[", b'{"a":')) * 100_000
    return chance.choice((deep, data.replace(b'"Ann Berg"', deep, 1)))


def _twice(data: bytes, chance: random.Random) -> bytes:
    places = [found.start() for found in re.finditer(rb'"(name|id|city|contacts|seq|2)":', data)]
    at = chance.choice(places)
    key = data[at : data.index(b":", at) + 1]
    return data[:at] + key + chance.choice((b"{}", b"1", b'"x"')) + b"," + data[at:]


def _line_gone(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def _line_twice(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return b"".join((*lines[: at + 1], lines[at], *lines[at + 1 :]))


def _line_moved(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    one = chance.randrange(len(lines))
    lines.append(lines.pop(one))
    return b"".join(lines)


KINDS: dict[str, Damage] = {
    "truncated": _cut,
    "torn last line": _torn_line,
    "garbage appended": _garbage,
    "emptied": lambda _data, _chance: b"",
    "a bit flipped": _flip,
    "pages of zeroes": _zeroes,
    "byte order mark": _byte_order_mark,
    "not UTF-8": _not_utf8,
    "NaN": _nan,
    "nested 100,000 deep": _deep,
    "a key twice": _twice,
    "a line missing": _line_gone,
    "a line twice": _line_twice,
    "a line at the wrong place": _line_moved,
}

WEIGHTED = [SNAPSHOT] * 3 + [JOURNAL] * 4 + [HISTORY, LOCK]


class Store:
    """A store with something in every file, made anew for each trial from its bytes."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.path = folder / SNAPSHOT
        store = opened(self.path, "first")
        people = [Create("contacts", f"c{n}", {"name": f"Ann Berg {n}", "city": "Köln"}) for n in range(12)]
        store.apply(people, "add")
        store.apply([Create("companies", "f1", {"name": "Kranich Werke"})], "company")
        os.mkdir(folder / "backups", 0o700)
        store.backup(folder / BACKUP)
        store.compact(force=True)
        store.apply(edited(city="Ulm"), "move")
        store.compact(force=True)
        for label, fields in (("lang", {"lang": "de"}), ("note", {"notes": "n" * 300})):
            store.apply(edited("c3", **fields), label)
        store.apply([Delete("contacts", "c5"), Create("contacts", "c99", {"name": "Bo Lind"})], "swap")
        store.apply(edited("c99", city="Jena"), "last")
        self.expected: State = state_of(store)
        names = (SNAPSHOT, JOURNAL, HISTORY, LOCK, BACKUP)
        self._files = {name: (folder / name).read_bytes() for name in names}
        self._times = {name: (folder / name).stat().st_mtime_ns for name in names}

    def put(self, *, backup: bool = True) -> None:
        """Write all files again as they were."""
        folder = self.path.parent
        shutil.rmtree(folder)
        os.makedirs(folder / "backups")
        for name, data in self._files.items():
            if backup or name != BACKUP:
                (folder / name).write_bytes(data)
                self.keep_time(name)

    def keep_time(self, name: str) -> None:
        """Let the file look as if nothing had written to it: a failing disk tells no time."""
        os.utime(self.path.parent / name, ns=(self._times[name],) * 2)

    def bytes_of(self, name: str) -> bytes:
        return self._files[name]


def trials(folder: Path, count: int, chance: random.Random) -> Iterator[Trial]:
    """``count`` random damages, each kind as often as the others."""
    store = Store(folder / "store")
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        name = chance.choice(WEIGHTED)
        damaged = KINDS[kind](store.bytes_of(name), chance)
        backup = chance.random() < 0.8
        store.put(backup=backup)
        (store.path.parent / name).write_bytes(damaged)
        store.keep_time(name)
        wrong = judged(store, name, backup=backup) or _written_over(store.path.parent / name, damaged)
        yield Trial(kind, name, wrong, way_out(store, name, damaged, backup=backup))


def special_trials(folder: Path) -> Iterator[Trial]:
    """Files that are gone, of another store, no files at all, or far too long."""
    store = Store(folder / "store")
    strange = Store(folder / "strange")
    for name in (SNAPSHOT, JOURNAL, HISTORY, LOCK):
        path = store.path.parent / name
        for kind, damage in _special_damages(path, strange.bytes_of(name)).items():
            store.put()
            path.unlink()
            damage()
            before = _look(path)
            wrong = judged(store, name, backup=True)
            if not wrong and name != LOCK and _look(path) != before:
                wrong = "the damaged file was written over"
            yield Trial(kind, name, wrong, way_out(store, name))
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _special_damages(path: Path, strange: bytes) -> dict[str, Callable[[], object]]:
    trap = path.with_name("trap")
    return {
        "deleted": lambda: None,
        "of another store": lambda: path.write_bytes(strange),
        "a folder": path.mkdir,
        "a link": lambda: (trap.write_bytes(strange), path.symlink_to(trap)),
        "a broken link": lambda: path.symlink_to("nowhere"),
        "a pipe": lambda: os.mkfifo(path),
        "300 MB of nothing": lambda: _sparse(path, 300),
        "600 MB of nothing": lambda: _sparse(path, 600),
        "600 MB behind it": lambda: (path.write_bytes(strange), _sparse(path, 600)),
    }


def judged(store: Store, name: str, *, backup: bool) -> str:
    """What is wrong with how the damaged store answers; empty where nothing is."""
    try:
        session = opened(store.path)
    except BadInput as error:
        return _judged_refusal(store, error, name, backup=backup)
    except Exception as error:  # noqa: BLE001 - told as a failure of the trial
        return f"{type(error).__name__}: {error}"
    if state_of(session) != store.expected:
        return "acknowledged edits vanished without a word"
    try:
        session.apply(edited("c1", lang="fr"), "an edit afterwards")
        session.history()
    except NetxError as error:
        return "" if name in error.message else f"refused without naming {name}: {error.message}"
    except Exception as error:  # noqa: BLE001 - told as a failure of the trial
        return f"then {type(error).__name__}: {error}"
    if state_of(opened(store.path)) != state_of(session):
        return "the edit afterwards was lost"
    return ""


def way_out(store: Store, name: str, damaged: bytes | None = None, *, backup: bool = True) -> str | None:
    """What is wrong after the command that the refusal names; ``None`` where nothing is refused."""
    try:
        opened(store.path)
        return None
    except BadInput as error:
        words = shlex.split(error.message.partition("`")[2].partition("`")[0])
    if words[:2] != ["netx", "restore"]:
        return None
    clock = lambda: datetime(2026, 11, 23, 9, tzinfo=UTC)  # noqa: E731
    try:
        done = restore(store.path, words[2], who="ann", run="restoring", clock=clock)
        found = state_of(opened(store.path))
    except Exception as error:  # noqa: BLE001 - told as a failure of the trial
        return f"`{shlex.join(words)}` ended with {type(error).__name__}: {error}"
    if name == SNAPSHOT and backup and found != store.expected:
        return "the snapshot alone was damaged, and yet edits are missing after the restore"
    if not found.get("contacts"):
        return "nothing came back"
    if damaged and not any(Path(file).read_bytes() == damaged for file in done.aside):
        return "what was damaged was not kept aside"
    return ""


def _judged_refusal(store: Store, error: BadInput, name: str, *, backup: bool) -> str:
    sentence = error.message
    if name not in sentence:
        return f"refused without naming {name}: {sentence}"
    if "\n" in sentence or "Traceback" in sentence:
        return f"more than a sentence: {sentence}"
    plain = (store.path.parent / name).is_file() and not (store.path.parent / name).is_symlink()
    if backup and plain and name in (SNAPSHOT, JOURNAL) and "netx restore" not in sentence:
        return f"no way out in: {sentence}"
    return ""


def _written_over(path: Path, damaged: bytes) -> str:
    """Whether anything of ``damaged`` is in no file any more; an edit may cut off what it kept aside."""
    now = path.read_bytes()
    aside = path.with_name(f"{JOURNAL}.torn")
    torn = aside.read_bytes() if aside.exists() else b""
    kept = now == damaged or now.startswith(damaged.removesuffix(torn))
    return "" if kept or path.name == LOCK else "the damaged file was written over"


def _look(path: Path) -> object:
    """What is there, without reading what is long or would wait."""
    if not os.path.lexists(path):
        return None
    status = path.lstat()
    return status.st_mode, status.st_size, status.st_ino


def _sparse(path: Path, megabytes: int) -> None:
    with path.open("ab") as file:
        file.truncate(megabytes * 1024**2)


def main() -> int:
    """Try all, and say what happened."""
    options = script_options(__doc__, trials=2000)
    with work_folder(options.folder) as folder:
        promise = Promise("a damaged store opens with every acknowledged edit or refuses by name")
        cure = Promise("the command that a refusal names brings back all that can be read")
        some = trials(folder, options.trials, random.Random(options.seed))
        for trial in (*special_trials(folder), *some):
            promise.take(f"{trial.place}: {trial.kind}", trial.wrong)
            if trial.way_out is not None:
                cure.take(f"{trial.place}: {trial.kind}", trial.way_out)
        return said(promise, cure)


if __name__ == "__main__":
    sys.exit(main())
