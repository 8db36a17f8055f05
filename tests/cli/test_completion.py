"""Completion, tried in the shells themselves; one that is not installed is left out."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from netx_tui.cli.completion import places
from netx_tui.cli.completion_scripts import bash_script, fish_script, zsh_script
from tests.cli.conftest import Netx

SECONDS = 20

Complete = Callable[[Sequence[str], Path], list[list[str]]]


def in_bash(lines: Sequence[str], folder: Path) -> list[list[str]]:
    """What bash offers behind each of ``lines``."""
    script = bash_script(places())
    for line in lines:
        words = line.split(" ")
        quoted = " ".join(f"'{word}'" for word in words)
        script += f'COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _netx; echo "${{COMPREPLY[*]}}"\n'
    return [said.split() for said in _said(["bash", "-c", script], folder)]


def in_fish(lines: Sequence[str], folder: Path) -> list[list[str]]:
    """What fish offers behind each of ``lines``."""
    script = fish_script(places())
    for line in lines:
        # Behind a tab stands the sentence.
        script += f"echo (complete -C '{line}' | string replace -r '\\t.*' '')\n"
    return [said.split() for said in _said(["fish", "--no-config", "-c", script], folder)]


def in_zsh(lines: Sequence[str], folder: Path) -> list[list[str]]:
    """What zsh puts in the place of the last word of each of ``lines``."""
    (folder / "_netx").write_text(zsh_script(places()))
    (folder / "setup").write_text(
        f"fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d {folder}/dump\n"
        "PS1=; show() { print -r -- \"<$BUFFER>\"; BUFFER=''; }; zle -N show; bindkey '^T' show\n"
        "print ready\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvp("zsh", ["zsh", "-f", "-i"])
    found = []
    try:
        _until(terminal, "")
        os.write(terminal, f"source {folder}/setup\n".encode())
        _until(terminal, "ready\r\n")
        for line in lines:
            os.write(terminal, line.encode() + b"\t\x14")
            buffer = _until(terminal, ">\r\n").rpartition("<")[2].partition(">")[0]
            found.append(buffer.split(" ", line.count(" "))[-1].split())
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    return found


def _said(command: list[str], folder: Path) -> list[str]:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def _until(terminal: int, end: str) -> str:
    """What the terminal shows, up to ``end``."""
    said = ""
    while not said or end not in said:
        assert select.select([terminal], [], [], SECONDS)[0], f"the shell says no more than {said!r}"
        said += os.read(terminal, 4096).decode()
    return said


SHELLS: tuple[tuple[str, Complete], ...] = (
    ("bash", in_bash),
    ("zsh", in_zsh),
    ("fish", in_fish),
)
LINES = (
    ("netx imp", "import"),
    ("netx contact l", "list"),
    ("netx --color always contact l", "list"),
    ("netx contact list --ba", "--band"),
    ("netx contact list --stage le", "lead"),
    ("netx contact stage Ayla short", "shortlisted"),
    ("netx contact add Ayla --level te", "team_lead"),
    ("netx contact add Ayla --alumni y", "yes"),
    ("netx export contacts --to j", "json"),
    ("netx import --as l", "linkedin"),
    ("netx --lang d", "de"),
    ("netx import Conn", "Connections.csv"),
    ("netx export contacts --out Conn", "Connections.csv"),
)


@pytest.mark.parametrize(("shell", "complete"), SHELLS, ids=[name for name, _call in SHELLS])
def test_a_shell_completes_words_options_values_and_files(
    shell: str, complete: Complete, tmp_path: Path
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "Connections.csv").touch()
    found = complete([line for line, _wanted in LINES], folder)
    for (line, wanted), words in zip(LINES, found, strict=True):
        # bash is asked for netx's words only; where there are none it goes on with files by itself
        assert words == ([] if shell == "bash" and wanted.endswith(".csv") else [wanted]), line


def test_bash_offers_what_follows_a_comma_and_an_equals_sign(tmp_path: Path) -> None:
    assert in_bash(["netx contact list --stage lead,par"], tmp_path)[0] == ["lead,parked"]
    assert in_bash(["netx contact list --band ="], tmp_path)[0] == ["A", "B", "C", "D", "?", "X"]
    assert in_bash(["netx --color = always contact l"], tmp_path)[0] == ["list"]


def test_options_are_offered_where_nothing_else_can_follow(tmp_path: Path) -> None:
    assert in_bash(["netx contact "], tmp_path)[0] == [
        "list",
        "show",
        "add",
        "set",
        "stage",
        "timeline",
        "delete",
    ]
    assert "--motd" in in_bash(["netx today "], tmp_path)[0]
    assert in_bash(["netx import "], tmp_path)[0] == []


def test_completion_knows_every_word_and_its_sentence() -> None:
    known = places()
    assert ("list", "list people, best first, with score, band and reasons") in known["contact"].words
    assert "--dry-run" in dict(known["import"].options)
    assert known["import"].takes_file
    assert "shortlisted" in dict(known["contact stage"].words)
    assert known["export contacts"].values["--out"].is_file


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(shell: str, netx: Netx) -> None:
    said = netx("completion", shell)
    assert said.status == 0
    assert f"completion for {shell}" in said.out
    assert "in_dialogue" in said.out
