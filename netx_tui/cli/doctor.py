"""``netx doctor``: looks at data, files, settings and terminal, and says what is wrong and what cures it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.doctor_machine import this_machine
from netx_tui.cli.doctor_settings import Settled, settled
from netx_tui.cli.output import Paint, dump, is_terminal, say, tell
from netx_tui.cli.patience import patience
from netx_tui.cli.session import run_id, user_name
from netx_tui.domain.errors import Exit, NetxError
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _
from netx_tui.services.doctor.checkup import store_findings
from netx_tui.services.doctor.finding import Finding, Level, is_fine
from netx_tui.services.doctor.machine import machine_findings

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.store.workspace import Workspace

NARROWEST = 50
"""Columns below which a line is left to the terminal to break."""

_SIGNS: Mapping[Level, tuple[str, str, str]] = {
    Level.OK: ("✓", "+", "32"),
    Level.INFO: ("·", ".", "2"),
    Level.WARNING: ("!", "!", "33"),
    Level.ERROR: ("✗", "x", "1;31"),
}
"""The sign of each level, its twin for terminals without UTF-8, and its colour (SGR parameters)."""

_LEVELS: Mapping[Level, str] = {
    Level.OK: N_("good"),
    Level.INFO: N_("note"),
    Level.WARNING: N_("warning"),
    Level.ERROR: N_("error"),
}


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Looks at data, backups, lock, permissions, settings and terminal and says what cures each trouble. "
        "Changes nothing without --repair. Exit status 1: something is wrong."
    )
    parser.add_argument(
        "--repair",
        action="store_true",
        help=_("repair what loses nothing, after a backup, and look again"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=_("--json keys: findings (check level text cure file line) ok; with --repair also repaired"),
    )


def _run(session: Session, options: Namespace) -> int:
    with patience():
        found = settled(session)
        repaired = _repaired(session, found) if options.repair else []
        findings = [
            *store_findings(found.data, session.clock(), found.private),
            *found.findings,
            *machine_findings(this_machine(session.environ, mouse=found.mouse)),
        ]
    fine = is_fine(findings)
    if options.json:
        dump(_as_json(findings, fine) | ({"repaired": repaired} if options.repair else {}))
    else:
        for sentence in repaired:
            say(sentence)
        if options.repair and not repaired:
            say(_("There was nothing to repair."))
        _print(findings, session.paint)
    return Exit.DONE if fine else Exit.REFUSED


def _repaired(session: Session, found: Settled) -> list[str]:
    """What was repaired; a repair that is refused is told and ends the repairs."""
    from netx_tui.services.doctor.repair import repair

    def opened() -> Workspace:
        from netx_tui.store.workspace import Workspace

        return Workspace.open(found.data, who=user_name(), run=run_id(), clock=session.clock)

    done: list[str] = []
    try:
        done.extend(repair(found.data, opened, session.clock(), found.private))
    except NetxError as error:
        tell(error.message)
    return done


def _as_json(findings: Iterable[Finding], fine: bool) -> dict[str, Any]:
    rows = [
        {
            "check": finding.check,
            "level": finding.level.value,
            "text": visible(finding.text),
            "cure": visible(finding.cure),
            "file": visible(finding.file),
            "line": finding.line,
        }
        for finding in findings
    ]
    return {"findings": rows, "ok": fine}


def _print(findings: Iterable[Finding], paint: Paint) -> None:
    """A line for each finding; on a terminal it is broken so that the text keeps its column."""
    plain = not _has_signs()
    width = max(len(_(word)) for word in _LEVELS.values())
    room = _columns()
    for finding in findings:
        sign, twin, colour = _SIGNS[finding.level]
        head = f"{twin if plain else sign} {_(_LEVELS[finding.level]):{width}}  "
        text = visible(" ".join((finding.text, finding.cure)).strip())
        lines = _broken(text, room - len(head)) if room >= NARROWEST else [text]
        print(paint(head, colour) + lines[0])
        for line in lines[1:]:
            print(" " * len(head) + line)


def _broken(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` characters; a path or a command stays whole."""
    from textwrap import wrap

    return wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _columns() -> int:
    """The columns of the terminal that is written to; 0 without one."""
    if not is_terminal(sys.stdout):
        return 0
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _has_signs() -> bool:
    """Whether the output takes the signs as they are; a stream that was closed has none."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "".join(sign for sign, _twin, _colour in _SIGNS.values()).encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return os.environ.get("TERM") != "dumb"


COMMANDS: Mapping[str, Command] = {
    "doctor": Command(N_("find what is wrong, and say what cures it"), _arguments, _run),
}
