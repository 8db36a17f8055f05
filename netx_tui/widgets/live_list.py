"""What was asked in a talk and what is still to be asked, in the order in which it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message

from netx_tui.i18n import _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.question_list import PRIORITY_SIGNS


class CardRow(Protocol):
    """What the list draws of a card."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def priority(self) -> str: ...  # noqa: D102
    @property
    def done(self) -> bool: ...  # noqa: D102
    @property
    def sent(self) -> bool: ...  # noqa: D102
    @property
    def closing(self) -> bool: ...  # noqa: D102
    @property
    def kept(self) -> str: ...  # noqa: D102


class LiveList(LineList[CardRow], can_focus=False):
    """One line per card; it never takes the keys away from the line one notes in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"live--quiet", "live--must"}
    DEFAULT_CSS = """
    LiveList {
        & > .live--quiet { color: $dim; }
        & > .live--must { color: $accent; }
    }
    """

    @dataclass
    class Clicked(Message):
        """The mouse chose the card at ``index``."""

        index: int

    def on_click(self, event: events.Click) -> None:
        """A click goes to the card."""
        event.stop()
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is not None and self.scroll_offset.y + offset.y < len(self.rows):
            self.post_message(self.Clicked(self.scroll_offset.y + offset.y))

    def show(self, rows: Sequence[CardRow], cursor: int = 0) -> None:
        """Show other ``rows``, the cursor on ``cursor``; of as many rows only those that differ are drawn."""
        if not rows or len(rows) != len(self.rows):
            super().show(rows, cursor)
            return
        changed = [at for at, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
        self.rows = rows
        if changed:
            self.redraw(*changed)
        self.cursor = cursor

    def segments(self, index: int, row: CardRow, width: int, *, cursor: bool) -> list[Segment]:
        """Done or priority, the text, whether it was sent ahead, what belongs to the closing."""
        mark = self.signs.cursor if cursor else " "
        sign = self.signs.done if row.done else PRIORITY_SIGNS.get(row.priority, " ")
        told = self._told(row)
        room = max(width - 4 - (cell_len(told) + 2 if told else 0), 8)
        quiet = "live--quiet" if row.done else ""
        must = "live--must" if row.priority == "must" and not row.done else quiet
        drawn = [
            Segment(f"{mark} ", self.style_of("", cursor=cursor)),
            Segment(f"{sign} ", self.style_of(must, cursor=cursor)),
            Segment(fit(row.text, room, self.signs.cut), self.style_of(quiet, cursor=cursor)),
        ]
        if told:
            drawn.append(Segment(f"  {told}", self.style_of("live--quiet", cursor=cursor)))
        return drawn

    def _told(self, row: CardRow) -> str:
        parts = [self.signs.mail] if row.sent else []
        if row.kept:
            parts.append(_("closing, kept for {time}").format(time=row.kept))
        elif row.closing:
            parts.append(_("closing"))
        return " ".join(parts)
