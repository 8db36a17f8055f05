"""``netx action``: what is to be done, as a text board, and the moves of its cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json, assignments
from netx_tui.cli.output import AMBER, BOLD, DIM, RED, dump, say, table, tell
from netx_tui.domain.actions import COLUMNS, TYPES
from netx_tui.domain.board_rows import BoardView, CardRow, Spot
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.services.actions import Actions
    from netx_tui.services.board import Board

KEYS = N_(
    "--json keys: id title type insights contact name column rank due cue step size tags "
    "checklist(text done) evidence waiting_for nudge_on entered_column_at history(at from to reason) "
    "dropped_reason notes age_days age_state named_by"
)
WHICH = N_("an id, or the beginning of one")


class _Verbs(NamedTuple):
    actions: Actions
    board: Board


@contextmanager
def _verbs(session: Session, *, read_only: bool = False) -> Iterator[_Verbs]:
    from netx_tui.services.actions import Actions
    from netx_tui.services.board import Board

    columns = session.settings.board
    with session.workspace(read_only=read_only) as workspace:
        yield _Verbs(Actions(workspace, session.clock, columns), Board(workspace, session.clock, columns))


def _list_arguments(parser: Parser) -> None:
    parser.add_argument("filter", nargs="*", metavar="FILTER", help=_("words, person:, type:, due:<7d, red"))
    parser.add_argument("--column", choices=COLUMNS, metavar="K", help=", ".join(COLUMNS))
    add_json(parser, _(KEYS))


def _list(session: Session, options: Namespace) -> int:
    query = " ".join(options.filter)
    with _verbs(session, read_only=True) as verbs:
        if options.json:
            dump(verbs.board.documents(query, options.column or ""))
            return Exit.DONE
        view = verbs.board.view(query, dropped=options.column == "dropped")
    for notice in view.notices:
        tell(notice)
    if not _print_board(session, view, options.column):
        tell(_("Nothing is to be done. `netx action add` adds a card, `netx insight list` shows insights."))
    return Exit.DONE


def _print_board(session: Session, view: BoardView, only: str | None) -> bool:
    """The columns one below the other; whether there was a card."""
    shown = False
    for column in view.columns:
        cards = [card for card in column.cards if not card.insight]
        if (only and column.id != only) or not cards:
            continue
        if shown:
            say("")
        shown = True
        count = f"{column.total}/{column.limit}" if column.limit else str(len(cards))
        say(session.paint(f"{column.name} {count}", BOLD))
        table([_line(card) for card in cards], session.paint, _tints(cards))
    return shown


def _line(card: CardRow) -> tuple[str, ...]:
    more = " ".join(part for part in (card.steps, card.tags, card.waiting) if part)
    named = f"×{card.named_by}" if card.named_by > 1 else ""
    return (card.id, card.title, card.label, card.due, card.age, f"{card.person} {named}".strip(), more)


def _tints(cards: Sequence[CardRow]) -> Any:
    urgent = {"red": RED, "amber": AMBER}
    states = {
        (place, text): urgent.get(state, "")
        for card in cards
        for place, text, state in ((3, card.due, card.due_state), (4, card.age, card.age_state))
    }
    return lambda column, cell: states.get((column, cell), "") or (DIM if column in (0, 2) else "")


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("title", metavar="TITLE", help=_("what is to be done"))
    parser.add_argument("--type", choices=TYPES, metavar="T", help=", ".join(TYPES))
    parser.add_argument(
        "--insight", action="append", default=[], metavar="I", help=_("what it came from; may be said again")
    )
    parser.add_argument("--contact", metavar="C", help=_("who recommended it: {whom}").format(whom=_(WHOM)))
    parser.add_argument("--due", metavar="D", help=_("a day: fri, +3d, 1w 2d, 12.12."))
    parser.add_argument("--cue", metavar="TEXT", help=_("when: the occasion of the first step"))
    parser.add_argument("--step", metavar="TEXT", help=_("then I: the first step"))
    add_json(parser, _(KEYS))


def _add(session: Session, options: Namespace) -> int:
    given = {name: getattr(options, name) for name in ("title", "type", "contact", "due", "cue", "step")}
    values = {name: text for name, text in given.items() if text is not None}
    with _verbs(session) as verbs:
        name = verbs.actions.add(values, insights=options.insight)
        _changed(verbs, name, options, _("Added to {column}.").format(column=verbs.board.column_of(name)))
    return Exit.DONE


def _move_arguments(parser: Parser) -> None:
    parser.add_argument("action", metavar="A", help=_(WHICH))
    parser.add_argument("column", choices=COLUMNS, metavar="COLUMN", help=", ".join(COLUMNS))
    parser.add_argument("--before", metavar="A2", help=_("the card below it; without it on top"))
    parser.add_argument("--override", default="", metavar="REASON", help=_("let it into a full column"))
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=_("why it is dropped, or not done after all")
    )
    add_json(parser, _(KEYS))


def _move(session: Session, options: Namespace) -> int:
    from netx_tui.services.actions import TOP

    with _verbs(session) as verbs:
        name = verbs.actions.find(options.action)
        before = verbs.actions.find(options.before) if options.before else TOP
        sentence = verbs.actions.move(
            [name], Spot(options.column, before), reason=options.reason, override=options.override
        )
        _changed(verbs, name, options, sentence)
    return Exit.DONE


def _set_arguments(parser: Parser) -> None:
    parser.add_argument("action", metavar="A", help=_(WHICH))
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE", help=_("an empty value clears the field"))
    add_json(parser, _(KEYS))
    fields = _(
        "Fields: title type due cue step size tags waiting_for nudge_on evidence contact notes "
        "checklist insights. A checklist is a step a line, '[x] done' or '[ ] open'."
    )
    parser.epilog = f"{fields} {parser.epilog}"


def _set(session: Session, options: Namespace) -> int:
    with _verbs(session) as verbs:
        name = verbs.actions.find(options.action)
        sentence = verbs.actions.set([name], assignments(options.values))
        _changed(verbs, name, options, sentence)
    return Exit.DONE


def _check_arguments(parser: Parser) -> None:
    parser.add_argument("action", metavar="A", help=_(WHICH))
    parser.add_argument("step", metavar="N", help=_("the number of the step, from 1"))
    add_json(parser, _(KEYS))


def _check(session: Session, options: Namespace) -> int:
    with _verbs(session) as verbs:
        name = verbs.actions.find(options.action)
        sentence = verbs.actions.check(name, options.step)
        _changed(verbs, name, options, sentence)
    return Exit.DONE


def _changed(verbs: _Verbs, name: str, options: Namespace, sentence: str) -> None:
    if options.json:
        dump(verbs.board.document(name))
    else:
        say(name)
    tell(f"{sentence} " + _("`netx undo` takes it back."))


COMMANDS: Mapping[str, Command] = {
    "action list": Command(N_("the board as text: what is to be done"), _list_arguments, _list),
    "action add": Command(N_("add a card; with a type and a day it goes to Next"), _add_arguments, _add),
    "action move": Command(N_("move a card to another column, or within one"), _move_arguments, _move),
    "action set": Command(N_("change fields of a card"), _set_arguments, _set),
    "action check": Command(N_("tick a step of a card, or take the tick away"), _check_arguments, _check),
}
