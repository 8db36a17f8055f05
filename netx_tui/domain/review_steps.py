"""The six steps of the weekly review (``5-use.md``, *Weekly review*)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from netx_tui.domain.actions import Action
from netx_tui.domain.reviews import Review
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import N_, _, ngettext

INSIGHTS, RED, WAITING, NEXT_WEEK, PEOPLE, NUMBERS = STEPS = (
    "insights",
    "red",
    "waiting",
    "next_week",
    "people",
    "numbers",
)
MOST_PICKED = 3
"""Cards to pick for the next week at most."""
_TITLES = {
    INSIGHTS: N_("Insights nobody decided about"),
    RED: N_("Cards that stand too long"),
    WAITING: N_("Waiting for others"),
    NEXT_WEEK: N_("Next week: three for Doing"),
    PEOPLE: N_("Invitations, thanks, briefs"),
    NUMBERS: N_("Numbers, and what you learned"),
}
_HINTS = {
    INSIGHTS: N_(
        "{card.make=a} makes a card of it, {card.info=i}: only to know. {review.through=n} goes on."
    ),
    RED: N_("Do it, split it, let it wait, or drop it."),
    WAITING: N_("The day to ask has come: write, or give it a new day."),
    NEXT_WEEK: N_("Pick at most three for Doing, each with its plan: when ..., then I ..."),
    PEOPLE: N_("Who waits for a letter, and what is to be prepared. {list.open=enter} opens the place."),
    NUMBERS: N_(
        "What came of the last four weeks. Write one sentence on what you learned: {list.open=enter}."
    ),
}
_OF_PEOPLE = frozenset(f"N{number:02}" for number in (*range(2, 11), *range(15, 23)))
"""The rules whose steps are about people: letters, invitations, promises."""


class ReviewItem(NamedTuple):
    """One thing to decide in a step: ``kind`` is ``insight``, ``card``, ``step`` or ``metric``.

    ``private`` where others are not to see it (``domain.presenting``).
    """

    kind: str
    id: str
    text: str
    note: str = ""
    private: bool = False


class ReviewStep(NamedTuple):
    """One of the six steps; ``done`` when it is through, because nothing is left or because one said so.

    ``told`` says how much is left in words: ``3 insights``.
    """

    key: str
    title: str
    hint: str
    items: tuple[ReviewItem, ...]
    done: bool
    left: int
    told: str


class PastRow(NamedTuple):
    """A review that is done, by its ``id``; without one the row that begins a review, or goes on with it."""

    id: str
    when: str
    text: str


class ReviewPart(NamedTuple):
    """What was done in one step, for those who read a review later; ``left`` is empty or ``2 left ...``."""

    title: str
    left: str
    lines: tuple[str, ...]


def title_of(step: str) -> str:
    """What a step is about."""
    return _(_TITLES[step])


def hint_of(step: str) -> str:
    """What is done in a step."""
    return _(_HINTS[step])


def through(review: Review | None) -> frozenset[str]:
    """The steps that somebody said are through.

    Two sessions that end two steps at one moment write one list; the answers tell of both.
    """
    return frozenset((*review.steps, *review.answers)) if review else frozenset()


def left_text(step: str, left: int, *, done: bool = False) -> str:
    """How much is left in a step: ``3 insights``; of one that is ``done`` all the same, ``3 left``."""
    if not left or (done and step == NUMBERS):
        return ""
    if done:
        return ngettext("{count} left", "{count} left", left).format(count=left)
    words = {
        INSIGHTS: ngettext("{count} insight", "{count} insights", left),
        RED: ngettext("{count} card", "{count} cards", left),
        WAITING: ngettext("{count} card", "{count} cards", left),
        NEXT_WEEK: ngettext("{count} to pick", "{count} to pick", left),
        PEOPLE: ngettext("{count} step", "{count} steps", left),
        NUMBERS: ngettext("{count} sentence", "{count} sentences", left),
    }
    return words[step].format(count=left)


def answer_text(answer: str) -> str:
    """What a review keeps of a step, in words: how many were left as they are, or what was said."""
    if not answer.isdecimal():
        return answer
    count = int(answer)
    return (
        ngettext("{count} left as it is", "{count} left as they are", count).format(count=count)
        if count
        else ""
    )


def to_be_asked(card: Action, today: date) -> bool:
    """Whether the day to ask about a waiting card has come, or nobody has set one that can be read."""
    day = local_day(card.nudge_on)
    return day is None or day <= today


def about_people(rows: Iterable[TodayRow]) -> list[TodayRow]:
    """The next steps about people that are due, and those that are never due by a day."""
    return [row for row in rows if row.rule in _OF_PEOPLE and (row.severity != "plain" or not row.due)]
