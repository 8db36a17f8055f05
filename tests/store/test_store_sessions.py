from __future__ import annotations

import os
from threading import Thread

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import Locked, NotFound
from netx_tui.store import lock
from netx_tui.store.files import StorePaths

ANN = Create("contacts", "c1", {"name": "Ann Berg", "city": "Bonn", "tags": ["a"]})


def edit(**fields):
    return [Update("contacts", "c1", fields)]


@pytest.fixture
def two(open_store):
    """The screens of Ann, and those of Bob who shares her store."""
    ann, bob = open_store("run-a", who="ann"), open_store("run-b", who="bob")
    ann.apply([ANN], "add")
    bob.poll()
    return ann, bob


def test_another_sessions_edit_arrives_with_the_next_poll(two):
    ann, bob = two
    bob.apply(edit(title="Lead"), "promoted")
    (change,) = ann.poll()
    assert (change.table, change.id, change.who, change.label) == ("contacts", "c1", "bob", "promoted")
    assert change.overwrote == {}
    assert ann.documents("contacts")["c1"]["title"] == "Lead"
    assert ann.poll() == ()
    assert bob.poll() == ()


def test_an_idle_poll_looks_at_one_file_once(two, monkeypatch):
    ann, _bob = two
    looked = []
    monkeypatch.setattr(os, "lstat", lambda path, real=os.lstat: looked.append(path) or real(path))
    monkeypatch.setattr(os, "open", lambda *_args: pytest.fail("a file was opened"))
    assert ann.poll() == ()
    assert len(looked) == 1


def test_edits_to_different_fields_of_one_document_both_survive(two):
    ann, bob = two
    bob.apply(edit(title="Lead"), "bob")
    ann.apply(edit(lang="de"), "ann")
    assert {c.label for c in ann.poll()} == {"bob"}
    bob.poll()
    for store in two:
        document = store.documents("contacts")["c1"]
        assert (document["title"], document["lang"]) == ("Lead", "de")


def test_a_form_saved_whole_does_not_write_back_fields_its_author_left_alone(two):
    ann, bob = two
    form = dict(ann.documents("contacts")["c1"])
    bob.apply(edit(city="Ulm", title="Lead"), "bob")
    ann.apply(edit(**{**form, "lang": "de"}), "whole form")
    document = ann.documents("contacts")["c1"]
    assert (document["city"], document["title"], document["lang"]) == ("Ulm", "Lead", "de")


def test_a_form_that_was_open_for_a_while_names_the_document_it_was_based_on(two):
    ann, bob = two
    base = ann.documents("contacts")["c1"]
    bob.apply(edit(city="Ulm", tags=["a", "bobs"]), "bob")
    ann.poll()
    fields = {"name": "Ann Berg", "city": "Bonn", "tags": ["a", "anns"], "lang": "de"}
    ann.apply(edit(**fields), "form", based_on={("contacts", "c1"): base})
    document = ann.documents("contacts")["c1"]
    assert (document["city"], document["lang"], document["tags"]) == ("Ulm", "de", ["a", "bobs", "anns"])


def test_additions_and_removals_in_lists_of_plain_values_merge(two):
    ann, bob = two
    bob.apply(edit(tags=["b1", "b2"]), "bob replaces a")
    ann.apply(edit(tags=["a", "a1"]), "ann adds a1")
    assert ann.documents("contacts")["c1"]["tags"] == ["b1", "b2", "a1"]


def test_of_two_values_for_one_field_the_later_wins_and_the_loser_is_told(two):
    ann, bob = two
    ann.apply(edit(city="Ulm"), "ann moves")
    bob.apply(edit(city="Jena"), "bob moves")
    (change,) = ann.poll()
    assert change.overwrote == {"city": ("Ulm", "Jena")}
    assert ann.documents("contacts")["c1"]["city"] == "Jena"
    bob.apply(edit(city="Kiel"), "bob moves again")
    assert ann.poll()[0].overwrote == {}


