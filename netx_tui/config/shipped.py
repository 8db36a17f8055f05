"""The folders that ship beside the package: ``themes`` and ``sample_data``."""

from __future__ import annotations

from pathlib import Path

from netx_tui.domain.errors import NotFound
from netx_tui.i18n import _

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder ``name``: inside the installed package, else in the checkout.

    Raises ``NotFound`` if neither is there.
    """
    for folder in (PACKAGE / "_shipped" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise NotFound(
        _("The folder '{name}' that comes with netx is missing. Install netx again.").format(name=name)
    )
