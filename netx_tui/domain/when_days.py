"""The day in what somebody typed."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from netx_tui.domain.calendar_words import MONTH_WORDS, MONTHS, WEEKDAY_WORDS
from netx_tui.domain.when_parts import NotUnderstood, Seen, take
from netx_tui.i18n import _

FIRST_YEAR, LAST_YEAR = 1900, 2199
_WEEKDAY = re.compile(
    r" (?:(next|na?e?chste[rnms]?|this|coming|diese[rnms]?|kommende[rnms]?|last|letzte[rnms]?) )?"
    rf"({'|'.join(sorted(WEEKDAY_WORDS, key=len, reverse=True))})s?\.?(?: morgen)?(?= )"
)
_MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_YEAR_FIRST = re.compile(r" ([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?= )")
_POINTS = re.compile(r" ([0-9]{1,2})\. ?([0-9]{1,2})(?:\. ?([0-9]{4})|\.([0-9]{2})|\.|)(?= )")
_SLASHES = re.compile(
    r" ([0-9]{1,2})(?:/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?|-([0-9]{1,2})-([0-9]{4}))(?= )"
)
_DAY_MONTH = re.compile(rf" ([0-9]{{1,2}})(?:\.|st|nd|rd|th)?(?: of)? ?({_MONTH})\.?(?: ([0-9]{{4}}))?(?= )")
_MONTH_DAY = re.compile(rf" ({_MONTH})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?(?: ([0-9]{{4}}))?(?= )")
_DAY_OF_MONTH = re.compile(r" (?:the )?([0-9]{1,2})(?:\.|st|nd|rd|th)(?= )")
_UNIT = r"(d|days?|t|tage?n?|w|wk|wks|weeks?|wochen?|m|mo|months?|monate?n?|y|years?|j|jahre?n?)"
_WORDS = r"(?:an?|one|two|three|four|eine[rmn]?|zwei|drei|vier) "
_COUNT = rf"([0-9]{{1,4}} ?|{_WORDS})"
_SPAN = re.compile(rf" (?:(in|vor|-|\+) ?)?{_COUNT}{_UNIT}(?: ?{_COUNT}{_UNIT})?(?: (ago))?(?= )")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "zwei": 2, "drei": 3, "vier": 4}
_RELATIVE = {
    "day after tomorrow": 2,
    "day before yesterday": -2,
    "ubermorgen": 2,
    "uebermorgen": 2,
    "vorgestern": -2,
    "tomorrow": 1,
    "morgen": 1,
    "yesterday": -1,
    "gestern": -1,
    "today": 0,
    "heute": 0,
}
_WORD = re.compile(rf" (?:the )?({'|'.join(_RELATIVE)})(?= )")
_NEXT_WEEK = re.compile(r" (?:next|na?e?chste[rnms]?) (?:week|woche)(?= )")
_NEXT_PERIOD = re.compile(r" (?:next|na?e?chste[rnms]?) (week|woche|month|monat)(?= )")


def take_weekday(text: str) -> tuple[str, int | None, str]:
    """``text`` without a weekday, that weekday (Monday is 0) and how the word before it begins."""
    rest, found = take(_WEEKDAY, text)
    if not found:
        return text, None, ""
    rest, next_week = take(_NEXT_WEEK, rest)
    return rest, WEEKDAY_WORDS[found[2]], "next" if next_week else (found[1] or "")[:4]


def take_day(text: str, seen: Seen) -> tuple[str, date | None]:
    """``text`` without the day it names, and that day.

    Raises ``NotUnderstood`` where there is no such day.
    """
    for pattern, meaning in _DAYS:
        rest, found = take(pattern, text)
        if found:
            return rest, meaning(found, seen)
    return text, None


def _of_points(found: re.Match[str], seen: Seen) -> date:
    return _date(found[3] or found[4], int(found[2]), int(found[1]), seen)


def _of_slashes(found: re.Match[str], seen: Seen) -> date:
    first, second = int(found[1]), int(found[2] or found[4])
    month, day = (second, first) if first > 12 or found[4] else (first, second)
    return _date(found[3] or found[5], month, day, seen)


def _of_month(found: re.Match[str], seen: Seen) -> date:
    """The "12th": of this month or of the first one after it that has such a day."""
    number = int(found[1])
    if not 1 <= number <= 31:
        raise NotUnderstood(_("There is no day {day} in a month.").format(day=number))
    months = range(14) if seen.ahead else range(0, -14, -1)
    for count in months:
        first = _monthslater(seen.today.replace(day=1), count)
        if number > _last_day(first):
            continue
        day = first.replace(day=number)
        if day >= seen.today if seen.ahead else day <= seen.today:
            return day
    raise AssertionError("every number up to 31 is a day of some month")


def _of_span(found: re.Match[str], seen: Seen) -> date:
    back = found[1] in ("vor", "-") or bool(found[6])
    day = seen.today
    for count, unit in ((found[2], found[3]), (found[4], found[5])):
        if count:
            word = count.strip()
            number = int(word) if word.isdecimal() else _NUMBERS.get(word, 1)
            day = later(day, -number if back else number, unit[0])
    return day


def _of_word(found: re.Match[str], seen: Seen) -> date:
    return later(seen.today, _RELATIVE[found[1]], "d")


def _of_period(found: re.Match[str], seen: Seen) -> date:
    if found[1].startswith("w"):
        return later(seen.today, 7 - seen.today.weekday(), "d")
    return _monthslater(seen.today.replace(day=1), 1)


_DAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Seen], date]], ...] = (
    (_YEAR_FIRST, lambda m, seen: _date(m[1], int(m[3]), int(m[4]), seen)),
    (_POINTS, _of_points),
    (_SLASHES, _of_slashes),
    (_DAY_MONTH, lambda m, seen: _date(m[3], MONTH_WORDS[m[2]], int(m[1]), seen)),
    (_MONTH_DAY, lambda m, seen: _date(m[3], MONTH_WORDS[m[1]], int(m[2]), seen)),
    (_SPAN, _of_span),
    (_WORD, _of_word),
    (_NEXT_PERIOD, _of_period),
    (_DAY_OF_MONTH, _of_month),
)


def _date(year: str | None, month: int, day: int, seen: Seen) -> date:
    """The date said; without a year the next one there is (the last one, looking back)."""
    if not 1 <= month <= 12:
        raise NotUnderstood(_("There is no month {month}.").format(month=month))
    if year:
        return _existing(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = range(seen.today.year, seen.today.year + 9)
    if not seen.ahead:
        years = range(seen.today.year, seen.today.year - 9, -1)
    for number in years:
        if day > _last_day(date(number, month, 1)) or day < 1:
            continue
        found = date(number, month, day)
        if found >= seen.today if seen.ahead else found <= seen.today:
            return found
    raise NotUnderstood(_("{day} {month} does not exist.").format(day=day, month=_(MONTHS["en"][month - 1])))


def _existing(year: int, month: int, day: int) -> date:
    refuse_far(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood(
            _("{day} {month} {year} does not exist.").format(
                day=day, month=_(MONTHS["en"][month - 1]), year=year
            )
        ) from None


def later(day: date, count: int, unit: str) -> date:
    """``count`` days, weeks, months or years after ``day``; ``unit`` is the first letter of its name."""
    if unit in "myj":
        return _monthslater(day, count * (1 if unit == "m" else 12))
    try:
        found = day + timedelta(days=count * (7 if unit == "w" else 1))
    except OverflowError:
        raise _too_far() from None
    refuse_far(found.year)
    return found


def _monthslater(day: date, count: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    refuse_far(year)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _last_day(first)))


def _last_day(first: date) -> int:
    return ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def refuse_far(year: int) -> None:
    """Raise ``NotUnderstood`` for a year nobody plans in."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _too_far()


def _too_far() -> NotUnderstood:
    return NotUnderstood(
        _("Only days from {first} to {last} are known here.").format(first=FIRST_YEAR, last=LAST_YEAR)
    )
