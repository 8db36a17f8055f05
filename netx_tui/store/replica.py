"""One session's copy of the store: all documents in memory, following the journal, writing its end.

Following needs no lock. ``synchronise``, ``commit`` and ``compact`` expect the caller to hold it; between
``synchronise`` and the end of the lock nobody else writes, so what is decided then holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from time import sleep
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from netx_tui.store import snapshot
from netx_tui.store.files import (
    NotWithdrawnError,
    Signature,
    StorePaths,
    read_from,
    replace_file,
    signature,
    stamp,
    sync_folder,
)
from netx_tui.store.high_water import HighWater, read_high_water
from netx_tui.store.ids import random_text
from netx_tui.store.journal import (
    Header,
    append,
    append_to_history,
    read_journal,
    renew,
    start_journal,
)
from netx_tui.store.lines import (
    DamagedError,
    Edit,
    Envelope,
    Line,
    Mark,
    apply_edit,
    mark_of,
    parse,
    transaction_bytes,
)
from netx_tui.store.loading import Loaded, Position, check_end, damaged, drop_withdrawn, last_line, load
from netx_tui.store.snapshot import Identity
from netx_tui.store.tree import Document, Table, Tables

if TYPE_CHECKING:
    from datetime import datetime

_TORN_TRIES = 20
_PAUSE = 0.005


class News(NamedTuple):
    """What a session learned: whole transactions, or after a reload the documents that are different.

    ``changed`` maps table and id to the document as it was, ``None`` for a new one.
    """

    transactions: Sequence[list[Line]] = ()
    changed: dict[tuple[str, str], Document | None] | None = None


_NO_NEWS = News()


class Replica:
    """The documents of the store at ``paths`` and this session's place in its journal."""

    def __init__(self, paths: StorePaths) -> None:
        self.paths = paths
        loaded = load(paths)
        self.tables: Tables = loaded.tables
        self._withdrawn: set[str] = set()
        self._doubt = False
        self._gone = False
        self._placed: Header | None = None
        self._sure = HighWater("", 0)
        self._summed = ""
        self._sum = 0
        self._identity: Identity
        self._snapshot_seen: Signature | None
        self._position: Position
        self._journaled: list[Mark]
        self._take_over(loaded)

    @property
    def identity(self) -> Identity:
        """What the snapshot says of itself."""
        return self._identity

    @property
    def position(self) -> Position:
        """How far the journal is read."""
        return self._position

    @property
    def snapshot_bytes(self) -> int:
        """How large the snapshot was when it was last looked at."""
        return self._snapshot_seen[1] if self._snapshot_seen else 0

    @property
    def journaled(self) -> list[Mark]:
        """The transactions that stood in the journal at the last whole reading, oldest first."""
        return self._journaled

    def follow(self, *, verify: bool = False) -> News:
        """Read what was written since; one ``os.lstat`` when that is nothing.

        ``verify`` looks at the last line read even then. Raises ``BadInput`` for a damaged journal.
        """
        position = self._position
        seen = signature(self.paths.journal)
        if seen is None or (seen == position.seen and not verify):
            return _NO_NEWS
        for _try in range(_TORN_TRIES):
            found = read_from(self.paths.journal, position.end - len(position.tail))
            if found is None:
                return _NO_NEWS
            seen, data = found
            if not position.tail or not data.startswith(position.tail):
                return self._switch()
            try:
                return self._take(data[len(position.tail) :], position._replace(seen=seen))
            except DamagedError as error:
                if signature(self.paths.journal) == seen:
                    raise damaged(self.paths, position.lines + error.line + 1) from error
                sleep(_PAUSE)
        return self.reload()

    def reload(self) -> News:
        """Read everything again; documents that are the same, and their records, stay."""
        loaded = load(self.paths, self._withdrawn)
        changed: dict[tuple[str, str], Document | None] = {}
        for name in dict.fromkeys((*self.tables, *loaded.tables)):
            mine = self.tables.setdefault(name, Table())
            different = mine.become(loaded.tables.get(name, Table()))
            changed.update(((name, key), document) for key, document in different.items())
        self._take_over(loaded)
        self._doubt = False
        return News(changed=changed)

    def synchronise(self) -> News:
        """Learn all that others wrote, so that a commit may follow. Raises ``BadInput`` or ``OSError``."""
        seen = signature(self.paths.snapshot)
        gone = self._still_gone(seen)
        if self._doubt and not gone:
            return self.reload()
        news = self.follow(verify=True)
        self._gone = gone or (seen is None and self._snapshot_seen is not None)
        if seen is not None and seen != self._snapshot_seen:
            said = snapshot.peek(self.paths.snapshot)
            if said is None or not self._is_ours(said, seen):
                return self.reload()._replace(transactions=news.transactions)
            self._identity, self._snapshot_seen = said, seen
        return news

    def commit(self, transactions: Sequence[tuple[Envelope, Sequence[Edit]]]) -> None:
        """Write ``transactions`` with one ``write`` and one ``fsync``, then apply them. Raises ``OSError``.

        After a failure the documents are as they were, and the next ``synchronise`` reads the files anew.
        """
        self._doubt = True
        self._settle()
        self._make_sure()
        position = self._position
        seq = position.seq
        parts = []
        for envelope, edits in transactions:
            parts.append(transaction_bytes(envelope, edits, seq + 1))
            seq += len(edits)
        data = b"".join(parts)
        try:
            seen = append(self.paths.journal, data, position.end)
        except NotWithdrawnError:
            self._withdrawn.update(envelope.txn for envelope, _edits in transactions)
            raise
        for envelope, edits in transactions:
            for edit in edits:
                apply_edit(self.tables, edit, envelope.at)
        self._position = position._replace(
            seq=seq,
            txn=transactions[-1][0].txn,
            end=position.end + len(data),
            tail=last_line(data, len(data)),
            lines=position.lines + seq - position.seq,
            seen=seen,
        )
        self._sure = HighWater(position.generation, seq)
        self._doubt = False

    def compact(self, now: datetime) -> None:
        """Write the snapshot anew and move the journal's lines to the history. Raises ``OSError``.

        Stopped at any point it loses nothing: until the snapshot is replaced nothing happened, and from
        then on it names the journal as contained, so that whoever writes next ends what was begun.
        """
        from netx_tui.store import history

        self._doubt = True
        self._settle()
        identity, today = self._identity, now.isoformat()
        if identity.history_txns > history.WORTH_TRIMMING and identity.history_checked[:10] < today[:10]:
            left = history.trim(self.paths, now)
            self._identity = identity._replace(history_txns=left, history_checked=today)
        self._write_snapshot()
        self._doubt = False

    def upgrade(self) -> None:
        """Write the documents, read in today's shape, as a snapshot of today's version.

        Raises ``OSError``.
        """
        self._doubt = True
        self._settle()
        self._identity = self._identity._replace(schema=snapshot.SCHEMA)
        self._write_snapshot()
        self._doubt = False

    def _is_ours(self, said: Identity, seen: Signature) -> bool:
        """Whether a changed snapshot is what a session of netx made of ours, and not another program."""
        position = self._position
        return (
            said.generation == position.generation != self._identity.generation
            and position.header is not None
            and seen[1] == position.header.size
        )

    @property
    def _stale(self) -> bool:
        """Whether the journal on disk does not continue the snapshot, so that nothing may be added to it."""
        header = self._position.header
        return header is None or header.continues != self._position.generation

    @property
    def _finishes(self) -> bool:
        """Whether the journal on disk is the one the snapshot was made from."""
        header = self._position.header
        return header is not None and header.continues == self._identity.previous

    def _still_gone(self, seen: Signature | None) -> bool:
        """Whether files that were removed are still missing, so that memory knows more than the disk."""
        if not self._gone or seen not in (None, self._snapshot_seen):
            return False
        return seen is None or signature(self.paths.journal) is None

    def _settle(self) -> None:
        """See to it that there is a journal which continues the snapshot."""
        if self._position.header is not None and signature(self.paths.journal) is None:
            self._gone = True
            self._position = self._position._replace(header=None)
        if self._gone:
            # somebody removed files under us: what they held lives on in memory, so it is written whole
            check_end(self.paths, self._position, read_high_water(self.paths.lock))
            self._write_snapshot()
        elif self._stale:
            if self._snapshot_seen is not None:  # it may be new: it has to last before its journal does
                sync_folder(self.paths.folder)
            self._finish()

    def _make_sure(self) -> None:
        """See to it that what the next edit stands on lasts, whoever wrote it and was stopped then."""
        position, paths = self._position, self.paths
        reached = HighWater(position.generation, position.seq)
        if not position.lines:
            if self._placed != position.header:
                sync_folder(paths.folder)
        elif self._sure != reached:
            known = [said for said in (self._sure, read_high_water(paths.lock)) if said is not None]
            sure = max((said.seq for said in known if said.generation == reached.generation), default=0)
            if sure < reached.seq:
                renew(paths.journal, position.begin, position.end, sure + 1)

    def _write_snapshot(self) -> None:
        position, identity = self._position, self._identity
        moved = signature(self.paths.history)
        fresh = identity._replace(
            generation=random_text(os.urandom, 16),
            previous=position.generation,
            seq=position.seq,
            txn=position.txn,
            history_bytes=moved[1] if moved else 0,
            history_txns=identity.history_txns + position.lines,
        )
        self._summed, self._sum = fresh.generation, 0
        replace_file(self.paths.snapshot, self._counted(snapshot.serialised(self.tables, fresh)))
        self._identity, self._snapshot_seen = fresh, stamp(self.paths.snapshot)
        self._position = position._replace(generation=fresh.generation)
        self._finish()
        self._gone = False

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """``pieces``, while their checksum is worked out."""
        for piece in pieces:
            self._sum = crc32(piece, self._sum)
            yield piece

    def _finish(self) -> None:
        """The second half of a compaction: lines to the history, then a fresh journal."""
        identity, position = self._identity, self._position
        if self._finishes:
            text = read_journal(self.paths.journal)
            body = text.body[: position.end - position.begin] if text else b""
            if body:
                append_to_history(self.paths.history, body, identity.history_bytes)
        header = Header(position.generation, identity.previous, position.seq, position.txn)
        if self._snapshot_seen is not None:
            header = header._replace(size=self._snapshot_seen[1])
            if self._summed == position.generation:
                header = header._replace(sum=f"{self._sum:08x}", written=self._snapshot_seen[2])
        start_journal(self.paths.journal, header)
        self._placed = header
        self._position = position._replace(
            header=header,
            begin=len(header.line()),
            end=len(header.line()),
            tail=header.line(),
            lines=0,
            seen=signature(self.paths.journal),
        )

    def _take(self, data: bytes, position: Position) -> News:
        """Apply the whole transactions in ``data``, which follows ``position``."""
        transactions, used = parse(data, position.seq + 1)
        transactions, used = drop_withdrawn(transactions, used, data, self._withdrawn)
        for transaction in transactions:
            for line in transaction:
                apply_edit(self.tables, line, line["at"])
        if transactions:
            last = transactions[-1][-1]
            position = position._replace(
                seq=last["seq"],
                txn=last["txn"],
                end=position.end + used,
                tail=last_line(data, used),
                lines=position.lines + sum(map(len, transactions)),
            )
        self._position = position
        return News(transactions)

    def _switch(self) -> News:
        """Another session compacted: go on in its fresh journal, over the history where lines were missed."""
        position = self._position
        text = read_journal(self.paths.journal)
        if text is None:
            return _NO_NEWS
        header = text.header
        missed: list[list[Line]] | None = []
        if (header.after, header.txn) != (position.seq, position.txn) or position.generation not in (
            header.continues,
            header.previous,
        ):
            from netx_tui.store.history import lines_between

            missed = lines_between(self.paths, position.seq, position.txn, header.after)
        if missed is None or (missed and missed[-1][-1]["txn"] != header.txn):
            return self.reload()
        for transaction in missed:
            for line in transaction:
                apply_edit(self.tables, line, line["at"])
        fresh = Position(
            header.continues,
            header.after,
            header.txn,
            header,
            len(text.first_line),
            len(text.first_line),
            text.first_line,
            seen=text.seen,
        )
        try:
            return News((*missed, *self._take(text.body, fresh).transactions))
        except DamagedError:
            return self.reload()

    def _take_over(self, loaded: Loaded) -> None:
        self._identity = loaded.identity
        self._snapshot_seen = loaded.snapshot_seen
        self._position = loaded.position
        self._journaled = [mark_of(transaction[0]) for transaction in loaded.transactions]
