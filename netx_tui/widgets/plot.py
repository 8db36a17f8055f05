"""One drawing of numbers, made of characters; the library behind it is loaded when somebody looks."""

from __future__ import annotations

import re
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.numbers.plots import PlotData
from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import ASCII, UNICODE, Signs

LEAST_BAR = 10
"""Cells a bar needs to say something; with fewer only the numbers are told."""
_LEAST_LINE = (24, 5)
_LABEL = 4
"""Cells between the labels below a line."""
_TWINS = str.maketrans("│─└┤┬┼", "|-++++")
_BLOCK, _HASH, _STAR = "█", "#", "*"
_PARTS = re.compile("([█\u2800-\u28ff#*]+)|([│─└┤┬┼|+-]+)")
"""What is drawn; what frames it. All else is words."""


class Plot(KnownStyles, Widget):
    """A drawing with its title; too few cases are told instead of drawn."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--title", "plot--drawn", "plot--frame"}
    DEFAULT_CSS = """
    Plot {
        & > .plot--title { text-style: bold; }
        & > .plot--drawn { color: $accent; }
        & > .plot--frame { color: $rule; }
    }
    """

    def __init__(self, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.signs = signs
        self._data: PlotData | None = None
        self._made: tuple[tuple[int, int], list[str]] = ((0, 0), [])

    @property
    def data(self) -> PlotData | None:
        """What is shown."""
        return self._data

    def show(self, data: PlotData | None) -> None:
        """Show ``data``, or nothing."""
        if data != self._data:
            self._data, self._made = data, ((0, 0), [])
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The title, then the drawing."""
        width, height = max(self.size.width, 1), self.size.height
        if self._made[0] != (width, height):
            self._made = ((width, height), lines_of(self._data, width, height, self.signs))
        lines = self._made[1]
        text = fit(lines[y] if y < len(lines) else "", width, self.signs.cut)
        if y == 0:
            return Strip([Segment(text, self.style_of("plot--title"))], width)
        enough = self._data is not None and self._data.enough
        return Strip(self._coloured(text) if enough else [Segment(text, self.style_of())], width)

    def _coloured(self, text: str) -> list[Segment]:
        """A line of the drawing, its bars in one colour and what frames them in another."""
        drawn, frame = (self.style_of(f"plot--{name}") for name in ("drawn", "frame"))
        found, at = [], 0
        for part in _PARTS.finditer(text):
            found += [Segment(text[at : part.start()], self.style_of())]
            found += [Segment(part[0], drawn if part[1] else frame)]
            at = part.end()
        return [segment for segment in (*found, Segment(text[at:], self.style_of())) if segment.text]


def lines_of(data: PlotData | None, width: int, height: int, signs: Signs = UNICODE) -> list[str]:
    """Title and drawing in at most ``height`` lines of at most ``width`` cells.

    Where there is no room to draw in, the numbers are told in words.
    """
    if data is None:
        return []
    room = height - 2
    if not data.enough:
        lines = list(wrap(data.few, width))
    elif data.kind == "line":
        lines = _line(data, width, room, signs)
    else:
        lines = _bars(data, width, room, signs)
    return [data.title, "", *lines] if len(lines) <= room else [data.title, *lines][: max(height, 1)]


def _words(data: PlotData) -> list[str]:
    """Labels and values below each other."""
    first, second = (max(map(len, texts)) for texts in (data.labels, data.texts))
    return [
        f"{label:<{first}}  {text:<{second}}" for label, text in zip(data.labels, data.texts, strict=True)
    ]


def _told(data: PlotData, width: int) -> list[str]:
    """Labels and values one behind the other."""
    pairs = zip(data.labels, data.texts, strict=True)
    return list(wrap(", ".join(f"{label} {text}" for label, text in pairs), width))


def _bars(data: PlotData, width: int, height: int, signs: Signs) -> list[str]:
    """A bar behind each label, with air between them where there is room."""
    labels, count = _words(data), len(data.labels)
    if count > height + 1:
        return _told(data, width)
    if width - len(labels[0]) - 1 < LEAST_BAR:
        return [label.rstrip() for label in labels]
    import plotext

    _begin(width, count)
    # The first one stands on top. One line a bar: in more of them the library loses its footing.
    plotext.bar(
        [f"{label} " for label in reversed(labels)],
        list(reversed(data.values)),
        orientation="horizontal",
        width=0.01,
        marker=_HASH if signs is ASCII else _BLOCK,
    )
    plotext.frame(False)
    plotext.xfrequency(0)
    plotext.ylim(0.5, count + 0.5)
    plotext.xlim(0, data.full or max(data.values))
    lines = _built()[:count]
    if 2 * count - 1 <= height:
        return [line for pair in zip(lines, [""] * count, strict=True) for line in pair][:-1]
    return lines


def _line(data: PlotData, width: int, height: int, signs: Signs) -> list[str]:
    """What goes on in time, with whole numbers at the left."""
    if width < _LEAST_LINE[0] or height < _LEAST_LINE[1]:
        return _told(data, width)
    import plotext

    places, most = list(range(len(data.values))), max(1, int(max(data.values)))
    every = -(-len(places) * (_LABEL + 1) // width)
    step = max(1, -(-most // max(1, height - 3)))
    _begin(width, min(height, 3 * most + 4))
    plotext.plot(places, list(data.values), marker=_STAR if signs is ASCII else "braille")
    plotext.xticks(places[::-every][::-1], list(data.labels)[::-every][::-1])
    plotext.yticks(list(range(0, most + 1, step)))
    plotext.ylim(0, most)
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    lines = _built()
    return [line.translate(_TWINS) for line in lines] if signs is ASCII else lines


def _begin(width: int, height: int) -> None:
    """A new drawing of this size, whatever the library thinks of the terminal."""
    import plotext

    plotext.clear_figure()
    plotext.limitsize(False, False)
    plotext.plotsize(width, height)


def _built() -> list[str]:
    """The drawing without colours; ours are those of the theme."""
    import plotext

    plotext.theme("clear")
    text: str = plotext.uncolorize(plotext.build())
    return [line.rstrip() for line in text.splitlines()]
