from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import BadInput, CannotWrite, NotFound, RuleRefused

ANN = Create("contacts", "c1", {"name": "Ann Berg", "links": {"web": "https://ann.example"}, "tags": ["a"]})


def test_a_new_document_is_there_at_once_and_after_reopening(store, open_store):
    receipt = store.apply([ANN], "added Ann Berg")
    assert (receipt.label, receipt.ids, receipt.changed) == ("added Ann Berg", ("c1",), 1)
    assert store.documents("contacts")["c1"]["name"] == "Ann Berg"
    assert dict(open_store("other").documents("contacts")) == dict(store.documents("contacts"))


def test_the_store_keeps_revision_and_times_in_utc(data_file, now):
    from netx_tui.store.workspace import Workspace

    times = iter([now, now + timedelta(hours=1)])
    store = Workspace.open(data_file, who="ann", run="r", clock=lambda: next(times))
    store.apply([ANN], "add")
    store.apply([Update("contacts", "c1", {"city": "Bonn", "lang": "de"})], "edit")
    document = store.documents("contacts")["c1"]
    assert document["rev"] == 2
    assert document["created"] == "2026-11-23T08:00:00+00:00"
    assert document["updated"] == "2026-11-23T09:00:00+00:00"


def test_nobody_but_the_store_writes_id_revision_and_update_time(store):
    store.apply([ANN], "add")
    receipt = store.apply([Update("contacts", "c1", {"id": "x", "rev": 99, "updated": "never"})], "forge")
    assert receipt.changed == 0
    assert store.documents("contacts")["c1"]["rev"] == 1


def test_an_update_to_equal_values_writes_nothing(store, data_file):
    store.apply([ANN], "add")
    journal = data_file.with_name("netx.json.journal")
    before = journal.read_bytes()
    receipt = store.apply(
        [Update("contacts", "c1", {"name": "Ann Berg", "tags": ["a"], "city": None})], "same"
    )
    assert (receipt.txn, receipt.changed) == ("", 0)
    assert journal.read_bytes() == before


def test_a_dotted_path_changes_one_link_and_none_removes_it(store):
    store.apply([ANN], "add")
    store.apply([Update("contacts", "c1", {"links.xing": "https://x.example"})], "edit")
    assert store.documents("contacts")["c1"]["links"] == {
        "web": "https://ann.example",
        "xing": "https://x.example",
    }
    store.apply([Update("contacts", "c1", {"links.xing": None, "links.web": None})], "edit")
    assert "links" not in store.documents("contacts")["c1"]


def test_unknown_and_absent_values_are_not_kept(store):
    store.apply([Create("contacts", "c1", {"name": "Ann", "city": None, "links": {}, "tags": ()})], "add")
    assert set(store.documents("contacts")["c1"]) == {"id", "name", "tags", "created", "rev", "updated"}


def test_an_edit_makes_a_new_document_and_leaves_the_old_one_alone(store):
    store.apply([ANN], "add")
    old = store.documents("contacts")["c1"]
    store.apply([Update("contacts", "c1", {"links.web": "https://b.example"})], "edit")
    assert old["links"] == {"web": "https://ann.example"}
    assert store.documents("contacts")["c1"] is not old


def test_what_the_caller_keeps_of_a_change_is_not_what_the_store_keeps(store):
    fields = {"name": "Ann", "tags": ["a"], "links": {"web": "https://a.example"}}
    store.apply([Create("contacts", "c1", fields)], "add")
    fields["tags"].append("b")
    fields["links"].clear()
    assert store.documents("contacts")["c1"]["tags"] == ["a"]
    assert store.documents("contacts")["c1"]["links"] == {"web": "https://a.example"}


def test_several_changes_to_one_document_are_one_line_and_one_revision(store):
    store.apply(
        [ANN, Update("contacts", "c1", {"city": "Bonn"}), Update("contacts", "c1", {"city": "Ulm"})], "add"
    )
    assert store.documents("contacts")["c1"]["city"] == "Ulm"
    assert store.documents("contacts")["c1"]["rev"] == 1
    store.apply([Update("contacts", "c1", {"city": "Bonn"}), Update("contacts", "c1", {"city": "Ulm"})], "x")
    assert store.documents("contacts")["c1"]["city"] == "Ulm"


def test_a_document_made_and_deleted_in_one_transaction_was_never_there(store):
    assert store.apply([ANN, Delete("contacts", "c1")], "nothing").changed == 0


def test_a_retried_creation_does_not_double_and_another_one_under_its_id_is_refused(store):
    store.apply([ANN], "add")
    assert store.apply([ANN], "again").changed == 0
    with pytest.raises(RuleRefused, match="c1"):
        store.apply([Create("contacts", "c1", {"name": "Bo"})], "clash")


def test_a_change_to_a_missing_document_refuses_the_whole_transaction(store):
    with pytest.raises(NotFound, match="c9"):
        store.apply([ANN, Update("contacts", "c9", {"city": "Bonn"})], "both")
    assert not store.documents("contacts")


