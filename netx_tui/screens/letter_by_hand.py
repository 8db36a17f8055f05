"""A letter made another one: written by hand, cured, in another language, of another kind, or anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from netx_tui.domain.errors import NetxError
from netx_tui.domain.lint.cures import cure_label
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.i18n import N_, _
from netx_tui.screens.letter_desk import as_text, from_text, has_subject
from netx_tui.screens.letter_view import cures_of
from netx_tui.screens.letter_ways import LetterWays, letter_key
from netx_tui.widgets.letter_fields import FieldList
from netx_tui.widgets.letter_page import LetterPage

if TYPE_CHECKING:
    from netx_tui.widgets.letter_text import LetterText


class LetterByHand(LetterWays):
    """A screen with a letter whose text can be changed; ``#side`` holds the text while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter_key("e", "edit", N_("text"), N_("Write subject and text yourself."), show=True),
        letter_key("E", "editor", N_("editor"), N_("Write subject and text in your own editor.")),
        letter_key("c", "cure", N_("cure"), N_("Do what the rules propose.")),
        letter_key("l", "lang", N_("language"), N_("The other language: English or German."), show=True),
        letter_key("k", "kind", N_("kind"), N_("Another kind of letter to this person.")),
        letter_key("r", "reset", N_("template"), N_("Back to the text of the template.")),
    ]

    _text: LetterText | None = None

    def turn_over(self, change: Callable[[], None], *, is_another: bool = False) -> None:
        """Show the letter as ``change`` makes it; with ``is_another`` this one is put aside before."""
        raise NotImplementedError

    # -- written by hand ---------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Write subject and text in place of the letter."""
        prepared = self.letter()
        if prepared is None:
            return
        from netx_tui.widgets.letter_text import LetterText

        self.stop_writing()
        letter = prepared.letter
        self._text = LetterText(letter.subject, letter.text, has_subject=has_subject(prepared))
        self.query_one("#side").mount(self._text, before=0)
        self.add_class("-writing")
        self._text.call_after_refresh(self._text.focus_text)
        self.say(self.with_keys(_("{back=escape} goes back; what you wrote stays.")))

    @on(LetterPage.Opened)
    def _page_opened(self, event: LetterPage.Opened) -> None:
        event.stop()
        self.action_edit()

    def on_letter_text_changed(self, event: LetterText.Changed) -> None:
        """The rules follow while one writes."""
        event.stop()
        try:
            self.desk.write(event.subject, event.text)
        except NetxError as error:
            self.refuse(error)
            return
        self.changed()

    @property
    def is_writing(self) -> bool:
        """Whether the text is open for writing."""
        return self._text is not None

    def stop_writing(self) -> bool:
        """Close the text; what was written stays. False where it was not open."""
        if self._text is None:
            return False
        self._text.remove()
        self._text = None
        self.remove_class("-writing")
        self.query_one(FieldList).focus()
        self.say("")
        return True

    def action_editor(self) -> None:
        """Write subject and text in ``$EDITOR``."""
        from netx_tui.screens.editor import edited

        prepared = self.letter()
        text = self.asked(lambda: edited(self.app, as_text(prepared))) if prepared else None
        if prepared is not None and text is not None:
            self.desk.write(*from_text(text, prepared))
            self.changed()

    # -- another letter ----------------------------------------------------------------------------

    @work
    async def action_cure(self) -> None:
        """Take the cure; where there are several, ask which."""
        prepared = self.letter()
        if prepared is None:
            return
        cures = cures_of(prepared)
        if not cures:
            self.notify(_("There is nothing that a key can cure."))
            return
        cure: str | None = cures[0]
        if len(cures) > 1:
            cure = await self.choose(_("Cure"), "", [(code, cure_label(code)) for code in cures])
        if cure:
            self.desk.cure(cure)
            self.changed()

    @work
    async def action_kind(self) -> None:
        """Ask for another kind of letter."""
        kinds = self.asked(lambda: self.letters.kinds(self.desk.wanted.contact))
        if kinds is None:
            return
        now = self.desk.wanted.kind
        kind = await self.choose(_("Which letter?"), "", [(kind, kind_label(kind)) for kind in kinds], now)
        if kind and kind != now and await self._may_lose_text():
            self.turn_over(lambda: self.desk.change_kind(kind), is_another=True)

    @work
    async def action_lang(self) -> None:
        """The other language."""
        if await self._may_lose_text():
            self.turn_over(self.desk.change_lang)

    @work
    async def action_reset(self) -> None:
        """Ask, then go back to the template; the fields stay."""
        if not self.desk.is_changed:
            self.notify(_("This is the text of the template."))
        elif await self._may_lose_text():
            self.turn_over(self.desk.reset)

    async def _may_lose_text(self) -> bool:
        if self.desk.own is None:
            return True
        from netx_tui.widgets.dialogs import ConfirmDialog

        dialog = ConfirmDialog(
            _("Back to the template?"),
            _("What you wrote into the text goes; the fields stay."),
            yes=_("Template"),
            no=_("My text"),
            careful=True,
        )
        return await self.app.push_screen_wait(dialog)
