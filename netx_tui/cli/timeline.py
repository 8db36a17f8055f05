"""The timeline of a person as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netx_tui.cli.output import BOLD, DIM, dump, table, tell
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from netx_tui.cli.output import Paint
    from netx_tui.cli.session import Session
    from netx_tui.domain.timeline_rows import TimelineRow

KEYS = N_("--json keys: at day kind text detail id lines(id kind text detail), newest first")
INDENT = "  "
_STYLES = {0: DIM, 1: BOLD}


def print_timeline(session: Session, name: str, query: str, *, as_json: bool) -> None:
    """Tell what happened with the person called ``name``, newest first, as far as it fits ``query``.

    Raises ``NotFound``, ``Ambiguous`` and ``FieldError``.
    """
    from netx_tui.services.finding import find_contact
    from netx_tui.services.timeline import Timeline

    with session.workspace(read_only=True) as workspace:
        contact = find_contact(workspace, name)
        rows = Timeline(workspace, session.clock).of(contact, query)
    if as_json:
        dump([_document(row) for row in rows])
    elif rows:
        _print(rows, session.paint)
    else:
        tell(_("Nothing fits.") if query.strip() else _("Nothing has happened with them yet."))


def _document(row: TimelineRow) -> dict[str, object]:
    keys = ("at", "day", "kind", "text", "detail", "id")
    return {
        **{key: getattr(row, key) for key in keys},
        "lines": [line._asdict() for line in row.lines],
    }


def _print(rows: Sequence[TimelineRow], paint: Paint) -> None:
    table(_cells(rows), paint, lambda column, _cell: _STYLES.get(column, ""))


def _cells(rows: Sequence[TimelineRow]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        yield row.day or "–", row.text, _one_line(row.detail)
        for line in row.lines:
            yield "", INDENT + line.text, _one_line(line.detail)


def _one_line(text: str) -> str:
    """The beginning of a text: its first line that holds something."""
    return next((line.strip() for line in text.split("\n") if line.strip()), "")
