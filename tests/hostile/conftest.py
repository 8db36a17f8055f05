"""What the hostile tests of talks share: a talk to hold, and screens that need not be waited for."""

from __future__ import annotations

import os

import pytest

from netx_tui.screens import base, filling, live_course
from tests.screens.conftest import held, talk

__all__ = ["hasty", "held", "talk"]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch, quick_pilot: None) -> None:
    """Nothing waits for the disk; other sessions are looked for and drafts are kept all the time."""
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 0.05)
    monkeypatch.setattr(filling, "KEEP_SECONDS", 0.02)
    monkeypatch.setattr(live_course, "KEEP_SECONDS", 0.02)
