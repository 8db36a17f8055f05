"""Every field is read from text by one rule, and refused with one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import (
    COMPANY_FIELDS,
    CONTACT_FIELDS,
    find,
    join_list,
    parse,
    show,
    split_list,
    value_of,
)


def field(name: str) -> object:
    return find(name, CONTACT_FIELDS)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("name", "  Ayla \t Brandt ", "Ayla Brandt"),
        ("company_since", "2021-6", "2021-06"),
        ("company_since", "06/2021", "2021-06"),
        ("company_since", "2021-06-15", "2021-06"),
        ("profile_checked", "23.11.2026", "2026-11-23"),
        ("profile_checked", "2026-1-2", "2026-01-02"),
        ("mutual_connections", "0", 0),
        ("former_colleague", "ja", True),
        ("alumni", "0", False),
        ("tags", "data; tools;data;", ["data", "tools"]),
        ("tags", r"a\;b; c", ["a;b", "c"]),
        ("level", "Department head", "department_head"),
        ("department", "Growth Hacking", "growth hacking"),
        ("links.linkedin", "www.linkedin.com/in/ayla", "https://www.linkedin.com/in/ayla"),
        ("links.my_blog", "https://example.org/a", "https://example.org/a"),
        ("city", "", None),
    ],
)
def test_a_field_reads_what_people_write(name: str, text: str, value: object) -> None:
    assert parse(find(name, CONTACT_FIELDS), text) == value


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("name", " ", "must not be empty"),
        ("company_since", "2021-13", "a month like 2021-06"),
        ("profile_checked", "2026-02-31", "that day does not exist"),
        ("profile_checked", "soon", "a day like 2026-11-23"),
        ("mutual_connections", "many", "a whole number from 0 to 100000"),
        ("mutual_connections", "-1", "a whole number"),
        ("alumni", "perhaps", "yes or no"),
        ("level", "senoir", "did you mean 'senior'"),
        ("level", "boss of all", "one of executive"),
        ("links.x", "javascript:alert(1)", "begins with https://"),
        ("links.x", "not a link", "begins with https://"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_wanted(name: str, text: str, wanted: str) -> None:
    with pytest.raises(FieldError) as refusal:
        parse(find(name, CONTACT_FIELDS), text)
    assert wanted in refusal.value.message
    assert refusal.value.field == name


def test_motivation_goes_from_0_to_5() -> None:
    motivation = find("motivation", COMPANY_FIELDS)
    assert [parse(motivation, str(n)) for n in range(6)] == list(range(6))
    with pytest.raises(FieldError, match="from 0 to 5"):
        parse(motivation, "6")


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(FieldError, match="Did you mean 'company_since'"):
        find("company_sinse", CONTACT_FIELDS)
    with pytest.raises(FieldError, match="Fields: name, given"):
        find("qqq", CONTACT_FIELDS)


def test_control_characters_never_enter_a_field() -> None:
    hostile = "An\x1b]52;c;x\x07n \u202eevil\u2066 \x9b31m\x00"
    assert parse(find("name", CONTACT_FIELDS), hostile) == "An]52;c;xn evil 31m"


@given(st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_a_list_comes_back_as_it_was_shown(items: list[str]) -> None:
    tags = find("tags", CONTACT_FIELDS)
    first = parse(tags, show(tags, items)) or []
    assert (parse(tags, show(tags, first)) or []) == first


@given(st.lists(st.text("ab\\;", min_size=1, max_size=6), unique=True))
def test_a_list_survives_semicolons_and_backslashes(items: list[str]) -> None:
    assert split_list(join_list(items)) == items


def test_a_list_is_read_as_people_write_it() -> None:
    wanted = ["data", "tools", "works;too"]
    assert split_list(" data;tools ; ;data\nworks\\;too ") == wanted
    assert parse(find("tags", CONTACT_FIELDS), "data\ntools;works\\;too") == wanted


def test_a_value_inside_a_map_is_found_by_its_path() -> None:
    ayla = Contact("c1", "Ayla Brandt", links={"linkedin": "https://l.example/ayla"})
    assert value_of(ayla, "links.linkedin") == "https://l.example/ayla"
    assert value_of(ayla, "links.xing") is None
    assert value_of(ayla, "name") == "Ayla Brandt"


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    from netx_tui.domain.text import clean_line, clean_text

    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line("e\u200b\u0301") == "é"
