"""The demo: the sample people, moved in time so that they are as fresh today as on the day they were made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Change, Create
from netx_tui.i18n import _
from netx_tui.store.records import next_rank

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

TABLES = ("companies", "contacts", "touches", "mails", "meetings", "insights", "actions")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_BIRTHDAY = re.compile(r"--(\d{2}-\d{2})")


def fill(workspace: Workspace, data: Mapping[str, Any], today: date) -> None:
    """Write the sample ``data`` (the content of ``sample_data/demo.yaml``) as one transaction.

    Days keep their distance to the data's ``anchor``, months their distance in months.
    """
    shift = Shift(date.fromisoformat(data["anchor"]), today)
    workspace.apply(list(_documents(data, shift)), _("the sample people"))


class Shift:
    """Moves dates as far as ``to`` lies behind ``anchor``."""

    def __init__(self, anchor: date, to: date) -> None:
        self._anchor = anchor
        self._days = to - anchor
        self._months = 12 * (to.year - anchor.year) + to.month - anchor.month

    def value(self, value: Any) -> Any:
        """``value`` with every text in it that is a date, a month or a time moved."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {name: self.value(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self.value(part) for part in value]
        return value

    def _text(self, text: str) -> str:
        if day := _DAY.fullmatch(text):
            return (date.fromisoformat(day[1]) + self._days).isoformat() + (day[2] or "")
        if month := _MONTH.fullmatch(text):
            count = 12 * int(month[1]) + int(month[2]) - 1 + self._months
            return f"{count // 12:04}-{count % 12 + 1:02}"
        if birthday := _BIRTHDAY.fullmatch(text):
            moved = date.fromisoformat(f"{self._anchor.year}-{birthday[1]}") + self._days
            return f"--{moved:%m-%d}"
        return text


def _documents(data: Mapping[str, Any], shift: Shift) -> Iterator[Change]:
    for table in TABLES:
        for name, fields in data.get(table, {}).items():
            yield Create(table, name, {key: _kept(shift.value(value)) for key, value in fields.items()})


def _kept(value: Any) -> Any:
    """Lists of objects as the store keeps them: maps by item id, with a rank."""
    if not isinstance(value, list) or not value or not isinstance(value[0], Mapping):
        return value
    items: dict[str, Any] = {}
    for number, item in enumerate(value, 1):
        items[f"i{number}"] = {"rank": next_rank(items), **item}
    return items
