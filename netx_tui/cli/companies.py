"""``netx company``: how much one wants to work where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json, assignments
from netx_tui.cli.output import BOLD, dump, say, table, tell
from netx_tui.domain.errors import Exit, UsageError
from netx_tui.domain.text import clean_line, same_name
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session


def _list_arguments(parser: Parser) -> None:
    add_json(parser, _("--json keys: id name motivation staff advocate posting notes people best"))


def _list(session: Session, options: Namespace) -> int:
    with session.shortlists(read_only=True) as shortlists:
        rows = shortlists.companies_listing()
    if options.json:
        dump(rows)
        return Exit.DONE
    if not rows:
        tell(_("There are no companies yet. `netx company set NAME motivation=4` adds one."))
        return Exit.DONE
    head = (_("motivation"), _("staff"), _("people"), _("company"), _("best person"))
    body = (
        [
            "-" if row["motivation"] is None else f"{row['motivation']}/5",
            str(row["staff"] or "-"),
            str(row["people"]),
            row["name"],
            row["best"] or "",
        ]
        for row in rows
    )
    table([head, *body], session.paint, lambda column, cell: BOLD if column == 3 or cell in head else "")
    return Exit.DONE


def _set_arguments(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("the company's name or id; a new name adds it"))
    parser.add_argument(
        "values",
        nargs="+",
        metavar="FIELD=VALUE",
        help=_("motivation=0..5, staff=N, advocate=, posting=, notes=, name=; an empty value: not known"),
    )
    add_json(parser, _("--json keys: those of `company list`"))


def _set(session: Session, options: Namespace) -> int:
    values = assignments(options.values)
    company = clean_line(options.name)
    if not company:
        raise UsageError(_("Say which company you mean: its name or its id."))
    with session.shortlists() as shortlists:
        sentence = shortlists.set_company(company, values)
        named = {same_name(company), same_name(clean_line(values.get("name", "")))}
        row = next(
            row
            for row in shortlists.companies_listing()
            if row["id"] == company or same_name(row["name"]) in named
        )
    if options.json:
        dump(row)
    else:
        say(row["id"])
    tell(sentence)
    return Exit.DONE


COMMANDS: Mapping[str, Command] = {
    "company list": Command(N_("list companies with your wish to work there"), _list_arguments, _list),
    "company set": Command(N_("say how much you want a company, and its facts"), _set_arguments, _set),
}
