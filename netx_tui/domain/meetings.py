"""Meetings with their agenda, and the insights that come out of them: records as documents hold them.

Field names are those of the documents (``cli.md``); times are ISO 8601 texts with offset, days
``YYYY-MM-DD``. Lists of items are tuples in the order of their ranks.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

STATUSES = ("draft", "scheduled", "live", "held", "closed", "cancelled", "no_show")
SECTIONS = (
    "opening",
    "rapport",
    "path",
    "role",
    "trends",
    "insights",
    "advice",
    "resources",
    "assignments",
    "skills",
    "hiring",
    "culture",
    "closing",
)
"""The parts of a talk, in the order in which they come (``2-plan.md``)."""
PRIORITIES = ("must", "should", "nice")
QUESTION_STATES = ("open", "asked", "answered", "deferred", "dropped")
VERBS = ("know", "have", "decide", "can")
"""What an objective begins with: after this talk I know, have, decide, can ..."""
CAPTURES = (
    "answer",
    "follow_up",
    "insight",
    "quote",
    "referral",
    "book",
    "promise",
    "opening",
    "life_event",
    "action",
)
"""What can be noted in a talk, each with a key of its own (``2-plan.md``, live mode 4)."""
INSIGHT_KINDS = (
    "fact",
    "advice",
    "book",
    "course",
    "certificate",
    "person",
    "company",
    "article",
    "skill",
    "event",
    "opening",
    "quote",
)
ACTIONABLE = ("undecided", "yes", "no")
SHORTEST, LONGEST, USUAL = 10, 60, 20
"""Minutes a meeting may take, and what is taken where nothing was said."""

NOTHING_WAIVED: Mapping[str, str] = MappingProxyType({})


class Source(NamedTuple):
    """Something read before a meeting: what or where (a link or a title), and the day."""

    id: str
    url: str = ""
    read_on: str = ""


class Question(NamedTuple):
    """A question of an agenda; ``qid`` is that of the bank it came from, empty for one's own.

    ``text`` is what stands in the agenda. ``for_brief`` marks one chosen for the mail before the meeting,
    ``sent_in_brief`` one that stood in it, ``carried_from`` the meeting that left it open.
    """

    id: str
    qid: str = ""
    text: str = ""
    section: str = "insights"
    priority: str = "should"
    minutes: int = 3
    sendable: bool = False
    delicate: bool = False
    for_brief: bool = False
    sent_in_brief: bool = False
    state: str = "open"
    answer: str = ""
    carried_from: str = ""


class Capture(NamedTuple):
    """One line noted in a talk: ``kind`` is one of ``CAPTURES``, ``question`` the id of the current one.

    ``at`` is when it was noted; ``after`` marks what was written down only after the talk, from memory.
    ``filed`` is the id of the document that was made of it.
    """

    id: str
    kind: str = "answer"
    text: str = ""
    question: str = ""
    at: str = ""
    after: bool = False
    filed: str = ""


class Meeting(NamedTuple):
    """A talk with one person. ``at`` is its begin in UTC, ``zone`` the IANA name of its own clock.

    ``extra_minutes`` were offered by the other person while they talked; ``passed`` are cards of the live
    screen that were done or put to the end (``opening``, ids of questions); ``waived`` holds the reasons for
    what was left out (``thank_you``, ``next_contact``); ``next_contact`` is a day, or ``no``.
    """

    id: str
    contact: str = ""
    at: str = ""
    zone: str = ""
    minutes: int = USUAL
    place: str = ""
    status: str = "draft"
    topic: str = ""
    field: str = ""
    objective_verb: str = ""
    objective: str = ""
    person_notes: str = ""
    field_notes: str = ""
    company_notes: str = ""
    sources: tuple[Source, ...] = ()
    questions: tuple[Question, ...] = ()
    give: str = ""
    brief_sent_at: str = ""
    started_at: str = ""
    ended_at: str = ""
    debriefed_at: str = ""
    thanked_at: str = ""
    cancelled_at: str = ""
    rescheduled: int = 0
    sequence: int = 0
    extra_minutes: int = 0
    captures: tuple[Capture, ...] = ()
    passed: tuple[str, ...] = ()
    waived: Mapping[str, str] = NOTHING_WAIVED
    next_contact: str = ""
    uid: str = ""
    created: str = ""
    updated: str = ""

    @property
    def held(self) -> bool:
        """Whether it took place (``decisions.md``: held or closed)."""
        return self.status in ("held", "closed")


class Insight(NamedTuple):
    """Something learned in a talk; ``actionable`` is one of ``ACTIONABLE``.

    ``source`` names the capture it came from, so that it is not filed twice; ``from_memory`` marks a quote
    that was not written down word by word while it was said.
    """

    id: str
    meeting: str = ""
    contact: str = ""
    text: str = ""
    kind: str = "fact"
    actionable: str = "undecided"
    captured_at: str = ""
    question: str = ""
    source: str = ""
    from_memory: bool = False
