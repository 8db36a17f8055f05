"""What the screen of the weekly review says about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.review_steps import NUMBERS, ReviewStep
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.text import visible
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.services.reviews import Reviews


def about_text(reviews: Reviews, now: datetime) -> str:
    """What a review is for, and when the next one is due."""
    lines = [
        _(
            "Ten minutes a week: six steps through what you learned, what stands too long, who waits for "
            "you, and what came of it."
        )
    ]
    due = reviews.due()
    if due is None:
        lines.append(_("This week's review is done. {review.copy=y} copies one, to share it with somebody."))
    else:
        told = _("It was due {when}.") if due <= now else _("It is due {when}.")
        lines.append(told.format(when=short_moment(due, now.date())))
    return "\n".join(lines)


def time_text(reviews: Reviews, now: datetime) -> str:
    """Of which week the current review is, and for how long it has gone on."""
    current, minutes = reviews.current(), reviews.minutes()
    if current is None:
        return ""
    if minutes == 0:
        told = _("just begun")
    elif minutes is not None:
        told = ngettext("{count} minute so far", "{count} minutes so far", minutes).format(count=minutes)
    else:
        begun = stored_moment(current.at)
        when = short_moment(begun.astimezone(now.tzinfo), now.date()) if begun else visible(current.at)
        told = _("begun {when}").format(when=when)
    return _("{week}, {told}").format(week=visible(current.week), told=told)


def hint_text(step: ReviewStep | None) -> str:
    """What is done in a step, or that nothing is left in it."""
    if step is None:
        return ""
    return (
        step.hint
        if step.left or step.key == NUMBERS
        else _("Nothing is left here. {review.through=n} goes on.")
    )
