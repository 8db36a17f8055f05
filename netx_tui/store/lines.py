"""The lines of journal and history: one JSON object per changed document, a transaction's lines together.

    {"seq": 7, "at": ISO time (UTC), "who": user, "run": session, "txn": transaction, "n": 1, "of": 1,
     "label": sentence, "table": "contacts", "id": "c7k3m9qa", "set": {path: value}, "was": {path: old}}

A new document has ``"create": true`` and its fields in ``set``; a removed one ``"remove": true`` and the
whole document in ``was``; ``null`` at a path means *absent*. What takes back or repeats another
transaction names it in ``undoes`` or ``redoes``. A transaction counts only when all of its lines, ``n`` 1
to ``of``, are there. The last field, ``crc``, is the CRC-32 of all bytes before it, as eight hexadecimal
digits; lines of an older netx have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple
from zlib import crc32

from netx_tui.store.tree import Document, Table, Tables, put, split

Line = dict[str, Any]
Edit = dict[str, Any]
"""The part of a line that tells what happens to one document: ``table id set was create remove``."""

_FIRST = b',"n":1,"of":'
_BOM = b"\xef\xbb\xbf"
_SEAL = b',"crc":"'
_SEAL_AT = -len(_SEAL + b'00000000"}')
_CRC_AT = _SEAL_AT + len(_SEAL)


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite).decode


class TwiceError(ValueError):
    """A key stands twice in one map, so that reading it would lose a value."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise TwiceError(next(key for key in found if keys.count(key) > 1))
    return found


_decode_unique = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_finite
).decode


