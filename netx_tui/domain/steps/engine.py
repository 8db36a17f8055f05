"""All next steps, and the list of them as it stands at a moment."""

from collections.abc import Iterator

from netx_tui.domain.steps.board import steps_of_the_board
from netx_tui.domain.steps.choosing import steps_of_choosing
from netx_tui.domain.steps.people import steps_of_people
from netx_tui.domain.steps.situation import Situation
from netx_tui.domain.steps.step import Step
from netx_tui.domain.steps.talks import steps_of_talks
from netx_tui.domain.weekly_review import due as review_due
from netx_tui.i18n import _


def steps_of(now: Situation) -> tuple[Step, ...]:
    """Everything there is to do, whenever it is due, in no order."""
    found = [
        *steps_of_talks(now),
        *steps_of_people(now),
        *steps_of_the_board(now),
        *steps_of_choosing(now),
        *_review(now),
    ]
    named = {step.contact for step in found if step.rule == "N16"}
    # Somebody one was named is written to for that reason: one step, not two.
    return tuple(step for step in found if step.rule != "N10" or step.contact not in named)


def _review(now: Situation) -> Iterator[Step]:
    """N23."""
    due = review_due(now.reviews, now.now, *now.review_at)
    if due is not None:
        step = Step("N23", "", _("Weekly review"), "w", why=_("ten minutes"), situation=due.isoformat())
        yield step.at(due, now.now)
