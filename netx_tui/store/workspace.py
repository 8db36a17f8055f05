"""The store as services see it: documents in memory, transactions, undo, other sessions' edits."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _
from netx_tui.store import records
from netx_tui.store.files import StorePaths
from netx_tui.store.ids import Entropy, random_text
from netx_tui.store.lock import TIME_OUT
from netx_tui.store.session import Session
from netx_tui.store.tree import Table

if TYPE_CHECKING:
    from datetime import datetime

    from tinydb import TinyDB

    from netx_tui.domain.actions import Action
    from netx_tui.domain.articles import Article
    from netx_tui.domain.changes import Change
    from netx_tui.domain.contacts import Company, Contact, Mail, Touch
    from netx_tui.domain.meetings import Insight, Meeting
    from netx_tui.domain.reviews import Review
    from netx_tui.store.purge import Purged
    from netx_tui.store.receipts import ForeignChange, HistoryEntry, Receipt
    from netx_tui.store.staging import Bases, Stage


class Workspace:
    """An open store.

    Reads come from memory and never wait. ``apply``, ``undo``, ``redo``, ``compact`` and ``backup`` may run
    in another thread than the reader's, one after the other; ``poll`` has no news while one of them runs.
    """

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        who: str,
        run: str,
        clock: Callable[[], datetime],
        read_only: bool = False,
        entropy: Entropy = os.urandom,
    ) -> Workspace:
        """Open the store at ``path``, which need not exist: nothing is created before the first edit.

        ``who`` is the user to whom undo belongs, ``run`` a name that no other session has, ``entropy`` the
        source of new ids. Raises ``BadInput`` for a file that is no store or is damaged, and leaves it as
        it is.
        """
        return cls(Session(StorePaths(path), who, run, clock, read_only), entropy)

    def __init__(self, session: Session, entropy: Entropy) -> None:
        self._session = session
        self._tables = session.replica.tables
        self._entropy = entropy
        self._given: set[str] = set()
        self._views: dict[str, records.RecordView[Any]] = {}

    @property
    def path(self) -> str:
        """The data file, as an absolute path."""
        return self._session.paths.snapshot

    @property
    def read_only(self) -> bool:
        """Whether edits are refused: as asked for, or because a newer netx wrote the file."""
        return self._session.read_only

    @property
    def version(self) -> int:
        """Grows with every change seen, one's own or another session's."""
        return self._session.version

    @property
    def wants_compaction(self) -> bool:
        """Whether the journal has grown so long that ``compact`` should be called soon."""
        return self._session.overgrown

    def tables(self) -> tuple[str, ...]:
        """The names of the tables that were ever used."""
        return tuple(self._tables)

    def documents(self, table: str) -> Mapping[str, Mapping[str, Any]]:
        """The documents of ``table`` by id, oldest first: live, read-only, replaced when edited."""
        return MappingProxyType(self._tables.setdefault(table, Table()))

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """All people by id."""
        return self._view("contacts", records.CONTACTS)

    @property
    def companies(self) -> Mapping[str, Company]:
        """All companies by id."""
        return self._view("companies", records.COMPANIES)

    @property
    def touches(self) -> Mapping[str, Touch]:
        """All touches by id."""
        return self._view("touches", records.TOUCHES)

    @property
    def mails(self) -> Mapping[str, Mail]:
        """All mails by id."""
        return self._view("mails", records.MAILS)

    @property
    def meetings(self) -> Mapping[str, Meeting]:
        """All meetings by id."""
        return self._view("meetings", records.MEETINGS)

    @property
    def insights(self) -> Mapping[str, Insight]:
        """All insights by id."""
        return self._view("insights", records.INSIGHTS)

    @property
    def actions(self) -> Mapping[str, Action]:
        """All actions by id."""
        return self._view("actions", records.ACTIONS)

    @property
    def articles(self) -> Mapping[str, Article]:
        """The reading inbox by id."""
        return self._view("articles", records.ARTICLES)

    @property
    def reviews(self) -> Mapping[str, Review]:
        """All weekly reviews by id."""
        return self._view("reviews", records.REVIEWS)

    def new_id(self, table: str) -> str:
        """A short id for a new document, unique in the store: the table's letter and seven random ones."""
        letter = table[:1].lower() if table[:1].isascii() and table[:1].isalpha() else "x"
        while True:
            name = letter + random_text(self._entropy, 7)
            if name not in self._given and not any(name in known for known in self._tables.values()):
                self._given.add(name)
                return name

    def apply(self, changes: Iterable[Change], label: str, *, based_on: Bases | None = None) -> Receipt:
        """Write ``changes`` as one transaction called ``label``; on return they are on the disk.

        They are merged with what other sessions wrote since the documents were read: those in memory now,
        or those ``based_on`` names by table and id (a form that was open for a while). What changes nothing
        is dropped. Raises ``NotFound``, ``RuleRefused``, ``Locked``, ``CannotCreate``, ``CannotWrite`` or
        ``BadInput``; then nothing changed, in memory or on the disk.
        """
        wanted = list(changes)
        if not wanted:
            return self._session.nothing(label)
        bases = {(change.table, change.id): self._document(change.table, change.id) for change in wanted}
        if based_on:
            bases.update(based_on)

        def build(stage: Stage) -> None:
            for change in wanted:
                stage.add(change, bases)

        return self._session.write(label, build)

    def undo(self, steps: int = 1) -> list[str]:
        """Take back this user's last transactions, this session's first; returns their labels.

        All ``steps`` (or as many as there are) or none: raises ``RuleRefused`` where a later edit would be
        lost, and ``NetxError`` when there is nothing to undo.
        """
        labels = self._session.take_back(steps, redoing=False)
        if not labels:
            raise NetxError(_("Nothing to undo."))
        return labels

    def redo(self, steps: int = 1) -> list[str]:
        """Repeat what was undone last; returns the labels. Raises as ``undo`` does."""
        labels = self._session.take_back(steps, redoing=True)
        if not labels:
            raise NetxError(_("Nothing to redo."))
        return labels

    def undo_label(self) -> str | None:
        """What ``undo`` would take back."""
        mark = self._session.ledger.to_undo()
        return mark.label if mark else None

    def redo_label(self) -> str | None:
        """What ``redo`` would repeat."""
        mark = self._session.ledger.to_redo()
        return mark.label if mark else None

    def history(self, *, ids: Collection[str] | None = None, limit: int | None = None) -> list[HistoryEntry]:
        """Who changed what, newest first: of the documents ``ids``, or of all; at most ``limit`` entries."""
        from itertools import islice

        from netx_tui.store.history import entry_of, every_line

        lines = every_line(self._session.paths)
        wanted = (line for line in lines if ids is None or line["id"] in ids)
        return [entry_of(line) for line in islice(wanted, limit)]

    def poll(self) -> tuple[ForeignChange, ...]:
        """What other sessions changed since the last call, now also in memory; cheap enough for every second.

        Raises ``BadInput`` when the files were damaged in the meantime.
        """
        return self._session.poll()

    def compact(self, *, force: bool = False) -> bool:
        """Fold the journal into the snapshot where that is cheap, due or by ``force``; whether it was done.

        Raises ``Locked``, ``CannotWrite`` or ``CannotCreate``; no edit is lost by that.
        """
        return self._session.fold(force=force)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Write everything to the one TinyDB file ``target``, replacing it.

        Raises ``CannotWrite`` or ``CannotCreate``, ``UsageError`` for a file of the store itself.
        """
        self._session.backup(os.path.abspath(os.fspath(target)))

    def keep_backup(self, reason: str = "") -> str:
        """Take one of the store's own backups now; ``reason`` is a word for its name. Returns its path.

        Raises ``CannotWrite`` or ``CannotCreate``.
        """
        return self._session.keep_backup(reason)

    def backup_if_due(self) -> str:
        """Take a backup if the newest is an hour old and something changed since; its path, or nothing.

        May run in a thread while the screens go on. Raises ``CannotWrite`` or ``CannotCreate``.
        """
        if self.read_only or not self._session.backup_is_due():
            return ""
        return self._session.keep_backup()

    def backups_holding(self, contact: str) -> list[str]:
        """The store's own backups in which the person ``contact`` still stands, newest first."""
        from netx_tui.store.purge import holding

        return holding(self._session.paths, contact)

    def was_deleted(self, contact: str) -> bool:
        """Whether the history tells of a person ``contact`` who was deleted."""
        from netx_tui.store.purge import deleted_with

        return bool(deleted_with(self._session.paths, contact).documents)

    def purge(self, contact: str) -> Purged:
        """Forget the deleted person ``contact`` for good: in journal, history and backups. No undo.

        Raises ``Locked``, ``CannotWrite`` or ``CannotCreate``; it can be repeated then.
        """
        return self._session.purge(contact)

    def close(self, *, compact: bool | None = None) -> None:
        """End the session; ``compact`` folds the journal always (true), never (false) or after cheap edits.

        What cannot be folded now stays in the journal, where it is as safe. After edits a backup is taken
        if one is due.
        """
        if compact or (compact is None and self._session.wrote):
            with suppress(NetxError):
                self._session.fold(TIME_OUT if compact else 0.0, force=bool(compact))
        if self._session.wrote:
            with suppress(NetxError):
                self.backup_if_due()

    def tinydb(self, label: str = "TinyDB") -> TinyDB:
        """The store as a ``TinyDB`` for a ``with`` block; each write is a transaction called ``label``."""
        from netx_tui.store.tinydb_storage import open_tinydb

        return open_tinydb(self, label)

    def _document(self, table: str, name: str) -> Mapping[str, Any] | None:
        return self._tables.get(table, Table()).get(name)

    def _view(self, table: str, shape: records.Shape[Any]) -> Mapping[str, Any]:
        if table not in self._views:
            self._views[table] = records.RecordView(self._tables.setdefault(table, Table()), shape)
        return self._views[table]
