"""What columns ask for, forms of cards that outlive netx, and other sessions at the same board."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from netx_tui.domain.board_rows import Spot
from netx_tui.domain.changes import Delete, Update
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.talks import TalksScreen
from netx_tui.services.actions import TOP
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.dialogs import ButtonDialog, ChoiceDialog, ReasonDialog
from netx_tui.widgets.forms import FormDialog
from tests.screens.board_run import BOOK, PLAN, Board

pytestmark = pytest.mark.usefixtures("quick", "quick_pilot")
DOING, WAITING, DONE = (60, 15), (80, 15), (110, 15)


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> Iterator[Board]:
    board = Board(tmp_path / "netx.json", now)
    yield board
    board.workspace.close(compact=False)


@asynccontextmanager
async def shown(board: Board) -> AsyncIterator[Board]:
    async with board.app.run_test(size=(120, 40)) as pilot:
        board.pilot = pilot
        await pilot.pause()
        yield board


def in_doing(board: Board, **values: str) -> str:
    card = board.actions.add({**BOOK, **values})
    board.actions.move([card], Spot("doing", TOP), values=PLAN)
    return card


def texts(form: FormDialog) -> dict[str, str]:
    return form.rows.texts()


# -- what columns ask for ------------------------------------------------------------------------------


async def test_a_card_without_a_type_and_a_day_is_asked_for_them_before_next(house: Board) -> None:
    card = house.actions.add({"title": "Take the AZ-900 exam"})
    async with shown(house) as board:
        board.screen.board.select(card)
        await board.press("L")
        form = await board.shows(FormDialog)
        assert "needs a title, a type and a day" in form._sentence
        assert texts(form)["type"] == "certificate" and texts(form)["due"]
        await board.fill(due="fri")
        assert (board.column(card), board.actions.action(card).due) == ("next", "2026-11-27")
        await board.press("u")
        await board.until(lambda: board.column(card) == "inbox")
        assert (board.actions.action(card).type, board.actions.action(card).due) == ("", "")


async def test_a_form_that_is_given_up_leaves_the_card_where_it_was(house: Board) -> None:
    card = house.actions.add(BOOK)
    async with shown(house) as board:
        await board.drag("Read Deep Work", DOING)
        await board.shows(FormDialog)
        await board.press("escape")
        await board.shows(BoardScreen)
        assert board.column(card) == "next" and not board.screen.board.carrying


async def test_what_was_only_proposed_is_given_up_without_a_question(house: Board) -> None:
    house.insight("Take the dbt course")
    async with shown(house) as board:
        await board.press("a")
        await board.shows(FormDialog)
        await board.press("escape")
        assert isinstance(board.app.screen, BoardScreen) and not board.workspace.actions
        await board.press("a")
        await board.shows(FormDialog)
        await board.press("end", "x", "escape")
        assert not isinstance(board.app.screen, BoardScreen | FormDialog)


async def test_done_asks_by_the_mouse_for_ticks_and_evidence_in_one_form(house: Board) -> None:
    card = in_doing(house)
    async with shown(house) as board:
        await board.drag("Read Deep Work", DONE)
        form = await board.shows(FormDialog)
        steps = [step.id for step in board.actions.action(card).checklist]
        names = [row.field.name for row in form.rows]
        assert names == [*(f"tick.{step}" for step in steps), "evidence"]
        await board.press("ctrl+s")
        await board.pilot.pause()
        assert board.app.screen is form and board.column(card) == "doing"
        assert "Still open" in str(form.query_one(".form--trouble", Static).render())
        await board.fill(**{f"tick.{step}": "yes" for step in steps}, evidence="Focus is a habit")
        done = board.actions.action(card)
        assert done.column == "done" and all(step.done for step in done.checklist)
        await board.press("u")
        await board.until(lambda: board.column(card) == "doing")
        assert not any(step.done for step in board.actions.action(card).checklist)


async def test_what_is_not_done_after_all_goes_back_with_a_reason(house: Board) -> None:
    card = in_doing(house, type="promise")
    ticks = [step.id for step in house.actions.action(card).checklist]
    house.actions.move([card], Spot("done", TOP), values={"evidence": "told"}, ticks=ticks)
    async with shown(house) as board:
        await board.drag("Read Deep Work", DOING)
        await board.fill(reason="half of it")
        assert board.column(card) == "doing"
        assert board.actions.action(card).history[-1].reason == "half of it"


async def test_a_way_that_does_not_exist_is_told_after_a_drop_too(house: Board) -> None:
    card = house.actions.add(BOOK)
    async with shown(house) as board:
        await board.drag("Read Deep Work", WAITING)
        assert "From Next a card can go to" in board.told() and board.column(card) == "next"
        await board.press("space", "l", "l", "enter")
        assert board.column(card) == "next" and not board.screen.board.carrying


async def test_a_dropped_column_that_is_unfolded_takes_cards_by_the_mouse(house: Board) -> None:
    card = house.actions.add(BOOK)
    async with shown(house) as board:
        await board.press("z")
        board.screen.board.select(card)
        for _step in range(4):
            board.screen.board.action_carry() if not board.screen.board.carrying else None
            board.screen.board.action_side(1)
        await board.press("enter")
        await board.fill(reason="no time")
        assert (board.column(card), board.actions.action(card).dropped_reason) == ("dropped", "no time")
        await board.press("L", "H", "J", "K")
        assert board.column(card) == "dropped"


# -- the order of cards --------------------------------------------------------------------------------


async def test_marked_cards_are_dragged_together_and_stand_in_their_order(house: Board) -> None:
    names = [house.actions.add({**BOOK, "title": title}) for title in ("Delta", "Gamma", "Beta", "Alpha")]
    async with shown(house) as board:
        await board.press("l", "v", "v")
        y = 2 + board.screen.board._stacks[1].gap_line(4)
        await board.drag("Alpha", (30, y))
        assert [one.id for one in board.actions_in("next")] == [names[1], names[0], names[3], names[2]]
        assert not board.screen.board.marked
        await board.press("u")
        await board.until(lambda: [one.id for one in board.actions_in("next")] == names[::-1])


async def test_a_card_let_go_between_insights_becomes_the_first_card_below_them(house: Board) -> None:
    house.insight("They moved to the cloud")
    names = [house.actions.add({"title": title}) for title in ("Beta", "Alpha")]
    async with shown(house) as board:
        await board.drag("Beta", (4, 3))
        assert [one.id for one in board.actions_in("inbox")] == names
        shown_ids = [one.id for one in board.screen.board.view.columns[0].cards]
        assert shown_ids[1:] == names


async def test_a_drop_where_it_was_is_no_step(house: Board) -> None:
    house.actions.add(BOOK)
    steps = len(house.workspace.history())
    async with shown(house) as board:
        await board.drag("Read Deep Work", (30, 4))
        await board.press("l", "J", "K", "space", "enter")
        assert len(board.workspace.history()) == steps


# -- other sessions ------------------------------------------------------------------------------------


async def test_a_card_that_is_deleted_while_its_form_is_open_is_told_of_and_nothing_typed_is_lost(
    house: Board,
) -> None:
    card = house.actions.add(BOOK)
    async with shown(house) as board:
        board.screen.board.select(card)
        await board.press("L")
        form = await board.shows(FormDialog)
        other = board.other()
        other.apply([Delete("actions", card)], "gone")
        other.close(compact=False)
        await board.press(*"Sat", "ctrl+s")
        dialog = await board.shows(ChoiceDialog)
        assert [value for value, _text in dialog._options] == ["draft", "back"]
        await board.press("escape")
        await board.until(lambda: board.app.screen is form)
        assert form.rows.typed()["cue"] == "Sat"


async def test_what_another_session_changes_in_a_card_is_shown_in_its_open_form(house: Board) -> None:
    card = house.actions.add(BOOK)
    async with shown(house) as board:
        board.screen.board.select(card)
        await board.press("e")
        form = await board.shows(FormDialog)
        other = board.other()
        other.apply([Update("actions", card, {"title": "Read it twice"})], "other title")
        other.close(compact=False)
        await board.until(lambda: texts(form)["title"] == "Read it twice")


async def test_a_card_in_hand_stays_there_when_another_session_moves_it(house: Board) -> None:
    card, other_card = house.actions.add(BOOK), house.actions.add({"title": "Ask"})
    async with shown(house) as board:
        board.screen.board.select(card)
        await board.press("space", "h")
        other = board.other()
        fields = {"column": "doing", "cue": "Sat", "step": "go"}
        other.apply([Update("actions", card, fields), Delete("actions", other_card)], "moved")
        other.close(compact=False)
        await board.until(lambda: len(board.screen.board.view.columns[2].cards) == 1)
        assert board.screen.board.carrying
        await board.press("enter")
        assert "From Doing a card can go to" in board.told() and board.column(card) == "doing"


# -- forms outlive netx --------------------------------------------------------------------------------


@pytest.fixture
def runs(tmp_path: Path, now: datetime) -> Callable[..., Any]:
    """Opens netx again and again on the same file; ``dies`` ends it without a word."""
    count = 0

    @asynccontextmanager
    async def run(*, dies: bool = False) -> AsyncIterator[Board]:
        nonlocal count
        count += 1
        file = SessionFile(str(tmp_path / "state"), str(tmp_path / "netx.json"), f"run{count}")
        drafts = Drafts(file, lambda: now)
        board = Board(tmp_path / "netx.json", now, drafts)
        async with shown(board):
            yield board
            if dies:
                await board.until(lambda: drafts._writer._drafts() == drafts._writer._written)
        file.close(remove=False) if dies else drafts.close()
        board.workspace.close(compact=False)

    return run


@pytest.mark.parametrize("key", ["A", "a", "e", "L"])
async def test_a_half_typed_form_of_a_card_is_offered_again_after_a_crash(
    runs: Callable[..., Any], key: str
) -> None:
    async with runs(dies=True) as board:
        card = board.actions.add(BOOK)
        insight = board.insight("Take the dbt course")
        board.screen.show_card(insight if key == "a" else card)
        await board.press(key)
        form = await board.shows(FormDialog)
        await board.press("end", *"zzz")
        typed = form.rows.typed()
        drafts = board.app.frame.drafts
        await board.until(lambda: [dict(one.values) for one in drafts.every()] == [typed])
    async with runs() as board:
        await board.shows(ButtonDialog)
        await board.press("enter")
        form = await board.shows(FormDialog)
        assert form.rows.typed() == typed
        await board.fill(step="go")
        assert "zzz" in str([*board.workspace.actions.values()])
    async with runs() as board:
        await board.pilot.pause(0.1)
        assert isinstance(board.app.screen, BoardScreen)


async def test_a_form_that_asked_for_what_stands_there_by_now_is_shown_all_the_same(
    runs: Callable[..., Any],
) -> None:
    async with runs(dies=True) as board:
        card = board.actions.add(BOOK)
        board.screen.show_card(card)
        await board.press("L")
        await board.shows(FormDialog)
        await board.press(*"Sun 9")
        drafts = board.app.frame.drafts
        await board.until(lambda: [one.values.get("cue") for one in drafts.every()] == ["Sun 9"])
        other = board.other()
        other.apply([Update("actions", card, {"cue": "Sat", "step": "go"})], "planned")
        other.close(compact=False)
    async with runs() as board:
        await board.shows(ButtonDialog)
        await board.press("enter")
        form = await board.shows(FormDialog)
        assert texts(form) == {"cue": "Sun 9", "step": "go"}
        await board.fill()
        assert (board.column(card), board.actions.action(card).cue) == ("doing", "Sun 9")


async def test_the_reason_for_one_card_more_is_not_lost_with_a_crash(runs: Callable[..., Any]) -> None:
    async with runs(dies=True) as board:
        for title in ("A", "B", "C"):
            other = board.actions.add({**BOOK, "title": title})
            board.actions.move([other], Spot("doing", TOP), values=PLAN)
        card = board.actions.add(BOOK)
        board.screen.show_card(card)
        await board.press("L")
        await board.pick("move it in anyway")
        await board.shows(ReasonDialog)
        await board.press(*"exam: Monday", "enter")
        await board.shows(FormDialog)
        await board.press(*"Sun 9")
        drafts = board.app.frame.drafts
        await board.until(lambda: [one.values.get("cue") for one in drafts.every()] == ["Sun 9"])
    async with runs() as board:
        await board.shows(ButtonDialog)
        await board.press("enter")
        await board.shows(FormDialog)
        await board.fill(step="go")
        assert board.actions.action(card).history[-1].reason == "exam: Monday"


async def test_a_half_typed_card_of_an_insight_comes_to_the_column_it_was_dragged_to(
    runs: Callable[..., Any],
) -> None:
    async with runs(dies=True) as board:
        board.insight("Take the dbt course")
        board.screen.show_card("")
        await board.drag("Take the dbt", (30, 20))
        await board.shows(FormDialog)
        await board.press("end", *" soon")
        drafts = board.app.frame.drafts
        titles = ["Take the dbt course soon"]
        await board.until(lambda: [one.values.get("title") for one in drafts.every()] == titles)
    async with runs() as board:
        await board.shows(ButtonDialog)
        await board.press("enter")
        await board.fill()
        assert [action.title for action in board.actions_in("next")] == ["Take the dbt course soon"]


async def test_a_proposal_nobody_typed_in_is_no_draft(runs: Callable[..., Any]) -> None:
    async with runs(dies=True) as board:
        board.insight("Take the dbt course")
        board.screen.changed()
        await board.press("a")
        await board.shows(FormDialog)
        await board.pilot.pause(0.25)
    async with runs() as board:
        await board.pilot.pause(0.1)
        assert isinstance(board.app.screen, BoardScreen)


async def test_a_card_is_added_from_the_talks_too(house: Board) -> None:
    async with shown(house) as board:
        await board.press("g", "t")
        await board.shows(TalksScreen)
        await board.press("A")
        await board.fill(title="Ask Kofi about the fair")
        assert board.column(board.only_card()) == "inbox"
        await board.press("g", "b")
        await board.shows(BoardScreen)
        assert board.app.screen.query_one(BoardWidget).view.columns[0].cards
