"""What the board tells beside its cards: how many there are, where one would fall, all about one of them.

What has changed on the board is painted first; what is told comes in the frame after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on

from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _, ngettext
from netx_tui.screens.board_finding import BoardFinding
from netx_tui.screens.card_moves import BoardServices, landing
from netx_tui.screens.nothing_fits import with_way_back
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.card_panel import CardPanel
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists


class BoardTelling(BoardFinding):
    """A screen with a board, a filter over it and a panel for the card under the cursor."""

    panel = getters.query_one(CardPanel)

    def __init__(self, shortlists: Shortlists, services: BoardServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._kind = ""
        self._count = ""
        self._saying: tuple[str, str] | None = None
        self._details_due = False

    def say(self, text: str, *, severity: str = "") -> None:
        """Put ``text`` on the status line, after what has changed on the board is painted."""
        self._saying = (text, severity)
        self._tell_details()

    def _tell_details(self) -> None:
        """Tell about the board once it is painted: what was said, and the card under the cursor."""
        if not self._details_due:
            self._details_due = True
            # By way of the board: then the screen knows what is to be painted before it comes to this.
            self.board.call_later(self.call_after_refresh, self._tell_details_now)

    def _tell_details_now(self) -> None:
        self._details_due = False
        if self._saying is not None:
            (text, severity), self._saying = self._saying, None
            super().say(text, severity=severity)
        self._show_card_under_cursor()

    def tell(self) -> None:
        """Say how many cards are shown or marked, and what could not be shown as it stands."""
        view = self.board.view
        shown = sum(len(column.cards) for column in view.columns)
        total = sum(column.total for column in view.columns)
        if self.bar.query_text:
            count = _("{shown} of {total}").format(shown=shown, total=total)
            count = with_way_back(self, count, fitting=shown, query=self.bar.query_text)
        else:
            count = ngettext("{count} card", "{count} cards", total).format(count=total)
        if count != self._count or self.bar.typing:
            self._count = count
            self.bar.tell(count)
        marked = len(self.board.marked) if self.board.is_mounted else 0
        sentence = ngettext(
            "{count} card is marked for the next verb; {key} lets go.",
            "{count} cards are marked for the next verb; {key} lets go.",
            marked,
        )
        sentence = sentence.format(count=marked, key=self.key_of("back", "escape"))
        self.say(sentence if marked else " ".join(view.notices))

    @on(BoardWidget.Highlighted)
    def _highlighted(self, event: BoardWidget.Highlighted) -> None:
        event.stop()
        self._tell_details()
        kind = "" if event.card is None else "insight" if event.card.insight else "card"
        if kind != self._kind:
            # Only then other keys work; finding out which takes longer than moving the cursor.
            self._kind = kind
            self.refresh_bindings()

    def _show_card_under_cursor(self) -> None:
        """Show the card under the cursor where there is room for it."""
        if not self.panel.display:
            return
        row = self.board.current
        try:
            self.panel.show(self.services.board.card(row.id) if row else None)
        except NetxError:
            self.panel.show(None)

    def on_resize(self) -> None:
        """A larger window may have room for the card again."""
        self.call_after_refresh(self._show_card_under_cursor)

    @on(BoardWidget.Carried)
    def _carried(self, event: BoardWidget.Carried) -> None:
        """Say where the card would fall."""
        event.stop()
        if event.spot is None:
            self.tell()
            return
        names = {column.id: column.name for column in self.board.view.columns}
        before = self.board.card(event.spot.before)
        self.say(landing(event.card.title, names.get(event.spot.column, ""), before.title if before else ""))

    @on(BoardWidget.Marked)
    def _marked(self, event: BoardWidget.Marked) -> None:
        event.stop()
        self.tell()
