"""What happened between the user and each person, as the rhythm of touches needs it.

The definitions are those of ``decisions.md``, *Touch*.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from netx_tui.domain.action_fields import day as stored_day
from netx_tui.domain.actions import OPEN, Action
from netx_tui.domain.contacts import Contact, LifeEvent, Mail, Touch
from netx_tui.domain.mails.values import ends
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.text import search_key
from netx_tui.domain.touch.circles import NOT_COUNTED, YEAR_DAYS
from netx_tui.domain.workdays import local_day

PROMISES = ("promise", "opening_watch")
NOT_FULL = ("brief", "thank_you")
"""Mails that move no anchor: theirs is the day of the talk."""
ASKING = ("check_in", "referral_request", "ask_again")
"""Mails that wait for an answer (back-off)."""
GIVING = (
    "share_article",
    "close_the_loop",
    "congrats",
    "congrats_job",
    "congrats_promotion",
    "congrats_baby",
)
"""What gives something and asks for nothing."""
KINDS_REMEMBERED = 3


class TouchFacts(NamedTuple):
    """What the next touch of one person depends on; ``None`` and empty mean *never*.

    ``sent`` are the days of the messages that count for the cap, the newest first, ``kinds`` what the last of
    them were. ``light_on`` is the newest light touch, ``advice_done_on`` when the first advice of theirs was
    put to use while they were not told of it, ``promised`` the earliest day of an open promise
    (``promise`` is its action). ``words`` are those of the fields they talked about, as ``search_key`` has
    them. A talk that was held counts as a full touch, and as an answer.
    """

    contact: str
    tier: str
    met_on: date | None = None
    last_full: date | None = None
    light_on: date | None = None
    last_out: date | None = None
    unanswered: int = 0
    sent: tuple[date, ...] = ()
    kinds: tuple[str, ...] = ()
    gave_last: bool = False
    asked_expert_on: date | None = None
    advice_done_on: date | None = None
    promised: date | None = None
    promise: str = ""
    follow_up_on: date | None = None
    events: tuple[LifeEvent, ...] = ()
    snooze_until: date | None = None
    words: frozenset[str] = frozenset()


class _Theirs:
    """What is collected of one person."""

    __slots__ = ("advice", "inbound", "light", "met", "out", "promise", "told", "touches", "words")

    def __init__(self) -> None:
        self.touches: list[tuple[date, str, bool]] = []
        """Outgoing full touches: day, kind, whether it gave something."""
        self.inbound: list[date] = []
        """When they turned to the user, or both met."""
        self.light: date | None = None
        self.out: date | None = None
        self.met: date | None = None
        self.advice: date | None = None
        self.told = False
        self.promise: tuple[date, str] | None = None
        self.words: set[str] = set()


class Past(NamedTuple):
    """All documents that tell what happened."""

    touches: Iterable[Touch] = ()
    mails: Iterable[Mail] = ()
    meetings: Iterable[Meeting] = ()
    actions: Iterable[Action] = ()
    insights: Iterable[Insight] = ()


def gather(
    contacts: Iterable[Contact], happened: Past, today: date, zone: tzinfo | None = None
) -> dict[str, TouchFacts]:
    """The facts of everybody one stays in touch with, by contact.

    Those are the people one met or promised something, who have a circle, an event or a day to ask again;
    not those marked *do not contact* and the archive. ``zone`` is the user's; what lies after ``today`` did
    not happen.
    """
    past = _collected(happened, today, zone)
    found = {}
    for contact in contacts:
        theirs = past.get(contact.id)
        if theirs is None and not (contact.tier or contact.events or contact.follow_up_on):
            continue
        if contact.do_not_contact or contact.stage == "archived":
            continue
        found[contact.id] = _facts(contact, theirs or _Theirs(), today)
    return found


def facts_of(contact: Contact, happened: Past, today: date, zone: tzinfo | None = None) -> TouchFacts:
    """The facts of one person, whoever they are."""
    theirs = Past(
        [touch for touch in happened.touches if touch.contact == contact.id],
        [mail for mail in happened.mails if mail.contact == contact.id],
        [meeting for meeting in happened.meetings if meeting.contact == contact.id],
        happened.actions,
        happened.insights,
    )
    return _facts(contact, _collected(theirs, today, zone).get(contact.id) or _Theirs(), today)


def _collected(happened: Past, today: date, zone: tzinfo | None) -> dict[str, _Theirs]:
    """One pass over each table."""
    past: dict[str, _Theirs] = {}
    mails = tuple(happened.mails)
    _mails(past, mails, today, zone)
    _touches(past, happened.touches, {mail.id for mail in mails}, today)
    _meetings(past, happened.meetings, today, zone)
    advisers = {insight.id: insight.contact for insight in happened.insights if insight.contact}
    _actions(past, happened.actions, advisers, today, zone)
    return past


def _facts(contact: Contact, past: _Theirs, today: date) -> TouchFacts:
    sent = sorted(past.touches, key=lambda item: item[0], reverse=True)
    last_in = max(past.inbound, default=None)
    full = [day for day, kind, _gave in sent if kind not in NOT_FULL] + past.inbound
    counted = [(day, kind, gave) for day, kind, gave in sent if kind not in NOT_COUNTED]
    oldest = today - timedelta(days=YEAR_DAYS)
    asked = [day for day, kind, _gave in sent if kind in ASKING and (last_in is None or day > last_in)]
    return TouchFacts(
        contact.id,
        contact.tier,
        met_on=past.met,
        last_full=max(full, default=None),
        light_on=past.light,
        last_out=past.out,
        unanswered=len(asked),
        sent=tuple(day for day, _kind, _gave in counted if day > oldest),
        kinds=tuple(kind for _day, kind, _gave in counted[:KINDS_REMEMBERED]),
        gave_last=bool(counted) and counted[0][2],
        asked_expert_on=next((day for day, kind, _gave in counted if kind == "expert_question"), None),
        advice_done_on=None if past.told else past.advice,
        promised=past.promise[0] if past.promise else None,
        promise=past.promise[1] if past.promise else "",
        follow_up_on=local_day(contact.follow_up_on),
        events=contact.events,
        snooze_until=local_day(contact.snooze_until),
        words=frozenset(past.words),
    )


def _mails(past: dict[str, _Theirs], mails: Iterable[Mail], today: date, zone: tzinfo | None) -> None:
    for mail in mails:
        theirs = past.setdefault(mail.contact, _Theirs())
        answered = local_day(mail.replied_at, zone)
        if answered is not None and answered <= today:
            theirs.inbound.append(answered)
        day = local_day(mail.sent_at, zone)
        if day is None or day > today:
            continue
        if mail.kind == "linkedin_note":
            theirs.light = _later(theirs.light, day)
            continue
        theirs.touches.append((day, mail.kind, mail.kind in GIVING))
        theirs.out = _later(theirs.out, day)
        theirs.told = theirs.told or mail.kind == "close_the_loop"


def _touches(past: dict[str, _Theirs], touches: Iterable[Touch], mails: set[str], today: date) -> None:
    """Touches; one that a mail has filed shares its id and counts as the mail."""
    for touch in touches:
        day = local_day(touch.on)
        if day is None or day > today or touch.id in mails:
            continue
        theirs = past.setdefault(touch.contact, _Theirs())
        if not touch.full:
            theirs.light = _later(theirs.light, day)
        elif touch.direction == "in" or touch.kind == "meeting":
            theirs.inbound.append(day)
        else:
            theirs.touches.append((day, touch.kind, bool(touch.give) or touch.kind in GIVING))
            theirs.out = _later(theirs.out, day)
            theirs.told = theirs.told or touch.kind == "close_the_loop"


def _meetings(
    past: dict[str, _Theirs], meetings: Iterable[Meeting], today: date, zone: tzinfo | None
) -> None:
    for meeting in meetings:
        end = ends(meeting) if meeting.held else None
        if end is None:
            continue
        day = end.astimezone(zone).date()
        if day <= today:
            theirs = past.setdefault(meeting.contact, _Theirs())
            theirs.met = _later(theirs.met, day)
            theirs.inbound.append(day)
            theirs.words.update(search_key(meeting.field).split())


def _actions(
    past: dict[str, _Theirs],
    actions: Iterable[Action],
    advisers: Mapping[str, str],
    today: date,
    zone: tzinfo | None,
) -> None:
    """``advisers`` are the people who said something, by insight."""
    for action in actions:
        due = stored_day(action.due) if action.type in PROMISES and action.column in OPEN else None
        if due is not None and action.contact:
            theirs = past.setdefault(action.contact, _Theirs())
            theirs.promise = min(theirs.promise or (due, action.id), (due, action.id))
        if action.column != "done" or action.type in (*PROMISES, "thank_you"):
            continue
        done = local_day(action.entered_column_at, zone)
        if done is None or done > today:
            continue
        people = {advisers[name] for name in action.insights if name in advisers} | {action.contact} - {""}
        for contact in people:
            theirs = past.setdefault(contact, _Theirs())
            theirs.advice = min(theirs.advice or done, done)


def _later(known: date | None, day: date) -> date:
    return day if known is None or day > known else known
