"""``netx touch``: what happened between you and a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json
from netx_tui.cli.output import dump, say, tell
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from netx_tui.cli.session import Session

ANSWERS = ("yes", "no", "open")


def _add_arguments(parser: Parser) -> None:
    from netx_tui.domain.contacts import CHANNELS
    from netx_tui.services.touching import KINDS

    parser.add_argument("contact", metavar="C", help=_(WHOM))
    parser.add_argument("--kind", required=True, choices=KINDS, metavar="K", help=", ".join(KINDS))
    parser.add_argument(
        "--channel", default="", choices=("", *CHANNELS), metavar="CH", help=", ".join(CHANNELS)
    )
    parser.add_argument(
        "--on", default="", metavar="D", help=_("the day, if not today: 2026-11-23, mon, -2d")
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--in", dest="incoming", action="store_true", help=_("they turned to you"))
    way.add_argument("--out", dest="incoming", action="store_false", help=_("you turned to them"))
    parser.add_argument(
        "--answer", default="", choices=("", *ANSWERS), metavar="A", help=_("of a reply: yes, no, open")
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=_("one line about it"))
    parser.add_argument("--give", default="", metavar="TEXT", help=_("what you gave: an article, a name"))
    add_json(parser, _("--json keys: id contact on kind channel direction note give"))


def _add(session: Session, options: Namespace) -> int:
    from netx_tui.services.finding import find_contact
    from netx_tui.services.touching import Touching

    with session.workspace() as workspace:
        contact = find_contact(workspace, options.contact)
        name = Touching(workspace, session.clock).add(
            contact,
            options.kind,
            on=_day(session, options.on),
            channel=options.channel,
            incoming=options.incoming,
            answer=options.answer,
            note=options.note,
            give=options.give,
        )
        document = dict(workspace.documents("touches")[name])
        whom = workspace.contacts[contact].name
    if options.json:
        keys = ("id", "contact", "on", "kind", "channel", "direction", "note", "give")
        dump({key: document.get(key, "") for key in keys})
    else:
        say(name)
    tell(_("Noted for {name}. `netx undo` takes it back.").format(name=whom))
    return Exit.DONE


def _day(session: Session, text: str) -> date | None:
    if not text:
        return None
    from netx_tui.domain.when import read_when

    return read_when(text, session.clock(), field="on", ahead=False).day


def _list_arguments(parser: Parser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help=_("words, circle:active, since:90d, overdue:>1, due:<7d")
    )
    add_json(
        parser,
        _(
            "--json keys: id name company tier circle due due_text severity kind why last strip snoozed; "
            "strip: twelve months, f a full touch, l a light one"
        ),
    )


def _list(session: Session, options: Namespace) -> int:
    from netx_tui.services.touches import Touches

    # What is wrong with settings and rules is told before the data are touched.
    _told = session.settings, session.rules, session.clock, session.holidays
    with session.workspace(read_only=True) as workspace:
        choosing = session.shortlists_on(workspace)
        rows = Touches(workspace, session.clock, lambda: choosing.ranking).rows(" ".join(options.query))
    if options.json:
        dump([row._asdict() for row in rows])
        return Exit.DONE
    if not rows and options.query:
        tell(_("Nobody fits."))
    elif not rows:
        tell(
            _("Nobody is in a circle yet. It comes with the first talk, or `netx contact set C tier=active`.")
        )
    for row in rows:
        sign = {"red": "!", "amber": "·"}.get(row.severity, " ")
        told = (row.due_text or "–", row.name, row.circle, row.why, row.last)
        print(f" {sign} {told[0]:<12}  {told[1]:<24}  {told[2]:<12}  {told[3]:<22}  {told[4]}".rstrip())
    return Exit.DONE


COMMANDS: Mapping[str, Command] = {
    "touch list": Command(N_("whom to write to, when and why"), _list_arguments, _list),
    "touch add": Command(N_("note a mail, a call, a reply ... with somebody"), _add_arguments, _add),
}
