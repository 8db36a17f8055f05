"""Everything about one card, line by line: what it says, its checklist, where it leads, its way so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.widgets import Static

from netx_tui.domain.board_rows import CardView
from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.widgets.cells import fit, wrap
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
    told = [row.label, row.person, f"×{row.named_by}" if row.named_by > 1 else "", row.tags, row.waiting]
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


class CardPanel(Static):
    """The card under the cursor, to look at."""

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__("", markup=False, id=id)
        self._signs = signs
        self._view: CardView | None = None

    def on_resize(self) -> None:
        """Fill the room there is."""
        self.show(self._view)

    def show(self, view: CardView | None) -> None:
        """Show another card, or none."""
        self._view = view
        if view is None:
            self.update("")
            return
        width, height = max(self.content_size.width, 20), max(self.content_size.height, 1)
        lines = list(card_lines(view, width, self._signs))
        shown = [self._drawn(line, width) for line in lines[:height]]
        if len(lines) > height:
            shown[-1] = Content.styled(f"{self._signs.more} " + _("enter shows all"), "$text-muted")
        self.update(Content("\n").join(shown))

    def _drawn(self, line: CardLine, width: int) -> Content:
        if line.label:
            text = fit(line.text, width - _LABEL - 1, self._signs.cut).rstrip()
            return Content.assemble((fit(line.label, _LABEL, self._signs.cut) + " ", "$text-muted"), text)
        styles = {"title": "bold", "note": "$text-muted", "move": "$text-muted"}
        return Content.styled(fit(line.text, width, self._signs.cut).rstrip(), styles.get(line.kind, ""))


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
