"""Company x department: the best person of each cell, and the holes."""

from __future__ import annotations

from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.coverage import coverage
from netx_tui.domain.rows import CompanyRow, CoverageCell
from netx_tui.domain.scoring import fit_text
from tests.domain.examples import (
    AYLA,
    BY_NAME,
    COMPANIES,
    HAVELLAND,
    KRANICH,
    NADIA,
    NORDLICHT,
    RULES,
    RUTH,
    SINA,
    THEO,
    entered,
    scorer,
    someone,
)

DEPARTMENTS = ("data", "engineering")


def rows(*contacts: Contact, companies: tuple[Company, ...] = COMPANIES) -> dict[str, CompanyRow]:
    by = scorer()
    people = by.people(contacts, BY_NAME, {})
    found = coverage(companies, people, DEPARTMENTS, RULES, lambda person: fit_text(by.score(person)))
    return {row.name: row for row in found}


def test_each_cell_names_its_best_person_and_counts_the_rest() -> None:
    other = someone("Pat Kim", department="data", level="peer", months=30)
    row = rows(THEO, other, AYLA)[NORDLICHT]
    assert (row.id, row.motivation, row.staff, row.people, row.best) == ("c1", 5, 400, 3, "Ayla Brandt")
    data, engineering, others = row.cells
    assert data == CoverageCell("data", "ayla", "Ayla Brandt", "A", "78", 2)
    assert (engineering.contact, engineering.known) == ("", 0)
    assert (others.department, others.name, others.known) == ("", "Theo Lindqvist", 1)


def test_a_hole_in_a_wanted_company_offers_search_words() -> None:
    data, engineering, others = rows()[KRANICH].cells
    assert data.search_words == (
        '"Head of Data" OR "Data Lead" OR "Leitung Daten" OR "Teamleiter Analytics" "Kranich Werke"',
    )
    assert engineering.search_words[0].startswith('"Head of Engineering"')
    assert others.search_words == ()


def test_a_company_that_is_hardly_wanted_shows_only_with_people_and_without_search() -> None:
    assert HAVELLAND not in rows()
    row = rows(NADIA._replace(company=HAVELLAND))[HAVELLAND]
    assert all(cell.search_words == () for cell in row.cells)


def test_too_little_known_shows_the_range() -> None:
    cell = rows(NADIA)[KRANICH].cells[-1]
    assert (cell.name, cell.band, cell.fit) == ("Nadia Bergen", "?", "16..66")


def test_blocked_people_are_counted_but_never_named() -> None:
    row = rows(RUTH)[NORDLICHT]
    assert (row.people, row.best, row.cells[0].contact, row.cells[0].known) == (1, "", "", 1)
    assert row.cells[0].search_words


def test_archived_people_are_left_out() -> None:
    assert rows(entered(AYLA, "archived"))[NORDLICHT].people == 0


def test_the_most_wanted_stand_first_then_the_best_known_an_unrated_one_counts_as_two() -> None:
    strangers = [someone(f"P{n} Q", "Elsewhere") for n in range(3)]
    found = rows(SINA, *strangers, NADIA._replace(company=HAVELLAND))
    assert list(found) == [NORDLICHT, KRANICH, "Fjordbank", "Blaupause Software", "Elsewhere", HAVELLAND]
    assert (found["Elsewhere"].id, found["Elsewhere"].motivation) == ("", None)


def test_a_company_is_one_row_however_it_is_written() -> None:
    found = rows(AYLA, someone("Pat Kim", "NORDLICHT  analytics"))
    assert found[NORDLICHT].people == 2


def test_own_departments_have_their_column_however_they_are_written() -> None:
    by = scorer()
    person = by.person(someone(department="Machine Learning"), None)
    (row,) = coverage((), [person], ("machine_learning",), RULES, lambda _person: "")
    assert row.cells[0].known == 1
