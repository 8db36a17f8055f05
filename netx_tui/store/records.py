"""Documents as records and records as documents.

A record is made without running the constructor: it keeps the document's plain values as they are and
turns lists into tuples, maps of items by id into tuples sorted by ``rank``. What does not have the type of
its field (somebody edited the file by hand) counts as not known. A record outlives the tree it was made
from, so records that are made together share the values they have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, ValuesView
from operator import itemgetter
from sys import intern
from typing import Any, Generic, TypeVar, cast

from netx_tui.domain.actions import Action, Move, Step
from netx_tui.domain.articles import Article, Sending
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
from netx_tui.domain.meetings import Capture, Insight, Meeting, Question, Source
from netx_tui.domain.reviews import Review
from netx_tui.store.tree import Document, Table, documents

R = TypeVar("R")
Reader = Callable[[Any], Any]

_OWN = frozenset(("name", "note", "notes", "subject", "text", "reply"))
"""Texts that hardly two documents share."""

Places = tuple[int, ...]
Plan = tuple[Callable[[list[Any]], tuple[Any, ...]], tuple[tuple[int, Reader], ...], Places]
"""How documents of one shape are read, by the places of their values.

First what picks the record's fields from the values with all blanks behind them, then the readers of values,
then the values that stand in many documents.
"""

ITEM_FIELDS: Mapping[type, Mapping[str, str]] = {
    Research: {},
    LifeEvent: {},
    StageChange: {"from": "from_stage", "to": "to_stage"},
    ScoreSeen: {},
    Source: {},
    Question: {},
    Capture: {},
    Step: {},
    Move: {"from": "from_column", "to": "to_column"},
    Sending: {},
}
"""The small records inside a document, with the fields that are called otherwise there."""

FIELD_NAMES: Mapping[type, Mapping[str, str]] = {Article: {"for": "readers"}}
"""Fields of documents that are called otherwise in the record."""

_SHAPES_KEPT = 4096
_AT_ONCE = 100
_FEW = 2000
"""In a table of no more documents it takes longer to share values than it is worth."""

_RANK = "{:06d}"
_DAY = "2026-11-23"


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
        self._names = FIELD_NAMES.get(record, {})
        self._plans: dict[tuple[object, ...], Plan] = {}
        defaults = _defaults(record)
        self._blanks = [defaults.get(name, "") for name in self._types]

    def read(self, document: Document, known: dict[Any, Any] | None = None) -> R:
        """The record of ``document``; values that are ``known`` are shared, others become so."""
        values = [*document.values()]
        shape = (*document, *map(type, values))
        pick, readers, shared = self._plans.get(shape) or self._plan(document, shape)
        for place, reader in readers:
            values[place] = reader(values[place])
        if known is not None:
            for place in shared:
                value = values[place]
                values[place] = known.setdefault(value, value)
        return self._new(self._record, pick(values + self._blanks))

    def _plan(self, document: Document, shape: tuple[object, ...]) -> Plan:
        places = {name: len(document) + place for place, name in enumerate(self._types)}
        readers: list[tuple[int, Reader]] = []
        shared: list[int] = []
        for place, (said, value) in enumerate(document.items()):
            name = self._names.get(said, said)
            kind = self._types.get(name)
            if kind is None or type(value) is not _STORED_AS[kind]:
                continue
            places[name] = place
            if kind in _READERS:
                readers.append((place, _READERS[kind]))
            if kind in _SHARED and name not in _OWN:
                shared.append(place)
        if len(self._plans) >= _SHAPES_KEPT:
            self._plans.clear()
        plan = self._plans[shape] = (itemgetter(*places.values()), tuple(readers), tuple(shared))
        return plan


class _Records(ValuesView[R]):
    """The records of a view, made in one go."""

    _mapping: RecordView[R]

    def __iter__(self) -> Iterator[R]:
        return self._mapping.every()


class RecordView(Mapping[str, R]):
    """The records of one table, made when they are asked for and kept until their document changes."""

    def __init__(self, table: Table, shape: Shape[R]) -> None:
        self._table = table
        self._shape = shape

    def __getitem__(self, key: str) -> R:
        held = self._table.held[key]
        if held.record is None:
            held.record = self._shape.read(held.document())
        record: R = held.record
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
        """Each record in turn, the fast way: those who share a value share the object."""
        read, table = self._shape.read, self._table.held
        everybody = tuple(table.values())
        known: dict[Any, Any] | None = {} if len(everybody) > _FEW else None
        for start in range(0, len(everybody), _AT_ONCE):
            some = everybody[start : start + _AT_ONCE]
            new = [held for held in some if held.record is None]
            if new:
                if known is not None and not known:
                    known.update(zip(table, table, strict=True))
                for held, document in zip(new, documents(new), strict=True):
                    held.record = read(document, known)
            for held in some:
                yield held.record


CONTACTS = Shape(Contact)
COMPANIES = Shape(Company)
TOUCHES = Shape(Touch)
MAILS = Shape(Mail)
MEETINGS = Shape(Meeting)
INSIGHTS = Shape(Insight)
ACTIONS = Shape(Action)
ARTICLES = Shape(Article)
REVIEWS = Shape(Review)


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


def meeting_fields(meeting: Meeting) -> Document:
    """The fields of a new meeting's document, questions, sources and captures as maps by item id."""
    return {**_fields(meeting), "status": meeting.status, "minutes": meeting.minutes}


