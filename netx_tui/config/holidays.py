"""The days on which nobody works: those of the user's country, and the ones they named.

The days of countries come from the package ``holidays``, which is an extra (``netx-tui[holidays]``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from netx_tui.config.yaml_files import keep, kept
from netx_tui.domain.text import clean_line
from netx_tui.domain.workdays import FIRST_YEAR, LAST_YEAR
from netx_tui.i18n import _

YEARS_BACK, YEARS_AHEAD = 1, 2
"""How many years before and after this one rules look at."""
MOST_DAYS = 2000
LARGEST = 262_144
_YEARLY = re.compile(r"(?:--)?(\d{2})-(\d{2})")


class Holidays(NamedTuple):
    """What the settings say of holidays: a country (``DE``), a part of it (``BY``), days, a file of days."""

    country: str = ""
    region: str = ""
    days: tuple[str, ...] = ()
    """``YYYY-MM-DD``, or ``MM-DD`` for every year."""
    file: str = ""
    """A text file with one day a line; what follows the day is its name."""


NONE = Holidays()


def holidays_of(
    wanted: Holidays, today: date, *, folder: str = "", cache: str = ""
) -> tuple[frozenset[date], tuple[str, ...]]:
    """The holidays around ``today``, and sentences about what could not be used.

    A relative file lies in ``folder``; the days of a country are kept in ``cache``.
    """
    problems: list[str] = []
    years = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    found: set[date] = set()
    for number, text in enumerate(wanted.days, 1):
        where = _("holidays.days, entry {number}: ").format(number=number)
        found.update(_days(text, years, where, problems))
    if wanted.file:
        found.update(_from_file(os.path.join(folder, os.path.expanduser(wanted.file)), years, problems))
    if wanted.country:
        found.update(_of_country(wanted, years, cache, problems))
    return frozenset(found), tuple(problems)


def _days(text: str, years: range, where: str, problems: list[str]) -> Iterator[date]:
    yearly = _YEARLY.fullmatch(text)
    try:
        if yearly:
            month, day = int(yearly[1]), int(yearly[2])
            date(2024, month, day)  # a leap year: 29 February is a day of some years
            for year in years:
                if not (month == 2 and day == 29) or year % 4 == 0:
                    yield date(year, month, day)
            return
        one = date.fromisoformat(text)
        if FIRST_YEAR <= one.year <= LAST_YEAR:
            yield one
            return
    except ValueError:
        pass
    problems.append(
        where
        + _("'{text}' is no day; write it like 2026-12-24, or 12-24 for every year.").format(
            text=clean_line(text, 40)
        )
    )


def _from_file(path: str, years: range, problems: list[str]) -> Iterator[date]:
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            lines = file.read(LARGEST).splitlines()[:MOST_DAYS]
    except OSError as error:
        told = _("{file} cannot be read: {reason}. No holidays are taken from it.")
        problems.append(told.format(file=path, reason=error.strerror or error))
        return
    wrong: list[str] = []
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].split()
        if words:
            where = _("{file}, line {line}: ").format(file=path, line=number)
            yield from _days(words[0], years, where, wrong)
    problems.extend(wrong[:3])
    if len(wrong) > 3:
        problems.append(_("{file}: {count} more lines are no days.").format(file=path, count=len(wrong) - 3))


def _of_country(wanted: Holidays, years: range, cache: str, problems: list[str]) -> Iterator[date]:
    key: list[Any] = ["holidays", wanted.country, wanted.region, years[0], len(years)]
    found: Mapping[str, Any] | None = kept(cache, key) if cache else None
    if found is None:
        days = _asked(wanted, years, problems)
        if days is None:
            return
        found = {"days": days}
        if cache:
            keep(cache, key, dict(found))
    for text in found["days"]:
        yield date.fromisoformat(text)


def _asked(wanted: Holidays, years: range, problems: list[str]) -> list[str] | None:
    """The days of a country as the package knows them; ``None`` where it does not help."""
    try:
        # It takes 0.2 s to import, so its days are kept.
        from holidays import country_holidays
    except ImportError:
        problems.append(
            _(
                "The holidays of {country} need one more package: pip install 'netx-tui[holidays]'. "
                "Until then only Saturdays and Sundays are free."
            ).format(country=wanted.country)
        )
        return None
    try:
        days = country_holidays(wanted.country, subdiv=wanted.region or None, years=list(years))
    except NotImplementedError:
        place = "/".join(part for part in (wanted.country, wanted.region) if part)
        problems.append(
            _(
                "No holidays are known for '{place}'; countries are written like DE, parts of them like BY."
            ).format(place=clean_line(place, 40))
        )
        return None
    return sorted(day.isoformat() for day in days)
