"""The board as services prepare it for drawing; every text in it is clean and translated."""

from typing import NamedTuple


class CardRow(NamedTuple):
    """One card: an action, or (``insight``) something learned that nobody decided about yet.

    ``label`` is its type in words. ``age`` and ``due`` are short texts (``12d``, ``Fri``, ``2 d late``), each
    with how urgent it is: empty, ``amber`` or ``red``. ``steps`` is the checklist in short (``2/3``),
    ``plan`` the if-then sentence in short, ``named_by`` how many people named it, ``flagged`` an insight
    that waits too long, ``lane`` the heading of its lane.
    """

    id: str
    title: str
    insight: bool = False
    type: str = ""
    label: str = ""
    column: str = "inbox"
    person: str = ""
    due: str = ""
    due_state: str = ""
    age: str = ""
    age_state: str = ""
    steps: str = ""
    plan: str = ""
    waiting: str = ""
    tags: str = ""
    named_by: int = 1
    flagged: bool = False
    lane: str = ""
    state: str = ""
    """In lists: whether an insight is decided, when a card was done or dropped."""


class ColumnRow(NamedTuple):
    """One column with the cards it shows; ``total`` counts them without a filter, ``limit`` 0 is none.

    ``empty`` is the sentence shown where there is no card.
    """

    id: str
    name: str
    cards: tuple[CardRow, ...] = ()
    total: int = 0
    limit: int = 0
    empty: str = ""

    @property
    def full(self) -> bool:
        """Whether no further card fits."""
        return 0 < self.limit <= self.total


class BoardView(NamedTuple):
    """All columns from left to right; ``notices`` tell what could not be shown as it stands.

    ``lanes`` are the headings of the lanes in their order, where cards are grouped.
    """

    columns: tuple[ColumnRow, ...]
    notices: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A place on the board: in ``column``, before the card ``before``; empty: behind the last one."""

    column: str
    before: str = ""


class LinkRow(NamedTuple):
    """Where a card leads: ``kind`` is ``insight``, ``meeting``, ``contact`` or ``question``."""

    kind: str
    id: str
    label: str
    text: str


class CardView(NamedTuple):
    """Everything about one card, for the panel and the form."""

    row: CardRow
    fields: tuple[tuple[str, str], ...]
    """Label and value, what is set only."""
    plan: str
    steps: tuple[tuple[str, str, bool], ...]
    """Id, text and whether it is done."""
    evidence_label: str
    evidence: str
    notes: str
    links: tuple[LinkRow, ...]
    history: tuple[tuple[str, str], ...]
    """Day and sentence, newest first."""
