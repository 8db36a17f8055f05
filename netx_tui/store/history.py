"""The history file: lines that compaction took out of the journal, for undo and *who changed what*.

It is only ever read for people, never to know the state of a document, so what cannot be read in it is
left out instead of refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from netx_tui.store.files import StorePaths, read_from, replace_file
from netx_tui.store.lines import DamagedError, Line, Mark, heads, mark_of, newest_first, parse
from netx_tui.store.receipts import FieldChange, HistoryEntry
from netx_tui.store.tree import KEPT_BY_THE_STORE

KEPT_TRANSACTIONS = 1000
KEPT_DAYS = 90
"""The history keeps so many transactions or days, whichever is more."""

_SLACK = KEPT_TRANSACTIONS // 4
WORTH_TRIMMING = KEPT_TRANSACTIONS + _SLACK
"""Transactions from which on it may be worth writing the history anew."""


def read_history(paths: StorePaths) -> bytes:
    """The bytes of the history; none where there is no file."""
    found = read_from(paths.history)
    return found[1] if found else b""


def marks_before(paths: StorePaths, seq: int) -> list[Mark]:
    """The transactions in the history that are older than line ``seq``, oldest first."""
    marks: list[Mark] = []
    for line in heads(read_history(paths)):
        while marks and marks[-1].seq >= line["seq"]:  # somebody went back to an older state of the store
            marks.pop()
        marks.append(mark_of(line))
    return [mark for mark in marks if mark.seq < seq]


def lines_between(paths: StorePaths, seq: int, txn: str, last: int) -> list[list[Line]] | None:
    """The transactions after line ``seq`` of ``txn`` up to line ``last``; ``None`` if one is missing."""
    data = read_history(paths)
    place = data.rfind(b'{"seq":%d,' % seq)
    end = data.find(b"\n", place) + 1
    if not txn or place < 0 or b'"txn":"%s"' % txn.encode() not in data[place:end]:
        return None
    try:
        whole = parse(data[end:], seq + 1)[0]
    except DamagedError:
        return None
    wanted = [transaction for transaction in whole if transaction[-1]["seq"] <= last]
    return wanted if wanted and wanted[-1][-1]["seq"] == last else None


def every_line(paths: StorePaths) -> Iterator[Line]:
    """All lines there are, newest first: those in the journal, then those moved to the history."""
    last = None
    # the journal first: what a compaction moves meanwhile is then read twice, and told once
    for data in _files(paths):
        for line in newest_first(data):
            if last is None or line["seq"] < last:
                last = line["seq"]
                yield line


def transaction_lines(paths: StorePaths, txn: str) -> list[Line]:
    """The lines of ``txn``, the last one first; none if they are not all there any more."""
    for data in _files(paths):
        found = [line for line in newest_first(_around(data, txn)) if line["txn"] == txn]
        if found and len(found) == found[0]["of"]:
            return found
    return []


def entry_of(line: Line) -> HistoryEntry:
    """What ``line`` tells, for people."""
    old, new = line.get("was", {}), line.get("set", {})
    changes = (
        FieldChange(path, old.get(path), new.get(path))
        for path in dict.fromkeys((*old, *new))
        if path not in KEPT_BY_THE_STORE and path != "created"
    )
    return HistoryEntry(
        line["at"],
        line["who"],
        line["label"],
        line["txn"],
        line["table"],
        line["id"],
        tuple(changes),
        "undoes" in line,
        "redoes" in line,
    )


def trim(paths: StorePaths, now: datetime) -> int:
    """Drop what is too old, if that is worth writing the file anew; how many transactions are left.

    Raises ``OSError``.
    """
    data = read_history(paths)
    firsts = list(heads(data))
    since = (now - timedelta(days=KEPT_DAYS)).isoformat()
    recent = len([line for line in firsts if line["at"] >= since])
    kept = max(KEPT_TRANSACTIONS, recent)
    if len(firsts) - kept < _SLACK:
        return len(firsts)
    start = data.find(b'\n{"seq":%d,' % firsts[-kept]["seq"]) + 1
    replace_file(paths.history, (data[start:],))
    return kept


def _files(paths: StorePaths) -> Iterator[bytes]:
    journal = read_from(paths.journal)
    yield journal[1] if journal else b""
    yield read_history(paths)


def _around(data: bytes, txn: str) -> bytes:
    """The part of ``data`` from the first line that names ``txn`` to the last one."""
    name = b'"txn":"' + txn.encode() + b'"'
    first, last = data.find(name), data.rfind(name)
    if first < 0:
        return b""
    return data[data.rfind(b"\n", 0, first) + 1 : data.find(b"\n", last) + 1]
