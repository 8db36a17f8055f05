"""The board as it is drawn: columns of cards with what is late, old or waits for a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from netx_tui.domain.action_fields import ACTION_FIELDS, DAYS, day
from netx_tui.domain.action_types import type_label, type_of
from netx_tui.domain.actions import COLUMNS, OPEN, Action
from netx_tui.domain.ageing import Limits, own_limits
from netx_tui.domain.board import by_column, home, in_order, plan_sentence
from netx_tui.domain.board_columns import USUAL, Columns
from netx_tui.domain.board_filter import matches, read_board_filter
from netx_tui.domain.board_rows import BoardView, CardRow, CardView, ColumnRow
from netx_tui.domain.errors import NotFound
from netx_tui.domain.fields import Field, show, value_of
from netx_tui.domain.meetings import Insight
from netx_tui.domain.short_dates import short_date
from netx_tui.domain.text import clean_text, search_key, visible
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _, ngettext
from netx_tui.services.board_columns import ColumnRows
from netx_tui.services.board_drawing import Drawing, Drawn

if TYPE_CHECKING:
    from netx_tui.formats.actions_out import ActionOut
    from netx_tui.store.workspace import Workspace

LANES = ("", "person", "type")
"""By what cards may be grouped."""


class Board:
    """What stands on the board of ``workspace``; ``columns`` holds the user's names and limits."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime], columns: Columns = USUAL) -> None:
        self._workspace = workspace
        self._clock = clock
        self._columns = columns
        self._drawn: dict[str, Drawn] = {}
        self._rows = ColumnRows(workspace, columns)
        self._done: Sequence[Action] = ()
        self._limits: Limits | None = None
        self._limits_of: tuple[int, tzinfo | None] = (-1, None)

    def use_columns(self, columns: Columns) -> None:
        """Name and limit the columns otherwise from now on."""
        self._columns = columns
        self._rows = ColumnRows(self._workspace, columns)

    def view(self, query: str = "", lanes: str = "", *, dropped: bool = False) -> BoardView:
        """The board with the cards that fit ``query``, grouped by one of ``LANES``.

        With ``dropped`` the column of what was dropped is there too. Raises ``FieldError`` for a query that
        makes no sense.
        """
        wanted = read_board_filter(query)
        actions = list(self._workspace.actions.values())
        there = by_column(actions)
        drawing = self._drawing(lanes, there["done"])
        shown = [name for name in COLUMNS if dropped or name != "dropped"]
        columns = tuple(self._rows.row(name, there[name], drawing, wanted) for name in shown)
        notices = self._notices(actions)
        if not lanes:
            return BoardView(columns, notices)
        found = {card.lane for column in columns for card in column.cards}
        headings = sorted(found - {""}, key=search_key) + ([""] if "" in found else [])
        return BoardView(
            _with_lanes(columns, drawing.no_lane),
            notices,
            tuple(heading or drawing.no_lane for heading in headings),
        )

    def card(self, card_id: str) -> CardView:
        """Everything about one card, an action or an insight; raises ``NotFound``."""
        drawing = self._drawing()
        insight = self._workspace.insights.get(card_id)
        if insight is not None:
            return CardView(drawing.insight(insight), (), "", (), "", "", "", drawing.links_of(insight), ())
        action = self._workspace.actions.get(card_id)
        if action is None:
            raise NotFound(_("That card is no longer there; another session may have deleted it."))
        values = ((spec, _told(action, spec)) for spec in ACTION_FIELDS)
        return CardView(
            drawing.card(action),
            tuple((_(spec.label), text) for spec, text in values if text and spec.name in _TOLD),
            plan_sentence(action),
            tuple((step.id, visible(step.text), step.done) for step in action.checklist),
            _(type_of(action.type).evidence),
            action.evidence,
            action.notes,
            drawing.links(action),
            self._history(action),
        )

    def row(self, card_id: str) -> CardRow:
        """A card as it is drawn, an action or an insight; raises ``NotFound``."""
        return self.card(card_id).row

    def is_insight(self, card_id: str) -> bool:
        """Whether a card of the board is an insight that is no action yet."""
        return card_id in self._workspace.insights

    def cards_in(self, column: str) -> tuple[CardRow, ...]:
        """The actions of one column, from top to bottom."""
        drawing = self._drawing()
        return tuple(drawing.card(action) for action in in_order(self._workspace.actions.values(), column))

    def question(self, question_id: str) -> tuple[str, str]:
        """A question of a talk and what was answered; raises ``NotFound``."""
        for meeting in self._workspace.meetings.values():
            for question in meeting.questions:
                if question.id == question_id:
                    return visible(question.text), clean_text(question.answer) or _("Not answered.")
        raise NotFound(_("That question is no longer there."))

    def archive(self, query: str = "") -> tuple[CardRow, ...]:
        """What was done or dropped, the newest first; raises ``FieldError``."""
        wanted = read_board_filter(query)
        drawing = self._drawing()
        over = [action for action in self._workspace.actions.values() if home(action) not in OPEN]
        over.sort(key=lambda action: (action.entered_column_at, action.id), reverse=True)
        return tuple(
            drawing.card(action)._replace(state=self._columns.name(home(action)))
            for action in over
            if drawing.fits(action, wanted)
        )

    def insights(self, query: str = "") -> tuple[CardRow, ...]:
        """What was learned, the newest first; ``query`` is a filter as on the board."""
        wanted = read_board_filter(query)
        drawing = self._drawing()
        every = sorted(
            self._workspace.insights.values(), key=lambda one: (one.captured_at, one.id), reverse=True
        )
        return tuple(
            drawing.insight(one)._replace(state=_decided(one))
            for one in every
            if matches(drawing.insight_facts(one), wanted)
        )

    def documents(self, query: str = "", column: str = "") -> list[dict[str, Any]]:
        """The actions as the command line gives them, column by column; raises ``FieldError``."""
        wanted = read_board_filter(query)
        drawing = self._drawing()
        actions = list(self._workspace.actions.values())
        return [
            _document(action, drawing)
            for name in ([column] if column else COLUMNS)
            for action in in_order(actions, name)
            if drawing.fits(action, wanted)
        ]

    def document(self, action_id: str) -> dict[str, Any]:
        """One action as the command line gives it."""
        return _document(self._workspace.actions[action_id], self._drawing())

    def to_export(self, contact: str = "") -> list[ActionOut]:
        """The open actions for other programs, column by column; only those of one person if named."""
        from netx_tui.formats.actions_out import ActionOut

        now = self._clock()
        drawing = self._drawing()
        actions = list(self._workspace.actions.values())
        return [
            ActionOut(
                action.id,
                visible(action.title),
                name,
                self._columns.name(name),
                now,
                label=type_label(action.type) if action.type else "",
                due=day(action.due),
                person=drawing.person(action),
                plan=plan_sentence(action),
                waiting=drawing.card(action).waiting,
                tags=tuple(visible(tag) for tag in action.tags),
                steps=tuple((visible(step.text), step.done) for step in action.checklist),
                notes=clean_text(action.notes),
            )
            for name in OPEN
            for action in in_order(actions, name)
            if not contact or action.contact == contact
        ]

    def column_of(self, action_id: str) -> str:
        """What the column is called in which an action stands."""
        return self._columns.name(home(self._workspace.actions[action_id]))

    def _drawing(self, lanes: str = "", done: Sequence[Action] | None = None) -> Drawing:
        """What makes cards; how long one's own cards take is found out anew when others are ``done``."""
        now, version = self._clock(), self._workspace.version
        if (version, now.tzinfo) != self._limits_of:
            if done is None:
                done = in_order(self._workspace.actions.values(), "done")
            if done != self._done or now.tzinfo != self._limits_of[1]:
                self._done, self._limits = done, own_limits(done, now.tzinfo)
            self._limits_of = (version, now.tzinfo)
        return Drawing(self._workspace, now, lanes, own=self._limits, known=self._drawn)

    def _notices(self, actions: Iterable[Action]) -> tuple[str, ...]:
        lost = [action for action in actions if action.column not in COLUMNS]
        if not lost:
            return ()
        names = ", ".join(sorted({visible(action.column) for action in lost}))
        return (
            ngettext(
                "{count} card stands in a column that does not exist ({names}); it is shown in {inbox}.",
                "{count} cards stand in columns that do not exist ({names}); they are shown in {inbox}.",
                len(lost),
            ).format(count=len(lost), names=names, inbox=self._columns.name("inbox")),
        )

    def _history(self, action: Action) -> tuple[tuple[str, str], ...]:
        zone = self._clock().tzinfo
        rows = []
        for move in reversed(action.history):
            when = local_day(move.at, zone)
            names = {"source": self._columns.name(move.from_column), "to": self._columns.name(move.to_column)}
            sentence = _("{source} -> {to}").format(**names)
            if move.reason:
                sentence = f"{sentence}: {visible(move.reason)}"
            rows.append((short_date(when) if when else "", sentence))
        return tuple(rows)


