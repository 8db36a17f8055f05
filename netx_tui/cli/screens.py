"""Bare ``netx``: the screens where there is a terminal for them, else today's next steps as text."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.output import is_terminal
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.app import Frame, Room
    from netx_tui.cli.session import Session
    from netx_tui.services.shortlists import Shortlists


def _arguments(_parser: Parser) -> None:
    """Bare ``netx`` takes the global options only."""


def _run(session: Session, _options: Namespace) -> int:
    if not possible(session.environ):
        from netx_tui.cli.today import run_plain

        return run_plain(session)
    from netx_tui.app import leave_fast
    from netx_tui.cli.demo import remove_stale_copies

    remove_stale_copies(session.paths.state)
    status = open_screens(session)
    leave_fast(status)
    return status


def possible(environ: Mapping[str, str]) -> bool:
    """Whether screens can be shown: keys come from a terminal, and it can do more than print lines."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and environ.get("TERM", "") not in ("", "dumb")


def open_screens(session: Session) -> int:
    """Run the screens on the session's data until the user leaves; returns the exit status."""
    import gc

    from netx_tui.config.terminal_env import prepare_environment

    # Much is made now that stays; the collector would look at it again and again.
    gc.disable()
    prepare_environment(os.environ)
    with session.shortlists() as shortlists:
        from netx_tui.app import NetxApp, run_app

        return run_app(NetxApp(_rooms(shortlists, session.environ), _frame(session)))


def _rooms(shortlists: Shortlists, environ: Mapping[str, str]) -> Sequence[Room]:
    from netx_tui.app import Room
    from netx_tui.screens.people import PeopleScreen
    from netx_tui.widgets.signs import chosen

    signs = chosen(environ)
    return [Room("people", _("People"), "p", partial(PeopleScreen, shortlists, signs=signs))]


def _frame(session: Session) -> Frame:
    """What the app is told of the world: clock, log, themes, keys, and what was wrong with them."""
    from netx_tui.app import Frame
    from netx_tui.config.shipped import shipped
    from netx_tui.config.theme_files import DEFAULT_THEME, load_themes

    settings, paths = session.settings, session.paths
    themes, problems = load_themes([str(shipped("themes")), paths.themes], cache=paths.cache)
    return Frame(
        now=session.clock,
        log=paths.log,
        environ=session.environ,
        themes=themes,
        theme=settings.theme or DEFAULT_THEME,
        keymap=settings.keymap,
        mouse=settings.mouse,
        problems=(*session.problems, *problems),
    )


COMMANDS: Mapping[str, Command] = {
    "": Command(N_("open the screens"), _arguments, _run),
}
