"""Draws a column of the board line by line, and finds where two pictures of the board differ.

What looks the same is the same object from one picture to the next: a card is drawn once for each of its
looks, a column only when something in it changed. So it takes little to find out what has to be painted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.geometry import Region

from netx_tui.domain.board_rows import CardRow, ColumnRow
from netx_tui.widgets.board_face import Line, Look, StyleOf, card_face, heading, heading_style, more_text
from netx_tui.widgets.board_layout import GAP, HEAD, Stack, Window
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.signs import Signs

_MOST_FACES = 400
_PLAIN = Look()

Row = tuple[Line, ...]
"""A line of the board: what stands in each column, or one piece that goes across all of them."""


class Sight(NamedTuple):
    """All that the look of a column depends on; equal ones look the same."""

    column: ColumnRow
    stack: Stack
    width: int
    height: int
    """Lines of the board, those above the cards included."""
    top: int
    """The line of the stack that is shown first."""
    current: bool = False
    """Whether the cursor stands here, on the card ``place``; ``focused``: and the keys come here."""
    place: int = -1
    focused: bool = False
    marked: frozenset[str] = frozenset()
    carried: str = ""
    carrying: bool = False
    """Whether any card is in hand; ``gap`` is where it would fall here, -1 elsewhere."""
    gap: int = -1
    counts: bool = True
    """Whether the first and the last line tell how many cards are out of sight."""
    goes_on_before: bool = False
    goes_on_behind: bool = False


class Painter:
    """Draws lines; ``style_of`` gives the style of a component of the board, ``finish`` ends every line."""

    def __init__(self, signs: Signs, style_of: StyleOf, finish: Callable[[Line], Line]) -> None:
        self._signs = signs
        self._style_of = style_of
        self._finish = finish
        self._blanks: dict[int, Line] = {}
        self._faces: dict[tuple[Look, int], dict[str, tuple[CardRow, list[Line]]]] = {}
        self._columns: dict[str, tuple[Sight, list[Line]]] = {}

    def forget(self) -> None:
        """Another theme: every drawn card is out of date."""
        self._blanks.clear()
        self._faces.clear()
        self._columns.clear()

    def line(self, text: str, style: str = "") -> Line:
        """A line, or a piece of one, in the style of a component."""
        return self._finish([Segment(text, self._style_of(style))])

    def blank(self, width: int) -> Line:
        """So many cells in which nothing stands."""
        if width not in self._blanks:
            self._blanks[width] = self.line(" " * width)
        return self._blanks[width]

    def column(self, sight: Sight) -> list[Line]:
        """The lines of a column."""
        known = self._columns.get(sight.column.id)
        if known is not None and known[0] == sight:
            return known[1]
        lines = [self._heading(sight), self._rule(sight), *self._cards(sight)][: sight.height]
        self._columns[sight.column.id] = (sight, lines)
        return lines

    def heading(self, sight: Sight, text: str) -> Line:
        """A column's heading that says ``text``."""
        current = sight.current and not sight.carrying
        return self.line(text, heading_style(sight.column, current=current, target=sight.gap >= 0))

    def _heading(self, sight: Sight) -> Line:
        """A column's heading; at the ends of the window it says that there are more."""
        width, text, cut = sight.width, heading(sight.column), self._signs.cut
        if sight.goes_on_before:
            text = f"{self._signs.before} {text}"
        if sight.goes_on_behind:
            text = fit(text, max(width - 2, 1), cut) + f" {self._signs.behind}"
        return self.heading(sight, fit(text, width, cut))

    def _rule(self, sight: Sight) -> Line:
        heavy = sight.gap >= 0 if sight.carrying else sight.current
        sign = self._signs.heavy if heavy else self._signs.rule
        return self.line(sign * sight.width, "board--lane" if heavy else "board--heading")

    def _cards(self, sight: Sight) -> list[Line]:
        """The lines below the heading: cards, how many more there are, where a carried one would fall."""
        height, stack, top = sight.height - HEAD, sight.stack, sight.top
        if height < 1:
            return []
        lines = self._stacked(sight, height) if stack.cards else self._empty(sight, height)
        if sight.counts and stack.cards:
            above, below = stack.hidden(top, height)
            if below:
                lines[-1] = self._more(sight, self._signs.more, below)
            if above:
                lines[0] = self._more(sight, self._signs.above, above)
        landing = stack.gap_line(sight.gap) - top if sight.gap >= 0 else -1
        if 0 <= landing < height:
            lines[landing] = self.line(self._signs.landing * sight.width, "board--landing")
        return lines

    def _stacked(self, sight: Sight, height: int) -> list[Line]:
        stack, top = sight.stack, sight.top
        blank = self.blank(sight.width)
        lines: list[Line] = []
        for place in range(max(bisect_right(stack.tops, top, hi=len(stack.cards)) - 1, 0), len(stack.cards)):
            start = stack.tops[place] - top
            if start >= height:
                break
            if start > len(lines):
                lines += [blank] * (start - len(lines))
            lines += self._face(sight, place)[max(-start, 0) :]
        if len(lines) < height:
            lines += [blank] * (height - len(lines))
        return lines[:height]

    def _face(self, sight: Sight, place: int) -> list[Line]:
        """A card's lines; one that is the same object as before looks as before."""
        card = sight.stack.cards[place]
        cursor, marked, carried = place == sight.place, card.id in sight.marked, card.id == sight.carried
        look = _PLAIN
        if cursor or marked or carried:
            look = Look(cursor, cursor and sight.focused, marked, carried)
        faces = self._faces.setdefault((look, sight.width), {})
        known = faces.get(card.id)
        if known is not None and known[0] is card:
            return known[1]
        if len(faces) >= _MOST_FACES:
            faces.clear()
        face = [*map(self._finish, card_face(card, sight.width, look, self._signs, self._style_of))]
        faces[card.id] = (card, face)
        return face

    def _empty(self, sight: Sight, height: int) -> list[Line]:
        """What is told where there is no card."""
        width = sight.width
        said = ["", *(f"  {line}" for line in wrap(sight.column.empty, max(width - 2, 1)))]
        texts = [*said, *[""] * (height - len(said))][:height]
        return [self.line(fit(text, width, self._signs.cut), "board--quiet") for text in texts]

    def _more(self, sight: Sight, sign: str, count: int) -> Line:
        text = fit(f"  {more_text(sign, count)}", sight.width, self._signs.cut)
        return self.line(text, "board--quiet")


