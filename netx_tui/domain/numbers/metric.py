"""One metric, and the few sums that all of them need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netx_tui.domain.figures import figure
from netx_tui.i18n import _

ENOUGH = 5
"""From so many cases on a percentage says something."""
_MOST = 85


class Part(NamedTuple):
    """One group of a metric; ``group`` is what it is grouped by (``band``), empty where there is one way."""

    label: str
    k: int
    n: int
    group: str = ""

    @property
    def counted(self) -> str:
        """``9 of 14``."""
        return count_text(self.k, self.n)

    @property
    def percent(self) -> int | None:
        """Per cent, a half rounded up; ``None`` for fewer than ``ENOUGH``."""
        return percent(self.k, self.n)

    @property
    def text(self) -> str:
        """``9 of 14``, with the percentage where there are enough."""
        return of_text(self.k, self.n)


class Metric(NamedTuple):
    """A metric as ``netx review`` and the numbers page show it.

    ``k`` of ``n`` is what it counts; of a ``rate`` (talks in weeks) ``k`` is no part of ``n``, may be more,
    and makes no percentage. ``value`` is a number derived from them, in ``unit``. ``text`` is all of it in
    words: ``counted`` (``9 of 14``), the percentage, ``note``. ``parts`` are its groups.
    """

    id: str
    label: str
    k: int
    n: int
    text: str
    value: float | None = None
    unit: str = ""
    parts: tuple[Part, ...] = ()
    rate: bool = False
    counted: str = ""
    note: str = ""

    @property
    def percent(self) -> int | None:
        """Per cent, a half rounded up; ``None`` for a rate and for fewer than ``ENOUGH``."""
        return None if self.rate else percent(self.k, self.n)

    def noted(self, note: str, value: float | None = None, unit: str = "") -> Metric:
        """The metric with a note behind its numbers, and the value that the note tells."""
        text = _("{told}; {note}").format(told=self.text, note=note)
        return self._replace(text=text, value=value, unit=unit, note=note)


def percent(k: int, n: int) -> int | None:
    """``k`` of ``n`` in per cent, a half rounded up; ``None`` for fewer than ``ENOUGH``."""
    return (200 * k + n) // (2 * n) if n >= ENOUGH else None


def count_text(k: int, n: int) -> str:
    """``9 of 14``."""
    return _("{k} of {n}").format(k=k, n=n)


def of_text(k: int, n: int) -> str:
    """``9 of 14``, with the percentage where there are enough."""
    told = count_text(k, n)
    share = percent(k, n)
    return told if share is None else _("{told}, {percent} %").format(told=told, percent=share)


def share(id: str, label: str, flags: Iterable[bool], parts: tuple[Part, ...] = ()) -> Metric:
    """How many of some cases are so."""
    cases = list(flags)
    k, n = sum(cases), len(cases)
    return Metric(id, label, k, n, of_text(k, n), parts=parts, counted=count_text(k, n))


def rate(id: str, label: str, k: int, n: int, counted: str, *, unit: str = "") -> Metric:
    """How many of one thing there are to each of another."""
    return Metric(id, label, k, n, counted, value=k / n if n else None, unit=unit, rate=True, counted=counted)


def median(values: Sequence[float]) -> float | None:
    """The middle one of ``values``, of an even number the mean of the two; ``None`` where there is none."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def most(values: Sequence[float]) -> float | None:
    """The nearest rank of 85 per cent of ``values``; ``None`` where there is none."""
    ordered = sorted(values)
    return ordered[-(-_MOST * len(ordered) // 100) - 1] if ordered else None


def plain(value: float) -> str:
    """A number with one digit behind the point, none where that is 0."""
    return figure(f"{value:.1f}".removesuffix(".0"))
