"""All insights, and all that was done or dropped: lists to search, from which everything is one key away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from netx_tui.domain.board_rows import CardRow
from netx_tui.domain.errors import FieldError
from netx_tui.i18n import N_, _
from netx_tui.screens.card_moves import BoardServices
from netx_tui.screens.card_verbs import CardsInLines
from netx_tui.screens.nothing_fits import with_way_back
from netx_tui.widgets.card_list import CardTable
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists


class CardListScreen(CardsInLines):
    """A list of cards with a filter; subclasses say which cards, and what to say where there is none."""

    AUTO_FOCUS = "CardTable"
    DEFAULT_CSS = """
    CardListScreen {
        EmptyState { display: none; }
        &.-empty { CardTable { display: none; } EmptyState { display: block; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", N_("find"), tooltip=N_("Show only some."), id="cards.filter", show=True),
    ]

    table = getters.query_one(CardTable)
    bar = getters.query_one(FilterBar)

    def __init__(self, shortlists: Shortlists, services: BoardServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)

    # What a subclass says

    def rows(self, query: str) -> Sequence[CardRow]:
        """The cards that fit the filter."""
        raise NotImplementedError

    def empty(self) -> tuple[str, list[tuple[str, str]]]:
        """What to say where there is no card, and which keys help."""
        raise NotImplementedError

    # The list

    def compose_body(self) -> ComposeResult:
        """Filter line and list; where there is nothing, what to do about it."""
        yield FilterBar(_("words, person:… type:book"), suggest=_suggestions)
        yield CardTable(self.rows(""), signs=self.signs)
        sentence, keys = self.empty()
        yield EmptyState(sentence, keys)

    def on_mount(self) -> None:
        """Say how many there are."""
        self.changed()

    def changed(self) -> None:
        """Read the list again; the cursor stays on its card."""
        row = self.target()
        self.show_card(row.id if row else "")

    def show_card(self, card_id: str) -> None:
        """Read the list again and put the cursor on this card."""
        try:
            rows = self.rows(self.bar.query_text)
        except FieldError as error:
            self.bar.tell("", trouble=error.message)
            return
        self.table.show(rows, _place(rows, card_id, self.table.cursor))
        told = _("{count} shown").format(count=len(rows))
        self.bar.tell(with_way_back(self, told, fitting=len(rows), query=self.bar.query_text))
        self.set_class(not rows and not self.bar.query_text, "-empty")
        self.refresh_bindings()

    def target(self) -> CardRow | None:
        """The card under the cursor."""
        return self.table.current if self.is_mounted else None

    def go_top(self) -> None:
        """``g g`` goes to the first card."""
        self.table.action_top()

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.bar.open()

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self.show_card("")

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.set_focus(self.table)

    def open_line(self) -> None:
        """Show the card."""
        row = self.target()
        if row is not None:
            self.run_worker(self.follow_link(f"action:{row.id}"), group="cards")

    def leave(self) -> bool:
        """Esc drops the filter first."""
        if self.bar.query_text:
            self.bar.clear()
            return True
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the filter is typed, it cannot be opened."""
        if action == "filter" and self.is_mounted and self.bar.typing:
            return False
        return super().check_action(action, parameters)


class InsightsScreen(CardListScreen):
    """Everything that was learned, the newest first."""

    HEADING = N_("Insights")
    HELP = N_(
        "What you learned, newest first: what is undecided, what became a card, what is only to know. "
        "{card.make=a} makes a card, {card.info=i} files it as only to know. ! waits for more than two days."
    )

    def rows(self, query: str) -> Sequence[CardRow]:
        """The insights that fit."""
        return self.services.board.insights(query)

    def empty(self) -> tuple[str, list[tuple[str, str]]]:
        """They come out of talks."""
        return _("Nothing was learned yet. Insights come out of talks: live notes and the debrief."), [
            ("esc", _("back to the board")),
        ]


class ArchiveScreen(CardListScreen):
    """What was done or dropped, the newest first."""

    HEADING = N_("Archive")
    HELP = N_("What was done or dropped, newest first. {card.move=m} takes up again what was done.")

    def rows(self, query: str) -> Sequence[CardRow]:
        """The cards that fit."""
        return self.services.board.archive(query)

    def empty(self) -> tuple[str, list[tuple[str, str]]]:
        """It fills by itself."""
        return _("Cards that are done or dropped are kept here. Nothing was done or dropped yet."), [
            (self.key_of("back", "escape"), _("back to the board"))
        ]


def _place(rows: Sequence[CardRow], card_id: str, otherwise: int) -> int:
    return next((place for place, row in enumerate(rows) if row.id == card_id), otherwise)


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.board_filter import suggestions

    return suggestions(text)
