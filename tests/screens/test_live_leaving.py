"""Out of a talk and back: what is half-typed waits, whoever ended it and however."""

from __future__ import annotations

import pytest

from netx_tui.screens.live import LiveScreen
from netx_tui.widgets.dialogs import ButtonDialog
from tests.screens.live_run import Held, home
from tests.services.live_talk import Talk

pytestmark = pytest.mark.usefixtures("quick")


async def test_esc_first_takes_the_kind_away_then_asks(held: Held) -> None:
    async with held() as run:
        await run.press("i", "escape")
        assert run.screen.entry.kind == ""
        await run.press("escape")
        assert isinstance(run.app.screen, ButtonDialog)
        await run.press("escape")
        assert run.talk.meeting.status == "live"
        assert run.screen.focused is run.screen.entry


async def test_esc_does_not_throw_a_line_away(held: Held) -> None:
    async with held() as run:
        await run.press(*"Wait", "escape")
        assert run.screen.entry.value == "Wait"


async def test_leaving_lets_the_clock_go_on(held: Held) -> None:
    async with held() as run:
        await run.press("escape", "tab", "enter")
        assert run.results == ["left"]
        assert run.talk.meeting.status == "live"
        run.talk.go(3)
        assert run.talk.live.moment("m1").clock.gone == 180


async def test_ending_keeps_the_half_typed_line_as_a_note(held: Held) -> None:
    async with held() as run:
        await run.write("Last w", "ctrl+e", "enter")
        assert run.results == ["ended"]
        assert run.talk.meeting.status == "held"
        assert run.notes == [("answer", "Last w")]


async def test_a_killed_talk_comes_back_with_its_half_typed_line(held: Held) -> None:
    async with held(dies=True) as run:
        await run.press("i", "O", "enter", "q")
        await run.write("trust co")
        await run.pilot.pause(0.1)
    run.talk.open()
    async with held() as run:
        await run.until(lambda: run.screen.entry.value)
        assert (run.screen.entry.value, run.screen.entry.kind) == ("trust co", "quote")
        assert run.text("kind") == "q quote > "
        await run.write("mes first", "enter")
        assert run.notes == [("insight", "O"), ("quote", "trust comes first")]
    async with held() as run:
        await run.pilot.pause(0.1)
        assert run.screen.entry.value == ""


async def test_a_line_killed_right_behind_enter_does_not_come_twice(held: Held) -> None:
    async with held(dies=True) as run:
        await run.write("Trust com")
        await run.pilot.pause(0.1)
        run.talk.live.note("m1", "answer", "Trust comes first")
    run.talk.open()
    async with held() as run:
        await run.pilot.pause(0.1)
        assert run.screen.entry.value == ""


async def test_what_was_half_typed_when_the_talk_was_left_is_there_again(held: Held) -> None:
    async with held() as run:
        await run.write("Half", "ctrl+e", "tab", "enter")
        assert run.results == ["left"]
        run.app.push_screen(LiveScreen(run.talk.live, "m1"))
        await run.until(lambda: isinstance(run.app.screen, LiveScreen) and run.screen.view)
        assert run.screen.entry.value == "Half"


async def test_a_talk_that_another_session_ended_closes(held: Held) -> None:
    async with held() as run:
        run.talk.live.end("m1")
        run.screen._second()
        await run.until(lambda: run.results)
        assert run.results == ["left"]
        assert "ended elsewhere" in run.told()


async def test_a_talk_that_was_held_does_not_begin_again(talk: Talk, held: Held) -> None:
    talk.live.begin("m1")
    talk.live.end("m1")
    talk.open()
    app = home(talk)
    async with app.run_test(notifications=True) as pilot:
        results: list[str | None] = []
        app.push_screen(LiveScreen(talk.live, "m1"), results.append)
        await pilot.pause()
        await pilot.pause()
        assert results == ["left"]
