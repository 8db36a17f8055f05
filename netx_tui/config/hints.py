"""Which sentences of encouragement the user has had already: each is for the first time only."""

from __future__ import annotations

import os

from netx_tui.config.folders import make_folder

FILE = "hints"


def is_first_time(folder: str, hint: str) -> bool:
    """Whether ``hint`` was never told before; from now on it was, as the file in ``folder`` says.

    Where nothing can be kept it is the first time again: a hint is never worth a failure.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        make_folder(folder)
        handle = os.open(os.path.join(folder, FILE), flags, 0o600)
        with os.fdopen(handle, "a+", encoding="utf-8", errors="replace") as file:
            file.seek(0)
            if hint in file.read(4096).split():
                return False
            file.write(f"{hint}\n")
    except (OSError, ValueError):
        pass
    return True
