"""Dialogs: they float in the middle, say one sentence, and return a value; the screen decides.

All text they are given may come from outside; none of it is read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from netx_tui.i18n import N_, _
from netx_tui.widgets.narrow_paint import NarrowPaint

Result = TypeVar("Result")


def button_label(text: str) -> Content:
    """``[text]``, as buttons show it; a string in brackets would be read as markup and vanish."""
    return Content(f"[{text}]")


def button(label: str, id: str) -> Button:
    """A button as the dialogs show it, one line high."""
    return Button(button_label(label), id=id, compact=True)


def one_line(value: str, id: str | None = None) -> Input:
    """A line to type in; its cursor is still, because one that blinks talks to the terminal for ever."""
    line = Input(value, compact=True, select_on_focus=False, id=id)
    line.cursor_blink = False
    return line


class Dialog(NarrowPaint, ModalScreen[Result], inherit_bindings=False):
    """What all dialogs share: ``esc`` or a click beside it gives up, ``tab`` and arrows move the focus."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "cancel", N_("cancel"), tooltip=N_("Close without doing anything."), id="dialog.cancel"
        ),
        Binding(
            "tab,down,right",
            "app.focus_next",
            N_("next"),
            tooltip=N_("Go to the next field or button."),
            id="dialog.next",
        ),
        Binding(
            "shift+tab,up,left",
            "app.focus_previous",
            N_("previous"),
            tooltip=N_("Go to the field or button before."),
            id="dialog.previous",
        ),
    ]

    # A change of focus would repaint the whole screen otherwise; the two widgets concerned repaint anyway.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog is what ``esc`` is."""
        if event.widget is self:
            event.stop()
            self.action_cancel()

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)


class ConfirmDialog(Dialog[bool]):
    """Asks one question; true only for the first button."""

    def __init__(
        self, title: str, sentence: str, *, yes: str = "", no: str = "", careful: bool = False
    ) -> None:
        """``yes`` and ``no`` name the buttons; their first letters press them.

        ``careful`` puts the focus on ``no``, for what cannot be undone.
        """
        super().__init__()
        self._careful = careful
        self._title, self._sentence = title, sentence
        self._yes, self._no = yes or _("Yes"), no or _("No")

    def compose(self) -> ComposeResult:
        """Title, sentence, two buttons."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield Static(self._sentence, markup=False, classes="dialog--sentence")
            with Horizontal(classes="dialog--buttons"):
                yield button(self._yes, "yes")
                yield button(self._no, "no")

    def on_mount(self) -> None:
        """Put the focus on the button that does less harm."""
        self.query_one("#no" if self._careful else "#yes").focus()

    def on_key(self, event: events.Key) -> None:
        """The first letter of a button presses it."""
        letter = (event.character or "").casefold()
        if letter and letter in (self._yes[0].casefold(), self._no[0].casefold()):
            event.stop()
            self.dismiss(letter == self._yes[0].casefold())

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_cancel(self) -> None:
        """``esc`` means no."""
        self.dismiss(False)


class ButtonDialog(Dialog[str | None]):
    """Asks with a button for each answer; returns the value of the one pressed.

    It may appear by itself, so no letter answers it: somebody may be typing.
    """

    def __init__(self, title: str, sentence: str, answers: Sequence[tuple[str, str]]) -> None:
        """``answers`` are pairs of a value and its label; the first one has the focus."""
        super().__init__()
        self._title, self._sentence = title, sentence
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """Title, sentence, the buttons."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield Static(self._sentence, markup=False, classes="dialog--sentence")
            with Horizontal(classes="dialog--buttons"):
                for value, label in self._answers:
                    yield button(label, value)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id)


class ChoiceDialog(Dialog[str | None]):
    """Offers a few options; returns the value of the one chosen."""

    AUTO_FOCUS = "OptionList"

    def __init__(
        self, title: str, sentence: str, options: Sequence[tuple[str, str]], *, value: str = ""
    ) -> None:
        """``options`` are pairs of a value and its label; ``value`` is the one marked at first."""
        super().__init__()
        self._title, self._sentence = title, sentence
        self._options = tuple(options)
        self._value = value

    def compose(self) -> ComposeResult:
        """Title, sentence, one line per option."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            if self._sentence:
                yield Static(self._sentence, markup=False, classes="dialog--sentence")
            yield OptionList(*(Option(label) for _value, label in self._options), markup=False, compact=True)

    def on_mount(self) -> None:
        """Mark the option that holds now."""
        values = [value for value, _label in self._options]
        if self._value in values:
            self.query_one(OptionList).highlighted = values.index(self._value)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next option that begins with it, and takes it if it is the only one."""
        letter = (event.character or "").casefold()
        fitting = [
            at
            for at, (_value, label) in enumerate(self._options)
            if letter and label.casefold().startswith(letter)
        ]
        if not fitting:
            return
        event.stop()
        if len(fitting) == 1:
            self.dismiss(self._options[fitting[0]][0])
            return
        options = self.query_one(OptionList)
        now = -1 if options.highlighted is None else options.highlighted
        options.highlighted = next((at for at in fitting if at > now), fitting[0])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._options[event.option_index][0])


class TextDialog(Dialog[str | None]):
    """Asks for one line; returns it, or ``None`` if the user gave up."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), tooltip=N_("Take what is typed."), id="dialog.save"),
    ]
    NEEDS_TEXT: ClassVar[bool] = False
    """Whether an empty line is refused."""

    def __init__(self, title: str, sentence: str, *, value: str = "", save: str = "") -> None:
        """``value`` stands in the line at first; ``save`` names the first button."""
        super().__init__()
        self._title, self._sentence = title, sentence
        self._value, self._save = value, save or _("Save")

    def compose(self) -> ComposeResult:
        """Title, sentence, the line, two buttons."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title, markup=False, classes="dialog--title")
            yield Static(self._sentence, markup=False, classes="dialog--sentence")
            yield one_line(self._value)
            yield Static("", markup=False, classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield button(self._save, "save")
                yield button(_("Cancel"), "cancel")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_cancel()

    def action_save(self) -> None:
        """Return the line, unless it has to say something and does not."""
        text = self.query_one(Input).value.strip()
        if text or not self.NEEDS_TEXT:
            self.dismiss(text)
            return
        self.query_one(".dialog--error", Static).update(_("Write a few words first."))

    def action_cancel(self) -> None:
        """Give up; asks first if something new would be lost."""
        if self.query_one(Input).value.strip() in ("", self._value.strip()):
            self.dismiss(None)
        else:
            self.app.push_screen(leave_question(), self._leave)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(None)


class ReasonDialog(TextDialog):
    """Asks why a rule does not count this time; an empty reason is refused."""

    NEEDS_TEXT = True


def leave_question() -> ConfirmDialog:
    """The question before typed text is lost."""
    return ConfirmDialog(
        _("Leave without saving?"),
        _("What you typed here is not saved yet."),
        yes=_("Leave"),
        no=_("Stay"),
        careful=True,
    )
