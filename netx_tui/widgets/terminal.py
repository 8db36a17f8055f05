"""The border to the terminal: what may reach it, and what happens when it breaks or goes away.

Works on Textual's Linux driver. The names it uses that are not public are watched by a test.
"""

from __future__ import annotations

import os
import selectors
import signal
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from rich.segment import Segment
from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter

from netx_tui.domain.text import visible
from netx_tui.widgets.frame_diff import FrameDiff

if TYPE_CHECKING:
    from textual.app import App
    from textual.color import Color
    from textual.message import Message

OSC_52 = "\x1b]52;"
SYNC_BEGIN, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""Between them a terminal shows nothing of what is written (synchronized output)."""
POINTER_SHAPE = "\x1b]22;"
"""Asks for another mouse pointer (OSC 22, kitty): no part of netx has its own, and consoles print it."""
SCREEN_CHUNK = 250
"""Characters of one device control string: GNU screen drops those beyond 256."""


class ControlFilter(LineFilter):
    """Lets nothing but visible text reach the terminal, wherever it came from.

    Drops control characters, bidirectional overrides and isolates, zero-width and tag characters
    (``domain.text.visible``). Segments that the framework marks as control are its own.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` themselves when all of their text is harmless, else clean ones."""
        for text, _style, control in segments:
            if control is None and not text.isprintable():
                return [_clean(segment) for segment in segments]
        return segments


_DRAWN = str.maketrans(
    {
        **dict.fromkeys("─━┄┈═╌╴╶–—‐‑", "-"),
        **dict.fromkeys("│┃║┆┊╎", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝", "+"),
        **dict.fromkeys("▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐▔░▒▓", "#"),
        **dict.fromkeys("●•▪■◉", "*"),
        **dict.fromkeys("○◦□", "o"),
        **dict.fromkeys("✓✔×✕✗", "x"),
        **dict.fromkeys("←‹◀", "<"),
        **dict.fromkeys("→›▶▸", ">"),
        **dict.fromkeys("↑▲▴", "^"),
        **dict.fromkeys("↓▼▾", "v"),
        **dict.fromkeys("·⋅", "."),
        **dict.fromkeys("„“”«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        "…": "~",
        "↕": "|",
        "✉": "m",
        "◔": "l",
        "⊘": "#",
    }
)
"""What netx and the framework draw, each one cell wide, as one ASCII sign; letters stay what they are."""


class AsciiFilter(LineFilter):
    """Draws lines, borders, bars and signs in ASCII, for terminals that have no others."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` themselves when all of their text is ASCII, else drawn anew."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [
            segment if segment.control is not None else Segment(segment.text.translate(_DRAWN), segment.style)
            for segment in segments
        ]


def _clean(segment: Segment) -> Segment:
    text, style, control = segment
    return segment if control is not None else Segment(visible(text), style)


