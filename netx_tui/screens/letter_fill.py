"""Filling in the fields of a letter: a line lies over the row, the letter follows while one types."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import Offset

from netx_tui.domain.contacts import NOTHING
from netx_tui.screens.letter_desk import LetterDesk
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.letter_fields import FieldList, FieldRow


class FieldFilling:
    """What is typed over a row of ``fields`` goes from ``line`` to ``desk``."""

    def __init__(self, fields: FieldList, line: InPlace, desk: LetterDesk) -> None:
        self.fields, self.line, self._desk = fields, line, desk
        self.typing: Mapping[str, str] = NOTHING
        """What stands in the field that is open."""

    def open(self, row: FieldRow) -> None:
        """Type the value over its row, on which the cursor stands."""
        fields = self.fields
        place = fields.region.offset + Offset(fields.text_at, fields.cursor - fields.scroll_offset.y)
        body = fields.screen.query_one("#body").region.offset
        self.line.open(row.name, row.value, fields, place - body, fields.text_width)

    def follow(self, text: str) -> None:
        """``text`` stands in the line now."""
        self.typing = {self.line.key: text.strip()}

    def end(self, event: InPlace.Done) -> None:
        """The line is closed: its text is the value, unless it was given up."""
        self.typing = NOTHING
        if event.kept:
            self._desk.fill(event.key, event.text)

    def go_on(self) -> None:
        """Open the next field that is missing."""
        rows = self.fields.rows
        at = next((place for place, row in enumerate(rows) if row.missing), None)
        if at is not None:
            self.fields.cursor = at
            self.fields.call_after_refresh(self.open, rows[at])