def test_fields_netx_does_not_know_survive_edits(store, open_store):
    store.apply([Create("contacts", "c1", {"name": "Ann", "aura": {"colour": [1, {"deep": True}]}})], "add")
    store.apply([Update("contacts", "c1", {"city": "Bonn"})], "edit")
    store.compact(force=True)
    assert open_store("r2").documents("contacts")["c1"]["aura"] == {"colour": [1, {"deep": True}]}


def test_keys_with_dots_and_backslashes_are_fields_too(store, open_store):
    store.apply([Create("contacts", "c1", {"name": "Ann", "a.b": {"c\\d": 1}})], "add")
    store.apply([Update("contacts", "c1", {"a\\.b.c\\\\d": 2, "a\\.b.e": 3})], "edit")
    assert open_store("r2").documents("contacts")["c1"]["a.b"] == {"c\\d": 2, "e": 3}


def test_true_and_one_are_different_values(store):
    store.apply([Create("contacts", "c1", {"name": "Ann", "alumni": 1})], "add")
    assert store.apply([Update("contacts", "c1", {"alumni": True})], "edit").changed == 1
    assert store.documents("contacts")["c1"]["alumni"] is True


def test_nan_and_values_that_are_no_json_are_refused_before_anything_is_written(store):
    store.apply([ANN], "add")
    for value in (float("nan"), float("inf"), datetime(2026, 1, 1), {1, 2}):
        with pytest.raises((ValueError, TypeError)):
            store.apply([Update("contacts", "c1", {"score": value})], "bad")
    assert "score" not in store.documents("contacts")["c1"]
    assert store.apply([Update("contacts", "c1", {"score": 1.5})], "good").changed == 1


def test_a_value_nested_too_deep_is_refused(store):
    deep: list[object] = []
    for _level in range(100):
        deep = [deep]
    with pytest.raises(BadInput, match="32"):
        store.apply([Create("contacts", "c1", {"name": "Ann", "deep": deep})], "add")


def test_lone_surrogates_and_every_other_character_come_back_as_they_were(store, open_store):
    name = '\ud800 Zoë 😀 \u2028 \x1b[31m \x00 "quote" \\ \n'
    store.apply([Create("contacts", "c1", {"name": name})], "add \ud800")
    assert open_store("r2").documents("contacts")["c1"]["name"] == name
    store.compact(force=True)
    assert open_store("r3").documents("contacts")["c1"]["name"] == name


def test_ids_are_short_safe_and_never_given_twice(store):
    ids = [store.new_id("contacts") for _n in range(2000)]
    assert len(set(ids)) == 2000
    assert all(re.fullmatch(r"c[0-9a-hjkmnp-tv-z]{7}", name) for name in ids)
    assert store.new_id("_default")[0] == "x"


def test_ids_repeat_for_a_test_that_brings_its_own_entropy(open_store):
    pieces = iter([b"\0" * 7, b"\0" * 7, b"\1" * 7])
    store = open_store(entropy=lambda length: next(pieces))
    assert [store.new_id("actions"), store.new_id("actions")] == ["a0000000", "a1111111"]


def test_the_version_grows_with_every_change_and_only_then(store):
    seen = [store.version]
    store.apply([ANN], "add")
    seen.append(store.version)
    store.apply([Update("contacts", "c1", {"name": "Ann Berg"})], "same")
    store.poll()
    seen.append(store.version)
    store.undo()
    seen.append(store.version)
    assert seen[0] < seen[1] == seen[2] < seen[3]


def test_a_store_opened_for_reading_creates_nothing_and_refuses_edits(open_store, data_file):
    store = open_store(read_only=True)
    assert store.read_only
    assert not store.documents("contacts")
    assert store.poll() == ()
    assert store.history() == []
    assert store.undo_label() is None
    with pytest.raises(CannotWrite, match="reading only"):
        store.apply([ANN], "add")
    assert store.compact(force=True) is False
    store.close(compact=True)
    assert not data_file.parent.exists()


def test_opening_alone_creates_nothing(store, data_file):
    store.poll()
    store.close(compact=True)
    assert not data_file.parent.exists()


def test_a_file_of_a_newer_netx_is_only_read(store, open_store, data_file):
    store.apply([ANN], "add")
    store.compact(force=True)
    content = json.loads(data_file.read_text())
    content["meta"]["1"]["schema"] = 99
    data_file.write_text(json.dumps(content))
    newer = open_store("r2")
    assert newer.read_only
    assert newer.contacts["c1"].name == "Ann Berg"
    with pytest.raises(CannotWrite, match="newer netx"):
        newer.apply([Update("contacts", "c1", {"city": "Bonn"})], "edit")
    with pytest.raises(CannotWrite, match="newer netx"):
        store.apply([Update("contacts", "c1", {"city": "Bonn"})], "edit")


def test_the_stores_own_document_is_not_in_the_way_and_cannot_be_replaced(store):
    store.apply([Create("meta", "board", {"wip": 3})], "settings")
    store.compact(force=True)
    assert list(store.documents("meta")) == ["board"]
    with pytest.raises(RuleRefused):
        store.apply([Create("meta", "store", {"schema": 7})], "forge")
