"""What other sessions did to the data, in sentences, and how one's own values come back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.domain.changes import Change
    from netx_tui.store.staging import Bases
    from netx_tui.store.workspace import Workspace

MOST_LOSSES = 9
"""Losses that are remembered to be put back."""


class Notice(NamedTuple):
    """What another session did; ``put_back`` are the changes that bring one's own values back.

    ``what`` names those values (``job title of Mina Kaya``), ``discreet`` is the sentence without them where
    ``sentence`` quotes them.
    """

    sentence: str
    put_back: tuple[Change, ...] = ()
    what: str = ""
    discreet: str = ""


class Following:
    """A service that tells what other sessions wrote to the workspace it stands on."""

    _workspace: Workspace
    _losses: tuple[Notice, ...] = ()
    _told_read_only = False
    lost: Notice | None = None
    """The values that were overwritten since this session's last edit."""

    @property
    def loaded(self) -> bool:
        """Whether the documents are in memory."""
        raise NotImplementedError

    @property
    def read_only(self) -> str:
        """Why nothing can be changed; empty where it can."""
        if not self.loaded or not self._workspace.read_only:
            return ""
        return _("{file} was written by a newer netx and can only be read. Update netx to change it.").format(
            file=self._workspace.path
        )

    @property
    def losses(self) -> tuple[Notice, ...]:
        """The values that were overwritten and can still be put back, the newest first."""
        return self._losses

    def poll(self) -> tuple[Notice, ...]:
        """What other sessions changed since the last call; at first, that nothing can be changed.

        Raises ``BadInput`` for damaged files.
        """
        if self.read_only and not self._told_read_only:
            self._told_read_only = True
            return (Notice(self.read_only),)
        changes = self._workspace.poll() if self.loaded else ()
        if not changes:
            return ()
        from netx_tui.services.notices import told

        notices = told(changes, self._workspace)
        lost = tuple(notice for notice in notices if notice.put_back)
        if lost:
            self.lost = lost[0]
            self._losses = (*lost, *self._losses)[:MOST_LOSSES]
        return notices

    def settle(self) -> None:
        """An edit came after the last loss, so undo means that edit from now on."""
        self.lost = None

    def put_back(self, notice: Notice) -> str:
        """Write this session's values again, as a new transaction; returns a sentence."""
        self._workspace.apply(notice.put_back, _("put back {what}").format(what=notice.what))
        self._losses = tuple(one for one in self._losses if one is not notice)
        self.lost = None if self.lost is notice else self.lost
        return _("Yours again: {what}.").format(what=notice.what)

    def seen(self, table: str, ids: Iterable[str]) -> Bases:
        """The documents as they stand now, for the ``based_on`` of what is decided on them."""
        documents = self._workspace.documents(table)
        return {(table, name): documents.get(name) for name in ids}
