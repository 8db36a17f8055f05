"""When to be in touch next, and why (``4-touch.md``, *Formula*)."""

from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from netx_tui.domain.contacts import Contact, LifeEvent
from netx_tui.domain.touch.circles import CIRCLES, EVENT_GAP_DAYS, GAP_DAYS, YEAR_DAYS
from netx_tui.domain.touch.facts import TouchFacts
from netx_tui.domain.workdays import NO_HOLIDAYS, next_workday

BACK_OFF = 1.5
MOST_BACK_OFF = 3
LIGHT_SHARE = 4
"""A light touch puts the next full one off by a quarter of the interval."""
LOOP_AFTER_TALK = 21
EVENT_LASTS, EVENT_AHEAD = 3, 365
DORMANT_DAYS, DORMANT_MORE = 365, 90
"""Somebody falls dormant after so many days, or so long after their next touch would have been due."""
_CONGRATULATIONS = {
    "new_job": "congrats_job",
    "promotion": "congrats_promotion",
    "baby": "congrats_baby",
}
RECURRING = ("birthday", "anniversary")
REASONS = ("promised", "event", "loop", "cadence")
"""In the order in which they win on the same day."""
FIXED = ("promised", "event")
"""What belongs to its day and is never moved."""


class NextTouch(NamedTuple):
    """The day of the next touch and why it is then; ``event`` and ``action`` are what it is about."""

    on: date
    reason: str
    event: str = ""
    action: str = ""


def back_off_of(facts: TouchFacts) -> int:
    """The days of the circle, longer after messages nobody answered; 0 without a circle."""
    interval = CIRCLES[facts.tier].interval if facts.tier in CIRCLES else 0
    return ceil(interval * BACK_OFF ** min(facts.unanswered, MOST_BACK_OFF))


