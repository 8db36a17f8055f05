"""The board's surface: what every line looks like, and painting again no more of it than has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from netx_tui.domain.board_rows import BoardView
from netx_tui.widgets.board_face import Line, Tab, tabs
from netx_tui.widgets.board_layout import GAP, HEAD, ONE
from netx_tui.widgets.board_painter import Painter, Row, Sight, differences
from netx_tui.widgets.board_places import BoardPlaces
from netx_tui.widgets.cells import fit
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import UNICODE, Signs


class BoardSurface(KnownStyles, BoardPlaces):
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
        & > .board--amber { color: $warning; }
        & > .board--red { color: $error; text-style: bold; }
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
        & > .board--full { color: $warning; text-style: bold; }
        & > .board--target { color: $accent; text-style: bold reverse; }
        & > .board--lane { color: $accent; }
    }
    """

    def __init__(self, view: BoardView, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(view, id=id)
        self.signs = signs
        self._filters: list[Callable[[Line], Line]] | None = None
        self._painter = Painter(signs, self.style_of, self._filtered)
        self._rows: list[Row] = []
        self._strips: dict[int, Strip] = {}
        self._stale = True

    def notify_style_update(self) -> None:
        """Another theme: everything that was drawn is out of date."""
        super().notify_style_update()
        self._filters = None
        self._painter.forget()
        self._stale = True

    def _sight(self, column: int) -> Sight:
        carry, last = self._carry, self._window.first + self._window.many - 1
        current = column == self._column
        return Sight(
            self.view.columns[column],
            self._stacks[column],
            self._window.width,
            self._laid_out.height,
            self._top(column),
            current=current,
            place=self._place if current else -1,
            focused=current and self.has_focus,
            marked=self.marked,
            carried=carry.card if carry else "",
            carrying=carry is not None,
            gap=carry.gap if carry and carry.column == column else -1,
            counts=not self._bands,
            goes_on_before=column == self._window.first and column > 0,
            goes_on_behind=column == last and last + 1 < len(self.view.columns),
        )

    def _draw(self) -> list[Row]:
        """Every line of the board as it is to look now."""
        width, height = self._laid_out
        shown = range(self._window.first, self._window.first + self._window.many)
        columns = [self._painter.column(self._sight(column)) for column in shown]
        rows: list[Row] = list(zip(*columns, strict=True))
        if rows and width < ONE:
            rows[0] = (self._tab_line(width),)
        for band in self._bands:
            y = band.line - self._top(0) + HEAD
            if HEAD <= y < height:
                text = fit(f"{band.name}  {band.cards}", width, self.signs.cut)
                rows[y] = (self._painter.line(text, "board--lane"),)
        return rows

    def _tabs(self) -> list[Tab]:
        """The headings of a narrow board."""
        current = self._carry.column if self._carry else self._column
        return tabs(self.view.columns, current, self._laid_out.width, self.signs)

    def _tab_line(self, width: int) -> Line:
        line: Line = []
        for tab in self._tabs():
            if line:
                line += self._painter.blank(2)
            line += self._painter.heading(self._sight(tab.column), tab.text)
        return line + self._painter.blank(width - sum(piece.cell_length for piece in line))

    def _filtered(self, line: Line) -> Line:
        """A line as it may leave the app."""
        if self._filters is None:
            background = self.background_colors[1]
            self._filters = [partial(one.apply, background=background) for one in self.get_line_filters()]
        for apply in self._filters:
            line = apply(line)
        return line

    # Painting

    def _repaint(self) -> None:
        """Paint what is to look different from now on."""
        before, self._rows = self._rows, self._draw()
        if self._stale or len(before) != len(self._rows):
            self._stale = False
            self._strips.clear()
        if len(before) != len(self._rows):
            self.refresh()
            return
        regions = list(differences(before, self._rows, self._window))
        for region in regions:
            for y in region.line_range:
                self._strips.pop(y, None)
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """One line across all columns that are shown."""
        self._catch_up()
        return self._strip(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines within ``crop``. A board has no border and no padding; nothing comes around its lines."""
        self._catch_up()
        strips = [self._strips.get(y) or self._strip(y) for y in crop.line_range]
        start, end = crop.column_span
        return (
            strips if (start, end) == (0, self.size.width) else [strip.crop(start, end) for strip in strips]
        )

    def _catch_up(self) -> None:
        """Draw anew what is out of date as a whole."""
        size = self.size
        if size != self._laid_out:  # painted before it was told of its size
            self._lay_out(size)
            self._stale = True
        if self._stale:
            self._rows = self._draw()
            self._stale = False
            self._strips.clear()

    def _strip(self, y: int) -> Strip:
        width = self._laid_out.width
        gap = self._painter.blank(GAP)
        segments: list[Segment] = []
        row = self._rows[y] if y < len(self._rows) else (self._painter.blank(width),)
        for line in row:
            segments += [*gap, *line] if segments else line
        filled = self._window.many * (self._window.width + GAP) - GAP if len(row) > 1 else width
        if filled < width:
            segments += self._painter.blank(width - filled)
        strip = self._strips[y] = Strip(segments, width)
        return strip
