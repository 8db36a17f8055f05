"""The fast forms run without waiting for the disk."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing of the page cache, so only the order of the calls matters here."""
    monkeypatch.setattr(os, "fsync", os.fstat)
