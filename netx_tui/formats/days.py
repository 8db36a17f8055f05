"""Days as people and exports write them, in English, German and French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from netx_tui.domain.text import search_key

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar janner janv janvier",
            "feb february februar febr fev fevr fevrier",
            "mar march marz maerz mrz mars",
            "apr april avr avril",
            "may mai",
            "jun june juni juin",
            "jul july juli juil juillet",
            "aug august aout",
            "sep sept september septembre",
            "oct october okt oktober octobre",
            "nov november novembre",
            "dec december dez dezember decembre",
        ),
        start=1,
    )
    for word in words.split()
}
_TIME = re.compile(r"[ t,]+\d{1,2}:\d{2}.*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|er)?[ -]+([a-z]+)\.?,?[ -]+(\d{4}|\d{2})")
_WORD_DAY = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")


def read_day(text: str, day_first: bool = False) -> str:
    """``text`` as ``YYYY-MM-DD``, or an empty text if it names no day.

    ``day_first`` settles ``03/04/2024``, which stays open otherwise; with points the day always comes
    first. Two-digit years belong to this century; a time of day is ignored.
    """
    plain = _TIME.sub("", search_key(text).strip())
    if match := _YEAR_FIRST.fullmatch(plain):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_WORD.fullmatch(plain):
        return _iso(int(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    if match := _WORD_DAY.fullmatch(plain):
        return _iso(int(match[3]), _MONTHS.get(match[1], 0), int(match[2]))
    if match := _NUMBERS.fullmatch(plain):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or (day_first and second <= 12):
            return _iso(year, second, first)
        return _iso(year, first, second)
    return ""


def is_day_first(texts: Iterable[str]) -> bool:
    """Whether a column of days written with slashes has the day in front: one number over 12 tells."""
    for text in texts:
        match = _NUMBERS.match(text.strip())
        if match and int(match[1]) > 12:
            return True
    return False


def _iso(year: int, month: int, day: int) -> str:
    year = year + 2000 if year < 100 else year
    if not 1900 <= year <= 2100:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
