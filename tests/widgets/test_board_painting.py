"""What the board paints again, laid over what was painted before, is the whole picture."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from netx_tui.domain.board_rows import BoardView
from netx_tui.widgets.board import BoardWidget
from netx_tui.widgets.board_painter import differing
from tests.widgets.board_shown import BoardApp, board_of, lines, resized

pytestmark = pytest.mark.usefixtures("quick_pilot")
KEYS = ("j", "k", "l", "h", "v", "space", "escape", "home", "end", "pagedown", "pageup", "j", "l", "space")
Cell = tuple[str, Any]


def cells(strip: Strip) -> list[Cell]:
    """What stands in each cell; the second cell of a wide letter holds nothing."""
    found: list[Cell] = []
    for text, style, _control in strip:
        for letter in text:
            found += [(letter, style), *[("", style)] * (Segment(letter).cell_length - 1)]
    return found


def picture(board: BoardWidget) -> list[list[Cell]]:
    return [cells(strip) for strip in board.render_lines(board.size.region)]


def boards(random: Random) -> BoardView:
    """A board with the same cards in other places."""
    ids = [f"{'日本' if number % 7 == 0 else 'x'}{number}" for number in range(60)]
    random.shuffle(ids)
    cuts = sorted(random.sample(range(60), 4))
    named = zip(("inbox", "next", "doing", "waiting", "done"), [0, *cuts], [*cuts, 60], strict=True)
    return board_of(**{name: " ".join(ids[start:end]) for name, start, end in named})


class Painted:
    """The picture as it comes about: at first all of it, then only what is painted again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, board: BoardWidget) -> None:
        self.regions: list[Region] = []
        self._board, self._grid = board, picture(board)
        refresh = BoardWidget.refresh

        def spied(widget: BoardWidget, *regions: Region, **how: Any) -> Any:
            self.regions += regions or [widget.size.region]
            return refresh(widget, *regions, **how)

        monkeypatch.setattr(BoardWidget, "refresh", spied)

    def is_whole(self) -> bool:
        now = picture(self._board)
        if len(now) != len(self._grid) or len(now[0]) != len(self._grid[0]):
            self._grid = now
        for x, y, width, height in self.regions:
            for row in range(max(y, 0), min(y + height, len(now))):
                self._grid[row][x : x + width] = now[row][x : x + width]
        self.regions.clear()
        return self._grid == now


@pytest.mark.parametrize(("seed", "width"), [(1, 120), (2, 120), (3, 90), (4, 60), (5, 160)])
async def test_what_is_painted_makes_the_picture_whole(
    seed: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    app = BoardApp(boards(random))
    async with app.run_test(size=(width, 26)) as pilot:
        board = app.made
        painted = Painted(monkeypatch, board)
        for _step in range(60):
            if random.random() < 0.2:
                board.show(boards(random), random.choice(("", "x3")))
            elif random.random() < 0.1:
                board._scroll_by(random.randrange(5), random.choice((-3, 3)))
            else:
                await pilot.press(random.choice(KEYS))
            assert painted.is_whole()
        drawn = picture(board)
        board.notify_style_update()  # everything is drawn anew
        assert picture(board) == drawn


async def test_after_another_size_nothing_old_is_shown() -> None:
    app = BoardApp(boards(Random(6)))
    async with app.run_test(size=(120, 26)) as pilot:
        await pilot.press("l", "j")
        for width, height in ((60, 10), (1, 1), (200, 3), (120, 26)):
            await resized(pilot, app.made, width, height)
            shown = lines(app.made)
            assert len(shown) == height
            assert [cell for strip in picture(app.made) if len(strip) != width for cell in strip] == []


@pytest.mark.parametrize(
    ("before", "after", "span"),
    [
        ("ab cd", "ab cd", (0, 0)),
        ("ab cd", "ab ce", (3, 5)),
        ("ab cd", "xb cd", (0, 3)),
        ("ab cd ef", "ab xx ef", (3, 6)),
        ("日本 cd", "日xy cd", (0, 5)),
    ],
)
def test_two_lines_differ_from_the_first_piece_to_the_last(
    before: str, after: str, span: tuple[int, int]
) -> None:
    def line(text: str) -> list[Segment]:
        return [Segment(piece) for piece in text.replace(" ", " |").split("|")]

    assert differing(line(before), line(after)) == span
