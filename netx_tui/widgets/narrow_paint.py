"""Screens that ask only those widgets for their lines that a change concerns, and only for these lines.

The framework asks everything visible for all of its lines, whichever cell changed: that is most of what a
key costs. One name that is not public is used, ``Compositor._get_renders``; a test watches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual._compositor import Compositor
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.strip import Strip


class NarrowCompositor(Compositor):
    """Puts together only the lines that are drawn anew."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Each widget within ``crop``, front to back: its region, the part drawn, and the lines of it.

        Behind one that fills ``crop`` nothing can be seen.
        """
        if crop is None:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if shown.overlaps(crop):
                top, bottom = max(shown.y, crop.y), min(shown.bottom, crop.bottom)
                part = Region(shown.x, top, shown.width, bottom - top)
                yield region, part, widget.render_lines(part.translate(-region.offset))
                if shown.contains_region(crop):
                    return


class NarrowPaint(MessagePump):
    """A screen with that compositor; comes before the kind of screen it is.

    Itself it is none, or that kind's own styles were not found.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._compositor: Compositor = NarrowCompositor()
