"""The names of all key bindings, found in a process of its own: the verbs never load the screens.

``python -m netx_tui.cli.binding_names`` prints ``[[owner, name, keys], ...]`` as JSON, inherited ones too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from netx_tui.cli.doctor_machine import answer_of
from netx_tui.services.doctor.keys import Bound

TIME_OUT = 10.0
"""Seconds that loading the screens may take."""


def all_bindings() -> list[Bound]:
    """Every binding that has a name, as it works in each part; none where the screens cannot be loaded."""
    try:
        rows = json.loads(answer_of((sys.executable, "-m", __name__), TIME_OUT) or "[]")
        return [Bound(*map(str, row)) for row in rows]
    except (ValueError, TypeError):
        return []


def _declared() -> Iterator[Bound]:
    from importlib import import_module
    from pkgutil import iter_modules

    from textual.dom import DOMNode

    from netx_tui import screens, widgets

    for package in (widgets, screens):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    import_module("netx_tui.app")
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        node = waiting.pop()
        waiting += node.__subclasses__()
        if node.__module__.startswith("netx_tui."):
            keys: dict[str, list[str]] = {}
            # What a class inherits, without what it has put something else in the place of.
            for key, bindings in node._merge_bindings().key_to_bindings.items():
                for name in (binding.id for binding in bindings if binding.id):
                    keys.setdefault(name, []).append(key)
            for name, found in keys.items():
                yield Bound(node.__name__, name, ",".join(found))


if __name__ == "__main__":
    print(json.dumps(sorted(set(_declared()))))
