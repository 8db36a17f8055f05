"""Opening the files of an import: regular files and standard input, never more than a limit, no surprises."""

from __future__ import annotations

import io
import os
import stat
import sys
from typing import BinaryIO

from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import clean_line
from netx_tui.formats.detect import is_archive
from netx_tui.formats.tables import FILE_LIMIT
from netx_tui.i18n import _

STANDARD_INPUT = "-"


def name_of(path: str) -> str:
    """What to call the file in sentences: its last part."""
    if path == STANDARD_INPUT:
        return _("standard input")
    return clean_line(os.path.basename(path.rstrip("/")) or path, 200)


def open_source(path: str) -> BinaryIO:
    """The regular file ``path``, or standard input for ``-``, opened for reading from its beginning.

    Raises ``BadInput`` if it is missing, a folder, a device, not readable, or larger than ``FILE_LIMIT``
    (archives excepted: they are not read as a whole).
    """
    if path == STANDARD_INPUT:
        return io.BytesIO(_limited(_standard_input(), name_of(path)))
    stream, size = _opened(path)
    try:
        _refuse_large(stream, size, path)
    except BaseException:
        stream.close()
        raise
    return stream


def read_source(stream: BinaryIO, path: str) -> bytes:
    """All bytes of an opened table; raises ``BadInput`` if there are more than ``FILE_LIMIT``."""
    return _limited(stream, name_of(path))


def read_beginning(path: str, count: int) -> bytes:
    """At most the first ``count`` bytes of the regular file ``path``, or of standard input for ``-``.

    Raises ``BadInput`` if it is missing, a folder, a device or not readable.
    """
    if path == STANDARD_INPUT:
        return _read(_standard_input(), count, name_of(path))
    stream, _size = _opened(path)
    with stream:
        return _read(stream, count, name_of(path))


def _standard_input() -> BinaryIO:
    # Python has no stream at all where the caller closed it
    if sys.stdin is None:
        raise BadInput(_("Standard input is closed, so there is nothing to read."))
    return sys.stdin.buffer


def _opened(path: str) -> tuple[BinaryIO, int]:
    """The regular file ``path``, opened, and its size in bytes."""
    try:
        # O_NONBLOCK: a named pipe without a writer would wait for ever
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    try:
        size = _size_of_file(handle, path)
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb"), size


def _size_of_file(handle: int, path: str) -> int:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        raise BadInput(_("{file} is a folder; name the file in it.").format(file=clean_line(path)))
    if not stat.S_ISREG(status.st_mode):
        raise BadInput(
            _("{file} is not an ordinary file. For a pipe, give - as the file's name.").format(
                file=clean_line(path)
            )
        )
    return status.st_size


def _refuse_large(stream: BinaryIO, size: int, path: str) -> None:
    if size > FILE_LIMIT:
        try:
            head = os.pread(stream.fileno(), 4, 0)
        except OSError as error:
            raise _unreadable(path, error) from error
        if not is_archive(head):
            raise _too_large(name_of(path))


def _limited(stream: BinaryIO, name: str) -> bytes:
    data = _read(stream, FILE_LIMIT + 1, name)
    if len(data) > FILE_LIMIT:
        raise _too_large(name)
    return data


def _read(stream: BinaryIO, count: int, name: str) -> bytes:
    try:
        return stream.read(count)
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(path: str, error: Exception) -> BadInput:
    file = clean_line(path) or "''"
    if isinstance(error, FileNotFoundError):
        return BadInput(_("There is no file {file}.").format(file=file))
    if isinstance(error, PermissionError):
        return BadInput(_("You are not allowed to read {file}.").format(file=file))
    reason = getattr(error, "strerror", None) or str(error)
    return BadInput(_("{file} cannot be read: {reason}.").format(file=file, reason=reason))


def _too_large(name: str) -> BadInput:
    return BadInput(
        _("{file} is larger than {limit} MB, so it was not read. Split it and import the parts.").format(
            file=name, limit=FILE_LIMIT // 1024 // 1024
        )
    )
