"""A screen that offers again what was half-typed when netx ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from netx_tui.domain.short_dates import short_date
from netx_tui.i18n import _
from netx_tui.screens.common_keys import CommonKeys

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.drafts import Drafts

Result = TypeVar("Result")

WELCOME = "welcome"
"""The key of the draft of an answer at the first start."""
UP, AWAY, LATER = "up", "away", "later"


class Offering(CommonKeys[Result]):
    """A screen that knows the drafts; one that takes some of them up says so."""

    _offers = False

    @property
    def drafts(self) -> Drafts | None:
        """Where half-typed text is kept, if it is."""
        return self.shell.drafts if self.shell else None

    # -- what screens override ---------------------------------------------------------------------

    def takes_up(self, key: str) -> bool:
        """Whether a draft of this key can be taken up here."""
        return False

    async def take_up(self, draft: Draft) -> None:
        """Open the form of a draft with its text."""

    # -- offers ------------------------------------------------------------------------------------

    def offer_draft(self) -> None:
        """Offer a draft that can be taken up here, unless something else is open."""
        drafts = self.drafts
        if drafts is None or self._offers or self.app.screen is not self:
            return
        draft = drafts.next_offer(self.takes_up)
        if draft is not None:
            self._offers = True
            self.run_worker(self._offer(draft), group="drafts")

    async def _offer(self, draft: Draft) -> None:
        """Offer ``draft``; the next one waits until this one is put off, or what was taken up is done."""
        sentence = _("You were typing in '{title}' {when}. Take it up again?")
        try:
            if await self._asked(draft, sentence):
                await self.take_up(draft)
        finally:
            self._offers = False

    async def ask_which(self, drafts: Iterable[Draft]) -> Draft | None:
        """The one of these ``drafts`` of the form at hand that the user wants to go on with."""
        for draft in drafts:
            if await self._asked(draft, _("You were typing here {when}: take it up again?")):
                return draft
        return None

    async def _asked(self, draft: Draft, sentence: str) -> bool:
        from netx_tui.widgets.dialogs import ButtonDialog

        today = self.shell.today() if self.shell and self.shell.today else None
        asked = sentence.format(title=draft.title, when=when(draft.at, today))
        answers = [(UP, _("Take up")), (AWAY, _("Throw away")), (LATER, _("Later"))]
        answer = await self.app.push_screen_wait(ButtonDialog(_("Not saved yet"), asked, answers))
        if answer == AWAY and self.drafts:
            self.drafts.throw_away(draft)
        return answer == UP


def when(at: datetime, today: date | None) -> str:
    """``at`` in words: the hour today, the day of the week within a week, else the date."""
    weekdays = _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
    days_ago = (today - at.date()).days if today else -1
    if days_ago == 0:
        return _("today at {time}").format(time=f"{at:%H:%M}")
    day = weekdays[at.weekday()] if 0 < days_ago < len(weekdays) else short_date(at.date())
    return _("on {day} {time}").format(day=day, time=f"{at:%H:%M}")
