"""Contacts as JSON: everything netx knows of them, lists shown as lists."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from netx_tui.domain import contacts
from netx_tui.domain.contacts import LifeEvent, Research, StageChange
from netx_tui.domain.errors import BadInput, FieldError
from netx_tui.domain.fields import Field, Kind, find
from netx_tui.domain.text import clean_line, visible
from netx_tui.formats.decoding import as_text
from netx_tui.formats.person_fields import (
    GUESSABLE,
    ID,
    PERSON_FIELDS,
    ExportRow,
    as_record,
    beside,
    is_first,
    limit_of,
    read_value,
)
from netx_tui.formats.problems import Parsed, PersonRecord, Problem, in_file
from netx_tui.formats.tables import ROW_LIMIT, tidy
from netx_tui.i18n import _

KIND = "json"

_ITEMS: Mapping[str, tuple[str, ...]] = {
    "research": ("text", "source", "on"),
    "events": ("kind", "on", "text", "source", "private", "congratulated_on"),
    "stage_log": ("at", "from", "to", "cause", "reason"),
}
_OWN = frozenset({"id", "rev", "created", "updated", "score_seen", "imported"})
"""What a document holds that is not taken over, and need not be told."""
_SPACE = re.compile(r"[\s,]*")
_RENAMED = {"from_stage": "from", "to_stage": "to"}


def parse_contacts(data: bytes, name: str) -> Parsed:
    """The people of an array of contacts (or of one contact); what does not fit is told as problems.

    Raises ``BadInput`` for what is no JSON: syntax errors, NaN, nesting too deep.
    """
    text = as_text(data, name).whole().removeprefix("\ufeff")
    return _Reader(name).read(text)


def write_contacts(people: Iterable[ExportRow], private: bool = False) -> str:
    """A JSON array of ``people``; private events and notes only if ``private``."""
    documents = [as_document(row, private) for row in people]
    text = json.dumps(documents, ensure_ascii=False, indent=2) + "\n"
    # a data file edited by hand may hold letters that act on a terminal: those go out by their number
    acting = (letter for letter in set(text) - {"\n"} if visible(letter) != letter)
    return text.translate({ord(letter): json.dumps(letter)[1:-1] for letter in acting})


def as_document(row: ExportRow, private: bool = False) -> dict[str, Any]:
    """One contact as a JSON object: every field of the record, empty ones too."""
    document: dict[str, Any] = {}
    for name, value in row.contact._asdict().items():
        document[name] = _plain(value)
    if not private:
        document["notes"] = ""
        document["events"] = [event for event in document["events"] if not event["private"]]
    return {**document, **beside(row)}


class _Reader:
    """Reads one file; holds what all its contacts share."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._problems: list[Problem] = []
        self._unknown: set[str] = set()
        self._ids: dict[str, int] = {}

    def read(self, text: str) -> Parsed:
        records: list[PersonRecord] = []
        total = 0
        for line, document in _documents(text, self._name):
            total += 1
            record = self._record(line, document)
            if record:
                records.append(record)
        if not total:
            self._note(1, "", _("There are no contacts in the file."))
        problems = in_file(self._problems, self._name)
        return Parsed(KIND, self._name, tuple(records), problems=problems, total_rows=total)

    def _record(self, line: int, document: Any) -> PersonRecord | None:
        if not isinstance(document, dict):
            self._note(line, "", _("A contact has to be an object in braces."))
            return None
        values: dict[str, Any] = {}
        for name, value in document.items():
            if name in _ITEMS or name in _OWN - {"id"}:
                continue
            for path, part in _paths(name, value):
                spec = self._spec(path, line)
                if spec and part is not None:
                    values[path] = self._value(spec, part, line)
        items = {name: self._items(name, document.get(name), line) for name in _ITEMS}
        record = as_record(
            line, values, self._problems, {name: found for name, found in items.items() if found}
        )
        return record if record and is_first(record, self._ids, self._problems) else None

    def _spec(self, path: str, line: int) -> Field | None:
        try:
            return find(path[:80], PERSON_FIELDS)
        except FieldError as error:
            if path not in self._unknown:
                self._unknown.add(path)
                self._note(line, clean_line(path, 60), error.message)
            return None

    def _value(self, spec: Field, value: Any, line: int) -> Any:
        if spec.kind is Kind.LIST and isinstance(value, list):
            texts = [item for item in value if isinstance(item, str)]
            if len(texts) < len(value):
                self._misfit(spec.name, line)
            items = [tidy(item, spec.name, line, self._problems) for item in texts]
            allowed = GUESSABLE if spec.name == "guessed" else None
            return [
                item for item in dict.fromkeys(items) if item and (not allowed or item in allowed)
            ] or None
        if spec.kind is Kind.FLAG and isinstance(value, bool):
            return value
        if spec.kind is Kind.NUMBER and type(value) is int:
            value = str(value)
        if not isinstance(value, str):
            self._misfit(spec.name, line)
            return None
        return self._text(spec, value, line)

    def _text(self, spec: Field, value: str, line: int) -> Any:
        if spec.kind is Kind.TEXT:
            return tidy(value, spec.name, line, self._problems, limit_of(spec), paragraphs=True) or None
        text = tidy(value, spec.name, line, self._problems, limit_of(spec))
        return read_value(spec, text, line, self._problems)

    def _items(self, name: str, value: Any, line: int) -> tuple[Mapping[str, Any], ...]:
        if value is None or value == []:
            return ()
        if not isinstance(value, list):
            self._misfit(name, line)
            return ()
        found = [self._item(name, item, line) for item in value[:1000]]
        return tuple(item for item in found if item)

    def _item(self, name: str, value: Any, line: int) -> Mapping[str, Any] | None:
        if not isinstance(value, dict):
            self._misfit(name, line)
            return None
        item: dict[str, Any] = {}
        for key in _ITEMS[name]:
            part = value.get(key)
            if isinstance(part, bool) and key == "private":
                item[key] = part
            elif isinstance(part, str) and part:
                item[key] = tidy(part, name, line, self._problems, 5000, paragraphs=key == "text")
        id_ = value.get("id")
        if isinstance(id_, str) and ID.fullmatch(id_):
            item["id"] = id_
        if _is_whole(name, item):
            return item
        self._misfit(name, line)
        return None

    def _misfit(self, field: str, line: int) -> None:
        message = _("{field}: the value is of a kind that does not fit; it was left out.")
        self._note(line, field, message.format(field=field))

    def _note(self, line: int, field: str, message: str) -> None:
        self._problems.append(Problem(line, field, message))


