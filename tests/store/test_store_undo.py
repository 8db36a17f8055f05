from __future__ import annotations

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import NetxError, RuleRefused

ANN = Create(
    "contacts", "c1", {"name": "Ann Berg", "tags": ["a", "b"], "links": {"web": "https://a.example"}}
)


def content(store, name="c1"):
    """The contact without what the store itself keeps."""
    document = store.documents("contacts").get(name)
    return document and {k: v for k, v in document.items() if k not in ("rev", "updated", "created")}


def edit(**fields):
    return [Update("contacts", "c1", fields)]


def test_there_is_nothing_to_undo_or_redo_in_a_new_store(store):
    with pytest.raises(NetxError, match=r"Nothing to undo\."):
        store.undo()
    with pytest.raises(NetxError, match=r"Nothing to redo\."):
        store.redo()
    assert (store.undo_label(), store.redo_label()) == (None, None)


def test_undo_and_redo_walk_back_and_forth_over_every_kind_of_change(store):
    store.apply([ANN], "add")
    states = [None, content(store)]
    for label, changes in (
        ("city", edit(city="Bonn")),
        ("tags", edit(tags=["b", "c"])),
        ("links", [Update("contacts", "c1", {"links.web": None, "links.x": "https://x.example"})]),
        ("delete", [Delete("contacts", "c1")]),
    ):
        store.apply(changes, label)
        states.append(content(store))
    labels = ["delete", "links", "tags", "city", "add"]
    for number, label in enumerate(labels, 2):
        assert store.undo_label() == label
        assert store.undo() == [label]
        assert content(store) == states[-number]
    assert store.undo_label() is None
    for number, label in enumerate(reversed(labels), 1):
        assert store.redo_label() == label
        assert store.redo() == [label]
        assert content(store) == states[number]
    assert store.redo_label() is None


def test_undo_of_several_steps_is_all_of_them_at_once(store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "one")
    store.apply(edit(city="Ulm"), "two")
    assert store.undo(2) == ["two", "one"]
    assert "city" not in content(store)
    assert store.redo(9) == ["one", "two"]
    assert content(store)["city"] == "Ulm"
    assert store.undo(9) == ["two", "one", "add"]
    assert content(store) is None


def test_a_new_edit_ends_what_could_be_redone(store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "one")
    store.undo()
    store.apply(edit(city="Ulm"), "two")
    assert store.redo_label() is None
    assert store.undo(2) == ["two", "add"]


def test_undo_survives_a_restart_and_a_compaction(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "one")
    store.close(compact=True)
    again = open_store("run-2")
    assert again.undo_label() == "one"
    assert again.undo() == ["one"]
    again.compact(force=True)
    third = open_store("run-3")
    assert third.redo_label() == "one"
    assert third.undo_label() == "add"
    assert third.redo() == ["one"]
    third.compact(force=True)
    assert open_store("run-4").undo(5) == ["one", "add"]


def test_undo_goes_200_steps_deep(store, open_store):
    store.apply([ANN], "add")
    for number in range(200):
        store.apply(edit(mutual_connections=number), f"step {number}")
    store.compact(force=True)
    again = open_store("run-2")
    assert again.undo(200)[-1] == "step 0"
    assert content(again) == {"id": "c1", **ANN.fields}


def test_undo_belongs_to_the_user(store, open_store):
    store.apply([ANN], "ann adds")
    bob = open_store("run-2", who="bob")
    bob.apply(edit(city="Bonn"), "bob edits")
    assert bob.undo_label() == "bob edits"
    bob.undo()
    assert bob.undo_label() is None


def test_a_session_takes_back_its_own_edits_first_then_the_users_older_ones(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "screen")
    other = open_store("run-2")
    other.apply(edit(title="Lead"), "verb")
    store.poll()
    assert store.undo_label() == "screen"
    assert other.undo_label() == "verb"
    assert store.undo() == ["screen"]
    other.poll()
    assert other.undo(2) == ["verb", "add"]


def test_an_edit_undone_in_another_session_is_not_undone_again(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "city")
    open_store("run-2").undo()
    store.poll()
    assert store.undo_label() == "add"
    assert store.redo() == ["city"]


