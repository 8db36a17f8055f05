"""Half-written letters: offered wherever netx starts, none in the place of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.domain.changes import Delete
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.talks import TalksScreen
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile
from netx_tui.widgets.dialogs import ButtonDialog, ChoiceDialog
from tests.screens.letter_shown import INVITATION, Shown, opened
from tests.screens.talk_road import Road
from tests.services.test_letters import Desk

KEY = "mail:invitation:c1:"
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def session(tmp_path: Path, now: datetime) -> Iterator[Callable[[str], Drafts]]:
    """Opens the drafts of one run of netx; what they hold stays for the next one."""
    runs: list[Drafts] = []

    def begin(run: str) -> Drafts:
        file = SessionFile(str(tmp_path / "state"), str(tmp_path / "netx.json"), run)
        runs.append(Drafts(file, lambda: now))
        return runs[-1]

    yield begin
    for drafts in runs:
        drafts.close()


def fields_kept(drafts: Drafts) -> dict[str, str]:
    """The field of each draft by its key; two under one key are an error."""
    every = drafts.every()
    found = {draft.key: draft.values["field"] for draft in every}
    assert len(found) == len(every)
    return found


async def type_field(it: Shown, text: str) -> None:
    """Fill in the first field and leave the letter."""
    await it.press("enter")
    await it.enter(text)
    await it.press("enter", "escape", "escape")
    await it.until(lambda: it.results)


async def answer(it: Shown, button: str) -> None:
    dialog = await it.shows(ButtonDialog)
    await it.pilot.click(dialog.query_one(f"#{button}"))
    await it.pilot.pause()


async def after_later(desk: Desk, drafts: Drafts) -> None:
    """An older draft is put off, then another one is written."""
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await type_field(it, "blue")
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await answer(it, "later")
        await it.until(lambda: it.app.screen is it.screen)
        await type_field(it, "green")


async def test_later_and_then_typing_leaves_each_draft_under_its_own_key(
    desk: Desk, session: Callable[[str], Drafts]
) -> None:
    drafts = session("one")
    await after_later(desk, drafts)
    assert fields_kept(drafts) == {KEY: "blue", f"{KEY}:2": "green"}


async def test_later_and_then_typing_loses_neither_when_netx_is_killed(
    desk: Desk, session: Callable[[str], Drafts]
) -> None:
    first = session("one")
    async with opened(desk, INVITATION, drafts=first) as it:
        await type_field(it, "blue")
    async with opened(desk, INVITATION, drafts=first) as it:
        await answer(it, "later")
        await it.until(lambda: it.app.screen is it.screen)
        await it.press("enter")
        await it.enter("green")
        first.flush()
        first._file.close(remove=False)  # the kernel closes the files of a killed process
        second = session("two")
        second.begin()
        await it.until(second.waiting)
        assert fields_kept(second) == {KEY: "blue", f"{KEY}:2": "green"}


async def test_both_are_offered_again_and_one_that_is_taken_up_leaves_the_other(
    desk: Desk, session: Callable[[str], Drafts]
) -> None:
    drafts = session("one")
    await after_later(desk, drafts)
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await answer(it, "later")
        await answer(it, "up")
        await it.until(lambda: it.row("field").value == "blue")
        await it.point("field")
        await it.press("enter")
        await it.enter("dark blue")
        await it.press("enter", "escape", "escape")
        await it.until(lambda: it.results)
    assert fields_kept(drafts) == {KEY: "dark blue", f"{KEY}:2": "green"}


async def test_another_kind_of_letter_does_not_take_the_place_of_a_draft_of_that_kind(
    desk: Desk, session: Callable[[str], Drafts]
) -> None:
    drafts = session("one")
    drafts.keep("mail:thank_you:c1:m1", "Ayla Brandt", {"field": "old"})
    drafts.put_aside("mail:thank_you:c1:m1")
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await it.press("enter")
        await it.enter("blue")
        await it.press("enter")
        await it.pilot.pause(0.1)
        await it.press("escape", "k")
        await it.shows(ChoiceDialog)
        await it.press("t")
        await it.until(lambda: it.screen.desk.wanted.kind == "thank_you")
        await it.press("escape")
        await it.until(lambda: it.results)
    key = f"mail:thank_you:c1:{it.screen.desk.wanted.meeting}"
    kept = fields_kept(drafts)
    assert kept["mail:thank_you:c1:m1"] == "old"
    assert kept[KEY] == "blue"
    assert [kept[name] for name in kept if name.startswith(key)].count("blue") == 1


async def test_somebody_who_goes_while_a_draft_is_offered_closes_the_letter_and_the_draft_stays(
    desk: Desk, session: Callable[[str], Drafts]
) -> None:
    drafts = session("one")
    drafts.keep(KEY, "Ayla Brandt", {"field": "blue"})
    drafts.put_aside(KEY)
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await it.shows(ButtonDialog)
        desk.workspace.apply([Delete("contacts", "c1")], "gone")
        await answer(it, "later")
        await it.until(lambda: it.results)
    assert it.results == [None]
    assert fields_kept(drafts) == {KEY: "blue"}


async def test_where_netx_starts_with_the_talks_a_half_written_letter_is_offered_there(
    tmp_path: Path, now: datetime, session: Callable[[str], Drafts]
) -> None:
    road = Road(tmp_path / "netx.json", now)
    first, second = session("one"), session("two")
    first.keep(f"mail:invitation:{road.contact}:", "Ayla Brandt › invitation", {"field": "blue"})
    first.close()
    talks = partial(TalksScreen, road.services._shortlists, road.services)
    frame = Frame(now=lambda: now, log="/dev/null", drafts=second)
    app = NetxApp([Room("talks", "Talks", "t", talks)], frame)
    async with app.run_test(size=(80, 24)) as pilot:
        road.app, road.pilot = app, pilot
        dialog = await road.shows(ButtonDialog)
        assert "You were typing in 'Ayla Brandt › invitation'" in dialog._sentence
        await pilot.click(dialog.query_one("#up"))
        letter = await road.shows(LetterScreen)
        await road.until(lambda: any(row.value == "blue" for row in letter.fields.rows))
        await pilot.press("escape")
        await road.until(lambda: isinstance(app.screen, TalksScreen))
        assert not isinstance(app.focused, Input)
    assert [draft.values["field"] for draft in second.waiting()] == ["blue"]
    road.workspace.close(compact=False)
