"""The fields of a form: what each holds, what is typed into it, what stands below it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _
from netx_tui.widgets.dialogs import one_line

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
        self._choices = _with(value, choices)
        self.set_reactive(ChoiceField.value, value)

    def put(self, value: str) -> None:
        """Show ``value``, which is offered from now on if it was not."""
        self._choices = _with(value, self._choices)
        self.value = value

    def render(self) -> Content:
        """The label of the value, between arrows."""
        label = visible(dict(self._choices)[self.value])
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


class FormRow:
    """One field at work.

    ``base`` is the text that the field showed before anybody typed, ``theirs`` the one that stands in the
    document now; they differ when somebody else has changed it while the form was open.
    """

    def __init__(self, field: FormField, number: int) -> None:
        self.field = field
        self.base = self.theirs = field.value.strip()
        self.editor: Widget | None = None
        self._number = number
        self._first = field.value
        self._sentence = ""
        self._error: Static | None = None
        self._note: Static | None = None

    def compose(self) -> ComposeResult:
        """Label and editor on one line, what is wrong or was changed meanwhile below."""
        self.editor = _editor(self.field, self._first, f"field-{self._number}")
        self._error = _below(self.field.error, "form--error", id=f"error-{self._number}")
        with Horizontal(classes="form--row"):
            yield Static(self.field.label, markup=False, classes="form--label")
            yield self.editor
        yield self._error
        if self._sentence:
            self._note = _below(self._sentence, "form--note")
            yield self._note

    @property
    def text(self) -> str:
        """What is typed, without outer blanks."""
        editor = self.editor
        if editor is None:
            return self._first.strip()
        text: str = editor.value if isinstance(editor, Input | ChoiceField) else getattr(editor, "text", "")
        return text.strip()

    @property
    def touched(self) -> bool:
        """Whether the text differs from the one the field showed."""
        return self.text != self.base

    @property
    def clashes(self) -> bool:
        """Whether the user and somebody else changed the field, each in another way."""
        return self.touched and self.theirs not in (self.base, self.text)

    def put(self, text: str) -> None:
        """Show ``text`` in the editor."""
        if self.editor is None:
            self._first = text
        elif isinstance(self.editor, ChoiceField):
            self.editor.put(text)
        elif isinstance(self.editor, Input):
            self.editor.value = text
        elif hasattr(self.editor, "load_text"):
            self.editor.load_text(text)

    def take_up(self, text: str, base: str) -> None:
        """Go on with ``text``, which was typed over ``base`` at another time."""
        self.put(text)
        self.base = base
        if self.theirs != base:
            self._tell_theirs()

    def underneath(self, text: str) -> None:
        """Somebody else may have changed the document: ``text`` stands there now."""
        if text == self.theirs:
            return
        untouched, before, self.theirs = not self.touched, self.base, text
        if untouched:
            self.decide(mine=False)
            self._tell(_("changed meanwhile, before: {text}").format(text=self.shown(before)))
        else:
            self._tell_theirs()

    def settle(self) -> None:
        """The user left the field: if they took their own text back, what others wrote holds."""
        if not self.touched and self.theirs != self.base:
            self.decide(mine=False)

    def decide(self, *, mine: bool) -> None:
        """Whose text holds: the user's own, who has seen the other one, or the one in the document."""
        self.base = self.theirs
        if not mine:
            self.put(self.theirs)
        self._tell("")

    def say_wrong(self, sentence: str) -> None:
        """Tell what is wrong under the field; nothing, with an empty sentence."""
        _say(self._error, visible(sentence))

    def is_good(self, check: Check | None) -> bool:
        """Whether the text, if it was touched, passes the check; its sentence appears under the field."""
        sentence = (check(self.field.name, self.text) or "") if check and self.touched else ""
        self.say_wrong(sentence)
        return not sentence

    def shown(self, text: str) -> str:
        """``text`` as one line: the label of a choice, a dash for nothing."""
        return " ".join(visible(dict(self.field.choices).get(text, text)).split()) or "–"

    def _tell_theirs(self) -> None:
        same = self.theirs == self.base
        self._tell("" if same else _("changed meanwhile to: {text}").format(text=self.shown(self.theirs)))

    def _tell(self, sentence: str) -> None:
        self._sentence = sentence
        if self._note is None and sentence and self._error and isinstance(self._error.parent, Widget):
            # Made for the few fields that need it: a form has dozens.
            self._note = _below(sentence, "form--note")
            self._error.parent.mount(self._note, after=self._error)
        _say(self._note, sentence)


