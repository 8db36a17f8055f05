"""Company x department: who is the best person in each cell, and where the holes are (R20, R21)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netx_tui.domain.better_person import search_words
from netx_tui.domain.contacts import Company
from netx_tui.domain.rows import CompanyRow, CoverageCell
from netx_tui.domain.scoring import Person
from netx_tui.domain.scoring_rules import ScoringRules
from netx_tui.domain.text import same_name


def coverage(
    companies: Iterable[Company],
    people: Iterable[Person],
    departments: Sequence[str],
    rules: ScoringRules,
) -> tuple[CompanyRow, ...]:
    """One row per company that is wanted or where somebody is known, most wanted first.

    ``departments`` are the columns; a last cell ``""`` holds everybody else.
    """
    groups: dict[str, list[Person]] = {}
    names: dict[str, str] = {}
    for person in people:
        key = person.place
        if key:
            groups.setdefault(key, []).append(person)
            names.setdefault(key, person.contact.company)
    rows = []
    for company in companies:
        key = same_name(company.name)
        group = groups.pop(key, [])
        wanted = (company.motivation or 0) >= rules.min_motivation
        if group or wanted:
            rows.append(_row(company, group, departments, wanted))
    for key, group in groups.items():
        rows.append(_row(Company("", names[key]), group, departments, False))
    return tuple(sorted(rows, key=lambda row: (-(row.motivation or 0), -row.people, row.name.casefold())))


def _row(company: Company, group: list[Person], departments: Sequence[str], wanted: bool) -> CompanyRow:
    group = sorted(group, key=lambda person: person.order)
    cells = tuple(
        _cell(
            department,
            [person for person in group if _column(person, departments) == department],
            company.name if wanted and department else "",
        )
        for department in (*departments, "")
    )
    best = group[0].contact.name if group and group[0].standing.band != "X" else ""
    return CompanyRow(company.id, company.name, company.motivation, company.staff, len(group), best, cells)


def _column(person: Person, departments: Sequence[str]) -> str:
    department = person.contact.department
    return department if department in departments else ""


def _cell(department: str, group: list[Person], searched: str) -> CoverageCell:
    best = next((person for person in group if person.standing.band != "X"), None)
    if best is None:
        words = (search_words(department, searched),) if searched else ()
        return CoverageCell(department, known=len(group), search_words=words)
    return CoverageCell(
        department,
        best.contact.id,
        best.contact.name,
        best.standing.band,
        str(best.standing.score),
        len(group),
    )
