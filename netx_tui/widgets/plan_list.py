"""What a talk is about, one line each: goal, topic, field, notes, sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.presenting import HIDDEN
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList

_MOST_LABEL = 0.4
"""The share of the width that labels take at most."""


@dataclass(frozen=True)
class PlanRow:
    """One thing to plan: the field's name, its label, what stands in it, what to write where it is empty."""

    name: str
    label: str
    text: str
    hint: str = ""
    long: bool = False


class PlanList(LineList[PlanRow]):
    """One line per field; long notes show their beginning."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plan--label", "plan--hint"}
    DEFAULT_CSS = """
    PlanList {
        height: auto;
        & > .plan--label { color: $dim; }
        & > .plan--hint { color: $dim; text-style: italic; }
    }
    """

    @property
    def text_at(self) -> int:
        """Where the texts begin."""
        longest = max((cell_len(row.label) for row in self.rows), default=0)
        return 2 + min(longest, int(self.size.width * _MOST_LABEL)) + 2

    @property
    def text_width(self) -> int:
        """Cells for the text of a field."""
        return max(self.size.width - 1 - self.text_at, 8)

    def veiled(self, row: PlanRow) -> PlanRow:
        """Notes are nobody else's business."""
        return replace(row, text=HIDDEN) if row.long and row.text else row

    def segments(self, index: int, row: PlanRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row: label, then the text or the hint."""
        mark = f"{self.signs.cursor} " if cursor and self.has_focus else "  "
        cursor = cursor and self.has_focus
        text = " · ".join(line for line in row.text.split("\n") if line.strip())
        style = "" if text else "plan--hint"
        return [
            Segment(mark, self.style_of("", cursor=cursor)),
            Segment(
                fit(row.label, self.text_at - 4, self.signs.cut) + "  ",
                self.style_of("plan--label", cursor=cursor),
            ),
            Segment(
                fit(text or row.hint, self.text_width, self.signs.cut), self.style_of(style, cursor=cursor)
            ),
        ]
