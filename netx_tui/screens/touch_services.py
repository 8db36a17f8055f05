"""The services of staying in touch, each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from netx_tui.screens.card_moves import BoardServices

if TYPE_CHECKING:
    from netx_tui.services.articles import Articles
    from netx_tui.services.touches import Touches


class TouchServices(BoardServices, Protocol):
    """Those of the board, to which promises go, and those of staying in touch."""

    @property
    def touches(self) -> Touches:
        """Who is due, and notes of contacts."""

    @property
    def articles(self) -> Articles:
        """The reading inbox."""
