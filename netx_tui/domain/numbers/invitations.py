"""What came of each invitation: an answer, a date, or nothing yet."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from netx_tui.domain.contacts import Mail
from netx_tui.domain.mails.values import starts
from netx_tui.domain.meetings import Meeting
from netx_tui.domain.workdays import NO_HOLIDAYS, between, stored_moment

PATIENCE_DAYS = 7
"""Business days after which an invitation without an answer counts."""
_NO_DATE = ("", "draft")


class Invitation(NamedTuple):
    """An invitation that went out, and what came of it.

    It is ``mature`` when it was answered or is old enough that no answer is one.
    """

    mail: Mail
    sent: datetime
    replied: bool
    mature: bool
    dated: bool


def invitations_of(
    mails: Iterable[Mail],
    meetings: Iterable[Meeting],
    now: datetime,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> tuple[Invitation, ...]:
    """The invitations sent until ``now``, oldest first.

    An answer to the reminder is one to its invitation. A date belongs to the newest invitation before it.
    """
    found = []
    arranged = _arranged(meetings, now.tzinfo)
    for theirs in _by_contact(mails, now).values():
        dated = {
            max((number for number, (sent, _mail) in enumerate(theirs) if _is_by(sent, day, now)), default=-1)
            for day in arranged.get(theirs[0][1].contact, ())
        }
        dated = {_invitation_at(theirs, number) for number in dated}
        replied = {_invitation_at(theirs, n) for n, (_at, mail) in enumerate(theirs) if _answered(mail, now)}
        for number, (sent, mail) in enumerate(theirs):
            if mail.kind == "invitation":
                waited = between(sent.astimezone(now.tzinfo).date(), now.date(), holidays)
                mature = number in replied or waited >= PATIENCE_DAYS
                found.append(Invitation(mail, sent, number in replied, mature, number in dated))
    return tuple(sorted(found, key=lambda one: (one.sent, one.mail.id)))


def _by_contact(mails: Iterable[Mail], now: datetime) -> dict[str, list[tuple[datetime, Mail]]]:
    """Invitations and reminders by contact, oldest first."""
    found: dict[str, list[tuple[datetime, Mail]]] = {}
    for mail in mails:
        sent = stored_moment(mail.sent_at) if mail.kind in ("invitation", "nudge") else None
        if sent is not None and sent <= now:
            found.setdefault(mail.contact, []).append((sent, mail))
    for theirs in found.values():
        theirs.sort(key=lambda item: (item[0], item[1].id))
    return found


def _arranged(meetings: Iterable[Meeting], zone: tzinfo | None) -> dict[str, list[date]]:
    """The days on which the dates with each person were made, at the latest those of the talks."""
    found: dict[str, list[date]] = {}
    for meeting in meetings:
        begin = starts(meeting)
        if begin is not None and meeting.status not in _NO_DATE:
            made = stored_moment(meeting.created)
            moment = min(made, begin) if made is not None else begin
            found.setdefault(meeting.contact, []).append(moment.astimezone(zone).date())
    return found


def _is_by(sent: datetime, day: date, now: datetime) -> bool:
    return sent.astimezone(now.tzinfo).date() <= day


def _answered(mail: Mail, now: datetime) -> bool:
    at = stored_moment(mail.replied_at)
    return at <= now if at is not None else bool(mail.replied_at or mail.reply)


def _invitation_at(theirs: Sequence[tuple[datetime, Mail]], number: int) -> int:
    """The place of the invitation that the mail at ``number`` belongs to; -1: to none."""
    while number >= 0 and theirs[number][1].kind != "invitation":
        number -= 1
    return number
