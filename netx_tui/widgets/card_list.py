"""Cards as a plain list, one line each: insights, and what was done or dropped."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment

from netx_tui.domain.board_rows import CardRow
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList

_STATE, _AGE, _LABEL, _PERSON = 12, 5, 12, 12
_ROOMY = 76


class CardTable(LineList[CardRow]):
    """State, what it is, kind, person, age; where it gets narrow the kind goes first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card-table--quiet", "card-table--late"}
    DEFAULT_CSS = """
    CardTable {
        & > .card-table--quiet { color: $dim; }
        & > .card-table--late { color: $error; }
    }
    """

    def segments(self, index: int, row: CardRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row."""
        cut = self.signs.cut
        sign = "! " if row.flagged else f"{self.signs.cursor} " if cursor else "  "
        fixed = 2 + _STATE + 1 + _PERSON + 2 + _AGE
        label = _LABEL + 1 if width >= _ROOMY else 0
        text = max(width - fixed - label - 1, 4)
        parts = [
            (sign, "card-table--late" if row.flagged else ""),
            (fit(row.state, _STATE, cut) + " ", "card-table--quiet"),
            (fit(row.title, text, cut) + " ", ""),
            (fit(row.label, _LABEL, cut) + " " if label else "", "card-table--quiet"),
            (fit(row.person, _PERSON, cut) + "  ", "card-table--quiet"),
            (fit(row.age, _AGE, cut), "card-table--quiet"),
        ]
        return [Segment(part, self.style_of(style, cursor=cursor)) for part, style in parts if part]
