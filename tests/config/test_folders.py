"""Folders are made for their owner only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netx_tui.config.folders import make_folder


def test_every_folder_above_is_private_even_without_a_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_folder(str(tmp_path / "a" / "b" / "c"))
    finally:
        os.umask(before)
    for folder in ("a", "a/b", "a/b/c"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o755)
    make_folder(f"{tmp_path}/a/b/")
    make_folder(f"{tmp_path}/a/b")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o755


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(FileExistsError):
        make_folder(str(tmp_path / "a"))
