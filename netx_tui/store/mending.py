"""Repairs of a store's files that lose nothing; those of its documents are transactions like any other."""

from __future__ import annotations

import os
import stat

from netx_tui.store.files import StorePaths, read_from, replace_file, sync_folder, unwritable
from netx_tui.store.loading import load
from netx_tui.store.lock import StoreLock
from netx_tui.store.surroundings import Beside, Exposure


def make_private(exposure: Exposure) -> bool:
    """Take away the permissions that others have; whether that was possible. Follows no link."""
    try:
        handle = os.open(exposure.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        mode = stat.S_IMODE(os.fstat(handle).st_mode)
        os.fchmod(handle, mode & exposure.wanted)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def set_torn_aside(paths: StorePaths) -> int:
    """Move what a stopped write left at the end of the journal to ``.torn``; how many bytes that were.

    Raises ``Locked``, ``CannotWrite`` or ``BadInput``.
    """
    with StoreLock(paths):
        position = load(paths).position
        if position.seen is None or position.seen[1] <= position.end:
            return 0
        try:
            return _cut(paths, position.end)
        except OSError as error:
            raise unwritable(paths.journal, error) from error


def remove_half_written(paths: StorePaths, found: Beside) -> bool:
    """Remove a file that netx never finished; whether that was possible. Raises ``Locked``."""
    with StoreLock(paths):
        try:
            os.unlink(found.path)
            sync_folder(os.path.dirname(found.path))
        except OSError:
            return False
    return True


def _cut(paths: StorePaths, end: int) -> int:
    handle = os.open(paths.journal, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        size = os.fstat(handle).st_size
        kept = f"{paths.journal}.torn"
        earlier = read_from(kept)
        replace_file(kept, (earlier[1] if earlier else b"", os.pread(handle, size - end, end)))
        os.ftruncate(handle, end)
        os.fsync(handle)
    finally:
        os.close(handle)
    return size - end
