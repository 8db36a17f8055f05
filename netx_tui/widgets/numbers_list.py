"""The metrics below each other: what is counted, ``k of n``, per cent, with notes and groups under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from netx_tui.domain.numbers.metric import Metric, Part
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.line_list import LineList

HEADLINE = "M10"
"""The metric that matters most: what was learned and put to use (R62)."""
_ID, _PERCENT, _GAP = 5, 6, 2


class NumberLine(NamedTuple):
    """One line; an empty ``counted`` belongs to a label that goes on below, or to a note."""

    id: str
    label: str
    counted: str = ""
    percent: str = ""
    style: str = ""


class NumberList(LineList[NumberLine]):
    """The metrics as lines that fit into the width, whatever it is."""

    HELP = N_(
        "What the talks were good for, always k of n; per cent only where there are at least five. The "
        "headline is M10: the insights that were put to use."
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {"numbers--quiet", "numbers--headline"}
    DEFAULT_CSS = """
    NumberList {
        & > .numbers--quiet { color: $dim; }
        & > .numbers--headline { text-style: bold; color: $accent; }
    }
    """

    _metrics: Sequence[Metric] = ()

    def tell(self, metrics: Sequence[Metric]) -> None:
        """Show ``metrics``; the cursor stays where it is."""
        if metrics != self._metrics:
            self._metrics = metrics
            self._lay_out()

    def on_resize(self, _event: events.Resize) -> None:
        """Another width: labels break elsewhere."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.size.width - 1
        lines = tuple(lines_of(self._metrics, width)) if width > 0 else ()
        if lines != self.rows:
            self.show(lines, self.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing behind a number."""
        return action != "open" and super().check_action(action, parameters)

    def segments(self, index: int, row: NumberLine, width: int, *, cursor: bool) -> list[Segment]:
        """The cursor's sign, the id, the label, the numbers."""
        focused = cursor and self.has_focus
        sign = self.signs.cursor if focused else " "
        style = self.style_of(row.style, cursor=focused)
        quiet = self.style_of("numbers--quiet", cursor=focused)
        room = width - 2 - _ID
        if not row.counted:
            text = fit(row.label, room, self.signs.cut)
            return [Segment(f"{sign} ", style), Segment(f"{row.id:<{_ID}}", quiet), Segment(text, style)]
        numbers = " " * _GAP + row.counted + f"{row.percent:>{_PERCENT}}"
        label = fit(row.label, room - cell_len(numbers), self.signs.cut)
        return [
            Segment(f"{sign} ", style),
            Segment(f"{row.id:<{_ID}}", quiet),
            Segment(label + numbers, style),
        ]


def lines_of(metrics: Sequence[Metric], width: int) -> Iterator[NumberLine]:
    """``metrics`` as lines of a list ``width`` cells wide; the numbers stand below each other."""
    counts = [metric.counted for metric in metrics]
    counts += [part.counted for metric in metrics for part in metric.parts]
    most = max(map(cell_len, counts), default=0)
    for metric in metrics:
        style = "numbers--headline" if metric.id == HEADLINE else ""
        yield from _line(NumberLine(metric.id, metric.label, style=style), metric, most, width)
        for part in metric.parts:
            yield from _line(NumberLine("", f"  {part.label}", style="numbers--quiet"), part, most, width)
        if metric.note and not metric.parts:
            for line in wrap(metric.note, max(1, width - 2 - _ID - 2)):
                yield NumberLine("", f"  {line}", style="numbers--quiet")


def _line(line: NumberLine, one: Metric | Part, most: int, width: int) -> Iterator[NumberLine]:
    """``line`` with its numbers, or these on a line of their own below it."""
    percent = "" if one.percent is None else _("{percent} %").format(percent=one.percent)
    if cell_len(line.label) > width - 2 - _ID - _GAP - most - _PERCENT:
        yield line
        line = line._replace(id="", label="")
    yield line._replace(counted=fit(one.counted, most), percent=percent)
