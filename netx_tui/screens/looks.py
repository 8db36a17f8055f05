"""How the screens look and which keys they know: what may change while they are open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from netx_tui.config.theme_files import DEFAULT_THEME, ThemeFile
from netx_tui.screens.base import NetxScreen

if TYPE_CHECKING:
    from netx_tui.screens.papers import Paper
    from netx_tui.services.drafts import Drafts


@dataclass(frozen=True)
class Room:
    """A screen one can go to: its mode, its name in the header, its letter after ``g``, its builder."""

    mode: str
    label: str
    letter: str
    build: Callable[[], NetxScreen[Any]]


@dataclass(frozen=True)
class Looks:
    """Themes, keys and mouse as the settings say, checked."""

    themes: Sequence[ThemeFile] = ()
    theme: str = DEFAULT_THEME
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of their binding, comma separated."""
    mouse: bool = True
    """Whether the terminal is asked for the mouse."""
    moves: bool = True
    """Whether things may move."""
    content: int = 0
    """Grows when settings change on which stands what the screens show."""
    ascii: bool = False
    """Whether lines, borders and bars are drawn in ASCII."""
    problems: Sequence[str] = ()
    """Sentences to show once, such as those about wrong settings."""


def _nothing() -> None:
    """Nobody has anything to do."""


def _unchanged() -> Looks | None:
    """The settings stay as they were."""
    return None


def _forgotten(_name: str, _value: object) -> None:
    """The settings are kept nowhere."""


@dataclass(frozen=True)
class Frame:
    """What the app is told about the world around it."""

    now: Callable[[], datetime]
    log: str
    """The file that a crash is written to."""
    environ: Mapping[str, str] = field(default_factory=dict)
    looks: Looks = Looks()
    reload: Callable[[], Looks | None] = _unchanged
    """The looks after a change of the settings; ``None`` while their files are as they were."""
    save_setting: Callable[[str, object], None] = _forgotten
    """Keep a setting, by its dotted name."""
    settings_file: Callable[[], str] | None = None
    """Where the settings are; begins the file if there is none."""
    key_troubles: Callable[[], Sequence[str]] = tuple
    """Sentences about keys of the user's own that clash or do nothing; it takes time, so ask in a thread."""
    drafts: Drafts | None = None
    """Where half-typed text is kept."""
    new_card: Callable[[], Paper] | None = None
    """What is filled in to add a card to the board."""
    new_touch: Callable[[str], Paper] | None = None
    """What is filled in to note a contact with somebody, or with whom it asks for."""
    tour: bool = False
    """Whether the tour is offered: there must be people to show."""
    before_leaving: Callable[[], None] = _nothing
    """Called while the screens are still there, when netx is told to leave."""
    chores: Callable[[], None] = _nothing
    """Called in a thread now and then while the screens are open."""
