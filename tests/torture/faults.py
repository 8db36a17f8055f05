"""Calls that fail: a full disk, a disk that breaks, a folder that became read-only, a quota."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import CannotCreate, CannotWrite, NetxError
from netx_tui.store.workspace import Workspace
from tests.torture.scenario import edited, opened, state_of

NUMBERS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)
CALLS = ("open", "write", "pwrite", "fsync", "rename", "ftruncate", "mkdir", "unlink", "fchmod", "link")


class Faults:
    """From the ``turn``-th changing call on, one call or all fail with ``number``; a write may be short."""

    def __init__(self) -> None:
        self.hit = ""
        self._turn = -1
        self._number = 0
        self._lasting = False

    def arm(self, turn: int, number: int, *, lasting: bool) -> None:
        self.hit, self._turn, self._number, self._lasting = "", turn, number, lasting

    def disarm(self) -> None:
        self._turn = -1

    @contextmanager
    def patched(self) -> Iterator[Faults]:
        real = {name: getattr(os, name) for name in CALLS}
        for name, function in real.items():
            setattr(os, name, self._wrapped(name, function))
        try:
            yield self
        finally:
            for name, function in real.items():
                setattr(os, name, function)

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            reads = name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR)
            if self._turn < 0 or reads:
                return real(*args, **options)
            self._turn -= 1
            if self._turn >= 0:
                return real(*args, **options)
            first = not self.hit
            self.hit = self.hit or name
            if self._lasting:
                self._turn = 0
            if name == "write" and first and len(args[1]) > 1:
                written: int = real(args[0], bytes(args[1])[: len(args[1]) // 2])
                if self._lasting:  # a short write is no error; the next one is
                    return written
            raise OSError(self._number, os.strerror(self._number))

        return call


class Outcome(NamedTuple):
    """One injected fault: which call it hit (empty: none was left to hit), and what was wrong then."""

    place: str
    hit: str
    wrong: str


Work = Callable[[Workspace, Path], object]

WORKS: dict[str, Work] = {
    "edit": lambda store, _path: store.apply(edited(city="Ulm"), "move"),
    "shortening edit": lambda store, _path: store.apply(edited(notes="y"), "shorter"),
    "delete": lambda store, _path: store.apply([Delete("contacts", "c2")], "delete"),
    "import": lambda store, _path: store.apply(
        [Create("contacts", f"i{n}", {"name": f"Import {n}"}) for n in range(30)], "import"
    ),
    "undo": lambda store, _path: store.undo(),
    "compaction": lambda store, _path: store.compact(force=True),
    "backup": lambda store, path: store.backup(path.with_name("copy.json")),
}


def prepared(path: Path) -> Workspace:
    """A store with a snapshot, a journal and a history."""
    store = opened(path, "run-1")
    people = [Create("contacts", f"c{n}", {"name": f"Person {n}", "notes": "x" * 300}) for n in (1, 2)]
    store.apply(people, "add")
    store.compact(force=True)
    store.apply([Update("contacts", "c2", {"city": "Bonn"})], "city")
    return store


def outcomes(folder: Path, name: str, number: int, *, lasting: bool) -> Iterator[Outcome]:
    """Let every call of the work ``name`` fail in turn, until none is left."""
    with Faults().patched() as faults:
        for turn in range(200):
            path = folder / f"{name}{turn}" / "netx.json"
            store = prepared(path)
            faults.arm(turn, number, lasting=lasting)
            wrong = _wrong(store, path, WORKS[name], faults)
            faults.disarm()
            yield Outcome(f"{name}, call {turn}, {errno.errorcode[number]}", faults.hit, wrong)
            if not faults.hit:
                return


def _wrong(store: Workspace, path: Path, work: Work, faults: Faults) -> str:
    before = state_of(store)
    refused = _refused(store, path, work)
    if refused and not isinstance(refused, (CannotWrite, CannotCreate)):
        return f"refused with {refused!r}"
    if refused and "\n" in str(refused):
        return "more than one sentence line"
    if refused and state_of(store) != before:
        return "memory changed although it was refused"
    if store.poll():
        return "its own edit came back as a foreign one"
    faults.disarm()
    if refused and state_of(opened(path)) != before and "may be there" not in str(refused):
        return "the files changed although it was refused"
    if not refused and state_of(opened(path)) != state_of(store):
        return "the files say something else than memory"
    if refused and _refused(store, path, work):
        return "the next try was refused too"
    store.apply(edited(title="Lead"), "next")
    if state_of(opened(path)) != state_of(store):
        return "the next edit is not what the files say"
    copy = path.with_name("copy.json")
    if copy.exists() and "c1" not in opened(copy).documents("contacts"):
        return "half a backup"
    return ""


def _refused(store: Workspace, path: Path, work: Work) -> Exception | None:
    try:
        work(store, path)
    except NetxError as error:
        return error
    except Exception as error:  # noqa: BLE001 - told as a failure of the trial
        return error
    return None