def differences(before: Sequence[Row], after: Sequence[Row], window: Window) -> Iterator[Region]:
    """Where two pictures of one size differ; lines that differ in the same cells make one region."""
    found: dict[tuple[int, int], list[int]] = {}
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if len(old) != len(new):  # one piece across all columns comes or goes
            found.setdefault((0, window.many * (window.width + GAP)), []).append(y)
            continue
        for column, (one, other) in enumerate(zip(old, new, strict=True), window.first):
            start, end = differing(one, other)
            if start < end:
                left = window.left(column) if len(new) > 1 else 0
                found.setdefault((left + start, end - start), []).append(y)
    return _regions(found)


def _regions(found: Mapping[tuple[int, int], Sequence[int]]) -> Iterator[Region]:
    """A region for each run of lines that follow one another."""
    for (x, width), lines in found.items():
        first = last = lines[0]
        for y in lines[1:]:
            if y > last + 1:
                yield Region(x, first, width, last - first + 1)
                first = y
            last = y
        yield Region(x, first, width, last - first + 1)


def differing(before: Line, after: Line) -> tuple[int, int]:
    """The cells from the first to behind the last segment that differ in two lines of a width; 0, 0: none."""
    if before is after or before == after:
        return 0, 0
    same = 0
    start = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        start += new.cell_length
        same += 1
    end = start + sum(segment.cell_length for segment in after[same:])
    for old, new in zip(reversed(before[same:]), reversed(after[same:]), strict=False):
        if old != new:
            break
        end -= new.cell_length
    return start, end
