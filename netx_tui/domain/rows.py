"""Immutable rows that services prepare and widgets draw; every text in them is clean and translated."""

from typing import NamedTuple


class NextStep(NamedTuple):
    """The next thing to do for a person: the rule that says so, its sentence and its key."""

    rule: str = ""
    text: str = ""
    key: str = ""


class PersonRow(NamedTuple):
    """One line of the shortlist.

    ``fit`` is the score as shown (``78``, or ``16..66`` where too little is known), ``reasons`` the
    two or three strongest ones in short words.
    """

    id: str
    band: str
    score: int
    fit: str
    name: str
    title: str
    company: str
    stage: str
    stage_label: str
    reasons: str
    step: NextStep
    shortlisted: bool = False


class ReasonLine(NamedTuple):
    """One reason with its signed points, as the card draws it."""

    points: int
    text: str


class PathStep(NamedTuple):
    """One of the five jobs for this person; ``state`` is ``done``, ``current`` or ``open``."""

    label: str
    state: str


class MissingFact(NamedTuple):
    """The unknown fact that could raise the score most: its field and the score it could lead to."""

    field: str
    label: str
    score: int


class ProposalLine(NamedTuple):
    """The better-person proposal; ``contact`` is the id of the person named, if any."""

    kind: str
    text: str
    contact: str = ""
    search_words: tuple[str, ...] = ()


class Fact(NamedTuple):
    """A label and a value of the contact card; ``guessed`` where it was inferred from the title."""

    label: str
    value: str
    guessed: bool = False


class PersonCard(NamedTuple):
    """Everything the side panel shows about one person."""

    row: PersonRow
    subtitle: str
    path: tuple[PathStep, ...]
    reasons: tuple[ReasonLine, ...]
    gates: tuple[str, ...]
    potential: str
    missing: MissingFact | None
    proposal: ProposalLine | None
    facts: tuple[Fact, ...]
    links: tuple[Fact, ...]
    notes: str
    research: tuple[str, ...]
    events: tuple[str, ...]


class CoverageCell(NamedTuple):
    """Company x department: the best person there, or a hole with the search words that may fill it."""

    department: str
    contact: str = ""
    name: str = ""
    band: str = ""
    fit: str = ""
    known: int = 0
    search_words: tuple[str, ...] = ()


class CompanyRow(NamedTuple):
    """One company of the company view; ``cells`` holds one entry per column of the coverage table."""

    id: str
    name: str
    motivation: int | None
    staff: int | None
    people: int
    best: str
    cells: tuple[CoverageCell, ...] = ()


class TodayRow(NamedTuple):
    """One next step, as ``netx today`` and the Today screen show it (``cli.md``).

    ``due`` and ``due_opens`` are a day, or a time where it matters; ``meeting``, ``action`` and ``insight``
    are the ids of what it is about, ``kind`` that of the mail its key opens, ``why`` is what it is about in a
    few words, ``name`` whom or what it concerns, ``subject`` the id by which the step is known, ``other``
    that of a second person.
    """

    rule: str
    severity: str
    due: str
    contact: str
    company: str
    text: str
    key: str
    due_opens: str = ""
    meeting: str = ""
    action: str = ""
    insight: str = ""
    kind: str = ""
    why: str = ""
    name: str = ""
    subject: str = ""
    other: str = ""
