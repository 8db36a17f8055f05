"""``netx undo``, ``redo`` and ``history``: what was done, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json
from netx_tui.cli.output import DIM, dump, tell
from netx_tui.domain.errors import Exit
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.store.receipts import HistoryEntry


def _steps_arguments(parser: Parser) -> None:
    parser.add_argument("--steps", type=int, default=1, metavar="N", help=_("how many"))


def _undo(session: Session, options: Namespace) -> int:
    with session.shortlists() as shortlists:
        sentence = shortlists.undo(max(1, options.steps))
    tell(sentence)
    return Exit.DONE


def _redo(session: Session, options: Namespace) -> int:
    with session.shortlists() as shortlists:
        sentence = shortlists.redo(max(1, options.steps))
    tell(sentence)
    return Exit.DONE


def _history_arguments(parser: Parser) -> None:
    parser.add_argument("contact", nargs="?", default="", metavar="C", help=_(WHOM))
    add_json(parser, _("--json keys: at who label txn table id changes(field old new) undid redid"))


def _history(session: Session, options: Namespace) -> int:
    with session.shortlists(read_only=True) as shortlists:
        contact = shortlists.find(options.contact) if options.contact else None
        entries = shortlists.history(contact)
    if options.json:
        dump([_document(entry) for entry in entries])
        return Exit.DONE
    if not entries:
        tell(_("Nothing has been changed yet."))
    here = session.clock().tzinfo
    for entry in entries:
        _print(session, entry, here)
    return Exit.DONE


def _document(entry: HistoryEntry) -> dict[str, Any]:
    return {**vars(entry), "changes": [vars(change) for change in entry.changes]}


def _print(session: Session, entry: HistoryEntry, here: Any) -> None:
    from datetime import datetime

    at = datetime.fromisoformat(entry.at).astimezone(here).strftime("%Y-%m-%d %H:%M")
    sign = _("undone: ") if entry.undid else _("again: ") if entry.redid else ""
    print(f"{session.paint(at, DIM)}  {visible(f'{entry.who}  {sign}{entry.label}')}")
    for change in entry.changes:
        if change.old is not None or entry.undid:
            print(f"{'':18}{visible(f'{change.field}: {_short(change.old)} → {_short(change.new)}')}")


def _short(value: Any) -> str:
    text = "-" if value in (None, "") else value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


COMMANDS: Mapping[str, Command] = {
    "undo": Command(N_("take back what you did last"), _steps_arguments, _undo),
    "redo": Command(N_("do again what was taken back"), _steps_arguments, _redo),
    "history": Command(N_("who changed what, newest first"), _history_arguments, _history),
}
