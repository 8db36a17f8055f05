"""Hints that are told once, in the whole life of a user."""

from __future__ import annotations

import stat
from pathlib import Path

from netx_tui.config.hints import is_first_time


def test_a_hint_is_new_only_once(tmp_path: Path) -> None:
    folder = str(tmp_path / "state")
    assert is_first_time(folder, "practise")
    assert not is_first_time(folder, "practise")
    assert is_first_time(folder, "another")


def test_only_the_owner_can_read_what_was_told(tmp_path: Path) -> None:
    is_first_time(str(tmp_path / "state"), "practise")
    assert stat.S_IMODE((tmp_path / "state" / "hints").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_where_nothing_can_be_kept_the_hint_is_told_again(tmp_path: Path) -> None:
    (tmp_path / "hints").symlink_to(tmp_path / "elsewhere")
    assert is_first_time(str(tmp_path), "practise")
    assert not (tmp_path / "elsewhere").exists()
