"""Half-typed text: kept while one types, offered again after a crash, a dropped line or a hasty leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.services.draft_memory import DraftMemory
from netx_tui.services.draft_writer import DraftWriter

if TYPE_CHECKING:
    from netx_tui.store.drafts import SessionFile

Typed = Callable[[], tuple[Mapping[str, str], Mapping[str, str]]]
"""Tells what is typed now: the changed fields, and all that the form showed at first."""


class Drafts(DraftMemory):
    """The drafts of one session and those that dead sessions left, in memory at once, soon on the disk."""

    def __init__(self, file: SessionFile, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self._file = file
        self._open: dict[str, tuple[str, Typed]] = {}
        self._writer = DraftWriter(file, self.every)
        self._begun = self._told = False

    def begin(self) -> None:
        """Appear as a session, and take over what dead sessions left; goes on in the background."""
        if not self._begun:
            self._begun = True
            self._writer.adopt(self._clock(), self._take_over)

    def others(self) -> int:
        """How many other living sessions have the data file open."""
        return self._file.others()

    def open_form(self, key: str, title: str, typed: Typed) -> None:
        """From now on ``typed`` tells what stands in the form ``key``, whenever that is to be kept."""
        with self._guard:
            self._open[key] = (title, typed)

    def close_form(self, key: str) -> None:
        """The form is gone; what is kept of it stays until it is dropped."""
        with self._guard:
            self._open.pop(key, None)

    def leave_form(self, key: str) -> None:
        """The form goes although nobody is done with it: what stands in it waits to be taken up again."""
        self.look()
        self.close_form(key)
        self.put_aside(key)

    def look(self) -> None:
        """Keep what stands in the open forms now."""
        with self._guard:
            forms = list(self._open.items())
        for key, (title, typed) in forms:
            self.keep(key, title, *typed())

    def trouble(self) -> str:
        """Why drafts cannot be kept; told once, to the first who asks."""
        sentence = "" if self._told else self._writer.trouble
        self._told = bool(self._writer.trouble)
        return sentence

    def flush(self) -> None:
        """Keep what stands in the open forms now, on the disk unless that takes too long."""
        self.look()
        self._writer.flush()

    def close(self, *, forget: bool = False) -> None:
        """End the session; what is half-typed stays for the next one, unless ``forget``."""
        self.look()
        self._writer.close(forget=forget)

    def _changed(self) -> None:
        self._writer.soon()
