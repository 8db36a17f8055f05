"""Figures of the store as ratios to other ways of keeping as many documents, taken in the same run.

    python tests/bench/bench_store.py [--documents 1000 10000 50000] [--rounds 40] [--folder DIR]

Beside it: a bare ``write`` + ``fsync`` of as many bytes, ``json.loads`` and ``json.dumps`` of the snapshot,
stock TinyDB with JSONStorage and with CachingMiddleware, sqlite3 (WAL, ``synchronous=FULL``) with one JSON
document in a row. TinyDB does not call ``fsync``; its edits are written, not durable. Use a folder on a real
disk: tmpfs has no fsync.
"""

from __future__ import annotations

import argparse
import asyncio
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

import yaml
from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage
from tinydb.table import Table

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import rules_from
from netx_tui.domain.titles import Guess
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.workspace import Workspace

TARGETS = {
    "edit / append+fsync": "<= 3",
    "edit / SQLite": "<= 2",
    "TinyDB / edit": ">= 50",
    "TinyDB caching, flushed / edit": "",
    "open / json.loads": "<= 1.5",
    "open / SQLite and json.loads": "",
    "TinyDB / open": "",
    "contacts / json.loads": "",
    "compaction / json.dumps": "",
    "search / SQLite like": "",
    "TinyDB / search": "",
    "TinyDB caching / search": "",
    "longest stall while writing, ms": "<= 16",
    "longest stall while compacting, ms": "<= 16",
    "longest gap of an event loop, ms": "<= 16",
}
RULES = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
SOUGHT = "zeppelin"
"""A company at which only every hundredth person works."""


