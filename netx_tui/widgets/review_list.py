"""The weekly review as lists: its six steps, what is to be decided in one of them, and the past ones."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.review_steps import PastRow, ReviewItem, ReviewStep
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList

_NOTE_AT = 50
"""From so many cells on a note has room beside the text."""
_MOST_TEXT = 0.55
_WHEN = 14


class StepList(LineList[ReviewStep]):
    """One line per step: a tick when it is through, how much is left."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"review--done", "review--left"}
    DEFAULT_CSS = """
    StepList {
        height: 6;
        & > .review--done { color: $dim; }
        & > .review--left { color: $accent; }
    }
    """

    def segments(self, index: int, row: ReviewStep, width: int, *, cursor: bool) -> list[Segment]:
        """The step."""
        mark = self.signs.cursor if cursor else " "
        sign = self.signs.done if row.done else self.signs.unmarked
        style = "review--done" if row.done else ""
        told = f"  {row.told}" if row.told else ""
        title = fit(f"{mark} {sign} {index + 1} {row.title}", width - cell_len(told), self.signs.cut)
        left = style or "review--left"
        return [
            Segment(title, self.style_of(style, cursor=cursor)),
            Segment(told, self.style_of(left, cursor=cursor)),
        ]


class ItemList(LineList[ReviewItem]):
    """One line per thing to decide; the verbs work on the one under the cursor, wherever the focus is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"review--note"}
    DEFAULT_CSS = """
    ItemList { & > .review--note { color: $dim; } }
    """

    def segments(self, index: int, row: ReviewItem, width: int, *, cursor: bool) -> list[Segment]:
        """The text, and behind it the note where there is room."""
        mark = f"{self.signs.cursor} " if cursor else "  "
        room = width - 2
        note = row.note if room >= _NOTE_AT else ""
        wide = int(room * _MOST_TEXT) if note else room
        drawn = [Segment(mark + fit(row.text, wide, self.signs.cut), self.style_of("", cursor=cursor))]
        if note:
            told = "  " + fit(note, room - wide - 2, self.signs.cut)
            drawn.append(Segment(told, self.style_of("review--note", cursor=cursor)))
        return drawn


class PastList(LineList[PastRow]):
    """What one can begin or go on with, then the reviews that are done: when, and what was learned."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"review--when", "review--begin"}
    DEFAULT_CSS = """
    PastList {
        & > .review--when { color: $dim; }
        & > .review--begin { text-style: bold; }
    }
    """

    def segments(self, index: int, row: PastRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row."""
        cursor = cursor and self.has_focus
        mark = f"{self.signs.cursor} " if cursor else "  "
        if not row.id:
            text = fit(row.text, width - 2, self.signs.cut)
            return [Segment(mark + text, self.style_of("review--begin", cursor=cursor))]
        when = fit(row.when, _WHEN, self.signs.cut)
        return [
            Segment(mark + when, self.style_of("review--when", cursor=cursor)),
            Segment(fit(row.text, width - 2 - _WHEN, self.signs.cut), self.style_of("", cursor=cursor)),
        ]
