"""Today, the first screen: the one next thing to do, then the rest, then how the week stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from netx_tui.domain.board_rows import CardRow
from netx_tui.domain.errors import NetxError
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.today_rows import TodayView
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.card_moves import BoardServices
from netx_tui.screens.linkedin_steps import linkedin_steps
from netx_tui.screens.today_doing import StepDoing
from netx_tui.screens.today_week import LOW, week_of
from netx_tui.widgets.big_step import BigStep, on_screen
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.today_list import TodayList

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.todays import Todays

PEOPLE = "people"
OTHER_DAY = "day"
TICK_SECONDS = 60.0
"""How often it is looked whether time alone made something due."""
_KEYS: dict[str, tuple[str, str]] = {
    "m": (N_("mail"), N_("Write the mail of this step, or any mail to this person.")),
    "l": (N_("live"), N_("Open the talk: clock, questions, notes.")),
    "d": (N_("debrief"), N_("Write down what came out of the talk.")),
    "t": (N_("plan"), N_("Plan the talk: goal, notes, questions.")),
    "a": (N_("card"), N_("Make a card of what was learned, or only know it.")),
    "i": (N_("invite"), N_("Write the invitation.")),
    "p": (N_("park"), N_("Let the person rest for 90 days, no hard feelings.")),
    "c": (N_("connect"), N_("Write the note to connect; or move to the light circle.")),
    "e": (N_("find out"), N_("Fill in what is missing about the person.")),
    "s": (N_("search"), N_("Copy words for a search, or add who was found.")),
    "w": (N_("review"), N_("Go to the weekly review.")),
}
_PUT_OFF = ("1d", "3d", "7d", "14d", "30d")


def _step_key(key: str) -> Binding:
    label, tooltip = _KEYS[key]
    return Binding(key, f"do('{key}')", label, tooltip=tooltip, id=f"today.{key}", show=True)


class TodayScreen(StepDoing[None]):
    """What to do now; everything else is one key away."""

    AUTO_FOCUS = "BigStep"
    HELP = N_(
        "What to do next. At the top the one step that matters most, below it the rest: overdue, due today, "
        "soon. {list.open=enter} opens the place where it is done; {today.tick=space} ticks a step off until"
        " something changes; {today.snooze=z} puts it off."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012 - as its class declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - as its class declares it
    CSS = """
    TodayScreen {
        #steps { height: 1fr; }
        BigStep { margin: 1 0; }
        &.-low BigStep { margin: 0; }
        TodayList { border-top: solid $rule; }
        #week { height: auto; padding: 0 2; border-top: solid $rule; color: $dim; }
        EmptyState { display: none; }
        &.-empty #steps { display: none; }
        &.-empty EmptyState { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *map(_step_key, _KEYS),
        Binding(
            "space",
            "tick",
            N_("done"),
            tooltip=N_("Hide it until something changes."),
            id="today.tick",
            show=True,
        ),
        Binding(
            "z", "put_off", N_("snooze"), tooltip=N_("Hide it until a day."), id="today.snooze", show=True
        ),
        Binding("slash", "find", N_("find"), tooltip=N_("Find a person."), id="today.find", show=True),
        Binding("up,k", "above", N_("up"), show=False, id="today.up", tooltip=N_("To the step above")),
        Binding(
            "i", "begin('import')", N_("import"), id="today.import", tooltip=N_("Bring people in."), show=True
        ),
        Binding("n", "begin('new')", N_("new"), id="today.new", tooltip=N_("Add a person."), show=True),
        Binding("d", "demo", N_("demo"), id="today.demo", tooltip=N_("Look around first."), show=True),
    ]

    big = getters.query_one(BigStep)
    steps = getters.query_one(TodayList)
    week = getters.query_one("#week", Static)

    def __init__(
        self,
        shortlists: Shortlists,
        services: BoardServices,
        todays: Todays,
        *,
        open_demo: Callable[[], None] | None = None,
        fall_dormant: Callable[[], int] | None = None,
        signs: Signs = UNICODE,
    ) -> None:
        """``open_demo`` shows invented people instead, where that can be.

        ``fall_dormant`` moves those who were not in touch for too long; how many they were.
        """
        super().__init__(shortlists, services, todays, signs=signs)
        self._open_demo = open_demo
        self._fall_dormant = fall_dormant
        self._view = todays.view()
        self._key = ""

    def compose_body(self) -> ComposeResult:
        """The big step, the list, the week; where nobody is, what to do about it."""
        with Vertical(id="steps"):
            yield BigStep(signs=self.signs)
            yield TodayList(signs=self.signs)
            yield Static(id="week", markup=False)
        yield EmptyState(
            _(
                "netx finds the people you can learn from, prepares your talks with them, and sees to it "
                "that something comes of it."
            ),
            [
                (self.key_of("today.import", "i"), _("import from LinkedIn or a CSV file")),
                *([(self.key_of("today.demo", "d"), _("look around in a demo"))] if self._open_demo else []),
                (self.key_of("today.new", "n"), _("add the first person")),
            ],
            more=linkedin_steps(self.key_of("today.import", "i")),
        )

    def on_mount(self) -> None:
        """Show the day; what takes time is read behind it."""
        self._show(self._view)
        self.set_interval(TICK_SECONDS, self._time_goes_on)
        if not self.shortlists.loaded:
            self.call_after_refresh(self._load_everything)
        elif self._view.people:
            self.call_after_refresh(self._settle)
        else:
            # The questions of the first start are asked there.
            self.call_after_refresh(self.app.switch_mode, PEOPLE)

    @work(thread=True)
    def _load_everything(self) -> None:
        """Read the store behind what the last run kept, and find out how the day stands."""
        self.shortlists.load()
        self.todays.read_everything()
        count = self._settled()
        self.todays.known()
        self.app.call_from_thread(self._loaded, count)

    @work(thread=True)
    def _settle(self) -> None:
        """Move those on whom time alone moves; nobody waits for it."""
        if count := self._settled():
            self.app.call_from_thread(self._loaded, count)

    def _settled(self) -> int:
        """Data that cannot be written stay as they are."""
        with suppress(NetxError):
            return self._fall_dormant() if self._fall_dormant else 0
        return 0

    def _loaded(self, fell_dormant: int = 0) -> None:
        self.changed()
        if fell_dormant:
            told = ngettext("{count} person fell dormant", "{count} people fell dormant", fell_dormant)
            self.done(f"{told.format(count=fell_dormant)}.")

    def _time_goes_on(self) -> None:
        """Time alone makes steps due; while nothing changes, nothing is drawn."""
        if self.is_current and self.todays.view() != self._view:
            self.changed()

    # What is shown

    def changed(self) -> None:
        """Read the steps again; the cursor stays on its step."""
        try:
            view = self.todays.view()
        except NetxError as error:
            self.refuse(error)
            return
        self._show(view)

    def show_card(self, card_id: str) -> None:
        """A card changed: so may the steps."""
        self.changed()

    def _show(self, view: TodayView) -> None:
        focused = self.row
        self._view = view
        self.set_class(not view.people, "-empty")
        lines = view.lines
        if self.big.keymap != self.users_keys:
            self.big.keymap = self.steps.keymap = self.users_keys
            self.big.veil()
            self.steps.veil()
        big = None if view.quiet or not lines else lines[0]
        self.big.show_step(big, view.quiet or _("Nothing is due."))
        rest = lines if big is None else lines[1:]
        at = self.steps.cursor
        if focused is not None:
            wanted = (focused.rule, focused.subject)
            places = (n for n, line in enumerate(rest) if (line.row.rule, line.row.subject) == wanted)
            at = next(places, at)
        self.steps.show(rest, at)
        self._show_week()
        self._settle_focus()
        self.refresh_bindings()

    def _show_week(self) -> None:
        self.week.update(week_of(self._view, self.app.size, self.signs))

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self._show_week()

    def _settle_focus(self) -> None:
        if self.has_class("-empty"):
            self.set_focus(None)
        elif self.focused in (None, self.big) and self.big.line is None:
            self.steps.focus()
        elif self.focused is None or (self.focused is self.steps and not self.steps.rows):
            self.big.focus()

    @property
    def row(self) -> TodayRow | None:
        """The step the next key is for."""
        if not self.is_mounted:
            return None
        if self.focused is self.big:
            return self.big.line.row if self.big.line else None
        line = self.steps.current
        return line.row if line else None

    def touch_contact(self) -> str:
        """Notes of contacts are about the person of the step."""
        row = self.row
        return row.contact if row else ""

    # Moving

    @on(BigStep.Left)
    def _to_the_list(self, event: BigStep.Left) -> None:
        event.stop()
        if self.steps.rows:
            self.steps.focus()
            self.steps.cursor = len(self.steps.rows) - 1 if event.last else 0

    def action_above(self) -> None:
        """From the first row of the list up to the big step."""
        if self.focused is self.steps and self.steps.cursor == 0 and self.big.line is not None:
            self.big.focus()
            self.refresh_bindings()
        else:
            self.steps.action_move(-1)

    def go_top(self) -> None:
        """``g g`` goes to the big step."""
        (self.big if self.big.line is not None else self.steps).focus()
        self.steps.action_top()

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._keys_changed()

    def on_descendant_focus(self) -> None:
        """Other keys work on another step."""
        self._keys_changed()

    def _keys_changed(self) -> None:
        row = self.row
        key = f"{row.key} {bool(row.contact)}" if row else ""
        if key != self._key:
            self._key = key
            self.refresh_bindings()

    # Doing

    @on(BigStep.Opened)
    @on(LineList.Opened)
    def _opened(self, event: BigStep.Opened | LineList.Opened) -> None:
        event.stop()
        self._do()

    @work(group="cards")
    async def _do(self) -> None:
        row = self.row
        if row is not None:
            await self.do_step(row)

    @work(group="cards")
    async def action_do(self, key: str) -> None:
        """Do the step; ``m`` on one that is done otherwise writes to its person."""
        row = self.row
        if row is None:
            return
        if on_screen(row.key) == key:
            await self.do_step(row)
        elif key == "m" and row.contact:
            await self.write_any(row.contact)
            self.changed()

    def action_tick(self) -> None:
        """Hide the step until something changes about it."""
        row = self.row
        if row is not None:
            self.told(lambda: self.todays.tick(row))

    @work(group="cards")
    async def action_put_off(self) -> None:
        """Ask until when it is hidden."""
        row = self.row
        if row is None:
            return
        from netx_tui.domain.when import read_when

        now = self.services.clock()
        days = [(word, read_when(word, now).day) for word in _PUT_OFF]
        options = [
            (word, _("{word}: {day}").format(word=f"+{word}", day=told_day(day, now.date())))
            for word, day in days
        ]
        answer = await self.choose(_("Put off"), row.text, [*options, (OTHER_DAY, _("another day ..."))])
        if answer == OTHER_DAY:
            from netx_tui.widgets.dialogs import TextDialog

            answer = await self.app.push_screen_wait(
                TextDialog(_("Put off"), _("Until when? fri, +3d, 12.12."))
            )
        if answer:
            typed = answer
            self.told(lambda: self.todays.put_off(row, self._later(typed)))

    def _later(self, typed: str) -> date:
        from netx_tui.domain.when import read_when

        now = self.services.clock()
        return max(read_when(typed, now, field="day").day, now.date() + timedelta(days=1))

    def action_find(self) -> None:
        """Find a person in the list of people."""
        self._go_on("filter")

    def action_begin(self, how: str) -> None:
        """Where nobody is yet: bring people in."""
        self._go_on(how)

    def action_demo(self) -> None:
        """Leave, to look around among invented people."""
        if self._open_demo is not None:
            self._open_demo()

    @work
    async def _go_on(self, how: str) -> None:
        await self.app.switch_mode(PEOPLE)
        await self.app.run_action(how, self.app.screen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key for a step works where there is such a step; the ways in where nobody is."""
        if action == "begin":
            return self.has_class("-empty")
        if action == "demo":
            return self.has_class("-empty") and self._open_demo is not None
        if action in ("tick", "put_off"):
            return self.row is not None and not self.has_class("-empty")
        if action == "do":
            row = self.row
            return row is not None and (
                on_screen(row.key) == parameters[0] or (parameters[0] == "m" and bool(row.contact))
            )
        if action in ("find", "above"):
            return not self.has_class("-empty")
        return super().check_action(action, parameters)

    # Cards

    def target(self) -> CardRow | None:
        """There is no card to work on, only steps."""
        return None
