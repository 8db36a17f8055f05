"""The board widget in an app of its own that writes down what it is told, and the mouse over it."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App, ComposeResult

from netx_tui.domain.board_rows import BoardView, CardRow, ColumnRow, Spot
from netx_tui.widgets.board import BoardWidget

NAMES = ("inbox", "next", "doing", "waiting", "done")


def card(name: str, column: str, **how: Any) -> CardRow:
    return CardRow(name, how.pop("title", f"Card {name}"), column=column, label="book", person="Ayla", **how)


ODD = CardRow(
    "",
    "",
    label="cert.",
    plan="Sat → go",
    waiting="waiting for 日本",
    due="3 d late",
    due_state="red",
    age="12d",
    age_state="amber",
    steps="1/3",
    person="Ayla",
    named_by=3,
)


def board_of(**columns: Any) -> BoardView:
    """A board: ids of cards by column; ``?`` before an id makes it an insight."""
    made = []
    for name in NAMES:
        ids = columns.get(name, "").split() if isinstance(columns.get(name, ""), str) else []
        cards = tuple(card(one.lstrip("?"), name, insight=one.startswith("?")) for one in ids)
        limit = {"next": 7, "doing": 3}.get(name, 0)
        made.append(ColumnRow(name, name.title(), cards, len(cards), limit, f"Nothing in {name} yet."))
    return BoardView(tuple(made))


VIEW = board_of(inbox="?i1 a1 a2", next="n1 n2 n3", doing="d1 d2 d3", waiting="w1")


class BoardApp(App[None]):
    CSS = "BoardWidget { height: 1fr; }"

    def __init__(self, view: BoardView = VIEW, **how: Any) -> None:
        super().__init__()
        self.made = BoardWidget(view, **how)
        self.dropped: list[tuple[str, Spot]] = []
        self.carried: list[Spot | None] = []
        self.opened: list[str] = []
        self.highlighted: list[str] = []
        self.marks: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.made

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"dim": "#888888", "rule": "#444444"}

    def on_board_cursor_dropped(self, message: BoardWidget.Dropped) -> None:
        self.dropped.append((message.card.id, message.spot))

    def on_board_cursor_carried(self, message: BoardWidget.Carried) -> None:
        self.carried.append(message.spot)

    def on_board_cursor_opened(self, message: BoardWidget.Opened) -> None:
        self.opened.append(message.card.id)

    def on_board_cursor_highlighted(self, message: BoardWidget.Highlighted) -> None:
        self.highlighted.append(message.card.id if message.card else "")

    def on_board_cursor_marked(self, message: BoardWidget.Marked) -> None:
        self.marks.append(message.count)


def lines(board: BoardWidget) -> list[str]:
    return ["".join(segment.text for segment in board.render_line(y)) for y in range(board.size.height)]


def place_of(board: BoardWidget, text: str) -> tuple[int, int]:
    """A cell inside the text on the screen."""
    for y, line in enumerate(lines(board)):
        if text in line:
            return line.index(text) + 1, y
    raise AssertionError(f"{text} is not on the screen")


async def drag(pilot: Any, board: BoardWidget, start: tuple[int, int], *steps: tuple[int, int]) -> None:
    """Press at ``start`` and move with the button down."""
    await pilot.mouse_down(board, offset=start)
    for step in steps:
        await drag_on(pilot, board, step)


async def drag_on(pilot: Any, board: BoardWidget, step: tuple[int, int]) -> None:
    """Move with the button down."""
    await pilot._post_mouse_events([events.MouseMove], board, offset=step, button=1)
    await pilot.pause()


def moved(board: BoardWidget, x: int, y: int, *, button: int) -> events.MouseMove:
    """The mouse as it is told where a pilot cannot go."""
    return events.MouseMove(board, x, y, 0, 0, button, False, False, False)


async def resized(pilot: Any, board: BoardWidget, width: int, height: int) -> None:
    """Give the terminal another size and wait until the board has it."""
    await pilot.resize_terminal(width, height)
    for _look in range(100):
        if board._laid_out == (width, height):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"the board is {board._laid_out}")
