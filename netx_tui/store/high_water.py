"""How far the journal had got at the last acknowledged edit, noted in the lock file.

Without it a journal that lost its end, or was removed, could not be told from one that never had more.
The note is written after the edit is on the disk, so it is never ahead of what was acknowledged; it is not
made durable itself, since an older note only proves less.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import NamedTuple

from netx_tui.domain.errors import BadInput
from netx_tui.store.files import read_from
from netx_tui.store.lines import decode, is_intact, is_sealed, line_bytes

_WIDTH = 128
"""Bytes of the note, padded with blanks, so that a shorter one covers a longer one."""


class HighWater(NamedTuple):
    """The journal that continues the snapshot ``generation`` had reached line ``seq``."""

    generation: str
    seq: int


def read_high_water(lock: str) -> HighWater | None:
    """The note in the lock file at ``lock``; ``None`` where there is none that can be read."""
    try:
        found = read_from(lock)
        line = found[1][:_WIDTH].rstrip() if found else b""
        said = decode(line) if is_sealed(line) and is_intact(line) else {}  # maybe just being written
        noted = HighWater(said["generation"], said["seq"])
    except (BadInput, ValueError, RecursionError, TypeError, KeyError):
        return None
    return noted if tuple(map(type, noted)) == (str, int) else None


def note_high_water(handle: int, noted: HighWater) -> None:
    """Write the note to the open lock file, if that is possible."""
    line = line_bytes(noted._asdict()).rstrip().ljust(_WIDTH - 1) + b"\n"
    with suppress(OSError):
        os.pwrite(handle, line, 0)
