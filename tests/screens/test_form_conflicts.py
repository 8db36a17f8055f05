"""A form and another session: nothing typed is lost, nothing of others is written over unasked."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from netx_tui.screens import base
from netx_tui.services.shortlists import Shortlists
from netx_tui.widgets.dialogs import ChoiceDialog
from netx_tui.widgets.forms import FormDialog
from netx_tui.widgets.merge_dialog import MergeDialog

TO_TITLE = ("tab", "tab", "tab")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 0.1)


class Two:
    """The screens of one session with the form of Ayla open, and another session."""

    def __init__(self, app: Any, pilot: Pilot[None], mine: Shortlists, other: Shortlists) -> None:
        self.app, self.pilot, self.mine, self.other = app, pilot, mine, other
        self.ayla = other.find("Ayla Brandt")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, happened: Callable[[], object]) -> None:
        for _look in range(250):
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen")

    async def theirs(self, **values: str) -> None:
        """The other session writes, and the form sees it."""
        self.other.set_fields([self.ayla], values)
        row = next(row for row in self.form.rows if row.field.name in values)
        await self.until(lambda: row.theirs == values[row.field.name])
        await self.pilot.pause()

    @property
    def form(self) -> FormDialog:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, FormDialog))

    def notes(self) -> list[str]:
        return [str(note.render()) for note in self.form.query(".form--note") if note.display]

    async def saved(self) -> Any:
        await self.until(lambda: not any(isinstance(one, FormDialog) for one in self.app.screen_stack))
        return self.mine.contact(self.ayla)


@pytest.fixture
def two(house: Any) -> Callable[..., Any]:
    @asynccontextmanager
    async def opened(key: str = "e") -> AsyncIterator[Two]:
        app = house.app()
        async with app.run_test(size=(80, 24)) as pilot:
            two = Two(app, pilot, app.screen.shortlists, house.shortlists())
            await two.press(key)
            await two.until(lambda: isinstance(app.screen, FormDialog))
            await pilot.pause()
            yield two

    return opened


async def test_a_field_that_was_not_touched_takes_the_new_value(two: Any) -> None:
    async with two() as it:
        await it.press("end", "x")
        await it.theirs(city="Kiel", notes="Met at the fair")
        assert it.form.rows.texts()["city"] == "Kiel"
        assert it.form.rows.texts()["notes"] == "Met at the fair"
        assert it.form.rows.typed() == {"name": "Ayla Brandtx"}
        assert "changed meanwhile, before: Lübeck" in it.notes()
        await it.press("ctrl+s")
        contact = await it.saved()
        assert (contact.name, contact.city) == ("Ayla Brandtx", "Kiel")


async def test_what_is_typed_stays_and_the_field_tells_what_changed_below(two: Any) -> None:
    async with two() as it:
        await it.press(*TO_TITLE, "end", "x")
        title = it.form.query_one("#field-3", Input)
        typed = title.value
        await it.theirs(title="Head of [Data]")
        assert title.value == typed
        assert it.notes() == ["changed meanwhile to: Head of [Data]"]
        assert it.app.focused is title


async def test_of_a_field_changed_by_both_ones_own_text_is_the_default(two: Any) -> None:
    async with two() as it:
        await it.press(*TO_TITLE, "ctrl+u", *"Chief")
        await it.theirs(title="Head of Research", city="Kiel")
        await it.press("ctrl+s")
        assert isinstance(it.app.screen, MergeDialog)
        assert [clash.name for clash in it.app.screen._clashes] == ["title"]
        await it.press("ctrl+s")
        contact = await it.saved()
        assert (contact.title, contact.city) == ("Chief", "Kiel")


async def test_arrows_choose_the_other_text(two: Any) -> None:
    async with two() as it:
        await it.press("end", "x", *TO_TITLE, "ctrl+u", *"Chief")
        await it.theirs(title="Head of Research")
        await it.press("ctrl+s", "right", "enter", "enter")
        contact = await it.saved()
        assert (contact.title, contact.name) == ("Head of Research", "Ayla Brandtx")


async def test_back_to_the_form_changes_nothing_and_loses_nothing(two: Any) -> None:
    async with two() as it:
        await it.press(*TO_TITLE, "ctrl+u", *"Chief")
        await it.theirs(title="Head of Research")
        for keys in (("escape",), ("tab", "tab", "enter")):
            await it.press("ctrl+s")
            assert isinstance(it.app.screen, MergeDialog)
            await it.press(*keys)
            assert it.app.screen is it.form
        assert it.form.rows.typed() == {"title": "Chief"}
        assert it.mine.contact(it.ayla).title == "Head of Research"


async def test_a_change_in_the_last_moment_is_asked_about_too(two: Any, monkeypatch: Any) -> None:
    async with two() as it:
        monkeypatch.setattr(type(it.app.screen_stack[0]), "is_current", False)
        await it.press(*TO_TITLE, "ctrl+u", *"Chief")
        it.other.set_fields([it.ayla], {"title": "Head of Research"})
        await it.press("ctrl+s")
        assert isinstance(it.app.screen, MergeDialog)


async def test_the_same_text_of_both_is_no_question(two: Any) -> None:
    async with two() as it:
        await it.press(*TO_TITLE, "ctrl+u", *"Chief")
        await it.theirs(title="Chief")
        await it.press("ctrl+s")
        assert (await it.saved()).title == "Chief"


async def test_who_takes_their_own_text_back_sees_what_others_wrote(two: Any) -> None:
    async with two() as it:
        await it.press("end", "x")
        await it.theirs(name="Ayla Stern")
        await it.press("backspace", "tab")
        assert it.form.rows.texts()["name"] == "Ayla Stern"
        assert it.form.rows.typed() == {}


async def test_a_list_of_which_both_wrote_holds_what_was_chosen(two: Any) -> None:
    async with two() as it:
        row = next(row for row in it.form.rows if row.field.name == "tags")
        row.editor.focus()
        await it.press("ctrl+u", *"mine")
        await it.theirs(tags="theirs")
        await it.press("ctrl+s", "ctrl+s")
        assert (await it.saved()).tags == ("mine",)


async def test_the_person_deleted_below_can_be_created_anew(two: Any) -> None:
    async with two() as it:
        await it.press("end", "x")
        it.other.delete([it.ayla])
        await it.until(lambda: it.form.query_one(".form--trouble").display)
        assert "no longer there" in str(it.form.query_one(".form--trouble", Static).render())
        await it.press("ctrl+s")
        assert isinstance(it.app.screen, ChoiceDialog)
        await it.press("b")
        assert it.form.rows.typed() == {"name": "Ayla Brandtx"}
        await it.press("ctrl+s", "c")
        await it.until(lambda: not any(isinstance(one, FormDialog) for one in it.app.screen_stack))
        anew = it.mine.contact(it.mine.find("Ayla Brandtx"))
        assert anew.id != it.ayla
        assert anew.city == "Lübeck"


async def test_a_person_whose_deletion_is_taken_back_can_be_saved_as_ever(two: Any) -> None:
    async with two() as it:
        await it.press("end", "x")
        it.other.delete([it.ayla])
        trouble = it.form.query_one(".form--trouble", Static)
        await it.until(lambda: trouble.display)
        it.other.undo()
        await it.until(lambda: not trouble.display)
        await it.press("ctrl+s")
        assert (await it.saved()).name == "Ayla Brandtx"


async def test_the_form_of_a_company_follows_too(two: Any) -> None:
    async with two() as it:
        await it.press("escape", "c")
        screen = it.app.screen
        name = screen.table.current.name
        await it.press("e")
        await it.until(lambda: isinstance(it.app.screen, FormDialog))
        await it.press("tab", "end", "ctrl+u", "2")
        it.other.set_company(name, {"motivation": "1", "staff": "4321", "name": "Nordlicht AG"})
        await it.until(lambda: it.form.rows.texts().get("staff") == "4321")
        await it.press("ctrl+s")
        assert isinstance(it.app.screen, MergeDialog)
        await it.press("ctrl+s")
        await it.until(lambda: it.app.screen is screen)
        company = it.mine.company("Nordlicht AG")
        assert (company.motivation, company.staff) == (2, 4321)
        assert it.mine.company(name) is None


# -- a refused write -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "number"), [("write", errno.ENOSPC), ("fsync", errno.EIO), ("write", errno.EDQUOT)]
)
async def test_a_refused_write_leaves_the_text_in_the_form_and_the_next_try_works(
    two: Any, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def refuse(*_args: object) -> int:
        raise OSError(number, os.strerror(number))

    async with two() as it:
        await it.press("end", "x")
        with monkeypatch.context() as broken:
            broken.setattr(os, call, refuse)
            await it.press("ctrl+s")
        assert it.app.screen is it.form
        assert os.strerror(number) in str(it.form.query_one(".form--trouble", Static).render())
        assert it.mine.contact(it.ayla).name == "Ayla Brandt"
        assert it.app.screen_stack[0].state == "not saved"
        await it.press("ctrl+s")
        assert (await it.saved()).name == "Ayla Brandtx"
        assert it.app.screen_stack[0].state == "saved"


async def test_a_refused_key_shows_nothing_as_done(two: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with two() as it:
        await it.press("escape")
        before = it.app.screen.people.current
        with monkeypatch.context() as broken:
            broken.setattr(os, "write", refuse)
            await it.press("s")
        assert it.app.screen.people.current == before
        assert it.app.screen.state == "not saved"
        assert "lack of room" in [one.message for one in it.app._notifications][-1]
        await it.press("s")
        assert it.mine.contact(it.ayla).stage == "lead"
        assert it.app.screen.state == "saved"
