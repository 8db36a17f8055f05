"""The weekly review: six steps, ten minutes, nothing forgotten; and the reviews that were."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from netx_tui.domain.review_steps import NUMBERS, PastRow, ReviewItem, ReviewStep
from netx_tui.domain.reviews import Review
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.card_moves import BoardServices
from netx_tui.screens.card_verbs import card_key
from netx_tui.screens.review_deciding import NotePaper
from netx_tui.screens.review_sharing import Sharing
from netx_tui.screens.review_words import about_text, hint_text, time_text
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.review_list import ItemList, PastList, StepList
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.numbers import Numbers
    from netx_tui.services.reviews import Reviews
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.todays import Todays

TICK_SECONDS = 60.0
"""How often the minutes are told anew."""
_IN_IT = frozenset(("through", "items", "steps"))


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"review.{action}", show=show)


class ReviewScreen(Sharing):
    """Before and after the review: what it is for, and those that were. In it: the steps, what is left."""

    AUTO_FOCUS = ""
    HELP = N_(
        "Once a week, ten minutes: decide about insights, old cards and what others owe you, pick at most "
        "three cards for the next week, see who waits for a letter, look at the numbers, and write down one "
        "sentence. What is through is kept at once; you can leave and go on later."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as its class declares it
    CSS = """
    ReviewScreen {
        #about { height: auto; padding: 1 2; }
        #review { display: none; layout: vertical; height: 1fr; }
        #road { height: auto; }
        #time { height: 1; padding: 0 2; color: $dim; }
        #step { height: 1fr; border-top: solid $rule; }
        #hint { height: auto; padding: 0 2; color: $dim; }
        PastList { height: 1fr; border-top: solid $rule; }
        &.-begun #about, &.-begun PastList { display: none; }
        &.-begun #review { display: block; }
        &.-wide #review { layout: horizontal; }
        &.-wide #road { width: 48; height: 1fr; }
        &.-wide #step { border-top: none; border-left: solid $rule; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n", "through", N_("next step"), N_("This step is through; what is left stays as it is.")),
        _key("f", "finish", N_("finish"), N_("One sentence on what you learned, and it is done.")),
        card_key("f", "links", N_("follow"), N_("Go where it came from: insight, talk, person.")),
        card_key("e", "edit", N_("edit"), N_("Change everything about the card.")),
        _key("p", "numbers", N_("numbers"), N_("The numbers, as text and as pictures.")),
        _key("y", "copy", N_("copy"), N_("Copy the review as Markdown, to share it with somebody.")),
        _key("x", "export", N_("export"), N_("Write the review to a file.")),
        _key("tab,right", "items", N_("items"), N_("To what is left."), show=False),
        _key("shift+tab,left", "steps", N_("steps"), N_("Back to the steps."), show=False),
    ]

    about = getters.query_one("#about", Static)
    hint = getters.query_one("#hint", Static)
    time = getters.query_one("#time", Static)
    steps = getters.query_one(StepList)
    items = getters.query_one(ItemList)
    past = getters.query_one(PastList)

    def __init__(
        self,
        shortlists: Shortlists,
        services: BoardServices,
        todays: Todays,
        reviews: Reviews,
        numbers: Numbers,
        *,
        signs: Signs = UNICODE,
    ) -> None:
        super().__init__(shortlists, services, todays, signs=signs)
        self.reviews, self.numbers = reviews, numbers
        self._told_time = ""

    def compose_body(self) -> ComposeResult:
        """What it is for and the past ones; in a review the steps, and what is left in one."""
        yield Static(id="about", markup=False)
        yield PastList(signs=self.signs)
        with Container(id="review"):
            with Vertical(id="road"):
                yield Static(id="time", markup=False)
                yield StepList(signs=self.signs)
            with Vertical(id="step"):
                yield Static(id="hint", markup=False)
                yield ItemList(signs=self.signs)

    def on_mount(self) -> None:
        """Go on where one was, or say what it is for."""
        if self._open_review() is not None:
            self._enter()
        else:
            self.changed()
            self.past.focus()
        # The lists tell of a move a moment later; a key pressed by then must not meet another step's things.
        self.watch(self.steps, "cursor", self._show_items, init=False)
        self.set_interval(TICK_SECONDS, self._time_goes_on)

    # What is shown

    def changed(self) -> None:
        """Read everything again; the cursors stay."""
        inside = self.has_class("-begun")
        if inside and self._open_review() is None:
            self.remove_class("-begun")
            self.past.focus()
            inside = False
        if inside:
            self._show_steps()
        else:
            self._show_past()
        self.refresh_bindings()

    def _open_review(self) -> Review | None:
        """The review that was begun and is not finished."""
        current = self.reviews.current()
        return None if current is None or current.finished_at else current

    def _show_steps(self) -> None:
        self.steps.show(self.reviews.steps(), self.steps.cursor)
        self._show_items()
        self._show_time()
        if self.focused is self.items and not self.items.rows:
            self.steps.focus()

    def _show_items(self) -> None:
        step = self.step
        rows = step.items if step else ()
        if rows != self.items.rows:
            self.items.show(rows, self.items.cursor)
        self.hint.update(self.with_keys(hint_text(step)))

    def _show_past(self) -> None:
        rows = [PastRow(one.id, visible(one.week), visible(one.note)) for one in self.reviews.past()]
        current, due = self._open_review(), self.reviews.due()
        if current is not None:
            left = sum(not step.done for step in self.reviews.steps())
            told = ngettext("{count} step is left", "{count} steps are left", left).format(count=left)
            rows.insert(0, PastRow("", "", _("Go on with the review: {told}").format(told=told)))
        elif due is not None:
            rows.insert(0, PastRow("", "", _("Begin the review")))
        self.past.show(rows, self.past.cursor)
        self.about.update(self.with_keys(about_text(self.reviews, self.services.clock())))

    def _time_goes_on(self) -> None:
        """Minutes are told calmly, one by one; what is due by time alone changes with them."""
        if not self.is_current:
            return
        if self.has_class("-begun"):
            self._show_time()
        else:
            self.about.update(self.with_keys(about_text(self.reviews, self.services.clock())))

    def _show_time(self) -> None:
        told = time_text(self.reviews, self.services.clock())
        if told != self._told_time:
            self._told_time = told
            self.time.update(told)

    # Moving

    @property
    def step(self) -> ReviewStep | None:
        """The step under the cursor."""
        return self.steps.current if self.is_mounted and self.has_class("-begun") else None

    @property
    def item(self) -> ReviewItem | None:
        """What the next verb works on."""
        return self.items.current if self.step is not None else None

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self.refresh_bindings()

    def action_items(self) -> None:
        """To what is left in the step."""
        if self.items.rows:
            self.items.focus()

    def action_steps(self) -> None:
        """Back to the steps."""
        self.steps.focus()

    def go_top(self) -> None:
        """``g g`` goes to the first line of the list that has the focus."""
        if isinstance(self.focused, LineList):
            self.focused.action_top()

    def leave(self) -> bool:
        """Out of the review to the past ones; it can be gone on with."""
        if not self.has_class("-begun"):
            return False
        self.remove_class("-begun")
        self.past.cursor = 0
        self.changed()
        self.past.focus()
        return True

    def _enter(self) -> None:
        """Into the review, to the first step that is not through."""
        self.add_class("-begun")
        self.steps.show(self.reviews.steps(), 0)
        self._go_on()
        self.changed()

    def _go_on(self) -> None:
        """To the next step that is not through, or to the last one, and to what is left in it."""
        rows, here = self.steps.rows, self.steps.cursor
        ahead = [*range(here, len(rows)), *range(here)]
        self.steps.cursor = next((place for place in ahead if not rows[place].done), len(rows) - 1)
        self._show_items()
        self.items.cursor = 0
        (self.items if self.items.rows else self.steps).focus()
        self.refresh_bindings()

    def shown(self) -> str:
        """The current review in its last step; outside the past one under the cursor."""
        if not self.has_class("-begun"):
            return self.past.current.id if self.past.current else ""
        current = self._open_review()
        return current.id if current and self.step and self.step.key == NUMBERS else ""

    # Doing

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        step = self.step
        if event.list is self.past:
            self._open_past()
        elif step is not None and step.key == NUMBERS:
            self.action_finish()
        elif event.list is self.steps:
            self.action_items()
        else:
            self._decide()

    def _open_past(self) -> None:
        row = self.past.current
        if row is None:
            return
        if row.id:
            self.read(row.id, row.when)
        elif self.asked(self.reviews.begin) is not None:
            self.acknowledged()
            self._enter()

    @work(group="cards")
    async def _decide(self) -> None:
        step, item = self.step, self.item
        if step is not None and item is not None:
            await self.decide_about(step, item)

    def action_through(self) -> None:
        """This step is through; go on to the next one that is not."""
        step = self.step
        if step is None:
            return
        if step.key == NUMBERS:
            self.action_finish()
        elif step.done or self.told(lambda: self.reviews.tick(step.key)):
            self._go_on()

    @work(group="cards")
    async def action_finish(self) -> None:
        """Ask for the sentence."""
        await self.fill_in(NotePaper(self.reviews))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the review work in it; the one that ends it in its last step."""
        if action in _IN_IT:
            return self.is_mounted and self.has_class("-begun")
        if action == "finish":
            return self.item is not None and self.item.kind == "metric"
        if action == "numbers":
            return self.step is None or self.step.key == NUMBERS
        if action in ("copy", "export"):
            return self.is_mounted and bool(self.shown())
        return super().check_action(action, parameters)
