"""The path of a meeting: which status may follow which, what guards each, and what it means for the person.

``pipeline.md``: draft, scheduled, live, held, closed; cancelled and no-show may be scheduled again, twice.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.mails.values import ends, starts
from netx_tui.domain.meetings import Meeting
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.stages import changed
from netx_tui.domain.text import clean_line
from netx_tui.i18n import N_, _

NEXT: Mapping[str, tuple[str, ...]] = {
    "draft": ("scheduled",),
    "scheduled": ("live", "held", "cancelled", "no_show"),
    "live": ("held",),
    "held": ("closed",),
    "closed": (),
    "cancelled": ("scheduled",),
    "no_show": ("scheduled",),
}
MOST_RESCHEDULED = 2
WAIVABLE = ("thank_you", "next_contact")
NEVER = "no"
"""What ``next_contact`` holds where there shall be none."""
GOOD_SCORE = 65
MANY_INSIGHTS = 2
_STATUS_LABELS: Mapping[str, str] = {
    "draft": N_("no date yet"),
    "scheduled": N_("scheduled"),
    "live": N_("going on"),
    "held": N_("held"),
    "closed": N_("closed"),
    "cancelled": N_("cancelled"),
    "no_show": N_("did not take place"),
}


def status_label(status: str) -> str:
    """The name of a status in the user's language; one netx does not know as it stands."""
    return _(_STATUS_LABELS[status]) if status in _STATUS_LABELS else clean_line(status)


def check_new(contact: Contact, blocked: bool) -> None:
    """Raise ``RuleRefused`` where nobody may be met: archived people, and those to be left in peace (X)."""
    if contact.stage == "archived":
        raise RuleRefused(
            _("{name} is in the archive. Restore them first.").format(name=contact.name), rule="archived"
        )
    if blocked:
        raise RuleRefused(
            _("{name} is to be left in peace; no talk can be planned.").format(name=contact.name),
            rule="blocked",
        )


def check(meeting: Meeting, to: str, now: datetime) -> None:
    """Raise ``RuleRefused`` where the path or a guard says no."""
    if to == meeting.status:
        raise RuleRefused(_("The talk is already: {status}.").format(status=status_label(to)), rule="same")
    allowed = NEXT.get(meeting.status, ("scheduled",))
    if to not in allowed:
        raise RuleRefused(_path_sentence(meeting.status, allowed), rule="path")
    if to == "scheduled":
        _guard_date(meeting)
    elif to in ("held", "no_show"):
        _guard_begun(meeting, now)
    elif to == "closed":
        _guard_closed(meeting)


def missing_to_close(meeting: Meeting) -> tuple[str, ...]:
    """What stands between a held meeting and its end: ``debrief``, ``thank_you``, ``next_contact`` (R46)."""
    done = {
        "debrief": bool(meeting.debriefed_at),
        "thank_you": bool(meeting.thanked_at) or "thank_you" in meeting.waived,
        "next_contact": bool(meeting.next_contact) or "next_contact" in meeting.waived,
    }
    return tuple(name for name, there in done.items() if not there)


def missing_label(name: str) -> str:
    """What is missing to close a meeting, as a few words."""
    return {
        "debrief": _("write down what came out of it"),
        "thank_you": _("say thank you"),
        "next_contact": _("say when you write next"),
    }.get(name, name)


def fields_for(meeting: Meeting, to: str, now: datetime) -> dict[str, Any]:
    """The fields that a step to ``to`` at ``now`` changes in the meeting's document."""
    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    fields: dict[str, Any] = {"status": to}
    if to == "live":
        fields["started_at"] = stamp
    elif to == "held" and meeting.status == "live":
        fields["ended_at"] = stamp
    elif to in ("cancelled", "no_show"):
        fields |= {"cancelled_at": stamp, "sequence": meeting.sequence + 1}
    elif to == "scheduled" and meeting.status != "draft":
        fields |= {
            "cancelled_at": None,
            "rescheduled": meeting.rescheduled + 1,
            "sequence": meeting.sequence + 1,
        }
    return fields


def person_after(
    contact: Contact, to: str, now: datetime, *, others: Iterable[Meeting] = (), circle: str = ""
) -> dict[str, Any]:
    """The fields that a meeting's step to ``to`` changes in its person's document.

    ``others`` are further meetings with them, ``circle`` is the one they come to when they are met first.
    """
    planned = any(other.status in ("scheduled", "live") for other in others)
    stage = contact.stage
    fields: dict[str, Any] = {}
    if to == "held" and not contact.tier:
        fields["tier"] = circle or "wide"
    if to == "scheduled":
        target = "scheduled"
    elif to == "held":
        target = "met"
    elif to == "closed":
        target = "in_touch" if stage == "met" else ""
    elif to in ("cancelled", "no_show"):
        target = "in_dialogue" if stage == "scheduled" and not planned else ""
    else:
        target = ""
    if target and stage not in (target, "archived"):
        fields |= changed(contact, target, now, cause="meeting")
    return fields


def circle_after(score: int, insights: int) -> str:
    """The circle of somebody met for the first time (``4-touch.md``): active, or else wide."""
    return "active" if score >= GOOD_SCORE or insights >= MANY_INSIGHTS else "wide"


def step(
    meeting: Meeting,
    contact: Contact,
    to: str,
    now: datetime,
    *,
    others: Iterable[Meeting] = (),
    circle: str = "",
    touch_id: str = "",
) -> list[Change]:
    """All that changes when ``meeting`` comes to the status ``to``; a talk that was held is a touch too.

    ``touch_id`` is the id of that touch. Raises ``RuleRefused``.
    """
    check(meeting, to, now)
    changes: list[Change] = [Update("meetings", meeting.id, fields_for(meeting, to, now))]
    person = person_after(contact, to, now, others=others, circle=circle)
    if person:
        changes.append(Update("contacts", contact.id, person))
    if to == "held" and touch_id:
        moment = _day_of(meeting, now)
        changes.append(
            Create(
                "touches",
                touch_id,
                {
                    "contact": contact.id,
                    "on": moment.date().isoformat(),
                    "kind": "meeting",
                    "direction": "out",
                    "meeting": meeting.id,
                },
            )
        )
    return changes


def _day_of(meeting: Meeting, now: datetime) -> datetime:
    if meeting.status == "live":
        return now
    return starts(meeting) or ends(meeting) or now


def _guard_date(meeting: Meeting) -> None:
    if starts(meeting) is None or not meeting.minutes:
        raise RuleRefused(_("A talk needs a date and time first."), rule="date")
    if meeting.rescheduled >= MOST_RESCHEDULED and meeting.status != "draft":
        raise RuleRefused(
            _("This talk was put off twice already. Park the person, and ask again in some months."),
            rule="rescheduled",
        )


def _guard_begun(meeting: Meeting, now: datetime) -> None:
    begin = starts(meeting)
    if meeting.status == "scheduled" and begin is not None and begin > now:
        raise RuleRefused(
            _("The talk is still to come: {when}.").format(when=short_moment(begin, now.date())),
            rule="to_come",
        )


def _guard_closed(meeting: Meeting) -> None:
    missing = missing_to_close(meeting)
    if missing:
        raise RuleRefused(
            _("Before the talk is closed: {missing}.").format(
                missing="; ".join(missing_label(name) for name in missing)
            ),
            rule="R46",
        )


def _path_sentence(status: str, allowed: tuple[str, ...]) -> str:
    if not allowed:
        return _("The talk is closed; nothing comes after that.")
    return _("From '{status}' a talk can come to: {allowed}.").format(
        status=status_label(status), allowed=", ".join(map(status_label, allowed))
    )
