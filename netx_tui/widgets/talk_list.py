"""The talks by date, with how ready each is and what is missing."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.talk_rows import TalkRow
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

OF = 5
_WHEN, _NAME, _COMPANY, _READY = 17, 20, 18, 5
_LEAST_STEPS = 18
_QUIET = ("closed", "cancelled", "no_show")


def dots(value: int, signs: Signs = UNICODE) -> str:
    """``●●●○○`` for 3 of 5."""
    return signs.marked * value + signs.unmarked * (OF - value)


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

    def segments(self, index: int, row: TalkRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row; columns go from the right as it gets narrow."""
        mark = f"{self.signs.cursor} " if cursor else "  "
        room = width - 2
        when = max(_WHEN, min(cell_len(row.when), 30))
        parts = [("", fit(row.when, when, self.signs.cut)), ("", fit(row.name, _NAME, self.signs.cut))]
        used = when + _NAME + 4
        todo_room = room - used - _READY - 2
        if todo_room - _COMPANY - 2 >= _LEAST_STEPS:
            parts.append(("talks--quiet", fit(row.company, _COMPANY, self.signs.cut)))
            todo_room -= _COMPANY + 2
        before = row.status in ("scheduled", "draft", "live")
        parts.append(("", dots(row.ready, self.signs) if before else " " * _READY))
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
