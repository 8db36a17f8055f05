"""The line list: only visible lines are drawn, a move of the cursor repaints two of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region

from netx_tui.widgets.line_list import LineList


class Numbers(Sequence[int]):
    """Many rows that exist only when somebody looks."""

    def __init__(self, count: int) -> None:
        self.count, self.looked_at = count, 0

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index):
        if not 0 <= index < self.count:
            raise IndexError(index)
        self.looked_at += 1
        return index


class NumberList(LineList[int]):
    def segments(self, index, row, width, *, cursor):
        return [Segment(f"{'>' if cursor else ' '}{row}", self.style_of("", cursor=cursor))]


class ListApp(App[None]):
    def __init__(self, rows: Sequence[int]) -> None:
        super().__init__()
        self.list = NumberList(rows)
        self.told: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        self.told.append(("highlighted", event.index))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.told.append(("opened", event.index))


def line(app: ListApp, y: int) -> str:
    return app.list.render_line(y).text.rstrip()


async def test_of_fifty_thousand_rows_only_the_visible_ones_are_looked_at() -> None:
    rows = Numbers(50_000)
    async with ListApp(rows).run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert rows.looked_at < 60


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["down", "j", "j"], 3),
        (["j", "j", "k", "up", "up"], 0),
        (["G"], 99),
        (["end", "home"], 0),
        (["pagedown"], 9),
        (["pagedown", "pagedown", "pageup"], 9),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], cursor: int) -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(*keys)
        assert app.list.cursor == cursor
        top = app.list.scroll_offset.y
        assert top <= cursor < top + 10


async def test_a_move_inside_the_window_repaints_exactly_two_lines() -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        repainted: list[Region] = []
        refresh = app.list.refresh
        app.list.refresh = lambda *regions, **how: (repainted.extend(regions), refresh(*regions, **how))[1]  # type: ignore[method-assign]
        await pilot.press("down")
        await pilot.pause()
        assert [(region.y, region.height) for region in repainted] == [(1, 1), (2, 1)]


async def test_the_scrollbar_is_not_part_of_what_a_move_repaints() -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)):
        assert app.list.show_vertical_scrollbar
        assert app.list.render_line(0).cell_length == 39


async def test_without_need_there_is_no_scrollbar() -> None:
    app = ListApp(Numbers(5))
    async with app.run_test(size=(40, 10)):
        assert not app.list.show_vertical_scrollbar


async def test_one_key_is_told_at_once_and_a_held_key_when_it_rests() -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause(0.1)
        app.told.clear()
        await pilot.press("down")
        assert app.told == [("highlighted", 1)]
        await pilot.pause(0.1)
        app.told.clear()
        for _ in range(5):
            app.list.action_move(1)
        await pilot.pause(0.1)
        assert app.told == [("highlighted", 2), ("highlighted", 6)]


@pytest.mark.parametrize(("remote", "tops"), [(False, [0, 1, 2, 3]), (True, [0, 6, 6, 6])])
async def test_over_a_line_a_list_scrolls_in_leaps(remote: bool, tops: list[int]) -> None:
    app = ListApp(Numbers(100))
    app.set_class(remote, "-remote")
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.cursor = 9
        found = []
        for _ in range(4):
            found.append(int(app.list.scroll_offset.y))
            await pilot.press("down")
        assert found == tops
        await pilot.press("pageup", "pageup")
        assert app.list.scroll_offset.y == 0


async def test_enter_and_a_double_click_open_a_row() -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "enter")
        await pilot.click(NumberList, offset=(3, 4), times=2)
        await pilot.pause()
        assert [told for told in app.told if told[0] == "opened"] == [("opened", 1), ("opened", 4)]


async def test_a_click_moves_the_cursor_and_one_below_the_rows_does_nothing() -> None:
    app = ListApp(Numbers(5))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(NumberList, offset=(3, 3))
        assert app.list.cursor == 3
        await pilot.click(NumberList, offset=(3, 8))
        assert app.list.cursor == 3


async def test_other_rows_keep_the_line_in_which_the_cursor_stands() -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(*["down"] * 15)
        line_before = app.list.cursor - app.list.scroll_offset.y
        app.list.show(Numbers(200), 60)
        await pilot.pause()
        assert app.list.cursor == 60
        assert app.list.cursor - app.list.scroll_offset.y == line_before


async def test_fewer_rows_bring_the_cursor_and_the_window_back() -> None:
    app = ListApp(Numbers(1000))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        app.list.show(Numbers(3), 999)
        await pilot.pause()
        assert (app.list.cursor, app.list.scroll_offset.y) == (2, 0)
        assert [line(app, y) for y in range(4)] == [" 0", " 1", ">2", ""]
        assert not app.list.show_vertical_scrollbar


async def test_an_empty_list_has_no_row_and_opens_nothing() -> None:
    app = ListApp(Numbers(0))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "G", "enter")
        await pilot.pause()
        assert app.list.current is None
        assert app.told == [("highlighted", -1)]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = ListApp(Numbers(100))
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.scroll_down(animate=False)
        await pilot.pause()
        assert (app.list.scroll_offset.y, app.list.cursor) == (1, 0)


async def test_every_key_has_an_id_and_says_what_it_does() -> None:
    for binding in LineList.BINDINGS:
        assert binding.id and binding.description and binding.tooltip  # type: ignore[union-attr]
