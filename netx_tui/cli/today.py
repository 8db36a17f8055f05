"""``netx today``: the next steps, most urgent first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser, count
from netx_tui.cli.contacts import add_json, nobody_yet
from netx_tui.cli.output import dump, say, tell
from netx_tui.cli.patience import patience
from netx_tui.domain.errors import Exit
from netx_tui.domain.text import visible
from netx_tui.domain.today_rows import week_parts
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.domain.rows import TodayRow
    from netx_tui.domain.today_rows import TodayView

SIGNS = {"red": ("!", "31"), "amber": ("·", "33")}
DAYS = 7
_FOR_SCREENS = ("kind", "why", "name", "subject", "other")


def _arguments(parser: Parser) -> None:
    parser.add_argument("--days", type=count, default=DAYS, metavar="N", help=_("how far ahead is soon (7)"))
    parser.add_argument("--motd", action="store_true", help=_("one line, silent when nothing is due"))
    add_json(
        parser,
        _("--json keys: rule severity due due_opens contact company meeting action insight text key"),
    )


def _run(session: Session, options: Namespace) -> int:
    with patience(), session.todays() as todays:
        view = todays.view(options.days)
    rows, total = [line.row for line in view.lines], view.people
    if options.json:
        dump([_document(row) for row in rows])
    elif options.motd:
        due = [row for row in rows if row.severity in SIGNS or not row.due]
        if due:
            say(_motd(due))
    elif not total:
        tell(nobody_yet())
    else:
        print_today(session, view)
    return Exit.DONE


def run_plain(session: Session) -> int:
    """``netx today`` without options."""
    from argparse import Namespace

    return _run(session, Namespace(days=DAYS, json=False, motd=False))


def print_today(session: Session, view: TodayView) -> None:
    """The next steps, one a line: a sign for the severity, the sentence, why, by when; then the week."""
    if view.quiet or not view.lines:
        say(view.quiet or _("Nothing is due."))
    for line in view.lines:
        sign, colour = SIGNS.get(line.row.severity, (" ", ""))
        why = f"  ({line.row.why})" if line.row.why else ""
        when = f"  {line.when}" if line.when else ""
        print(f" {session.paint(sign, colour)} {visible(line.row.text)}{why}{when}")
    say()
    say("   ".join(week_parts(view)))
    for talk in view.next_talks:
        told = _("Next talk: {when}, {name}, ready {ready}/5")
        say(told.format(when=talk.when, name=talk.name, ready=talk.ready))


def _motd(rows: Sequence[TodayRow]) -> str:
    return ngettext(
        "netx: {count} next step: {first}", "netx: {count} next steps, first: {first}", len(rows)
    ).format(count=len(rows), first=rows[0].text)


def _document(row: TodayRow) -> dict[str, Any]:
    """The row with every key of ``cli.md``; what no rule fills is empty."""
    return {name: value for name, value in row._asdict().items() if name not in _FOR_SCREENS}


COMMANDS: Mapping[str, Command] = {
    "today": Command(N_("the next steps, most urgent first"), _arguments, _run),
}
