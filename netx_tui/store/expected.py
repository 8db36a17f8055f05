"""What documents are expected to hold, as data: types and words of fields, references between tables.

A table that is to be examined too gets its lines here, nothing else changes. A field that is not named
may hold anything: a newer netx, or another program, may have written it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from netx_tui.domain import actions, contacts


class Kind(Enum):
    """What a value is."""

    TEXT = "text"
    WORD = "word"
    """One of the expected words."""
    NUMBER = "number"
    """A whole number from 0 to ``high``."""
    FLAG = "flag"
    DAY = "day"
    """``YYYY-MM-DD``."""
    YEARLY = "yearly"
    """``YYYY-MM-DD``, or ``--MM-DD`` where the year is not known."""
    MONTH = "month"
    """``YYYY-MM``."""
    TIME = "time"
    """ISO 8601 with offset."""
    TEXTS = "texts"
    """A list of texts."""
    NAMED_TEXTS = "named_texts"
    """A map of texts."""
    NAMED_DAYS = "named_days"
    """A map of days."""
    PART = "part"
    """A map with the expected fields."""
    ITEMS = "items"
    """A map of parts by item id."""


class Expected(NamedTuple):
    """What one field holds: an empty text is *not known* wherever a text is wanted."""

    kind: Kind
    words: frozenset[str] = frozenset()
    fields: Mapping[str, Expected] = MappingProxyType({})
    high: int = 10_000_000


class Reference(NamedTuple):
    """A field that names documents of another table.

    ``field`` is a dotted path; ``*`` stands for every item of a map. ``owned`` documents are nothing
    without the other one, ``by_name`` fields may hold a name instead of an id, and where it is only a
    ``remark`` nothing misses the other document.
    """

    table: str
    field: str
    target: str
    owned: bool = False
    by_name: bool = False
    remark: bool = False


def _all(kind: Kind, *names: str) -> dict[str, Expected]:
    return dict.fromkeys(names, Expected(kind))


def _word(*words: str) -> Expected:
    return Expected(Kind.WORD, frozenset(words))


def _part(kind: Kind, fields: Mapping[str, Expected]) -> Expected:
    return Expected(kind, fields=fields)


_EVERYWHERE = _all(Kind.TIME, "created", "updated")

FIELDS: Mapping[str, Mapping[str, Expected]] = {
    "contacts": {
        **_EVERYWHERE,
        **_all(Kind.TEXT, "name", "given", "family", "company", "title", "department", "city", "lang"),
        **_all(Kind.TEXT, "salutation_override", "referral_by", "notes", "source"),
        **_all(Kind.TEXTS, "emails", "phones", "tags", "guessed"),
        **_all(Kind.FLAG, "former_colleague", "alumni", "shared_community", "do_not_contact"),
        **_all(Kind.DAY, "profile_checked", "follow_up_on", "snooze_until"),
        "company_since": Expected(Kind.MONTH),
        "links": Expected(Kind.NAMED_TEXTS),
        "connected": Expected(Kind.NAMED_DAYS),
        "mutual_connections": Expected(Kind.NUMBER),
        "level": _word(*contacts.LEVELS),
        "stage": _word(*contacts.STAGES),
        "tier": _word(*contacts.TIERS),
        "formality": _word(*contacts.FORMALITIES),
        "responsiveness": _word(*contacts.RESPONSIVENESS),
        "stage_log": _part(
            Kind.ITEMS,
            {
                "at": Expected(Kind.TIME),
                **_all(Kind.TEXT, "from", "to", "cause", "reason"),
            },
        ),
        "research": _part(Kind.ITEMS, {**_all(Kind.TEXT, "text", "source"), "on": Expected(Kind.DAY)}),
        "events": _part(
            Kind.ITEMS,
            {
                **_all(Kind.TEXT, "text", "source"),
                "kind": _word(*contacts.EVENT_KINDS),
                "on": Expected(Kind.YEARLY),
                "private": Expected(Kind.FLAG),
                "congratulated_on": Expected(Kind.DAY),
            },
        ),
        "score_seen": _part(
            Kind.PART,
            {
                "score": Expected(Kind.NUMBER),
                "at": Expected(Kind.TIME),
                **_all(Kind.TEXT, "band", "better"),
            },
        ),
    },
    "companies": {
        **_EVERYWHERE,
        **_all(Kind.TEXT, "name", "advocate", "posting", "notes"),
        "motivation": Expected(Kind.NUMBER, high=5),
        "staff": Expected(Kind.NUMBER),
    },
    "touches": {
        **_EVERYWHERE,
        **_all(Kind.TEXT, "contact", "note", "give"),
        "on": Expected(Kind.DAY),
        "kind": _word(*contacts.FULL_TOUCHES, *contacts.LIGHT_TOUCHES),
        "channel": _word(*contacts.CHANNELS),
        "direction": _word("in", "out"),
    },
    "mails": {
        **_EVERYWHERE,
        **_all(Kind.TEXT, "contact", "meeting", "kind", "lang", "subject", "text", "specific"),
        **_all(Kind.TEXT, "band_at_sending", "override_reason"),
        **_all(Kind.TIME, "sent_at", "replied_at"),
        "warmth_at_sending": Expected(Kind.NUMBER),
        "reply": _word("yes", "no", "open"),
    },
    "meetings": {
        **_EVERYWHERE,
        **_all(Kind.TIME, "at", "brief_sent_at", "started_at", "ended_at", "debriefed_at", "thanked_at"),
        "cancelled_at": Expected(Kind.TIME),
        "status": _word("draft", "scheduled", "live", "held", "closed", "cancelled", "no_show"),
    },
    "insights": {**_EVERYWHERE, "captured_at": Expected(Kind.TIME)},
    "actions": {
        **_EVERYWHERE,
        **_all(Kind.DAY, "due", "nudge_on"),
        "entered_column_at": Expected(Kind.TIME),
        "column": _word(*actions.COLUMNS),
        "type": _word(*actions.TYPES),
        "size": _word(*actions.SIZES),
        **_all(Kind.TEXT, "title", "contact", "meeting", "rank", "cue", "step", "evidence", "waiting_for"),
        **_all(Kind.TEXT, "dropped_reason", "notes"),
        **_all(Kind.TEXTS, "insights", "tags"),
        "unlinked": Expected(Kind.FLAG),
        "checklist": _part(Kind.ITEMS, {"text": Expected(Kind.TEXT), "done": Expected(Kind.FLAG)}),
        "history": _part(Kind.ITEMS, {"at": Expected(Kind.TIME), **_all(Kind.TEXT, "from", "to", "reason")}),
    },
    "articles": {
        **_EVERYWHERE,
        **_all(Kind.TEXT, "url", "title", "why"),
        **_all(Kind.TEXTS, "fields", "for"),
        "added": Expected(Kind.DAY),
        "sent": _part(Kind.ITEMS, {"contact": Expected(Kind.TEXT), "on": Expected(Kind.DAY)}),
    },
    "reviews": {
        **_EVERYWHERE,
        **_all(Kind.TIME, "at", "finished_at"),
        **_all(Kind.TEXT, "week", "note"),
        **_all(Kind.NAMED_TEXTS, "answers", "numbers"),
        "steps": Expected(Kind.TEXTS),
    },
}
"""The expected fields of each table. Departments and languages may be the user's own words."""

REFERENCES: tuple[Reference, ...] = (
    Reference("touches", "contact", "contacts", owned=True),
    Reference("mails", "contact", "contacts", owned=True),
    Reference("mails", "meeting", "meetings"),
    Reference("meetings", "contact", "contacts", owned=True),
    Reference("meetings", "captures.*.contact", "contacts"),
    Reference("meetings", "captures.*.insight", "insights"),
    Reference("insights", "contact", "contacts"),
    Reference("insights", "meeting", "meetings"),
    Reference("actions", "contact", "contacts"),
    Reference("actions", "insights", "insights"),
    Reference("actions", "meeting", "meetings"),
    Reference("articles", "for", "contacts"),
    Reference("articles", "sent.*.contact", "contacts"),
    Reference("contacts", "referral_by", "contacts", by_name=True),
    Reference("contacts", "score_seen.better", "contacts", remark=True),
    Reference("companies", "advocate", "contacts", by_name=True),
)
"""Which fields name documents of which table."""
