"""Turning changes into edits: what is really different, merged with what others wrote in the meantime.

A change was decided on a document as its author saw it, the *base*. The edit is worked out on the
document as it stands under the lock. So fields that the author left alone stay as others made them, lists
of plain values take both sides' additions and removals, and of two values for one field the later wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.errors import NotFound, RuleRefused
from netx_tui.i18n import _
from netx_tui.store.lines import Edit
from netx_tui.store.snapshot import IDENTITY, IDENTITY_TABLE
from netx_tui.store.tree import (
    KEPT_BY_THE_STORE,
    Document,
    Keys,
    Table,
    Tables,
    canonical,
    differences,
    get,
    is_plain_list,
    join,
    merged,
    put,
    same,
    split,
)

Bases = Mapping[tuple[str, str], Mapping[str, Any] | None]
"""Documents as their author saw them, by table and id."""


class _Entry:
    """A document before and after, and the places where it may have changed."""

    __slots__ = ("after", "before", "touched")

    def __init__(self, before: Document | None) -> None:
        self.before = before
        self.after = before
        self.touched: dict[Keys, None] = {}


class Stage:
    """Documents as they will be after a transaction, while the store's own stay as they are.

    A stage may stand on another one ``below``: on what the transaction before it will leave.
    """

    def __init__(self, tables: Tables, below: Stage | None = None) -> None:
        self._tables = tables
        self._below = below
        self._entries: dict[tuple[str, str], _Entry] = {}
        self._views: dict[tuple[str, str], Document | None] = {}

    def current(self, table: str, name: str) -> Document | None:
        """The document as it stands now on the stage."""
        entry = self._entries.get((table, name))
        if entry:
            return entry.after
        return self._below.current(table, name) if self._below else self._tables.get(table, Table()).get(name)

    def add(self, change: Change, bases: Bases) -> None:
        """Take in one change. Raises ``NotFound``, ``RuleRefused`` or ``BadInput``."""
        if isinstance(change, Create):
            self._create(change)
        elif isinstance(change, Update):
            self._update(change, bases)
        else:
            self.write(change.table, change.id, None)

    def write(self, table: str, name: str, document: Document | None) -> None:
        """Let the whole ``document`` stand there, or none."""
        entry = self._entry(table, name)
        if entry.before is not None and document is not None:
            entry.touched.update(((key,), None) for key in (*entry.before, *document))
        entry.after = document

    def place(self, table: str, name: str, keys: Keys, value: Any) -> None:
        """Let ``value`` stand at ``keys`` of a document that is there; ``None`` removes what does."""
        entry = self._entry(table, name)
        if entry.after is not None:
            entry.touched[keys] = None
            entry.after = put(entry.after, keys, value)

    def edits(self) -> list[Edit]:
        """What is different, in the order in which it was first touched; nothing for what is the same."""
        found = (_edit(table, name, entry) for (table, name), entry in self._entries.items())
        return [edit for edit in found if edit is not None]

    def _entry(self, table: str, name: str) -> _Entry:
        entry = self._entries.get((table, name))
        if entry is None:
            entry = self._entries[table, name] = _Entry(self.current(table, name))
        return entry

    def _create(self, change: Create) -> None:
        fields: Document = canonical(change.fields) or {}
        for key in KEPT_BY_THE_STORE:
            fields.pop(key, None)
        there = self.current(change.table, change.id)
        if (there is not None and not same(content(there), content(fields))) or (
            (change.table, change.id) == (IDENTITY_TABLE, IDENTITY)
        ):
            raise RuleRefused(
                _("'{id}' is already there in {table}; nothing was changed.").format(
                    id=change.id, table=change.table
                )
            )
        if there is None:
            self.write(change.table, change.id, fields)

    def _update(self, change: Update, bases: Bases) -> None:
        target = (change.table, change.id)
        current = self.current(*target)
        if current is None:
            raise NotFound(
                _("'{id}' is not in {table}; it may have been deleted in another session.").format(
                    id=change.id, table=change.table
                )
            )
        base = self._views.get(target) or bases.get(target)
        view: Document = current if base is None else dict(base)
        for path, value in change.fields.items():
            keys = split(path)
            if keys[0] in KEPT_BY_THE_STORE:
                continue
            wanted = None if value is None else canonical(value)
            for place, old, new in differences(keys, get(view, keys), wanted):
                self._merge(target, place, old, new, view)
            view = put(view, keys, wanted)
        self._views[target] = view

    def _merge(self, target: tuple[str, str], keys: Keys, old: Any, new: Any, view: Document) -> None:
        current = self.current(*target)
        if new is not None:
            for depth in range(1, len(keys)):
                above, seen = get(current, keys[:depth]), get(view, keys[:depth])
                if above is not None and not isinstance(above, dict):
                    seen = {}
                elif above is not None or not isinstance(seen, dict):
                    continue
                # a map that somebody removed or replaced comes back whole, with the edit in it
                new, old, keys = put(seen, keys[depth:], new), None, keys[:depth]
                break
        now = get(current, keys)
        if is_plain_list(old) and is_plain_list(new) and is_plain_list(now):
            new = merged(old, new, now)
        if not same(now, new):
            self.place(*target, keys, new)


def content(document: Mapping[str, Any]) -> Document:
    """What people wrote in ``document``, without what the store itself keeps in it."""
    return {
        key: value for key, value in document.items() if key not in KEPT_BY_THE_STORE and key != "created"
    }


def _edit(table: str, name: str, entry: _Entry) -> Edit | None:
    before, after = entry.before, entry.after
    head = {"table": table, "id": name}
    if before is None:
        if after is None:
            return None
        return {
            **head,
            "create": True,
            "set": {key: after[key] for key in after if key not in ("id", "updated")},
        }
    if after is None:
        return {**head, "remove": True, "was": before}
    new: Document = {}
    old: Document = {}
    for keys in entry.touched:
        was, now = get(before, keys), get(after, keys)
        if same(was, now) or any(keys[:depth] in entry.touched for depth in range(1, len(keys))):
            continue
        if keys[0] not in KEPT_BY_THE_STORE:
            path = join(keys)
            new[path], old[path] = now, was
    return {**head, "set": new, "was": old} if new else None
