"""The talk itself: the questions in their order, skipped, chosen, taken back."""

from __future__ import annotations

import pytest

from netx_tui.widgets.dialogs import ButtonDialog
from netx_tui.widgets.live_list import LiveList
from tests.screens.live_run import Held

pytestmark = pytest.mark.usefixtures("quick")


async def test_opening_the_screen_begins_the_talk(held: Held) -> None:
    async with held() as run:
        assert run.talk.meeting.status == "live"
        assert "Thank Ayla for taking the time." in run.text("now")
        assert run.screen.focused is run.screen.entry


async def test_the_arrows_choose_another_question_and_the_line_keeps_what_is_typed(held: Held) -> None:
    async with held() as run:
        await run.press(*"Tru", "down", "down")
        assert run.shown == "q2"
        await run.press(*"st", "enter")
        assert run.notes == [("answer", "Trust")]
        assert run.talk.meeting.captures[0].question == "q2"
        assert run.screen.focused is run.screen.entry


async def test_a_click_goes_to_a_question_and_leaves_the_keys_in_the_line(held: Held) -> None:
    async with held() as run:
        await run.pilot.click(LiveList, offset=(5, 4))
        await run.pilot.pause()
        assert run.shown == "q3"
        await run.press(*"Yes")
        assert run.screen.entry.value == "Yes"


async def test_a_should_is_skipped_without_a_question(held: Held) -> None:
    async with held() as run:
        await run.press("space", "s")
        assert run.shown == "q2"
        assert run.talk.state("q1") == "open"


async def test_a_skipped_must_may_be_asked_by_mail(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space", "s")
        assert isinstance(run.app.screen, ButtonDialog)
        await run.press("tab", "enter")
        assert run.talk.state("q2") == "deferred"
        assert run.shown == "q3"


async def test_who_types_on_blindly_at_the_question_about_a_must_loses_no_must(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space", "s", *"tart small", "enter")
        assert run.talk.state("q2") == "open"
        assert "q2" in run.talk.listed()


async def test_a_follow_up_appears_in_the_list(held: Held) -> None:
    async with held() as run:
        await run.press("space", "space", "f")
        await run.write("Since when?", "enter")
        assert "Since when?" in [card.text for card in run.screen.questions.rows]


async def test_u_and_z_undo_but_never_the_beginning(held: Held) -> None:
    async with held() as run:
        await run.press(*"One", "enter", *"Two", "enter", "u", "z")
        assert run.notes == []
        await run.press("u")
        assert run.talk.meeting.status == "live"
        assert "nothing to undo" in run.told()


async def test_the_footer_names_the_keys_of_a_talk(held: Held) -> None:
    async with held() as run:
        shown = [hint.keys[0] for hint in run.screen.footer_line.visible_hints()]
        assert shown == ["space", "s", "a", "i", "q", "r", "esc"]
        assert "p" in [hint.keys[0] for hint in run.screen.footer_line.hints if hint.shown]
