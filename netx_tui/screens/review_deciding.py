"""How one thing of a step of the weekly review is decided: by the board's own verbs, or where Today leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netx_tui.domain.board_rows import CardRow, Spot
from netx_tui.domain.errors import NetxError
from netx_tui.domain.review_steps import NEXT_WEEK, WAITING, ReviewItem, ReviewStep
from netx_tui.i18n import _
from netx_tui.screens.card_verbs import CardVerbs
from netx_tui.screens.papers import Paper
from netx_tui.screens.today_doing import StepDoing
from netx_tui.widgets.forms import FormDialog, FormField

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.reviews import Reviews

DRAFT = "review:note"


class NotePaper(Paper):
    """The sentence that ends a review."""

    key = DRAFT

    def __init__(self, reviews: Reviews) -> None:
        self._reviews = reviews

    def form(self) -> FormDialog:
        """The form."""
        hint = _("one sentence: a fact, a doubt, a next question")
        field = FormField("note", _("What I learned"), hint=hint)
        return FormDialog(_("The end of the review"), [field], must_save=True)

    def save(self, values: dict[str, str]) -> str:
        """End the review."""
        return self._reviews.finish(values.get("note", ""))


class Deciding(StepDoing[None], CardVerbs[None]):
    """A screen on which what a step of the review holds is decided, one by one."""

    reviews: Reviews
    _known: tuple[object, CardRow | None] = (None, None)

    @property
    def item(self) -> ReviewItem | None:
        """What the next verb works on."""
        raise NotImplementedError

    def target(self) -> CardRow | None:
        """The card or insight the board's verbs work on."""
        item = self.item
        if item is None or item.kind not in ("card", "insight"):
            return None
        stands_on = (item, self.shortlists.version)
        if self._known[0] != stands_on:
            try:
                self._known = (stands_on, self.services.board.row(item.id))
            except NetxError:
                self._known = (stands_on, None)
        return self._known[1]

    def show_card(self, card_id: str) -> None:
        """A card changed: so may what is left."""
        self.changed()

    async def decide_about(self, step: ReviewStep, item: ReviewItem) -> None:
        """Ask what is to be done, and do it."""
        if item.kind == "insight":
            await self._insight(item)
        elif item.kind == "step":
            await self._do(item)
        elif step.key == NEXT_WEEK:
            await self._pick(item)
        elif step.key == WAITING:
            await self._nudge(item)
        else:
            await self.decide(item.id)
        self.changed()

    async def _insight(self, item: ReviewItem) -> None:
        way = await self.choose(
            _("What was learned"), item.text, [("card", _("make a card of it")), ("info", _("only to know"))]
        )
        if way == "card":
            await self.make_card([item.id])
        elif way == "info":
            self.told(lambda: self.services.insights.only_to_know(item.id))

    async def _do(self, item: ReviewItem) -> None:
        rule, _colon, subject = item.id.partition(":")
        rows = (row for row in self.todays.rows() if (row.rule, row.subject) == (rule, subject))
        row = next(rows, None)
        if row is not None:
            await self.do_step(row)

    async def _pick(self, item: ReviewItem) -> None:
        from netx_tui.services.actions import TOP

        await self.place([item.id], Spot("doing", TOP))

    async def _nudge(self, item: ReviewItem) -> None:
        """Somebody owes something: write and ask again later, only ask later, or decide otherwise."""
        action = self.asked(lambda: self.services.actions.action(item.id))
        if action is None:
            return
        options = [("day", _("ask again on another day ...")), ("decide", _("decide otherwise ..."))]
        if action.contact:
            options.insert(0, ("mail", _("write a mail, then a new day ...")))
        way = await self.choose(_("Waiting"), item.text, options)
        if way == "decide":
            await self.decide(item.id)
            return
        if way == "mail":
            await self.write_any(action.contact)
        if way:
            await self._ask_again(item)

    async def _ask_again(self, item: ReviewItem) -> None:
        from netx_tui.widgets.dialogs import TextDialog

        dialog = TextDialog(_("Ask again on"), _("fri, +3d, 1w 2d, 12.12."))
        typed = await self.app.push_screen_wait(dialog)
        if typed:
            self.told(lambda: self.services.actions.set([item.id], {"nudge_on": typed}))

    def takes_up(self, key: str) -> bool:
        """The sentence at the end is kept while it is typed."""
        return key == DRAFT or super().takes_up(key)

    async def take_up(self, draft: Draft) -> None:
        """Open the form with what was typed in it."""
        if draft.key == DRAFT:
            await self.fill_in(NotePaper(self.reviews), draft)
        else:
            await super().take_up(draft)
