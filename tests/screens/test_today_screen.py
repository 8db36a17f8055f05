"""Today: the big step, the list, and what each key does."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.screens.card import CardScreen
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.dialogs import ChoiceDialog
from netx_tui.widgets.forms import FormDialog
from netx_tui.widgets.signs import ASCII
from tests.screens.daily_run import NOW, Daily, on_today


@pytest.fixture
def run(tmp_path: Path) -> Daily:
    return Daily(tmp_path / "netx.json")


def rules(run: Daily) -> list[str]:
    return [line.row.rule for line in run.todays.view().lines]


async def test_the_most_urgent_step_stands_large_the_rest_below(run: Daily) -> None:
    async with on_today(run):
        big = run.today.big.line
        assert (big is not None and big.row.text == "Write to Ayla Brandt") or big.row.rule == "N20"
        assert run.today.focused is run.today.big
        shown = [line.row.rule for line in run.today.steps.rows]
        assert [big.row.rule, *shown] == rules(run)
        assert {"N02", "N13", "N14"} <= set(shown)


async def test_enter_opens_the_letter_of_the_big_step(run: Daily) -> None:
    async with on_today(run):
        await run.press("enter")
        letter = await run.shows(LetterScreen)
        assert letter is not None


async def test_down_goes_to_the_list_and_up_comes_back(run: Daily) -> None:
    async with on_today(run):
        await run.press("down")
        await run.until(lambda: run.today.focused is run.today.steps)
        await run.press("up")
        await run.until(lambda: run.today.focused is run.today.big)
        await run.press("G")
        await run.until(lambda: run.today.steps.cursor == len(run.today.steps.rows) - 1)
        await run.press("g", "g")
        await run.until(lambda: run.today.focused is run.today.big)


async def go_to(run: Daily, rule: str) -> None:
    place = next(n for n, line in enumerate(run.today.steps.rows) if line.row.rule == rule)
    run.today.steps.focus()
    run.today.steps.cursor = place
    await run.until(lambda: run.today.row is not None and run.today.row.rule == rule)


async def test_a_tick_hides_a_step_and_undo_brings_it_back(run: Daily) -> None:
    async with on_today(run):
        await go_to(run, "N14")
        await run.press("space")
        await run.until(lambda: "N14" not in rules(run))
        await run.press("u")
        await run.until(lambda: "N14" in rules(run))


async def test_a_step_is_put_off_to_a_day(run: Daily) -> None:
    async with on_today(run):
        await go_to(run, "N14")
        await run.press("z")
        await run.shows(ChoiceDialog)
        await run.press("enter")
        await run.until(lambda: "N14" not in rules(run))
        run.now = NOW.replace(day=24)
        assert "N14" in rules(run)


async def test_putting_off_a_message_puts_the_person_off(run: Daily) -> None:
    async with on_today(run):
        row = next(line.row for line in run.todays.view().lines if line.row.rule == "N20")
        run.todays.put_off(row, NOW.date().replace(day=30))
        assert run.workspace.contacts["ayla"].snooze_until == "2026-11-30"


async def test_an_insight_becomes_a_card_or_is_only_known(run: Daily) -> None:
    async with on_today(run):
        await go_to(run, "N13")
        await run.press("a")
        await run.shows(ChoiceDialog)
        await run.press("down", "enter")
        await run.until(lambda: run.workspace.insights["i1"].actionable == "no")
        assert "N13" not in rules(run)


async def test_an_old_card_is_decided_about(run: Daily) -> None:
    async with on_today(run):
        await go_to(run, "N14")
        await run.press("enter")
        await run.shows(ChoiceDialog)
        await run.press("enter")
        await run.shows(CardScreen)


async def test_m_writes_to_the_person_of_any_step(run: Daily) -> None:
    async with on_today(run):
        await go_to(run, "N13")
        await run.press("m")
        await run.shows(ChoiceDialog)


async def test_plus_notes_a_contact_with_the_person_of_the_step(run: Daily) -> None:
    async with on_today(run):
        await go_to(run, "N02")
        await run.press("plus")
        form = await run.shows(FormDialog)
        assert "Mira Okafor" in form.heading
        await run.press(*"coffee", "ctrl+s")
        await run.until(lambda: any(one.note == "coffee" for one in run.workspace.touches.values()))


async def test_what_another_session_does_shows(run: Daily) -> None:
    async with on_today(run):
        other = Workspace.open(run.path, who="kim", run="other", clock=lambda: NOW)
        other.apply([Update("meetings", "m1", {"thanked_at": NOW.isoformat()})], "thanked")
        await run.until(lambda: "N02" not in [line.row.rule for line in run.today.steps.rows])
        other.close(compact=False)


async def test_a_quiet_day_says_so(tmp_path: Path) -> None:
    calm = [Create("contacts", "ayla", {"name": "Ayla Brandt", "stage": "archived"})]
    async with on_today(Daily(tmp_path / "netx.json", calm)) as run:
        assert run.today.big.line is None
        assert run.todays.view().quiet == "Nothing is due."


async def test_where_nobody_is_the_people_are_asked_for(tmp_path: Path) -> None:
    run = Daily(tmp_path / "netx.json", [])
    async with run.app.run_test(size=(80, 24)) as pilot:
        run.pilot = pilot
        await run.shows(PeopleScreen)


async def test_slash_finds_a_person(run: Daily) -> None:
    async with on_today(run):
        await run.press("slash")
        people = await run.shows(PeopleScreen)
        await run.until(lambda: people.bar.typing)


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (60, 20), (30, 8), (1, 1)])
async def test_every_size_is_drawn(tmp_path: Path, size: tuple[int, int]) -> None:
    hostile = [
        Create(
            "contacts", "x", {"name": "[b]\x1b]52;c;x\x07 " + "名" * 300, "tier": "inner", "stage": "met"}
        ),
        Create("touches", "t1", {"contact": "x", "on": "2026-01-01", "kind": "call"}),
        Create(
            "insights",
            "i",
            {"contact": "x", "text": "[/x] 😀" * 90, "captured_at": "2026-11-01T10:00:00+00:00"},
        ),
    ]
    for signs in (None, ASCII):
        options = {"signs": signs} if signs else {}
        run = Daily(tmp_path / f"{bool(signs)}.json", hostile, **options)
        async with run.app.run_test(size=size) as pilot:
            run.pilot = pilot
            await run.until(lambda run=run: run.app.screen.is_mounted)  # type: ignore[misc]
            await pilot.press("down", "down", "up")
            await pilot.pause()


async def test_who_was_silent_for_a_year_falls_dormant_as_one_undoable_step(tmp_path: Path) -> None:
    silent = [
        Create("contacts", "a", {"name": "Ayla Brandt", "tier": "wide", "stage": "in_touch"}),
        Create("touches", "t1", {"contact": "a", "on": "2025-01-01", "kind": "call"}),
    ]
    async with on_today(Daily(tmp_path / "netx.json", silent)) as run:
        await run.until(lambda: run.workspace.contacts["a"].stage == "dormant")
        (step,) = run.workspace.contacts["a"].stage_log
        assert (step.from_stage, step.cause) == ("in_touch", "time")
        await run.until(lambda: "1 person fell dormant" in run.told())
        await run.press("u")
        await run.until(lambda: run.workspace.contacts["a"].stage == "in_touch")


async def test_where_nobody_is_left_each_key_that_is_named_does_something(tmp_path: Path) -> None:
    alone = [Create("contacts", "a", {"name": "Ayla Brandt", "stage": "lead"})]
    async with on_today(Daily(tmp_path / "netx.json", alone)) as run:
        run.shortlists.delete(["a"])
        run.today.changed()
        await run.until(lambda: run.today.has_class("-empty"))
        await run.pilot.pause()
        named = {key for hint in run.today.footer_line.hints for key in hint.keys}
        assert named >= {"d", "n"}
        await run.press("d")
        await run.until(lambda: run.asked_for_demo)
        await run.press("n")
        await run.shows(FormDialog)
