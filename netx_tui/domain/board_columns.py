"""The board's columns: what they are called, and how many cards they take."""

from collections.abc import Mapping
from typing import NamedTuple

from netx_tui.i18n import _

LIMITS: Mapping[str, int] = {"next": 7, "doing": 3, "waiting": 5}
"""How many cards a column takes, where the settings say nothing else."""


class Columns(NamedTuple):
    """The user's own names and limits of columns; what is left out is as netx has it. Limit 0: none."""

    names: Mapping[str, str] = {}
    limits: Mapping[str, int] = LIMITS

    def name(self, column: str) -> str:
        """What the column is called."""
        return self.names.get(column) or column_name(column)

    def limit(self, column: str) -> int:
        """How many cards it takes; 0: any number."""
        return self.limits.get(column, LIMITS.get(column, 0))


USUAL = Columns()
"""As netx has them."""


def column_name(name: str) -> str:
    """A column's own name in the user's language."""
    return {
        "inbox": _("Inbox"),
        "next": _("Next"),
        "doing": _("Doing"),
        "waiting": _("Waiting"),
        "done": _("Done"),
        "dropped": _("Dropped"),
    }.get(name, name)
