"""A talk with an invented person, on a real store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from netx_tui.domain.changes import Create
from netx_tui.domain.meetings import Meeting
from netx_tui.services.live import Live
from netx_tui.store.workspace import Workspace

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"text": "How is {{company}}?", "section": "rapport", "priority": "should"},
    {"text": "What changes?", "section": "trends", "priority": "must", "sent_in_brief": True},
    {"text": "What would you do?", "section": "advice", "priority": "must"},
    {"text": "Your Tuesday?", "section": "role", "priority": "should"},
    {"text": "Who else?", "section": "closing", "priority": "must"},
)


class Talk:
    """One talk; its clock goes when it is told to."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.now, self._path, self._runs = now, path, 0
        self.open()
        person = {"name": "Ayla Brandt", "given": "Ayla", "company": "Nordlicht", "stage": "scheduled"}
        questions = {
            f"q{n}": {"state": "open", "minutes": 3, "rank": f"{n:06d}", **one}
            for n, one in enumerate(QUESTIONS, 1)
        }
        meeting = {"contact": "c1", "status": "scheduled", "minutes": 20, "at": now.isoformat()}
        self.workspace.apply(
            [Create("contacts", "c1", person), Create("meetings", "m1", {**meeting, "questions": questions})],
            "planned",
        )

    def open(self) -> None:
        """Another run of netx on the same file."""
        self._runs += 1
        self.workspace = Workspace.open(
            self._path, who="robin", run=f"run{self._runs}", clock=lambda: self.now
        )
        self.live = Live(self.workspace, lambda: self.now)

    def go(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    @property
    def meeting(self) -> Meeting:
        return self.workspace.meetings["m1"]

    def state(self, question: str) -> str:
        return next(one.state for one in self.meeting.questions if one.id == question)

    def shown(self, **how: Any) -> str:
        card = self.live.look("m1", **how).current
        return card.id if card else ""

    def listed(self) -> list[str]:
        return [card.id for card in self.live.look("m1").cards]
