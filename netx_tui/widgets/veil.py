"""Whether others look at the screen: the app says so by a class, as it does for styles."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode

PRESENTING = "-presenting"
"""The class of the app while others look at the screen."""


@runtime_checkable
class Veiled(Protocol):
    """A widget that draws something private."""

    def veil(self) -> None:
        """Draw anew: others look at the screen now, or no longer."""


def presents(node: DOMNode) -> bool:
    """Whether others look at what ``node`` draws."""
    return any(one.has_class(PRESENTING) for one in node.ancestors_with_self)
