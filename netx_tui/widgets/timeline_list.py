"""What happened with a person, newest first: a line for each event, and below it what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from netx_tui.domain.presenting import veiled
from netx_tui.domain.timeline_rows import TimelineLine, TimelineRow
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import Signs

_MARGIN, _SIGN = 2, 2
_TEXT, _SHORT_TEXT = 24, 18
_ROOMY = 42
_LEAST_DETAIL = 8


class Entry(NamedTuple):
    """One line of the list: an event, or with ``line`` something that stands below it."""

    row: TimelineRow
    line: TimelineLine | None = None

    @property
    def key(self) -> str:
        """A name that no other entry has."""
        return f"{self.row.key} {self.line.id}" if self.line else self.row.key


def entries_of(rows: Iterable[TimelineRow]) -> list[Entry]:
    """The lines of ``rows``, each event before what belongs to it."""
    return [entry for row in rows for entry in _entries(row)]


def _entries(row: TimelineRow) -> Iterator[Entry]:
    yield Entry(row)
    for line in row.lines:
        yield Entry(row, line)


class TimelineList(LineList[Entry]):
    """Day, sign, what happened, and the beginning of the rest."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"timeline--quiet", "timeline--sign"}
    DEFAULT_CSS = """
    TimelineList {
        & > .timeline--quiet { color: $dim; }
        & > .timeline--sign { color: $accent; }
    }
    """

    _when = 0

    def show_rows(self, rows: Sequence[TimelineRow], keep: str = "") -> None:
        """Show other events; the cursor goes to the entry called ``keep``, else to the top."""
        entries = entries_of(rows)
        self._when = max((cell_len(row.when) for row in rows), default=0)
        self.show(entries, next((n for n, entry in enumerate(entries) if entry.key == keep), 0))

    def veiled(self, row: Entry) -> Entry:
        """What is drawn of an entry while others look at the screen."""
        return Entry(veiled(row.row), veiled(row.line) if row.line else None)

    def segments(self, index: int, row: Entry, width: int, *, cursor: bool) -> list[Segment]:
        """One entry; where it gets narrow the rest of the text goes first."""
        event, line = row
        room = width - _MARGIN - self._when - _SIGN - 2
        text_room = _TEXT if room >= _ROOMY else _SHORT_TEXT
        if room - text_room - 2 < _LEAST_DETAIL:
            text_room = max(room, 0)
        text, detail = (line.text, line.detail) if line else (event.text, event.detail)
        parts = [
            (f"{self.signs.cursor} " if cursor else "  ", ""),
            (fit("" if line else event.when, self._when, self.signs.cut) + "  ", "timeline--quiet"),
            (" " * _SIGN if line else f"{sign_of(event.sign, self.signs)} ", "timeline--sign"),
            (fit(text, text_room, self.signs.cut), "timeline--quiet" if line else ""),
        ]
        if text_room < room:
            rest = fit(beginning(detail), room - text_room - 2, self.signs.cut)
            parts.append(("  " + rest, "" if line else "timeline--quiet"))
        return [Segment(part, self.style_of(style, cursor=cursor)) for part, style in parts]


def sign_of(name: str, signs: Signs) -> str:
    """How the sign of an event is drawn."""
    drawn = {
        "mail": signs.mail,
        "full": signs.marked,
        "light": signs.unmarked,
        "talk": signs.talk,
        "path": signs.path,
        "done": signs.done,
        "new": signs.new,
    }
    return drawn.get(name, signs.none)


def beginning(text: str) -> str:
    """The first line of ``text`` that holds something."""
    return next((line for line in text.split("\n") if line.strip()), "")
