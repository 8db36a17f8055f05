"""The snapshot: a TinyDB file with one document per line, and the identity that ties the journal to it.

    {
    "meta": {
    "1": {"id":"store","schema":1,"generation":...}
    },
    "contacts": {
    "1": {"id":"c7k3m9qa","name":...},
    ...

TinyDB's number keys are given in the order of insertion. In memory a table maps the documents' own ids
to documents, and the ``meta`` document ``store`` is held apart as the ``Identity``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from netx_tui.i18n import _
from netx_tui.store.by_line import tables_by_line
from netx_tui.store.files import open_regular, read_from
from netx_tui.store.ids import random_text
from netx_tui.store.lines import TwiceError, decode, encode
from netx_tui.store.tree import Document, Held, Table, Tables

SCHEMA = 1
"""The version of the documents that this netx reads and writes."""

NOTHING = "nothing"
"""The generation of a store whose snapshot was never written."""

IDENTITY_TABLE = "meta"
IDENTITY = "store"

_CHUNK = 200
"""Documents turned into text at a time, so that a screen in another thread goes on."""

_PEEK = 4096
_NONE: Mapping[str, Any] = MappingProxyType({})


class BrokenError(Exception):
    """The bytes are no snapshot; the message is a translated fragment saying why."""


class Identity(NamedTuple):
    """What the snapshot says of itself.

    ``generation`` names it and ``previous`` the one it was made from; ``seq`` and ``txn`` are the last
    journal line and transaction in it; ``history_bytes`` is where in the history that journal's lines
    begin; ``history_txns`` estimates what the history holds, ``history_checked`` is when it was counted.
    """

    generation: str
    previous: str = ""
    seq: int = 0
    txn: str = ""
    schema: int = SCHEMA
    history_bytes: int = 0
    history_txns: int = 0
    history_checked: str = ""
    rest: Mapping[str, Any] = _NONE


def parse(data: bytes, *, foreign: bool = False, intact: bool = False) -> tuple[Tables, Identity]:
    """The tables and the identity in ``data``; empty bytes are a new store. Raises ``BrokenError``.

    Of what is ``foreign``, maybe not written by netx, it is made sure that no value is lost by reading it.
    What is ``intact`` is known to be what netx wrote, to the last byte.
    """
    if not data:
        return {}, Identity(NOTHING)
    tables = tables_by_line(data, intact=intact)
    if tables is None:
        tables = _whole(data, foreign=foreign)
    own = tables.get(IDENTITY_TABLE, Table()).pop(IDENTITY, None)
    return tables, _identity(own, data)


def _whole(data: bytes, *, foreign: bool) -> Tables:
    """The tables in any JSON that is a TinyDB file; raises ``BrokenError``."""
    try:
        content = decode(data, unique=foreign)
    except TwiceError as error:
        raise BrokenError(_("'{name}' stands twice in the same place").format(name=error)) from error
    except UnicodeDecodeError as error:
        raise BrokenError(_("it is not UTF-8 text")) from error
    except RecursionError as error:
        raise BrokenError(_("it is nested too deep")) from error
    except ValueError as error:
        raise BrokenError(_("it is not whole JSON ({reason})").format(reason=str(error)[:100])) from error
    if not isinstance(content, dict):
        raise BrokenError(_("it holds no tables"))
    return {name: Table(_by_id(name, table)) for name, table in content.items()}


def peek(path: str) -> Identity | None:
    """The identity at the start of a snapshot written by netx, read alone; raises ``OSError``."""
    handle = open_regular(path, os.O_RDONLY)
    try:
        lines = os.read(handle, _PEEK).split(b"\n", 3)
    finally:
        os.close(handle)
    if len(lines) < 4 or lines[:2] != [b"{", b'"meta": {'] or not lines[2].startswith(b'"1": {'):
        return None
    try:
        own = decode(lines[2][5:].rstrip(b","))
    except ValueError:
        return None
    return _said(own)


def load(path: str) -> tuple[Tables, Identity]:
    """Read the snapshot at ``path``. Raises ``BrokenError``, or ``BadInput`` where it cannot be read."""
    found = read_from(path)
    return parse(found[1] if found else b"")


def serialised(tables: Mapping[str, Mapping[str, Document]], identity: Identity) -> Iterator[bytes]:
    """The snapshot's bytes in pieces of at most ``_CHUNK`` documents."""
    from netx_tui.domain.changes import TABLES

    opening = f'{{\n"{IDENTITY_TABLE}": {{\n"1": {encode(_document(identity))}'
    yield opening.encode("ascii")
    yield from _rows(tables.get(IDENTITY_TABLE, {}), 2)
    for name in dict.fromkeys((*TABLES, *tables)):
        if name != IDENTITY_TABLE and tables.get(name):
            yield f"\n}},\n{encode(name)}: {{".encode("ascii")
            yield from _rows(tables[name], 1)
    yield b"\n}\n}\n"


