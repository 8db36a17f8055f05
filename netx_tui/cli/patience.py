"""A moving line on the terminal while something takes longer than a moment."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from netx_tui.cli.output import is_terminal
from netx_tui.i18n import _

if TYPE_CHECKING:
    from threading import Event

AFTER, EACH = 0.5, 0.25
"""Seconds until the line appears, and between its steps."""
_DOTS = 4
_WIPE = "\r\x1b[K"


@contextmanager
def patience(stream: TextIO | None = None) -> Iterator[None]:
    """Show on ``stream``, usually stderr, that work goes on, if it is a terminal; nothing of it stays."""
    stream = stream or sys.stderr
    if not is_terminal(stream) or os.environ.get("TERM") == "dumb":
        yield
        return
    from threading import Event, Thread

    over = Event()
    teller = Thread(target=_tell, args=(stream, over), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _tell(stream: TextIO, over: Event) -> None:
    told, wait = 0, AFTER
    with suppress(OSError, ValueError):
        while not over.wait(wait):
            told, wait = told % _DOTS + 1, EACH
            stream.write(_WIPE + _("Reading ...").rstrip(" .") + " " + "." * told)
            stream.flush()
        if told:
            stream.write(_WIPE)
            stream.flush()
