from __future__ import annotations

import errno
import os
import stat

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import BadInput, CannotCreate, CannotWrite, NetxError, UsageError

ANN = Create("contacts", "c1", {"name": "Ann Berg", "city": "Bonn"})
MOVED = [Update("contacts", "c1", {"city": "Ulm"})]


def modes(folder):
    return {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in os.scandir(folder)}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_files_are_0600_and_folders_0700_whatever_the_umask(open_store, tmp_path, mask):
    path = tmp_path / "one" / "two" / "netx.json"
    before = os.umask(mask)
    try:
        store = open_store(path=path)
        store.apply([ANN], "add")
        store.compact(force=True)
        store.apply(MOVED, "move")
        store.backup(tmp_path / "one" / "backup.json")
        with open(f"{path}.journal", "ab") as journal:
            journal.write(b'{"torn')
        store.apply([Update("contacts", "c1", {"lang": "de"})], "edit")
    finally:
        os.umask(before)
    assert modes(tmp_path / "one") == {"two": 0o700, "backup.json": 0o600}
    assert stat.S_IMODE(os.stat(tmp_path / "one").st_mode) == 0o700
    assert set(modes(path.parent).values()) == {0o600}
    assert set(modes(path.parent)) == {
        "netx.json",
        "netx.json.history",
        "netx.json.journal",
        "netx.json.journal.torn",
        "netx.json.lock",
    }


@pytest.mark.parametrize("name", ["netx.json", "netx.json.journal", "netx.json.history", "netx.json.lock"])
def test_no_symbolic_link_in_the_folder_is_followed(store, open_store, data_file, tmp_path, name):
    store.apply([ANN], "add")
    store.compact(force=True)
    store.apply(MOVED, "move")
    trap = tmp_path / "trap"
    trap.write_text("")
    link = data_file.with_name(name)
    link.unlink()
    link.symlink_to(trap)
    with pytest.raises(NetxError, match="symbolic link"):
        other = open_store("run-2")
        other.apply([Update("contacts", "c1", {"lang": "de"})], "edit")
        other.compact(force=True)
    assert trap.read_text() == ""


@pytest.mark.parametrize("name", ["netx.json.new", "netx.json.journal.new", "netx.json.journal.torn"])
def test_a_link_planted_where_a_file_will_be_written_is_replaced(store, data_file, tmp_path, name):
    trap = tmp_path / "trap"
    trap.write_text("untouched")
    data_file.parent.mkdir(parents=True)
    data_file.with_name(name).symlink_to(trap)
    store.apply([ANN], "add")
    with open(f"{data_file}.journal", "ab") as journal:
        journal.write(b'{"torn')
    store.apply(MOVED, "move")
    store.compact(force=True)
    assert trap.read_text() == "untouched"


@pytest.mark.parametrize("path", ["/dev/null", "/tmp"])
def test_what_is_no_plain_file_is_refused_without_waiting(open_store, path):
    with pytest.raises(BadInput, match=path):
        open_store(path=path)


def test_a_named_pipe_is_refused_without_waiting(open_store, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="not a plain file"):
        open_store(path=tmp_path / "pipe")


def test_a_data_file_below_a_file_cannot_be_created(open_store, tmp_path):
    (tmp_path / "file").write_text("")
    store = open_store(path=tmp_path / "file" / "netx.json")
    with pytest.raises(CannotCreate, match="Nothing changed"):
        store.apply([ANN], "add")


