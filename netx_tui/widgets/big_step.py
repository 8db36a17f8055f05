"""The one next thing to do, large at the top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from netx_tui.domain.presenting import veiled
from netx_tui.domain.today_rows import TodayLine
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import fit
from netx_tui.widgets.keys import first_key
from netx_tui.widgets.known_styles import KnownStyles
from netx_tui.widgets.signs import UNICODE, Signs
from netx_tui.widgets.veil import presents

_INSTEAD = {"k": "a"}
"""Where k moves up, another key makes a card."""
_LEFT = 2
_LINES = 3
OPENS = "big.open"


def on_screen(key: str) -> str:
    """The key of a step on this screen."""
    return _INSTEAD.get(key, key)


def told_key(key: str, keymap: Mapping[str, str], opens: str) -> str:
    """The user's key that does a step, as a person reads it; Enter is that of the binding ``opens``."""
    usual = on_screen(key)
    return first_key(opens if usual == "enter" else f"today.{usual}", usual, keymap)


class BigStep(KnownStyles, Widget, can_focus=True, inherit_bindings=False):
    """What to do next, why, and what Enter opens; with nothing to do a calm sentence."""

    ALLOW_SELECT = False
    HELP = N_(
        "The one next thing to do. {big.open=enter} does it; the rest stands below, the most urgent first."
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {"big--title", "big--red", "big--amber", "big--quiet", "big--bar"}
    DEFAULT_CSS = """
    BigStep {
        height: 3;
        & > .big--title { text-style: bold; }
        & > .big--red { color: $error; }
        & > .big--amber { color: $warning; }
        & > .big--quiet { color: $dim; }
        & > .big--bar { color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("do it"), show=True, id="big.open", tooltip=N_("Do the next step")),
        Binding("down,j", "below", N_("down"), show=False, id="big.down", tooltip=N_("To the other steps")),
        Binding("end,G", "bottom", N_("bottom"), show=False, id="big.bottom", tooltip=N_("To the last step")),
    ]

    @dataclass
    class Opened(Message):
        """The step is to be done."""

    @dataclass
    class Left(Message):
        """The keys go on to the list: to its first row, or with ``last`` to its last."""

        last: bool = False

    def __init__(self, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.signs = signs
        self.keymap: Mapping[str, str] = {}
        """The user's keys by the names of bindings."""
        self.line: TodayLine | None = None
        self._sentence = ""

    def show_step(self, line: TodayLine | None, sentence: str = "") -> None:
        """Show ``line``, or without one the calm ``sentence``."""
        if (line, sentence) != (self.line, self._sentence):
            self.line, self._sentence = line, sentence
            self.can_focus = line is not None
            self.refresh()

    def veil(self) -> None:
        """Draw the step anew."""
        self.refresh()

    def action_open(self) -> None:
        """Do it."""
        if self.line is not None:
            self.post_message(self.Opened())

    def action_below(self) -> None:
        """Go on to the list."""
        self.post_message(self.Left())

    def action_bottom(self) -> None:
        """Go to the last step of the list."""
        self.post_message(self.Left(last=True))

    def on_click(self, event: events.Click) -> None:
        """A click takes the keys here, two open it."""
        event.stop()
        if event.chain == 2:
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """One of the three lines."""
        width = self.size.width
        bar = self.signs.cursor if self.has_focus and self.line is not None else " "
        segments = [Segment(f"{bar} ", self.style_of("big--bar"))]
        segments += self._parts(y, max(width - _LEFT - 1, 0)) if y < _LINES else []
        return Strip(segments).adjust_cell_length(width, self.style_of())

    def _parts(self, y: int, width: int) -> list[Segment]:
        cut, quiet = self.signs.cut, self.style_of("big--quiet")
        line = veiled(self.line) if presents(self) else self.line
        if line is None:
            text = self._sentence if y == 0 else ""
            return [Segment(fit(text, width, cut), self.style_of("big--title"))]
        if y == 0:
            when = line.when
            name = {"red": "big--red", "amber": "big--amber"}.get(line.row.severity, "big--quiet")
            title = fit(line.row.text, max(width - cell_len(when) - 2, 0), cut)
            style = self.style_of("big--title")
            return [Segment(f"{title}  ", style), Segment(when, self.style_of(name))]
        if y == 1:
            return [Segment(fit(line.row.why, width, cut), self.style_of())]
        enter = first_key(OPENS, "enter", self.keymap)
        told = f"{enter}: {line.doing}"
        if line.row.key != "enter":
            key = told_key(line.row.key, self.keymap, OPENS)
            told = _("{enter} or {key}: {doing}").format(enter=enter, key=key, doing=line.doing)
        return [Segment(fit(told, width, cut), quiet)]
