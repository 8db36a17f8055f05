"""A letter: its fields, the letter as it will be, what the rules say, and the ways out of netx."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input, Static

from netx_tui.domain.errors import NetxError
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _
from netx_tui.screens import filling
from netx_tui.screens.letter_by_hand import LetterByHand
from netx_tui.screens.letter_desk import LetterDesk
from netx_tui.screens.letter_draft import HalfWritten
from netx_tui.screens.letter_fill import FieldFilling
from netx_tui.screens.letter_view import page_of, verdict
from netx_tui.services.handover import Handover
from netx_tui.services.letters import Letters, Wanted
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.letter_fields import FieldList
from netx_tui.widgets.letter_page import LetterPage
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft

__all__ = ["Handover", "LetterScreen"]


class LetterScreen(LetterByHand):
    """The letter ``wanted``; returns the sentence about what was sent, ``None`` if nothing was.

    ``draft`` is a half-written one that the user wants to go on with.
    """

    AUTO_FOCUS = "FieldList"
    HELP = N_(
        "The fields of the letter: an exclamation mark says what it still needs, {list.open=enter} fills it "
        "in. Beside or below them the letter as it will be, with what the rules say. Nothing is sent by "
        "itself: copy it, write it to a file or open your mail program, and then say with {letter.sent=S} "
        "that you sent it."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as its class declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012
    CSS = """
    LetterScreen {
        #letter { layout: vertical; height: 1fr; }
        FieldList { height: auto; max-height: 8; }
        &.-low FieldList { max-height: 5; }
        #side { height: 1fr; border-top: solid $rule; }
        #verdict { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-wide {
            #letter { layout: horizontal; }
            FieldList { width: 46%; max-width: 76; height: 1fr; max-height: 100%; }
            #side { width: 1fr; border-top: none; border-left: solid $rule; }
        }
        LetterText { display: none; }
        &.-writing LetterText { display: block; }
        &.-writing LetterPage { height: 40%; border-top: solid $rule; }
        &.-writing .letter--text { display: none; }
        &.-writing .letter--findings { margin-top: 0; }
        &.-writing.-narrow FieldList, &.-writing.-low LetterPage { display: none; }
        &.-writing.-narrow #side { border-top: none; }
    }
    """

    fields = getters.query_one(FieldList)
    page = getters.query_one(LetterPage)
    line = getters.query_one(InPlace)

    def __init__(
        self,
        letters: Letters,
        wanted: Wanted,
        *,
        handover: Handover,
        draft: Draft | None = None,
        signs: Signs = UNICODE,
    ) -> None:
        super().__init__()
        self.letters = self.news = self.turning = letters
        self.handover = handover
        self.desk = LetterDesk(letters, wanted)
        self.signs = signs
        self._draft = draft
        self._half_written: HalfWritten | None = None

    def compose_body(self) -> ComposeResult:
        """The fields, the letter, what the rules say in a line, and the line to type in."""
        fields, line = FieldList(signs=self.signs), InPlace()
        self.filling = FieldFilling(fields, line, self.desk)
        with Container(id="letter"):
            yield fields
            with Vertical(id="side"):
                yield LetterPage()
        yield Static(id="verdict", markup=False)
        yield line

    def on_mount(self) -> None:
        """Show the letter; offer what was half-written."""
        if self._arrange():
            self._begin()

    @work
    async def _begin(self) -> None:
        """Go on with what was half-written, if the user wants that; from now on it is kept."""
        if self.drafts is None:
            return
        kept = HalfWritten(self.drafts, self.desk, lambda: self.filling.typing)
        older = (self._draft,) if self._draft else kept.waiting()
        draft = self._draft or await self.ask_which(older)
        if draft is not None:
            kept.go_on(draft)
        # While one was asked, the person may have gone.
        if not older or self._arrange():
            kept.keep()
            self._half_written = kept
            self.set_interval(filling.KEEP_SECONDS, self.keep_typed)

    # -- what is shown -----------------------------------------------------------------------------

    def changed(self) -> None:
        """Show the letter anew; where person or talk are gone, say so and close."""
        prepared = self.asked(lambda: self.desk.prepared(self.filling.typing))
        if prepared is not None:
            self.fields.show(self.desk.rows(prepared), self.fields.cursor)
            cure = self.key_of("letter.cure", "c")
            self.page.show(page_of(prepared, cure))
            by_hand = self.key_of("letter.reset", "r") if self.desk.own is not None else ""
            told = verdict(prepared, self.signs, cure_key=cure, by_hand=by_hand)
            self.query_one("#verdict", Static).update(told)
            self.refresh_bindings()
        elif self.app.screen is self:
            self.dismiss(None)

    def _arrange(self) -> bool:
        """Put the fields into their order and show everything; false where there is no letter."""
        prepared = self.asked(self.desk.arrange)
        if prepared is None:
            self.call_after_refresh(self._close)
            return False
        self.set_heading(visible(f"{self.desk.title}  {prepared.letter.lang}"))
        self.fields.show(self.desk.rows(prepared))
        self.changed()
        return True

    def _close(self) -> None:
        if self.app.screen is self:  # it may have closed in the meantime, seeing the same
            self.dismiss(None)

    def turn_over(self, change: Callable[[], None], *, is_another: bool = False) -> None:
        """Show the letter as ``change`` makes it; with ``is_another`` this one is put aside before."""
        if is_another and self._half_written:
            self._half_written.put_aside()
        change()
        self.stop_writing()
        if self._arrange() and self._half_written:
            self._half_written.keep()

    # -- fields ------------------------------------------------------------------------------------

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        """Say in which form the value of the field is wanted."""
        event.stop()
        row = self.fields.current
        if not self.is_writing:
            self.say(row.hint if row is not None and row.hint else "")

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        """Type the value over its row."""
        event.stop()
        row = self.fields.current
        if row is not None and self.desk.own is None:
            self.filling.open(row)
        elif row is not None:
            keys = {"reset": self.key_of("letter.reset", "r"), "edit": self.key_of("letter.edit", "e")}
            told = _("The text is your own now; {reset} goes back to the template, {edit} edits the text.")
            self.notify(told.format(**keys))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The letter follows while one types."""
        event.stop()
        if event.input is self.line and self.line.typing:
            self.filling.follow(event.value)
            self.changed()

    @on(InPlace.Done)
    def _filled(self, event: InPlace.Done) -> None:
        """Keep the value; after Enter the next one that is missing comes."""
        event.stop()
        self.filling.end(event)
        self.changed()
        if event.kept and event.text and self.fields.has_focus:
            self.filling.go_on()

    @on(FieldList.Ticked)
    def _ticked(self, event: FieldList.Ticked) -> None:
        event.stop()
        try:
            self.desk.tick(event.row.name)
        except NetxError as error:
            self.refuse(error)
        else:
            self.acknowledged()
            self.show_change()

    def _turn(self, call: Callable[[], str]) -> None:
        """A step such as the choice of a question is taken back, or done again."""
        self.desk.follow_agenda()
        super()._turn(call)

    # -- leaving -----------------------------------------------------------------------------------

    def leave(self) -> bool:
        """Esc leaves the text first."""
        if self.stop_writing():
            self.changed()
            return True
        if self._half_written and self._half_written.is_something:
            self.notify(_("What you typed is kept: it is offered when you write this letter again."))
        return False

    def on_unmount(self) -> None:
        """A letter that was sent needs no draft; another one waits."""
        if self._half_written and self.is_sent:
            self._half_written.drop()
        elif self._half_written:
            self._half_written.put_aside()
