"""Company x department: who is the best person in each cell, and where the holes are (R20, R21)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from netx_tui.domain.better_person import search_words
from netx_tui.domain.contacts import Company
from netx_tui.domain.rows import CompanyRow, CoverageCell
from netx_tui.domain.scoring import UNRATED_MOTIVATION, Person
from netx_tui.domain.scoring_rules import ScoringRules, department_key
from netx_tui.domain.text import same_name, visible


def coverage(
    companies: Iterable[Company],
    people: Iterable[Person],
    departments: Sequence[str],
    rules: ScoringRules,
    shown: Callable[[Person], str],
) -> tuple[CompanyRow, ...]:
    """One row per company that is wanted or where somebody is known, most wanted first.

    ``departments`` are the columns; a last cell ``""`` holds everybody else. ``shown`` gives a person's
    score as text. Archived people are left out.
    """
    groups: dict[str, list[Person]] = {}
    for person in people:
        if person.place and person.contact.stage != "archived":
            groups.setdefault(person.place, []).append(person)
    columns = {name: place for place, name in enumerate(departments)}
    rows = []
    for company in companies:
        group = groups.pop(same_name(company.name), [])
        wanted = (company.motivation or 0) >= rules.min_motivation
        if group or wanted:
            rows.append(_row(company, group, columns, wanted, shown))
    for group in groups.values():
        rows.append(_row(Company("", group[0].contact.company), group, columns, False, shown))
    return tuple(sorted(rows, key=_order))


def _order(row: CompanyRow) -> tuple[int, int, str]:
    wish = UNRATED_MOTIVATION if row.motivation is None else row.motivation
    return -wish, -row.people, row.name.casefold()


def _row(
    company: Company,
    group: list[Person],
    columns: Mapping[str, int],
    wanted: bool,
    shown: Callable[[Person], str],
) -> CompanyRow:
    group.sort(key=lambda person: person.order)
    cells: list[list[Person]] = [[] for _column in range(len(columns) + 1)]
    for person in group:
        cells[columns.get(department_key(person.contact.department), -1)].append(person)
    best = group[0].contact.name if group and group[0].standing.band != "X" else ""
    return CompanyRow(
        company.id,
        visible(company.name),
        company.motivation,
        company.staff,
        len(group),
        visible(best),
        tuple(
            _cell(department, cell, company.name if wanted and department else "", shown)
            for department, cell in zip((*columns, ""), cells, strict=True)
        ),
    )


def _cell(
    department: str, group: list[Person], searched: str, shown: Callable[[Person], str]
) -> CoverageCell:
    best = group[0] if group and group[0].standing.band != "X" else None
    if best is None:
        words = (search_words(department, visible(searched)),) if searched else ()
        return CoverageCell(department, known=len(group), search_words=words)
    return CoverageCell(
        department,
        best.contact.id,
        visible(best.contact.name),
        best.standing.band,
        shown(best),
        len(group),
    )
