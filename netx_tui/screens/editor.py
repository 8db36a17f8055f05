"""Long texts in the user's own editor: netx steps aside until it is closed."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.domain.errors import NetxError
from netx_tui.domain.text import clean_text
from netx_tui.i18n import _

if TYPE_CHECKING:
    from textual.app import App

NOT_FOUND = 127


def edited(app: App[Any], text: str, environ: Mapping[str, str] = os.environ) -> str:
    """``text`` as it was left in ``$VISUAL`` or ``$EDITOR``, cleaned.

    The text lies in a private file in a private folder meanwhile. Raises ``NetxError`` where no editor is
    named, it cannot be started, or it ended with an error; then the text stays as it was.
    """
    command = editor_command(environ)
    with tempfile.TemporaryDirectory(prefix="netx-") as folder:  # made with mode 0700
        path = os.path.join(folder, "text.md")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        _edit(app, [*command, path])
        with open(path, encoding="utf-8", errors="replace") as file:
            return clean_text(file.read())


def edit_file(app: App[Any], path: str, environ: Mapping[str, str] = os.environ) -> None:
    """Open the file ``path`` in ``$VISUAL`` or ``$EDITOR``; raises ``NetxError`` as ``edited`` does."""
    _edit(app, [*editor_command(environ), path])


def _edit(app: App[Any], command: list[str]) -> None:
    with app.suspend():
        status = _run(command)
    if status == NOT_FOUND:
        raise NetxError(_("The editor '{command}' cannot be started.").format(command=command[0]))
    if status:
        raise NetxError(
            _("The editor ended with an error ({status}); nothing was changed.").format(status=status)
        )


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The words that start the user's editor; raises ``NetxError`` where there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if not words:
        raise NetxError(_("No editor is set. `export EDITOR=vim`, for example, names one."))
    return words


def _run(words: list[str]) -> int:
    try:
        return subprocess.run(words, check=False).returncode
    except OSError:
        return NOT_FOUND
