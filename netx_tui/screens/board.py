"""The follow-up board: what came out of talks, as cards that move from column to column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netx_tui.domain.board_rows import BoardView, CardRow
from netx_tui.domain.errors import FieldError, NetxError
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.board_finding import BoardFinding
from netx_tui.screens.card_moves import BoardServices, landing
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.card_panel import CardPanel
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists


class BoardScreen(BoardFinding):
    """The board, with the card under the cursor beside or below it where there is room."""

    AUTO_FOCUS = "BoardWidget"
    HELP = N_(
        "Your board: insights of talks become cards, cards become done. Space takes a card up, arrows carry "
        "it, enter drops it; or drag it with the mouse. A full column asks what shall give way."
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

    panel = getters.query_one(CardPanel)

    def __init__(self, shortlists: Shortlists, services: BoardServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._kind = ""
        self._count = ""
        self._saying: tuple[str, str] | None = None

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
        return self.services.board.view(query, self._lanes, dropped=self._dropped)

    def show_card(self, card_id: str) -> None:
        """Read the board again and put the cursor on this card; a filter that hides it goes."""
        try:
            view = self._view(self.bar.query_text)
        except FieldError as error:
            self._count = ""
            self.bar.tell("", trouble=error.message)
            return
        hidden = card_id and not any(card.id == card_id for column in view.columns for card in column.cards)
        if hidden and self.bar.query_text:
            self.bar.clear()
            view = self._view("")
        self.board.show(view, card_id)
        self.tell()
        self.call_after_refresh(self._show_details)

    def say(self, text: str, *, severity: str = "") -> None:
        """Put ``text`` on the status line, after what has changed on the board is painted."""
        if self._saying is None:
            self.call_after_refresh(self._say_now)
        self._saying = (text, severity)

    def _say_now(self) -> None:
        if self._saying is not None:
            text, severity = self._saying
            self._saying = None
            super().say(text, severity=severity)

    def tell(self) -> None:
        """Say how many cards are shown or marked, and what could not be shown as it stands."""
        view = self.board.view
        shown = sum(len(column.cards) for column in view.columns)
        total = sum(column.total for column in view.columns)
        if self.bar.query_text:
            count = _("{shown} of {total}").format(shown=shown, total=total)
        else:
            count = ngettext("{count} card", "{count} cards", total).format(count=total)
        if count != self._count or self.bar.typing:
            self._count = count
            self.bar.tell(count)
        marked = len(self.board.marked) if self.board.is_mounted else 0
        sentence = ngettext(
            "{count} card is marked: the next verb is for it. Esc lets go.",
            "{count} cards are marked: the next verb is for all of them. Esc lets go.",
            marked,
        )
        self.say(sentence.format(count=marked) if marked else " ".join(view.notices))

    @on(BoardWidget.Highlighted)
    def _highlighted(self, event: BoardWidget.Highlighted) -> None:
        event.stop()
        self.call_after_refresh(self._show_details)
        kind = "" if event.card is None else "insight" if event.card.insight else "card"
        if kind != self._kind:
            # Only then other keys work; finding out which takes longer than moving the cursor.
            self._kind = kind
            self.refresh_bindings()

    def _show_details(self) -> None:
        """Show the card under the cursor where there is room for it, after the board is painted."""
        if not self.panel.display:
            return
        row = self.board.current
        try:
            self.panel.show(self.services.board.card(row.id) if row else None)
        except NetxError:
            self.panel.show(None)

    def on_resize(self) -> None:
        """A larger window may have room for the card again."""
        self.call_after_refresh(self._show_details)

    @on(BoardWidget.Carried)
    def _carried(self, event: BoardWidget.Carried) -> None:
        """Say where the card would fall."""
        event.stop()
        if event.spot is None:
            self.tell()
            return
        names = {column.id: column.name for column in self.board.view.columns}
        before = self.row_of(event.spot.before)
        self.say(landing(event.card.title, names.get(event.spot.column, ""), before.title if before else ""))

    @on(BoardWidget.Marked)
    def _marked(self, event: BoardWidget.Marked) -> None:
        event.stop()
        self.tell()

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
        self.say(_("{sentence} u undoes.").format(sentence=sentence))

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


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.board_filter import suggestions

    return suggestions(text)
