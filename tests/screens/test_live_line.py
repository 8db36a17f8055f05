"""The line of a talk: it keeps everything, and letters are commands only while it is empty."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from tests.screens.live_run import Held

pytestmark = pytest.mark.usefixtures("quick")


async def test_a_letter_in_the_empty_line_says_the_kind_and_the_rest_is_the_note(held: Held) -> None:
    async with held() as run:
        await run.press("i")
        assert run.text("kind") == "i insight > "
        await run.write("said so", "enter")
        assert run.notes == [("insight", "said so")]
        assert run.text("kind") == "> "
        assert run.screen.entry.value == ""


async def test_backspace_right_after_makes_it_that_letter(held: Held) -> None:
    async with held() as run:
        await run.press("i", "backspace", *"t pays", "enter")
        assert run.notes == [("answer", "it pays")]


async def test_backspace_later_only_takes_the_kind_away(held: Held) -> None:
    async with held() as run:
        await run.press("i", "x", "backspace", "backspace")
        assert (run.screen.entry.kind, run.screen.entry.value) == ("", "")


async def test_after_the_letter_of_an_answer_every_letter_is_text(held: Held) -> None:
    async with held() as run:
        await run.press("a", *"is it", "enter")
        assert run.notes == [("answer", "is it")]


async def test_any_other_first_character_begins_an_answer(held: Held) -> None:
    async with held() as run:
        for first in ("T", "question_mark", "1", "g", "U", "colon", "slash"):
            await run.press(first, "x")
            assert (len(run.screen.entry.value), run.screen.entry.kind) == (2, "")
            run.screen.entry.take_up("", "")


async def test_a_prefix_says_the_kind_too(held: Held) -> None:
    async with held() as run:
        await run.press("r", "backspace")
        await run.write(": Kofi Hartmann, Blaupause, y", "enter")
        assert run.notes == [("referral", "Kofi Hartmann, Blaupause, y")]


async def test_an_exclamation_mark_and_a_space_make_an_action(held: Held) -> None:
    async with held() as run:
        await run.press("exclamation_mark", "space")
        await run.write("read it", "enter")
        assert run.notes == [("action", "read it")]


async def test_space_goes_on_in_the_empty_line_and_is_a_space_in_text(held: Held) -> None:
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


async def test_a_note_is_on_the_disk_before_the_line_is_empty(held: Held) -> None:
    async with held() as run:
        await run.press("space", *"Well", "enter")
        assert run.screen.entry.value == ""
        run.talk.open()
        assert run.notes == [("answer", "Well")]


async def test_what_cannot_be_kept_stays_in_the_line(held: Held) -> None:
    async with held() as run:
        await run.press("f")
        run.screen.entry.value = "why " * 200
        await run.press("enter")
        assert run.screen.entry.value.startswith("why why")
        assert "at most" in run.told()


async def test_all_that_is_pasted_becomes_one_line(held: Held) -> None:
    async with held() as run:
        run.screen.entry.post_message(events.Paste("one\ntwo\x1b[2J three"))
        await run.pilot.pause()
        await run.press("enter")
        assert run.notes == [("answer", "one two[2J three")]


def key(letter: str) -> events.Key:
    names = {"\r": "enter", " ": "space"}
    return events.Key(names.get(letter, letter), letter)


async def test_keys_that_come_faster_than_they_are_done_stay_in_order(held: Held) -> None:
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
    held: Held, monkeypatch: pytest.MonkeyPatch
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


async def test_markup_in_names_and_questions_is_only_text(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space", "f")
        await run.write("[/b] [@click=app.quit]x", "enter")
        await run.write("Oh [b]no", "enter")
        assert "Oh [b]no" in run.text("notes")
