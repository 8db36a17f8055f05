"""What all screens share: header, status line, footer, the keys that mean one thing everywhere.

A screen is built by its own constructor from services, yields its body in ``compose_body`` and gets
the rest from here. It may know services and widgets; nothing here does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import Reactive, reactive
from textual.screen import Screen
from textual.widget import Widget

from netx_tui.i18n import N_, _
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.header import HeaderLine, Tab, short_date
from netx_tui.widgets.help_sheet import HelpSheet
from netx_tui.widgets.keys import EVERYWHERE, live_keys
from netx_tui.widgets.status_line import StatusLine

Result = TypeVar("Result")

FOLLOW_SECONDS = 1.0
"""How often a screen looks whether another session wrote something."""

_COMMON = Binding.Group(EVERYWHERE)


@dataclass(frozen=True)
class Command:
    """A verb a screen offers to the palette besides its keys."""

    title: str
    help: str
    action: Callable[[], object]


@dataclass(frozen=True)
class Shell:
    """What the app tells a screen about the house around it."""

    tabs: tuple[Tab, ...] = ()
    mode: str = ""
    today: Callable[[], date] | None = None


def common(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = False) -> Binding:
    """A binding that means the same on every screen."""
    return Binding(key, action, label, tooltip=tooltip, id=id, show=show, group=_COMMON)


class NetxScreen(Screen[Result], inherit_bindings=False):
    """A screen with header, body, status line and footer.

    Subclasses override ``compose_body``, and where they have something to say ``follow``, ``undo``,
    ``redo``, ``go_top``, ``leave`` and ``commands``. Bindings with ``show=True`` appear in the footer in
    the order in which they are declared.
    """

    ALLOW_SELECT = False
    HEADING: ClassVar[str] = ""
    """What the header shows on a screen that was opened over another; empty: the tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        common("question_mark", "help", N_("help"), N_("Show all keys of this screen."), "help", show=True),
        common("f1", "explain", N_("explain this"), N_("Explain the part that has the focus."), "explain"),
        common("u", "undo", N_("undo"), N_("Take back the last change."), "undo"),
        common("U", "redo", N_("redo"), N_("Do again what was taken back."), "redo"),
        common("g", "go", N_("go to"), N_("Then g for the top, or the letter of a screen."), "go"),
        common("escape", "back", N_("back"), N_("Go back one step."), "back"),
        common("q", "back_or_quit", N_("back, quit"), N_("Go back; on a main screen: quit."), "quit"),
        common("tab", "app.focus_next", N_("next part"), N_("Move on to the next part."), "focus.next"),
        common(
            "shift+tab",
            "app.focus_previous",
            N_("previous part"),
            N_("Move to the part before."),
            "focus.previous",
        ),
    ]

    # A change of focus would repaint the whole screen otherwise; the two widgets concerned repaint anyway.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    state: reactive[str] = reactive("", repaint=False)
    """The word at the right of the header: ``saved``, ``2 sessions``."""

    _going = False
    shell: Shell | None = None
    """The house around the screen; the app sets it before the screen is shown."""

    header_line = getters.query_one(HeaderLine)
    status_line = getters.query_one(StatusLine)
    footer_line = getters.query_one(FooterLine)

    def compose(self) -> ComposeResult:
        """Header, body, status line, footer."""
        yield HeaderLine()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield StatusLine()
        yield FooterLine()

    def compose_body(self) -> ComposeResult:
        """The widgets between header and status line."""
        yield from ()

    # -- what subclasses override ------------------------------------------------------------------

    def follow(self) -> None:
        """Take in what another session wrote; called once a second while shown, must be cheap."""

    def undo(self) -> None:
        """Take back the last change."""
        self.say(_("Nothing to undo here."))

    def redo(self) -> None:
        """Do again what was taken back."""
        self.say(_("Nothing to redo here."))

    def go_top(self) -> None:
        """Go to the top of what has the focus (``g g``)."""
        if self.focused is not None:
            self.focused.scroll_home(animate=False)

    def leave(self) -> bool:
        """Take one step back inside the screen; false when there is none left."""
        return False

    def commands(self) -> Iterable[Command]:
        """Verbs for the palette that have no key."""
        return ()

    # -- what subclasses call ----------------------------------------------------------------------

    def say(self, text: str, *, severity: str = "") -> None:
        """Put ``text`` on the status line; an empty one clears it. It may hold text from outside."""
        self.status_line.say(text, severity=severity)

    def set_heading(self, text: str) -> None:
        """Show ``text`` in the header in place of the tabs."""
        self.header_line.heading = text

    # -- the shell ---------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Hang the screen into the house, and begin to follow other sessions."""
        if self.shell is None:
            self.shell = next(
                (s.shell for s in reversed(self.app.screen_stack) if isinstance(s, NetxScreen) and s.shell),
                Shell(),
            )
        header = self.header_line
        header.tabs, header.mode, header.state = self.shell.tabs, self.shell.mode, self.state
        header.heading = _(self.HEADING) if self.HEADING else ""
        self.bindings_updated_signal.subscribe(self, self._show_keys)
        self._tick_day()
        self.set_interval(FOLLOW_SECONDS, self._tick)

    def on_screen_resume(self) -> None:
        """Catch up on what was written while the screen was not shown."""
        self._show_keys(self)
        self._tick()

    def on_screen_suspend(self) -> None:
        """Forget a half-typed ``g``."""
        self._end_going()

    def watch_state(self, state: str) -> None:
        """Show the state in the header."""
        if self.is_mounted:
            self.header_line.state = state

    def _tick(self) -> None:
        if self.is_current and self.is_mounted:
            self._tick_day()
            self.follow()

    def _tick_day(self) -> None:
        if self.shell and self.shell.today:
            self.header_line.day = short_date(self.shell.today())

    def _show_keys(self, _screen: Screen[Any]) -> None:
        if self.is_mounted:
            self.footer_line.hints = live_keys(self)

    @on(HeaderLine.Chosen)
    def _tab_chosen(self, message: HeaderLine.Chosen) -> None:
        message.stop()
        self.app.switch_mode(message.mode)

    @on(FooterLine.Chosen)
    async def _key_chosen(self, message: FooterLine.Chosen) -> None:
        message.stop()
        await self.app.run_action(message.hint.action, message.hint.node)

    # -- keys --------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show all keys that work now."""
        self.app.push_screen(HelpSheet(self._place(), live_keys(self)))

    def action_explain(self) -> None:
        """Show what the focused part is for, and its own keys."""
        part = self.focused or self
        about = next((node.HELP for node in part.ancestors_with_self if node.HELP), "")
        own = tuple(hint for hint in live_keys(self) if hint.node is part)
        self.app.push_screen(HelpSheet(self._place(), own, about=_(about) if about else ""))

    def _place(self) -> str:
        """The name of this screen."""
        tab = next((t.label for t in self.shell.tabs if t.mode == self.shell.mode), "") if self.shell else ""
        return self.header_line.heading or tab

    def action_undo(self) -> None:
        """Take back the last change."""
        self.undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.redo()

    def action_back(self) -> None:
        """Go back one step; on a main screen there is nowhere to go back to."""
        if not self.leave() and len(self.app.screen_stack) > 1:
            self.dismiss()

    def action_back_or_quit(self) -> None:
        """Go back one step; on a main screen leave netx."""
        if self.leave():
            return
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.exit()

    def action_go(self) -> None:
        """Wait for the letter of a screen, or a second ``g``."""
        self._going = True
        tabs = self.shell.tabs if self.shell else ()
        self.say("   ".join([_("g  top"), *(f"{tab.letter}  {tab.label}" for tab in tabs)]))

    def on_key(self, event: events.Key) -> None:
        """After ``g``: go where the letter says; any other key means what it always means."""
        if not self._going:
            return
        self._end_going()
        tabs = self.shell.tabs if self.shell else ()
        target = next((tab.mode for tab in tabs if tab.letter == event.character), "")
        if target or event.character == "g":
            event.stop()
            self.go_top() if event.character == "g" else self.app.switch_mode(target)

    def _end_going(self) -> None:
        if self._going:
            self._going = False
            self.say("")
