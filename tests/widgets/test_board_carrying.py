"""Where a carried card may fall, marked ones with it; what the mouse does besides; what a step paints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual import events
from textual.geometry import Region

from netx_tui.domain.board_rows import BoardView, CardRow, ColumnRow, Spot
from netx_tui.widgets.board import BoardWidget
from tests.widgets.board_shown import (
    VIEW,
    BoardApp,
    board_of,
    card,
    drag,
    drag_on,
    lines,
    moved,
    place_of,
    resized,
)

pytestmark = pytest.mark.usefixtures("quick_pilot")
SIZE = (120, 30)
LANDING = "┄┄┄"


def landing_line(board: BoardWidget) -> int:
    """The line that shows where a card would fall; -1: none."""
    return next((y for y, line in enumerate(lines(board)) if LANDING in line), -1)


# -- insights stand above cards -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "spot"),
    [
        ("j j space k k k k enter", Spot("inbox", "a1")),
        ("j j K", Spot("inbox", "a1")),
        ("l space h k k k enter", Spot("inbox", "a1")),
        ("l H", Spot("inbox", "a1")),
        ("j K", None),
        ("j space k enter", None),
        ("j space k k k j j enter", Spot("inbox")),
    ],
)
async def test_no_card_falls_between_insights(keys: str, spot: Spot | None) -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert [one for _card, one in app.dropped] == ([spot] if spot else [])


async def test_the_mouse_shows_the_place_below_the_insights_where_a_card_would_fall() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        insight, first = place_of(app.made, "? Card i1"), place_of(app.made, "Card a1")
        await drag(pilot, app.made, place_of(app.made, "Card n2"), (insight[0], insight[1] - 1))
        assert landing_line(app.made) == first[1] - 1 and app.carried[-1] == Spot("inbox", "a1")
        await pilot.mouse_up(app.made, offset=insight)
        await pilot.pause()
        assert app.dropped == [("n2", Spot("inbox", "a1"))]


async def test_an_insight_that_is_dragged_within_the_inbox_stays_one() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await drag(pilot, app.made, place_of(app.made, "? Card i1"), place_of(app.made, "Card a2"))
        await pilot.mouse_up(app.made, offset=place_of(app.made, "Card a2"))
        await pilot.pause()
        assert app.dropped == []


# -- marked cards go along ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "spot"),
    [
        ("l v v k k space j j enter", Spot("next")),
        ("l j v v k k k space j enter", None),
        ("l j v v k space k enter", Spot("next", "n1")),
        ("l l v v k k H", Spot("next", "n1")),
        ("l v k l v h k L", Spot("doing", "d2")),
    ],
)
async def test_marked_cards_fall_before_one_that_stays(keys: str, spot: Spot | None) -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        for name, one in app.dropped:
            assert one.before not in (app.made.marked if name in app.made.marked else {name})
        if spot:
            assert [one for _card, one in app.dropped] == [spot]


# -- the mouse ------------------------------------------------------------------------------------


async def test_a_card_in_hand_is_dropped_where_one_clicks() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", "space")
        await pilot.click(app.made, offset=place_of(app.made, "Card d2"))
        assert [name for name, _spot in app.dropped] == ["n1"] and app.dropped[0][1].column == "doing"
        assert not app.made.carrying


async def test_a_card_in_hand_is_dropped_on_top_where_one_clicks_a_heading() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", "space")
        await pilot.click(app.made, offset=place_of(app.made, "Doing 3/3"))
        assert app.dropped == [("n1", Spot("doing", "d1"))] and not app.made.carrying


async def test_on_a_narrow_board_a_card_is_dragged_to_another_column_over_its_tab() -> None:
    app = BoardApp()
    async with app.run_test(size=(60, 20)) as pilot:
        await drag(pilot, app.made, place_of(app.made, "Card a1"), place_of(app.made, "Doing 3/3"))
        assert app.made._window.shows(2) and place_of(app.made, "Card d1")
        await drag_on(pilot, app.made, place_of(app.made, "Card d2"))
        await pilot.mouse_up(app.made, offset=place_of(app.made, "Card d2"))
        await pilot.pause()
        assert [(name, spot.column) for name, spot in app.dropped] == [("a1", "doing")]


async def test_the_tab_under_the_mouse_is_the_one_that_is_seen_while_a_card_is_carried() -> None:
    app = BoardApp()
    async with app.run_test(size=(24, 20)) as pilot:
        await pilot.press("j", "space", "l", "l", "l", "l")
        x, _y = place_of(app.made, "Done 0")
        assert app.made._heading_at(x) == 4
        await pilot.click(app.made, offset=(x, 0))
        assert app.dropped == [("a1", Spot("done"))]


async def test_a_drop_is_no_click() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        start, end = place_of(app.made, "Card n3"), place_of(app.made, "Card n1")
        await drag(pilot, app.made, start, end)
        await pilot.mouse_up(app.made, offset=end)
        await pilot._post_mouse_events([events.Click], app.made, offset=end, button=1)
        await pilot.pause()
        assert app.made.current is not None and app.made.current.id == "n3"
        await pilot.click(app.made, offset=end)
        assert app.made.current is not None and app.made.current.id == "n1" and not app.opened


async def test_a_press_on_no_card_drags_nothing_and_selects_no_text() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await drag(pilot, app.made, (60, 25), (70, 10), (20, 4))
        await pilot.mouse_up(app.made, offset=(20, 4))
        assert not app.made.carrying and not app.carried and app.mouse_captured is None
        await drag(pilot, app.made, place_of(app.made, "Card n1"), (60, 12))
        assert not app.screen.selections and not app.made.allow_select
        await pilot.press("escape")


async def test_another_button_drags_nothing() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.mouse_down(app.made, offset=place_of(app.made, "Card n1"), button=3)
        app.made.on_mouse_move(moved(app.made, 60, 12, button=3))
        await pilot.pause()
        assert not app.made.carrying and app.mouse_captured is None


async def test_a_drag_that_left_is_over_even_when_the_mouse_comes_back() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await drag(pilot, app.made, place_of(app.made, "Card n2"), (60, 10))
        app.made.on_mouse_move(moved(app.made, 60, -1, button=1))
        await drag_on(pilot, app.made, (60, 12))
        await pilot.mouse_up(app.made, offset=(60, 12))
        await pilot.pause()
        assert app.dropped == [] and app.made._edge is None and landing_line(app.made) == -1


async def test_a_card_is_dropped_far_down_a_long_column_by_holding_it_at_the_edge() -> None:
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(40)), doing="d1"))
    async with app.run_test(size=(120, 20)) as pilot:
        await drag(pilot, app.made, place_of(app.made, "Card d1"), (30, 19))
        for _tick in range(200):
            app.made._at_the_edge()
        assert lines(app.made)[2].strip().startswith("↑")
        await pilot.mouse_up(app.made, offset=(30, 19))
        await pilot.pause()
        assert app.dropped == [("d1", Spot("next"))]


async def test_a_card_carried_by_keys_stays_in_hand_when_the_mouse_moves_over_the_board() -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", "space", "l")
        await pilot.hover(app.made, offset=(10, 10))
        assert app.made.carrying and app.carried[-1] == Spot("doing", "d1")
        await pilot.press("escape")


# -- what stands on it ----------------------------------------------------------------------------


def in_lanes() -> BoardView:
    """Two people's cards in two columns, mixed."""
    made = []
    for name, count in (("next", 5), ("doing", 1)):
        people = [("Ayla", "Kofi")[n % 2] for n in range(count)]
        cards = tuple(card(f"{name[0]}{n}", name)._replace(lane=who) for n, who in enumerate(people))
        made.append(ColumnRow(name, name.title(), cards, count))
    return BoardView(tuple(made), lanes=("Ayla", "Kofi"))