def _is_whole(name: str, item: Mapping[str, Any]) -> bool:
    """Whether an item says what an item of its list has to say."""
    if name == "events":
        return item.get("kind") in contacts.EVENT_KINDS
    if name == "stage_log":
        return item.get("to") in contacts.STAGES and bool(item.get("at"))
    return bool(item.get("text"))


def _documents(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """The elements of the outermost array with the lines they begin on."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    try:
        at = _past_space(text, 0)
        if text[at : at + 1] == "{":
            document, at = decoder.raw_decode(text, at)
            yield 1, document
        elif text[at : at + 1] == "[":
            at = yield from _elements(text, at + 1, decoder, name)
        else:
            raise json.JSONDecodeError("no array", text, at)
        at = _past_space(text, at)
        if at < len(text):
            raise json.JSONDecodeError("text after the end", text, at)
    except json.JSONDecodeError as error:
        message = _("{file} is not sound JSON: line {line}, column {column}.")
        raise BadInput(message.format(file=name, line=error.lineno, column=error.colno)) from error
    except RecursionError as error:
        raise BadInput(_("{file} is nested too deeply.").format(file=name)) from error
    except ValueError as error:
        raise BadInput(_("{file} holds a number that JSON does not know.").format(file=name)) from error


def _elements(
    text: str, at: int, decoder: json.JSONDecoder, name: str
) -> Generator[tuple[int, Any], None, int]:
    line, counted, number = 1, 0, 0
    while True:
        at = _past_space(text, at)
        if text[at : at + 1] == "]":
            return at + 1
        line += text.count("\n", counted, at)
        counted = at
        document, at = decoder.raw_decode(text, at)
        number += 1
        if number > ROW_LIMIT:
            raise BadInput(
                _("{file} holds more than {limit} contacts; split it.").format(file=name, limit=ROW_LIMIT)
            )
        yield line, document


def _past_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _paths(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The dotted paths under one key: links and connections are objects."""
    if name in ("links", "connected") and isinstance(value, dict):
        for key, part in value.items():
            yield f"{name}.{key}", part
    elif name not in ("links", "connected"):
        yield name, value


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (Research, LifeEvent, StageChange, contacts.ScoreSeen)):
        return {_RENAMED.get(name, name): part for name, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
