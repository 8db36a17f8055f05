"""Sends a terminal only those cells that differ from what it shows already.

A frame is text between cursor positions and styles; the framework sends each changed region whole, every
piece with its full style. Here the frame is read, laid over the grid of what the terminal shows, and only the
difference goes out: piece by piece as it lies on the screen, or in the order of its styles, whichever is
shorter. What is no frame passes as it is: sequences that leave the cells alone are known, after any other the
grid is forgotten, and the next frame goes out whole.

Styles are SGR (ECMA-48 8.3.117) parameters, positions CUP (8.3.21), CUF (8.3.20) and CUB (8.3.18), counted
from 0 here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from netx_tui.widgets.frame_row import Row

_TEXT = r"[^\x1b\n\r\t\b\v\f\a]+"
_TOKEN = re.compile(
    rf"\x1b\[(?P<sgr>[\d;:]*)m(?:(?P<styled>{_TEXT})\x1b\[0?m)?"
    rf"|(?P<text>{_TEXT})"
    r"|\x1b\[(?P<line>\d+);(?P<column>\d+)H"
    r"|(?P<newline>\n)"
)
_HARMLESS = re.compile(
    r"(?:\x1b\[(?!\?(?:1049|1047|47)[hl])[?>=<]?[\d;]*[hlqcntp]"  # modes, queries
    r"|\x1b\[[?=><][\d;]*u"  # keyboard protocols
    r"|\x1b\[\?[\d;]*\$p"
    r"|\x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, the clipboard
    r"|\x1bP[^\x1b]*\x1b\\)*"
)
_BLANK = Row([], [])
_SHORT = 2500
"""Characters of a frame that may be drawn in any order: over a slow line the eye follows longer ones."""


class Piece(NamedTuple):
    """A stretch of cells of one style that is to be sent: row ``y``, columns ``x`` to before ``end``."""

    y: int
    x: int
    end: int
    text: str
    style: str


class FrameDiff:
    """The grid of what a terminal shows."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
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
        pieces = self._changes(rows)
        if not pieces and cursor == self._cursor:
            return ""
        written, end = self._written(pieces)
        if len(written) <= _SHORT:
            other, other_end = self._written(_by_style(pieces))
            if len(other) < len(written):
                written, end = other, other_end
        self._cursor = cursor
        # Terminals do not agree how wide every letter is: only behind plain ones it is sure where they are.
        stands = end == cursor and all(piece.text.isascii() for piece in pieces)
        return written if stands else written + _place(*cursor)

    def _read(self, data: str) -> tuple[dict[int, Row], tuple[int, int]] | None:
        """The rows that ``data`` writes to, as they will be, and where the cursor comes to stand.

        ``None`` where it holds something that is neither text nor a style nor a position.
        """
        rows: dict[int, Row] = {}
        x = y = at = 0
        row: Row | None = None
        placed = False
        style = ""
        for match in _TOKEN.finditer(data):
            if match.start() != at:
                return None
            at = match.end()
            sgr, text, plain, line, column, _newline = match.groups()
            if sgr is not None:
                style = _added(style, sgr)
            elif line is not None:
                x, y, placed = int(column) - 1, int(line) - 1, True
                row = rows.get(y)
                continue
            elif plain is None:
                placed = False
                continue
            else:
                text = plain
            if text is None:
                continue
            if not placed:
                return None
            if row is None:
                row = rows[y] = self._copy(y)
            x = row.lay(x, text, style)
            if sgr is not None:
                style = ""
        if at != len(data) or style or not placed:
            return None
        return rows, (x, y)

    def _copy(self, y: int) -> Row:
        known = self._rows.get(y, _BLANK)
        return Row(known.letters.copy(), known.styles.copy())

    def _changes(self, rows: dict[int, Row]) -> list[Piece]:
        """What turns the rows of the grid into ``rows``; from then on they are the grid."""
        pieces: list[Piece] = []
        for y in sorted(rows):
            old, new = self._rows.get(y, _BLANK), rows[y]
            for start, stop in new.spans_from(old):
                for x, end, text, style in new.pieces(start, stop):
                    pieces.append(Piece(y, x, end, text, style))
            self._rows[y] = new
        return pieces

    def _written(self, pieces: Iterable[Piece]) -> tuple[str, tuple[int, int]]:
        """``pieces`` as the terminal is to read them, from where its cursor stands, in no style.

        And where the cursor stands afterwards.
        """
        parts: list[str] = []
        style = ""
        column, row = self._cursor
        for piece in pieces:
            if row != piece.y:
                parts.append(_place(piece.x, piece.y))
            elif column != piece.x:
                # Behind the last cell of a line terminals do not agree where they are.
                certain = piece.x > column or not parts
                parts.append(_along(piece.x - column) if certain else _place(piece.x, row))
            if style != piece.style:
                style_before, style = style, piece.style
                parts.append(between(style_before, style))
            parts.append(piece.text)
            column, row = piece.end, piece.y
        if style:
            parts.append("\x1b[0m")
        return "".join(parts), (column, row)


def _by_style(pieces: list[Piece]) -> Iterable[Piece]:
    """``pieces`` in the order of their styles, each style after the one that it is nearest to."""
    waiting: dict[str, list[Piece]] = {}
    for piece in pieces:
        waiting.setdefault(piece.style, []).append(piece)
    style = ""
    while waiting:
        style = min(waiting, key=lambda other: len(between(style, other)))
        yield from waiting.pop(style)


def _place(x: int, y: int) -> str:
    """To cell ``x`` of row ``y``."""
    return f"\x1b[{y + 1};{x + 1}H"


@lru_cache(1024)
def _added(style: str, sgr: str) -> str:
    """The style after a sequence; the same object for the same style, which makes comparing fast."""
    if sgr in ("", "0"):
        return ""
    return f"{style};{sgr}" if style else sgr


def _along(cells: int) -> str:
    """To a cell further on in the row, or further back."""
    way = "C" if cells > 0 else "D"
    return f"\x1b[{abs(cells)}{way}" if abs(cells) > 1 else f"\x1b[{way}"


_OFF = {
    **dict.fromkeys(("1", "2"), "22"),
    "3": "23",
    "4": "24",
    "21": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "38": "39",
    "48": "49",
    "53": "55",
}
"""What takes back an attribute (ECMA-48 8.3.117): bold and faint go together, lines below a letter too."""


@lru_cache(4096)
def between(old: str, new: str) -> str:
    """The shortest sequence that turns the style ``old`` into ``new`` (SGR parameters)."""
    if old == new:
        return ""
    if not new:
        return "\x1b[0m"
    if not old:
        return f"\x1b[{new}m"
    anew = f"\x1b[0;{new}m"
    had, wanted = _parts(old), _parts(new)
    gone = had.keys() - wanted.keys()
    if not gone <= _OFF.keys():
        return anew
    off = {_OFF[kind] for kind in gone}
    changed = [value for kind, value in wanted.items() if had.get(kind) != value or _OFF.get(kind, "") in off]
    codes = ";".join([*sorted(off), *changed])
    return min(f"\x1b[{codes}m", anew, key=len) if codes else ""


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