class DamagedError(Exception):
    """Whole transactions follow something broken; ``line`` counts from the first one read."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Envelope(NamedTuple):
    """What all lines of one transaction share."""

    at: str
    who: str
    run: str
    txn: str
    label: str
    undoes: str = ""
    redoes: str = ""


class Mark(NamedTuple):
    """What undo needs to know of a transaction without its lines."""

    seq: int
    who: str
    run: str
    txn: str
    label: str
    undoes: str
    redoes: str


def encode(value: Any) -> str:
    """``value`` as compact JSON in ASCII, which every locale reads back; raises ``ValueError`` for NaN."""
    return _encode(value)


def decode(data: bytes, *, unique: bool = False) -> Any:
    """The JSON value in ``data`` (NaN is none); raises ``ValueError`` or ``RecursionError``.

    With ``unique``, which is slower, ``TwiceError`` is raised where a key stands twice.
    """
    text = data.removeprefix(_BOM).decode("utf-8")
    return _decode_unique(text) if unique else _decode(text)


def transaction_bytes(envelope: Envelope, edits: Sequence[Edit], seq: int) -> bytes:
    """The lines of one transaction, the first with the number ``seq``."""
    shared = encode({"at": envelope.at, "who": envelope.who, "run": envelope.run, "txn": envelope.txn})[1:-1]
    label = {"label": envelope.label}
    if envelope.undoes:
        label["undoes"] = envelope.undoes
    if envelope.redoes:
        label["redoes"] = envelope.redoes
    middle = f'"of":{len(edits)},{encode(label)[1:-1]}'
    lines = (
        f'{{"seq":{seq + place},{shared},"n":{place + 1},{middle},{encode(edit)[1:]}'
        for place, edit in enumerate(edits)
    )
    return b"".join(sealed(line.encode("ascii")) for line in lines)


def line_bytes(line: Mapping[str, Any]) -> bytes:
    """``line`` as it stands in a file, with its checksum and its end."""
    return sealed(encode(line).encode("ascii"))


def sealed(text: bytes) -> bytes:
    """The JSON object ``text`` with its checksum as the last field, and the end of the line."""
    body = text[:-1]
    return b'%s%s%08x"}\n' % (body, _SEAL, crc32(body))


def is_sealed(line: bytes) -> bool:
    """Whether ``line``, without its end, says what its checksum was."""
    return line[_SEAL_AT:_CRC_AT] == _SEAL


def is_intact(line: bytes) -> bool:
    """Whether ``line``, without its end, is as it was written, as far as it tells."""
    return not is_sealed(line) or line[_CRC_AT:-2] == b"%08x" % crc32(line[:_SEAL_AT])


def parse(data: bytes, seq: int) -> tuple[list[list[Line]], int]:
    """The whole transactions at the start of ``data``, and how many bytes they take.

    ``seq`` is the number the first line must have. What follows them was never acknowledged: a torn
    write, or garbage. Raises ``DamagedError`` when a later transaction is there, so that one is missing.
    """
    end = data.rfind(b"\n") + 1
    rows = _rows(data[:end])
    transactions: list[list[Line]] = []
    place = 0
    while place < len(rows):
        transaction = _transaction(rows, place, seq)
        if transaction is None:
            break
        transactions.append(transaction)
        place += len(transaction)
        seq += len(transaction)
    if place == len(rows):
        return transactions, end
    first = rows[place]
    if (_begins(first) and first["seq"] != seq) or any(map(_begins, rows[place + 1 :])):
        raise DamagedError(place + 1)
    return transactions, _length(data, place)


def heads(data: bytes) -> Iterator[Line]:
    """The first line of each transaction in ``data``, oldest first; reads nothing else."""
    found = data.find(_FIRST)
    while found >= 0:
        start = data.rfind(b"\n", 0, found) + 1
        end = data.find(b"\n", found)
        if end < 0:
            return
        line = _row(data[start:end])
        if _begins(line):
            yield line
        found = data.find(_FIRST, end)


def newest_first(data: bytes) -> Iterator[Line]:
    """The lines of the whole transactions in ``data``, newest first; what cannot be read is left out."""
    waiting = 0
    end = data.rfind(b"\n")
    while end > 0:
        start = data.rfind(b"\n", 0, end) + 1
        line = _row(data[start:end])
        end = start - 1
        if not _is_line(line):
            waiting = 0
            continue
        if line["n"] == line["of"]:
            waiting = line["n"]
        if line["n"] == waiting:
            waiting -= 1
            yield line


def readable(data: bytes) -> Iterator[Line]:
    """The lines of the whole transactions in ``data``, oldest first; what cannot be read is left out."""
    group: list[Line] = []
    for row in _rows(data[: data.rfind(b"\n") + 1]):
        if not _is_line(row) or row["n"] != len(group) + 1 or (group and row["txn"] != group[0]["txn"]):
            group = [row] if _begins(row) else []
        else:
            group.append(row)
        if group and len(group) == group[0]["of"]:
            yield from group
            group = []


def mark_of(line: Line) -> Mark:
    """The mark of the transaction that ``line`` begins."""
    return Mark(
        line["seq"],
        line["who"],
        line["run"],
        line["txn"],
        line["label"],
        str(line.get("undoes", "")),
        str(line.get("redoes", "")),
    )


def apply_edit(tables: Tables, edit: Edit, at: str) -> None:
    """Put in ``tables`` the document that ``edit`` makes of the old one; ``at`` becomes its ``updated``."""
    table = tables.setdefault(edit["table"], Table())
    name: str = edit["id"]
    if "remove" in edit:
        table.pop(name, None)
        return
    if "create" in edit:
        document: Document = {"id": name, **edit["set"]}
        document.setdefault("created", at)
    else:
        old = table.get(name)
        if old is None:
            return
        document = old.copy()
        for path, value in edit["set"].items():
            if "." in path or "\\" in path:
                document = put(document, split(path), value)
            elif value is None:
                document.pop(path, None)
            else:
                document[path] = value
    rev = document.get("rev")
    document["rev"] = rev + 1 if isinstance(rev, int) else 1
    document["updated"] = at
    table[name] = document


def _rows(data: bytes) -> list[Any]:
    """Each line of ``data`` decoded, ``None`` for one that is damaged; all at once where that works."""
    if not data:
        return []
    lines = data[:-1].split(b"\n")
    try:
        rows = decode(b"[" + b",".join(lines) + b"]")
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or len(rows) != len(lines):
        rows = [_decoded(line) for line in lines]
    told = False
    for place, line in enumerate(lines):
        told = told or is_sealed(line)  # from the first checksum on, every line has one
        rows[place] = _unsealed(rows[place]) if is_intact(line) and told == is_sealed(line) else None
    return rows


def _row(line: bytes) -> Any:
    return _unsealed(_decoded(line)) if is_intact(line) else None


def _decoded(line: bytes) -> Any:
    try:
        return decode(line)
    except (ValueError, RecursionError):
        return None


def _unsealed(row: Any) -> Any:
    if isinstance(row, dict):
        row.pop("crc", None)
    return row


def _transaction(rows: list[Any], place: int, seq: int) -> list[Line] | None:
    first = rows[place]
    if not _begins(first) or first["seq"] != seq:
        return None
    lines = rows[place : place + first["of"]]
    if len(lines) < first["of"]:
        return None
    for n, line in enumerate(lines):
        if not _is_line(line) or (line["seq"], line["n"], line["txn"]) != (seq + n, n + 1, first["txn"]):
            return None
    return lines


def _begins(line: Any) -> bool:
    return _is_line(line) and line["n"] == 1 and line["of"] > 0


def _is_line(line: Any) -> bool:
    try:
        return (
            type(line["seq"]) is type(line["n"]) is type(line["of"]) is int
            and type(line["txn"]) is type(line["table"]) is type(line["id"]) is str
            and type(line["at"]) is type(line["who"]) is type(line["run"]) is type(line["label"]) is str
            and type(line["was" if "remove" in line else "set"]) is dict
            and type(line.get("was", line)) is dict
        )
    except (TypeError, KeyError):
        return False


def _length(data: bytes, lines: int) -> int:
    """The bytes of the first ``lines`` lines of ``data``."""
    end = 0
    for _line in range(lines):
        end = data.index(b"\n", end) + 1
    return end