async def test_in_lanes_the_cursor_goes_down_as_the_screen_shows_and_a_card_falls_where_it_is_let_go() -> (
    None
):
    app = BoardApp(in_lanes())
    async with app.run_test(size=SIZE) as pilot:
        walked = [app.made.current.id if app.made.current else ""]
        for _card in range(4):
            await pilot.press("j")
            walked.append(app.made.current.id if app.made.current else "")
        assert walked == ["n0", "n2", "n4", "n1", "n3"]
        await pilot.press("home", "space", "j", "enter")
        await pilot.press("end", "space", "l", "enter")
        await pilot.pause()
        assert app.dropped == [("n0", Spot("next", "n4")), ("n3", Spot("doing"))]
        text = lines(app.made)
        assert any(line.startswith("Ayla  4") for line in text)
        assert any(line.startswith("Kofi  2") for line in text)


async def test_a_lane_is_scrolled_with_all_columns() -> None:
    app = BoardApp(in_lanes())
    async with app.run_test(size=(120, 10)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert place_of(app.made, "Card n3") and app.made._top(0) == app.made._top(1) > 0
        await pilot.press("home")
        await pilot.pause()
        assert place_of(app.made, "Card n0")


@pytest.mark.parametrize("size", [(0, 0), (1, 0), (0, 5), (7, 1)])
async def test_a_board_without_room_takes_keys_and_the_mouse(size: tuple[int, int]) -> None:
    app = BoardApp()
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "l", "space", "l", "j", "enter", "G", "v", "pagedown", "L")
        app.made._at_the_edge()
        app.made.show(board_of(next="n1"))
        assert app.is_running and app.dropped
        await resized(pilot, app.made, 120, 30)
        assert place_of(app.made, "Card n1")


async def test_a_card_carried_by_keys_stays_in_hand_when_the_terminal_gets_another_size() -> None:
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(20))))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", "space", *["j"] * 6)
        await resized(pilot, app.made, 100, 14)
        assert app.made.carrying and landing_line(app.made) > 0
        await pilot.press("enter")
        await pilot.pause()
        assert app.dropped == [("n0", Spot("next", "n7"))]


