"""The numbers page on a store with a small past, opened over the list of people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Change, Create
from netx_tui.screens.numbers import NumbersScreen
from netx_tui.services.numbers import Numbers
from netx_tui.services.touches import Touches
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.signs import UNICODE, Signs
from tests.screens.conftest import House
from tests.screens.driving import Driven


def past() -> list[Change]:
    """Six invitations of which four were answered, three talks, five insights of which one was used."""
    changes: list[Change] = [
        Create("contacts", f"n{n}", {"name": f"Person Number {n}", "stage": "met" if n < 3 else "invited"})
        for n in range(6)
    ]
    for n in range(6):
        answer = {"replied_at": "2026-11-05T10:00:00+00:00", "reply": "yes"} if n < 4 else {}
        sent = {"sent_at": "2026-11-02T10:00:00+00:00", "band_at_sending": "A", "lang": "de"}
        changes.append(Create("mails", f"x{n}", {"contact": f"n{n}", "kind": "invitation", **sent, **answer}))
    for n, day in enumerate(("10", "12", "18")):
        talk = {"contact": f"n{n}", "status": "held", "at": f"2026-11-{day}T15:00:00+00:00"}
        changes.append(Create("meetings", f"t{n}", talk))
        for number in range(n + 1 if n < 2 else 2):
            learned = {
                "meeting": f"t{n}",
                "contact": f"n{n}",
                "text": "x",
                "captured_at": f"2026-11-{day}T15:05:00+00:00",
            }
            changes.append(Create("insights", f"i{n}{number}", learned))
    done = {
        "title": "Done",
        "insights": ["i00"],
        "column": "done",
        "entered_column_at": "2026-11-20T10:00:00+00:00",
    }
    changes.append(Create("actions", "k1", done))
    return changes


@dataclass
class Run(Driven):
    """The numbers page as it runs."""

    app: NetxApp
    workspace: Workspace
    screen: NumbersScreen

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they do is shown."""
        await super().press(*keys)
        await self.pilot.pause()


@asynccontextmanager
async def running(
    house: House,
    size: tuple[int, int] = (80, 24),
    *,
    changes: Sequence[Change] = (),
    signs: Signs = UNICODE,
) -> AsyncIterator[Run]:
    """The page, once it is shown."""
    workspace = house.workspace()
    if changes:
        workspace.apply(changes, "invented")
    shortlists = house.shortlists(workspace)
    app = house.app(shortlists)
    touches = Touches(workspace, lambda: house._now, lambda: shortlists.ranking)
    numbers = Numbers(workspace, lambda: house._now, lambda: shortlists.ranking, touches)
    screen = NumbersScreen(shortlists, numbers, signs=signs)
    async with app.run_test(size=size) as pilot:
        run = Run(app, workspace, screen)
        run.pilot = pilot
        await pilot.pause()
        app.push_screen(screen)
        await run.shows(NumbersScreen)
        yield run
