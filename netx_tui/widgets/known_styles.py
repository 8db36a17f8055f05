"""Widgets that remember the styles they draw with: finding one out takes longer than drawing a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.widget import Widget

    _Drawn = Widget
else:
    _Drawn = MessagePump


class KnownStyles(_Drawn):
    """Comes before the kind of widget it is; itself it is none, or that kind's own styles were not found."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._known_styles: dict[str, Style] = {}

    def style_of(self, name: str = "") -> Style:
        """The style of the component class ``name``, without one that of the widget."""
        style = self._known_styles.get(name)
        if style is None:
            style = self.get_component_rich_style(name) if name else self.rich_style
            self._known_styles[name] = style
        return style

    def notify_style_update(self) -> None:
        """Another theme, or the widget looks different by now: forget the styles."""
        super().notify_style_update()
        self._known_styles.clear()
