"""What is wrong inside documents: values that cannot be, and references to documents that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from netx_tui.domain.text import clean_line
from netx_tui.store.expected import FIELDS, REFERENCES, Expected, Kind, Reference
from netx_tui.store.ids import ALPHABET
from netx_tui.store.tree import Keys, join

Documents = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Tables of documents by id."""

FIRST_YEAR, LAST_YEAR = 1900, 2999
_SHOWN = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])").fullmatch
_LOOKS_LIKE_ID = re.compile(rf"c(?=[a-z]*[0-9])[{ALPHABET}]{{7}}").fullmatch


class Fault(Enum):
    """The kinds of what may be wrong with one document."""

    NO_DOCUMENT = "no_document"
    """An entry of a table that is no object."""
    NO_ID = "no_id"
    DOUBLE_ID = "double_id"
    DOUBLE_KEY = "double_key"
    """A key that stands twice in one object of the file; the first of the two is never seen."""
    WRONG_TYPE = "wrong_type"
    IMPOSSIBLE_DATE = "impossible_date"
    IMPOSSIBLE_TIME = "impossible_time"
    UNKNOWN_WORD = "unknown_word"
    OUT_OF_RANGE = "out_of_range"
    ORPHAN = "orphan"
    """A document that is nothing without one that is gone."""
    GONE = "gone"
    """A reference to a document that is gone."""
    GONE_REMARK = "gone_remark"
    """Such a reference that nothing depends on."""


class Place(NamedTuple):
    """One fault: where it is, and what stands there (shortened; empty where that may be private)."""

    fault: Fault
    table: str
    id: str
    field: str = ""
    value: str = ""


class Dangling(NamedTuple):
    """A field of the document ``id`` that names documents which are ``gone``; ``value`` is what it holds."""

    reference: Reference
    id: str
    keys: Keys
    value: Any
    gone: tuple[str, ...]


def value_faults(tables: Documents) -> Iterator[Place]:
    """Every value that is not what its field should hold."""
    for table, fields in FIELDS.items():
        for name, document in tables.get(table, {}).items():
            for fault, keys, value in _of_part(fields, document):
                yield Place(fault, table, name, join(keys), value)


def reference_faults(tables: Documents) -> Iterator[Place]:
    """Every reference to a document that is gone."""
    for found in dangling(tables):
        fault = Fault.ORPHAN if found.reference.owned else Fault.GONE
        if found.reference.remark:
            fault = Fault.GONE_REMARK
        for gone in found.gone:
            shown = clean_line(gone, _SHOWN)
            yield Place(fault, found.reference.table, found.id, join(found.keys), shown)


def dangling(tables: Documents) -> Iterator[Dangling]:
    """Every field that names a document which is gone."""
    for reference in REFERENCES:
        targets = tables.get(reference.target, {})
        path = tuple(reference.field.split("."))
        for name, document in tables.get(reference.table, {}).items():
            for keys, value in _at(document, path, ()):
                named = value if isinstance(value, list) else [value]
                gone = tuple(one for one in named if _is_gone(one, targets, reference))
                if gone:
                    yield Dangling(reference, name, keys, value, gone)


def _is_gone(value: Any, targets: Mapping[str, Any], reference: Reference) -> bool:
    if not isinstance(value, str) or not value or value in targets:
        return False
    return not reference.by_name or _LOOKS_LIKE_ID(value) is not None


def _at(node: Any, path: Keys, above: Keys) -> Iterator[tuple[Keys, Any]]:
    """What stands at ``path`` below ``node``, with the whole path of each; ``*`` is every key."""
    if not path:
        yield above, node
    elif isinstance(node, Mapping):
        for key in list(node) if path[0] == "*" else [path[0]]:
            if key in node:
                yield from _at(node[key], path[1:], (*above, key))


def _of_part(fields: Mapping[str, Expected], part: Mapping[str, Any]) -> Iterator[tuple[Fault, Keys, str]]:
    for name, value in part.items():
        expected = fields.get(name)
        if expected is None:
            continue
        if expected.kind in _SIMPLE:
            fault = _SIMPLE[expected.kind](expected, value)
            if fault:
                yield fault, (name,), _shown(fault, value)
        else:
            for fault, keys, shown in _of_map(expected, value):
                yield fault, (name, *keys), shown


def _of_map(expected: Expected, value: Any) -> Iterator[tuple[Fault, Keys, str]]:
    if not isinstance(value, Mapping):
        yield Fault.WRONG_TYPE, (), ""
    elif expected.kind is Kind.PART:
        yield from _of_part(expected.fields, value)
    elif expected.kind is Kind.ITEMS:
        for key, item in value.items():
            for fault, keys, shown in _of_map(Expected(Kind.PART, fields=expected.fields), item):
                yield fault, (key, *keys), shown
    else:
        kind = Kind.DAY if expected.kind is Kind.NAMED_DAYS else Kind.TEXT
        yield from _of_part(dict.fromkeys(value, Expected(kind)), value)


def _shown(fault: Fault, value: Any) -> str:
    return "" if fault is Fault.WRONG_TYPE else clean_line(str(value), _SHOWN)


def _text(_expected: Expected, value: Any) -> Fault | None:
    return None if type(value) is str else Fault.WRONG_TYPE


def _word(expected: Expected, value: Any) -> Fault | None:
    if type(value) is not str:
        return Fault.WRONG_TYPE
    return None if not value or value in expected.words else Fault.UNKNOWN_WORD


def _number(expected: Expected, value: Any) -> Fault | None:
    if type(value) is not int:
        return Fault.WRONG_TYPE
    return None if 0 <= value <= expected.high else Fault.OUT_OF_RANGE


def _flag(_expected: Expected, value: Any) -> Fault | None:
    return None if type(value) is bool else Fault.WRONG_TYPE


def _texts(_expected: Expected, value: Any) -> Fault | None:
    fine = type(value) is list and all(type(text) is str for text in value)
    return None if fine else Fault.WRONG_TYPE


def _date(expected: Expected, value: Any) -> Fault | None:
    if type(value) is not str:
        return Fault.WRONG_TYPE
    return None if not value or _is_date(expected.kind, value) else Fault.IMPOSSIBLE_DATE


def _time(_expected: Expected, value: Any) -> Fault | None:
    if type(value) is not str:
        return Fault.WRONG_TYPE
    return None if not value or _is_time(value) else Fault.IMPOSSIBLE_TIME


@lru_cache(maxsize=4096)
def _is_date(kind: Kind, text: str) -> bool:
    if kind is Kind.MONTH:
        return _MONTH(text) is not None and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR
    if kind is Kind.YEARLY and text.startswith("--"):
        text = f"2000-{text[2:]}"  # a leap year: 29 February is somebody's birthday
    try:
        return _DAY(text) is not None and FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return False
    return time.tzinfo is not None and FIRST_YEAR <= time.year <= LAST_YEAR


_SIMPLE = {
    Kind.TEXT: _text,
    Kind.WORD: _word,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.TEXTS: _texts,
    Kind.DAY: _date,
    Kind.YEARLY: _date,
    Kind.MONTH: _date,
    Kind.TIME: _time,
}
"""How a value is judged that stands for itself."""
