"""How well colours can be told apart: contrast (WCAG 2.2), and how people without red or green cones see.

Works on colours written as in themes: ``#d7dce3``, ``#fff``, or the name of one of the terminal's sixteen.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENOUGH = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3, level AA)."""

MOST = 21.0
"""The contrast of black and white, the greatest there is."""

RGB = tuple[float, float, float]

TERMINAL: Mapping[str, str] = MappingProxyType(
    {
        "black": "#000000",
        "red": "#cd0000",
        "green": "#00cd00",
        "yellow": "#cdcd00",
        "blue": "#0000ee",
        "magenta": "#cd00cd",
        "cyan": "#00cdcd",
        "white": "#e5e5e5",
        "bright_black": "#7f7f7f",
        "bright_red": "#ff0000",
        "bright_green": "#00ff00",
        "bright_yellow": "#ffff00",
        "bright_blue": "#5c5cff",
        "bright_magenta": "#ff00ff",
        "bright_cyan": "#00ffff",
        "bright_white": "#ffffff",
    }
)
"""The sixteen colours as xterm has them by default; what a terminal shows is its user's choice."""

DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
"""Linear RGB as seen without green, without red cones (Machado, Oliveira, Fernandes 2009, severity 1)."""


def linear(color: str) -> RGB | None:
    """``color`` in linear RGB, 0 to 1; ``None`` for a colour that only the terminal knows."""
    name = color.removeprefix("ansi_")
    digits = TERMINAL.get(name, color).removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = (_unpacked(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    except ValueError:
        return None
    return red, green, blue


def luminance(color: RGB) -> float:
    """The relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = color
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen(color: RGB, eyes: tuple[RGB, RGB, RGB]) -> RGB:
    """``color`` as somebody with such ``eyes`` sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, color, strict=True)))) for row in eyes
    )
    return red, green, blue


def distance(one: RGB, other: RGB) -> float:
    """How different two colours look (CIE 1976, delta E): 2 is just seen, 20 is seen at a glance."""
    a, b = _lab(one), _lab(other)
    return float(sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5)


def _unpacked(part: float) -> float:
    """A part of sRGB in linear light (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _lab(color: RGB) -> RGB:
    """``color`` in CIE L*a*b*, white point D65."""
    red, green, blue = color
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (_root(part) for part in (x, luminance(color), z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
