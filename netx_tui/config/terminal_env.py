"""What the environment says about the terminal, and what netx tells the framework by it.

Knows the environment only. ``prepare_environment`` must run before Textual is imported, which reads
its variables once.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

ESCAPE_LOCAL = "25"
ESCAPE_REMOTE = "60"
"""Milliseconds until a lone escape counts as the key: a line may deliver a sequence in pieces."""

FRAMES = "1000"
"""Frames a second at most. What follows from a key, such as the footer, waits for the next frame: with
the usual 60 it would come 17 to 27 ms late. While nothing changes no frame is drawn at all."""

PLAIN_THEME = "ansi-dark"
"""The theme without colours of its own."""


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether somebody looks at this over SSH."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def wants_no_color(environ: Mapping[str, str]) -> bool:
    """Whether the user asks all programs for no colour (``no-color.org``: set and not empty)."""
    return bool(environ.get("NO_COLOR"))


def inside_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen, not tmux, is between netx and the terminal."""
    return bool(environ.get("STY")) and not environ.get("TMUX")


def few_colors(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is taken to have sixteen colours only, as the framework finds out too.

    Other themes would lose their accents there: the nearest of the sixteen is white for most of them.
    """
    system = environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if system != "auto":
        return system in ("standard", "windows")
    many = environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    return not many and environ.get("TERM", "").lower().rpartition("-")[2] not in ("256color", "kitty")


def wants_mouse(said: str, environ: Mapping[str, str]) -> bool:
    """Whether to ask the terminal for the mouse; ``said`` is the setting: ``on``, ``off`` or ``auto``.

    A console has none, and GNU screen holds back a lone escape while a program listens to the mouse.
    """
    if said in ("on", "off"):
        return said == "on"
    return not environ.get("TERM", "").startswith(("linux", "vt")) and not inside_screen(environ)


def wants_motion(said: str, environ: Mapping[str, str]) -> bool:
    """Whether things may move; ``said`` is the setting: ``full``, ``reduced`` or ``auto``."""
    return said == "full" or (said != "reduced" and not is_remote(environ))


def prepare_environment(environ: MutableMapping[str, str], *, motion: str = "auto") -> None:
    """Tell Textual what suits this terminal and the setting ``motion``; what the user set already stays."""
    remote = is_remote(environ)
    environ.setdefault("ESCDELAY", ESCAPE_REMOTE if remote else ESCAPE_LOCAL)
    environ.setdefault("TEXTUAL_FPS", FRAMES)
    if not wants_motion(motion, environ):
        environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if wants_no_color(environ):
        environ["TEXTUAL_THEME"] = PLAIN_THEME
    else:
        environ.pop("NO_COLOR", None)
    if inside_screen(environ):
        # GNU screen hands COLORTERM on from the terminal around it but mangles 24-bit colours.
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")


def can_open_links(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a browser started here would appear before the user's eyes.

    ``platform`` is ``sys.platform``. Without a display a text browser would start over the screen.
    """
    if is_remote(environ):
        return False
    return platform == "darwin" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def clipboard_command(environ: Mapping[str, str]) -> list[str]:
    """The program that takes a text for the clipboard on its input; empty: the terminal is told."""
    return ["tmux", "load-buffer", "-w", "-"] if environ.get("TMUX") else []
