"""The journal file: a header that names the snapshot it continues, then transactions, only ever appended.

Reading is done without the lock, so a transaction that is not whole yet is left for the next time;
everything that writes here expects the caller to hold the lock.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import NamedTuple

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _
from netx_tui.store.files import (
    NotWithdrawnError,
    Signature,
    open_regular,
    read_from,
    replace_file,
    signature_of,
    sync_folder,
    write_all,
)
from netx_tui.store.lines import decode, is_intact, line_bytes

FORMAT = 1

_OPTIONAL: dict[str, str | int] = {"sum": "", "written": 0}
"""What the header of an older netx does not tell."""


class Header(NamedTuple):
    """The first line: the snapshot ``continues``, the one before it, and the last line already in it.

    ``size`` are the bytes of that snapshot: by it a session tells netx's own work from another program's.
    ``sum`` is their CRC-32 and ``written`` the time of their writing in ns; empty and 0 where not known.
    """

    continues: str
    previous: str = ""
    after: int = 0
    txn: str = ""
    size: int = 0
    sum: str = ""
    written: int = 0

    def line(self) -> bytes:
        """The header as it stands in the file."""
        return line_bytes({"netx": "journal", "format": FORMAT, **self._asdict()})


class JournalBrokenError(BadInput):
    """A journal does not begin as one of netx does."""


class JournalText(NamedTuple):
    """A journal as read: ``body`` is what follows the header, ``first_line`` the header's bytes."""

    header: Header
    first_line: bytes
    body: bytes
    seen: Signature


def read_journal(path: str) -> JournalText | None:
    """The journal at ``path``; ``None`` where there is none. Raises ``BadInput`` for anything else.

    ``JournalBrokenError`` is one that does not begin as it should.
    """
    found = read_from(path)
    if found is None:
        return None
    seen, data = found
    end = data.find(b"\n") + 1
    return JournalText(_header(path, data[:end]), data[:end], data[end:], seen)


def start_journal(path: str, header: Header) -> None:
    """Put a fresh journal with nothing but ``header`` at ``path``; raises ``OSError``."""
    replace_file(path, (header.line(),))


def append(path: str, data: bytes, end: int) -> Signature:
    """Write ``data`` at ``end``, the end of the last whole transaction, and make it last.

    What a torn write left behind ``end`` is set aside first. Raises ``OSError``; what could be written
    is then taken back, or ``NotWithdrawnError`` tells that this failed too.
    """
    handle = open_regular(path, os.O_RDWR | os.O_APPEND)
    try:
        torn = os.fstat(handle).st_size > end
        if torn:
            _set_aside(path, handle, end)
        kept = False
        try:
            write_all(handle, data)
            os.fsync(handle)
            kept = True
            if torn:
                _date_ahead(handle)
            return signature_of(os.fstat(handle))
        finally:
            if not kept:
                _withdraw(handle, end)
    finally:
        os.close(handle)


def renew(path: str, begin: int, end: int, seq: int) -> None:
    """Write once more what stands from line ``seq`` to ``end`` in the journal whose lines ``begin`` there.

    Whoever wrote it did not acknowledge it: where its ``fsync`` failed, memory shows what the disk never
    got, and no later ``fsync`` would tell; written anew, it lasts or the failure is known. Raises
    ``OSError``.
    """
    handle = open_regular(path, os.O_RDWR)
    try:
        data = os.pread(handle, end - begin, begin)
        place = max(data.find(b'{"seq":%d,' % seq), 0)
        os.lseek(handle, begin + place, os.SEEK_SET)
        write_all(handle, data[place:])
        os.fsync(handle)
    finally:
        os.close(handle)


def append_to_history(path: str, data: bytes, begin: int) -> None:
    """Move ``data`` to the history at ``begin``; doing it again after a crash changes nothing.

    Raises ``OSError``.
    """
    handle = open_regular(path, os.O_RDWR | os.O_CREAT)
    try:
        size = os.fstat(handle).st_size
        if size > begin:
            os.ftruncate(handle, begin)
        end = os.lseek(handle, 0, os.SEEK_END)
        if end and os.pread(handle, 1, end - 1) != b"\n":  # whatever broke the last line ends there
            data = b"\n" + data
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    if not size:
        sync_folder(os.path.dirname(path))


def _set_aside(path: str, handle: int, end: int) -> None:
    """Keep what follows the last whole transaction in a file of its own if possible, then cut it off."""
    found = read_from(path, end)
    with suppress(OSError):  # it was never acknowledged: a full disk must not make it block the next edit
        replace_file(f"{path}.torn", (found[1] if found else b"",))
    os.ftruncate(handle, end)


def _date_ahead(handle: int) -> None:
    """Let the file differ from what it was with its torn end, even at the same size and tick of a clock."""
    status = os.fstat(handle)
    with suppress(OSError):
        os.utime(handle, ns=(status.st_atime_ns, status.st_mtime_ns + 1))


def _withdraw(handle: int, end: int) -> None:
    try:
        os.ftruncate(handle, end)
    except OSError as error:
        raise NotWithdrawnError(error.errno, os.strerror(error.errno or 0)) from error
    with suppress(OSError):  # or else a power cut could bring back what was refused
        os.fsync(handle)


def _header(path: str, line: bytes) -> Header:
    try:
        fields = decode(line)
        needed = {name: fields[name] for name in Header._fields if name not in _OPTIONAL}
        header = Header(**needed, **{name: fields.get(name, blank) for name, blank in _OPTIONAL.items()})
        known = fields["netx"] == "journal" and is_intact(line.removesuffix(b"\n"))
    except (ValueError, RecursionError, TypeError, KeyError):
        known = False
    if not known or tuple(map(type, header)) != (str, str, int, str, int, str, int):
        raise JournalBrokenError(
            _("{file} is no journal of netx, or its beginning is damaged.").format(file=path)
        )
    if fields["format"] != FORMAT:
        raise BadInput(
            _("{file} was written by a newer netx. Update netx to go on; nothing was changed.").format(
                file=path
            )
        )
    return header
