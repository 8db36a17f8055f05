"""What keeps the data file in shape while the screens are open, and when they are left."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from netx_tui.domain.errors import NetxError

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class Upkeep:
    """Chores on ``workspace`` that nobody waits for: what fails is tried again the next time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._version = -1

    def chores(self) -> None:
        """Fold a long journal, or one nobody adds to just now, into the snapshot; take a backup if due.

        Meant for a thread: the screens go on meanwhile.
        """
        version = self._workspace.version
        rests, self._version = version == self._version, version
        with suppress(NetxError):
            if rests or self._workspace.wants_compaction:
                self._workspace.compact(force=True)
        with suppress(NetxError):
            self._workspace.backup_if_due()

    def leave(self, *, alone: bool) -> None:
        """End the session; ``alone`` tells that no other one has the data open.

        The last one to leave puts everything into the one file that other programs read.
        """
        self._workspace.close(compact=True if alone else None)
