"""The help sheet: every key that works now, grouped by where it works, with what it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from netx_tui.domain.text import search_key
from netx_tui.i18n import N_, _
from netx_tui.widgets.cells import wrap
from netx_tui.widgets.dialogs import Dialog, one_line
from netx_tui.widgets.keys import KeyHint, key_name

WIDTH = 64
"""Cells of the widest dialog."""
FRAME = 7
"""Cells beside its text: border, padding, scroll bar."""
INDENT = 16
"""Cells for the keys."""


class HelpSheet(Dialog[None]):
    """A sheet over the screen; typing narrows it, ``esc`` closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", N_("down"), tooltip=N_("Scroll down."), id="help.down"),
        Binding("up", "scroll(-1)", N_("up"), tooltip=N_("Scroll up."), id="help.up"),
        Binding("pagedown", "page(1)", N_("page down"), tooltip=N_("Next page."), id="help.page_down"),
        Binding("pageup", "page(-1)", N_("page up"), tooltip=N_("Page before."), id="help.page_up"),
        Binding("tab", "names", N_("names"), tooltip=N_("Show the names for a keymap."), id="help.names"),
        Binding(
            "enter,question_mark,f1",
            "cancel",
            N_("close"),
            tooltip=N_("Close the sheet."),
            id="help.close",
            priority=True,
        ),
    ]

    def __init__(self, place: str, hints: Iterable[KeyHint], *, about: str = "") -> None:
        """``place`` names the screen, ``about`` explains one part of it."""
        super().__init__()
        self._place, self._about = place, about
        self._hints = tuple(hints)
        self._names = False

    def compose(self) -> ComposeResult:
        """The title, a line to type in, the keys."""
        with Vertical(classes="dialog--box"):
            yield Static(self._title(), markup=False, classes="dialog--title")
            if self._about:
                yield Static(self._about, markup=False, classes="dialog--sentence")
            line = one_line("")
            line.placeholder = _("type to find a key")
            yield line
            with VerticalScroll(classes="help--keys", can_focus=False):
                yield Static(self._lines(""), markup=False)
            yield Static(
                _("{key}: the names for a keymap of your own").format(key=key_name("tab")),
                markup=False,
                classes="help--hint",
            )

    def _title(self) -> str:
        return _("Keys: {place}").format(place=self._place) if self._place else _("Keys")

    def _lines(self, words: str) -> Content:
        """The hints that hold all ``words``, a heading over each group."""
        wanted = search_key(words).split()
        groups: dict[str, list[KeyHint]] = {}
        for hint in self._hints:
            text = search_key(" ".join((*hint.keys, hint.label, hint.tooltip, hint.id)))
            if all(word in text for word in wanted):
                groups.setdefault(hint.group or self._place, []).append(hint)
        lines = [line for name, hints in groups.items() for line in self._group(name, hints)]
        return Content("\n").join(lines) if lines else Content(_("No key does that here."))

    def _group(self, name: str, hints: list[KeyHint]) -> list[Content]:
        heading = [Content.styled(name, "bold")] if name else []
        return [*heading, *(self._line(hint) for hint in hints), Content("")]

    def _line(self, hint: KeyHint) -> Content:
        """The keys, and beside them what they do, on as many lines as that takes."""
        room = min(WIDTH, self.app.size.width) - FRAME - INDENT
        keys = f"  {' '.join(hint.keys)}".ljust(INDENT - 2) + "  "
        first, *more = wrap(hint.tooltip or hint.label, max(room, 10))
        rest = "".join(f"\n{'':{INDENT}}{line}" for line in more)
        name = (f"\n{'':{INDENT}}{hint.id}" if self._names and hint.id else "", "$dim")
        return Content.assemble((keys, "bold $accent"), first, rest, name)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        self.query_one(".help--keys Static", Static).update(self._lines(self.query_one(Input).value))

    def action_names(self) -> None:
        """Show under each key the name it has in ``keymap:``, or hide them again."""
        self._names = not self._names
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by ``pages``."""
        keys = self.query_one(VerticalScroll)
        keys.scroll_relative(y=pages * max(keys.size.height - 1, 1), animate=False)
