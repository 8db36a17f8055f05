"""A form at work over a screen: it follows other sessions, keeps a draft, and closes when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from netx_tui.domain.errors import NetxError, NotFound
from netx_tui.domain.presenting import veiled
from netx_tui.i18n import _
from netx_tui.screens.offering import Offering
from netx_tui.widgets.veil import presents

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.screens.papers import Paper
    from netx_tui.widgets.forms import FormDialog

Result = TypeVar("Result")

KEEP_SECONDS = 2.0
"""How often what is typed is kept."""


class Filling(Offering[Result]):
    """A screen over which forms are filled in."""

    _desk: Desk | None = None

    # -- what screens override ---------------------------------------------------------------------

    def follow(self) -> None:
        """Take in what other sessions wrote."""

    def refuse(self, error: NetxError) -> None:
        """Tell why something could not be done."""
        told = veiled(error) if presents(self) else error
        self.notify(told.message, severity="warning", markup=False)

    def not_saved(self, error: NetxError) -> None:
        """Something that was to be saved was refused, and told."""

    def changed(self) -> None:
        """Show what is true now: somebody has changed the data. Cursor, filter and marks stay."""

    def done(self, sentence: str) -> None:
        """Tell what was done, and show it."""

    # -- forms -------------------------------------------------------------------------------------

    async def fill_in(self, paper: Paper, draft: Draft | None = None) -> str:
        """Let the user fill in ``paper``; the sentence about what was saved, empty if nothing was.

        An older draft of the same form is offered first; ``draft`` is one that was taken up already.
        """
        waiting = self.drafts.waiting(paper.key) if self.drafts else ()
        chosen = draft or await self.ask_which(waiting)
        paper, form = self._form_for(paper, chosen)
        if form is None:
            return ""
        drafts, desk = self.drafts, Desk(self, paper, form)
        form.taker = self._desk = desk
        if drafts is None:
            await self.app.push_screen_wait(form)
            self._desk = None
            return self._told_saved(paper, desk)
        if chosen:
            drafts.take_up(chosen, paper.key)
        drafts.open_form(paper.key, form.heading, lambda: (form.rows.unsaved, form.rows.base()))
        timer = self.set_interval(KEEP_SECONDS, self.keep_typed)
        try:
            await self.app.push_screen_wait(form)
        finally:
            # Leaving netx ends it here too: what is typed is kept then.
            timer.stop()
            drafts.look()
            drafts.close_form(paper.key)
            self._desk = None
        drafts.put_aside(paper.key) if desk.put_aside else drafts.drop(paper.key)
        return self._told_saved(paper, desk)

    def _told_saved(self, paper: Paper, desk: Desk) -> str:
        if desk.sentence and paper.undoable:
            self.done(desk.sentence)
        elif desk.sentence:
            self.notify(desk.sentence, markup=False)
            self.changed()
        return desk.sentence

    def _form_for(self, paper: Paper, draft: Draft | None) -> tuple[Paper, FormDialog | None]:
        """The form with the text of ``draft`` in it; of what is gone, a form for something new."""
        try:
            form = paper.form()
        except NotFound as error:
            new = paper.as_new() if draft else None
            self.refuse(error)
            if draft is None or new is None:
                return paper, None
            form = new.form()
            form.rows.take_up({**draft.base, **draft.values}, {})
            return new, form
        if draft:
            form.rows.take_up(draft.values, draft.base)
        return paper, form

    def keep_typed(self) -> None:
        """Keep what stands in the open form; tell, once, if that is not possible."""
        if self.drafts is not None:
            self.drafts.look()
            trouble = self.drafts.trouble()
            if trouble:
                self.notify(trouble, severity="warning", timeout=15, markup=False)

    def refresh_form(self) -> None:
        """Show in the open form what others changed below it."""
        if self._desk is not None:
            self._desk.look()


class Desk:
    """Where one form is filled in: between the form, its paper, and the screen below."""

    def __init__(self, screen: Filling[Result], paper: Paper, form: FormDialog) -> None:
        self.sentence = ""
        """What was saved; empty until then."""
        self.put_aside = False
        """Whether the text shall stay as a draft although the form closes."""
        self._screen = screen
        self._paper = paper
        self._form = form

    def refresh(self) -> None:
        """Tell the form what stands below it now, with what others wrote a moment ago."""
        self._screen.follow()
        self.look()

    def look(self) -> None:
        """Tell the form what stands below it now."""
        if not self._form.is_mounted:
            return
        try:
            texts = self._paper.now()
        except NotFound as error:
            self._form.say_gone(
                _("{reason} Saving asks what shall become of your text.").format(reason=error.message)
            )
        else:
            self._form.say_gone("")
            self._form.rows.underneath(texts)

    def save(self, values: dict[str, str]) -> None:
        """Save; a refusal goes back to the form, which stays open."""
        self._save(lambda: self._paper.save(values))

    def ask_what_now(self) -> None:
        """What the form is about is gone: something new, a draft, or back to the form."""
        from netx_tui.widgets.dialogs import ChoiceDialog

        options = [("draft", _("keep the text as a draft")), ("back", _("back to the form"))]
        if self._paper.as_new() is not None:
            options.insert(0, ("new", _("create the person anew from what stands here")))
        sentence = _("What shall become of what you typed?")
        dialog = ChoiceDialog(_("Deleted in another session"), sentence, options)
        self._screen.app.push_screen(dialog, self._decided)

    def _decided(self, answer: str | None) -> None:
        new = self._paper.as_new()
        if answer == "new" and new is not None:
            texts = self._form.rows.texts()
            try:
                self._save(lambda: new.save(texts))
            except NetxError as error:
                self._form.tell(error.message)
            else:
                self._form.dismiss(texts)
        elif answer == "draft":
            self.put_aside = True
            self._form.dismiss(None)
            self._screen.notify(_("Kept: it is offered again at the next start."), markup=False)

    def _save(self, save: Callable[[], str]) -> None:
        try:
            self.sentence = save()
        except NetxError as error:
            self._screen.not_saved(error)
            raise
