"""The fields of meetings and questions that a person may set, and what bounds them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from netx_tui.domain.agenda import LONGEST_OBJECTIVE, split_objective
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import Field, Kind, find, parse
from netx_tui.domain.meetings import (
    LONGEST,
    PRIORITIES,
    QUESTION_STATES,
    SECTIONS,
    SHORTEST,
    VERBS,
    Meeting,
)
from netx_tui.domain.question_bank import LONGEST_TEXT, MOST_MINUTES
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.when import read_when
from netx_tui.domain.zones import name_of, zone_named
from netx_tui.i18n import N_, _

MEETING_FIELDS: tuple[Field, ...] = (
    Field("at", Kind.LINE, N_("Day and time"), hint=N_("thu 16:00, next tue 9, 12.12. 15:30, +3d 14:00")),
    Field("zone", Kind.LINE, N_("Time zone"), hint=N_("like Europe/Berlin; empty: yours")),
    Field("minutes", Kind.NUMBER, N_("Minutes"), low=SHORTEST, high=LONGEST, required=True),
    Field("place", Kind.LINE, N_("Place or link")),
    Field("topic", Kind.LINE, N_("Topic"), hint=N_("a noun phrase, as it stands in mails")),
    Field("field", Kind.LINE, N_("Field"), hint=N_("at most four words, for the subject of mails")),
    Field("objective_verb", Kind.CHOICE, N_("After it I"), VERBS),
    Field("objective", Kind.LINE, N_("Goal"), hint=N_("after this talk I know, have, decide, can ...")),
    Field("person_notes", Kind.TEXT, N_("Notes on the person")),
    Field("field_notes", Kind.TEXT, N_("Notes on the field")),
    Field("company_notes", Kind.TEXT, N_("Notes on the company")),
    Field("give", Kind.TEXT, N_("What I can offer")),
)
QUESTION_FIELDS: tuple[Field, ...] = (
    Field("text", Kind.LINE, N_("Question"), required=True),
    Field("section", Kind.CHOICE, N_("Part"), SECTIONS),
    Field("priority", Kind.CHOICE, N_("Priority"), PRIORITIES),
    Field("minutes", Kind.NUMBER, N_("Minutes"), low=1, high=MOST_MINUTES),
    Field("sendable", Kind.FLAG, N_("May be sent before")),
    Field("delicate", Kind.FLAG, N_("Delicate")),
    Field("for_brief", Kind.FLAG, N_("Chosen for the mail before")),
    Field("state", Kind.CHOICE, N_("State"), QUESTION_STATES),
    Field("answer", Kind.TEXT, N_("Answer")),
)
TIMED = ("at", "zone", "minutes", "place")
"""Fields that stand in calendars: a change of them counts up the sequence."""


def meeting_values(values: Mapping[str, str], meeting: Meeting, now: datetime) -> dict[str, Any]:
    """Typed texts as the fields of a meeting's document; ``now`` is the user's clock.

    A verb in front of the objective is split off. Raises ``FieldError`` for the first that does not fit.
    """
    fields: dict[str, Any] = {}
    for name, text in values.items():
        spec = find(name, MEETING_FIELDS)
        if name == "at":
            continue
        fields[name] = parse(spec, text)
    _objective(fields, values)
    if fields.get("zone"):
        fields["zone"] = getattr(zone_named(fields["zone"]), "key", "")
    if "at" in values or "zone" in values:
        fields |= _moment(values, fields, meeting, now)
    return fields


def question_values(values: Mapping[str, str]) -> dict[str, Any]:
    """Typed texts as the fields of a question; raises ``FieldError`` for the first that does not fit."""
    fields = {name: parse(find(name, QUESTION_FIELDS), text) for name, text in values.items()}
    text = fields.get("text") or ""
    if len(text) > LONGEST_TEXT:
        raise FieldError(_("A question has at most {most} letters.").format(most=LONGEST_TEXT), field="text")
    if fields.get("delicate"):
        fields |= {"sendable": False, "for_brief": None}
    if fields.get("sendable") is False:
        fields["for_brief"] = None
    return fields


def moment_text(meeting: Meeting) -> str:
    """Day and time as a person would type them for this meeting; empty where there is none."""
    from netx_tui.domain.mails.values import starts

    begin = starts(meeting)
    return f"{begin:%Y-%m-%d %H:%M}" if begin else ""


def read_moment(text: str, zone: str, now: datetime) -> tuple[datetime, str]:
    """When a meeting begins as typed, and the name of its zone; an empty ``zone`` is that of ``now``.

    Raises ``FieldError`` for a day without a time, one that lies in the past, or no day at all.
    """
    own = zone_named(zone) if zone else now.tzinfo or UTC
    when = read_when(text, now.astimezone(own))
    moment = when.moment(own)
    if moment is None:
        raise FieldError(_("Say the time too, like '{text} 16:00'.").format(text=text.strip()), field="at")
    return moment, zone or name_of(own, moment)


def refuse_past(moment: datetime, now: datetime) -> None:
    """Raise ``FieldError`` where a talk that is to come would lie in the past."""
    if moment < now:
        raise FieldError(
            _("{when} lies in the past.").format(when=short_moment(moment, now.date())), field="at"
        )


def _moment(
    values: Mapping[str, str], fields: Mapping[str, Any], meeting: Meeting, now: datetime
) -> dict[str, Any]:
    zone = fields.get("zone", meeting.zone)
    text = values.get("at")
    if text is None:
        text = moment_text(meeting)  # another zone: the hour on the clock stays
    if not text.strip():
        if meeting.status not in ("draft", ""):
            raise FieldError(_("A talk that is scheduled needs a day and a time."), field="at")
        return {"at": None}
    moment, name = read_moment(text, zone or "", now)
    if meeting.status in ("draft", "scheduled"):
        refuse_past(moment, now)
    return {"at": moment.astimezone(UTC).isoformat(timespec="seconds"), "zone": name or None}


def _objective(fields: dict[str, Any], values: Mapping[str, str]) -> None:
    text = fields.get("objective")
    if not text:
        return
    if "objective_verb" not in values:
        verb, clause = split_objective(text)
        if verb and clause:
            fields |= {"objective": clause, "objective_verb": verb}
            text = clause
    if len(text) > LONGEST_OBJECTIVE:
        raise FieldError(
            _("The goal has {count} letters; {most} are enough.").format(
                count=len(text), most=LONGEST_OBJECTIVE
            ),
            field="objective",
        )
