"""The talk itself: one line that keeps everything, letters that are commands only while it is empty."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens import live_course
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.live import LiveScreen
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile
from netx_tui.widgets.dialogs import ButtonDialog
from netx_tui.widgets.live_list import LiveList
from netx_tui.widgets.signs import ASCII
from tests.services.live_talk import Talk


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr(live_course, "KEEP_SECONDS", 0.02)


class Run:
    """The screens opened on a talk."""

    def __init__(self, talk: Talk, app: NetxApp, pilot: Pilot[None], results: list[str | None]) -> None:
        self.talk, self.app, self.pilot, self.results = talk, app, pilot, results

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def write(self, text: str, *keys: str) -> None:
        """Type ``text`` at once into the line that is no longer empty, then press ``keys``."""
        self.screen.entry.insert_text_at_cursor(text)
        await self.press(*keys)

    async def until(self, happened: Callable[[], object]) -> None:
        for _look in range(250):
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen")

    @property
    def screen(self) -> LiveScreen:
        screen = self.app.screen
        assert isinstance(screen, LiveScreen)
        return screen

    async def go(self, minutes: float) -> None:
        """Let the time pass, and the screen see it."""
        self.talk.go(minutes)
        self.screen._second()
        await self.pilot.pause()

    def text(self, name: str) -> str:
        return str(self.screen.query_one(f"#{name}", Static).render())

    @property
    def shown(self) -> str:
        return self.screen.current.id if self.screen.current else ""

    @property
    def notes(self) -> list[tuple[str, str]]:
        return [(capture.kind, capture.text) for capture in self.talk.meeting.captures]

    @property
    def signal(self) -> str:
        return self.screen.status_line.text

    def told(self) -> str:
        return "\n".join(notification.message for notification in self.app._notifications)


@pytest.fixture
def talk(tmp_path: Path, now: datetime) -> Any:
    made = Talk(tmp_path / "netx.json", now)
    yield made
    made.workspace.close(compact=False)


@pytest.fixture
def held(talk: Talk, tmp_path: Path) -> Callable[..., Any]:
    """Opens the talk, each time in a new run; ``dies``: nobody says goodbye."""
    runs: list[str] = []

    @asynccontextmanager
    async def opened(
        *, size: tuple[int, int] = (80, 24), dies: bool = False, **options: Any
    ) -> AsyncIterator[Run]:
        runs.append(f"run{len(runs)}")
        file = SessionFile(str(tmp_path / "state"), str(tmp_path / "netx.json"), runs[-1])
        drafts = Drafts(file, lambda: talk.now)
        rooms = [Room("talks", "Talks", "t", partial(NetxScreen))]
        app = NetxApp(rooms, Frame(now=lambda: talk.now, log="/dev/null", drafts=drafts))
        results: list[str | None] = []
        async with app.run_test(size=size, notifications=True) as pilot:
            app.push_screen(LiveScreen(talk.live, "m1", **options), results.append)
            run = Run(talk, app, pilot, results)
            await run.until(lambda: isinstance(app.screen, LiveScreen) and app.screen.view)
            await run.until(lambda: os.path.exists(file.path))
            await pilot.pause()
            yield run
            drafts.flush()
        file.close(remove=False) if dies else drafts.close()

    return opened


async def test_opening_the_screen_begins_the_talk(held: Any) -> None:
    async with held() as run:
        assert run.talk.meeting.status == "live"
        assert "Thank Ayla for taking the time." in run.text("now")
        assert run.screen.focused is run.screen.entry


async def test_a_letter_in_the_empty_line_says_the_kind_and_the_rest_is_the_note(held: Any) -> None:
    async with held() as run:
        await run.press("i")
        assert run.text("kind") == "i insight > "
        await run.write("said so", "enter")
        assert run.notes == [("insight", "said so")]
        assert run.text("kind") == "> "
        assert run.screen.entry.value == ""


async def test_backspace_right_after_makes_it_that_letter(held: Any) -> None:
    async with held() as run:
        await run.press("i", "backspace", *"t pays", "enter")
        assert run.notes == [("answer", "it pays")]


async def test_backspace_later_only_takes_the_kind_away(held: Any) -> None:
    async with held() as run:
        await run.press("i", "x", "backspace", "backspace")
        assert (run.screen.entry.kind, run.screen.entry.value) == ("", "")


async def test_after_the_letter_of_an_answer_every_letter_is_text(held: Any) -> None:
    async with held() as run:
        await run.press("a", *"is it", "enter")
        assert run.notes == [("answer", "is it")]


async def test_any_other_first_character_begins_an_answer(held: Any) -> None:
    async with held() as run:
        for first in ("T", "question_mark", "1", "g", "U", "colon", "slash"):
            await run.press(first, "x")
            assert (len(run.screen.entry.value), run.screen.entry.kind) == (2, "")
            run.screen.entry.take_up("", "")


async def test_a_prefix_says_the_kind_too(held: Any) -> None:
    async with held() as run:
        await run.press("r", "backspace")
        await run.write(": Kofi Hartmann, Blaupause, y", "enter")
        assert run.notes == [("referral", "Kofi Hartmann, Blaupause, y")]


async def test_an_exclamation_mark_and_a_space_make_an_action(held: Any) -> None:
    async with held() as run:
        await run.press("exclamation_mark", "space")
        await run.write("read it", "enter")
        assert run.notes == [("action", "read it")]


async def test_space_goes_on_in_the_empty_line_and_is_a_space_in_text(held: Any) -> None:
    async with held() as run:
        await run.press("space")
        assert run.shown == "q1"
        await run.press("w", "space", "s")
        await run.write("o", "enter")
        assert run.notes == [("answer", "w so")]
        assert run.shown == "q1"
        await run.press("space")
        assert run.shown == "q2"
        assert run.talk.state("q1") == "answered"


async def test_a_note_is_on_the_disk_before_the_line_is_empty(held: Any) -> None:
    async with held() as run:
        await run.press("space", *"Well", "enter")
        assert run.screen.entry.value == ""
        run.talk.open()
        assert run.notes == [("answer", "Well")]


async def test_what_cannot_be_kept_stays_in_the_line(held: Any) -> None:
    async with held() as run:
        await run.press("f")
        run.screen.entry.value = "why " * 200
        await run.press("enter")
        assert run.screen.entry.value.startswith("why why")
        assert "at most" in run.told()


async def test_the_arrows_choose_another_question_and_the_line_keeps_what_is_typed(held: Any) -> None:
    async with held() as run:
        await run.press(*"Tru", "down", "down")
        assert run.shown == "q2"
        await run.press(*"st", "enter")
        assert run.notes == [("answer", "Trust")]
        assert run.talk.meeting.captures[0].question == "q2"
        assert run.screen.focused is run.screen.entry


async def test_a_click_goes_to_a_question_and_leaves_the_keys_in_the_line(held: Any) -> None:
    async with held() as run:
        await run.pilot.click(LiveList, offset=(5, 4))
        await run.pilot.pause()
        assert run.shown == "q3"
        await run.press(*"Yes")
        assert run.screen.entry.value == "Yes"


async def test_a_should_is_skipped_without_a_question(held: Any) -> None:
    async with held() as run:
        await run.press("space", "s")
        assert run.shown == "q2"
        assert run.talk.state("q1") == "open"


async def test_a_skipped_must_may_be_asked_by_mail(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space", "s")
        assert isinstance(run.app.screen, ButtonDialog)
        await run.press("tab", "enter")
        assert run.talk.state("q2") == "deferred"
        assert run.shown == "q3"


async def test_who_types_on_blindly_at_the_question_about_a_must_loses_no_must(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space", "s", *"tart small", "enter")
        assert run.talk.state("q2") == "open"
        assert "q2" in run.talk.listed()


async def test_a_follow_up_appears_in_the_list(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space", "f")
        await run.write("Since when?", "enter")
        assert "Since when?" in [card.text for card in run.screen.questions.rows]


async def test_u_and_z_undo_but_never_the_beginning(held: Any) -> None:
    async with held() as run:
        await run.press(*"One", "enter", *"Two", "enter", "u", "z")
        assert run.notes == []
        await run.press("u")
        assert run.talk.meeting.status == "live"
        assert "nothing to undo" in run.told()


async def test_five_more_minutes_are_a_key_away(held: Any) -> None:
    async with held() as run:
        await run.press("plus")
        assert run.screen.clock_line.left == "25:00"


async def test_all_that_is_pasted_becomes_one_line(held: Any) -> None:
    async with held() as run:
        run.screen.entry.post_message(events.Paste("one\ntwo\x1b[2J three"))
        await run.pilot.pause()
        await run.press("enter")
        assert run.notes == [("answer", "one two[2J three")]


def key(letter: str) -> events.Key:
    names = {"\r": "enter", " ": "space"}
    return events.Key(names.get(letter, letter), letter)


async def test_keys_that_come_faster_than_they_are_done_stay_in_order(held: Any) -> None:
    async with held() as run:
        for letter in "Why not ask\riBecause of trust\rrKofi\r":
            run.app.post_message(key(letter))
        await run.until(lambda: len(run.notes) == 3)
        assert run.notes == [
            ("answer", "Why not ask"),
            ("insight", "Because of trust"),
            ("referral", "Kofi"),
        ]


async def test_a_key_that_comes_just_when_the_next_one_is_due_does_not_overtake_it(
    held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held() as run:
        late, call_later = ["Z"], run.app.call_later

        def called(callback: Any, *arguments: Any) -> bool:
            if late and callback == run.app._hand_over:
                run.app.post_message(key(late.pop()))
            return bool(call_later(callback, *arguments))

        monkeypatch.setattr(run.app, "call_later", called)
        run.app.post_message(key("X"))
        run.app.post_message(key("Y"))
        await run.until(lambda: len(run.screen.entry.value) == 3)
        assert run.screen.entry.value == "XYZ"


async def test_the_clock_and_its_signal_follow_the_time(held: Any) -> None:
    async with held() as run:
        await run.go(10)
        assert (run.screen.clock_line.gone, run.screen.clock_line.left) == ("10:00", "10:00")
        assert run.signal == "! 2 musts open, half time"
        assert run.screen.status_line.has_class("-warning")
        await run.go(10.5)
        assert run.signal == "!! The time is over: thank them and stop."
        assert run.screen.status_line.has_class("-error")
        assert "0:30 over" in str(run.screen.clock_line.render())


async def test_a_second_draws_the_clock_and_nothing_else(held: Any, monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_when_it_is_time_the_closing_comes_once_and_esc_goes_back(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space")
        await run.go(16)
        assert run.shown == "q5"
        await run.press("escape")
        assert run.shown == "q2"
        await run.go(0.5)
        assert run.shown == "q2"


async def test_the_closing_waits_until_the_line_is_kept(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space")
        await run.write("Half a w")
        await run.go(16)
        assert run.shown == "q2"
        await run.write("ord", "enter")
        await run.go(0.1)
        assert run.talk.meeting.captures[0].question == "q2"
        assert run.shown == "q5"


async def test_more_time_takes_the_closing_back(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space")
        await run.go(16)
        await run.press("plus")
        assert run.shown == "q2"
        await run.go(5)
        assert run.shown == "q5"


async def test_esc_first_takes_the_kind_away_then_asks(held: Any) -> None:
    async with held() as run:
        await run.press("i", "escape")
        assert run.screen.entry.kind == ""
        await run.press("escape")
        assert isinstance(run.app.screen, ButtonDialog)
        await run.press("escape")
        assert run.talk.meeting.status == "live"
        assert run.screen.focused is run.screen.entry


async def test_esc_does_not_throw_a_line_away(held: Any) -> None:
    async with held() as run:
        await run.press(*"Wait", "escape")
        assert run.screen.entry.value == "Wait"


async def test_leaving_lets_the_clock_go_on(held: Any) -> None:
    async with held() as run:
        await run.press("escape", "tab", "enter")
        assert run.results == ["left"]
        assert run.talk.meeting.status == "live"
        run.talk.go(3)
        assert run.talk.live.moment("m1").clock.gone == 180


async def test_ending_keeps_the_half_typed_line_as_a_note(held: Any) -> None:
    async with held() as run:
        await run.write("Last w", "ctrl+e", "enter")
        assert run.results == ["ended"]
        assert run.talk.meeting.status == "held"
        assert run.notes == [("answer", "Last w")]


async def test_a_killed_talk_comes_back_with_its_half_typed_line(held: Any) -> None:
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


async def test_a_line_killed_right_behind_enter_does_not_come_twice(held: Any) -> None:
    async with held(dies=True) as run:
        await run.write("Trust com")
        await run.pilot.pause(0.1)
        run.talk.live.note("m1", "answer", "Trust comes first")
    run.talk.open()
    async with held() as run:
        await run.pilot.pause(0.1)
        assert run.screen.entry.value == ""


async def test_what_was_half_typed_when_the_talk_was_left_is_there_again(held: Any) -> None:
    async with held() as run:
        await run.write("Half", "ctrl+e", "tab", "enter")
        assert run.results == ["left"]
        run.app.push_screen(LiveScreen(run.talk.live, "m1"))
        await run.until(lambda: isinstance(run.app.screen, LiveScreen) and run.screen.view)
        assert run.screen.entry.value == "Half"


async def test_a_talk_that_another_session_ended_closes(held: Any) -> None:
    async with held() as run:
        run.talk.live.end("m1")
        run.screen._second()
        await run.until(lambda: run.results)
        assert run.results == ["left"]
        assert "ended elsewhere" in run.told()


async def test_a_talk_that_was_held_does_not_begin_again(talk: Talk, held: Any) -> None:
    talk.live.begin("m1")
    talk.live.end("m1")
    talk.open()
    app = NetxApp(
        [Room("talks", "Talks", "t", partial(NetxScreen))], Frame(now=lambda: talk.now, log="/dev/null")
    )
    async with app.run_test(notifications=True) as pilot:
        results: list[str | None] = []
        app.push_screen(LiveScreen(talk.live, "m1"), results.append)
        await pilot.pause()
        await pilot.pause()
        assert results == ["left"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15)])
async def test_the_line_and_the_clock_are_seen_on_every_terminal(held: Any, size: tuple[int, int]) -> None:
    async with held(size=size) as run:
        await run.press("space", "space")
        for number in range(6):
            await run.write(f"Note {number}", "enter")
        _width, height = size
        entry = run.screen.entry.region
        assert 0 < entry.y < height - 2
        assert run.screen.clock_line.region.y == 0
        assert "left" in str(run.screen.clock_line.render())


async def test_markup_in_names_and_questions_is_only_text(held: Any) -> None:
    async with held() as run:
        await run.press("space", "space", "f")
        await run.write("[/b] [@click=app.quit]x", "enter")
        await run.write("Oh [b]no", "enter")
        assert "Oh [b]no" in run.text("notes")


async def test_a_plain_terminal_gets_plain_signs(held: Any) -> None:
    async with held(signs=ASCII) as run:
        await run.go(10)
        assert set(str(run.screen.time_bar.render())) == {"=", "-"}


async def test_the_footer_names_the_keys_of_a_talk(held: Any) -> None:
    async with held() as run:
        shown = [hint.keys[0] for hint in run.screen.footer_line.visible_hints()]
        assert shown == ["space", "s", "a", "i", "q", "r", "b"]
        assert "p" in [hint.keys[0] for hint in run.screen.footer_line.hints if hint.shown]
