"""Dialogs: keys in, the value out; nothing typed is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static, TextArea
from textual.widgets._toast import Toast

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.base import NetxScreen
from netx_tui.widgets.dialogs import ChoiceDialog, ConfirmDialog, ReasonDialog, TextDialog
from netx_tui.widgets.forms import ChoiceField, FormDialog, FormField
from tests.conftest import NOW

OPTIONS = (("0", "not at all"), ("3", "a little"), ("4", "a lot"), ("5", "very much"))
FIELDS = (
    FormField("name", "Name", "Ayla Brandt", hint="First and last name."),
    FormField("department", "Department", "data", "choice", (("", "–"), ("data", "data"), ("it", "IT"))),
    FormField("title", "Title", "Head of [Data]"),
    FormField("notes", "Notes", "one\ntwo", "text"),
)


class Home(NetxScreen[None]):
    pass


class Shown:
    """A dialog on the screen, and what it returned."""

    def __init__(self, dialog: Screen[Any], size: tuple[int, int] = (80, 24), *, tells: bool = False) -> None:
        self.dialog, self.returned = dialog, list[Any]()
        self.app = NetxApp([Room("home", "Home", "h", Home)], Frame(now=lambda: NOW, log="/dev/null"))
        self._test = self.app.run_test(size=size, notifications=tells)

    async def __aenter__(self) -> tuple[Shown, Pilot[None]]:
        self.pilot = await self._test.__aenter__()
        self.app.push_screen(self.dialog, self.returned.append)
        await self.pilot.pause()
        return self, self.pilot

    async def __aexit__(self, *error: Any) -> None:
        await self._test.__aexit__(*error)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def text(self, selector: str) -> str:
        return str(self.app.screen.query_one(selector, Static).render())


# -- yes or no ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), True),
        (("right", "enter"), False),
        (("tab", "enter"), False),
        (("y",), True),
        (("n",), False),
        (("escape",), False),
    ],
)
async def test_a_question_is_answered_by_buttons_letters_or_escape(keys: tuple[str], answer: bool) -> None:
    async with Shown(ConfirmDialog("Delete [Ayla]?", "[/x] u brings her back.")) as (shown, _pilot):
        assert shown.text(".dialog--sentence") == "[/x] u brings her back."
        await shown.press(*keys)
        assert shown.returned == [answer]


async def test_a_careful_question_begins_at_no() -> None:
    async with Shown(ConfirmDialog("Purge?", "This cannot be undone.", careful=True)) as (shown, _pilot):
        await shown.press("enter")
        assert shown.returned == [False]


# -- one of a few ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("enter",), "3"),
        (("down", "enter"), "4"),
        (("v",), "5"),
        (("a", "enter"), "4"),
        (("a", "a", "enter"), "3"),
        (("escape",), None),
    ],
)
async def test_one_is_chosen_by_arrows_or_letters(keys: tuple[str], value: str | None) -> None:
    dialog = ChoiceDialog("How much?", "Do you want to work there?", OPTIONS, value="3")
    async with Shown(dialog) as (shown, _pilot):
        await shown.press(*keys)
        assert shown.returned == [value]


async def test_an_option_is_never_markup() -> None:
    async with Shown(ChoiceDialog("Who?", "", [("x", "[/x] [red]Ann")])) as (shown, _pilot):
        assert "[/x] [red]Ann" in shown.app.screen.query_one(OptionList).render_line(0).text


# -- one line ----------------------------------------------------------------------------------------


async def test_a_line_is_returned_by_enter_or_ctrl_s() -> None:
    for key in ("enter", "ctrl+s"):
        async with Shown(TextDialog("Name", "What is it?", value="A")) as (shown, _pilot):
            await shown.press("b", " ", key)
            assert shown.returned == ["Ab"]


async def test_a_reason_may_not_be_empty() -> None:
    async with Shown(ReasonDialog("Two already", "Why?")) as (shown, _pilot):
        await shown.press("space", "enter")
        assert (shown.returned, shown.text(".dialog--error")) == ([], "Write a few words first.")
        await shown.press("x", "enter")
        assert shown.returned == ["x"]


async def test_leaving_a_line_asks_only_when_something_would_be_lost() -> None:
    async with Shown(TextDialog("Name", "What is it?", value="A")) as (shown, _pilot):
        await shown.press("b", "escape")
        assert isinstance(shown.app.screen, ConfirmDialog)
        await shown.press("enter")
        assert (shown.app.screen, shown.returned) == (shown.dialog, [])
        await shown.press("backspace", "escape")
        assert shown.returned == [None]


# -- a form ------------------------------------------------------------------------------------------


def form(check: Callable[[str, str], str | None] | None = None) -> FormDialog:
    return FormDialog("Edit [Ayla]", FIELDS, check=check)


async def test_a_form_returns_what_changed() -> None:
    async with Shown(form()) as (shown, _pilot):
        await shown.press("end", "x", "enter", "right", "enter", "ctrl+s")
        assert shown.returned == [{"name": "Ayla Brandtx", "department": "it"}]


async def test_a_form_without_changes_returns_nothing_changed() -> None:
    async with Shown(form()) as (shown, _pilot):
        await shown.press("ctrl+s")
        assert shown.returned == [{}]


async def test_arrows_tab_and_enter_move_through_the_fields() -> None:
    async with Shown(form()) as (shown, _pilot):
        seen = []
        for key in ("down", "tab", "enter", "tab", "tab", "left", "shift+tab"):
            await shown.press(key)
            assert shown.app.focused is not None
            seen.append(shown.app.focused.id)
        assert seen == ["field-1", "field-2", "field-3", "save", "cancel", "save", "field-3"]


async def test_the_hint_of_the_field_in_hand_is_shown() -> None:
    async with Shown(form()) as (shown, _pilot):
        assert shown.text(".form--hint") == "First and last name."
        await shown.press("down")
        assert shown.text(".form--hint") == ""


async def test_a_wrong_field_is_said_when_it_is_left_and_holds_the_form_open() -> None:
    async with Shown(form(lambda name, text: None if text else f"{name} is empty.")) as (shown, _pilot):
        await shown.press("ctrl+u", "down")
        assert shown.text("#error-0") == "name is empty."
        await shown.press("ctrl+s")
        assert (shown.returned, getattr(shown.app.focused, "id", "")) == ([], "field-0")
        await shown.press("x", "ctrl+s")
        assert shown.returned == [{"name": "x"}]


async def test_a_field_that_was_not_touched_is_not_checked() -> None:
    async with Shown(form(lambda _name, _text: "wrong")) as (shown, _pilot):
        await shown.press("down", "ctrl+s")
        assert shown.returned == [{}]


async def test_escape_in_a_form_never_loses_typed_text_without_asking() -> None:
    async with Shown(form()) as (shown, _pilot):
        await shown.press("x", "escape", "escape")
        assert (shown.app.screen, shown.returned) == (shown.dialog, [])
        await shown.press("escape", "l")
        assert shown.returned == [None]


async def test_escape_in_an_untouched_form_closes_it() -> None:
    async with Shown(form()) as (shown, _pilot):
        await shown.press("escape")
        assert shown.returned == [None]


async def test_several_lines_are_edited_as_lines() -> None:
    async with Shown(form()) as (shown, _pilot):
        area = shown.app.screen.query_one(TextArea)
        area.focus()
        area.move_cursor((1, 3))
        await shown.press("enter", "q", "ctrl+s")
        assert shown.returned == [{"notes": "one\ntwo\nq"}]


async def test_a_form_on_a_small_terminal_scrolls_and_keeps_its_buttons() -> None:
    fields = [FormField(f"f{n}", f"Field {n}", "x") for n in range(30)]
    async with Shown(FormDialog("Edit", fields), size=(60, 20)) as (shown, _pilot):
        box = shown.app.screen.query_one("#save").region
        assert (box.bottom <= 19, box.right <= 60) == (True, True)
        for _field in range(29):
            await shown.press("down")
        line = shown.app.screen.query_one("#field-29", Input)
        assert (line.has_focus, line.region.bottom < box.y) == (True, True)


# -- a choice in a form ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value"),
    [(("right",), "it"), (("right", "right"), ""), (("left",), ""), (("space",), "it"), (("i",), "it")],
)
async def test_a_choice_is_changed_by_arrows_space_or_letters(keys: tuple[str], value: str) -> None:
    async with Shown(form()) as (shown, _pilot):
        await shown.press("down", *keys)
        assert shown.app.screen.query_one(ChoiceField).value == value


async def test_a_value_that_is_no_choice_is_kept() -> None:
    field = FormField("department", "Department", "[own]", "choice", (("it", "IT"),))
    async with Shown(FormDialog("Edit", [field])) as (shown, _pilot):
        choice = shown.app.screen.query_one(ChoiceField)
        assert str(choice.render()) == "‹ [own] ›"
        await shown.press("right", "left", "ctrl+s")
        assert shown.returned == [{}]


async def test_a_form_saves_every_letter_that_was_typed_before_saving() -> None:
    """A slow line hands over many keys at once; none may be overtaken by the one that saves."""
    from textual import events
    from textual.app import App

    from netx_tui.widgets.forms import FormDialog, FormField

    saved: list[object] = []
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(FormDialog("A person", [FormField("name", "Name")]), saved.append)
        await pilot.pause()
        for letter in "Kill Test":
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("ctrl+s", "\x13"))
        await pilot.pause(0.3)
    assert saved == [{"name": "Kill Test"}]


# -- what was told before ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_was_told_before_leaves_the_buttons_of_a_dialog_free(size: tuple[int, int]) -> None:
    async with Shown(FormDialog("Edit", FIELDS), size, tells=True) as (shown, pilot):
        shown.app.notify("The card is in Inbox. u undoes.")
        dialog = shown.app.screen
        for _look in range(100):
            await pilot.pause(0.01)
            if any(toast.region for toast in dialog.query(Toast)):
                break
        toasts = [toast.region for toast in dialog.query(Toast)]
        assert toasts and toasts[0].y < 2
        assert not any(toast.overlaps(button.region) for toast in toasts for button in dialog.query(Button))
