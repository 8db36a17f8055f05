"""The board widget: its cursor, cards carried with keys and with the mouse, and what is painted again."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Region

from netx_tui.domain.board_rows import BoardView, CardRow, ColumnRow, Spot
from netx_tui.widgets import board as board_module
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.signs import ASCII
from tests.widgets.board_shown import (
    NAMES,
    ODD,
    VIEW,
    BoardApp,
    board_of,
    drag,
    drag_on,
    lines,
    moved,
    place_of,
    resized,
)

pytestmark = pytest.mark.usefixtures("quick_pilot")


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ("j", "a1"), ("down down", "a2"), ("j k", "i1"), ("l", "n1"), ("right j", "n2"), ("l l", "d1"),
        ("l j j", "n3"), ("l j j l", "d3"), ("end", "a2"), ("G", "a2"), ("G home", "i1"), ("l l l j j", "w1"),
        ("h", "i1"), ("pagedown", "a2"), ("G pageup", "i1"),
    ],
)  # fmt: skip
async def test_the_cursor_goes_from_card_to_card_and_from_column_to_column(keys: str, at: str) -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*keys.split())
        assert app.made.current is not None and app.made.current.id == at


@pytest.mark.parametrize(
    ("keys", "card_id", "spot"),
    [
        ("j L", "a1", Spot("next", "n1")),
        ("j shift+right", "a1", Spot("next", "n1")),
        ("j greater_than_sign", "a1", Spot("next", "n1")),
        ("l H", "n1", Spot("inbox", "a1")),
        ("l shift+left", "n1", Spot("inbox", "a1")),
        ("l less_than_sign", "n1", Spot("inbox", "a1")),
        ("l J", "n1", Spot("next", "n3")),
        ("l shift+down", "n1", Spot("next", "n3")),
        ("l j J", "n2", Spot("next")),
        ("l j K", "n2", Spot("next", "n1")),
        ("l shift+up", "", None),
        ("l G J", "", None),
        ("L", "i1", Spot("next", "n1")),
        ("J", "", None),
        ("H", "", None),
        ("l space j enter", "n1", Spot("next", "n3")),
        ("l space down down space", "n1", Spot("next")),
        ("l j space k enter", "n2", Spot("next", "n1")),
        ("l space l enter", "n1", Spot("doing", "d1")),
        ("l space right down enter", "n1", Spot("doing", "d2")),
        ("l space l l l enter", "n1", Spot("done")),
        ("l space l escape", "", None),
        ("l space j k enter", "", None),
        ("l space enter", "", None),
        ("space j enter", "", None),
    ],
)
async def test_keys_move_a_card(keys: str, card_id: str, spot: Spot | None) -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert app.dropped == ([(card_id, spot)] if spot else [])
        assert not app.made.carrying


async def test_what_is_carried_tells_where_it_would_fall() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("l", "space", "l", "j")
        await pilot.pause()
        assert app.carried == [Spot("next", "n2"), Spot("doing", "d1"), Spot("doing", "d2")]
        shown = lines(app.made)
        assert any("┄┄┄" in line for line in shown)
        before, landing = (
            place_of(app.made, "Card d1")[1],
            next(y for y, line in enumerate(shown) if "┄┄┄" in line),
        )
        assert before < landing < place_of(app.made, "Card d2")[1]
        await pilot.press("escape")
        await pilot.pause()
        assert app.carried[-1] is None and not any("┄┄┄" in line for line in lines(app.made))


async def test_the_mouse_drags_a_card_to_another_column() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        start = place_of(app.made, "Card n2")
        end = place_of(app.made, "Card d2")
        await drag(pilot, app.made, start, (start[0] + 4, start[1]), end)
        assert app.made.carrying and app.carried[-1] == Spot("doing", "d2")
        await pilot.mouse_up(app.made, offset=end)
        await pilot.pause()
        assert app.dropped == [("n2", Spot("doing", "d2"))] and not app.opened


async def test_any_place_in_a_column_is_a_target_for_the_mouse() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        start = place_of(app.made, "Card n2")
        await drag(pilot, app.made, start, (75, 25))
        await pilot.mouse_up(app.made, offset=(75, 25))
        await pilot.pause()
        assert app.dropped == [("n2", Spot("waiting"))]


async def test_the_mouse_changes_the_order_within_a_column() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        start, end = place_of(app.made, "Card n3"), place_of(app.made, "Card n1")
        await drag(pilot, app.made, start, end)
        await pilot.mouse_up(app.made, offset=end)
        await pilot.pause()
        assert app.dropped == [("n3", Spot("next", "n1"))]


@pytest.mark.parametrize("way", ["escape", "outside", "lost", "resize", "gone"])
async def test_a_drag_that_is_broken_off_changes_nothing(way: str) -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        start = place_of(app.made, "Card n2")
        await drag(pilot, app.made, start, (60, 10))
        assert app.made.carrying
        if way == "escape":
            await pilot.press("escape")
        elif way == "outside":
            app.made.on_mouse_move(moved(app.made, 200, 10, button=1))
        elif way == "lost":
            app.made.on_mouse_move(moved(app.made, 60, 11, button=0))
        elif way == "resize":
            await resized(pilot, app.made, 70, 20)
        else:
            app.made.show(board_of(inbox="a1", next="n1 n3", doing="d1"))
        await pilot.pause()
        assert not app.made.carrying and app.mouse_captured is None
        await pilot.mouse_up(app.made, offset=(60, 10))
        await pilot.pause()
        assert app.dropped == []


async def test_a_drag_goes_on_while_another_session_writes() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        start = place_of(app.made, "Card n2")
        await drag(pilot, app.made, start, (60, 10))
        app.made.show(board_of(inbox="a1 a2 a9", next="n9 n1 n2 n3", doing="d1 d2"))
        assert app.made.carrying
        await pilot.mouse_up(app.made, offset=(60, 10))
        await pilot.pause()
        assert [card_id for card_id, _spot in app.dropped] == ["n2"]


async def test_a_card_held_at_an_edge_scrolls_the_column_and_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(board_module, "EDGE_SECONDS", 600.0)
    many = " ".join(f"n{n}" for n in range(30))
    app = BoardApp(board_of(inbox="a1", next=many, done="x1"))
    async with app.run_test(size=(80, 20)) as pilot:
        board = app.made
        await pilot.press("l")
        await drag(pilot, board, place_of(board, "Card n1"), (40, 19))
        first = board._top(1)
        board._at_the_edge()
        board._at_the_edge()
        assert board._top(1) == first + 2
        await drag_on(pilot, board, (79, 10))
        board._at_the_edge()
        assert board._window.first == 1
        board._at_the_edge()
        assert board._window.shows(4)
        await pilot.press("escape")


async def test_a_click_selects_and_a_double_click_opens() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.click(app.made, offset=place_of(app.made, "Card d2"))
        assert app.made.current is not None and app.made.current.id == "d2" and not app.opened
        await pilot.click(app.made, offset=place_of(app.made, "Card d2"), times=2)
        assert app.opened == ["d2"] and app.dropped == []


async def test_a_click_on_a_heading_goes_to_the_column() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.click(app.made, offset=place_of(app.made, "Doing 3/3"))
        assert app.made.column == "doing"
        await resized(pilot, app.made, 60, 20)
        await pilot.click(app.made, offset=place_of(app.made, "Waiting 1"))
        assert app.made.column == "waiting"


async def test_the_wheel_scrolls_the_column_under_the_mouse() -> None:
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(30))))
    async with app.run_test(size=(120, 20)):
        board = app.made
        board._scroll_by(1, 3)
        assert board._top(1) == 3 and board._top(0) == 0
        board._scroll_by(1, -9)
        assert board._top(1) == 0


async def test_several_cards_are_marked_and_let_go() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("l", "v", "v")
        assert app.made.marked == {"n1", "n2"} and app.marks == [1, 2]
        assert sum("●" in line for line in lines(app.made)) == 2
        app.made.show(board_of(next="n2 n3"))
        assert app.made.marked == {"n2"}
        app.made.clear_marks()
        assert not any("●" in line for line in lines(app.made))


async def test_the_cursor_stays_on_its_card_when_the_board_changes() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("l", "j")
        app.made.show(board_of(inbox="a1", next="n9 n1 n3", doing="n2 d1"))
        assert app.made.current is not None and (app.made.current.id, app.made.column) == ("n2", "doing")
        app.made.show(board_of(inbox="a1", next="n9 n1 n3", doing="d1"))
        assert app.made.current is not None and app.made.current.id == "d1"
        app.made.show(board_of())
        assert app.made.current is None
        await pilot.press("j", "L", "space", "enter", "v", "J", "l", "l")
        assert app.dropped == [] and app.opened == []


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (2, 2), (5, 3), (60, 20), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("lanes", [(), ("Ayla", "Kofi")])
async def test_borders_are_straight_whatever_stands_on_the_cards(
    size: tuple[int, int], lanes: tuple[str, ...]
) -> None:
    odd = [
        "日本語のデータ基盤の本を読む",
        "📚 emoji",
        "e\u0301a\u0301" * 30,
        "x" * 500,
        "a\x1b[31mb\x00c",
        "",
        "\u202eabc",
    ]
    made = []
    for name in NAMES:
        cards = tuple(
            ODD._replace(id=f"{name}{n}", title=title, column=name, lane="Kofi" if n % 2 else "Ayla")
            for n, title in enumerate(odd)
        )
        made.append(ColumnRow(name, name.title(), cards, 7, 3))
    app = BoardApp(BoardView(tuple(made), lanes=lanes))
    async with app.run_test(size=size) as pilot:
        for keys in (["j"] * 3, ["space", "l", "j"], ["escape", "v", "end"], ["l"] * 4):
            await pilot.press(*keys)
            for y in range(size[1]):
                strip = app.made.render_line(y)
                assert strip.cell_length == size[0]
                assert sum(segment.cell_length for segment in strip) == size[0]
                assert "\x1b" not in strip.text and "\x00" not in strip.text


async def test_what_is_cut_ends_with_a_sign_and_what_goes_on_is_counted() -> None:
    long = CardRow(
        "n1", "A title that is far too long for two lines of a column as narrow as this one is", column="next"
    )
    made = [ColumnRow(name, name.title(), (long,) * 1 if name == "next" else (), 0) for name in NAMES]
    app = BoardApp(BoardView(tuple(made)))
    async with app.run_test(size=(120, 30)):
        assert any("…" in line for line in lines(app.made))
    app = BoardApp(board_of(next=" ".join(f"n{n}" for n in range(30))))
    async with app.run_test(size=(120, 20)) as pilot:
        assert "↓ " in lines(app.made)[-1] and " more" in lines(app.made)[-1]
        await pilot.press("l", "G")
        await pilot.pause()
        assert "↑ " in lines(app.made)[2]


async def test_an_empty_column_says_what_belongs_there() -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 30)):
        assert any("Nothing in done yet." in line for line in lines(app.made))


async def test_a_narrow_board_shows_one_column_under_a_strip_of_all() -> None:
    app = BoardApp()
    async with app.run_test(size=(60, 20)) as pilot:
        assert lines(app.made)[0].rstrip() == "Inbox 3  Next 3/7  Doing 3/3  Waiting 1  Done 0"
        assert not any("Card n1" in line for line in lines(app.made))
        await pilot.press("l")
        assert any("Card n1" in line for line in lines(app.made))


async def test_a_board_of_middle_width_shows_three_columns_and_that_there_are_more() -> None:
    app = BoardApp()
    async with app.run_test(size=(80, 24)) as pilot:
        assert lines(app.made)[0].rstrip().endswith("›") and "Waiting" not in lines(app.made)[0]
        await pilot.press("l", "l", "l")
        assert lines(app.made)[0].startswith("‹") and "Waiting" in lines(app.made)[0]


async def test_without_unicode_all_signs_are_plain() -> None:
    app = BoardApp(board_of(inbox="a1 a2", next=" ".join(f"n{n}" for n in range(30))), signs=ASCII)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("v", "l", "space", "j", "j")
        assert all(line.isascii() for line in lines(app.made))


async def test_only_what_changed_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    app = BoardApp()
    async with app.run_test(size=(120, 40)) as pilot:
        painted: list[Region] = []
        whole: list[int] = []
        refresh = BoardWidget.refresh

        def spied(self: BoardWidget, *regions: Region, **how: Any) -> Any:
            painted.extend(regions)
            if not regions and not how.get("layout"):
                whole.append(1)
            return refresh(self, *regions, **how)

        monkeypatch.setattr(BoardWidget, "refresh", spied)

        async def cells(*keys: str) -> int:
            painted.clear()
            await pilot.press(*keys)
            await pilot.pause()
            return sum(region.area for region in painted)

        assert await cells("j") <= 2 * (22 + 2)  # two titles, and the cursor's sign beside what is below them
        assert await cells("l") <= 2 * 120 + 2 * (22 + 2)  # the headings too
        await cells("space")
        assert await cells("j") <= 2 * 22  # the line that goes, the line that comes
        await pilot.press("escape")
        assert await cells("tab") <= 22 + 2
        painted.clear()
        app.made.show(VIEW)
        assert sum(region.area for region in painted) <= 2 * 120
        assert whole == []
