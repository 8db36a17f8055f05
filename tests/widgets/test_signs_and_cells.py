"""Signs with their twins, bars, and texts measured in cells."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from netx_tui.widgets.cells import fit, wrap
from netx_tui.widgets.signs import ASCII, UNICODE, Signs, bar, chosen


@pytest.mark.parametrize("name", [field.name for field in fields(Signs)])
def test_every_sign_is_one_cell_wide_and_has_an_ascii_twin(name: str) -> None:
    for sign in getattr(UNICODE, name):
        assert cell_len(sign) == 1
    assert getattr(ASCII, name).isascii()


@pytest.mark.parametrize(
    ("environ", "signs"),
    [
        ({}, UNICODE),
        ({"LANG": "de_DE.UTF-8"}, UNICODE),
        ({"LANG": "de_DE.utf8"}, UNICODE),
        ({"LANG": "de_DE"}, UNICODE),
        ({"LANG": "de_DE.ISO-8859-1"}, ASCII),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, ASCII),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, ASCII),
    ],
)
def test_the_locale_chooses_the_signs(environ: dict[str, str], signs: Signs) -> None:
    assert chosen(environ) == signs


def test_a_bar_is_as_long_as_its_points() -> None:
    assert bar(20, 20, 10) == "██████████"
    assert bar(-10, 20, 10) == "█████"
    assert bar(9, 20, 10) == "████▌"
    assert bar(0, 20, 10) == ""
    assert bar(40, 20, 10) == "██████████"
    assert bar(10, 20, 10, ASCII) == "====="


@given(st.integers(-100, 100))
@settings(max_examples=40)
def test_points_that_count_always_show_a_bar(points: int) -> None:
    assert bool(bar(points, 20, 10)) == bool(points)


@given(st.text(max_size=40), st.integers(1, 30))
@settings(max_examples=60)
def test_a_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.integers(4, 30))
@settings(max_examples=60)
def test_wrapped_lines_are_never_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


def test_wrapping_breaks_at_blanks_and_cuts_only_words_that_are_too_long() -> None:
    assert list(wrap("one two three", 7)) == ["one two", "three"]
    assert list(wrap("aaaaaaaaaa b", 4)) == ["aaaa", "aaaa", "aa b"]
    assert list(wrap("one\n\ntwo", 9)) == ["one", "", "two"]


def test_the_setting_wins_over_the_locale() -> None:
    assert chosen({"LC_ALL": "C"}, "off") is UNICODE
    assert chosen({"LANG": "de_DE.UTF-8"}, "on") is ASCII
