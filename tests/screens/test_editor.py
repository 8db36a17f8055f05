"""Long texts in the user's own editor."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from netx_tui.domain.errors import NetxError
from netx_tui.screens.editor import edit_file, edited, editor_command

APP: Any = SimpleNamespace(suspend=nullcontext)


def program(tmp_path: Path, lines: str) -> dict[str, str]:
    """An environment whose editor is a small program; ``path`` is the file it is given."""
    script = tmp_path / "editor.py"
    script.write_text(f"import os, sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{lines}\n")
    return {"EDITOR": f"{sys.executable} {script}"}


def test_the_text_comes_back_as_it_was_left_and_clean(tmp_path: Path) -> None:
    environ = program(tmp_path, "path.write_text(path.read_text() + ' and \\x1b[31mmore')")
    assert edited(APP, "notes", environ) == "notes and [31mmore"


def test_the_file_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    environ = program(
        tmp_path, f"Path({str(seen)!r}).write_text(f'{{path}} {{path.stat().st_mode & 0o777:o}}')"
    )
    edited(APP, "notes", environ)
    path, mode = seen.read_text().split()
    assert mode == "600"
    assert not Path(path).exists()


def test_an_editor_that_fails_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NetxError, match="ended with an error"):
        edited(APP, "notes", program(tmp_path, "sys.exit(3)"))


def test_an_editor_that_is_not_there_is_named() -> None:
    with pytest.raises(NetxError, match="'no-such-editor' cannot be started"):
        edited(APP, "notes", {"EDITOR": "no-such-editor"})


def test_without_an_editor_the_way_out_is_told() -> None:
    with pytest.raises(NetxError, match="export EDITOR"):
        editor_command({})


def test_visual_comes_before_editor_and_words_are_split_without_a_shell() -> None:
    assert editor_command({"VISUAL": "code -w 'a b'", "EDITOR": "vi"}) == ["code", "-w", "a b"]


def test_a_file_is_edited_where_it_is(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("theme: netx-dark\n")
    edit_file(APP, str(file), program(tmp_path, "path.write_text('theme: nord\\n')"))
    assert file.read_text() == "theme: nord\n"
