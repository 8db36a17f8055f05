"""The data file, its journal and its history: whole, of this version, and every document in order."""

from __future__ import annotations

import shlex

from netx_tui.i18n import _, ngettext
from netx_tui.services.doctor.documents import fault_findings
from netx_tui.services.doctor.finding import Finding, Level
from netx_tui.store import rescue
from netx_tui.store.backups import newest_good
from netx_tui.store.examine import Damage, Examination
from netx_tui.store.faults import Fault
from netx_tui.store.files import StorePaths
from netx_tui.store.snapshot import SCHEMA


def data_findings(paths: StorePaths, found: Examination) -> list[Finding]:
    """What is to be said of the files that hold the data."""
    faults = [place for place in found.faults if place.fault is not Fault.NO_DOCUMENT]
    return [
        *_snapshot(paths, found),
        *_version(paths, found),
        *fault_findings(faults, paths.snapshot),
        *_journal(paths, found),
        *_history(paths, found),
    ]


def way_out(paths: StorePaths) -> str:
    """The sentence that names the command which goes on from damage."""
    backup = newest_good(paths)
    if backup:
        return _("The newest good backup is {backup}: `{command}` brings it back.").format(
            backup=backup, command=rescue.command(paths, backup)
        )
    return _("There is no good backup; `{command}` goes on with all that can be read.").format(
        command=rescue.command(paths, paths.snapshot)
    )


def _snapshot(paths: StorePaths, found: Examination) -> list[Finding]:
    file = paths.snapshot
    if found.damage:
        text = _("{file} cannot be used: {why}{place}.")
        return [_damaged("data", text, file, found.damage, way_out(paths))]
    if found.refusal:
        return [Finding("data", Level.ERROR, found.refusal, way_out(paths), file)]
    if not found.there and not found.journal.there:
        text = _("{file} does not exist yet; the first edit creates it.").format(file=file)
        return [Finding("data", Level.INFO, text, file=file)]
    count = sum(found.documents.values())
    text = ngettext(
        "{file} can be read: {count} document.", "{file} can be read: {count} documents.", count
    ).format(file=file, count=count)
    return [Finding("data", Level.OK, text, file=file)]


def _version(paths: StorePaths, found: Examination) -> list[Finding]:
    file = paths.snapshot
    if found.nameless:
        text = _("{file} does not tell its version any more; somebody changed its 'meta' document.")
        cure = _("netx writes it anew at the next edit; `netx backup` keeps a copy of what is there now.")
        return [Finding("version", Level.WARNING, text.format(file=file), cure, file)]
    if found.schema > SCHEMA:
        text = _("{file} was written by a newer netx (version {theirs}, this one knows {own}).")
        cure = _("It can only be read. Update netx to change it.")
        return [
            Finding(
                "version",
                Level.WARNING,
                text.format(file=file, theirs=found.schema, own=SCHEMA),
                cure,
                file,
            )
        ]
    if found.there and 0 < found.schema < SCHEMA:
        text = _("{file} was written by an older netx; the next edit brings it up to date, after a backup.")
        return [Finding("version", Level.INFO, text.format(file=file), file=file)]
    return []


def _journal(paths: StorePaths, found: Examination) -> list[Finding]:
    journal, file = found.journal, paths.journal
    if journal.damage:
        return [
            _damaged(
                "journal", _("{file} cannot be used: {why}{place}."), file, journal.damage, way_out(paths)
            )
        ]
    if journal.torn:
        text = ngettext(
            "{file} ends with {count} byte of a write that was stopped; it was never acknowledged.",
            "{file} ends with {count} bytes of a write that was stopped; they were never acknowledged.",
            journal.torn,
        ).format(file=file, count=journal.torn)
        cure = _("The next edit sets them aside, and so does `netx doctor --repair`.")
        return [Finding("journal", Level.WARNING, text, cure, file, repairable=not found.refusal)]
    if not journal.there:
        return []
    text = ngettext(
        "The journal is whole: {count} edit since the data file was written.",
        "The journal is whole: {count} edits since the data file was written.",
        journal.edits,
    ).format(count=journal.edits)
    return [Finding("journal", Level.OK, text, file=file)]


def _history(paths: StorePaths, found: Examination) -> list[Finding]:
    history, file = found.history, paths.history
    cure = _("Only `netx history` and undo miss them. Nothing need be done.")
    if history.damage:
        return [Finding("history", Level.WARNING, history.damage.why, cure, file)]
    if history.unreadable:
        text = ngettext(
            "{file}: {count} line cannot be read (line {line}).",
            "{file}: {count} lines cannot be read (the first is line {line}).",
            history.unreadable,
        ).format(file=file, count=history.unreadable, line=history.first)
        return [Finding("history", Level.INFO, text, cure, file, history.first)]
    if not history.lines:
        return []
    text = ngettext(
        "The history can be read: {count} edit.", "The history can be read: {count} edits.", history.lines
    ).format(count=history.lines)
    return [Finding("history", Level.OK, text, file=file)]


def _damaged(check: str, sentence: str, file: str, damage: Damage, cure: str) -> Finding:
    if not damage.opened:
        look = _(
            "It must be a plain file of yours, see `ls -l {file}`; what a newer netx wrote needs an update."
        )
        return Finding(check, Level.ERROR, damage.why, look.format(file=shlex.quote(file)), file)
    place = ""
    if damage.column:
        place = _(" (line {line}, column {column})").format(line=damage.line, column=damage.column)
    elif damage.line:
        place = _(" (line {line})").format(line=damage.line)
    text = sentence.format(file=file, why=damage.why, place=place)
    return Finding(check, Level.ERROR, text, cure, file, damage.line)
