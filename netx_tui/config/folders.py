"""Making folders that nobody but their owner can enter."""

from __future__ import annotations

import os


def make_folder(folder: str) -> None:
    """Make ``folder`` and what is missing above it, every one 0700, whatever the umask says.

    ``os.makedirs`` gives its mode to the last one only; the others would be open to all where the umask
    is 0. Raises ``OSError``.
    """
    if not folder or os.path.isdir(folder):
        return
    make_folder(os.path.dirname(folder.rstrip(os.sep)))
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        # another process may have been quicker
        if not os.path.isdir(folder):
            raise
