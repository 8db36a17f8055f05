"""The filter of a timeline: words, ``kind:mail,meeting``, ``since:2026-10``, ``until:2026-10-15``.

Everything must fit, ``-`` negates, quotes make a phrase. What is still being typed (``kind:``, an open
quote) refuses nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import search_key
from netx_tui.domain.timeline_rows import TimelineRow
from netx_tui.domain.timeline_words import KINDS, event_kind_label
from netx_tui.domain.when import read_when
from netx_tui.i18n import _

FIELDS = ("kind", "since", "until")
_NAMES = {"kind": "kind", "since": "since", "until": "until", "art": "kind", "seit": "since", "bis": "until"}
_TERM = re.compile(r'(-?)(?:([^\W\d_]+):(?!//))?("[^"]*(?:"|$)|\S*)')
_BEGUN = re.compile(r"\d{1,3}|\d{4}-0?|\d{4}-\d\d?-0?")
_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_LAST = 99

Test = Callable[[TimelineRow], bool]


def matching(rows: Iterable[TimelineRow], query: str, now: datetime) -> tuple[TimelineRow, ...]:
    """Those of ``rows`` that fit ``query``, in their order; days are read as seen from ``now``.

    A talk fits by its insights too. Raises ``FieldError`` for an unknown field, kind or day.
    """
    tests = _tests(query, now)
    return tuple(row for row in rows if all(test(row) for test in tests))


def suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of ``text`` may become, each with its name."""
    word = "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1].lstrip("-")
    name, colon, value = word.partition(":")
    if not colon:
        return [(f"{field}:", field) for field in FIELDS if field.startswith(search_key(name))]
    if _NAMES.get(search_key(name)) != "kind":
        return []
    before, comma, last = value.rpartition(",")
    return [
        (f"{name}:{before}{comma}{kind}", event_kind_label(kind))
        for kind in KINDS
        if kind.startswith(search_key(last))
    ]


def _tests(query: str, now: datetime) -> Sequence[Test]:
    tests: list[Test] = []
    for minus, field, value in _TERM.findall(query):
        word = value.strip('"').strip()
        if not word:
            continue
        test = _field_test(field, word, now) if field else _holding(word)
        tests.append(_not(test) if minus else test)
    return tests


def _not(test: Test) -> Test:
    return lambda row: not test(row)


def _holding(word: str) -> Test:
    key = search_key(word)
    return lambda row: key in _haystack(row)


def _haystack(row: TimelineRow) -> str:
    lines = (part for line in row.lines for part in (line.text, line.detail))
    return search_key("\n".join((row.text, row.detail, *lines)))


def _field_test(field: str, value: str, now: datetime) -> Test:
    name = _NAMES.get(search_key(field))
    if name is None:
        told = _("One cannot search by '{name}:'.").format(name=field)
        raise FieldError(f"{told} " + _("Fields: {known}.").format(known=", ".join(FIELDS)), field=field)
    if name == "kind":
        return _of_kind(value)
    if _BEGUN.fullmatch(value):
        return lambda _row: True
    if name == "since":
        first = _day(value, now, name, last=False)
        return lambda row: row.day >= first
    last = _day(value, now, name, last=True)
    return lambda row: "" < row.day <= last


def _of_kind(value: str) -> Test:
    kinds = {kind for word in value.split(",") if word for kind in _kinds(word)}
    return lambda row: row.kind in kinds or any(line.kind in kinds for line in row.lines)


def _kinds(word: str) -> list[str]:
    """The kinds that begin like ``word``, by their code or in the user's language."""
    key = search_key(word)
    found = [kind for kind in KINDS if kind == key] or [
        kind for kind in KINDS if kind.startswith(key) or search_key(event_kind_label(kind)).startswith(key)
    ]
    if not found:
        near = get_close_matches(key, KINDS, n=1)
        meant = " " + _("Did you mean '{near}'?").format(near=near[0]) if near else ""
        told = _("{field}: knows no '{value}'.").format(field="kind", value=word)
        known = _("There is: {known}.").format(known=", ".join(KINDS))
        raise FieldError(f"{told}{meant} {known}", field="kind")
    return found


def _day(value: str, now: datetime, field: str, *, last: bool) -> str:
    """The first day meant by a year, a month or a day; the last one where ``last`` is asked for."""
    month = _MONTH.fullmatch(value)
    if month is None:
        return read_when(value, now, field=field, ahead=False).day.isoformat()
    number = int(month[2] or (12 if last else 1))
    if not 1 <= number <= 12:
        return date.max.isoformat() if last else date.min.isoformat()
    # Days are compared as texts, so a month may end with a day that it does not have.
    return f"{month[1]}-{number:02}-{_LAST if last else 1:02}"
