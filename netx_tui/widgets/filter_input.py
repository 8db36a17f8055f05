"""The input of the filter line; a module of its own, since a start need not pay for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from netx_tui.i18n import N_


class FilterInput(Input):
    """The line being typed in; Enter and down keep it, Esc clears it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "clear_filter", N_("clear"), id="filter.clear", tooltip=N_("Show everybody again.")
        ),
        Binding("enter,down", "submit", N_("keep"), id="filter.keep", tooltip=N_("Go on in the list.")),
    ]

    class Cleared(Message):
        """Esc was pressed."""

    def __init__(self, placeholder: str, typed: Callable[[str], None]) -> None:
        """``typed`` is called with the words before they are painted: list and words change together."""
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self._typed = typed
        # A cursor that blinks would talk to the terminal for ever.
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Tell what is typed."""
        self._typed(value)

    def action_clear_filter(self) -> None:
        """Tell that the filter shall go."""
        self.post_message(self.Cleared())
