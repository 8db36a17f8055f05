"""The colours of all shipped themes can be read, and told apart by everybody."""

from __future__ import annotations

from itertools import combinations

import pytest

from netx_tui.config.contrast import (
    DEUTERANOPIA,
    ENOUGH,
    PROTANOPIA,
    contrast,
    distance,
    linear,
    seen,
)
from netx_tui.config.shipped import shipped
from netx_tui.config.theme_files import ThemeFile, load_themes, pairs_below

THEMES, PROBLEMS = load_themes([str(shipped("themes"))])
BY_NAME = {theme.name: theme for theme in THEMES}
SIGNALS = ("warning", "error", "success", "accent")
AT_A_GLANCE = 20.0
GROUND = "#000000"
"""What stands for the terminal's own background, the letters being its own light grey."""


def test_there_are_themes_for_everybody() -> None:
    assert PROBLEMS == ()
    assert len(THEMES) >= 8
    assert {"netx-dark", "netx-light", "netx-contrast", "netx-safe-dark", "netx-safe-light", "netx-ansi"} <= {
        *BY_NAME
    }


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_of_a_shipped_theme_can_be_read(theme: ThemeFile) -> None:
    assert pairs_below(theme, ENOUGH) == ()


def test_the_strongest_contrast_is_seven_and_more() -> None:
    assert pairs_below(BY_NAME["netx-contrast"], 7.0) == ()


def test_with_the_sixteen_colours_of_a_black_terminal_every_text_can_be_read() -> None:
    colors = BY_NAME["netx-ansi"].colors
    assert all(color.startswith("ansi_") for color in colors.values())
    black = linear(GROUND)
    assert black is not None
    for name in SIGNALS:
        color = linear(colors[name])
        assert color is not None
        assert contrast(color, black) >= ENOUGH, name


@pytest.mark.parametrize("eyes", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
@pytest.mark.parametrize("name", ["netx-safe-dark", "netx-safe-light"])
def test_without_red_or_green_cones_what_is_said_by_colour_is_seen_at_a_glance(
    name: str, eyes: tuple[tuple[float, float, float], ...]
) -> None:
    colors = {signal: linear(BY_NAME[name].colors[signal]) for signal in (*SIGNALS, "text")}
    for one, other in combinations(colors, 2):
        first, second = colors[one], colors[other]
        assert first is not None
        assert second is not None
        assert distance(seen(first, eyes), seen(second, eyes)) >= AT_A_GLANCE, (one, other)  # type: ignore[arg-type]


def test_the_figures_are_those_of_the_standards() -> None:
    white, black, grey = linear("#fff"), linear("black"), linear("#767676")
    assert white is not None
    assert black is not None
    assert grey is not None
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.54, abs=0.01)
    assert distance(white, black) == pytest.approx(100, abs=0.1)
    assert seen(white, DEUTERANOPIA) == pytest.approx(white, abs=1e-3)
    assert linear("ansi_default") is None
