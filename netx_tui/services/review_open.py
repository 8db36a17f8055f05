"""What stands open in the six steps of the weekly review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.actions import Action
from netx_tui.domain.ageing import age_days, age_state, limits_for, own_limits
from netx_tui.domain.board import by_column, home, in_order, plan_sentence
from netx_tui.domain.board_columns import Columns
from netx_tui.domain.meetings import Insight
from netx_tui.domain.presenting import is_private
from netx_tui.domain.review_steps import (
    INSIGHTS,
    MOST_PICKED,
    NEXT_WEEK,
    NUMBERS,
    PEOPLE,
    RED,
    WAITING,
    ReviewItem,
    ReviewStep,
    about_people,
    hint_of,
    left_text,
    title_of,
    to_be_asked,
)
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.text import visible
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.domain.numbers.metric import Metric
    from netx_tui.store.workspace import Workspace

_ORDER = ("doing", "waiting", "next", "inbox")
"""In which order columns are gone through."""


class OpenEnds:
    """What is to be decided about on ``workspace``, by step."""

    def __init__(
        self,
        workspace: Workspace,
        clock: Callable[[], datetime],
        *,
        next_steps: Callable[[], Sequence[TodayRow]],
        metrics: Callable[[], Sequence[Metric]],
        columns: Columns,
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._next_steps = next_steps
        self._metrics = metrics
        self.columns = columns

    def step(self, key: str, ended: bool) -> ReviewStep:
        """A step with what is left in it; ``ended`` says that somebody said it is through."""
        items = self._items(key)
        left = len(items)
        if key == NEXT_WEEK:
            left = min(left, max(0, MOST_PICKED - len(self._in("doing"))))
        elif key == NUMBERS:
            left = 0 if ended else 1
        done = ended or not left
        told = left_text(key, left, done=done)
        return ReviewStep(key, title_of(key), hint_of(key), items, done, left, told)

    def _items(self, key: str) -> tuple[ReviewItem, ...]:
        if key == INSIGHTS:
            return tuple(map(self._of_insight, self._insights()))
        if key == PEOPLE:
            rows = about_people(self._next_steps())
            return tuple(
                ReviewItem("step", f"{row.rule}:{row.subject}", row.text, row.why, is_private(row))
                for row in rows
            )
        if key == NUMBERS:
            return tuple(ReviewItem("metric", one.id, one.label, one.text) for one in self._metrics())
        return tuple(map(self._of_card, {RED: self._red, WAITING: self._waiting}.get(key, self._next)()))

    def _insights(self) -> list[Insight]:
        used = {name for action in self._workspace.actions.values() for name in action.insights}
        every = self._workspace.insights.values()
        undecided = [one for one in every if one.actionable != "no" and one.id not in used]
        return sorted(undecided, key=lambda insight: (insight.captured_at, insight.id))

    def _red(self) -> Iterable[Action]:
        """The cards that stand too long; one that waits until a day ahead was decided about."""
        now = self._clock()
        there = by_column(self._workspace.actions.values())
        own = own_limits(there["done"], now.tzinfo)
        for card in (card for column in _ORDER for card in there[column]):
            limits = limits_for(home(card), card.size, own)
            old = age_state(age_days(card.entered_column_at, now), limits) == "red"
            if old and (home(card) != "waiting" or to_be_asked(card, now.date())):
                yield card

    def _waiting(self) -> list[Action]:
        """The cards about which is to be asked, but for those that stand too long as well."""
        today, red = self._clock().date(), {card.id for card in self._red()}
        return [card for card in self._in("waiting") if to_be_asked(card, today) and card.id not in red]

    def _next(self) -> list[Action]:
        return self._in("next")

    def _in(self, column: str) -> list[Action]:
        return in_order(self._workspace.actions.values(), column)

    def _of_insight(self, insight: Insight) -> ReviewItem:
        contact = self._workspace.contacts.get(insight.contact)
        return ReviewItem(
            "insight", insight.id, visible(insight.text), visible(contact.name) if contact else ""
        )

    def _of_card(self, card: Action) -> ReviewItem:
        days = age_days(card.entered_column_at, self._clock())
        told = ngettext("in {column} for {count} day", "in {column} for {count} days", days)
        parts = [told.format(column=self.columns.name(home(card)), count=days)]
        if card.waiting_for:
            parts.append(_("waiting for {who}").format(who=visible(card.waiting_for)))
        if card.nudge_on:
            parts.append(_("ask on {day}").format(day=visible(told_day(card.nudge_on, self._clock().date()))))
        plan = plan_sentence(card)
        if plan and home(card) == "next":
            parts.append(visible(plan))
        return ReviewItem("card", card.id, visible(card.title), ", ".join(parts))
