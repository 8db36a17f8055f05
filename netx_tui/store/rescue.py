"""What to tell when a store cannot be used: the file, why, the newest good backup, and the way out."""

from __future__ import annotations

import shlex

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _
from netx_tui.store.backups import newest_good
from netx_tui.store.files import StorePaths


class DamagedStore(BadInput):
    """The files of the store are not what netx wrote; nothing was written over them.

    ``netx restore`` goes on from a backup, or from what can still be read.
    """


def refusal(paths: StorePaths, why: str) -> DamagedStore:
    """The refusal to use the snapshot, for the reason ``why``: the way out is the newest good backup."""
    backup = newest_good(paths)
    if not backup:
        sentence = _(
            "{file} cannot be used: {why}. It was left as it is; no good backup was found in {folder}. "
            "`{command}` goes on with all that can be read of it."
        )
        return DamagedStore(
            sentence.format(
                file=paths.snapshot, why=why, folder=paths.backups, command=command(paths, paths.snapshot)
            )
        )
    sentence = _(
        "{file} cannot be used: {why}. It was left as it is; the newest good backup is {backup}. "
        "`{command}` brings it back with the later edits that can be read."
    )
    return DamagedStore(
        sentence.format(file=paths.snapshot, why=why, backup=backup, command=command(paths, backup))
    )


def journal_refusal(paths: StorePaths, what: str) -> DamagedStore:
    """The refusal for a journal that is not whole, while the snapshot is good; ``what`` is a sentence."""
    backup = newest_good(paths)
    told = what + " " + _("Nothing was changed.")
    if backup:
        told += " " + _("The newest good backup is {backup}.").format(backup=backup)
    told += " " + _("`{command}` goes on with all that can be read.").format(
        command=command(paths, paths.snapshot)
    )
    return DamagedStore(told)


def command(paths: StorePaths, source: str) -> str:
    """The command that goes on with ``source``, as one can paste it into a shell."""
    return shlex.join(["netx", "restore", source, "--data", paths.snapshot, "--yes"])
