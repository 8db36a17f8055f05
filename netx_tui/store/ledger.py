"""All transactions a session knows of, and which of them comes next in undo and redo.

Undo belongs to the user: a session offers its own transactions first, then the user's older ones, from
the history if need be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netx_tui.store.files import StorePaths
from netx_tui.store.lines import Line, Mark, mark_of


class Ledger:
    """The marks of the journal and of everything seen since, for the user ``who`` in the session ``run``."""

    def __init__(self, paths: StorePaths, who: str, run: str) -> None:
        self._paths = paths
        self._who = who
        self._run = run
        self._marks: list[Mark] = []
        self._older: list[Mark] | None = None
        self._first = 1

    def begin(self, marks: Sequence[Mark], seq: int) -> None:
        """Start over with what stands in the journal; ``seq`` is its last line's number."""
        self._marks = list(marks)
        self._older = None
        self._first = marks[0].seq if marks else seq + 1

    def extend(self, transactions: Iterable[Sequence[Line]]) -> None:
        """Take in ``transactions`` that were read, oldest first."""
        self._marks.extend(mark_of(transaction[0]) for transaction in transactions)

    def add(self, mark: Mark) -> None:
        """Take in a transaction of this session."""
        self._marks.append(mark)

    def to_undo(self, planned: Sequence[Mark] = ()) -> Mark | None:
        """What undo would take back next, after the ``planned`` transactions."""
        mine = next_undo(self._recent(planned), self._who, self._run)
        return mine or next_undo(self._all(planned), self._who)

    def to_redo(self, planned: Sequence[Mark] = ()) -> Mark | None:
        """The undo that redo would take back next, after the ``planned`` transactions."""
        mine = next_redo(self._recent(planned), self._who, self._run)
        return mine or next_redo(self._all(planned), self._who)

    def _recent(self, planned: Sequence[Mark]) -> Iterator[Mark]:
        yield from reversed(planned)
        yield from reversed(self._marks)

    def _all(self, planned: Sequence[Mark]) -> Iterator[Mark]:
        yield from self._recent(planned)
        if self._older is None:
            from netx_tui.store.history import marks_before

            self._older = marks_before(self._paths, self._first)
        yield from reversed(self._older)


def next_undo(marks: Iterable[Mark], who: str, run: str = "") -> Mark | None:
    """The newest transaction of ``who`` (only of the session ``run``, if given) that still stands.

    ``marks`` come newest first.
    """
    gone = set()
    for mark in marks:
        if mark.who != who:
            continue
        if mark.undoes:
            gone.add(mark.undoes)
        elif mark.txn not in gone and run in ("", mark.run):
            return mark
    return None


def next_redo(marks: Iterable[Mark], who: str, run: str = "") -> Mark | None:
    """The newest undo of ``who`` that was not repeated, unless a fresh edit came after it.

    With ``run`` only what that session did counts. ``marks`` come newest first.
    """
    gone = set()
    for mark in marks:
        if mark.who != who:
            continue
        if mark.redoes:
            gone.add(mark.redoes)
        elif run not in ("", mark.run):
            continue
        elif not mark.undoes:
            return None
        elif mark.txn not in gone:
            return mark
    return None
