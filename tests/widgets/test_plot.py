"""Drawings of numbers: exact, in any size, with and without UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from netx_tui.domain.numbers.metric import Metric, Part, share
from netx_tui.domain.numbers.plots import PlotData
from netx_tui.widgets.numbers_list import NumberList
from netx_tui.widgets.numbers_list import lines_of as list_lines
from netx_tui.widgets.numbers_talks import shown_columns
from netx_tui.widgets.plot import Plot, lines_of
from netx_tui.widgets.signs import ASCII, UNICODE, Signs


def bars(*values: int, full: float = 0) -> PlotData:
    labels = tuple(f"row {n}" for n in range(len(values)))
    texts = tuple(map(str, values))
    return PlotData("k", "Title", labels, tuple(map(float, values)), texts, True, 9, full=full)


def line(*values: int) -> PlotData:
    return bars(*values)._replace(kind="line")


def lengths(lines: list[str], sign: str = "█") -> list[int]:
    return [text.count(sign) for text in lines if "row" in text]


def test_bars_are_as_long_as_their_values() -> None:
    lines = lines_of(bars(40, 20, 10, 0), 60, 20)
    assert lines[0] == "Title"
    longest, half, quarter, none = lengths(lines)
    assert abs(longest - 2 * half) <= 2
    assert abs(longest - 4 * quarter) <= 4
    assert none == 0
    assert max(map(len, lines)) == 60


def test_each_bar_stands_in_the_line_of_its_label_however_low_it_is() -> None:
    for height in (8, 9, 12, 16, 40):
        lines = lines_of(bars(7, 6, 5, 4, 3, 2, 1), 70, height)
        found = lengths(lines)
        assert found == sorted(found, reverse=True)
        assert len(set(found)) == 7
        assert len(lines) <= height


def test_a_share_is_drawn_against_the_whole() -> None:
    (half,) = lengths(lines_of(bars(50, full=100), 60, 10))
    (whole,) = lengths(lines_of(bars(100, full=100), 60, 10))
    assert abs(whole - 2 * half) <= 3


def test_without_room_for_bars_the_numbers_are_told() -> None:
    assert lines_of(bars(3, 2), 12, 10) == ["Title", "", "row 0  3", "row 1  2"]
    assert lines_of(bars(*range(1, 10)), 30, 4)[1].startswith("row 0 1, row 1 2")
    assert lines_of(line(1, 2), 20, 10) == ["Title", "", "row 0 1, row 1 2"]


def test_a_line_has_whole_numbers_at_its_left() -> None:
    lines = lines_of(line(0, 1, 0, 3), 60, 14)
    left = [text.split("┤")[0].strip() for text in lines if "┤" in text]
    assert left == ["3", "2", "1", "0"]
    assert any("\u2800" < sign <= "\u28ff" for text in lines for sign in text)


def test_without_utf_8_everything_is_ascii() -> None:
    for data in (bars(4, 2), line(0, 2, 1)):
        lines = lines_of(data, 60, 12, ASCII)
        assert all(text.isascii() for text in lines)
        assert any(sign in text for text in lines for sign in "#*")


def test_too_few_cases_are_told_in_a_sentence() -> None:
    few = bars(1)._replace(enough=False, few="Too few yet: 2 of 5 invitations.")
    assert lines_of(few, 60, 10) == ["Title", "", "Too few yet: 2 of 5 invitations."]
    assert lines_of(few._replace(labels=(), values=(), texts=()), 20, 10)[2:] == [
        "Too few yet: 2 of 5",
        "invitations.",
    ]
    assert lines_of(None, 60, 10) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=12),
    st.sampled_from(["bar", "line"]),
    st.integers(1, 220),
    st.integers(1, 60),
    st.sampled_from([UNICODE, ASCII]),
)
def test_a_drawing_never_leaves_its_room(
    values: list[int], kind: str, width: int, height: int, signs: Signs
) -> None:
    data = bars(*(value or 1 for value in values))._replace(kind=kind)
    lines = lines_of(data, width, height, signs)
    assert 1 <= len(lines) <= height
    assert all(cell_len(text) <= max(width, 14) for text in lines)


class Shown(App[None]):
    """A drawing on its own."""

    CSS = "Plot { height: 12; width: 60; }"

    def compose(self) -> ComposeResult:
        yield Plot()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"rule": "#888888", "dim": "#888888"}


async def test_only_another_drawing_is_painted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Shown()
    async with app.run_test() as pilot:
        plot = app.query_one(Plot)
        plot.show(bars(4, 2))
        await pilot.pause()
        painted: list[object] = []
        monkeypatch.setattr(plot, "refresh", lambda *_args, **_options: painted.append(1))
        plot.show(bars(4, 2))
        assert painted == []
        plot.show(bars(4, 3))
        assert painted == [1]


async def test_bars_and_words_have_different_colours() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        plot = app.query_one(Plot)
        plot.show(bars(4, 2))
        await pilot.pause()
        strip = plot.render_line(2)
        drawn = next(segment for segment in strip if "█" in segment.text)
        words = next(segment for segment in strip if "row 0" in segment.text)
        assert drawn.style is not None
        assert words.style is not None
        assert drawn.style.color != words.style.color
        assert strip.cell_length == 60


METRICS: tuple[Metric, ...] = (
    share("M1", "a label that goes on for some while", [True] * 4 + [False] * 3),
    share("M2", "short", [True]).noted("a note on it"),
    share("M10", "used", [True], (Part("last 30 d", 5, 6, "30d"),)),
)


@pytest.mark.parametrize("width", [30, 40, 60, 120])
def test_numbers_stand_below_each_other_and_no_label_is_cut(width: int) -> None:
    lines = list(list_lines(METRICS, width))
    told = " ".join(line.label for line in lines)
    assert "a label that goes on for some while" in told
    assert "a note on it" in told
    assert [line.percent for line in lines if line.counted] == ["57 %", "", "", "83 %"]
    assert len({len(line.counted) for line in lines if line.counted}) == 1
    assert [line.id for line in lines if line.id] == ["M1", "M2", "M10"]


def test_columns_give_way_before_names() -> None:
    assert [column.title for column, _width in shown_columns(100)] == [
        *("insights", "musts", "done", "named", "thanked", "openings"),
    ]
    assert [column.title for column, _width in shown_columns(59)] == ["insights", "musts", "done"]
    assert shown_columns(10) == []


def test_the_list_explains_itself() -> None:
    assert "M10" in NumberList.HELP
