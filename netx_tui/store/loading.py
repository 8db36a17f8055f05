"""Reading a whole store from disk without the lock: snapshot and journal that belong together."""

from __future__ import annotations

from collections.abc import Collection
from time import sleep
from typing import NamedTuple
from zlib import crc32

from netx_tui.domain.errors import BadInput, Locked
from netx_tui.i18n import _
from netx_tui.store import files, snapshot
from netx_tui.store.files import Signature, StorePaths, TooLargeError, read_from, signature
from netx_tui.store.high_water import HighWater, read_high_water
from netx_tui.store.journal import Header, JournalBrokenError, JournalText, read_journal
from netx_tui.store.lines import DamagedError, Line, apply_edit, parse
from netx_tui.store.snapshot import Identity
from netx_tui.store.tree import Tables

_TRIES = 400
_PAUSE = 0.005
"""Seconds between two tries while another session is compacting or taking a failed write back."""


class Position(NamedTuple):
    """How far a session has read: the last line's number and transaction, and where it ends in the journal.

    ``header`` is ``None`` where there is no journal; its first line after the header starts at byte
    ``begin`` and the next one will at ``end``; ``tail`` are the bytes of the last line read, by
    which a later reading knows that it goes on in the same journal; ``lines`` counts those since ``begin``.
    """

    generation: str
    seq: int
    txn: str
    header: Header | None = None
    begin: int = 0
    end: int = 0
    tail: bytes = b""
    lines: int = 0
    seen: Signature | None = None


class Loaded(NamedTuple):
    """A store as it was read; ``transactions`` are those of the journal, also where the snapshot has them."""

    tables: Tables
    identity: Identity
    position: Position
    transactions: list[list[Line]]
    snapshot_seen: Signature | None = None


def load(paths: StorePaths, withdrawn: Collection[str] = (), *, migrates: bool = True) -> Loaded:
    """Read the store; ``withdrawn`` are transactions of a failed write that may still stand at the end.

    Documents of an older netx are brought to today's shape, unless ``migrates`` is false. Raises
    ``BadInput`` for a damaged store, ``Locked`` when other sessions never leave it in peace.
    """
    for _try in range(_TRIES):
        noted = read_high_water(paths.lock)
        seen = signature(paths.snapshot)
        data = _snapshot(paths)
        text = _journal(paths)
        if signature(paths.snapshot) != seen:
            sleep(_PAUSE)
            continue
        try:
            intact = _is_as_written(data, text)
            tables, identity = snapshot.parse(data[1] if data else b"", foreign=not intact, intact=intact)
        except snapshot.BrokenError as error:
            raise _refusal(paths, str(error)) from error
        try:
            loaded = _joined(paths, tables, identity, text, withdrawn)
            check_end(paths, loaded.position, noted)
            if migrates and identity.schema < snapshot.SCHEMA:
                from netx_tui.store.migrations import migrate

                migrate(tables, identity.schema, snapshot.SCHEMA)
            return loaded._replace(snapshot_seen=seen)
        except DamagedError as error:
            if text and signature(paths.journal) == text.seen:
                raise damaged(paths, error.line + 1) from error
            sleep(_PAUSE)
    raise Locked(_("{file} is being written without pause. Try again.").format(file=paths.snapshot))


def damaged(paths: StorePaths, line: int) -> BadInput:
    """The refusal for a journal with something broken before whole transactions."""
    from netx_tui.store.rescue import journal_refusal

    return journal_refusal(
        paths,
        _("{file} is damaged in line {line}, and later edits follow.").format(file=paths.journal, line=line),
    )


def drop_withdrawn(
    transactions: list[list[Line]], used: int, data: bytes, withdrawn: Collection[str]
) -> tuple[list[list[Line]], int]:
    """``transactions`` and their bytes without those at the end whose write failed and was refused."""
    kept = list(transactions)
    while kept and kept[-1][0]["txn"] in withdrawn:
        name = kept.pop()[0]["txn"].encode()
        used = data.rfind(b"\n", 0, data.find(b'"txn":"' + name + b'"')) + 1
    return kept, used


def last_line(data: bytes, used: int) -> bytes:
    """The bytes of the last line within the first ``used`` bytes of ``data``."""
    return data[data.rfind(b"\n", 0, used - 1) + 1 : used]


