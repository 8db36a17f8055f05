"""A form in a dialog: labelled fields one below the other, checked while one moves through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Input, Static

from netx_tui.domain.errors import FieldError, NetxError
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _
from netx_tui.widgets.dialogs import Dialog, button, leave_question
from netx_tui.widgets.form_fields import Check, ChoiceField, FormField, FormRow, FormRows

__all__ = ["Check", "ChoiceField", "FormDialog", "FormField", "Taker"]


class Taker(Protocol):
    """Who takes what is typed into a form; the form stays open until that is done."""

    def refresh(self) -> None:
        """Tell the form what stands below it now."""

    def save(self, values: dict[str, str]) -> None:
        """Save the changed fields. Raises ``NetxError`` where that cannot be done."""

    def ask_what_now(self) -> None:
        """What the form is about is gone: ask what shall become of the text."""


class Fields(VerticalScroll, inherit_bindings=False):
    """The scrolling part of a form; the arrows move between the fields in it and scroll by that."""


class FormDialog(Dialog[dict[str, str] | None]):
    """Several fields; returns those that changed, ``{}`` if none did, ``None`` if the user gave up.

    With a ``taker`` it closes only when the fields are saved.
    """

    AUTO_FOCUS = ".form--field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), tooltip=N_("Save all fields."), id="form.save"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        sentence: str = "",
        check: Check | None = None,
        echo: Check | None = None,
        must_save: bool = False,
    ) -> None:
        """``check`` is asked about each field that changed, when it is left and before saving.

        ``echo`` says while one types how a field is understood; it stands in place of the hint. With
        ``must_save`` the taker is asked to save even if nothing was typed, and says what is lacking.
        """
        super().__init__()
        self.heading, self._sentence = title, sentence
        self.rows = FormRows(fields)
        self.taker: Taker | None = None
        self._check, self._echo, self._must_save = check, echo, must_save
        self._is_gone = False

    def compose(self) -> ComposeResult:
        """Title, sentence, the fields in a scrolling part, the hint, what went wrong, two buttons."""
        with Vertical(classes="dialog--box form--box"):
            yield Static(self.heading, markup=False, classes="dialog--title")
            if self._sentence:
                yield Static(self._sentence, markup=False, classes="dialog--sentence")
            with Fields(classes="form--fields", can_focus=False):
                for row in self.rows:
                    yield from row.compose()
            yield Static("", markup=False, classes="form--hint")
            trouble = Static("", markup=False, classes="form--trouble")
            trouble.display = False
            yield trouble
            with Horizontal(classes="dialog--buttons"):
                yield button(_("Save"), "save")
                yield button(_("Cancel"), "cancel")

    def on_resize(self) -> None:
        """Keep title, hint and buttons on the screen; the fields scroll."""
        other = self.query_one(".form--box").children
        fields = self.query_one(".form--fields")
        used = sum(child.outer_size.height + 1 for child in other if child is not fields and child.display)
        fields.styles.max_height = max(self.size.height - used - 2, 3)

    # -- moving through the fields -----------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the field that has the focus now."""
        row = self.rows.of(event.widget)
        if row is None or not self._tell_understood(row):
            self.query_one(".form--hint", Static).update(row.field.hint if row else "")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        row = self.rows.of(event.input)
        if row is not None and self.focused is event.input:
            self._tell_understood(row)

    def _tell_understood(self, row: FormRow) -> bool:
        """Say how the text of a field is understood; false where there is nothing to say."""
        told = (self._echo(row.field.name, row.text) or "") if self._echo else ""
        if told:
            self.query_one(".form--hint", Static).update(visible(told))
        return bool(told)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left."""
        row = self.rows.of(event.widget)
        if row:
            row.settle()
            row.is_good(self._check)

    @on(Input.Submitted)
    @on(ChoiceField.Submitted)
    def _go_on(self, event: Message) -> None:
        event.stop()
        self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_cancel()

    # -- what is told from outside -----------------------------------------------------------------

    def tell(self, sentence: str) -> None:
        """Say above the buttons what went wrong; an empty sentence takes it away."""
        trouble = self.query_one(".form--trouble", Static)
        trouble.update(visible(sentence))
        if trouble.display != bool(sentence):
            trouble.display = bool(sentence)
        self.call_after_refresh(self.on_resize)

    def say_gone(self, sentence: str) -> None:
        """What the form is about is gone, as ``sentence`` tells; an empty one: it is there again."""
        if self._is_gone != bool(sentence):
            self._is_gone = bool(sentence)
            self.tell(sentence)

    # -- leaving -----------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save the changed fields; where one is wrong, say so and go there."""
        if self.taker is not None:
            self.taker.refresh()
            if self._is_gone:
                self.taker.ask_what_now()
                return
        wrong = [row for row in self.rows if row.touched and not row.is_good(self._check)]
        clashes = self.rows.clashes()
        if wrong:
            self.set_focus(wrong[0].editor)
        elif clashes:
            from netx_tui.widgets.merge_dialog import Clash, MergeDialog

            asked = [
                Clash(row.field.name, row.field.label, row.shown(row.text), row.shown(row.theirs))
                for row in clashes
            ]
            self.app.push_screen(MergeDialog(asked), self._decided)
        else:
            self._save()

    def _decided(self, mine: Mapping[str, bool] | None) -> None:
        """Go on saving with the answers, by field: true for one's own text."""
        if mine is None:
            return
        for row in self.rows.clashes():
            if row.field.name in mine:
                row.decide(mine=mine[row.field.name])
        self._save()

    def _save(self) -> None:
        typed = self.rows.typed()
        if self.taker is not None and (typed or self._must_save):
            try:
                self.taker.save(typed)
            except FieldError as error:
                self._say_wrong(error)
                return
            except NetxError as error:
                self.tell(error.message)
                return
        self.dismiss(typed)

    def _say_wrong(self, error: FieldError) -> None:
        row = next((row for row in self.rows if row.field.name == error.field), None)
        if row is None:
            self.tell(error.message)
        else:
            row.say_wrong(error.message)
            self.set_focus(row.editor)

    def action_cancel(self) -> None:
        """Give up; asks first if something typed would be lost."""
        if self.rows.unsaved:
            self.app.push_screen(leave_question(), self._leave)
        else:
            self.dismiss(None)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(None)
