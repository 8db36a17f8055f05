"""Where netx keeps its files: the XDG folders, and what flags and environment say instead.

Knows names and the environment it is given; creates nothing. Works on plain strings, because
``pathlib`` alone would cost a quick verb a tenth of its time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

FOLDER = "netx"


def _xdg(environ: Mapping[str, str], name: str, below_home: str) -> str:
    """The base folder ``name``; a relative value is ignored, as the XDG base directory text asks."""
    said = environ.get(name, "")
    if said and os.path.isabs(said):
        return said
    home = environ.get("HOME") or os.path.expanduser("~")
    return os.path.join(home, below_home)


def absolute(path: str, base: str = "") -> str:
    """``path`` with ``~`` resolved, relative to ``base`` (default: the working folder)."""
    return os.path.abspath(os.path.join(base or os.curdir, os.path.expanduser(path)))


class Paths:
    """Every place netx reads or writes, decided once at start.

    A flag wins over the environment (``NETX_DATA``, ``NETX_CONFIG``), that over ``config.yaml``,
    that over the XDG default (``cli.md``, *Common*).
    """

    def __init__(self, environ: Mapping[str, str], *, data: str = "", config: str = "") -> None:
        self._said = data or environ.get("NETX_DATA", "")
        self._default_data = os.path.join(
            _xdg(environ, "XDG_DATA_HOME", os.path.join(".local", "share")), FOLDER, "netx.json"
        )
        said_config = config or environ.get("NETX_CONFIG", "")
        self.config = (
            absolute(said_config)
            if said_config
            else os.path.join(_xdg(environ, "XDG_CONFIG_HOME", ".config"), FOLDER, "config.yaml")
        )
        """The settings, ``config.yaml``."""
        self.state = os.path.join(_xdg(environ, "XDG_STATE_HOME", os.path.join(".local", "state")), FOLDER)
        """The folder of logs and of the demo's private copies."""
        self.cache = os.path.join(_xdg(environ, "XDG_CACHE_HOME", ".cache"), FOLDER)
        """The folder of what can be computed again."""

    def data(self, configured: str = "") -> str:
        """The data file; ``configured`` is what ``config.yaml`` says (relative to its own folder)."""
        if self._said:
            return absolute(self._said)
        if configured:
            return absolute(configured, os.path.dirname(self.config))
        return self._default_data

    @property
    def rules(self) -> str:
        """The folder of the user's own ``scoring.yaml`` and ``titles.yaml``."""
        return os.path.join(os.path.dirname(self.config), "rules")

    @property
    def themes(self) -> str:
        """The folder of the user's own themes."""
        return os.path.join(os.path.dirname(self.config), "themes")

    @property
    def log(self) -> str:
        """The file that says what went wrong, readable by its owner only."""
        return os.path.join(self.state, "netx.log")
