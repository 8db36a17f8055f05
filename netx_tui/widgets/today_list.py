"""The next steps, most urgent first: how urgent, what, why, by when, and which key does it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment

from netx_tui.domain.today_rows import TodayLine
from netx_tui.i18n import _
from netx_tui.widgets.big_step import on_screen
from netx_tui.widgets.cells import fit
from netx_tui.widgets.keys import key_name
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

_URGENCY, _WHEN, _DOING = 10, 12, 15
_LEAST_TEXT, _LEAST_WHY = 28, 16
_MOST_TEXT = 0.6
"""The share of the room that the sentence takes where the reason stands beside it."""


def urgency(severity: str, signs: Signs = UNICODE) -> str:
    """How urgent a step is, as sign and word."""
    return {
        "red": f"{signs.overdue} {_('overdue')}",
        "amber": f"{signs.due} {_('today')}",
    }.get(severity, f"  {_('soon')}")


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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Above the first row stands the big step: there the key goes on to the screen."""
        if action == "move" and parameters == (-1,) and self.cursor == 0:
            return False
        return super().check_action(action, parameters)

    def segments(self, index: int, row: TodayLine, width: int, *, cursor: bool) -> list[Segment]:
        """The row; reason, then time, then key go as it gets narrow."""
        cursor = cursor and self.has_focus
        room = width - 2 - _URGENCY
        with_doing = room - _DOING - _WHEN - 4 >= _LEAST_TEXT
        with_when = room - _WHEN - 2 >= _LEAST_TEXT
        room -= (_WHEN + 2 if with_when else 0) + (_DOING + 2 if with_doing else 0)
        parts = [(self._urgency_style(row), self._urgency(index, row))]
        text = row.row.text
        if row.row.why and room >= _LEAST_TEXT + _LEAST_WHY + 2:
            wide = min(max(len(text), _LEAST_TEXT), int(room * _MOST_TEXT))
            parts += [("", fit(text, wide, self.signs.cut) + "  ")]
            parts += [("today--quiet", fit(row.row.why, room - wide - 2, self.signs.cut))]
        else:
            parts.append(("", fit(text, room, self.signs.cut)))
        if with_when:
            parts.append((self._urgency_style(row), "  " + fit(row.when, _WHEN, self.signs.cut)))
        if with_doing:
            key = key_name(on_screen(row.row.key))
            parts.append(("today--key", f"  {key} "))
            parts.append(("today--quiet", fit(row.doing, _DOING - len(key) - 1, self.signs.cut)))
        mark = f"{self.signs.cursor} " if cursor else "  "
        drawn = [Segment(mark, self.style_of("", cursor=cursor))]
        return [*drawn, *(Segment(text, self.style_of(style, cursor=cursor)) for style, text in parts)]

    def _urgency(self, index: int, row: TodayLine) -> str:
        severity = row.row.severity
        whole = urgency(severity, self.signs)
        first = index == 0 or self.rows[index - 1].row.severity != severity
        return fit(whole if first else whole[:2], _URGENCY, self.signs.cut)

    def _urgency_style(self, row: TodayLine) -> str:
        return {"red": "today--red", "amber": "today--amber"}.get(row.row.severity, "today--quiet")
