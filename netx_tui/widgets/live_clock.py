"""The clock of a talk: one line that changes every second, and a bar of its time that seldom does."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from netx_tui.i18n import _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.signs import UNICODE, Signs


class ClockLine(Widget):
    """With whom, how long it goes on, how long it may."""

    DEFAULT_CSS = "ClockLine { height: 1; padding: 0 1; text-style: bold; }"
    ALLOW_SELECT = False

    heading: reactive[str] = reactive("")
    gone: reactive[str] = reactive("")
    """The time since the beginning, ``12:40``."""
    left: reactive[str] = reactive("")
    """The time until the end, or over it."""
    over: reactive[bool] = reactive(False)
    """Whether the end has passed."""

    def render(self) -> Content:
        """The name at the left, both times at the right."""
        width = max(self.size.width, 10)
        rest = _("{time} over") if self.over else _("{time} left")
        times = _("{time} gone").format(time=self.gone) + "   " + rest.format(time=self.left)
        return Content(fit(self.heading, max(width - len(times) - 2, 0)) + "  " + times)


class TimeBar(Widget):
    """How much of the time is used up."""

    DEFAULT_CSS = "TimeBar { height: 1; padding: 0 1; }"
    ALLOW_SELECT = False

    full: reactive[int] = reactive(0)
    """Cells of the bar that are used up."""

    def __init__(self, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self._full, self._rest = ("━", "─") if signs.rule == UNICODE.rule else ("=", "-")
        self._share = 0.0

    def show(self, gone: int, total: int) -> None:
        """Show ``gone`` of ``total`` seconds."""
        self._share = min(gone / max(total, 1), 1.0)
        self.on_resize()

    def on_resize(self) -> None:
        """The cells follow from the width."""
        self.full = int(self.size.width * self._share)

    def render(self) -> Content:
        """The bar."""
        rest = max(self.size.width - self.full, 0)
        return Content.assemble((self._full * self.full, "$accent"), (self._rest * rest, "$rule"))
