"""One metric, and the few sums that all of them need."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netx_tui.i18n import _

ENOUGH = 5
"""From so many cases on a percentage says something."""
_MOST = 85


class Part(NamedTuple):
    """One group of a metric."""

    label: str
    k: int
    n: int

    @property
    def text(self) -> str:
        """``9 of 14``, with the percentage where there are enough."""
        return of_text(self.k, self.n)


class Metric(NamedTuple):
    """A metric as ``netx review`` and the numbers page show it.

    ``k`` of ``n`` is what it counts; ``value`` is a number derived from that, in ``unit``. ``text`` is all of
    it in words, ``parts`` are its groups.
    """

    id: str
    label: str
    k: int
    n: int
    text: str
    value: float | None = None
    unit: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def percent(self) -> int | None:
        """Per cent, a half rounded up; ``None`` for fewer than ``ENOUGH``."""
        return percent(self.k, self.n)


def percent(k: int, n: int) -> int | None:
    """``k`` of ``n`` in per cent, a half rounded up; ``None`` for fewer than ``ENOUGH``."""
    return (200 * k + n) // (2 * n) if n >= ENOUGH else None


def of_text(k: int, n: int) -> str:
    """``9 of 14``, with the percentage where there are enough."""
    told = _("{k} of {n}").format(k=k, n=n)
    share = percent(k, n)
    return told if share is None else _("{told}, {percent} %").format(told=told, percent=share)


def share(id: str, label: str, flags: Iterable[bool], parts: tuple[Part, ...] = ()) -> Metric:
    """How many of some cases are so."""
    cases = list(flags)
    k, n = sum(cases), len(cases)
    return Metric(id, label, k, n, of_text(k, n), parts=parts)


def median(values: Sequence[float]) -> float | None:
    """The middle one of ``values``; ``None`` where there is none."""
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
    """A number with one digit behind the point, none where it is whole."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"
