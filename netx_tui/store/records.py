"""Documents as records and records as documents.

A record shares what it can with its document: it is made without running the constructor, keeps the
document's plain values as they are and turns lists into tuples, maps of items by id into tuples sorted
by ``rank``. What does not have the type of its field (somebody edited the file by hand) counts as not
known. 50,000 contacts take about a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, ValuesView
from operator import itemgetter
from typing import Any, Generic, TypeVar, cast

from netx_tui.domain.contacts import (
    NOTHING,
    Company,
    Contact,
    LifeEvent,
    Mail,
    Research,
    ScoreSeen,
    StageChange,
    Touch,
)
from netx_tui.store.tree import Document

R = TypeVar("R")
Reader = Callable[[Any], Any]
Plan = tuple[Document, tuple[tuple[str, Reader], ...]]
"""Values that stand in for those of a wrong type, and how other fields are read."""

ITEM_FIELDS: Mapping[type, Mapping[str, str]] = {
    Research: {},
    LifeEvent: {},
    StageChange: {"from": "from_stage", "to": "to_stage"},
    ScoreSeen: {},
}
"""The small records inside a document, with the fields that are called otherwise there."""

_SHAPES_KEPT = 4096
_RANK = "{:06d}"


def _types(record: Any) -> dict[str, Any]:
    """The fields of a record class with their types."""
    found: dict[str, Any] = record.__annotations__
    return found


def _defaults(record: Any) -> dict[str, Any]:
    """The fields of a record class that have a default, with it."""
    found: dict[str, Any] = record._field_defaults
    return found


class Shape(Generic[R]):
    """How documents become records of the class ``record``.

    Documents that have the same fields of the same types are read by the same plan.
    """

    def __init__(self, record: type[R]) -> None:
        self._record = record
        self._new: Callable[[type[R], tuple[Any, ...]], R] = cast(Any, tuple.__new__)
        self._types = _types(record)
        self._plans: dict[tuple[object, ...], Plan] = {}
        defaults = _defaults(record)
        self._missing: Document = {name: defaults.get(name, "") for name in self._types}
        self._ordered = itemgetter(*self._types)

    def read(self, document: Document) -> R:
        """The record of ``document``."""
        shape = (*document, *map(type, document.values()))
        replaced, readers = self._plans.get(shape) or self._plan(document, shape)
        values = self._missing | document
        if replaced:
            values.update(replaced)
        for name, reader in readers:
            values[name] = reader(values[name])
        return self._new(self._record, self._ordered(values))

    def _plan(self, document: Document, shape: tuple[object, ...]) -> Plan:
        replaced: Document = {}
        readers: list[tuple[str, Reader]] = []
        for name, value in document.items():
            kind = self._types.get(name)
            if kind is None:
                continue
            if type(value) is not _STORED_AS[kind]:
                replaced[name] = self._missing[name]
            elif kind in _READERS:
                readers.append((name, _READERS[kind]))
        if len(self._plans) >= _SHAPES_KEPT:
            self._plans.clear()
        plan = self._plans[shape] = (replaced, tuple(readers))
        return plan


class _Records(ValuesView[R]):
    """The records of a view, made in one go."""

    _mapping: RecordView[R]

    def __iter__(self) -> Iterator[R]:
        return self._mapping.every()


class RecordView(Mapping[str, R]):
    """The records of one table, made when they are asked for and kept until their document changes."""

    def __init__(self, table: Mapping[str, Document], shape: Shape[R]) -> None:
        self._table = table
        self._shape = shape
        self._made: dict[str, tuple[Document, R]] = {}

    def __getitem__(self, key: str) -> R:
        document = self._table[key]
        made = self._made.get(key)
        if made is not None and made[0] is document:
            return made[1]
        record = self._shape.read(document)
        self._made[key] = (document, record)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, key: object) -> bool:
        return key in self._table

    def values(self) -> ValuesView[R]:
        """The records in the order of the documents."""
        return _Records(self)

    def every(self) -> Iterator[R]:
        """Each record in turn, the fast way."""
        made, read = self._made, self._shape.read
        if len(made) > 2 * len(self._table) + 100:
            made.clear()
        for key, document in self._table.items():
            known = made.get(key)
            if known is None or known[0] is not document:
                known = made[key] = (document, read(document))
            yield known[1]


CONTACTS = Shape(Contact)
COMPANIES = Shape(Company)
TOUCHES = Shape(Touch)
MAILS = Shape(Mail)


def contact_fields(contact: Contact) -> Document:
    """The fields of a new contact's document: what is known, lists of objects as maps by item id."""
    return {**_fields(contact), "stage": contact.stage}


