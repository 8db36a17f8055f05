"""The file that says what went wrong: for its owner only, and without anything about people.

It names types, functions and lines. Values of variables are not in it, nor the texts of errors, which
often quote what somebody typed, nor paths, which name users.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from traceback import walk_tb

from netx_tui import __version__
from netx_tui.config.folders import make_folder
from netx_tui.domain.errors import CannotCreate
from netx_tui.i18n import _

LOG_LIMIT = 256 * 1024
"""Bytes after which a log is put aside."""
KEPT_LOGS = 3
"""Logs there are at most: the one that grows, and those put aside (``.1`` is the newest)."""
FIRST_CALLS, LAST_CALLS = 10, 40
"""Calls that are named of a long way down."""
MOST_ERRORS = 10


def write_crash(path: str, error: BaseException, at: datetime) -> None:
    """Append what happened to the file ``path``: when, the errors, and the calls they came through.

    Raises ``CannotCreate``, also where something else than a file is at ``path``.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    heading = f"== {at.isoformat(timespec='seconds')} netx {__version__} Python {version}"
    try:
        make_folder(os.path.dirname(path))
        _put_aside(path)
        handle = _open(path)
        with open(handle, "a", encoding="utf-8", errors="replace") as log:
            log.write("\n".join([heading, *_story(error), ""]))
    except (OSError, ValueError) as failure:
        raise CannotCreate(_("{file} cannot be written.").format(file=path)) from failure


def _open(path: str) -> int:
    """The log, open for its owner only; raises ``OSError`` where it is no file of one's own."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    handle = os.open(path, flags, 0o600)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            raise OSError(f"{path} is not a plain file")
        os.fchmod(handle, 0o600)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _put_aside(path: str) -> None:
    """Begin a new log where the one there has grown over ``LOG_LIMIT``."""
    try:
        if os.lstat(path).st_size <= LOG_LIMIT:
            return
    except FileNotFoundError:
        return
    names = [path, *(f"{path}.{number}" for number in range(1, KEPT_LOGS))]
    for younger, older in reversed(list(pairwise(names))):
        with suppress(FileNotFoundError):
            os.rename(younger, older)


def _story(error: BaseException) -> Iterator[str]:
    """The errors that led to ``error`` and itself, each with its calls from the outermost on."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and len(chain) < MOST_ERRORS and not any(one is known for known in chain):
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    for one in reversed(chain):
        yield _named(one)
        yield from _calls(one)
        if isinstance(one, BaseExceptionGroup):
            for part in one.exceptions[:MOST_ERRORS]:
                yield from (f"| {line}" for line in _story(part))


def _calls(error: BaseException) -> list[str]:
    lines = []
    for frame, number in walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "?")
        lines.append(f"  {module}:{number} {frame.f_code.co_qualname}")
    skipped = len(lines) - FIRST_CALLS - LAST_CALLS
    if skipped > 0:
        lines[FIRST_CALLS:-LAST_CALLS] = [f"  ... {skipped} calls"]
    return lines


def _named(error: BaseException) -> str:
    """The type of ``error`` and what its text would tell of code or machine, never of data."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    detail = ""
    if isinstance(error, OSError) and error.errno:
        detail = os.strerror(error.errno)
    elif isinstance(error, AttributeError) and error.name:
        detail = f"no {error.name} in {type(error.obj).__name__}"
    elif isinstance(error, NameError | ImportError) and error.name:
        detail = error.name
    return f"{name}: {detail}" if detail else name
