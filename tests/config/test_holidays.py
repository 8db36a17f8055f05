"""Days on which nobody works: of a country, of one's own, of a file, and what is wrong with them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from netx_tui.config.holidays import Holidays, holidays_of
from netx_tui.config.settings import load_settings

TODAY = date(2026, 11, 23)


def days(wanted: Holidays, **more: str) -> tuple[frozenset[date], tuple[str, ...]]:
    return holidays_of(wanted, TODAY, **more)


def test_a_day_of_every_year_and_one_of_a_year() -> None:
    found, problems = days(Holidays(days=("12-24", "2026-12-31", "02-29")))
    assert problems == ()
    assert {date(2025, 12, 24), date(2026, 12, 24), date(2028, 12, 24), date(2026, 12, 31)} <= found
    assert date(2027, 12, 31) not in found and date(2028, 2, 29) in found


def test_the_holidays_of_a_part_of_a_country(tmp_path: Path) -> None:
    found, problems = days(Holidays("DE", "BY"), cache=str(tmp_path))
    assert problems == () and {date(2026, 12, 25), date(2027, 1, 6)} <= found
    assert days(Holidays("DE"), cache=str(tmp_path))[0] != found
    assert days(Holidays("DE", "BY"), cache=str(tmp_path))[0] == found


@pytest.mark.parametrize("wanted", [Holidays("XX"), Holidays("DE", "ZZ")])
def test_a_place_nobody_knows_is_named(wanted: Holidays) -> None:
    found, (problem,) = days(wanted)
    assert found == frozenset() and wanted.country in problem


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    found, (problem,) = days(Holidays("DE"))
    assert found == frozenset() and "netx-tui[holidays]" in problem


def test_a_file_holds_one_day_a_line_and_broken_lines_are_named(tmp_path: Path) -> None:
    file = tmp_path / "free.txt"
    file.write_bytes(b"2026-12-24 Heiligabend\n# a note\n\nsoon\n12-31\n\xff\xfe\n2026-13-01\nx\ny\n")
    found, problems = days(Holidays(file="free.txt"), folder=str(tmp_path))
    assert {date(2026, 12, 24), date(2026, 12, 31)} <= found
    assert "line 4" in problems[0] and len(problems) == 4 and "2 more" in problems[-1]


def test_a_file_that_is_not_there_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    found, (problem,) = days(Holidays(days=("12-24",), file="gone.txt"), folder=str(tmp_path))
    assert date(2026, 12, 24) in found and "gone.txt" in problem


@pytest.mark.parametrize("text", ["soon", "13-45", "0001-01-01", "2026-02-30", "[/x]\x1b[2J"])
def test_what_is_no_day_is_told_with_its_place(text: str) -> None:
    found, (problem,) = days(Holidays(days=("12-24", text)))
    assert len(found) == 4 and "entry 2" in problem and "\x1b" not in problem


def test_the_settings_take_norway_for_a_country(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("holidays:\n  country: NO\n  days: [2026-12-24, '12-31']\n  regoin: x\n")
    settings = load_settings(str(file))
    assert settings.holidays == Holidays("NO", days=("2026-12-24", "12-31"))
    (problem,) = settings.problems
    assert "line 4" in problem and "region" in problem
