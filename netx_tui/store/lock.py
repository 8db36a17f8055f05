"""The lock that lets one session write at a time: ``flock`` on a sidecar that is never replaced."""

from __future__ import annotations

import os
from errno import EACCES, EAGAIN, EROFS
from time import monotonic, sleep
from typing import TYPE_CHECKING

from netx_tui.domain.errors import CannotWrite, Locked
from netx_tui.i18n import _
from netx_tui.store.files import create_folder, open_regular, unwritable
from netx_tui.store.high_water import HighWater, note_high_water

if TYPE_CHECKING:
    from netx_tui.store.files import StorePaths

TIME_OUT = 5.0
"""Seconds to wait for another session before giving up."""


class StoreLock:
    """Holds the store's lock for the length of a ``with`` block; dies with the process, however it ends.

    Raises ``Locked`` after ``time_out`` seconds, ``CannotCreate`` or ``CannotWrite`` where there can be
    no lock.
    """

    __slots__ = ("_handle", "_paths", "_time_out")

    def __init__(self, paths: StorePaths, time_out: float = TIME_OUT) -> None:
        self._paths = paths
        self._time_out = time_out
        self._handle = -1

    def __enter__(self) -> StoreLock:
        """Wait for the lock, creating the folder and the sidecar where they are missing."""
        until = monotonic() + self._time_out
        while True:
            handle = self._open()
            try:
                self._wait(handle, until)
                if self._still_there(handle):
                    self._handle, handle = handle, -1
                    return self
            finally:
                if handle >= 0:
                    os.close(handle)

    def __exit__(self, *_error: object) -> None:
        """Let the next session in."""
        os.close(self._handle)
        self._handle = -1

    def note(self, noted: HighWater) -> None:
        """Keep how far the journal has got; an acknowledged edit that is missing later is then noticed."""
        note_high_water(self._handle, noted)

    def _open(self) -> int:
        path = self._paths.lock
        try:
            return open_regular(path, os.O_RDWR)
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in (EACCES, EROFS):
                raise unwritable(path, error) from error
            return self._open_for_reading(error)
        try:
            create_folder(self._paths.folder)
        except OSError as error:
            raise unwritable(self._paths.folder, error) from error
        try:
            return open_regular(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise unwritable(path, error) from error

    def _open_for_reading(self, refused: OSError) -> int:
        # flock needs no right to write, and the write that follows tells best what is not allowed
        try:
            return open_regular(self._paths.lock, os.O_RDONLY)
        except OSError:
            raise unwritable(self._paths.lock, refused) from refused

    def _wait(self, handle: int, until: float) -> None:
        from fcntl import LOCK_EX, LOCK_NB, flock

        pause = 0.001
        while True:
            try:
                flock(handle, LOCK_EX | LOCK_NB)
                return
            except OSError as error:
                if error.errno not in (EAGAIN, EACCES):
                    raise CannotWrite(
                        _(
                            "{file} cannot be locked here ({reason}). Keep the data file on a local disk."
                        ).format(file=self._paths.lock, reason=os.strerror(error.errno or 0))
                    ) from error
            if monotonic() >= until:
                raise Locked(
                    _("Another netx session is writing to {file}. Nothing changed; try again.").format(
                        file=self._paths.snapshot
                    )
                )
            sleep(pause)
            pause = min(pause * 1.5, 0.02)

    def _still_there(self, handle: int) -> bool:
        """Whether the file that is locked is still the one the others would lock."""
        try:
            there = os.lstat(self._paths.lock)
        except OSError:
            return False
        mine = os.fstat(handle)
        return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)
