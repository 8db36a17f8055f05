"""Mails going out and coming back: what may be sent, and what being sent or answered changes.

netx never sends: the user does, and says so. From then on the clocks run.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.contacts import Contact, Mail
from netx_tui.domain.errors import FieldError, RuleRefused
from netx_tui.domain.formula import Standing
from netx_tui.domain.lint.letter import Finding
from netx_tui.domain.lint.rules import errors
from netx_tui.domain.mails.kinds import CONGRATULATIONS
from netx_tui.domain.mails.pace import Wait
from netx_tui.domain.stages import Situation, changed
from netx_tui.domain.stages import check as check_stage
from netx_tui.domain.text import clean_line, clean_text
from netx_tui.domain.when import read_when
from netx_tui.i18n import _

ANSWERS = ("yes", "no", "open")
NOON = time(12)
STAGE_AFTER: Mapping[str, str] = {"invitation": "invited", "nudge": "nudged"}
"""The stage a person comes to with a mail."""
BEYOND_INVITING = ("in_dialogue", "scheduled", "met", "in_touch", "dormant")
"""Where an invitation asks for one more talk and moves nobody back."""
_DECLINING = ("shortlisted", "invited", "nudged", "in_dialogue", "scheduled", "parked")
_REPLYING = ("shortlisted", "invited", "nudged", "parked", "declined")
_TOUCHES: Mapping[str, str] = {
    "thank_you": "thank_you",
    "close_the_loop": "close_the_loop",
    "share_article": "share_article",
    "decline_reply": "reply",
    "offer_dates": "reply",
    "linkedin_note": "connect",
    **dict.fromkeys(CONGRATULATIONS, "congrats"),
}
_MEETING_STAMPS: Mapping[str, str] = {"brief": "brief_sent_at", "thank_you": "thanked_at"}


class Outgoing(NamedTuple):
    """A mail as it goes out; ``specific`` is the reason given for writing to this person (L033)."""

    kind: str
    lang: str
    subject: str
    text: str
    specific: str = ""
    channel: str = "email"
    meeting: str = ""
    """Id of the meeting it belongs to."""
    questions: tuple[str, ...] = ()
    """Ids of the agenda's questions it holds."""
    event: str = ""
    """Id of the life event it is for."""


def moves_to(kind: str, contact: Contact) -> str:
    """The stage ``contact`` comes to when a mail of ``kind`` is sent; empty: they stay where they are."""
    if kind == "invitation" and contact.stage in BEYOND_INVITING:
        return ""
    return STAGE_AFTER.get(kind, "")


def check(
    mail: Outgoing,
    contact: Contact,
    situation: Situation,
    *,
    findings: Iterable[Finding] = (),
    wait: Wait | None = None,
    reason: str = "",
) -> None:
    """Raise ``RuleRefused`` where a guard keeps the mail back; a reason overrides what may be overridden.

    The guards are those of the path (open invitation at the company, invitations of the week, one
    reminder), errors of the lint, and the minimum gap or yearly cap. "Do not contact" has no exception.
    """
    if contact.do_not_contact:
        raise RuleRefused(
            _("{name} is marked 'do not contact'. If that has changed, take the mark away first.").format(
                name=contact.name
            ),
            rule="blocked",
        )
    if mail.kind == "brief" and not mail.meeting:
        raise RuleRefused(_("A brief belongs to a meeting; say which one."), rule="R35")
    stage = moves_to(mail.kind, contact)
    if stage:
        check_stage(contact, stage, situation, reason)
    if reason:
        return
    for finding in errors(findings):
        told = _("{problem} Change it, or give a reason for the exception.").format(problem=finding.sentence)
        raise RuleRefused(told, rule=finding.rule, overridable=True)
    if wait:
        told = _("{problem} Or give a reason for the exception.").format(problem=wait.sentence)
        raise RuleRefused(told, rule="L080", overridable=True)


def refuse_future(at: datetime, now: datetime) -> None:
    """Raise ``FieldError`` for a mail that would have been sent or answered only later."""
    if at > now:
        raise FieldError(_("That time is still to come."), field="at")


def read_sent(text: str, now: datetime) -> datetime:
    """When a mail was sent, as people write it; a day without a time means noon, today without one ``now``.

    Raises ``FieldError`` for what is no day and for a time to come.
    """
    when = read_when(text, now, ahead=False)
    zone = now.tzinfo or UTC
    moment = when.moment(zone)
    if moment is None:
        moment = now if when.day == now.date() else datetime.combine(when.day, NOON, zone)
    refuse_future(moment, now)
    return moment


def sent(
    mail: Outgoing,
    contact: Contact,
    at: datetime,
    new_id: str,
    *,
    standing: Standing | None = None,
    seen: Mapping[str, Any] | None = None,
    reason: str = "",
) -> list[Change]:
    """What a mail changes by having been sent at ``at`` (local time with its zone).

    The mail and the touch it files share ``new_id``. ``standing`` is the contact's score now, ``seen`` what
    is kept of it on an invitation (``shortlist.seen``), ``reason`` the one for an exception.
    """
    changes: list[Change] = [
        Create("mails", new_id, _document(mail, contact, at, new_id, standing=standing, reason=reason)),
        Create("touches", new_id, _touch(mail, contact, at)),
    ]
    person = _contact_fields(mail, contact, at, seen, reason)
    if person:
        changes.append(Update("contacts", contact.id, person))
    talk = _meeting_fields(mail, at)
    if talk:
        changes.append(Update("meetings", mail.meeting, talk))
    return changes


