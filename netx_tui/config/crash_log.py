"""The file that says what went wrong: for its owner only, and without the values of variables."""

from __future__ import annotations

import os
import traceback
from datetime import datetime

from netx_tui import __version__
from netx_tui.config.folders import make_folder
from netx_tui.domain.errors import CannotCreate
from netx_tui.i18n import _

LOG_LIMIT = 256 * 1024


def write_crash(path: str, error: BaseException, at: datetime) -> None:
    """Append what happened to the file ``path``: when, the error, and the lines it came through.

    A log that has grown over ``LOG_LIMIT`` bytes starts anew. Raises ``CannotCreate``.
    """
    heading = f"== {at.isoformat(timespec='seconds')} netx {__version__}\n"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        make_folder(os.path.dirname(path))
        with os.fdopen(os.open(path, flags, 0o600), "a", encoding="utf-8", errors="replace") as log:
            os.fchmod(log.fileno(), 0o600)
            if os.fstat(log.fileno()).st_size > LOG_LIMIT:
                os.ftruncate(log.fileno(), 0)
            log.writelines([heading, *traceback.format_exception(error)])
    except (OSError, ValueError) as failure:
        raise CannotCreate(_("{file} cannot be written.").format(file=path)) from failure
