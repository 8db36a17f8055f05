"""What lies around the data file: copies of it, leftovers, permissions, the lock's holder, the disk.

Only looks. What the kernel tells (``/proc``) is handed over as text, and where there is none it is empty.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import N_
from netx_tui.store import backups, snapshot
from netx_tui.store.files import FILE_MODE, FOLDER_MODE, StorePaths, open_regular

READ_WHOLE = 3
"""So many of the newest backups are read whole; of the older ones the first and last bytes are looked at."""


class Sort(Enum):
    """What a file beside the store's own ones is."""

    CONFLICT = "conflict"
    """A second version of the data that another program put there."""
    OPEN = "open"
    """The sign that an editor has the file open, or died over it."""
    EDITOR_COPY = "editor_copy"
    HALF_WRITTEN = "half_written"
    """The new version of a file whose writing was stopped; never part of the store."""
    TORN = "torn"
    """What a stopped write left at the end of a journal, set aside."""
    DAMAGED = "damaged"
    """A damaged file that was set aside when the store was restored."""


class Beside(NamedTuple):
    """A file beside the store's own; ``maker`` is an untranslated name, ``age`` in seconds."""

    path: str
    sort: Sort
    maker: str
    age: float


class Exposure(NamedTuple):
    """A file or folder whose permissions are not private; ``wanted`` is the mode that would be.

    ``link`` tells a symbolic link, ``foreign`` another owner, ``shared`` a folder that is not netx's own;
    then its mode is not for us to change.
    """

    path: str
    mode: int
    wanted: int
    link: bool = False
    foreign: bool = False
    shared: bool = False


class Holder(NamedTuple):
    """Who holds the lock: ``pid`` is 0 and ``command`` empty where the system does not tell."""

    pid: int = 0
    command: str = ""
    stopped: bool = False


class LockState(NamedTuple):
    """What was found out about the lock; ``broken`` says why locks do not work here."""

    there: bool
    holder: Holder | None = None
    broken: str = ""


class FileSystem(NamedTuple):
    """What the data lie on: the kernel's name of its kind, its options, and the free bytes and files."""

    kind: str
    options: frozenset[str]
    free: int
    free_files: int | None


class BackupState(NamedTuple):
    """The store's own backups, newest first, and the paths of those that cannot be read."""

    known: tuple[backups.Backup, ...]
    unreadable: tuple[str, ...]


_PATTERNS: tuple[tuple[str, Sort, str], ...] = (
    (r"{stem}\.sync-conflict-.*{ending}", Sort.CONFLICT, "Syncthing"),
    (r"{stem} \(.*conflicted copy.*\){ending}", Sort.CONFLICT, "Dropbox, Nextcloud"),
    (r"{stem} \(.*case conflict.*\){ending}", Sort.CONFLICT, "Dropbox"),
    (r"{stem}_conflict-.*{ending}", Sort.CONFLICT, "ownCloud"),
    (r"{name}\.\.path[12]|{name}\.conflict\d+|{stem}\.conflict\d+{ending}", Sort.CONFLICT, "rclone"),
    (r"{stem}\.conflict( on|-).*{ending}|{name}\.conflict( on|-).*", Sort.CONFLICT, "Unison"),
    (r"\.unison\.{name}\..*|\.bak\.\d+\.{name}", Sort.CONFLICT, "Unison"),
    (r"{stem} ?\(\d+\){ending}|{stem} copy( \d+)?{ending}", Sort.CONFLICT, N_("another program")),
    (r"\.syncthing\.{name}\.tmp|~syncthing~{name}\.tmp", Sort.HALF_WRITTEN, "Syncthing"),
    (r"\.{name}\.sw[a-p]", Sort.OPEN, "vim"),
    (r"\.#{name}", Sort.OPEN, "Emacs"),
    (r"\.{name}\.lock|\.~lock\.{name}#", Sort.OPEN, N_("another program")),
    (r"{name}~|#{name}#|{name}\.(bak|orig|save)", Sort.EDITOR_COPY, N_("an editor")),
    (r"{name}(\.[0-9a-z]{{8}})?\.new", Sort.HALF_WRITTEN, "netx"),
    (r"{name}\.torn", Sort.TORN, "netx"),
    (r"{name}\.damaged-.*", Sort.DAMAGED, "netx"),
)
"""How the names of copies are made of the file's ``{name}``, which is ``{stem}{ending}``."""

