"""The store as a TinyDB storage, so that code written for TinyDB edits it without losing anybody's edits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage

from netx_tui.domain.changes import Change, Create, Delete, Update
from netx_tui.store.tree import Document, canonical, clone, same

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class WorkspaceStorage(Storage):
    """Reads give copies of the documents; a write journals what it made different, as one transaction.

    TinyDB's numbers stay with their documents for the life of the storage. Documents that other
    sessions create meanwhile are not shown, since TinyDB gives out the next number by itself.
    """

    def __init__(self, workspace: Workspace, label: str) -> None:
        self._workspace = workspace
        self._label = label
        self._ids: dict[str, dict[str, str]] = {}
        for table in workspace.tables():
            self._ids[table] = {str(number): key for number, key in enumerate(workspace.documents(table), 1)}
        self._shown: dict[str, dict[str, Document]] = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables as TinyDB wants them: ``{table: {number: document}}``."""
        self._shown = {}
        for table, ids in self._ids.items():
            documents = self._workspace.documents(table)
            self._shown[table] = {
                number: dict(documents[key]) for number, key in ids.items() if key in documents
            }
        return {
            table: {number: clone(document) for number, document in shown.items()}
            for table, shown in self._shown.items()
            if shown
        } or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Journal the difference between ``data`` and what was read last."""
        changes: list[Change] = []
        bases: dict[tuple[str, str], Document] = {}
        for table in dict.fromkeys((*self._shown, *data)):
            shown, wanted = self._shown.get(table, {}), data.get(table, {})
            for number in dict.fromkeys((*shown, *wanted)):
                change = self._change(table, number, shown.get(number), wanted.get(number))
                if change is not None:
                    changes.append(change)
                if number in shown:
                    bases[table, shown[number]["id"]] = shown[number]
        self._workspace.apply(changes, self._label, based_on=bases)

    def _change(
        self, table: str, number: str, old: Document | None, new: Mapping[str, Any] | None
    ) -> Change | None:
        if old is None:
            fields = dict(new or {})
            own = fields.get("id")
            taken = own in self._workspace.documents(table)
            key = own if isinstance(own, str) and own and not taken else self._workspace.new_id(table)
            self._ids.setdefault(table, {})[str(number)] = key
            return Create(table, key, fields)
        if new is None:
            return Delete(table, old["id"])
        fields = {
            name: new.get(name)
            for name in dict.fromkeys((*old, *new))
            if not same(old.get(name), canonical(new.get(name)))
        }
        return (
            Update(table, old["id"], {_escaped(name): value for name, value in fields.items()})
            if fields
            else None
        )


def open_tinydb(workspace: Workspace, label: str) -> TinyDB:
    """A TinyDB over ``workspace``; every write is one transaction called ``label``."""
    return TinyDB(workspace, label, storage=WorkspaceStorage)


def _escaped(key: str) -> str:
    return key.replace("\\", "\\\\").replace(".", "\\.")
