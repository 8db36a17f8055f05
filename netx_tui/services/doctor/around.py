"""What lies around the data file: copies, leftovers, permissions, the lock, backups, the disk."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from netx_tui.i18n import N_, _, ngettext
from netx_tui.services.doctor.finding import Finding, Level
from netx_tui.store import surroundings
from netx_tui.store.files import StorePaths
from netx_tui.store.surroundings import Beside, Exposure, FileSystem, Sort

STALE = 60.0
"""Seconds after which a half-written file is no longer being written."""

LEAST_FREE = 50 * 1024**2
"""Bytes under which the disk is told to be nearly full."""

FULL = 4 * 1024**2
"""Bytes under which edits may fail at any moment."""

LEAST_FREE_FILES = 100
BACKUP_AGE = timedelta(days=7)

_BESIDE: Mapping[Sort, tuple[Level, str, str, str]] = {
    Sort.CONFLICT: (
        Level.WARNING,
        "copies",
        N_("{file} is another version of your data, made by {maker}; netx does not read it."),
        N_("`netx --data {quoted} contact list` shows what is in it; then move it out of this folder."),
    ),
    Sort.OPEN: (
        Level.WARNING,
        "copies",
        N_("{file} says that {maker} has the data file open, or stopped while it had."),
        N_("Close it there without saving; netx cannot see what is changed behind its back."),
    ),
    Sort.EDITOR_COPY: (
        Level.INFO,
        "copies",
        N_("{file} is a copy of your data that {maker} left."),
        N_("Remove it if you do not need it: `rm {quoted}`."),
    ),
    Sort.HALF_WRITTEN: (
        Level.WARNING,
        "leftovers",
        N_("{file} was left by a write of {maker} that was stopped; it is no part of your data."),
        N_("`netx doctor --repair` removes it."),
    ),
    Sort.TORN: (
        Level.INFO,
        "leftovers",
        N_("{file} holds the end of a write that was stopped; it was never acknowledged."),
        N_("Remove it if nothing is missing: `rm {quoted}`."),
    ),
    Sort.DAMAGED: (
        Level.INFO,
        "leftovers",
        N_("{file} is a damaged file, kept when you went back to a backup."),
        N_("Remove it if nothing is missing: `rm {quoted}`."),
    ),
}


def copy_findings(paths: StorePaths, now: datetime) -> list[Finding]:
    """Copies and leftovers beside the data file."""
    return [_beside(found) for found in surroundings.beside(paths, now.timestamp()) if not _is_young(found)]


def removable(paths: StorePaths, now: datetime) -> list[Beside]:
    """The half-written files of netx that nobody is writing any more."""
    return [
        found
        for found in surroundings.beside(paths, now.timestamp())
        if _is_removable(found) and not _is_young(found)
    ]


def permission_findings(paths: StorePaths, others: tuple[str, ...]) -> list[Finding]:
    """Files and folders that others can read or change, or that lead elsewhere."""
    found = [_exposed(exposure) for exposure in surroundings.exposed(paths, others)]
    return found or [Finding("permissions", Level.OK, _("Only you can read your data."))]


def is_repairable(exposure: Exposure) -> bool:
    """Whether its mode may be changed without asking."""
    return not (exposure.link or exposure.foreign or exposure.shared)


def folder_findings(paths: StorePaths) -> list[Finding]:
    """Whether files can be made where the data lie, or are to lie."""
    folder = surroundings.nearest_folder(paths.folder)
    if not folder:
        text = _("{file} cannot be created: there is a file where its folder should be.")
        cure = _("Keep the data file elsewhere: `netx --data FILE`, or `data:` in config.yaml.")
        return [Finding("folder", Level.ERROR, text.format(file=paths.snapshot), cure, paths.folder)]
    if os.access(folder, os.W_OK | os.X_OK):
        return []
    text = _("Nothing can be written in {folder}, so no edit can be saved.").format(folder=folder)
    cure = _("See `ls -ld {quoted}`: it must be yours, and on a disk that can be written to.")
    return [Finding("folder", Level.ERROR, text, cure.format(quoted=shlex.quote(folder)), folder)]


def lock_findings(paths: StorePaths) -> list[Finding]:
    """Who holds the lock, and whether locks work there."""
    state = surroundings.lock_state(paths)
    if state.broken:
        text = _("{file} cannot be locked ({reason}).").format(file=paths.lock, reason=state.broken)
        cure = _("Keep the data file on a local disk: `netx --data FILE`, or `data:` in config.yaml.")
        return [Finding("lock", Level.ERROR, text, cure, paths.lock)]
    holder = state.holder
    if holder is None:
        return [Finding("lock", Level.OK, _("Nobody is writing."), file=paths.lock)] if state.there else []
    if not holder.pid:
        text = _("Another program is writing; which one, the system does not tell.")
        return [Finding("lock", Level.INFO, text, _("Try again in a moment."), paths.lock)]
    words = {"pid": holder.pid, "command": holder.command or "?"}
    if holder.stopped:
        text = _("Process {pid} ({command}) holds the lock and is stopped, so nobody can write.")
        cure = _(
            "`kill -CONT {pid}` lets it go on, `fg` does in its own terminal; `kill -KILL {pid}` ends it."
        )
        return [Finding("lock", Level.ERROR, text.format(**words), cure.format(**words), paths.lock)]
    text = _("Process {pid} ({command}) is writing.").format(**words)
    cure = _("That takes a moment. If it lasts, `kill {pid}` ends it.").format(**words)
    return [Finding("lock", Level.INFO, text, cure, paths.lock)]


def backup_findings(paths: StorePaths, now: datetime, documents: int) -> list[Finding]:
    """How old the newest backup is, and which cannot be read."""
    state = surroundings.backup_state(paths)
    findings = [_unreadable(path) for path in state.unreadable]
    if not state.known:
        if documents:
            text = _("There is no backup yet. netx takes one after the next edit.")
            findings.append(Finding("backups", Level.INFO, text, _("`netx backup` writes one now.")))
        return findings
    age = now.astimezone(UTC) - state.known[0].at
    words = {"count": len(state.known), "size": _size(sum(b.size for b in state.known)), "age": _age(age)}
    text = ngettext(
        "{count} backup, {size}, taken {age} ago.",
        "{count} backups, {size}; the newest was taken {age} ago.",
        len(state.known),
    ).format(**words)
    changed = surroundings.newest_write(paths) > state.known[0].at.timestamp() + BACKUP_AGE.total_seconds()
    if age > BACKUP_AGE and changed:
        cure = _("The data have changed since: `netx backup` writes one now.")
        return [*findings, Finding("backups", Level.WARNING, text, cure, paths.backups)]
    return [*findings, Finding("backups", Level.OK, text, file=paths.backups)]


def disk_findings(paths: StorePaths) -> list[Finding]:
    """Room on the disk, and whether other machines may write there unseen."""
    folder = surroundings.nearest_folder(paths.folder)
    disk = surroundings.file_system(folder) if folder else None
    return disk_sentences(disk, folder) if disk else []


def disk_sentences(disk: FileSystem, folder: str) -> list[Finding]:
    """What is to be said of the ``disk`` that ``folder`` lies on."""
    findings = []
    cure = _("Make room, or keep the data file elsewhere: `netx --data FILE`.")
    if disk.free < LEAST_FREE:
        text = _("Only {size} are free in {folder}.").format(size=_size(disk.free), folder=folder)
        level = Level.ERROR if disk.free < FULL else Level.WARNING
        findings.append(Finding("disk", level, text, cure, folder))
    elif disk.free_files is not None and disk.free_files < LEAST_FREE_FILES:
        text = _("Hardly any more files can be created in {folder}.").format(folder=folder)
        findings.append(Finding("disk", Level.WARNING, text, cure, folder))
    else:
        text = _("{size} are free in {folder}.").format(size=_size(disk.free), folder=folder)
        findings.append(Finding("disk", Level.OK, text, file=folder))
    if not surroundings.locks_reach_others(disk):
        text = _("{folder} is on a file system ({kind}) where locks do not reach other machines.")
        away = _("Use netx on one machine at a time, or keep the data file on a local disk.")
        findings.append(
            Finding("disk", Level.WARNING, text.format(folder=folder, kind=disk.kind), away, folder)
        )
    elif surroundings.is_network(disk):
        text = _("{folder} is on a network file system ({kind}); its locks should work.")
        findings.append(Finding("disk", Level.INFO, text.format(folder=folder, kind=disk.kind), "", folder))
    return findings


def _is_young(found: Beside) -> bool:
    return found.sort is Sort.HALF_WRITTEN and found.age < STALE


def _is_removable(found: Beside) -> bool:
    return found.sort is Sort.HALF_WRITTEN and found.maker == "netx"


def _beside(found: Beside) -> Finding:
    level, check, text, cure = _BESIDE[found.sort]
    words = {"file": found.path, "quoted": shlex.quote(found.path), "maker": _(found.maker)}
    removable = _is_removable(found)
    if found.sort is Sort.HALF_WRITTEN and not removable:
        level, cure = Level.INFO, N_("{maker} removes it when it goes on.")
    return Finding(check, level, _(text).format(**words), _(cure).format(**words), found.path, 0, removable)


def _exposed(found: Exposure) -> Finding:
    words = {"file": found.path, "quoted": shlex.quote(found.path), "mode": f"{found.mode:04o}"}
    level = Level.WARNING
    if found.link:
        level = Level.ERROR
        text = _("{file} is a symbolic link, and netx follows none in its folder.")
        cure = _("Name the real file: `netx --data FILE`, or `data:` in config.yaml.")
    elif found.foreign and not found.shared:
        text = _("{file} belongs to somebody else.")
        cure = _('Make it yours: `sudo chown "$(id -un)" {quoted}`.')
    elif found.shared:
        text = _("Others can put files into {file} (permissions {mode}).")
        cure = _("`chmod go-w {quoted}`, or keep the data file in a folder of its own.")
        if found.foreign or found.mode & stat.S_ISVTX:
            cure = _("Keep the data file in a folder of its own: `netx --data FILE`.")
    else:
        text = _("Others can get at {file} (permissions {mode}).")
        cure = _("`chmod go-rwx {quoted}`, or `netx doctor --repair`.")
    return Finding(
        "permissions", level, text.format(**words), cure.format(**words), found.path, 0, is_repairable(found)
    )


def _unreadable(path: str) -> Finding:
    text = _("The backup {file} cannot be read.").format(file=path)
    cure = _("It is of no use: `rm {quoted}`. `netx backup` writes a new one.").format(
        quoted=shlex.quote(path)
    )
    return Finding("backups", Level.WARNING, text, cure, path)


def _size(count: int) -> str:
    """``count`` bytes as people read them."""
    if count < 1024**2:
        return _("{count} KB").format(count=-(-count // 1024))
    if count < 1024**3:
        return _("{count} MB").format(count=count // 1024**2)
    return _("{count} GB").format(count=count // 1024**3)


def _age(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    if hours < 1:
        minutes = max(0, int(age.total_seconds() // 60))
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    if hours < 48:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return ngettext("{count} day", "{count} days", hours // 24).format(count=hours // 24)
