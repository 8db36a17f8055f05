"""The letter on the screen: filled in place, read by the rules, handed over, noted as sent."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.widgets import OptionList

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.services.drafts import Drafts
from netx_tui.services.handover import Handover
from netx_tui.services.letters import Wanted
from netx_tui.store.drafts import SessionFile
from netx_tui.widgets.dialogs import ButtonDialog, ChoiceDialog, ConfirmDialog, ReasonDialog
from netx_tui.widgets.forms import FormDialog
from tests.screens.letter_shown import BRIEF, FILLED, INVITATION, Machine, Shown, opened
from tests.services.test_letters import FIELDS, Desk

pytestmark = pytest.mark.usefixtures("quick")


# -- fields ------------------------------------------------------------------------------------------


async def test_what_is_missing_comes_first_with_a_mark_and_its_form(desk: Desk) -> None:
    async with opened(desk, INVITATION) as it:
        missing = [row.missing for row in it.screen.fields.rows]
        assert missing == sorted(missing, reverse=True)
        assert any(missing)
        assert "!" in it.screen.fields.render_line(0).text
        assert "two time windows" in it.row("slots").hint
        assert "{{slots}}" in it.letter


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_letter_follows_while_a_field_is_typed(desk: Desk, size: tuple[int, int]) -> None:
    async with opened(desk, INVITATION, size=size) as it:
        await it.press("enter", *"blue")
        assert "Subject: 20 minutes on blue" in it.letter
        assert it.screen.line.typing
        await it.press("escape")
        assert "{{field}}" in it.letter


async def test_enter_keeps_a_value_and_goes_on_to_the_next_missing_one(desk: Desk) -> None:
    async with opened(desk, INVITATION) as it:
        await it.press("enter")
        names = [row.name for row in it.screen.fields.rows if row.missing]
        for name in names:
            await it.until(lambda name=name: it.screen.line.typing and it.screen.line.key == name)  # type: ignore[misc]
            await it.enter(FIELDS[name])
            await it.press("enter")
        assert not it.screen.line.typing
        assert not any(row.missing for row in it.screen.fields.rows)
        assert "nothing to mend" in it.verdict


async def test_a_typed_value_is_neither_markup_nor_a_place(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("enter")
        await it.enter("[@click=app.quit]{{sender_name}}[/]")
        await it.press("enter")
        assert "[@click=app.quit]{{sender_name}}[/]" in it.letter


async def test_an_emptied_field_holds_again_what_is_known(desk: Desk) -> None:
    async with opened(desk, Wanted("invitation", "c1", typed={"minutes": "25"})) as it:
        await it.point("minutes")
        await it.press("enter")
        await it.enter("")
        await it.press("enter")
        assert it.row("minutes").value == "20"


# -- another letter ----------------------------------------------------------------------------------


async def test_l_turns_the_letter_into_the_other_language_and_back(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("l")
        assert "Guten Tag Ayla Brandt," in it.letter
        assert FIELDS["slots"] in it.letter
        await it.press("l")
        assert "Dear Ayla Brandt," in it.letter


async def test_k_offers_other_kinds_and_keeps_what_was_filled_in(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("k")
        dialog = await it.shows(ChoiceDialog)
        options = dialog.query_one(OptionList)
        assert str(options.get_option_at_index(0).prompt) == "brief before the meeting"
        assert str(options.get_option_at_index(options.highlighted).prompt) == "invitation"
        await it.press("home", "enter")
        await it.until(lambda: it.screen.desk.wanted.kind == "brief")
        assert it.screen.desk.wanted.meeting == "m1"
        assert "What changes?" in it.letter


async def test_the_calming_fact_stands_by_an_invitation(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        assert "People say yes" in str(it.screen.page.fact.render())


# -- questions of a brief ----------------------------------------------------------------------------


async def test_space_chooses_a_question_for_the_brief_and_u_takes_it_back(desk: Desk) -> None:
    async with opened(desk, BRIEF) as it:
        questions = [(row.name, row.ticked) for row in it.screen.fields.rows if row.ticked is not None]
        assert questions == [("q1", True), ("q2", False)]
        await it.point("q2")
        await it.press("space")
        assert "What would you read?" in it.letter
        assert [q.id for q in desk.workspace.meetings["m1"].questions if q.for_brief] == ["q1", "q2"]
        await it.press("u")
        assert "What would you read?" not in it.letter
        assert not it.row("q2").ticked


async def test_a_brief_can_go_without_questions(desk: Desk) -> None:
    async with opened(desk, BRIEF) as it:
        await it.point("q1")
        await it.press("enter")
        assert "What changes?" not in it.letter
        assert not it.row("q1").ticked


# -- written by hand, cures --------------------------------------------------------------------------


async def test_e_writes_the_text_by_hand_and_r_goes_back_after_asking(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("e")
        await it.until(lambda: it.app.focused is not None and it.app.focused.id != "fields")
        await it.press(*"Hm!", "escape")
        assert "Hm!Dear Ayla Brandt," in it.letter
        await it.press("enter")
        assert not it.screen.line.typing
        await it.press("r")
        await it.shows(ConfirmDialog)
        await it.press("t")
        await it.until(lambda: it.app.screen is it.screen)
        assert "Hm!" not in it.letter


async def test_opening_the_text_without_changing_it_leaves_the_template(desk: Desk) -> None:
    async with opened(desk, INVITATION) as it:
        await it.press("e")
        await it.pilot.pause()
        await it.press("escape")
        assert it.screen.desk.own is None


async def test_a_key_cures_what_a_rule_found_and_the_fields_stay_alive(desk: Desk) -> None:
    typed = {**FIELDS, "specific": "your talk! Really!"}
    async with opened(desk, Wanted("invitation", "c1", typed=typed)) as it:
        assert "one exclamation mark" in it.findings
        await it.press("c")
        await it.until(lambda: "one exclamation mark" not in it.findings)
        await it.press("enter")
        await it.enter("green energy")
        assert "green energy" in it.letter


async def test_the_own_editor_changes_subject_and_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def edited(_app: Any, text: str) -> str:
        subject, _gap, rest = text.partition("\n\n")
        return f"{subject}?\n\n{rest}\n\nPS"

    monkeypatch.setattr("netx_tui.screens.editor.edited", edited)
    async with opened(desk, FILLED) as it:
        await it.press("E")
        assert "Subject: 20 minutes on data platforms?" in it.letter
        assert it.letter.endswith("PS")


async def test_without_an_editor_e_says_how_to_name_one(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("E")
        assert "EDITOR" in it.told()


# -- others, drafts ----------------------------------------------------------------------------------


async def test_a_letter_to_somebody_who_is_gone_closes_with_a_sentence(desk: Desk) -> None:
    async with opened(desk, Wanted("invitation", "nobody")) as it:
        await it.until(lambda: it.results)
        assert it.results == [None]
        assert "no longer there" in it.told()


async def test_a_half_written_letter_is_kept_and_offered_when_it_is_opened_again(
    desk: Desk, tmp_path: Path
) -> None:
    drafts = Drafts(
        SessionFile(str(tmp_path / "state"), str(tmp_path / "netx.json"), "run1"), lambda: desk.now
    )
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await it.press("enter", *"blue", "enter", "escape", "escape")
        await it.until(lambda: drafts.waiting())
        (draft,) = drafts.waiting()
        assert (draft.key, dict(draft.values)) == ("mail:invitation:c1:", {"field": "blue"})
    async with opened(desk, INVITATION, drafts=drafts) as it:
        await it.shows(ButtonDialog)
        await it.press("enter")
        await it.until(lambda: it.row("field").value == "blue")
    drafts.close()


async def test_a_sent_letter_leaves_no_draft(desk: Desk, tmp_path: Path) -> None:
    drafts = Drafts(
        SessionFile(str(tmp_path / "state"), str(tmp_path / "netx.json"), "run1"), lambda: desk.now
    )
    async with opened(desk, FILLED, drafts=drafts) as it:
        await it.press("S")
        await it.shows(FormDialog)
        await it.press("ctrl+s")
        await it.until(lambda: it.results)
        await it.pilot.pause()
        assert drafts.every() == ()
    drafts.close()


async def test_w_on_the_list_of_people_offers_the_likely_letter_and_u_takes_a_sent_one_back(
    desk: Desk,
) -> None:
    services = SimpleNamespace(letters=desk.letters, handover=Handover({"PATH": ""}))
    people = PeopleScreen(desk.choosing, ways=WaysIn(letters=services))
    app = NetxApp(
        [Room("people", "People", "p", lambda: people)], Frame(now=lambda: desk.now, log="/dev/null")
    )
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        it = Shown(app, pilot, LetterScreen(desk.letters, BRIEF, handover=services.handover), Machine({}))
        await it.press("w")
        await it.shows(ChoiceDialog)
        await it.press("enter")
        screen = await it.shows(LetterScreen)
        assert screen.desk.wanted == BRIEF._replace(typed={})
        await it.press("S")
        await it.shows(FormDialog)
        await it.press("ctrl+s")
        await it.until(lambda: isinstance(app.screen, ReasonDialog) or app.screen is people)
        if isinstance(app.screen, ReasonDialog):
            await it.enter("early")
            await it.press("enter")
            await it.until(lambda: app.screen is people)
        assert desk.workspace.meetings["m1"].brief_sent_at
        assert "u undoes" in it.told()
        await it.press("u")
        assert not desk.workspace.meetings["m1"].brief_sent_at
