"""Lines noted in a talk: what kind each is, and what its words say (``2-plan.md``, live mode 4).

What cannot be understood stays as text; nothing that was noted is ever lost.
"""

import re
from datetime import datetime
from sys import maxsize
from typing import NamedTuple

from netx_tui.domain.contacts import EVENT_KINDS
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import within
from netx_tui.domain.text import TEXT_LIMIT, clean_line, clean_text, search_key
from netx_tui.domain.when import read_when
from netx_tui.i18n import N_, _

KEYS = {
    "a": "answer",
    "f": "follow_up",
    "i": "insight",
    "q": "quote",
    "r": "referral",
    "b": "book",
    "p": "promise",
    "o": "opening",
    "e": "life_event",
    "!": "action",
}
"""The key of each kind, which is also its prefix at the beginning of a line."""
MAY, MAY_NOT, NOT_SAID = "yes", "no", ""
"""Whether the name of who recommends somebody may be used."""
_LABELS = {
    "answer": N_("answer"),
    "follow_up": N_("follow-up question"),
    "insight": N_("insight"),
    "quote": N_("quote"),
    "referral": N_("referral"),
    "book": N_("book"),
    "promise": N_("promise"),
    "opening": N_("opening"),
    "life_event": N_("life event"),
    "action": N_("action"),
}
_PREFIX = re.compile(r"\s*([afiqrbpoe!])\s*:\s*(.*)\Z", re.DOTALL | re.IGNORECASE)
_YES = ("y", "yes", "j", "ja")
_NO = ("n", "no", "nein")
_THEIRS = re.compile(r"\s*(?:they|she|he|sie|er|theirs|ihres?)\s*:\s*", re.IGNORECASE)
_BEFORE_A_DAY = re.compile(r"\b(?:by|until|on|from|ask again|bis|am|ab|wieder fragen)\s+", re.IGNORECASE)
_MOST_DAY_WORDS = 4
_EVENT_WORDS = {
    "birthday": ("birthday", "geburtstag"),
    "baby": ("baby", "birth", "geburt", "born", "geboren"),
    "new_job": ("new job", "neue stelle", "neuer job"),
    "promotion": ("promotion", "promoted", "beforderung", "befordert"),
    "award": ("award", "prize", "auszeichnung", "preis"),
    "anniversary": ("anniversary", "jubilaum"),
}
YEARLY = ("birthday", "anniversary")


class Referral(NamedTuple):
    """Somebody who was named: name, company, and whether the recommender's name may be used."""

    name: str
    company: str = ""
    may_name: str = NOT_SAID


class Promise(NamedTuple):
    """What was promised, by oneself (``mine``) or by the other person, and until when (``YYYY-MM-DD``)."""

    text: str
    mine: bool = True
    on: str = ""


class OpeningWatch(NamedTuple):
    """A post that may come up: what to ask for, and when to ask again (``YYYY-MM-DD``)."""

    text: str
    on: str = ""


class NotedEvent(NamedTuple):
    """Something in the person's life; ``on`` is a day, ``--MM-DD`` where it comes every year."""

    kind: str
    on: str = ""
    text: str = ""


def capture_label(kind: str) -> str:
    """The name of a kind of note in the user's language."""
    return _(_LABELS[kind]) if kind in _LABELS else clean_line(kind)


def key_of_kind(kind: str) -> str:
    """The key that notes something of this kind."""
    return next((key for key, known in KEYS.items() if known == kind), "")


def words_of(text: str) -> str:
    """What a note says; raises ``FieldError`` where it says nothing, or more than a note can keep."""
    words = clean_text(text, maxsize)
    if not words:
        raise FieldError(_("Nothing to note."), field="text")
    return within(words, TEXT_LIMIT, _("A note"), "text")


def parse_line(text: str, kind: str = "answer") -> tuple[str, str]:
    """Kind and words of a line; a prefix like ``i:`` wins over ``kind``."""
    match = _PREFIX.match(text)
    if match:
        return KEYS[match[1].lower()], match[2].strip()
    stripped = text.strip()
    if kind != "answer":  # the letter was a key already: what is left of a prefix is its colon
        stripped = stripped.removeprefix(":").strip()
    if stripped.startswith("! "):
        return "action", stripped[2:].strip()
    return kind, stripped


def referral_of(text: str) -> Referral:
    """``Kofi Hartmann, Blaupause, y`` as a person; without commas all of it is the name."""
    parts = [part for part in (clean_line(part) for part in text.split(",")) if part]
    may = NOT_SAID
    if len(parts) > 1 and parts[-1].casefold() in (*_YES, *_NO):
        may = MAY if parts.pop().casefold() in _YES else MAY_NOT
    name = parts[0] if parts else clean_line(text)
    return Referral(name, ", ".join(parts[1:]), may)


def promise_of(text: str, now: datetime) -> Promise:
    """A promise; ``they:`` in front makes it theirs, a day at the end is when it is due."""
    theirs = _THEIRS.match(text)
    words, day = _with_day(text[theirs.end() :] if theirs else text, now)
    return Promise(words, not theirs, day)


def opening_of(text: str, now: datetime) -> OpeningWatch:
    """An opening to ask about again, with the day at the end if there is one."""
    return OpeningWatch(*_with_day(text, now))


def life_event_of(text: str, now: datetime) -> NotedEvent:
    """A life event: its kind by its words, and the day at the end."""
    words, day = _with_day(text, now)
    folded = search_key(words)
    kind = next(
        (kind for kind, known in _EVENT_WORDS.items() if any(word in folded for word in known)), "other"
    )
    assert kind in EVENT_KINDS
    if day and kind in YEARLY:
        day = f"--{day[5:]}"
    return NotedEvent(kind, day, words)


def _with_day(text: str, now: datetime) -> tuple[str, str]:
    """``text`` without the day at its end, and that day; the whole text where there is none."""
    line = clean_line(text)
    marks = list(_BEFORE_A_DAY.finditer(line))
    for mark in reversed(marks):
        day = _day(line[mark.end() :], now)
        if day:
            return line[: mark.start()].rstrip(" ,;") or line, day
    words = line.split()
    for count in range(min(_MOST_DAY_WORDS, len(words)), 0, -1):
        last = " ".join(words[-count:])
        if not last.isalpha() or count == 1:
            day = _day(last, now)
            if day:
                return " ".join(words[:-count]).rstrip(" ,;") or line, day
    return line, ""


def _day(text: str, now: datetime) -> str:
    try:
        return read_when(text, now).day.isoformat() if text.strip() else ""
    except FieldError:
        return ""