def insight_fields(insight: Insight) -> Document:
    """The fields of a new insight's document."""
    return {**_fields(insight), "actionable": insight.actionable, "kind": insight.kind}


def action_fields(action: Action) -> Document:
    """The fields of a new action's document, checklist and moves as maps by item id."""
    return {**_fields(action), "column": action.column}


def article_fields(article: Article) -> Document:
    """The fields of a new article's document, to whom it was sent as a map by item id."""
    return _fields(article)


def review_fields(review: Review) -> Document:
    """The fields of a new review's document."""
    return _fields(review)


def item_fields(
    item: Research | LifeEvent | StageChange | Source | Question | Capture | Step | Move | Sending, rank: str
) -> Document:
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
    called = {own: theirs for theirs, own in FIELD_NAMES.get(blank, {}).items()}
    for own, kind in _types(blank).items():
        name, value = called.get(own, own), getattr(record, own)
        if own in ("id", "created", "updated") or value == defaults.get(own, "") or value == NOTHING:
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


class _One(Mapping[str, str]):
    """A map of one entry, in a quarter of the space that a dictionary takes."""

    __slots__ = ("_key", "_value")

    def __init__(self, key: str, value: str) -> None:
        self._key = key
        self._value = value

    def __getitem__(self, key: str) -> str:
        if key != self._key:
            raise KeyError(key)
        return self._value

    def __iter__(self) -> Iterator[str]:
        yield self._key

    def __len__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return repr({self._key: self._value})


def _links(value: Document) -> Mapping[str, str]:
    for name, text in value.items():
        if type(text) is not str:
            return {name: text for name, text in value.items() if type(text) is str}
    if len(value) != 1:
        return value
    return _One(name, intern(text) if len(text) == len(_DAY) else text)


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
    tuple[Source, ...]: _items(Source),
    tuple[Question, ...]: _items(Question),
    tuple[Capture, ...]: _items(Capture),
    tuple[Step, ...]: _items(Step),
    tuple[Move, ...]: _items(Move),
    tuple[Sending, ...]: _items(Sending),
}
_READERS: Mapping[Any, Reader] = {
    tuple[str, ...]: _texts,
    Mapping[str, str]: _links,
    ScoreSeen | None: _one(ScoreSeen),
    **_ITEM_READERS,
}
_SHARED = (str, tuple[str, ...])
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
