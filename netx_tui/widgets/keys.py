"""What the keys do here and now, read from the live bindings; footer, help sheet and palette draw it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.keys import format_key

from netx_tui.i18n import N_, _, pgettext

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen

EVERYWHERE = N_("Everywhere")

_NAMES: Mapping[str, Callable[[], str]] = {
    "escape": lambda: pgettext("key", "esc"),
    "pageup": lambda: pgettext("key", "pgup"),
    "pagedown": lambda: pgettext("key", "pgdn"),
    "delete": lambda: pgettext("key", "del"),
    "space": lambda: pgettext("key", "space"),
    "backspace": lambda: pgettext("key", "backspace"),
    "enter": lambda: pgettext("key", "enter"),
    "tab": lambda: pgettext("key", "tab"),
    "home": lambda: pgettext("key", "home"),
    "end": lambda: pgettext("key", "end"),
    "ctrl": lambda: pgettext("key", "ctrl"),
    "shift": lambda: pgettext("key", "shift"),
}
"""Keys by how a keyboard with the user's language names them."""
_SIGNS = {"question_mark": "?", "colon": ":", "up": "↑", "down": "↓", "left": "←", "right": "→"}
_NAMED = re.compile(r"\{([a-z][a-z0-9_.]*)=([^{}]+)\}")


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
    return "+".join([*map(_said, modifiers), _SIGNS.get(last) or _said(last)])


def _said(key: str) -> str:
    return _NAMES[key]() if key in _NAMES else format_key(key)


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of ``binding`` as the user has set them in ``keymap``, as a person reads them."""
    keys = keymap.get(binding.id or "") or binding.key
    return tuple(key_name(key.strip()) for key in keys.split(","))


def name_keys(sentence: str, keymap: Mapping[str, str]) -> str:
    """``sentence`` with the user's keys: ``{undo=u}`` is the key of that binding, usually ``u``."""
    return _NAMED.sub(lambda found: first_key(found[1], found[2], keymap), sentence)


def first_key(name: str, usual: str, keymap: Mapping[str, str]) -> str:
    """The first key of the binding ``name`` as a person reads it, ``usual`` unless the user has another."""
    return key_name(keymap.get(name, usual).split(",")[0].strip())


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
