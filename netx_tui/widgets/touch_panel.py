"""The person under the cursor: what to send and why, or why it is too early; the rhythm, the last touches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.presenting import veiled
from netx_tui.domain.touch.rows import TouchCard
from netx_tui.i18n import _
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.veil import presents

_LABEL = 15


class TouchPanel(KnownStyles, Widget):
    """The card, to look at; only drawn anew when it says something else."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"touch-panel--title", "touch-panel--quiet", "touch-panel--guard"}  # noqa: RUF012 - as its class declares it
    DEFAULT_CSS = """
    TouchPanel {
        & > .touch-panel--title { text-style: bold; }
        & > .touch-panel--quiet { color: $dim; }
        & > .touch-panel--guard { color: $warning; }
    }
    """

    def __init__(self, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.signs = signs
        self._card: TouchCard | None = None
        self._lines: list[tuple[str, str]] = []

    def show(self, card: TouchCard | None) -> None:
        """Show ``card``, or nothing; lines that stay the same are not drawn again."""
        if card != self._card:
            self._card = card
            self._lay()

    def veil(self) -> None:
        """Draw the card anew."""
        self._lay()

    def on_resize(self) -> None:
        """Wrap the lines anew."""
        self._lay()

    def _lay(self) -> None:
        width = self.size.width
        card = veiled(self._card) if self._card and presents(self) else self._card
        before, self._lines = self._lines, list(lines(card, width - 1)) if card and width > 1 else []
        for y, (old, new) in enumerate(zip_longest(before, self._lines)):
            if old != new:
                self.refresh(Region(0, y, width, 1))

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = max(self.size.width, 1)
        style, text = self._lines[y] if y < len(self._lines) else ("", "")
        look = self.style_of(f"touch-panel--{style}" if style else "")
        return Strip([Segment(fit(text, width, self.signs.cut), look)], width)


def lines(card: TouchCard, width: int) -> Iterator[tuple[str, str]]:
    """The lines of a card with their styles."""
    yield "title", ", ".join(part for part in (card.row.name, card.row.company) if part)
    yield "", ""
    for line in wrap(card.proposal, width):
        yield "", line
    for line in wrap(card.guard, width) if card.guard else ():
        yield "guard", line
    yield "", ""
    for label, text in card.facts:
        yield "", f"{fit(label, _LABEL)} {text}"
    for title, texts in (
        (_("Events"), card.events),
        (_("Articles that fit"), card.articles),
        (_("Last"), card.recent),
    ):
        if texts:
            yield "", ""
            yield "quiet", title
            for text in texts:
                yield "", f"  {text}"