class FormRows:
    """All fields of a form, and what they say together."""

    def __init__(self, fields: Sequence[FormField]) -> None:
        self._rows = tuple(FormRow(field, number) for number, field in enumerate(fields))
        self._proposed: dict[str, str] = {}

    def __iter__(self) -> Iterator[FormRow]:
        return iter(self._rows)

    def of(self, editor: Widget) -> FormRow | None:
        """The row of a widget, if it is an editor."""
        return next((row for row in self._rows if row.editor is editor), None)

    def typed(self) -> dict[str, str]:
        """The fields that differ from what they showed, as typed, without outer blanks."""
        return {row.field.name: row.text for row in self._rows if row.touched}

    def texts(self) -> dict[str, str]:
        """Everything that stands in the form."""
        return {row.field.name: row.text for row in self._rows if row.text}

    def base(self) -> dict[str, str]:
        """What the form showed before anybody typed."""
        return {row.field.name: row.base for row in self._rows if row.base}

    def clashes(self) -> list[FormRow]:
        """The fields that the user and somebody else changed."""
        return [row for row in self._rows if row.clashes]

    def take_up(self, values: Mapping[str, str], base: Mapping[str, str]) -> None:
        """Go on with ``values``, which were typed at another time into a form that showed ``base``."""
        for row in self._rows:
            if row.field.name in values:
                row.take_up(values[row.field.name], base.get(row.field.name, ""))

    def propose(self, values: Mapping[str, str]) -> None:
        """Fill in what nobody typed: it is saved as if somebody had, but giving up loses nothing."""
        self.take_up(values, {})
        self._proposed = self.typed()

    @property
    def unsaved(self) -> dict[str, str]:
        """What giving up would lose: all that is typed, nothing where that is no more than was proposed."""
        typed = self.typed()
        return {} if typed == self._proposed else typed

    def underneath(self, texts: Mapping[str, str]) -> None:
        """Tell each field what stands in the document now."""
        for row in self._rows:
            if row.field.name in texts:
                row.underneath(texts[row.field.name].strip())


def _with(value: str, choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    known = any(value == one for one, _label in choices)
    return choices if known else ((value, value or "–"), *choices)


def _below(sentence: str, kind: str, id: str | None = None) -> Static:
    line = Static(sentence, markup=False, classes=kind, id=id)
    line.display = bool(sentence)
    return line


def _say(line: Static | None, sentence: str) -> None:
    if line is not None:
        line.update(sentence)
        line.display = bool(sentence)


def _editor(field: FormField, text: str, id: str) -> Widget:
    editor: Widget
    if field.kind == "choice":
        editor = ChoiceField(text, field.choices, id=id)
    elif field.kind == "text":
        editor = _paragraphs(text, field.value, id)
    else:
        editor = one_line(text, id)
    editor.add_class("form--field")
    return editor


def _paragraphs(text: str, before: str, id: str) -> Widget:
    """A field of several lines; its widget takes 8 ms to import, so it comes with the first one."""
    from textual.widgets import TextArea

    area = TextArea(text, compact=True, id=id, highlight_cursor_line=False)
    area.cursor_blink = False
    if text != before:
        # What was typed earlier goes on at its end.
        area.move_cursor(area.document.end)
    return area
