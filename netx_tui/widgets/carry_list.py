"""A list whose rows can be carried to another place, with keys or with the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from netx_tui.i18n import N_
from netx_tui.widgets.line_list import LineList

Row = TypeVar("Row")


class CarryList(LineList[Row]):
    """A list with an order of the user's own.

    Space takes the row up, the arrows carry it, Enter puts it down, Esc puts it back; the mouse drags it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "carry",
            N_("carry"),
            show=True,
            id="list.carry",
            tooltip=N_("Take it up, or drop it; arrows carry it."),
        ),
        Binding(
            "escape", "put_back", N_("put back"), show=False, id="list.put_back", tooltip=N_("Put it back.")
        ),
    ]

    @dataclass
    class Carried(Message):
        """A row is being carried and stands at ``index`` now; -1: nothing is carried any more."""

        list: CarryList[Any]
        index: int

        @property
        def control(self) -> CarryList[Any]:
            """The list that sent it."""
            return self.list

    @dataclass
    class Dropped(Message):
        """A row was put down at ``index``, counted among the others."""

        list: CarryList[Any]
        row: Any
        index: int

        @property
        def control(self) -> CarryList[Any]:
            """The list that sent it."""
            return self.list

    _from = -1
    """Where the carried row came from; -1 while nothing is carried."""
    _pressed = -1
    """The row on which the mouse was pressed; -1 while it is not."""

    @property
    def carrying(self) -> bool:
        """Whether a row is being carried."""
        return self._from >= 0

    # Keys

    def action_carry(self) -> None:
        """Take the row up; one that is carried already is put down."""
        if self.carrying:
            self._drop()
        elif len(self.rows) > 1:
            self._take_up()

    def action_put_back(self) -> None:
        """Put the row back where it came from."""
        self._carry_to(self._from)
        self._let_go()

    def action_move(self, by: int) -> None:
        """Move the cursor, and what is carried with it."""
        if self.carrying:
            self._carry_to(self.cursor + by)
        else:
            super().action_move(by)

    def action_page(self, pages: int) -> None:
        """A page on, with what is carried."""
        if self.carrying:
            self._carry_to(self.cursor + pages * max(1, self.size.height - 1))
        else:
            super().action_page(pages)

    def action_top(self) -> None:
        """To the first row, with what is carried."""
        if self.carrying:
            self._carry_to(0)
        else:
            super().action_top()

    def action_bottom(self) -> None:
        """To the last row, with what is carried."""
        if self.carrying:
            self._carry_to(len(self.rows) - 1)
        else:
            super().action_bottom()

    def action_open(self) -> None:
        """Put down what is carried, else open the row."""
        if self.carrying:
            self._drop()
        else:
            super().action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is carried can be put back."""
        if action == "put_back":
            return self.carrying
        if action == "carry":
            return len(self.rows) > 1
        return super().check_action(action, parameters)

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Perhaps the beginning of a drag."""
        index = self.scroll_offset.y + event.y
        if event.button == 1 and index < len(self.rows) and not self.carrying:
            self._pressed = index
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry the row with the mouse; a move without a button means that its release was lost."""
        if self._pressed < 0:
            return
        if not event.button:
            self._release(dropped=False)
            return
        index = max(0, min(self.scroll_offset.y + event.y, len(self.rows) - 1))
        if not self.carrying and index != self._pressed:
            self.cursor = self._pressed
            self._take_up()
        if self.carrying:
            self._carry_to(index)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Put the row down where the mouse was let go."""
        if self._pressed >= 0:
            self._release(dropped=True)

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor there, two open the row; with a row in hand it is put down there."""
        if not self.carrying:
            super().on_click(event)
            return
        event.stop()
        self._carry_to(max(0, min(self.scroll_offset.y + event.y, len(self.rows) - 1)))
        self._drop()

    def on_blur(self, event: events.Blur) -> None:
        """Who leaves the list puts back what was carried."""
        if self.carrying:
            self.action_put_back()
        super().on_blur(event)

    def _release(self, *, dropped: bool) -> None:
        self._pressed = -1
        self.release_mouse()
        if self.carrying:
            self._drop() if dropped else self.action_put_back()

    # Carrying

    def _carry_to(self, index: int) -> None:
        index, start = max(0, min(index, len(self.rows) - 1)), self.cursor
        rows = list(self.rows)
        rows.insert(index, rows.pop(start))
        self.rows = rows
        if abs(index - start) > self.size.height:
            self.redraw()
        else:
            self.redraw(*range(min(start, index), max(start, index) + 1))
        self.cursor = index
        self.post_message(self.Carried(self, index))

    def _drop(self) -> None:
        row, index, came_from = self.rows[self.cursor], self.cursor, self._from
        self._let_go()
        if index != came_from:
            self.post_message(self.Dropped(self, row, index))

    def _let_go(self) -> None:
        self._from = -1
        self.redraw(self.cursor)
        self.refresh_bindings()
        self.post_message(self.Carried(self, -1))

    def _take_up(self) -> None:
        self._from = self.cursor
        self.redraw(self.cursor)
        self.refresh_bindings()
        self.post_message(self.Carried(self, self.cursor))

    def show(self, rows: Any, cursor: int = 0) -> None:
        """Show other rows; what is carried is put back by that."""
        if self.carrying:
            self._from = -1
            self.post_message(self.Carried(self, -1))
        super().show(rows, cursor)
