"""Keys that arrive all at once mean the same as keys typed one by one."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App


def rush(app: App[None], keys: str) -> None:
    """Hand over all ``keys`` in one go, as a slow line does."""
    names = {
        "/": "slash",
        " ": "space",
        "\r": "enter",
        "\x1b": "escape",
        "\x13": "ctrl+s",
        "?": "question_mark",
    }
    for letter in keys:
        name = names.get(letter, letter)
        app.post_message(events.Key(name, letter if letter.isprintable() else None))


async def test_a_filter_typed_in_one_go_reaches_the_filter(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(100, 30)) as pilot:
        rush(app, "/kranich\r")
        await pilot.pause(1.0)
        assert {row.company for row in app.screen.people.rows} == {"Kranich Werke"}
        assert len(app.screen_stack) == 1


async def test_a_person_typed_in_one_go_is_saved_whole(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(100, 30)) as pilot:
        rush(app, "nZoe Quick\x13")
        await pilot.pause(1.5)
    assert house.shortlists().find("Zoe Quick")


async def test_a_verb_and_its_answer_may_come_together(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(100, 30)) as pilot:
        rush(app, "m1u")
        await pilot.pause(1.0)
        assert len(app.screen_stack) == 1
    rows = {row["name"]: row["motivation"] for row in house.shortlists().companies_listing()}
    assert rows["Nordlicht Analytics"] == 5


async def test_many_moves_in_one_go_arrive_where_they_would_one_by_one(house: Any) -> None:
    app = house.app()
    async with app.run_test(size=(100, 30)) as pilot:
        rush(app, "jjjjkk")
        await pilot.pause(0.8)
        assert app.screen.people.current == app.screen.people.rows[2]