def _is_as_written(found: tuple[Signature, bytes] | None, text: JournalText | None) -> bool:
    """Whether the snapshot is as netx wrote it, by what the journal knows of it.

    Raises ``BrokenError`` where it is not, although nothing has written to it since.
    """
    if found is None or text is None or not text.header.sum:
        return False
    (_inode, _size, written), data = found
    if text.header.sum == f"{crc32(data):08x}":
        return True
    if text.header.written == written:
        raise snapshot.BrokenError(
            _("it is not what was written any more, although no program has changed it since")
        )
    return False


def _joined(
    paths: StorePaths,
    tables: Tables,
    identity: Identity,
    text: JournalText | None,
    withdrawn: Collection[str],
) -> Loaded:
    """The state that snapshot and journal make together; raises ``BadInput`` or ``DamagedError``."""
    position = Position(identity.generation, identity.seq, identity.txn)
    if text is None:
        return Loaded(tables, identity, position, [])
    follows = text.header.continues == identity.generation
    transactions, used = parse(text.body, text.header.after + 1)
    transactions, used = drop_withdrawn(transactions, used, text.body, withdrawn)
    missing = identity.generation == snapshot.NOTHING
    if not follows and (missing or (transactions and not _contained(identity, text.header, transactions))):
        raise _strangers(paths, missing=missing)
    position = position._replace(
        header=text.header,
        begin=len(text.first_line),
        end=len(text.first_line) + used,
        tail=last_line(text.body, used) if transactions else text.first_line,
        seen=text.seen,
        lines=sum(map(len, transactions)),
    )
    if follows and transactions:
        for transaction in transactions:
            for line in transaction:
                apply_edit(tables, line, line["at"])
        last = transactions[-1][-1]
        position = position._replace(seq=last["seq"], txn=last["txn"])
    return Loaded(tables, identity, position, transactions)


def _snapshot(paths: StorePaths) -> tuple[Signature, bytes] | None:
    """The bytes of the snapshot; where they are too many, the refusal tells the way out."""
    try:
        return read_from(paths.snapshot)
    except TooLargeError as error:
        limit = files.SIZE_LIMIT // 1024**2
        raise _refusal(
            paths, _("it is larger than {limit} MB, which netx does not read").format(limit=limit)
        ) from error


def _journal(paths: StorePaths) -> JournalText | None:
    """The journal; where its beginning is damaged or it is too long, the refusal tells the way out."""
    try:
        return read_journal(paths.journal)
    except (JournalBrokenError, TooLargeError) as error:
        from netx_tui.store.rescue import journal_refusal

        raise journal_refusal(paths, error.message) from error


def check_end(paths: StorePaths, position: Position, noted: HighWater | None) -> None:
    """Refuse a journal that ends before an edit that was acknowledged; raises ``DamagedStore``."""
    if noted is None or (noted.generation == position.generation and noted.seq <= position.seq):
        return
    if position.generation == snapshot.NOTHING and position.header is None:
        raise _refusal(
            paths,
            _(
                "it is missing together with its journal, though edit {last} was saved (if you removed them "
                "yourself, remove {lock} too)"
            ).format(last=noted.seq, lock=paths.lock),
        )
    if noted.generation != position.generation:
        return
    from netx_tui.store.rescue import journal_refusal

    raise journal_refusal(
        paths,
        _(
            "{file} has lost its end: edit {last} was saved, but only {there} can be read. "
            "If you removed the file yourself, remove {lock} too."
        ).format(file=paths.journal, last=noted.seq, there=position.seq, lock=paths.lock),
    )


def _refusal(paths: StorePaths, why: str) -> BadInput:
    from netx_tui.store.rescue import refusal

    return refusal(paths, why)


def _contained(identity: Identity, header: Header, transactions: list[list[Line]]) -> bool:
    """Whether the snapshot was made from that journal: a compaction stopped before it began a fresh one."""
    last = transactions[-1][-1]
    made_from = (identity.previous, identity.seq, identity.txn)
    return made_from == (header.continues, last["seq"], last["txn"])


def _strangers(paths: StorePaths, *, missing: bool) -> BadInput:
    if missing:
        return _refusal(
            paths,
            _("it is missing or empty, while {journal} holds edits to it").format(journal=paths.journal),
        )
    return _refusal(
        paths,
        _(
            "it is not the file that {journal} continues; move that one away to go on without its edits"
        ).format(journal=paths.journal),
    )
