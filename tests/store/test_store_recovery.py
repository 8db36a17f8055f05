from __future__ import annotations

import json
import os
import shutil

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import BadInput
from netx_tui.store.lines import line_bytes

ANN = Create("contacts", "c1", {"name": "Ann Berg", "city": "Bonn", "tags": ["a"]})


def edit(**fields):
    return [Update("contacts", "c1", fields)]


@pytest.fixture
def filled(store):
    """Some of it in the snapshot, some in the journal."""
    store.apply([ANN], "add")
    store.compact(force=True)
    store.apply(edit(city="Ulm"), "move")
    return store


def journal_of(path):
    return path.with_name(f"{path.name}.journal")


def test_a_journal_cut_at_any_byte_keeps_all_whole_transactions_and_no_half_one(
    filled, open_store, data_file, tmp_path
):
    journal = journal_of(data_file)
    states = [(journal.stat().st_size, dict(filled.documents("contacts")))]
    for label, changes in (
        (
            "three at once",
            [*edit(lang="de"), Create("contacts", "c2", {"name": "Bo"}), *edit(tags=["ü", "b"])],
        ),
        ("one", edit(title="Lead")),
        ("delete", [Delete("contacts", "c2"), Create("contacts", "c3", {"name": "Cy"})]),
    ):
        filled.apply(changes, label)
        states.append((journal.stat().st_size, dict(filled.documents("contacts"))))
    whole = journal.read_bytes()
    copy = tmp_path / "copy" / "netx.json"
    shutil.copytree(data_file.parent, copy.parent)
    # the note of what was acknowledged never got onto the disk: each cut may be the last write before the end
    copy.with_name("netx.json.lock").unlink()
    for cut in range(states[0][0], len(whole) + 1):
        journal_of(copy).write_bytes(whole[:cut])
        copy.with_name("netx.json.lock").unlink(missing_ok=True)
        expected = [documents for size, documents in states if size <= cut][-1]
        reopened = open_store("after", path=copy)
        assert dict(reopened.documents("contacts")) == expected
        if cut % 3 == 0:
            reopened.apply(edit(notes="after the crash"), "next")
            after = open_store("later", path=copy).documents("contacts")
            assert after == reopened.documents("contacts")
            assert after["c1"]["notes"] == "after the crash"


@pytest.mark.parametrize(
    "garbage", [b"\0" * 500, b"garbage\n", b"\n\n", b"\xff\xfe\n{}\n[]\n", b'{"seq":1}\n', b"[" * 9000]
)
def test_garbage_behind_the_last_edit_is_set_aside(filled, open_store, data_file, garbage):
    with journal_of(data_file).open("ab") as journal:
        journal.write(garbage)
    reopened = open_store("after")
    assert reopened.contacts["c1"].city == "Ulm"
    assert filled.poll() == ()
    filled.apply(edit(lang="de"), "edit")
    assert data_file.with_name("netx.json.journal.torn").read_bytes() == garbage
    reopened.poll()
    for session in (filled, reopened, open_store("later")):
        assert (session.contacts["c1"].city, session.contacts["c1"].lang) == ("Ulm", "de")


def test_a_broken_line_before_later_edits_is_refused_with_its_number(filled, open_store, data_file):
    filled.apply(edit(lang="de"), "edit")
    filled.apply(edit(title="Lead"), "edit")
    journal = journal_of(data_file)
    lines = journal.read_bytes().splitlines(keepends=True)
    damages = {
        "changed": [lines[0], lines[1], lines[2].replace(b'"set"', b'set"'), lines[3]],
        "missing": [lines[0], lines[1], lines[3]],
        "twice": [lines[0], lines[1], lines[2], lines[2], lines[3]],
        "not a line": [lines[0], lines[1], b'{"n":1}\n', lines[3]],
    }
    for damaged in damages.values():
        journal.write_bytes(b"".join(damaged))
        with pytest.raises(BadInput, match=r"netx\.json\.journal is damaged in line [34]"):
            open_store("after")
        assert journal.read_bytes() == b"".join(damaged)


@pytest.mark.parametrize(
    "header", [b"", b"\n", b"{}\n", b"garbage", b'{"netx":"journal","format":1,"continues":3}\n']
)
def test_a_journal_without_its_beginning_is_refused(filled, open_store, data_file, header):
    journal_of(data_file).write_bytes(header)
    with pytest.raises(BadInput, match=r"netx\.json\.journal is no journal of netx"):
        open_store("after")


def test_a_journal_of_a_newer_netx_is_refused(filled, open_store, data_file):
    journal = journal_of(data_file)
    header = json.loads(journal.read_bytes().splitlines()[0]) | {"format": 2}
    del header["crc"]
    journal.write_bytes(line_bytes(header))
    with pytest.raises(BadInput, match="newer netx"):
        open_store("after")


