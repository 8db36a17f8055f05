"""``netx article``: the reading inbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json, assignments
from netx_tui.cli.output import dump, say, tell
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session

KEYS = N_("--json keys: id title url why fields readers sent added")


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("url", metavar="URL", help=_("the link"))
    parser.add_argument("--title", default="", metavar="TEXT", help=_("what it is called"))
    parser.add_argument("--why", default="", metavar="TEXT", help=_("why it is worth reading"))
    parser.add_argument(
        "--fields", default="", metavar="F,..", help=_("for people in these departments or tags")
    )
    parser.add_argument("--for", dest="readers", default="", metavar="C,..", help=_("for these people"))
    add_json(parser, _(KEYS))


def _add(session: Session, options: Namespace) -> int:
    from netx_tui.services.articles import Articles

    typed = {name: getattr(options, name) for name in ("url", "title", "why", "fields")}
    values = {name: text for name, text in {**typed, "for": options.readers}.items() if text}
    with session.workspace() as workspace:
        articles = Articles(workspace, session.clock)
        name = articles.add(values)
        row = next(row for row in articles.rows() if row.id == name)
    if options.json:
        dump(row._asdict())
    else:
        say(name)
    tell(_("Kept. `netx undo` takes it back."))
    return Exit.DONE


def _list_arguments(parser: Parser) -> None:
    add_json(parser, _(KEYS))


def _list(session: Session, options: Namespace) -> int:
    from netx_tui.services.articles import Articles

    with session.workspace(read_only=True) as workspace:
        rows = Articles(workspace, session.clock).rows()
    if options.json:
        dump([row._asdict() for row in rows])
        return Exit.DONE
    if not rows:
        tell(_("The reading inbox is empty. `netx article add URL` keeps an article for somebody."))
    for row in rows:
        whom = ", ".join(part for part in (row.readers, row.fields) if part)
        sent = _("sent {count}x").format(count=row.sent) if row.sent else ""
        say("  ".join(part for part in (row.id, row.title, whom, sent, row.url) if part))
    return Exit.DONE


def _add_article(parser: Parser) -> None:
    parser.add_argument("article", metavar="A", help=_("an id, or the beginning of one"))


def _set_arguments(parser: Parser) -> None:
    _add_article(parser)
    parser.add_argument(
        "values",
        nargs="+",
        metavar="FIELD=VALUE",
        help=_("url=, title=, why=, fields=, for=; an empty value: not known"),
    )
    add_json(parser, _(KEYS))


def _set(session: Session, options: Namespace) -> int:
    from netx_tui.services.articles import Articles

    with session.workspace() as workspace:
        articles = Articles(workspace, session.clock)
        name = articles.find(options.article)
        sentence = articles.change(name, assignments(options.values))
        row = next(row for row in articles.rows() if row.id == name)
    if options.json:
        dump(row._asdict())
    else:
        say(name)
    tell(sentence)
    return Exit.DONE


def _remove(session: Session, options: Namespace) -> int:
    from netx_tui.services.articles import Articles

    with session.workspace() as workspace:
        articles = Articles(workspace, session.clock)
        name = articles.find(options.article)
        sentence = articles.remove(name)
    say(name)
    tell(f"{sentence} " + _("`netx undo` takes it back."))
    return Exit.DONE


COMMANDS: Mapping[str, Command] = {
    "article add": Command(N_("keep an article for somebody"), _add_arguments, _add),
    "article set": Command(N_("change an article that is kept"), _set_arguments, _set),
    "article remove": Command(N_("throw an article away"), _add_article, _remove),
    "article list": Command(N_("the articles that wait for somebody"), _list_arguments, _list),
}
