"""Companies and departments as a table: who is the best person in each cell, and where nobody is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from netx_tui.domain.figures import figure
from netx_tui.domain.rows import CompanyRow, CoverageCell
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

GAP = 2
CELL = 13
_FACTS = ((N_("want"), 4), (N_("staff"), 7), (N_("people"), 6))


def _facts() -> list[tuple[str, int]]:
    """The headings of the numbers with the cells of their columns, which hold each at full length."""
    told = [(_(label), cells) for label, cells in _FACTS]
    return [(label, max(cells, cell_len(label))) for label, cells in told]


def name_width(width: int) -> int:
    """The cells of the company's name in a table ``width`` cells wide."""
    return max(12, min(28, width // 4))


def window(width: int, count: int, column: int) -> range:
    """Which of ``count`` departments are in sight, so that ``column`` is (-1: the company itself)."""
    facts = sum(cells + GAP for _label, cells in _facts())
    room = width - 2 - name_width(width) - GAP - facts
    seen = min(count, max(1, room // (CELL + GAP)))
    first = max(0, min(column - seen + 1, count - seen))
    return range(first, first + seen)


class CoverageTable(LineList[CompanyRow]):
    """One line per company; left and right choose a department."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"coverage--quiet"}
    DEFAULT_CSS = "CoverageTable > .coverage--quiet { color: $dim; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right,l", "aside(1)", N_("right"), show=False, id="coverage.right", tooltip=N_("Next department")
        ),
        Binding(
            "left,h", "aside(-1)", N_("left"), show=False, id="coverage.left", tooltip=N_("Department before")
        ),
    ]

    column: Reactive[int] = Reactive(-1, repaint=False, init=False)
    """The index of the department under the cursor; -1 is the company itself."""

    def __init__(
        self, departments: Sequence[tuple[str, str]] = (), *, signs: Signs = UNICODE, id: str | None = None
    ) -> None:
        super().__init__(signs=signs, id=id)
        self.departments = tuple(departments)

    @property
    def cell(self) -> CoverageCell | None:
        """The cell under the cursor, ``None`` on the company itself."""
        row = self.current
        return row.cells[self.column] if row and 0 <= self.column < len(row.cells) else None

    def validate_column(self, column: int) -> int:
        """Keep the cursor on a department or the company."""
        return max(-1, min(column, len(self.departments) - 1))

    def watch_column(self, old: int, new: int) -> None:
        """Repaint the row, or everything where the departments in sight are others now."""
        width, count = self.size.width, len(self.departments)
        if window(width, count, old) == window(width, count, new):
            self.redraw(self.cursor)
        else:
            self.redraw()
        self._tell()

    def action_aside(self, by: int) -> None:
        """Choose another department."""
        self.column += by

    def segments(self, index: int, row: CompanyRow, width: int, *, cursor: bool) -> list[Segment]:
        """Name, wish, staff, people, then the best person of each department in sight."""
        bar = self.signs.cursor if cursor else " "
        facts = (
            _number(row.motivation, self.signs),
            _number(row.staff, self.signs),
            figure(f"{row.people:,}"),
        )
        name = fit(row.name, name_width(width), self.signs.cut)
        numbers = "".join(
            f"{' ' * GAP}{text:>{cells}}" for text, (_label, cells) in zip(facts, _facts(), strict=True)
        )
        cells = "".join(
            self._cell(row.cells[at], chosen=cursor and at == self.column)
            for at in window(width, len(self.departments), self.column)
            if at < len(row.cells)
        )
        line = f"{bar} {name}"
        if cursor:
            return [Segment(line + numbers + cells, self.style_of("", cursor=True))]
        return [Segment(line, self.style_of("")), Segment(numbers + cells, self.style_of("coverage--quiet"))]

    def _cell(self, cell: CoverageCell, *, chosen: bool) -> str:
        """The best person with band and score, a dash for a hole; the chosen cell stands in brackets."""
        if cell.contact:
            text = " ".join(part for part in (cell.band, cell.fit, cell.name) if part)
        else:
            text = _("search") if cell.search_words else self.signs.none
        left, right = ("[", "]") if chosen else (" ", " ")
        return " " * (GAP - 1) + left + fit(text, CELL - 1, self.signs.cut) + right


class CoverageHeading(Widget):
    """The headings over the coverage table."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "CoverageHeading { height: 1; color: $dim; }"

    column: reactive[int] = reactive(-1)
    """The department under the cursor; it decides which are in sight."""

    def __init__(self, departments: Sequence[tuple[str, str]] = (), *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.departments = tuple(departments)
        self.signs = signs

    def render(self) -> Content:
        """Each heading over its column."""
        width = self.size.width - 1
        line = "  " + fit(_("company"), name_width(width))
        line += "".join(f"{' ' * GAP}{label:>{cells}}" for label, cells in _facts())
        for at in window(width, len(self.departments), self.column):
            if at < len(self.departments):
                line += " " * GAP + fit(self.departments[at][1], CELL, self.signs.cut)
        return Content(line).truncate(max(self.size.width, 1))


def _number(value: int | None, signs: Signs) -> str:
    return signs.none if value is None else figure(f"{value:,}")