def company_fields(company: Company) -> Document:
    """The fields of a new company's document."""
    return _fields(company)


def touch_fields(touch: Touch) -> Document:
    """The fields of a new touch's document."""
    return {**_fields(touch), "direction": touch.direction}


def mail_fields(mail: Mail) -> Document:
    """The fields of a new mail's document."""
    return _fields(mail)


def item_fields(item: Research | LifeEvent | StageChange, rank: str) -> Document:
    """The map under which ``item`` is kept at its id (``research.r3``), behind those of lower ``rank``."""
    return {"rank": rank, **_item(item)}


def next_rank(items: Mapping[str, Any] | None) -> str:
    """The rank that puts a new item behind all ``items`` of a document's map."""
    ranks = [item["rank"] for item in (items or {}).values() if isinstance(item, dict) and "rank" in item]
    digits = [rank[:6] for rank in ranks if isinstance(rank, str) and rank[:6].isdecimal()]
    return _RANK.format(int(max(digits)) + 1 if digits else 1)


def _fields(record: Any) -> Document:
    """What ``record`` says that is not the default of its class."""
    fields: Document = {}
    blank = type(record)
    defaults = _defaults(blank)
    for name, kind in _types(blank).items():
        value = getattr(record, name)
        if name in ("id", "created", "updated") or value == defaults.get(name, "") or value == NOTHING:
            continue
        if kind in _ITEM_READERS:
            items = enumerate(value, 1)
            fields[name] = {
                getattr(item, "id", "") or f"{name[0]}{n}": item_fields(item, _RANK.format(n))
                for n, item in items
            }
        elif type(value) in ITEM_FIELDS:
            fields[name] = _item(value)
        elif isinstance(value, tuple):
            fields[name] = list(value)
        else:
            fields[name] = dict(value) if isinstance(value, Mapping) else value
    return fields


def _item(item: object) -> Document:
    """The map of a small record: what it says that is not the default, under the document's names."""
    names = {own: theirs for theirs, own in ITEM_FIELDS[type(item)].items()}
    return {
        names.get(name, name): getattr(item, name)
        for name in _types(type(item))
        if name != "id" and getattr(item, name) != _defaults(type(item)).get(name, "")
    }


def _texts(value: list[Any]) -> tuple[str, ...]:
    for text in value:
        if type(text) is not str:
            return tuple(text for text in value if type(text) is str)
    return tuple(value)


def _links(value: Document) -> Mapping[str, str]:
    for text in value.values():
        if type(text) is not str:
            return {name: text for name, text in value.items() if type(text) is str}
    return value


def _items(record: type[R]) -> Reader:
    read = _item_reader(record)

    def reader(value: Document) -> tuple[R, ...]:
        ranked = sorted((str(item.get("rank", "")), key) for key, item in value.items() if type(item) is dict)
        return tuple([read({**value[key], "id": key}) for _rank, key in ranked])

    return reader


def _one(record: type[R]) -> Reader:
    read = _item_reader(record)

    def reader(value: Document) -> R | None:
        return read(value) if value else None

    return reader


def _item_reader(record: type[R]) -> Callable[[Document], R]:
    types, defaults = _types(record), _defaults(record)
    names = ITEM_FIELDS[record]

    def read(item: Document) -> R:
        fields: Document = {
            name: 0 if kind is int else "" for name, kind in types.items() if name not in defaults
        }
        for name, value in item.items():
            own = names.get(name, name)
            if own in types and type(value) is _STORED_AS[types[own]]:
                fields[own] = value
        return record(**fields)

    return read


_ITEM_READERS: Mapping[Any, Reader] = {
    tuple[Research, ...]: _items(Research),
    tuple[LifeEvent, ...]: _items(LifeEvent),
    tuple[StageChange, ...]: _items(StageChange),
}
_READERS: Mapping[Any, Reader] = {
    tuple[str, ...]: _texts,
    Mapping[str, str]: _links,
    ScoreSeen | None: _one(ScoreSeen),
    **_ITEM_READERS,
}
_STORED_AS: Mapping[Any, type] = {
    str: str,
    int: int,
    bool: bool,
    int | None: int,
    bool | None: bool,
    tuple[str, ...]: list,
    Mapping[str, str]: dict,
    ScoreSeen | None: dict,
    **dict.fromkeys(_ITEM_READERS, dict),
}
"""How a field of each type stands in a document."""
