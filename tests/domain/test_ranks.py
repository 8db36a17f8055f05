"""Places in a list that several people reorder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.ranks import between, placed


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_any_number_of_insertions_keeps_the_order_the_user_made(places):
    ranks: dict[str, str] = {}
    order: list[str] = []
    for number, place in enumerate(places):
        name = f"q{number}"
        index = min(place, len(order))
        ranks |= placed(ranks, order, name, index)
        order.insert(index, name)
        assert sorted(order, key=lambda one: (ranks[one], one)) == order


def test_one_move_writes_one_rank():
    ranks = {"a": "000001", "b": "000002", "c": "000003"}
    assert list(placed(ranks, ["a", "b", "c"], "c", 0)) == ["c"]
    assert list(placed(ranks, ["a", "b", "c"], "a", 2)) == ["a"]


def test_where_ranks_are_equal_everybody_gets_a_new_one():
    ranks = {"a": "000001", "b": "000001", "c": "000002"}
    moved = placed(ranks, ["a", "b", "c"], "c", 1)
    assert sorted(moved, key=moved.__getitem__) == ["a", "c", "b"]


def test_there_is_no_room_between_equal_ranks():
    with pytest.raises(ValueError, match="no room"):
        between("000001", "000001")


def test_nothing_fits_below_a_rank_of_zeros_so_all_are_numbered_anew():
    with pytest.raises(ValueError, match="no room"):
        between("", "000")
    assert placed({"a": "000", "b": "001"}, ["a", "b"], "c", 0) == {
        "c": "000001",
        "a": "000002",
        "b": "000003",
    }
