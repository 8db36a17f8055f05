"""A snapshot as netx writes it, read without making a tree of each document.

What follows that form line by line is held as it stands there. Anything else is not refused here: who
reads it whole finds out what it is.
"""

from __future__ import annotations

from netx_tui.store.lines import decode
from netx_tui.store.tree import Held, Table, Tables, is_shallow

_BEFORE_ID = b'{"id":"'
_OPENING = b"{\n"
_CLOSING = b"}\n"
_TABLE_OPENS = b": {"


def tables_by_line(data: bytes, *, intact: bool) -> Tables | None:
    """The tables in ``data``; ``None`` unless it is just as netx writes it.

    If it is ``intact``, known to be what netx wrote, its documents are not looked at. Otherwise each is
    read once, to find what is damaged and values that stand in one place.
    """
    if not data.startswith(_OPENING):
        return None
    intact = intact and data.isascii()
    tables: Tables = {}
    place, goes_on = len(_OPENING), True
    try:
        while goes_on:
            name, place = _name(data, place)
            if name in tables:
                return None
            tables[name], place = _table(data, place, intact=intact)
            goes_on = data.startswith(b"},\n", place)
            if not goes_on and not data.startswith(b"}\n", place):
                return None
            place += 3 if goes_on else 2
    except (ValueError, RecursionError):
        return None
    return tables if data[place:] == _CLOSING else None


def _name(data: bytes, start: int) -> tuple[str, int]:
    """The name of the table that opens at ``start``, and where its rows begin; raises ``ValueError``."""
    end = data.index(b"\n", start)
    line = data[start:end]
    name = decode(line.removesuffix(_TABLE_OPENS))
    if not line.endswith(_TABLE_OPENS) or not isinstance(name, str):
        raise ValueError(start)
    return name, end + 1


def _table(data: bytes, start: int, *, intact: bool) -> tuple[Table, int]:
    """The rows of a table from ``start`` on, and where they end; raises ``ValueError``."""
    table = Table()
    held = table.held
    place, count, goes_on = start, 0, True
    while goes_on:
        count += 1
        begins = b'"%d": %s' % (count, _BEFORE_ID)
        if not data.startswith(begins, place):
            raise ValueError(place)
        end = data.index(b"\n", place)
        own = place + len(begins)
        name = data[own : data.index(b'"', own, end)].decode("utf-8")
        goes_on = data.startswith(b",", end - 1)
        text = data[own - len(_BEFORE_ID) : end - goes_on]
        if not name or "\\" in name or not text.endswith(b"}"):
            raise ValueError(place)
        held[name] = Held(text) if intact and is_shallow(text) else _read(text, name)
        place = end + 1
    if len(held) != count:
        raise ValueError(start)
    return table, place


def _read(text: bytes, name: str) -> Held:
    """One row, read to see that it is whole; raises ``ValueError``."""
    document = decode(text, unique=True)
    if document["id"] != name:
        raise ValueError(name)
    return Held(text if text.isascii() and is_shallow(text) else document)
