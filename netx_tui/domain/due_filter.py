"""What ``due:`` asks for on the board: ``<7d``, ``<=fri``, ``late``, ``today``, ``none``, ``4.12.``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from netx_tui.domain.calendar_words import MONTH_WORDS, WEEKDAY_WORDS
from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import search_key
from netx_tui.domain.when import read_when
from netx_tui.i18n import _

DueTest = Callable[[date | None, date], bool]
"""Takes the day something is due, if any, and today."""

WORDS = ("late", "today", "none")
_MEANS = {
    **{word: word for word in WORDS},
    "spat": "late",
    "uberfallig": "late",
    "overdue": "late",
    "heute": "today",
    "ohne": "none",
    "?": "none",
}
_KNOWN = (*_MEANS, *WEEKDAY_WORDS, *MONTH_WORDS, "tomorrow", "morgen", "ubermorgen")
_SIGNED = re.compile(r"([<>]?=?)\s*(.*)", re.DOTALL)
_SPAN = re.compile(r"(\d{1,3})\s*(?:([dt])|(w))?")
_BEGUN_DAY = re.compile(r"\d{1,2}\.\d{0,2}|\d{1,2}/\d?|\d{4}-?|\d{4}-\d\d?-?|\d{4}-\d\d-\d")
_SOME_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""A day is checked against it when the filter is read; what it means is seen from today."""


def due_test(value: str) -> DueTest | None:
    """The test for one value of ``due:``; ``None`` while it is still being typed.

    Raises ``FieldError`` for what is neither a word, a span of days nor a day.
    """
    word = search_key(value).strip()
    meant = _MEANS.get(word)
    if meant == "late":
        return is_late
    if meant == "today":
        return lambda due, today: due == today
    if meant == "none":
        return lambda due, _today: due is None
    signed = _SIGNED.fullmatch(word)
    sign, rest = (signed[1], signed[2]) if signed else ("", word)
    span = _SPAN.fullmatch(rest)
    if span:
        days = timedelta(days=int(span[1]) * (7 if span[3] else 1))
        return _compared(sign or "<=", lambda today: today + days)
    if _day(rest, _SOME_DAY.date()):
        return _compared(sign, lambda today: _day(rest, today))
    if _BEGUN_DAY.fullmatch(rest) or any(known.startswith(rest) for known in _KNOWN):
        return None
    raise FieldError(
        _("'due:{value}' does not fit; for example due:<7d, due:late, due:today, due:none.").format(
            value=value
        ),
        field="due",
    )


def is_late(due: date | None, today: date) -> bool:
    """Whether something should have been done before today."""
    return due is not None and due < today


def _compared(sign: str, day_of: Callable[[date], date | None]) -> DueTest:
    def test(due: date | None, today: date) -> bool:
        day = day_of(today)
        if due is None or day is None:
            return False
        if due == day:
            return "=" in sign or not sign
        return ("<" in sign and due < day) or (">" in sign and due > day)

    return test


@lru_cache(maxsize=64)
def _day(words: str, today: date) -> date | None:
    """The day meant on ``today``; the same for all cards, so it is read once."""
    try:
        return read_when(words, datetime.combine(today, time(12), UTC)).day
    except FieldError:
        return None
