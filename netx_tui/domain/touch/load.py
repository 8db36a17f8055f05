"""Not more than three people a day (``4-touch.md``, *Load*)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from netx_tui.domain.touch.cadence import FIXED, REASONS, NextTouch
from netx_tui.domain.workdays import NO_HOLIDAYS, next_workday

MOST_A_DAY = 3
_DAY = timedelta(days=1)


def spread(
    found: Mapping[str, NextTouch],
    scores: Mapping[str, int],
    today: date,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> dict[str, NextTouch]:
    """The touches by contact, those beyond three a day moved to the next business days.

    Promises and events take a place of their day and stay on it. What is overdue takes a place of today (or
    of the next business day) and keeps its date; of those that have to wait, the later due, then the lower
    scored do.
    """
    first = next_workday(today, holidays)
    taken: dict[date, int] = {}
    for one in found.values():
        if one.reason in FIXED:
            day = max(one.on, first)
            taken[day] = taken.get(day, 0) + 1
    spread_out = {contact: one for contact, one in found.items() if one.reason in FIXED}
    free = first
    for contact in _in_order(found, scores):
        one = found[contact]
        start = max(one.on, first)
        free = max(free, start)
        while taken.get(free, 0) >= MOST_A_DAY:
            free = next_workday(free + _DAY, holidays)
        taken[free] = taken.get(free, 0) + 1
        spread_out[contact] = one if free == start else one._replace(on=free)
    return spread_out


def _in_order(found: Mapping[str, NextTouch], scores: Mapping[str, int]) -> Iterable[str]:
    movable = [contact for contact, one in found.items() if one.reason not in FIXED]
    return sorted(
        movable,
        key=lambda contact: (
            found[contact].on,
            REASONS.index(found[contact].reason),
            -scores.get(contact, 0),
            contact,
        ),
    )
