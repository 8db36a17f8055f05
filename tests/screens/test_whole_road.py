"""The first job from keys to documents: real screens, real services, a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ScreenText = Callable[[Any], str]
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some fields are empty."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Zora,Quill,https://www.linkedin.com/in/zora-quill,,Fjordbank,Head of Data,12 Mar 2024
"""


async def test_the_best_person_stands_first_with_her_card(house: Any, screen_text: ScreenText) -> None:
    app = house.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.2)
        text = screen_text(app)
        first = next(line for line in text.splitlines() if line.startswith("▌"))
        assert "A  78" in first and "Ayla Brandt" in first
        assert "same department (data)" in text
        assert "Choose" in text


async def test_s_takes_off_the_shortlist_and_u_takes_that_back(house: Any) -> None:
    app = house.app()
    look = house.shortlists()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await pilot.pause(0.1)
        await pilot.press("g", "g", "s")
        await pilot.pause(0.2)
        look.poll()
        ayla = look.contact(look.find("Ayla Brandt"))
        assert ayla.stage == "lead"
        await pilot.press("u")
        await pilot.pause(0.2)
        look.poll()
        assert look.contact(ayla.id).stage == "shortlisted"


async def test_a_filter_shows_who_fits_and_escape_brings_all_back(
    house: Any, screen_text: ScreenText
) -> None:
    app = house.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"company:kranich")
        await pilot.pause(0.3)
        assert {row.company for row in app.screen.people.rows} == {"Kranich Werke"}
        assert "Ayla" not in "".join(row.name for row in app.screen.people.rows)
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert len(app.screen.people.rows) == house.shortlists().total()


async def test_the_form_saves_what_was_typed_and_refuses_what_does_not_fit(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause(0.3)
        await pilot.press("end", *" II", "ctrl+s")
        await pilot.pause(0.3)
    names = [row.name for row in house.shortlists().rows()]
    assert "Ayla Brandt II" in names


async def test_m_and_a_digit_rate_the_company(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await pilot.pause(0.2)
        await pilot.press("1")
        await pilot.pause(0.3)
    rows = {row["name"]: row["motivation"] for row in house.shortlists().companies_listing()}
    assert rows["Nordlicht Analytics"] == 1


async def test_marks_take_a_verb_for_all(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "v", "r")
        await pilot.pause(0.3)
        await pilot.press(*"met", "ctrl+s")
        await pilot.pause(0.3)
    look = house.shortlists()
    noted = [
        c.id
        for c in (look.contact(row.id) for row in look.rows())
        if any(r.text == "met" for r in c.research)
    ]
    assert len(noted) == 2


async def test_another_session_shows_within_two_seconds(house: Any, screen_text: ScreenText) -> None:
    app = house.app()
    other = house.shortlists()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        current = app.screen.people.current
        other.set_fields([other.find("Ayla Brandt")], {"title": "Chief Data Officer"})
        await pilot.pause(1.6)
        assert "Chief Data" in screen_text(app)
        assert app.screen.people.current.id == current.id


async def test_an_export_comes_in_by_the_dialog_and_goes_again_by_undo(house: Any, tmp_path: Path) -> None:
    export = tmp_path / "Connections.csv"
    export.write_text(LINKEDIN, encoding="utf-8")
    app = house.app()
    before = house.shortlists().total()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("i")
        await pilot.pause(0.2)
        await pilot.press(*str(export).replace(" ", ""))
        await pilot.press("enter")
        await pilot.pause(0.6)
        await pilot.press("enter")
        await pilot.pause(0.6)
        assert house.shortlists().total() == before + 1
        await pilot.press("escape")
        await pilot.pause(0.2)
        await pilot.press("u")
        await pilot.pause(0.3)
    assert house.shortlists().total() == before


async def test_an_empty_start_asks_and_offers_the_ways_in(empty_house: Any, screen_text: ScreenText) -> None:
    app = empty_house.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.4)
        seen = screen_text(app)
        for _question in range(4):
            await pilot.press("escape")
            await pilot.pause(0.2)
        seen += screen_text(app)
        assert "import" in seen.lower()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (200, 60), (40, 12)])
async def test_every_size_shows_names_whole_and_nothing_crashes(
    house: Any, screen_text: ScreenText, size: tuple[int, int]
) -> None:
    app = house.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        assert "Ayla Brandt" in screen_text(app)
        await pilot.press("c")
        await pilot.pause(0.3)
        assert "Nordlicht" in screen_text(app)
        await pilot.press("escape", "question_mark")
        await pilot.pause(0.2)
        await pilot.press("escape")
        await pilot.resize_terminal(1, 1)
        await pilot.pause(0.2)
        await pilot.resize_terminal(*size)
        await pilot.pause(0.2)
        assert "Ayla Brandt" in screen_text(app)


async def test_hostile_text_in_the_file_reaches_no_cell(house: Any, screen_text: ScreenText) -> None:
    evil = "Eve\x1b]52;c;aGk=\x07 [@click=app.quit]click[/] [/x] \u202elive"
    from netx_tui.domain.changes import Create, Update

    workspace = house.workspace()
    workspace.apply([Create("contacts", "cevil1", {"name": evil, "company": evil, "title": evil})], evil)
    workspace.apply([Update("contacts", "cevil1", {"notes": evil, "tags": [evil]})], evil)
    app = house.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("G")
        await pilot.pause(0.3)
        await pilot.press("slash", *"eve", "enter")
        await pilot.pause(0.3)
        text = screen_text(app)
        assert "[@click=app.quit]" in text or "[@clic" in text
        assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
        assert "\u202e" not in text
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("u")
        await pilot.pause(0.2)
    assert app.return_code in (0, None)


async def test_a_value_longer_than_its_field_is_still_readable(house: Any, screen_text: ScreenText) -> None:
    app = house.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause(0.3)
        assert "https://www.linkedin.com" in screen_text(app)
