"""A form in a dialog: labelled fields one below the other, checked while one moves through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from netx_tui.i18n import N_, _
from netx_tui.widgets.dialogs import Dialog, button, leave_question, one_line

Check = Callable[[str, str], str | None]
"""Takes the name of a field and its text; returns the sentence that says what is wrong, or ``None``."""


@dataclass(frozen=True)
class FormField:
    """One field of a form.

    ``kind`` is ``line``, ``text`` (several lines) or ``choice``; ``choices`` are pairs of a value and
    its label, ``hint`` is shown while the field has the focus, ``error`` from the start.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "line"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    error: str = ""


class ChoiceField(Widget, can_focus=True):
    """One of several values on one line: left and right go through them, a letter jumps."""

    DEFAULT_CSS = "ChoiceField { height: 1; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", N_("next value"), tooltip=N_("Next value."), id="choice.next"),
        Binding("left", "step(-1)", N_("value before"), tooltip=N_("Value before."), id="choice.previous"),
        Binding("enter", "go_on", N_("go on"), tooltip=N_("Go on to the next field."), id="choice.done"),
    ]

    value: reactive[str] = reactive("")

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        field: ChoiceField

    def __init__(self, value: str, choices: tuple[tuple[str, str], ...], *, id: str | None = None) -> None:
        """A value that is none of ``choices`` is offered as the first one, so that it is not lost."""
        super().__init__(id=id)
        known = any(value == one for one, _label in choices)
        self._choices = choices if known else ((value, value or "–"), *choices)
        self.set_reactive(ChoiceField.value, value)

    def render(self) -> Content:
        """The label of the value, between arrows."""
        label = dict(self._choices)[self.value]
        return Content.assemble(("‹ ", "dim"), label, (" ›", "dim")).truncate(max(self.size.width, 1))

    def action_step(self, by: int) -> None:
        """Go ``by`` values on, around the end."""
        values = [value for value, _label in self._choices]
        self.value = values[(values.index(self.value) + by) % len(values)]

    def action_go_on(self) -> None:
        """Tell the form to go on."""
        self.post_message(self.Submitted(self))

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next value whose label begins with it."""
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        values = [value for value, _label in self._choices]
        at = values.index(self.value) + 1
        turned = self._choices[at:] + self._choices[:at]
        event.stop()
        self.value = next(
            (value for value, label in turned if label.casefold().startswith(letter)), self.value
        )


class Fields(VerticalScroll, inherit_bindings=False):
    """The scrolling part of a form; the arrows move between the fields in it and scroll by that."""


class FormDialog(Dialog[dict[str, str] | None]):
    """Several fields; returns those that changed, ``{}`` if none did, ``None`` if the user gave up."""

    AUTO_FOCUS = ".form--field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), tooltip=N_("Save all fields."), id="form.save"),
    ]

    def __init__(
        self, title: str, fields: Sequence[FormField], *, sentence: str = "", check: Check | None = None
    ) -> None:
        """``check`` is asked about each field that changed, when it is left and before saving."""
        super().__init__()
        self._title, self._sentence = title, sentence
        self._fields = tuple(fields)
        self._check = check

    def compose(self) -> ComposeResult:
        """Title, sentence, the fields in a scrolling part, the hint, two buttons."""
        with Vertical(classes="dialog--box form--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            if self._sentence:
                yield Static(self._sentence, markup=False, classes="dialog--sentence")
            with Fields(classes="form--fields", can_focus=False):
                for number, field in enumerate(self._fields):
                    yield from self._row(number, field)
            yield Static("", markup=False, classes="form--hint")
            with Horizontal(classes="dialog--buttons"):
                yield button(_("Save"), "save")
                yield button(_("Cancel"), "cancel")

    def _row(self, number: int, field: FormField) -> ComposeResult:
        with Horizontal(classes="form--row"):
            yield Static(field.label, markup=False, classes="form--label")
            yield self._editor(number, field)
        error = Static(field.error, markup=False, classes="form--error", id=f"error-{number}")
        error.display = bool(field.error)
        yield error

    def _editor(self, number: int, field: FormField) -> Widget:
        id = f"field-{number}"
        editor: Widget
        if field.kind == "choice":
            editor = ChoiceField(field.value, field.choices, id=id)
        elif field.kind == "text":
            editor = _paragraphs(field.value, id)
        else:
            editor = one_line(field.value, id)
        editor.add_class("form--field")
        return editor

    def on_resize(self) -> None:
        """Keep title, hint and buttons on the screen; the fields scroll."""
        other = self.query_one(".form--box").children
        fields = self.query_one(".form--fields")
        used = sum(child.outer_size.height + 1 for child in other if child is not fields)
        fields.styles.max_height = max(self.size.height - used - 2, 3)

    # -- moving through the fields -----------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the field that has the focus now."""
        field = self._field_of(event.widget)
        self.query_one(".form--hint", Static).update(field.hint if field else "")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left."""
        field = self._field_of(event.widget)
        if field:
            self._is_good(field)

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

    # -- what was typed ----------------------------------------------------------------------------

    def typed(self) -> dict[str, str]:
        """The fields that differ from what they held at first, as typed, without outer blanks."""
        return {
            field.name: text for field in self._fields if (text := self._text(field)) != field.value.strip()
        }

    def action_save(self) -> None:
        """Return the changed fields; where one is wrong, say so and go there."""
        changed = self.typed()
        wrong = [field for field in self._fields if field.name in changed and not self._is_good(field)]
        if wrong:
            self._widget(wrong[0]).focus()
        else:
            self.dismiss(changed)

    def action_cancel(self) -> None:
        """Give up; asks first if something typed would be lost."""
        if self.typed():
            self.app.push_screen(leave_question(), self._leave)
        else:
            self.dismiss(None)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(None)

    def _is_good(self, field: FormField) -> bool:
        """Whether the text of ``field`` passes the check; its sentence appears under the field."""
        text = self._text(field)
        changed = text != field.value.strip()
        sentence = (self._check(field.name, text) or "") if self._check and changed else ""
        error = self.query_one(f"#error-{self._fields.index(field)}", Static)
        error.update(sentence)
        error.display = bool(sentence)
        return not sentence

    def _text(self, field: FormField) -> str:
        widget = self._widget(field)
        text: str = widget.value if isinstance(widget, Input | ChoiceField) else getattr(widget, "text", "")
        return text.strip()

    def _widget(self, field: FormField) -> Widget:
        return self.query_one(f"#field-{self._fields.index(field)}", Widget)

    def _field_of(self, widget: Widget) -> FormField | None:
        kind, _dash, number = (widget.id or "").partition("-")
        return self._fields[int(number)] if kind == "field" else None


def _paragraphs(text: str, id: str) -> Widget:
    """A field of several lines; its widget takes 8 ms to import, so it comes with the first one."""
    from textual.widgets import TextArea

    area = TextArea(text, compact=True, id=id, highlight_cursor_line=False)
    area.cursor_blink = False
    return area
