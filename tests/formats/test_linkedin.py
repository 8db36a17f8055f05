"""LinkedIn's Connections.csv of every age and language becomes people, and what is odd is told by line."""

from __future__ import annotations

import pytest

from netx_tui.domain.errors import BadInput
from netx_tui.formats.linkedin import parse_connections
from netx_tui.formats.problems import Parsed

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@example.org,Kranich Werke,Head of Data,12 Mar 2024"


def parse(*lines: str, encoding: str = "utf-8", end: str = "\n") -> Parsed:
    return parse_connections(end.join((*lines, "")).encode(encoding), "Connections.csv")


def test_a_row_becomes_the_fields_of_a_contact() -> None:
    (record,) = parse(HEADER, ANN).records
    assert record.line == 2
    assert record.fields == {
        "name": "Ann Lee",
        "given": "Ann",
        "family": "Lee",
        "title": "Head of Data",
        "company": "Kranich Werke",
        "emails": ["ann@example.org"],
        "links.linkedin": "https://www.linkedin.com/in/ann-lee",
        "connected.linkedin": "2024-03-12",
    }


@pytest.mark.parametrize(
    "preamble",
    [
        (),
        ("Notes:", '"Some of the addresses are missing."', ""),
        ("Notes:", "Not quoted, with a comma.", "And a second line.", "", ""),
        ('"Notes:', 'over several lines"', ""),
        ('Notes: one stray " quotation mark',),
    ],
)
def test_any_preamble_is_passed_over(preamble: tuple[str, ...]) -> None:
    (record,) = parse(*preamble, HEADER, ANN).records
    assert record.name == "Ann Lee"
    assert record.line == len(preamble) + 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    (record,) = parse(
        HEADER, 'Jörg,"Müller, Dr.",,,Käse & Söhne,Geschäftsführer,', encoding=encoding, end=end
    ).records
    assert record.name == "Jörg Müller, Dr."
    assert record.fields["company"] == "Käse & Söhne"


def test_columns_may_stand_in_any_order_and_older_files_have_no_address() -> None:
    (record,) = parse(
        "Connected On,Position,Company,Last Name,First Name", "7-Feb-22,Analyst,Kranich,Lee,Ann"
    ).records
    assert record.name == "Ann Lee"
    assert record.fields["connected.linkedin"] == "2022-02-07"
    assert "links.linkedin" not in record.fields


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", "12. März 2024"),
        ("Vorname;Nachname;URL;E-Mail-Adresse;Firma;Position;Verbunden am", "12.03.2024"),
        ("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connexion le", "12 mars 2024"),
        ("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connexion le (date)", "12/03/2024"),
    ],
)
def test_german_and_french_headers_are_known(header: str, day: str) -> None:
    delimiter = ";" if ";" in header else ","
    row = delimiter.join(
        ("Ann", "Lee", "linkedin.com/in/ann", "ann@example.org", "Kranich", "Analystin", day)
    )
    (record,) = parse(header, row).records
    assert record.fields["company"] == "Kranich"
    assert record.fields["title"] == "Analystin"
    assert record.fields["connected.linkedin"] == "2024-03-12"


def test_a_column_of_slashes_is_read_day_first_if_one_row_shows_it() -> None:
    parsed = parse(HEADER, "Ann,Lee,,,,,03/04/2024", "Bob,Ray,,,,,25/12/2023")
    assert [r.fields["connected.linkedin"] for r in parsed.records] == ["2024-04-03", "2023-12-25"]


def test_a_bad_date_is_told_and_the_person_imported() -> None:
    parsed = parse(HEADER, ANN, "Bob,Ray,,,,,31 Feb 2024")
    assert parsed.records[1].name == "Bob Ray"
    assert [(p.file, p.line, p.field) for p in parsed.problems] == [("Connections.csv", 3, "connected")]


def test_a_person_with_one_name_and_no_address_is_a_person() -> None:
    parsed = parse(HEADER, "Cher,,,,,,", ",Prince,,,,,")
    assert [record.name for record in parsed.records] == ["Cher", "Prince"]
    assert not parsed.problems


def test_a_row_with_nothing_but_a_date_is_told_and_left_out() -> None:
    parsed = parse(HEADER, ",,,,,,07 Jun 2022", ANN)
    assert [record.name for record in parsed.records] == ["Ann Lee"]
    assert parsed.total_rows == 2
    assert [(p.line, p.field) for p in parsed.problems] == [(2, "name")]


def test_blank_rows_are_nothing() -> None:
    parsed = parse(HEADER, "", ",,,,,,", ANN, "")
    assert parsed.total_rows == 1
    assert not parsed.problems


def test_a_note_below_the_header_is_no_person() -> None:
    parsed = parse(HEADER, "Notes: you can remove connections", ANN)
    assert [record.name for record in parsed.records] == ["Ann Lee"]
    assert [p.line for p in parsed.problems] == [2]


def test_two_header_rows_are_told_and_no_people() -> None:
    parsed = parse(HEADER, HEADER, ANN)
    assert [record.name for record in parsed.records] == ["Ann Lee"]
    assert [p.line for p in parsed.problems] == [2]


def test_a_header_without_rows_is_told_with_its_line() -> None:
    parsed = parse("Notes:", "", HEADER)
    assert not parsed.records
    assert [(p.line, p.message) for p in parsed.problems] == [(3, "There are no rows below the header.")]


def test_short_rows_are_filled_up_and_long_ones_told() -> None:
    parsed = parse(HEADER, "Ann,Lee", "Bob,Ray,,,Kranich, Werke,Analyst,12 Mar 2024")
    assert [record.name for record in parsed.records] == ["Ann Lee", "Bob Ray"]
    assert [p.line for p in parsed.problems] == [3, 3]


def test_markup_is_kept_as_plain_text() -> None:
    (record,) = parse(HEADER, '[bold]Ann,"[@click=app.quit]Lee",,,[/x],,').records
    assert record.name == "[bold]Ann [@click=app.quit]Lee"
    assert record.fields["company"] == "[/x]"


def test_control_sequences_and_overrides_go_and_are_told() -> None:
    parsed = parse(HEADER, "A\x1b[31mnn,L\u202eee,,,K\0ranich,,")
    assert parsed.records[0].name == "A[31mnn Lee"
    assert parsed.records[0].fields["company"] == "Kranich"
    assert [(p.line, p.field) for p in parsed.problems] == [(2, "given"), (2, "family"), (2, "company")]


def test_titles_and_emoji_in_names_stay() -> None:
    (record,) = parse(HEADER, '🚀 Dr. Ann,"Lee, PhD (she/her)",,,,,').records
    assert record.name == "🚀 Dr. Ann Lee, PhD (she/her)"


def test_an_address_that_is_no_profile_or_no_email_is_told_and_left_out() -> None:
    parsed = parse(HEADER, "Ann,Lee,javascript:alert(1),ann at home,,,")
    assert not parsed.records[0].fields.keys() & {"links.linkedin", "emails"}
    assert {p.field for p in parsed.problems} == {"url", "email"}


@pytest.mark.parametrize(
    "header",
    [
        "name,company,title",
        "First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Value",
        "First Name,Last Name,Company,E-mail Address,Mobile Phone",
        "just some text",
    ],
)
def test_another_table_is_refused_with_its_name(header: str) -> None:
    with pytest.raises(BadInput, match=r"Connections\.csv is not LinkedIn's"):
        parse(header, "a,b,c")
