"""The Today screen's view: the steps in words, and how the week stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from netx_tui.domain.action_fields import day
from netx_tui.domain.actions import OPEN
from netx_tui.domain.ageing import age_days, age_state, limits_for
from netx_tui.domain.agenda import readiness
from netx_tui.domain.board import home
from netx_tui.domain.mails.values import starts
from netx_tui.domain.short_dates import short_date, short_moment
from netx_tui.domain.steps.step import Step, day_of
from netx_tui.domain.text import visible
from netx_tui.domain.today_rows import Goal, NextTalk, TodayLine, TodayView
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.domain.profile import Profile
    from netx_tui.services.ranking import Ranking
    from netx_tui.services.todays import Todays
    from netx_tui.store.workspace import Workspace

TALKS_SHOWN = 3
TALKS_AHEAD = timedelta(days=14)
_HOUR = 3600
_DAY_HOURS = 24
_SOON_DAYS = 7


def view_of(
    todays: Todays, workspace: Workspace, ranking: Ranking, profile: Profile, *, now: datetime, days: int
) -> TodayView:
    """Everything the screen shows at ``now`` to the owner of ``profile``."""
    steps = todays.standing(days)
    talks = _next_talks(workspace, now)
    cards = [action for action in workspace.actions.values() if home(action) in OPEN]
    own = todays.own_limits(now)
    red = sum(
        age_state(age_days(card.entered_column_at, now), limits_for(home(card), card.size, own)) == "red"
        for card in cards
    )
    return TodayView(
        lines=tuple(TodayLine(step.row(now), when(step, now), doing(step)) for step in steps),
        people=len(workspace.contacts),
        talks=Goal(_talks_of_the_week(workspace, now), profile.weekly_talks),
        invitations=Goal(ranking.asked.this_week, profile.weekly_invitations),
        next_talks=talks,
        doing=(sum(home(card) == "doing" for card in cards), todays.columns.limit("doing")),
        red=red,
        cards_due=sum((due := day(card.due)) is not None and due <= now.date() for card in cards),
        touches=sum(step.rule in ("N18", "N20") and step.severity(now) != "plain" for step in steps),
        articles=sum(not article.sent for article in workspace.articles.values()),
        quiet=quiet(steps, talks, now),
    )


def when(step: Step, now: datetime) -> str:
    """The time of a step in short words: ``2d overdue``, ``22 h``, ``Fri 16:00``, ``Mon 30 Nov``."""
    due = step.due
    if due is None:
        return ""
    late = (now.date() - day_of(due)).days
    if step.severity(now) == "red":
        return (
            ngettext("{count}d overdue", "{count}d overdue", late).format(count=late)
            if late
            else _("overdue")
        )
    if isinstance(due, datetime):
        return _moment(due, now)
    return {0: _("today"), -1: _("tomorrow")}.get(late) or short_date(due)


def _moment(due: datetime, now: datetime) -> str:
    left = int((due - now).total_seconds())
    if not 0 <= left < _DAY_HOURS * _HOUR:
        return short_moment(due, now.date())
    hours = -(-left // _HOUR)
    return ngettext("{count} h left", "{count} h left", hours).format(count=hours)


def doing(step: Step) -> str:
    """What the step's key does, in one word or two."""
    return {
        "m": _("mail"),
        "l": _("open the talk"),
        "d": _("write down"),
        "t": _("plan"),
        "i": _("invite"),
        "p": _("park"),
        "e": _("find out"),
        "s": _("search"),
        "k": _("make a card"),
        "c": _("circle") if step.rule == "N20" else _("connect"),
        "w": _("review"),
    }.get(step.key, _("open"))


def quiet(steps: Sequence[Step], talks: Sequence[NextTalk], now: datetime) -> str:
    """The sentence for a day on which nothing presses; empty where something does."""
    if any(step.severity(now) != "plain" for step in steps):
        return ""
    if not talks:
        return _("Nothing is due.")
    talk = talks[0]
    return _("Nothing is due. Next: {when}, {name}, ready {ready}/5.").format(
        when=talk.when, name=talk.name, ready=talk.ready
    )


def _next_talks(workspace: Workspace, now: datetime) -> tuple[NextTalk, ...]:
    found = []
    for meeting in workspace.meetings.values():
        begin = starts(meeting) if meeting.status in ("scheduled", "live") else None
        contact = workspace.contacts.get(meeting.contact)
        if begin is None or contact is None or not now - timedelta(hours=1) <= begin <= now + TALKS_AHEAD:
            continue
        here = begin.astimezone(now.tzinfo)
        told = short_moment(here, now.date())
        found.append((here, NextTalk(meeting.id, visible(contact.name), told, readiness(meeting).value)))
    found.sort(key=lambda item: (item[0], item[1].id))
    return tuple(talk for _begin, talk in found[:TALKS_SHOWN])


def _talks_of_the_week(workspace: Workspace, now: datetime) -> int:
    monday = now.date() - timedelta(days=now.weekday())
    return sum(
        meeting.held and begin is not None and monday <= _here(begin, now) <= now.date()
        for meeting in workspace.meetings.values()
        for begin in (starts(meeting),)
    )


def _here(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()
