"""What other sessions did to the documents, and which of this session's values they wrote over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netx_tui.store.lines import Edit, Line
from netx_tui.store.tree import Table, Tables, get, is_plain_list, same, split

if TYPE_CHECKING:
    from netx_tui.store.receipts import ForeignChange

_REMEMBERED = 200
"""Documents of one transaction whose values are remembered; nobody is told of each row of an import."""


class Notices:
    """Collects foreign changes until somebody asks; ``run`` is the session whose own changes are none."""

    def __init__(self, run: str, tables: Tables) -> None:
        self._run = run
        self._tables = tables
        self._mine: dict[tuple[str, str], dict[str, Any]] = {}
        self._waiting: list[ForeignChange] = []

    def remember(self, edits: Sequence[Edit]) -> None:
        """Take in what this session wrote."""
        if len(edits) > _REMEMBERED:
            return
        for edit in edits:
            if "remove" in edit:
                self._mine.pop((edit["table"], edit["id"]), None)
            else:
                self._mine.setdefault((edit["table"], edit["id"]), {}).update(edit["set"])

    def hear(self, transactions: Iterable[Sequence[Line]]) -> None:
        """Take in ``transactions`` read from the journal."""
        from netx_tui.store.receipts import ForeignChange

        for lines in transactions:
            if lines[0]["run"] == self._run:
                self.remember(lines)
                continue
            for line in lines:
                self._waiting.append(
                    ForeignChange(
                        line["table"], line["id"], line["who"], line["label"], self._overwritten(line)
                    )
                )

    def compare(self, changed: Iterable[tuple[str, str]]) -> None:
        """Take in documents that a whole reading found different."""
        from netx_tui.store.receipts import ForeignChange

        for table, name in changed:
            now = self._tables.get(table, Table()).get(name)
            mine = self._mine.get((table, name), {})
            values = {path: (value, get(now, split(path))) for path, value in mine.items()}
            lost = {path: pair for path, pair in values.items() if not same(*pair)}
            for path in lost:
                del mine[path]
            self._waiting.append(ForeignChange(table, name, "", "", lost))

    def collect(self) -> tuple[ForeignChange, ...]:
        """The changes since the last time, oldest first."""
        waiting, self._waiting = tuple(self._waiting), []
        return waiting

    def _overwritten(self, line: Line) -> Mapping[str, tuple[Any, Any]]:
        """This session's values that ``line`` replaced, beside the new ones; each is told once."""
        mine = self._mine.get((line["table"], line["id"]))
        if not mine:
            return {}
        if "remove" in line:
            lost = {path: (value, None) for path, value in mine.items()}
        else:
            old, new = line.get("was", {}), line["set"]
            shared = [path for path in new if path in mine and same(mine[path], old.get(path))]
            lost = {path: (mine[path], new[path]) for path in shared if not _holds(new[path], mine[path])}
            mine.update((path, new[path]) for path in shared)
        for path in lost:
            del mine[path]
        return lost


def _holds(new: Any, mine: Any) -> bool:
    """Whether ``new`` still says what ``mine`` did: the same, or a list of plain values with all of it."""
    if isinstance(new, list) and isinstance(mine, list) and is_plain_list(new):
        return all(item in new for item in mine)
    return same(new, mine)
