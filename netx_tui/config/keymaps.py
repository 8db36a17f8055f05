"""Keymaps that ship with netx, for people whose hands know another program: each changes what it names.

Names are the ids of key bindings, keys are written as Textual writes them, comma separated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from netx_tui.config.settings import Settings

LISTS = ("list", "card", "board", "fields")
"""What can be paged through: how the ids of the keys begin that move in it."""
FILTERS = ("people", "board", "companies", "cards", "person", "touch")


def _both(names: Iterable[str], verb: str, keys: str) -> dict[str, str]:
    return {f"{name}.{verb}": keys for name in names}


_VIM: Mapping[str, str] = {
    **_both(("list", "board", "fields"), "page_down", "pagedown,ctrl+f,ctrl+d"),
    **_both(("list", "card", "board", "fields"), "page_up", "pageup,ctrl+b,ctrl+u"),
    "card.page_down": "pagedown,space,ctrl+f,ctrl+d",
    "redo": "U,ctrl+r",
    "help.page_down": "pagedown,ctrl+f,ctrl+d",
    "help.page_up": "pageup,ctrl+b,ctrl+u",
    "choice.next": "right,space,l",
    "choice.previous": "left,h",
}
_DOWN, _UP = "down,j,ctrl+n", "up,k,ctrl+p"
_LEFT, _RIGHT = "left,h,ctrl+b", "right,l,ctrl+f"
_EMACS: Mapping[str, str] = {
    **_both(("list", "card", "board", "month"), "down", _DOWN),
    **_both(("list", "card", "board", "month", "today"), "up", _UP),
    "big.down": _DOWN,
    **_both(("board", "month", "coverage"), "left", _LEFT),
    **_both(("board", "month", "coverage"), "right", _RIGHT),
    **_both(("list", "board", "fields"), "page_down", "pagedown,ctrl+v"),
    **_both(LISTS, "page_up", "pageup,alt+v"),
    "card.page_down": "pagedown,space,ctrl+v",
    **_both(LISTS, "top", "home,alt+less_than_sign"),
    **_both(("list", "card", "board", "big"), "bottom", "end,G,alt+greater_than_sign"),
    **_both(("fields", "bank", "pick", "note", "help"), "down", "down,ctrl+n"),
    **_both(("fields", "bank", "pick", "note", "help"), "up", "up,ctrl+p"),
    "fields.bottom": "end,alt+greater_than_sign",
    **_both(FILTERS, "filter", "slash,ctrl+s"),
    "today.find": "slash,ctrl+s",
    "palette": "colon,alt+x",
    "back": "escape,ctrl+g",
    "dialog.cancel": "escape,ctrl+g",
    "filter.clear": "escape,ctrl+g",
    "undo": "u,ctrl+underscore",
}
PRESETS: Mapping[str, Mapping[str, str]] = MappingProxyType({"default": {}, "vim": _VIM, "emacs": _EMACS})
"""The keymaps by their name in the settings."""


def keymap_of(settings: Settings) -> Mapping[str, str]:
    """The keys by the id of their binding: those of the preset, over them the user's own."""
    return {**PRESETS[settings.preset], **settings.keymap}
