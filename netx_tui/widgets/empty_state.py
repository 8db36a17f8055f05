"""What a screen shows while there is nothing in it: what it is for, and which keys to press."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static


class EmptyState(Vertical):
    """One sentence on what the place is for, and the keys that begin something."""

    ALLOW_SELECT = False

    def __init__(
        self,
        sentence: str,
        keys: Sequence[tuple[str, str]] = (),
        *,
        more: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``keys`` are pairs of a key as people read it and what it does here; ``more`` stands below them."""
        super().__init__(id=id, classes=classes)
        self._sentence = sentence
        self._keys = tuple(keys)
        self._more = more

    def compose(self) -> ComposeResult:
        """The sentence, an empty line, one line per key."""
        yield Static(self._sentence, markup=False, classes="empty--sentence")
        if self._keys:
            yield Static(self._lines(), markup=False, classes="empty--keys")
        if self._more:
            yield Static(self._more, markup=False, classes="empty--more")

    def _lines(self) -> Content:
        width = max(len(key) for key, _label in self._keys)
        return Content("\n").join(
            Content.assemble((f"{key:>{width}}", "bold"), "  ", label) for key, label in self._keys
        )
