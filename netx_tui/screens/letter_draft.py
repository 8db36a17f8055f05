"""What is half-written of a letter: kept while one writes, it waits when the letter is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from netx_tui.domain.contacts import NOTHING
from netx_tui.domain.mails.kinds import LANGUAGES, PLACEHOLDERS
from netx_tui.domain.text import clean_line, clean_text
from netx_tui.screens.writing import draft_key

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.screens.letter_desk import LetterDesk
    from netx_tui.services.drafts import Drafts

_SUBJECT, _TEXT, _LANG, _CURES = "subject", "text", "lang", "cures"


class HalfWritten:
    """The draft of the letter at ``desk``; ``typing`` tells what stands in the field that is open.

    A letter that is begun anew while an older draft of it waits gets a key of its own: neither of the two
    takes the place of the other.
    """

    def __init__(self, drafts: Drafts, desk: LetterDesk, typing: Callable[[], Mapping[str, str]]) -> None:
        self._drafts, self._desk, self._typing = drafts, desk, typing
        self._key = ""  # under which this letter is kept; empty until it is

    @property
    def is_something(self) -> bool:
        """Whether there is anything to lose."""
        return bool(half_written(self._desk, self._typing()))

    def waiting(self) -> tuple[Draft, ...]:
        """What was half-written of this letter at other times, the newest first."""
        first = draft_key(self._desk.wanted)
        return tuple(
            draft
            for draft in self._drafts.waiting()
            if draft.key == first or draft.key.startswith(f"{first}:")
        )

    def go_on(self, draft: Draft) -> None:
        """Put into the letter what was half-written at another time."""
        take_up(self._desk, draft.values)
        self._drafts.take_up(draft)
        self._key = draft.key

    def keep(self) -> None:
        """From now on what is half-written is kept."""
        self._key = self._key or self._free_key()
        self._drafts.open_form(self._key, self._desk.title, self._typed)

    def put_aside(self) -> None:
        """Let it wait until the letter is opened again."""
        if self._key:
            self._drafts.look()
            self._end(self._drafts.put_aside if self.is_something else self._drafts.drop)

    def drop(self) -> None:
        """The letter was sent: it needs no draft."""
        if self._key:
            self._end(self._drafts.drop)

    def _typed(self) -> tuple[dict[str, str], dict[str, str]]:
        return half_written(self._desk, self._typing()), {}

    def _end(self, close: Callable[[str], None]) -> None:
        self._drafts.close_form(self._key)
        close(self._key)
        self._key = ""

    def _free_key(self) -> str:
        taken = {draft.key for draft in self.waiting()}
        key, number = draft_key(self._desk.wanted), 1
        while key in taken:
            number += 1
            key = draft_key(self._desk.wanted, number)
        return key


def half_written(desk: LetterDesk, typing: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """What would be lost if the letter went now; empty where nothing was typed."""
    kept = {name: value for name, value in {**desk.typed, **typing}.items() if value}
    if desk.own is not None:
        kept |= dict(zip((_SUBJECT, _TEXT), desk.own, strict=True))
    if desk.cures:
        kept[_CURES] = ",".join(desk.cures)
    if kept and desk.wanted.lang:
        kept[_LANG] = desk.wanted.lang
    return kept


def take_up(desk: LetterDesk, values: Mapping[str, str]) -> None:
    """Put the ``values`` of a draft into the letter."""
    desk.typed |= {name: clean_line(text) for name, text in values.items() if name in PLACEHOLDERS}
    if _TEXT in values:
        desk.own = clean_line(values.get(_SUBJECT, "")), clean_text(values[_TEXT])
    desk.cures = [code for code in values.get(_CURES, "").split(",") if code]
    if values.get(_LANG) in LANGUAGES:
        desk.wanted = desk.wanted._replace(lang=values[_LANG])
