"""The board on the screen: from an insight to a finished card, by keys and with the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Region

from netx_tui.domain.board_rows import Spot
from netx_tui.domain.changes import Delete
from netx_tui.screens.agenda import AgendaScreen
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.card import CardScreen
from netx_tui.screens.card_lists import ArchiveScreen, InsightsScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.person import PersonScreen
from netx_tui.services.actions import TOP
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.dialogs import ReasonDialog, TextDialog
from netx_tui.widgets.forms import FormDialog
from tests.screens.board_run import BOOK, PLAN, Board

pytestmark = pytest.mark.usefixtures("quick_pilot")


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> Iterator[Board]:
    board = Board(tmp_path / "netx.json", now)
    yield board
    board.workspace.close(compact=False)


@pytest.fixture
def shown(house: Board, quick: None) -> Callable[..., Any]:
    @asynccontextmanager
    async def run(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Board]:
        async with house.app.run_test(size=size) as pilot:
            house.pilot = pilot
            await pilot.pause()
            yield house

    return run


async def test_an_insight_goes_all_the_way_to_done_by_keys(house: Board, shown: Callable[..., Any]) -> None:
    house.insight("Buy and read 'Deep Work'. It helps.")
    async with shown() as board:
        await board.press("a")
        form = await board.shows(FormDialog)
        texts = form.rows.texts()
        assert (texts["title"], texts["type"], texts["due"]) == (
            "Buy and read 'Deep Work'",
            "book",
            "2026-11-26",
        )
        await board.fill()
        card = board.only_card()
        assert board.column(card) == "next"
        await board.press("L")
        await board.fill(cue="Sat 9:00", step="order it")
        assert board.column(card) == "doing"
        await board.press("c", "c", "c")
        await board.until(lambda: all(step.done for step in board.actions.action(card).checklist))
        board.screen.board.post_message(
            board.screen.board.Dropped(board.screen.board.current, Spot("done", ""))
        )
        await board.fill(evidence="Focus is a habit")
        assert board.column(card) == "done"
        await board.press("u")
        await board.until(lambda: board.column(card) == "doing")
        assert board.actions.action(card).evidence == ""


async def test_an_insight_is_filed_as_only_to_know_with_one_key(
    house: Board, shown: Callable[..., Any]
) -> None:
    insight = house.insight("They moved to the cloud")
    async with shown() as board:
        await board.press("i")
        assert board.workspace.insights[insight].actionable == "no"
        assert board.screen.board.current is None
        await board.press("u")
        await board.until(lambda: board.screen.board.current is not None)


async def test_a_second_insight_on_the_same_book_joins_its_card(
    house: Board, shown: Callable[..., Any]
) -> None:
    kofi = house.shortlists.add({"name": "Kofi Mensah"})
    first = house.insight("Read the book 'Deep Work'")
    card = house.actions.add(house.actions.proposal([first])[0], insights=[first])
    house.insight("You should read Deep Work", kofi)
    async with shown() as board:
        await board.press("a")
        await board.pick("join")
        await board.until(lambda: len(board.actions.action(card).insights) == 2)
        assert board.services.board.row(card).named_by == 2
        assert board.screen.board.current is not None and board.screen.board.current.id == card


async def test_the_mouse_brings_a_card_to_doing_through_its_form(
    house: Board, shown: Callable[..., Any]
) -> None:
    card = house.actions.add(BOOK)
    async with shown() as board:
        await board.drag("Read Deep Work", (60, 15))
        await board.fill(cue="Sat 9:00", step="order it")
        assert board.column(card) == "doing"
        board.screen.board.clear_marks()
        await board.drag("Read Deep Work", (80, 15))
        await board.fill(waiting_for="Kofi", nudge_on="fri")
        assert (board.column(card), board.actions.action(card).nudge_on) == ("waiting", "2026-11-27")


async def test_the_mouse_makes_a_card_of_an_insight(house: Board, shown: Callable[..., Any]) -> None:
    house.insight("Take the dbt course")
    async with shown() as board:
        await board.drag("Take the dbt", (30, 20))
        await board.fill()
        assert board.column(board.only_card()) == "next"


async def test_a_full_column_lets_one_of_its_cards_go_on_first(
    house: Board, shown: Callable[..., Any]
) -> None:
    doing = [house.actions.add({**BOOK, "title": title}) for title in ("A", "B", "C")]
    for name in doing:
        house.actions.move([name], Spot("doing", TOP), values=PLAN)
    card = house.actions.add(BOOK | PLAN)
    async with shown() as board:
        board.screen.board.select(card)
        await board.press("L")
        await board.pick("B")
        await board.pick("Next")
        await board.until(lambda: board.column(card) == "doing")
        assert board.column(doing[1]) == "next"


async def test_a_full_column_takes_one_more_with_a_reason_that_is_kept(
    house: Board, shown: Callable[..., Any]
) -> None:
    for title in ("A", "B", "C"):
        house.actions.move([house.actions.add({**BOOK, "title": title})], Spot("doing", TOP), values=PLAN)
    card = house.actions.add(BOOK)
    async with shown() as board:
        board.screen.board.select(card)
        await board.press("L")
        await board.pick("move it in anyway")
        await board.shows(ReasonDialog)
        await board.press(*"exam", "enter")
        await board.fill(**PLAN)
        assert board.actions.action(card).history[-1].reason == "exam"


async def test_a_way_that_does_not_exist_is_told(house: Board, shown: Callable[..., Any]) -> None:
    card = house.actions.add({"title": "Ask"})
    async with shown() as board:
        board.screen.put([card], Spot("done"))
        await board.pilot.pause()
        assert "goes to Next first" in board.told() and board.column(card) == "inbox"


async def test_several_cards_are_marked_and_moved_tagged_dated_and_dropped(
    house: Board, shown: Callable[..., Any]
) -> None:
    names = [house.actions.add({"title": title, "type": "promise"}) for title in ("C", "B", "A")]
    async with shown() as board:
        await board.press("v", "v", "T")
        await board.shows(TextDialog)
        await board.press(*"home", "enter")
        await board.until(lambda: board.actions.action(names[2]).tags == ("home",))
        assert board.actions.action(names[0]).tags == ()
        await board.press("home", "v", "v", "t")
        await board.shows(TextDialog)
        await board.press(*"fri", "enter")
        await board.until(lambda: board.actions.action(names[1]).due == "2026-11-27")
        await board.press("home", "v", "v", "d")
        await board.fill(reason="not now")
        assert [board.column(name) for name in names] == ["inbox", "dropped", "dropped"]
        await board.press("u")
        await board.until(lambda: board.column(names[1]) == "inbox")
        assert board.column(names[2]) == "inbox"


async def test_cards_are_found_grouped_folded_and_jumped_to(house: Board, shown: Callable[..., Any]) -> None:
    card = house.actions.add(BOOK | {"contact": "Ayla Brandt"})
    other = house.actions.add({"title": "Ask Kofi"})
    house.actions.move([house.actions.add({"title": "Old"})], Spot("dropped", TOP), reason="dear")
    async with shown() as board:
        await board.press("slash", *"type:book", "enter")
        assert [one.id for column in board.screen.board.view.columns for one in column.cards] == [card]
        await board.press("escape")
        assert len([one for column in board.screen.board.view.columns for one in column.cards]) == 2
        await board.press("s")
        assert board.screen.board.view.lanes == ("Ayla Brandt", "nobody")
        await board.press("s", "s", "z")
        assert board.screen.board.view.columns[-1].id == "dropped" and board.screen.board.column == "dropped"
        await board.press("z", "number_sign")
        await board.shows(TextDialog)
        await board.press(*other, "enter")
        await board.until(lambda: getattr(board.app.screen, "board", None) and board.screen.board.current)
        assert board.screen.board.current.id == other


async def test_the_way_back_from_the_filter_paints_one_card(
    house: Board, shown: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    card = house.actions.add(BOOK)
    async with shown() as board:
        widget = board.screen.board
        widget.select(card)
        await board.press("slash")
        await board.until(lambda: not widget.has_focus)
        painted: list[tuple[Region, ...]] = []
        refresh = BoardWidget.refresh

        def spied(self: BoardWidget, *regions: Region, **how: Any) -> Any:
            painted.append(regions)
            return refresh(self, *regions, **how)

        monkeypatch.setattr(BoardWidget, "refresh", spied)
        await board.press("escape")
        await board.until(lambda: widget.has_focus and painted)
        assert all(regions for regions in painted)
        assert sum(region.area for regions in painted for region in regions) <= 2 * 24


async def test_a_wrong_filter_is_told_and_goes_with_escape(house: Board, shown: Callable[..., Any]) -> None:
    house.actions.add(BOOK)
    async with shown() as board:
        await board.press("slash", *"colour:red ")
        assert "Did you mean 'column:'" in board.screen.bar.render().plain
        await board.press("escape")
        assert board.screen.board.view.columns[1].cards


async def test_a_card_opens_its_steps_are_ticked_and_it_leads_to_its_person(
    house: Board, shown: Callable[..., Any]
) -> None:
    insight = house.insight("Read 'Deep Work'")
    card = house.actions.add(BOOK, insights=[insight])
    async with shown((80, 24)) as board:
        board.screen.board.select(card)
        await board.press("enter")
        opened = await board.shows(CardScreen)
        await board.until(lambda: opened.lines.rows)
        at = next(n for n, line in enumerate(opened.lines.rows) if line.kind == "step")
        await board.press(*["down"] * at, "space")
        await board.until(lambda: board.actions.action(card).checklist[0].done)
        at = next(n for n, line in enumerate(opened.lines.rows) if line.id == f"contact:{board.ayla}")
        opened.lines.cursor = at
        await board.press("enter")
        await board.shows(PersonScreen)
        await board.press("q", "q")
        await board.shows(BoardScreen)


async def test_a_card_leads_to_its_talk_one_key_away(house: Board, shown: Callable[..., Any]) -> None:
    talk = house.services.talks.talks.add(house.ayla, {"at": "fri 10:00"}, held=True)
    insight = house.services.insights.add(talk, "Read 'Deep Work'")
    card = house.actions.add(BOOK, insights=[insight])
    async with shown() as board:
        board.screen.board.select(card)
        await board.press("f")
        await board.pick("talk")
        await board.shows(AgendaScreen)


async def test_all_insights_and_the_archive_are_a_key_away(house: Board, shown: Callable[..., Any]) -> None:
    house.insight("They moved to the cloud")
    house.actions.move([house.actions.add({"title": "Old"})], Spot("dropped", TOP), reason="dear")
    async with shown() as board:
        await board.press("I")
        insights = await board.shows(InsightsScreen)
        assert [row.state for row in insights.table.rows] == ["undecided"]
        await board.press("i")
        await board.until(lambda: [row.state for row in insights.table.rows] == ["only to know"])
        await board.press("q", "D")
        archive = await board.shows(ArchiveScreen)
        assert [row.title for row in archive.table.rows] == ["Old"]


async def test_a_card_is_added_from_anywhere(house: Board, shown: Callable[..., Any]) -> None:
    async with shown() as board:
        await board.press("g", "p")
        await board.shows(PeopleScreen)
        await board.press("A")
        await board.fill(title="Take the AZ-900 exam")
        action = board.actions.action(board.only_card())
        assert (action.type, action.column, action.due) == ("certificate", "next", "2026-12-14")


async def test_everything_on_a_card_is_edited(house: Board, shown: Callable[..., Any]) -> None:
    card = house.actions.add(BOOK)
    async with shown() as board:
        board.screen.board.select(card)
        await board.press("e")
        await board.fill(
            title="Read it twice", tags="home; later", checklist="[x] bought\n[ ] lend it", size="s"
        )
        action = board.actions.action(card)
        assert (action.title, action.tags, action.size) == ("Read it twice", ("home", "later"), "S")
        assert [(step.text, step.done) for step in action.checklist] == [("bought", True), ("lend it", False)]


async def test_a_card_that_another_session_deletes_in_mid_drag_is_let_go(
    house: Board, shown: Callable[..., Any]
) -> None:
    card = house.actions.add(BOOK)
    async with shown() as board:
        board.screen.board.select(card)
        await board.press("space", "l")
        assert board.screen.board.carrying
        other = Workspace.open(board.path, who="other", run="other", clock=lambda: board.now)
        other.apply([Delete("actions", card)], "gone")
        await board.until(lambda: not board.screen.board.carrying)
        assert board.screen.board.current is None
        await board.press("enter", "L")
        other.close(compact=False)


async def test_an_empty_board_says_what_belongs_where(house: Board, shown: Callable[..., Any]) -> None:
    async with shown() as board:
        text = "\n".join(board.screen.board.render_line(y).text for y in range(10))
        assert "What you learn in" in text and "What you will do" in text
        await board.press("L", "H", "J", "space", "enter", "e", "d", "t", "T", "c", "m", "f", "a", "i")
        assert isinstance(board.app.screen, BoardScreen)
