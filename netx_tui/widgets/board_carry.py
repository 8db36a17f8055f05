"""A card in hand: where it came from, where it would fall, how keys and mouse carry it."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from netx_tui.domain.board_rows import Spot
from netx_tui.widgets.board_layout import Stack


class Carry(NamedTuple):
    """A card being carried: from ``place`` of ``source``, it would fall before ``gap`` of ``column``."""

    card: str
    source: int
    place: int
    column: int
    gap: int
    mouse: bool = False

    @property
    def at_home(self) -> bool:
        """Whether it would fall where it came from."""
        return self.column == self.source and self.gap in (self.place, self.place + 1)

    def stepped(self, by: int, stack: Stack) -> Carry:
        """One place up or down in the column it is over; the place it came from counts once."""
        gap = self.gap
        if self.column == self.source and gap == self.place + (by < 0):
            gap += by
        gap += by
        if self.column == self.source and gap == self.place + 1:
            gap = self.place if by < 0 else gap
        return self._replace(gap=max(0, min(gap, len(stack.cards))))

    def over(self, column: int, gap: int) -> Carry:
        """The same card over another column."""
        return self._replace(column=column, gap=gap)

    def below_insights(self, stack: Stack) -> Carry:
        """The nearest place that a card can have: insights stand above all cards of the inbox."""
        return self if self.at_home else self._replace(gap=max(self.gap, stack.insights))

    def spot(self, column_id: str, stack: Stack, moving: Container[str]) -> Spot:
        """The place it would fall, as rules know it: before a card that stays where it is."""
        behind = stack.cards[self.gap :]
        stay = (card.id for card in behind if card.id not in moving and not card.insight)
        return Spot(column_id, next(stay, ""))


class Press(NamedTuple):
    """The mouse was pressed on a card, and has perhaps not moved yet."""

    card: str
    x: int
    y: int