BROKEN = {
    "truncated": lambda whole: whole[: len(whole) // 2],
    "garbage": lambda whole: b"\x00\x01\x02 nothing here",
    "not UTF-8": lambda whole: whole.replace(b"Ann", b"\xff\xfeAn"),
    "NaN": lambda whole: whole.replace(b'"rev":1', b'"rev":NaN'),
    "infinity by size": lambda whole: whole.replace(b'"rev":1', b'"rev":1e999'),
    "nested 100,000 deep": lambda whole: b"[" * 100_000 + b"]" * 100_000,
    "documents nested too deep": lambda whole: b'{"contacts":{"1":{"id":' + b"[" * 100_000,
    "a huge number": lambda whole: whole.replace(b'"rev":1', b'"rev":' + b"9" * 5000),
    "a list": lambda whole: b"[]",
    "a text": lambda whole: b'"netx"',
    "a table that is none": lambda whole: b'{"name": "left-pad", "version": 1}',
    "a document that is none": lambda whole: b'{"contacts": {"1": 5}}',
    "no JSON at the end": lambda whole: whole + b"}",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_snapshot_is_refused_by_name_and_never_written_over(filled, open_store, data_file, kind):
    damaged = BROKEN[kind](data_file.read_bytes())
    data_file.write_bytes(damaged)
    with pytest.raises(BadInput, match=r"netx\.json cannot be used: .*no good backup was found"):
        open_store("after")
    with pytest.raises(BadInput):
        filled.apply(edit(lang="de"), "edit")
    with pytest.raises(BadInput):
        filled.compact(force=True)
    filled.close(compact=True)
    assert data_file.read_bytes() == damaged
    assert filled.contacts["c1"].city == "Ulm"


def test_the_refusal_names_the_newest_backup_that_can_be_read(filled, open_store, data_file):
    backups = data_file.with_name("backups")
    backups.mkdir()
    for hour, content in ((1, ""), (2, ""), (3, "{"), (4, "{}")):
        target = backups / f"netx-20261122-0{hour}0000.json"
        filled.backup(target)
        if content:
            target.write_text(content)
    data_file.write_text("{")
    good = backups / "netx-20261122-020000.json"
    with pytest.raises(BadInput) as refused:
        open_store("check")
    assert f"the newest good backup is {good}." in refused.value.message
    assert f"netx restore {good} --data {data_file} --yes" in refused.value.message


def test_a_snapshot_that_vanished_while_its_journal_is_there_is_refused(filled, open_store, data_file):
    for damage in (data_file.unlink, data_file.touch):
        damage()
        with pytest.raises(BadInput, match="missing or empty"):
            open_store("after")


def test_a_store_that_never_had_a_snapshot_lives_in_its_journal(store, open_store, data_file):
    store.apply([ANN], "add")
    assert not data_file.exists()
    assert open_store("after").contacts["c1"].city == "Bonn"


def test_an_empty_file_and_an_empty_object_are_new_stores(open_store, data_file):
    data_file.parent.mkdir()
    for text in ("", "{}", "\ufeff{}"):
        data_file.write_text(text, encoding="utf-8")
        assert open_store("r").tables() == ()


def test_a_file_over_the_size_limit_is_not_read(open_store, data_file, monkeypatch):
    monkeypatch.setattr("netx_tui.store.files.SIZE_LIMIT", 1024**2)
    data_file.parent.mkdir()
    with data_file.open("wb") as file:
        file.truncate(1024**2 + 1)
    with pytest.raises(BadInput, match="larger than 1 MB"):
        open_store("r")


def test_a_file_without_permission_is_refused(open_store, data_file, monkeypatch):
    data_file.parent.mkdir()
    data_file.touch()

    def denied(path, *_args):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(BadInput, match="Permission denied"):
        open_store("r")


def test_a_journal_with_nothing_in_it_does_not_stop_a_restored_snapshot(filled, open_store, data_file):
    filled.backup(data_file.with_name("backup.json"))
    filled.apply(edit(city="Jena"), "later")
    filled.compact(force=True)
    os.replace(data_file.with_name("backup.json"), data_file)
    restored = open_store("after")
    assert restored.contacts["c1"].city == "Ulm"
    restored.apply(edit(lang="de"), "edit")
    again = open_store("later")
    assert (again.contacts["c1"].city, again.contacts["c1"].lang) == ("Ulm", "de")
    again.compact(force=True)
    assert again.undo() == ["edit"]


STEPS = ("write", "fsync", "rename", "ftruncate", "open", "mkdir", "unlink")


def dies_at(call, work):
    """Run ``work`` in a process that dies before its ``call``-th file call; whether it got that far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = [call]

    def counted(real, name):
        def run(*args, **options):
            if left[0] == 0:
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os._exit(9)
            left[0] -= 1
            return real(*args, **options)

        return run

    status = 1
    try:
        for name in STEPS:
            setattr(os, name, counted(getattr(os, name), name))
        work()
        status = 0
    finally:
        os._exit(status)


@pytest.mark.parametrize("rescuer", ["the next edit", "a running session", "another compaction"])
def test_a_crash_between_any_two_steps_of_a_compaction_loses_nothing(open_store, tmp_path, rescuer):
    for call in range(100):
        path = tmp_path / f"store{call}" / "netx.json"
        store = open_store(path=path)
        store.apply([ANN], "add")
        if call % 2:
            store.compact(force=True)
        store.apply(edit(city="Ulm"), "move")
        store.apply([Create("contacts", "c2", {"name": "Bo"})], "add Bo")
        expected = dict(store.documents("contacts"))
        died = dies_at(call, lambda path=path: open_store("dying", path=path).compact(force=True))
        reader = open_store("reader", path=path, read_only=True)
        assert dict(reader.documents("contacts")) == expected
        writer = store if rescuer == "a running session" else open_store("next", path=path)
        assert dict(writer.documents("contacts")) == expected
        if rescuer == "another compaction":
            writer.compact(force=True)
        writer.apply(edit(lang="de"), "after")
        store.poll()
        reader.poll()
        for session in (store, reader, open_store("check", path=path)):
            assert session.documents("contacts") == writer.documents("contacts")
            assert [e.label for e in session.history()] == ["after", "add Bo", "move", "add"]
        assert writer.undo(2) == ["after", "add Bo"]
        if not died:
            break
    assert call > 15


def test_a_crash_between_any_two_steps_of_an_edit_keeps_it_whole_or_not_at_all(open_store, tmp_path):
    for call in range(100):
        path = tmp_path / f"store{call}" / "netx.json"
        if call % 2:
            open_store(path=path).apply([Create("contacts", "c0", {"name": "Cy"})], "first")
        changes = [ANN, Create("contacts", "c2", {"name": "Bo"})]
        died = dies_at(
            call, lambda path=path, changes=changes: open_store("dying", path=path).apply(changes, "x")
        )
        names = set(open_store("check", path=path).documents("contacts")) - {"c0"}
        assert names in (set(), {"c1", "c2"})
        after = open_store("next", path=path)
        if not names:
            after.apply(changes, "retried")
        after.apply(edit(city="Ulm"), "edit")
        assert open_store("later", path=path).contacts["c1"].city == "Ulm"
        if not died and call > 8:
            break
    assert not died


def test_a_document_with_no_id_or_a_double_one_gets_the_same_new_one_at_every_reading(open_store, data_file):
    data_file.parent.mkdir()
    table = {"1": {"name": "A"}, "2": {"id": "c1"}, "3": {"id": "c1"}, "4": {"id": 7}, "5": {"id": "c1-3"}}
    data_file.write_text(json.dumps({"contacts": table}))
    first, second = open_store("a"), open_store("b")
    ids = list(first.documents("contacts"))
    assert len(set(ids)) == 5
    assert ids == list(second.documents("contacts"))
    first.apply([Update("contacts", ids[2], {"name": "third"})], "edit")
    second.poll()
    assert second.documents("contacts")[ids[2]]["name"] == "third"
    second.compact(force=True)
    assert list(open_store("c").documents("contacts")) == ids


def test_history_and_undo_follow_a_store_that_went_back_to_a_backup(filled, open_store, data_file):
    filled.backup(data_file.with_name("backup.json"))
    for city in ("Jena", "Kiel"):
        filled.apply(edit(city=city), f"to {city}")
    filled.compact(force=True)
    os.replace(data_file.with_name("backup.json"), data_file)
    restored = open_store("after")
    assert restored.undo_label() == "move"
    restored.apply(edit(lang="de"), "new")
    restored.compact(force=True)
    again = open_store("later")
    assert [entry.label for entry in again.history()] == ["new", "move", "add"]
    assert again.undo(9) == ["new", "move", "add"]


def test_a_value_nested_deep_by_another_program_never_ends_in_a_traceback(filled, open_store, data_file):
    filled.compact(force=True)
    deep = '{"a":' * 900 + "1" + "}" * 900
    data_file.write_text(data_file.read_text().replace('"name":"Ann Berg"', f'"name":"Ann Berg","x":{deep}'))
    try:
        store = open_store("after")
        store.apply(edit(lang="de"), "edit")
        store.compact(force=True)
    except BadInput as error:
        assert "nested too deep" in error.message
