"""The first page of the list, kept from one start to the next, so that it is on the screen at once.

A page is used only while ``stamp`` says that nothing it depends on has changed: the data files, the
rules, the profile, the day and the language. Everything else waits until the store has been read.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from netx_tui.domain.rows import NextStep, PersonRow
from netx_tui.domain.workdays import NO_HOLIDAYS

if TYPE_CHECKING:
    from datetime import date

    from netx_tui.domain.profile import Profile
    from netx_tui.domain.scoring_rules import ScoringRules

LENGTH = 80
"""Rows kept: more than a tall terminal shows."""


def stamp(
    data: str,
    rules: ScoringRules,
    profile: Profile,
    today: date,
    language: str,
    *,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> list[Any]:
    """What a page depends on, as plain values; ``data`` is the path of the data file."""
    files: list[int] = []
    for name in (data, f"{data}.journal"):
        try:
            status = os.stat(name)
        except OSError:
            files += [0, 0, 0]
        else:
            files += [status.st_ino, status.st_size, status.st_mtime_ns]
    wanted = crc32(repr((rules, profile, sorted(holidays))).encode())
    return [data, *files, wanted, today.isoformat(), language]


def kept(rows: Sequence[PersonRow]) -> dict[str, Any]:
    """The beginning of ``rows`` as plain values."""
    return {"total": len(rows), "rows": [list(row) for row in rows[:LENGTH]]}


def page_of(content: Mapping[str, Any]) -> tuple[PersonRow, ...] | None:
    """The rows in what ``kept`` made; ``None`` for anything else."""
    try:
        rows = [PersonRow(*values) for values in content["rows"]]
        _total = int(content["total"])
        return tuple(row._replace(step=NextStep(*row.step)) for row in rows)
    except (KeyError, TypeError, ValueError):
        return None


class FirstPage(Sequence[PersonRow]):
    """A list of ``total`` rows of which the first are known; ``all_rows`` is asked for the others."""

    def __init__(
        self, page: Sequence[PersonRow], total: int, all_rows: Callable[[], Sequence[PersonRow]]
    ) -> None:
        self._page = page
        self._total = total
        self._all_rows = all_rows

    def __len__(self) -> int:
        return self._total

    def __iter__(self) -> Iterator[PersonRow]:
        return iter(self._all_rows())

    @overload
    def __getitem__(self, index: int) -> PersonRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PersonRow]: ...
    def __getitem__(self, index: int | slice) -> PersonRow | Sequence[PersonRow]:
        if isinstance(index, int) and 0 <= index < len(self._page):
            return self._page[index]
        return self._all_rows()[index]
