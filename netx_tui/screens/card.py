"""One card on the whole screen: everything about it, each line that can be acted on one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netx_tui.domain.board_rows import CardRow
from netx_tui.domain.errors import NotFound
from netx_tui.i18n import N_
from netx_tui.screens.card_moves import BoardServices
from netx_tui.screens.card_verbs import CardsInLines, card_key
from netx_tui.widgets.card_panel import CardLine, CardList, card_lines
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists


class CardScreen(CardsInLines):
    """A card: enter follows the line under the cursor, space ticks its step."""

    AUTO_FOCUS = "CardList"
    HEADING = N_("Card")
    HELP = N_(
        "One card. {card.tick_here=space} ticks the step under the cursor, {fields.open=enter} goes where a "
        "line leads, {card.edit=e} edits all."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "tick_here", N_("tick"), tooltip=N_("Tick this step."), id="card.tick_here", show=True
        ),
        card_key("m", "move", N_("move to"), N_("Choose the column it goes to."), show=True),
        card_key("t", "due", N_("day"), N_("When it is due: fri, +3d, 1w 2d."), show=True),
        card_key("d", "drop", N_("drop"), N_("Decide against it, with a reason."), show=True),
    ]

    lines = getters.query_one(CardList)

    def __init__(
        self, shortlists: Shortlists, services: BoardServices, card_id: str, *, signs: Signs = UNICODE
    ) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._card = card_id
        self._row: CardRow | None = services.board.card(card_id).row

    def compose_body(self) -> ComposeResult:
        """The lines of the card."""
        yield CardList(signs=self.signs)

    def on_mount(self) -> None:
        """Show the card; it is wrapped to the width that is there."""
        self.call_after_refresh(self.changed)

    def on_resize(self) -> None:
        """Wrap it anew."""
        self.call_after_refresh(self.changed)

    def target(self) -> CardRow | None:
        """The card."""
        return self._row

    def changed(self) -> None:
        """Read the card again; when somebody else deleted it, say so."""
        try:
            view = self.services.board.card(self._card)
        except NotFound as error:
            self._row = None
            self.say(error.message)
            return
        self._row = view.row
        self.lines.show(
            list(card_lines(view, max(self.lines.size.width - 4, 20), self.signs)), self.lines.cursor
        )
        self.refresh_bindings()

    def show_card(self, card_id: str) -> None:
        """An insight that became a card is that card from now on."""
        self._card = card_id
        self.changed()

    def _under(self) -> CardLine | None:
        return self.lines.current if self.is_mounted else None

    def action_tick_here(self) -> None:
        """Tick the step under the cursor, or take the tick away."""
        line = self._under()
        if line is not None and line.kind == "step":
            self.told(lambda: self.services.actions.check(self._card, line.id))

    def open_line(self) -> None:
        """Follow the line, or change what it says."""
        line = self._under()
        if line is None:
            return
        if line.kind == "link":
            self.run_worker(self.follow_link(line.id), group="cards")
        elif line.kind == "step":
            self.action_tick_here()
        elif self._row is not None and not self._row.insight:
            self.action_edit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a step can be ticked."""
        if action == "tick_here":
            line = self._under()
            return line is not None and line.kind == "step"
        return super().check_action(action, parameters)
