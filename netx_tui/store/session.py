"""One session at work: turns at writing, what it heard from others, undo, compaction.

The ``Workspace`` is what services see; this is how it is done.
"""

from __future__ import annotations

import os
from _thread import RLock
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netx_tui.domain.errors import BadInput, CannotWrite, UsageError
from netx_tui.i18n import _
from netx_tui.store.files import StorePaths, unreadable, unwritable
from netx_tui.store.high_water import HighWater
from netx_tui.store.ids import random_text
from netx_tui.store.ledger import Ledger
from netx_tui.store.lines import Edit, Envelope, Mark
from netx_tui.store.lock import TIME_OUT, StoreLock
from netx_tui.store.notices import Notices
from netx_tui.store.replica import News, Replica
from netx_tui.store.snapshot import SCHEMA

if TYPE_CHECKING:
    from datetime import datetime

    from netx_tui.store.purge import Purged
    from netx_tui.store.receipts import ForeignChange, Receipt
    from netx_tui.store.staging import Stage
    from netx_tui.store.tree import Document, Tables

JOURNAL_BYTES = 4 * 1024 * 1024
JOURNAL_LINES = 10_000
"""A journal beyond either is folded into the snapshot at the next chance."""

CHEAP_BYTES = 1024 * 1024
"""Snapshot and journal that are smaller together are folded whenever a verb ends."""


