"""The footer: one line with the most useful keys of this place, which the mouse presses too; help is last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from netx_tui.widgets.keys import KeyHint

LAST_IDS = ("back", "help")
"""The keys that stay where there is no room for all, in the order in which they end the line."""
MOST_KEYS = 8


class FooterLine(Widget):
    """One line of keys. What does not fit is dropped from the right, but the way back and help stay."""

    DEFAULT_CSS = "FooterLine { height: 1; }"
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--label"}

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    """What the keys do here; those that are ``shown`` are drawn, those of ``LAST_IDS`` last."""

    @dataclass
    class Chosen(Message):
        """The mouse chose a key."""

        hint: KeyHint
        waited: bool = False
        """Whether a line that was being typed was closed before."""

    def visible_hints(self) -> tuple[KeyHint, ...]:
        """The hints that fit into the width, in the order they are drawn."""
        shown = [hint for hint in self.hints if hint.shown]
        last = [hint for name in LAST_IDS for hint in shown if hint.id == name]
        fitting: list[KeyHint] = []
        room = self.size.width - 1 - sum(self._length(hint) for hint in last)
        for hint in [hint for hint in shown if hint not in last][: MOST_KEYS - len(last)]:
            room -= self._length(hint)
            if room < 0:
                break
            fitting.append(hint)
        return (*fitting, *last)

    def render(self) -> Content:
        """The line: key in the accent colour, then what it does."""
        key, label = self._style("key"), self._style("label")
        parts: list[str | Content | tuple[str, Style]] = [" "]
        for hint in self.visible_hints():
            parts += [(hint.keys[0], key), (f" {hint.label}", label), "  "]
        return Content.assemble(*parts).truncate(max(self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        right = 1
        for hint in self.visible_hints():
            left, right = right, right + self._length(hint)
            if left <= event.x < right - 2:
                self.post_message(self.Chosen(hint))
                return

    @staticmethod
    def _length(hint: KeyHint) -> int:
        """The cells that one key takes, with the gap after it."""
        return Content(f"{hint.keys[0]} {hint.label}").cell_length + 2

    def _style(self, part: str) -> Style:
        """The style of a part of the line, by its component class."""
        return self.get_visual_style(f"footer--{part}", partial=True)
