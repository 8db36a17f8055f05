"""What one does with cards: the verbs that the board, a single card, the insights and the archive share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType

from netx_tui.domain.board_rows import LinkRow
from netx_tui.i18n import N_, _
from netx_tui.screens.card_moves import CardMoves
from netx_tui.widgets.dialogs import TextDialog
from netx_tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft

Result = TypeVar("Result")
_FOR_INSIGHTS = frozenset(("make", "info"))
_FOR_CARDS = frozenset(("edit", "tick", "due", "tag", "drop"))
_FOR_BOTH = frozenset(("move", "links"))


def card_key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    """A binding of a verb for cards."""
    return Binding(key, action, label, tooltip=tooltip, id=f"card.{action}", show=show)


class CardVerbs(CardMoves[Result]):
    """A screen with a card to work on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        card_key("a", "make", N_("make a card"), N_("Make a card of the insight."), show=True),
        card_key("i", "info", N_("only to know"), N_("Nothing is to be done about the insight."), show=True),
        card_key("e", "edit", N_("edit"), N_("Change everything about the card."), show=True),
        card_key("c", "tick", N_("tick"), N_("Tick the next step of the checklist.")),
        card_key("t", "due", N_("day"), N_("When it is due: fri, +3d, 1w 2d.")),
        card_key("T", "tag", N_("tag"), N_("Give it a tag, or take one away.")),
        card_key("d", "drop", N_("drop"), N_("Decide against it, with a reason.")),
        card_key("m", "move", N_("move to"), N_("Choose the column it goes to.")),
        card_key("f", "links", N_("follow"), N_("Go where it came from: insight, talk, person.")),
    ]

    def touch_contact(self) -> str:
        """Notes of contacts are about who recommended the card."""
        row = self.target()
        if row is None:
            return ""
        actions = self.services.actions
        one = self.asked(lambda: actions.insight(row.id) if row.insight else actions.action(row.id))
        return one.contact if one else ""

    # Insights

    @work(group="cards")
    async def action_make(self) -> None:
        """Make a card of the insight, or of all that are marked."""
        insights = [name for name in self.targets() if self.services.board.is_insight(name)]
        if insights:
            await self.make_card(insights)

    def action_info(self) -> None:
        """Nothing is to be done about it."""
        insights = [name for name in self.targets() if self.services.board.is_insight(name)]
        if insights and self.told(lambda: self.services.insights.only_to_know(*insights)):
            self.let_go()

    # Cards

    @work(group="cards")
    async def action_edit(self) -> None:
        """Open the form of the card."""
        from netx_tui.screens.board_papers import CardPaper

        row = self.target()
        if row is not None and await self.fill_in(
            CardPaper(self.services.actions, row.id, self.services.clock)
        ):
            self.show_card(row.id)

    def action_tick(self) -> None:
        """Tick the first step that is still open."""
        row = self.target()
        if row is not None:
            self.told(lambda: self.services.actions.check_next(row.id))

    @work(group="cards")
    async def action_due(self) -> None:
        """Ask for the day on which it is due."""
        await self._ask("due", _("Due"), _("fri, +3d, 1w 2d, 12.12.; empty: no day"))

    @work(group="cards")
    async def action_tag(self) -> None:
        """Ask for a tag."""
        cards = self._cards()
        tag = await self._line(_("Tag"), _("A tag they have already is taken away.")) if cards else None
        if tag and self.told(lambda: self.services.actions.tag(cards, tag)):
            self.let_go()

    async def _ask(self, field: str, title: str, sentence: str) -> None:
        cards = self._cards()
        typed = await self._line(title, sentence) if cards else None
        if typed is not None and self.told(lambda: self.services.actions.set(cards, {field: typed})):
            self.let_go()

    async def _line(self, title: str, sentence: str) -> str | None:
        return await self.app.push_screen_wait(TextDialog(title, sentence))

    def _cards(self) -> list[str]:
        return [name for name in self.targets() if not self.services.board.is_insight(name)]

    @work(group="cards")
    async def action_drop(self) -> None:
        """Decide against it."""
        from netx_tui.domain.board_rows import Spot
        from netx_tui.services.actions import TOP

        cards = self._cards()
        if cards:
            await self.place(cards, Spot("dropped", TOP))

    @work(group="cards")
    async def action_move(self) -> None:
        """Ask to which column it goes."""
        row = self.target()
        if row is not None:
            await self.send_on(row.id)

    # Where it leads

    @work(group="cards")
    async def action_links(self) -> None:
        """Go where the card came from; several places are asked about."""
        row = self.target()
        view = self.asked(lambda: self.services.board.card(row.id)) if row else None
        if view is None:
            return
        links: Mapping[str, LinkRow] = {f"{link.kind}:{link.id}": link for link in view.links}
        if not links:
            self.notify(_("It leads nowhere: it came from no talk and no person."))
            return
        chosen: str | None = next(iter(links))
        if len(links) > 1:
            options = [(key, f"{link.label}: {link.text}") for key, link in links.items()]
            chosen = await self.choose(_("Go to"), view.row.title, options)
        if chosen:
            await self.follow_link(chosen)

    async def follow_link(self, link: str) -> None:
        """Open what ``link`` (``kind:id``) names."""
        from netx_tui.screens.card_links import open_link

        await open_link(self, link)
        self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A verb for insights needs an insight, one for cards a card."""
        row = self.target() if action in _FOR_INSIGHTS | _FOR_CARDS | _FOR_BOTH else None
        if action in _FOR_INSIGHTS and (row is None or not row.insight):
            return False
        if action in _FOR_CARDS and (row is None or row.insight):
            return False
        if action in _FOR_BOTH and row is None:
            return False
        return super().check_action(action, parameters)

    # Drafts

    def takes_up(self, key: str) -> bool:
        """All forms of cards open from here."""
        from netx_tui.screens.board_papers import KINDS

        return key.partition(":")[0] in KINDS or super().takes_up(key)

    async def take_up(self, draft: Draft) -> None:
        """Open the form with what was typed in it."""
        from netx_tui.screens.board_papers import KINDS, card_paper

        if draft.key.partition(":")[0] not in KINDS:
            await super().take_up(draft)
            return
        paper = self.asked(lambda: card_paper(draft.key, self.services.actions, self.services.clock))
        if paper is not None:
            await self.fill_in(paper, draft)


class CardsInLines(CardVerbs[None]):
    """A screen on which cards, or what is known of one, stand in a list of lines."""

    def open_line(self) -> None:
        """Enter on the line under the cursor, or a double click."""
        raise NotImplementedError

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        """Another line, other keys."""
        event.stop()
        self.refresh_bindings()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.open_line()
