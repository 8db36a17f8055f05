"""Doing a next step: each rule leads to the place where it is done, with everything filled in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from netx_tui.domain.board import WAYS
from netx_tui.domain.board_rows import Spot
from netx_tui.domain.rows import TodayRow
from netx_tui.i18n import _
from netx_tui.screens.card_moves import BoardServices, CardMoves
from netx_tui.screens.holding import debrief_talk, hold_talk
from netx_tui.screens.writing import is_letter, wanted_of, write_letter
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.todays import Todays

Result = TypeVar("Result")

SPLIT = "split"
REVIEW = "review"
"""The room of the weekly review."""


class StepDoing(CardMoves[Result]):
    """A screen from which next steps are done."""

    def __init__(
        self, shortlists: Shortlists, services: BoardServices, todays: Todays, *, signs: Signs = UNICODE
    ) -> None:
        super().__init__(shortlists, services, signs=signs)
        self.todays = todays

    async def do_step(self, row: TodayRow) -> None:
        """Open the place where the step of ``row`` is done."""
        await self._ways().get(row.key, self._open)(row)
        self.changed()

    def _ways(self) -> Mapping[str, Callable[[TodayRow], Awaitable[None]]]:
        return {
            "m": self._write,
            "i": self._write,
            "c": self._connect,
            "l": self._hold,
            "d": self._debrief,
            "t": self._plan,
            "p": self._park,
            "e": self._find_out,
            "s": self._search,
            "k": self._make_card,
            "w": self._review,
        }

    async def _write(self, row: TodayRow) -> None:
        from netx_tui.services.letters import Wanted

        contact = row.other or row.contact
        meeting = row.meeting if row.kind != "tell_referrer" else ""
        typed = {}
        if row.kind == "tell_referrer":
            named = self.asked(lambda: self.services.talks.talks.person(row.meeting))
            typed = {"referral": named.name} if named else {}
        talk = meeting or self._talk(row.kind, contact)
        wanted = Wanted(row.kind, contact, meeting=talk, typed=typed)
        await write_letter(self, self.services.talks, wanted)

    def _talk(self, kind: str, contact: str) -> str:
        return self.services.talks.letters.talk_for(kind, contact)

    async def write_any(self, contact: str) -> None:
        """Ask for the kind of letter to a person, and open it."""
        from netx_tui.domain.mails.kinds import kind_label
        from netx_tui.services.letters import Wanted

        letters = self.services.talks.letters
        kinds = self.asked(lambda: letters.kinds(contact))
        if kinds is None:
            return
        kind = await self.choose(_("Write"), "", [(kind, kind_label(kind)) for kind in kinds])
        if kind:
            wanted = Wanted(kind, contact, meeting=letters.talk_for(kind, contact))
            await write_letter(self, self.services.talks, wanted)

    async def _connect(self, row: TodayRow) -> None:
        if row.kind:
            await self._write(row)
            return
        told = _("{name} goes to the light circle").format(name=row.name)
        self.told(lambda: self._lighten(row.contact, told))

    def _lighten(self, contact: str, told: str) -> str:
        self.shortlists.set_fields([contact], {"tier": "light"})
        return f"{told}."

    async def _hold(self, row: TodayRow) -> None:
        await hold_talk(self, self.services.talks, row.meeting)

    async def _debrief(self, row: TodayRow) -> None:
        await debrief_talk(self, self.services.talks, row.meeting)

    async def _plan(self, row: TodayRow) -> None:
        from netx_tui.screens.card_links import open_link

        await open_link(self, f"meeting:{row.meeting}")

    async def _park(self, row: TodayRow) -> None:
        self.told(lambda: self.shortlists.set_stage([row.contact], "parked"))

    async def _find_out(self, row: TodayRow) -> None:
        from netx_tui.screens.papers import PersonPaper

        await self.fill_in(PersonPaper(self.shortlists, row.contact))

    async def _search(self, row: TodayRow) -> None:
        """N12: the words for a search, or somebody who was found."""
        from netx_tui.screens.papers import NewPersonPaper

        way = await self.choose(
            _("Find a person"),
            row.text,
            [("copy", _("copy the words for a search")), ("new", _("add somebody you found"))],
        )
        if way == "copy":
            words = row.text.partition(": ")[2] or row.company
            self.app.copy_to_clipboard(words)
            self.notify(_("Copied: {text}").format(text=words), markup=False)
        elif way == "new":
            await self.fill_in(NewPersonPaper(self.shortlists, row.company))

    async def _make_card(self, row: TodayRow) -> None:
        way = await self.choose(
            _("What was learned"),
            row.text,
            [("card", _("make a card of it")), ("info", _("only to know"))],
        )
        if way == "card":
            await self.make_card([row.insight])
        elif way == "info":
            self.told(lambda: self.services.insights.only_to_know(row.insight))

    async def _review(self, _row: TodayRow) -> None:
        self.app.switch_mode(REVIEW)

    async def _open(self, row: TodayRow) -> None:
        """Enter has no other meaning: the card that stands too long, the word given, the person."""
        from netx_tui.screens.card_links import open_link

        if row.rule == "N14":
            await self.decide(row.action)
        elif row.action:
            await open_link(self, f"action:{row.action}")
        else:
            await open_link(self, f"contact:{row.contact}")
            if row.rule == "N24":
                self.asked(lambda: self.todays.look_at(row))

    async def decide(self, card_id: str) -> None:
        """A card that stands too long: do it, split it, wait, drop it."""
        from netx_tui.screens.card_links import open_link
        from netx_tui.services.actions import TOP

        card = self.asked(lambda: self.services.board.row(card_id))
        if card is None:
            return
        names = self.services.actions.columns
        ways = [(way, _("to: {column}").format(column=names.name(way))) for way in WAYS.get(card.column, ())]
        options = [("open", _("look at it, change it")), *ways, (SPLIT, _("split off a smaller card"))]
        way = await self.choose(_("Decide"), card.title, options)
        if way == "open":
            await open_link(self, f"action:{card_id}")
        elif way == SPLIT:
            action = self.services.actions.action(card_id)
            await self.fill_in_card(action.insights, {"type": action.type, "contact": action.contact})
        elif way:
            await self.place([card_id], Spot(way, TOP))

    # Drafts

    def takes_up(self, key: str) -> bool:
        """Letters, and all forms of people, talks and cards, open from here."""
        from netx_tui.screens import board_papers, papers, talk_papers

        kinds = (*board_papers.KINDS, *papers.KINDS, *talk_papers.KINDS)
        return is_letter(key) or key.partition(":")[0] in kinds

    async def take_up(self, draft: Draft) -> None:
        """Open the letter or the form with what was typed in it."""
        from netx_tui.screens import board_papers, papers, talk_papers

        kind, services = draft.key.partition(":")[0], self.services
        if is_letter(draft.key):
            await write_letter(self, services.talks, wanted_of(draft.key), draft)
            return
        if kind in board_papers.KINDS:
            paper = self.asked(lambda: board_papers.card_paper(draft.key, services.actions, services.clock))
        elif kind in talk_papers.KINDS:
            talks = services.talks
            paper = self.asked(
                lambda: talk_papers.talk_paper(draft.key, talks.talks, talks.agendas, talks.clock)
            )
        else:
            paper = papers.paper_of(draft.key, self.shortlists, None)
        if paper is not None:
            await self.fill_in(paper, draft)
