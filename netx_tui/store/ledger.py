"""All transactions a session knows of, for undo and redo; older ones come from the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netx_tui.store.files import StorePaths
from netx_tui.store.lines import Line, Mark, mark_of
from netx_tui.store.undo import next_redo, next_undo


class Ledger:
    """The marks of the journal and of everything seen since, for the user ``who`` in the session ``run``."""

    def __init__(self, paths: StorePaths, who: str, run: str) -> None:
        self._paths = paths
        self._who = who
        self._run = run
        self._marks: list[Mark] = []
        self._older: list[Mark] | None = None

    def begin(self, transactions: Iterable[Sequence[Line]]) -> None:
        """Start over with what stands in the journal."""
        self._marks = []
        self._older = None
        self.extend(transactions)

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

            self._older = marks_before(self._paths, self._marks[0].seq if self._marks else None)
        yield from reversed(self._older)
