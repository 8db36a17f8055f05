"""The follow-up board: what came out of talks, as cards that move from column to column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from netx_tui.domain.board_rows import BoardView, CardRow
from netx_tui.domain.errors import FieldError, NetxError
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.card_moves import BoardServices, landing
from netx_tui.screens.card_verbs import CardVerbs
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.card_panel import CardPanel
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

_LANES = ("", "person", "type")


class BoardScreen(CardVerbs[None]):
    """The board, with the card under the cursor beside or below it where there is room."""

    AUTO_FOCUS = "BoardWidget"
    HELP = N_(
        "Your board: insights of talks become cards, cards become done. Space takes a card up, arrows carry "
        "it, enter drops it; or drag it with the mouse. A full column asks what shall give way."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (150, "-huge")]  # noqa: RUF012 - as its class declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-high")]  # noqa: RUF012 - as its class declares it
    CSS = """
    BoardScreen {
        #board { layout: vertical; height: 1fr; }
        CardPanel { display: none; }
        &.-wide.-high CardPanel { display: block; height: 12; border-top: solid $rule; }
        &.-huge #board { layout: horizontal; }
        BoardWidget { width: 1fr; }
        &.-huge CardPanel {
            display: block; width: 46; height: 1fr; padding: 0 1; border-top: none; border-left: solid $rule;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "quick_add", N_("add"), tooltip=N_("Add a card."), id="board.add", show=True),
        Binding(
            "I", "insights", N_("insights"), tooltip=N_("All you learned."), id="board.insights", show=True
        ),
        Binding("slash", "filter", N_("find"), tooltip=N_("Show only some."), id="board.filter", show=True),
        Binding("s", "lanes", N_("group"), tooltip=N_("Group cards by person or by type."), id="board.lanes"),
        Binding("z", "fold", N_("dropped"), tooltip=N_("Show or fold what was dropped."), id="board.fold"),
        Binding("D", "archive", N_("archive"), tooltip=N_("What was done or dropped."), id="board.archive"),
        Binding("number_sign", "jump", N_("jump"), tooltip=N_("Go to the card with an id."), id="board.jump"),
    ]

    board = getters.query_one(BoardWidget)
    panel = getters.query_one(CardPanel)
    bar = getters.query_one(FilterBar)

    def __init__(self, shortlists: Shortlists, services: BoardServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._lanes = ""
        self._dropped = False
        self._kind = ""

    def compose_body(self) -> ComposeResult:
        """Filter line, board, the card under the cursor."""
        yield FilterBar(_("words, person:… type:book due:<7d red"), suggest=_suggestions)
        with Container(id="board"):
            yield BoardWidget(self._view(""), signs=self.signs)
            yield CardPanel(signs=self.signs)

    def on_mount(self) -> None:
        """Say what could not be shown as it stands."""
        self._tell(self._view(""))

    # What is shown

    def _view(self, query: str) -> BoardView:
        return self.services.board.view(query, self._lanes, dropped=self._dropped)

    def show_card(self, card_id: str) -> None:
        """Read the board again and put the cursor on this card; a filter that hides it goes."""
        try:
            view = self._view(self.bar.query_text)
        except FieldError as error:
            self.bar.tell("", trouble=error.message)
            return
        hidden = card_id and not any(card.id == card_id for column in view.columns for card in column.cards)
        if hidden and self.bar.query_text:
            self.bar.clear()
            view = self._view("")
        self.board.show(view, card_id)
        self._tell(view)
        self._show_details(self.board.current)

    def _tell(self, view: BoardView) -> None:
        shown = sum(len(column.cards) for column in view.columns)
        total = sum(column.total for column in view.columns)
        if self.bar.query_text:
            self.bar.tell(_("{shown} of {total}").format(shown=shown, total=total))
        else:
            self.bar.tell(ngettext("{count} card", "{count} cards", total).format(count=total))
        marked = len(self.board.marked) if self.board.is_mounted else 0
        sentence = ngettext(
            "{count} card is marked: the next verb is for it. Esc lets go.",
            "{count} cards are marked: the next verb is for all of them. Esc lets go.",
            marked,
        )
        self.say(sentence.format(count=marked) if marked else " ".join(view.notices))

    @on(BoardWidget.Highlighted)
    def _highlighted(self, event: BoardWidget.Highlighted) -> None:
        event.stop()
        self._show_details(event.card)
        kind = "" if event.card is None else "insight" if event.card.insight else "card"
        if kind != self._kind:
            # Only then other keys work; finding out which takes longer than moving the cursor.
            self._kind = kind
            self.refresh_bindings()

    def _show_details(self, row: CardRow | None) -> None:
        if not self.panel.display:
            return
        try:
            self.panel.show(self.services.board.card(row.id) if row else None)
        except NetxError:
            self.panel.show(None)

    def on_resize(self) -> None:
        """A larger window may have room for the card again."""
        self.call_after_refresh(lambda: self._show_details(self.board.current))

    @on(BoardWidget.Carried)
    def _carried(self, event: BoardWidget.Carried) -> None:
        """Say where the card would fall."""
        event.stop()
        if event.spot is None:
            self._tell(self._view(self.bar.query_text))
            return
        names = {column.id: column.name for column in self.board.view.columns}
        before = self.row_of(event.spot.before)
        self.say(landing(event.card.title, names.get(event.spot.column, ""), before.title if before else ""))

    @on(BoardWidget.Marked)
    def _marked(self, event: BoardWidget.Marked) -> None:
        event.stop()
        self._tell(self._view(self.bar.query_text))

    @on(BoardWidget.Dropped)
    def _dropped_at(self, event: BoardWidget.Dropped) -> None:
        event.stop()
        marked = self.board.marked
        ids = self._ordered(marked) if event.card.id in marked else [event.card.id]
        self.put(ids, event.spot)

    def _ordered(self, ids: Iterable[str]) -> list[str]:
        wanted = set(ids)
        return [card.id for column in self.board.view.columns for card in column.cards if card.id in wanted]

    @on(BoardWidget.Opened)
    def _opened(self, event: BoardWidget.Opened) -> None:
        event.stop()
        self.run_worker(self.follow_link(f"action:{event.card.id}"), group="cards")

    # The cards verbs work on

    def target(self) -> CardRow | None:
        """The card under the cursor."""
        return self.board.current if self.is_mounted else None

    def targets(self) -> Sequence[str]:
        """The marked cards, or else the one under the cursor."""
        if self.board.marked:
            return self._ordered(self.board.marked)
        row = self.target()
        return (row.id,) if row else ()

    def moved(self, card_ids: Sequence[str], sentence: str) -> None:
        """Cards move often: what came where is told in the status line, not in a box over the board."""
        self.let_go()
        self.acknowledged()
        self.wanted = card_ids[0]
        self.show_change()
        self.say(_("{sentence} u undoes.").format(sentence=sentence))

    def let_go(self) -> None:
        """The verb is done: nothing is marked any more."""
        self.board.clear_marks()

    def row_of(self, card_id: str) -> CardRow | None:
        """The card of this id as it is shown."""
        cards = (card for column in self.board.view.columns for card in column.cards)
        return next((card for card in cards if card.id == card_id), None)

    @work(group="cards")
    async def action_quick_add(self) -> None:
        """Add a card."""
        await self.fill_in_card()

    def action_insights(self) -> None:
        """Show all insights."""
        from netx_tui.screens.card_lists import InsightsScreen

        self.app.push_screen(InsightsScreen(self.shortlists, self.services, signs=self.signs), self._back)

    def action_archive(self) -> None:
        """Show what was done or dropped."""
        from netx_tui.screens.card_lists import ArchiveScreen

        self.app.push_screen(ArchiveScreen(self.shortlists, self.services, signs=self.signs), self._back)

    def _back(self, _result: None) -> None:
        self.changed()

    # Finding

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.bar.open()

    @on(FilterBar.Changed)
    def _filtered(self, event: FilterBar.Changed) -> None:
        event.stop()
        self.changed()

    @on(FilterBar.Kept)
    def _kept(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.board.focus()

    def action_lanes(self) -> None:
        """Group by nothing, by person, by type, in turn."""
        self._lanes = _LANES[(_LANES.index(self._lanes) + 1) % len(_LANES)]
        self.changed()
        names = {"": _("Not grouped."), "person": _("Grouped by person."), "type": _("Grouped by type.")}
        self.say(names[self._lanes])

    def action_fold(self) -> None:
        """Show or fold the column of what was dropped."""
        self._dropped = not self._dropped
        self.changed()
        if self._dropped:
            self.board.go_column("dropped")

    @work
    async def action_jump(self) -> None:
        """Go to the card with an id."""
        from netx_tui.widgets.dialogs import TextDialog

        typed = await self.app.push_screen_wait(
            TextDialog(_("Go to a card"), _("Its id, or the beginning of it"), save=_("Go"))
        )
        if typed:
            found = self.asked(lambda: self.services.actions.find(typed))
            if found:
                self.show_card(found)

    def go_top(self) -> None:
        """``g g`` goes to the first card of the column."""
        self.board.action_top()

    def leave(self) -> bool:
        """Esc drops the marks first, then the filter."""
        if self.board.marked:
            self.let_go()
            self._tell(self._view(self.bar.query_text))
        elif self.bar.query_text:
            self.bar.clear()
        else:
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the filter is typed, it cannot be opened."""
        if action == "filter" and self.is_mounted and self.bar.typing:
            return False
        return super().check_action(action, parameters)


def _suggestions(text: str) -> list[tuple[str, str]]:
    """What the last word of a filter may become; loaded when somebody begins to type."""
    from netx_tui.domain.board_filter import suggestions

    return suggestions(text)
