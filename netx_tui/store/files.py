"""Guarded calls on files: private, never through a symbolic link, whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from errno import EDQUOT, EFBIG, EINVAL, ELOOP, ENOENT, ENOSPC, ENOTDIR, ENOTSUP
from typing import TYPE_CHECKING

from netx_tui.domain.errors import BadInput, CannotCreate, CannotWrite, NetxError
from netx_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE_MODE = 0o600
FOLDER_MODE = 0o700
SIZE_LIMIT = 512 * 1024 * 1024
"""Bytes: a larger data file is refused before it is read."""

Signature = tuple[int, int, int]
"""Inode, size in bytes and time of the last write in ns: what changes when a file changes."""


class StorePaths:
    """The files of one store: the snapshot and its sidecars, all in one folder."""

    __slots__ = ("backups", "folder", "history", "journal", "lock", "snapshot")

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.snapshot = os.path.abspath(os.fspath(path))
        self.folder = os.path.dirname(self.snapshot)
        self.journal = f"{self.snapshot}.journal"
        self.history = f"{self.snapshot}.history"
        self.lock = f"{self.snapshot}.lock"
        self.backups = os.path.join(self.folder, "backups")

    @property
    def own(self) -> tuple[str, ...]:
        """The files that only the store itself may write."""
        return self.snapshot, self.journal, self.history, self.lock


def signature_of(status: os.stat_result) -> Signature:
    """The signature of a file from its ``status``."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def signature(path: str) -> Signature | None:
    """The signature of the file at ``path``; ``None`` where there is none. Raises ``BadInput``."""
    try:
        return signature_of(os.lstat(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error


def stamp(path: str) -> Signature | None:
    """Date the writing of the file back by 1 ns, and give its signature then.

    Clocks of files tick slowly: without this a write that follows at once could leave the same time.
    Raises ``OSError``.
    """
    status = os.lstat(path)
    with suppress(PermissionError):
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 1), follow_symlinks=False)
    return signature(path)


def open_regular(path: str, flags: int) -> int:
    """Open the plain file at ``path``; with ``O_CREAT`` it becomes 0600 whatever the umask.

    Raises ``BadInput`` for a symbolic link, a folder or a device, ``OSError`` for the rest.
    """
    try:
        handle = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, FILE_MODE)
    except IsADirectoryError as error:
        raise _not_a_file(path) from error
    except OSError as error:
        if error.errno == ELOOP:
            raise _a_link(path) from error
        raise
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise _not_a_file(path)
        if flags & os.O_CREAT and stat.S_IMODE(mode) != FILE_MODE:
            os.fchmod(handle, FILE_MODE)
    except BaseException:
        os.close(handle)
        raise
    return handle


class TooLargeError(BadInput):
    """A file is over ``SIZE_LIMIT``."""


def read_from(path: str, start: int = 0) -> tuple[Signature, bytes] | None:
    """The file's signature before reading, and its bytes from ``start`` on; ``None`` where there is no file.

    Raises ``BadInput`` when it cannot be read, ``TooLargeError`` when it is over ``SIZE_LIMIT``.
    """
    try:
        handle = open_regular(path, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        with open(handle, "rb", buffering=0) as file:
            status = os.fstat(handle)
            if status.st_size - start > SIZE_LIMIT:
                raise TooLargeError(
                    _("{file} is larger than {limit} MB, which netx does not read.").format(
                        file=path, limit=SIZE_LIMIT // 1024**2
                    )
                )
            if start:
                file.seek(start)
            return signature_of(status), file.read() or b""
    except OSError as error:
        raise unreadable(path, error) from error


def write_all(handle: int, data: bytes) -> None:
    """Write every byte of ``data``; raises ``OSError``."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: str) -> None:
    """Make what was created, renamed or removed in ``folder`` last; raises ``OSError``."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (EINVAL, ENOTSUP):  # some file systems cannot sync a folder, and need not
            raise
    finally:
        os.close(handle)


def create_folder(folder: str) -> None:
    """Create ``folder`` and what is missing above it, each 0700; raises ``OSError``."""
    parent = os.path.dirname(folder)
    if os.path.isdir(folder):
        with suppress(OSError):  # whoever created it may have died before it was sure to last
            sync_folder(parent)
        return
    create_folder(parent)
    try:
        os.mkdir(folder, FOLDER_MODE)
    except FileExistsError:  # another session was faster
        return
    os.chmod(folder, FOLDER_MODE)
    sync_folder(parent)


def create_own_folder(folder: str) -> None:
    """Create a folder beside the data file; raises ``BadInput`` for a link there, or ``OSError``."""
    create_folder(folder)
    if os.path.islink(folder):
        raise _a_link(folder)


def remove_if_there(path: str) -> None:
    """Remove the file at ``path`` (a link itself, never its target); raises ``OSError``."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def replace_file(path: str, chunks: Iterable[bytes], *, temporary: str = "") -> None:
    """Put a new file in the place of ``path``: a reader sees the old bytes or the new ones, never a mixture.

    ``temporary`` is the name it is written under; the default may only be used under the lock, since
    what a crash left there is removed. Raises ``OSError``; then ``path`` is as it was.
    """
    if not temporary:
        temporary = f"{path}.new"
        remove_if_there(temporary)
    handle = open_regular(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            for chunk in chunks:
                write_all(handle, chunk)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.rename(temporary, path)
    except BaseException:
        try_remove(temporary)
        raise
    sync_folder(os.path.dirname(path))


def try_remove(path: str) -> None:
    """Remove the file at ``path`` if that is possible."""
    try:
        os.unlink(path)
    except OSError:
        return


def unreadable(path: str, error: OSError) -> BadInput:
    """The refusal for a file that cannot be read."""
    return BadInput(_("{file} cannot be read: {reason}.").format(file=path, reason=_reason(error)))


class NotWithdrawnError(OSError):
    """A write failed, and what reached the file could not be cut off again."""


def unwritable(path: str, error: OSError) -> NetxError:
    """The refusal for a file that cannot be written or created; says that nothing changed."""
    reason = _reason(error)
    if isinstance(error, NotWithdrawnError):
        return CannotWrite(
            _(
                "{file} was not saved: {reason}. The disk did not let netx take the edit out again; it may "
                "be there when the file is read next: look before you repeat it."
            ).format(file=path, reason=reason)
        )
    if error.errno in (ENOSPC, EDQUOT, EFBIG):
        return CannotWrite(
            _(
                "{file} was not saved for lack of room: {reason}. Nothing changed; make room and try again."
            ).format(file=path, reason=reason)
        )
    if error.errno in (ENOENT, ENOTDIR) or not os.path.lexists(path):
        return CannotCreate(
            _(
                "{file} cannot be created: {reason}. Nothing changed; check the folder and its permissions."
            ).format(file=path, reason=reason)
        )
    return CannotWrite(
        _(
            "{file} was not saved: {reason}. Nothing changed; check disk and permissions and try again."
        ).format(file=path, reason=reason)
    )


def _a_link(path: str) -> BadInput:
    return BadInput(
        _("{file} is a symbolic link, and netx follows none in its folder. Name the real file.").format(
            file=path
        )
    )


def _not_a_file(path: str) -> BadInput:
    if os.path.isdir(path):
        return BadInput(_("{file} is a folder. Name a file in it.").format(file=path))
    return BadInput(_("{file} is not a plain file. Name another one.").format(file=path))


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)
