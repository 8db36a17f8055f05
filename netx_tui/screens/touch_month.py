"""The month of what is coming: whom to write to on which day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netx_tui.domain.calendar_words import MONTHS
from netx_tui.domain.presenting import HIDDEN
from netx_tui.domain.short_dates import short_date
from netx_tui.domain.touch.rows import ComingDay, TouchRow
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.card_links import open_link
from netx_tui.screens.touch_services import TouchServices
from netx_tui.screens.touch_verbs import TouchVerbs
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.month_view import MonthView
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

_NAME = 28


class DueList(LineList[tuple[str, str, str]]):
    """Who is due on one day, and why."""

    HELP = N_("Who is due on the day above, and why; {list.open=enter} opens the person.")

    def veiled(self, row: tuple[str, str, str]) -> tuple[str, str, str]:
        """Why is nobody else's business."""
        return (row[0], row[1], HIDDEN)

    def segments(self, index: int, row: tuple[str, str, str], width: int, *, cursor: bool) -> list[Segment]:
        """The row."""
        cursor = cursor and self.has_focus
        bar = f"{self.signs.cursor} " if cursor else "  "
        text = f"{fit(row[1], _NAME, self.signs.cut)}  {row[2]}"
        return [Segment(fit(bar + text, width, self.signs.cut), self.style_of("", cursor=cursor))]


class MonthScreen(TouchVerbs[None]):
    """A calendar above, who is due on the day below."""

    HEADING = N_("What is coming")
    AUTO_FOCUS = "MonthView"
    CSS = """
    MonthScreen {
        MonthView { margin: 1 1 0 1; }
        DueList { border-top: solid $rule; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left_square_bracket",
            "month(-1)",
            N_("month before"),
            id="month.before",
            tooltip=N_("A month back."),
            show=True,
        ),
        Binding(
            "right_square_bracket",
            "month(1)",
            N_("next month"),
            id="month.next",
            tooltip=N_("A month on."),
            show=True,
        ),
        Binding("t", "today", N_("today"), id="month.today", tooltip=N_("Back to today."), show=True),
    ]

    calendar = getters.query_one(MonthView)
    due = getters.query_one(DueList)

    def __init__(self, shortlists: Shortlists, services: TouchServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._today = services.clock().date()
        self._days: dict[str, ComingDay] = {}

    def compose_body(self) -> ComposeResult:
        """The month, the day."""
        yield MonthView(self._today, signs=self.signs)
        yield DueList(signs=self.signs)

    def on_mount(self) -> None:
        """Show this month."""
        self._show(self._today)

    def changed(self) -> None:
        """Read the month again."""
        self._show(self.calendar.day)

    def show_card(self, card_id: str) -> None:
        """A card changed: so may what is due."""
        self.changed()

    def row(self) -> TouchRow | None:
        """The person under the cursor of the day."""
        chosen = self.due.current if self.is_mounted else None
        return self.touch.touches.card(chosen[0]).row if chosen else None

    def touch_contact(self) -> str:
        """Notes of contacts are about the person under the cursor."""
        chosen = self.due.current if self.is_mounted else None
        return chosen[0] if chosen else ""

    def _show(self, day: date) -> None:
        days = self.touch.touches.month(day.replace(day=1))
        self._days = {one.day: one for one in days}
        self.calendar.show(days, day)
        entries = self._days[day.isoformat()].entries
        self.due.show(entries)
        month = f"{_(MONTHS['en'][day.month - 1])} {day.year}"
        count = ngettext("{count} person", "{count} people", len(entries)).format(count=len(entries))
        if any(one.entries for one in days):
            self.say(f"{month}   {short_date(day)}: {count if entries else _('nobody')}")
        else:
            told = _("Nobody is due: only people in a circle stand here.")
            self.say(f"{month}   {told}")
        self.refresh_bindings()

    @on(MonthView.Moved)
    def _moved(self, event: MonthView.Moved) -> None:
        event.stop()
        self._show(event.day)

    @on(MonthView.Opened)
    def _day_opened(self, event: MonthView.Opened) -> None:
        event.stop()
        if self.due.rows:
            self.due.focus()

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self._person()

    @work(group="cards")
    async def _person(self) -> None:
        chosen = self.due.current
        if chosen is not None:
            await open_link(self, f"contact:{chosen[0]}")
            self.changed()

    def leave(self) -> bool:
        """From the day back to the month first."""
        if self.focused is self.due:
            self.calendar.focus()
            return True
        return False

    def action_month(self, by: int) -> None:
        """Go to the first day of another month."""
        first = self.calendar.day.replace(day=1)
        self._show(
            (first + timedelta(days=32)).replace(day=1)
            if by > 0
            else (first - timedelta(days=1)).replace(day=1)
        )

    def action_today(self) -> None:
        """Back to today."""
        self._show(self._today)
