"""The line over a list that filters it: a sentence about what is shown, or the words being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.widgets import Input

    from netx_tui.widgets.filter_input import FilterInput


class FilterSummary(Widget):
    """Left the filter that is kept, right how many it leaves, or what is wrong with it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    FilterSummary {
        height: 1; width: 1fr; color: $text-muted;
        &.-trouble { color: $text-warning; }
    }
    """

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render(self) -> Content:
        """The count is never cut, the filter is."""
        width = max(self.size.width, 1)
        right = Content(self.right).truncate(width, ellipsis=True)
        left = Content.styled(self.left, "$text").truncate(
            max(width - right.cell_length - 2, 0), ellipsis=True
        )
        return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


class FilterBar(Horizontal):
    """One line: ``open`` begins to type, every letter filters, Enter keeps, Esc clears."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        & > FilterInput { width: 1fr; border: none; padding: 0; height: 1; background: transparent; }
    }
    """

    @dataclass
    class Changed(Message):
        """The words are others now."""

        query: str

    class Kept(Message):
        """Typing has ended; the keys belong to the list again."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.query_text = ""
        """The words of the filter."""
        self._placeholder = placeholder
        self._summary = FilterSummary()
        self._editor: FilterInput | None = None

    def compose(self) -> ComposeResult:
        """The line at rest; the input comes when it is first wanted."""
        yield self._summary

    @property
    def typing(self) -> bool:
        """Whether the keys go into the filter."""
        return self._editor is not None and self._editor.display

    def tell(self, count: str, *, trouble: str = "") -> None:
        """Say how many are shown, or what is wrong with the words."""
        self._summary.right = trouble or count
        self._summary.set_class(bool(trouble), "-trouble")
        self._lay()

    async def open(self) -> None:
        """Begin to type; the words so far can be changed."""
        if self._editor is None:
            from netx_tui.widgets.filter_input import FilterInput

            self._editor = FilterInput(self._placeholder, self._typed)
            await self.mount(self._editor, before=0)
        self._editor.display = True
        self._editor.value = self.query_text
        self._editor.cursor_position = len(self.query_text)
        self._editor.focus()
        self._lay()

    def set_query(self, query: str) -> None:
        """Filter by ``query``, as if it had been typed and kept."""
        self._change(query)
        self._close()

    def clear(self) -> None:
        """Drop the filter and give the keys back to the list."""
        self._change("")
        self._close()

    def _close(self) -> None:
        if self._editor is not None and self._editor.display:
            self._editor.display = False
            self.post_message(self.Kept())
        self._lay()

    def _change(self, query: str) -> None:
        if query != self.query_text:
            self.query_text = query
            # Straight to the screen: by way of the containers it would come after the next frame.
            self.screen.post_message(self.Changed(query))

    def _lay(self) -> None:
        """While typing, the count takes no more room than it needs."""
        self._summary.left = "" if self.typing or not self.query_text else f"/ {self.query_text}"
        needed = cell_len(self._summary.right) + 1
        most = max(16, self.size.width * 3 // 5)
        # A change of width lays out the screen, so it comes in steps.
        self._summary.styles.width = min(-(-needed // 8) * 8, most) if self.typing else "1fr"

    def _typed(self, words: str) -> None:
        """Every letter filters."""
        if self.typing:
            self._change(words.strip())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the filter."""
        event.stop()
        self._close()

    def on_filter_input_cleared(self, event: FilterInput.Cleared) -> None:
        """Esc drops it."""
        event.stop()
        self.clear()

    def on_click(self, event: events.Click) -> None:
        """A click on the line begins to type."""
        self.call_next(self.open)
