"""What the board costs per step, as ratios to ``Static.update``: ``python tests/bench/bench_board.py``.

The whole app runs with its own driver's frame difference on a data file of invented cards, but writes to
no terminal. Told are, as medians: milliseconds from a key or the mouse to the first bytes, all processor
time the step takes until everything is quiet again, and the bytes that go out. The floor is an app of one
``Static`` that changes its text at each key.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from textual import events
from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Static

sys.path.insert(0, str(Path(__file__).parents[2]))

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfBoard, ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.actions import OPEN
from netx_tui.domain.changes import Create
from netx_tui.domain.ranks import placed
from netx_tui.screens.board import BoardScreen
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.frame_diff import FrameDiff

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SIZE = (120, 40)
QUIET = 0.12
"""Seconds after which a step has done all it does: the panel follows when keys rest."""
TARGETS = {"select": 2.0, "side": 2.0, "carry step": 2.0, "drag step": 2.0, "move": 3.0, "reorder": 3.0}
"""The most that a step may take until it is painted, as a ratio to the floor."""
SETTINGS = "board:\n  limits: {next: 0, doing: 0, waiting: 0}\n"


class Quiet(HeadlessDriver):
    """Takes what a terminal would be sent: how much it is, and when it came."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._shown = FrameDiff()
        self.written = 0
        self.first = 0.0

    @property
    def is_headless(self) -> bool:
        """So that frames are made and written."""
        return False

    def write(self, data: str) -> None:
        """Count what differs from what is shown."""
        data = self._shown.reduce(data)
        if not data or data.startswith("\x1b[?"):
            return
        self.first = self.first or time.perf_counter()
        self.written += len(data.encode())


class Floor(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        """The Static."""
        yield Static("READY")

    def on_key(self, event: events.Key) -> None:
        """Show another text."""
        self.query_one(Static).update(f"READY {event.key} {time.perf_counter()}")


class Taken(NamedTuple):
    """What a step took: milliseconds until painted, of processor time in all, bytes."""

    painted: float
    worked: float
    written: float


class Running:
    """An app that runs, and what its steps take."""

    def __init__(self, app: App[Any]) -> None:
        self.app = app
        app.driver_class = Quiet

    async def __aenter__(self) -> Running:
        gc.disable()  # as netx does while it starts
        self._task = asyncio.create_task(self.app.run_async(size=SIZE, mouse=False))
        await asyncio.sleep(1.5)
        gc.freeze()
        gc.enable()
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.app.exit()
        await self._task

    @property
    def driver(self) -> Quiet:
        """What takes the bytes."""
        driver = self.app._driver
        assert isinstance(driver, Quiet)
        return driver

    def key(self, key: str) -> None:
        """A key is pressed."""
        self.app.simulate_key(key)

    def mouse(self, kind: type[events.MouseEvent], x: int, y: int) -> None:
        """The left button at a cell of the terminal."""
        self.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))

    async def steps(
        self, steps: Sequence[Callable[[], None]], back: Callable[[], None] | None = None
    ) -> Taken:
        """The median of ``steps``; ``back`` undoes each, and is not measured."""
        idle = median([(await self._one(lambda: None)).worked for _time in range(5)])
        taken = []
        for step in steps:
            taken.append(await self._one(step))
            if back is not None:
                await self._one(back)
        painted, worked, written = (median(column) for column in zip(*taken, strict=True))
        return Taken(painted, worked - idle, written)

    async def _one(self, step: Callable[[], None]) -> Taken:
        driver = self.driver
        driver.written, driver.first = 0, 0.0
        worked, began = time.process_time(), time.perf_counter()
        step()
        await asyncio.sleep(QUIET)
        painted = (driver.first or began) - began
        return Taken(painted * 1000, (time.process_time() - worked) * 1000, driver.written)


