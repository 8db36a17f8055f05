"""Choosing colours: the theme under the cursor is shown at once, over the screen it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.widgets import OptionList

from netx_tui.i18n import _
from netx_tui.widgets.dialogs import ChoiceDialog


class ThemePicker(ChoiceDialog):
    """Returns the name of the theme that is to stay; ``show`` is called with each the cursor comes to."""

    CSS = """
    ThemePicker {
        align: right middle;
        background: transparent;
        .dialog--box { width: 34; margin-right: 2; }
    }
    """

    def __init__(self, names: Sequence[str], current: str, show: Callable[[str], None]) -> None:
        options = [(name, name) for name in names]
        super().__init__(_("Colours"), _("Shown at once, kept when chosen."), options, value=current)
        self._current, self._show_theme = current, show

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_theme(self._options[event.option_index][0])

    def action_cancel(self) -> None:
        """Show what was shown before."""
        self._show_theme(self._current)
        super().action_cancel()
