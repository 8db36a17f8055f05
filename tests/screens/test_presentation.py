"""While others look at the screen, nothing private is on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from netx_tui.app import NetxApp
from netx_tui.domain.live import OPENING
from netx_tui.screens.agenda import AgendaScreen
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.companies import CompaniesScreen
from netx_tui.screens.live import LiveScreen
from netx_tui.screens.person import PersonScreen
from netx_tui.screens.timeline_entry import EntryDialog
from netx_tui.screens.touch_month import MonthScreen
from tests.looks.stage import Stage
from tests.screens.driving import Driven

NOTE, RESEARCH, EVENT, REASON = "Zwieback", "Quitte", "Kaulquappe", "Sanddorn"
SECRETS = (NOTE, RESEARCH, EVENT, REASON)
SCORES = ("+20", "+18", "+14", "A 7", "A 8", "B 6")
SIZES = ((80, 24), (120, 40))
PERSON = "mira-okafor"


class Run(Driven):
    """The rooms on the sample, one person with a secret in every private field."""

    def __init__(self, stage: Stage, text: Callable[[NetxApp], str]) -> None:
        self.stage, self._text = stage, text
        self.app = stage.app()

    def shown(self) -> str:
        """All that stands on the screen."""
        return self._text(self.app)

    async def walk(self) -> AsyncIterator[str]:
        """What each place shows that has something private."""
        for digit in "123456":
            await self.press(digit)
            await self.pilot.pause(0.05)
            yield self.shown()
            await self.press("end")
            await self.pilot.pause(0.05)
            yield self.shown()
        await self.press("2", "home", "c")
        await self.shows(CompaniesScreen)
        yield self.shown()
        await self.press("escape")
        for screen in (self.stage.person(), self.stage.agenda(), self.stage.letter(), self.stage.debrief()):
            self.app.push_screen(screen)
            await self.shows(type(screen))
            await self.pilot.pause(0.05)
            yield self.shown()
            for key in ("question_mark", "f1", "colon"):
                await self.press(key)
                await self.until(lambda screen=screen: self.app.screen is not screen)
                await self.pilot.pause(0.05)
                yield self.shown()
                await self.press("escape")
                await self.shows(type(screen))
            await self.press("end")
            await self.pilot.pause(0.05)
            yield self.shown()
            await self.press("escape")
        await self.press("5", "M")
        await self.shows(MonthScreen)
        for _day in range(10):
            await self.press("right")
            await self.pilot.pause()
            yield self.shown()


@pytest.fixture
def stage(tmp_path: Path, now: datetime) -> Stage:
    stage = Stage(tmp_path / "netx.json", now)
    people, touches = stage._shortlists, stage._cards.touches
    people.set_fields([PERSON], {"notes": NOTE, "tier": "active"})
    people.add_research([PERSON], RESEARCH)
    touches.add_event(PERSON, "birthday", "1980-11-25")
    touches.add_event(PERSON, "other", "2026-11-20")
    touches.log(PERSON, "call", note=REASON, on=date(2026, 10, 1))
    stage.services.talks.set_fields(stage.talk, {"person_notes": EVENT})
    return stage


async def seen(stage: Stage, text: Callable[[NetxApp], str], size: tuple[int, int], hides: bool) -> str:
    run = Run(stage, text)
    async with run.app.run_test(size=size) as pilot:
        run.pilot = pilot
        await pilot.pause()
        if hides:
            await run.press("P")
        found = "\n".join([shown async for shown in run.walk()])
    stage.close()
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_private_is_on_any_screen(
    stage: Stage, screen_text: Callable[[NetxApp], str], size: tuple[int, int]
) -> None:
    found = await seen(stage, screen_text, size, hides=True)
    assert [secret for secret in (*SECRETS, *SCORES, "birthday") if secret in found] == []
    assert "presenting" in found
    assert "·····" in found


@pytest.mark.parametrize("size", SIZES)
async def test_otherwise_all_of_it_is_there(
    stage: Stage, screen_text: Callable[[NetxApp], str], size: tuple[int, int]
) -> None:
    found = await seen(stage, screen_text, size, hides=False)
    wanted = (
        (NOTE, RESEARCH, EVENT, "+20", "A 7", "birthday") if size == (120, 40) else (EVENT, "+20", "A  7")
    )
    assert [secret for secret in wanted if secret not in found] == []
    assert "presenting" not in found


async def test_the_same_key_shows_it_again_at_once(
    stage: Stage, screen_text: Callable[[NetxApp], str]
) -> None:
    run = Run(stage, screen_text)
    async with run.app.run_test(size=(120, 40), notifications=True) as pilot:
        run.pilot = pilot
        await run.press("2")
        await pilot.pause(0.1)
        before = run.shown()
        await run.press("P")
        await pilot.pause()
        assert run.told() == "Scores, private notes and life events are hidden. P shows them again."
        run.app.clear_notifications()
        await run.press("P")
        await pilot.pause()
        run.app.clear_notifications()
        await pilot.pause(0.1)
        assert run.shown() == before
    stage.close()


@pytest.mark.parametrize(
    ("screen", "keys"), [("person", ("e",)), ("person", ("r",)), ("person", ("enter",)), ("agenda", ("E",))]
)
async def test_what_is_private_is_not_opened_meanwhile(
    stage: Stage, screen_text: Callable[[NetxApp], str], screen: str, keys: tuple[str, ...]
) -> None:
    run = Run(stage, screen_text)
    async with run.app.run_test(size=(100, 30)) as pilot:
        run.pilot = pilot
        shown: NetxScreen[None] = getattr(stage, screen)()
        run.app.push_screen(shown)
        await run.shows(type(shown))
        await run.press("P", *keys)
        await pilot.pause(0.1)
        assert not isinstance(run.app.screen, EntryDialog)
        assert run.app.screen is shown
        assert shown.status_line.text == "This is hidden while others look at the screen."
    stage.close()


def test_the_screens_it_is_about_exist() -> None:
    assert issubclass(PersonScreen, NetxScreen)
    assert issubclass(AgendaScreen, NetxScreen)


async def test_life_events_of_a_talk_and_what_one_knows_of_the_person_stay_hidden(
    stage: Stage, screen_text: Callable[[NetxApp], str]
) -> None:
    stage.services.debriefs.note(stage.past, "life_event", "baby Kaulquappe 20 nov")
    run = Run(stage, screen_text)
    async with run.app.run_test(size=(100, 30)) as pilot:
        run.pilot = pilot
        for screen, secret in ((stage.debrief(), EVENT), (stage.live(), EVENT)):
            if isinstance(screen, LiveScreen):
                screen.chosen = OPENING
            run.app.push_screen(screen)
            await run.shows(type(screen))
            await pilot.pause(0.1)
            assert secret in run.shown(), "it is there before"
            run.app.action_presentation()
            await pilot.pause(0.1)
            assert secret not in run.shown()
            assert "·····" in run.shown()
            run.app.action_presentation()
            await pilot.pause(0.1)
            assert secret in run.shown()
            run.app.pop_screen()
    stage.close()


async def test_a_toast_that_stands_goes_when_others_begin_to_look(
    stage: Stage, screen_text: Callable[[NetxApp], str]
) -> None:
    run = Run(stage, screen_text)
    async with run.app.run_test(size=(100, 30), notifications=True) as pilot:
        run.pilot = pilot
        await pilot.pause()
        run.app.notify(f"Kim changed notes of Mira from your '{NOTE}' to ''.")
        await run.press("P")
        assert NOTE not in run.told()
    stage.close()


@pytest.mark.parametrize(("digit", "keys"), [("2", ("m",)), ("5", ("c",)), ("2", ("c", "3"))])
async def test_what_would_show_how_much_one_wants_it_is_not_asked_meanwhile(
    stage: Stage, screen_text: Callable[[NetxApp], str], digit: str, keys: tuple[str, ...]
) -> None:
    run = Run(stage, screen_text)
    async with run.app.run_test(size=(100, 30), notifications=True) as pilot:
        run.pilot = pilot
        await run.press(digit, "P")
        for key in keys:
            await run.press(key)
            await pilot.pause(0.15)
        screen = run.app.screen
        assert isinstance(screen, NetxScreen)
        assert screen.status_line.text == "This is hidden while others look at the screen."
    stage.close()
