"""The clock of a talk: what it says and when, and that the closing comes in time."""

from __future__ import annotations

from typing import Any

import pytest

from netx_tui.widgets.live_list import LiveList
from netx_tui.widgets.signs import ASCII
from tests.screens.live_run import Held

pytestmark = pytest.mark.usefixtures("quick")


async def test_five_more_minutes_are_a_key_away(held: Held) -> None:
    async with held() as run:
        await run.press("plus")
        assert run.screen.clock_line.left == "25:00"


async def test_the_clock_and_its_signal_follow_the_time(held: Held) -> None:
    async with held() as run:
        await run.go(10)
        assert (run.screen.clock_line.gone, run.screen.clock_line.left) == ("10:00", "10:00")
        assert run.signal == "! 2 musts open, half time"
        assert run.screen.status_line.has_class("-warning")
        await run.go(10.5)
        assert run.signal == "!! The time is over: thank them and stop."
        assert run.screen.status_line.has_class("-error")
        assert "0:30 over" in str(run.screen.clock_line.render())


async def test_a_second_draws_the_clock_and_nothing_else(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    async with held() as run:
        drawn: list[int] = []
        render_line = LiveList.render_line

        def counted(self: LiveList, y: int) -> Any:
            drawn.append(y)
            return render_line(self, y)

        monkeypatch.setattr(LiveList, "render_line", counted)
        await run.go(1 / 60)
        assert run.screen.clock_line.gone == "0:01"
        assert drawn == []


async def test_when_it_is_time_the_closing_comes_once_and_esc_goes_back(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space")
        await run.go(16)
        assert run.shown == "q5"
        await run.press("escape")
        assert run.shown == "q2"
        await run.go(0.5)
        assert run.shown == "q2"


async def test_the_closing_waits_until_the_line_is_kept(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space")
        await run.write("Half a w")
        await run.go(16)
        assert run.shown == "q2"
        await run.write("ord", "enter")
        await run.go(0.1)
        assert run.talk.meeting.captures[0].question == "q2"
        assert run.shown == "q5"


async def test_more_time_takes_the_closing_back(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space")
        await run.go(16)
        await run.press("plus")
        assert run.shown == "q2"
        await run.go(5)
        assert run.shown == "q5"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15)])
async def test_the_line_and_the_clock_are_seen_on_every_terminal(held: Held, size: tuple[int, int]) -> None:
    async with held(size=size) as run:
        await run.press("space", "space")
        for number in range(6):
            await run.write(f"Note {number}", "enter")
        _width, height = size
        entry = run.screen.entry.region
        assert 0 < entry.y < height - 2
        assert run.screen.clock_line.region.y == 0
        assert "left" in str(run.screen.clock_line.render())


async def test_a_plain_terminal_gets_plain_signs(held: Held) -> None:
    async with held(signs=ASCII) as run:
        await run.go(10)
        assert set(str(run.screen.time_bar.render())) == {"=", "-"}
