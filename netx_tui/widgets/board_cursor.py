"""The board's cursor: from card to card, from column to column; what is marked, what is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer

from netx_tui.domain.board_rows import CardRow, Spot
from netx_tui.i18n import N_
from netx_tui.widgets.board_places import NOBODY
from netx_tui.widgets.board_surface import BoardSurface
from netx_tui.widgets.line_list import REST


def _key(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"board.{id}", show=show)


class BoardCursor(BoardSurface):
    """A board one can walk on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down,j", "step(1)", N_("down"), N_("To the next card, or carry it down."), "down"),
        _key("up,k", "step(-1)", N_("up"), N_("To the card above, or carry it up."), "up"),
        _key("right,l", "side(1)", N_("right"), N_("To the next column, or carry the card there."), "right"),
        _key("left,h", "side(-1)", N_("left"), N_("To the column before, or carry it there."), "left"),
        _key("space", "carry", N_("carry"), N_("Take it up, or drop it; arrows carry it."),
             "carry", show=True),
        _key("enter", "open", N_("open"), N_("Open the card; drop one that is carried."), "open", show=True),
        _key("L,shift+right,greater_than_sign", "send(1)", N_("move right"),
             N_("Move the card to the next column."), "send_right"),
        _key("H,shift+left,less_than_sign", "send(-1)", N_("move left"),
             N_("Move the card to the column before."), "send_left"),
        _key("J,shift+down", "shift(1)", N_("move down"), N_("Move the card down."), "shift_down"),
        _key("K,shift+up", "shift(-1)", N_("move up"), N_("Move the card up."), "shift_up"),
        _key("v", "mark", N_("mark"), N_("Mark the card: the next verb is for all that are marked."), "mark"),
        _key("home", "top", N_("top"), N_("To the first card."), "top"),
        _key("end,G", "bottom", N_("bottom"), N_("To the last card."), "bottom"),
        _key("pagedown,ctrl+f", "page(1)", N_("page down"), N_("A page down."), "page_down"),
        _key("pageup,ctrl+b", "page(-1)", N_("page up"), N_("A page up."), "page_up"),
        _key("escape", "put_back", N_("put back"), N_("Put the card back."), "put_back"),
    ]  # fmt: skip

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another card, or on none."""

        card: CardRow | None

    @dataclass
    class Opened(Message):
        """A card was opened by Enter or by a double click."""

        card: CardRow

    @dataclass
    class Carried(Message):
        """A card is being carried and would fall at ``spot``; ``None``: nothing is carried any more."""

        card: CardRow
        spot: Spot | None

    @dataclass
    class Dropped(Message):
        """A card was let go at ``spot``."""

        card: CardRow
        spot: Spot

    @dataclass
    class Marked(Message):
        """So many cards are marked now."""

        count: int

    _rest: Timer | None = None
    _untold = False

    @property
    def current(self) -> CardRow | None:
        """The card under the cursor, ``None`` in an empty column."""
        cards = self._stack.cards
        return cards[self._place] if cards else None

    @property
    def column(self) -> str:
        """The id of the column the cursor stands in."""
        return self.view.columns[self._column].id

    def on_mount(self) -> None:
        """Tell where the cursor stands at first."""
        self._tell()

    def on_resize(self) -> None:
        """Lay out anew; the cursor stays in sight."""
        self._lay_out(self.size)
        self._reveal()
        self._stale = True
        self.refresh()

    def on_focus(self, event: events.Focus) -> None:
        """The keys come here: only the cursor's card looks different."""
        event.prevent_default()
        self.has_focus = True
        self._repaint()

    def on_blur(self, event: events.Blur) -> None:
        """The keys go elsewhere: the cursor is quiet."""
        event.prevent_default()
        self.has_focus = False
        self._repaint()

    def tell_screen(self, message: Message) -> None:
        """Send a message straight to the screen: by way of the containers it would take longer."""
        self.screen.post_message(message)

    def select(self, card_id: str) -> None:
        """Put the cursor on a card."""
        self._from_here(lambda: self._find(card_id))

    def go_column(self, column_id: str) -> None:
        """Put the cursor into a column."""
        at = next((n for n, column in enumerate(self.view.columns) if column.id == column_id), self._column)
        self._from_here(lambda: self._enter(at))

    def clear_marks(self) -> None:
        """Nothing is marked any more."""
        if self.marked:
            self.marked = NOBODY
            self._repaint()

    def action_top(self) -> None:
        """Go to the first card of the column."""
        self._from_here(lambda: self._go(0))

    def action_bottom(self) -> None:
        """Go to the last card of the column."""
        self._from_here(lambda: self._go(len(self._stack.cards) - 1))

    def action_mark(self) -> None:
        """Mark the card, or take the mark away, and go down."""
        card = self.current
        if card is not None:
            self.marked ^= {card.id}
            self._from_here(lambda: self._go(self._place + 1))
            self._repaint()
            self.tell_screen(self.Marked(len(self.marked)))

    def _find(self, card_id: str) -> None:
        for column, stack in enumerate(self._stacks):
            place = stack.place(card_id)
            if place >= 0:
                self._column = column
                self._go(place)

    def _go(self, place: int) -> None:
        self._places[self.column] = max(0, min(place, len(self._stack.cards) - 1))

    def _enter(self, column: int) -> None:
        """Go to another column, to the card at about the same height."""
        column = max(0, min(column, len(self.view.columns) - 1))
        if column == self._column:
            return
        line = self._stack.tops[self._place] - self._top(self._column) if self._stack.cards else 0
        self._column = column
        self._go(self._stack.nearest(line + self._top(column)))

    def _from_here(self, move: Callable[[], None]) -> None:
        """Move the cursor by ``move``, and paint what looks different now."""
        before = (self._column, self._place)
        move()
        if (self._column, self._place) == before:
            return
        self._reveal()
        self._repaint()
        self._tell()

    def _reveal(self) -> None:
        """Scroll until the cursor's card is in sight."""
        self._show_window(self._column)
        stack = self._stack
        if stack.cards and self._body:
            top = stack.tops[self._place]
            self._reveal_lines(self._column, top - 1, top + stack.heights[self._place] - 1)

    def _tell(self) -> None:
        """Tell where the cursor is, now or when the keys come to rest."""
        if self._rest is not None:
            self._untold = True
            self._rest.reset()
            return
        self._untold = False
        if self.is_attached:
            self._rest = self.set_timer(REST, self._rested)
            self.tell_screen(self.Highlighted(self.current))

    def _rested(self) -> None:
        self._rest = None
        if self._untold:
            self._tell()
