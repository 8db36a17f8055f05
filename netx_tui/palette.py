"""The palette: every verb of the screen, of the other screens and of netx itself, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from netx_tui.domain.text import search_key, visible
from netx_tui.i18n import _
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.common_keys import CommonKeys
from netx_tui.widgets.keys import EVERYWHERE, KeyHint, keys_of, live_keys
from netx_tui.widgets.narrow_paint import NarrowPaint

NOT_OFFERED = frozenset({"palette", "go", "back", "focus.next", "focus.previous"})
"""Keys that only make sense as keys."""
MOTION = ".up"
"""How the ids of keys end that move somewhere else."""
MOTIONS = ("list.", "card.down", "card.up", "card.page", "card.top", "card.bottom", "big.")
"""How the ids of keys begin that move in a list or a card."""
BY_SENTENCE = 0.1
"""What it counts when not the name but the sentence behind it has the words."""
AGAIN = 20
"""How many frames a screen may take until its keys work."""


@dataclass(frozen=True)
class Entry:
    """One line of the palette: ``keys`` are those that do the same without it."""

    title: str
    help: str
    keys: str
    run: Callable[[], object]


class Palette(NarrowPaint, CommandPalette):
    """Types and chooses; its cursor stands still, for one that blinks talks to the terminal for ever."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("What do you want to do?"))

    def on_mount(self) -> None:
        """Let the cursor be still."""
        self.query_one(Input).cursor_blink = False


class NetxCommands(Provider):
    """Offers what the screen can do, where one can go, what other screens can do, and what netx can."""

    async def discover(self) -> Hits:
        """Everything, this screen's first."""
        for entry in self._entries():
            title = Content.assemble(entry.title, "  ", (entry.keys, "dim"))
            yield DiscoveryHit(title, entry.run, text=entry.title, help=entry.help)

    async def search(self, query: str) -> Hits:
        """What fits ``query``, the best first."""
        matcher = self.matcher(query)
        found = False
        for entry in self._entries():
            score = matcher.match(entry.title) or BY_SENTENCE * _told(query, entry.help)
            if score > 0:
                found = True
                title = Content.assemble(matcher.highlight(entry.title), "  ", (entry.keys, "dim"))
                yield Hit(score, title, entry.run, text=entry.title, help=entry.help)
        if not found:
            nothing = _("Nothing in netx is called like that.")
            yield Hit(1.0, Content(nothing), self._stay, text=nothing)

    def _stay(self) -> None:
        """There is nothing to do."""

    def _entries(self) -> Iterator[Entry]:
        """This screen, the other screens with their verbs, netx."""
        screen = self.screen
        hints = [hint for hint in live_keys(screen) if _is_verb(hint.id)]
        here = [hint for hint in hints if hint.group != _(EVERYWHERE)]
        if isinstance(screen, NetxScreen):
            for command in screen.commands():
                yield Entry(visible(command.title), visible(command.help), "", command.action)
        for hint in here:
            yield self._entry(hint)
        if isinstance(screen, NetxScreen) and screen.shell:
            yield from self._elsewhere(screen)
        for hint in hints:
            if hint not in here:
                yield self._entry(hint, "netx")
        about = _("See each theme while choosing; own ones lie in the folder of the settings.")
        yield Entry(_("netx: Colours"), about, "", partial(self.app.run_action, "app.themes"))
        about = _("Open config.yaml in your editor; what is saved is used at once.")
        yield Entry(_("netx: Settings"), about, "", partial(self.app.run_action, "app.settings"))

    def _elsewhere(self, screen: NetxScreen[Any]) -> Iterator[Entry]:
        """The other screens: going there, and what can be done there."""
        tabs = screen.shell.tabs if screen.shell else ()
        mode = screen.shell.mode if screen.shell else ""
        keymap = screen.shell.keymap if screen.shell else {}
        for tab in tabs:
            title = _("Go to {screen}").format(screen=tab.label)
            yield Entry(title, "", tab.key, partial(self.app.switch_mode, tab.mode))
        classes = screens_of_rooms()
        for tab in tabs:
            if tab.mode == mode or tab.mode not in classes:
                continue
            for binding in _verbs_of(classes[tab.mode]):
                keys = " ".join(keys_of(binding, keymap))
                title = f"{tab.label}: {_first_large(_(binding.description))}"
                yield Entry(title, _(binding.tooltip), keys, partial(self._run_there, tab.mode, binding.id))

    def _entry(self, hint: KeyHint, group: str = "") -> Entry:
        title = _first_large(hint.label)
        title = f"{group}: {title}" if group else title
        return Entry(title, hint.tooltip, " ".join(hint.keys), partial(self._run, hint))

    async def _run(self, hint: KeyHint) -> None:
        await self.app.run_action(hint.action, hint.node)

    async def _run_there(self, mode: str, name: str | None) -> None:
        """Go to a screen, and do there what a key of it does."""
        await self.app.switch_mode(mode)
        self._try_there(name, AGAIN)

    def _try_there(self, name: str | None, again: int) -> None:
        """A screen that was just made may take a few frames until it knows on which row it stands."""
        screen = self.app.screen
        hint = next((hint for hint in live_keys(screen) if hint.id == name), None)
        if hint is not None:
            screen.run_worker(self._run(hint))
        elif again:
            screen.call_after_refresh(self._try_there, name, again - 1)
        elif isinstance(screen, CommonKeys):
            screen.say(_("That cannot be done here right now."))


def _told(query: str, sentence: str) -> bool:
    """Whether all the words of ``query`` stand in ``sentence``."""
    words, text = search_key(query).split(), search_key(sentence)
    return bool(words) and all(word in text for word in words)


def _is_verb(name: str) -> bool:
    moves = name.startswith(MOTIONS) or name.endswith(MOTION)
    return bool(name) and name not in NOT_OFFERED and not moves


def _first_large(text: str) -> str:
    """``text`` as the first words of a line."""
    return text[:1].upper() + text[1:]


def _verbs_of(screen: type[Any]) -> Iterator[Binding]:
    """What the keys of a screen do that no other has, each once, those of the screen itself first."""
    told = {binding.id for binding in CommonKeys.BINDINGS if isinstance(binding, Binding)}
    for base in screen.__mro__:
        for binding in vars(base).get("BINDINGS", ()):
            if not isinstance(binding, Binding) or not binding.description or binding.system:
                continue
            if binding.id and binding.id not in told and _is_verb(binding.id):
                told.add(binding.id)
                yield binding


def screens_of_rooms() -> dict[str, type[Any]]:
    """The screens one can go to, by their mode; the first call loads them all (about 0.1 s)."""
    from netx_tui.screens.board import BoardScreen
    from netx_tui.screens.people import PeopleScreen
    from netx_tui.screens.review import ReviewScreen
    from netx_tui.screens.talks import TalksScreen
    from netx_tui.screens.today import TodayScreen
    from netx_tui.screens.touch import TouchScreen

    return {
        "today": TodayScreen,
        "people": PeopleScreen,
        "talks": TalksScreen,
        "board": BoardScreen,
        "touch": TouchScreen,
        "review": ReviewScreen,
    }
