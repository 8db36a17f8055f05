"""Pictures of screens: how they are taken, and held against those that were kept.

``REWRITE_LOOKS=1 pytest tests/looks`` keeps them anew; look at what changed before.
"""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

from textual._context import visible_screen_stack
from textual.pilot import Pilot

from netx_tui.app import NetxApp

PICTURES = Path(__file__).parent / "pictures"


def different(name: str, picture: str) -> list[str]:
    """Hold ``picture`` against the one that was kept, or keep it; what is wrong with it."""
    path = PICTURES / name
    if os.environ.get("REWRITE_LOOKS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(picture, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    if path.suffix == ".svg":
        return [] if kept == picture else [f"{name} looks different now."]
    return list(unified_diff(kept.splitlines(), picture.splitlines(), f"kept {name}", "now", lineterm=""))


async def settled(app: NetxApp, pilot: Pilot[None], seconds: float = 0.12) -> None:
    """Wait until the screen stays as it is for some time."""
    before = ""
    while before != (now := screen_text(app)):
        before = now
        await pilot.pause(seconds)
        await pilot.pause()


def screen_text(app: NetxApp) -> str:
    """The characters of the screen and of the dialog over it, without colours."""
    # what lies below a dialog is drawn by the screens named here
    visible_screen_stack.set(app._background_screens)
    lines = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"
