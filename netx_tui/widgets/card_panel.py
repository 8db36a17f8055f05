"""Everything about one card, line by line: what it says, its checklist, where it leads, its way so far."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.board_rows import CardView
from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

_LABEL = 16


class CardLine(NamedTuple):
    """One line: ``kind`` is title, field, plan, step, evidence, note, link, move or blank; ``id`` of what."""

    kind: str
    text: str = ""
    label: str = ""
    id: str = ""


def card_lines(view: CardView, width: int, signs: Signs = UNICODE) -> Iterator[CardLine]:
    """The lines of a card, each at most ``width`` cells wide but for those that lead somewhere."""
    row = view.row
    for line in wrap(row.title, width):
        yield CardLine("title", line)
    told = [
        row.label if row.insight else "",
        row.person,
        f"×{row.named_by}" if row.named_by > 1 else "",
        row.tags,
        row.waiting,
    ]
    if any(told):
        yield CardLine("note", "  ".join(part for part in told if part))
    for label, text in view.fields:
        yield CardLine("field", visible(text), label)
    if view.plan:
        yield CardLine("blank")
        for line in wrap(view.plan, width):
            yield CardLine("plan", line)
    if view.steps:
        yield CardLine("blank")
    for step_id, text, done in view.steps:
        yield CardLine("step", f"{signs.done if done else signs.unmarked} {text}", id=step_id)
    yield from _long(view.evidence_label, view.evidence, width)
    yield from _long(_("Notes"), view.notes, width)
    if view.links:
        yield CardLine("blank")
    for link in view.links:
        yield CardLine("link", link.text, link.label, f"{link.kind}:{link.id}")
    if view.history:
        yield CardLine("blank")
    for when, sentence in view.history:
        yield CardLine("move", sentence, when)


def _long(label: str, text: str, width: int) -> Iterator[CardLine]:
    if not text.strip():
        return
    yield CardLine("blank")
    yield CardLine("note", label)
    for line in wrap(text, width):
        yield CardLine("evidence", line)


class CardPanel(KnownStyles, Widget):
    """The card under the cursor, to look at; only lines that changed are painted again."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-panel--quiet", "card-panel--title"}
    DEFAULT_CSS = """
    CardPanel {
        & > .card-panel--quiet { color: $dim; }
        & > .card-panel--title { text-style: bold; }
    }
    """

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._view: CardView | None = None
        self._lines: list[CardLine] = []

    def on_resize(self) -> None:
        """Fill the room there is."""
        self._lines = []
        self.show(self._view)
        self.refresh()

    def show(self, view: CardView | None) -> None:
        """Show another card, or none."""
        self._view = view
        before, self._lines = self._lines, self._fitting(view)
        width = self.size.width
        for y in range(max(len(before), len(self._lines))):
            old = before[y] if y < len(before) else None
            new = self._lines[y] if y < len(self._lines) else None
            if old != new:
                cells = min(max(_cells(old), _cells(new)), width)
                self.refresh(Region(0, y, cells, 1))

    def _fitting(self, view: CardView | None) -> list[CardLine]:
        """As many lines as there is room for; the last one says that there are more."""
        width, height = self.content_size.width, self.content_size.height
        if view is None or width < 1 or height < 1:
            return []
        lines = list(islice(card_lines(view, width, self._signs), height + 1))
        if len(lines) > height:
            lines[height - 1 :] = [CardLine("note", f"{self._signs.more} " + _("open it to see all"))]
        return lines

    def render_line(self, y: int) -> Strip:
        """One line of the card."""
        width = self.content_size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.style_of())
        line = self._lines[y]
        quiet = self.style_of("card-panel--quiet")
        if line.label:
            label = fit(line.label, _LABEL, self._signs.cut) + " "
            text = fit(line.text, max(width - _LABEL - 1, 0), self._signs.cut)
            return Strip([Segment(label, quiet), Segment(text, self.style_of())])
        styles = {
            "title": self.style_of("card-panel--title"),
            "note": quiet,
            "move": quiet,
        }
        text = fit(line.text, width, self._signs.cut)
        return Strip([Segment(text, styles.get(line.kind, self.style_of()))])


def _cells(line: CardLine | None) -> int:
    """How far a line reaches."""
    if line is None:
        return 0
    return cell_len(line.text) + (_LABEL + 1 if line.label else 0)


class CardList(LineList[CardLine]):
    """A card to work on: enter follows a line that leads somewhere, space ticks a step."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-list--quiet", "card-list--title"}
    DEFAULT_CSS = """
    CardList {
        & > .card-list--quiet { color: $dim; }
        & > .card-list--title { text-style: bold; }
    }
    """

    def segments(self, index: int, row: CardLine, width: int, *, cursor: bool) -> list[Segment]:
        """Label and text; the title is bold, what cannot be acted on is quiet."""
        mark = f"{self.signs.cursor} " if cursor else "  "
        room = max(width - 2, 1)
        if row.label:
            label = fit(row.label, _LABEL, self.signs.cut) + " "
            return [
                Segment(mark, self.style_of("", cursor=cursor)),
                Segment(label, self.style_of("card-list--quiet", cursor=cursor)),
                Segment(fit(row.text, room - _LABEL - 1, self.signs.cut), self.style_of("", cursor=cursor)),
            ]
        style = {"title": "card-list--title", "note": "card-list--quiet"}.get(row.kind, "")
        return [
            Segment(mark, self.style_of("", cursor=cursor)),
            Segment(fit(row.text, room, self.signs.cut), self.style_of(style, cursor=cursor)),
        ]
