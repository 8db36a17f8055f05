"""What a verb says: data on stdout, messages on stderr, both harmless to a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from netx_tui.domain.text import visible

BOLD, DIM, AMBER, RED = "1", "2", "33", "31"
BAND_COLOURS = {"A": "1;32", "B": "36", "C": "33", "D": "2", "?": "35", "X": "31"}
COLUMN_GAP = "  "


def say(text: str = "") -> None:
    """One line of data."""
    print(visible(text))


def tell(text: str) -> None:
    """One message; where nobody can hear it, work goes on."""
    with suppress(OSError):
        print(visible(text), file=sys.stderr, flush=True)


def dump(value: Any) -> None:
    """One JSON document in plain ASCII; a list gets a line for each of its items."""
    if isinstance(value, list):
        dump_texts(map(json.dumps, value))
    else:
        print(json.dumps(value))


def dump_texts(items: Iterable[str]) -> None:
    """A JSON list of ``items``, which are JSON already."""
    print("[" + ",\n ".join(items) + "]")


class Paint:
    """Colours, where they are wanted: ``auto`` means on a terminal that did not ask for none."""

    def __init__(self, wanted: str = "auto") -> None:
        self.on = wanted == "always" or (
            wanted == "auto"
            and is_terminal(sys.stdout)
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )

    def __call__(self, text: str, style: str) -> str:
        """``text``, which must be clean already, in ``style`` (SGR parameters)."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.on and style and text.strip() else text


def is_terminal(stream: Any) -> bool:
    """Whether somebody may be watching; a stream that was closed has no watcher."""
    try:
        return bool(stream is not None and stream.isatty())
    except ValueError:
        return False


def table(
    rows: Iterable[Sequence[str]], paint: Paint, style: Callable[[int, str], str] = lambda _column, _cell: ""
) -> None:
    """Print ``rows`` in columns; on a terminal the last column is cut where the line ends.

    ``style`` gives the SGR parameters for a cell, by column and text.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(_width(row[column]) for row in cells) for column in range(len(cells[0]))]
    room = _terminal_width() if is_terminal(sys.stdout) else 0
    used = sum(widths[:-1]) + len(COLUMN_GAP) * (len(widths) - 1)
    for row in cells:
        padded = [cell + " " * (widths[n] - _width(cell)) for n, cell in enumerate(row[:-1])]
        last = _cut(row[-1], room - used) if room else row[-1]
        line = COLUMN_GAP.join(
            paint(cell, style(column, row[column])) for column, cell in enumerate([*padded, last])
        )
        print(line.rstrip())


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _width(text: str) -> int:
    """How many cells ``text`` takes; wide East Asian letters take two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, room: int) -> str:
    """``text`` in ``room`` cells; too little room for a word leaves it whole, and the line wraps."""
    if _width(text) <= room or room < 12:
        return text
    while _width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
