"""The keys that mean one thing on every screen, and what screens answer to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, getters
from textual.binding import Binding, BindingType
from textual.screen import Screen

from netx_tui.i18n import N_, _
from netx_tui.widgets.header import HeaderLine, Tab
from netx_tui.widgets.keys import EVERYWHERE, first_key, live_keys, name_keys
from netx_tui.widgets.narrow_paint import NarrowPaint
from netx_tui.widgets.status_line import StatusLine
from netx_tui.widgets.undaunted import Undaunted
from netx_tui.widgets.veil import presents

if TYPE_CHECKING:
    from netx_tui.screens.papers import Paper
    from netx_tui.screens.tour import Tour
    from netx_tui.services.drafts import Drafts

Result = TypeVar("Result")

_COMMON = Binding.Group(EVERYWHERE)


@dataclass(frozen=True)
class Shell:
    """What the app tells a screen about the house around it."""

    tabs: tuple[Tab, ...] = ()
    mode: str = ""
    today: Callable[[], date] | None = None
    keymap: Mapping[str, str] = field(default_factory=dict)
    """The user's own keys, by the id of their binding."""
    drafts: Drafts | None = None
    """Where half-typed text is kept."""
    new_card: Callable[[], Paper] | None = None
    """What is filled in to add a card to the board, from anywhere."""
    new_touch: Callable[[str], Paper] | None = None
    """What is filled in to note a contact, with the person of that id or with whom it asks for."""
    tour: Tour | None = None
    """The tour, where there is one."""


def common(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = False) -> Binding:
    """A binding that means the same on every screen."""
    return Binding(key, action, label, tooltip=tooltip, id=id, show=show, group=_COMMON)


class CommonKeys(Undaunted, NarrowPaint, Screen[Result], inherit_bindings=False):
    """A screen with the common keys (``decisions.md``, *Keys that mean one thing everywhere*)."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        common("question_mark", "help", N_("help"), N_("Show all keys of this screen."), "help", show=True),
        common("f1", "explain", N_("explain this"), N_("Explain the part that has the focus."), "explain"),
        common("u", "undo", N_("undo"), N_("Take back the last change."), "undo"),
        common("U", "redo", N_("redo"), N_("Do again what was taken back."), "redo"),
        common("g", "go", N_("go to"), N_("Then g for the top, or the letter of a screen."), "go"),
        common("A", "quick_add", N_("add a card"), N_("Add a card to the board."), "quick_add"),
        common("plus", "log_touch", N_("note a contact"), N_("Note a contact with somebody."), "log_touch"),
        common(
            "P",
            "app.presentation",
            N_("present"),
            N_("Hide scores, private notes and life events while others look."),
            "presentation",
        ),
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

    shell: Shell | None = None
    """The house around the screen; the app sets it before the screen is shown."""

    header_line = getters.query_one(HeaderLine)
    status_line = getters.query_one(StatusLine)
    _going = False

    # -- what screens override ---------------------------------------------------------------------

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

    def key_of(self, name: str, usual: str) -> str:
        """The key of the binding ``name`` as a person reads it; ``usual`` where the user has no other."""
        return first_key(name, usual, self.users_keys)

    def with_keys(self, sentence: str) -> str:
        """``sentence`` with the user's keys where it names them (``widgets.keys.name_keys``)."""
        return name_keys(sentence, self.users_keys)

    @property
    def users_keys(self) -> Mapping[str, str]:
        """The keys the user has set, by the names of bindings."""
        return self.shell.keymap if self.shell else {}

    def keeps_private(self) -> bool:
        """Whether others look at the screen, so that something private is not opened; then it is said."""
        if presents(self):
            self.say(_("This is hidden while others look at the screen."))
            return True
        return False

    # -- help --------------------------------------------------------------------------------------

    def say(self, text: str, *, severity: str = "") -> None:
        """Put ``text`` on the status line; an empty one clears it. It may hold text from outside."""
        self.status_line.say(text, severity=severity)

    def action_help(self) -> None:
        """Show all keys that work now."""
        from netx_tui.widgets.help_sheet import HelpSheet

        self.app.push_screen(HelpSheet(self._place(), live_keys(self)))

    def action_explain(self) -> None:
        """Show what the focused part is for, and its own keys."""
        from netx_tui.widgets.help_sheet import HelpSheet

        part = self.focused or self
        about = next((node.HELP for node in part.ancestors_with_self if node.HELP), "")
        own = tuple(hint for hint in live_keys(self) if hint.node is part)
        self.app.push_screen(HelpSheet(self._place(), own, about=self.with_keys(_(about)) if about else ""))

    def _place(self) -> str:
        """The name of this screen."""
        tab = next((t.label for t in self.shell.tabs if t.mode == self.shell.mode), "") if self.shell else ""
        return self.header_line.heading or tab

    # -- moving --------------------------------------------------------------------------------------

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

    def go_to(self, mode: str) -> None:
        """Go to a main screen; to the one below this screen: back as far as nothing is left half done."""
        if mode != self.app.current_mode:
            self.app.switch_mode(mode)
            return
        while len(self.app.screen_stack) > 1 and isinstance(top := self.app.screen, CommonKeys):
            top.action_back()
            if self.app.screen is top:
                return

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
            self.go_top() if event.character == "g" else self.go_to(target)

    def _end_going(self) -> None:
        if self._going:
            self._going = False
            self.say("")
