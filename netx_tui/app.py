"""The app around the screens: rooms, themes, keys, palette. It holds no data."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Thread
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from netx_tui.config import terminal_env
from netx_tui.config.crash_log import write_crash
from netx_tui.config.theme_files import DARK, DEFAULT_THEME
from netx_tui.domain.errors import CannotCreate
from netx_tui.i18n import N_, _
from netx_tui.palette import NetxCommands
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.common_keys import Shell, common
from netx_tui.screens.look import OWN_COLORS, textual_theme
from netx_tui.screens.looks import Frame, Looks, Room
from netx_tui.widgets.header import Tab
from netx_tui.widgets.keys import key_name
from netx_tui.widgets.line_list import REMOTE
from netx_tui.widgets.safe_app import SafeApp

__all__ = ["Frame", "Looks", "NetxApp", "Room", "run_app"]

MOST_ROOMS = 6

LOOK_SECONDS = 1.0
"""How often it is looked whether the settings have changed."""

CHORE_SECONDS = 60.0
"""How often the chores are done; an edit rests at least so long before it is folded in."""


def _room_key(number: int) -> Binding:
    """The digit that goes to a room; the header shows it, so the help sheet need not."""
    return Binding(
        str(number),
        f"room({number})",
        N_("go to a screen"),
        tooltip=N_("Go to the screen with this number."),
        id=f"room.{number}",
        show=False,
        system=True,
    )


class NetxApp(SafeApp, inherit_bindings=False):
    """The house: shows one room at a time, the first one at start."""

    CSS_PATH = "app.tcss"
    TITLE = "netx"
    COMMANDS: ClassVar[set[Any]] = {NetxCommands}
    ENABLE_SELECT_AUTO_SCROLL = False
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(common("ctrl+q", "quit", N_("quit"), N_("Leave netx."), "app.quit"), priority=True),
        common("ctrl+c", "help_quit", N_("how to quit"), N_("Tell which key leaves netx."), "app.help_quit"),
        common("ctrl+z", "suspend_process", N_("pause"), N_("Back to the shell; fg returns."), "app.pause"),
        common("f2", "mouse", N_("mouse"), N_("Leave the mouse to the terminal, or take it."), "app.mouse"),
        common("ctrl+l", "redraw", N_("redraw"), N_("Paint the screen again."), "app.redraw"),
        common("colon,ctrl+p", "command_palette", N_("palette"), N_("Find any command by name."), "palette"),
        *(_room_key(number) for number in range(1, MOST_ROOMS + 1)),
    ]

    def __init__(self, rooms: Sequence[Room], frame: Frame) -> None:
        """``rooms`` are those that exist, at most ``MOST_ROOMS``, in the order of their digits."""
        # A change of modes at start would delay the first paint by 50 ms.
        self.DEFAULT_MODE = rooms[0].mode  # type: ignore[misc]  # one app, one first room
        super().__init__()
        self._rooms, self._frame = tuple(rooms), frame
        self.clipboard_command = terminal_env.clipboard_command(frame.environ)
        self.opens_links = terminal_env.can_open_links(frame.environ, sys.platform)
        self._looks = frame.looks
        self._use_themes(frame.looks)
        self.stylesheet.set_variables(self.get_css_variables())
        # A line that is slow paints a dialog, and not once more, dimmed, what stands around it.
        self.set_class(terminal_env.is_remote(frame.environ), REMOTE)
        self._shown = False
        self._chores: Thread | None = None
        self.set_keymap(frame.looks.keymap)
        for room in self._rooms:
            self.add_mode(room.mode, partial(self._build, room))

    @property
    def uses_mouse(self) -> bool:
        """Whether the terminal is asked for the mouse."""
        return self._frame.looks.mouse

    def _build(self, room: Room) -> NetxScreen[Any]:
        screen = room.build()
        frame = self._frame
        screen.shell = Shell(
            self._tabs(),
            room.mode,
            lambda: frame.now().date(),
            frame.drafts,
            frame.new_card,
            frame.new_touch,
        )
        return screen

    def _tabs(self) -> tuple[Tab, ...]:
        """The rooms as the header shows them, with the keys as the user has set them."""
        keys = (self._looks.keymap.get(f"room.{n}", str(n)).split(",")[0] for n in range(1, MOST_ROOMS + 1))
        return tuple(
            Tab(room.mode, room.label, key_name(key), room.letter)
            for room, key in zip(self._rooms, keys, strict=False)
        )

    def on_mount(self) -> None:
        """Say what was wrong with the settings; begin to do chores."""
        self.set_interval(CHORE_SECONDS, self._do_chores)
        self.set_interval(LOOK_SECONDS, self._look_again)
        self._tell_problems(())

    def _do_chores(self) -> None:
        """Nobody waits for them, neither now nor when leaving."""
        if self._chores is None or not self._chores.is_alive():
            self._chores = Thread(target=self._frame.chores, name="chores", daemon=True)
            self._chores.start()

    # -- looks that change while netx runs ---------------------------------------------------------

    def _look_again(self) -> None:
        """Use what was saved in the settings or in a theme meanwhile."""
        looks = self._frame.reload()
        if looks is not None:
            self.use_looks(looks)

    def use_looks(self, looks: Looks) -> None:
        """Show everything as ``looks`` says from now on, and say what is newly wrong with it."""
        before, self._looks = self._looks, looks
        self._use_themes(looks)
        if looks.keymap != before.keymap:
            self._use_keys()
        if looks.mouse != before.mouse:
            self.listen_to_mouse(looks.mouse)
        self._tell_problems(before.problems)

    def _use_themes(self, looks: Looks) -> None:
        """Make the themes known, and paint in the one that is wanted."""
        changed = False
        for theme in looks.themes:
            known, new = self.available_themes.get(theme.name), textual_theme(theme)
            changed |= theme.name == self.theme and known != new
            self.register_theme(new)
        names = {theme.name for theme in looks.themes}
        if not names or terminal_env.wants_no_color(self._frame.environ):
            return
        wanted = next(name for name in (looks.theme, DEFAULT_THEME, *names) if name in names)
        if wanted != self.theme:
            self.theme = wanted
        elif changed:
            # The same name, other colours.
            self._watch_theme(wanted)

    def _use_keys(self) -> None:
        """Let the keys be those of the settings, in the header too."""
        self.set_keymap(self._looks.keymap)
        tabs = self._tabs()
        for screen in [screen for stack in self._screen_stacks.values() for screen in stack]:
            if isinstance(screen, NetxScreen) and screen.shell is not None:
                screen.shell = replace(screen.shell, tabs=tabs)
                screen.header_line.tabs = tabs

    def _tell_problems(self, told: Sequence[str]) -> None:
        for problem in self._looks.problems:
            if problem not in told:
                self.notify(problem, severity="warning", timeout=10)

    def on_ready(self) -> None:
        """What was loaded until now stays, so the collector need not look at it ever again."""
        self._shown = True
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the styles anew; while starting they are fresh, and parsing them again takes 20 ms."""
        if self._shown:
            super().refresh_css(animate)

    def before_leaving(self) -> None:
        """Let what is half-typed be kept."""
        self._frame.before_leaving()

    def report_crash(self, error: BaseException) -> str:
        """Write what happened, without the values of variables, to the log."""
        sentence = super().report_crash(error)
        try:
            write_crash(self._frame.log, error, self._frame.now())
        except CannotCreate:
            return sentence
        return f"{sentence} " + _("What happened is in {file}.").format(file=self._frame.log)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that our styles use and a theme of others does not have."""
        return {name: DARK[name] for name in OWN_COLORS}

    def get_key_display(self, binding: Binding) -> str:
        """Keys as the footer and the help sheet write them."""
        return binding.key_display or key_name(binding.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only rooms that exist have a key."""
        return action != "room" or parameters[0] in range(1, len(self._rooms) + 1)

    def action_room(self, number: int) -> None:
        """Go to a room, counted from 1."""
        self.switch_mode(self._rooms[number - 1].mode)

    def action_command_palette(self) -> None:
        """Open the palette over the screen, unless it is open."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?")))

    def action_mouse(self) -> None:
        """Leave the mouse to the terminal, for selecting text, or take it back."""
        self._looks = replace(self._looks, mouse=not self._looks.mouse)
        self.listen_to_mouse(self._looks.mouse)
        if self._looks.mouse:
            self.notify(_("netx listens to the mouse: click, drag, wheel."))
        else:
            keys = (
                key for key, live in self.screen.active_bindings.items() if live.binding.id == "app.mouse"
            )
            sentence = _("The mouse is the terminal's: select text as usual. {key} takes it back.")
            self.notify(sentence.format(key=key_name(next(keys, "f2"))))

    def action_help_quit(self) -> None:
        """Tell how to leave, because ``ctrl+c`` does not."""
        keys = (key for key, live in self.screen.active_bindings.items() if live.binding.id == "app.quit")
        self.notify(_("Press {key} to leave netx.").format(key=key_name(next(keys, "ctrl+q"))))


def run_app(app: NetxApp) -> int:
    """Run ``app`` until it leaves; returns its exit status, which is not 0 after a crash."""
    gc.disable()
    app.run(mouse=app.uses_mouse)
    with suppress(OSError):  # the terminal may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    return app.return_code or (1 if app.crashed else 0)
