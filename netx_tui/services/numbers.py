"""The numbers of a period: metrics, talks beside each other, drawings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.numbers.metric import Metric
from netx_tui.domain.numbers.metrics import metrics
from netx_tui.domain.numbers.past import Everything
from netx_tui.domain.numbers.plots import PlotData, plots
from netx_tui.domain.numbers.talks import Summary, TalkNumbers, summary, talk_numbers

if TYPE_CHECKING:
    from netx_tui.services.ranking import Ranking
    from netx_tui.services.touches import Touches
    from netx_tui.store.workspace import Workspace

PERIOD = 28


class Numbers:
    """What is counted on ``workspace``; ``touches`` knows who is in touch on time."""

    def __init__(
        self,
        workspace: Workspace,
        clock: Callable[[], datetime],
        ranking: Callable[[], Ranking],
        touches: Touches,
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._ranking = ranking
        self._touches = touches
        self._known: tuple[tuple[object, ...], Everything] | None = None

    def metrics(self, days: int = PERIOD) -> tuple[Metric, ...]:
        """M1 to M17 of the last ``days`` days."""
        return metrics(self._past(days))

    def talks(self, days: int = PERIOD) -> tuple[TalkNumbers, ...]:
        """The talks of the last ``days`` days, the newest first."""
        return talk_numbers(self._past(days))

    def plots(self, days: int = PERIOD) -> tuple[PlotData, ...]:
        """What is better looked at."""
        return plots(self._past(days))

    def summary(self, days: int = PERIOD) -> Summary:
        """What the last ``days`` days brought."""
        return summary(self._past(days))

    def _past(self, days: int) -> Everything:
        """Everything of this minute, read once for all that is asked of it."""
        now, workspace, ranking = self._clock(), self._workspace, self._ranking()
        stands_on = (workspace.version, ranking, days, now.replace(second=0, microsecond=0), now.tzinfo)
        if self._known is None or self._known[0] != stands_on:
            plans = self._touches.standing().plans
            past = Everything(
                now,
                days,
                contacts=workspace.contacts,
                mails=workspace.mails.values(),
                touches=workspace.touches.values(),
                meetings=workspace.meetings.values(),
                insights=workspace.insights.values(),
                actions=workspace.actions.values(),
                next_touches={name: plan.on for name, plan in plans.items()},
                holidays=ranking.holidays,
            )
            self._known = (stands_on, past)
        return self._known[1]
