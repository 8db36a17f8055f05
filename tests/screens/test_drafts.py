"""Half-typed text outlives the screens: it is kept, offered again, taken up or thrown away."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from netx_tui.app import NetxApp
from netx_tui.screens import base, filling
from netx_tui.screens.offering import when
from netx_tui.screens.welcome import WelcomeScreen
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile
from netx_tui.widgets.dialogs import ButtonDialog, ChoiceDialog
from netx_tui.widgets.forms import FormDialog

MINUTE = "[0-9]{2}:[0-9]{2}"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 0.1)
    monkeypatch.setattr(base, "OFFER_SECONDS", 0.02)
    monkeypatch.setattr(filling, "KEEP_SECONDS", 0.1)


class Run:
    """One run of the screens with its drafts."""

    def __init__(self, app: NetxApp, drafts: Drafts, pilot: Pilot[None]) -> None:
        self.app, self.drafts, self.pilot = app, drafts, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def leave(self) -> None:
        """What ``ctrl+q`` does; the pilot would wait for the screen that has gone."""
        await self.app.run_action("quit")

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until something is so."""
        for _look in range(250):
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen")

    async def shown(self, kind: type) -> Any:
        await self.until(lambda: isinstance(self.app.screen, kind))
        await self.pilot.pause()
        return self.app.screen

    def told(self) -> str:
        return "\n".join(notification.message for notification in self.app._notifications)


@pytest.fixture
def open_screens(tmp_path: Any, now: datetime) -> Callable[..., Any]:
    runs: list[str] = []

    @asynccontextmanager
    async def opened(house: Any, *, dies: bool = False, clock: Any = None) -> AsyncIterator[Run]:
        runs.append(f"run{len(runs)}")
        file = SessionFile(str(tmp_path / "state"), str(house.path), runs[-1])
        drafts = Drafts(file, clock or (lambda: now))
        app = house.app()
        app.frame = replace(app.frame, drafts=drafts, before_leaving=drafts.flush)
        async with app.run_test(size=(80, 24)) as pilot:
            run = Run(app, drafts, pilot)
            await run.until(lambda: os.path.exists(file.path))
            yield run
        if dies:
            # A killed process: the kernel closes its files, nobody says goodbye.
            file.close(remove=False)
        else:
            drafts.close()

    return opened


async def mina(run: Run, key: str = "e") -> FormDialog:
    await run.press(key)
    return await run.shown(FormDialog)


async def test_text_typed_when_netx_is_left_is_offered_at_the_next_start(
    house: Any, open_screens: Any
) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("tab", "tab", "tab", "end", *" Chief")
        await run.leave()
    async with open_screens(house) as run:
        dialog = await run.shown(ButtonDialog)
        assert "You were typing in 'Edit Ayla Brandt' today at 09:00. Take it up again?" in dialog._sentence
        await run.press("enter")
        form = await run.shown(FormDialog)
        assert form.rows.typed()["title"].endswith(" Chief")
        await run.press("ctrl+s")
        await run.until(lambda: not isinstance(run.app.screen, FormDialog))
        services = run.app.screen_stack[0].shortlists
        assert services.contact(services.find("Ayla Brandt")).title.endswith(" Chief")
    async with open_screens(house) as run:
        assert run.drafts.waiting() == ()


async def test_a_killed_session_loses_no_more_than_the_last_moment(house: Any, open_screens: Any) -> None:
    async with open_screens(house, dies=True) as run:
        await mina(run, "r")
        await run.press(*"Speaks at a fair")
        await run.until(
            lambda: [[*one.values.values()] for one in run.drafts._writer._written] == [["Speaks at a fair"]]
        )
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("enter")
        form = await run.shown(FormDialog)
        assert form.query_one(TextArea).text == "Speaks at a fair"


