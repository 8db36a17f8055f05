"""The fields of an action a person may set, and how each is read from text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from netx_tui.domain.action_types import due_after_first_step, due_of, steps_of, type_of
from netx_tui.domain.actions import SIZES, TYPES, Action, Step
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import Field, Kind, find, parse
from netx_tui.domain.when import read_when
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import N_, _

LONGEST_TITLE = 200
LONGEST_PLAN = 200
ACTION_FIELDS: tuple[Field, ...] = (
    Field("title", Kind.LINE, N_("Title"), required=True),
    Field("type", Kind.CHOICE, N_("Type"), TYPES),
    Field("due", Kind.LINE, N_("Due"), hint=N_("fri, +3d, 1w 2d, 12.12.")),
    Field("cue", Kind.LINE, N_("When ..."), hint=N_("Saturday 9:00 at the kitchen table")),
    Field("step", Kind.LINE, N_("then I ..."), hint=N_("order the book")),
    Field("size", Kind.CHOICE, N_("Size"), tuple(size.lower() for size in SIZES), hint=N_("S, M or L")),
    Field("tags", Kind.LIST, N_("Tags"), hint=N_("several: separate with ;")),
    Field("waiting_for", Kind.LINE, N_("Waiting for")),
    Field("nudge_on", Kind.LINE, N_("Ask again on"), hint=N_("fri, +3d, 1w 2d, 12.12.")),
    Field("evidence", Kind.TEXT, N_("Evidence")),
    Field("contact", Kind.LINE, N_("Recommended by")),
    Field("notes", Kind.TEXT, N_("Notes")),
)
DAYS = ("due", "nudge_on")


def action_values(values: Mapping[str, str], action: Action, now: datetime) -> dict[str, Any]:
    """Typed texts as the fields of an action's document; ``now`` is the user's clock.

    A type brings its checklist, size and day where the card has none of its own. Raises ``FieldError``.
    """
    fields: dict[str, Any] = {}
    for name, text in values.items():
        value = parse(find(name, ACTION_FIELDS), text)
        fields[name] = day_of(value, now, name) if name in DAYS and value else value
    if fields.get("size"):
        fields["size"] = fields["size"].upper()
    _refuse_long(fields, fields.get("type") or action.type)
    if fields.get("type") and fields["type"] != action.type:
        fields |= _of_type(fields, action, now)
    return fields


def day_of(text: str, now: datetime, field: str) -> str:
    """A day as typed (``fri``, ``+3d``, ``1w 2d``) as ``YYYY-MM-DD``; raises ``FieldError``."""
    return read_when(text, now, field=field).day.isoformat()


def day(text: str) -> date | None:
    """A stored day; ``None`` where there is none, or none that exists."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def checklist_of(type_name: str) -> dict[str, dict[str, Any]]:
    """The checklist a new action of this type begins with, as its document holds it."""
    return {
        f"s{number}": {"text": text, "rank": f"{number:06d}"}
        for number, text in enumerate(steps_of(type_name), 1)
    }


def with_fields(action: Action, fields: Mapping[str, Any]) -> Action:
    """``action`` as it will be once ``fields`` are written: by it a move is judged."""
    plain: dict[str, Any] = {}
    steps = {step.id: step for step in action.checklist}
    for name, value in fields.items():
        head, _dot, tail = name.partition(".")
        if head == "checklist":
            key, _dot, part = tail.partition(".")
            if part:
                steps[key] = steps[key]._replace(done=bool(value))
            elif value is None:
                steps.pop(key, None)
            else:
                steps[key] = Step(key, value["text"], bool(value.get("done")))
        elif not tail and head in Action._field_defaults:
            blank = Action._field_defaults[head]
            plain[head] = blank if value is None else tuple(value) if isinstance(value, list) else value
    return action._replace(**plain, checklist=tuple(steps.values()))


def due_from_now(action: Action, ticked: Step, now: datetime) -> str:
    """The day on which the whole of it is due once its first step is ticked; empty: the day stays.

    A book is bought in three days and read in thirty; a day the user set later than that stays.
    """
    if not action.due or ticked.id != action.checklist[0].id:
        return ""
    made = local_day(action.created, now.tzinfo) or now.date()
    usual, whole = due_of(action.type, made), due_after_first_step(action.type, made)
    if whole is None or usual is None or action.due > usual.isoformat():
        return ""
    return max(whole, now.date()).isoformat()


def _of_type(fields: Mapping[str, Any], action: Action, now: datetime) -> dict[str, Any]:
    name = fields["type"]
    brought: dict[str, Any] = {}
    if not any(step.done for step in action.checklist):
        # Nothing of the old type's steps is done, so the new type's steps take their place.
        old = {f"checklist.{step.id}": None for step in action.checklist}
        brought |= old | {f"checklist.{key}": item for key, item in checklist_of(name).items()}
    if not action.size and "size" not in fields:
        brought["size"] = type_of(name).size
    usual = due_of(name, now.date())
    if usual and not action.due and "due" not in fields:
        brought["due"] = usual.isoformat()
    return brought


def _refuse_long(fields: Mapping[str, Any], type_name: str) -> None:
    limits = {
        "title": LONGEST_TITLE,
        "cue": LONGEST_PLAN,
        "step": LONGEST_PLAN,
        "evidence": type_of(type_name).longest_evidence,
    }
    for name, most in limits.items():
        length = len(fields.get(name) or "")
        if length > most:
            raise FieldError(
                _("{field}: {count} letters; {most} are enough.").format(
                    field=_(find(name, ACTION_FIELDS).label), count=length, most=most
                ),
                field=name,
            )
