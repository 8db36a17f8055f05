from __future__ import annotations

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.contacts import (
    Company,
    Contact,
    LifeEvent,
    Mail,
    Research,
    ScoreSeen,
    StageChange,
    Touch,
)
from netx_tui.store.records import (
    CONTACTS,
    company_fields,
    contact_fields,
    item_fields,
    mail_fields,
    next_rank,
    touch_fields,
)

FULL = Contact(
    id="c1",
    name="Ann Berg",
    given="Ann",
    family="Berg",
    company="Kranich Werke",
    title="Senior Data Engineer",
    department="data",
    level="senior",
    guessed=("department", "level"),
    company_since="2021-06",
    emails=("ann@example.org", "a.berg@example.org"),
    phones=("+49 30 1",),
    links={"linkedin": "https://www.linkedin.com/in/ann"},
    city="Berlin",
    stage="shortlisted",
    stage_log=(
        StageChange("2026-11-01T08:00:00+00:00", "lead", "shortlisted", "person"),
        StageChange("2026-11-02T08:00:00+00:00", "shortlisted", "invited", "mail", "a good day"),
    ),
    tags=("fair",),
    mutual_connections=0,
    former_colleague=True,
    alumni=False,
    shared_community=False,
    do_not_contact=True,
    research=(Research("r2", "speaks at a fair", "web", "2026-10-01"), Research("r1", "writes")),
    events=(LifeEvent("e1", "birthday", "--03-09", private=False),),
    connected={"linkedin": "2024-03-12"},
    score_seen=ScoreSeen(65, "A", "c9", "2026-11-01"),
)


def test_a_contact_comes_back_from_the_store_as_it_was(store, open_store):
    store.apply([Create("contacts", "c1", contact_fields(FULL))], "add")
    store.compact(force=True)
    back = open_store("r2").contacts["c1"]
    assert back.created == back.updated != ""
    for name in Contact.__annotations__:
        if name not in ("created", "updated"):
            assert getattr(back, name) == getattr(FULL, name), name


def test_a_new_document_holds_only_what_is_known(store):
    assert contact_fields(Contact("c1", "Ann")) == {"name": "Ann", "stage": "lead"}
    assert company_fields(Company("f1", "Kranich Werke", motivation=0)) == {
        "name": "Kranich Werke",
        "motivation": 0,
    }
    assert mail_fields(Mail("m1", "c1", "invite")) == {"contact": "c1", "kind": "invite"}
    touch = touch_fields(Touch("t1", "c1", "2026-11-02", "message"))
    assert touch == {"contact": "c1", "on": "2026-11-02", "kind": "message", "direction": "out"}


def test_lists_of_objects_are_maps_by_item_id_with_a_rank():
    fields = contact_fields(FULL)
    assert list(fields["research"]) == ["r2", "r1"]
    assert fields["research"]["r1"] == {"rank": "000002", "text": "writes"}
    assert fields["stage_log"]["s2"] == {
        "rank": "000002",
        "at": "2026-11-02T08:00:00+00:00",
        "from": "shortlisted",
        "to": "invited",
        "cause": "mail",
        "reason": "a good day",
    }


def test_a_new_item_ranks_behind_the_others(store):
    fields = contact_fields(FULL)
    rank = next_rank(fields["research"])
    assert (rank, next_rank(None), next_rank({})) == ("000003", "000001", "000001")
    assert next_rank({"a": {"rank": "000007V"}, "b": {}, "c": 5, "d": {"rank": "zz"}}) == "000008"
    store.apply([Create("contacts", "c1", fields)], "add")
    item = item_fields(Research("r0", "newest"), rank)
    store.apply([Update("contacts", "c1", {"research.r0": item})], "research")
    assert [found.id for found in store.contacts["c1"].research] == ["r2", "r1", "r0"]


