"""Everything that is looked at around the data, in the order in which it is told."""

from __future__ import annotations

from datetime import datetime

from netx_tui.services.doctor import around
from netx_tui.services.doctor.data import data_findings
from netx_tui.services.doctor.finding import Finding
from netx_tui.store.examine import examine
from netx_tui.store.files import StorePaths


def store_findings(data: str, now: datetime, others: tuple[str, ...] = ()) -> list[Finding]:
    """What is to be said of the data file ``data`` and what lies around it; nothing is written.

    ``others`` are further files and folders that should be private.
    """
    paths = StorePaths(data)
    found = examine(paths)
    return [
        *data_findings(paths, found),
        *around.copy_findings(paths, now),
        *around.folder_findings(paths),
        *around.permission_findings(paths, others),
        *around.lock_findings(paths),
        *around.backup_findings(paths, now, sum(found.documents.values())),
        *around.disk_findings(paths),
    ]