class TolerantFile:
    """A terminal that may be gone: after the first failure everything written is dropped.

    The thread that writes must go on taking from its queue, or the event loop stops at the full
    queue and the app never leaves.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.gone = False

    def write(self, text: str) -> int:
        """Write ``text``, or drop it when the terminal is gone."""
        if not self.gone:
            try:
                self._file.write(text)
            except (OSError, ValueError):
                self.gone = True
        return len(text)

    def flush(self) -> None:
        """Flush, unless the terminal is gone."""
        if not self.gone:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self.gone = True

    def fileno(self) -> int:
        """The descriptor behind it."""
        return self._file.fileno()


class SafeLinuxDriver(LinuxDriver):
    """A driver that survives bad input and a lost terminal, and that stops without waiting.

    - Bytes that are no UTF-8 become U+FFFD, sequences the parser chokes on are dropped.
    - A terminal that hangs up is told to the process as ``SIGHUP``.
    - Reading sleeps until there is something to read; leaving wakes it at once.
    - Terminals report the mouse only while a button is down, and a window's focus not at all:
      hover effects and focus changes would repaint.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file: Any = TolerantFile(self._file)
        self._wake: tuple[int, int] | None = None
        self._inside_screen = "STY" in os.environ and "TMUX" not in os.environ
        self._shown = FrameDiff()
        self._stale = False
        self._holds_begin = False

    def start_application_mode(self) -> None:
        """Take the terminal over; after a stop that nobody announced, let go of it first."""
        if self._wake is not None:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self._wake = os.pipe()
        self._stale = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # not annotated there

    def disable_input(self) -> None:
        """Stop reading; the reading thread is woken instead of waited for."""
        if self._wake is not None:
            with suppress(OSError):
                os.write(self._wake[1], b".")
        super().disable_input()

    def give_back(self) -> None:
        """Set the terminal's own modes again; for a way out on which nothing can be written."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def close(self) -> None:
        """Let go of everything."""
        super().close()
        self._close_wake()

    def write(self, data: str) -> None:
        """Write of ``data`` what the terminal does not show yet.

        What sets the clipboard passes through GNU screen in pieces.
        """
        if self._inside_screen and data.startswith(OSC_52):
            data = through_screen(data)
        if self._stale:
            self._stale = False
            self._shown.forget()
        if data in (SYNC_BEGIN, SYNC_END):
            self._mark(data)
            return
        if data.startswith(POINTER_SHAPE):
            return
        data = self._shown.reduce(data)
        if data and self._holds_begin:
            self._holds_begin = False
            super().write(SYNC_BEGIN)
        if data:
            super().write(data)

    def _mark(self, mark: str) -> None:
        """Begin and end of a frame go out only around something."""
        if mark == SYNC_END and not self._holds_begin:
            super().write(mark)
        self._holds_begin = mark == SYNC_BEGIN

    def forget_screen(self) -> None:
        """Something else may have written to the terminal: what comes next goes out whole."""
        self._stale = True

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal sent, except that its window got or lost the focus."""
        if not isinstance(message, events.AppFocus | events.AppBlur):
            super().process_message(message)

    def run_input_thread(self) -> None:
        """Read keys and mouse until the driver stops or the terminal is gone."""
        assert self._wake is not None
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            try:
                selector.register(self.fileno, selectors.EVENT_READ)
            except OSError:  # a file or /dev/null cannot be waited for and brings no keys
                return
            selector.register(self._wake[0], selectors.EVENT_READ)
            reader = _Reader(self)
            patience: float | None = None
            while True:
                ready = {key.fd for key, _mask in selector.select(patience)}
                if self._wake[0] in ready:
                    return
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    reader.feed(decode(data))
                patience = reader.tick()

    def _read(self) -> bytes:
        """What the terminal sent; nothing once it is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _close_wake(self) -> None:
        if self._wake is not None:
            for descriptor in self._wake:
                os.close(descriptor)
            self._wake = None

    def listen_to_mouse(self, wanted: bool) -> None:
        """Ask for the mouse, or let go of it; also after the program was stopped and continued."""
        if wanted != self._mouse:
            self._disable_mouse_support()
            self._mouse = wanted
            self._enable_mouse_support()
            self.flush()

    def _enable_mouse_support(self) -> None:
        """Ask for clicks, the wheel and drags."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1002h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1006l\x1b[?1002l\x1b[?1000l")


class _Reader:
    """Turns what the terminal sent into messages; a sequence that makes no sense is dropped."""

    def __init__(self, driver: SafeLinuxDriver) -> None:
        self._driver = driver
        self._parser = XTermParser(debug=False)
        self._rounds = 0

    def feed(self, text: str) -> None:
        """Parse ``text``, which may end within a sequence."""
        self._rounds = 2
        if not text:  # an empty text would mean the end to the parser
            return
        try:
            for message in self._parser.feed(text):
                self._driver.process_message(message)
        except (ParseError, ValueError, OverflowError, LookupError, StopIteration):
            self._parser = XTermParser(debug=False)

    def tick(self) -> float | None:
        """See whether a lone escape has waited long enough; the seconds until the next look."""
        for message in self._parser.tick():
            self._driver.process_message(message)
        if not self._rounds:
            return None
        self._rounds -= 1
        return constants.ESCAPE_DELAY + 0.001


def through_screen(sequence: str) -> str:
    """``sequence`` in the device control strings that GNU screen passes on to the terminal around it."""
    pieces = [sequence[at : at + SCREEN_CHUNK] for at in range(0, len(sequence), SCREEN_CHUNK)]
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
