"""The fields of a letter, one line each, missing ones marked, and the questions to tick for a brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message

from netx_tui.i18n import N_
from netx_tui.widgets.cells import fit
from netx_tui.widgets.line_list import LineList

_LABEL = 22
_SHORT = 16
_MARK = 4
"""Cells for the cursor, the sign of what is missing or ticked, and a blank after each."""
_MANY_COLUMNS = 56


@dataclass(frozen=True)
class FieldRow:
    """A field of a letter, or a question that may go along with it.

    ``name`` is the place in the template or the id of the question; ``missing`` says that the letter still
    needs it, ``ticked`` is ``None`` for a field and says of a question whether it is chosen.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    missing: bool = False
    ticked: bool | None = None


class FieldList(LineList[FieldRow], inherit_bindings=False):
    """Enter fills in a field, space ticks a question; letters are left to the verbs of the letter."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"fields--label", "fields--hint", "fields--missing"}
    DEFAULT_CSS = """
    FieldList {
        & > .fields--label { color: $dim; }
        & > .fields--hint { color: $dim; text-style: italic; }
        & > .fields--missing { color: $error; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", N_("down"), show=False, id="fields.down", tooltip=N_("To the next row")),
        Binding("up", "move(-1)", N_("up"), show=False, id="fields.up", tooltip=N_("To the row above")),
        Binding(
            "pagedown",
            "page(1)",
            N_("page down"),
            show=False,
            id="fields.page_down",
            tooltip=N_("A page down"),
        ),
        Binding(
            "pageup", "page(-1)", N_("page up"), show=False, id="fields.page_up", tooltip=N_("A page up")
        ),
        Binding("home", "top", N_("top"), show=False, id="fields.top", tooltip=N_("To the first row")),
        Binding(
            "end,G", "bottom", N_("bottom"), show=False, id="fields.bottom", tooltip=N_("To the last row")
        ),
        Binding(
            "enter",
            "open",
            N_("fill"),
            show=True,
            id="fields.open",
            tooltip=N_("Fill in the field, or tick the question."),
        ),
        Binding(
            "space",
            "tick",
            N_("tick"),
            show=True,
            id="fields.tick",
            tooltip=N_("Send the question along, or not."),
        ),
    ]

    @dataclass
    class Ticked(Message):
        """A question was chosen, or is not to go along any more."""

        row: FieldRow

    @property
    def text_at(self) -> int:
        """Where the values begin."""
        return _MARK + (_LABEL if self.size.width >= _MANY_COLUMNS else _SHORT) + 1

    @property
    def text_width(self) -> int:
        """Cells for a value."""
        return max(self.size.width - 1 - self.text_at, 8)

    def action_open(self) -> None:
        """Fill in the field, or tick the question."""
        row = self.current
        if row is not None and row.ticked is not None:
            self.action_tick()
        else:
            super().action_open()

    def action_tick(self) -> None:
        """Choose the question, or not any more."""
        row = self.current
        if row is not None and row.ticked is not None:
            self.post_message(self.Ticked(row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only questions have a tick."""
        if action == "tick":
            return any(row.ticked is not None for row in self.rows)
        return super().check_action(action, parameters)

    def segments(self, index: int, row: FieldRow, width: int, *, cursor: bool) -> list[Segment]:
        """The row: what is missing or ticked, then label and value, or the question."""
        mark = self.signs.cursor if cursor and self.has_focus else " "
        cursor = cursor and self.has_focus
        plain = self.style_of("", cursor=cursor)
        if row.ticked is not None:
            tick = self.signs.done if row.ticked else self.signs.unmarked
            return [Segment(f"{mark} {tick} {fit(row.value, width - _MARK, self.signs.cut)}", plain)]
        missing = self.style_of("fields--missing", cursor=cursor)
        shown = "" if row.value else "fields--hint"
        label = fit(row.label, self.text_at - _MARK - 1, self.signs.cut)
        return [
            Segment(f"{mark} ", plain),
            Segment("! " if row.missing else "  ", missing),
            Segment(f"{label} ", self.style_of("fields--label", cursor=cursor)),
            Segment(
                fit(row.value or row.hint, width - self.text_at, self.signs.cut),
                self.style_of(shown, cursor=cursor),
            ),
        ]