class Session:
    """The session ``run`` of the user ``who`` on the store at ``paths``."""

    def __init__(
        self, paths: StorePaths, who: str, run: str, clock: Callable[[], datetime], read_only: bool
    ) -> None:
        self.paths = paths
        self.replica = Replica(paths)
        self.ledger = Ledger(paths, who, run)
        self.ledger.begin(self.replica.journaled, self.replica.position.seq)
        self.version = 0
        self.wrote = False
        self._who = who
        self._run = run
        self._clock = clock
        self._asked_read_only = read_only
        self._notices = Notices(run, self.replica.tables)
        self._guard = RLock()

    @property
    def read_only(self) -> bool:
        """Whether edits are refused: as asked for, or because a newer netx wrote the file."""
        return self._asked_read_only or self.replica.identity.schema > SCHEMA

    @property
    def overgrown(self) -> bool:
        """Whether the journal is so long that it should be folded soon."""
        position = self.replica.position
        return position.end > JOURNAL_BYTES or position.lines > JOURNAL_LINES

    def write(self, label: str, build: Callable[[Stage], None]) -> Receipt:
        """Commit what ``build`` puts on a stage as one transaction."""
        from netx_tui.store.receipts import Receipt
        from netx_tui.store.staging import Stage

        with self._turn() as lock:
            stage = Stage(self.replica.tables)
            build(stage)
            edits = stage.edits()
            if not edits:
                return self.nothing(label)
            envelope = self._envelope(label)
            self._commit([(envelope, edits)], lock)
        return Receipt(envelope.txn, label, tuple(edit["id"] for edit in edits), len(edits))

    def nothing(self, label: str) -> Receipt:
        """The receipt for a transaction in which nothing was new."""
        from netx_tui.store.receipts import Receipt

        return Receipt("", label, (), 0)

    def take_back(self, steps: int, *, redoing: bool) -> list[str]:
        """Take back up to ``steps`` transactions, or undos with ``redoing``; their labels."""
        from netx_tui.store import history, undo
        from netx_tui.store.staging import Stage

        batch: list[tuple[Envelope, list[Edit]]] = []
        planned: list[Mark] = []
        stage: Stage | None = None
        with self._turn() as lock:
            for _step in range(steps):
                mark = self.ledger.to_redo(planned) if redoing else self.ledger.to_undo(planned)
                lines = history.transaction_lines(self.paths, mark.txn) if mark else []
                if mark is None or not lines:
                    break
                stage = Stage(self.replica.tables, stage)
                try:
                    undo.invert(lines, stage)
                except undo.OvertakenError as error:
                    document = stage.current(error.table, error.name)
                    raise undo.refusal(error, mark, document, history.every_line(self.paths)) from error
                kind = "redoes" if redoing else "undoes"
                envelope = self._envelope(mark.label, **{kind: mark.txn})
                batch.append((envelope, stage.edits() or [undo.nothing(lines[0])]))
                planned.append(_mark(envelope, 0))
            if batch:
                self._commit(batch, lock)
        return [envelope.label for envelope, _edits in batch]

    def poll(self) -> tuple[ForeignChange, ...]:
        """What others changed since the last call; nothing while this session writes in another thread."""
        if not self._guard.acquire(blocking=False):
            return ()
        try:
            self._hear(self.replica.follow())
            return self._notices.collect()
        finally:
            self._guard.release()

    def fold(self, time_out: float = TIME_OUT, *, force: bool) -> bool:
        """Fold the journal into the snapshot by ``force``, where it is due, or where it is cheap."""
        if self.read_only:
            return False
        with self._guard:
            self._hear(self.replica.follow())
        if not self._worth_folding(force):
            return False
        with self._turn(time_out):
            if not self._worth_folding(force):
                return False
            with self._told():
                self.replica.compact(self._now())
        return True

    def backup(self, target: str) -> None:
        """Write everything to the one TinyDB file ``target``."""
        from netx_tui.store.files import replace_file

        if target in self.paths.own:
            raise UsageError(_("{file} is the store itself. Name another file.").format(file=target))
        with self._guard:
            pieces = self._complete()
            with self._told(target):
                replace_file(target, pieces, temporary=f"{target}.{random_text(os.urandom, 8)}.new")

    def keep_backup(self, reason: str = "") -> str:
        """Take one of the store's own backups now; its path."""
        from netx_tui.store.backups import keep

        with self._guard:
            pieces = self._complete()
            with self._told(self.paths.backups):
                return keep(self.paths, pieces, self._now(), reason)

    def backup_is_due(self) -> bool:
        """Whether the newest backup is an hour old or more, and something changed since."""
        from netx_tui.store.backups import is_due

        return is_due(self.paths, self._now(), self.replica.position.txn)

    def become(self, tables: Tables, label: str) -> int:
        """Make the documents those of ``tables``, as one transaction; how many are different now."""

        def build(stage: Stage) -> None:
            mine = self.replica.tables
            for table in dict.fromkeys((*mine, *tables)):
                theirs: Mapping[str, Document] = tables.get(table) or {}
                for name in dict.fromkeys((*mine.get(table, {}), *theirs)):
                    stage.write(table, name, theirs.get(name))

        return self.write(label, build).changed

    def purge(self, contact: str) -> Purged:
        """Forget the deleted person ``contact`` for good, with everything deleted with them."""
        from netx_tui.store import purge

        with self._turn(), self._told():
            self.replica.compact(self._now())
            purged = purge.purge(self.paths, purge.deleted_with(self.paths, contact))
            self.ledger.begin([], self.replica.position.seq)
        return purged

    def _complete(self) -> Iterable[bytes]:
        """The bytes of a complete copy of what is known now."""
        from netx_tui.store.backups import complete

        self._hear(self.replica.follow())
        return complete(self.replica.tables, self.replica.identity, self.replica.position)

    @contextmanager
    def _turn(self, time_out: float = TIME_OUT) -> Iterator[StoreLock]:
        """The lock is held and everything that others wrote is known."""
        self._refuse_if_read_only()
        with self._guard, StoreLock(self.paths, time_out) as lock:
            try:
                self._hear(self.replica.synchronise())
            except OSError as error:
                raise unreadable(self.paths.snapshot, error) from error
            self._refuse_if_read_only()
            if self.replica.identity.schema < SCHEMA:
                self._upgrade()
            yield lock

    def _upgrade(self) -> None:
        """Keep the store as an older netx wrote it, then write it in today's shape."""
        from netx_tui.store.backups import complete, keep
        from netx_tui.store.loading import load

        before = load(self.paths, migrates=False)
        with self._told():
            keep(self.paths, complete(*before[:3]), self._now(), "before-update")
            self.replica.upgrade()

    def _refuse_if_read_only(self) -> None:
        file = self.paths.snapshot
        if self.replica.identity.schema > SCHEMA:
            raise CannotWrite(
                _(
                    "{file} was written by a newer netx and can only be read. Update netx to change it."
                ).format(file=file)
            )
        if self._asked_read_only:
            raise CannotWrite(_("{file} is open for reading only; nothing was changed.").format(file=file))

    def _hear(self, news: News) -> None:
        if news.changed is not None:
            self.ledger.begin(self.replica.journaled, self.replica.position.seq)
        else:
            self.ledger.extend(news.transactions)
        if news.transactions:
            self._notices.hear(news.transactions)
        if news.changed:
            self._notices.compare(news.changed)
        self.version += len(news.transactions) + (1 if news.changed else 0)

    def _commit(self, batch: list[tuple[Envelope, list[Edit]]], lock: StoreLock) -> None:
        seq = self.replica.position.seq + 1
        with self._told():
            self.replica.commit(batch)
        lock.note(HighWater(self.replica.position.generation, self.replica.position.seq))
        self.wrote = True
        self.version += len(batch)
        for envelope, edits in batch:
            self._notices.remember(edits)
            self.ledger.add(_mark(envelope, seq))
            seq += len(edits)

    def _worth_folding(self, force: bool) -> bool:
        position = self.replica.position
        if force or not position.lines or self.overgrown:
            return position.lines > 0
        return self.replica.snapshot_bytes + position.end < CHEAP_BYTES

    def _now(self) -> datetime:
        from datetime import UTC

        return self._clock().astimezone(UTC)

    def _envelope(self, label: str, *, undoes: str = "", redoes: str = "") -> Envelope:
        at = self._now().isoformat(timespec="seconds")
        return Envelope(at, self._who, self._run, f"t{random_text(os.urandom, 10)}", label, undoes, redoes)

    @contextmanager
    def _told(self, target: str = "") -> Iterator[None]:
        """What goes wrong while writing ``target``, or the store, is told in a sentence."""
        snapshot, journal = self.paths.snapshot, self.paths.journal
        try:
            yield
        except OSError as error:
            path = target or (snapshot if os.path.lexists(snapshot) else journal)
            raise unwritable(path, error) from error
        except RecursionError as error:
            raise BadInput(
                _("{file} holds a value that is nested too deep to be written.").format(file=snapshot)
            ) from error


def _mark(envelope: Envelope, seq: int) -> Mark:
    return Mark(
        seq, envelope.who, envelope.run, envelope.txn, envelope.label, envelope.undoes, envelope.redoes
    )
