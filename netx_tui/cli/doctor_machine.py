"""What ``netx doctor`` asks the machine about itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from netx_tui import __version__
from netx_tui.cli.output import is_terminal
from netx_tui.services.doctor.machine import Machine

TIME_OUT = 2.0
"""Seconds that another program may take for its answer."""

PACKAGES = ("textual", "tinydb", "pyyaml", "ruamel.yaml", "rapidfuzz")


def this_machine(environ: Mapping[str, str], *, mouse: bool) -> Machine:
    """The machine netx runs on; ``mouse`` is what the settings say about it."""
    from shutil import which

    from netx_tui.config.terminal_env import can_open_links

    # what the screens need: keys come in here and pictures go out there
    there = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    columns, lines = _size() if there else (0, 0)
    return Machine(
        environ,
        there,
        columns,
        lines,
        lambda program: which(program, path=environ.get("PATH")),
        answer_of,
        can_open_links(environ, sys.platform),
        mouse,
        _versions(),
    )


def answer_of(command: Sequence[str], time_out: float = TIME_OUT) -> str:
    """What ``command`` prints; nothing if it fails or takes longer than ``time_out`` seconds."""
    import subprocess

    try:
        done = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=time_out,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _size() -> tuple[int, int]:
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return 0, 0
    return size.columns, size.lines


def _versions() -> dict[str, str]:
    """What netx is made of, with versions; what is not installed shows as missing."""
    from importlib.metadata import PackageNotFoundError, version

    found = {"netx": __version__, "Python": sys.version.split()[0]}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "-"
    return found
