"""How cards come to another place: what a column asks for is asked, a full one is talked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual import work

from netx_tui.domain.board import WAYS, ColumnFull, NeedsMore
from netx_tui.domain.board_rows import CardRow, Spot
from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _
from netx_tui.screens.acting import ActingScreen
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.screens.talk_verbs import TalkServices
    from netx_tui.services.actions import Actions
    from netx_tui.services.board import Board
    from netx_tui.services.insights import Insights
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.timeline import Timeline

Result = TypeVar("Result")
ANYWAY = "anyway"


class BoardServices(Protocol):
    """The services around the board; each may be made when it is first asked for."""

    @property
    def actions(self) -> Actions:
        """The verbs around cards."""

    @property
    def board(self) -> Board:
        """What stands on the board."""

    @property
    def insights(self) -> Insights:
        """What was learned."""

    @property
    def talks(self) -> TalkServices:
        """Talks, to which cards lead."""

    @property
    def timeline(self) -> Callable[[], Timeline]:
        """What happened with people, to whom cards lead."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """The time in the user's zone."""


class CardMoves(ActingScreen[Result]):
    """A screen from which cards are moved."""

    def __init__(self, shortlists: Shortlists, services: BoardServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, signs=signs)
        self.services = services

        self.wanted = ""
        """The card that is to have the cursor when everything is shown anew; empty: the one that has it."""

    def changed(self) -> None:
        """Show what is true now."""
        wanted, self.wanted = self.wanted, ""
        self.show_card(wanted)

    # What a subclass says

    def target(self) -> CardRow | None:
        """The card the next verb works on."""
        raise NotImplementedError

    def targets(self) -> Sequence[str]:
        """The ids of the cards the next verb works on."""
        row = self.target()
        return (row.id,) if row else ()

    def show_card(self, card_id: str) -> None:
        """Read everything again, with this card in sight."""
        raise NotImplementedError

    def let_go(self) -> None:
        """The verb is done: what was marked need not be any more."""

    # Moving

    def put(self, card_ids: Sequence[str], spot: Spot) -> None:
        """Put cards at a spot of the board; insights become cards by that."""
        if not any(map(self.services.board.is_insight, card_ids)):
            try:
                sentence = self.services.actions.move(card_ids, spot)
            except (ColumnFull, NeedsMore):
                pass
            except NetxError as error:
                self.refuse(error)
                return
            else:
                self.moved(card_ids, sentence)
                return
        self.put_asking(card_ids, spot)

    @work(group="cards")
    async def put_asking(self, card_ids: Sequence[str], spot: Spot) -> None:
        """Put cards at a spot, with all that is asked on the way."""
        await self.place(card_ids, spot)

    async def place(self, card_ids: Sequence[str], spot: Spot) -> bool:
        """Put cards at a spot, with all that is asked on the way; whether they came there."""
        insights = [name for name in card_ids if self.services.board.is_insight(name)]
        if insights:
            return spot.column != "inbox" and await self.make_card(insights, spot)
        override = ""
        while True:
            try:
                sentence = self.services.actions.move(card_ids, spot, override=override)
            except ColumnFull as full:
                reason = await self._make_room(full)
                if reason is None:
                    return False
                override = reason
            except NeedsMore:
                return await self._fill_in_move(card_ids, spot, override)
            except NetxError as error:
                self.refuse(error)
                return False
            else:
                self.moved(card_ids, sentence)
                return True

    def moved(self, card_ids: Sequence[str], sentence: str) -> None:
        """Tell what came where, and show it."""
        self.let_go()
        self.wanted = card_ids[0]
        self.done(sentence)

    async def _fill_in_move(self, card_ids: Sequence[str], spot: Spot, override: str) -> bool:
        from netx_tui.screens.board_papers import move_paper

        paper = self.asked(
            lambda: move_paper(self.services.actions, card_ids, spot, self.services.clock, override=override)
        )
        sentence = await self.fill_in(paper) if paper else ""
        if sentence:
            self.let_go()
            self.show_card(card_ids[0])
        return bool(sentence)

    async def _make_room(self, full: ColumnFull) -> str | None:
        """A full column: one of its cards goes on (an empty reason), or this one comes in with a reason."""
        cards = self.services.board.cards_in(full.column)
        options = [
            (card.id, "  ".join(part for part in (card.title, card.steps, card.age, card.due) if part))
            for card in cards
        ]
        chosen = await self.choose(
            _("No room"),
            _("{reason} Which one goes on?").format(reason=full.message),
            [*options, (ANYWAY, _("move it in anyway, because ..."))],
        )
        if chosen == ANYWAY:
            from netx_tui.widgets.dialogs import ReasonDialog

            return await self.app.push_screen_wait(
                ReasonDialog(_("Move it in anyway"), _("Why is there one more? The reason is kept."))
            )
        if chosen is None:
            return None
        return "" if await self.send_on(chosen) else None

    async def send_on(self, card_id: str) -> bool:
        """Ask to which column a card goes, and put it there; whether it went."""
        from netx_tui.services.actions import TOP

        row = self.services.board.row(card_id)
        names = self.services.actions.columns
        ways = ("next", "dropped") if row.insight else WAYS.get(row.column, ())
        if not ways:
            keys = {"undo": self.key_of("undo", "u"), "add": self.key_of("quick_add", "A")}
            told = _("What was dropped was decided. {undo} takes it back, {add} adds a new card.")
            self.notify(told.format(**keys))
            return False
        column = await self.choose(_("Move to"), row.title, [(way, names.name(way)) for way in ways])
        return column is not None and await self.place([card_id], Spot(column, TOP))

    # Making

    async def make_card(self, insight_ids: Sequence[str], spot: Spot | None = None) -> bool:
        """Make a card of insights; one that names the same thing already is offered to join."""
        found = self.asked(lambda: self.services.actions.proposal(insight_ids))
        if found is None:
            return False
        values, known = found
        if known is not None:
            joins = await self.choose(
                _("There is a card already"),
                known.title,
                [("join", _("join it: named by one more")), ("new", _("make a card of its own"))],
            )
            if joins is None:
                return False
            if joins == "join":
                self.told(lambda: self.services.actions.join(insight_ids, known.id))
                self.let_go()
                self.show_card(known.id)
                return True
        override = ""
        if spot is not None:
            room = self._has_room(spot.column)
            if room is not None:
                reason = await self._make_room(room)
                if reason is None:
                    return False
                override = reason
        return await self.fill_in_card(insight_ids, values, spot, override)

    async def fill_in_card(
        self,
        insight_ids: Sequence[str] = (),
        values: dict[str, str] | None = None,
        spot: Spot | None = None,
        override: str = "",
    ) -> bool:
        """Let the user fill in a new card; whether it was added."""
        from netx_tui.screens.board_papers import NewCardPaper

        paper = NewCardPaper(
            self.services.actions,
            self.services.clock,
            insights=insight_ids,
            values=values,
            spot=spot,
            override=override,
        )
        if not await self.fill_in(paper):
            return False
        self.let_go()
        self.show_card(paper.new_id)
        return True

    def _has_room(self, column: str) -> ColumnFull | None:
        """Why no further card fits into a column; ``None`` where one does."""
        try:
            self.services.actions.check_room(column)
        except ColumnFull as full:
            return full
        return None


def landing(title: str, column: str, before: str) -> str:
    """Where a card falls if it is dropped now."""
    if before:
        return _("'{title}' -> {column}, before '{before}'").format(title=title, column=column, before=before)
    return _("'{title}' -> {column}, at the end").format(title=title, column=column)
