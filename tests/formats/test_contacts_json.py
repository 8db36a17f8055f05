"""Contacts as JSON hold everything, and bad JSON is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from netx_tui.domain.contacts import Company, Contact, LifeEvent, Research, StageChange, Touch
from netx_tui.domain.errors import BadInput
from netx_tui.formats.contacts_json import parse_contacts, write_contacts
from netx_tui.formats.person_fields import ExportRow
from netx_tui.formats.problems import Parsed

ANN = Contact(
    "c1",
    "Ann Lee",
    company="Kranich",
    emails=("ann@example.org",),
    links={"xing": "https://xing.com/ann"},
    stage="met",
    stage_log=(StageChange("2026-01-01T10:00:00+01:00", "lead", "met", "meeting"),),
    mutual_connections=0,
    alumni=False,
    notes="first\nsecond",
    research=(Research("r1", "Speaks at fairs", "https://example.org", "2026-01-01"),),
    events=(
        LifeEvent("e1", "new_job", "2026-01-01", "was Analyst", private=False),
        LifeEvent("e2", "baby", "--03-01", "a girl"),
    ),
)


def parse(value: Any) -> Parsed:
    text = value if isinstance(value, str) else json.dumps(value)
    return parse_contacts(text.encode(), "people.json")


def test_everything_comes_back() -> None:
    row = ExportRow(ANN, Company("k1", "Kranich", motivation=4), Touch("t1", "c1", "2026-10-01", "call"))
    parsed = parse(write_contacts([row], private=True))
    (record,) = parsed.records
    assert not parsed.problems
    assert record.id == "c1"
    assert record.fields == {
        "name": "Ann Lee",
        "company": "Kranich",
        "emails": ["ann@example.org"],
        "links.xing": "https://xing.com/ann",
        "stage": "met",
        "mutual_connections": 0,
        "alumni": False,
        "notes": "first\nsecond",
    } | {path: None for path in record.fields if record.fields[path] is None}
    assert record.company == {"motivation": 4}
    assert record.touch
    assert [item["text"] for item in record.items["research"]] == ["Speaks at fairs"]
    assert [(item["id"], item["private"]) for item in record.items["events"]] == [("e1", False), ("e2", True)]
    assert record.items["stage_log"][0]["to"] == "met"


def test_private_things_stay_at_home_unless_asked_for() -> None:
    (document,) = json.loads(write_contacts([ExportRow(ANN)]))
    assert [event["id"] for event in document["events"]] == ["e1"]
    assert document["notes"] == ""
    assert document["stage_log"] == [
        {"at": "2026-01-01T10:00:00+01:00", "from": "lead", "to": "met", "cause": "meeting", "reason": ""}
    ]


def test_a_single_contact_may_stand_alone() -> None:
    assert parse({"name": "Ann"}).records[0].name == "Ann"


def test_every_contact_knows_its_line() -> None:
    parsed = parse('[\n {"name": "Ann"},\n\n {"name": "Bob",\n  "level": "boss"}, {"company": "Kranich"}\n]')
    assert [record.line for record in parsed.records] == [2, 4]
    assert [(p.file, p.line, p.field) for p in parsed.problems] == [
        ("people.json", 4, "level"),
        ("people.json", 5, "name"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("emails", "x" * 3),
        ("tags", [1, "data"]),
        ("alumni", 2),
        ("city", {"a": 1}),
        ("mutual_connections", 1.5),
    ],
)
def test_a_value_of_another_type_costs_only_itself(field: str, value: object) -> None:
    parsed = parse([{"name": "Ann", field: value}])
    assert parsed.records[0].name == "Ann"
    assert [p.field for p in parsed.problems] == ([] if field == "emails" else [field])


def test_an_unknown_field_is_told_once() -> None:
    parsed = parse([{"name": "Ann", "compny": "x"}, {"name": "Bob", "compny": "y"}])
    assert len(parsed.records) == 2
    assert [(p.field, "'company'" in p.message) for p in parsed.problems] == [("compny", True)]


def test_the_same_id_twice_is_told_and_the_second_skipped() -> None:
    parsed = parse('[{"id": "c1", "name": "Ann"},\n{"id": "c1", "name": "Bob"}]')
    assert [record.name for record in parsed.records] == ["Ann"]
    assert [(p.line, p.field) for p in parsed.problems] == [(2, "id")]


def test_the_same_id_twice_in_one_line_is_told_too() -> None:
    parsed = parse('[{"id": "c1", "name": "Ann"}, {"id": "c1", "name": "Bob"}]')
    assert [record.name for record in parsed.records] == ["Ann"]
    assert [p.field for p in parsed.problems] == ["id"]


def test_control_characters_of_a_file_edited_by_hand_go_out_by_their_number() -> None:
    hostile = "Änn\x1b[2J\x9b\x7f\u202e\u2028\U000e0041"
    text = write_contacts([ExportRow(Contact("c1", hostile))])
    assert "Änn" in text
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert json.loads(text)[0]["name"] == hostile


@pytest.mark.parametrize("item", [{"kind": "party"}, {"on": "2026-01-01"}, "text", 5])
def test_an_event_that_says_nothing_known_is_left_out_and_told(item: object) -> None:
    parsed = parse([{"name": "Ann", "events": [item]}])
    assert not parsed.records[0].items
    assert [p.field for p in parsed.problems] == ["events"]


def test_escapes_cannot_smuggle_control_characters() -> None:
    parsed = parse('[{"name": "A\\u001b[31mnn\\u202e", "research": [{"text": "a\\u0007b\\nc"}]}]')
    assert parsed.records[0].name == "A[31mnn"
    assert parsed.records[0].items["research"][0]["text"] == "ab\nc"
    assert {p.field for p in parsed.problems} == {"name", "research"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[{"name": "Ann"},\n {"name": }]', "line 2, column 11"),
        ('[{"name": "Ann"}', "line 1"),
        ('[{"name": "Ann"}] x', "line 1, column 19"),
        ('"Ann"', "line 1, column 1"),
        ('[{"mutual_connections": NaN}]', "number that JSON does not know"),
        ('[{"mutual_connections": -Infinity}]', "number that JSON does not know"),
        ('[{"mutual_connections": ' + "9" * 5000 + "}]", "number that JSON does not know"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"a": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_bad_json_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(BadInput, match=f"people.json .*{told}"):
        parse(text)


def test_an_empty_array_is_told() -> None:
    assert [p.line for p in parse("[]").problems] == [1]


def test_what_is_no_object_is_told_and_skipped() -> None:
    parsed = parse('[1, "Ann", null, {"name": "Bob"}]')
    assert [record.name for record in parsed.records] == ["Bob"]
    assert (parsed.total_rows, len(parsed.problems)) == (4, 3)