async def test_the_board_is_drawn_anew_when_the_terminal_grows_or_shrinks_in_height_only() -> None:
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(40))))
    async with app.run_test(size=(120, 12)) as pilot:
        assert "↓" in lines(app.made)[11]
        await resized(pilot, app.made, 120, 30)
        assert "↓" in lines(app.made)[29] and "↓" not in lines(app.made)[11]
        await pilot.press("l", "G")
        await resized(pilot, app.made, 120, 8)
        assert place_of(app.made, "Card n39")


async def test_what_is_out_of_sight_is_counted_exactly() -> None:
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(30))))
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("l", *["j"] * 15)
        await pilot.pause()
        text = lines(app.made)
        whole = sum(1 for y, line in enumerate(text) if "Card n" in line and "book" in text[y + 1])
        above = int(text[2].split("↑ ")[1].split()[0])
        below = int(text[-1].split("↓ ")[1].split()[0])
        assert above + whole + below == 30


# -- painting -------------------------------------------------------------------------------------


@contextmanager
def painting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Region | None]]:
    """The regions that are painted again; ``None`` is the whole board."""
    painted: list[Region | None] = []
    refresh = BoardWidget.refresh

    def spied(self: BoardWidget, *regions: Region, **how: Any) -> Any:
        painted.extend(regions or (None,))
        return refresh(self, *regions, **how)

    with monkeypatch.context() as patch:
        patch.setattr(BoardWidget, "refresh", spied)
        yield painted


def cells(painted: list[Region | None]) -> int:
    assert None not in painted
    return sum(region.area for region in painted if region)


async def test_a_step_of_the_mouse_paints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        start, below = place_of(app.made, "Card n1"), place_of(app.made, "Card n3")
        await drag(pilot, app.made, start, (start[0], start[1] + 3))
        with painting(monkeypatch) as painted:
            await drag_on(pilot, app.made, below)
            assert 0 < cells(painted) <= 2 * 22
            painted.clear()
            await drag_on(pilot, app.made, (below[0] + 1, below[1]))
            assert cells(painted) == 0
        await pilot.press("escape")


async def test_losing_and_getting_the_keys_paints_one_card(monkeypatch: pytest.MonkeyPatch) -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        with painting(monkeypatch) as painted:
            app.screen.set_focus(None)
            await pilot.pause()
            assert 0 < cells(painted) <= 24
            painted.clear()
            app.screen.set_focus(app.made)
            await pilot.pause()
            assert 0 < cells(painted) <= 24


async def test_a_card_that_moved_is_painted_in_its_two_columns_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE):
        after = board_of(inbox="?i1 a1 a2", next="n1 n3", doing="n2 d1 d2 d3", waiting="w1")
        same = VIEW.columns
        view = BoardView((same[0], *after.columns[1:3], *same[3:]))
        with painting(monkeypatch) as painted:
            app.made.show(view, "n2")
            touched = {region.x // 24 for region in painted if region}
            assert None not in painted and touched <= {0, 1, 2}
            assert sum(region.area for region in painted if region and region.x < 24) <= 3 * 22 + 2
            painted.clear()
            app.made.show(view, "n2")
            assert cells(painted) == 0


async def test_marking_a_card_paints_it_and_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    app = BoardApp()
    async with app.run_test(size=SIZE) as pilot:
        with painting(monkeypatch) as painted:
            await pilot.press("v")
            await pilot.pause()
            assert cells(painted) <= 4 * (22 + 1)


# -- what is told ---------------------------------------------------------------------------------


async def test_a_held_key_tells_where_the_cursor_came_to_rest() -> None:
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(30))))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", *["j"] * 20)
        app.made._rested()
        await pilot.pause()
        assert app.highlighted[-1] == "n20" and len(app.highlighted) < 25


async def test_the_cursor_comes_to_the_height_it_had_in_the_column_before() -> None:
    app = BoardApp(
        board_of(inbox=" ".join(f"a{n}" for n in range(5)), next=" ".join(f"n{n}" for n in range(5)))
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "j", "j", "l")
        assert app.made.current is not None and app.made.current.id == "n3"


async def test_titles_are_whole_in_two_lines_or_end_with_a_sign() -> None:
    words = "Write to everybody who named the same three books in a talk"
    app = BoardApp(BoardView((ColumnRow("next", "Next", (CardRow("n1", words, column="next"),), 1),)))
    async with app.run_test(size=(40, 12)):
        text = lines(app.made)
        whole = " ".join(line.strip("▌ ›>").strip() for line in text[3:5])
        assert whole == words
    app = BoardApp(BoardView((ColumnRow("next", "Next", (CardRow("n1", words, column="next"),), 1),)))
    async with app.run_test(size=(24, 12)):
        assert lines(app.made)[4].rstrip().endswith("…")
