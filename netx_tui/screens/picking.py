"""A dialog to pick one of many: type a part of it, arrows move, Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from netx_tui.domain.text import search_key
from netx_tui.i18n import N_, _
from netx_tui.widgets.dialogs import Dialog, one_line

MOST_SHOWN = 50


class PickDialog(Dialog[str | None]):
    """Returns the value of what was picked."""

    AUTO_FOCUS = "Input"
    CSS = "PickDialog { .pick--more { color: $dim; height: 1; } OptionList { margin-top: 1; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", N_("down"), tooltip=N_("To the next row"), id="pick.down", priority=True),
        Binding("up", "move(-1)", N_("up"), tooltip=N_("To the row above"), id="pick.up", priority=True),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, sentence: str = "") -> None:
        """``options`` are pairs of a value and its label."""
        super().__init__()
        self._title, self._sentence = title, sentence
        self._options = tuple((value, label, search_key(label)) for value, label in options)
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, a line to type in, what fits, how many more there are."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            if self._sentence:
                yield Static(self._sentence, markup=False, classes="dialog--sentence")
            yield one_line("")
            yield OptionList(markup=False, compact=True)
            yield Static("", markup=False, classes="pick--more")

    def on_mount(self) -> None:
        """Show the first ones."""
        self.query_one(OptionList).can_focus = False
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, text: str) -> None:
        words = search_key(text).split()
        fitting = [one for one in self._options if all(word in one[2] for word in words)]
        self._shown = [value for value, _label, _key in fitting[:MOST_SHOWN]]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(label) for _value, label, _key in fitting[:MOST_SHOWN]])
        options.highlighted = 0 if fitting else None
        more = len(fitting) - MOST_SHOWN
        told = _("… and {count} more").format(count=more) if more > 0 else ""
        self.query_one(".pick--more", Static).update(told if fitting else _("Nothing fits."))

    def action_move(self, by: int) -> None:
        """Go to another one of those shown."""
        options = self.query_one(OptionList)
        if self._shown:
            now = options.highlighted or 0
            options.highlighted = max(0, min(now + by, len(self._shown) - 1))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None and self._shown:
            self.dismiss(self._shown[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._shown[event.option_index])