def replied(
    contact: Contact,
    mails: Iterable[Mail],
    at: datetime,
    new_id: str,
    *,
    answer: str = "open",
    channel: str = "email",
    note: str = "",
) -> list[Change]:
    """What an answer of ``contact`` at ``at`` changes: the newest unanswered mail, the stage, a touch.

    ``answer`` is one of ``ANSWERS``; raises ``FieldError`` for another.
    """
    if answer not in ANSWERS:
        raise FieldError(
            _("An answer is one of: {answers}.").format(answers=", ".join(ANSWERS)), field="answer"
        )
    touch = {"contact": contact.id, "on": at.date().isoformat(), "kind": "reply", "channel": channel}
    said = clean_text(note)
    changes: list[Change] = [
        Create("touches", new_id, {**touch, "direction": "in", **({"note": said} if said else {})})
    ]
    waiting = unanswered(contact, mails, at)
    if waiting:
        when = at.isoformat(timespec="seconds")
        changes.append(Update("mails", waiting[-1].id, {"replied_at": when, "reply": answer}))
    person = after_touch(contact, at.date(), incoming=True)
    stage = stage_after_reply(contact.stage, answer)
    if stage != contact.stage:
        person |= changed(contact, stage, at, cause="reply")
    if person:
        changes.append(Update("contacts", contact.id, person))
    return changes


def after_touch(contact: Contact, day: date, *, incoming: bool) -> dict[str, Any]:
    """What a full touch on ``day`` ends: the wish to be asked again by then, and a sleep if they wrote."""
    fields: dict[str, Any] = {}
    if contact.follow_up_on and contact.follow_up_on <= day.isoformat():
        fields["follow_up_on"] = None
    if incoming and contact.snooze_until:
        fields["snooze_until"] = None
    return fields


def unanswered(contact: Contact, mails: Iterable[Mail], at: datetime) -> Sequence[Mail]:
    """The mails to ``contact`` sent before ``at`` and not answered yet, oldest first."""
    found = []
    for mail in mails:
        moment = _moment(mail.sent_at, at)
        if mail.contact == contact.id and not mail.replied_at and moment is not None and moment <= at:
            found.append((moment, mail.id, mail))
    return [mail for _moment, _id, mail in sorted(found, key=lambda item: item[:2])]


def stage_after_reply(stage: str, answer: str) -> str:
    """Where a reply leads from ``stage`` (``decisions.md``, *Stages*)."""
    if answer == "no" and stage in _DECLINING:
        return "declined"
    if stage == "dormant":
        return "in_touch"
    return "in_dialogue" if stage in _REPLYING and not (answer == "no" and stage == "declined") else stage


def _document(
    mail: Outgoing, contact: Contact, at: datetime, new_id: str, *, standing: Standing | None, reason: str
) -> dict[str, Any]:
    record = Mail(
        new_id,
        contact.id,
        mail.kind,
        meeting=mail.meeting,
        lang=mail.lang,
        subject=clean_line(mail.subject),
        text=clean_text(mail.text),
        specific=clean_line(mail.specific),
        sent_at=at.isoformat(timespec="seconds"),
        band_at_sending=standing.band if standing else "",
        warmth_at_sending=standing.warmth if standing else None,
        override_reason=clean_line(reason),
    )
    return {
        name: value for name, value in record._asdict().items() if name != "id" and value not in ("", None)
    }


def _touch(mail: Outgoing, contact: Contact, at: datetime) -> dict[str, Any]:
    return {
        "contact": contact.id,
        "on": at.date().isoformat(),
        "kind": _TOUCHES.get(mail.kind, "mail"),
        "channel": "linkedin" if mail.kind == "linkedin_note" else mail.channel,
        "direction": "out",
    }


def _contact_fields(
    mail: Outgoing, contact: Contact, at: datetime, seen: Mapping[str, Any] | None, reason: str
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    stage = moves_to(mail.kind, contact)
    if stage:
        fields |= changed(contact, stage, at, cause="mail", reason=clean_line(reason))
    if stage == "invited" and seen:
        fields["score_seen"] = dict(seen)
    if mail.kind != "linkedin_note":
        fields |= after_touch(contact, at.date(), incoming=False)
    if mail.event:
        fields[f"events.{mail.event}.congratulated_on"] = at.date().isoformat()
    return fields


def _meeting_fields(mail: Outgoing, at: datetime) -> dict[str, Any]:
    if not mail.meeting:
        return {}
    stamp = _MEETING_STAMPS.get(mail.kind)
    fields: dict[str, Any] = {stamp: at.isoformat(timespec="seconds")} if stamp else {}
    if mail.kind == "brief":
        fields |= {f"questions.{question}.sent_in_brief": True for question in mail.questions}
    return fields


def _moment(text: str, near: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=near.tzinfo)