def _told(action: Action, spec: Field) -> str:
    """A field as the panel tells it."""
    text = show(spec, value_of(action, spec.name))
    if spec.name == "type" and text:
        return type_label(text)
    on = day(text) if spec.name in DAYS else None
    return short_date(on) if on else text


def _decided(insight: Insight) -> str:
    return {"yes": _("card"), "no": _("only to know")}.get(insight.actionable, _("undecided"))


_TOLD = ("type", "due", "size", "tags", "waiting_for", "nudge_on")
"""Fields the panel tells in a line each; the others have a place of their own."""


def _with_lanes(columns: Sequence[ColumnRow], no_lane: str) -> tuple[ColumnRow, ...]:
    """The columns, with a heading for the cards that belong to no lane."""
    return tuple(
        column._replace(
            cards=tuple(card if card.lane else card._replace(lane=no_lane) for card in column.cards)
        )
        for column in columns
    )


def _document(action: Action, drawing: Drawing) -> dict[str, Any]:
    row = drawing.card(action)
    fields = action._asdict()
    for name in ("rank", "created", "updated", "unlinked"):
        del fields[name]
    return {
        **fields,
        "insights": list(action.insights),
        "tags": list(action.tags),
        "checklist": [{"id": step.id, "text": step.text, "done": step.done} for step in action.checklist],
        "history": [
            {"at": move.at, "from": move.from_column, "to": move.to_column, "reason": move.reason}
            for move in action.history
        ],
        "name": drawing.person(action),
        "age_days": drawing.age(action),
        "age_state": row.age_state,
        "named_by": row.named_by,
    }