def backup_bytes(
    tables: Mapping[str, Mapping[str, Document]], identity: Identity, seq: int
) -> Iterator[bytes]:
    """The bytes of a complete copy, a store of its own that no journal continues."""
    own = Identity(random_text(os.urandom, 16), seq=seq, schema=identity.schema, rest=identity.rest)
    return serialised(tables, own)


def _rows(table: Mapping[str, Document], first: int) -> Iterator[bytes]:
    rows: list[bytes] = []
    every = table.held.values() if isinstance(table, Table) else map(Held, table.values())
    for number, held in enumerate(every, first):
        rows.append(b'%s\n"%d": %s' % (b"," if number > 1 else b"", number, held.text()))
        if len(rows) == _CHUNK:
            yield b"".join(rows)
            rows.clear()
    yield b"".join(rows)


def _by_id(name: str, table: Any) -> dict[str, Document]:
    """The documents of a TinyDB table by their own ids, which nearly always are there and unique."""
    if not isinstance(table, dict):
        raise BrokenError(_("'{name}' in it is no table").format(name=name))
    try:
        documents = {document["id"]: document for document in table.values()}
    except (TypeError, KeyError):
        documents = {}
    whole = len(documents) == len(table) and all(map(_is_name, documents))
    return documents if whole else _with_ids(name, table)


def _with_ids(name: str, table: Mapping[str, Any]) -> dict[str, Document]:
    """Documents that somebody's TinyDB put there get an id from their number, the same at every reading."""
    documents: dict[str, Document] = {}
    for number, document in table.items():
        if not isinstance(document, dict):
            raise BrokenError(
                _("entry {number} of '{name}' in it is no document").format(number=number, name=name)
            )
        said = document.get("id")
        own = said if isinstance(said, str) and said else ""
        if not own or own in documents:
            own = f"{own or name[:1] or '_'}-{number}"
            while own in documents:
                own += "-"
        documents[own] = {**document, "id": own}
    return documents


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _identity(own: Document | None, data: bytes) -> Identity:
    said = _said(own) if own else None
    if said:
        return said
    from zlib import crc32

    # a file that stock TinyDB wrote is known by its bytes until netx writes its first snapshot
    return Identity(f"plain-{len(data)}-{crc32(data):08x}")


def _said(own: Any) -> Identity | None:
    """The identity in the ``meta`` document ``own``, if every field of it is what it should be."""
    if not isinstance(own, dict):
        return None
    known = {name: own[name] for name in Identity._fields[:-1] if name in own}
    blank = Identity("")
    if not known.get("generation") or any(
        type(value) is not type(getattr(blank, name)) for name, value in known.items()
    ):
        return None
    rest = {name: value for name, value in own.items() if name not in known and name != "id"}
    return Identity(**known, rest=rest)


def _document(identity: Identity) -> Document:
    fields = identity._asdict()
    rest = fields.pop("rest")
    return {"id": IDENTITY, **fields, **rest}