class Faults:
    """Lets the ``turn``-th call to one of the patched functions fail with ``number``."""

    NAMES = ("open", "write", "fsync", "rename", "mkdir", "ftruncate", "unlink", "fchmod")

    def __init__(self, monkeypatch, number):
        self.number = number
        self.left = -1
        self.hit = ""
        for name in self.NAMES:
            monkeypatch.setattr(os, name, self.wrapped(name, getattr(os, name)))

    def arm(self, turn):
        self.left, self.hit = turn, ""

    def disarm(self):
        self.left = -1

    def wrapped(self, name, real):
        def call(*args, **options):
            reads = name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR)
            if self.left >= 0 and not reads:
                self.left -= 1
                if self.left < 0:
                    self.hit = name
                    if name == "write":
                        real(args[0], bytes(args[1])[: len(args[1]) // 2])
                    raise OSError(self.number, os.strerror(self.number))
            return real(*args, **options)

        return call


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_failing_call_refuses_the_edit_and_the_next_one_works(open_store, tmp_path, monkeypatch, number):
    faults = Faults(monkeypatch, number)
    hits = set()
    for turn in range(60):
        path = tmp_path / f"store{turn}" / "netx.json"
        store = open_store(path=path)
        missed = True
        for changes, city in (([ANN], "Bonn"), (MOVED, "Ulm")):
            before = dict(store.documents("contacts"))
            faults.arm(turn)
            try:
                store.apply(changes, city)
            except (CannotWrite, CannotCreate) as error:
                assert os.strerror(number) in error.message
                hits.add(faults.hit)
                missed = False
                faults.disarm()
                for session in (store, open_store("check", path=path)):
                    assert dict(session.documents("contacts")) == before
                store.apply(changes, city)
            faults.disarm()
            for session in (store, open_store("check", path=path)):
                assert session.contacts["c1"].city == city
        if missed:
            break
    assert hits >= {"mkdir", "open", "write", "fsync", "rename"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_compaction_that_fails_anywhere_loses_nothing(open_store, tmp_path, monkeypatch, number):
    faults = Faults(monkeypatch, number)
    hits = set()
    for turn in range(60):
        path = tmp_path / f"store{turn}" / "netx.json"
        store, other = open_store(path=path), open_store("run-2", who="bob", path=path)
        store.apply([ANN], "add")
        store.compact(force=True)
        store.apply(MOVED, "move")
        faults.arm(turn)
        try:
            store.compact(force=True)
        except NetxError as error:
            assert os.strerror(number) in error.message
        hits.add(faults.hit)
        faults.disarm()
        assert open_store("check", path=path).contacts["c1"].city == "Ulm"
        writers = (other, store) if turn % 2 else (store, other)
        for person, field in zip(writers, ("lang", "title"), strict=True):
            person.apply([Update("contacts", "c1", {field: "x"})], field)
        assert store.compact(force=True)
        other.poll()
        for session in (store, other, open_store("check", path=path)):
            assert (session.contacts["c1"].lang, session.contacts["c1"].title) == ("x", "x")
        assert [entry.label for entry in store.history()] == ["title", "lang", "move", "add"]
        if not faults.hit:
            break
    assert hits >= {"open", "write", "fsync", "rename", ""}


@pytest.fixture
def calls(monkeypatch):
    """The names of the files that were written, made to last and renamed, in that order."""
    told: list[tuple[str, str]] = []

    def name_of(handle):
        return os.path.basename(os.readlink(f"/proc/self/fd/{handle}"))

    def recorded(name, real, subject):
        def call(*args):
            told.append((name, subject(args)))
            return real(*args)

        monkeypatch.setattr(os, name, call)

    recorded("write", os.write, lambda args: name_of(args[0]))
    recorded("fsync", os.fsync, lambda args: name_of(args[0]))
    recorded("rename", os.rename, lambda args: os.path.basename(args[1]))
    return told


def test_an_edit_is_one_write_and_one_fsync_of_the_journal(store, calls):
    store.apply([ANN], "add")
    calls.clear()
    store.apply([*MOVED, Create("contacts", "c2", {"name": "Bo"})], "edit")
    assert calls == [("write", "netx.json.journal"), ("fsync", "netx.json.journal")]


def test_the_first_edit_of_a_store_makes_journal_and_folder_last(store, calls):
    store.apply([ANN], "add")
    assert calls == [
        ("fsync", calls[0][1]),
        ("fsync", calls[1][1]),
        ("write", "netx.json.journal.new"),
        ("fsync", "netx.json.journal.new"),
        ("rename", "netx.json.journal"),
        ("fsync", "data"),
        ("write", "netx.json.journal"),
        ("fsync", "netx.json.journal"),
    ]


def test_compaction_makes_each_step_last_before_the_next_one_relies_on_it(store, calls):
    store.apply([ANN], "add")
    calls.clear()
    store.compact(force=True)
    assert list(dict.fromkeys(calls)) == [
        ("write", "netx.json.new"),
        ("fsync", "netx.json.new"),
        ("rename", "netx.json"),
        ("fsync", "data"),
        ("write", "netx.json.history"),
        ("fsync", "netx.json.history"),
        ("write", "netx.json.journal.new"),
        ("fsync", "netx.json.journal.new"),
        ("rename", "netx.json.journal"),
    ]
    assert calls.count(("fsync", "data")) == 3


def test_what_a_failed_write_could_not_take_back_does_not_come_back(open_store, store, monkeypatch):
    store.apply([ANN], "add")
    real = os.fsync
    with monkeypatch.context() as broken:

        def fails(*_args):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        broken.setattr(os, "fsync", fails)
        broken.setattr(os, "ftruncate", fails)
        with pytest.raises(CannotWrite):
            store.apply(MOVED, "move")
    assert os.fsync is real
    assert store.poll() == ()
    assert store.contacts["c1"].city == "Bonn"
    store.apply([Update("contacts", "c1", {"lang": "de"})], "edit")
    for session in (store, open_store("check")):
        assert (session.contacts["c1"].city, session.contacts["c1"].lang) == ("Bonn", "de")


def test_a_reader_forgets_what_a_writer_had_to_take_back(open_store, store, monkeypatch):
    store.apply([ANN], "add")
    reader = open_store("reader", who="bob")
    seen = []

    def fail_once_somebody_has_read_it(_handle):
        reader.poll()
        seen.append(reader.contacts["c1"].city)
        raise OSError(errno.EIO, "no disk")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail_once_somebody_has_read_it)
        with pytest.raises(CannotWrite):
            store.apply(MOVED, "move")
    assert seen[0] != "Bonn"
    reader.poll()
    assert reader.contacts["c1"].city == "Bonn"


def test_a_backup_is_a_whole_private_store_and_replaces_its_target(store, open_store, tmp_path):
    store.apply([ANN], "add")
    target = tmp_path / "backup.json"
    target.write_text("old")
    store.backup(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert open_store("check", path=target).contacts["c1"].city == "Bonn"
    assert sorted(entry.name for entry in os.scandir(tmp_path)) == ["backup.json", "data", "home"]


def test_a_backup_never_goes_over_the_stores_own_files(store, data_file, tmp_path):
    store.apply([ANN], "add")
    for name in ("netx.json", "netx.json.journal", "netx.json.history", "netx.json.lock"):
        with pytest.raises(UsageError, match="the store itself"):
            store.backup(data_file.with_name(name))
    with pytest.raises(CannotCreate, match="nowhere"):
        store.backup(tmp_path / "nowhere" / "backup.json")
    with pytest.raises(CannotWrite):
        store.backup(tmp_path / "data")


def test_a_backup_put_in_the_stores_place_is_not_mixed_with_its_journal(store, open_store, data_file):
    store.apply([ANN], "add")
    store.backup(data_file.with_name("backup.json"))
    store.compact(force=True)
    store.apply(MOVED, "move")
    data_file.write_bytes(data_file.with_name("backup.json").read_bytes())
    with pytest.raises(BadInput, match="journal continues"):
        open_store("check")
    data_file.with_name("netx.json.journal").unlink()
    assert open_store("check").contacts["c1"].city == "Bonn"
