"""A disk that forgets: what a power cut may leave of the calls that a program made.

``Recorder`` writes down every call that changes files below a folder. ``Disk`` takes those calls and knows
what is safe: data after an ``fsync`` of the file, names after an ``fsync`` of the folder. Of everything
else a cut may leave any part: nothing, all, a write cut at a byte, single blocks, names without their data
and data without its name.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

BLOCK = 512
"""Bytes that a disk writes whole or not at all."""

CHANGING = ("open", "write", "pwrite", "fsync", "ftruncate", "rename", "replace", "unlink", "mkdir", "link")


class Killed(BaseException):
    """The process is gone: nothing it would still do happens."""


class Call(NamedTuple):
    """One call: create, write, truncate, sync, lost, rename, unlink, mkdir, link, syncdir or told.

    ``lost`` is an ``fsync`` that failed: what it should have written stays in memory and is not tried again.

    ``inode`` numbers files, ``path`` and ``target`` are names, ``at`` is a place in bytes.
    """

    kind: str
    inode: int = 0
    path: str = ""
    target: str = ""
    at: int = 0
    data: bytes = b""


class Recorder:
    """Collects the ``calls`` made below ``root`` while ``recording``; can let the process die or fail."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.calls: list[Call] = []
        self.before: Callable[[str, str], None] | None = None
        """Asked before each changing call with its name and path; may raise."""
        self.dead = False
        self._share = 0.0
        self._names: dict[str, int] = {}
        self._handles: dict[int, tuple[int, str, bool]] = {}
        self._inodes = 0

    def told(self, data: bytes = b"") -> None:
        """Something was acknowledged."""
        self.calls.append(Call("told", data=data))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """The calls of ``os`` are recorded for the length of the block."""
        real = {name: getattr(os, name) for name in CHANGING}
        for name, function in real.items():
            setattr(os, name, self._wrapped(name, function))
        try:
            yield
        finally:
            for name, function in real.items():
                setattr(os, name, function)

    @contextmanager
    def dying_at(self, number: int, share: float = 0) -> Iterator[None]:
        """The process dies at its ``number``-th changing call in this block, a ``share`` of a write done."""
        left, self._share = [number], share

        def count(_name: str, _path: str) -> None:
            left[0] -= 1
            if left[0] < 0:
                self.dead = True
                raise Killed

        self.before = count
        try:
            yield
        except Killed:
            pass
        finally:
            self.before, self.dead = None, False

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        note = getattr(self, f"_{name}", None)

        def call(*args: Any, **options: Any) -> Any:
            path = self._path(args[0])
            reads = name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if path.startswith(self.root) and not reads:
                if self.dead:
                    raise Killed
                try:
                    self._ask(name, path, args[0])
                except Killed:
                    if name == "write":
                        real(args[0], bytes(args[1])[: int(len(args[1]) * self._share)])
                    raise
            result = real(*args, **options)
            if note and path.startswith(self.root):
                note(result, *args)
            return result

        return call

    def _ask(self, name: str, path: str, subject: Any) -> None:
        if self.before is None:
            return
        try:
            self.before(name, path)
        except OSError:
            inode = self._handles[subject][0] if name == "fsync" else 0
            if inode:
                self.calls.append(Call("lost", inode))
            raise

    def _path(self, subject: Any) -> str:
        if isinstance(subject, int):
            return self._handles.get(subject, (0, "", False))[1]
        return os.path.abspath(os.fspath(subject))

    def _new(self, path: str) -> int:
        self._inodes += 1
        self._names[path] = self._inodes
        return self._inodes

    def _open(self, handle: int, path: str, flags: int, *_mode: int) -> None:
        if flags & os.O_DIRECTORY:
            self._handles[handle] = (0, path, False)
            return
        inode = self._names.get(path)
        if inode is None:
            inode = self._new(path)
            self.calls.append(Call("create", inode, path))
        elif flags & os.O_TRUNC:
            self.calls.append(Call("truncate", inode))
        self._handles[handle] = (inode, path, bool(flags & os.O_APPEND))

    def _write(self, written: int, handle: int, data: Any) -> None:
        inode, _path, _appends = self._handles[handle]
        at = os.lseek(handle, 0, os.SEEK_CUR) - written  # also right after appending
        self.calls.append(Call("write", inode, at=at, data=bytes(data[:written])))

    def _pwrite(self, written: int, handle: int, data: Any, at: int) -> None:
        self.calls.append(Call("write", self._handles[handle][0], at=at, data=bytes(data[:written])))

    def _ftruncate(self, _result: None, handle: int, size: int) -> None:
        self.calls.append(Call("truncate", self._handles[handle][0], at=size))

    def _fsync(self, _result: None, handle: int) -> None:
        inode, path, _appends = self._handles[handle]
        self.calls.append(Call("sync", inode) if inode else Call("syncdir", path=path))

    def _rename(self, _result: None, path: str, target: str) -> None:
        inode = self._names.pop(path)
        self._names[target] = inode
        self.calls.append(Call("rename", inode, path, target))

    _replace = _rename

    def _link(self, _result: None, path: str, target: str, **_options: Any) -> None:
        self._names[target] = self._names[path]
        self.calls.append(Call("link", self._names[path], path, target))

    def _unlink(self, _result: None, path: str) -> None:
        self._names.pop(path, None)
        self.calls.append(Call("unlink", path=path))

    def _mkdir(self, _result: None, path: str, *_mode: int) -> None:
        self.calls.append(Call("mkdir", path=path))


