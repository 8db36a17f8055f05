"""The scripts of this folder in short, so that each run of the tests keeps every promise once."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.torture import full_disk, kill9, private, screens, sessions
from tests.torture.telling import Promise, said
from tests.torture.verbs import VERBS


def failures(trials):
    told = list(trials)
    return len(told), [trial for trial in told if trial[1]]


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_killed_at_any_file_call_does_its_work_wholly_or_not_at_all(tmp_path, verb):
    count, wrong = failures(kill9.kills_at_every_call(tmp_path, verb, half=verb != "backup"))
    assert wrong == []
    assert count >= 5


def test_a_program_killed_at_any_moment_does_its_work_wholly_or_not_at_all(tmp_path):
    assert failures(kill9.random_kills(tmp_path, 16, random.Random(20261123))) == (16, [])


def test_screens_killed_at_any_moment_keep_everybody_they_said_was_added(tmp_path):
    assert failures(screens.kills(tmp_path, 3, random.Random(5))) == (3, [])


def test_processes_that_write_at_once_and_are_killed_lose_no_acknowledged_edit(tmp_path):
    kills = sessions.waits(random.Random(1), 0.02, 0.05)
    assert sessions.crowd(tmp_path / "data" / "netx.json", 30, kills) == []


def test_whole_forms_saved_over_one_another_keep_the_fields_of_each(tmp_path):
    kills = sessions.waits(random.Random(2), 0.05, 0.1)
    assert sessions.forms(tmp_path / "data" / "netx.json", 60, kills) == []


def test_a_limit_on_file_sizes_refuses_by_name_and_the_same_session_goes_on(tmp_path):
    assert failures(full_disk.limits(tmp_path, 15, random.Random(3))) == (15, [])


def test_a_full_file_system_refuses_by_name_and_the_same_session_goes_on(tmp_path):
    with full_disk.small_disk(tmp_path / "small") as mounted:
        if not mounted:
            pytest.skip("no small file system can be mounted here")
        assert failures(full_disk.fills(tmp_path / "small", 15, random.Random(4))) == (15, [])


def test_everything_is_private_whatever_the_umask(tmp_path):
    count, wrong = failures(private.modes(tmp_path, masks=(0o000,)))
    assert wrong == []
    assert count == len(private.WRITING) + 1


def test_a_link_planted_at_any_path_that_a_verb_writes_is_not_followed(tmp_path, monkeypatch):
    few = {name: private.WRITING[name] for name in ("shortening edit", "restore")}
    monkeypatch.setattr(private, "WRITING", few)
    count, wrong = failures(private.links(tmp_path))
    assert wrong == []
    assert count > 80


def test_a_broken_promise_and_one_that_was_never_tried_end_in_status_1(capsys):
    kept, broken, untried = Promise("kept"), Promise("broken"), Promise("untried")
    kept.take("here", "")
    broken.take("there", "lost")
    assert said(kept) == 0
    assert said(kept, broken) == 1
    assert said(untried) == 1
    told = capsys.readouterr()
    assert "broken | 1 | 1" in told.out
    assert told.err == "there: lost\n"


def test_the_scripts_leave_nothing_behind():
    from tests.torture.telling import work_folder

    parent = Path(tempfile.mkdtemp())
    try:
        with work_folder(str(parent)) as folder:
            (folder / "file").touch()
        assert list(parent.iterdir()) == []
    finally:
        shutil.rmtree(parent)
