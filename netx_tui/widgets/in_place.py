"""A line to type in that lies over the row it changes."""

from __future__ import annotations

from dataclasses import dataclass
from sys import maxsize
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from netx_tui.domain.text import clean_line
from netx_tui.i18n import N_


class InPlace(Input):
    """Hidden until it is opened over a row; Enter and leaving it keep the text, Esc does not."""

    DEFAULT_CSS = """
    InPlace, InPlace.-textual-compact {
        position: absolute;
        display: none;
        height: 1;
        padding: 0;
        background: $bar;
        color: $bar-text;
        scrollbar-size-horizontal: 0;
        &:focus { background: $bar; color: $bar-text; background-tint: transparent; }
        &:nocolor:focus { text-style: underline; }
        &.-open { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", N_("leave it"), tooltip=N_("Leave it as it was."), id="in_place.cancel"),
        Binding(
            "enter", "submit", N_("keep"), tooltip=N_("Keep what is typed."), id="in_place.keep", show=True
        ),
    ]

    @dataclass
    class Done(Message):
        """Typing has ended; ``text`` is what was typed, ``kept`` whether it shall hold."""

        key: str
        text: str
        kept: bool

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.key = ""
        """What is being typed, as whoever opened it called it."""
        self.before = ""
        """What stood there at first."""
        self._back: Widget | None = None

    @property
    def typing(self) -> bool:
        """Whether it is open."""
        return self.has_class("-open")

    def open(self, key: str, text: str, over: Widget, place: Offset, width: int) -> None:
        """Type ``text`` anew at ``place`` of the screen; the keys go back to ``over`` afterwards."""
        self.key, self._back, self.before = key, over, text
        self.value = text
        self.cursor_position = len(text)
        self.styles.offset = place
        self.styles.width = max(width, 8)
        self.add_class("-open")
        self.focus()

    def on_paste(self, event: events.Paste) -> None:
        """All that is pasted becomes one line; nothing of it is lost."""
        event.stop()
        event.prevent_default()
        self.replace(clean_line(event.text, maxsize), *self.selection)

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        return self.value.strip() != self.before.strip()

    async def action_submit(self) -> None:
        """Keep what is typed."""
        self._close(kept=True)

    def action_give_up(self) -> None:
        """Leave it as it was."""
        self._close(kept=False)

    def on_blur(self, event: events.Blur) -> None:
        """The keys go elsewhere: what is typed is kept."""
        self._close(kept=True)

    def _close(self, *, kept: bool) -> None:
        if not self.typing:
            return
        self.remove_class("-open")
        if self.has_focus and self._back is not None:
            self._back.focus()
        self.post_message(self.Done(self.key, self.value.strip(), kept and self.changed))
