"""The contact card: everything about the focused person, drawn so that only changed lines repaint."""

from __future__ import annotations

from itertools import takewhile
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.presenting import veiled
from netx_tui.domain.rows import PersonCard
from netx_tui.i18n import N_
from netx_tui.widgets.card_lines import STYLES, Line, card_lines
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.veil import presents

_WHEEL = 3  # lines that one notch of the wheel moves
_FOCUSED = Style(underline=True)
"""How the uppermost line looks while the card has the focus."""


def _key(key: str, action: str, label: str, tooltip: str, id: str) -> Binding:
    return Binding(key, action, label, show=False, tooltip=tooltip, id=f"card.{id}")


class ContactCard(KnownStyles, Widget, can_focus=True):
    """Shows one ``PersonCard`` after another; ``card`` is the one shown.

    It scrolls by itself: as a scrolling container every card of another length would lay out the screen.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"card--{style}" for style in STYLES if style}
    DEFAULT_CSS = """
    ContactCard {
        & > .card--strong { text-style: bold; }
        & > .card--quiet { color: $dim; }
        & > .card--good { color: $success; }
        & > .card--bad { color: $error; }
        & > .card--accent { color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down,j", "turn(1)", N_("down"), N_("Scroll the card down."), "down"),
        _key("up,k", "turn(-1)", N_("up"), N_("Scroll the card up."), "up"),
        _key("pagedown,space", "page(1)", N_("page down"), N_("A page of the card down."), "page_down"),
        _key("pageup", "page(-1)", N_("page up"), N_("A page of the card up."), "page_up"),
        _key("home", "top", N_("top"), N_("To the first line of the card."), "top"),
        _key("end,G", "bottom", N_("bottom"), N_("To the last line of the card."), "bottom"),
    ]

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.card: PersonCard | None = None
        self.signs = signs
        self._all: list[Line] = []
        self._top = 0
        self._shown: list[Line] = []

    def show(self, card: PersonCard | None) -> None:
        """Show ``card``, another person's from its first line on; ``None`` shows nothing."""
        if card is None or self.card is None or card.row.id != self.card.row.id:
            self._top = 0
        self.card = card
        self._lay()

    def veil(self) -> None:
        """Draw the card anew."""
        self._lay()

    def on_focus(self) -> None:
        """Show that the keys scroll the card."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def on_blur(self) -> None:
        """The keys go elsewhere."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def on_resize(self) -> None:
        """Wrap the lines anew."""
        self._lay()

    def _lay(self) -> None:
        width = self.size.width
        card = veiled(self.card) if self.card is not None and presents(self) else self.card
        self._all = card_lines(card, width, self.signs) if card is not None and width > 0 else []
        self._turn_to(self._top)

    def _turn_to(self, top: int) -> None:
        """Show the lines from ``top`` on; repaint those that differ from before."""
        height = self.size.height
        self._top = max(0, min(top, len(self._all) - height))
        lines = self._all[self._top : self._top + height]
        if self._top + height < len(self._all) and lines:
            lines[-1] = ((self.signs.more, "accent"),)
        before, self._shown = self._shown, lines
        for y in range(height):
            # What is painted begins at the left edge whatever the region says, so only its end matters.
            end = changed_end(_at(before, y), _at(lines, y))
            if end:
                self.refresh(Region(0, y, end, 1))

    def action_turn(self, by: int) -> None:
        """Scroll by lines."""
        self._turn_to(self._top + by)

    def action_page(self, pages: int) -> None:
        """Scroll by pages; a line of the old page stays in sight."""
        self._turn_to(self._top + pages * max(1, self.size.height - 2))

    def action_top(self) -> None:
        """Go to the first line."""
        self._turn_to(0)

    def action_bottom(self) -> None:
        """Go to the last line."""
        self._turn_to(len(self._all))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self.action_turn(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls."""
        event.stop()
        self.action_turn(-_WHEEL)

    def _style(self, name: str) -> Style:
        return self.style_of(f"card--{name}" if name else "")

    def render_line(self, y: int) -> Strip:
        """One line of the card."""
        strip = Strip([Segment(text, self._style(name)) for text, name in _at(self._shown, y)])
        if y == 0 and self.has_focus:
            strip = strip.apply_style(_FOCUSED)
        return strip.adjust_cell_length(self.size.width, self._style(""))


def changed_end(before: Line, after: Line) -> int:
    """One past the last cell in which two lines differ; 0 where they do not."""
    if before == after:
        return 0
    ends = [sum(cell_len(text) for text, _style in line) for line in (before, after)]
    if ends[0] != ends[1]:
        return max(ends)
    pairs = zip(reversed(before), reversed(after), strict=False)
    return ends[0] - sum(cell_len(old[0]) for old, _new in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _at(lines: list[Line], y: int) -> Line:
    return lines[y] if y < len(lines) else ()