def test_an_undo_that_would_overwrite_somebody_elses_edit_names_field_and_person(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn", lang="de"), "moved Ann to Bonn")
    bob = open_store("run-2", who="bob")
    bob.apply(edit(city="Ulm"), "bob edits")
    with pytest.raises(RuleRefused, match=r"'moved Ann to Bonn'.* bob has changed city of Ann Berg since"):
        store.undo()
    assert content(store)["city"] == "Ulm"
    assert content(store)["lang"] == "de"
    bob.undo()
    assert store.undo() == ["moved Ann to Bonn"]
    assert "lang" not in content(store)


def test_undo_keeps_what_somebody_else_wrote_in_other_fields(store, open_store):
    store.apply([ANN], "add")
    store.apply([Update("contacts", "c1", {"links.xing": "https://x.example"})], "link")
    bob = open_store("run-2", who="bob")
    bob.apply([Update("contacts", "c1", {"links.web": "https://b.example", "title": "Lead"})], "bob edits")
    store.undo()
    assert content(store)["links"] == {"web": "https://b.example"}
    assert content(store)["title"] == "Lead"


def test_undo_of_a_tag_keeps_the_tags_of_others(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(tags=["b", "mine"]), "tags")
    open_store("run-2", who="bob").apply(edit(tags=["b", "mine", "bobs"]), "bob's tag")
    store.undo()
    assert content(store)["tags"] == ["b", "bobs", "a"]


def test_undo_of_a_tag_somebody_already_removed_counts_and_goes_on(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(tags=["a", "b", "mine"]), "tag")
    open_store("run-2", who="bob").apply(edit(tags=["a", "b"]), "bob removes it")
    assert store.undo() == ["tag"]
    assert content(store)["tags"] == ["a", "b"]
    assert store.undo_label() == "add"


def test_undo_of_a_creation_is_refused_once_somebody_else_edited_the_document(store, open_store):
    store.apply([ANN], "added Ann")
    open_store("run-2", who="bob").apply(edit(notes="met at a fair"), "note")
    with pytest.raises(RuleRefused, match="bob has changed notes of Ann Berg"):
        store.undo()
    assert content(store)["notes"] == "met at a fair"


def test_undo_of_an_edit_to_a_document_that_was_deleted_is_refused(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "city")
    open_store("run-2", who="bob").apply([Delete("contacts", "c1")], "bob deletes")
    with pytest.raises(RuleRefused, match="bob has deleted c1"):
        store.undo()


def test_undo_of_a_deletion_is_refused_while_the_id_is_taken_again(store, open_store):
    store.apply([ANN], "add")
    store.apply([Delete("contacts", "c1")], "delete")
    open_store("run-2", who="bob").apply([ANN], "bob adds her again")
    with pytest.raises(RuleRefused, match="bob has put Ann Berg there again"):
        store.undo()


def test_a_refused_undo_of_several_steps_takes_none_back(store, open_store):
    store.apply([ANN], "add")
    store.apply(edit(city="Bonn"), "first")
    store.apply(edit(lang="de"), "second")
    open_store("run-2", who="bob").apply(edit(city="Ulm"), "bob")
    with pytest.raises(RuleRefused):
        store.undo(2)
    assert content(store)["lang"] == "de"
    assert store.undo() == ["second"]


def test_an_import_is_one_step(store):
    store.apply([Create("contacts", f"c{n}", {"name": f"Person {n}"}) for n in range(300)], "imported 300")
    assert len(store.documents("contacts")) == 300
    assert store.undo() == ["imported 300"]
    assert not store.documents("contacts")
    assert store.redo() == ["imported 300"]
    assert list(store.documents("contacts")) == [f"c{n}" for n in range(300)]


def test_history_tells_who_changed_what_newest_first(store, open_store):
    store.apply([ANN], "add")
    store.compact(force=True)
    bob = open_store("run-2", who="bob")
    bob.apply([Update("contacts", "c1", {"city": "Bonn", "links.web": None})], "moved")
    bob.apply([Create("contacts", "c2", {"name": "Bo"})], "add Bo")
    bob.undo()
    entries = store.history()
    assert [(e.who, e.label, e.id, e.undid) for e in entries] == [
        ("bob", "add Bo", "c2", True),
        ("bob", "add Bo", "c2", False),
        ("bob", "moved", "c1", False),
        ("ann", "add", "c1", False),
    ]
    changes = {change.field: (change.old, change.new) for change in entries[2].changes}
    assert changes == {"city": (None, "Bonn"), "links.web": ("https://a.example", None)}
    assert entries[2].at == "2026-11-23T08:00:00+00:00"
    assert [e.label for e in store.history(ids={"c1"}, limit=1)] == ["moved"]
    assert [e.label for e in store.history(ids=["c1"])] == ["moved", "add"]
