"""The numbers page: every metric as ``k of n``, the talks beside each other, one drawing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from netx_tui.domain.numbers.talks import ORDERS, in_order
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.acting import ActingScreen
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.numbers_list import NumberList
from netx_tui.widgets.numbers_talks import TalkHeads, TalkTable
from netx_tui.widgets.plot import Plot
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.numbers import Numbers
    from netx_tui.services.shortlists import Shortlists

PERIODS = (7, 28, 90, 365)
_USUAL = PERIODS.index(28)


def _key(key: str, action: str, label: str, tooltip: str, name: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"numbers.{name}", show=show)


class NumbersScreen(ActingScreen[None]):
    """Numbers above or at the left, the drawing below or at the right."""

    HEADING = N_("Numbers")
    AUTO_FOCUS = "NumberList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as its class declares it
    CSS = """
    NumbersScreen {
        #numbers { layout: vertical; height: 1fr; }
        #counted { height: 1fr; width: 1fr; }
        #summary { padding: 0 2; height: auto; text-style: bold; }
        TalkHeads, TalkTable { display: none; }
        Plot { height: 45%; min-height: 9; padding: 0 1; border-top: solid $rule; }
        &.-wide #numbers { layout: horizontal; }
        &.-wide Plot { width: 46%; height: 1fr; border-top: none; border-left: solid $rule; }
        &.-talks TalkHeads, &.-talks TalkTable { display: block; }
        &.-talks NumberList { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("p", "plot(1)", N_("next picture"), N_("Draw the next numbers."), "plot"),
        _key("b", "plot(-1)", N_("picture before"), N_("Draw those before."), "plot_back", show=False),
        _key("left_square_bracket", "period(-1)", N_("shorter"), N_("A shorter period."), "shorter"),
        _key("right_square_bracket", "period(1)", N_("longer"), N_("A longer period."), "longer"),
        _key("t", "talks", N_("talks"), N_("The talks beside each other, or all numbers."), "talks"),
        _key("s", "sort", N_("order"), N_("Order the talks by the next column."), "sort"),
        _key("y", "copy", N_("copy"), N_("Copy the numbers as text."), "copy"),
    ]

    counted = getters.query_one(NumberList)
    talks = getters.query_one(TalkTable)
    heads = getters.query_one(TalkHeads)
    plot = getters.query_one(Plot)
    summary = getters.query_one("#summary", Static)

    def __init__(self, shortlists: Shortlists, numbers: Numbers, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, signs=signs)
        self._numbers = numbers
        self._period = _USUAL
        self._picture = 0
        self._order = ORDERS[0]

    def compose_body(self) -> ComposeResult:
        """Summary, numbers or talks, drawing."""
        with Container(id="numbers"):
            with Vertical(id="counted"):
                yield Static(id="summary", markup=False)
                yield NumberList(signs=self.signs)
                yield TalkHeads(signs=self.signs)
                yield TalkTable(signs=self.signs)
            yield Plot(signs=self.signs)

    def on_mount(self) -> None:
        """Count."""
        self.changed()

    def changed(self) -> None:
        """Count again; the cursor stays on its talk."""
        self.summary.update(self._summary())
        self.counted.tell(self._numbers.metrics(self._days))
        self._show_talks()
        self._draw()

    @property
    def _days(self) -> int:
        return PERIODS[self._period]

    def _summary(self) -> str:
        days = self._days
        period = ngettext("The last day", "The last {days} days", days).format(days=days)
        summary = _("{period}: {told}").format(period=period, told=self._numbers.summary(days).text)
        if self._numbers.talks(days):
            return summary
        way = _("Talks that were held are counted here; {key} leads to them.")
        return f"{summary}\n" + way.format(key=self.key_of("room.3", "3"))

    def _show_talks(self) -> None:
        talks, focused = in_order(self._numbers.talks(self._days), self._order), self.talks.current
        self.heads.show(self._order, empty=not talks)
        if talks != self.talks.rows:
            place = next(
                (n for n, talk in enumerate(talks) if focused and talk.meeting == focused.meeting), 0
            )
            self.talks.show(talks, place)

    def _draw(self) -> None:
        plots = self._numbers.plots(self._days)
        self._picture %= len(plots)
        self.plot.show(plots[self._picture])
        self.say(_("picture {k} of {n}").format(k=self._picture + 1, n=len(plots)))

    @on(LineList.Highlighted)
    @on(LineList.Opened)
    def _told_by_a_list(self, event: LineList.Highlighted | LineList.Opened) -> None:
        event.stop()

    def action_plot(self, by: int) -> None:
        """Draw other numbers."""
        self._picture += by
        self._draw()

    def action_period(self, by: int) -> None:
        """Count a longer or a shorter period."""
        self._period = max(0, min(self._period + by, len(PERIODS) - 1))
        self.changed()

    def action_talks(self) -> None:
        """Show the talks beside each other, or the numbers again."""
        self.toggle_class("-talks")
        (self.talks if self.has_class("-talks") else self.counted).focus()
        self.refresh_bindings()

    def action_sort(self) -> None:
        """Order the talks by the next column."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._show_talks()

    def action_copy(self) -> None:
        """Copy the numbers as text."""
        lines = [self._summary()]
        for metric in self._numbers.metrics(self._days):
            lines.append(f"{metric.id} {metric.label}: {metric.text}")
            lines += [f"    {part.label}: {part.text}" for part in metric.parts]
        self.app.copy_to_clipboard("\n".join(lines))
        self.notify(_("Copied: {text}").format(text=_("the numbers")), markup=False)

    def go_top(self) -> None:
        """``g g`` goes to the first line."""
        (self.talks if self.has_class("-talks") else self.counted).action_top()

    def leave(self) -> bool:
        """From the talks back to the numbers first."""
        if self.has_class("-talks"):
            self.action_talks()
            return True
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The order is for the talks."""
        if action == "sort":
            return self.has_class("-talks")
        return super().check_action(action, parameters)
