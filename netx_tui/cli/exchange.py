"""``netx import`` and ``netx export``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json
from netx_tui.cli.output import dump, is_terminal, say, tell
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.services.intake import ImportReport

KINDS = ("auto", "linkedin", "csv", "json")
FORMATS = ("csv", "json")
TALK_FORMATS = ("ics", "json")
ACTION_FORMATS = ("ics", "md", "json")
MOST_PROBLEMS = 40
STDOUT = "-"


def _import_arguments(parser: Parser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=_("Connections.csv or the whole export of LinkedIn (.zip), a netx CSV or JSON; - is stdin"),
    )
    parser.add_argument("--as", dest="kind", choices=KINDS, default="auto", help=_("what the file is"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    parser.add_argument("--strict", action="store_true", help=_("import nothing if anything is wrong"))
    add_json(
        parser,
        _(
            "--json keys: files dry_run created updated unchanged skipped touches companies job_changes kept "
            "problems(file line field reason) ids label"
        ),
    )


def _import(session: Session, options: Namespace) -> int:
    from netx_tui.services.intake import Intake

    with session.workspace(read_only=options.dry_run) as workspace:
        report = Intake(workspace, session.guess, session.clock).run(
            options.files,
            options.kind,
            dry_run=options.dry_run,
            strict=options.strict,
            progress=_progress if is_terminal(sys.stderr) and not options.json else None,
        )
    if options.json:
        dump(report.as_json())
    else:
        _print(report)
    return Exit.DONE


def _progress(done: int, total: int) -> None:
    """Keep one line of the terminal up to date; it is wiped at the end."""
    if done < total:
        print("\r" + _("{done} of {total} rows").format(done=done, total=total), end="", file=sys.stderr)
    else:
        print("\r\x1b[K", end="", file=sys.stderr)
    sys.stderr.flush()


def _print(report: ImportReport) -> None:
    counts = _("{created} new, {updated} changed, {unchanged} unchanged, {skipped} skipped").format(
        created=report.created, updated=report.updated, unchanged=report.unchanged, skipped=report.skipped
    )
    say(f"{', '.join(report.files)}: {counts}.")
    for sentence in (*report.job_changes, *report.kept):
        say(f"  {sentence}")
    for problem in report.problems[:MOST_PROBLEMS]:
        tell(problem.sentence)
    more = len(report.problems) - MOST_PROBLEMS
    if more > 0:
        tell(
            ngettext(
                "… and {count} more; --json lists all.", "… and {count} more; --json lists all.", more
            ).format(count=more)
        )
    if report.dry_run:
        tell(_("Nothing was written: this was a rehearsal."))
    elif report.created or report.updated:
        tell(_("`netx undo` takes the whole import back."))


def _export_arguments(parser: Parser) -> None:
    parser.add_argument("--to", choices=FORMATS, required=True, help=_("the format"))
    parser.add_argument(
        "--contact", action="append", default=[], metavar="C", help=_("only this person; may be said again")
    )
    parser.add_argument("--out", default=STDOUT, metavar="FILE", help=_("a new file; without it stdout"))
    parser.add_argument("--private", action="store_true", help=_("with notes and private events"))
    parser.epilog = _("C: {whom}").format(whom=_(WHOM))


def _export(session: Session, options: Namespace) -> int:
    from netx_tui.services.exchange import export_contacts
    from netx_tui.services.finding import find_contact

    with session.workspace(read_only=True) as workspace:
        ids = [find_contact(workspace, name) for name in options.contact] if options.contact else None
        text, left_out = export_contacts(workspace, ids, options.to, options.private)
    _give(options, text, left_out)
    return Exit.DONE


def _talks_arguments(parser: Parser) -> None:
    parser.add_argument("--to", choices=TALK_FORMATS, required=True, help=_("the format"))
    parser.add_argument(
        "--contact", action="append", default=[], metavar="C", help=_("talks with this person")
    )
    parser.add_argument("--meeting", action="append", default=[], metavar="M", help=_("only this talk"))
    parser.add_argument("--out", default=STDOUT, metavar="FILE", help=_("a new file; without it stdout"))
    parser.add_argument("--private", action="store_true", help=_("with notes and what was said (json)"))
    parser.epilog = _(
        "Without --contact and --meeting all talks; both may be said again. C: {whom}. "
        "M: an id, the beginning of one, or a person with one open talk."
    ).format(whom=_(WHOM))


def _export_talks(session: Session, options: Namespace) -> int:
    from netx_tui.services.calendar import chosen, export_meetings
    from netx_tui.services.finding import find_contact

    with session.workspace(read_only=True) as workspace:
        talks = session.talks_on(workspace)
        whom = [find_contact(workspace, name) for name in options.contact]
        ids = chosen(talks, whom, options.meeting)
        text, left_out = export_meetings(talks, ids, options.to, options.private)
    _give(options, text, left_out)
    return Exit.DONE


def _actions_arguments(parser: Parser) -> None:
    parser.add_argument("--to", choices=ACTION_FORMATS, required=True, help=_("the format"))
    parser.add_argument("--contact", metavar="C", help=_("only what this person recommended"))
    parser.add_argument("--out", default=STDOUT, metavar="FILE", help=_("a new file; without it stdout"))
    parser.epilog = _("What is still to be done: ics is a calendar of to-dos. C: {whom}").format(whom=_(WHOM))


def _export_actions(session: Session, options: Namespace) -> int:
    import json

    from netx_tui.formats.actions_out import write_markdown, write_todos
    from netx_tui.services.board import Board
    from netx_tui.services.finding import find_contact

    with session.workspace(read_only=True) as workspace:
        board = Board(workspace, session.clock, session.settings.board)
        contact = find_contact(workspace, options.contact) if options.contact else ""
        if options.to == "json":
            rows = [row for row in board.documents() if not contact or row["contact"] == contact]
            text = json.dumps(rows, indent=1) + "\n"
        else:
            actions = board.to_export(contact)
            text = write_markdown(actions) if options.to == "md" else write_todos(actions).decode()
    _give(options, text, ())
    return Exit.DONE


def _give(options: Namespace, text: str, left_out: Sequence[str]) -> None:
    """Write an export where it was asked for, and say what it leaves out."""
    if options.out == STDOUT:
        print(text, end="")
    else:
        from netx_tui.services.exchange import write_out

        write_out(options.out, text)
        say(options.out)
    for sentence in left_out:
        tell(sentence)
    if left_out and options.to == "json":
        tell(_("--private takes them in."))


COMMANDS: Mapping[str, Command] = {
    "import": Command(N_("bring people in from LinkedIn, a netx CSV or JSON"), _import_arguments, _import),
    "export contacts": Command(
        N_("take your contacts elsewhere, as CSV or JSON"), _export_arguments, _export
    ),
    "export actions": Command(
        N_("take what is to be done elsewhere, as to-dos, Markdown or JSON"),
        _actions_arguments,
        _export_actions,
    ),
    "export meetings": Command(
        N_("take your talks elsewhere, as a calendar file or JSON"), _talks_arguments, _export_talks
    ),
}