async def test_later_keeps_the_draft_and_the_same_form_offers_it_again(house: Any, open_screens: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("escape")
        await run.pilot.pause(0.25)
        assert not isinstance(run.app.screen, ButtonDialog)
        await run.press("e")
        dialog = await run.shown(ButtonDialog)
        assert "You were typing here today at 09:00: take it up again?" in dialog._sentence
        await run.press("enter")
        form = await run.shown(FormDialog)
        assert form.rows.typed() == {"name": "Ayla Brandtx"}
        assert form.query_one("#field-0", Input).value == "Ayla Brandtx"


async def test_another_draft_waits_until_the_form_taken_up_is_done(house: Any, open_screens: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    async with open_screens(house, dies=True) as run:
        await run.shown(ButtonDialog)
        await run.press("escape")
        await mina(run, "r")
        await run.until(lambda: isinstance(run.app.focused, TextArea))
        await run.press("y")
        await run.until(lambda: len(run.drafts._writer._written) == 2)
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        run.app.screen.dismiss("up")
        for _look in range(40):
            await run.pilot.pause(0.01)
            screens = [type(screen) for screen in run.app.screen_stack]
            assert screens.count(ButtonDialog) + screens.count(FormDialog) <= 1
        await run.shown(FormDialog)
        await run.press("ctrl+s")
        await run.shown(ButtonDialog)


async def test_what_is_thrown_away_is_not_offered_again(house: Any, open_screens: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("tab", "enter")
        await run.press("e")
        form = await run.shown(FormDialog)
        assert form.rows.typed() == {}
        assert run.drafts.waiting() == ()


async def test_leaving_a_form_without_saving_throws_its_draft_away(house: Any, open_screens: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.until(lambda: run.drafts._mine)
        await run.press("escape", "l")
        await run.until(lambda: not run.drafts._mine)


async def test_a_signal_finds_the_last_letter(house: Any, open_screens: Any) -> None:
    async with open_screens(house, dies=True) as run:
        filling.KEEP_SECONDS = 60.0
        await mina(run, "n")
        await run.press(*"Zoe")
        run.app.frame.before_leaving()
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("enter")
        form = await run.shown(FormDialog)
        assert form.rows.typed() == {"name": "Zoe"}
        assert form.heading == "A new person"


async def test_the_palette_offers_what_was_put_off(house: Any, open_screens: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("escape")
        titles = [command.title for command in run.app.screen_stack[0].commands()]
        assert titles[0] == "Take up again: Edit Ayla Brandt"


async def test_a_draft_meets_what_others_wrote_since(house: Any, open_screens: Any) -> None:
    other = house.shortlists()
    ayla = other.find("Ayla Brandt")
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    other.set_fields([ayla], {"name": "Ayla Stern", "city": "Kiel"})
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("enter")
        form = await run.shown(FormDialog)
        assert str(form.query_one(".form--note").render()) == "changed meanwhile to: Ayla Stern"
        assert form.rows.typed() == {"name": "Ayla Brandtx"}
        assert form.rows.texts()["city"] == "Kiel"


async def test_a_draft_about_somebody_who_was_deleted_becomes_a_new_person(
    house: Any, open_screens: Any
) -> None:
    other = house.shortlists()
    ayla = other.find("Ayla Brandt")
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    other.delete([ayla])
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("enter")
        form = await run.shown(FormDialog)
        assert form.heading == "A new person"
        assert form.rows.texts()["name"] == "Ayla Brandtx"
        assert "no longer there" in run.told()
        await run.press("ctrl+s")
        await run.until(lambda: not isinstance(run.app.screen, FormDialog))
        other.poll()
        assert other.find("Ayla Brandtx") != ayla


async def test_an_answer_at_the_first_start_is_kept(empty_house: Any, open_screens: Any) -> None:
    def first_start(services: Any) -> None:
        services.use_profile(services.profile._replace(target_departments=(), sender_line=""))

    async with open_screens(empty_house) as run:
        people = run.app.screen
        first_start(people.shortlists)
        people.welcome()
        await run.shown(WelcomeScreen)
        await run.press("enter", "enter", *"Fjordba")
        await run.until(lambda: run.drafts._mine)
        await run.leave()
    async with open_screens(empty_house) as run:
        await run.shown(ButtonDialog)
        await run.press("enter")
        screen = await run.shown(WelcomeScreen)
        assert screen.answer.value == "Fjordba"
        assert str(screen.question.render()).startswith("2 of 3")
        await run.press(*"nk", "enter")
        await run.until(lambda: not run.drafts._mine)
        assert screen._shortlists.company("Fjordbank").motivation == 5


async def test_a_full_disk_is_told_once_and_the_text_stays(
    house: Any, open_screens: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with open_screens(house) as run:
        form = await mina(run)
        with monkeypatch.context() as full:
            full.setattr(os, "write", no_room)
            await run.press("x")
            await run.until(lambda: "cannot be kept for later" in run.told())
            await run.press("y")
            await run.pilot.pause(0.25)
        assert run.told().count("cannot be kept for later") == 1
        assert form.rows.typed() == {"name": "Ayla Brandtxy"}
        await run.press("z")
        await run.leave()
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        assert run.drafts.waiting()[0].values == {"name": "Ayla Brandtxyz"}


async def test_a_form_with_nothing_typed_leaves_nothing(house: Any, open_screens: Any, tmp_path: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x", "backspace")
        await run.leave()
    assert os.listdir(tmp_path / "state" / "sessions") == []


async def test_letters_typed_ahead_do_not_answer_the_offer(house: Any, open_screens: Any) -> None:
    async with open_screens(house) as run:
        await mina(run)
        await run.press("x")
        await run.leave()
    async with open_screens(house) as run:
        await run.shown(ButtonDialog)
        await run.press("t", "l", "d")
        assert isinstance(run.app.screen, ButtonDialog)
        assert len(run.drafts.waiting()) == 1


async def test_a_deleted_persons_text_can_be_kept_as_a_draft(house: Any, open_screens: Any) -> None:
    other = house.shortlists()
    async with open_screens(house) as run:
        form = await mina(run)
        await run.press("x")
        other.delete([other.find("Ayla Brandt")])
        await run.until(lambda: "Saving asks" in str(form.query_one(".form--trouble").render()))
        await run.press("ctrl+s")
        await run.shown(ChoiceDialog)
        await run.press("k")
        await run.until(lambda: not isinstance(run.app.screen, FormDialog | ChoiceDialog))
        await run.pilot.pause(0.25)
        assert not isinstance(run.app.screen, ButtonDialog)
        assert [draft.values for draft in run.drafts.waiting()] == [{"name": "Ayla Brandtx"}]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T16:12", "today at 16:12"),
        ("2026-11-20T16:12", "on Friday 16:12"),
        ("2026-11-16T08:05", "on Mon 16 Nov 08:05"),
    ],
)
def test_the_time_of_a_draft_is_told_as_people_do(at: str, words: str) -> None:
    assert when(datetime.fromisoformat(at), date(2026, 11, 23)) == words
