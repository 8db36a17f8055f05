"""The company view: who is known where, how much one wants to work there, and where to search."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.companies import CompaniesScreen
from netx_tui.widgets.coverage_table import name_width, window
from tests.conftest import NOW
from tests.screens.people_fakes import FIRMS, FakeShortlists


class Shown:
    """The company view on invented people."""

    def __init__(self, count: int = 30, size: tuple[int, int] = (80, 24)) -> None:
        self.service = FakeShortlists.of(count)
        room = Room("companies", "Companies", "c", lambda: CompaniesScreen(self.service))  # type: ignore[arg-type]
        self.app = NetxApp([room], Frame(now=lambda: NOW, log="/dev/null"))
        self.copied: list[str] = []
        self.app.copy_to_clipboard = self.copied.append  # type: ignore[method-assign]
        self._test = self.app.run_test(size=size, notifications=True)

    async def __aenter__(self) -> Shown:
        self.pilot: Pilot[None] = await self._test.__aenter__()
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._test.__aexit__(*error)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def screen(self) -> CompaniesScreen:
        screen = self.app.screen
        assert isinstance(screen, CompaniesScreen)
        return screen

    def line(self, y: int) -> str:
        return self.screen.table.render_line(y).text

    async def cell(self) -> str:
        await self.pilot.pause(0.1)
        return str(self.screen.query_one("#cell", Static).render())


async def test_each_company_shows_the_best_person_of_each_department() -> None:
    async with Shown(size=(120, 30)) as it:
        assert FIRMS[0] in it.line(0)
        assert "A 78 Ayla" in it.line(0)
        assert "search" in it.line(0)


async def test_a_digit_sets_the_wish_and_minus_takes_it_away() -> None:
    async with Shown() as it:
        await it.press("j", "4")
        assert it.service.calls == [("set_company", FIRMS[1], {"motivation": "4"})]
        assert " 4 " in it.line(1)
        await it.press("minus")
        assert it.service.calls[-1] == ("set_company", FIRMS[1], {"motivation": ""})


async def test_the_cell_under_the_cursor_is_told_in_full() -> None:
    async with Shown() as it:
        assert "Best person: Ayla Brandt" in await it.cell()
        await it.press("right")
        assert "Ayla Brandt" in await it.cell()
        assert "[A 78 Ayla" in it.line(0)


async def test_y_on_a_hole_copies_the_search_words() -> None:
    async with Shown() as it:
        await it.press("right", "right", "l")
        assert "keep searching" in await it.cell()
        await it.press("y")
        assert it.copied == [f'"Head of people" OR "Leitung people" {FIRMS[0]}']


async def test_e_edits_every_field_of_a_company() -> None:
    async with Shown() as it:
        await it.press("e", "tab", *"3", "tab", *"400", "tab", *"Ayla", "tab", "tab", *"asked", "ctrl+s")
        values = {"motivation": "3", "staff": "400", "advocate": "Ayla", "notes": "asked"}
        assert it.service.calls == [("set_company", FIRMS[0], values)]


async def test_n_asks_for_a_name_and_a_wish() -> None:
    async with Shown() as it:
        await it.press("n", *"Acme", "enter", "5")
        assert it.service.calls == [("set_company", "Acme", {"motivation": "5"})]
        row = it.screen.table.current
        assert row is not None
        assert row.name == "Acme"


async def test_the_filter_shows_companies_by_a_part_of_their_name() -> None:
    async with Shown() as it:
        await it.press("slash", *"werk")
        assert len(it.screen.table.rows) == 1
        assert "1 of 5 companies" in str(it.screen.bar.render())
        await it.press("escape")
        assert len(it.screen.table.rows) == 5


async def test_u_takes_a_wish_back() -> None:
    async with Shown() as it:
        await it.press("4", "u")
        assert it.service.wishes == {}


async def test_without_departments_the_view_says_where_to_name_them() -> None:
    it = Shown()
    it.service.departments = lambda: ()  # type: ignore[method-assign]
    async with it:
        assert "Say on the list with p which departments you want" in await it.cell()
        await it.press("right", "y")
        assert it.copied == [FIRMS[0]]


async def test_another_sessions_company_appears_by_itself() -> None:
    async with Shown() as it:
        it.service.wishes["Acme"] = 5
        it.service.version += 1
        await it.pilot.pause(1.2)
        assert len(it.screen.table.rows) == 6


def test_the_window_of_departments_follows_the_cursor() -> None:
    assert list(window(80, 6, -1)) == [0, 1]
    assert list(window(80, 6, 1)) == [0, 1]
    assert list(window(80, 6, 5)) == [4, 5]
    assert list(window(200, 6, 5)) == [0, 1, 2, 3, 4, 5]
    assert list(window(80, 0, -1)) == []
    assert list(window(10, 6, 3)) == [3]


def test_the_name_of_a_company_has_room_at_every_width() -> None:
    assert [name_width(width) for width in (40, 80, 200)] == [12, 20, 28]
