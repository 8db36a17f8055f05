"""Where everything stands on the board just now: the columns that are shown, how far each is scrolled."""

from __future__ import annotations

from textual.geometry import NULL_SIZE, Size
from textual.widget import Widget

from netx_tui.domain.board_rows import BoardView
from netx_tui.widgets.board_carry import Carry
from netx_tui.widgets.board_layout import HEAD, Band, Stack, Window, stacks, window

NOBODY: frozenset[str] = frozenset()


class BoardPlaces(Widget, can_focus=True):
    """What the board shows and where; nothing is drawn here."""

    def __init__(self, view: BoardView, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = view
        """What is shown."""
        self.marked: frozenset[str] = NOBODY
        """The ids of the marked cards."""
        self._column = 0
        self._places: dict[str, int] = {}
        self._offsets: dict[str, int] = {}
        self._window = Window(0, 1, 1)
        self._stacks: tuple[Stack, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._carry: Carry | None = None
        self._laid_out = NULL_SIZE
        self._lay_out(NULL_SIZE)

    @property
    def _body(self) -> int:
        """The lines for cards."""
        return max(self._laid_out.height - HEAD, 0)

    @property
    def _stack(self) -> Stack:
        """The column of the cursor."""
        return self._stacks[self._column]

    @property
    def _place(self) -> int:
        """Where the cursor stands in its column."""
        cards = self._stack.cards
        return max(0, min(self._places.get(self.view.columns[self._column].id, 0), len(cards) - 1))

    def _lay_out(self, size: Size) -> None:
        """Reckon anew which card stands in which line of a board of this size."""
        self._laid_out = size
        target = self._carry.column if self._carry else self._column
        before, self._window = (
            self._window,
            window(size.width, len(self.view.columns), target, self._window.first),
        )
        known = () if self._bands or before.width != self._window.width else self._stacks
        self._stacks, self._bands = stacks(self.view.columns, self._window.width, self.view.lanes, known)

    def _top(self, column: int) -> int:
        """The line of a column that is shown first; in lanes all columns scroll together."""
        key = "" if self._bands else self.view.columns[column].id
        lines = (
            max((stack.lines for stack in self._stacks), default=0)
            if self._bands
            else self._stacks[column].lines
        )
        return max(0, min(self._offsets.get(key, 0), lines - self._body))

    def _show_from(self, column: int, top: int) -> None:
        """Show a column from the line ``top`` on."""
        self._offsets["" if self._bands else self.view.columns[column].id] = max(0, top)

    def _reveal_lines(self, column: int, first: int, last: int) -> None:
        """Scroll a column so that these lines can be seen, with the blank one around them."""
        top = self._top(column)
        if first < top:
            self._show_from(column, first)
        elif last >= top + self._body:
            self._show_from(column, min(first, last - self._body + 1))

    def _show_window(self, column: int) -> None:
        """Move the window of columns until ``column`` is in it."""
        self._window = window(self._laid_out.width, len(self.view.columns), column, self._window.first)
