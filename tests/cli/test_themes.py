"""``netx theme``: the colours there are, and what is wrong with one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Netx

FINE = 'name: mine\ndark: yes\ncolors:\n  text: "#ffffff"\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def test_all_themes_are_listed_with_their_least_contrast(netx: Netx) -> None:
    rows = netx("theme", "list", "--json").json
    assert [row["name"] for row in rows if row["used"]] == ["netx-dark"]
    assert all(row["contrast"] is None or row["contrast"] >= 4.5 for row in rows)
    lines = netx("theme", "list").out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [
        row["name"] for row in rows if not row["used"]
    ]
    assert "* netx-dark" in netx("theme", "list").out
    assert "the terminal's own colours" in netx("theme", "list").out


def test_a_theme_of_ones_own_is_listed_and_a_bad_one_told(netx: Netx, home: Path) -> None:
    themes = Path(netx("locate", "themes").out.strip())
    themes.mkdir(parents=True)
    (themes / "mine.yaml").write_text(FINE)
    (themes / "odd.yaml").write_text("colors: {text: nosuch}\n")
    said = netx("theme", "list", "--json")
    assert {"mine", "odd"} <= {row["name"] for row in said.json}
    assert f"{themes / 'odd.yaml'}, line 1: 'nosuch' is no colour for 'text'." in said.err


def test_a_theme_that_is_fine_is_said_to_be(netx: Netx, own: Path) -> None:
    own.write_text(FINE)
    said = netx("theme", "check", str(own))
    assert (said.status, said.out, said.err) == (0, "mine is fine.\n", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colors:\n  dim: "#101010"\n', "line 2: 'dim' on 'background' has a contrast of 1.1; 4.5"),
        ("colors:\n  text: mauve\n", "line 2: 'mauve' is no colour for 'text'."),
        ('colors:\n  txet: "#fff"\n', "line 2: there is no colour 'txet'. There are: background,"),
        ("dark: maybe\n", "line 1: 'dark' is yes or no."),
        ("fonts: big\n", "line 1: there is no 'fonts' in a theme."),
        ("name: My Theme\n", "line 1: 'name' is made of small letters"),
        ("colors: red\n", "line 1: 'colors' is a list of lines"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(netx: Netx, own: Path, text: str, told: str) -> None:
    own.write_text(text)
    said = netx("theme", "check", str(own))
    assert said.status == 1
    assert f"{own}, {told}" in said.out


def test_json_tells_each_pair_that_cannot_be_read(netx: Netx, own: Path) -> None:
    own.write_text('name: mine\ncolors:\n  bar: "#ffffff"\n')
    found = netx("theme", "check", str(own), "--json").json
    [pair] = found.pop("pairs")
    assert found == {"name": "mine", "dark": True, "problems": []}
    assert (pair["text"], pair["ground"], pair["wanted"]) == ("bar-text", "bar", 4.5)
    assert pair["contrast"] < 1.2


@pytest.mark.parametrize("text", ["colors: [\n", "\t\n:", "a: &b {c: *b}\n"])
def test_what_is_no_yaml_cannot_be_checked(netx: Netx, own: Path, text: str) -> None:
    own.write_text(text)
    said = netx("theme", "check", str(own))
    assert (said.status, said.out) == (65, "")
    assert str(own) in said.err


def test_no_file_a_folder_and_a_loop_of_links_are_told(netx: Netx, own: Path, tmp_path: Path) -> None:
    own.symlink_to(own)
    for path in (own, tmp_path, tmp_path / "nowhere.yaml"):
        said = netx("theme", "check", str(path))
        assert said.status == 65
        assert str(path) in said.err


def test_every_key_is_told_in_the_help(netx: Netx, own: Path) -> None:
    own.write_text(FINE)
    for words, found in (
        (("list",), netx("theme", "list", "--json").json[0]),
        (("check",), netx("theme", "check", str(own), "--json").json),
    ):
        told = " ".join(netx("theme", *words, "--help").out.split())
        assert all(f" {key}" in told for key in found)
