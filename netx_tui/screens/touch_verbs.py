"""What one does to stay in touch: letters, life events, promises, with drafts of their forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import work

from netx_tui.domain.board_rows import CardRow
from netx_tui.domain.touch.rows import TouchRow
from netx_tui.i18n import _, ngettext
from netx_tui.screens.card_links import open_link
from netx_tui.screens.card_moves import CardMoves
from netx_tui.screens.touch_services import TouchServices
from netx_tui.screens.writing import is_letter, wanted_of, write_letter
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.screens.papers import Paper
    from netx_tui.services.shortlists import Shortlists

Result = TypeVar("Result")


class TouchVerbs(CardMoves[Result]):
    """A screen with somebody to stay in touch with."""

    def __init__(self, shortlists: Shortlists, services: TouchServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)
        self.touch = services

    def row(self) -> TouchRow | None:
        """The person the next verb works on."""
        raise NotImplementedError

    def target(self) -> CardRow | None:
        """There is no card to work on."""
        return None

    def names(self, ids: Sequence[str]) -> str:
        """The person's name, or how many they are."""
        if len(ids) == 1:
            return self.shortlists.contact(ids[0]).name
        return ngettext("{count} person", "{count} people", len(ids)).format(count=len(ids))

    async def write(self, contact: str, kind: str) -> None:
        """Open a letter to a person; the sentence about a sent one is told."""
        from netx_tui.services.letters import Wanted

        talk = self.touch.talks.letters.talk_for(kind, contact)
        await write_letter(self, self.touch.talks, Wanted(kind, contact, meeting=talk))

    @work(group="cards")
    async def action_events(self) -> None:
        """Add a life event, or remove one."""
        if self.keeps_private():
            return
        row = self.row()
        contact = self.asked(lambda: self.shortlists.contact(row.id)) if row else None
        if contact is None:
            return
        from netx_tui.screens.touch_papers import EventPaper
        from netx_tui.services.touch_drawing import event_line

        options = [("", _("add one ...")), *((event.id, event_line(event)) for event in contact.events)]
        chosen: str | None = ""
        if contact.events:
            chosen = await self.choose(_("Life events"), contact.name, options)
        if chosen == "":
            paper = EventPaper(self.touch.touches, self.shortlists, self.touch.clock, contact.id)
            await self.fill_in(paper)
        elif chosen:
            from netx_tui.widgets.dialogs import ConfirmDialog

            line = next(text for name, text in options if name == chosen)
            if await self.app.push_screen_wait(ConfirmDialog(_("Remove this event?"), line)):
                event_id = chosen
                self.told(lambda: self.touch.touches.remove_event(contact.id, event_id))

    @work(group="cards")
    async def action_promise(self) -> None:
        """Keep a word that was given."""
        row = self.row()
        if row is not None:
            from netx_tui.screens.touch_papers import PromisePaper

            await self.fill_in(PromisePaper(self.touch.actions, self.shortlists, self.touch.clock, row.id))

    @work(group="cards")
    async def action_person(self) -> None:
        """Open the person."""
        row = self.row()
        if row is not None:
            await open_link(self, f"contact:{row.id}")
            self.changed()

    # Drafts

    def takes_up(self, key: str) -> bool:
        """Letters and the forms of staying in touch open from here."""
        from netx_tui.screens.touch_papers import KINDS

        return is_letter(key) or key.partition(":")[0] in KINDS

    async def take_up(self, draft: Draft) -> None:
        """Open the letter or the form with what was typed in it."""
        if is_letter(draft.key):
            await write_letter(self, self.touch.talks, wanted_of(draft.key), draft)
            return
        paper = self._paper(draft.key)
        if paper is not None:
            await self.fill_in(paper, draft)

    def _paper(self, key: str) -> Paper | None:
        from netx_tui.screens import touch_papers as papers

        kind, _colon, about = key.partition(":")
        touch, shortlists = self.touch, self.shortlists
        name = "" if about == papers.NEW else about
        if kind == "touch":
            return papers.LogPaper(touch.touches, shortlists, touch.clock, name)
        if kind == "event":
            return papers.EventPaper(touch.touches, shortlists, touch.clock, name)
        if kind == "promise":
            return papers.PromisePaper(touch.actions, shortlists, touch.clock, name)
        return papers.ArticlePaper(touch.articles, name) if kind == "article" else None
