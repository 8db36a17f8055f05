"""Calls that fail anywhere: refused by name, nothing half written, and the session goes on."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import CannotCreate, CannotWrite, NetxError
from tests.torture.disk import Disk, Recorder
from tests.torture.faults import NUMBERS, WORKS, outcomes
from tests.torture.scenario import edited, opened, state_of

ANN = Create("contacts", "c1", {"name": "Ann Berg", "notes": "x" * 900})


@pytest.mark.parametrize("name", WORKS)
def test_a_call_that_fails_once_leaves_memory_and_files_as_they_were(tmp_path, name):
    for number in NUMBERS:
        trials = list(outcomes(tmp_path / str(number), name, number, lasting=False))
        assert [trial for trial in trials if trial.wrong] == []
        assert len({trial.hit for trial in trials} & {"open", "write", "fsync"}) == 3


@pytest.mark.parametrize("name", WORKS)
def test_while_a_disk_stays_full_nothing_changes_and_with_room_the_same_session_goes_on(tmp_path, name):
    trials = list(outcomes(tmp_path, name, errno.ENOSPC, lasting=True))
    assert [trial for trial in trials if trial.wrong] == []


def broken_disk(*, until):
    """Fails ``fsync``, and what would take the write back, until it is repaired."""

    def fails(name, path):
        if name in ("fsync", "ftruncate") and path.endswith(".journal") and not until:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return fails


@pytest.mark.parametrize("next_one", ["the same session", "another session", "a session that starts later"])
def test_what_a_failed_fsync_left_in_memory_is_not_what_a_later_edit_stands_on(tmp_path, next_one):
    root = tmp_path / "live"
    path = root / "netx.json"
    root.mkdir()
    recorder = Recorder(root)
    with recorder.recording():
        store = opened(path, "first")
        store.apply([ANN], "add")
        other = opened(path, "second", "bob")
        repaired: list[bool] = []
        recorder.before = broken_disk(until=repaired)
        with pytest.raises(CannotWrite, match="Input/output error"):
            store.apply(edited(notes="z" * 2000), "refused")
        repaired.append(True)
        other.poll()
        writer = {"the same session": store, "another session": other}.get(next_one) or opened(path, "third")
        writer.apply([Update("contacts", "c1", {"city": "Ulm"})], "acknowledged")
        expected = state_of(writer)
    assert next_one != "the same session" or expected["contacts"]["c1"]["notes"] == "x" * 900
    disk = Disk()
    for call in recorder.calls:
        disk.take(call)
    chance = random.Random(1)
    for left in (disk.bare(), disk.whole(), *(disk.some(chance) for _n in range(20))):
        left.put(str(root), tmp_path / "cut")
        assert state_of(opened(tmp_path / "cut" / "netx.json")) == expected


def test_a_refused_edit_does_not_come_back_after_a_power_cut(tmp_path):
    root = tmp_path / "live"
    root.mkdir()
    recorder = Recorder(root)
    with recorder.recording():
        store = opened(root / "netx.json", "first")
        store.apply([ANN], "add")
        expected = state_of(store)
        fails = [True]

        def once(name, path):
            if name == "fsync" and path.endswith(".journal") and fails:
                fails.clear()
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        recorder.before = once
        with pytest.raises(CannotWrite):
            store.apply(edited(city="Ulm"), "refused")
    disk = Disk()
    for call in recorder.calls:
        disk.take(call._replace(kind="write", data=b"") if call.kind == "lost" else call)  # it got there late
    for left in (disk.bare(), disk.whole(), *(disk.some(random.Random(n)) for n in range(20))):
        left.put(str(root), tmp_path / "cut")
        assert state_of(opened(tmp_path / "cut" / "netx.json")) == expected


def test_a_limit_on_the_size_of_files_refuses_the_edit_and_nothing_is_torn(tmp_path):
    store = opened(tmp_path / "netx.json", "run")
    store.apply([ANN], "add")
    before, limits = state_of(store), resource.getrlimit(resource.RLIMIT_FSIZE)
    size = os.path.getsize(tmp_path / "netx.json.journal")
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, limits[1]))
        with pytest.raises(CannotWrite, match="File too large"):
            store.apply(edited(notes="y" * 5000), "too long")
        assert state_of(store) == before
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, limits[1]))
        with pytest.raises((CannotWrite, CannotCreate)):
            store.backup(tmp_path / "copy.json")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)
    assert not (tmp_path / "copy.json").exists()
    assert state_of(opened(tmp_path / "netx.json")) == before
    store.apply(edited(notes="y" * 5000), "with room")
    assert state_of(opened(tmp_path / "netx.json")) == state_of(store)


def as_nobody(work):
    """What ``work`` returns in a process whose user may not write; empty where that cannot be tried."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        told = "it ended early"
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            told = work()
        except BaseException as error:  # noqa: BLE001 - told by the parent
            told = repr(error)
        finally:
            os.write(writer, told.encode())
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with open(reader, "rb") as pipe:
        return pipe.read().decode()


def test_a_read_only_folder_refuses_edits_and_still_shows_everything():
    top = Path(tempfile.mkdtemp(prefix="netx-read-only-"))
    path = top / "data" / "netx.json"
    try:
        store = opened(path, "run")
        store.apply([ANN], "add")
        store.compact(force=True)
        expected = state_of(store)
        for file in path.parent.iterdir():
            file.chmod(0o444)
        path.parent.chmod(0o555)
        top.chmod(0o755)

        def work() -> str:
            reader = opened(path, "other")
            for edit in (
                lambda: reader.apply(edited(city="Ulm"), "move"),
                lambda: reader.compact(force=True),
                lambda: reader.undo(),
            ):
                try:
                    edit()
                except NetxError as error:
                    if "Permission denied" not in error.message:
                        return error.message
                if state_of(reader) != expected:
                    return "not everything was shown"
            return ""

        assert as_nobody(work) == ""
        assert state_of(opened(path)) == expected
    finally:
        path.parent.chmod(0o700)
        shutil.rmtree(top)


def test_an_edit_as_long_as_the_torn_line_it_replaces_is_seen_by_others(tmp_path):
    path = tmp_path / "netx.json"
    store, reader = opened(path, "writer"), opened(path, "reader", "bob")
    store.apply([ANN], "add")
    journal = Path(f"{path}.journal")
    for number in range(30):
        before = journal.stat().st_size
        store.apply(edited(city=f"{number:04}"), "move")
        length = journal.stat().st_size - before
        with journal.open("ab") as file:
            file.write(b"x" * length)
        reader.poll()
        store.apply(edited(city=f"{number:03}-"), "move")
        reader.poll()
        assert reader.contacts["c1"].city == f"{number:03}-"
