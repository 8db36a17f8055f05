"""Sends a terminal only those cells that differ from what it shows already.

A frame is text between cursor positions and styles; the framework sends each changed region whole, every
piece with its full style. Here the frame is read, laid over the grid of what the terminal shows, and only the
difference goes out. What is no frame passes as it is: sequences that leave the cells alone are known, after
any other the grid is forgotten, and the next frame goes out whole.

Styles are SGR (ECMA-48 8.3.117) parameters, positions CUP (8.3.21) and CUF (8.3.20), counted from 0 here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len

_TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;:]*)m|(\n)|([^\x1b\n\r\t\b\v\f\a]+)")
_HARMLESS = re.compile(
    r"(?:\x1b\[(?!\?(?:1049|1047|47)[hl])[?>=<]?[\d;]*[hluqcntp]"  # modes, queries, keyboard protocols
    r"|\x1b\[\?[\d;]*\$p"
    r"|\x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, the clipboard
    r"|\x1bP[^\x1b]*\x1b\\)*"
)
_BRIDGE = 4
"""So many unchanged cells between two changed ones are cheaper sent again than jumped over."""

Cell = tuple[str, str]
"""What stands in a cell, and its style; the second cell of a wide letter holds nothing."""
_UNKNOWN: Cell = ("\0", "")
_BLANK = ""


class FrameDiff:
    """The grid of what a terminal shows."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell]] = {}
        self._cursor = (-1, -1)

    def forget(self) -> None:
        """The terminal may show something else by now: the next frame goes out whole."""
        self._rows.clear()
        self._cursor = (-1, -1)

    def reduce(self, data: str) -> str:
        """What has to be written so that the terminal shows what ``data`` would make it show."""
        if _HARMLESS.fullmatch(data):
            return data
        fresh = self._read(data)
        if fresh is None:
            self.forget()
            return data
        rows, cursor = fresh
        written = "".join(self._changes(rows))
        if not written and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return f"{written}\x1b[{cursor[1] + 1};{cursor[0] + 1}H"

    def _read(self, data: str) -> tuple[dict[int, list[Cell]], tuple[int, int]] | None:
        """The rows that ``data`` writes to, as they will be, and where the cursor comes to stand.

        ``None`` where it holds something that is neither text nor a style nor a position.
        """
        rows: dict[int, list[Cell]] = {}
        x = y = at = 0
        placed = False
        style = ""
        for match in _TOKEN.finditer(data):
            if match.start() != at:
                return None
            at = match.end()
            line, column, sgr, newline, text = match.groups()
            if text is not None:
                if not placed:
                    return None
                row = rows.get(y)
                if row is None:
                    row = rows[y] = self._rows.get(y, []).copy()
                x = _lay(row, x, text, style)
            elif sgr is not None:
                style = "" if sgr in ("", "0") else f"{style};{sgr}" if style else sgr
            elif newline:
                placed = False
            else:
                x, y, placed = int(column) - 1, int(line) - 1, True
        if at != len(data) or style or not placed:
            return None
        return rows, (x, y)

    def _changes(self, rows: dict[int, list[Cell]]) -> Iterator[str]:
        """The text that turns the rows of the grid into ``rows``; from then on they are the grid."""
        style = ""
        for y in sorted(rows):
            old, new = self._rows.get(y, []), rows[y]
            if old == new:
                continue
            end = -1  # where the terminal's cursor stands in this row
            for start, stop in _spans(old, new):
                yield f"\x1b[{y + 1};{start + 1}H" if end < 0 else _forward(start - end)
                for letter, wanted in new[start:stop]:
                    if wanted != style:
                        yield between(style, wanted)
                        style = wanted
                    yield letter
                end = stop
            self._rows[y] = new
        if style:
            yield "\x1b[0m"


def _lay(row: list[Cell], x: int, text: str, style: str) -> int:
    """Put ``text`` into a row from the cell ``x`` on; returns the cell behind it."""
    cells: list[Cell] = []
    if text.isascii():
        cells = [(letter, style) for letter in text]
    else:
        for letter in text:
            width = cell_len(letter)
            if width:
                cells.append((letter, style))
                cells += [(_BLANK, style)] * (width - 1)
            elif cells:
                last = -1 if cells[-1][0] else -2
                cells[last] = (cells[last][0] + letter, style)
    if x > len(row):
        row += [_UNKNOWN] * (x - len(row))
    end = x + len(cells)
    if x and x < len(row) and not row[x][0]:
        row[x - 1] = _UNKNOWN  # half of a wide letter goes: the terminal blanks the rest of it
    if end < len(row) and not row[end][0]:
        row[end] = _UNKNOWN
    row[x:end] = cells
    return end


def _spans(old: list[Cell], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """The stretches of ``new`` to be sent, each up to behind its last cell; never half a wide letter."""
    start = stop = -1
    known = len(old)
    for x, cell in enumerate(new):
        if cell is _UNKNOWN or (x < known and old[x] == cell):
            continue
        first, last = x, x + 1
        while first and not new[first][0]:
            first -= 1
        while last < len(new) and not new[last][0]:
            last += 1
        if start < 0:
            start, stop = first, last
        elif first - stop <= _BRIDGE and _UNKNOWN not in new[stop:first] and _plain(new, stop, first):
            stop = max(stop, last)
        else:
            yield start, stop
            start, stop = max(first, stop), last
    if start >= 0:
        yield start, stop


def _plain(cells: list[Cell], start: int, stop: int) -> bool:
    """Whether a stretch, and the cell before it, have one style."""
    return start == 0 or all(cells[x][1] == cells[start - 1][1] for x in range(start, stop))


def _forward(cells: int) -> str:
    if not cells:
        return ""
    return "\x1b[C" if cells == 1 else f"\x1b[{cells}C"


@lru_cache(4096)
def between(old: str, new: str) -> str:
    """The shortest sequence that turns the style ``old`` into ``new`` (SGR parameters)."""
    if not new:
        return "\x1b[0m"
    anew = f"\x1b[0;{new}m" if old else f"\x1b[{new}m"
    had, wanted = _parts(old), _parts(new)
    if not set(had) <= set(wanted) or not old:
        return anew
    added = [value for kind, value in wanted.items() if had.get(kind) != value]
    return min(f"\x1b[{';'.join(added)}m", anew, key=len) if added else ""


def _parts(style: str) -> dict[str, str]:
    """A style's attributes, each by what it sets: the colours, or an attribute by itself."""
    found: dict[str, str] = {}
    codes = style.split(";") if style else []
    at = 0
    while at < len(codes):
        code = codes[at]
        if code in ("38", "48") and at + 1 < len(codes):
            length = 5 if codes[at + 1] == "2" else 3
            found[code] = ";".join(codes[at : at + length])
            at += length
            continue
        number = int(code) if code.isdecimal() else -1
        kind = "38" if 30 <= number <= 39 or 90 <= number <= 97 else code
        kind = "48" if 40 <= number <= 49 or 100 <= number <= 107 else kind
        found[kind] = code
        at += 1
    return found
