"""What the Today screen shows; every text is clean and translated."""

from typing import NamedTuple

from netx_tui.domain.rows import TodayRow
from netx_tui.i18n import _, ngettext


class TodayLine(NamedTuple):
    """One next step as it is drawn: ``when`` is its time in short words, ``doing`` what its key does."""

    row: TodayRow
    when: str = ""
    doing: str = ""


class Goal(NamedTuple):
    """How much of the week's goal is done."""

    done: int
    wanted: int


class NextTalk(NamedTuple):
    """A talk of the next days; ``ready`` is 0 to 5."""

    id: str
    name: str
    when: str
    ready: int


class TodayView(NamedTuple):
    """Everything of one moment.

    ``doing`` are the cards in Doing and how many it takes (0: any number), ``red`` how many cards stand too
    long, ``cards_due`` how many are due by today, ``touches`` how many people wait for a message by today,
    ``articles`` how many articles wait for somebody. ``quiet`` is the sentence for a day with nothing due.
    """

    lines: tuple[TodayLine, ...]
    people: int
    talks: Goal
    invitations: Goal
    next_talks: tuple[NextTalk, ...] = ()
    doing: tuple[int, int] = (0, 0)
    red: int = 0
    cards_due: int = 0
    touches: int = 0
    articles: int = 0
    quiet: str = ""


def week_parts(view: TodayView) -> list[str]:
    """How the week stands, the board and what waits, as short texts; what is nothing is left out."""
    doing, limit = view.doing
    parts = [
        _("This week"),
        _("talks {goal}").format(goal=_goal(view.talks)),
        _("invitations {goal}").format(goal=_goal(view.invitations)),
        _("Doing {count}").format(count=f"{doing}/{limit}" if limit else doing),
    ]
    counted = (
        (view.red, ngettext("{count} card red", "{count} cards red", view.red)),
        (view.cards_due, ngettext("{count} card due", "{count} cards due", view.cards_due)),
        (view.touches, ngettext("{count} to write to", "{count} to write to", view.touches)),
        (view.articles, ngettext("{count} article", "{count} articles", view.articles)),
    )
    return [*parts, *(words.format(count=count) for count, words in counted if count)]


def _goal(goal: Goal) -> str:
    return f"{goal.done}/{goal.wanted}" if goal.wanted else f"{goal.done}"
