"""How the day stands, found out from everything there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from netx_tui.domain.action_fields import day
from netx_tui.domain.actions import OPEN
from netx_tui.domain.ageing import age_days, age_state, limits_for, own_limits
from netx_tui.domain.agenda import readiness
from netx_tui.domain.board import home
from netx_tui.domain.mails.values import starts
from netx_tui.domain.steps.engine import steps_of
from netx_tui.domain.steps.situation import Situation
from netx_tui.domain.steps.standing import Tick
from netx_tui.services.today_view import Standing, Talk
from netx_tui.services.touches import standing_of as plans_of

if TYPE_CHECKING:
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.workspace import Workspace

TALKS_SHOWN = 3
TALKS_AHEAD = timedelta(days=14)


def situation_of(
    workspace: Workspace, ranking: Ranking, now: datetime, review_at: tuple[int, str]
) -> Situation:
    """What the rules look at."""
    actions = tuple(workspace.actions.values())
    return Situation(
        now,
        people=ranking.ordered,
        scorer=ranking.scorer,
        best=ranking.best,
        companies=ranking.companies,
        asked=ranking.asked,
        meetings=workspace.meetings.values(),
        mails=workspace.mails.values(),
        insights=workspace.insights.values(),
        actions=actions,
        reviews=workspace.reviews.values(),
        planned=plans_of(workspace, ranking, now).plans,
        own_limits=own_limits(actions, now.tzinfo),
        review_at=review_at,
        holidays=ranking.holidays,
    )


def standing_of(
    workspace: Workspace,
    ranking: Ranking,
    ticks: Mapping[str, Tick],
    now: datetime,
    review_at: tuple[int, str],
) -> Standing:
    """How the day of ``now`` stands."""
    cards = [action for action in workspace.actions.values() if home(action) in OPEN]
    own = own_limits(workspace.actions.values(), now.tzinfo)
    red = sum(
        age_state(age_days(card.entered_column_at, now), limits_for(home(card), card.size, own)) == "red"
        for card in cards
    )
    return Standing(
        steps_of(situation_of(workspace, ranking, now, review_at)),
        ticks,
        people=len(workspace.contacts),
        held=_talks_of_the_week(workspace, now),
        invited=ranking.asked.this_week,
        talks=_next_talks(workspace, now),
        doing=sum(home(card) == "doing" for card in cards),
        red=red,
        cards_due=sum((due := day(card.due)) is not None and due <= now.date() for card in cards),
        articles=sum(not article.sent for article in workspace.articles.values()),
    )


def _next_talks(workspace: Workspace, now: datetime) -> tuple[Talk, ...]:
    found = []
    for meeting in workspace.meetings.values():
        begin = starts(meeting) if meeting.status in ("scheduled", "live") else None
        contact = workspace.contacts.get(meeting.contact)
        if begin is None or contact is None or not now - timedelta(days=1) <= begin <= now + TALKS_AHEAD:
            continue
        found.append((begin, Talk(meeting.id, contact.name, begin.isoformat(), readiness(meeting).value)))
    found.sort(key=lambda item: (item[0], item[1].id))
    return tuple(talk for _begin, talk in found[:TALKS_SHOWN])


def _talks_of_the_week(workspace: Workspace, now: datetime) -> int:
    monday = now.date() - timedelta(days=now.weekday())
    return sum(
        meeting.held and begin is not None and monday <= begin.astimezone(now.tzinfo).date() <= now.date()
        for meeting in workspace.meetings.values()
        for begin in (starts(meeting),)
    )
