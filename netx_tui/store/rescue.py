"""What to tell when a store cannot be read: the file, why, and the newest good backup."""

from __future__ import annotations

import os

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _
from netx_tui.store import snapshot
from netx_tui.store.files import StorePaths

_TRIED = 10
"""Backups looked at, newest first."""


def refusal(paths: StorePaths, why: str) -> BadInput:
    """The refusal to open the snapshot, for the reason ``why``; nothing is ever written over it."""
    backup = newest_good_backup(paths)
    if backup:
        return BadInput(
            _(
                "{file} cannot be used: {why}. It was left as it is; the newest good backup is {backup}."
            ).format(file=paths.snapshot, why=why, backup=backup)
        )
    return BadInput(
        _("{file} cannot be used: {why}. It was left as it is; no good backup was found in {folder}.").format(
            file=paths.snapshot, why=why, folder=paths.backups
        )
    )


def newest_good_backup(paths: StorePaths) -> str:
    """The path of the newest file in the store's backups that can be read whole; empty if there is none."""
    try:
        with os.scandir(paths.backups) as entries:
            files = [
                (entry.stat(follow_symlinks=False).st_mtime_ns, entry.path)
                for entry in entries
                if entry.name.endswith(".json") and entry.is_file(follow_symlinks=False)
            ]
    except OSError:
        return ""
    for _written, path in sorted(files, reverse=True)[:_TRIED]:
        try:
            tables, _identity = snapshot.load(path)
        except (snapshot.BrokenError, BadInput):
            continue
        if tables:
            return path
    return ""
