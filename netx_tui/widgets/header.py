"""The header: one line with the name, the screens and their keys, the date and the state; a rule below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from netx_tui.i18n import _
from netx_tui.widgets.veil import presents

NAME = "netx"


@dataclass(frozen=True)
class Tab:
    """A screen one can go to: the ``key`` that goes there, and the ``letter`` that does after ``g``."""

    mode: str
    label: str
    key: str
    letter: str


class HeaderLine(Widget):
    """The first line of every screen, and the thin rule under it.

    ``tabs`` are the screens there are, ``mode`` the one shown; ``heading`` stands in their place on
    a screen that was opened over another.
    """

    DEFAULT_CSS = "HeaderLine { height: 2; }"
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "header--name",
        "header--current",
        "header--quiet",
        "header--rule",
    }

    tabs: reactive[tuple[Tab, ...]] = reactive(())
    mode: reactive[str] = reactive("")
    heading: reactive[str] = reactive("")
    day: reactive[str] = reactive("")
    state: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """The mouse chose the screen ``mode``."""

        mode: str

    @dataclass
    class Left(Message):
        """The mouse chose the heading, which is the way back."""

    def render(self) -> Content:
        """The line, cut to the width so that the state always stays, and the rule."""
        width = max(self.size.width, 1)
        rule = Content.styled("─" * max(width - 2, 0), self._style("rule"))
        return Content.assemble(self._line(width), "\n ", rule)

    def _line(self, width: int) -> Content:
        """The fullest form of the line that fits."""
        line = Content()
        for day, labels in ((self.day, "all"), ("", "all"), (self.day, "current"), ("", "current"), ("", "")):
            left, right = self._left(labels), self._right(day)
            gap = width - left.cell_length - right.cell_length
            line = left + Content(" " * max(gap, 1)) + right
            if gap >= 2:
                break
        return line.truncate(width, ellipsis=True)

    def _left(self, labels: str) -> Content:
        name = Content.styled(NAME, self._style("name"))
        if self.heading:
            return Content.assemble(" ", name, "  ", Content.styled(self.heading, self._style("current")))
        return Content.assemble(" ", name, *(self._tab(tab, labels) for tab in self.tabs))

    def _tab(self, tab: Tab, labels: str) -> Content:
        current = tab.mode == self.mode
        text = f"{tab.key} {tab.label}" if labels == "all" or (labels and current) else tab.key
        return Content.assemble("  ", Content.styled(text, self._style("current" if current else "quiet")))

    def veil(self) -> None:
        """Say that others look at the screen, or no longer."""
        self.refresh()

    def _right(self, day: str) -> Content:
        presenting = _("presenting") if presents(self) else ""
        words = "  ".join(word for word in (presenting, day, self.state) if word)
        return Content.styled(words, self._style("quiet")) + Content(" ")

    def watch_heading(self, heading: str) -> None:
        """What the mouse can do here is told when it rests on the line."""
        if heading:
            self.tooltip = Content(_("Go back one step."))
        else:
            self.tooltip = None

    def _style(self, part: str) -> Style:
        """The style of a part of the line, by its component class."""
        return self.get_visual_style(f"header--{part}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """A click on a screen's name goes there; one on the heading goes back."""
        if self.heading:
            if event.y == 0:
                self.post_message(self.Left())
            return
        line, start = self.render().plain.split("\n")[0], 0
        for tab in self.tabs if event.y == 0 else ():
            for text in (f"{tab.key} {tab.label}", tab.key):
                at = line.find(text, start)
                if at < 0:
                    continue
                left = cell_len(line[:at])
                start = at + len(text)
                if left <= event.x < left + cell_len(text):
                    self.post_message(self.Chosen(tab.mode))
                    return
                break
