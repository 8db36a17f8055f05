"""How one gets at one's own contacts at LinkedIn."""

from __future__ import annotations

from netx_tui.i18n import _


def linkedin_steps() -> str:
    """The three steps, one a line."""
    return "\n".join(
        (
            _("1  Me, Settings & Privacy, Data privacy, Get a copy of your data"),
            _("2  Tick Connections, press Request archive, and wait for the mail"),
            _("3  Download the file, then press i here and give its path"),
        )
    )
