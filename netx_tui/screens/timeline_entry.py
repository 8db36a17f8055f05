"""One entry of a timeline, whole: the text of a mail, an insight, a note; it can be copied."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from netx_tui.domain.timeline_rows import TimelineRow
from netx_tui.i18n import N_, _
from netx_tui.screens.reading import ReadDialog
from netx_tui.widgets.timeline_list import Entry


class EntryDialog(ReadDialog):
    """Shows ``entry``; ``y`` copies its text."""

    CSS = "EntryDialog { .read--text { height: auto; max-height: 20; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", N_("copy"), tooltip=N_("Copy the text."), id="entry.copy"),
    ]

    def __init__(self, entry: Entry) -> None:
        self._whole = text_of(entry)
        super().__init__(title_of(entry), self._whole)

    def action_copy(self) -> None:
        """Copy the text, and say so."""
        self.app.copy_to_clipboard(self._whole)
        self.notify(_("Copied. Paste it where you want it."))


def title_of(entry: Entry) -> str:
    """What happened and when."""
    row, line = entry
    return "  ".join(part for part in ((line or row).text, row.when, _hour(row)) if part)


def _hour(row: TimelineRow) -> str:
    """The hour, where the details do not begin with it."""
    if row.kind == "meeting":
        return ""
    return f"{datetime.fromisoformat(row.at):%H:%M}" if row.at != row.day else ""


def text_of(entry: Entry) -> str:
    """Everything there is to read: the details, and below an event what belongs to it."""
    row, line = entry
    if line:
        return line.detail
    below = "\n".join(f"{line.text}: {line.detail}" for line in row.lines)
    return "\n\n".join(part for part in (row.detail, below) if part) or row.text
