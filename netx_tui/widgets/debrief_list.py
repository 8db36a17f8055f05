"""What came out of a talk, under the five questions after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment

from netx_tui.domain.presenting import HIDDEN
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList

_LABEL = 20
_SHORT = 11


@dataclass(frozen=True)
class DebriefRow:
    """One line: a question (``ask``), a note below it, or something to decide.

    ``kind`` is what a new note here would be; ``means`` how the text is understood.
    """

    role: str
    id: str
    kind: str
    label: str
    text: str = ""
    means: str = ""
    done: bool = False


class DebriefList(LineList[DebriefRow]):
    """One line per row; the questions stand out, what is decided is ticked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"debrief--ask", "debrief--quiet"}
    DEFAULT_CSS = """
    DebriefList {
        & > .debrief--ask { text-style: bold; }
        & > .debrief--quiet { color: $dim; }
    }
    """

    @property
    def label_width(self) -> int:
        """Cells for the label of a row."""
        return _LABEL if self.size.width >= 70 else _SHORT

    @property
    def text_at(self) -> int:
        """Where the texts begin."""
        return 4 + self.label_width + 1

    @property
    def text_width(self) -> int:
        """Cells for the text of a row."""
        return max(self.size.width - 1 - self.text_at, 8)

    def veiled(self, row: DebriefRow) -> DebriefRow:
        """Life events, the circle: nobody else's business."""
        private = row.role == "circle" or (row.role == "note" and row.kind == "life_event")
        return replace(row, text=HIDDEN, means="") if private else row

    def segments(self, index: int, row: DebriefRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row."""
        mark = f"{self.signs.cursor} " if cursor else "  "
        if row.role == "ask":
            text = row.label + (f"  {row.text}" if row.text else "")
            style = self.style_of("debrief--ask", cursor=cursor)
            return [Segment(mark + fit(text, max(width - 2, 1), self.signs.cut), style)]
        tick = f"{self.signs.done} " if row.done else "  "
        text = " ".join(row.text.split())
        means = f"  ({row.means})" if row.means else ""
        return [
            Segment(mark + tick, self.style_of("", cursor=cursor)),
            Segment(
                fit(row.label, self.label_width, self.signs.cut) + " ",
                self.style_of("debrief--quiet", cursor=cursor),
            ),
            Segment(fit(text + means, self.text_width, self.signs.cut), self.style_of("", cursor=cursor)),
        ]
