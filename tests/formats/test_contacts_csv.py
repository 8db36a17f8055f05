"""The netx CSV goes out and comes back without loss, and says what it could not read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain import contacts
from netx_tui.domain.contacts import Company, Contact, Touch
from netx_tui.domain.errors import BadInput
from netx_tui.domain.fields import CONTACT_FIELDS, value_of
from netx_tui.domain.text import clean_line
from netx_tui.formats.contacts_csv import parse_contacts, write_contacts
from netx_tui.formats.person_fields import ExportRow
from netx_tui.formats.problems import Parsed

LINE = st.text(max_size=30).map(clean_line)
NASTY = st.sampled_from(
    ["=1+1", "'=x", "''+y", "-", "@a", "+49 30 123", "'", "a;b", "a\\", "\\;", '"', "a,b", "; ;"]
)
WORD = LINE | NASTY
WORDS = st.lists(WORD.filter(bool), max_size=4, unique=True).map(tuple)
DAY = st.dates().map(lambda day: day.isoformat() if day.year >= 1900 else "")
PHONES = ("+49 30 123", "030/456", "(0)30;1")
LINKS = {"xing": st.just("https://xing.com/p/a?b=c;d"), "my_blog": st.just("https://a.org")}
FLAG = st.none() | st.booleans()


def parse(*lines: str) -> Parsed:
    return parse_contacts("\n".join((*lines, "")).encode(), "people.csv")


def one(*lines: str) -> dict[str, Any]:
    (record,) = parse(*lines).records
    return {path: value for path, value in record.fields.items() if value is not None}


def contact(fields: dict[str, Any]) -> Contact:
    return Contact("c1", **fields)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "name": WORD.filter(bool),
            "given": WORD,
            "family": WORD,
            "company": WORD,
            "title": WORD,
            "city": WORD,
            "department": st.sampled_from(("", *contacts.DEPARTMENTS)),
            "level": st.sampled_from(("", *contacts.LEVELS)),
            "guessed": st.sampled_from(((), ("department",), ("department", "level"))),
            "company_since": st.sampled_from(("", "2021-06")),
            "emails": WORDS,
            "phones": st.lists(st.sampled_from(PHONES), unique=True).map(tuple),
            "links": st.fixed_dictionaries({}, optional=LINKS),
            "connected": st.fixed_dictionaries({}, optional={"linkedin": DAY.filter(bool)}),
            "stage": st.sampled_from(contacts.STAGES),
            "tags": WORDS,
            "mutual_connections": st.none() | st.integers(0, 500),
            "alumni": FLAG,
            "former_colleague": FLAG,
            "do_not_contact": st.booleans(),
            "follow_up_on": DAY,
            "snooze_until": DAY,
            "source": WORD,
        }
    ).map(contact)
)
def test_plain_fields_and_lists_come_back_as_they_were(person: Contact) -> None:
    parsed = parse_contacts(write_contacts([ExportRow(person)]).encode(), "people.csv")
    (record,) = parsed.records
    assert not parsed.problems
    paths = [
        spec.name for spec in CONTACT_FIELDS if not spec.name.startswith("links.") and spec.name != "notes"
    ]
    for path in [*paths, "stage", "guessed"]:
        value = value_of(person, path)
        wanted = list(value) if isinstance(value, tuple) else value
        assert record.fields[path] == (
            None if wanted in ("", []) or (path, wanted) == ("do_not_contact", False) else wanted
        )
    for group, values in (("links", person.links), ("connected", person.connected)):
        assert {name: record.fields[f"{group}.{name}"] for name in values} == dict(values)


def test_company_wishes_and_the_last_touch_go_along() -> None:
    row = ExportRow(
        Contact("c1", "Ann Lee", company="Kranich"),
        Company("k1", "Kranich", motivation=5, staff=0),
        Touch("t1", "c1", "2026-10-01", "call"),
    )
    (record,) = parse_contacts(write_contacts([row]).encode(), "people.csv").records
    assert record.company == {"motivation": 5, "staff": 0}
    assert record.touch
    assert (record.touch.on, record.touch.kind) == ("2026-10-01", "call")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_spreadsheet_finds_no_formula(start: str) -> None:
    text = write_contacts([ExportRow(Contact("c1", f"{start}cmd|' /C calc'!A0", phones=("+49 30 1234",)))])
    assert f"'{start}cmd" in text
    assert ",+49 30 1234," in text


def test_no_control_character_of_a_file_edited_by_hand_goes_out() -> None:
    text = write_contacts([ExportRow(Contact("c1", "An\x1b[2Jn\r\u202e", tags=("a\x9b\nb",)))])
    assert "An[2Jn ," in text
    assert ",a b," in text
    assert all(letter.isprintable() or letter == "\n" for letter in text)


def test_columns_come_in_any_order_and_any_subset() -> None:
    assert one("Title;company;NAME", "Analyst;Kranich;Ann Lee") == {
        "title": "Analyst",
        "company": "Kranich",
        "name": "Ann Lee",
    }


def test_a_name_is_made_of_its_parts() -> None:
    assert one("given,family,city", "Ann,Lee,Ulm")["name"] == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("Ja", True), ("1", True), ("no", False), ("nein", False)]
)
def test_flags_are_read_in_two_languages(text: str, value: bool) -> None:
    assert one("name,alumni", f"Ann,{text}")["alumni"] is value


def test_a_profile_address_is_normalised_so_that_it_is_found_again() -> None:
    fields = one("name,link_linkedin,links.xing", "Ann,de.linkedin.com/in/ann/,xing.com/ann")
    assert fields["links.linkedin"] == "https://www.linkedin.com/in/ann"
    assert fields["links.xing"] == "https://xing.com/ann"


def test_an_unknown_column_is_told_with_the_nearest_name_and_left_out() -> None:
    parsed = parse("name,compny,link_", "Ann,Kranich,x")
    assert parsed.records[0].fields == {"name": "Ann"}
    assert [(p.line, p.field) for p in parsed.problems] == [(1, "compny"), (1, "link_")]
    assert "'company'" in parsed.problems[0].message


def test_a_column_that_is_there_twice_is_told() -> None:
    parsed = parse("name,city,city", "Ann,Ulm,Bonn")
    assert parsed.records[0].fields["city"] == "Ulm"
    assert [(p.line, p.field) for p in parsed.problems] == [(1, "city")]


def test_a_value_that_does_not_fit_costs_only_itself() -> None:
    parsed = parse("name,level,mutual_connections,follow_up_on", "Ann,boss,7,31.02.2026")
    assert parsed.records[0].fields["mutual_connections"] == 7
    assert parsed.records[0].fields["level"] is None
    assert [(p.file, p.line, p.field) for p in parsed.problems] == [
        ("people.csv", 2, "level"),
        ("people.csv", 2, "follow_up_on"),
    ]


def test_rows_without_a_name_are_told_and_left_out() -> None:
    parsed = parse("name,company", ",Kranich", "Ann,Kranich")
    assert [record.line for record in parsed.records] == [3]
    assert [(p.line, p.field) for p in parsed.problems] == [(2, "name")]


def test_wishes_without_a_company_are_told() -> None:
    parsed = parse("name,company,motivation", "Ann,,5")
    assert not parsed.records[0].company
    assert [p.field for p in parsed.problems] == ["company"]


def test_a_kind_of_touch_without_a_day_is_told() -> None:
    parsed = parse("name,last_touch,last_touch_kind", "Ann,,mail")
    assert parsed.records[0].touch is None
    assert [p.field for p in parsed.problems] == ["last_touch_kind"]


def test_the_same_id_twice_is_told_with_both_lines() -> None:
    parsed = parse("id,name", "c1,Ann", "c1,Bob", "no good,Cleo")
    assert [record.name for record in parsed.records] == ["Ann", "Cleo"]
    assert [(p.line, p.field) for p in parsed.problems] == [(3, "id"), (4, "id")]
    assert "line 2" in parsed.problems[0].message


def test_ten_thousand_characters_are_cut_and_told() -> None:
    parsed = parse("name,company", "Ann," + "x" * 10_000)
    assert len(parsed.records[0].fields["company"]) == 500
    assert [(p.line, p.field) for p in parsed.problems] == [(2, "company")]


def test_notes_are_read_though_never_written() -> None:
    assert one("name,notes", 'Ann,"first\nsecond"')["notes"] == "first\nsecond"
    assert "secret" not in write_contacts([ExportRow(Contact("c1", "Ann", notes="secret"))])


def test_a_table_without_names_is_refused() -> None:
    with pytest.raises(BadInput, match=r"people\.csv is not a netx CSV"):
        parse("company,title", "Kranich,Analyst")


def test_an_empty_export_is_a_header_that_imports_nobody() -> None:
    parsed = parse_contacts(write_contacts([]).encode(), "people.csv")
    assert not parsed.records
    assert [p.line for p in parsed.problems] == [1]
