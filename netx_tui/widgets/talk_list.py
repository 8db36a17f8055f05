"""The talks by date, with how ready each is and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.talk_rows import TalkRow
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs, dots

_WHEN, _NAME, _COMPANY, _READY = 17, 20, 18, 5
_MOST_WHEN = 30
_LEAST_STEPS = 18
_QUIET = ("closed", "cancelled", "no_show")
BEFORE = ("scheduled", "draft", "live")
"""The states in which it matters how ready a talk is."""


class TalkList(LineList[TalkRow]):
    """One line per talk: when, with whom, where they work, how ready, what to do."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"talks--quiet", "talks--todo", "talks--urgent"}
    DEFAULT_CSS = """
    TalkList {
        & > .talks--quiet { color: $dim; }
        & > .talks--todo { color: $foreground; }
        & > .talks--urgent { color: $warning; }
    }
    """

    def __init__(self, rows: Sequence[TalkRow] = (), *, signs: Signs = UNICODE) -> None:
        super().__init__(rows, signs=signs)
        self._when = _widest(rows)

    def show(self, rows: Sequence[TalkRow], cursor: int = 0) -> None:
        """Show other ``rows``, the cursor on ``cursor``; the column of times is as wide as they need."""
        self._when = _widest(rows)
        super().show(rows, cursor)

    def segments(self, index: int, row: TalkRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row; columns go from the right as it gets narrow."""
        mark = f"{self.signs.cursor} " if cursor else "  "
        room = width - 2
        parts = [("", fit(row.when, self._when, self.signs.cut)), ("", fit(row.name, _NAME, self.signs.cut))]
        used = self._when + _NAME + 4
        todo_room = room - used - _READY - 2
        if todo_room - _COMPANY - 2 >= _LEAST_STEPS:
            parts.append(("talks--quiet", fit(row.company, _COMPANY, self.signs.cut)))
            todo_room -= _COMPANY + 2
        parts.append(("", dots(row.ready, self.signs) if row.status in BEFORE else " " * _READY))
        parts.append((self._todo_style(row), fit(row.todo, max(todo_room, 0), self.signs.cut)))
        quiet = row.status in _QUIET
        drawn = [Segment(mark, self.style_of("", cursor=cursor))]
        for number, (style, text) in enumerate(parts):
            gap = "  " if number < len(parts) - 1 else ""
            drawn.append(
                Segment(text + gap, self.style_of("talks--quiet" if quiet else style, cursor=cursor))
            )
        return drawn

    def _todo_style(self, row: TalkRow) -> str:
        return "talks--urgent" if row.status in ("held", "live") else "talks--todo"


def _widest(rows: Sequence[TalkRow]) -> int:
    """Cells for the times; those on another clock tell their zone."""
    return min(max((_WHEN, *(cell_len(row.when) for row in rows))), _MOST_WHEN)
