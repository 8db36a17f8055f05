"""What is wrong inside documents, told."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from netx_tui.domain.fields import COMPANY_FIELDS, CONTACT_FIELDS
from netx_tui.i18n import N_, _, ngettext
from netx_tui.services.doctor.finding import Finding, Level
from netx_tui.store.expected import FIELDS, Kind
from netx_tui.store.faults import Fault, Place

TOLD_EACH = 5
"""Faults of one kind in one field are told one by one up to so many; then the rest is counted."""

_CHECKS: Mapping[Fault, str] = {
    Fault.ORPHAN: "references",
    Fault.GONE: "references",
    Fault.GONE_REMARK: "references",
}
_REPAIRABLE = (Fault.NO_ID, Fault.DOUBLE_ID, Fault.GONE, Fault.GONE_REMARK)
_REPAIR = N_("`netx doctor --repair` does it.")
_COMMANDS: Mapping[str, tuple[str, frozenset[str]]] = {
    "contacts": (
        "netx contact set {id} {field}={example}",
        frozenset(field.name for field in CONTACT_FIELDS),
    ),
    "companies": (
        "netx company set {id} {field}={example}",
        frozenset(field.name for field in COMPANY_FIELDS),
    ),
}
"""The verb that sets a field of a table's documents, and the fields it knows."""

_EXAMPLES: Mapping[Kind, str] = {
    Kind.DAY: "YYYY-MM-DD",
    Kind.MONTH: "YYYY-MM",
    Kind.NUMBER: "0",
    Kind.FLAG: "no",
}


class _Telling(NamedTuple):
    """The sentence for a kind of fault and its cure, both untranslated."""

    level: Level
    text: str
    cure: str


_NOT_KNOWN = N_("It counts as not known; `netx history {id}` tells who wrote it.")
_TELLINGS: Mapping[Fault, _Telling] = {
    Fault.NO_DOCUMENT: _Telling(
        Level.ERROR,
        N_("{table}: entry {id} is no document."),
        N_("Go back to a backup: `netx restore BACKUP --yes`."),
    ),
    Fault.NO_ID: _Telling(Level.WARNING, N_("{table}: entry {id} has no id."), N_("It needs one. {repair}")),
    Fault.DOUBLE_ID: _Telling(
        Level.WARNING,
        N_("{table}: the id {id} is there twice (again in entry {value})."),
        N_("The second one needs an id of its own. {repair}"),
    ),
    Fault.DOUBLE_KEY: _Telling(
        Level.WARNING,
        N_("The name '{field}' stands twice in one place of the file; only the second is read."),
        N_("Copy the file first; then look for the first one in a text editor, and enter it anew in netx."),
    ),
    Fault.WRONG_TYPE: _Telling(
        Level.WARNING, N_("{table} {id}: {field} holds something of the wrong kind."), _NOT_KNOWN
    ),
    Fault.IMPOSSIBLE_DATE: _Telling(
        Level.WARNING, N_("{table} {id}: {field} is '{value}', which is no date."), _NOT_KNOWN
    ),
    Fault.IMPOSSIBLE_TIME: _Telling(
        Level.WARNING, N_("{table} {id}: {field} is '{value}', which is no time with an offset."), _NOT_KNOWN
    ),
    Fault.UNKNOWN_WORD: _Telling(
        Level.WARNING, N_("{table} {id}: {field} is '{value}', which is none of its words."), _NOT_KNOWN
    ),
    Fault.OUT_OF_RANGE: _Telling(
        Level.WARNING, N_("{table} {id}: {field} is {value}, which is too small or too large."), _NOT_KNOWN
    ),
    Fault.ORPHAN: _Telling(
        Level.WARNING,
        N_("{table} {id} belongs to {value}, which is gone."),
        N_(
            "`netx history {value}` tells who deleted it, `netx undo` or `netx restore BACKUP --yes` go back."
        ),
    ),
    Fault.GONE: _Telling(
        Level.WARNING,
        N_("{table} {id}: {field} names {value}, which is gone."),
        N_("The name can be removed. {repair}"),
    ),
    Fault.GONE_REMARK: _Telling(
        Level.INFO,
        N_("{table} {id}: {field} remembers {value}, which is gone."),
        N_("It does no harm and can be removed. {repair}"),
    ),
}


def fault_findings(faults: Iterable[Place], file: str) -> list[Finding]:
    """A finding for each fault, and one that counts the rest where they are many of a kind."""
    findings = []

    def kind(place: Place) -> tuple[str, str, str]:
        return place.fault.value, place.table, place.field

    for _kind, group in groupby(sorted(faults, key=kind), key=kind):
        places = list(group)
        findings += [_told(place, file) for place in places[:TOLD_EACH]]
        if len(places) > TOLD_EACH:
            findings.append(_rest(places, file))
    return findings


def _told(place: Place, file: str) -> Finding:
    level, text, cure = _TELLINGS[place.fault]
    words = {**place._asdict(), "repair": _(_REPAIR)}
    command = _command(place)
    if command:
        cure = N_("Set it anew: `{command}`.")
        words["command"] = command
    elif cure is _NOT_KNOWN:
        level = Level.INFO
    return Finding(
        _CHECKS.get(place.fault, "documents"),
        level,
        _(text).format(**words),
        _(cure).format(**words),
        file,
        repairable=place.fault in _REPAIRABLE,
    )


def _rest(places: list[Place], file: str) -> Finding:
    first = _told(places[0], file)
    left = len(places) - TOLD_EACH
    text = ngettext(
        "{table}: {count} more like it.",
        "{table}: {count} more like these.",
        left,
    ).format(table=places[0].table, count=left)
    cure = _(_REPAIR) if first.repairable else _("The cure is the same.")
    return Finding(first.check, first.level, text, cure, file, repairable=first.repairable)


def _command(place: Place) -> str:
    """The command that sets the field of ``place`` anew; empty where there is none."""
    identity = shlex.quote(place.id)
    if (place.table, place.field) == ("contacts", "stage"):
        return f"netx contact stage {identity} lead"
    command, settable = _COMMANDS.get(place.table, ("", frozenset()))
    expected = FIELDS.get(place.table, {}).get(place.field)
    if expected is None or place.field not in settable or place.fault in _CHECKS:
        return ""
    example = min(expected.words) if expected.words else _EXAMPLES.get(expected.kind, "…")
    return command.format(id=identity, field=place.field, example=example)
