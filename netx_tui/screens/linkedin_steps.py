"""How one gets at one's own contacts at LinkedIn."""

from __future__ import annotations

from netx_tui.i18n import _


def linkedin_steps(key: str) -> str:
    """The three steps, one a line; ``key`` opens the import here."""
    return "\n".join(
        (
            _("1  LinkedIn: Me, Settings & Privacy, Data privacy, Get a copy of your data"),
            _("2  Tick Connections, press Request archive, and wait for the mail"),
            _("3  Download the file, then press {key} here and give its path").format(key=key),
        )
    )
