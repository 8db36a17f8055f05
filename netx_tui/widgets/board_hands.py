"""Cards in hand: taken up, carried from place to place, dropped or put back, with keys."""

from __future__ import annotations

from netx_tui.domain.board_rows import BoardView, CardRow, Spot
from netx_tui.widgets.board_carry import Carry
from netx_tui.widgets.board_cursor import BoardCursor


class BoardHands(BoardCursor):
    """A board on which cards are moved. It tells where one was let go; the screen asks the rules."""

    @property
    def carrying(self) -> bool:
        """Whether a card is being carried."""
        return self._carry is not None

    def card(self, card_id: str) -> CardRow | None:
        """The card of this id as it is shown; ``None`` where it is not."""
        return next(
            (stack.cards[stack.places[card_id]] for stack in self._stacks if card_id in stack.places), None
        )

    def show(self, view: BoardView, card_id: str = "") -> None:
        """Show another state of the board; the cursor goes to ``card_id``, else it stays on its card."""
        kept = card_id or (self.current.id if self.current else "")
        before, self.view = self.view, view
        if [column.id for column in before.columns] != [column.id for column in view.columns]:
            here = before.columns[self._column].id
            self._column = next((n for n, column in enumerate(view.columns) if column.id == here), 0)
        self._lay_out(self.size)
        if self.marked:
            self.marked &= {card.id for column in view.columns for card in column.cards}
        self._keep_carry()
        if kept:
            self._find(kept)
        if self.is_mounted:
            self._reveal()
            self._repaint()
            self._tell()

    def action_step(self, by: int) -> None:
        """Move the cursor, or what is carried."""
        if self._carry:
            self._carry_to(self._carry.stepped(by, self._stacks[self._carry.column]))
        else:
            self._from_here(lambda: self._go(self._place + by))

    def action_side(self, by: int) -> None:
        """Go to the neighbour column, or carry the card there."""
        if self._carry is None:
            self._from_here(lambda: self._enter(self._column + by))
            return
        column = max(0, min(self._carry.column + by, len(self.view.columns) - 1))
        if column != self._carry.column:
            self._carry_to(self._carry.over(column, self._gap_beside(self._carry, column)))

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        stack = self._stack
        if self._carry is None and stack.cards:
            line = stack.tops[self._place] + pages * max(1, self._body)
            self._from_here(lambda: self._go(stack.nearest(max(0, min(line, stack.lines)))))

    def action_open(self) -> None:
        """Drop what is carried, else open the card."""
        if self._carry:
            self._drop()
        elif self.current:
            self.tell_screen(self.Opened(self.current))

    def action_carry(self) -> None:
        """Take the card up; one that is carried already is dropped."""
        if self._carry:
            self._drop()
        elif self.current:
            self._carry_to(Carry(self.current.id, self._column, self._place, self._column, self._place))

    def action_send(self, by: int) -> None:
        """Move the card to the top of the neighbour column."""
        column, card = self._column + by, self.current
        if card is not None and 0 <= column < len(self.view.columns):
            top = Carry(card.id, self._column, self._place, column, 0)
            self.tell_screen(self.Dropped(card, self._spot(top)))

    def action_shift(self, by: int) -> None:
        """Move the card up or down in its column."""
        card = self.current
        if card is None or card.insight:
            return
        held = Carry(card.id, self._column, self._place, self._column, self._place).stepped(by, self._stack)
        held = self._settled(held)
        if not held.at_home:
            self.tell_screen(self.Dropped(card, self._spot(held)))

    def action_put_back(self) -> None:
        """Put the card back where it came from."""
        self._let_go()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to take up in an empty column, and only what is carried can be put back."""
        if action == "put_back":
            return self.carrying
        if action in ("carry", "open", "mark", "send", "shift"):
            return self.current is not None
        return super().check_action(action, parameters)

    def _carry_to(self, carry: Carry) -> None:
        """Show where the card would fall now; only the two lines concerned are painted."""
        carry = self._settled(carry)
        before, self._carry = self._carry, carry
        self._reveal_landing(carry)
        self._repaint()
        if before == carry:
            return
        if before is None:
            self.refresh_bindings()
        card = self.card(carry.card)
        if card is not None:
            self.tell_screen(self.Carried(card, self._spot(carry)))

    def _drop(self) -> None:
        carry, card = self._carry, self.card(self._carry.card) if self._carry else None
        self._let_go()
        if carry is None or card is None or carry.at_home or (card.insight and carry.column == carry.source):
            return
        self.tell_screen(self.Dropped(card, self._spot(carry)))

    def _let_go(self) -> None:
        """Nothing is carried any more."""
        carry, self._carry = self._carry, None
        if carry is None:
            return
        self._reveal()
        self._repaint()
        self.refresh_bindings()
        card = self.card(carry.card)
        if card is not None:
            self.tell_screen(self.Carried(card, None))

    def _keep_carry(self) -> None:
        """The board has changed below a card that is carried: it stays in hand while it is there."""
        carry = self._carry
        if carry is None:
            return
        for column, stack in enumerate(self._stacks):
            place = stack.place(carry.card)
            if place >= 0:
                target = min(carry.column, len(self._stacks) - 1)
                gap = min(carry.gap, len(self._stacks[target].cards))
                self._carry = carry._replace(source=column, place=place, column=target, gap=gap)
                return
        self._carry = None
        self.refresh_bindings()

    def _spot(self, carry: Carry) -> Spot:
        column, stack = self.view.columns[carry.column], self._stacks[carry.column]
        moving = self.marked if carry.card in self.marked else {carry.card}
        if self._bands:
            # In lanes the card that follows on the screen is not the one that follows in the column.
            behind = stack.cards[carry.gap - 1].id if carry.gap else ""
            order = [card.id for card in column.cards if card.id not in moving]
            if carry.gap >= len(stack.cards) and behind in order:
                at = order.index(behind) + 1
                return Spot(column.id, order[at] if at < len(order) else "")
        return carry.spot(column.id, stack, moving)

    def _settled(self, carry: Carry) -> Carry:
        """The nearest place that a card can have; lanes have insights of their own."""
        return carry if self._bands else carry.below_insights(self._stacks[carry.column])

    def _gap_beside(self, carry: Carry, column: int) -> int:
        """The place in another column at about the same height on the screen."""
        line = self._stacks[carry.column].gap_line(carry.gap) - self._top(carry.column)
        return self._stacks[column].gap_at(line + self._top(column))

    def _reveal(self) -> None:
        """Keep the place where a carried card would fall in sight, else the cursor's card."""
        if self._carry is None:
            super()._reveal()
        else:
            self._reveal_landing(self._carry)

    def _reveal_landing(self, carry: Carry) -> None:
        self._show_window(carry.column)
        line = self._stacks[carry.column].gap_line(carry.gap)
        self._reveal_lines(carry.column, line, line)
