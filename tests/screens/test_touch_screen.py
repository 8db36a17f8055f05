"""The touch screen, the month and the reading inbox, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.domain.changes import Create
from netx_tui.screens.articles import ArticlesScreen
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.person import PersonScreen
from netx_tui.screens.touch import TouchScreen
from netx_tui.screens.touch_month import MonthScreen
from netx_tui.widgets.dialogs import ChoiceDialog
from netx_tui.widgets.forms import FormDialog
from netx_tui.widgets.signs import ASCII
from tests.screens.daily_run import Daily, on_touch


@pytest.fixture
def run(tmp_path: Path) -> Daily:
    return Daily(tmp_path / "netx.json")


def names(run: Daily) -> list[str]:
    return [row.name for row in run.touch.people.rows]


async def test_who_is_due_stands_first_with_the_reason(run: Daily) -> None:
    async with on_touch(run):
        first = run.touch.people.rows[0]
        assert (first.name, first.severity, first.kind) == ("Ayla Brandt", "red", "share_article")
        assert set(names(run)) == {"Ayla Brandt", "Mira Okafor", "Kofi Hartmann"}
        assert first.strip[6] == "f" and first.strip.count("f") == 1


async def test_enter_opens_the_proposed_letter_with_the_article_in_it(run: Daily) -> None:
    async with on_touch(run):
        await run.press("enter")
        letter = await run.shows(LetterScreen)
        await run.until(lambda: "https://example.org/lake" in letter.desk.prepared().letter.text)


async def test_plus_notes_a_contact_and_tells_the_next_day(run: Daily) -> None:
    async with on_touch(run):
        await run.press("plus")
        form = await run.shows(FormDialog)
        assert "Ayla Brandt" in form.heading
        await run.press(*"met at the fair", "ctrl+s")
        await run.shows(TouchScreen)
        await run.until(lambda: "Next:" in run.told())
        assert run.services.touches.card("ayla").row.severity == ""
        await run.press("u")
        await run.until(lambda: run.services.touches.card("ayla").row.severity == "red")


async def test_somebody_sleeps_and_stays_in_sight(run: Daily) -> None:
    async with on_touch(run):
        await run.press("z")
        await run.shows(ChoiceDialog)
        await run.press("enter")
        await run.until(lambda: run.workspace.contacts["ayla"].snooze_until == "2026-11-30")
        await run.shows(TouchScreen)
        assert "Ayla Brandt" in names(run)


async def test_several_change_their_circle_in_one_step(run: Daily) -> None:
    async with on_touch(run):
        await run.press("v", "v", "c")
        await run.shows(ChoiceDialog)
        await run.press("home", "enter")
        tiers = run.workspace.contacts
        await run.until(lambda: sum(one.tier == "inner" for one in tiers.values()) == 2)
        await run.press("u")
        await run.until(lambda: sum(one.tier == "inner" for one in tiers.values()) == 0)


async def test_a_life_event_is_kept_private_and_removed_again(run: Daily) -> None:
    async with on_touch(run):
        await run.press("e")
        await run.shows(FormDialog)
        await run.press("tab", *"--12-13", "ctrl+s")
        await run.until(lambda: run.workspace.contacts["ayla"].events)
        (event,) = run.workspace.contacts["ayla"].events
        assert (event.kind, event.on, event.private) == ("birthday", "--12-13", True)
        await run.shows(TouchScreen)
        await run.press("e")
        await run.shows(ChoiceDialog)
        await run.press("down", "enter", "y")
        await run.until(lambda: not run.workspace.contacts["ayla"].events)


async def test_a_promise_becomes_an_action_with_its_day(run: Daily) -> None:
    async with on_touch(run):
        await run.press("w")
        await run.shows(FormDialog)
        await run.press(*"send the list", "tab", *"+3d", "ctrl+s")
        await run.until(lambda: any(one.type == "promise" for one in run.workspace.actions.values()))
        promise = next(one for one in run.workspace.actions.values() if one.type == "promise")
        assert (promise.contact, promise.due) == ("ayla", "2026-11-26")


async def test_the_filter_narrows_and_esc_shows_everybody_again(run: Daily) -> None:
    async with on_touch(run):
        await run.press("slash", *"circle:wide")
        await run.until(lambda: names(run) == ["Kofi Hartmann"])
        await run.press("enter", "escape")
        await run.until(lambda: len(names(run)) == 3)


async def test_p_opens_the_person(run: Daily) -> None:
    async with on_touch(run):
        await run.press("p")
        await run.shows(PersonScreen)


async def test_the_month_tells_who_is_due_when(run: Daily) -> None:
    async with on_touch(run):
        await run.press("M")
        month = await run.shows(MonthScreen)
        assert [entry[1] for entry in month.due.rows] == ["Ayla Brandt"]
        await run.press("l")
        await run.until(lambda: month.calendar.day.day == 24)
        await run.press("right_square_bracket")
        await run.until(lambda: month.calendar.day.isoformat() == "2026-12-01")
        await run.press("t", "enter", "enter")
        await run.shows(PersonScreen)


async def test_the_reading_inbox_keeps_changes_and_throws_away(run: Daily) -> None:
    async with on_touch(run):
        await run.press("a")
        inbox = await run.shows(ArticlesScreen)
        await run.press("n")
        await run.shows(FormDialog)
        await run.press(*"https://example.org/x", "ctrl+s")
        await run.until(lambda: len(run.workspace.articles) == 2)
        await run.shows(ArticlesScreen)
        await run.press("x")
        await run.until(lambda: len(run.workspace.articles) == 1)
        await run.press("u")
        await run.until(lambda: len(inbox.shelf.rows) == 2)


async def test_an_article_is_sent_to_whom_it_fits(run: Daily) -> None:
    async with on_touch(run):
        await run.press("a")
        await run.shows(ArticlesScreen)
        await run.press("enter")
        await run.shows(ChoiceDialog)
        await run.press("enter")
        await run.shows(LetterScreen)


async def test_where_nobody_is_in_a_circle_it_says_how_they_come_there(tmp_path: Path) -> None:
    lone = [Create("contacts", "a", {"name": "Ayla Brandt"})]
    async with on_touch(Daily(tmp_path / "netx.json", lone)) as run:
        assert run.touch.has_class("-empty")
        await run.press("plus")
        await run.shows(FormDialog)
        await run.press(*"Ayla", "tab", *"hello", "ctrl+s")
        await run.until(lambda: len(run.workspace.touches) == 1)


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (60, 20), (20, 6)])
async def test_hostile_texts_are_drawn_in_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    hostile = [
        Create(
            "contacts",
            "x",
            {
                "name": "[@click=app.quit]x[/] \x1b[2J" + "界" * 200,
                "company": "😀" * 90,
                "tier": "inner",
                "stage": "in_touch",
                "events": {"e1": {"kind": "birthday", "on": "--02-29", "text": "[/b]", "rank": "1"}},
            },
        ),
        Create("touches", "t1", {"contact": "x", "on": "2026-01-01", "kind": "call", "note": "[b]\x07"}),
    ]
    async with on_touch(Daily(tmp_path / "netx.json", hostile, signs=ASCII), size) as run:
        await run.press("M")
        await run.shows(MonthScreen)
        await run.press("escape")
        await run.shows(TouchScreen)
