"""A month as weeks and days, with a dot for everybody who is due on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.touch.rows import ComingDay
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import UNICODE, Signs

_WEEK = 7
_WEEKS = 6
_MOST_CELL = 14


def _key(key: str, action: str, label: str, tooltip: str) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"month.{action}", show=False)


class MonthView(KnownStyles, Widget, can_focus=True, inherit_bindings=False):
    """A calendar with a cursor; leaving the month asks the screen for another one."""

    ALLOW_SELECT = False
    HELP = N_("What is coming: a dot for everybody who is due on a day. Arrows move by days and weeks.")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"month--cursor", "month--quiet", "month--today", "month--dots"}
    DEFAULT_CSS = """
    MonthView {
        height: 7;
        & > .month--cursor { color: $accent; text-style: bold; }
        &:focus > .month--cursor { background: $bar; color: $bar-text; text-style: none; }
        &:focus:nocolor > .month--cursor { text-style: bold reverse; }
        & > .month--quiet { color: $dim; }
        & > .month--today { text-style: bold underline; }
        & > .month--dots { color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,h", "move(-1)", N_("day before"), show=False, id="month.left", tooltip=N_("The day before")
        ),
        Binding(
            "right,l", "move(1)", N_("next day"), show=False, id="month.right", tooltip=N_("The next day")
        ),
        Binding("up,k", "move(-7)", N_("week before"), show=False, id="month.up", tooltip=N_("A week back")),
        Binding("down,j", "move(7)", N_("next week"), show=False, id="month.down", tooltip=N_("A week on")),
        Binding("enter", "open", N_("open"), show=True, id="month.open", tooltip=N_("Open who is due then")),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another day, maybe of another month."""

        day: date

    @dataclass
    class Opened(Message):
        """The day under the cursor is to be opened."""

        day: date

    def __init__(self, today: date, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.signs = signs
        self.today = self.day = today
        self._days: dict[date, ComingDay] = {}

    def show(self, days: Sequence[ComingDay], day: date) -> None:
        """Show a month with the cursor on ``day``."""
        self._days = {date.fromisoformat(one.day): one for one in days}
        self.day = day
        self.refresh()

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """The keys go elsewhere."""
        self.refresh()

    def action_move(self, by: int) -> None:
        """Move the cursor by days."""
        self.go(self.day + timedelta(days=by))

    def go(self, day: date) -> None:
        """Put the cursor on ``day``."""
        self.day = day
        self.refresh()
        self.post_message(self.Moved(day))

    def action_open(self) -> None:
        """Open the day."""
        self.post_message(self.Opened(self.day))

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor there, two open the day."""
        event.stop()
        if event.y >= 1:
            place = (event.y - 1) * _WEEK + min(event.x // self._cell, _WEEK - 1)
            self.go(self._first + timedelta(days=place))
            if event.chain == 2:
                self.action_open()

    @property
    def _first(self) -> date:
        """The Monday of the first week shown."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    @property
    def _cell(self) -> int:
        return max(min(self.size.width // _WEEK, _MOST_CELL), 4)

    def render_line(self, y: int) -> Strip:
        """The names of the days, then a week a line."""
        cell, width = self._cell, max(self.size.width, 1)
        if y == 0:
            names = _("Mon Tue Wed Thu Fri Sat Sun").split()
            quiet = self.style_of("month--quiet")
            return Strip([Segment(fit(f" {name}", cell), quiet) for name in names]).adjust_cell_length(
                width, self.style_of()
            )
        monday = self._first + timedelta(days=(y - 1) * _WEEK)
        if y > _WEEKS or (y > 1 and monday.month != self.day.month):
            return Strip.blank(width, self.style_of())
        days = (monday + timedelta(days=number) for number in range(_WEEK))
        parts = [part for day in days for part in self._day(day, cell)]
        return Strip(parts).adjust_cell_length(width, self.style_of())

    def _day(self, day: date, cell: int) -> list[Segment]:
        known = self._days.get(day)
        if known is None:
            return [Segment(" " * cell, self.style_of())]
        count = len(known.entries)
        room = cell - 4
        dots = self.signs.marked * count if count <= room else f"{self.signs.marked}{count}"
        number, rest = f" {day.day:2}", fit(f" {dots}" if count else "", cell - 3, self.signs.cut)
        if day == self.day:
            return [Segment(number + rest, self.style_of("month--cursor"))]
        name = "month--today" if day == self.today else "" if known.is_workday else "month--quiet"
        style = self.style_of(name) if name else self.style_of()
        return [Segment(number, style), Segment(rest, self.style_of("month--dots"))]
