"""What happened with a person so far, as far as the rules of choosing need it.

Built in one pass over touches and mails, so a contact nobody wrote to costs nothing.
"""

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import NamedTuple

from netx_tui.domain.contacts import Mail, Touch
from netx_tui.domain.workdays import NO_HOLIDAYS, add, local_day

BRIEF = "brief"
ASKING_KINDS = frozenset(
    (
        "invitation",
        "nudge",
        "check_in",
        "referral_request",
        "ask_again",
        "offer_dates",
        "new_date",
        "expert_question",
    )
)
FAST_REPLY_DAYS = 3
"""A reply within this many business days is a fast one (``1-choose.md``, responsiveness)."""
PATIENCE_DAYS = 7
"""Business days after which a mail counts as unanswered: the day of the reminder (N07)."""


class History(NamedTuple):
    """The past of one contact; ``None`` and empty mean *never*."""

    last_touch: date | None = None
    """Day of the newest full touch in either direction, briefs left out."""
    answer: str = ""
    """``replied_fast`` or ``replied``: how they answered the last mail they answered."""
    unanswered_from: tuple[date, ...] = ()
    """For each mail since then that asked something: the day from which it counts as unanswered."""


NO_HISTORY = History()


def histories(
    touches: Iterable[Touch],
    mails: Iterable[Mail],
    zone: tzinfo | None = None,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> dict[str, History]:
    """The history of every contact that has a touch or a mail, by contact id.

    ``zone`` is the user's, because a mail sent at 00:30 belongs to that day here, not in UTC.
    """
    grouped: dict[str, tuple[list[Touch], list[Mail]]] = {}
    mails = tuple(mails)
    # A touch that a mail has filed shares its id.
    briefs = {mail.id for mail in mails if mail.kind == BRIEF}
    for touch in touches:
        if touch.full and touch.kind != BRIEF and touch.id not in briefs:
            grouped.setdefault(touch.contact, ([], []))[0].append(touch)
    for mail in mails:
        if mail.sent_at and mail.kind != BRIEF:
            grouped.setdefault(mail.contact, ([], []))[1].append(mail)
    return {who: _history(*past, zone, holidays) for who, past in grouped.items()}


def unanswered(history: History, today: date) -> int:
    """How many mails in a row they have left unanswered by ``today``."""
    return sum(1 for day in history.unanswered_from if day <= today)


def responsiveness(history: History, today: date) -> str:
    """How they answer, read off the mails: a key of ``responsiveness`` in ``scoring.yaml``, or empty."""
    silent = unanswered(history, today)
    if silent:
        return "unanswered_2" if silent > 1 else "unanswered_1"
    return history.answer or ("none_yet" if history.unanswered_from else "")


def _history(
    touches: list[Touch], mails: list[Mail], zone: tzinfo | None, holidays: frozenset[date]
) -> History:
    inbound = [day for t in touches if t.direction == "in" and (day := local_day(t.on, zone))]
    outbound = [day for t in touches if t.direction != "in" and (day := local_day(t.on, zone))]
    inbound += [day for m in mails if (day := local_day(m.replied_at, zone))]
    sent = [(day, m) for m in mails if (day := local_day(m.sent_at, zone))]
    answer, waiting = _answers(sent, max(inbound, default=None), zone, holidays)
    return History(
        max([*inbound, *outbound, *(day for day, _mail in sent)], default=None),
        answer,
        waiting,
    )


def _answers(
    sent: list[tuple[date, Mail]],
    last_in: date | None,
    zone: tzinfo | None,
    holidays: frozenset[date],
) -> tuple[str, tuple[date, ...]]:
    """The newest answer, and when each mail after it turns into an unanswered one."""
    answer = ""
    waiting: list[date] = []
    for day, mail in sorted(sent, key=lambda item: item[1].sent_at):
        replied = local_day(mail.replied_at, zone)
        if replied:
            fast = replied <= add(day, FAST_REPLY_DAYS, holidays)
            answer, waiting = ("replied_fast" if fast else "replied"), []
        elif mail.kind in ASKING_KINDS and (last_in is None or last_in < day):
            waiting.append(add(day, PATIENCE_DAYS, holidays))
    return answer, tuple(waiting)
