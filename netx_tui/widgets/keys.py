"""What the keys do here and now, read from the live bindings; footer, help sheet and palette draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.keys import format_key

from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen

EVERYWHERE = N_("Everywhere")

_NAMES = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "space": "space",
    "question_mark": "?",
    "colon": ":",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "backspace": "backspace",
    "enter": "enter",
    "tab": "tab",
    "home": "home",
    "end": "end",
}


@dataclass(frozen=True)
class KeyHint:
    """One thing keys do here: ``keys`` as a person reads them, ``group`` where they work."""

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str = ""
    group: str = ""
    shown: bool = False
    action: str = ""
    node: DOMNode | None = field(default=None, repr=False)


def key_name(key: str) -> str:
    """``key`` as a person reads it: ``question_mark`` is ``?``, ``ctrl+up`` is ``ctrl+↑``."""
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, _NAMES.get(last) or format_key(last)])


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of ``binding`` as the user has set them in ``keymap``, as a person reads them."""
    keys = keymap.get(binding.id or "") or binding.key
    return tuple(key_name(key.strip()) for key in keys.split(","))


def live_keys(screen: Screen[Any]) -> tuple[KeyHint, ...]:
    """What the keys do now, from the focused widget up to the app, as the user has set them.

    The keys of one binding come as one hint. Bindings without a description, and those marked
    ``system``, are left out.
    """
    found: dict[tuple[object, ...], list[tuple[str, Binding, DOMNode]]] = {}
    for key, (node, binding, enabled, _tooltip) in screen.active_bindings.items():
        if enabled and binding.description and not binding.system:
            found.setdefault((id(node), binding.id, binding.action), []).append((key, binding, node))
    return tuple(_hint(same) for same in found.values())


def _hint(same: list[tuple[str, Binding, DOMNode]]) -> KeyHint:
    """One hint for the keys that do the same."""
    _key, binding, node = same[0]
    group = binding.group.description if binding.group else node.BINDING_GROUP_TITLE or ""
    return KeyHint(
        id=binding.id or "",
        keys=tuple(key_name(key) for key, _binding, _node in same),
        label=_(binding.description),
        tooltip=_(binding.tooltip) if binding.tooltip else "",
        group=_(group) if group else "",
        shown=binding.show,
        action=binding.action,
        node=node,
    )
