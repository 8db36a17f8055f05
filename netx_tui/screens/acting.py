"""A screen that acts on data: it calls the service, tells what came of it, shows the change.

A rule that refuses says so in its own sentence; nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _
from netx_tui.screens.base import NetxScreen
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

Result = TypeVar("Result")
Value = TypeVar("Value")


class Turning(Protocol):
    """A service that takes its last step back, and does it again."""

    def undo(self) -> str:
        """Take back the last step; returns a sentence."""

    def redo(self) -> str:
        """Do again what was undone; returns a sentence."""


class Acting(NetxScreen[Result]):
    """What screens that act share; subclasses say in ``changed`` how they show a change."""

    turning: Turning
    """Who takes steps back."""

    def changed(self) -> None:
        """Show what is true now."""
        raise NotImplementedError

    def told(self, call: Callable[[], str]) -> bool:
        """Do ``call`` and tell its sentence; false, with the refusal told, where it could not be done."""
        sentence = self.asked(call)
        if sentence is not None:
            self.done(sentence)
        return sentence is not None

    def done(self, sentence: str) -> None:
        """Tell what was done, and show it."""
        super().done(_("{sentence} {key} undoes.").format(sentence=sentence, key=self.key_of("undo", "u")))

    def refuse(self, error: NetxError) -> None:
        """Tell why something could not be done."""
        super().refuse(error)
        self.not_saved(error)

    def asked(self, read: Callable[[], Value]) -> Value | None:
        """What ``read`` gives; ``None``, with the reason told, where there is nothing."""
        try:
            return read()
        except NetxError as error:
            self.refuse(error)
            return None

    async def choose(
        self, title: str, sentence: str, options: Sequence[tuple[str, str]], value: str = ""
    ) -> str | None:
        """The value of the option that was chosen; ``None`` if none was."""
        from netx_tui.widgets.dialogs import ChoiceDialog

        return await self.app.push_screen_wait(ChoiceDialog(title, sentence, options, value=value))

    def undo(self) -> None:
        """Take back the last change."""
        self._turn(self.turning.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self.turning.redo)

    def _turn(self, call: Callable[[], str]) -> None:
        sentence = self.asked(call)
        if sentence is not None:
            super().done(sentence)


class ActingScreen(Acting[Result]):
    """A screen on the shortlist."""

    def __init__(self, shortlists: Shortlists, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.shortlists = shortlists
        self.turning = shortlists
        self.signs = signs
        self.news = shortlists
