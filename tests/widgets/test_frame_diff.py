"""Only what differs goes out, and the terminal shows what it would have shown all the same."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.widgets.frame_diff import FrameDiff, between

WIDTH, HEIGHT = 30, 8
STYLES = (
    "",
    "1",
    "31",
    "1;38;2;10;20;30;48;2;5;5;5",
    "38;2;10;20;30;48;2;5;5;5",
    "38;5;9",
    "3;48;5;4",
    "7",
    "4;97;41",
)
# Of an even width and in even cells, so that no frame leaves half a wide letter: the framework never does.
TEXTS = ("a ", "hello!", "  ", "ab cde", "日本", "éé", "e\u0301x", "📚", "─━┄─", "x" * 12)


def at(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


def painted(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style else text


class Terminal:
    """A terminal that is told the whole frames, and one that is told the differences."""

    def __init__(self) -> None:
        self.whole, self.reduced = (pyte.Screen(WIDTH, HEIGHT) for _ in range(2))
        self._streams = [pyte.Stream(self.whole), pyte.Stream(self.reduced)]
        self.diff = FrameDiff()

    def write(self, frame: str) -> str:
        self._streams[0].feed(frame.replace("\n", ""))
        written = self.diff.reduce(frame)
        self._streams[1].feed(written.replace("\n", ""))
        return written

    def agree(self) -> bool:
        return (
            self.whole.display == self.reduced.display
            and all(
                self.whole.buffer[y][x] == self.reduced.buffer[y][x]
                for y in range(HEIGHT)
                for x in range(WIDTH)
            )
            and (self.whole.cursor.x, self.whole.cursor.y) == (self.reduced.cursor.x, self.reduced.cursor.y)
        )


pieces = st.tuples(
    st.integers(0, 9).map(lambda n: 2 * n),
    st.integers(0, HEIGHT - 1),
    st.sampled_from(TEXTS),
    st.sampled_from(STYLES),
    st.booleans(),
)
frames = st.lists(pieces, min_size=1, max_size=12)


def frame_of(some: list[tuple[int, int, str, str, bool]]) -> str:
    parts = [at(x, y) + painted(text, style) + ("\n" if line else "") for x, y, text, style, line in some]
    return "".join(parts) + at(0, 0)


@settings(max_examples=150, deadline=None)
@given(st.lists(frames, min_size=1, max_size=8), st.integers(0, 7))
def test_the_terminal_shows_what_whole_frames_would_show(many, forgotten):
    terminal = Terminal()
    terminal.write(at(0, 0) + (" " * WIDTH + "\n" + at(0, 1)) + at(0, 0))
    for number, some in enumerate(many):
        if number == forgotten:
            terminal.diff.forget()
        terminal.write(frame_of(some))
        assert terminal.agree()


def test_a_frame_that_changes_nothing_sends_nothing():
    diff = FrameDiff()
    frame = at(3, 2) + painted("hello", "31") + at(0, 0)
    assert diff.reduce(frame) != ""
    assert diff.reduce(frame) == ""
    assert diff.reduce(at(5, 0)) == at(5, 0)  # only the cursor moves
    assert diff.reduce(at(5, 0)) == ""


def test_only_the_cells_that_differ_are_sent():
    diff = FrameDiff()
    diff.reduce(at(0, 1) + painted("Card number 4", "1") + at(0, 0))
    assert diff.reduce(at(0, 1) + painted("Card number 5", "1") + at(0, 0)) == (
        f"{at(12, 1)}\x1b[1m5\x1b[0m{at(0, 0)}"
    )


def test_half_a_wide_letter_is_never_sent():
    terminal = Terminal()
    terminal.write(at(0, 0) + "日本語" + at(0, 1))
    assert "田" in terminal.write(at(0, 0) + "日田語" + at(0, 1))
    assert terminal.write(at(2, 0) + painted("田", "1") + at(0, 1)).count("田") == 1
    assert terminal.agree()


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[?1006h", "\x1b[?25l", "\x1b[?2004h", "\x1b[c", "\x1b[?2026$p", "\x1b[>1u", "\x1b[<u",
        "\x1b]52;c;YQ==\x07",
        "\x1b]0;title\x1b\\", "\x1bPtmux;x\x1b\\", "\x1b[?1000h\x1b[?1002h", "",
    ],
)  # fmt: skip
def test_what_leaves_the_cells_alone_passes_and_nothing_is_forgotten(sequence):
    diff = FrameDiff()
    frame = at(0, 0) + "hello" + at(0, 0)
    diff.reduce(frame)
    assert diff.reduce(sequence) == sequence
    assert diff.reduce(frame) == ""


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J", "\x1b[K", "\x1bc", "some text", "\x1b[3A", "\x1b[2S",
        "\x1b[1;1Hx\ttab\x1b[1;1H", "\x1b[1;5r",
        "\x1b[1;1H\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\x1b[1;1H", "\x1b[1;1H\x1b[31mx",
        "\x1b[1;1Habc", "\r\n", "\x1b[u",
    ],
)  # fmt: skip
def test_after_anything_else_the_next_frame_goes_out_whole(sequence):
    diff = FrameDiff()
    frame = at(0, 0) + "hello" + at(0, 0)
    diff.reduce(frame)
    diff.reduce(sequence)
    if sequence == "\x1b[1;1Habc":  # a frame that ends behind its text is a frame
        assert "hel" in diff.reduce(frame)
    else:
        assert diff.reduce(frame) == frame


@pytest.mark.parametrize("old", STYLES)
@pytest.mark.parametrize("new", STYLES)
def test_a_style_becomes_another_by_the_shortest_way(old, new):
    screen = pyte.Screen(4, 1)
    stream = pyte.Stream(screen)
    stream.feed(f"\x1b[{old}m" if old else "")
    stream.feed(between(old, new) if old != new else "")
    stream.feed("x")
    alone = pyte.Screen(4, 1)
    pyte.Stream(alone).feed((f"\x1b[{new}m" if new else "") + "x")
    assert screen.buffer[0][0] == alone.buffer[0][0]
    assert len(between(old, new)) <= len(f"\x1b[0;{new}m")


def test_what_goes_out_for_a_frame_never_holds_more_than_the_frame():
    diff = FrameDiff()
    frame = "".join(at(0, y) + painted("x" * WIDTH, STYLES[3]) for y in range(HEIGHT)) + at(0, 0)
    assert len(diff.reduce(frame)) <= len(frame)
    assert not re.search(r"\x1b\[[\d;]*[JK]", frame)


def test_a_short_frame_goes_out_style_by_style():
    diff = FrameDiff()
    label, value = "1;38;2;10;20;30", "38;2;90;90;90"
    frame = "".join(at(0, y) + painted("label", label) + painted("value", value) for y in range(6)) + at(0, 0)
    written = diff.reduce(frame)
    assert written.count(label) == written.count("38;2;90") == 1
    assert len(written) < len(frame) / 2
    screen, whole = (pyte.Screen(WIDTH, HEIGHT) for _ in range(2))
    pyte.Stream(screen).feed(written)
    pyte.Stream(whole).feed(frame)
    assert screen.buffer == whole.buffer


def test_a_long_frame_goes_out_line_by_line():
    diff = FrameDiff()
    frame = "".join(
        at(0, y) + "".join(painted("x" * 60, style) for style in STYLES[1:]) for y in range(HEIGHT)
    )
    written = diff.reduce(frame + at(0, 0))
    assert [int(row) for row in re.findall(r"\x1b\[(\d+);1H", written)][:-1] == [*range(1, HEIGHT + 1)]


def test_a_letter_typed_where_the_cursor_stands_needs_no_position():
    diff = FrameDiff()
    diff.reduce(at(0, 0) + "ab" + painted(" ", "7") + at(2, 0))
    assert diff.reduce(at(0, 0) + "abc" + painted(" ", "7") + at(3, 0)) == (f"c\x1b[7m \x1b[0m{at(3, 0)}")
    assert diff.reduce(at(0, 0) + "abd" + painted(" ", "7") + at(3, 0)) == "\x1b[Dd"
    assert diff.reduce(at(0, 0) + "ab\u00e9" + painted(" ", "7") + at(3, 0)) == f"\x1b[D\u00e9{at(3, 0)}"
    diff.forget()
    assert diff.reduce(at(3, 0) + "d" + at(4, 0)).startswith(at(3, 0))


def test_what_a_style_loses_is_taken_back_alone():
    colours = "38;2;215;220;227;48;2;21;24;29"
    assert between(f"1;{colours}", colours) == "\x1b[22m"
    assert between(f"1;2;{colours}", f"2;{colours}") == "\x1b[22;2m"
    assert between("1;31", "32") == "\x1b[0;32m"
    assert between(colours, "1") == "\x1b[0;1m"
    assert between("9;31", "9") == "\x1b[39m"


def test_behind_the_last_cell_of_a_line_the_way_back_is_told_whole():
    terminal = Terminal()
    red, green = (painted(letter, f"48;2;10;20;{letter_code}") for letter, letter_code in ("r1", "g2"))
    edge = at(WIDTH - 3, 2) + green + red + green
    terminal.write(edge + at(0, 0))
    assert terminal.agree()
    terminal.write(at(WIDTH - 2, 2) + "ab" + at(WIDTH - 1, 2))
    terminal.write(at(WIDTH - 3, 2) + painted("x", "32") + at(0, 1))
    assert terminal.agree()


def test_styles_of_the_same_parts_need_nothing_between_them():
    assert between("1;31", "31;1") == ""
    assert between("31;32", "32") == ""
    assert between("1;38;2;10;20;30", "38;2;10;20;30;1") == ""
