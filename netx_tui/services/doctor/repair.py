"""The repairs that lose nothing: done without asking, after a backup, each of them told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from netx_tui.domain.changes import Change, Create, Delete, Update
from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _, ngettext
from netx_tui.services.doctor.around import is_repairable, removable
from netx_tui.store import mending, surroundings
from netx_tui.store.examine import examine, odd_ids
from netx_tui.store.faults import dangling
from netx_tui.store.files import StorePaths
from netx_tui.store.snapshot import SCHEMA
from netx_tui.store.tree import join
from netx_tui.store.workspace import Workspace

REASON = "before-repair"
"""The word in the name of the backup."""


def repair(
    data: str, opened: Callable[[], Workspace], now: datetime, others: tuple[str, ...] = ()
) -> Iterator[str]:
    """Repair what is safe to repair around the data file ``data``; a sentence for each thing done.

    ``opened`` opens the store. What cannot be repaired now is left as it is and told by the next look.
    """
    paths = StorePaths(data)
    yield from _permissions(paths, others)
    yield from _leftovers(paths, now)
    found = examine(paths)
    if found.damage is None and not found.refusal and not found.journal.damage and found.schema <= SCHEMA:
        yield from _data(paths, opened)


def _permissions(paths: StorePaths, others: tuple[str, ...]) -> Iterator[str]:
    for exposure in surroundings.exposed(paths, others):
        if is_repairable(exposure) and mending.make_private(exposure):
            yield _("Only you can get at {file} now.").format(file=exposure.path)


def _leftovers(paths: StorePaths, now: datetime) -> Iterator[str]:
    for found in removable(paths, now):
        if mending.remove_half_written(paths, found):
            yield _("Removed {file}, which was never finished.").format(file=found.path)


def _data(paths: StorePaths, opened: Callable[[], Workspace]) -> Iterator[str]:
    workspace = opened()
    try:
        renamed, unlinked = _new_ids(workspace, odd_ids(paths.snapshot)), _without_gone(workspace)
        torn = examine(paths).journal.torn
        if not (renamed or unlinked or torn):
            return
        yield _("The backup {file} keeps what was there before.").format(file=workspace.keep_backup(REASON))
        torn = mending.set_torn_aside(paths) if torn else 0
        if torn:
            yield ngettext(
                "Set aside {count} byte of a write that was stopped: {file}.",
                "Set aside {count} bytes of a write that was stopped: {file}.",
                torn,
            ).format(count=torn, file=f"{paths.journal}.torn")
        if renamed or unlinked:
            workspace.apply([*renamed, *unlinked], _("repairs by netx doctor"))
            yield from _told(renamed, unlinked)
            yield _("`netx undo` takes back these changes of documents.")
        if renamed:
            # until the data file is written anew it still holds the old ids
            with suppress(NetxError):
                workspace.compact(force=True)
    finally:
        workspace.close(compact=False)


def _new_ids(workspace: Workspace, odd: list[tuple[str, str]]) -> list[Change]:
    """The changes that give documents an id of their own; nothing could have named them by the old one."""
    changes: list[Change] = []
    for table, name in odd:
        document = workspace.documents(table).get(name)
        if document is not None:
            fresh = workspace.new_id(table)
            changes += [Create(table, fresh, dict(document)), Delete(table, name)]
    return changes


def _without_gone(workspace: Workspace) -> list[Update]:
    """The changes that remove references to documents which are gone; documents stay."""
    tables = {name: workspace.documents(name) for name in workspace.tables()}
    fields: dict[tuple[str, str], dict[str, Any]] = {}
    for found in dangling(tables):
        if found.reference.owned:
            continue
        left = (
            [one for one in found.value if one not in found.gone] if isinstance(found.value, list) else None
        )
        place = found.reference.table, found.id
        fields.setdefault(place, {})[join(found.keys)] = left or None
    return [Update(table, name, changed) for (table, name), changed in fields.items()]


def _told(renamed: list[Change], unlinked: list[Update]) -> Iterator[str]:
    for change in renamed:
        if isinstance(change, Create):
            yield _("{table}: a document without an id of its own is {id} now.").format(
                table=change.table, id=change.id
            )
    for update in unlinked:
        yield _("{table} {id}: removed {fields}, which named something that is gone.").format(
            table=update.table, id=update.id, fields=_names(update.fields)
        )


def _names(fields: Mapping[str, Any]) -> str:
    return ", ".join(fields)
