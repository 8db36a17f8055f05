"""Forgetting documents for good: out of the history and every backup. Nothing of it can be undone.

The caller holds the lock and has folded the journal into a snapshot that no longer has the documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from netx_tui.domain.errors import BadInput
from netx_tui.store import snapshot
from netx_tui.store.backups import backups
from netx_tui.store.files import StorePaths, read_from, remove_if_there, replace_file
from netx_tui.store.history import every_line, read_history
from netx_tui.store.lines import Line, encode, line_bytes, readable

Documents = Collection[tuple[str, str]]
"""Table and id of each."""

SOMEBODY = "…"
"""Stands where a sentence named the person."""

_SHORTEST_NAME = 2


class Purged(NamedTuple):
    """The backups that were written anew, and those that could not be read and may still hold something."""

    rewritten: tuple[str, ...]
    unreadable: tuple[str, ...]


class Forgotten(NamedTuple):
    """What is to be forgotten: the documents, and the names that sentences may hold."""

    documents: frozenset[tuple[str, str]]
    names: frozenset[str]


def deleted_with(paths: StorePaths, contact: str) -> Forgotten:
    """What was deleted together with the person ``contact``, as far as the history tells."""
    deletions = {
        line["txn"]
        for line in every_line(paths)
        if "remove" in line and (line["table"], line["id"]) == ("contacts", contact)
    }
    documents: set[tuple[str, str]] = set()
    names: set[str] = set()
    for line in every_line(paths):
        if "remove" not in line or line["txn"] not in deletions:
            continue
        was = line["was"]
        if line["id"] == contact or contact in (was.get("contact"), was.get("meeting")):
            documents.add((line["table"], line["id"]))
        if line["id"] == contact and isinstance(was.get("name"), str):
            names.add(was["name"])
    return Forgotten(frozenset(documents), frozenset(names))


def holding(paths: StorePaths, contact: str) -> list[str]:
    """The backups in which the person ``contact`` still stands, newest first."""
    mark = f'"id":{encode(contact)}'.encode("ascii")
    return [backup.path for backup in backups(paths) if mark in _bytes_of(backup.path)]


def purge(paths: StorePaths, forgotten: Forgotten) -> Purged:
    """Write the history and the backups anew without what is ``forgotten``. Raises ``OSError``."""
    rows = _without(readable(read_history(paths)), forgotten)
    replace_file(paths.history, map(line_bytes, rows))
    remove_if_there(f"{paths.journal}.torn")
    rewritten, unreadable = [], []
    for backup in backups(paths):
        try:
            tables, identity = snapshot.load(backup.path)
        except (snapshot.BrokenError, BadInput):
            unreadable.append(backup.path)
            continue
        gone = [(table, name) for table, name in forgotten.documents if name in tables.get(table, {})]
        for table, name in gone:
            del tables[table][name]
        if gone:
            replace_file(backup.path, snapshot.serialised(tables, identity))
            rewritten.append(backup.path)
    return Purged(tuple(rewritten), tuple(unreadable))


def _without(lines: Iterable[Line], forgotten: Forgotten) -> Iterator[Line]:
    """The lines that stay, each transaction numbered anew, with no name of the forgotten in its label."""
    for _txn, group in groupby(lines, key=lambda line: line["txn"]):
        kept = [line for line in group if (line["table"], line["id"]) not in forgotten.documents]
        for n, line in enumerate(kept, 1):
            yield {**line, "n": n, "of": len(kept), "label": _nameless(line["label"], forgotten.names)}


def _nameless(label: str, names: Iterable[str]) -> str:
    for name in names:
        if len(name) >= _SHORTEST_NAME:
            label = label.replace(name, SOMEBODY)
    return label


def _bytes_of(path: str) -> bytes:
    try:
        found = read_from(path)
    except BadInput:
        return b""
    return found[1] if found else b""
