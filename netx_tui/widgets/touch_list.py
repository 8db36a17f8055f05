"""Whom to write to: when, who, in which circle, why, when last, and a year of touches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.touch.rows import TouchRow
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

_NAME, _CIRCLE, _WHY, _LAST, _STRIP = 20, 12, 22, 24, 12
_LEAST_DUE, _MOST_DUE = 10, 16
_LEAST_NAME = 14
_GAP = 2


def strip_text(strip: str, signs: Signs = UNICODE) -> str:
    """A year of touches in signs, the oldest month first."""
    return strip.translate({ord("."): signs.due, ord("f"): signs.marked, ord("l"): signs.light})


class TouchList(LineList[TouchRow]):
    """One line per person; columns go from the right as it gets narrow."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"touch--red", "touch--amber", "touch--quiet", "touch--sign"}
    DEFAULT_CSS = """
    TouchList {
        & > .touch--red { color: $error; }
        & > .touch--amber { color: $warning; }
        & > .touch--quiet { color: $dim; }
        & > .touch--sign { color: $accent; }
    }
    """

    def __init__(self, rows: Sequence[TouchRow] = (), *, signs: Signs = UNICODE) -> None:
        super().__init__(rows, signs=signs)
        self.marked: frozenset[str] = frozenset()
        self._due = _LEAST_DUE

    def show(self, rows: Sequence[TouchRow], cursor: int = 0) -> None:
        """Show other ``rows``, the cursor on ``cursor``; the column of days is as wide as they need."""
        self._due = min(max((_LEAST_DUE, *(cell_len(row.due_text) + 2 for row in rows))), _MOST_DUE)
        super().show(rows, cursor)

    def mark(self, marked: frozenset[str]) -> None:
        """Show these ids as marked; only rows whose mark changed are drawn anew."""
        changed, self.marked = self.marked ^ marked, marked
        self.redraw(*(index for index, row in enumerate(self.rows) if row.id in changed))

    def segments(self, index: int, row: TouchRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row."""
        cursor = cursor and self.has_focus
        bar = self.signs.cursor if cursor else " "
        mark = self.signs.marked if row.id in self.marked else " "
        due = f"{self._sign(row)} {row.due_text or self.signs.none}"
        style = {"red": "touch--red", "amber": "touch--amber"}.get(row.severity, "touch--quiet")
        name = f"{row.name}, {row.company}" if row.company else row.name
        parts = [("touch--sign", f"{bar}{mark}"), (style, fit(due, self._due, self.signs.cut) + "  ")]
        room = width - 2 - self._due - _GAP
        others = [
            ("touch--quiet", row.circle, _CIRCLE),
            ("", row.why, _WHY),
            ("touch--quiet", strip_text(row.strip, self.signs), _STRIP),
            ("touch--quiet", row.last, _LAST),
        ]
        shown: list[tuple[str, str]] = []
        for kind, text, wide in others:
            if room - wide - _GAP >= (_NAME if shown else _LEAST_NAME):
                shown.append((kind, fit(text, wide, self.signs.cut)))
                room -= wide + _GAP
            else:
                break
        parts.append(("", fit(name, room, self.signs.cut)))
        parts += [(kind, "  " + text) for kind, text in shown]
        return [Segment(text, self.style_of(kind, cursor=cursor)) for kind, text in parts]

    def _sign(self, row: TouchRow) -> str:
        if row.snoozed:
            return self.signs.unmarked
        return {"red": self.signs.overdue, "amber": self.signs.due}.get(row.severity, " ")
