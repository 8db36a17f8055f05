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
        raise ValueError("Ayla Brandt")
    except ValueError as error:
        assert number
        return error


def test_a_crash_names_types_and_lines_and_nothing_about_people(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "state" / "netx.log"
    write_crash(str(log), raised(), now)
    text = log.read_text()
    assert text.startswith("== 2026-11-23T09:00:00+01:00 netx ")
    assert "\nValueError\n" in text
    assert "test_crash_log:18 raised" in text
    assert not any(word in text for word in ("Ayla", "0151", str(tmp_path)))
    assert (log.stat().st_mode & 0o777, log.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "netx.log"
    log.touch(0o644)
    write_crash(str(log), raised(), now)
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_has_grown_is_put_aside_and_only_a_few_are_kept(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "netx.log"
    for letter in b"abcd":
        log.write_bytes(bytes([letter]) * (LOG_LIMIT + 1))
        write_crash(str(log), raised(), now)
    assert log.read_text().startswith("== ")
    assert sorted(os.listdir(tmp_path)) == ["home", "netx.log", "netx.log.1", "netx.log.2"]
    assert [(tmp_path / f"netx.log.{n}").read_bytes()[:1] for n in (1, 2)] == [b"d", b"c"]
    assert (tmp_path / "netx.log.1").stat().st_mode & 0o077 == 0


def test_errors_that_led_to_another_are_named_too(tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "netx.log"
    try:
        try:
            raise FileNotFoundError(2, "gone", "/home/ayla/secret")
        except OSError as error:
            raise RuntimeError("Ayla") from error
    except RuntimeError as error:
        write_crash(str(log), error, now)
    text = log.read_text()
    assert text.index("FileNotFoundError: No such file or directory") < text.index("RuntimeError")
    assert "ayla" not in text.casefold()


@pytest.mark.parametrize("planted", ["link", "pipe", "folder"])
def test_only_a_file_is_written_to(tmp_path: Path, now: datetime, planted: str) -> None:
    log, other = tmp_path / "netx.log", tmp_path / "other"
    other.touch()
    {"link": lambda: log.symlink_to(other), "pipe": lambda: os.mkfifo(log), "folder": log.mkdir}[planted]()
    with pytest.raises(CannotCreate):
        write_crash(str(log), raised(), now)
    assert other.read_bytes() == b""
