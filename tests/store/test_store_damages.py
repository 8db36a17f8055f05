"""Files that something damaged: everything acknowledged is there, or the refusal names file and cure."""

from __future__ import annotations

import os
import random
import resource
import signal

import pytest

from netx_tui.domain.changes import Create
from netx_tui.domain.errors import BadInput, Locked
from netx_tui.store.files import StorePaths, stamp
from netx_tui.store.lines import is_intact, is_sealed, line_bytes, parse, readable, sealed
from netx_tui.store.lock import StoreLock
from netx_tui.store.restore import restore
from tests.torture.damages import KINDS, special_trials, trials
from tests.torture.scenario import edited, state_of
from tests.torture.verbs import plain

ANN = Create("contacts", "c1", {"name": "Ann Berg", "city": "Bonn"})


def test_no_damage_makes_an_acknowledged_edit_vanish_without_a_word(tmp_path):
    told = list(trials(tmp_path, 300, random.Random(20261123)))
    assert [trial for trial in told if trial.wrong] == []
    assert [trial for trial in told if trial.way_out] == []
    assert {trial.kind for trial in told} >= set(KINDS)
    assert len(told) >= 200


def test_files_that_are_gone_or_no_files_or_far_too_long_are_told_by_name_in_2_gb_of_memory(tmp_path):
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            limit = 2 * 1024**3
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            wrong = [trial for trial in special_trials(tmp_path) if trial.wrong or trial.way_out]
            os.write(writer, repr(wrong).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with open(reader, "rb") as pipe:
        assert pipe.read() == b"[]"


def test_every_line_of_a_journal_carries_its_checksum(store, data_file):
    store.apply([ANN, Create("contacts", "c2", {"name": "Zoë"})], "add")
    lines = data_file.with_name("netx.json.journal").read_bytes().splitlines()
    assert len(lines) == 3
    assert all(is_sealed(line) and is_intact(line) for line in lines)
    flipped = lines[1].replace(b"Bonn", b"Bohn")
    assert is_sealed(flipped)
    assert not is_intact(flipped)


def test_a_value_changed_inside_a_line_is_not_taken_for_what_was_saved(store, open_store, data_file):
    store.apply([ANN], "add")
    store.apply(edited(city="Ulm"), "move")
    journal = data_file.with_name("netx.json.journal")
    whole = journal.read_bytes()
    for old, new in ((b'"Bonn"', b'"Bohn"'), (b'{"city":"Ulm"}', b'{"city":"Ulf"}')):
        assert whole.count(old)
        journal.write_bytes(whole.replace(old, new, 1))
        with pytest.raises(BadInput, match="netx restore"):
            open_store("after")


def test_lines_of_an_older_netx_without_checksums_are_read_and_gone_on_with(store, open_store, data_file):
    store.apply([ANN], "add")
    store.apply(edited(city="Ulm"), "move")
    journal = data_file.with_name("netx.json.journal")
    lines = journal.read_bytes().splitlines()
    older = [line[: line.rindex(b',"crc":')] + b"}" for line in lines]
    older[0] = older[0].replace(b',"sum":"","written":0', b"")
    journal.write_bytes(b"".join(line + b"\n" for line in older))
    data_file.with_name("netx.json.lock").unlink()
    again = open_store("after")
    assert state_of(again) == state_of(store)
    again.apply(edited(lang="de"), "edit")
    again.compact(force=True)
    third = open_store("later")
    assert state_of(third) == state_of(again)
    assert third.undo(3) == ["edit", "move", "add"]


def test_a_line_without_a_checksum_behind_lines_with_one_is_not_believed():
    def line(seq, name):
        head = {"seq": seq, "at": "2026", "who": "ann", "run": "r", "txn": f"t{seq}", "n": 1, "of": 1}
        return {**head, "label": "x", "table": "contacts", "id": name, "set": {"name": name}, "was": {}}

    first, second = line_bytes(line(1, "a")), line_bytes(line(2, "b"))
    bare = second[: second.rindex(b',"crc":')] + b"}\n"
    assert len(parse(first + second, 1)[0]) == 2
    assert len(parse(bare.replace(b'"seq":2', b'"seq":1') + second, 1)[0]) == 2
    assert len(parse(first + bare, 1)[0]) == 1
    assert [row["id"] for row in readable(first + bare + second)] == ["a", "b"]
    assert all("crc" not in row for row in readable(first + second))
    assert sealed(b'{"a":1}').startswith(b'{"a":1,"crc":"')


def test_a_data_file_in_which_a_key_stands_twice_is_refused_instead_of_losing_one(open_store, data_file):
    data_file.parent.mkdir()
    data_file.write_text('{"contacts": {"1": {"name": "Ann"}}, "contacts": {"1": {"name": "Bo"}}}')
    with pytest.raises(BadInput, match="'contacts' stands twice"):
        open_store("after")


def test_a_data_file_that_changed_although_nothing_wrote_to_it_is_refused(store, open_store, data_file):
    store.apply([ANN], "add")
    store.compact(force=True)
    times = data_file.stat().st_mtime_ns
    data_file.write_bytes(data_file.read_bytes().replace(b"Bonn", b"Bohn"))
    assert data_file.stat().st_mtime_ns != times
    assert open_store("an edit by hand").contacts["c1"].city == "Bohn"
    os.utime(data_file, ns=(times, times))
    with pytest.raises(BadInput, match="no program has changed it"):
        open_store("after")


def test_a_file_written_again_at_once_never_keeps_the_time_it_was_stamped_with(tmp_path):
    for number in range(50):
        path = tmp_path / str(number)
        path.write_text("one")
        seen = stamp(str(path))
        path.write_text("two")
        assert path.stat().st_mtime_ns != seen[2]


def test_a_store_of_which_all_files_vanished_is_not_taken_for_a_new_one(store, open_store, data_file, now):
    store.apply([ANN], "add")
    store.apply(edited(city="Ulm"), "move")
    store.compact(force=True)
    expected = state_of(store)
    for name in ("netx.json", "netx.json.journal"):
        data_file.with_name(name).unlink()
    with pytest.raises(BadInput, match=r"missing together with its journal.*netx restore"):
        open_store("after")
    restore(data_file, data_file, who="ann", run="restoring", clock=lambda: now)
    assert plain(state_of(open_store("restored"))) == plain(expected)
    for name in ("netx.json", "netx.json.journal", "netx.json.lock"):
        data_file.with_name(name).unlink()
    assert state_of(open_store("a new beginning")) == {}


def test_a_process_that_was_stopped_while_it_held_the_lock_does_not_block_for_ever(store, data_file):
    store.apply([ANN], "add")
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        with StoreLock(StorePaths(data_file)):
            os.write(tell, b"held")
            os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    try:
        assert os.read(told, 4) == b"held"
        assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
        with pytest.raises(Locked, match="Nothing changed"), StoreLock(StorePaths(data_file), 0.05):
            pass
        assert state_of(store)["contacts"]["c1"]["city"] == "Bonn"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert store.apply(edited(city="Ulm"), "move").changed == 1


def test_a_journal_removed_under_two_sessions_is_not_written_again_by_the_one_that_knows_less(
    open_store, data_file
):
    ann, bob = open_store("run-a"), open_store("run-b", who="bob")
    ann.apply([ANN], "add")
    bob.poll()
    ann.apply(edited(city="Ulm"), "move")
    data_file.with_name("netx.json.journal").unlink()
    with pytest.raises(BadInput, match="missing together with its journal"):
        bob.apply(edited(lang="de"), "edit")
    ann.apply(edited(title="Lead"), "next")
    bob.poll()
    bob.apply(edited(lang="de"), "edit")
    document = open_store("check").documents("contacts")["c1"]
    assert (document["city"], document["title"], document["lang"]) == ("Ulm", "Lead", "de")


def test_what_lives_on_in_memory_alone_is_not_given_up_when_the_disk_is_full(
    store, open_store, data_file, monkeypatch
):
    store.apply([ANN], "add")
    store.compact(force=True)
    store.apply(edited(city="Ulm"), "move")
    data_file.with_name("netx.json.journal").unlink()

    def full(*_args):
        raise OSError(28, "No space left on device")

    for name in ("write", "rename"):
        with monkeypatch.context() as broken:
            broken.setattr(os, name, full)
            for _try in range(2):
                with pytest.raises(Exception, match="No space left"):
                    store.apply(edited(lang="de"), "edit")
        assert store.contacts["c1"].city == "Ulm"
    store.apply(edited(lang="de"), "edit")
    assert open_store("check").contacts["c1"].city == "Ulm"
