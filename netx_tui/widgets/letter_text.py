"""The place where a letter is written by hand: its subject on one line, its text below."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from netx_tui.i18n import N_
from netx_tui.widgets.dialogs import one_line


class LetterText(Vertical):
    """A line for the subject and the text; each change is told at once."""

    HELP = N_("Write subject and text yourself. {back=escape} goes back to the letter; what you wrote stays.")
    DEFAULT_CSS = """
    LetterText {
        height: 1fr;
        Input, Input.-textual-compact { padding: 0 1; background: $surface; text-style: bold; }
        TextArea { height: 1fr; padding: 0 1; margin-top: 1; background: $surface; }
    }
    """

    @dataclass
    class Changed(Message):
        """Subject or text are others now."""

        subject: str
        text: str

    def __init__(self, subject: str, text: str, *, has_subject: bool = True) -> None:
        super().__init__()
        self._subject = one_line(subject)
        self._subject.display = has_subject
        self._text = TextArea(text, compact=True, highlight_cursor_line=False)
        self._text.cursor_blink = False

    def compose(self) -> ComposeResult:
        """Subject, then text."""
        yield self._subject
        yield self._text

    def focus_text(self) -> None:
        """Put the cursor into the text."""
        self._text.focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self._subject.value, self._text.text))

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        self._text.focus()
