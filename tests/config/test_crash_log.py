"""The file that says what went wrong."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.config.crash_log import LOG_LIMIT, write_crash
from netx_tui.domain.errors import CannotCreate


def raised() -> ValueError:
    number = "0151 23456789"
    try:
        raise ValueError("boom")
    except ValueError as error:
        assert number
        return error


def test_a_crash_is_kept_without_the_values_of_variables(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "state" / "netx.log"
    write_crash(str(log), raised(), now)
    text = log.read_text()
    assert text.startswith("== 2026-11-23T09:00:00+01:00 netx ")
    assert "ValueError: boom" in text
    assert '"0151 23456789"' not in text.replace('number = "0151 23456789"', "")
    assert (log.stat().st_mode & 0o777, log.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "netx.log"
    log.touch(0o644)
    write_crash(str(log), raised(), now)
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_has_grown_starts_anew(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "netx.log"
    log.write_bytes(b"x" * (LOG_LIMIT + 1))
    write_crash(str(log), raised(), now)
    assert log.read_text().startswith("== ")


@pytest.mark.parametrize("planted", ["link", "pipe", "folder"])
def test_only_a_file_is_written_to(tmp_path: Path, now: datetime, planted: str) -> None:
    log, other = tmp_path / "netx.log", tmp_path / "other"
    other.touch()
    {"link": lambda: log.symlink_to(other), "pipe": lambda: os.mkfifo(log), "folder": log.mkdir}[planted]()
    with pytest.raises(CannotCreate):
        write_crash(str(log), raised(), now)
    assert other.read_bytes() == b""
