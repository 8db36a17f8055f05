"""Actions (the cards of the board): records as documents hold them, and the words they are made of.

Field names are those of the documents (``cli.md``); times are ISO 8601 texts with offset, days
``YYYY-MM-DD``. Lists of items are tuples in the order of their ranks.
"""

from typing import NamedTuple

TYPES = (
    "book",
    "article",
    "course",
    "certificate",
    "skill",
    "person",
    "company",
    "event",
    "thank_you",
    "promise",
    "question",
    "opening_watch",
)
COLUMNS = ("inbox", "next", "doing", "waiting", "done", "dropped")
OPEN = ("inbox", "next", "doing", "waiting")
"""Columns of what is still to be done."""
SIZES = ("S", "M", "L")


class Step(NamedTuple):
    """One thing that has to be true before an action is done."""

    id: str
    text: str = ""
    done: bool = False


class Move(NamedTuple):
    """A card's way from column to column; ``reason`` is why it was dropped, reopened or let in."""

    id: str
    at: str = ""
    from_column: str = ""
    to_column: str = ""
    reason: str = ""


class Action(NamedTuple):
    """Something to do that came out of talks.

    ``insights`` are the ids of what it came from, ``contact`` who recommended it; ``cue`` and ``step`` are
    the if-then plan: when ``cue``, then I do ``step``. ``rank`` is its place in ``column``. ``unlinked`` says
    that the person who recommended it was deleted.
    """

    id: str
    title: str = ""
    type: str = ""
    insights: tuple[str, ...] = ()
    contact: str = ""
    meeting: str = ""
    column: str = "inbox"
    rank: str = ""
    entered_column_at: str = ""
    due: str = ""
    cue: str = ""
    step: str = ""
    size: str = ""
    tags: tuple[str, ...] = ()
    checklist: tuple[Step, ...] = ()
    evidence: str = ""
    waiting_for: str = ""
    nudge_on: str = ""
    dropped_reason: str = ""
    history: tuple[Move, ...] = ()
    notes: str = ""
    unlinked: bool = False
    created: str = ""
    updated: str = ""
