"""What the filter line says where nothing fits: how to see everything again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.screens.common_keys import CommonKeys


def with_way_back(screen: CommonKeys[Any], count: str, *, fitting: int, query: str) -> str:
    """``count``, and where ``query`` leaves nothing also the key that shows all again."""
    if fitting or not query:
        return count
    return _("{count}: {key} shows all").format(count=count, key=screen.key_of("back", "escape"))
