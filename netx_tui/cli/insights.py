"""``netx insight``: what was learned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json
from netx_tui.cli.output import DIM, dump, say, table, tell
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.services.insights import Insights

KEYS = N_("--json keys: id meeting contact name text kind actionable captured_at from_memory")


@contextmanager
def _insights(session: Session, *, read_only: bool = False) -> Iterator[Insights]:
    from netx_tui.services.insights import Insights

    with session.workspace(read_only=read_only) as workspace:
        yield Insights(workspace, session.clock)


def _add_arguments(parser: Parser) -> None:
    from netx_tui.domain.meetings import INSIGHT_KINDS

    parser.add_argument(
        "about", metavar="C|M", help=_("the talk, or the person: {whom}").format(whom=_(WHOM))
    )
    parser.add_argument("text", metavar="TEXT", help=_("what you learned"))
    parser.add_argument(
        "--kind", choices=INSIGHT_KINDS, default="fact", metavar="K", help=", ".join(INSIGHT_KINDS)
    )
    add_json(parser, _(KEYS))


def _add(session: Session, options: Namespace) -> int:
    with _insights(session) as service:
        name = service.add(options.about, options.text, options.kind)
        _changed(service, name, options, _("Noted. `netx undo` takes it back."))
    return Exit.DONE


def _list_arguments(parser: Parser) -> None:
    add_json(parser, _(KEYS))


def _list(session: Session, options: Namespace) -> int:
    with _insights(session, read_only=True) as service:
        rows = service.listing()
    if options.json:
        dump(rows)
    elif rows:
        lines = [
            (row["id"], str(row["captured_at"])[:10], row["kind"], row["name"], " ".join(row["text"].split()))
            for row in rows
        ]
        table(lines, session.paint, lambda column, _cell: DIM if column < 2 else "")
    else:
        tell(_("There are no insights yet. They come out of talks; `netx insight add` notes one."))
    return Exit.DONE


def _info_arguments(parser: Parser) -> None:
    parser.add_argument("insight", metavar="I", help=_("an id, or the beginning of one"))
    add_json(parser, _(KEYS))


def _info(session: Session, options: Namespace) -> int:
    with _insights(session) as service:
        name = service.find(options.insight)
        sentence = service.only_to_know(name)
        _changed(service, name, options, f"{sentence} " + _("`netx undo` takes it back."))
    return Exit.DONE


def _changed(service: Insights, name: str, options: Namespace, sentence: str) -> None:
    if options.json:
        dump(service.shown(name))
    else:
        say(name)
    tell(sentence)


COMMANDS: Mapping[str, Command] = {
    "insight list": Command(N_("list what you learned, newest first"), _list_arguments, _list),
    "insight add": Command(N_("note something you learned"), _add_arguments, _add),
    "insight info": Command(
        N_("mark an insight as only to know: nothing is to be done about it"), _info_arguments, _info
    ),
}
