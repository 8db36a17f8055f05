"""The board's rules: where a card may go, what it needs there, and what a move changes (``5-use.md``).

Keys, mouse, forms and the command line come here with the same move and get the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from netx_tui.domain.action_types import type_of
from netx_tui.domain.actions import COLUMNS, Action
from netx_tui.domain.board_columns import Columns
from netx_tui.domain.errors import RuleRefused
from netx_tui.domain.ranks import placed
from netx_tui.domain.text import clean_line, visible
from netx_tui.i18n import _

WAYS: Mapping[str, tuple[str, ...]] = {
    "inbox": ("next", "dropped"),
    "next": ("doing", "inbox", "dropped"),
    "doing": ("waiting", "next", "done", "dropped"),
    "waiting": ("doing", "done", "dropped"),
    "done": ("doing",),
    "dropped": (),
}
_RANK = attrgetter("rank", "id")
DONE_DAYS = 14
"""Days for which a finished card stands on the board."""


class NeedsMore(RuleRefused):
    """A card lacks something for a column; ``fields`` names what a form asks for."""

    def __init__(self, message: str, fields: tuple[str, ...]) -> None:
        super().__init__(message, rule="board_needs")
        self.fields = fields


class ColumnFull(RuleRefused):
    """A column has no room; a reason lets the card in all the same. ``column`` is its id."""

    def __init__(self, message: str, column: str) -> None:
        super().__init__(message, rule="board_limit", overridable=True)
        self.column = column


def home(action: Action) -> str:
    """The column an action is shown in; one that netx does not know is shown in the inbox."""
    return action.column if action.column in COLUMNS else "inbox"


def in_order(actions: Iterable[Action], column: str) -> list[Action]:
    """The actions of one column from top to bottom; equal ranks order by id."""
    return sorted([action for action in actions if home(action) == column], key=_RANK)


def by_column(actions: Iterable[Action]) -> dict[str, list[Action]]:
    """The actions of each column from top to bottom; equal ranks order by id."""
    columns: dict[str, list[Action]] = {column: [] for column in COLUMNS}
    for action in sorted(actions, key=_RANK):
        columns[home(action)].append(action)
    return columns


def check_move(
    action: Action,
    to: str,
    *,
    there: int,
    columns: Columns,
    reason: str = "",
    override: str = "",
) -> None:
    """Raise where ``action`` may not go to the column ``to``, in which ``there`` cards stand already.

    Raises ``RuleRefused`` for a way that does not exist, ``NeedsMore`` for what the card lacks, and
    ``ColumnFull``, which a reason in ``override`` lets pass.
    """
    check_way(home(action), to, columns)
    if not clean_line(override):
        check_room(to, there, columns)
    fields = lacking(action, to, reason)
    if fields:
        raise NeedsMore(needs_sentence(action, to, fields, columns), fields)


def check_room(to: str, there: int, columns: Columns) -> None:
    """Raise ``ColumnFull`` where no further card fits into a column in which ``there`` stand already."""
    limit = columns.limit(to)
    if limit and there >= limit:
        raise ColumnFull(
            _("{column} is full: {count} of {limit}. Finish or move one of its cards first.").format(
                column=columns.name(to), count=there, limit=limit
            ),
            to,
        )


def check_way(source: str, to: str, columns: Columns) -> None:
    """Raise ``RuleRefused`` where no way leads from the column ``source`` to ``to``."""
    ways = WAYS.get(source, ())
    if to in ways:
        return
    names = {"source": columns.name(source), "to": columns.name(to)}
    if not ways:
        sentence = _("What was dropped was decided: undo takes it back, or add a new card.")
    elif source == "inbox" and to in COLUMNS:
        sentence = _("From {source} a card goes to {next} first: then it has a type and a day.").format(
            next=columns.name("next"), **names
        )
    else:
        sentence = _("From {source} a card can go to: {ways}.").format(
            ways=", ".join(map(columns.name, ways)), **names
        )
    raise RuleRefused(sentence, rule="board_way")


def lacking(action: Action, to: str, reason: str = "") -> tuple[str, ...]:
    """The names of what ``action`` lacks for the column ``to``, as the form asks for it."""
    if to == "next":
        wanted: dict[str, object] = {"title": action.title, "type": action.type, "due": action.due}
    elif to == "doing":
        wanted = {"cue": action.cue, "step": action.step}
        if home(action) == "done":
            wanted["reason"] = clean_line(reason)
    elif to == "waiting":
        wanted = {"waiting_for": action.waiting_for, "nudge_on": action.nudge_on}
    elif to == "done":
        wanted = {"checklist": all(step.done for step in action.checklist), "evidence": action.evidence}
    elif to == "dropped":
        wanted = {"reason": clean_line(reason)}
    else:
        wanted = {}
    return tuple(name for name, value in wanted.items() if not value)


def moved(
    action: Action,
    to: str,
    now: datetime,
    *,
    move_id: str,
    reason: str = "",
    override: str = "",
) -> dict[str, Any]:
    """The fields that a move to another column changes, its place in it apart."""
    stamp = now.isoformat(timespec="seconds")
    why = clean_line(reason) or clean_line(override)
    entry = {
        "at": stamp,
        "from": home(action),
        "to": to,
        "reason": why,
        "rank": f"{len(action.history) + 1:06d}",
    }
    fields: dict[str, Any] = {
        "column": to,
        "entered_column_at": stamp,
        f"history.{move_id}": {name: value for name, value in entry.items() if value},
    }
    if home(action) == "waiting":
        fields |= {"waiting_for": None, "nudge_on": None}
    if to == "dropped":
        fields["dropped_reason"] = why
    return fields


def placements(there: Sequence[Action], cards: Sequence[Action], before: str | None) -> dict[str, str]:
    """The ranks to write so that ``cards`` stand, in their order, before the card ``before`` of a column.

    ``there`` are the cards of that column from top to bottom. An empty ``before``, or one that is gone, is
    behind the last; ``None`` is at the top. Where there is no room between two ranks, others get new ones.
    """
    moving = {card.id for card in cards}
    order = [card.id for card in there if card.id not in moving]
    ranks = {card.id: card.rank for card in there} | {card.id: card.rank for card in cards}
    place = 0 if before is None else order.index(before) if before in order else len(order)
    written: dict[str, str] = {}
    for card in cards:
        new = placed(ranks, order, card.id, place)
        ranks |= new
        written |= new
        order.insert(place, card.id)
        place += 1
    return written


def named_by(action: Action, people: Mapping[str, str]) -> int:
    """How many people named it: those behind its insights (``people`` by insight) and who recommended it."""
    named = {people.get(insight, "") for insight in action.insights} | {action.contact}
    return max(1, len(named - {""}))


def plan_sentence(action: Action) -> str:
    """The if-then plan as one sentence; empty where it is not whole."""
    if not action.cue or not action.step:
        return ""
    return _("When {cue}, then I {step}").format(cue=action.cue, step=action.step)


def needs_sentence(action: Action, to: str, fields: Collection[str], columns: Columns) -> str:
    """What a column asks for, in a sentence; ``fields`` are the names of what the card lacks."""
    if to == "done":
        return _done_sentence(action, fields)
    if "reason" in fields and to == "doing":
        return _("Why is it not done after all? Say it in a few words.")
    return {
        "next": _("Before {column} a card needs a title, a type and a day on which it is due."),
        "doing": _("Before {column} comes the first step: when ..., then I ..."),
        "waiting": _("Waiting for whom, and on which day do you ask again?"),
        "dropped": _("Dropping is a decision: say in a few words why."),
    }[to].format(column=columns.name(to))


def _done_sentence(action: Action, fields: Collection[str]) -> str:
    kind = type_of(action.type)
    if "checklist" in fields:
        left = ", ".join(visible(step.text) for step in action.checklist if not step.done)
        return _("A card is done when everything on it is ticked. Still open: {left}.").format(left=left)
    return _("What shows that it is done? {evidence}.").format(evidence=_(kind.evidence))
