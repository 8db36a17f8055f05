"""Figures of the store as ratios to floors taken in the same run.

    python tests/bench/bench_store.py [--documents 1000 10000 50000] [--rounds 40] [--folder DIR]

Floors: a bare ``write`` + ``fsync`` of as many bytes, ``json.loads`` of the snapshot's bytes, stock TinyDB's
JSONStorage, sqlite3 (WAL, ``synchronous=FULL``). Use a folder on a real disk: tmpfs has no fsync.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tinydb import TinyDB, where

from netx_tui.domain.changes import Create, Update
from netx_tui.store.workspace import Workspace

TARGETS = {
    "edit / append+fsync": "<= 3",
    "edit / SQLite": "<= 2",
    "TinyDB / edit": ">= 50",
    "open / json.loads": "<= 1.5",
    "contacts / json.loads": "",
    "compaction / json.dumps": "",
    "longest stall while compacting, ms": "<= 16",
}


def person(number: int) -> dict[str, object]:
    """An invented contact as an import makes it."""
    return {
        "name": f"Ann Berg {number}",
        "given": "Ann",
        "family": f"Berg {number}",
        "company": f"Kranich Werke {number % 400}",
        "title": "Senior Data Engineer",
        "department": "data",
        "level": "senior",
        "guessed": ["department", "level"],
        "emails": [f"ann.{number}@example.org"],
        "links": {"linkedin": f"https://www.linkedin.com/in/ann-{number}"},
        "connected": {"linkedin": "2024-03-12"},
        "city": "Berlin",
        "stage": "lead",
        "mutual_connections": number % 9,
        "source": "linkedin",
    }


def opened(path: Path, run: str) -> Workspace:
    """A session on the store at ``path``."""
    return Workspace.open(path, who="bench", run=run, clock=lambda: datetime.now(UTC))


def took(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes, with nothing left to collect."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(rounds: int, works: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """The median seconds of each of ``works``, run in turns so that a slow moment hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            work(number)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def bare_append(folder: Path, size: int) -> Callable[[int], object]:
    """Appends ``size`` bytes to an open file and makes them last."""
    handle = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def append(_number: int) -> None:
        os.write(handle, b"x" * size)
        os.fsync(handle)

    return append


def sqlite_edit(folder: Path, count: int) -> Callable[[int], object]:
    """Changes one of ``count`` documents in SQLite, durably."""
    db = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table contacts (id text primary key, document text)")
    db.execute("begin")
    rows = ((f"c{n}", json.dumps(person(n))) for n in range(count))
    db.executemany("insert into contacts values (?, ?)", rows)
    db.execute("commit")

    def edit(number: int) -> None:
        document = json.dumps({**person(number), "notes": f"note {number}"})
        db.execute("update contacts set document = ? where id = ?", (document, f"c{number}"))

    return edit


def stock_edit(folder: Path, snapshot: Path) -> Callable[[int], object]:
    """Changes one document with stock TinyDB."""
    shutil.copy(snapshot, folder / "stock.json")
    table = TinyDB(folder / "stock.json").table("contacts")
    return lambda number: table.update({"notes": f"note {number}"}, where("id") == f"c{number}")


def longest_stall(work: Callable[[], object]) -> float:
    """The longest time, in seconds, for which another thread's ``work`` kept this one from running."""
    thread = threading.Thread(target=work)
    longest, last = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        time.sleep(0.0005)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


def figures(folder: Path, count: int, rounds: int) -> dict[str, float]:
    """All ratios for a store of ``count`` documents in ``folder``."""
    path = folder / "netx.json"
    store = opened(path, "import")
    imported = [Create("contacts", f"c{n}", person(n)) for n in range(count)]
    seconds = took(lambda: store.apply(imported, "import"))
    print(f"  import of {count} documents, one transaction: {seconds * 1000:.0f} ms", file=sys.stderr)
    undone = took(store.undo)
    print(f"  its undo: {undone * 1000:.0f} ms", file=sys.stderr)
    store.redo()
    store.compact(force=True)
    data = path.read_bytes()
    times = interleaved(
        rounds,
        {
            "edit": lambda n: store.apply([Update("contacts", f"c{n}", {"notes": f"note {n}"})], "note"),
            "append": bare_append(folder, 250),
            "sqlite": sqlite_edit(folder, count),
        },
    )
    stock = interleaved(max(3, min(rounds, 20_000 // count)), {"stock": stock_edit(folder, path)})["stock"]
    loads = min(took(lambda: json.loads(data)) for _try in range(5))
    opening = min(took(lambda: opened(path, "open")) for _try in range(5))
    reader = opened(path, "view")
    contacts = took(lambda: list(reader.contacts.values()))
    dumps = took(lambda: json.dumps(json.loads(data))) - loads
    compaction = took(lambda: store.compact(force=True))
    store.apply([Update("contacts", "c1", {"notes": "once more"})], "note")
    stall = longest_stall(lambda: store.compact(force=True))
    return {
        "edit / append+fsync": times["edit"] / times["append"],
        "edit / SQLite": times["edit"] / times["sqlite"],
        "TinyDB / edit": stock / times["edit"],
        "open / json.loads": opening / loads,
        "contacts / json.loads": contacts / loads,
        "compaction / json.dumps": compaction / dumps,
        "longest stall while compacting, ms": stall * 1000,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--folder", default=".", help="where the stores are put, and removed afterwards")
    parser.add_argument("--gc", action="store_true", help="leave the garbage collector on, as netx does not")
    options = parser.parse_args()
    if not options.gc:
        gc.disable()
    columns = []
    for count in options.documents:
        folder = Path(tempfile.mkdtemp(prefix=".bench-store-", dir=options.folder))
        try:
            columns.append(figures(folder, count, options.rounds))
        finally:
            shutil.rmtree(folder)
    print(f"{'ratio':38}{'target':>8}" + "".join(f"{count:>10}" for count in options.documents))
    for name, target in TARGETS.items():
        print(f"{name:38}{target:>8}" + "".join(f"{column[name]:>10.2f}" for column in columns))


if __name__ == "__main__":
    main()
