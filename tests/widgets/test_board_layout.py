"""Where cards stand on the board."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.board_rows import CardRow, ColumnRow
from netx_tui.widgets.board_layout import GAP, height_of, stacks, window

titles = st.text(alphabet="ab 日📚é", min_size=1, max_size=60)
cards = st.lists(
    st.builds(
        CardRow,
        id=st.just(""),
        title=titles,
        column=st.sampled_from(["next", "doing", "waiting"]),
        plan=st.sampled_from(["", "Sat → read"]),
        waiting=st.sampled_from(["", "waiting for Kofi"]),
        lane=st.sampled_from(["Ayla", "Kofi"]),
    ),
    max_size=12,
)


def column(some: list[CardRow], name: str = "next") -> ColumnRow:
    numbered = tuple(card._replace(id=f"{name}{n}") for n, card in enumerate(some))
    return ColumnRow(name, name, numbered, len(numbered))


@given(cards, st.integers(4, 60))
def test_every_line_of_every_card_is_there_once_and_in_order(some, width):
    (stack,), _bands = stacks([column(some)], width)
    drawn = [stack.index_at(line) for line in range(stack.lines)]
    for place, card in enumerate(stack.cards):
        lines = [line for line, index in enumerate(drawn) if index == place]
        assert lines == list(range(stack.tops[place], stack.tops[place] + height_of(card, width) - 1))
    assert [index for index in drawn if index >= 0] == sorted(index for index in drawn if index >= 0)
    assert all(drawn[stack.gap_line(gap)] == -1 for gap in range(len(stack.cards) + 1))


@given(cards, st.integers(4, 60))
def test_a_card_let_go_in_the_line_that_shows_it_falls_there(some, width):
    (stack,), _bands = stacks([column(some)], width)
    for gap in range(len(stack.cards) + 1):
        assert stack.gap_at(stack.gap_line(gap)) == gap
    assert stack.gap_at(-5) == 0 and stack.gap_at(10_000) == len(stack.cards)


@given(st.lists(cards, min_size=2, max_size=4), st.integers(10, 40))
def test_lanes_go_straight_across_all_columns(many, width):
    columns = [column(some, f"c{n}") for n, some in enumerate(many)]
    found, bands = stacks(columns, width, ["Ayla", "Kofi"])
    assert [band.name for band in bands] == ["Ayla", "Kofi"]
    assert sum(band.cards for band in bands) == sum(len(one.cards) for one in columns)
    for stack, one in zip(found, columns, strict=True):
        assert sorted(card.id for card in stack.cards) == sorted(card.id for card in one.cards)
        for place, card in enumerate(stack.cards):
            start = next(band.line for band in bands if band.name == card.lane)
            end = next((band.line for band in bands if band.line > start), stack.lines)
            assert start < stack.tops[place] < end
            assert stack.tops[place] + stack.heights[place] <= end


@given(st.integers(1, 240), st.integers(1, 6), st.data())
def test_the_window_shows_the_current_column_and_fits(width, count, data):
    current = data.draw(st.integers(0, count - 1))
    first = data.draw(st.integers(0, count - 1))
    shown = window(width, count, current, first)
    assert shown.shows(current) and 0 <= shown.first <= count - shown.many
    last = shown.first + shown.many - 1
    assert shown.left(last) + shown.width <= max(width, shown.many + GAP * (shown.many - 1))


@pytest.mark.parametrize(
    ("width", "columns", "many"),
    [
        (60, 5, 1),
        (69, 5, 1),
        (70, 5, 3),
        (80, 5, 3),
        (109, 5, 3),
        (110, 5, 5),
        (160, 6, 6),
        (120, 6, 5),
        (40, 2, 1),
        (120, 2, 2),
    ],
)
def test_as_many_columns_are_shown_as_the_width_allows(width, columns, many):
    assert window(width, columns, 0).many == many


def test_the_window_moves_no_further_than_it_has_to():
    assert window(80, 5, 3, first=0).first == 1
    assert window(80, 5, 1, first=1).first == 1
    assert window(80, 5, 0, first=2).first == 0


def test_it_is_told_how_many_cards_are_out_of_sight():
    (stack,), _bands = stacks([column([CardRow("", "short") for _ in range(10)])], 30)
    assert stack.heights[0] == 3 and stack.lines == 31
    assert stack.hidden(0, 31) == (0, 0)
    assert stack.hidden(0, 10) == (0, 7)
    above, below = stack.hidden(12, 10)
    assert above >= 4 and below >= 3


@given(cards, st.integers(4, 60), st.integers(6, 40), st.data())
def test_cards_that_are_not_whole_are_counted(some, width, height, data):
    (stack,), _bands = stacks([column(some)], width)
    top = data.draw(st.integers(0, max(0, stack.lines - height)))
    above, below = stack.hidden(top, height)
    seen = range(top + (above > 0), top + height - (below > 0))
    ends = [start + high - 1 for start, high in zip(stack.tops, stack.heights, strict=False)]
    whole = [start in seen and end - 1 in seen for start, end in zip(stack.tops, ends, strict=False)]
    assert above + below == whole.count(False)
    assert above == 0 or top > 0


@given(st.lists(cards, min_size=1, max_size=3), st.integers(10, 40))
def test_in_lanes_too_a_card_falls_where_it_is_shown(many, width):
    columns = [column(some, f"c{n}") for n, some in enumerate(many)]
    found, bands = stacks(columns, width, ["Ayla", "Kofi"])
    headings = {band.line for band in bands}
    for stack in found:
        for gap, card in enumerate(stack.cards):
            assert stack.gap_at(stack.tops[gap]) == gap and stack.place(card.id) == gap
            assert stack.index_at(stack.gap_line(gap)) == -1 and stack.gap_line(gap) not in headings
        assert stack.gap_at(10_000) == len(stack.cards)
        assert all(stack.index_at(line) == -1 for line in headings)


def test_what_did_not_change_is_not_reckoned_again():
    one, other = column([CardRow("", "a")]), column([CardRow("", "b")], "doing")
    before, _bands = stacks([one, other], 30)
    after, _bands = stacks([one, column([CardRow("", "c")], "doing")], 30, known=before)
    assert after[0] is before[0] and after[1] is not before[1]
