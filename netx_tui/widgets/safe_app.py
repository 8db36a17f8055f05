"""An app that keeps its word at the border to the terminal: what leaves it, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Timer
from types import FrameType
from typing import Any

from rich.text import Text
from textual.app import App
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.widgets.terminal import AsciiFilter, ControlFilter, SafeLinuxDriver
from netx_tui.widgets.type_ahead import OrderedKeys
from netx_tui.widgets.undaunted import Undaunted

LEAVE_SECONDS = 3.0
"""How long leaving on a signal may take until it is forced."""
_ASCII_FILTER = AsciiFilter()
LINKS = ("https://", "http://", "mailto:")


class SafeApp(Undaunted, OrderedKeys, inherit_bindings=False):
    """Lets only visible text out, leaves on ``SIGHUP`` and ``SIGTERM``, and never prints variables."""

    clipboard_command: Sequence[str] = ()
    """A program that takes what is copied on its input, besides the terminal being told."""
    draws_ascii: bool = False
    """Whether lines, borders and bars reach the terminal in ASCII."""
    opens_links: bool = True
    """Whether a browser started here appears before the user's eyes."""

    def __init__(self) -> None:
        super().__init__(driver_class=SafeLinuxDriver)
        self._control_filter = ControlFilter()
        self.crashed = False
        self._leaving = False

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Step aside for another program; the screen comes back however that ends.

        ctrl+c is meant for the program meanwhile. What is raised goes on when the screen is back.
        """
        raised: list[Exception] = []
        with super().suspend():
            before = signal.signal(signal.SIGINT, _leave_it_to_the_program)
            try:
                yield
            except Exception as error:  # noqa: BLE001 - the framework would not come back
                raised.append(error)
            finally:
                signal.signal(signal.SIGINT, before)
        if raised:
            raise raised[0]

    # -- what leaves -------------------------------------------------------------------------------

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters of the framework, then the one that lets only visible text through."""
        own = [self._control_filter, _ASCII_FILTER] if self.draws_ascii else [self._control_filter]
        return [*super().get_line_filters(), *own]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show ``message`` for a moment; it may hold text from outside and is never read as markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Put ``text`` into the clipboard of the terminal the user sits at."""
        if self.clipboard_command and not self.is_headless:
            import subprocess

            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run(
                    self.clipboard_command, input=text.encode(), timeout=2, check=True, capture_output=True
                )
        super().copy_to_clipboard(text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a link where the user can see it; elsewhere copy and show it."""
        if not url.startswith(LINKS):
            self.notify(_("Only web and mail links are opened, not {link}.").format(link=url))
        elif self.opens_links:
            super().open_url(url, new_tab=new_tab)
        else:
            self.copy_to_clipboard(url)
            self.notify(_("Copied: {link}").format(link=url), timeout=15)

    def listen_to_mouse(self, wanted: bool) -> None:
        """Ask the terminal for the mouse, or leave it to the terminal's own selecting."""
        if isinstance(self._driver, SafeLinuxDriver):
            self._driver.listen_to_mouse(wanted)

    # -- how it ends -------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Listen to the signals that ask a program to leave, or that it was continued."""
        if self.is_headless:
            return
        self.app_resume_signal.subscribe(self, self._continued)
        wake = asyncio.get_running_loop().call_soon_threadsafe
        for number in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, self._leaver(wake))

    def _continued(self, _app: App[Any]) -> None:
        """Paint anew: meanwhile the terminal showed something else."""
        self.action_redraw()

    def on_resize(self) -> None:
        """Another size: what stood on the terminal may have moved."""
        self._forget_screen()

    def action_redraw(self) -> None:
        """Paint everything again, whatever the terminal shows by now."""
        self._forget_screen()
        self.refresh(layout=True)

    def _forget_screen(self) -> None:
        if isinstance(self._driver, SafeLinuxDriver):
            self._driver.forget_screen()

    def _leaver(self, wake: Callable[..., object]) -> Callable[[int, FrameType | None], None]:
        """A handler that leaves the usual way, and by force when that way is blocked.

        A terminal that stopped reading blocks the event loop: then a thread ends the process, and
        should that not come to it, the kernel does.
        """

        def leave(number: int, _frame: FrameType | None) -> None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, LEAVE_SECONDS + 1)
            force = Timer(LEAVE_SECONDS, self._leave_by_force, [128 + number])
            force.daemon = True
            force.start()
            wake(self.exit, None, 128 + number)

        return leave

    def _leave_by_force(self, status: int) -> None:
        try:
            if isinstance(self._driver, SafeLinuxDriver):
                self._driver.give_back()
            self._prepare_to_leave()
        finally:
            os._exit(status)

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """Leave; ``message`` is printed outside of the widgets, so it is cleaned here."""
        clean = Text(visible(message)) if isinstance(message, str) else message
        try:
            self._prepare_to_leave()
        finally:
            super().exit(result, return_code, clean)

    def before_leaving(self) -> None:
        """Called once on every way out, while the screens are still there."""

    def _prepare_to_leave(self) -> None:
        if not self._leaving:
            self._leaving = True
            self.before_leaving()

    def panic(self, *renderables: Any) -> None:
        """Leave after an error with one sentence; what would be printed may hold people's data."""
        self._crash(RuntimeError(*map(str, renderables)))

    def _fatal_error(self) -> None:
        """Leave after an unhandled exception; the framework would print all variables."""
        self._crash(RuntimeError())

    def _crash(self, unknown: BaseException) -> None:
        error = sys.exc_info()[1] or self._exception or unknown
        sentence = self.report_crash(error)
        if not self.crashed:
            self.crashed = True
            try:
                self._prepare_to_leave()
            finally:
                super().panic(Text(visible(sentence)))

    def report_crash(self, error: BaseException) -> str:
        """Keep what happened for who repairs it; returns the sentence for who uses the app."""
        return _("netx had to stop because of an error. Your data is safe.")


def _leave_it_to_the_program(_signal: int, _frame: FrameType | None) -> None:
    """A handler, because a program that is started inherits what is ignored, but no handlers."""
