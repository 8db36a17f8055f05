"""Power cuts at every call of a day, and what each of them must leave."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import NetxError
from tests.torture.disk import Disk, Left, Recorder
from tests.torture.scenario import State, day, edited, opened, state_of


class Trial(NamedTuple):
    """One cut and what was wrong after it; ``wrong`` is empty where nothing was."""

    place: str
    wrong: str


def power_cuts(folder: Path, variants: int, chance: random.Random) -> Iterator[Trial]:
    """Cuts at every call of a day of the store, ``variants`` random ones besides the four extremes."""
    root = folder / "live"
    root.mkdir(parents=True)
    recorder = Recorder(root)
    states: list[State] = [{}]
    with recorder.recording():
        for name, work, store in day(root / "one" / "netx.json"):
            work()
            recorder.told(name.encode())
            states.append(state_of(store))
    disk, told, copies = Disk(), 0, dict[str, State]()
    for number, call in enumerate(recorder.calls):
        disk.take(call)
        if call.kind == "told":
            told += 1
            name, _space, file = call.data.decode().partition(" ")
            if name == "backup":
                copies[file] = states[told]
        allowed = states[told : told + 2]
        for left in _cuts(disk, variants, chance):
            left.put(str(root), folder / "cut")
            wrong = _judged(folder / "cut" / "one" / "netx.json", allowed, retry=chance.random() < 0.1)
            for file, state in copies.items():
                wrong = wrong or _judged(folder / "cut" / file[len(str(root)) + 1 :], [state], retry=False)
            yield Trial(f"call {number} ({call.kind} {call.path})", wrong)


def cuts_after_kills(folder: Path, variants: int, chance: random.Random) -> Iterator[Trial]:
    """A process is killed, the next one is told of its edit, and then the power fails."""
    for begun in ("new", "journal", "snapshot", "compacting"):
        for number in range(60):
            root = folder / f"{begun}{number}"
            path = root / "one" / "netx.json"
            root.mkdir(parents=True)
            recorder = Recorder(root)
            with recorder.recording():
                finished = _killed_at(number, begun, path, recorder)
                before = state_of(opened(path))
                store = opened(path, "next")
                store.apply([Create("contacts", "c9", {"name": "Cy Ochs"})], "next")
                expected = state_of(store)
            without = {**expected["contacts"]}
            del without["c9"]
            disk = Disk()
            for call in recorder.calls:
                disk.take(call)
            wrong = "" if before.get("contacts", {}) == without else "the next session saw something else"
            for left in _cuts(disk, variants, chance):
                left.put(str(root), folder / "cut")
                wrong = wrong or _judged(folder / "cut" / "one" / "netx.json", [expected], retry=False)
                yield Trial(f"{begun}, killed at call {number}", wrong)
            if finished:
                break


def _killed_at(number: int, begun: str, path: Path, recorder: Recorder) -> bool:
    """Let a session die at its ``number``-th call; whether it was done before."""
    if begun != "new":
        store = opened(path, "first")
        store.apply([Create("contacts", "c1", {"name": "Ann Berg"})], "add")
        if begun == "snapshot":
            store.compact(force=True)
            store.apply(edited(city="Bonn"), "move")
    dying = opened(path, "dying")
    with recorder.dying_at(number):
        dying.apply([Create("contacts", "c2", {"name": "Bo Lind", "notes": "x" * 1200})], "add Bo")
        if begun in ("snapshot", "compacting"):
            dying.compact(force=True)
        return True
    return False


def _cuts(disk: Disk, variants: int, chance: random.Random) -> Iterator[Left]:
    yield from (disk.whole(), disk.bare(), disk.named(), disk.unnamed())
    for _number in range(variants):
        yield disk.some(chance)


def _judged(path: Path, allowed: list[State], *, retry: bool) -> str:
    """What is wrong with the store at ``path``, which may be in one of the ``allowed`` states."""
    try:
        store = opened(path)
        found = state_of(store)
        if found not in allowed:
            return f"{len(found.get('contacts', ()))} people, not one of the {len(allowed)} allowed states"
        if retry:
            store.apply([Create("contacts", "new", {"name": "New"})], "after the cut")
            store.apply([Update("contacts", "new", {"city": "Kiel"})], "and once more")
            found["contacts"] = {**found.get("contacts", {}), "new": store.documents("contacts")["new"]}
            if state_of(opened(path, "later")) != found:
                return "an edit after the cut was lost"
    except NetxError as error:
        return error.message
    return ""