def test_the_other_records_are_read_too(store):
    store.apply(
        [
            Create("companies", "f1", company_fields(Company("f1", "Kranich Werke", 4, 1200))),
            Create(
                "touches", "t1", touch_fields(Touch("t1", "c1", "2026-11-02", "reaction", direction="in"))
            ),
            Create(
                "mails", "m1", mail_fields(Mail("m1", "c1", "invite", sent_at="2026-11-02T09:00:00+00:00"))
            ),
        ],
        "add",
    )
    assert store.companies["f1"] == Company("f1", "Kranich Werke", 4, 1200)
    assert store.touches["t1"].direction == "in"
    assert not store.touches["t1"].full
    assert store.mails["m1"].sent_at == "2026-11-02T09:00:00+00:00"


def test_a_record_is_made_once_for_each_state_of_its_document(store):
    store.apply([Create("contacts", n, {"name": n}) for n in ("c1", "c2")], "add")
    first, second = store.contacts.values()
    assert store.contacts["c1"] is first
    store.apply([Update("contacts", "c1", {"city": "Bonn"})], "edit")
    assert store.contacts["c1"].city == "Bonn"
    assert store.contacts["c2"] is second
    assert first.city == ""


def test_a_view_is_a_mapping_that_follows_the_table(store):
    people = store.contacts
    assert (len(people), "c1" in people) == (0, False)
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "add")
    assert (list(people), len(people), "c1" in people) == (["c1"], 1, True)
    assert [name for name, contact in people.items() if contact.name == "Ann"] == ["c1"]
    store.apply([Delete("contacts", "c1")], "delete")
    with pytest.raises(KeyError):
        people["c1"]
    assert people.get("c1") is None


def test_a_record_cannot_be_changed(store):
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "add")
    with pytest.raises(AttributeError):
        store.contacts["c1"].name = "Bo"  # type: ignore[misc]


POISON = {
    "name": 5,
    "title": ["a"],
    "company": {"x": 1},
    "emails": "not a list",
    "tags": ["good", 5, None, {"x": 1}],
    "guessed": {"a": 1},
    "links": ["a"],
    "connected": {"linkedin": 5, "x": "2024-01-01"},
    "mutual_connections": "many",
    "alumni": "yes",
    "do_not_contact": 1,
    "research": ["a"],
    "events": {"e1": 5, "e2": {"kind": 7, "private": "no"}, "e3": {"kind": "baby", "rank": 3, "unknown": []}},
    "stage_log": {"s1": {"at": 5}},
    "score_seen": {"score": "high", "band": "A"},
    "unknown": {"deep": [1]},
}


def test_values_of_the_wrong_type_count_as_not_known():
    contact = CONTACTS.read({"id": "c1", **POISON})
    assert (contact.name, contact.title, contact.company, contact.stage) == ("", "", "", "lead")
    assert (contact.emails, contact.tags, contact.guessed) == ((), ("good",), ())
    assert (dict(contact.links), dict(contact.connected)) == ({}, {"x": "2024-01-01"})
    assert (contact.mutual_connections, contact.alumni, contact.do_not_contact) == (None, None, False)
    assert contact.research == ()
    assert [(event.id, event.kind, event.private) for event in contact.events] == [
        ("e2", "", True),
        ("e3", "baby", True),
    ]
    assert contact.stage_log == (StageChange("", "", ""),)
    assert contact.score_seen == ScoreSeen(0, "A")


@pytest.mark.parametrize("value", [None, 5, "text", True, [], [None], {}, {"a": None}, 1.5])
def test_every_field_of_a_contact_keeps_its_type_whatever_the_file_says(value):
    for field in Contact.__annotations__:
        if field != "id":
            known = getattr(FULL, field), getattr(Contact("c1", ""), field)
            found = getattr(CONTACTS.read({"id": "c1", field: value}), field)
            assert isinstance(found, tuple(map(type, known))), field


def test_a_document_without_required_fields_is_a_nameless_contact():
    assert CONTACTS.read({"id": "c1"}) == Contact("c1", "")
