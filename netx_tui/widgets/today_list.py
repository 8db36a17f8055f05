"""The next steps, most urgent first: how urgent, what, why, by when, and which key does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.today_rows import TodayLine
from netx_tui.i18n import _
from netx_tui.widgets.big_step import told_key
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

_DOING = 15
_LEAST_WHEN, _MOST_WHEN = 8, 16
_LEAST_TEXT, _LEAST_WHY = 28, 16
_MOST_TEXT = 0.6
"""The share of the room that the sentence takes where the reason stands beside it."""


def urgency(severity: str, signs: Signs = UNICODE) -> str:
    """How urgent a step is, as sign and word."""
    overdue, today, soon = _("overdue"), _("today"), _("soon")
    known = {"red": f"{signs.overdue} {overdue}", "amber": f"{signs.due} {today}"}
    return known.get(severity, f"  {soon}")


class TodayList(LineList[TodayLine]):
    """One line per step; the word for how urgent stands at the first of its kind."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"today--red", "today--amber", "today--quiet", "today--key"}
    DEFAULT_CSS = """
    TodayList {
        & > .today--red { color: $error; }
        & > .today--amber { color: $warning; }
        & > .today--quiet { color: $dim; }
        & > .today--key { color: $accent; }
    }
    """

    def __init__(self, rows: Sequence[TodayLine] = (), *, signs: Signs = UNICODE) -> None:
        super().__init__(rows, signs=signs)
        words = (urgency(severity, signs) for severity in ("red", "amber", "plain"))
        self._urgency_room = max(map(cell_len, words)) + 1
        self._when = _LEAST_WHEN
        self.keymap: Mapping[str, str] = {}
        """The user's keys by the names of bindings."""

    def show(self, rows: Sequence[TodayLine], cursor: int = 0) -> None:
        """Show other ``rows``, the cursor on ``cursor``; the column of times is as wide as they need."""
        self._when = min(max((_LEAST_WHEN, *(cell_len(row.when) for row in rows))), _MOST_WHEN)
        super().show(rows, cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Above the first row stands the big step: there the key goes on to the screen."""
        if action == "move" and parameters == (-1,) and self.cursor == 0:
            return False
        return super().check_action(action, parameters)

    def segments(self, index: int, row: TodayLine, width: int, *, cursor: bool) -> list[Segment]:
        """The row; reason, then time, then key go as it gets narrow."""
        cursor = cursor and self.has_focus
        room = width - 2 - self._urgency_room
        with_doing = room - _DOING - self._when - 4 >= _LEAST_TEXT
        with_when = room - self._when - 2 >= _LEAST_TEXT
        room -= (self._when + 2 if with_when else 0) + (_DOING + 2 if with_doing else 0)
        parts = [(self._urgency_style(row), self._urgency(index, row))]
        text = row.row.text
        if row.row.why and room >= _LEAST_TEXT + _LEAST_WHY + 2:
            wide = min(max(len(text), _LEAST_TEXT), int(room * _MOST_TEXT))
            parts += [("", fit(text, wide, self.signs.cut) + "  ")]
            parts += [("today--quiet", fit(row.row.why, room - wide - 2, self.signs.cut))]
        else:
            parts.append(("", fit(text, room, self.signs.cut)))
        if with_when:
            parts.append((self._urgency_style(row), "  " + fit(row.when, self._when, self.signs.cut)))
        if with_doing:
            key = told_key(row.row.key, self.keymap, "list.open")
            parts.append(("today--key", f"  {key} "))
            parts.append(("today--quiet", fit(row.doing, _DOING - len(key) - 1, self.signs.cut)))
        mark = f"{self.signs.cursor} " if cursor else "  "
        drawn = [Segment(mark, self.style_of("", cursor=cursor))]
        return [*drawn, *(Segment(text, self.style_of(style, cursor=cursor)) for style, text in parts)]

    def _urgency(self, index: int, row: TodayLine) -> str:
        severity = row.row.severity
        whole = urgency(severity, self.signs)
        first = index == 0 or self.rows[index - 1].row.severity != severity
        return fit(whole if first else whole[:2], self._urgency_room, self.signs.cut)

    def _urgency_style(self, row: TodayLine) -> str:
        return {"red": "today--red", "amber": "today--amber"}.get(row.row.severity, "today--quiet")
