"""A list that draws lines: only what is visible is ever built, a cursor move repaints two lines.

Nothing is kept per row but a bounded cache of drawn lines, so 50,000 rows cost what 50 cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from netx_tui.domain.presenting import veiled
from netx_tui.i18n import N_
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.veil import presents

Row = TypeVar("Row")

REMOTE = "-remote"
"""The class of the app while it is looked at over a line."""
_CACHED_LINES = 600
REST = 0.015
"""Seconds without a move after which what follows from it is told. Keys repeat every 33 ms and less often:
each of them is followed at once, while keys that a slow line delivers in a heap are followed once."""


class LineList(KnownStyles, ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """A list of one-line rows with a cursor; a subclass says in ``segments`` how a row looks."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor", "line-list--cursor-blurred"}
    # Without a visible cursor a list cannot be used, so these few rules come with the widget.
    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .line-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        &:nocolor > .line-list--cursor { text-style: bold reverse; }
        & > .line-list--cursor-blurred {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", N_("down"), show=False, id="list.down", tooltip=N_("To the next row")),
        Binding("up,k", "move(-1)", N_("up"), show=False, id="list.up", tooltip=N_("To the row above")),
        Binding(
            "pagedown", "page(1)", N_("page down"), show=False, id="list.page_down", tooltip=N_("A page down")
        ),
        Binding("pageup", "page(-1)", N_("page up"), show=False, id="list.page_up", tooltip=N_("A page up")),
        Binding("home", "top", N_("top"), show=False, id="list.top", tooltip=N_("To the first row")),
        Binding("end,G", "bottom", N_("bottom"), show=False, id="list.bottom", tooltip=N_("To the last row")),
        Binding("enter", "open", N_("open"), show=True, id="list.open", tooltip=N_("Open the focused row")),
    ]

    cursor: Reactive[int] = Reactive(0, repaint=False, init=False)
    """Index of the focused row; 0 in an empty list."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row, or another row has come under it; ``index`` is -1 for none.

        One key is told at once; of a held key the first move and the place where it comes to rest.
        """

        list: LineList[Any]
        index: int

        @property
        def control(self) -> LineList[Any]:
            """The list that sent it."""
            return self.list

    @dataclass
    class Opened(Message):
        """A row was opened by Enter or by a double click."""

        list: LineList[Any]
        index: int

        @property
        def control(self) -> LineList[Any]:
            """The list that sent it."""
            return self.list

    def __init__(self, rows: Sequence[Row] = (), *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = rows
        self.signs = signs
        self.virtual_size = Size(1, len(rows))
        self._strips: dict[tuple[int, bool, int], Strip] = {}
        self._rest: Timer | None = None
        self._untold = False

    # What a subclass says

    def segments(self, index: int, row: Row, width: int, *, cursor: bool) -> list[Segment]:
        """The drawn row, ``width`` cells wide, beginning with the cursor's sign or a blank."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Tell where the cursor stands at first."""
        self._tell()

    # What the screen calls

    @property
    def current(self) -> Row | None:
        """The focused row, ``None`` in an empty list."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Row], cursor: int = 0) -> None:
        """Show other ``rows``, the cursor on ``cursor``; the line on screen it stands in stays if it can."""
        line = self.cursor - self.scroll_offset.y
        self.rows = rows
        self._strips.clear()
        self._grow(len(rows))
        cursor = max(0, min(cursor, len(rows) - 1))
        self.set_reactive(LineList.cursor, cursor)
        if 0 <= line < self.size.height:
            self._scroll(cursor - line)
        self._reveal(cursor)
        self.refresh()
        self._tell()

    def _grow(self, rows: int) -> None:
        """Take in another number of rows; the screen is laid out only if the scrollbar comes or goes."""
        size = Size(1, rows)
        height = self.size.height
        if not self.is_mounted or (rows > height) != self.show_vertical_scrollbar:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = rows

    def redraw(self, *indexes: int) -> None:
        """Draw these rows anew (all of them without an argument): their look has changed."""
        if not indexes:
            self._strips.clear()
            self.refresh()
        for index in indexes:
            for key in [key for key in self._strips if key[0] == index]:
                del self._strips[key]
            self._repaint(index)

    def veiled(self, row: Row) -> Row:
        """What is drawn of ``row`` while others look at the screen."""
        return veiled(row)

    def veil(self) -> None:
        """Draw all rows anew."""
        self.redraw()

    # Moving

    def action_move(self, by: int) -> None:
        """Move the cursor by some rows."""
        self.cursor += by

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages; one row of the old page stays in sight."""
        self.cursor += pages * max(1, self.size.height - 1)

    def action_top(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.cursor = len(self.rows) - 1

    def action_open(self) -> None:
        """Open the focused row."""
        if self.rows:
            self.post_message(self.Opened(self, self.cursor))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open in an empty list."""
        if action == "open":
            return bool(self.rows)
        return super().check_action(action, parameters)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines concerned, or scroll."""
        if not self._reveal(new, self._leap() if abs(new - old) == 1 else 0):
            self._repaint(old)
            self._repaint(new)
        self._tell()

    def on_focus(self, event: events.Focus) -> None:
        """The keys come here: only the cursor's line looks different, so only it is repainted."""
        event.prevent_default()
        self.has_focus = True
        self.redraw(self.cursor)

    def on_blur(self, event: events.Blur) -> None:
        """The keys go elsewhere: the cursor is quiet."""
        event.prevent_default()
        self.has_focus = False
        self.redraw(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor there, two open the row."""
        index = self.scroll_offset.y + event.y
        if index >= len(self.rows):
            return
        event.stop()
        self.cursor = index
        if event.chain == 2:
            self.action_open()

    def _tell(self) -> None:
        """Tell where the cursor is, now or when the keys come to rest."""
        if self._rest is not None:
            self._untold = True
            self._rest.reset()
            return
        self._untold = False
        self._rest = self.set_timer(REST, self._rested)
        self.post_message(self.Highlighted(self, self.cursor if self.rows else -1))

    def _rested(self) -> None:
        self._rest = None
        if self._untold:
            self._tell()

    def _leap(self) -> int:
        """How many rows to scroll beyond the cursor.

        A row scrolled sends the whole list: with a held key that is more than a slow line carries.
        """
        return self.size.height // 2 if any(node.has_class(REMOTE) for node in self.ancestors) else 0

    def _reveal(self, index: int, beyond: int = 0) -> bool:
        top, height = self.scroll_offset.y, self.size.height
        if height < 1 or top <= index < top + height:
            return False
        self._scroll(index - beyond if index < top else index - height + 1 + beyond)
        return True

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def _repaint(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y, self._width, 1))

    @property
    def _width(self) -> int:
        """The cells of a line, without the scrollbar."""
        return self.scrollable_content_region.width

    # Drawing

    def style_of(self, name: str = "", *, cursor: bool = False) -> Style:
        """The style of the component ``name``; in the focused row the bar's style, all of one colour."""
        if cursor:
            name = "line-list--cursor" if self.has_focus else "line-list--cursor-blurred"
        return super().style_of(name)

    def notify_style_update(self) -> None:
        """Another theme: every drawn line is out of date."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of the window, from the cache where it was drawn before."""
        index, width = self.scroll_offset.y + y, self._width
        if index >= len(self.rows):
            if index == 0 and self.has_focus and width:
                return Strip(_filled([Segment(self.signs.cursor, self.style_of(""))], width), width)
            return Strip.blank(width, self.style_of(""))
        cursor = index == self.cursor
        key = (index, cursor, width)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _CACHED_LINES:
                self._strips.clear()
            # The scrollbar's cell stays free also without one, so that rows keep their columns.
            row = self.veiled(self.rows[index]) if presents(self) else self.rows[index]
            segments = self.segments(index, row, self.size.width - 1, cursor=cursor)
            strip = self._strips[key] = Strip(_filled(segments, width), width)
        return strip


def _filled(segments: list[Segment], width: int) -> list[Segment]:
    """``segments`` made ``width`` cells wide; the blanks belong to the last one, which saves colour codes."""
    missing = width - sum(segment.cell_length for segment in segments)
    if missing < 0:
        return list(Strip(segments).crop(0, width))
    if missing and segments:
        text, style, _control = segments[-1]
        return [*segments[:-1], Segment(text + " " * missing, style)]
    return segments
