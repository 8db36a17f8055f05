from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.store.tree import canonical, differences, get, is_plain_list, join, merged, put, same, split

keys = st.lists(st.text(alphabet="ab.\\ü", max_size=4), min_size=1, max_size=4).map(tuple)


@given(keys)
def test_a_path_splits_into_the_keys_it_was_joined_from(path):
    assert split(join(path)) == path


@given(keys.filter(all), st.integers())
def test_what_was_put_is_got_and_removing_it_leaves_nothing_behind(path, value):
    document = {"other": {"x": 1}}
    changed = put(document, path, value)
    assert get(changed, path) == value
    assert put(changed, path, None) == document or path[0] == "other"
    assert document == {"other": {"x": 1}}


def test_putting_shares_what_it_does_not_touch():
    document = {"links": {"web": "a"}, "research": {"r1": {"text": "x"}}}
    changed = put(document, ("links", "xing"), "b")
    assert changed["research"] is document["research"]
    assert document["links"] == {"web": "a"}


def test_removing_below_a_value_that_is_no_map_changes_nothing():
    document = {"links": "text"}
    assert put(document, ("links", "web"), None) is document
    assert put(document, ("links", "web"), "a") == {"links": {"web": "a"}}


def test_differences_go_down_to_the_fields_that_differ():
    old = {"a": {"x": 1, "y": 2}, "b": 1}
    new = {"a": {"x": 1, "y": 3, "z": {"deep": 1}}, "b": True}
    assert list(differences((), old, new)) == [
        (("a", "y"), 2, 3),
        (("a", "z"), None, {"deep": 1}),
        (("b",), 1, True),
    ]
    assert list(differences(("a",), {"x": 1}, None)) == [(("a", "x"), 1, None)]
    assert list(differences(("a", "r1"), {"x": 1}, None)) == [(("a", "r1"), {"x": 1}, None)]


def test_canonical_values_hold_no_none_and_no_empty_map():
    value = {"a": None, "b": {}, "c": {"d": {}}, "e": (1, None, {}), "f": [{"g": None}], 5: "five"}
    assert canonical(value) == {"e": [1, None, {}], "f": [{}], "5": "five"}
    assert canonical({}) is None


plain = st.lists(st.sampled_from("abcd"), unique=True, max_size=4)


@given(plain, plain, plain)
def test_a_merge_holds_both_sides_additions_and_none_of_their_removals(base, wanted, current):
    result = merged(base, wanted, current)
    for item in "abcd":
        if item not in base:
            assert (item in result) == (item in wanted or item in current)
        else:
            assert (item in result) == (item in wanted and item in current)
    assert len(result) == len(set(result))


@given(plain, plain)
def test_a_merge_with_nobody_else_is_what_was_wanted(base, wanted):
    assert merged(base, wanted, base) == wanted
    assert merged(base, None, base) is None
    assert sorted(merged(base, base, wanted)) == sorted(wanted)


@pytest.mark.parametrize(
    ("value", "plainly"),
    [(None, True), ([], True), ([1, "a"], True), ([[1]], False), ("a", False), ({}, False)],
)
def test_lists_of_plain_values_are_told_from_the_rest(value, plainly):
    assert is_plain_list(value) is plainly


def test_sameness_minds_the_type():
    assert same([1], [1])
    assert not same(1, True)
    assert not same(None, 0)
