"""N13 and N14: what was learned and nobody decided about, and cards that stand too long."""

from collections.abc import Iterator
from datetime import timedelta

from netx_tui.domain.actions import Action
from netx_tui.domain.ageing import age_days, limits_for
from netx_tui.domain.board import home
from netx_tui.domain.board_columns import column_name
from netx_tui.domain.steps.people import is_promise
from netx_tui.domain.steps.situation import HOUR, Situation
from netx_tui.domain.steps.step import Step
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _, ngettext

DECIDE_WITHIN = 48 * HOUR


def steps_of_the_board(now: Situation) -> Iterator[Step]:
    """All next steps that come from insights and cards."""
    used = {insight for action in now.actions for insight in action.insights}
    for insight in now.insights:
        captured = stored_moment(insight.captured_at)
        if insight.actionable == "no" or insight.id in used or captured is None:
            continue
        contact = now.contacts.get(insight.contact)
        due = captured + DECIDE_WITHIN
        step = Step(
            "N13",
            contact.name if contact else "",
            _("Decide what to do with: {text}").format(text=insight.text),
            "k",
            contact=contact.id if contact else "",
            company=contact.company if contact else "",
            meeting=insight.meeting,
            insight=insight.id,
            why=_("from {name}").format(name=contact.name) if contact else "",
            situation=insight.actionable,
        )
        yield step.at(due, now.now)._replace(first=due)
    for action in now.actions:
        yield from _old(now, action)


def _old(now: Situation, action: Action) -> Iterator[Step]:
    column = home(action)
    limits = limits_for(column, action.size, now.own_limits)
    entered = now.day(action.entered_column_at)
    if limits is None or entered is None or is_promise(action):
        return
    days = age_days(action.entered_column_at, now.now)
    contact = now.contacts.get(action.contact)
    step = Step(
        "N14",
        action.title,
        _("Decide: {title}").format(title=action.title),
        "enter",
        contact=contact.id if contact else "",
        company=contact.company if contact else "",
        action=action.id,
        why=ngettext("in {column} for {count} day", "in {column} for {count} days", days).format(
            column=column_name(column), count=days
        ),
        situation=f"{column} {action.entered_column_at}",
    )
    step = step.on(entered + timedelta(days=limits.red), now.now)
    yield step._replace(first=step.amber)
