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

from netx_tui.widgets.frame_row import Row

_TEXT = r"[^\x1b\n\r\t\b\v\f\a]+"
_TOKEN = re.compile(
    rf"\x1b\[(?P<sgr>[\d;:]*)m(?:(?P<styled>{_TEXT})\x1b\[0?m)?"
    rf"|(?P<text>{_TEXT})"
    r"|\x1b\[(?P<line>\d+);(?P<column>\d+)H"
    r"|(?P<newline>\n)"
)
_HARMLESS = re.compile(
    r"(?:\x1b\[(?!\?(?:1049|1047|47)[hl])[?>=<]?[\d;]*[hluqcntp]"  # modes, queries, keyboard protocols
    r"|\x1b\[\?[\d;]*\$p"
    r"|\x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, the clipboard
    r"|\x1bP[^\x1b]*\x1b\\)*"
)
_BLANK = Row([], [])


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
        written = "".join(self._changes(rows))
        if not written and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return f"{written}\x1b[{cursor[1] + 1};{cursor[0] + 1}H"

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

    def _changes(self, rows: dict[int, Row]) -> Iterator[str]:
        """The text that turns the rows of the grid into ``rows``; from then on they are the grid."""
        style = ""
        for y in sorted(rows):
            old, new = self._rows.get(y, _BLANK), rows[y]
            end = -1  # where the terminal's cursor stands in this row
            for start, stop in new.spans_from(old):
                yield f"\x1b[{y + 1};{start + 1}H" if end < 0 else _forward(start - end)
                for text, wanted in new.pieces(start, stop):
                    if wanted != style:
                        yield between(style, wanted)
                        style = wanted
                    yield text
                end = stop
            self._rows[y] = new
        if style:
            yield "\x1b[0m"


@lru_cache(1024)
def _added(style: str, sgr: str) -> str:
    """The style after a sequence; the same object for the same style, which makes comparing fast."""
    if sgr in ("", "0"):
        return ""
    return f"{style};{sgr}" if style else sgr


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
