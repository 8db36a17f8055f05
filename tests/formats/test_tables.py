"""Tables are read as they come, and every row knows its physical line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from netx_tui.domain.errors import BadInput
from netx_tui.formats import tables
from netx_tui.formats.decoding import as_text
from netx_tui.formats.problems import Problem
from netx_tui.formats.tables import Columns, find_header, rows, tidy


def recognise(cells: Sequence[str]) -> Columns | None:
    names = [cell.strip(" \ufeff").casefold() for cell in cells]
    return (
        {"name": names.index("name"), "city": names.index("city")} if {"name", "city"} <= {*names} else None
    )


def read(content: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    text = as_text(content.encode(), "people.csv")
    header = find_header(text, recognise)
    assert header
    problems: list[Problem] = []
    return [(line, cells) for line, cells, _columns in rows(text, header, recognise, problems)], problems


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_the_header_uses(delimiter: str) -> None:
    found, problems = read(f"name{delimiter}city\nAnn{delimiter}Ulm\n")
    assert found == [(2, ["Ann", "Ulm"])]
    assert not problems


def test_quoted_line_breaks_keep_the_physical_line_numbers() -> None:
    found, _ = read('name,city\r\n"Ann\r\nLee",Ulm\r\n\r\nBob,Bonn\r\n')
    assert found == [(2, ["Ann\r\nLee", "Ulm"]), (5, ["Bob", "Bonn"])]


def test_a_quotation_mark_that_never_closes_costs_only_its_own_row() -> None:
    found, problems = read('name,city\nAnn,"Ulm\nBob,Bonn\nCleo,Trier\n')
    assert found == [(2, ["Ann", "Ulm"]), (3, ["Bob", "Bonn"]), (4, ["Cleo", "Trier"])]
    assert [(p.line, "does not close" in p.message) for p in problems] == [(2, True)]


def test_a_quotation_mark_closed_by_a_later_row_swallows_nothing() -> None:
    found, problems = read('name,city\nAnn,"Ulm\nBob,Bonn\nCleo,"Trier, old town"\n')
    assert [line for line, _cells in found] == [2, 3, 4]
    assert found[2] == (4, ["Cleo", "Trier, old town"])
    assert [p.line for p in problems] == [2]


def test_text_after_a_closing_quotation_mark_is_no_problem() -> None:
    found, problems = read('name,city\n"Ann" Lee,Ulm\n')
    assert found == [(2, ["Ann Lee", "Ulm"])]
    assert not problems


def test_a_cell_too_long_for_the_csv_module_is_still_read() -> None:
    found, _ = read("name,city\nAnn," + "x" * 200_000 + "\nBob,Bonn\n")
    assert [line for line, _cells in found] == [2, 3]


def test_an_endless_line_is_skipped_and_told() -> None:
    found, problems = read("name,city\nAnn," + "x" * (tables.WIDTH_LIMIT + 1) + "\nBob,Bonn\n")
    assert found == [(3, ["Bob", "Bonn"])]
    assert [p.line for p in problems] == [2]


def test_a_second_header_is_skipped_and_may_change_the_order() -> None:
    text = as_text(b"name,city\nAnn,Ulm\nname,city\n\xef\xbb\xbfcity,name\nBonn,Bob\n", "people.csv")
    header = find_header(text, recognise)
    assert header
    problems: list[Problem] = []
    found = [
        (line, cells[columns["name"]]) for line, cells, columns in rows(text, header, recognise, problems)
    ]
    assert found == [(2, "Ann"), (5, "Bob")]
    assert [p.line for p in problems] == [3, 4]


def test_the_header_may_stand_in_line_20_but_not_below() -> None:
    assert find_header(as_text(b"#\n" * 19 + b"name,city\n", "a"), recognise)
    assert not find_header(as_text(b"#\n" * 20 + b"name,city\n", "a"), recognise)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROW_LIMIT", 2)
    with pytest.raises(BadInput, match=r"people\.csv has more than 2 rows"):
        read("name,city\nA,1\nB,2\nC,3\n")


def test_a_long_cell_is_cut_and_told() -> None:
    problems: list[Problem] = []
    assert len(tidy("x" * 10_000, "company", 7, problems)) == 500
    assert [(p.line, p.field) for p in problems] == [(7, "company")]


def test_a_cell_of_exactly_the_limit_is_left_alone() -> None:
    problems: list[Problem] = []
    assert tidy("x" * 500, "company", 7, problems) == "x" * 500
    assert not problems


@pytest.mark.parametrize("hostile", ["\x1b]52;c;aGk=\x07", "\x00", "\u202e", "\u2066", "\x9b31m"])
def test_characters_that_act_on_a_terminal_go_and_are_told(hostile: str) -> None:
    problems: list[Problem] = []
    cleaned = tidy(f"Ann{hostile} Lee", "name", 3, problems)
    assert cleaned.isprintable()
    assert cleaned.startswith("Ann")
    assert [p.message for p in problems] == ["name: invisible control characters were removed."]


def test_emoji_of_several_characters_are_no_problem() -> None:
    problems: list[Problem] = []
    assert tidy("Ann 👩\u200d💻", "name", 3, problems) == "Ann 👩\u200d💻"
    assert not problems
