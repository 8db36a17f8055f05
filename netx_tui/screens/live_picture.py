"""How a talk looks: the clock, the question, its notes, the line, the list; what the clock says below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from netx_tui.domain.captures import capture_label, key_of_kind
from netx_tui.domain.live import AMBER, time_text
from netx_tui.domain.presenting import HIDDEN
from netx_tui.i18n import _
from netx_tui.screens.base import NetxScreen
from netx_tui.widgets.cells import wrap
from netx_tui.widgets.live_clock import ClockLine, TimeBar
from netx_tui.widgets.live_field import NoteField
from netx_tui.widgets.live_list import LiveList
from netx_tui.widgets.signs import Signs
from netx_tui.widgets.veil import presents

if TYPE_CHECKING:
    from netx_tui.services.live_reader import LiveCard, LiveView, Moment

MOST_NOTES = 5
LOW = 22
"""Lines under which the blank lines are left out."""


class LivePicture(NetxScreen[str], inherit_bindings=False):
    """Draws a talk; nothing here asks a service."""

    AUTO_FOCUS = "NoteField"
    # Styles are looked for below the class of the screen that is opened.
    CSS = """
    LiveScreen {
        HeaderLine { display: none; }
        ClockLine.-amber { color: $warning; }
        ClockLine.-red { color: $error; }
        #now { height: auto; max-height: 9; padding: 1 3 0 3; }
        #notes {
            height: auto; max-height: 6; padding: 1 3 0 3; text-wrap: nowrap; text-overflow: ellipsis;
            &.-none { display: none; }
        }
        #entry { height: 1; margin-top: 1; padding: 0 1; }
        #kind { width: auto; color: $accent; }
        NoteField, NoteField.-textual-compact {
            width: 1fr; background: $background; color: $foreground; scrollbar-size-horizontal: 0;
            &:focus { background: $background; background-tint: transparent; }
        }
        LiveList { border-top: solid $rule; margin-top: 1; }
        &.-low {
            #now, #notes { padding: 0 1; }
            #entry, LiveList { margin-top: 0; }
        }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - as its class declares it

    entry = getters.query_one(NoteField)
    questions = getters.query_one(LiveList)
    clock_line = getters.query_one(ClockLine)
    time_bar = getters.query_one(TimeBar)

    def __init__(self, signs: Signs) -> None:
        super().__init__()
        self.signs = signs
        self._view: LiveView | None = None

    def compose_body(self) -> ComposeResult:
        """Clock, question, notes, the line, the list."""
        yield ClockLine()
        yield TimeBar(signs=self.signs)
        with Vertical():
            yield Static(id="now", markup=False)
            yield Static(id="notes", markup=False)
            with Horizontal(id="entry"):
                yield Static("> ", id="kind", markup=False)
                yield NoteField()
            yield LiveList(signs=self.signs)

    def show_view(self, view: LiveView) -> None:
        """Show the talk as it stands."""
        self._view = view
        self.clock_line.heading = view.name
        self.show_moment(view.moment)
        self._show_question(view)
        hidden = {key_of_kind("life_event")} if presents(self) else frozenset()
        notes = [
            Content.assemble((f"{key}  ", "$accent"), HIDDEN if key in hidden else text)
            for key, text in view.notes[-MOST_NOTES:]
        ]
        shown = self.query_one("#notes", Static)
        shown.set_class(not notes, "-none")
        _put(shown, Content("\n").join(notes))
        at = next((n for n, card in enumerate(view.cards) if card == view.current), 0)
        self.questions.show(view.cards, at)

    def veil(self) -> None:
        """Show the talk anew: the opening quotes the notes about the person."""
        if self._view is not None:
            self.show_view(self._view)

    def on_resize(self) -> None:
        """What stands behind the question goes below it where there is no room."""
        if self._view is not None:
            self.call_after_refresh(self._show_question, self._view)

    def show_moment(self, moment: Moment) -> None:
        """Show the clock, and what it has to say with sign, words and colour."""
        line, clock, signal = self.clock_line, moment.clock, moment.signal
        line.gone, line.left, line.over = time_text(clock.gone), time_text(clock.left), clock.left < 0
        self.time_bar.show(clock.gone, clock.total)
        amber = signal is not None and signal.severity == AMBER
        line.set_class(amber, "-amber")
        line.set_class(signal is not None and not amber, "-red")
        if signal is None:
            self.say("")
        else:
            self.say(f"{'!' if amber else '!!'} {signal.text}", severity="warning" if amber else "error")

    def _show_question(self, view: LiveView) -> None:
        card = view.current
        through = _("Everything is asked. {key} ends the talk.").format(key=self.key_of("back", "escape"))
        question = Content.styled(card.text if card else through, "bold")
        told = "  ".join(self._marks(card)) if card else ""
        shown = self.query_one("#now", Static)
        lines = [Content.assemble(question, (f"   {told}", "$dim")) if told else question]
        if lines[0].cell_length > shown.content_size.width:
            lines = [question, Content.styled(told, "$dim")] if told else [question]
        opening = (HIDDEN,) if view.lines and presents(self) else view.lines
        room = max(shown.content_size.width - 4, 1)
        for line in opening:
            first, *rest = wrap(line, room)
            lines += [Content(f"  {first}"), *(Content(f"    {part}") for part in rest)]
        _put(shown, Content("\n").join(lines))

    def _marks(self, card: LiveCard) -> list[str]:
        """What is to be known of a question besides its words."""
        marks = ["! " + _("must")] if card.priority == "must" else []
        return [*marks, f"{self.signs.mail} " + _("sent")] if card.sent else marks

    @on(NoteField.KindChanged)
    def _kind_changed(self, event: NoteField.KindChanged) -> None:
        event.stop()
        told = f"{key_of_kind(event.kind)} {capture_label(event.kind)} > " if event.kind else "> "
        self.query_one("#kind", Static).update(told)


def _put(shown: Static, content: Content) -> None:
    """Show ``content``; the screen is laid out anew only where it takes another number of lines."""
    shown.update(content, layout=False)
    width, height = shown.content_size
    if shown.display and (width < 1 or shown.visual.get_height(shown.styles.get_rules(), width) != height):
        shown.refresh(layout=True)
