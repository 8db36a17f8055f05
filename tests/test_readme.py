"""What the README promises: every command line in it is one that netx understands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from netx_tui.cli.arguments import NOUNS, all_commands, command_of, is_whole, parser_of, taken_apart
from netx_tui.cli.main import run

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SET_UP = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/netx demo",
    "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest",
)
OTHER_WAYS = ("pipx run --spec . netx demo", "uvx --from . netx demo")


def shell_lines() -> list[str]:
    """The lines of the fenced shell blocks, in their order."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", README, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def netx_lines() -> Iterator[str]:
    """Every command line that begins with netx: of the blocks, and in backticks anywhere else."""
    for line in shell_lines():
        for part in line.split("&&"):
            word = part.strip().removeprefix(".venv/bin/")
            if word.split(" ", 1)[0] == "netx":
                yield word
    prose = re.sub(r"^ *```.*?^ *```", "", README, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`(netx(?: [^`]*)?)`", prose)


def understood(words: list[str]) -> None:
    """Take a command line apart as netx does; raises what netx would answer with."""
    taken = taken_apart(words)
    if not is_whole(taken.verb) and {"--help", "--version"} & set(taken.rest):
        assert set(taken.verb) <= set(NOUNS)
        return
    parser_of(" ".join(taken.verb), command_of(taken.verb)).parse_args(list(taken.rest))


def test_the_first_two_commands_set_netx_up_and_run_its_tests() -> None:
    assert tuple(shell_lines()[:2]) == SET_UP


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_the_other_ways_in_are_told(way: str) -> None:
    assert f"`{way}`" in README


def test_there_are_command_lines_to_check() -> None:
    lines = list(netx_lines())
    assert "netx import ~/Downloads/Connections.csv" in lines
    assert "netx undo" in lines
    assert len(lines) > 15


@pytest.mark.parametrize("line", list(dict.fromkeys(netx_lines())))
def test_every_command_line_is_understood(line: str) -> None:
    words = shlex.split(line)
    assert words[0] == "netx"
    understood(words[1:])


def test_every_command_is_told_in_the_readme_or_by_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert "`netx --help`" in README
    assert run(["--help"]) == 0
    told = set(re.findall(r"^  ([a-z]+(?: [a-z]+)?)  ", capsys.readouterr().out, re.MULTILINE))
    assert {name for name, _command in all_commands()} <= told
