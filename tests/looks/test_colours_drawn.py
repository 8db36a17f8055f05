"""What is drawn can be read in every theme: each letter on the ground on which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.notifications import SeverityLevel

from netx_tui.app import NetxApp
from netx_tui.config.contrast import contrast, linear
from tests.looks.stage import THEMES, Stage

READABLE = 4.5
"""WCAG 2.2, 1.4.3."""
TOLD: tuple[tuple[str, SeverityLevel], ...] = (
    ("Saved.", "information"),
    ("Not saved.", "error"),
    ("Take care.", "warning"),
)
WALK = ("2", "v", "e", "escape", "3", "4", "space", "escape", "5", "6", "question_mark", "escape")


def letters(app: NetxApp) -> Iterator[Segment]:
    """What is written on the screen; of a dialog alone, for what stands behind it is dimmed."""
    boxes = [box.region for box in app.screen.query(".dialog--box")]
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if boxes and not boxes[0].y <= y < boxes[0].bottom:
            continue
        part = strip.crop(boxes[0].x, boxes[0].right) if boxes else strip
        yield from (one for one in part if any(letter.isalnum() for letter in one.text))


def colours(segment: Segment) -> tuple[str, str] | None:
    """Letters and ground as ``#rrggbb``; ``None`` where the terminal chooses."""
    style = segment.style
    if style is None or style.color is None or style.bgcolor is None:
        return None
    ink, ground = style.color.triplet, style.bgcolor.triplet
    if ink is None or ground is None:
        return None
    return (ground.hex, ink.hex) if style.reverse else (ink.hex, ground.hex)


@pytest.mark.usefixtures("quick_pilot")
@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_letter_can_be_read_on_its_ground(theme: str, tmp_path: Path, now: datetime) -> None:
    stage = Stage(tmp_path / "netx.json", now, theme)
    app = stage.app()
    seen: dict[tuple[str, str], str] = {}
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for sentence, severity in TOLD:
            app.notify(sentence, severity=severity, timeout=60)
        for key in WALK:
            await pilot.press(key)
            await pilot.pause(0.05)
            for segment in letters(app):
                pair = colours(segment)
                if pair is not None:
                    seen[pair] = f"{key}: {segment.text.strip()}"
    stage.close()
    assert [f"{pair} {where}" for pair, where in seen.items() if not readable(*pair)] == []
    assert len(seen) > 6 or theme == "netx-ansi"


def readable(ink: str, ground: str) -> bool:
    """Whether letters of one colour can be read on the other."""
    one, other = linear(ink), linear(ground)
    assert one and other
    return contrast(one, other) >= READABLE
