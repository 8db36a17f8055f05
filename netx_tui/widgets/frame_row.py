"""A line of the terminal as it is known, and what has to be sent where it becomes another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len

_BRIDGE = 4
"""So many unchanged cells between two changed ones are cheaper sent again than jumped over."""

_UNKNOWN = "\0"
"""Stands in a cell of which nothing is known."""


class Row:
    """A line of the terminal: what stands in each cell, and its style (SGR parameters).

    The second cell of a wide letter holds nothing. From ``start`` to before ``end`` it was written to.
    """

    __slots__ = ("end", "letters", "start", "styles")

    def __init__(self, letters: list[str], styles: list[str]) -> None:
        self.letters = letters
        self.styles = styles
        self.start = len(letters)
        self.end = 0

    def lay(self, x: int, text: str, style: str) -> int:
        """Put ``text`` into the cells from ``x`` on; returns the cell behind it."""
        letters, cells = self.letters, _cells(text)
        known, end = len(letters), x + len(cells)
        first, last = x, end
        if x > known:
            letters += _UNKNOWN * (x - known)
            self.styles += [""] * (x - known)
            first = known
        elif 0 < x < known and not letters[x]:
            first = x - 1
            letters[first] = _UNKNOWN  # half of a wide letter goes: the terminal blanks the rest of it
        if end < known and not letters[end]:
            letters[end] = _UNKNOWN
            last = end + 1
        letters[x:end] = cells
        self.styles[x:end] = [style] * len(cells)
        self.start = min(self.start, first)
        self.end = max(self.end, last)
        return end

    def changed_from(self, old: Row) -> Iterator[int]:
        """The cells that look different than in ``old``, and are known."""
        start, end, known = self.start, self.end, len(old.letters)
        both = zip(
            range(start, end),
            self.letters[start:end],
            self.styles[start:end],
            old.letters[start:end],
            old.styles[start:end],
            strict=False,
        )
        for x, letter, style, letter_before, style_before in both:
            if (letter != letter_before or style != style_before) and letter != _UNKNOWN:
                yield x
        for x in range(max(start, known), end):
            if self.letters[x] != _UNKNOWN:
                yield x

    def spans_from(self, old: Row) -> Iterator[tuple[int, int]]:
        """The stretches to be sent, each up to behind its last cell; never half a wide letter."""
        letters, width = self.letters, len(self.letters)
        start = stop = -1
        for x in self.changed_from(old):
            first, last = x, x + 1
            while first and not letters[first]:
                first -= 1
            while last < width and not letters[last]:
                last += 1
            if start < 0:
                start, stop = first, last
            elif first - stop <= _BRIDGE and self._plain(stop, first):
                stop = max(stop, last)
            else:
                yield start, stop
                start, stop = max(first, stop), last
        if start >= 0:
            yield start, stop

    def _plain(self, start: int, stop: int) -> bool:
        """Whether a stretch is known, and has the style of the cell before it."""
        if start >= stop:
            return True
        style = self.styles[start - 1]
        return _UNKNOWN not in self.letters[start:stop] and all(
            other == style for other in self.styles[start:stop]
        )

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, int, str, str]]:
        """A stretch in pieces of one style: from which cell to before which, the text, the style."""
        styles = self.styles
        while start < stop:
            style, end = styles[start], start + 1
            while end < stop and styles[end] == style:
                end += 1
            yield start, end, "".join(self.letters[start:end]), style
            start = end


@lru_cache(1024)
def _cells(text: str) -> str | tuple[str, ...]:
    """What comes to stand in each cell; the second cell of a wide letter holds nothing."""
    if text.isascii():
        return text
    cells: list[str] = []
    for letter in text:
        width = cell_len(letter)
        if width:
            cells += [letter, *[""] * (width - 1)]
        elif cells:
            cells[-1 if cells[-1] else -2] += letter
    return "".join(cells) if len(cells) == len(text) and all(cells) else tuple(cells)