def test_a_deletion_tells_which_values_went_with_it(two):
    ann, bob = two
    ann.apply(edit(city="Ulm"), "ann moves")
    bob.apply([Delete("contacts", "c1")], "bob deletes")
    assert ann.poll()[0].overwrote["city"] == ("Ulm", None)
    assert "c1" not in ann.documents("contacts")


def test_an_edit_to_a_document_deleted_elsewhere_is_refused(two):
    ann, bob = two
    bob.apply([Delete("contacts", "c1")], "bob deletes")
    with pytest.raises(NotFound):
        ann.apply(edit(city="Ulm"), "ann moves")
    assert ann.apply([Delete("contacts", "c1")], "ann deletes").changed == 0


def test_an_item_removed_elsewhere_comes_back_whole_when_it_is_edited(two):
    ann, bob = two
    item = {"rank": "000001", "text": "speaks at a fair", "source": "web"}
    ann.apply([Update("contacts", "c1", {"research.r1": item})], "research")
    bob.poll()
    bob.apply([Update("contacts", "c1", {"research.r1": None})], "remove it")
    ann.apply([Update("contacts", "c1", {"research.r1.text": "spoke at a fair"})], "edit it")
    assert ann.documents("contacts")["c1"]["research"] == {"r1": {**item, "text": "spoke at a fair"}}


def test_items_added_by_two_sessions_are_both_there(two):
    ann, bob = two
    ann.apply([Update("contacts", "c1", {"research.r1": {"rank": "000001", "text": "a"}})], "ann")
    bob.apply([Update("contacts", "c1", {"research.r2": {"rank": "000001", "text": "b"}})], "bob")
    assert set(bob.documents("contacts")["c1"]["research"]) == {"r1", "r2"}


def test_a_session_follows_others_over_compactions_and_keeps_its_documents(two, open_store):
    ann, bob = two
    bob.apply([Create("contacts", "c2", {"name": "Bo"})], "add Bo")
    ann.poll()
    untouched = ann.documents("contacts")["c2"]
    for number in range(3):
        bob.apply(edit(mutual_connections=number), f"edit {number}")
        bob.compact(force=True)
        bob.apply(edit(title=f"title {number}"), f"title {number}")
    labels = [change.label for change in ann.poll()]
    assert labels == ["edit 0", "title 0", "edit 1", "title 1", "edit 2", "title 2"]
    assert ann.documents("contacts") == bob.documents("contacts")
    assert ann.documents("contacts")["c2"] is untouched
    ann.apply(edit(lang="de"), "ann")
    assert open_store("run-c").documents("contacts")["c1"]["title"] == "title 2"
    assert open_store("run-c").documents("contacts")["c1"]["lang"] == "de"


def test_a_session_that_compacts_knows_what_others_wrote(two, open_store):
    ann, bob = two
    bob.apply(edit(title="Lead"), "bob")
    assert ann.compact(force=True)
    assert [change.label for change in ann.poll()] == ["bob"]
    assert open_store("run-c").documents("contacts")["c1"]["title"] == "Lead"


def test_a_session_whose_place_is_no_longer_in_the_history_reads_everything_anew(two, data_file):
    ann, bob = two
    bob.apply([Create("contacts", "c2", {"name": "Bo"})], "add Bo")
    same = ann.documents("contacts")["c1"]
    bob.compact(force=True)
    data_file.with_name("netx.json.history").unlink()
    bob.apply(edit(title="Lead"), "after")
    bob.apply([Delete("contacts", "c1")], "gone")
    bob.compact(force=True)
    data_file.with_name("netx.json.history").unlink()
    changes = ann.poll()
    assert {(c.id, c.who) for c in changes} == {("c1", ""), ("c2", "")}
    assert "c1" not in ann.documents("contacts")
    assert same["name"] == "Ann Berg"


def test_documents_and_views_stay_live_over_a_whole_reading(two, data_file):
    ann, bob = two
    people, cards = ann.documents("contacts"), ann.contacts
    kept = cards["c1"]
    bob.apply([Create("contacts", "c2", {"name": "Bo"})], "add Bo")
    bob.compact(force=True)
    data_file.with_name("netx.json.history").unlink()
    ann.poll()
    assert list(people) == ["c1", "c2"]
    assert cards["c2"].name == "Bo"
    assert cards["c1"] is kept


