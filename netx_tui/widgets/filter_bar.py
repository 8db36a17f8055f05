"""The line over a list that filters it: the words being typed, and how many rows they leave.

It edits its line itself. The stock input lays out the screen at every letter and paints itself before
the list could follow; here words, count and list change in one frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from netx_tui.domain.text import clean_line, visible
from netx_tui.i18n import N_

_PROMPT = "/ "

Suggest = Callable[[str], Sequence[tuple[str, str]]]
"""Takes what is typed; gives what its last word may become, each with a description."""


def _key(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"filter.{id}", show=show)


class FilterBar(Widget):
    """One line: ``open`` begins to type, every letter filters, Enter keeps, Esc clears.

    The screen answers each ``Changed`` with ``tell``; only then the line is painted.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "FilterBar { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("escape", "clear", N_("clear"), N_("Show everybody again."), "clear", show=True),
        _key("enter,down", "keep", N_("keep"), N_("Go on in the list."), "keep", show=True),
        _key("tab", "complete", N_("complete"), N_("Complete the word, or go on in the list."), "complete"),
        _key("left,ctrl+b", "move(-1)", N_("left"), N_("One character to the left."), "left"),
        _key("right,ctrl+f", "move(1)", N_("right"), N_("One character to the right."), "right"),
        _key("home,ctrl+a", "start", N_("start"), N_("To the first character."), "start"),
        _key("end,ctrl+e", "end", N_("end"), N_("Behind the last character."), "end"),
        _key("backspace", "erase(-1)", N_("erase"), N_("Erase the character before."), "erase"),
        _key("delete", "erase(1)", N_("erase next"), N_("Erase the character after."), "erase_next"),
        _key("ctrl+w", "erase_word", N_("erase word"), N_("Erase the word before."), "erase_word"),
        _key("ctrl+u", "erase_start", N_("erase start"), N_("Erase what is before."), "erase_start"),
    ]

    @dataclass
    class Changed(Message):
        """The words are others now."""

        query: str

    class Kept(Message):
        """Typing has ended; the keys belong to the list again."""

    def __init__(
        self, placeholder: str = "", *, suggest: Suggest | None = None, id: str | None = None
    ) -> None:
        """``placeholder`` stands in the empty line; ``suggest`` gives the words that may come next."""
        super().__init__(id=id)
        self.query_text = ""
        """The words of the filter."""
        self._placeholder = placeholder
        self._suggest = suggest
        self._text = ""
        self._cursor = 0
        self._told = ""
        self._trouble = False

    # What the screen calls

    @property
    def typing(self) -> bool:
        """Whether the keys go into the filter."""
        return self.can_focus

    def tell(self, count: str, *, trouble: str = "") -> None:
        """Say how many are shown, or what is wrong with the words."""
        self._told, self._trouble = trouble or count, bool(trouble)
        self.refresh()

    def open(self) -> None:
        """Begin to type; the words so far can be changed."""
        self._text, self._cursor = self.query_text, len(self.query_text)
        self.can_focus = True
        self.focus()
        self.refresh()

    def set_query(self, query: str) -> None:
        """Filter by ``query``, as if it had been typed and kept."""
        self._edit(query, len(query))
        self.action_keep()

    def clear(self) -> None:
        """Drop the filter and give the keys back to the list."""
        self.set_query("")

    # Typing

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are words here, not commands."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Take in what is typed."""
        if event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self._insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take in the first line of what is pasted."""
        event.stop()
        self._insert(clean_line(event.text.strip().split("\n")[0]))

    def on_click(self) -> None:
        """A click on the line begins to type."""
        if not self.typing:
            self.open()

    def on_blur(self) -> None:
        """The keys go elsewhere: what is typed is kept."""
        self.can_focus = False
        self.refresh()

    def action_keep(self) -> None:
        """Keep the filter, go on in the list."""
        self.can_focus = False
        self.refresh()
        self.post_message(self.Kept())

    def action_complete(self) -> None:
        """Take over the suggested rest of the word; without one, go on in the list."""
        rest = self._rest()
        if rest:
            self._insert(rest)
        else:
            self.action_keep()

    def _rest(self) -> str:
        """What the last word still lacks to be the first suggestion; only behind everything typed."""
        word = self._text.rpartition(" ")[2].lstrip("-")
        if not word or self._suggest is None or self._cursor < len(self._text):
            return ""
        fitting = (whole for whole, _about in self._suggest(self._text) if whole.startswith(word.casefold()))
        return next(fitting, "")[len(word) :]

    def action_clear(self) -> None:
        """Show everybody again."""
        self.clear()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._edit(self._text, self._cursor + by)

    def action_start(self) -> None:
        """Move the cursor before everything."""
        self._edit(self._text, 0)

    def action_end(self) -> None:
        """Move the cursor behind everything."""
        self._edit(self._text, len(self._text))

    def action_erase(self, by: int) -> None:
        """Erase one character, before the cursor or behind it."""
        start, end = sorted((self._cursor, max(0, self._cursor + by)))
        self._edit(self._text[:start] + self._text[end:], start)

    def action_erase_word(self) -> None:
        """Erase the word before the cursor."""
        kept = self._text[: self._cursor].rstrip().rpartition(" ")
        start = len(kept[0]) + len(kept[1])
        self._edit(self._text[:start] + self._text[self._cursor :], start)

    def action_erase_start(self) -> None:
        """Erase everything before the cursor."""
        self._edit(self._text[self._cursor :], 0)

    def _insert(self, text: str) -> None:
        before, after = self._text[: self._cursor], self._text[self._cursor :]
        self._edit(before + text + after, self._cursor + len(text))

    def _edit(self, text: str, cursor: int) -> None:
        """Take over text and cursor; other words are told to the screen, which answers with ``tell``."""
        self._text, self._cursor = text, max(0, min(cursor, len(text)))
        if text.strip() == self.query_text:
            self.refresh()
            return
        self.query_text = text.strip()
        # Straight to the screen: by way of the containers it would come after the next frame.
        self.screen.post_message(self.Changed(self.query_text))

    # Drawing

    def render(self) -> Content:
        """Left the words, right the count, which is never cut, or what is wrong."""
        width = max(self.size.width, 1)
        style = "$warning" if self._trouble else "$dim"
        right = Content.styled(self._told, style).truncate(width, ellipsis=True)
        room = max(width - right.cell_length - 2, 0)
        left = self._line(room) if self.typing else self._words(room)
        return Content.assemble(left, " " * max(0, width - left.cell_length - right.cell_length), right)

    def _words(self, room: int) -> Content:
        """The filter that is kept."""
        text = f"{_PROMPT}{visible(self.query_text)}" if self.query_text else ""
        return Content(text).truncate(room, ellipsis=True)

    def _line(self, room: int) -> Content:
        """The words being typed, with the cursor; of long ones the end before the cursor."""
        before, after = visible(self._text[: self._cursor]), visible(self._text[self._cursor :])
        while before and cell_len(_PROMPT + before) >= room:
            before = before[1:]
        ghost = visible(self._rest()) if self._text else " " + self._placeholder
        under, rest = (after or ghost)[:1] or " ", after[1:]
        ghost = "" if after else ghost[1:]
        line = Content.assemble((_PROMPT, "$accent"), before, (under, "reverse"), rest, (ghost, "$dim"))
        return line.truncate(max(room, 0))
