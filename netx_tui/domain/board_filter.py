"""The filter of the board: words, ``person:ayla``, ``type:book``, ``due:<7d``, ``tag:x``, ``red``.

Everything must fit, ``-`` negates, quotes make a phrase, ``type:book,course`` means either. What is still
being typed (``type:``, an open quote) refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from netx_tui.domain.action_types import type_label
from netx_tui.domain.actions import COLUMNS, SIZES, TYPES
from netx_tui.domain.board_columns import column_name
from netx_tui.domain.errors import FieldError
from netx_tui.domain.meetings import INSIGHT_KINDS
from netx_tui.domain.text import search_key
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
    "schlagwort": "tag",
    "fallig": "due",
    "spalte": "column",
    "grosse": "size",
    "firma": "company",
}
_STATES = {"red": "red", "amber": "amber", "rot": "red", "gelb": "amber"}
_DUE_WORDS = ("late", "today", "none")
_DUE_MEANS = {"spat": "late", "heute": "today", "ohne": "none", **{word: word for word in _DUE_WORDS}}
_TERM = re.compile(r'(-?)(?:([^\W\d_]+):(?!//))?("[^"]*(?:"|$)|\S*)')
_WITHIN = re.compile(r"<?=?\s*(\d{1,4})\s*([dwt])?")
_BEGUN = re.compile(r"<=?|")


def read_board_filter(text: str) -> BoardFilter:
    """The filter written in ``text``; an empty text lets every card pass.

    Raises ``FieldError`` for an unknown field or value, with the nearest match and what there is.
    """
    tests: list[Test] = []
    for minus, field, value in _TERM.findall(text):
        word = value.strip('"').strip()
        if not word:
            continue
        test = _field_test(field, word) if field else _plain(word, quoted='"' in value)
        tests.append(_not(test) if minus else test)
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
        return [("<7d", _("within 7 days")), *((word, word) for word in _DUE_WORDS)]
    return [(size.lower(), size) for size in SIZES] if field == "size" else []


def _not(test: Test) -> Test:
    return lambda facts: not test(facts)


def _plain(word: str, *, quoted: bool) -> Test:
    key = search_key(word)
    state = "" if quoted else _STATES.get(key, "")
    if state == "red":
        return lambda facts: facts.age_state == "red" or _late(facts)
    if state:
        return lambda facts: facts.age_state == state
    if key.startswith("#"):
        return lambda facts: key[1:] in facts.text
    return lambda facts: (
        key in facts.title
        or key in facts.person
        or key in facts.company
        or key in facts.text
        or any(key in tag for tag in facts.tags)
    )


def _late(facts: CardFacts) -> bool:
    return facts.due is not None and facts.due < facts.today


def _field_test(field: str, value: str) -> Test:
    name = _NAMES.get(search_key(field))
    if name is None:
        near = get_close_matches(search_key(field), _NAMES, n=1, cutoff=0.5)
        meant = " " + _("Did you mean '{near}:'?").format(near=_NAMES[near[0]]) if near else ""
        told = _("One cannot search by '{name}:'.").format(name=field)
        raise FieldError(
            f"{told}{meant} " + _("Fields: {known}.").format(known=", ".join(FIELDS)), field=field
        )
    if name == "due":
        return _due(value)
    words = [word for word in (search_key(part).strip() for part in value.split(",")) if word]
    if name in ("person", "company"):
        return lambda facts: any(word in getattr(facts, name) for word in words)
    if name == "tag":
        return lambda facts: any(word in tag for word in words for tag in facts.tags)
    known = _known(name)
    wanted = {found for word in words for found in _meant(name, word, known)}
    return lambda facts: search_key(getattr(facts, name)) in wanted


def _known(field: str) -> dict[str, str]:
    if field == "type":
        return {**dict.fromkeys(INSIGHT_KINDS, ""), **{name: search_key(type_label(name)) for name in TYPES}}
    if field == "column":
        return {name: search_key(column_name(name)) for name in COLUMNS}
    return {size.lower(): size.lower() for size in SIZES}


def _meant(field: str, word: str, known: Mapping[str, str]) -> Iterable[str]:
    """The values that begin like ``word``, by their code or in the user's language."""
    if word in known:
        return [word]
    found = [
        name for name, label in known.items() if name.startswith(word) or (label.startswith(word) and label)
    ]
    if not found:
        near = get_close_matches(word, known, n=1)
        meant = " " + _("Did you mean '{near}'?").format(near=near[0]) if near else ""
        told = _("{field}: knows no '{value}'.").format(field=field, value=word)
        raise FieldError(
            f"{told}{meant} " + _("There is: {known}.").format(known=", ".join(known)), field=field
        )
    return found


def _due(value: str) -> Test:
    word = search_key(value)
    meant = _DUE_MEANS.get(word)
    if meant == "late":
        return _late
    if meant == "today":
        return lambda facts: facts.due == facts.today
    if meant == "none":
        return lambda facts: facts.due is None
    within = _WITHIN.fullmatch(word)
    if within:
        days = int(within[1]) * (7 if within[2] == "w" else 1)
        strictly = word.startswith("<") and not word.startswith("<=")
        last = timedelta(days=days - 1 if strictly else days)
        return lambda facts: facts.due is not None and facts.due <= facts.today + last
    if _BEGUN.fullmatch(word) or any(known.startswith(word) for known in _DUE_MEANS):
        return lambda _facts: True
    raise FieldError(
        _("'due:{value}' does not fit; for example due:<7d, due:late, due:today, due:none.").format(
            value=value
        ),
        field="due",
    )
