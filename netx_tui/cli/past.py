"""``netx undo``, ``redo`` and ``history``: what was done, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser, count
from netx_tui.cli.contacts import WHOM, add_json
from netx_tui.cli.output import DIM, dump, say, tell
from netx_tui.domain.errors import Exit
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import tzinfo

    from netx_tui.cli.session import Session
    from netx_tui.store.receipts import FieldChange, HistoryEntry

MOST_CHANGES = 6
VALUE_WIDTH = 60
ALWAYS_SET = ("name", "contact")
"""Fields of which every document has one as long as it is there."""
BOOKKEEPING = ("imported", "score_seen")


def _steps_arguments(parser: Parser) -> None:
    parser.add_argument("--steps", type=count, default=1, metavar="N", help=_("how many"))


def _undo(session: Session, options: Namespace) -> int:
    with session.shortlists() as shortlists:
        sentence = shortlists.undo(options.steps)
    tell(sentence)
    return Exit.DONE


def _redo(session: Session, options: Namespace) -> int:
    with session.shortlists() as shortlists:
        sentence = shortlists.redo(options.steps)
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
    for _txn, group in groupby(entries, key=lambda entry: entry.txn):
        _print(session, list(group), here)
    return Exit.DONE


def _document(entry: HistoryEntry) -> dict[str, Any]:
    return {**vars(entry), "changes": [vars(change) for change in entry.changes]}


def _print(session: Session, step: Sequence[HistoryEntry], here: tzinfo | None) -> None:
    """One transaction: when, who and what, then old and new values of a few fields."""
    from datetime import datetime

    entry = step[0]
    at = datetime.fromisoformat(entry.at).astimezone(here).strftime("%Y-%m-%d %H:%M")
    sign = _("undone: ") if entry.undid else _("again: ") if entry.redid else ""
    print(f"{session.paint(at, DIM)}  {visible(f'{entry.who}  {sign}{entry.label}')}")
    changes = [change for entry in step for change in _edits(entry) if _is_plain(change)]
    for change in changes[:MOST_CHANGES]:
        say(f"{'':18}{change.field}: {_short(change.old)} → {_short(change.new)}")
    if len(changes) > MOST_CHANGES:
        say(f"{'':18}…")


def _edits(entry: HistoryEntry) -> Sequence[FieldChange]:
    """The changed fields of a document that was there before and is there still."""
    created = all(change.old is None for change in entry.changes)
    deleted = any(change.field in ALWAYS_SET and change.new is None for change in entry.changes)
    return () if created or deleted else entry.changes


def _is_plain(change: FieldChange) -> bool:
    """Whether a person set or sees the field; items of lists and what was imported are for ``--json``."""
    return not (
        isinstance(change.old, dict) or isinstance(change.new, dict) or change.field.startswith(BOOKKEEPING)
    )


def _short(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "-" if value in (None, "") else str(value)
    return text if len(text) <= VALUE_WIDTH else text[: VALUE_WIDTH - 1] + "…"


COMMANDS: Mapping[str, Command] = {
    "undo": Command(N_("take back what you did last"), _steps_arguments, _undo),
    "redo": Command(N_("do again what was taken back"), _steps_arguments, _redo),
    "history": Command(N_("who changed what, newest first"), _history_arguments, _history),
}
