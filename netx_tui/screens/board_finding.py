"""Finding cards on the board: a filter, groups, what is folded away, an id, the lists of all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType

from netx_tui.i18n import N_, _
from netx_tui.screens.card_moves import BoardServices
from netx_tui.screens.card_verbs import CardVerbs
from netx_tui.services.board import LANES
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.filter_bar import FilterBar
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists


class BoardFinding(CardVerbs[None]):
    """A screen with a board and a filter over it; a subclass composes both."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
    bar = getters.query_one(FilterBar)

    def __init__(self, shortlists: Shortlists, services: BoardServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._lanes = ""
        self._dropped = False

    def tell(self) -> None:
        """Say how many cards are shown, and how many are marked."""
        raise NotImplementedError

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
        self.set_focus(self.board)  # ``board.focus()`` would paint all of it

    def action_lanes(self) -> None:
        """Group by nothing, by person, by type, in turn."""
        self._lanes = LANES[(LANES.index(self._lanes) + 1) % len(LANES)]
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

    def leave(self) -> bool:
        """Esc drops the marks first, then the filter."""
        if self.board.marked:
            self.let_go()
            self.tell()
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
