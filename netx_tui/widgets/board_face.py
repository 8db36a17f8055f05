"""How single things on the board look: a card, a heading, what is told about cards out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from netx_tui.domain.board_rows import CardRow, ColumnRow
from netx_tui.i18n import _
from netx_tui.widgets.board_layout import MARGIN, has_plan, title_of
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.signs import Signs

_LEAST = 5
"""Cells a word is worth showing in, if it does not fit as a whole."""
StyleOf = Callable[[str], Style]
Line = list[Segment]
"""A line of one column, as wide as the column."""


class Look(NamedTuple):
    """The state in which a card is drawn."""

    cursor: bool = False
    focused: bool = False
    marked: bool = False
    carried: bool = False


def card_face(card: CardRow, width: int, look: Look, signs: Signs, style_of: StyleOf) -> list[Line]:
    """The lines of a card, each ``width`` cells wide, without the blank one behind it."""
    room = max(width - MARGIN, 1)
    bar = "board--cursor" if look.focused else "board--cursor-blurred"
    title_style = style_of("board--carried" if look.carried else bar if look.cursor else "board--title")
    quiet = style_of("board--carried" if look.carried else "board--quiet")
    mark = signs.cursor if look.cursor else signs.carried if look.carried else " "
    first = f"{mark}{signs.marked if look.marked else ' '}"
    lines = [
        [
            Segment(first if number == 0 else f"{mark} ", title_style if look.cursor else quiet),
            Segment(text, title_style),
        ]
        for number, text in enumerate(_title(title_of(card), room, signs.cut))
    ]
    below = Segment(f"{mark} ", quiet)
    lines.append([below, *_meta(card, room, signs, style_of, quiet if look.carried else None)])
    if has_plan(card, width):
        text = card.waiting if card.column == "waiting" else card.plan.replace("→", signs.path)
        lines.append([below, Segment(fit(text, room, signs.cut), quiet)])
    return lines


def _title(title: str, room: int, cut: str) -> Iterator[str]:
    """One or two lines; what does not fit into two ends with the sign ``cut``."""
    if cell_len(title) <= room:
        yield fit(title, room, cut)
        return
    lines = list(wrap(title[: room * 4], room))
    first = lines[0]
    yield fit(first, room, cut)
    yield fit(title[len(first) :].lstrip(), room, cut)


def _meta(
    card: CardRow, room: int, signs: Signs, style_of: StyleOf, plain: Style | None
) -> Iterator[Segment]:
    """Type, day, age, checklist, person: as many as fit, the urgent ones in their colour."""
    urgent = {"red": "board--red", "amber": "board--amber", "": "board--quiet"}
    named = f"{card.person} ×{card.named_by}" if card.named_by > 1 else card.person
    parts = [
        (card.label, "board--quiet"),
        (card.due, urgent[card.due_state]),
        (card.age if card.age_state else "", urgent[card.age_state]),
        (card.steps, "board--quiet"),
        (card.age if not card.age_state else "", "board--quiet"),
        (named.strip(), "board--quiet"),
        (card.tags, "board--quiet"),
    ]
    left = room
    said = [(text, style) for text, style in parts if text]
    roomy = sum(cell_len(text) + 2 for text, _style in said) - 2 <= room
    for number, (text, style) in enumerate(said):
        blank = (2 if roomy else 1) * " " if number else ""
        if left - len(blank) < min(cell_len(text), _LEAST):
            break
        shown = fit(text, min(cell_len(text), left - len(blank)), signs.cut)
        yield Segment(blank + shown, plain or style_of(style))
        left -= cell_len(blank + shown)
    yield Segment(" " * left, plain or style_of("board--quiet"))


def heading(column: ColumnRow) -> str:
    """A column's name, and how many cards it has and may have."""
    count = f"{column.total}/{column.limit}" if column.limit else str(column.total)
    return f"{column.name} {count}"


def heading_style(column: ColumnRow, *, current: bool, target: bool) -> str:
    """The style of a heading: where a card would fall, where the cursor is, a full one, any other."""
    if target:
        return "board--target"
    if column.full:
        return "board--full"
    return "board--current" if current else "board--heading"


class Tab(NamedTuple):
    """A heading in the strip of a narrow board: its column, where it begins and ends."""

    column: int
    start: int
    end: int
    text: str


def tabs(columns: Sequence[ColumnRow], current: int, width: int, signs: Signs) -> list[Tab]:
    """The headings in one line; where they do not all fit, those around the current one."""
    texts = [heading(column) for column in columns]
    first = 0
    while first < current and sum(cell_len(text) + 2 for text in texts[first : current + 1]) > width:
        first += 1
    found: list[Tab] = []
    at = 0
    for column in range(first, len(texts)):
        text = texts[column]
        room = width - at
        if room < 3:
            break
        shown = fit(text, min(cell_len(text), room), signs.cut)
        found.append(Tab(column, at, at + cell_len(shown), shown))
        at += cell_len(shown) + 2
    return found


def more_text(sign: str, count: int) -> str:
    """What stands at the end of a column that goes on."""
    return f"{sign} " + _("{count} more").format(count=count)