def cards(count: int) -> Iterator[Create]:
    """``count`` cards over all columns."""
    ranks: dict[str, dict[str, str]] = {column: {} for column in OPEN}
    for number, column in zip(range(count), cycle(OPEN), strict=False):
        name = f"a{number:05}"
        known = ranks[column]
        known |= placed(known, list(known), name, len(known))
    for number, column in zip(range(count), cycle(OPEN), strict=False):
        name = f"a{number:05}"
        fields = {
            "title": f"Read the book about topic {number} and write down what helps",
            "type": ("book", "course", "promise")[number % 3],
            "column": column,
            "rank": ranks[column][name],
            "due": f"2026-12-{number % 28 + 1:02}",
            "cue": "Sat 9:00",
            "step": "open it",
            "waiting_for": "Kofi",
            "nudge_on": "2026-12-01",
            "entered_column_at": "2026-11-20T09:00:00+00:00",
            "tags": ["home"],
        }
        yield Create("actions", name, fields)


def board_app(folder: str, count: int) -> NetxApp:
    """The app on a board of so many cards."""
    Path(folder, "config.yaml").write_text(SETTINGS, encoding="utf-8")
    options = Namespace(data=f"{folder}/netx.json", config=f"{folder}/config.yaml", now="", color="never")
    session = Session(options, {"HOME": folder})
    session.clock = lambda: NOW
    workspace = session._open()
    workspace.apply(list(cards(count)), "cards")
    shortlists = session.shortlists_on(workspace)
    talks = ServicesOfTalks(session, workspace, shortlists)
    services = ServicesOfBoard(session, workspace, talks)
    room = Room("board", "Board", "b", partial(BoardScreen, shortlists, services))
    return NetxApp([room], Frame(now=lambda: NOW, log=f"{folder}/netx.log"))


async def board_steps(running: Running, repeats: int) -> dict[str, Taken]:
    """What each kind of step takes on the board."""
    board = running.app.screen.query_one(BoardWidget)
    region = board.region
    middle = region.x + 30
    press, move = running.key, partial(running.mouse, events.MouseMove)
    found: dict[str, Taken] = {}
    press("l")
    await asyncio.sleep(QUIET)
    found["select"] = await running.steps([partial(press, "j")] * 6 + [partial(press, "k")] * 6)
    found["scroll"] = await running.steps([partial(press, "j")] * repeats)
    press("home")
    found["side"] = await running.steps([partial(press, key) for key in "lh" * (repeats // 2)])
    press("space")
    await asyncio.sleep(QUIET)
    found["carry step"] = await running.steps([partial(press, key) for key in "jjjkkk" * (repeats // 6)])
    press("escape")
    await asyncio.sleep(QUIET)
    running.mouse(events.MouseDown, middle, region.y + 4)
    await asyncio.sleep(QUIET)
    move(middle, region.y + 5)
    await asyncio.sleep(QUIET)
    lines = [region.y + 8 + 4 * (number % 4) for number in range(repeats)]
    found["drag step"] = await running.steps([partial(move, middle, line) for line in lines])
    press("escape")
    running.mouse(events.MouseUp, middle, region.y + 8)
    await asyncio.sleep(QUIET)
    found["move"] = await running.steps([partial(press, "L")] * repeats, partial(press, "u"))
    found["reorder"] = await running.steps([partial(press, key) for key in "JK" * (repeats // 2)])
    return found


async def measured(counts: Sequence[int], repeats: int) -> None:
    """Measure and print."""
    async with Running(Floor()) as running:
        floor = await running.steps([partial(running.key, key) for key in "ab" * repeats])
    print(f"floor: {floor.painted:.2f} ms to paint, {floor.worked:.2f} ms of work, {floor.written:.0f} bytes")
    print(
        f"{'cards':>6} {'step':<11}{'painted':>9}{'ratio':>7}{'target':>8}{'work':>8}{'ratio':>7}{'bytes':>7}"
    )
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            async with Running(board_app(folder, count)) as running:
                found = await board_steps(running, repeats)
        for name, taken in found.items():
            target = f"<= {TARGETS[name]:g}" if name in TARGETS else ""
            print(
                f"{count:>6} {name:<11}{taken.painted:>9.2f}{taken.painted / floor.painted:>7.2f}{target:>8}"
                f"{taken.worked:>8.2f}{taken.worked / floor.worked:>7.2f}{taken.written:>7.0f}"
            )


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cards", type=int, nargs="+", default=[200, 2_000])
    parser.add_argument("--repeats", type=int, default=24)
    options = parser.parse_args()
    asyncio.run(measured(options.cards, options.repeats))


if __name__ == "__main__":
    main()
