"""How often a person is written to: the minimum gap and the cap per year (R52, ``4-touch.md``)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from netx_tui.domain.calendar_words import spoken_day
from netx_tui.domain.contacts import Contact, Mail, Touch
from netx_tui.domain.mails.kinds import CONGRATULATIONS
from netx_tui.domain.touch.circles import CIRCLES, EVENT_GAP_DAYS, GAP_DAYS, YEAR_DAYS
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _, ngettext

ANY_TIME = frozenset(
    ("nudge", "offer_dates", "brief", "new_date", "thank_you", "decline_reply", "ask_again", "linkedin_note")
)
"""Kinds that answer, thank, keep a promise or belong to a talk: no gap holds them up."""
_NOT_CAPPED = ANY_TIME | {"invitation", *CONGRATULATIONS}
_NOT_COUNTED = ANY_TIME | {"invitation"}
_NOT_COUNTED_TOUCHES = frozenset(("thank_you", "reply", "meeting"))
_YEAR = timedelta(days=YEAR_DAYS)


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
    zone, today = now.tzinfo, now.date()
    sent = [
        (day, mail)
        for mail in mails
        if mail.contact == contact.id and (day := local_day(mail.sent_at, zone)) and day <= today
    ]
    known = {mail.id for _day, mail in sent}
    other = [
        (day, touch)
        for touch in touches
        if touch.contact == contact.id and touch.full and touch.direction != "in" and touch.id not in known
        if (day := local_day(touch.on, zone)) and day <= today
    ]
    last = max(
        [day for day, _what in sent if _what.kind != "linkedin_note"] + [d for d, _t in other], default=None
    )
    counted = [day for day, mail in sent if mail.kind not in _NOT_COUNTED]
    counted += [day for day, touch in other if touch.kind not in _NOT_COUNTED_TOUCHES]
    return _gap(kind, last, today) or _cap(kind, contact, counted, today)


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


def _cap(kind: str, contact: Contact, sent: list[date], today: date) -> Wait | None:
    circle = None if kind in _NOT_CAPPED else CIRCLES.get(contact.tier)
    if circle is None:
        return None
    cap = circle.cap
    if not cap:
        return Wait(
            _("{name} is in the circle 'none': no mails to keep in touch.").format(name=contact.name), None
        )
    newest = sorted(sent, reverse=True)[:cap]
    if len(newest) < cap or today >= newest[-1] + _YEAR:
        return None
    until = newest[-1] + _YEAR
    return Wait(
        ngettext(
            "{count} mail within a year is enough for this circle: wait until {day}.",
            "{count} mails within a year are enough for this circle: wait until {day}.",
            cap,
        ).format(count=cap, day=spoken_day(until)),
        until,
    )