class Left(NamedTuple):
    """What is on the disk after a cut."""

    folders: set[str]
    names: dict[str, int]
    files: dict[int, bytes]

    def put(self, root: str, target: Path) -> None:
        """Write it below ``target`` as it stood below ``root``."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for folder in sorted(self.folders):
            os.makedirs(_moved(folder, root, target), exist_ok=True)
        for path, inode in self.names.items():
            there = _moved(path, root, target)
            if os.path.isdir(os.path.dirname(there)):
                with open(there, "wb") as file:
                    file.write(self.files.get(inode, b""))


class Disk:
    """What is safe of the calls taken so far, and what is still on its way."""

    def __init__(self) -> None:
        self._safe = Left(set(), {}, {})
        self._data: dict[int, list[Call]] = {}
        self._naming: list[Call] = []

    def take(self, call: Call) -> None:
        """The program made ``call``."""
        if call.kind in ("write", "truncate"):
            self._data.setdefault(call.inode, []).append(call)
        elif call.kind == "lost":
            self._data.pop(call.inode, None)
        elif call.kind == "sync":
            for waiting in self._data.pop(call.inode, ()):
                _change(self._safe.files, waiting)
        elif call.kind == "syncdir":
            staying = []
            for waiting in self._naming:
                if os.path.dirname(waiting.path) == call.path:
                    _name(self._safe, waiting)
                else:
                    staying.append(waiting)
            self._naming = staying
        elif call.kind != "told":
            self._naming.append(call)

    def whole(self) -> Left:
        """All that was written, as after a kill."""
        return self._left(lambda calls: calls, lambda calls: calls)

    def bare(self) -> Left:
        """Only what is safe."""
        return self._left(lambda _calls: [], lambda _calls: [])

    def named(self) -> Left:
        """All names, and only the data that is safe: renames came before what they name."""
        return self._left(lambda calls: calls, lambda _calls: [])

    def unnamed(self) -> Left:
        """All data, and only the names that are safe."""
        return self._left(lambda _calls: [], lambda calls: calls)

    def some(self, chance: random.Random) -> Left:
        """Any part of what is on its way."""

        def names(calls: list[Call]) -> list[Call]:
            share = chance.choice((0.2, 0.5, 0.8))
            return [call for call in calls if chance.random() < share]

        def data(calls: list[Call]) -> list[Call]:
            parts: list[Call] = []
            for call in calls:
                parts += _parts(call, chance)
            if chance.random() < 0.2:
                chance.shuffle(parts)
            return parts

        return self._left(names, data)

    def _left(
        self, names: Callable[[list[Call]], list[Call]], data: Callable[[list[Call]], list[Call]]
    ) -> Left:
        left = Left(set(self._safe.folders), dict(self._safe.names), dict(self._safe.files))
        for call in names(self._naming):
            _name(left, call)
        for calls in self._data.values():
            for call in data(calls):
                _change(left.files, call)
        return left


def _name(left: Left, call: Call) -> None:
    if call.kind == "mkdir":
        left.folders.add(call.path)
    elif call.kind == "unlink":
        left.names.pop(call.path, None)
    elif call.kind == "create":
        left.names[call.path] = call.inode
    else:
        left.names[call.target] = call.inode
        if call.kind == "rename" and left.names.get(call.path) == call.inode:
            del left.names[call.path]


def _change(files: dict[int, bytes], call: Call) -> None:
    old = files.get(call.inode, b"")
    if call.kind == "truncate":
        files[call.inode] = old[: call.at].ljust(call.at, b"\0")
    else:
        end = call.at + len(call.data)
        files[call.inode] = old[: call.at].ljust(call.at, b"\0") + call.data + old[end:]


def _parts(call: Call, chance: random.Random) -> list[Call]:
    """What may reach the disk of one write: nothing, all, a beginning, or single blocks."""
    if call.kind == "truncate":
        return [call] if chance.random() < 0.5 else []
    kind = chance.choice(("none", "all", "cut", "blocks"))
    if kind == "none":
        return []
    if kind == "all":
        return [call]
    if kind == "cut":
        return [call._replace(data=call.data[: chance.randrange(len(call.data) + 1)])]
    end = call.at + len(call.data)
    edges = [call.at, *range(call.at // BLOCK * BLOCK + BLOCK, end, BLOCK), end]
    pieces = [
        call._replace(at=start, data=call.data[start - call.at : stop - call.at])
        for start, stop in pairwise(edges)
    ]
    return [piece for piece in pieces if chance.random() < 0.5]


def _moved(path: str, root: str, target: Path) -> str:
    return str(target) + path[len(root) :]
