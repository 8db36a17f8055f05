"""Immutable rows of the touch screen; every text in them is clean and translated."""

from typing import NamedTuple


class TouchRow(NamedTuple):
    """One person one stays in touch with.

    ``due`` is a day (``YYYY-MM-DD``, empty: none), ``due_text`` the same in short words (``2d late``,
    ``Fri 27 Nov``), ``severity`` is ``red``, ``amber``, ``plain`` or empty (nothing to do soon). ``kind`` is
    the kind of mail that is proposed, ``why`` the reason in a few words, ``last`` the newest touch (day, sign
    for full or light, kind). ``strip`` holds one of ``.`` (nothing), ``l`` (light) and ``f`` (full) for each
    of the last twelve months, the oldest first. ``snoozed`` is the day until which the person sleeps.
    """

    id: str
    name: str
    company: str
    tier: str
    circle: str
    due: str
    due_text: str
    severity: str
    kind: str
    why: str
    last: str
    strip: str
    snoozed: str = ""


class TouchCard(NamedTuple):
    """What the side panel says about one person.

    ``proposal`` is what to send and why, as a sentence; ``guard`` why it is too early, empty where it is not;
    ``facts`` are label and value: circle, interval, last full touch, unanswered mails, sent in twelve months
    of how many, snoozed until. ``events`` and ``articles`` are lines. ``meeting``, ``action``, ``event`` and
    ``article`` are the ids of what the proposed mail is about.
    """

    row: TouchRow
    proposal: str
    guard: str
    facts: tuple[tuple[str, str], ...]
    events: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    meeting: str = ""
    action: str = ""
    event: str = ""
    article: str = ""


class ComingDay(NamedTuple):
    """One day of the month view: ``entries`` are contact id, name and reason of what is due on it."""

    day: str
    is_workday: bool
    entries: tuple[tuple[str, str, str], ...] = ()


class ArticleRow(NamedTuple):
    """One line of the reading inbox; ``readers`` are the names it is for, ``sent`` how many got it."""

    id: str
    title: str
    url: str
    why: str
    fields: str
    readers: str
    sent: int
    added: str
