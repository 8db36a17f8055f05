"""A dialog that only shows a text; it scrolls, and any way out closes it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from netx_tui.i18n import N_, _
from netx_tui.widgets.dialogs import Dialog, button


class ReadDialog(Dialog[None]):
    """A title and a text from anywhere; none of it is read as markup."""

    AUTO_FOCUS = ".read--text"
    CSS = "ReadDialog { .read--text { height: auto; max-height: 20; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "cancel", N_("close"), tooltip=N_("Close it."), id="read.close"),
        Binding("j", "scroll(1)", N_("down"), tooltip=N_("Scroll down."), id="read.down"),
        Binding("k", "scroll(-1)", N_("up"), tooltip=N_("Scroll up."), id="read.up"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Title, text, one button."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            with VerticalScroll(classes="read--text"):
                yield Static(self._text, markup=False)
            with Horizontal(classes="dialog--buttons"):
                yield button(_("Close"), "close")

    def action_scroll(self, by: int) -> None:
        """Scroll the text by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss()
