"""What a key paints on the screens around a talk: the lines concerned, never the whole screen."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.screen import Screen

from tests.looks.keeping import settled
from tests.looks.stage import REST, Stage


class Painted:
    """Counts what is painted: lines of the screen, and how often the screen is laid out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: set[int] = set()
        self.layouts = 0
        render, layout = Compositor.render_update, Screen._refresh_layout

        def counted_render(compositor: Compositor, *args: Any, **options: Any) -> Any:
            for region in compositor._dirty_regions:
                self.lines.update(range(region.y, region.bottom))
            return render(compositor, *args, **options)

        def counted_layout(screen: Screen[Any], *args: Any, **options: Any) -> None:
            self.layouts += 1
            layout(screen, *args, **options)

        monkeypatch.setattr(Compositor, "render_update", counted_render)
        monkeypatch.setattr(Screen, "_refresh_layout", counted_layout)

    async def by(self, pilot: Pilot[None], *keys: str) -> tuple[int, int]:
        """Lines painted and layouts made by ``keys``."""
        self.lines.clear()
        self.layouts = 0
        await pilot.press(*keys)
        await settled(pilot.app, pilot, REST)  # type: ignore[arg-type]  # the app of the stage
        return len(self.lines), self.layouts


@pytest.fixture
def opened(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(os, "fsync", os.fstat)
    # how long the pilot looks whether the app has become idle, behind each key
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.006)
    # the clock that looks for other sessions once a second stays out of it
    monkeypatch.setattr("netx_tui.screens.base.FOLLOW_SECONDS", 3600.0)
    monkeypatch.setattr("netx_tui.screens.live_course.SECOND", 3600.0)

    @asynccontextmanager
    async def run(build: Callable[[Stage], Any], *keys: str) -> AsyncIterator[tuple[Any, Painted]]:
        stage = Stage(tmp_path / "netx.json", now)
        app = stage.app()
        async with app.run_test(size=(120, 40)) as pilot:
            await app.push_screen(build(stage))
            await pilot.press(*keys)
            await settled(app, pilot, REST)
            yield pilot, Painted(monkeypatch)
        stage.close()

    return run


@pytest.mark.parametrize("build", [Stage.agenda, Stage.debrief, Stage.letter, Stage.person])
async def test_a_move_of_the_cursor_paints_two_lines(build: Any, opened: Callable[..., Any]) -> None:
    async with opened(build, "down", "up") as (pilot, painted):
        assert await painted.by(pilot, "down") == (2, 0)


async def test_carrying_a_question_paints_it_its_neighbour_and_where_it_would_stand(
    opened: Callable[..., Any],
) -> None:
    async with opened(Stage.agenda, "space") as (pilot, painted):
        assert await painted.by(pilot, "down") == (3, 0)
        assert await painted.by(pilot, "end") == (7, 0)  # all six between, and the line that tells


async def test_a_letter_typed_in_a_talk_paints_one_line(opened: Callable[..., Any]) -> None:
    async with opened(Stage.live, "a", "x") as (pilot, painted):
        assert await painted.by(pilot, "y") == (1, 0)


async def test_another_question_in_a_talk_is_laid_out_only_where_it_takes_another_room(
    opened: Callable[..., Any],
) -> None:
    async with opened(Stage.live, "down", "down") as (pilot, painted):
        assert await painted.by(pilot, "down") == (4, 0)  # two rows, the question and the line above it


async def test_a_second_of_a_talk_paints_the_clock_only(opened: Callable[..., Any], now: datetime) -> None:
    async with opened(Stage.live) as (pilot, painted):
        screen = pilot.app.screen
        moment = screen.view.moment
        clock = moment.clock._replace(gone=moment.clock.gone + 1, left=moment.clock.left - 1)
        painted.lines.clear()
        screen.show_moment(moment._replace(clock=clock))
        await settled(pilot.app, pilot, REST)
        assert painted.lines == {0}
