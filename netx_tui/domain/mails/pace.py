"""How often a person is written to: the minimum gap and the cap per year (R52, ``4-touch.md``)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from netx_tui.domain.calendar_words import spoken_day
from netx_tui.domain.contacts import Contact, Mail, Touch
from netx_tui.domain.mails.kinds import CONGRATULATIONS
from netx_tui.domain.touch.circles import ANY_TIME, CIRCLES, EVENT_GAP_DAYS, GAP_DAYS, YEAR_DAYS
from netx_tui.domain.touch.facts import Past, facts_of
from netx_tui.i18n import _, ngettext

_NOT_CAPPED = ANY_TIME | {"invitation", *CONGRATULATIONS}


class Wait(NamedTuple):
    """Why it is too early to write, and from which day it is not (``None``: as long as things stay so)."""

    sentence: str
    until: date | None


def wait(
    kind: str, contact: Contact, mails: Iterable[Mail], touches: Iterable[Touch], now: datetime
) -> Wait | None:
    """Whether a mail of ``kind`` to ``contact`` comes too soon at ``now``; ``None``: it does not."""
    if kind in ANY_TIME:
        return None
    today = now.date()
    facts = facts_of(contact, Past(touches, mails), today, now.tzinfo)
    return _gap(kind, facts.last_out, today) or _cap(kind, contact, facts.sent)


def _gap(kind: str, last: date | None, today: date) -> Wait | None:
    gap = EVENT_GAP_DAYS if kind in CONGRATULATIONS else GAP_DAYS
    until = last + timedelta(days=gap) if last else today
    if last is None or today >= until:
        return None
    days = (today - last).days
    return Wait(
        ngettext(
            "{count} day since your last mail: wait until {day}.",
            "{count} days since your last mail: wait until {day}.",
            days,
        ).format(count=days, day=spoken_day(until)),
        until,
    )


def _cap(kind: str, contact: Contact, sent: tuple[date, ...]) -> Wait | None:
    """``sent`` are the days of what counts within a year, the newest first."""
    circle = None if kind in _NOT_CAPPED else CIRCLES.get(contact.tier)
    if circle is None:
        return None
    cap = circle.cap
    if not cap:
        return Wait(
            _("{name} is in the circle 'none': no mails to keep in touch.").format(name=contact.name), None
        )
    if len(sent) < cap:
        return None
    until = sent[cap - 1] + timedelta(days=YEAR_DAYS)
    return Wait(
        ngettext(
            "{count} mail within a year is enough for this circle: wait until {day}.",
            "{count} mails within a year are enough for this circle: wait until {day}.",
            cap,
        ).format(count=cap, day=spoken_day(until)),
        until,
    )
