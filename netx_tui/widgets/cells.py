"""Text measured in terminal cells: a CJK character or an emoji takes two, a combining mark none."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from netx_tui.domain.text import visible


def fit(text: str, width: int, cut: str = "…") -> str:
    """``text`` in exactly ``width`` cells: filled with blanks, or cut and ended by the sign ``cut``."""
    text = visible(text)
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    if width <= 0:
        return ""
    kept = set_cell_size(text, width - 1).rstrip()
    return kept + cut + " " * (width - 1 - cell_len(kept))


def wrap(text: str, width: int) -> Iterator[str]:
    """The lines of ``text`` at most ``width`` cells wide, broken at blanks, long words cut in parts."""
    for paragraph in text.split("\n"):
        line = ""
        for word in visible(paragraph).split():
            candidate = f"{line} {word}" if line else word
            if cell_len(candidate) <= width:
                line = candidate
                continue
            if line:
                yield line
            line = word
            while cell_len(line) > width:
                head = _head(line, width)
                yield head
                line = line[len(head) :]
        yield line


def _head(text: str, width: int) -> str:
    end = min(len(text), max(width, 1))
    while end > 1 and cell_len(text[:end]) > width:
        end -= 1
    return text[:end]
