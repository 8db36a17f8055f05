"""Themes as the framework wants them."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

from netx_tui.config.theme_files import ThemeFile

OWN_COLORS = ("dim", "rule", "bar", "bar-text")
"""Colours that our styles use and the framework does not know."""


def textual_theme(theme: ThemeFile) -> Theme:
    """``theme`` as the framework wants it."""
    colors = theme.colors
    ansi = all(color.startswith("ansi_") for color in colors.values())
    return Theme(
        name=theme.name,
        dark=theme.dark,
        ansi=ansi,
        primary=colors["accent"],
        secondary=colors["accent"],
        accent=colors["accent"],
        foreground=colors["text"],
        background=colors["background"],
        surface=colors["surface"],
        panel=colors["surface"],
        warning=colors["warning"],
        error=colors["error"],
        success=colors["success"],
        variables={
            **(BUILTIN_THEMES["ansi-dark" if theme.dark else "ansi-light"].variables if ansi else {}),
            **{name: colors[name] for name in OWN_COLORS},
            "block-cursor-background": colors["bar"],
            "block-cursor-foreground": colors["bar-text"],
            "block-cursor-blurred-background": colors["surface"],
            "block-cursor-blurred-foreground": colors["text"],
            "input-selection-background": colors["bar"],
            "input-selection-foreground": colors["bar-text"],
            "border": colors["rule"],
            "border-blurred": colors["rule"],
            "scrollbar": colors["rule"],
            "scrollbar-background": colors["background"],
            "scrollbar-corner-color": colors["background"],
        },
    )
