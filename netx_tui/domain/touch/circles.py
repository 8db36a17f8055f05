"""The circles: how often one writes to whom (``4-touch.md``)."""

from collections.abc import Mapping
from typing import NamedTuple

from netx_tui.domain.labels import tier_label


class Circle(NamedTuple):
    """``interval`` in days between full touches, ``cap`` messages in twelve months, ``room`` people at most.

    ``interval`` 0 means never, ``room`` 0 any number.
    """

    interval: int
    cap: int
    room: int = 0


CIRCLES: Mapping[str, Circle] = {
    "inner": Circle(30, 12, 15),
    "active": Circle(90, 4, 35),
    "wide": Circle(180, 3, 100),
    "light": Circle(365, 1),
    "none": Circle(0, 0),
}
GAP_DAYS, EVENT_GAP_DAYS = 21, 7
"""Days between two messages of mine, and before a congratulation."""
YEAR_DAYS = 366
"""After so many days a message no longer counts for the cap."""
ANY_TIME = frozenset(
    ("nudge", "offer_dates", "brief", "new_date", "thank_you", "decline_reply", "ask_again", "linkedin_note")
)
"""Mails that answer, thank, keep a promise or belong to a talk: no gap holds them up."""
NOT_COUNTED = ANY_TIME | {"invitation", "reply"}
"""What no cap counts: those, the wish for a talk, and answers."""


def circle_label(tier: str) -> str:
    """The name of a circle in the user's language."""
    return tier_label(tier)
