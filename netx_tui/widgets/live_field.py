"""The one line to note in while somebody talks: letters are commands only while it is empty."""

from __future__ import annotations

from dataclasses import dataclass
from sys import maxsize
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from netx_tui.domain.text import clean_line
from netx_tui.i18n import N_

COMMANDS = "live."
"""How the names of the bindings begin that are commands in the empty line."""

OWN = "note."
"""How those of the line itself begin."""


class Taker(Protocol):
    """Who keeps the lines. It is called, not told, so that no key comes between Enter and the disk."""

    def take(self, kind: str, text: str) -> bool:
        """Keep a line; an empty ``kind`` was not said. False where it could not be kept."""

    def choose(self, by: int) -> None:
        """Go to the question ``by`` places on."""


class NoteField(Input):
    """A key of the screen in the empty line does what it says; Backspace right after makes it a letter.

    The keys are those of the screen's bindings whose names begin with ``COMMANDS``.
    """

    BINDING_GROUP_TITLE = N_("The line")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up",
            "choose(-1)",
            N_("question before"),
            tooltip=N_("Go to the question before."),
            id="note.up",
            show=False,
        ),
        Binding(
            "down",
            "choose(1)",
            N_("next question"),
            tooltip=N_("Go to the next question."),
            id="note.down",
            show=False,
        ),
        Binding("enter", "keep", N_("keep"), tooltip=N_("Keep what is typed."), id="note.keep", show=False),
        Binding(
            "ctrl+e",
            "screen.ask_end",
            N_("end the talk"),
            tooltip=N_("End the talk, or leave it while the clock goes on."),
            id="note.end",
            show=False,
        ),
    ]

    @dataclass
    class KindChanged(Message):
        """The line is of another kind; empty: it was not said."""

        kind: str

    # How long the text is would lay out the whole screen with each letter; the line stays as wide as it is.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.taker: Taker | None = None
        self.kind = ""
        """The kind of what is being typed; empty where it was not said."""
        self._letter = ""
        """The key that set the kind, if that was just now."""

    def take_up(self, kind: str, text: str) -> None:
        """Go on with what was typed at another time."""
        self.set_kind(kind)
        self.value = text
        self.cursor_position = len(text)

    def set_kind(self, kind: str) -> None:
        """What is typed is of this kind."""
        if kind != self.kind:
            self.kind = kind
            self.post_message(self.KindChanged(kind))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """The keys of the screen are commands here; what is typed never gets as far as they."""
        return False

    async def on_key(self, event: events.Key) -> None:
        """In the empty line keys are commands; Enter and the arrows are done before the next key comes."""
        letter, self._letter = self._letter, ""
        is_empty = not self.value and not self.kind
        if event.key == "backspace" and self.kind and not self.value:
            _take(event)
            self.take_up("", letter)
            return
        command = self.screen.active_bindings.get(event.key) if is_empty or not event.is_printable else None
        name = (command.binding.id or "") if command and command.enabled else ""
        if command and name.startswith((OWN, COMMANDS) if is_empty else OWN):
            _take(event)
            await self.app.run_action(command.binding.action, command.node)
            self._letter = (event.character or "") if self.kind and is_empty else ""

    def on_paste(self, event: events.Paste) -> None:
        """All that is pasted becomes one line; nothing of it is lost, nothing in it acts."""
        _take(event)
        self.replace(clean_line(event.text, maxsize), *self.selection)

    def action_choose(self, by: int) -> None:
        """Another question; what is typed stays."""
        if self.taker:
            self.taker.choose(by)

    def action_keep(self) -> None:
        """Keep the line; an empty one is nothing."""
        if self.value.strip() and self.taker and self.taker.take(self.kind, self.value.strip()):
            self.take_up("", "")


def _take(event: events.Event) -> None:
    """Nobody else gets the event."""
    event.stop()
    event.prevent_default()
