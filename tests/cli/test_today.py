"""What is kept of a day from run to run: never stale, never somebody who was to be forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.cli import session as sessions
from netx_tui.cli.main import run
from netx_tui.services.today_view import Standing
from tests.cli.conftest import Netx


@pytest.fixture
def found_anew(monkeypatch: pytest.MonkeyPatch) -> list[Standing | None]:
    """What each run had from the one before; ``None`` where it had to find everything out."""
    known: list[Standing | None] = []
    kept_day = sessions.Session.kept_day

    def told(self: sessions.Session) -> Standing | None:
        known.append(kept_day(self))
        return known[-1]

    monkeypatch.setattr(sessions.Session, "kept_day", told)
    return known


def test_the_second_run_says_the_same_without_finding_it_out_again(
    netx: Netx, ayla: str, found_anew: list[Standing | None]
) -> None:
    assert netx("today", "--json").json == netx("today", "--json").json
    assert found_anew[0] is None and found_anew[1] is not None


@pytest.mark.parametrize(
    "edit",
    [("contact", "set", "Ayla Brandt", "level=junior"), ("undo",), ("profile", "set", "weekly_talks=2")],
)
def test_any_change_is_found_out_anew(
    netx: Netx, ayla: str, found_anew: list[Standing | None], edit: tuple[str, ...]
) -> None:
    netx("today")
    assert netx(*edit).status == 0
    netx("today")
    assert found_anew == [None, None]


def test_another_hour_of_the_review_is_found_out_anew(
    netx: Netx, ayla: str, home: Path, found_anew: list[Standing | None]
) -> None:
    netx("today")
    config = Path(netx("locate", "config").out.strip())
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("review: {day: thu, time: '9:30'}\n")
    (row,) = [row for row in netx("today", "--json").json if row["rule"] == "N23"]
    assert row["due"].startswith("2026-11-26T09:30") and found_anew == [None, None]


def test_who_is_purged_is_named_in_nothing_that_was_kept(netx: Netx, ayla: str, tmp_path: Path) -> None:
    netx("contact", "stage", ayla, "shortlisted", "--reason", "x")
    netx("today")
    kept = [file for file in tmp_path.rglob("*.json*") if b"Ayla Brandt" in file.read_bytes()]
    assert any("cache" in str(file) for file in kept)
    assert netx("contact", "delete", ayla, "--purge", "--yes").status == 0
    assert not [
        file for file in tmp_path.rglob("*") if file.is_file() and b"Ayla Brandt" in file.read_bytes()
    ]


def test_a_session_that_missed_an_edit_keeps_nothing(netx: Netx, ayla: str) -> None:
    from argparse import Namespace
    from os import environ

    options = Namespace(data=None, config=None, now="", color="never")
    session = sessions.Session(options, dict(environ))
    with session.workspace() as workspace:
        todays = session.todays_on(workspace)
        todays.view()
        assert run(["contact", "set", ayla, "city=Kiel"]) == 0
    session.keep_day(workspace, todays)
    assert session.kept_day() is None
