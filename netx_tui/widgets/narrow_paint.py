"""Screens that ask only those widgets for their lines that a change concerns, and only for these lines.

The framework asks everything visible for all of its lines, whichever cell changed: that is most of what a
key costs. Two methods of ``Compositor`` that are not public are used; where they look different than known,
screens are drawn as the framework does it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from textual._compositor import Compositor
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.strip import Strip

_KNOWN = {"_get_renders": ("self", "crop"), "_render_chops": ("self", "crop", "is_rendered_line")}
"""What is changed here, with its arguments."""


def fits(compositor: type) -> bool:
    """Whether ``compositor`` has the methods that are changed here, as they are known."""
    codes = {name: getattr(getattr(compositor, name, None), "__code__", None) for name in _KNOWN}
    return all(
        code is not None and code.co_varnames[: code.co_argcount] == _KNOWN[name]
        for name, code in codes.items()
    )


class NarrowCompositor(Compositor):
    """Puts together only the lines that are drawn anew."""

    _wanted: Sequence[int] = ()

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        self._wanted = [y for y in crop.line_range if is_rendered_line(y)]
        return super()._render_chops(crop, is_rendered_line)

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Each widget with wanted lines in ``crop``, front to back: its region, the part drawn, the lines.

        Behind one that fills ``crop`` nothing can be seen.
        """
        if crop is None:
            yield from super()._get_renders(crop)
            return
        wanted = self._wanted
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            if not shown.overlaps(crop):
                continue
            lines = wanted[bisect_left(wanted, shown.y) : bisect_left(wanted, shown.bottom)]
            if lines:
                part = Region(shown.x, lines[0], shown.width, lines[-1] + 1 - lines[0])
                yield region, part, widget.render_lines(part.translate(-region.offset))
            if shown.contains_region(crop):
                return


class NarrowPaint(MessagePump):
    """A screen with that compositor, where it fits; comes before the kind of screen it is.

    Itself it is none, or that kind's own styles were not found.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if fits(Compositor):
            self._compositor: Compositor = NarrowCompositor()
