"""One file per running session: that it runs, and what is half-typed in it.

The session holds an exclusive ``flock`` on its file for as long as it lives, so a file that nobody holds
was left by a session that died. All files lie in the folder ``sessions`` of the state folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from errno import EACCES, EAGAIN
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from time import sleep
from typing import TYPE_CHECKING, Any

from netx_tui.domain.drafts import KEPT_DAYS, Draft
from netx_tui.domain.errors import BadInput, CannotWrite
from netx_tui.i18n import _
from netx_tui.store.files import create_folder, open_regular, replace_file, sync_folder, try_remove

if TYPE_CHECKING:
    from datetime import datetime

FOLDER = "sessions"
SUFFIX = ".json"
SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes: a larger file is none of ours."""
_TRIES = 5
_PAUSE = 0.01


class SessionFile:
    """The file of the session ``run`` on the data file ``data``, in the state folder ``state``."""

    def __init__(self, state: str, data: str, run: str) -> None:
        from hashlib import sha256

        self._data = os.path.realpath(data)
        self.folder = os.path.join(state, FOLDER)
        self._prefix = sha256(os.fsencode(self._data)).hexdigest()[:16] + "-"
        self._name = f"{self._prefix}{run}{SUFFIX}"
        self.path = os.path.join(self.folder, self._name)
        self._handle = -1

    def write(self, drafts: Iterable[Draft]) -> None:
        """Let the file hold ``drafts``; on return they are on the disk, and the file is locked.

        Raises ``CannotWrite``; then the file is as it was.
        """
        try:
            create_folder(self.folder)
            handle = self._replace(_written(self._data, drafts))
            self._release()
            self._handle = handle
            sync_folder(self.folder)
        except (OSError, BadInput) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise CannotWrite(
                _(
                    "What you are typing cannot be kept for later in {folder}: {reason}. "
                    "It stays in the form; save it soon."
                ).format(folder=self.folder, reason=reason)
            ) from error

    def adopt(self, now: datetime, mine: Iterable[Draft] = ()) -> tuple[Draft, ...]:
        """Take over what dead sessions on this data file left, and appear as a session.

        The drafts stand in this session's file, beside ``mine``, before the others go, and no two sessions
        get the same ones. What is empty or too old is removed. Raises ``CannotWrite``; then nothing is.
        """
        with ExitStack() as held:
            found = {path: self._read(path) for path in self._files() if _take(path, held)}
            drafts = [draft for left in found.values() for draft in left or () if not draft.too_old(now)]
            drafts.sort(key=lambda draft: draft.at, reverse=True)
            self.write((*mine, *drafts))
            for path, left in found.items():
                if left is not None:
                    try_remove(path)
        self._tidy(now)
        return tuple(drafts)

    def others(self) -> int:
        """How many other living sessions have the data file open."""
        return sum(map(_is_held, self._files()))

    def close(self, *, remove: bool) -> None:
        """End the session; its drafts stay for the next one unless ``remove`` says there are none."""
        if remove:
            try_remove(self.path)
        self._release()

    def _replace(self, content: bytes) -> int:
        """Put a new file in the place of this session's; returns its handle, which holds the lock."""
        # Locked before it gets its name, so that nobody ever sees it without its session.
        new = f"{self.path}.new"
        replace_file(new, (content,))
        handle = open_regular(new, os.O_RDWR)
        try:
            _try_lock(handle, LOCK_EX)
            os.rename(new, self.path)
        except OSError:
            os.close(handle)
            try_remove(new)
            raise
        return handle

    def _release(self) -> None:
        # Out of sight before it is closed: the thread that writes may be replacing it just now.
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def _files(self, *, of_all: bool = False) -> Iterator[str]:
        """The files of other sessions on this data file, or of all other sessions."""
        try:
            names = os.listdir(self.folder)
        except OSError:
            return
        for name in sorted(names):
            if not name.startswith(self._name) and (
                of_all or (name.startswith(self._prefix) and name.endswith(SUFFIX))
            ):
                yield os.path.join(self.folder, name)

    def _tidy(self, now: datetime) -> None:
        """Remove what dead sessions left long ago and nobody can use, whatever data it is about."""
        for path in self._files(of_all=True):
            if _days_old(path, now) > KEPT_DAYS:
                with ExitStack() as held:
                    if _take(path, held):
                        try_remove(path)

    def _read(self, path: str) -> Sequence[Draft] | None:
        """The drafts in a file; ``None`` where they cannot be read, now or by this netx."""
        import json

        try:
            with open(open_regular(path, os.O_RDONLY), "rb") as file:
                data = file.read(SIZE_LIMIT + 1)
            document = json.loads(data) if len(data) <= SIZE_LIMIT else None
            if not isinstance(document, dict) or document.get("data") != self._data:
                return None
            return [_draft(entry) for entry in document["drafts"]]
        except (OSError, BadInput, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None


def _written(data: str, drafts: Iterable[Draft]) -> bytes:
    from json import dumps

    entries = [
        {
            "key": draft.key,
            "title": draft.title,
            "at": draft.at.isoformat(),
            "values": dict(draft.values),
            "base": dict(draft.base),
        }
        for draft in drafts
    ]
    return dumps({"data": data, "drafts": entries}, indent=1).encode()


def _draft(entry: Any) -> Draft:
    """The draft written as ``entry``; raises what a wrong shape raises."""
    from datetime import datetime

    from netx_tui.domain.text import clean_line, clean_text

    at = datetime.fromisoformat(entry["at"])
    texts = [
        {str(name): clean_text(text, SIZE_LIMIT) for name, text in entry[part].items()}
        for part in ("values", "base")
    ]
    return Draft(str(entry["key"]), clean_line(entry["title"]), at if at.tzinfo else at.astimezone(), *texts)


def _try_lock(handle: int, kind: int) -> bool | None:
    """Whether ``handle`` is locked now; ``None`` where the file system has no locks."""
    try:
        flock(handle, kind | LOCK_NB)
    except OSError as error:
        return False if error.errno in (EAGAIN, EACCES) else None
    return True


def _take(path: str, held: ExitStack) -> bool:
    """Lock the file of a dead session until ``held`` ends; false where it lives or somebody was quicker."""
    try:
        handle = open_regular(path, os.O_RDWR)
    except (OSError, BadInput):
        return False
    held.callback(os.close, handle)
    for _try in range(_TRIES):
        locked = _try_lock(handle, LOCK_EX)
        if locked is not False:
            return bool(locked) and _is_there(path, handle)
        # Somebody who only counts holds it for an instant.
        sleep(_PAUSE)
    return False


def _is_held(path: str) -> bool:
    try:
        handle = open_regular(path, os.O_RDWR)
    except (OSError, BadInput):
        return False
    try:
        locked = _try_lock(handle, LOCK_SH)
        return locked is False or (locked is True and not _is_there(path, handle) and os.path.lexists(path))
    finally:
        os.close(handle)


def _is_there(path: str, handle: int) -> bool:
    """Whether the locked file still has its name: a living session has replaced it otherwise."""
    try:
        there = os.lstat(path)
    except OSError:
        return False
    mine = os.fstat(handle)
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)


def _days_old(path: str, now: datetime) -> float:
    try:
        return (now.timestamp() - os.lstat(path).st_mtime) / 86_400
    except OSError:
        return 0.0
