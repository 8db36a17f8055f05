"""What is wrong with keys of the user's own; the framework would say nothing and ignore them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from netx_tui.i18n import _

_MODIFIERS = frozenset(("ctrl", "alt", "shift", "super", "hyper", "meta"))
_NAMED = frozenset(
    [
        *("escape", "enter", "tab", "space", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
        *(f"f{number}" for number in range(1, 25)),
    ]
)
_OWN_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
    "less_than_sign": "less_than_sign",
    "greater_than_sign": "greater_than_sign",
}
"""Signs that keys call otherwise than Unicode does, whose names have hyphens."""

_LOST = frozenset(
    [
        *("ctrl+enter", "ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket"),
        *(f"alt+{digit}" for digit in range(10)),
    ]
)
"""Keys that tmux or SSH turn into others."""


class Bound(NamedTuple):
    """A binding: the part of the screen it works in, its name in ``keymap:``, its keys, comma separated."""

    owner: str
    name: str
    keys: str


class KeyTrouble(NamedTuple):
    """What is wrong with the keys of the binding ``name``, and the cure."""

    name: str
    text: str
    cure: str


def key_troubles(
    keymap: Mapping[str, str], bound: Sequence[Bound], own: Collection[str] = ()
) -> Iterator[KeyTrouble]:
    """What is wrong with ``keymap``, beside the bindings there are; without any only keys are judged.

    Where two names of ``keymap`` clash, the one that stands in ``own`` is told.
    """
    names = sorted({binding.name for binding in bound})
    for name, keys in keymap.items():
        if bound and name not in names:
            near = get_close_matches(name, names, n=1)
            text = _("there is no key binding '{name}'.").format(name=name)
            cure = _("`?` and tab in the screens show their names.")
            if near:
                cure = _("Did you mean '{near}'?").format(near=near[0])
            yield KeyTrouble(name, text, cure)
            continue
        for key in _split(keys):
            yield from _judged(name, key)
    yield from _clashes(keymap, bound, own)


def canonical(key: str) -> str:
    """``key`` under the one name it has: ``?`` is ``question_mark``."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    if len(last) == 1 and not last.isalnum():
        last = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
    return "+".join([*modifiers, _OWN_NAMES.get(last, last)])


def _split(keys: str) -> list[str]:
    return [canonical(key.strip()) for key in keys.split(",") if key.strip()]


def _judged(name: str, key: str) -> Iterator[KeyTrouble]:
    *modifiers, last = key.split("+")
    if not _is_key(last) or not _MODIFIERS.issuperset(modifiers):
        text = _("'{key}' is no key.").format(key=key)
        yield KeyTrouble(name, text, _("Write keys like u, U, ctrl+s, f5, question_mark, pageup."))
    elif "shift" in modifiers and len(last) == 1:
        text = _("no terminal sends '{key}'.").format(key=key)
        yield KeyTrouble(name, text, _("Write '{key}' instead.").format(key=last.upper()))
    elif key in _LOST:
        text = _("'{key}' does not get through every terminal, tmux and SSH.").format(key=key)
        yield KeyTrouble(name, text, _("Choose a letter, ctrl+s, alt+letter or shift+arrow."))


def _is_key(last: str) -> bool:
    if len(last) == 1 or last in _NAMED or last in _OWN_NAMES.values():
        return True
    sign = last.upper().replace("_", " ")
    try:
        unicodedata.lookup(sign)
    except KeyError:
        return False
    return True


def _clashes(keymap: Mapping[str, str], bound: Sequence[Bound], own: Collection[str]) -> Iterator[KeyTrouble]:
    """Keys that would have to do two things in one place, told once for each of the user's own."""
    taken: dict[tuple[str, str], str] = {}
    others: dict[tuple[str, str], dict[str, None]] = {}
    # the user's own keys first, so that a binding that kept its keys is the one they run into
    for binding in sorted(bound, key=lambda one: (one.name not in own, one.name not in keymap)):
        for key in _split(keymap.get(binding.name, binding.keys)):
            first = taken.setdefault((binding.owner, key), binding.name)
            if first != binding.name and first in keymap:
                others.setdefault((first, key), {})[binding.name] = None
    for (first, key), names in others.items():
        text = _("'{key}' belongs to {others} too.").format(key=key, others=", ".join(names))
        yield KeyTrouble(first, text, _("Give one of them another key."))
