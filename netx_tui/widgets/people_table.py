"""The shortlist as a table: one line per person, columns as the width allows.

A name is never cut while a less important column has room: a long one runs over into the title's
and then the company's cells of its row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from netx_tui.domain.rows import PersonRow
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

GAP = 2
_MARGIN = 3  # the cursor's sign, the mark, a blank
_LISTED = 3  # the sign of the shortlist between two blanks
_FIT, _RANGE = 5, 8  # "A 100", "? 16..66"
_RANGE_FROM = 100


@dataclass(frozen=True)
class Column:
    """A column of the table and its width in cells; ``sort`` is the order its heading stands for."""

    name: str
    label: str
    width: int
    sort: str = ""


@dataclass(frozen=True)
class _Wish:
    """What a column asks for: at least ``low`` cells, ``good`` if they are there, never over ``high``."""

    name: str
    label: str
    low: int
    good: int
    high: int
    sort: str = ""


# In the order in which columns come as the width grows; the last are the first to go.
_WISHES = (
    _Wish("name", N_("name"), 16, 22, 28, "name"),
    _Wish("title", N_("title"), 14, 24, 36),
    _Wish("company", N_("company"), 12, 20, 26, "company"),
    _Wish("why", N_("why"), 14, 26, 60),
    _Wish("stage", N_("stage"), 11, 13, 16, "stage"),
    _Wish("next", N_("next"), 16, 22, 40),
)
_ORDER = ("name", "title", "company", "why", "stage", "next")


@lru_cache(64)
def columns(width: int) -> tuple[Column, ...]:
    """The columns that fit into ``width`` cells, in the order they are drawn, their widths settled."""
    fitting = _RANGE if width >= _RANGE_FROM else _FIT
    room = width - _MARGIN - fitting - _LISTED
    wishes: list[_Wish] = []
    for wish in _WISHES:
        used = sum(chosen.low for chosen in wishes) + GAP * len(wishes)
        if wishes and used + wish.low > room:
            break
        wishes.append(wish)
    widths = _share(wishes, room - GAP * (len(wishes) - 1))
    known = {wish.name: wish for wish in wishes}
    chosen = [
        Column(name, known[name].label, widths[name], known[name].sort) for name in _ORDER if name in known
    ]
    if "next" not in known:
        chosen = [Column("next_or_why", N_("next or why"), c.width) if c.name == "why" else c for c in chosen]
    return (Column("fit", N_("fit"), fitting, "score"), *chosen)


def _share(wishes: Sequence[_Wish], room: int) -> dict[str, int]:
    """Hand out ``room`` cells: everybody's least first, then what is good, then what is most."""
    widths = {wish.name: wish.low for wish in wishes}
    if len(wishes) == 1:
        return {wishes[0].name: max(room, 1)}
    for goal in ("good", "high"):
        wanted = {wish.name: getattr(wish, goal) - widths[wish.name] for wish in wishes}
        total, left = sum(wanted.values()), room - sum(widths.values())
        share = min(1.0, left / total) if total else 0.0
        for name, more in wanted.items():
            widths[name] += int(more * share)
    return widths


@runtime_checkable
class KnowsIds(Protocol):
    """Rows that know who they are without being drawn one by one."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all rows, in their order."""


def ids_of(rows: Sequence[PersonRow]) -> Sequence[str]:
    """The ids of all ``rows``."""
    return rows.ids if isinstance(rows, KnowsIds) else [row.id for row in rows]


def position(rows: Sequence[PersonRow], contact_id: str, near: int = 0) -> int | None:
    """Where ``contact_id`` stands in ``rows``; ``near`` is tried first, since most rows stay put."""
    if 0 <= near < len(rows) and rows[near].id == contact_id:
        return near
    try:
        return ids_of(rows).index(contact_id)
    except ValueError:
        return None


def band_class(band: str) -> str:
    """The component class that colours a band's letter."""
    return f"people--band-{ {'?': 'unknown'}.get(band, band.lower()) }"


