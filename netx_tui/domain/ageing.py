"""How long a card stands in its column, and from when on that is too long (``5-use.md``, Ageing)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from math import ceil
from typing import NamedTuple

from netx_tui.domain.actions import Action
from netx_tui.domain.workdays import local_day


class Limits(NamedTuple):
    """Days in a column from which a card is amber, and from which it is red."""

    amber: int
    red: int


USUAL: Mapping[str, Limits] = {
    "inbox": Limits(3, 7),
    "next": Limits(14, 30),
    "doing": Limits(7, 14),
    "waiting": Limits(14, 30),
}
LARGE = 2
"""A large card may take so many times as long."""
ENOUGH = 10
"""From so many finished cards on, one's own times hold for Doing."""
_MOST = 85


def limits_for(column: str, size: str = "", own: Limits | None = None) -> Limits | None:
    """The limits of a card of ``size`` in ``column``; ``None``: there it may stand for ever.

    ``own`` takes the place of the usual ones of Doing.
    """
    limits = own if own is not None and column == "doing" else USUAL.get(column)
    if limits is None or size != "L":
        return limits
    return Limits(limits.amber * LARGE, limits.red * LARGE)


def own_limits(actions: Iterable[Action], zone: tzinfo | None = None) -> Limits | None:
    """One's own limits of Doing, from the days that finished cards stood there; ``None``: too few of them.

    Amber is the median, red the nearest rank of 85 per cent, each a day at least, red later than amber.
    """
    times = sorted(days for days in (days_in_doing(action, zone) for action in actions) if days is not None)
    if len(times) < ENOUGH:
        return None
    amber = max(1, _middle(times))
    return Limits(amber, max(amber + 1, times[-(-_MOST * len(times) // 100) - 1]))


def _middle(times: Sequence[int]) -> int:
    """The median in whole days, a half rounded up."""
    half = len(times) // 2
    return times[half] if len(times) % 2 else ceil((times[half - 1] + times[half]) / 2)


def days_in_doing(action: Action, zone: tzinfo | None = None) -> int | None:
    """Calendar days that a finished card stood in Doing, all stays together; ``None``: not known."""
    if action.column != "done":
        return None
    days: int | None = None
    entered: date | None = None
    for move in action.history:
        when = local_day(move.at, zone)
        if entered is not None and when is not None:
            days = (days or 0) + max(0, (when - entered).days)
            entered = None
        if move.to_column == "doing":
            entered = when
    return days


def age_days(entered_at: str, now: datetime) -> int:
    """Calendar days since a stored time, on the clock of ``now``; 0 where it is not known or lies ahead."""
    entered = local_day(entered_at, now.tzinfo)
    return max(0, (now.date() - entered).days) if entered else 0


def age_state(days: int, limits: Limits | None) -> str:
    """``red`` or ``amber`` from the limit on, else empty."""
    if limits is None:
        return ""
    return "red" if days >= limits.red else "amber" if days >= limits.amber else ""
