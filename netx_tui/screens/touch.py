"""Staying in touch: whom to write to and why, never too often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from netx_tui.domain.contacts import TIERS
from netx_tui.domain.errors import FieldError, NetxError
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.touch.circles import CIRCLES, circle_label
from netx_tui.domain.touch.rows import TouchRow
from netx_tui.domain.when import read_when
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.nothing_fits import with_way_back
from netx_tui.screens.touch_services import TouchServices
from netx_tui.screens.touch_verbs import TouchVerbs
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.touch_list import TouchList
from netx_tui.widgets.touch_panel import TouchPanel

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

_SLEEPS = ("1w", "1m", "3m")
_MONTHS = {"1m": 1, "3m": 3}


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"touch.{action}", show=show)


class TouchScreen(TouchVerbs[None]):
    """Everybody in a circle, who is due first; the proposal for the focused one beside or below."""

    AUTO_FOCUS = "TouchList"
    HELP = N_(
        "The people you stay in touch with, who is due first. The strip shows a year: a filled dot for a "
        "month with a mail, a call or a talk, a half one for a reaction. Circles say how often: inner 30 "
        "days, active 90, wide 180, light 365. Filter: circle:active since:90d overdue:>1 due:<7d dormant "
        "snoozed."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as its class declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]  # noqa: RUF012 - as its class declares it
    CSS = """
    TouchScreen {
        #touch { layout: vertical; height: 1fr; }
        TouchPanel { display: none; padding: 0 1; }
        &.-high TouchPanel { display: block; height: 9; border-top: solid $rule; }
        &.-wide #touch { layout: horizontal; }
        &.-wide TouchPanel {
            display: block; width: 44; height: 1fr; border-top: none; border-left: solid $rule;
        }
        TouchList { width: 1fr; }
        EmptyState { display: none; }
        &.-empty #touch { display: none; }
        &.-empty EmptyState { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("m", "write", N_("mail"), N_("Write what is proposed: netx drafts it, you send it."), show=True),
        _key("z", "snooze", N_("snooze"), N_("Let somebody sleep until a day."), show=True),
        _key("c", "circle", N_("circle"), N_("How often: inner, active, wide, light, none."), show=True),
        _key("e", "events", N_("events"), N_("Birthdays, new jobs, babies: add or remove one.")),
        _key("w", "promise", N_("promise"), N_("A word you gave, with its day.")),
        _key("a", "articles", N_("articles"), N_("The reading inbox: articles for somebody."), show=True),
        _key("M", "month", N_("month"), N_("What is coming, day by day."), show=True),
        _key("p", "person", N_("person"), N_("Open the person.")),
        _key("v", "mark", N_("mark"), N_("Mark, and go down; circle and sleep work on all marked.")),
        _key("slash", "filter", N_("find"), N_("Show only some."), show=True),
    ]

    people = getters.query_one(TouchList)
    panel = getters.query_one(TouchPanel)
    bar = getters.query_one(FilterBar)

    def __init__(self, shortlists: Shortlists, services: TouchServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)

    def compose_body(self) -> ComposeResult:
        """Filter line, list, proposal; where nobody is in a circle, how they come there."""
        yield FilterBar(_("words, circle:active since:90d overdue:>1"), suggest=_suggestions)
        with Container(id="touch"):
            yield TouchList(signs=self.signs)
            yield TouchPanel(signs=self.signs)
        yield EmptyState(
            _(
                "People you met appear here, with the day on which to be in touch again. A first talk puts "
                "them into a circle; you can too."
            ),
            [
                (self.key_of("log_touch", "plus"), _("note a contact with somebody")),
                (self.key_of("room.2", "2"), _("choose among your people")),
            ],
        )

    def on_mount(self) -> None:
        """Show everybody."""
        self._load("")

    # What is shown

    def changed(self) -> None:
        """Read the list again; the cursor stays on its person."""
        row = self.people.current
        self._load(row.id if row else "")

    def show_card(self, card_id: str) -> None:
        """A card changed: so may what is due."""
        self.changed()

    def _load(self, keep: str) -> None:
        try:
            rows = self.touch.touches.rows(self.bar.query_text)
        except FieldError as error:
            self.bar.tell("", trouble=error.message)
            return
        at = next((place for place, row in enumerate(rows) if row.id == keep), None)
        self.people.show(rows, self.people.cursor if at is None else at)
        self.people.mark(self.people.marked & {row.id for row in rows})
        self.set_class(not rows and not self.bar.query_text, "-empty")
        self._tell()
        self._show_panel()
        self.refresh_bindings()

    def _tell(self) -> None:
        rows = self.people.rows
        due = sum(row.severity in ("red", "amber") for row in rows)
        told = ngettext("{count} person", "{count} people", len(rows)).format(count=len(rows))
        if due:
            told = ngettext("{count} due", "{count} due", due).format(count=due) + f"  {told}"
        self.bar.tell(with_way_back(self, told, fitting=len(rows), query=self.bar.query_text))
        marked = len(self.people.marked)
        if marked:
            sentence = ngettext(
                "{count} person is marked for the next verb; {key} lets go.",
                "{count} people are marked for the next verb; {key} lets go.",
                marked,
            )
            self.say(sentence.format(count=marked, key=self.key_of("back", "escape")))
        elif not due and rows and not self.bar.query_text:
            day, name = self.touch.touches.next_due()
            self.say(_("Nobody is due. Next: {day}, {name}.").format(day=day, name=name) if day else "")
        else:
            self.say("")

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_panel()

    def _show_panel(self) -> None:
        if not self.panel.display:
            return
        row = self.people.current
        try:
            self.panel.show(self.touch.touches.card(row.id) if row else None)
        except NetxError:
            self.panel.show(None)

    def on_resize(self) -> None:
        """A larger window may have room for the proposal again."""
        self.call_after_refresh(self._show_panel)

    def go_top(self) -> None:
        """``g g`` goes to who is due first."""
        self.people.action_top()

    # Whom verbs work on

    def row(self) -> TouchRow | None:
        """The person under the cursor."""
        return self.people.current if self.is_mounted else None

    def whom(self) -> Sequence[str]:
        """The marked people, or else the one under the cursor."""
        if self.people.marked:
            return [row.id for row in self.people.rows if row.id in self.people.marked]
        row = self.row()
        return [row.id] if row else []

    def touch_contact(self) -> str:
        """Notes of contacts are about the person under the cursor."""
        row = self.row()
        return row.id if row else ""

    def action_mark(self) -> None:
        """Mark the person, or take the mark away, and go down."""
        row = self.row()
        if row is not None:
            self.people.mark(self.people.marked ^ {row.id})
            self.people.action_move(1)
            self._tell()

    def leave(self) -> bool:
        """Esc drops the marks first, then the filter."""
        if self.people.marked:
            self.people.mark(frozenset())
            self._tell()
        elif self.bar.query_text:
            self.bar.clear()
        else:
            return False
        return True

    # Finding

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.bar.open()

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self._load("")

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.people.focus()

    # Doing

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.action_write()

    @work(group="cards")
    async def action_write(self) -> None:
        """Write what is proposed."""
        row = self.row()
        if row is not None:
            await self.write(row.id, row.kind or "check_in")

    @work(group="cards")
    async def action_snooze(self) -> None:
        """Ask until when."""
        ids = list(self.whom())
        if not ids:
            return
        today = self.services.clock().date()
        options = [(word, f"+{word}: {told_day(later(today, word), today)}") for word in _SLEEPS]
        options += [("day", _("another day, or after their leave ...")), ("wake", _("not any more"))]
        answer = await self.choose(_("Put off"), self.names(ids), options)
        if answer == "day":
            from netx_tui.widgets.dialogs import TextDialog

            typed = await self.app.push_screen_wait(
                TextDialog(_("Put off"), _("Until when? fri, +3d, 12.12."))
            )
            if typed:
                self.told(lambda: self.touch.touches.snooze(ids, self._day(typed)))
        elif answer == "wake":
            self.told(lambda: self.touch.touches.snooze(ids, None))
        elif answer:
            self.told(lambda: self.touch.touches.snooze(ids, later(today, answer)))

    def _day(self, typed: str) -> date:
        return read_when(typed, self.services.clock(), field="snooze_until").day

    @work(group="cards")
    async def action_circle(self) -> None:
        """Ask for the circle."""
        if self.keeps_private():
            return
        ids = list(self.whom())
        if not ids:
            return
        row = self.row()
        options = [(tier, _circle(tier)) for tier in TIERS]
        tier = await self.choose(_("Circle"), self.names(ids), options, row.tier if row else "")
        if tier:
            self.told(lambda: self.touch.touches.set_circle(ids, tier))

    def action_articles(self) -> None:
        """Open the reading inbox."""
        from netx_tui.screens.articles import ArticlesScreen

        self.app.push_screen(ArticlesScreen(self.shortlists, self.touch, signs=self.signs), self._back)

    def action_month(self) -> None:
        """Open the month."""
        from netx_tui.screens.touch_month import MonthScreen

        self.app.push_screen(MonthScreen(self.shortlists, self.touch, signs=self.signs), self._back)

    def _back(self, _result: object) -> None:
        self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nobody is, no verb has anybody to work on."""
        if action == "filter" and self.is_mounted and self.bar.typing:
            return False
        needs = ("write", "snooze", "circle", "events", "promise", "person", "mark")
        if action in needs and self.row() is None:
            return False
        return super().check_action(action, parameters)


def later(today: date, word: str) -> date:
    """The day a sleep of ``1w``, ``1m`` or ``3m`` ends."""
    from calendar import monthrange
    from datetime import timedelta

    if word not in _MONTHS:
        return today + timedelta(days=7)
    number = today.year * 12 + today.month - 1 + _MONTHS[word]
    year, month = divmod(number, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _circle(tier: str) -> str:
    circle = CIRCLES[tier]
    if not circle.interval:
        return _("{circle}: no messages to keep in touch").format(circle=circle_label(tier))
    return _("{circle}: every {days} days, at most {cap} messages a year").format(
        circle=circle_label(tier), days=circle.interval, cap=circle.cap
    )


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.touch.touch_filter import suggestions

    return suggestions(text)
