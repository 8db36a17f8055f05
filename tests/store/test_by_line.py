from __future__ import annotations

import json
from random import Random

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.store import by_line, records, snapshot
from netx_tui.store.snapshot import BrokenError, Identity
from netx_tui.store.tree import Held, Table

PEOPLE = {
    "c1": {"id": "c1", "name": "Änne Berg", "links": {"linkedin": "ann"}, "tags": ["fair", "data"]},
    "c2": {"id": "c2", "name": 'Bob "the {[" Ray\n', "mutual_connections": 7, "alumni": True},
    "c3": {"id": "c3"},
}
TABLES = {"contacts": Table(PEOPLE), "companies": Table({"f1": {"id": "f1", "name": "Kranich"}})}


def written(tables=TABLES) -> bytes:
    return b"".join(snapshot.serialised(tables, Identity("g1")))


def raw_of(table: Table) -> list[object]:
    return [held.source for held in table.held.values()]


@pytest.mark.parametrize("intact", [True, False])
def test_what_netx_wrote_is_held_as_it_stands_in_the_file(intact):
    tables, identity = snapshot.parse(written(), intact=intact)
    assert identity.generation == "g1"
    assert tables == {"meta": {}, **TABLES}
    assert all(type(source) is bytes for source in raw_of(tables["contacts"]))
    assert written(tables) == written()


def test_what_is_known_to_be_intact_is_not_read_when_it_is_opened(monkeypatch):
    def refused(_text: bytes, _name: str) -> Held:
        raise AssertionError

    monkeypatch.setattr(by_line, "_read", refused)
    assert by_line.tables_by_line(written(), intact=True) is not None


def test_a_file_that_another_program_wrote_is_read_all_the_same():
    plain = json.dumps({"contacts": {"1": PEOPLE["c1"], "7": PEOPLE["c2"]}}, indent=1).encode()
    assert by_line.tables_by_line(plain, intact=False) is None
    assert snapshot.parse(plain)[0] == {"contacts": {"c1": PEOPLE["c1"], "c2": PEOPLE["c2"]}}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'"2": {"id":"c2"', b'"1": {"id":"c2"'),
        (b'{"id":"c2"', b'{"id":"c1"'),
        (b'"companies": {', b'"contacts": {'),
        (b'"tags":[', b'"id":"c9","tags":['),
        (b'"tags":[', b'"tags":[NaN,'),
        (b'"data"]}', b'"data"]'),
        (b'"data"]}', b'"data"]},{"id":"c8"}'),
        (b'"data"]},', b'"data"]}'),
        (b'"id":"c3"}', b'"id":"c3"},'),
        (b'"id":"c3"', b'"id":"\xff"'),
        (b'"id":"c3"', b'"id":""'),
        (b'"mutual_connections":7', b'"mutual_connections":1e999'),
        (b'"mutual_connections":7', b'"mutual_connections":' + b"[" * 100_000),
        (b"}\n}\n", b"}\n}\n{"),
        (b"}\n}\n", b"}\n"),
        (b"{\n", b"\xef\xbb\xbf{\n"),
    ],
)
def test_what_is_not_quite_as_netx_writes_it_is_left_to_the_thorough_reading(good, bad):
    data = written()
    assert data.count(good) >= 1
    assert by_line.tables_by_line(data.replace(good, bad, 1), intact=False) is None


def test_every_damage_is_found_at_opening_and_told_as_by_the_thorough_reading(monkeypatch):
    def told(data: bytes) -> object:
        try:
            tables, identity = snapshot.parse(data, foreign=True)
        except BrokenError as error:
            return str(error)
        return {name: dict(table) for name, table in tables.items()}, identity

    chance, good = Random(7), written()
    damaged = []
    for _round in range(1500):
        data = bytearray(good)
        place = chance.randrange(len(data))
        data[place : place + chance.choice((0, 1, 1, 9))] = chance.choice(
            (b"", b"}", b"{", b'"', b",", b"\n", b"\\", b"\xff", b"0", b'},\n"9": {"id":"x"}')
        )
        damaged.append(bytes(data))
    quick = list(map(told, damaged))
    monkeypatch.setattr(snapshot, "tables_by_line", lambda _data, *, intact: None)
    assert quick == list(map(told, damaged))
    assert sum(isinstance(answer, str) for answer in quick) > 500


def test_a_document_whose_id_stands_elsewhere_is_written_with_the_id_first():
    data = written({"contacts": Table({"c1": {"name": "Ann", "id": "c1"}})})
    assert b'{"id":"c1","name":"Ann"}' in data


def test_text_of_other_alphabets_is_written_in_ascii_and_read_back():
    by_hand = written().replace(b"\\u00c4nne", "Änne".encode())
    tables, _identity = snapshot.parse(by_hand)
    assert tables["contacts"]["c1"]["name"] == "Änne Berg"
    assert written(tables) == written()


def test_a_document_that_is_nested_deep_is_read_at_once():
    deep: dict[str, object] = {"id": "c1"}
    for _level in range(450):
        deep = {"id": "c1", "below": deep}
    tables, _identity = snapshot.parse(written({"contacts": Table({"c1": deep})}), intact=True)
    assert raw_of(tables["contacts"]) == [deep]


def test_a_table_that_becomes_another_one_keeps_what_is_the_same():
    mine, theirs = snapshot.parse(written())[0]["contacts"], Table(dict(PEOPLE))
    kept = mine.held["c1"]
    theirs["c2"] = {"id": "c2", "name": "Bob"}
    del theirs["c3"]
    theirs["c4"] = {"id": "c4"}
    changed = mine.become(theirs)
    assert changed == {"c2": PEOPLE["c2"], "c3": PEOPLE["c3"], "c4": None}
    assert list(mine) == ["c1", "c2", "c4"]
    assert mine.held["c1"] is kept


def test_edited_documents_are_held_as_text_again_once_they_were_folded(store):
    store.apply([Create("contacts", "c1", {"name": "Ann"}), Create("contacts", "c2", {"name": "Bo"})], "add")
    ann = store.contacts["c1"]
    store.compact(force=True)
    table = store._session.replica.tables["contacts"]
    assert all(type(source) is bytes for source in raw_of(table))
    assert store.contacts["c1"] is ann
    store.apply([Update("contacts", "c1", {"name": "Anna"})], "rename")
    assert store.contacts["c1"].name == "Anna"
    assert store.documents("contacts")["c2"]["name"] == "Bo"


def test_people_who_share_a_value_share_the_object(open_store, store, monkeypatch):
    monkeypatch.setattr(records, "_FEW", 1)
    both = [Create("contacts", name, {"name": name, "company": "Kranich Werke"}) for name in ("c1", "c2")]
    store.apply(both, "add")
    store.compact(force=True)
    one, other = open_store().contacts.values()
    assert one.company is other.company


def test_a_single_link_reads_like_any_map(open_store, store):
    store.apply([Create("contacts", "c1", {"name": "Ann", "links": {"linkedin": "ann"}})], "add")
    links = store.contacts["c1"].links
    assert links == {"linkedin": "ann"}
    assert (links["linkedin"], links.get("x"), list(links), len(links)) == ("ann", None, ["linkedin"], 1)
    assert {**links} == dict(links) == {"linkedin": "ann"}
    assert repr(links) == "{'linkedin': 'ann'}"
