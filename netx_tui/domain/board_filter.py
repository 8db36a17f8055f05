"""The filter of the board: words, ``person:ayla``, ``type:book``, ``due:<7d``, ``tag:x``, ``red``.

Everything must fit, ``-`` negates, quotes make a phrase, ``type:book,course`` means either, ``tag:?`` *none*.
What is still being typed (``type:``, an open quote) refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import attrgetter
from typing import NamedTuple

from netx_tui.domain.action_types import type_label
from netx_tui.domain.actions import COLUMNS, SIZES, TYPES
from netx_tui.domain.board_columns import column_name
from netx_tui.domain.due_filter import WORDS as DUE_WORDS
from netx_tui.domain.due_filter import due_test, is_late
from netx_tui.domain.errors import FieldError
from netx_tui.domain.filter_words import field_named, terms, values
from netx_tui.domain.meetings import INSIGHT_KINDS
from netx_tui.domain.text import search_key
from netx_tui.domain.timeline_words import insight_label
from netx_tui.i18n import N_, _


class CardFacts(NamedTuple):
    """What a filter looks at; texts are folded by ``search_key``."""

    title: str
    person: str
    company: str
    type: str
    tags: tuple[str, ...]
    due: date | None
    today: date
    age_state: str
    column: str
    size: str
    text: str


Test = Callable[[CardFacts], bool]
BoardFilter = Sequence[Test]
"""The tests that must all let a card pass; none lets every card pass."""

FIELDS: Mapping[str, str] = {
    "person": N_("who recommended it"),
    "type": N_("book, course, person ..."),
    "tag": N_("a tag"),
    "due": N_("<7d, late, today, none"),
    "column": N_("a column"),
    "size": N_("S, M or L"),
    "company": N_("where they work"),
}
_NAMES = {
    **{name: name for name in FIELDS},
    "art": "type",
    "typ": "type",
    "tags": "tag",
    "schlagwort": "tag",
    "fallig": "due",
    "faellig": "due",
    "spalte": "column",
    "grosse": "size",
    "firma": "company",
    "unternehmen": "company",
}
NOT_KNOWN = "?"
_STATES = {"red": "red", "amber": "amber", "rot": "red", "gelb": "amber"}


def read_board_filter(text: str) -> BoardFilter:
    """The filter written in ``text``; an empty text lets every card pass.

    Raises ``FieldError`` for an unknown field or value, with the nearest match and what there is.
    """
    tests: list[Test] = []
    for negated, field, value in terms(text):
        test = _field_test(field, value) if field else _plain(value)
        if test:
            tests.append(_not(test) if negated else test)
    return tests


def matches(facts: CardFacts, wanted: BoardFilter) -> bool:
    """Whether a card passes."""
    return all(test(facts) for test in wanted)


def suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of ``text`` may become, each with a description."""
    word = "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1].lstrip("-")
    name, colon, value = word.partition(":")
    if not colon:
        key = search_key(name)
        fields = [(f"{field}:", _(about)) for field, about in FIELDS.items() if field.startswith(key)]
        return fields + [(state, _("too old")) for state in ("red", "amber") if state.startswith(key)]
    before, comma, last = value.rpartition(",")
    return [
        (f"{name}:{before}{comma}{known}", label)
        for known, label in _values(_NAMES.get(search_key(name), ""))
        if known.startswith(search_key(last))
    ]


def _values(field: str) -> list[tuple[str, str]]:
    if field == "type":
        return [(name, type_label(name)) for name in TYPES]
    if field == "column":
        return [(name, column_name(name)) for name in COLUMNS]
    if field == "due":
        return [("<7d", _("within 7 days")), *((word, word) for word in DUE_WORDS)]
    return [(size.lower(), size) for size in SIZES] if field == "size" else []


def _not(test: Test) -> Test:
    return lambda facts: not test(facts)


def _plain(value: str) -> Test | None:
    key = search_key(value.replace('"', "")).strip()
    state = "" if '"' in value else _STATES.get(key, "")
    if state == "red":
        return lambda facts: facts.age_state == "red" or is_late(facts.due, facts.today)
    if state:
        return lambda facts: facts.age_state == state
    if key.startswith("#"):
        return lambda facts: key[1:] in facts.text
    return (lambda facts: _holds(facts, key)) if key else None


def _holds(facts: CardFacts, key: str) -> bool:
    return (
        key in facts.title
        or key in facts.person
        or key in facts.company
        or key in facts.text
        or any(key in tag for tag in facts.tags)
    )


def _field_test(field: str, value: str) -> Test | None:
    """The test of a field; ``None`` while its value is still being typed."""
    name = field_named(field, _NAMES, FIELDS)
    found = [test for test in (_value_test(name, wanted) for wanted in values(value)) if test]
    return (lambda facts: any(test(facts) for test in found)) if found else None


def _value_test(name: str, value: str) -> Test | None:
    if name == "due":
        due = due_test(value)
        return (lambda facts: due(facts.due, facts.today)) if due else None
    held: Callable[[CardFacts], str | tuple[str, ...]] = attrgetter("tags" if name == "tag" else name)
    if value == NOT_KNOWN:
        return lambda facts: not held(facts)
    word = search_key(value)
    if name in ("person", "company"):
        return lambda facts: word in held(facts)
    if name == "tag":
        return lambda facts: any(word in tag for tag in facts.tags)
    wanted = frozenset(_meant(name, word, _known(name)))
    return lambda facts: search_key(str(held(facts))) in wanted


def _known(field: str) -> dict[str, str]:
    if field == "type":
        kinds = {name: search_key(insight_label(name)) for name in INSIGHT_KINDS}
        return kinds | {name: search_key(type_label(name)) for name in TYPES}
    if field == "column":
        return {name: search_key(column_name(name)) for name in COLUMNS}
    return {size.lower(): size.lower() for size in SIZES}


def _meant(field: str, word: str, known: Mapping[str, str]) -> Iterable[str]:
    """The values that begin like ``word``, by their code or in the user's language."""
    if word in known:
        return [word]
    found = [name for name, label in known.items() if name.startswith(word) or label.startswith(word)]
    if not found:
        near = get_close_matches(word, known, n=1)
        meant = " " + _("Did you mean '{near}'?").format(near=near[0]) if near else ""
        told = _("{field}: knows no '{value}'.").format(field=field, value=word)
        raise FieldError(
            f"{told}{meant} " + _("There is: {known}.").format(known=", ".join(known)), field=field
        )
    return found
