"""Writes drafts in threads: a full or slow disk holds up neither the screen nor the way out."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock, Thread
from typing import TYPE_CHECKING

from netx_tui.domain.drafts import Draft
from netx_tui.domain.errors import NetxError

if TYPE_CHECKING:
    from datetime import datetime

    from netx_tui.store.drafts import SessionFile

FLUSH_SECONDS = 1.5
"""How long leaving may wait for the disk."""

Drafted = tuple[Draft, ...]


class DraftWriter:
    """Brings what ``drafts`` gives into ``file``, one writer at a time."""

    def __init__(self, file: SessionFile, drafts: Callable[[], Drafted]) -> None:
        self.trouble = ""
        """Why the drafts could not be written at first."""
        self._file = file
        self._drafts = drafts
        self._written: Drafted = ()
        self._turn = RLock()
        self._thread: Thread | None = None
        self._closed = False

    def adopt(self, now: datetime, found: Callable[[Drafted], None]) -> None:
        """Appear as a session, and hand what dead sessions left to ``found``."""
        self._start(lambda: self._adopt(now, found))

    def soon(self) -> None:
        """Write in a thread unless all is written, or a thread is at it."""
        busy = self._thread is not None and self._thread.is_alive()
        if not busy and self._written != self._drafts():
            self._thread = self._start(self._write)

    def flush(self) -> None:
        """Write now; returns when that is done or takes too long."""
        if self._written != self._drafts():
            self._start(self._write).join(FLUSH_SECONDS)

    def close(self, *, forget: bool) -> None:
        """Write for the last time and end the session; without drafts no file stays."""
        self._start(lambda: self._close(forget)).join(FLUSH_SECONDS)

    def _start(self, work: Callable[[], None]) -> Thread:
        # A daemon: what hangs in a write must not keep the process alive.
        thread = Thread(target=work, name="drafts", daemon=True)
        thread.start()
        return thread

    def _adopt(self, now: datetime, found: Callable[[Drafted], None]) -> None:
        with self._turn:
            if self._closed:
                return
            mine = self._drafts()
            try:
                left = self._file.adopt(now, mine)
            except NetxError:
                # What dead sessions left stays theirs, for a start at which there is room on the disk.
                return
            self._written = (*mine, *left)
            found(left)

    def _write(self) -> None:
        with self._turn:
            while not self._closed and (drafts := self._drafts()) != self._written:
                try:
                    self._file.write(drafts)
                except NetxError as error:
                    self.trouble = self.trouble or error.message
                    return
                self._written = drafts

    def _close(self, forget: bool) -> None:
        with self._turn:
            if not forget:
                self._write()
            self._closed = True
            self._file.close(remove=forget or not self._drafts())
