"""The follow-up board: what came out of talks, as cards that move from column to column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netx_tui.domain.board_rows import BoardView, CardRow
from netx_tui.domain.errors import FieldError
from netx_tui.i18n import N_, _
from netx_tui.screens.board_telling import BoardTelling
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.card_panel import CardPanel
from netx_tui.widgets.filter_bar import FilterBar


class BoardScreen(BoardTelling):
    """The board, with the card under the cursor beside or below it where there is room."""

    AUTO_FOCUS = "BoardWidget"
    HELP = N_(
        "Your board: insights of talks become cards, cards become done. {board.carry=space} takes a card up,"
        " arrows carry it, {board.open=enter} drops it; or drag it with the mouse. A full column asks what "
        "shall give way."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (150, "-huge")]  # noqa: RUF012 - as its class declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012 - as its class declares it
    CSS = """
    BoardScreen {
        /* What lies below other widgets everywhere would only be painted to be painted over. */
        #body { visibility: hidden; }
        FilterBar, BoardWidget, CardPanel { visibility: visible; }
        FilterBar { dock: top; }
        CardPanel { display: none; }
        &.-wide.-high CardPanel { display: block; height: 12; border-top: solid $rule; }
        &.-huge #body { layout: horizontal; }
        BoardWidget { width: 1fr; }
        &.-huge CardPanel {
            display: block; width: 46; height: 1fr; padding: 0 1; border-top: none; border-left: solid $rule;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "quick_add", N_("add"), tooltip=N_("Add a card."), id="board.add", show=True),
    ]

    def compose_body(self) -> ComposeResult:
        """Filter line, board, the card under the cursor."""
        yield FilterBar(_("words, person:… type:book due:<7d red"), suggest=_suggestions)
        yield BoardWidget(self._view(""), signs=self.signs)
        yield CardPanel(signs=self.signs)

    def on_mount(self) -> None:
        """Say what could not be shown as it stands."""
        self.tell()

    # What is shown

    def _view(self, query: str) -> BoardView:
        view = self.services.board.view(query, self._lanes, dropped=self._dropped)
        columns = tuple(column._replace(empty=self.with_keys(column.empty)) for column in view.columns)
        return view._replace(columns=columns)

    def show_card(self, card_id: str) -> None:
        """Read the board again and put the cursor on this card; a filter that hides it goes."""
        try:
            view = self._view(self.bar.query_text)
        except FieldError as error:
            self._count = ""
            self.bar.tell("", trouble=error.message)
            return
        if card_id and self.bar.query_text and not _shows(view, card_id):
            self.bar.clear()
            view = self._view("")
        self.board.show(view, card_id)
        self.tell()
        self._tell_details()

    @on(BoardWidget.Dropped)
    def _dropped_at(self, event: BoardWidget.Dropped) -> None:
        event.stop()
        marked = self.board.marked
        ids = self._ordered(marked) if event.card.id in marked else [event.card.id]
        self.put(ids, event.spot)

    def _ordered(self, ids: Iterable[str]) -> list[str]:
        wanted = set(ids)
        return [card.id for column in self.board.view.columns for card in column.cards if card.id in wanted]

    @on(BoardWidget.Opened)
    def _opened(self, event: BoardWidget.Opened) -> None:
        event.stop()
        self.run_worker(self.follow_link(f"action:{event.card.id}"), group="cards")

    # The cards verbs work on

    def target(self) -> CardRow | None:
        """The card under the cursor."""
        return self.board.current if self.is_mounted else None

    def targets(self) -> Sequence[str]:
        """The marked cards, or else the one under the cursor."""
        if self.board.marked:
            return self._ordered(self.board.marked)
        row = self.target()
        return (row.id,) if row else ()

    def moved(self, card_ids: Sequence[str], sentence: str) -> None:
        """Cards move often: what came where is told in the status line, not in a box over the board."""
        self.let_go()
        self.acknowledged()
        self.wanted = card_ids[0]
        self.show_change()
        self.say(_("{sentence} {key} undoes.").format(sentence=sentence, key=self.key_of("undo", "u")))

    def let_go(self) -> None:
        """The verb is done: nothing is marked any more."""
        self.board.clear_marks()

    def row_of(self, card_id: str) -> CardRow | None:
        """The card of this id as it is shown."""
        return self.board.card(card_id)

    @work(group="cards")
    async def action_quick_add(self) -> None:
        """Add a card."""
        await self.fill_in_card()

    def go_top(self) -> None:
        """``g g`` goes to the first card of the column."""
        self.board.action_top()


def _shows(view: BoardView, card_id: str) -> bool:
    return any(card.id == card_id for column in view.columns for card in column.cards)


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.board_filter import suggestions

    return suggestions(text)