def test_a_lock_that_is_held_ends_in_a_sentence_and_exit_75(two, data_file, monkeypatch):
    ann, _bob = two
    times = iter(range(100))
    monkeypatch.setattr(lock, "sleep", lambda _seconds: None)
    monkeypatch.setattr(lock, "monotonic", lambda: next(times))
    with lock.StoreLock(StorePaths(data_file)):
        with pytest.raises(Locked, match="try again") as caught:
            ann.apply(edit(city="Ulm"), "move")
        assert caught.value.exit_code == 75
    assert ann.documents("contacts")["c1"]["city"] == "Bonn"
    assert ann.apply(edit(city="Ulm"), "move").changed == 1


def test_a_lock_file_that_was_removed_does_not_let_two_in(data_file, monkeypatch):
    paths = StorePaths(data_file)
    real = lock.StoreLock._wait

    def removed_meanwhile(self, handle, until):
        real(self, handle, until)
        if os.path.exists(paths.lock) and not removed:
            removed.append(True)
            os.unlink(paths.lock)

    removed: list[bool] = []
    monkeypatch.setattr(lock.StoreLock, "_wait", removed_meanwhile)
    with lock.StoreLock(paths) as _held:
        assert os.path.exists(paths.lock)


def test_files_removed_under_a_running_session_are_written_again_from_memory(two, open_store, data_file):
    ann, _bob = two
    ann.apply(edit(city="Ulm"), "move")
    for name in (".journal", ""):
        ann.compact(force=True)
        ann.apply(edit(title=f"before {name}"), "edit")
        data_file.with_name(f"netx.json{name}").unlink()
        ann.apply(edit(lang=f"after {name}"), "edit")
        document = open_store("check").documents("contacts")["c1"]
        assert (document["city"], document["title"], document["lang"]) == (
            "Ulm",
            f"before {name}",
            f"after {name}",
        )


def test_an_edit_made_with_stock_tinydb_between_two_sessions_edits_is_kept(two, data_file, open_store):
    from tinydb import TinyDB, where

    ann, bob = two
    ann.compact(force=True)
    bob.poll()
    bob.apply(edit(lang="de"), "bob")
    with TinyDB(data_file) as stock:
        stock.table("contacts").update({"city": "Ulm"}, where("id") == "c1")
        stock.table("contacts").insert({"name": "No Id"})
    ann.apply(edit(title="Lead"), "ann")
    ann.compact(force=True)
    people = open_store("check").documents("contacts")
    assert (people["c1"]["city"], people["c1"]["lang"], people["c1"]["title"]) == ("Ulm", "de", "Lead")
    assert [document["name"] for document in people.values()] == ["Ann Berg", "No Id"]
    assert all(key == document["id"] for key, document in people.items())


def test_a_line_of_the_snapshot_edited_by_hand_is_not_overwritten_by_a_running_session(
    two, data_file, open_store
):
    ann, bob = two
    bob.compact(force=True)
    ann.poll()
    for city, compact in (("Weimar", False), ("Eisenach", True)):
        if compact:
            bob.compact(force=True)
        data_file.write_text(data_file.read_text().replace(ann.contacts["c1"].city, city))
        ann.apply(edit(lang=city), "edit")
        ann.compact(force=True)
        assert open_store("check").contacts["c1"].city == city
        bob.poll()


def test_threads_of_one_session_take_turns_and_polling_never_waits(two, open_store):
    ann, bob = two

    def work(mine):
        for number in range(25):
            ann.apply([Create("contacts", f"t{mine}-{number}", {"name": "New"})], "add")

    threads = [Thread(target=work, args=(mine,)) for mine in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        ann.poll()
        bob.poll()
    for thread in threads:
        thread.join()
    bob.poll()
    assert len(ann.documents("contacts")) == 101
    assert dict(bob.documents("contacts")) == dict(ann.documents("contacts"))
    assert ann.undo(100) == ["add"] * 100
    assert list(open_store("check").documents("contacts")) == ["c1"]
