"""The questions of an agenda in their order: priority, part, text, minutes, and what may be sent."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.talk_rows import QuestionRow
from netx_tui.widgets.carry_list import CarryList
from netx_tui.widgets.cells import fit

PRIORITY_SIGNS = {"must": "!", "should": ".", "nice": " "}
_PART = 3
_TEXT_AT = 2 + 2 + _PART + 2
"""Where the text begins: cursor, priority, part."""
_MINUTES = 3
_FLAGS = 4
_DONE = ("asked", "answered")


class QuestionList(CarryList[QuestionRow]):
    """One line per question."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"questions--quiet", "questions--must"}
    DEFAULT_CSS = """
    QuestionList {
        & > .questions--quiet { color: $dim; }
        & > .questions--must { color: $accent; }
    }
    """

    text_at = _TEXT_AT

    @property
    def text_width(self) -> int:
        """Cells for the text of a question."""
        return max(self.size.width - 1 - _TEXT_AT - 1 - _MINUTES - 1 - _FLAGS, 8)

    def segments(self, index: int, row: QuestionRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row; the text is cut, never the minutes."""
        mark = self.signs.carried if cursor and self.carrying else self.signs.cursor if cursor else " "
        gone = row.state in ("dropped", "deferred")
        quiet = "questions--quiet"
        text = fit(self._text(row), self.text_width, self.signs.cut)
        return [
            Segment(f"{mark} ", self.style_of("", cursor=cursor)),
            Segment(
                f"{self._priority(row)} ", self.style_of(quiet if gone else "questions--must", cursor=cursor)
            ),
            Segment(
                fit(row.section_label[:_PART].upper(), _PART) + "  ", self.style_of(quiet, cursor=cursor)
            ),
            Segment(text + " ", self.style_of(quiet if gone else "", cursor=cursor)),
            Segment(f"{row.minutes:>{_MINUTES}} " + self._flags(row), self.style_of(quiet, cursor=cursor)),
        ]

    def _priority(self, row: QuestionRow) -> str:
        if row.state in _DONE:
            return self.signs.done
        if row.state in ("dropped", "deferred"):
            return "-"
        return PRIORITY_SIGNS.get(row.priority, " ")

    def _text(self, row: QuestionRow) -> str:
        if not row.answered_by:
            return row.text
        known = f" ({self.signs.done} {row.answered_by})"
        room = self.text_width - cell_len(known)
        return fit(row.text, room, self.signs.cut) + known if room > 20 else row.text

    def _flags(self, row: QuestionRow) -> str:
        if row.sent:
            flag = self.signs.mail
        elif row.for_brief:
            flag = f"+{self.signs.mail}"
        elif not row.sendable or row.delicate:
            flag = self.signs.closed
        else:
            flag = ""
        return fit(flag + ("~" if row.delicate else ""), _FLAGS)
