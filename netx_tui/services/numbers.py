"""The numbers of a period: metrics, talks beside each other, drawings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.numbers.metric import Metric
from netx_tui.domain.numbers.metrics import metrics
from netx_tui.domain.numbers.past import Everything
from netx_tui.domain.numbers.plots import PlotData, plots
from netx_tui.domain.numbers.talks import TalkNumbers, talk_numbers

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

    def metrics(self, days: int = PERIOD) -> tuple[Metric, ...]:
        """M1 to M17 of the last ``days`` days."""
        return metrics(self._past(days))

    def talks(self, days: int = PERIOD) -> tuple[TalkNumbers, ...]:
        """The talks of the last ``days`` days, the newest first."""
        return talk_numbers(self._past(days))

    def plots(self, days: int = PERIOD) -> tuple[PlotData, ...]:
        """What is better looked at."""
        return plots(self._past(days))

    def _past(self, days: int) -> Everything:
        workspace = self._workspace
        plans = self._touches.standing().plans
        return Everything(
            self._clock(),
            days,
            contacts=workspace.contacts,
            mails=workspace.mails.values(),
            touches=workspace.touches.values(),
            meetings=workspace.meetings.values(),
            insights=workspace.insights.values(),
            actions=workspace.actions.values(),
            next_touches={name: plan.on for name, plan in plans.items()},
            holidays=self._ranking().holidays,
        )
