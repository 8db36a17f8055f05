"""The table of people: columns as the width allows, names last to be cut, every row as wide as it is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from netx_tui.config.theme_files import DARK
from netx_tui.domain.rows import NextStep, PersonRow
from netx_tui.screens.look import OWN_COLORS
from netx_tui.widgets.people_table import PeopleHeading, PeopleTable, cells_of, columns, ids_of, position
from netx_tui.widgets.signs import ASCII, UNICODE


def person(**values: object) -> PersonRow:
    row = PersonRow(
        id="c1",
        band="A",
        score=78,
        fit="78",
        name="Ayla Brandt",
        title="Head of Data",
        company="Nordlicht Analytics",
        stage="lead",
        stage_label="lead",
        reasons="+20 company 5/5, +20 data",
        step=NextStep("N10", "shortlist", "s"),
    )
    return row._replace(**values)  # type: ignore[arg-type]


def drawn(row: PersonRow, width: int, *, marked: bool = False, signs=UNICODE) -> str:
    return " " + "".join(text for text, _style in cells_of(row, columns(width), marked=marked, signs=signs))


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (39, ["fit", "name"]),
        (59, ["fit", "name", "title", "company"]),
        (79, ["fit", "name", "title", "company", "next_or_why"]),
        (139, ["fit", "name", "title", "company", "why", "stage", "next"]),
    ],
)
def test_less_important_columns_go_first(width: int, names: list[str]) -> None:
    assert [column.name for column in columns(width)] == names


@pytest.mark.parametrize("width", range(20, 201))
def test_a_row_is_never_wider_than_the_table(width: int) -> None:
    assert cell_len(drawn(person(), width)) <= width


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize(
    "name", ["李小龍と非常に長い名前の人", "Zoë 😀 Çelik", "e\u0301" * 30, "A" * 300, "", "a\x1b]52;c;x\x07b"]
)
def test_wide_and_odd_characters_keep_the_columns_in_place(width: int, name: str) -> None:
    shown, plain = columns(width), drawn(person(), width)
    odd = drawn(person(name=name), width)
    assert cell_len(odd) == cell_len(plain)
    assert "\x1b" not in odd
    assert len(shown) > 1


def test_a_long_name_takes_room_from_the_title_before_it_is_cut() -> None:
    name = "Maximiliane-Theodora von und zu Hohenberg"
    assert name in drawn(person(name=name), 79)


def test_after_a_long_name_the_columns_behind_the_title_stand_as_ever() -> None:
    name = "Jae-won Lindholm-Marquardt"
    assert drawn(person(name=name), 79).index("shortlist") == drawn(person(), 79).index("shortlist")


def test_a_name_a_cell_too_long_takes_it_from_the_gap() -> None:
    width = next(column.width for column in columns(79) if column.name == "name")
    usual, longer = (drawn(person(name="N" * length, title="Analyst"), 79) for length in (width, width + 1))
    assert usual.index("Analyst") == longer.index("Analyst")
    assert f"{'N' * (width + 1)} Analyst" in longer


def test_what_is_cut_ends_in_the_sign_for_it() -> None:
    assert "…" in drawn(person(name="A" * 300), 79)
    assert "~" in drawn(person(name="A" * 300), 79, signs=ASCII)


def test_the_score_stands_at_the_right_of_its_column() -> None:
    assert drawn(person(fit="8"), 79).index("8") == drawn(person(), 79).index("78") + 1


def test_a_range_is_shown_where_there_is_room_for_it() -> None:
    unknown = person(band="?", fit="16..66")
    assert "16..66" in drawn(unknown, 120)
    assert "16..66" not in drawn(unknown, 79)


def test_marked_and_shortlisted_people_bear_signs() -> None:
    assert drawn(person(shortlisted=True), 79, marked=True).startswith(" ● A  78 ✓ Ayla")
    assert drawn(person(shortlisted=True), 79, marked=True, signs=ASCII).startswith(" * A  78 x Ayla")


def test_without_a_next_step_the_reasons_stand_in_its_place() -> None:
    assert "shortlist" in drawn(person(), 79)
    assert "+20 company" in drawn(person(step=NextStep()), 79)


def test_a_person_is_found_where_it_was_before_anything_is_searched() -> None:
    class Rows(list[PersonRow]):
        @property
        def ids(self) -> list[str]:
            raise AssertionError

    rows = Rows([person(id="c1"), person(id="c2")])
    assert position(rows, "c2", near=1) == 1


def test_rows_that_know_their_ids_are_not_drawn_to_find_one() -> None:
    class Rows(tuple[PersonRow, ...]):
        ids = ("c1", "c2", "c3")

    assert position(Rows(), "c3", near=7) == 2
    assert position(Rows(), "gone") is None
    assert ids_of([person(id="c9")]) == ["c9"]


class TableApp(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {name: DARK[name] for name in OWN_COLORS}

    def compose(self) -> ComposeResult:
        yield PeopleHeading()
        yield PeopleTable([person(id=f"c{n}", name=f"Person {n}") for n in range(30)])


async def test_the_focused_row_is_one_bar_that_begins_with_its_sign() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("down")
        table = app.query_one(PeopleTable)
        bar = list(table.render_line(1))
        assert len(bar) == 1
        assert bar[0].text.startswith("▌")
        assert table.render_line(0).text.startswith("   A")


async def test_an_unfocused_row_takes_few_colours() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 12)):
        assert len(list(app.query_one(PeopleTable).render_line(3))) == 3


async def test_the_headings_stand_over_their_columns_with_and_without_a_scrollbar() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 12)) as pilot:
        table, heading = app.query_one(PeopleTable), str(app.query_one(PeopleHeading).render())
        for count in (30, 3):
            table.show([person(id=f"c{n}") for n in range(count)])
            await pilot.pause()
            row = table.render_line(0).text
            assert heading.index("name") == row.index("Ayla")
            assert heading.index("title") == row.index("Head")
            assert heading.index("company") == row.index("Nordlicht")


async def test_the_heading_shows_what_orders_the_list() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 12)) as pilot:
        heading = app.query_one(PeopleHeading)
        assert "fit ▾" in str(heading.render())
        heading.sort = "name"
        await pilot.pause()
        assert "name ▾" in str(heading.render())


async def test_the_cursor_stays_on_its_person_when_rows_change() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 12)) as pilot:
        table = app.query_one(PeopleTable)
        await pilot.press("down", "down")
        table.show_people([person(id=f"c{n}") for n in range(29, -1, -1)], "c2")
        assert table.cursor == 27
        table.show_people([person(id="c5"), person(id="c6")], "c2")
        assert table.cursor == 1


async def test_markup_in_a_name_is_only_text() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 12)):
        table = app.query_one(PeopleTable)
        table.show([person(name="[bold]Ann[/x] [@click=app.quit]")])
        assert "[bold]Ann[/x] [@click=app.quit]" in table.render_line(0).text
