"""The talk itself on broken documents, in broken terminals, and with somebody else at the same data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from textual import events

from netx_tui.domain.changes import Delete, Update
from netx_tui.domain.text import TEXT_LIMIT, clean_text
from netx_tui.screens import base
from netx_tui.screens.live import LiveScreen
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.dialogs import ButtonDialog
from tests.hostile.broken_talks import BrokenTalks, broken_talks, several_faults, worst_talks
from tests.hostile.poison import TEXTS, clean
from tests.hostile.test_screens import harmless
from tests.screens.live_run import Held, Run, home
from tests.services.live_talk import Talk

SIZES = ((0, 0), (1, 1), (3, 2), (200, 1), (1, 60), (80, 24))


pytestmark = pytest.mark.usefixtures("hasty")


def other(talk: Talk, run: str = "other") -> Workspace:
    """Another session on the same file."""
    return Workspace.open(Path(talk.workspace.path), who="kim", run=run, clock=lambda: talk.now)


# -- what stands in the file -------------------------------------------------------------------------


async def test_every_broken_talk_is_held_as_far_as_it_can_be(tmp_path: Path, now: datetime) -> None:
    talk = BrokenTalks(tmp_path, now, worst_talks("scheduled", "live"))
    app = home(talk)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for name in list(talk.workspace.meetings):
            results: list[str | None] = []
            app.push_screen(LiveScreen(talk.live, name), results.append)
            await pilot.pause()
            harmless(app)
            await pilot.press("space", "i", "x", "enter")
            harmless(app)
            await pilot.press("escape")
            await pilot.press(*(["tab", "enter"] if isinstance(app.screen, ButtonDialog) else ["escape"]))
            if not results:
                await pilot.press("tab", "enter")
            assert results == ["left"], (name, app.screen)
            told = "\n".join(notification.message for notification in app._notifications)
            kept = [capture.text for capture in talk.workspace.meetings[name].captures]
            assert "x" in kept, (name, told)
            app.clear_notifications()
        assert app.is_running
    talk.workspace.close(compact=False)


async def test_notes_that_stood_in_a_broken_field_come_back_by_undo(tmp_path: Path, now: datetime) -> None:
    talk = BrokenTalks(tmp_path, now, broken_talks("live"))
    documents = talk.workspace.documents("meetings")
    broken = [name for name in documents if not isinstance(documents[name].get("captures", {}), dict)]
    before = {name: documents[name] for name in broken}
    for name in broken:
        talk.live.note(name, "insight", "new")
        talk.live.undo(name)
        assert talk.workspace.documents("meetings")[name]["captures"] == before[name]["captures"]
    assert broken
    talk.workspace.close(compact=False)


# -- what is typed and pasted ------------------------------------------------------------------------


async def test_whatever_is_pasted_is_kept_clean_and_acts_on_nothing(held: Held) -> None:
    async with held() as run:
        for text in TEXTS.values():
            count = len(run.notes)
            await paste(run, f"i: {text}")
            harmless(run.app)
            await run.press("enter")
            harmless(run.app)
            kept = run.notes[count:]
            assert run.screen.entry.value == "" or not kept, run.told()
            assert all(clean(words.replace("\n", "")) for _kind, words in kept)
        assert run.talk.meeting.status == "live"


async def paste(run: Run, text: str) -> None:
    run.screen.entry.take_up("", "")
    run.screen.entry.post_message(events.Paste(text))
    await run.pilot.pause()


@pytest.mark.parametrize("length", [5_000, TEXT_LIMIT])
async def test_nothing_of_a_long_paste_is_lost(held: Held, length: int) -> None:
    async with held() as run:
        await paste(run, "a" * (length - 4) + "\nend")
        await run.press("enter")
        assert run.notes == [("answer", "a" * (length - 4) + " end")]


async def test_a_line_that_is_too_long_to_be_kept_stays_where_it_is_and_says_so(held: Held) -> None:
    async with held() as run:
        await paste(run, "a" * 100_000)
        await run.press("enter")
        assert run.notes == []
        assert len(run.screen.entry.value) == 100_000
        await run.until(lambda: "20000" in run.told())
        harmless(run.app)


# -- the terminal ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_talk_goes_on_in_every_terminal(held: Held, size: tuple[int, int]) -> None:
    async with held(size=size) as run:
        await run.press("space", "space", *"Trust", "enter")
        await run.go(10)
        assert run.notes == [("answer", "Trust")]


async def test_a_terminal_that_changes_while_one_types_loses_nothing(held: Held) -> None:
    async with held() as run:
        await run.press("space", "i")
        for at, size in enumerate(SIZES * 2):
            await run.pilot.resize_terminal(*size)
            await run.press(str(at % 10))
        await run.press("enter", "space", "space", "s")
        await run.until(lambda: isinstance(run.app.screen, ButtonDialog))
        for size in SIZES:
            await run.pilot.resize_terminal(*size)
        await run.press("escape")
        assert run.notes == [("insight", "012345678901")]
        harmless(run.app)


# -- somebody else -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "name"), [("meetings", "m1"), ("contacts", "c1")])
async def test_a_talk_that_another_session_deletes_closes_with_a_sentence_and_keeps_the_line(
    held: Held, table: str, name: str
) -> None:
    async with held() as run:
        await run.press("i", *"half")
        others = other(run.talk)
        others.apply([Delete(table, name)], "deleted")
        others.close(compact=False)
        await run.until(lambda: run.results)
        assert run.results == ["left"]
        await run.until(lambda: "no longer there" in run.told())
        drafts = run.drafts
        await run.until(lambda: [draft.values["text"] for draft in drafts.waiting("live:m1")] == ["half"])


@pytest.mark.parametrize(("table", "name"), [("meetings", "m1"), ("contacts", "c1")])
async def test_enter_on_a_talk_that_was_just_deleted_keeps_the_line(
    held: Held, monkeypatch: pytest.MonkeyPatch, table: str, name: str
) -> None:
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 60)
    async with held() as run:
        await run.press("i", *"half")
        others = other(run.talk)
        others.apply([Delete(table, name)], "deleted")
        others.close(compact=False)
        await run.press("enter")
        await run.until(run.told)
        drafts = run.drafts
        await run.until(
            lambda: run.screen.entry.value == "half" if not run.results else drafts.waiting("live:m1")
        )


@pytest.mark.parametrize(("table", "name"), [("meetings", "m1"), ("contacts", "c1")])
async def test_a_question_about_a_talk_that_is_deleted_meanwhile_is_answered_in_vain(
    held: Held, table: str, name: str
) -> None:
    async with held() as run:
        for keys, button in ((("space", "space", "s"), "enter"), (("escape",), "enter")):
            if run.results:
                break
            await run.press(*keys)
            await run.until(lambda: isinstance(run.app.screen, ButtonDialog))
            others = other(run.talk, run=button)
            if name in others.documents(table):
                others.apply([Delete(table, name)], "deleted")
            others.close(compact=False)
            await run.press(button)
            await run.until(lambda: not isinstance(run.app.screen, ButtonDialog))
            await run.pilot.pause()
        await run.until(lambda: run.results)
        assert run.results == ["left"]
        await run.until(lambda: "no longer there" in run.told())


async def test_what_another_session_breaks_meanwhile_is_shown_as_it_is(held: Held) -> None:
    async with held() as run:
        others = other(run.talk)
        for fields in broken_fields():
            others.apply([Update("meetings", "m1", fields)], "broke it")
            run.screen.follow()
            await run.pilot.pause()
            await run.go(0.1)
            harmless(run.app)
            await run.press("down", "up")
            harmless(run.app)
        others.close(compact=False)
        assert not run.results


def broken_fields() -> Iterator[dict[str, object]]:
    for _fault, fields in several_faults():
        yield {**fields, "status": "live"}


def test_the_longest_text_is_that_of_a_note() -> None:
    assert len(clean_text("a" * (TEXT_LIMIT + 1))) == TEXT_LIMIT