def person(number: int) -> dict[str, object]:
    """An invented contact as an import makes it."""
    return {
        "name": f"Ann Berg {number}",
        "given": "Ann",
        "family": f"Berg {number}",
        "company": f"Kranich Werke {number % 400}" if number % 100 else "Zeppelin Hof",
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


def best(work: Callable[[], object]) -> float:
    """The seconds of the quickest of five tries."""
    return min(took(work) for _try in range(5))


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


def sqlite_of(folder: Path, count: int) -> sqlite3.Connection:
    """``count`` documents in SQLite, each edit durable."""
    db = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table contacts (id text primary key, document text)")
    db.execute("begin")
    rows = ((f"c{n}", json.dumps(person(n))) for n in range(count))
    db.executemany("insert into contacts values (?, ?)", rows)
    db.execute("commit")
    return db


def sqlite_edit(db: sqlite3.Connection) -> Callable[[int], object]:
    """Changes one of its documents, durably."""

    def edit(number: int) -> None:
        document = json.dumps({**person(number), "notes": f"note {number}"})
        db.execute("update contacts set document = ? where id = ?", (document, f"c{number}"))

    return edit


def sqlite_open(folder: Path) -> list[object]:
    """All its documents in memory."""
    db = sqlite3.connect(folder / "floor.sqlite")
    return [json.loads(document) for (document,) in db.execute("select document from contacts")]


def sqlite_search(db: sqlite3.Connection) -> list[object]:
    """Those that hold what is sought."""
    found = db.execute("select document from contacts where document like ?", (f"%{SOUGHT}%",))
    return [json.loads(document) for (document,) in found]


def stock_edits(folder: Path, snapshot: Path) -> tuple[dict[str, Callable[[int], object]], list[Table]]:
    """Edits of one document with stock TinyDB, plain and cached, and the tables for searching."""
    for name in ("stock.json", "cached.json"):
        shutil.copy(snapshot, folder / name)
    plain = TinyDB(folder / "stock.json")
    cached = TinyDB(folder / "cached.json", storage=CachingMiddleware(JSONStorage))

    def edit(number: int, db: TinyDB) -> None:
        db.table("contacts").update({"notes": f"note {number}"}, where("id") == f"c{number}")

    def flushed(number: int) -> None:
        edit(number, cached)
        cached.storage.flush()

    works: dict[str, Callable[[int], object]] = {
        "plain": lambda number: edit(number, plain),
        "cached": flushed,
    }
    return works, [plain.table("contacts"), cached.table("contacts")]


def stock_search(table: Table) -> list[object]:
    """The documents of stock TinyDB that hold what is sought; its query cache is not asked."""
    table.clear_cache()
    return list(table.search(where("company").test(lambda company: SOUGHT in str(company).casefold())))


def shortlists_on(store: Workspace) -> Shortlists:
    """The search that the screens have, on ``store``."""
    rules = rules_from(yaml.safe_load(RULES.read_text())["scoring"])
    profile = Profile(target_departments=("data",))
    clock = lambda: datetime.now(UTC)  # noqa: E731
    return Shortlists(store, rules, profile, lambda _title: Guess("", ""), clock)


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


def longest_gap(work: Callable[[], object]) -> float:
    """The longest time, in seconds, between two ticks of an event loop while ``work`` runs in a thread."""

    async def ticking() -> float:
        done = asyncio.create_task(asyncio.to_thread(work))
        longest, last = 0.0, time.perf_counter()
        while not done.done():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        await done
        return longest

    return asyncio.run(ticking())


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
    return {**edits(folder, store, count, rounds), **readings(folder, store), **stalls(store, count)}


def edits(folder: Path, store: Workspace, count: int, rounds: int) -> dict[str, float]:
    """What one durable edit costs."""
    db = sqlite_of(folder, count)
    works, _tables = stock_edits(folder, Path(store.path))
    times = interleaved(
        rounds,
        {
            "edit": lambda n: store.apply([Update("contacts", f"c{n}", {"notes": f"note {n}"})], "note"),
            "append": bare_append(folder, 270),
            "sqlite": sqlite_edit(db),
        },
    )
    stock = interleaved(max(3, min(rounds, 20_000 // count)), works)
    db.close()
    return {
        "edit / append+fsync": times["edit"] / times["append"],
        "edit / SQLite": times["edit"] / times["sqlite"],
        "TinyDB / edit": stock["plain"] / times["edit"],
        "TinyDB caching, flushed / edit": stock["cached"] / times["edit"],
    }


def readings(folder: Path, store: Workspace) -> dict[str, float]:
    """What opening, searching and compacting cost."""
    path = Path(store.path)
    data = path.read_bytes()
    loads = best(lambda: json.loads(data))
    opening = best(lambda: opened(path, "open"))
    reader = opened(path, "view")
    contacts = took(lambda: list(reader.contacts.values()))
    shortlists = shortlists_on(store)
    hits = len(shortlists.rows(SOUGHT))
    _works, tables = stock_edits(folder, path)
    db = sqlite3.connect(folder / "floor.sqlite")
    if not hits == len(stock_search(tables[0])) == len(sqlite_search(db)):
        raise SystemExit("The searches do not find the same people.")
    search = best(lambda: shortlists.rows(SOUGHT))
    return {
        "open / json.loads": opening / loads,
        "open / SQLite and json.loads": opening / best(lambda: sqlite_open(folder)),
        "TinyDB / open": best(lambda: TinyDB(path).table("contacts").all()) / opening,
        "contacts / json.loads": contacts / loads,
        "compaction / json.dumps": took(lambda: store.compact(force=True))
        / (took(lambda: json.dumps(json.loads(data))) - loads),
        "search / SQLite like": search / best(lambda: sqlite_search(db)),
        "TinyDB / search": best(lambda: stock_search(tables[0])) / search,
        "TinyDB caching / search": best(lambda: stock_search(tables[1])) / search,
    }


def stalls(store: Workspace, count: int) -> dict[str, float]:
    """How long others wait while a thread writes."""

    def write() -> None:
        for number in range(200):
            store.apply([Update("contacts", f"c{number}", {"notes": f"while ticking {number}"})], "note")

    def everything() -> None:
        store.apply([Update("contacts", f"c{count - 1}", {"notes": "at last"})], "note")
        store.compact(force=True)

    return {
        "longest stall while writing, ms": longest_stall(write) * 1000,
        "longest stall while compacting, ms": longest_stall(lambda: store.compact(force=True)) * 1000,
        "longest gap of an event loop, ms": longest_gap(everything) * 1000,
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
