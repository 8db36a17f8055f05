"""How the week stands, in one or two lines below the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size

from netx_tui.domain.today_rows import TodayView, week_parts
from netx_tui.i18n import _
from netx_tui.widgets.signs import Signs, dots

LOW = 22
"""Rows below which a window is low."""
_APART = "   "


def week_of(view: TodayView, window: Size, signs: Signs) -> Content:
    """How the week stands, the board, what waits, and the next talks, in lines of whole parts.

    In a low window one line of each: the steps need the room.
    """
    width, most = max(window.width - 4, 20), 1 if window.height < LOW else None
    lines = list(_lines(week_parts(view), width))[:most]
    if view.next_talks:
        talks = (f"{talk.when} {talk.name} {dots(talk.ready, signs)}" for talk in view.next_talks)
        lines += list(_lines([_("Next talks"), *talks], width))[:most]
    return Content("\n".join(lines))


def _lines(parts: Sequence[str], width: int) -> Iterator[str]:
    """``parts`` beside each other as far as they fit; the next line is set in."""
    line, first = parts[0], " " * (cell_len(parts[0]) + len(_APART))
    for part in parts[1:]:
        if cell_len(line) + len(_APART) + cell_len(part) <= width:
            line += _APART + part
        else:
            yield line
            line = first + part
    yield line
