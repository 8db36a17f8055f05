"""A store that is opened when it is first needed, maybe by another thread: the screen is there sooner."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class LateWorkspace:
    """Stands in for a ``Workspace`` and becomes one; whoever needs it while it opens waits for it.

    ``open`` is called once. What it raises is raised to whoever needed the store.
    """

    def __init__(self, open: Callable[[], Workspace]) -> None:
        self._open = open
        self._lock = Lock()
        self._workspace: Workspace | None = None

    @property
    def is_open(self) -> bool:
        """Whether the documents are in memory."""
        return self._workspace is not None

    def opened(self) -> Workspace:
        """The store itself, opened now if it was not."""
        with self._lock:
            if self._workspace is None:
                self._workspace = self._open()
            return self._workspace

    def close(self, *, compact: bool | None = None) -> None:
        """Close the store if it was opened."""
        if self._workspace is not None:
            self._workspace.close(compact=compact)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._workspace or self.opened(), name)
