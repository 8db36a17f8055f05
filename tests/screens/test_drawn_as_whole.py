"""What the terminal was told bit by bit is what it shows when the whole screen is drawn anew."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual._compositor import Compositor
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region

from netx_tui.app import NetxApp
from netx_tui.widgets.frame_diff import FrameDiff
from netx_tui.widgets.narrow_paint import NarrowCompositor, fits
from tests.looks.stage import Stage
from tests.screens.driving import Driven

KEYS = (
    *("down", "up", "left", "right", "end", "home", "pagedown", "pageup", "tab", "enter", "space"),
    *(
        "question_mark",
        "f1",
        "escape",
        "escape",
        "slash",
        "a",
        "n",
        "colon",
        "P",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
    ),
)
STEPS = 30
SIZE = (100, 30)


class Told:
    """A terminal that is told only what differs, and one that is told whole screens."""

    def __init__(self) -> None:
        self.diff = FrameDiff()
        self.shown = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.shown)
        self.whole = ""
        self._listens = False

    def write(self, data: str) -> None:
        """What the driver is given."""
        if self._listens:
            self.whole += data
        else:
            self._feed(self._stream, self.diff.reduce(data))

    def _feed(self, stream: pyte.Stream, data: str) -> None:
        stream.feed(data.replace("\n", ""))

    async def differing(self, run: Driven) -> list[tuple[int, int]]:
        """The cells that look different when the whole screen is drawn anew."""
        self.whole, self._listens = "", True
        run.app.screen.refresh(layout=True)
        await run.pilot.pause(0.03)
        self._listens = False
        assert self.whole
        fresh = pyte.Screen(*SIZE)
        self._feed(pyte.Stream(fresh), self.whole)
        return [
            (x, y)
            for y in range(SIZE[1])
            for x in range(SIZE[0])
            if fresh.buffer[y][x] != self.shown.buffer[y][x]
        ]


class Run(Driven):
    """The rooms on the sample."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.app: NetxApp = stage.app()


@pytest.fixture
def start(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    @asynccontextmanager
    async def started() -> AsyncIterator[tuple[Run, Told]]:
        stage = Stage(tmp_path / "netx.json", now)
        run, told = Run(stage), Told()
        async with run.app.run_test(size=SIZE) as pilot:
            run.pilot = pilot
            await pilot.pause(0.1)
            with monkeypatch.context() as patched:
                patched.setattr(HeadlessDriver, "is_headless", False)
                patched.setattr(HeadlessDriver, "write", lambda _driver, data: told.write(data))
                run.app.screen.refresh(layout=True)
                await pilot.pause(0.1)
                yield run, told
        stage.close()

    return started


@pytest.mark.parametrize("seed", range(8))
async def test_any_keys_and_clicks_leave_what_a_whole_drawing_shows(
    start: Callable[[], Any], seed: int
) -> None:
    chance = random.Random(seed)
    async with start() as (run, told):
        for step in range(STEPS):
            if chance.random() < 0.2:
                done: object = (chance.randrange(SIZE[0]), chance.randrange(SIZE[1]))
                await run.pilot.click(offset=done)
            else:
                done = [chance.choice(KEYS) for _key in range(chance.randint(1, 4))]
                await run.press(*done)
            if not run.app.is_running:
                break
            await run.pilot.pause(0.05)
            assert not await told.differing(run), (step, done)


async def test_only_the_lines_concerned_are_asked_for_and_they_are_the_same(start: Callable[[], Any]) -> None:
    chance = random.Random(1)
    async with start() as (run, _told):
        for digit in "123456":
            await run.press(digit)
            await run.pilot.pause(0.05)
            compositor = run.app.screen._compositor
            assert isinstance(compositor, NarrowCompositor)
            for _time in range(20):
                x, y = chance.randrange(SIZE[0] - 1), chance.randrange(SIZE[1] - 1)
                crop = Region(x, y, chance.randint(1, SIZE[0] - x), chance.randint(1, SIZE[1] - y))
                rows = chance.sample(crop.line_range, chance.randint(1, crop.height))
                inside = rows.__contains__
                narrow = compositor._render_chops(crop, inside)
                with pytest.MonkeyPatch.context() as patched:
                    patched.setattr(NarrowCompositor, "_get_renders", Compositor._get_renders)
                    wide = compositor._render_chops(crop, inside)
                for row in rows:
                    ends = compositor.cuts[row][1:]
                    for end, (column, strip) in zip(ends, wide[row].items(), strict=True):
                        if column < crop.right and end > crop.x:
                            assert narrow[row][column] == strip


def test_a_framework_that_draws_otherwise_is_left_alone() -> None:
    class Other(Compositor):
        def _get_renders(self, area: Any, layers: Any) -> Any:  # type: ignore[override]
            """With other arguments."""

    assert fits(Compositor)
    assert not fits(Other)
    assert not fits(object)
