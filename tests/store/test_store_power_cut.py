"""What a power cut may leave, at every call and in every order a disk is allowed to write."""

from __future__ import annotations

import os
import random

import pytest

from netx_tui.store import journal
from tests.torture.cuts import cuts_after_kills, power_cuts


def test_a_power_cut_at_any_call_and_in_any_order_loses_no_acknowledged_edit(tmp_path):
    trials = list(power_cuts(tmp_path, 4, random.Random(20261123)))
    assert [trial for trial in trials if trial.wrong] == []
    assert len(trials) >= 500


def test_a_power_cut_after_a_kill_loses_nothing_of_what_the_next_session_acknowledged(tmp_path):
    trials = list(cuts_after_kills(tmp_path, 6, random.Random(20261123)))
    assert [trial for trial in trials if trial.wrong] == []
    assert len(trials) >= 500


@pytest.mark.parametrize("forgotten", ["fsync", "sync_folder"])
def test_a_store_that_did_not_make_its_writes_last_would_be_found_out(tmp_path, monkeypatch, forgotten):
    if forgotten == "fsync":
        monkeypatch.setattr(journal, "os", _Forgetful(os))
    else:
        monkeypatch.setattr("netx_tui.store.files.sync_folder", lambda _folder: None)
    assert any(trial.wrong for trial in power_cuts(tmp_path, 4, random.Random(1)))


class _Forgetful:
    """``os`` without ``fsync``."""

    def __init__(self, real):
        self._real = real

    def __getattr__(self, name):
        return (lambda _handle: None) if name == "fsync" else getattr(self._real, name)
