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

from netx_tui.config.crash_log import write_crash
from netx_tui.domain.errors import CannotCreate
from netx_tui.i18n import N_, _
from netx_tui.palette import NetxCommands, Palette, screens_of_rooms
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.common_keys import Shell, common
from netx_tui.screens.house import House
from netx_tui.screens.looks import Frame, Looks, Room
from netx_tui.screens.tour import Tour
from netx_tui.widgets.header import Tab
from netx_tui.widgets.keys import key_name

__all__ = ["Frame", "Looks", "NetxApp", "Room", "run_app"]

MOST_ROOMS = 6

AHEAD_SECONDS = 0.8
"""How long after the start the other rooms are loaded: later than the first page and the first look at it."""
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


class NetxApp(House, inherit_bindings=False):
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
        common("f3", "tour", N_("tour"), N_("Go on with the tour, or begin it again."), "tour.next"),
        common("f4", "end_tour", N_("end the tour"), N_("Leave the tour; everything stays."), "tour.end"),
        common("ctrl+l", "redraw", N_("redraw"), N_("Paint the screen again."), "app.redraw"),
        common("colon,ctrl+p", "command_palette", N_("palette"), N_("Find any command by name."), "palette"),
        *(_room_key(number) for number in range(1, MOST_ROOMS + 1)),
    ]

    def __init__(self, rooms: Sequence[Room], frame: Frame) -> None:
        """``rooms`` are those that exist, at most ``MOST_ROOMS``, in the order of their digits."""
        # A change of modes at start would delay the first paint by 50 ms.
        self.DEFAULT_MODE = rooms[0].mode  # type: ignore[misc]  # one app, one first room
        self._shown = False
        super().__init__(frame)
        self._rooms = tuple(rooms)
        self._chores: Thread | None = None
        self._tour = Tour() if frame.tour else None
        for room in self._rooms:
            self.add_mode(room.mode, partial(self._build, room))

    def _build(self, room: Room) -> NetxScreen[Any]:
        screen = room.build()
        frame = self.frame
        screen.shell = Shell(
            self._tabs(),
            room.mode,
            lambda: frame.now().date(),
            self.looks.keymap,
            frame.drafts,
            frame.new_card,
            frame.new_touch,
            self._tour,
        )
        return screen

    def _tabs(self) -> tuple[Tab, ...]:
        """The rooms as the header shows them, with the keys as the user has set them."""
        keys = (self.looks.keymap.get(f"room.{n}", str(n)).split(",")[0] for n in range(1, MOST_ROOMS + 1))
        return tuple(
            Tab(room.mode, room.label, key_name(key), room.letter)
            for room, key in zip(self._rooms, keys, strict=False)
        )

    def on_mount(self) -> None:
        """Begin to do chores; soon after the start, have at hand what the palette tells of."""
        self.set_interval(CHORE_SECONDS, self._do_chores)
        self.set_timer(AHEAD_SECONDS, self._look_ahead)

    def _look_ahead(self) -> None:
        """The palette names the verbs of every room; nobody is to wait until all of them are loaded."""
        Thread(target=screens_of_rooms, name="ahead", daemon=True).start()

    def _do_chores(self) -> None:
        """Nobody waits for them, neither now nor when leaving."""
        if self._chores is None or not self._chores.is_alive():
            self._chores = Thread(target=self.frame.chores, name="chores", daemon=True)
            self._chores.start()

    def keys_changed(self) -> None:
        """Let the screens know, and the header show, the keys of the settings."""
        tabs, keymap = self._tabs(), self.looks.keymap
        for screen in self._netx_screens():
            if screen.shell is not None:
                screen.shell = replace(screen.shell, tabs=tabs, keymap=keymap)
                screen.header_line.tabs = tabs
                screen.show_tour()
                screen.show_again()

    def content_changed(self) -> None:
        """Let the screens show everything anew."""
        for screen in self._netx_screens():
            screen.show_again()

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
        self.frame.before_leaving()

    def report_crash(self, error: BaseException) -> str:
        """Write what happened, without the values of variables, to the log."""
        sentence = super().report_crash(error)
        try:
            write_crash(self.frame.log, error, self.frame.now())
        except CannotCreate:
            return sentence
        return f"{sentence} " + _("What happened is in {file}.").format(file=self.frame.log)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only rooms that exist have a key, and so has a tour."""
        if action in ("tour", "end_tour"):
            return self._tour is not None and (action == "tour" or self._tour.goes_on)
        return action != "room" or parameters[0] in range(1, len(self._rooms) + 1)

    def action_room(self, number: int) -> None:
        """Go to a room, counted from 1."""
        screen, mode = self.screen, self._rooms[number - 1].mode
        if isinstance(screen, NetxScreen):
            screen.go_to(mode)
        else:
            self.switch_mode(mode)

    def action_tour(self) -> None:
        """Go on to the next stop, or begin again."""
        if self._tour is None:
            return
        if not self._tour.goes_on:
            self._tour.begin_again()
        elif not self._tour.go_on():
            self._show_tour()
            return
        self.switch_mode(self._tour.stop.mode)
        self._show_tour()

    def action_end_tour(self) -> None:
        """Leave the tour."""
        if self._tour is not None:
            self._tour.goes_on = False
            self._show_tour()
            self.notify(_("{key} begins the tour again.").format(key=self.key_for("tour.next", "f3")))

    def _show_tour(self) -> None:
        for screen in self._netx_screens():
            screen.show_tour()

    def _netx_screens(self) -> list[NetxScreen[Any]]:
        """All screens that are there, in every mode."""
        stacks = self._screen_stacks.values()
        screens = [screen for stack in stacks for screen in stack if isinstance(screen, NetxScreen)]
        return [screen for screen in screens if screen.is_mounted]

    def action_command_palette(self) -> None:
        """Open the palette over the screen, unless it is open."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_help_quit(self) -> None:
        """Tell how to leave, because ``ctrl+c`` does not."""
        self.notify(_("Press {key} to leave netx.").format(key=self.key_for("app.quit", "ctrl+q")))


def run_app(app: NetxApp) -> int:
    """Run ``app`` until it leaves; returns its exit status, which is not 0 after a crash."""
    gc.disable()
    app.run(mouse=app.uses_mouse)
    with suppress(OSError):  # the terminal may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    return app.return_code or (1 if app.crashed else 0)
