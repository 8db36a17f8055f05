"""The talks of a period beside each other, with the names of the columns above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.numbers.talks import TalkNumbers
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

_DAY, _GAP, _SIGN = 10, 2, 2
_LEAST_CELL = 6
LEAST_NAME = 16
"""Cells a name has before a column gives way."""


class Column(NamedTuple):
    """A column of numbers: by what talks are ordered in it, its name, what it says of a talk."""

    order: str
    title: str
    cell: Callable[[TalkNumbers], str]


COLUMNS = (
    Column("insights", N_("insights"), lambda talk: str(talk.insights)),
    Column("musts", N_("musts"), lambda talk: _of(talk.musts_answered, talk.musts)),
    Column("done", N_("done"), lambda talk: _of(talk.actions_done, talk.actions)),
    Column("referrals", N_("named"), lambda talk: str(talk.referrals)),
    Column("thanked", N_("thanked"), lambda talk: _hours(talk.thanked)),
    Column("", N_("openings"), lambda talk: str(talk.openings)),
)
"""In the order in which they matter: where there is no room the last ones are left out."""


class TalkTable(LineList[TalkNumbers]):
    """One line per talk."""

    HELP = N_(
        "What came out of each talk: insights, answered must questions, actions done of those made, people "
        "named, hours until the thank-you, openings."
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A line says all there is."""
        return action != "open" and super().check_action(action, parameters)

    def segments(self, index: int, row: TalkNumbers, width: int, *, cursor: bool) -> list[Segment]:
        """Day, name, then what came out of it."""
        focused = cursor and self.has_focus
        sign = f"{self.signs.cursor} " if focused else "  "
        cells = {column.order: column.cell(row) for column in COLUMNS}
        cells["thanked"] = cells["thanked"] or self.signs.none
        text = sign + _text(row.day, row.name, cells, width, self.signs)
        return [Segment(fit(text, width, self.signs.cut), self.style_of("", cursor=focused))]


class TalkHeads(KnownStyles, Widget):
    """The names of the columns; a sign stands at the one that orders the talks."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TalkHeads { height: 1; color: $dim; }
    """

    order = ""
    _empty = True

    def __init__(self, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.signs = signs

    def show(self, order: str, *, empty: bool) -> None:
        """Say by what the talks below are ordered, or that there are none."""
        self.order, self._empty = order, empty
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        width = max(self.size.width, 1)
        if self._empty:
            told = _("No talk was held in this period.")
            return Strip([Segment(fit(f"  {told}", width, self.signs.cut), self.style_of())], width)
        titles = {column.order: self._marked(column.order, _(column.title)) for column in COLUMNS}
        day, name = self._marked("day", _("day")), self._marked("name", _("person"))
        text = "  " + _text(day, name, titles, width - 1, self.signs)
        return Strip([Segment(fit(text, width, self.signs.cut), self.style_of())], width)

    def _marked(self, order: str, title: str) -> str:
        return f"{self.signs.sorted}{title}" if order and order == self.order else title


def shown_columns(width: int) -> Sequence[tuple[Column, int]]:
    """The columns that a list ``width`` cells wide has room for, each with its own width."""
    counted = cell_len(_of(9, 9))
    least = {"musts": counted, "done": counted}
    found = [
        (column, max(least.get(column.order, _LEAST_CELL), cell_len(_(column.title)) + 1))
        for column in COLUMNS
    ]
    while found and _name_room(width, found) < LEAST_NAME:
        found.pop()
    return found


def _name_room(width: int, columns: Sequence[tuple[Column, int]]) -> int:
    return width - _SIGN - _DAY - _GAP - sum(_GAP + cells for _column, cells in columns)


def _text(day: str, name: str, cells: dict[str, str], width: int, signs: Signs) -> str:
    columns = shown_columns(width)
    numbers = "".join(
        " " * (_GAP + room - cell_len(cells[column.order])) + cells[column.order] for column, room in columns
    )
    return f"{fit(day, _DAY)}{' ' * _GAP}{fit(name, _name_room(width, columns), signs.cut)}{numbers}"


def _of(k: int, n: int) -> str:
    return _("{k} of {n}").format(k=k, n=n)


def _hours(hours: float | None) -> str:
    return "" if hours is None else _("{hours} h").format(hours=f"{hours:.0f}")
