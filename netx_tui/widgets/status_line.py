"""The line above the footer: empty, unless there is something to say."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class StatusLine(Widget):
    """One line: what undo would undo, what a drag would do, who else changed what."""

    DEFAULT_CSS = "StatusLine { height: 1; }"
    ALLOW_SELECT = False

    text: reactive[str] = reactive("")
    """The sentence; empty for an empty line."""

    def say(self, text: str, *, severity: str = "") -> None:
        """Show ``text``; ``severity`` is empty, ``warning`` or ``error``."""
        self.set_class(severity == "warning", "-warning")
        self.set_class(severity == "error", "-error")
        self.text = text

    def render(self) -> Content:
        """The sentence, cut where the line ends."""
        return Content(self.text).truncate(max(self.size.width, 1), ellipsis=True)
