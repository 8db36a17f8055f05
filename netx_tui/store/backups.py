"""Automatic backups: complete TinyDB files beside the store, thinned out as they grow older.

``backups/netx-20261123-081500.json`` is the state of ``netx.json`` at that second (UTC); a word behind
the time says why it was taken when that was not the clock: ``-before-restore``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.errors import BadInput
from netx_tui.store import snapshot
from netx_tui.store.files import StorePaths, create_own_folder, replace_file, try_remove
from netx_tui.store.ids import random_text
from netx_tui.store.snapshot import Identity
from netx_tui.store.tree import Tables

if TYPE_CHECKING:
    from netx_tui.store.loading import Position

INTERVAL = timedelta(hours=1)
"""Time between two automatic backups, if something changed."""

HOURLY = timedelta(hours=24)
DAILY = timedelta(days=14)
WEEKLY = timedelta(weeks=8)
"""Until so old, one backup is kept for each hour, day and week."""

SIZE_CAP = 200 * 1024 * 1024
"""Bytes that all backups may take together; beyond, the oldest go first."""

ALWAYS_KEPT = 3
"""The newest backups are kept whatever their size."""

_UNREADABLE = (snapshot.BrokenError, BadInput, OSError)
_TIME = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(\d{8}-\d{6})(?:-([a-z-]+))?\.json")


class Backup(NamedTuple):
    """A backup of the store: when it was taken (UTC), why (empty: by the clock), its size in bytes."""

    path: str
    at: datetime
    reason: str
    size: int


def complete(tables: Tables, identity: Identity, position: Position) -> Iterable[bytes]:
    """The bytes of a complete copy: a store of its own that no journal continues.

    It remembers how far it goes, so that later edits can be put on top of it.
    """
    own = Identity(
        random_text(os.urandom, 16),
        seq=position.seq,
        txn=position.txn,
        schema=identity.schema,
        rest=identity.rest,
    )
    return snapshot.serialised(tables, own)


def backups(paths: StorePaths) -> list[Backup]:
    """The backups of this store, newest first; none where the folder cannot be read or is a link."""
    if os.path.islink(paths.backups):
        return []
    stem = _stem(paths)
    found = []
    try:
        with os.scandir(paths.backups) as entries:
            for entry in entries:
                named = _NAME.fullmatch(entry.name[len(stem) :]) if entry.name.startswith(stem) else None
                if named and entry.is_file(follow_symlinks=False):
                    at = _read_time(named[1])
                    if at is not None:
                        size = entry.stat(follow_symlinks=False).st_size
                        found.append(Backup(entry.path, at, named[2] or "", size))
    except OSError:
        return []
    return sorted(found, key=lambda backup: (backup.at, backup.path), reverse=True)


def newest_good(paths: StorePaths) -> str:
    """The path of the newest backup that can be read whole and holds something; empty if there is none."""
    for backup in backups(paths):
        try:
            tables, _identity = snapshot.load(backup.path)
        except _UNREADABLE:
            continue
        if any(tables.values()):
            return backup.path
    return ""


def is_due(paths: StorePaths, now: datetime, txn: str) -> bool:
    """Whether a backup should be taken: the newest is an hour old, and ``txn`` came after it."""
    known = backups(paths)
    if not known:
        return bool(txn)
    if timedelta() <= now - known[0].at < INTERVAL:
        return False
    try:
        said = snapshot.peek(known[0].path)
    except _UNREADABLE:
        return True
    return said is None or said.txn != txn


def keep(paths: StorePaths, pieces: Iterable[bytes], now: datetime, reason: str = "") -> str:
    """Write a backup taken ``now``, drop those that are too old or too many; its path.

    Raises ``OSError``, ``BadInput`` where a link stands in the folder's place.
    """
    create_own_folder(paths.backups)
    path = _free_name(paths, now, reason)
    replace_file(path, pieces, temporary=f"{path}.{random_text(os.urandom, 8)}.new")
    for backup in surplus(backups(paths), now):
        try_remove(backup.path)
    return path


def surplus(known: Sequence[Backup], now: datetime, cap: int = SIZE_CAP) -> list[Backup]:
    """Those of the ``known`` backups, newest first, that may go by age or because of their size."""
    kept = list(known[:ALWAYS_KEPT])
    seen: set[tuple[str, object]] = {place for backup in kept for place in _places(backup, now)}
    total = sum(backup.size for backup in kept)
    gone = []
    for backup in known[ALWAYS_KEPT:]:
        places = [place for place in _places(backup, now) if place not in seen]
        if not places or total + backup.size > cap:
            gone.append(backup)
            continue
        seen.update(places)
        total += backup.size
    return gone


def _places(backup: Backup, now: datetime) -> list[tuple[str, object]]:
    """The hour, day and week that ``backup`` may stand for; one taken for a reason stands for itself."""
    age = now - backup.at
    rules: tuple[tuple[timedelta, str, Callable[[datetime], object]], ...] = (
        (HOURLY, "hour", lambda at: at.strftime("%Y%m%d%H")),
        (DAILY, "day", lambda at: at.date()),
        (WEEKLY, "week", lambda at: at.isocalendar()[:2]),
    )
    places: list[tuple[str, object]] = [(name, of(backup.at)) for limit, name, of in rules if age <= limit]
    if backup.reason and age <= DAILY:
        places.append(("reason", backup.path))
    return places


def _stem(paths: StorePaths) -> str:
    return f"{os.path.splitext(os.path.basename(paths.snapshot))[0]}-"


def _free_name(paths: StorePaths, now: datetime, reason: str) -> str:
    """A name no backup has; two within one second get the next one."""
    ending = f"-{reason}.json" if reason else ".json"
    at = now.astimezone(UTC)
    while True:
        path = os.path.join(paths.backups, f"{_stem(paths)}{at:{_TIME}}{ending}")
        if not os.path.lexists(path):
            return path
        at += timedelta(seconds=1)


def _read_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
