"""The list of next steps as it stands at a moment, and what is hidden of it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from zlib import crc32

from netx_tui.domain.rows import TodayRow
from netx_tui.domain.steps.step import Step


class Tick(NamedTuple):
    """A step that was ticked, or put off ``until`` a day: hidden while its ``situation`` stays."""

    situation: str
    until: str = ""

    def hides(self, step: Step, today: date) -> bool:
        """Whether ``step`` stays hidden on ``today``."""
        return step.situation == self.situation and (not self.until or today.isoformat() < self.until)


def standing(
    steps: Iterable[Step], now: datetime, days: int = 7, ticks: Mapping[str, Tick] | None = None
) -> tuple[Step, ...]:
    """The steps that show at ``now`` to somebody who looks ``days`` days ahead, the most urgent first.

    ``ticks`` are by ``tick_id``.
    """
    hidden = ticks or {}
    there = [step for step in steps if step.is_there(now, days) and not _hidden(step, hidden, now.date())]
    return tuple(sorted(there, key=lambda step: step.order(now)))


def rows_at(
    steps: Iterable[Step], now: datetime, days: int = 7, ticks: Mapping[str, Tick] | None = None
) -> tuple[TodayRow, ...]:
    """The rows of ``standing``."""
    return tuple(step.row(now) for step in standing(steps, now, days, ticks))


def tick_id(rule: str, subject: str) -> str:
    """The id under which it is kept that a step was ticked; the subject may be the name of a company."""
    plain = subject.isascii() and subject.replace("-", "").replace("_", "").isalnum()
    return f"tick-{rule}-{subject if plain else format(crc32(subject.encode()), '08x')}"


def _hidden(step: Step, ticks: Mapping[str, Tick], today: date) -> bool:
    tick = ticks.get(tick_id(step.rule, step.subject)) if ticks else None
    return tick is not None and tick.hides(step, today)
