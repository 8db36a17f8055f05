"""Contacts, companies and touches: the records of the first job, *choose*.

Field names are those of the documents (``cli.md``). A record holds no behaviour beyond what can be
read off itself; dates are ``YYYY-MM-DD`` texts, months ``YYYY-MM`` texts, times ISO 8601 with offset,
because that is how they are stored, sorted and shown. Records are named tuples: immutable, and loaded in a
fraction of the time that dataclasses take, which every verb of the command line would pay.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})

LEVELS = (
    "executive",
    "department_head",
    "hiring_manager",
    "team_lead",
    "senior",
    "peer",
    "junior",
    "recruiter",
    "unknown",
)
DEPARTMENTS = (
    "data",
    "engineering",
    "it",
    "product",
    "design",
    "research",
    "marketing",
    "sales",
    "customer_success",
    "operations",
    "finance",
    "legal",
    "people",
    "recruiting",
    "consulting",
    "management",
    "education",
    "health",
    "other",
)
STAGES = (
    "lead",
    "shortlisted",
    "invited",
    "nudged",
    "in_dialogue",
    "scheduled",
    "met",
    "in_touch",
    "dormant",
    "declined",
    "parked",
    "archived",
)
TIERS = ("inner", "active", "wide", "light", "none")
RESPONSIVENESS = ("replied_fast", "replied", "none_yet", "unanswered_1", "unanswered_2")
FORMALITIES = ("sie", "du")
FULL_TOUCHES = (
    "mail",
    "call",
    "meeting",
    "message",
    "reply",
    "thank_you",
    "close_the_loop",
    "share_article",
    "congrats",
)
LIGHT_TOUCHES = ("reaction", "comment", "follow", "connect")
CHANNELS = (
    "email",
    "phone",
    "linkedin",
    "x",
    "xing",
    "mastodon",
    "bluesky",
    "github",
    "in_person",
    "post",
)
EVENT_KINDS = ("birthday", "baby", "new_job", "promotion", "award", "anniversary", "other")


class Research(NamedTuple):
    """One thing found out about a person: what, where and when it was read."""

    id: str
    text: str
    source: str = ""
    on: str = ""


class LifeEvent(NamedTuple):
    """Something in a person's life; ``on`` is ``YYYY-MM-DD``, or ``--MM-DD`` where the year is not known."""

    id: str
    kind: str
    on: str = ""
    text: str = ""
    source: str = ""
    private: bool = True
    congratulated_on: str = ""


class StageChange(NamedTuple):
    """One step of a contact's path, with its cause and, for an exception, the reason."""

    at: str
    from_stage: str
    to_stage: str
    cause: str = ""
    reason: str = ""


class ScoreSeen(NamedTuple):
    """The score as it stood when the person was shortlisted or invited (rule N24)."""

    score: int
    band: str
    better: str = ""
    at: str = ""


class Contact(NamedTuple):
    """A person. An empty text, an empty tuple or ``None`` means *not known*."""

    id: str
    name: str
    given: str = ""
    family: str = ""
    company: str = ""
    title: str = ""
    department: str = ""
    level: str = ""
    guessed: tuple[str, ...] = ()
    company_since: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: Mapping[str, str] = NOTHING
    city: str = ""
    lang: str = ""
    formality: str = ""
    salutation_override: str = ""
    stage: str = "lead"
    stage_log: tuple[StageChange, ...] = ()
    tier: str = ""
    tags: tuple[str, ...] = ()
    mutual_connections: int | None = None
    referral_by: str = ""
    former_colleague: bool | None = None
    alumni: bool | None = None
    shared_community: bool | None = None
    responsiveness: str = ""
    profile_checked: str = ""
    do_not_contact: bool = False
    notes: str = ""
    research: tuple[Research, ...] = ()
    events: tuple[LifeEvent, ...] = ()
    follow_up_on: str = ""
    snooze_until: str = ""
    connected: Mapping[str, str] = NOTHING
    source: str = ""
    score_seen: ScoreSeen | None = None
    created: str = ""
    updated: str = ""


class Company(NamedTuple):
    """An employer; ``motivation`` is the wish to work there, 0-5 (LAMP "M"), ``None`` while not rated."""

    id: str
    name: str
    motivation: int | None = None
    staff: int | None = None
    advocate: str = ""
    posting: str = ""
    notes: str = ""


class Touch(NamedTuple):
    """One contact with a person: ``on`` a day, ``direction`` ``in`` or ``out``."""

    id: str
    contact: str
    on: str
    kind: str
    channel: str = ""
    direction: str = "out"
    note: str = ""
    give: str = ""

    @property
    def full(self) -> bool:
        """Whether it counts as a full touch (R08): a reaction or a click is only a light one."""
        return self.kind not in LIGHT_TOUCHES


class Mail(NamedTuple):
    """A mail as it was sent or drafted; only what the clocks and guards of *choose* need stands here."""

    id: str
    contact: str
    kind: str
    meeting: str = ""
    lang: str = ""
    subject: str = ""
    text: str = ""
    specific: str = ""
    sent_at: str = ""
    band_at_sending: str = ""
    warmth_at_sending: int | None = None
    replied_at: str = ""
    reply: str = ""
    override_reason: str = ""