def interval_of(facts: TouchFacts) -> int:
    """The days between full touches now: those of ``back_off_of``, longer after a light touch."""
    days = back_off_of(facts)
    interval = CIRCLES[facts.tier].interval if facts.tier in CIRCLES else 0
    anchor = facts.last_full or facts.met_on
    if facts.light_on is not None and anchor is not None and facts.light_on > anchor:
        days += (interval + LIGHT_SHARE // 2) // LIGHT_SHARE
    return days


def is_dormant(facts: TouchFacts, today: date) -> bool:
    """Whether there was no full touch for so long that the person counts as dormant."""
    last = facts.last_full or facts.met_on
    return last is not None and (today - last).days >= max(DORMANT_DAYS, back_off_of(facts) + DORMANT_MORE)


def next_touch(facts: TouchFacts, today: date, holidays: frozenset[date] = NO_HOLIDAYS) -> NextTouch | None:
    """The earliest of what speaks for a touch; ``None``: there is nothing.

    It may lie before ``today``: then it is overdue. Always a business day.
    """
    return min(candidates(facts, today, holidays), key=_order, default=None)


def most_important(found: Iterable[NextTouch], today: date) -> NextTouch | None:
    """What the next touch is about: of all that is due by its day, or by ``today``, the first in ``REASONS``.

    What is put on its own day (``FIXED``) keeps it, anything else is due since the earliest of them.
    """
    known = sorted(found, key=_order)
    if not known:
        return None
    earliest = known[0].on
    due = [one for one in known if one.on <= max(earliest, today)]
    best = min(due, key=lambda one: REASONS.index(one.reason))
    return best if best.reason in FIXED else best._replace(on=earliest)


def candidates(
    facts: TouchFacts, today: date, holidays: frozenset[date] = NO_HOLIDAYS
) -> tuple[NextTouch, ...]:
    """Everything that speaks for a touch, each on its business day."""
    found = [*_promises(facts), *_events(facts, today), *_loop(facts), *_cadence(facts)]
    asleep = facts.snooze_until
    awake = [one for one in found if asleep is None or one.on >= asleep or one.reason != "event"]
    return tuple(
        one._replace(on=next_workday(max(one.on, asleep) if asleep else one.on, holidays)) for one in awake
    )


def _order(one: NextTouch) -> tuple[date, int, str, str]:
    return one.on, REASONS.index(one.reason), one.event, one.action


def _promises(facts: TouchFacts) -> Iterator[NextTouch]:
    """A word given holds whatever the gap is."""
    if facts.promised is not None:
        yield NextTouch(facts.promised, "promised", action=facts.promise)
    if facts.follow_up_on is not None:
        yield NextTouch(facts.follow_up_on, "promised")


def _events(facts: TouchFacts, today: date) -> Iterator[NextTouch]:
    """The next occasion to congratulate; one that comes too soon after a message is left out, not moved."""
    if facts.tier == "none" or (facts.met_on is None and not facts.tier):
        return
    first, last = today - timedelta(days=EVENT_LASTS), today + timedelta(days=EVENT_AHEAD)
    for event in facts.events:
        for day in _days_of(event, first, last):
            if facts.last_out is not None and day < facts.last_out + timedelta(days=EVENT_GAP_DAYS):
                continue
            yield NextTouch(day, "event", event=event.id)
            break


def event_to_congratulate(contact: Contact, kind: str, today: date) -> LifeEvent | None:
    """The event nearest to ``today`` for which a mail of ``kind`` congratulates; ``None``: there is none."""
    first, last = today - timedelta(days=EVENT_AHEAD), today + timedelta(days=EVENT_AHEAD)
    found = [
        (abs((day - today).days), event.id, event)
        for event in contact.events
        if congratulation(event.kind) == kind
        for day in _days_of(event, first, last)
    ]
    return min(found, key=lambda item: item[:2])[2] if found else None


def congratulation(event_kind: str) -> str:
    """The kind of mail for a life event."""
    return _CONGRATULATIONS.get(event_kind, "congrats")


def _days_of(event: LifeEvent, first: date, last: date) -> Iterator[date]:
    """The days of an event from ``first`` to ``last`` for which nobody congratulated yet."""
    done = event.congratulated_on
    if event.kind in RECURRING or event.on.startswith("--"):
        for year in range(first.year, last.year + 1):
            day = yearly(event.on, year)
            if day is not None and first <= day <= last and not (done and done >= day.isoformat()):
                yield day
        return
    try:
        day = date.fromisoformat(event.on)
    except ValueError:
        return
    if first <= day <= last and not done:
        yield day


def yearly(on: str, year: int) -> date | None:
    """The day of a recurring event in ``year``; 29 February is the 28th in other years."""
    try:
        month, day = int(on[-5:-3]), int(on[-2:])
        return date(year, month, 28 if (month, day) == (2, 29) and not isleap(year) else day)
    except ValueError:
        return None


def _loop(facts: TouchFacts) -> Iterator[NextTouch]:
    """Tell them what came of their advice."""
    day, met = facts.advice_done_on, facts.met_on
    if day is None or facts.tier == "none":
        return
    if met is not None:
        day = max(day, met + timedelta(days=LOOP_AFTER_TALK))
    yield NextTouch(_paced(facts, day), "loop")


def _cadence(facts: TouchFacts) -> Iterator[NextTouch]:
    anchor = facts.last_full or facts.met_on
    if anchor is not None and facts.tier in CIRCLES and CIRCLES[facts.tier].interval:
        yield NextTouch(_paced(facts, anchor + timedelta(days=interval_of(facts))), "cadence")


def _paced(facts: TouchFacts, day: date) -> date:
    """``day``, or later where the gap or the yearly cap of the circle says so."""
    if facts.last_out is not None:
        day = max(day, facts.last_out + timedelta(days=GAP_DAYS))
    cap = CIRCLES[facts.tier].cap if facts.tier in CIRCLES else 0
    if cap and len(facts.sent) >= cap:
        day = max(day, facts.sent[cap - 1] + timedelta(days=YEAR_DAYS))
    return day
