"""The board's surface: which lines show what, and painting again no more of it than has changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import NULL_SIZE, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.board_rows import BoardView, CardRow
from netx_tui.widgets.board_carry import Carry
from netx_tui.widgets.board_face import (
    Look,
    Tab,
    card_face,
    differing,
    heading,
    heading_style,
    more_text,
    tabs,
)
from netx_tui.widgets.board_layout import GAP, ONE, Band, Stack, Window, stacks, window
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.signs import UNICODE, Signs

HEAD = 2
"""Lines above the cards: headings, and the rule below them."""
_CACHED_FACES = 400
Seen = Mapping[tuple[int, int], list[Segment]]
"""What stood in lines: by column and line of the widget."""
_NOBODY: frozenset[str] = frozenset()


class BoardSurface(Widget, can_focus=True):
    """Columns of cards drawn line by line; what moves on it is told by those who come after."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--title",
        "board--quiet",
        "board--amber",
        "board--red",
        "board--cursor",
        "board--cursor-blurred",
        "board--carried",
        "board--landing",
        "board--heading",
        "board--current",
        "board--full",
        "board--target",
        "board--lane",
    }
    DEFAULT_CSS = """
    BoardSurface {
        height: 1fr;
        & > .board--quiet { color: $dim; }
        & > .board--amber { color: $text-warning; }
        & > .board--red { color: $text-error; text-style: bold; }
        & > .board--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        &:nocolor > .board--cursor { text-style: bold reverse; }
        & > .board--cursor-blurred {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .board--carried { color: $dim; text-style: italic; }
        & > .board--landing { color: $accent; text-style: bold; }
        & > .board--heading { color: $dim; }
        & > .board--current { text-style: bold; }
        & > .board--full { color: $text-warning; text-style: bold; }
        & > .board--target { color: $accent; text-style: bold reverse; }
        & > .board--lane { color: $accent; }
    }
    """

    def __init__(self, view: BoardView, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = view
        """What is shown."""
        self.signs = signs
        self.marked: frozenset[str] = _NOBODY
        """The ids of the marked cards."""
        self._column = 0
        self._places: dict[str, int] = {}
        self._offsets: dict[str, int] = {}
        self._window = Window(0, 1, 1)
        self._stacks: tuple[Stack, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._carry: Carry | None = None
        self._laid_out = NULL_SIZE
        self._faces: dict[tuple[str, int, Look], list[list[Segment]]] = {}
        self._known_styles: dict[str, Style] = {}
        self._lay_out(NULL_SIZE)

    # What stands where

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

    def _show_from(self, column: int, top: int) -> bool:
        """Show a column from the line ``top`` on; whether that is another one than before."""
        before, seen = self._top(column), self._seen((column,))
        self._offsets["" if self._bands else self.view.columns[column].id] = max(0, top)
        if self._top(column) == before:
            return False
        self._repaint_changes(seen)
        return True

    def _reveal_lines(self, column: int, first: int, last: int) -> None:
        """Scroll a column so that these lines can be seen, with the blank one around them."""
        top = self._top(column)
        if first < top:
            self._show_from(column, first)
        elif last >= top + self._body:
            self._show_from(column, min(first, last - self._body + 1))

    def _show_window(self, column: int) -> None:
        """Move the window of columns until ``column`` is in it."""
        moved = window(self._laid_out.width, len(self.view.columns), column, self._window.first)
        if moved != self._window:
            self._window = moved
            self.refresh()

    # Painting again

    def _repaint_card(self, card_id: str) -> None:
        for column, stack in enumerate(self._stacks):
            place = stack.place(card_id) if self._window.shows(column) else -1
            if place >= 0:
                self._repaint_lines(column, stack.tops[place], stack.heights[place] - 1)

    def _repaint_lines(self, column: int, line: int, count: int) -> None:
        if not self._window.shows(column):
            return
        y = line - self._top(column) + HEAD
        first, last = max(y, HEAD), min(y + count, self._laid_out.height)
        if first < last:
            self.refresh(Region(self._window.left(column), first, self._window.width, last - first))

    def _seen(self, columns: Collection[int]) -> Seen:
        """What stands in each line of ``columns``, as far as they are shown, headings included."""
        width, height = self._laid_out
        if not width or self._bands:
            return {}
        shown = [column for column in columns if self._window.shows(column)]
        first = 1 if width < ONE else 0
        return {(column, y): self._line(column, y) for column in shown for y in range(first, height)}

    def _repaint_changes(self, seen: Seen) -> None:
        """Paint those cells that look different from what was ``seen``."""
        for (column, y), line in self._seen({column for column, _y in seen}).items():
            start, end = differing(seen.get((column, y), []), line)
            if start < end:
                self.refresh(Region(self._window.left(column) + start, y, end - start, 1))
        if self._laid_out.width < ONE or self._bands:
            self.refresh() if self._bands else self._repaint_heads()

    def _repaint_heads(self) -> None:
        self.refresh(Region(0, 0, self.size.width, min(HEAD, self.size.height)))

    def _repaint_landing(self, carry: Carry) -> None:
        self._repaint_lines(carry.column, self._stacks[carry.column].gap_line(carry.gap), 1)

    # Drawing

    def style_of(self, name: str) -> Style:
        """The style of the component ``name``."""
        if name not in self._known_styles:
            self._known_styles[name] = self.get_component_rich_style(name) if name else self.rich_style
        return self._known_styles[name]

    def notify_style_update(self) -> None:
        """Another theme: every drawn card is out of date."""
        super().notify_style_update()
        self._known_styles.clear()
        self._faces.clear()

    def render_line(self, y: int) -> Strip:
        """One line across all columns that are shown."""
        size = self.size
        if size != self._laid_out:  # painted before it was told of its size
            self._lay_out(size)
        width = size.width
        if y == 0 and width < ONE:
            return self._tab_strip(width)
        if y >= HEAD and self._bands:
            band = next((band for band in self._bands if band.line == y - HEAD + self._top(0)), None)
            if band is not None:
                return self._lane(band, width)
        blank = Segment(" " * GAP, self.style_of(""))
        segments: list[Segment] = []
        shown = range(self._window.first, self._window.first + self._window.many)
        for column in shown:
            if column > shown[0]:
                segments.append(blank)
            segments += self._line(column, y)
        return Strip(segments).adjust_cell_length(width, self.style_of(""))

    def _line(self, column: int, y: int) -> list[Segment]:
        """The line ``y`` of the widget in one column."""
        if y >= HEAD:
            return self._cell(column, y - HEAD)
        return self._rule(column) if y else self._heading(column)

    def _cell(self, column: int, y: int) -> list[Segment]:
        """One line of a column: a card's, where one would fall, how many more there are, or nothing."""
        stack, width = self._stacks[column], self._window.width
        top = self._top(column)
        line = y + top
        carry = self._carry
        if carry and carry.column == column and stack.gap_line(carry.gap) == line:
            return [Segment(self.signs.landing * width, self.style_of("board--landing"))]
        if not stack.cards:
            return [Segment(self._empty_line(column, y, width), self.style_of("board--quiet"))]
        if y in (0, self._body - 1) and not self._bands:
            above, below = stack.hidden(top, self._body)
            count = above if y == 0 else below
            if count:
                text = more_text(self.signs.above if y == 0 else self.signs.more, count)
                return [Segment(fit(f"  {text}", width, self.signs.cut), self.style_of("board--quiet"))]
        index = stack.index_at(line)
        if index < 0:
            return [Segment(" " * width, self.style_of(""))]
        return self._face(stack.cards[index], column, index)[line - stack.tops[index]]

    def _face(self, card: CardRow, column: int, index: int) -> list[list[Segment]]:
        look = Look(
            cursor=column == self._column and index == self._place,
            focused=self.has_focus,
            marked=card.id in self.marked,
            carried=self._carry is not None and self._carry.card == card.id,
        )
        key = (card.id, self._window.width, look)
        face = self._faces.get(key)
        if face is None:
            if len(self._faces) >= _CACHED_FACES:
                self._faces.clear()
            face = self._faces[key] = card_face(card, self._window.width, look, self.signs, self.style_of)
        return face

    def _empty_line(self, column: int, y: int, width: int) -> str:
        lines = list(wrap(self.view.columns[column].empty, max(width - 2, 1)))
        return fit(f"  {lines[y - 1]}" if 0 < y <= len(lines) else "", width, self.signs.cut)

    def _heading_style(self, column: int) -> Style:
        carry = self._carry
        name = heading_style(
            self.view.columns[column],
            current=column == self._column and carry is None,
            target=carry is not None and carry.column == column,
        )
        return self.style_of(name)

    def _heading(self, column: int) -> list[Segment]:
        """A column's heading; at the ends of the window it says that there are more."""
        width, text = self._window.width, heading(self.view.columns[column])
        last = self._window.first + self._window.many - 1
        if column == self._window.first and column > 0:
            text = f"{self.signs.before} {text}"
        if column == last and last + 1 < len(self.view.columns):
            text = fit(text, max(width - 2, 1), self.signs.cut) + f" {self.signs.behind}"
        return [Segment(fit(text, width, self.signs.cut), self._heading_style(column))]

    def _rule(self, column: int) -> list[Segment]:
        heavy = column == self._column if self._carry is None else column == self._carry.column
        sign = self.signs.heavy if heavy else self.signs.rule
        return [
            Segment(sign * self._window.width, self.style_of("board--lane" if heavy else "board--heading"))
        ]

    def _tabs(self) -> list[Tab]:
        """The headings of a narrow board."""
        current = self._carry.column if self._carry else self._column
        return tabs(self.view.columns, current, self._laid_out.width, self.signs)

    def _tab_strip(self, width: int) -> Strip:
        segments: list[Segment] = []
        for tab in self._tabs():
            if segments:
                segments.append(Segment("  ", self.style_of("")))
            segments.append(Segment(tab.text, self._heading_style(tab.column)))
        return Strip(segments).adjust_cell_length(width, self.style_of(""))

    def _lane(self, band: Band, width: int) -> Strip:
        text = fit(f"{band.name}  {band.cards}", width, self.signs.cut)
        return Strip([Segment(text, self.style_of("board--lane"))]).adjust_cell_length(
            width, self.style_of("")
        )
