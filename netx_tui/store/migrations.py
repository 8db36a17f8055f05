"""Older shapes of the documents, brought to today's: one function for each step.

A store keeps its version (``schema`` in the ``meta`` document) until it is written for the first time by a
newer netx; then a backup is taken and the snapshot is replaced once, whole. Reading alone changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from netx_tui.store.tree import Tables

Step = Callable[[Tables], None]
"""Puts the documents of the next version in the place of those of one version; unknown fields stay.

A changed document has to be put into its table: what a table gives out may be a copy.
"""

STEPS: Mapping[int, Step] = MappingProxyType({})
"""The step that leads on from each older version. Version 1 is the first: nothing is older."""


def migrate(tables: Tables, schema: int, target: int) -> None:
    """Bring ``tables`` of version ``schema`` to version ``target``, step by step."""
    for version in range(schema, target):
        STEPS[version](tables)
