from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import BadInput, NotFound
from netx_tui.store import snapshot
from netx_tui.store.restore import restore

ANN = Create("contacts", "c1", {"name": "Ann Berg", "city": "Bonn", "tags": ["a"]})
BO = Create("contacts", "c2", {"name": "Bo Lind"})


def edit(**fields):
    return [Update("contacts", "c1", fields)]


@pytest.fixture
def bring_back(data_file, now):
    def bring_back(source):
        return restore(data_file, source, who="ann", run="restoring", clock=lambda: now)

    return bring_back


@pytest.fixture
def old(store, data_file):
    """A backup with Ann in Bonn; since then she moved, Bo came, and the store was compacted once."""
    store.apply([ANN], "add")
    path = data_file.with_name("old.json")
    store.backup(path)
    store.apply(edit(city="Ulm"), "move")
    store.compact(force=True)
    store.apply([BO], "add")
    return path


def side(data_file, ending):
    return data_file.with_name(f"{data_file.name}.{ending}")


def names(store):
    return {name: contact.city for name, contact in store.contacts.items()}


NOW = {"c1": "Ulm", "c2": ""}


def test_a_healthy_store_becomes_what_the_backup_says_in_one_step(old, store, open_store, bring_back):
    done = bring_back(old)
    assert done.changed == 2
    assert names(store) == NOW
    store.poll()
    assert names(store) == {"c1": "Bonn"}
    later = open_store("later")
    assert later.undo() == ["restored old.json"]
    assert names(later) == NOW


def test_before_restoring_a_backup_is_taken(old, bring_back, open_store):
    done = bring_back(old)
    assert names(open_store("look", path=done.backup)) == NOW


def test_restoring_what_is_already_there_changes_nothing(old, bring_back):
    bring_back(old)
    assert bring_back(old).changed == 0


