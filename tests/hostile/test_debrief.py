"""What comes after a talk: on broken documents, in broken terminals, and with somebody else."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual import events

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.changes import Delete, Update
from netx_tui.domain.text import TEXT_LIMIT
from netx_tui.screens import base
from netx_tui.screens.agenda import AgendaScreen
from netx_tui.screens.base import NetxScreen
from netx_tui.screens.debrief import DebriefScreen
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.dialogs import Dialog
from tests.hostile.broken_talks import AT, NOTE, several_faults, worst_talks
from tests.hostile.poison import TEXTS, Tables, clean, written
from tests.hostile.test_live import SIZES
from tests.hostile.test_screens import harmless
from tests.screens.driving import Driven

ONE: Tables = {
    "contacts": {"c1": {"name": "Ayla Brandt", "stage": "met", "lang": "en", "tier": "wide"}},
    "meetings": {
        "m1": {"contact": "c1", "status": "held", "at": AT, "minutes": 20, "captures": {"c1": NOTE}},
    },
}


pytestmark = pytest.mark.usefixtures("hasty")


class House(Driven):
    """The services on a file that netx did not write, and an app to show a debrief in."""

    def __init__(self, folder: Path, now: datetime, tables: Tables) -> None:
        self.now, self._path = now, written(folder / "netx.json", tables)
        options = Namespace(data=str(self._path), config="", now="", color="never")
        session = Session(options, {"HOME": str(folder)})
        session.clock = lambda: now
        self.workspace = session._open()
        self.shortlists = session.shortlists_on(self.workspace)
        self.services = ServicesOfTalks(session, self.workspace, self.shortlists)
        self.drafts = Drafts(SessionFile(str(folder / "state"), str(self._path), "run"), lambda: now)
        frame = Frame(now=lambda: now, log=str(folder / "netx.log"), drafts=self.drafts)
        self.app = NetxApp([Room("talks", "Talks", "t", NetxScreen)], frame)

    @asynccontextmanager
    async def shown(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator[House]:
        async with self.app.run_test(size=size, notifications=True) as pilot:
            self.pilot = pilot
            await pilot.pause()
            yield self
            assert self.app.is_running, self.app._exception or "something made netx leave"
        self.drafts.close()
        self.workspace.close(compact=False)

    async def open(self, name: str = "m1") -> DebriefScreen:
        screen = DebriefScreen(self.shortlists, self.services, name)
        self.app.push_screen(screen)
        await self.pilot.pause()
        return screen

    @contextmanager
    def other(self) -> Iterator[Workspace]:
        """Another session on the same file."""
        workspace = Workspace.open(self._path, who="kim", run="other", clock=lambda: self.now)
        yield workspace
        workspace.close(compact=False)

    def notes(self, name: str = "m1") -> list[str]:
        return [capture.text for capture in self.workspace.meetings[name].captures]


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> House:
    return House(tmp_path, now, ONE)


# -- what stands in the file -------------------------------------------------------------------------


async def test_every_broken_talk_is_debriefed_as_far_as_it_can_be(tmp_path: Path, now: datetime) -> None:
    house = House(tmp_path, now, worst_talks("held"))
    async with house.shown():
        for name in list(house.workspace.meetings):
            screen = await house.open(name)
            await house.press("G", "i", "x", "enter")
            harmless(house.app)
            assert "x" in house.notes(name), (name, house.told())
            await house.press("ctrl+s")
            assert house.workspace.meetings[name].debriefed_at, (name, house.told())
            assert clean(house.told().replace("\n", ""))
            while house.app.screen_stack[-1] is not screen:
                await house.press("escape")
            screen.dismiss()
            await house.pilot.pause()
            house.app.clear_notifications()
        for insight in house.workspace.insights.values():
            assert clean(insight.text.replace("\n", ""))
        for person in house.workspace.contacts.values():
            assert clean(person.follow_up_on) and (not person.referral_by or clean(person.name))


# -- what is typed and pasted ------------------------------------------------------------------------


async def test_whatever_is_pasted_is_kept_clean_and_acts_on_nothing(house: House) -> None:
    async with house.shown():
        screen = await house.open()
        for text in TEXTS.values():
            count = len(house.notes())
            await paste(house, "i", text)
            harmless(house.app)
            await house.press("enter")
            harmless(house.app)
            assert all(clean(words.replace("\n", "")) for words in house.notes()[count:])
            await house.press(*(["escape"] if screen.line.typing else []))


async def paste(house: House, key: str, text: str) -> None:
    await house.press(key)
    assert house.app.focused is not None
    house.app.focused.post_message(events.Paste(text))
    await house.pilot.pause()


async def test_all_lines_of_what_is_pasted_are_kept(house: House) -> None:
    async with house.shown():
        await house.open()
        await paste(house, "i", "one\r\ntwo\nthree " + "a" * 5_000)
        await house.press("enter")
        assert house.notes()[-1] == "one two three " + "a" * 5_000


async def test_a_note_that_is_too_long_stays_in_the_line_and_says_so(house: House) -> None:
    async with house.shown():
        screen = await house.open()
        await paste(house, "i", "a" * (TEXT_LIMIT + 1))
        await house.press("enter")
        await house.until(house.told)
        await house.until(lambda: "20000" in house.told())
        assert screen.line.typing
        assert len(screen.line.value) == TEXT_LIMIT + 1
        assert house.notes() == ["trust"]


@pytest.mark.parametrize("day", ["31.2.", "2026-02-31", "tomorrow yesterday", "9999-12-31", "\x1b[2J", "[/]"])
async def test_a_next_contact_that_is_no_day_is_refused_and_stays_in_the_line(house: House, day: str) -> None:
    async with house.shown():
        screen = await house.open()
        screen.rows.cursor = next(at for at, row in enumerate(screen.rows.rows) if row.role == "next")
        await house.press("enter")
        screen.line.value = day
        await house.press("enter")
        await house.until(house.told)
        assert screen.line.typing
        assert screen.line.value.strip() == day.strip()
        harmless(house.app)
        await house.press("escape", "ctrl+s")
        assert house.workspace.contacts["c1"].follow_up_on == ""


# -- the terminal ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_it_is_written_down_in_every_terminal(house: House, size: tuple[int, int]) -> None:
    async with house.shown(size):
        await house.open()
        await house.press("i", *"Trust", "enter", "ctrl+s")
        assert house.notes() == ["trust", "Trust"]
        assert house.workspace.meetings["m1"].debriefed_at


async def test_a_terminal_that_changes_while_one_types_loses_nothing(house: House) -> None:
    async with house.shown():
        await house.open()
        await house.press("r")
        for at, size in enumerate(SIZES * 2):
            await house.pilot.resize_terminal(*size)
            await house.press(str(at % 10))
        await house.press("enter")
        harmless(house.app)
        assert house.notes() == ["trust", "012345678901"]


# -- somebody else -----------------------------------------------------------------------------------

GONE = pytest.mark.parametrize(("table", "name"), [("meetings", "m1"), ("contacts", "c1")])


@GONE
async def test_a_talk_that_another_session_deletes_closes_with_a_sentence_and_keeps_the_line(
    house: House, table: str, name: str
) -> None:
    async with house.shown():
        screen = await house.open()
        await house.press("i", *"half")
        with house.other() as other:
            other.apply([Delete(table, name)], "deleted")
        await house.until(lambda: house.app.screen is not screen)
        await house.until(lambda: "no longer there" in house.told())
        await house.until(lambda: house.drafts.waiting("debrief:m1"))
        assert house.drafts.waiting("debrief:m1")[0].values["text"] == "half"


@GONE
@pytest.mark.parametrize("key", ["c", "ctrl+s", "s", "enter", "m", "x", "t"])
async def test_a_verb_on_a_talk_that_was_just_deleted_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch, table: str, name: str, key: str
) -> None:
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 60)
    async with house.shown():
        screen = await house.open()
        with house.other() as other:
            other.apply([Delete(table, name)], "deleted")
        if key == "enter":
            screen.rows.cursor = len(screen.rows.rows) - 1
        await house.press(key)
        for _press in range(4):
            await house.press("down", "enter")
            harmless(house.app)
        await house.press("escape", "escape")


@GONE
@pytest.mark.parametrize("keys", [("s", "end"), ("c",), ("x",), ("t",), ("up", "up", "enter")])
async def test_a_dialog_about_a_talk_that_is_deleted_meanwhile_is_answered_in_vain(
    house: House, table: str, name: str, keys: tuple[str, ...]
) -> None:
    house.workspace.apply([Update("meetings", "m1", {"debriefed_at": AT, "next_contact": "no"})], "filed")
    async with house.shown():
        screen = await house.open()
        await house.press("G", *keys)
        await house.until(lambda: isinstance(house.app.screen, Dialog))
        with house.other() as other:
            other.apply([Delete(table, name)], "deleted")
        await house.pilot.pause(0.15)
        # The screen may close between two keys; the pilot would wait for what has gone.
        await house.app._press_keys([*"why", "enter"])
        while isinstance(dialog := house.app.screen, Dialog):
            yes = list(dialog.query("#yes"))
            await (house.pilot.click("#yes") if yes else house.app._press_keys(["escape"]))
            # One key too many would close what is to say that the talk is gone.
            await house.until(lambda dialog=dialog: house.app.screen is not dialog)
        await house.until(lambda: screen not in house.app.screen_stack)
        await house.until(lambda: "no longer there" in house.told())


async def test_what_another_session_breaks_meanwhile_is_shown_as_it_is(house: House) -> None:
    async with house.shown():
        screen = await house.open()
        with house.other() as other:
            for _fault, fields in several_faults():
                other.apply([Update("meetings", "m1", {**fields, "status": "held"})], "broke it")
                screen.follow()
                await house.pilot.pause()
                harmless(house.app)
                await house.press("j")
        assert house.app.screen is screen


# -- leaving -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("screen", "keys"), [(DebriefScreen, "i"), (AgendaScreen, "n")])
async def test_a_line_that_is_open_when_netx_ends_is_kept(
    house: House, screen: type[DebriefScreen | AgendaScreen], keys: str
) -> None:
    async with house.shown():
        house.app.push_screen(screen(house.shortlists, house.services, "m1"))
        await house.pilot.pause()
        await house.press(keys, *"half")
    assert [draft.values["text"] for draft in house.drafts.every()] == ["half"]
