"""The signs of the visual language, each with its ASCII twin for terminals without UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netx_tui.i18n import locale_has_utf8


@dataclass(frozen=True)
class Signs:
    """One character per meaning; every sign is one cell wide."""

    cursor: str = "▌"
    """Begins the focused row."""
    marked: str = "●"
    """A marked row, or the current one of the five jobs."""
    unmarked: str = "○"
    """A job that is still open."""
    done: str = "✓"
    """A job that is done, or a person on the shortlist."""
    cut: str = "…"
    """Where a text was cut."""
    rule: str = "─"
    """A thin rule where parts meet."""
    sorted: str = "▾"
    """Beside the heading of the column that orders the list."""
    lock: str = "⊘"
    """Before a gate: a rule that caps the score."""
    more: str = "↓"
    """At the end of what goes on below."""
    above: str = "↑"
    """At the beginning of what goes on above."""
    none: str = "–"
    """A cell without a value."""
    eighths: str = "▏▎▍▌▋▊▉█"
    """Bars: an eighth of a cell up to a whole one; a single sign means that halves round."""
    mail: str = "✉"
    """Stood in a mail, or is to stand in one."""
    closed: str = "⊘"
    """Not to be sent."""
    carried: str = "↕"
    """Before the row that is being carried to another place."""
    talk: str = "◔"
    """A talk."""
    light: str = "◔"
    """A light touch: a reaction, a comment."""
    path: str = "→"
    """A step on somebody's way: another stage, a referral."""
    new: str = "+"
    """Something that was noted or begun."""
    landing: str = "┄"
    """Where a carried card would fall."""
    heavy: str = "━"
    """Under the heading of a column."""
    overdue: str = "!"
    """What should have been done."""
    due: str = "·"
    """What is to be done today."""
    before: str = "‹"
    """More columns lie to the left."""
    behind: str = "›"
    """More columns lie to the right."""


READY = 5
"""How ready a talk can be."""
UNICODE = Signs()
ASCII = Signs(
    ">",
    "*",
    "o",
    "x",
    "~",
    "-",
    "v",
    "#",
    "v",
    "^",
    "-",
    "=",
    "m",
    "#",
    "^",
    talk="l",
    path=">",
    landing="-",
    heavy="=",
    light="l",
    due=".",
    before="<",
    behind=">",
)


def chosen(environ: Mapping[str, str], said: str = "auto") -> Signs:
    """The signs a terminal can draw: ASCII where the locale names another charset than UTF-8.

    ``said`` is the setting ``ascii``: ``on``, ``off`` or ``auto``.
    """
    if said in ("on", "off"):
        return ASCII if said == "on" else UNICODE
    return UNICODE if locale_has_utf8(environ) else ASCII


def bar(value: int, full: int, width: int, signs: Signs = UNICODE) -> str:
    """A bar of at most ``width`` cells for ``abs(value)`` out of ``full``; never empty for a value not 0."""
    steps = len(signs.eighths)
    length = min(width * steps, round(abs(value) * width * steps / full))
    whole, rest = divmod(max(length, 1 if value else 0), steps)
    return signs.eighths[-1] * whole + (signs.eighths[rest - 1] if rest else "")


def dots(value: int, signs: Signs = UNICODE) -> str:
    """``●●●○○`` for 3 of 5."""
    return signs.marked * value + signs.unmarked * (READY - value)