class PeopleTable(LineList[PersonRow]):
    """The people, best first; ``marked`` holds the ids that the next verb works on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "people--quiet",
        "people--sign",
        *(band_class(band) for band in "ABCD?X"),
    }
    DEFAULT_CSS = """
    PeopleTable {
        & > .people--quiet, & > .people--band-d { color: $dim; }
        & > .people--sign, & > .people--band-unknown { color: $accent; }
        & > .people--band-a { color: $success; text-style: bold; }
        & > .people--band-b { color: $primary; text-style: bold; }
        & > .people--band-c { color: $warning; }
        & > .people--band-x { color: $error; }
    }
    """

    def __init__(
        self, rows: Sequence[PersonRow] = (), *, signs: Signs = UNICODE, id: str | None = None
    ) -> None:
        super().__init__(rows, signs=signs, id=id)
        self.marked: frozenset[str] = frozenset()

    def mark(self, marked: frozenset[str]) -> None:
        """Show these ids as marked; only rows whose mark changed are drawn anew."""
        changed, self.marked = self.marked ^ marked, marked
        top = self.scroll_offset.y
        for index in range(top, min(top + self.size.height, len(self.rows))):
            if self.rows[index].id in changed:
                self.redraw(index)
        self._strips.clear()

    def show_people(self, rows: Sequence[PersonRow], keep: str) -> None:
        """Show ``rows`` with the cursor on the person ``keep``, or where it was if that one is gone."""
        index = position(rows, keep, self.cursor) if keep else 0
        self.show(rows, self.cursor if index is None else index)

    def segments(self, index: int, row: PersonRow, width: int, *, cursor: bool) -> list[Segment]:
        """Bar and mark, band and score, then the columns; the focused row is one colour throughout."""
        texts = cells_of(row, columns(width), marked=row.id in self.marked, signs=self.signs)
        bar = self.signs.cursor if cursor else " "
        if cursor:
            return [Segment(bar + "".join(text for text, _style in texts), self.style_of("", cursor=True))]
        return _merged([(bar, ""), *texts], self.style_of)


def cells_of(row: PersonRow, shown: Sequence[Column], *, marked: bool, signs: Signs) -> list[tuple[str, str]]:
    """The cells of ``row`` behind the cursor's sign, as pairs of text and component class."""
    fitting, *rest = shown
    number = row.fit if cell_len(row.fit) + 2 <= fitting.width else ""
    out = [
        (f"{signs.marked if marked else ' '} ", "people--sign"),
        (fit(row.band, 1), band_class(row.band) if row.band else ""),
        (f"{number:>{fitting.width - 1}} ", ""),
        (f"{signs.done if row.shortlisted else ' '} ", "people--sign"),
    ]
    over = 0  # cells a long name took from the columns behind it
    for place, column in enumerate(rest):
        gap = GAP if place < len(rest) - 1 else 0
        if over >= column.width + gap:
            over -= column.width + gap
            continue
        text, width = _text(row, column), column.width - over
        over = 0
        if column.name == "name":
            room = sum(other.width for other in rest) + GAP * (len(rest) - 1)
            over = max(0, min(cell_len(text), room) - width)
            width += over
            gap = min(gap, room - width)
            spared = min(over, max(gap - 1, 0))  # from the gap first: then the columns behind stay in line
            gap, over = gap - spared, over - spared
        out.append(
            (fit(text, width, signs.cut) + " " * gap, "" if column.name == "name" else "people--quiet")
        )
    return out


def _text(row: PersonRow, column: Column) -> str:
    return {
        "name": row.name,
        "title": row.title,
        "company": row.company,
        "stage": row.stage_label,
        "why": row.reasons,
        "next": row.step.text,
        "next_or_why": row.step.text or row.reasons,
    }[column.name]


def _merged(texts: Sequence[tuple[str, str]], style_of: Callable[[str], Style]) -> list[Segment]:
    """Segments with neighbours of one style joined, blanks with any: fewer colour codes for the terminal."""
    joined: list[tuple[str, str]] = []
    for text, name in texts:
        if joined and (name == joined[-1][1] or not text.strip() or not joined[-1][0].strip()):
            before, style = joined[-1]
            joined[-1] = (before + text, style if before.strip() else name)
        else:
            joined.append((text, name))
    return [Segment(text, style_of(name)) for text, name in joined]


class PeopleHeading(Widget):
    """The line of headings over the table, with a sign at the column that orders it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PeopleHeading { height: 1; color: $dim; }"

    sort: reactive[str] = reactive("score")
    """The key of the order shown."""

    def __init__(self, *, signs: Signs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.signs = signs

    def render(self) -> Content:
        """The headings, each over its column."""
        # One cell less than the heading is wide: the table keeps it free for its scrollbar.
        fitting, *rest = columns(self.size.width - 1)
        parts = [" " * _MARGIN, fit(self._label(fitting), fitting.width + _LISTED)]
        parts += [fit(self._label(column), column.width + GAP, self.signs.cut) for column in rest]
        return Content("".join(parts)).truncate(max(self.size.width, 1))

    def _label(self, column: Column) -> str:
        label = _(column.label)
        return f"{label} {self.signs.sorted}" if column.sort == self.sort else label
