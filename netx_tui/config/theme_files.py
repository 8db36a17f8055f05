"""Themes: YAML files with a name and a few colours, read into plain records.

A theme is never the reason not to start: every wrong value is named with file and line, and a colour
of netx's own stands in for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from netx_tui.config.yaml_files import read_yaml
from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import clean_line
from netx_tui.i18n import _

DEFAULT_THEME = "netx-dark"
ANSI_THEME = "netx-ansi"
"""The one that takes the terminal's own sixteen colours."""
SUFFIX = ".yaml"
MOST_THEMES = 100

DARK: Mapping[str, str] = MappingProxyType(
    {
        "background": "#15181d",
        "surface": "#1e232a",
        "text": "#d7dce3",
        "dim": "#98a2b0",
        "rule": "#3a424e",
        "accent": "#7cc0d0",
        "bar": "#1f4a5a",
        "bar-text": "#f2f7fa",
        "warning": "#e0b96c",
        "error": "#ee938b",
        "success": "#93c58e",
    }
)
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "background": "#fbfaf7",
        "surface": "#f1efea",
        "text": "#23272e",
        "dim": "#5a626d",
        "rule": "#c9c5bb",
        "accent": "#0f6075",
        "bar": "#cde5ec",
        "bar-text": "#10242b",
        "warning": "#7d5100",
        "error": "#ab231b",
        "success": "#2a632a",
    }
)
"""What each colour is for: see the comments in ``themes/netx-dark.yaml``."""

_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
COLOR_NAMES = frozenset(
    [*_ANSI, "ansi_default", *(f"ansi_{name}" for name in _ANSI), *(f"ansi_bright_{name}" for name in _ANSI)]
)
"""Colours by name; the ``ansi_`` ones are the terminal's own sixteen."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})").fullmatch
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}").fullmatch


@dataclass(frozen=True)
class ThemeFile:
    """A theme as its file tells it; ``colors`` has every key of ``DARK``, all of them valid."""

    name: str
    dark: bool
    colors: Mapping[str, str]
    path: str = ""


def load_themes(folders: Iterable[str], *, cache: str = "") -> tuple[tuple[ThemeFile, ...], tuple[str, ...]]:
    """All themes in ``folders``, a later folder's winning over its namesake, and what was wrong.

    A folder that is not there holds no themes. ``cache`` is the folder that keeps parsed files.
    """
    themes: dict[str, ThemeFile] = {}
    problems: list[str] = []
    for folder in folders:
        for path in _files(folder):
            try:
                theme, wrong = read_theme(path, cache=cache)
            except BadInput as error:
                problems.append(error.message)
            else:
                themes[theme.name] = theme
                problems += wrong
    return tuple(themes.values()), tuple(problems)


def read_theme(path: str, *, cache: str = "") -> tuple[ThemeFile, tuple[str, ...]]:
    """The theme in the file ``path`` and what is wrong with it, each with file and line.

    Raises ``BadInput`` if the file is no YAML.
    """
    found = read_yaml(path, cache=cache)
    problems: list[str] = []
    dark = found.get("dark", True)
    if not isinstance(dark, bool):
        problems.append(where_in(path, "dark") + _("'dark' is yes or no."))
        dark = True
    problems += [
        where_in(path, key) + _("there is no '{name}' in a theme.").format(name=clean_line(key, 40))
        for key in found
        if key not in ("name", "dark", "colors")
    ]
    fallback = DARK if dark else LIGHT
    colors = {**fallback, **_colors(path, found.get("colors", {}), problems)}
    theme = ThemeFile(_theme_name(path, found, problems), dark, MappingProxyType(colors), path)
    return theme, tuple(problems)


class Pair(NamedTuple):
    """Two colours of a theme, one drawn on the other, and their contrast (1 to 21)."""

    text: str
    ground: str
    contrast: float


TEXTS = ("text", "dim", "accent", "warning", "error", "success")
GROUNDS = ("background", "surface")
DRAWN = (*((text, ground) for text in TEXTS for ground in GROUNDS), ("bar-text", "bar"))
"""Which colours text is drawn in, and on what: nothing else is drawn in the row that has the focus."""


def pairs_below(theme: ThemeFile, least: float) -> tuple[Pair, ...]:
    """The pairs of ``theme`` that have less contrast than ``least``.

    Colours that only the terminal knows (``ansi_default``) are not judged.
    """
    from netx_tui.config.contrast import contrast, linear

    found: list[Pair] = []
    for text, ground in DRAWN:
        one, other = linear(theme.colors[text]), linear(theme.colors[ground])
        if one is not None and other is not None and contrast(one, other) < least:
            found.append(Pair(text, ground, contrast(one, other)))
    return tuple(found)


def _files(folder: str) -> list[str]:
    """The theme files in ``folder``, by name."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX))
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names[:MOST_THEMES]]


def _theme_name(path: str, found: Mapping[str, Any], problems: list[str]) -> str:
    """The name the file says, else the file's own."""
    name = found.get("name")
    if isinstance(name, str) and _NAME(name):
        return name
    own = re.sub(r"[^a-z0-9-]+", "-", os.path.basename(path).removesuffix(SUFFIX).lower()).strip("-")
    own = own[:40] or DEFAULT_THEME
    if name is not None:
        sentence = _("'name' is made of small letters, digits and '-'. It is called '{own}' now.")
        problems.append(where_in(path, "name") + sentence.format(own=own))
    return own


def _colors(path: str, said: object, problems: list[str]) -> dict[str, str]:
    """The good colours among those said."""
    if not isinstance(said, dict):
        problems.append(where_in(path, "colors") + _("'colors' is a list of lines like 'text: \"#d7dce3\"'."))
        return {}
    good: dict[str, str] = {}
    for key, value in said.items():
        name = clean_line(str(key), 40)
        if key not in DARK:
            sentence = _("there is no colour '{name}'. There are: {names}.")
            problems.append(
                where_in(path, f"colors.{key}") + sentence.format(name=name, names=", ".join(DARK))
            )
        elif isinstance(value, str) and (_HEX(value) or value in COLOR_NAMES):
            good[key] = value
        else:
            sentence = _("'{value}' is no colour for '{name}'. Write it like '#d7dce3', in quotes.")
            shown = "" if value is None else clean_line(str(value), 40)
            problems.append(where_in(path, f"colors.{key}") + sentence.format(value=shown, name=name))
    return good


def where_in(path: str, name: str) -> str:
    """The beginning of a sentence about ``name`` (dotted) in the theme ``path``: file and line."""
    from netx_tui.config.yaml_loader import line_of

    try:
        with open(path, "rb") as file:
            line = line_of(file.read(), name)
    except OSError:
        line = 0
    return _("{file}, line {line}: ").format(file=path, line=line)
