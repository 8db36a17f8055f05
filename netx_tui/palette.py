"""The palette: every verb of the screen and of the app, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.screens.base import NetxScreen
from netx_tui.widgets.keys import KeyHint, live_keys

NOT_OFFERED = frozenset({"palette", "go", "focus.next", "focus.previous"})
"""Keys that only make sense as keys."""
MOTIONS = ("list.", "card.")
"""How the ids of keys begin that move in a list or a card."""


@dataclass(frozen=True)
class Entry:
    """One line of the palette: ``keys`` are those that do the same without it."""

    title: str
    help: str
    keys: str
    run: Callable[[], object]


class NetxCommands(Provider):
    """Offers the commands of the screen, the screens one can go to, and all that keys do here."""

    async def discover(self) -> Hits:
        """Everything, in the order of the screen."""
        for entry in self._entries():
            title = Content.assemble(entry.title, "  ", (entry.keys, "dim"))
            yield DiscoveryHit(title, entry.run, text=entry.title, help=entry.help)

    async def search(self, query: str) -> Hits:
        """What fits ``query``, the best first."""
        matcher = self.matcher(query)
        for entry in self._entries():
            score = matcher.match(entry.title)
            if score > 0:
                title = Content.assemble(matcher.highlight(entry.title), "  ", (entry.keys, "dim"))
                yield Hit(score, title, entry.run, text=entry.title, help=entry.help)

    def _entries(self) -> Iterator[Entry]:
        """What the screen offers, then where one can go, then what its keys do."""
        screen = self.screen
        if isinstance(screen, NetxScreen):
            for command in screen.commands():
                yield Entry(visible(command.title), visible(command.help), "", command.action)
            for tab in screen.shell.tabs if screen.shell else ():
                title = _("Go to {screen}").format(screen=tab.label)
                yield Entry(title, "", tab.key, partial(self.app.switch_mode, tab.mode))
        for hint in live_keys(screen):
            if hint.id and hint.id not in NOT_OFFERED and not hint.id.startswith(MOTIONS):
                yield Entry(_title(hint), hint.tooltip, " ".join(hint.keys), partial(self._run, hint))

    async def _run(self, hint: KeyHint) -> None:
        await self.app.run_action(hint.action, hint.node)


def _title(hint: KeyHint) -> str:
    """The label, as the first words of a line."""
    return hint.label[:1].upper() + hint.label[1:]
