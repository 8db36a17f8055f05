"""Going back to a backup, and going on after damage, without losing what can still be read.

A store that opens takes a backup in as one transaction: it can be undone, and other sessions see it. One
that does not open is built anew: the backup (or what is left of the snapshot), then every later edit
that history and journal still hold. What was damaged is set aside, never written over.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from zlib import crc32

from netx_tui.domain.errors import BadInput, NotFound
from netx_tui.i18n import _
from netx_tui.store import snapshot
from netx_tui.store.files import (
    StorePaths,
    TooLargeError,
    read_from,
    replace_file,
    signature,
    stamp,
    sync_folder,
    unwritable,
)
from netx_tui.store.history import read_history
from netx_tui.store.ids import random_text
from netx_tui.store.journal import Header, append_to_history, start_journal
from netx_tui.store.lines import Line, apply_edit, line_bytes, readable
from netx_tui.store.lock import StoreLock
from netx_tui.store.rescue import DamagedStore
from netx_tui.store.session import Session
from netx_tui.store.snapshot import SCHEMA, Identity
from netx_tui.store.tree import Tables


class Restored(NamedTuple):
    """What was done: ``changed`` documents are different now.

    ``backup`` is the state before, kept; after damage, ``aside`` are the damaged files under their new
    names, ``edits`` the later edits that were put on top, ``lost`` those known to be missing.
    """

    changed: int = 0
    backup: str = ""
    aside: tuple[str, ...] = ()
    edits: int = 0
    lost: int = 0


class Source(NamedTuple):
    """A file to go back to."""

    tables: Tables
    identity: Identity


def read_source(path: str) -> Source:
    """The content of the backup at ``path``. Raises ``NotFound`` or ``BadInput``."""
    if signature(path) is None:
        raise NotFound(_("{file} does not exist.").format(file=path))
    try:
        tables, identity = snapshot.load(path)
    except snapshot.BrokenError as error:
        raise BadInput(_("{file} cannot be restored: {why}.").format(file=path, why=error)) from error
    if identity.schema > SCHEMA:
        raise BadInput(_("{file} was written by a newer netx. Update netx to restore it.").format(file=path))
    return Source(tables, identity)


def restore(
    path: str | os.PathLike[str],
    source: str | os.PathLike[str],
    *,
    who: str,
    run: str,
    clock: Callable[[], datetime],
) -> Restored:
    """Let the store at ``path`` be what the file ``source`` says; ``source`` may be the store's own file.

    Raises ``NotFound``, ``BadInput``, ``Locked``, ``CannotWrite`` or ``CannotCreate``; then nothing changed.
    """
    paths, file = StorePaths(path), os.path.abspath(os.fspath(source))
    own = file == paths.snapshot
    try:
        session = Session(paths, who, run, clock, read_only=False)
    except DamagedStore:
        wanted = _what_is_left(paths) if own else read_source(file)
        return _rebuild(paths, wanted, clock().astimezone(UTC))
    if own:
        return Restored()
    wanted = read_source(file)
    backup = session.keep_backup("before-restore")
    label = _("restored {file}").format(file=os.path.basename(file))
    return Restored(session.become(wanted.tables, label), backup)


def _what_is_left(paths: StorePaths) -> Source:
    """The snapshot if it can be read, or a store that never had one: its edits may all be in the journal."""
    try:
        return Source(*snapshot.load(paths.snapshot))
    except (snapshot.BrokenError, BadInput):
        return Source({}, Identity(snapshot.NOTHING))


def _rebuild(paths: StorePaths, source: Source, now: datetime) -> Restored:
    with StoreLock(paths):
        try:
            return _rebuilt(paths, source, now)
        except OSError as error:
            raise unwritable(paths.snapshot, error) from error


def _rebuilt(paths: StorePaths, source: Source, now: datetime) -> Restored:
    journal = _journal_lines(paths)
    chain = _chain(_history_lines(paths), journal)
    later, lost = _later(chain, source.identity)
    for line in later:
        apply_edit(source.tables, line, line["at"])
    last = chain[-1] if chain else None
    seq = max(source.identity.seq, last["seq"] if last else 0)
    _keep_in_history(paths, journal)
    aside = [_set_aside(path, now) for path in (paths.snapshot, paths.journal) if os.path.lexists(path)]
    moved = signature(paths.history)
    identity = source.identity._replace(
        generation=random_text(os.urandom, 16),
        previous="",
        seq=seq,
        txn=last["txn"] if last else source.identity.txn,
        history_bytes=moved[1] if moved else 0,
    )
    # A crash between these two leaves a snapshot and a journal that do not belong together: both are
    # set aside already, and the same command does the rest.
    content = b"".join(snapshot.serialised(source.tables, identity))
    replace_file(paths.snapshot, (content,))
    header = Header(identity.generation, "", seq, identity.txn, len(content))
    seen = stamp(paths.snapshot)
    if seen:
        header = header._replace(sum=f"{crc32(content):08x}", written=seen[2])
    start_journal(paths.journal, header)
    transactions = {line["txn"] for line in later}
    return Restored(aside=tuple(aside), edits=len(transactions), lost=lost)


def _journal_lines(paths: StorePaths) -> list[Line]:
    try:
        found = read_from(paths.journal)
    except TooLargeError:
        return []
    return list(readable(found[1])) if found else []


def _history_lines(paths: StorePaths) -> list[Line]:
    try:
        return list(readable(read_history(paths)))
    except BadInput:
        return []


def _chain(history: list[Line], journal: list[Line]) -> list[Line]:
    """The lines that made the last state, oldest first; what was left behind by going back is not in it."""
    chain: list[Line] = []
    for line in (*history, *journal):
        while chain and chain[-1]["seq"] >= line["seq"]:
            chain.pop()
        chain.append(line)
    return chain


def _later(chain: list[Line], identity: Identity) -> tuple[list[Line], int]:
    """The lines of ``chain`` behind the state ``identity``, and how many between them are missing.

    None if that state is no part of the chain: its edits do not belong on it.
    """
    before = [line for line in chain if line["seq"] <= identity.seq]
    later = chain[len(before) :]
    if before and before[-1]["seq"] == identity.seq and before[-1]["txn"] != identity.txn:
        return [], len(later)
    missing = later[-1]["seq"] - identity.seq - len(later) if later else 0
    return later, missing


def _keep_in_history(paths: StorePaths, journal: list[Line]) -> None:
    """Move what the journal told to the history, unless a compaction that was stopped did so already."""
    known = {(line["seq"], line["txn"]) for line in _history_lines(paths)}
    rows = [line_bytes(line) for line in journal if (line["seq"], line["txn"]) not in known]
    if rows:
        moved = signature(paths.history)
        append_to_history(paths.history, b"".join(rows), moved[1] if moved else 0)


def _set_aside(path: str, now: datetime) -> str:
    """Give the file at ``path`` a second name that nothing writes over; that name."""
    base = f"{path}.damaged-{now:%Y%m%d-%H%M%S}"
    name, number = base, 1
    while os.path.lexists(name):
        number += 1
        name = f"{base}-{number}"
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError:  # some file systems know no second names
        found = read_from(path)
        replace_file(name, (found[1] if found else b"",))
    sync_folder(os.path.dirname(path))
    return name
