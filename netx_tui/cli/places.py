"""``netx locate`` and ``config``: the files netx works with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.output import is_terminal, say, tell
from netx_tui.domain.errors import CannotCreate, Exit, UsageError
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session

PLACES = ("config", "data", "themes", "log", "rules")


def _locate_arguments(parser: Parser) -> None:
    parser.add_argument("place", choices=PLACES, metavar="PLACE", help=", ".join(PLACES))


def _locate(session: Session, options: Namespace) -> int:
    paths = session.paths
    if options.place == "data":
        say(session.data)
    else:
        say(
            {"config": paths.config, "themes": paths.themes, "log": paths.log, "rules": paths.rules}[
                options.place
            ]
        )
    return Exit.DONE


def _edit_arguments(parser: Parser) -> None:
    parser.description = _(
        "Opens config.yaml with $VISUAL or $EDITOR. A new file explains every setting and changes nothing."
    )


def _edit(session: Session, _options: Namespace) -> int:
    import shlex
    import subprocess
    import sys

    path = session.paths.config
    start_file(path)
    said = session.environ.get("VISUAL") or session.environ.get("EDITOR") or "vi"
    try:
        command = [*shlex.split(said), path]
    except ValueError:
        raise UsageError(_("$EDITOR cannot be understood: {command}").format(command=said)) from None
    if not is_terminal(sys.stdin):
        raise UsageError(_("This needs a terminal. The file is {file}.").format(file=path))
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise CannotCreate(
            _("{command} cannot be started: {reason}. Set EDITOR to your editor; the file is {file}.").format(
                command=command[0], reason=error.strerror, file=path
            )
        ) from None
    # Read at once, so that a slip is told while the person still knows what they typed.
    fine = not session.settings.problems
    if fine:
        tell(_("{file} is fine.").format(file=path))
    return Exit.DONE if fine and status == 0 else Exit.REFUSED


def start_file(path: str) -> None:
    """A new settings file explains itself."""
    if not os.path.lexists(path):
        from netx_tui.config.settings import write_private
        from netx_tui.config.template import settings_template

        write_private(path, settings_template())


COMMANDS: Mapping[str, Command] = {
    "locate": Command(N_("say where a file or folder of netx is"), _locate_arguments, _locate),
    "config edit": Command(N_("open the settings in your editor"), _edit_arguments, _edit),
}
