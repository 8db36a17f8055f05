from __future__ import annotations

import json
import subprocess
import sys

from tinydb import TinyDB, where
from tinydb.table import Document

from netx_tui.domain.changes import Create, Delete, Update


def people(store, count=3):
    store.apply(
        [Create("contacts", f"c{n}", {"name": f"Person {n}", "city": "Köln"}) for n in range(count)], "add"
    )


def test_after_compaction_stock_tinydb_shows_everything(store, data_file):
    people(store)
    store.apply([Create("companies", "f1", {"name": "Kranich Werke"}), Delete("contacts", "c1")], "more")
    store.close(compact=True)
    with TinyDB(data_file) as stock:
        assert stock.tables() == {"meta", "contacts", "companies"}
        rows = stock.table("contacts").all()
        assert [(row.doc_id, row["id"]) for row in rows] == [(1, "c0"), (2, "c2")]
        assert rows == list(store.documents("contacts").values())
        assert stock.table("companies").get(where("name") == "Kranich Werke")["id"] == "f1"
        assert stock.table("meta").all()[0]["schema"] == 1


def test_a_backup_opens_with_stock_tinydb_too(store, tmp_path):
    people(store)
    store.backup(tmp_path / "backup.json")
    with TinyDB(tmp_path / "backup.json") as stock:
        assert len(stock.table("contacts")) == 3


def test_the_snapshot_has_one_document_per_line_in_plain_ascii(store, data_file):
    people(store)
    store.compact(force=True)
    text = data_file.read_bytes().decode("ascii")
    assert sum(line.startswith('"') and '"id":"c' in line for line in text.splitlines()) == 3
    assert subprocess.run([sys.executable, "-m", "json.tool", data_file], capture_output=True).returncode == 0
    assert list(json.loads(text)) == ["meta", "contacts"]


def test_an_edit_with_stock_tinydb_is_there_at_the_next_opening(store, open_store, data_file):
    people(store)
    store.close(compact=True)
    with TinyDB(data_file) as stock:
        stock.table("contacts").update({"city": "Ulm"}, where("id") == "c1")
        stock.table("contacts").insert({"name": "New"})
        stock.insert({"anything": 1})
    again = open_store("r2")
    assert again.contacts["c1"].city == "Ulm"
    assert len(again.contacts) == 4
    again.apply([Update("contacts", "c1", {"lang": "de"})], "edit")
    again.compact(force=True)
    third = open_store("r3")
    assert (third.contacts["c1"].city, third.contacts["c1"].lang) == ("Ulm", "de")
    assert [document["anything"] for document in third.documents("_default").values()] == [1]


def test_a_file_that_only_stock_tinydb_ever_wrote_becomes_a_store_with_the_first_edit(open_store, data_file):
    data_file.parent.mkdir()
    with TinyDB(data_file) as stock:
        stock.table("contacts").insert_multiple([{"name": "Ann"}, {"name": "Bo"}])
    store = open_store("r1")
    first, second = store.documents("contacts")
    store.apply([Update("contacts", first, {"city": "Ulm"})], "edit")
    again = open_store("r2")
    assert [again.contacts[name].name for name in (first, second)] == ["Ann", "Bo"]
    assert again.contacts[first].city == "Ulm"
    assert again.undo() == ["edit"]


def test_tinydb_code_over_the_workspace_is_journaled_and_can_be_undone(store, open_store):
    people(store)
    other = open_store("run-2", who="bob")
    with store.tinydb("cleaned up") as db:
        table = db.table("contacts")
        assert [document.doc_id for document in table] == [1, 2, 3]
        table.remove(doc_ids=[1])
        table.update({"city": "Ulm", "extra": {"a": [1]}}, where("name") == "Person 1")
        assert table.insert({"name": "New"}) == 4
        table.upsert(Document({"name": "Newer"}, doc_id=4))
        assert [(document.doc_id, document["name"]) for document in table] == [
            (2, "Person 1"),
            (3, "Person 2"),
            (4, "Newer"),
        ]
        db.table("notes").insert({"text": "hello"})
    assert [change.label for change in other.poll()] == ["cleaned up"] * 5
    assert other.documents("contacts") == store.documents("contacts")
    assert store.undo(5) == ["cleaned up"] * 5
    assert {document["name"] for document in store.documents("contacts").values()} == {
        "Person 0",
        "Person 1",
        "Person 2",
    }


def test_tinydb_code_does_not_overwrite_what_another_session_writes_meanwhile(store, open_store):
    people(store)
    other = open_store("run-2", who="bob")
    with store.tinydb() as db:
        table = db.table("contacts")
        table.all()
        other.apply(
            [Update("contacts", "c1", {"lang": "de"}), Create("contacts", "c9", {"name": "Cy"})], "bob"
        )
        table.update({"city": "Ulm"}, doc_ids=[2])
        table.insert({"name": "New"})
    assert (store.contacts["c1"].city, store.contacts["c1"].lang) == ("Ulm", "de")
    assert {contact.name for contact in store.contacts.values()} >= {"Cy", "New", "Person 0"}


def test_tinydb_code_cannot_reach_the_stores_documents_by_the_back_door(store):
    people(store)
    with store.tinydb() as db:
        db.table("contacts").all()[0]["city"] = "nowhere"
        db.drop_table("contacts")
        assert len(db.table("contacts")) == 0
    store.undo()
    assert {contact.city for contact in store.contacts.values()} == {"Köln"}
