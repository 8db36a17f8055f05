"""Columns of the board with their cards; what looks the same is the same object from one view to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.actions import Action
from netx_tui.domain.board import DONE_DAYS
from netx_tui.domain.board_columns import Columns
from netx_tui.domain.board_filter import BoardFilter, matches
from netx_tui.domain.board_rows import CardRow, ColumnRow
from netx_tui.domain.meetings import Insight
from netx_tui.i18n import _
from netx_tui.services.board_drawing import Drawing, Ground

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class _Made(NamedTuple):
    """What was made of a column's actions.

    ``rows`` has the card of each action by its identity, ``None`` where it does not fit the filter; ``total``
    is how many there are without one. All of it holds as long as ``ground`` does.
    """

    there: Sequence[Action]
    ground: Ground
    wanted: BoardFilter
    rows: Mapping[int, CardRow | None]
    cards: tuple[CardRow, ...]
    total: int


class ColumnRows:
    """Makes the columns of the board; one in which nothing has changed is not made again."""

    def __init__(self, workspace: Workspace, columns: Columns) -> None:
        self._workspace = workspace
        self._columns = columns
        self._made: dict[str, _Made] = {}
        self._rows: dict[str, ColumnRow] = {}

    def row(self, name: str, there: Sequence[Action], drawing: Drawing, wanted: BoardFilter) -> ColumnRow:
        """The column ``name`` in which these actions stand, with those of its cards that are ``wanted``."""
        made = self._cards(name, there, drawing, wanted)
        cards, total = made.cards, made.total
        if name == "inbox":
            waiting = undecided(self._workspace.insights.values())
            if waiting:
                total += len(waiting)
                fitting = [one for one in waiting if matches(drawing.insight_facts(one), wanted)]
                cards = (*(drawing.insight(one) for one in fitting), *cards)
        empty = "" if cards else _("Nothing here fits the filter.") if total else _empty(name)
        row = ColumnRow(name, self._columns.name(name), cards, total, self._columns.limit(name), empty)
        known = self._rows.get(name)
        if known is None or known != row:
            known = self._rows[name] = row
        return known

    def _cards(self, name: str, there: Sequence[Action], drawing: Drawing, wanted: BoardFilter) -> _Made:
        ground, made = drawing.ground(there), self._made.get(name)
        known: Mapping[int, CardRow | None] = {}
        if made is not None and made.wanted == wanted and ground.agrees(made.ground):
            if made.there == there:
                return made
            known = made.rows
        shown = there
        if name == "done":
            shown = [action for action in there if drawing.age(action) < DONE_DAYS]
        rows = {
            id(action): known[id(action)]
            if id(action) in known
            else drawing.card(action)
            if drawing.fits(action, wanted)
            else None
            for action in shown
        }
        cards = tuple([row for row in rows.values() if row is not None])
        made = self._made[name] = _Made(there, ground, wanted, rows, cards, len(shown))
        return made


def undecided(insights: Iterable[Insight]) -> list[Insight]:
    """The insights nobody decided about yet, the oldest first."""
    waiting = [insight for insight in insights if insight.actionable not in ("yes", "no")]
    return sorted(waiting, key=lambda one: (one.captured_at, one.id))


def _empty(column: str) -> str:
    """What belongs into a column, and which key (``widgets.keys.name_keys``) brings it there."""
    return {
        "inbox": _(
            "What you learn in talks lands here. {board.add=A} adds a card, "
            "{card.make=a} makes one of an insight."
        ),
        "next": _("What you will do soon, with a type and a day. {board.send_right=L} brings a card here."),
        "doing": _("What you are at, each with its first step. {board.send_right=L} brings a card here."),
        "waiting": _("What others have to do first. {board.send_right=L} brings a card here."),
        "done": _("Finished in the last two weeks. Nothing yet."),
        "dropped": _("What you decided against, with the reason. {card.drop=d} drops a card."),
    }[column]
