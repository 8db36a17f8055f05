"""Half-typed text that is kept until the user saves it or throws it away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

KEPT_DAYS = 30
"""Days after which what nobody took up again is forgotten."""


class Draft(NamedTuple):
    """What somebody typed into a form and did not save.

    ``key`` names the form and what it is about (``contact:c123``), ``title`` is what stood above it.
    ``values`` are the fields that were changed, as typed; ``base`` all that the form showed at first.
    """

    key: str
    title: str
    at: datetime
    values: Mapping[str, str]
    base: Mapping[str, str]

    def too_old(self, now: datetime) -> bool:
        """Whether it was typed so long ago that nobody will take it up again."""
        return now - self.at > timedelta(days=KEPT_DAYS)
