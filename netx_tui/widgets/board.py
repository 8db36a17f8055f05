"""The kanban board: one widget that draws lines, whatever the number of cards; here its mouse.

Only what is visible is ever drawn, and only what changed is painted again: two cards when the cursor moves,
two lines when a card is carried. It changes nothing itself: where a card is let go it tells the screen, which
asks the rules and shows the board anew.
"""

from __future__ import annotations

from textual import events
from textual.timer import Timer

from netx_tui.domain.board_rows import CardRow
from netx_tui.widgets.board_carry import Carry, Press
from netx_tui.widgets.board_hands import BoardHands
from netx_tui.widgets.board_layout import HEAD, ONE

EDGE_SECONDS = 0.12
"""How often a card held at an edge moves the board on."""
_WHEEL = 3


class BoardWidget(BoardHands):
    """Columns of cards with a cursor; cards are carried with keys or dragged with the mouse."""

    _press: Press | None = None
    _edge: Timer | None = None
    _mouse_at = (0, 0)
    _after_drop = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Perhaps the beginning of a drag."""
        self._after_drop = False
        card = self._card_at(event.x, event.y)
        if event.button == 1 and card is not None and not self._carry:
            self._press = Press(card.id, event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the card; a move without a button means that its release was lost, one outside ends it."""
        if self._press is None:
            return
        self._mouse_at = (event.x, event.y)
        if not event.button or not self._inside(event.x, event.y):
            self._let_go()
        elif self._carry or (event.x, event.y) != (self._press.x, self._press.y):
            self._drag(event.x, event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop the card where the mouse was let go."""
        if self._press is None:
            return
        if self._carry and self._carry.mouse:
            self._drop()
        self._release()

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor there, two open the card; with a card in hand it is dropped there."""
        event.stop()
        if self._after_drop:
            self._after_drop = False
            return
        if self._carry:
            self._carry_to(self._over(self._carry, event.x, event.y))
            self._drop()
            return
        if event.y < HEAD:
            column = self._heading_at(event.x)
            if column >= 0:
                self.go_column(self.view.columns[column].id)
            return
        card = self._card_at(event.x, event.y)
        if card is None:
            self.go_column(self.view.columns[self._window.column_at(event.x)].id)
            return
        self.select(card.id)
        if event.chain == 2:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the mouse."""
        event.stop()
        self._scroll_by(self._window.column_at(event.x), _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the mouse."""
        event.stop()
        self._scroll_by(self._window.column_at(event.x), -_WHEEL)

    def _drag(self, x: int, y: int) -> None:
        carry = self._carry
        if carry is None and self._press is not None:
            self.select(self._press.card)
            carry = Carry(self._press.card, self._column, self._place, self._column, self._place, mouse=True)
        if carry is not None:
            self._carry_to(self._over(carry, x, y))
        if self._edge is None:
            self._edge = self.set_interval(EDGE_SECONDS, self._at_the_edge)

    def _at_the_edge(self) -> None:
        """A card held at an edge: the column scrolls there, or the next column comes."""
        x, y = self._mouse_at
        if self._carry is None:
            return
        column = self._window.column_at(x)
        if y <= HEAD:
            self._scroll_by(column, -1)
        elif y >= self.size.height - 1:
            self._scroll_by(column, 1)
        by = -1 if x < 1 else 1 if x >= self.size.width - 1 else 0
        shown = range(self._window.first, self._window.first + self._window.many)
        target = (shown[0] if by < 0 else shown[-1]) + by
        if by and 0 <= target < len(self.view.columns):
            self._show_window(target)
        self._carry_to(self._over(self._carry, x, y))

    def _over(self, carry: Carry, x: int, y: int) -> Carry:
        column = self._heading_at(x) if y < HEAD else self._window.column_at(x)
        if column < 0:
            column = carry.column
        line = y - HEAD + self._top(column)
        return carry.over(column, self._stacks[column].gap_at(line))

    def _release(self) -> None:
        """The mouse is free again."""
        if self._press is not None:
            self._press = None
            self.release_mouse()
        if self._edge is not None:
            self._edge.stop()
            self._edge = None

    def _inside(self, x: int, y: int) -> bool:
        return 0 <= x < self.size.width and 0 <= y < self.size.height

    def _let_go(self) -> None:
        """Nothing is carried any more, and the mouse is free; letting go of it is no click."""
        self._after_drop = self._carry is not None and self._carry.mouse
        self._release()
        super()._let_go()

    def _keep_carry(self) -> None:
        """A card that is gone is no longer dragged."""
        super()._keep_carry()
        if self._carry is None and self._press is not None and self.card(self._press.card) is None:
            self._release()

    def on_resize(self) -> None:
        """What was dragged is put back: nothing stands where it stood. What keys carry stays in hand."""
        if self._press is not None:
            self._let_go()

    def _card_at(self, x: int, y: int) -> CardRow | None:
        if y < HEAD:
            return None
        column = self._window.column_at(x)
        if x >= self._window.left(column) + self._window.width:
            return None
        stack = self._stacks[column]
        index = stack.index_at(y - HEAD + self._top(column))
        return stack.cards[index] if index >= 0 else None

    def _heading_at(self, x: int) -> int:
        """The column whose heading is at the cell ``x``; -1: none."""
        if self.size.width >= ONE:
            return self._window.column_at(x)
        return next((tab.column for tab in self._tabs() if tab.start <= x < tab.end), -1)

    def _scroll_by(self, column: int, lines: int) -> None:
        self._show_from(column, self._top(column) + lines)
        self._repaint()
