"""Themes: what is read from their files, what is said about a wrong one, and that one can read them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from netx_tui.config.shipped import shipped
from netx_tui.config.theme_files import (
    COLOR_NAMES,
    DARK,
    DEFAULT_THEME,
    LIGHT,
    ThemeFile,
    load_themes,
    read_theme,
)

SHIPPED, PROBLEMS = load_themes([str(shipped("themes"))])
OWN_COLORS = [theme for theme in SHIPPED if theme.colors["text"].startswith("#")]
"""Those with colours of their own, not the terminal's."""


def write(folder: Path, text: str, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, *contrast ratio*)."""

    def luminance(color: str) -> float:
        parts = (part / 255 for part in Color.parse(color).rgb)
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_shipped_themes_are_without_fault() -> None:
    assert PROBLEMS == ()
    assert len({theme.name for theme in SHIPPED}) == len(SHIPPED) >= 8
    assert all(Path(theme.path).stem == theme.name for theme in SHIPPED)


@pytest.mark.parametrize("theme", OWN_COLORS, ids=lambda theme: theme.name)
def test_text_of_a_shipped_theme_can_be_read(theme: ThemeFile) -> None:
    pairs = [
        (text, ground)
        for text in ("text", "dim", "accent", "warning", "error", "success")
        for ground in ("background", "surface")
    ]
    weak = {
        pair: round(found, 2)
        for pair in [*pairs, ("bar-text", "bar")]
        if (found := contrast(theme.colors[pair[0]], theme.colors[pair[1]])) < 4.5
    }
    assert not weak


@pytest.mark.parametrize(("name", "colors"), [("netx-dark", DARK), ("netx-light", LIGHT)])
def test_the_colours_to_fall_back_on_are_those_of_the_shipped_themes(name: str, colors: object) -> None:
    [theme] = [theme for theme in SHIPPED if theme.name == name]
    assert theme.colors == colors
    assert DEFAULT_THEME in {theme.name for theme in SHIPPED}


@pytest.mark.parametrize("name", sorted(COLOR_NAMES))
def test_every_colour_name_we_accept_is_one_for_textual(name: str) -> None:
    assert Color.parse(name)


def test_colours_that_are_not_said_are_those_of_netx(tmp_path: Path) -> None:
    theme, problems = read_theme(write(tmp_path, 'dark: no\ncolors: {text: "#000"}\n'))
    assert (theme.name, theme.dark, problems) == ("mine", False, ())
    assert theme.colors == {**LIGHT, "text": "#000"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  text: '#12'", "line 3: '#12' is no colour for 'text'"),
        ("  text: #d7dce3", "line 3: '' is no colour for 'text'"),
        ("  text: 12", "line 3: '12' is no colour for 'text'"),
        ("  text: octarine", "line 3: 'octarine' is no colour for 'text'"),
        ("  text: [1, 2]", "line 3: '[1, 2]' is no colour for 'text'"),
        ("  txet: red", "line 3: there is no colour 'txet'"),
        ("colours: red", "line 3: there is no 'colours' in a theme."),
        ("dark: perhaps", "line 3: 'dark' is yes or no."),
        ("name: My Theme", "line 3: 'name' is made of small letters"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_replaced(tmp_path: Path, line: str, said: str) -> None:
    path = write(tmp_path, f"colors:\n  dim: red\n{line}\n")
    theme, problems = read_theme(path)
    assert [problem.startswith(f"{path}, {said}") for problem in problems] == [True]
    assert dict(theme.colors) == {**DARK, "dim": "red"}


def test_colours_that_are_no_list_of_lines_are_named(tmp_path: Path) -> None:
    theme, problems = read_theme(write(tmp_path, "colors: red\n"))
    assert ("line 1: 'colors' is" in problems[0], theme.colors) == (True, DARK)


def test_a_file_that_is_no_yaml_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "name: [", "bad.yaml")
    write(tmp_path, "name: good", "good.yaml")
    write(tmp_path, "name: ignored", "notes.txt")
    themes, problems = load_themes([str(tmp_path), str(tmp_path / "missing")])
    assert ([theme.name for theme in themes], len(problems)) == (["good"], 1)
    assert "bad.yaml" in problems[0]


def test_a_theme_of_the_user_wins_over_its_namesake(tmp_path: Path) -> None:
    write(tmp_path, 'name: netx-dark\ncolors: {text: "#fff"}\n')
    themes, _problems = load_themes([str(shipped("themes")), str(tmp_path)])
    assert [t.colors["text"] for t in themes if t.name == "netx-dark"] == ["#fff"]


def test_a_colour_that_tries_to_be_a_style_is_refused(tmp_path: Path) -> None:
    _theme, problems = read_theme(write(tmp_path, 'colors: {text: "red; } Screen { display: none"}\n'))
    assert "is no colour for 'text'" in problems[0]
