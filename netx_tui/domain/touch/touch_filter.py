"""The filter of the touch screen: words, ``circle:active``, ``since:90d``, ``overdue:>1``, ``due:<7d``.

Everything must fit, ``-`` negates, ``circle:inner,active`` means either. ``dormant``, ``snoozed`` and
``late`` are words with a meaning. What is still being typed refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netx_tui.domain.contacts import TIERS
from netx_tui.domain.due_filter import WORDS as DUE_WORDS
from netx_tui.domain.due_filter import due_test, is_late
from netx_tui.domain.errors import FieldError
from netx_tui.domain.filter_words import field_named, terms, values
from netx_tui.domain.labels import tier_label
from netx_tui.domain.text import search_key
from netx_tui.i18n import N_, _


class TouchSubject(NamedTuple):
    """What a filter looks at; ``text`` is folded by ``search_key``.

    ``silent`` are the days since the last full touch (``None``: there was none), ``ratio`` the same in
    intervals of the circle (``None``: it has none).
    """

    text: str
    tier: str
    due: date | None
    today: date
    silent: int | None
    ratio: float | None
    dormant: bool
    snoozed: bool


Test = Callable[[TouchSubject], bool]
FIELDS: Mapping[str, str] = {
    "circle": N_("inner, active, wide, light"),
    "since": N_("not contacted for 90d, 12w"),
    "overdue": N_(">1: longer than the interval of the circle"),
    "due": N_("<7d, late, today, none"),
}
_NAMES = {
    **{name: name for name in FIELDS},
    "kreis": "circle",
    "tier": "circle",
    "seit": "since",
    "uberfallig": "overdue",
    "fallig": "due",
}
_SPAN = re.compile(r"(\d{1,4})\s*([dtwmj]?)")
_RATIO = re.compile(r"([<>]?)=?\s*(\d{1,3}(?:[.,]\d)?)")
_DAYS = {"": 1, "d": 1, "t": 1, "w": 7, "m": 30, "j": 365}
_WORDS: Mapping[str, Test] = {
    "dormant": lambda one: one.dormant,
    "ruhend": lambda one: one.dormant,
    "snoozed": lambda one: one.snoozed,
    "late": lambda one: is_late(one.due, one.today),
}


def read_touch_filter(text: str) -> Sequence[Test]:
    """The tests that must all let a person pass; none lets everybody pass.

    Raises ``FieldError`` for an unknown field or value, with the nearest match and what there is.
    """
    tests: list[Test] = []
    for negated, field, value in terms(text):
        test = _field_test(field, value) if field else _plain(value)
        if test:
            tests.append(_not(test) if negated else test)
    return tests


def suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of ``text`` may become, each with a description."""
    word = "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1].lstrip("-")
    name, colon, value = word.partition(":")
    if not colon:
        key = search_key(name)
        fields = [(f"{field}:", _(about)) for field, about in FIELDS.items() if field.startswith(key)]
        return fields + [(known, _("only those")) for known in _WORDS if key and known.startswith(key)]
    before, comma, last = value.rpartition(",")
    field = _NAMES.get(search_key(name), "")
    known = [(tier, tier_label(tier)) for tier in TIERS] if field == "circle" else []
    known += [("<7d", _("within 7 days")), *((word, word) for word in DUE_WORDS)] if field == "due" else []
    return [
        (f"{name}:{before}{comma}{one}", label) for one, label in known if one.startswith(search_key(last))
    ]


def _not(test: Test) -> Test:
    return lambda one: not test(one)


def _plain(value: str) -> Test | None:
    key = search_key(value.replace('"', "")).strip()
    if '"' not in value and key in _WORDS:
        return _WORDS[key]
    return (lambda one: key in one.text) if key else None


def _field_test(field: str, value: str) -> Test | None:
    name = field_named(field, _NAMES, FIELDS)
    found = [test for test in (_value_test(name, wanted) for wanted in values(value)) if test]
    return (lambda one: any(test(one) for test in found)) if found else None


def _value_test(name: str, value: str) -> Test | None:
    if name == "due":
        due = due_test(value)
        return (lambda one: due(one.due, one.today)) if due else None
    if name == "circle":
        return _circle(search_key(value))
    if name == "since":
        span = _SPAN.fullmatch(search_key(value))
        if span is None:
            raise _no_fit(name, value, "since:90d, since:12w")
        days = int(span[1]) * _DAYS[span[2]]
        return lambda one: one.silent is None or one.silent >= days
    ratio = _RATIO.fullmatch(value.strip())
    if ratio is None:
        if value.strip() in ("<", ">"):
            return None
        raise _no_fit(name, value, "overdue:>1, overdue:>1.5")
    limit = float(ratio[2].replace(",", "."))
    if ratio[1] == "<":
        return lambda one: one.ratio is not None and one.ratio < limit
    return lambda one: one.ratio is not None and one.ratio > limit


def _circle(word: str) -> Test:
    named = {tier: search_key(tier_label(tier)) for tier in TIERS}
    wanted = {tier for tier, label in named.items() if tier.startswith(word) or label.startswith(word)}
    if not wanted:
        raise FieldError(
            _("{field}: knows no '{value}'.").format(field="circle", value=word)
            + " "
            + _("There is: {known}.").format(known=", ".join(TIERS)),
            field="circle",
        )
    return lambda one: one.tier in wanted


def _no_fit(name: str, value: str, example: str) -> FieldError:
    told = _("'{name}:{value}' does not fit; for example {example}.")
    return FieldError(told.format(name=name, value=value, example=example), field=name)
