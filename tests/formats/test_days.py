"""Days are read as LinkedIn, Excel and people write them."""

from __future__ import annotations

import pytest

from netx_tui.formats.days import is_day_first, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Mar 2024", "2024-03-12"),
        ("07 February 2022", "2022-02-07"),
        ("7-Feb-22", "2022-02-07"),
        ("03/15/2024", "2024-03-15"),
        ("15/03/2024", "2024-03-15"),
        ("2024-03-12", "2024-03-12"),
        ("2024/03/12 09:15:22 UTC", "2024-03-12"),
        ("2024-03-12T09:15:22Z", "2024-03-12"),
        ("12. März 2024", "2024-03-12"),
        ("1. Mai 2023", "2023-05-01"),
        ("12 mars 2024", "2024-03-12"),
        ("1er août 2021", "2021-08-01"),
        ("3 févr. 2020", "2020-02-03"),
        ("12.03.2024", "2024-03-12"),
        ("9.1.24", "2024-01-09"),
        ("Mar 12, 2024", "2024-03-12"),
        ("24 Sept 2019", "2019-09-24"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 Feb 2024",
        "32.01.2024",
        "12 Foo 2024",
        "2024-13-01",
        "00/00/0000",
        "12 Mar 20245",
        "1 Mai 3024",
    ],
)
def test_what_is_no_day_gives_none(text: str) -> None:
    assert read_day(text) == ""


def test_slashes_alone_do_not_tell_day_from_month() -> None:
    assert read_day("03/04/2024") == "2024-03-04"
    assert read_day("03/04/2024", day_first=True) == "2024-04-03"


def test_one_number_over_twelve_settles_a_column() -> None:
    assert is_day_first(["03/04/2024", "", "25/12/2023"])
    assert not is_day_first(["03/04/2024", "12/25/2023"])