def test_a_file_that_is_no_backup_is_refused_and_nothing_changes(old, store, data_file, bring_back, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"contacts": {"1": ')
    with pytest.raises(BadInput, match="cannot be restored"):
        bring_back(broken)
    with pytest.raises(NotFound, match="does not exist"):
        bring_back(tmp_path / "nowhere.json")
    store.poll()
    assert names(store) == NOW
    assert not data_file.with_name("backups").exists()


def test_a_backup_of_a_newer_netx_is_refused(old, bring_back, monkeypatch):
    old.write_text(old.read_text().replace('"schema":1', '"schema":99'))
    with pytest.raises(BadInput, match="newer netx"):
        bring_back(old)


def test_after_damage_a_backup_comes_back_with_all_later_edits(old, open_store, data_file, bring_back):
    data_file.write_bytes(data_file.read_bytes()[:100])
    with pytest.raises(BadInput, match="netx restore"):
        open_store("look")
    done = bring_back(old)
    assert (done.edits, done.lost) == (2, 0)
    reopened = open_store("after")
    assert names(reopened) == NOW
    assert reopened.undo(2) == ["add", "move"]
    assert names(reopened) == {"c1": "Bonn"}
    assert len(reopened.history()) == 5


def test_what_was_damaged_is_set_aside_as_it_was(old, data_file, bring_back):
    data_file.write_bytes(b"\xff\xfe not what it was")
    journal = side(data_file, "journal").read_bytes()
    done = bring_back(old)
    kept = [Path(path).read_bytes() for path in done.aside]
    assert kept == [b"\xff\xfe not what it was", journal]
    again = bring_back(old)
    assert again.aside == ()


def test_a_second_damage_in_the_same_second_keeps_both_files(old, data_file, bring_back):
    aside = []
    for damage in (b"one", b"two"):
        data_file.write_bytes(damage)
        aside += bring_back(old).aside
    assert len(set(aside)) == 4
    assert Path(aside[0]).read_bytes() == b"one"


def test_a_journal_broken_in_the_middle_loses_only_that_line(store, open_store, data_file, bring_back):
    for change in ([ANN], edit(city="Ulm"), edit(lang="de"), [BO]):
        store.apply(change, "edit")
        if change == [ANN]:
            store.compact(force=True)
    journal = side(data_file, "journal")
    lines = journal.read_bytes().split(b"\n")
    lines[1] = lines[1][:30]
    journal.write_bytes(b"\n".join(lines))
    with pytest.raises(BadInput, match="damaged in line 2"):
        open_store("look")
    done = bring_back(data_file)
    assert (done.edits, done.lost) == (2, 1)
    reopened = open_store("after")
    assert names(reopened) == {"c1": "Bonn", "c2": ""}
    assert reopened.contacts["c1"].lang == "de"


@pytest.mark.parametrize("content", [b"", b"\0" * 300, b'{"netx":"journal"', None])
def test_a_journal_that_lost_its_beginning_or_is_gone_is_refused_with_a_way_out(
    store, open_store, data_file, bring_back, content
):
    store.apply([ANN], "add")
    store.compact(force=True)
    store.apply(edit(city="Ulm"), "move")
    if content is None:
        side(data_file, "journal").unlink()
    else:
        side(data_file, "journal").write_bytes(content)
    with pytest.raises(BadInput, match=r"netx restore .*netx\.json --data .* --yes"):
        open_store("look")
    bring_back(data_file)
    reopened = open_store("after")
    assert names(reopened) == {"c1": "Bonn"}
    reopened.apply(edit(city="Köln"), "move")
    assert names(open_store("later")) == {"c1": "Köln"}


def test_acknowledged_edits_cut_off_the_journals_end_are_missed(store, open_store, data_file, bring_back):
    store.apply([ANN], "add")
    end = side(data_file, "journal").stat().st_size
    store.apply(edit(city="Ulm"), "move")
    os.truncate(side(data_file, "journal"), end)
    with pytest.raises(BadInput, match="lost its end: edit 2 was saved, but only 1"):
        open_store("look")
    bring_back(data_file)
    assert names(open_store("after")) == {"c1": "Bonn"}


def test_a_store_copied_without_its_sidecars_opens(store, open_store, data_file, tmp_path):
    store.apply([ANN], "add")
    store.compact(force=True)
    store.apply(edit(city="Ulm"), "move")
    shutil.copy(data_file, tmp_path / "copy.json")
    assert names(open_store("look", path=tmp_path / "copy.json")) == {"c1": "Bonn"}


def test_a_vanished_snapshot_is_rebuilt_from_history_and_journal_alone(
    old, open_store, data_file, bring_back
):
    data_file.unlink()
    with pytest.raises(BadInput, match=r"netx restore .*netx\.json"):
        open_store("look")
    done = bring_back(data_file)
    assert (done.edits, done.lost) == (3, 0)
    assert names(open_store("after")) == NOW


def test_edits_of_another_past_are_not_put_on_a_backup(store, open_store, data_file, bring_back, tmp_path):
    other = open_store("other", path=tmp_path / "other" / "netx.json")
    other.apply([Create("contacts", "z1", {"name": "Zoe"})], "add")
    other.backup(tmp_path / "other.json")
    store.apply([ANN], "add")
    store.apply(edit(city="Ulm"), "move")
    store.compact(force=True)
    data_file.write_text("{")
    done = bring_back(tmp_path / "other.json")
    assert (done.edits, done.lost) == (0, 1)
    assert names(open_store("after")) == {"z1": ""}


def test_a_crash_anywhere_while_rebuilding_can_be_repeated(
    old, open_store, data_file, bring_back, monkeypatch
):
    data_file.write_text("{")
    whole = data_file.parent.with_name("damaged")
    shutil.copytree(data_file.parent, whole)
    step = 0
    while True:
        step += 1
        shutil.rmtree(data_file.parent)
        shutil.copytree(whole, data_file.parent)
        if _dies_at(step, monkeypatch, lambda: bring_back(old)):
            try:
                assert names(open_store("look")) == NOW
            except BadInput:
                bring_back(old)
        else:
            break
    assert step > 5
    assert names(open_store("after")) == NOW


class Killed(BaseException):
    pass


def _dies_at(step, monkeypatch, work):
    """Whether ``work`` was stopped at its ``step``-th call that changes a file."""
    left = step

    def counted(call):
        def wrapper(*args, **options):
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed
            return call(*args, **options)

        return wrapper

    with monkeypatch.context() as patch:
        for name in ("write", "rename", "link", "ftruncate"):
            patch.setattr(os, name, counted(getattr(os, name)))
        try:
            work()
        except Killed:
            return True
    return False


def test_a_store_of_an_older_netx_is_read_as_todays_and_written_with_a_backup(
    store, open_store, data_file, monkeypatch
):
    from netx_tui.store import migrations, session
    from netx_tui.store.backups import backups
    from netx_tui.store.files import StorePaths

    store.apply([ANN], "add")
    store.compact(force=True)
    store.apply(edit(x_own="kept"), "edit")

    def towns(tables):
        for document in tables["contacts"].values():
            document["town"] = document.pop("city", "")

    monkeypatch.setattr(migrations, "STEPS", {1: towns})
    monkeypatch.setattr(snapshot, "SCHEMA", 2)
    monkeypatch.setattr(session, "SCHEMA", 2)
    newer = open_store("newer")
    before = data_file.read_bytes()
    assert newer.documents("contacts")["c1"]["town"] == "Bonn"
    assert data_file.read_bytes() == before
    newer.apply(edit(town="Ulm"), "move")
    assert snapshot.peek(str(data_file)).schema == 2
    (backup,) = backups(StorePaths(data_file))
    assert backup.reason == "before-update"
    assert '"city":"Bonn"' in Path(backup.path).read_text()
    again = open_store("again").documents("contacts")["c1"]
    assert (again["town"], again["x_own"], again["name"]) == ("Ulm", "kept", "Ann Berg")
    assert "city" not in again
    newer.undo()
    assert open_store("later").documents("contacts")["c1"]["town"] == "Bonn"


def test_an_older_netx_beside_a_newer_one_only_reads_from_then_on(store, open_store, data_file, monkeypatch):
    from netx_tui.domain.errors import CannotWrite
    from netx_tui.store import migrations, session

    store.apply([ANN], "add")
    store.compact(force=True)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", {1: lambda _tables: None})
        patch.setattr(snapshot, "SCHEMA", 2)
        patch.setattr(session, "SCHEMA", 2)
        open_store("newer").apply(edit(city="Ulm"), "move")
    with pytest.raises(CannotWrite, match="newer netx"):
        store.apply(edit(city="Köln"), "move")
    assert open_store("look").contacts["c1"].city == "Ulm"


def test_a_purged_person_is_in_no_file_any_more(store, open_store, data_file):
    store.apply([ANN, BO], "import of 2 people")
    store.apply(edit(city="Ulm"), "moved Ann Berg")
    store.apply(
        [Create("touches", "t1", {"contact": "c1", "kind": "call", "note": "Ann Berg rang"})], "touch"
    )
    backup = store.keep_backup()
    store.apply([Delete("contacts", "c1"), Delete("touches", "t1")], "deleted Ann Berg")
    assert store.backups_holding("c1") == [backup]
    done = store.purge("c1")
    assert done.rewritten == (backup,)
    for folder, _folders, files in os.walk(data_file.parent):
        for file in files:
            content = Path(folder, file).read_bytes()
            assert b"Berg" not in content
            assert b'"c1"' not in content
    assert store.backups_holding("c1") == []
    reopened = open_store("after")
    assert list(reopened.contacts) == ["c2"]
    assert [entry.label for entry in reopened.history()] == ["import of 2 people"]
    assert reopened.undo() == ["import of 2 people"]
    assert not reopened.contacts


def test_another_session_goes_on_after_a_purge(store, open_store):
    other = open_store("other", who="bob")
    store.apply([ANN, BO], "add")
    other.poll()
    store.apply([Delete("contacts", "c1")], "delete")
    store.purge("c1")
    other.poll()
    assert list(other.contacts) == ["c2"]
    other.apply([Update("contacts", "c2", {"city": "Ulm"})], "move")
    store.poll()
    assert store.contacts["c2"].city == "Ulm"


def test_purging_somebody_nobody_deleted_forgets_nobody(store):
    store.apply([ANN], "add")
    store.purge("c1")
    assert list(store.contacts) == ["c1"]
    assert [entry.id for entry in store.history()] == ["c1"]
