"""What the README promises: every command line in it is one that netx understands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from netx_tui.cli.arguments import NOUNS, all_commands, command_of, is_whole, parser_of, taken_apart
from netx_tui.cli.binding_names import all_bindings
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


# -- the table of what one may want ------------------------------------------------------------------

EVERYWHERE = ("NetxApp", "CommonKeys")
PLACES = {
    "anywhere": EVERYWHERE,
    "Today": ("TodayScreen", "TodayList", "BigStep"),
    "People": ("PeopleScreen", "PeopleTable"),
    "Talks": ("TalksScreen", "TalkTable"),
    "Agenda": ("AgendaScreen", "QuestionList"),
    "Letter": ("LetterScreen",),
    "Board": ("BoardScreen", "BoardWidget"),
    "Touch": ("TouchScreen", "TouchList"),
    "Review": ("ReviewScreen",),
}
SIGNS = {"/": "slash", "?": "question_mark", "+": "plus", ":": "colon"}


def wishes() -> list[tuple[str, str, list[str]]]:
    """The rows of the table: what somebody wants, where, and the keys."""
    rows = re.findall(r"^\| ([^|]+) \| (\w*) \| ((?:`[^`]+` ?)*)\|", README, re.MULTILINE)
    return [(wish, where, re.findall(r"`([^`]+)`", keys)) for wish, where, keys in rows if keys.strip()]


@pytest.fixture(scope="module")
def keys_of() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for bound in all_bindings():
        found.setdefault(bound.owner, set()).update(bound.keys.split(","))
    return found


def test_there_are_wishes_for_every_job() -> None:
    assert len(wishes()) > 30
    assert {where for _wish, where, _keys in wishes()} == set(PLACES)


@pytest.mark.parametrize(("wish", "where", "keys"), wishes())
def test_every_key_of_the_table_works_where_it_says(
    keys_of: dict[str, set[str]], wish: str, where: str, keys: list[str]
) -> None:
    known = set().union(*(keys_of[owner] for owner in (*EVERYWHERE, *PLACES[where])))
    assert {SIGNS.get(key, key) for key in keys} <= known


def test_every_file_and_picture_it_shows_is_there() -> None:
    for path in re.findall(r"\]\(([^)]+)\)", README):
        assert (Path(__file__).parent.parent / path).exists(), path