_UNRELIABLE = frozenset(
    ("fuse.sshfs", "fuse.davfs", "davfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "9p", "vboxsf")
)
_NETWORK = frozenset(("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.glusterfs"))
_WITHOUT_LOCKS = frozenset(("nolock", "nobrl", "local_lock=all", "local_lock=flock"))


def beside(paths: StorePaths, now: float) -> list[Beside]:
    """Copies and leftovers beside the store's files and in its backups; ``now`` in seconds since 1970."""
    found = []
    for folder, names in (
        (paths.folder, [os.path.basename(path) for path in paths.own]),
        (paths.backups, [os.path.basename(backup.path) for backup in backups.backups(paths)]),
    ):
        judges = _judges(names) if folder == paths.folder else [_new_backup(paths)]
        for path, status in _entries(folder):
            for fits, sort, maker in judges:
                if path not in paths.own and fits(os.path.basename(path)):
                    found.append(Beside(path, sort, maker, now - status.st_mtime))
                    break
    return sorted(found)


def exposed(paths: StorePaths, others: tuple[str, ...] = ()) -> list[Exposure]:
    """What others could read or change, of the store and of the files and folders ``others``."""
    own_folder = os.path.basename(paths.folder) == "netx"
    wanted = [(path, FILE_MODE) for path in (*paths.own, *(b.path for b in backups.backups(paths)))]
    wanted += [(paths.backups, FOLDER_MODE), (paths.folder, FOLDER_MODE if own_folder else 0o755)]
    wanted += [(path, FOLDER_MODE if os.path.isdir(path) else FILE_MODE) for path in others]
    found = (_exposure(path, mode) for path, mode in wanted)
    return [exposure for exposure in found if exposure]


def lock_state(paths: StorePaths, kernel_locks: str | None = None) -> LockState:
    """Whether the lock is held, and by whom; ``kernel_locks`` stands in for ``/proc/locks``."""
    from errno import EACCES, EAGAIN
    from fcntl import LOCK_NB, LOCK_SH, flock

    try:
        handle = os.open(paths.lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return LockState(False)
    try:
        flock(handle, LOCK_SH | LOCK_NB)
    except OSError as error:
        if error.errno not in (EAGAIN, EACCES):
            return LockState(True, broken=os.strerror(error.errno or 0))
        told = _text_of("/proc/locks") if kernel_locks is None else kernel_locks
        return LockState(True, _holder(os.fstat(handle), told))
    finally:
        os.close(handle)
    return LockState(True)


def nearest_folder(folder: str) -> str:
    """``folder``, or the one above it in which it can be made; empty if something else is in the way."""
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    return folder if os.path.isdir(folder) else ""


def file_system(folder: str, mounts: str | None = None) -> FileSystem | None:
    """What ``folder`` lies on, ``None`` if that is not told; ``mounts`` stands in for the kernel's list."""
    try:
        space = os.statvfs(folder)
    except OSError:
        return None
    kind, options = _mounted(os.path.realpath(folder), mounts)
    free_files = space.f_favail if space.f_files else None
    return FileSystem(kind, options, space.f_bavail * space.f_frsize, free_files)


def locks_reach_others(disk: FileSystem) -> bool:
    """Whether a lock there is seen by other machines that may use the same files."""
    return disk.kind not in _UNRELIABLE and not disk.options & _WITHOUT_LOCKS


def is_network(disk: FileSystem) -> bool:
    """Whether other machines may use the same files."""
    return disk.kind in _NETWORK | _UNRELIABLE


def backup_state(paths: StorePaths) -> BackupState:
    """The store's own backups, and which of them cannot be read."""
    known = tuple(backups.backups(paths))
    whole = [b.path for b in known[:READ_WHOLE] if not _loads(b.path)]
    rest = [b.path for b in known[READ_WHOLE:] if not _looks_whole(b.path)]
    return BackupState(known, (*whole, *rest))


def newest_write(paths: StorePaths) -> float:
    """When the data were last written, in seconds since 1970; 0 where there are none."""
    times = [0.0]
    for path in (paths.snapshot, paths.journal):
        try:
            times.append(os.lstat(path).st_mtime)
        except OSError:
            continue
    return max(times)


def _judges(names: list[str]) -> list[tuple[Callable[[str], object], Sort, str]]:
    judges: list[tuple[Callable[[str], object], Sort, str]] = []
    for name in names:
        stem, ending = os.path.splitext(name)
        parts = {key: re.escape(text) for key, text in (("name", name), ("stem", stem), ("ending", ending))}
        for pattern, sort, maker in _PATTERNS:
            fits = re.compile(pattern.format(**parts), re.IGNORECASE | re.DOTALL).fullmatch
            judges.append((fits, sort, maker))
    return judges


def _new_backup(paths: StorePaths) -> tuple[Callable[[str], object], Sort, str]:
    stem = re.escape(os.path.splitext(os.path.basename(paths.snapshot))[0])
    return re.compile(rf"{stem}-.*\.json(\.[0-9a-z]{{8}})?\.new").fullmatch, Sort.HALF_WRITTEN, "netx"


def _entries(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield entry.path, entry.stat(follow_symlinks=False)
    except OSError:
        return


def _exposure(path: str, wanted: int) -> Exposure | None:
    try:
        status = os.lstat(path)
    except OSError:
        return None
    mode = stat.S_IMODE(status.st_mode)
    link = stat.S_ISLNK(status.st_mode)
    foreign = status.st_uid != os.geteuid()
    is_folder = stat.S_ISDIR(status.st_mode)
    shared = is_folder and wanted != FOLDER_MODE
    if link and shared:
        return None
    if link or (foreign and not shared) or mode & 0o777 & ~wanted:
        return Exposure(path, mode, wanted & mode, link, foreign, shared)
    return None


def _holder(status: os.stat_result, told: str) -> Holder:
    """The process that ``told`` (the text of ``/proc/locks``) names for a file."""
    device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    inode = f":{status.st_ino}"
    rows = [words for words in map(str.split, told.splitlines()) if len(words) > 5 and words[1] == "FLOCK"]
    # some file systems show another device there than stat does, and the lock is known to be held
    rows.sort(key=lambda words: words[5] != device)
    for words in rows:
        if words[5].endswith(inode) and words[4].isdecimal() and int(words[4]):
            pid = int(words[4])
            return Holder(pid, _text_of(f"/proc/{pid}/comm").strip(), _is_stopped(pid))
    return Holder()


def _is_stopped(pid: int) -> bool:
    state = _text_of(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return bool(state) and state[0] in ("T", "t")


def _text_of(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _mounted(folder: str, mounts: str | None) -> tuple[str, frozenset[str]]:
    """Kind and options of the file system that ``folder`` lies on, as ``/proc/self/mountinfo`` has them."""
    best, kind, options = "", "", frozenset[str]()
    for line in (_text_of("/proc/self/mountinfo") if mounts is None else mounts).splitlines():
        left, _dash, right = line.partition(" - ")
        words, after = left.split(), right.split()
        if len(words) < 6 or len(after) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), words[4])
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after[0]
            options = frozenset((*words[5].split(","), *after[2].split(",")))
    return kind, options


def _loads(path: str) -> bool:
    try:
        return bool(snapshot.load(path)[0])
    except (snapshot.BrokenError, BadInput):
        return False


def _looks_whole(path: str) -> bool:
    try:
        handle = open_regular(path, os.O_RDONLY)
    except (BadInput, OSError):
        return False
    try:
        first = os.pread(handle, 1, 0)
        last = os.pread(handle, 2, max(0, os.fstat(handle).st_size - 2))
    except OSError:
        return False
    finally:
        os.close(handle)
    return first == b"{" and last.rstrip()[-1:] == b"}"
