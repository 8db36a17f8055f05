"""Where cards stand on the board: pure reckoning in cells and lines, nothing is drawn here.

A column is a stack of lines that begins with one blank line. Each card takes its lines and the blank one
behind them, so the line above every card, and the one behind the last, is free to show where a carried card
would fall.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, count
from operator import attrgetter
from typing import NamedTuple

from rich.cells import cell_len

from netx_tui.domain.board_rows import CardRow, ColumnRow

HEAD = 2
"""Lines above the cards: headings, and the rule below them."""
GAP = 2
"""Cells between two columns."""
MARGIN = 2
"""The cursor's sign and a blank before each line of a card."""
ONE, THREE = 70, 110
"""Below these widths one column is shown, or three."""
SIX = 150
_MOST_LINES = 2
_PLAN_FROM = 24


class Window(NamedTuple):
    """Which columns are shown: ``many`` from ``first`` on, each ``width`` cells wide."""

    first: int
    many: int
    width: int

    def left(self, column: int) -> int:
        """The first cell of a shown column."""
        return (column - self.first) * (self.width + GAP)

    def shows(self, column: int) -> bool:
        """Whether a column is shown."""
        return self.first <= column < self.first + self.many

    def column_at(self, x: int) -> int:
        """The column nearest to the cell ``x``."""
        return self.first + max(0, min(x // (self.width + GAP), self.many - 1))


def window(width: int, columns: int, current: int, first: int = 0) -> Window:
    """The window on a board ``width`` cells wide in which the column ``current`` is shown.

    It moves from ``first`` no further than it has to.
    """
    count = 1 if width < ONE else 3 if width < THREE else 6 if width >= SIX else 5
    count = max(1, min(count, columns))
    first = max(current - count + 1, min(first, current, columns - count))
    return Window(max(first, 0), count, max(1, (width - GAP * (count - 1)) // count))


def title_of(card: CardRow) -> str:
    """A card's title with the sign that says what is wrong with it or what it waits for."""
    late = "red" in (card.due_state, card.age_state) or card.flagged
    return ("! " if late else "? " if card.insight else "") + card.title


def has_plan(card: CardRow, width: int) -> bool:
    """Whether a card shows its if-then plan, or whom it waits for, in a line of its own."""
    if card.column == "waiting":
        return bool(card.waiting)
    return card.column == "doing" and bool(card.plan) and width >= _PLAN_FROM


def title_lines(card: CardRow, width: int) -> int:
    """The lines of a card's title."""
    return _MOST_LINES if cell_len(title_of(card)) > max(width - MARGIN, 1) else 1


def height_of(card: CardRow, width: int) -> int:
    """The lines of a card in a column ``width`` cells wide, the blank one behind it included."""
    return title_lines(card, width) + 1 + has_plan(card, width) + 1


class Band(NamedTuple):
    """The heading of a lane: the line it stands in, its name, how many cards belong to it."""

    line: int
    name: str
    cards: int


class Stack(NamedTuple):
    """A column as it is drawn: its cards from top to bottom, and the line each begins in.

    ``tops`` has one more than there are cards: the line where the next one would begin. ``places`` tells
    where each card stands by its id, ``ends``, with lanes, where a card shows that it falls behind the last.
    """

    cards: tuple[CardRow, ...]
    tops: tuple[int, ...]
    heights: tuple[int, ...]
    places: Mapping[str, int]
    ends: Mapping[int, int] = {}

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.tops[-1]

    def index_at(self, line: int) -> int:
        """The place of the card that is drawn in ``line``; -1 for a blank line."""
        index = bisect_right(self.tops, line, hi=len(self.cards)) - 1
        inside = index >= 0 and line < self.tops[index] + self.heights[index] - 1
        return index if inside else -1

    def nearest(self, line: int) -> int:
        """The place of the card nearest to ``line``; -1 where there is none."""
        index = bisect_right(self.tops, line, hi=len(self.cards)) - 1
        return max(index, 0) if self.cards else -1

    def gap_at(self, line: int) -> int:
        """The place before which a card falls that is let go in ``line``."""
        index = bisect_right(self.tops, line, hi=len(self.cards)) - 1
        if index < 0:
            return 0
        middle = self.tops[index] + self.heights[index] / 2
        return index if line < middle else index + 1

    def gap_line(self, gap: int) -> int:
        """The line that shows a card falling before the place ``gap``."""
        if gap in self.ends:
            return self.ends[gap]
        return self.tops[gap] - 1

    def place(self, card_id: str) -> int:
        """Where a card stands; -1: not here."""
        return self.places.get(card_id, -1)

    @property
    def insights(self) -> int:
        """How many insights stand above the first card."""
        return next((place for place, card in enumerate(self.cards) if not card.insight), len(self.cards))

    def hidden(self, top: int, height: int) -> tuple[int, int]:
        """How many cards a window of ``height`` lines from ``top`` on cuts off above and below.

        Where there are any, the window's first or last line tells so, and what stood in it is cut off too.
        """
        last, count = top + height, len(self.cards)
        above = bisect_left(self.tops, top, hi=count)
        above += 0 < above < count and self.tops[above] == top
        started = bisect_left(self.tops, last, hi=count)
        below = count - started
        if started:
            end = self.tops[started - 1] + self.heights[started - 1] - 1
            below += end > last or (below > 0 and end == last)
        return above, below


def stacks(
    columns: Sequence[ColumnRow], width: int, lanes: Sequence[str] = (), known: Sequence[Stack] = ()
) -> tuple[tuple[Stack, ...], tuple[Band, ...]]:
    """The columns as they are drawn, ``width`` cells wide each, and the headings of their lanes.

    Columns and cards are not reckoned again where one of ``known``, of the same width, holds the same.
    """
    if lanes:
        return _banded(columns, width, lanes)
    by_cards = {id(stack.cards): stack for stack in known}
    heights: dict[int, int] = {}
    if any(id(column.cards) not in by_cards for column in columns):
        for stack in known:
            heights.update(zip(map(id, stack.cards), stack.heights, strict=True))
    return tuple(
        by_cards.get(id(column.cards)) or _plain(column.cards, width, heights) for column in columns
    ), ()


def _plain(cards: tuple[CardRow, ...], width: int, known: Mapping[int, int]) -> Stack:
    """A column without lanes; ``known`` are heights by the identity of cards that are still there."""
    heights = tuple([known.get(id(card)) or height_of(card, width) for card in cards])
    return Stack(cards, tuple(accumulate(heights, initial=1)), heights, _places(cards))


def _banded(
    columns: Sequence[ColumnRow], width: int, lanes: Sequence[str]
) -> tuple[tuple[Stack, ...], tuple[Band, ...]]:
    """Lanes go across all columns: each is as high as it is in its highest column."""
    groups = [
        {lane: [card for card in column.cards if card.lane == lane] for lane in lanes} for column in columns
    ]
    bands: list[Band] = []
    starts: dict[str, int] = {}
    line = 0
    for lane in lanes:
        bands.append(Band(line, lane, sum(len(group[lane]) for group in groups)))
        starts[lane] = line + 2
        highest = max((sum(height_of(card, width) for card in group[lane]) for group in groups), default=0)
        line += 2 + highest
    return tuple(_in_lanes(group, starts, width, line) for group in groups), tuple(bands)


def _in_lanes(
    group: Mapping[str, Sequence[CardRow]], starts: Mapping[str, int], width: int, lines: int
) -> Stack:
    cards: list[CardRow] = []
    tops: list[int] = []
    heights: list[int] = []
    for lane, start in starts.items():
        line = start
        for card in group[lane]:
            cards.append(card)
            tops.append(line)
            heights.append(height_of(card, width))
            line += heights[-1]
    last = tops[-1] + heights[-1] if tops else 1
    ends = {len(cards): last - 1}
    return Stack(tuple(cards), (*tops, max(last, lines)), tuple(heights), _places(cards), ends)


def _places(cards: Sequence[CardRow]) -> dict[str, int]:
    return dict(zip(map(_id_of, cards), count(), strict=False))


_id_of = attrgetter("id")
