"""A letter: its fields, the letter as it will be, what the rules say, and the ways out of netx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.timer import Timer
from textual.widgets import Input, Static

from netx_tui.domain.contacts import NOTHING
from netx_tui.domain.errors import NetxError
from netx_tui.domain.lint.cures import cure_label
from netx_tui.domain.lint.letter import SEVERITIES
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens import filling
from netx_tui.screens.letter_by_hand import LetterByHand
from netx_tui.screens.letter_desk import LetterDesk, has_subject, length_told
from netx_tui.screens.letter_ways import letter_key
from netx_tui.services.handover import Handover
from netx_tui.services.letters import Letters, Prepared, Wanted
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.letter_fields import FieldList, FieldRow
from netx_tui.widgets.letter_page import LetterPage, ShownLetter, severity_sign, severity_style
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
        "The fields of the letter: an exclamation mark says what it still needs, enter fills it in. Beside "
        "or below them the letter as it will be, with what the rules say. Nothing is sent by itself: copy "
        "it, write it to a file or open your mail program, and then say with S that you sent it."
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
    BINDINGS: ClassVar[list[BindingType]] = [
        letter_key("l", "lang", N_("language"), N_("The other language: English or German."), show=True),
        letter_key("k", "kind", N_("kind"), N_("Another kind of letter to this person.")),
        letter_key("r", "reset", N_("template"), N_("Back to the text of the template.")),
    ]

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
        self._typing: Mapping[str, str] = NOTHING  # what stands in the field that is open
        self._keeping: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The fields, the letter, what the rules say in a line, and the line to type in."""
        with Container(id="letter"):
            yield FieldList(signs=self.signs)
            with Vertical(id="side"):
                yield LetterPage()
        yield Static(id="verdict", markup=False)
        yield InPlace()

    def on_mount(self) -> None:
        """Show the letter; offer what was half-written."""
        if self._arrange():
            self._begin()

    @work
    async def _begin(self) -> None:
        draft = self._draft or await self._asked_for(self.desk.key)
        if draft is not None:
            self.desk.take_up(draft.values)
            if self.drafts:
                self.drafts.take_up(draft, self.desk.key)
            self._arrange()
        self._keep()

    # -- what is shown -----------------------------------------------------------------------------

    def changed(self) -> None:
        """Show the letter anew; where person or talk are gone, say so and close."""
        try:
            prepared = self.desk.prepared(self._typing)
        except NetxError as error:
            self.refuse(error)
            if self.app.screen is self:
                self.dismiss(None)
            return
        self._show(prepared)

    def _arrange(self) -> bool:
        """Put the fields into their order and show everything; false where there is no letter."""
        try:
            self.desk.arrange()
            prepared = self.desk.prepared()
            heading = f"{self.desk.title}  {prepared.letter.lang}"
        except NetxError as error:
            self.refuse(error)
            self.call_after_refresh(self._close)
            return False
        self.set_heading(visible(heading))
        self.fields.show(self.desk.rows(prepared))
        self._show(prepared)
        return True

    def _close(self) -> None:
        self.dismiss(None)

    def _show(self, prepared: Prepared) -> None:
        self.fields.show(self.desk.rows(prepared), self.fields.cursor)
        letter = prepared.letter
        self.page.show(
            ShownLetter(
                letter.to,
                letter.subject,
                letter.text,
                tuple(prepared.findings),
                prepared.fact,
                has_subject(prepared),
            )
        )
        self.query_one("#verdict", Static).update(self._verdict(prepared))
        self.refresh_bindings()

    def _verdict(self, prepared: Prepared) -> Content:
        """Length, how many findings there are of each severity, the first cure, the first finding."""
        parts = [Content(length_told(prepared))]
        for severity in SEVERITIES:
            count = sum(finding.severity == severity for finding in prepared.findings)
            if count:
                told = f"{severity_sign(severity)} {_counted(severity, count)}".strip()
                parts.append(Content.styled(told, severity_style(severity)))
        if not prepared.findings:
            parts.append(Content.styled(f"{self.signs.done} " + _("nothing to mend"), "$text-success"))
        cures = list(dict.fromkeys(finding.cure for finding in prepared.findings if finding.cure))
        if cures:
            parts.append(Content.styled(_("c: {what}").format(what=cure_label(cures[0])), "$accent"))
        if self.desk.own is not None:
            parts.append(Content.styled(_("your own text; r: template"), "$text-muted"))
        if prepared.findings:
            parts.append(Content(visible(prepared.findings[0].sentence)))
        return Content("   ").join(parts)

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        """Say in which form the value of the field is wanted."""
        event.stop()
        row = self.fields.current
        if not self.is_writing:
            self.say(row.hint if row is not None and row.hint else "")

    # -- fields ------------------------------------------------------------------------------------

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        row = self.fields.current
        if row is not None:
            self._fill(row)

    def _fill(self, row: FieldRow) -> None:
        """Type the value over its row."""
        if self.desk.own is not None:
            self.notify(_("The text is your own now; r goes back to the template, e edits the text."))
            return
        fields = self.fields
        place = fields.region.offset + Offset(fields.text_at, fields.cursor - fields.scroll_offset.y)
        body = self.query_one("#body").region.offset
        self.line.open(row.name, row.value, fields, place - body, fields.text_width)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The letter follows while one types."""
        event.stop()
        if event.input is self.line and self.line.typing:
            self._typing = {self.line.key: event.value.strip()}
            self.changed()

    @on(InPlace.Done)
    def _filled(self, event: InPlace.Done) -> None:
        """Keep the value; after Enter the next one that is missing comes."""
        event.stop()
        self._typing = NOTHING
        if event.kept:
            self.desk.fill(event.key, event.text)
        self.changed()
        if event.kept and event.text and self.fields.has_focus:
            self._next_missing()

    def _next_missing(self) -> None:
        rows = self.fields.rows
        at = next((place for place, row in enumerate(rows) if row.missing), None)
        if at is not None:
            self.fields.cursor = at
            self.call_after_refresh(self._fill, rows[at])

    @on(FieldList.Ticked)
    def _ticked(self, event: FieldList.Ticked) -> None:
        event.stop()
        try:
            self.desk.tick(event.row.name)
        except NetxError as error:
            self.refuse(error)
            return
        self.acknowledged()
        self.show_change()

    def undo(self) -> None:
        """Take back the last step, such as the choice of a question."""
        self.desk.follow_agenda()
        super().undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.desk.follow_agenda()
        super().redo()

    # -- another letter ----------------------------------------------------------------------------

    @work
    async def action_kind(self) -> None:
        """Ask for another kind of letter."""
        kinds = self.asked(lambda: self.letters.kinds(self.desk.wanted.contact))
        if kinds is None:
            return
        now = self.desk.wanted.kind
        options = [(kind, kind_label(kind)) for kind in kinds]
        kind = await self.choose(_("Which letter?"), "", options, now)
        if kind and kind != now and await self._may_lose_text():
            self._put_aside()
            self.desk.change_kind(kind)
            self._other_letter()

    @work
    async def action_lang(self) -> None:
        """The other language."""
        if await self._may_lose_text():
            self.desk.change_lang()
            self._other_letter()

    @work
    async def action_reset(self) -> None:
        """Ask, then go back to the template; the fields stay."""
        if not self.desk.is_changed:
            self.notify(_("This is the text of the template."))
        elif await self._may_lose_text():
            self.desk.reset()
            self._other_letter()

    def _other_letter(self) -> None:
        self.stop_writing()
        self._arrange()
        self._keep()

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

    # -- drafts, and the way back ------------------------------------------------------------------

    def _keep(self) -> None:
        """From now on what is half-written is kept."""
        if self.drafts:
            desk = self.desk
            self.drafts.open_form(desk.key, desk.title, lambda: (desk.half_written(self._typing), {}))
            if self._keeping is None:
                self._keeping = self.set_interval(filling.KEEP_SECONDS, self.keep_typed)

    def _put_aside(self) -> None:
        """Let what is half-written wait until this letter is opened again."""
        if self.drafts:
            self.drafts.look()
            self.drafts.close_form(self.desk.key)
            half_written = self.desk.half_written()
            self.drafts.put_aside(self.desk.key) if half_written else self.drafts.drop(self.desk.key)

    def leave(self) -> bool:
        """Esc leaves the text first."""
        if self.stop_writing():
            self.changed()
            return True
        if self.drafts and self.desk.half_written():
            self.notify(_("What you typed is kept: it is offered when you write this letter again."))
        return False

    def on_unmount(self) -> None:
        """A letter that was sent needs no draft; another one waits."""
        if self.is_sent and self.drafts:
            self.drafts.close_form(self.desk.key)
            self.drafts.drop(self.desk.key)
        else:
            self._put_aside()


def _counted(severity: str, count: int) -> str:
    if severity == "error":
        return ngettext("{count} error", "{count} errors", count).format(count=count)
    if severity == "warn":
        return ngettext("{count} warning", "{count} warnings", count).format(count=count)
    return ngettext("{count} note", "{count} notes", count).format(count=count)
