"""The shortlist screen: keys in, calls and rows out; what a rule refuses changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.domain.errors import NetxError
from netx_tui.screens.companies import CompaniesScreen
from netx_tui.screens.import_dialog import ImportDialog
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.person import PersonScreen
from netx_tui.widgets.dialogs import ChoiceDialog, ConfirmDialog, ReasonDialog
from netx_tui.widgets.forms import FormDialog
from tests.conftest import NOW
from tests.screens.people_fakes import FIRMS, FakeShortlists


class Shown:
    """The screen on invented people."""

    def __init__(self, service: FakeShortlists, size: tuple[int, int] = (80, 24), ways: WaysIn | None = None):
        self.service = service
        room = Room("people", "People", "p", lambda: PeopleScreen(service, ways=ways))  # type: ignore[arg-type]
        self.app = NetxApp([room], Frame(now=lambda: NOW, log="/dev/null"))
        self.copied: list[str] = []
        self.app.copy_to_clipboard = self.copied.append  # type: ignore[method-assign]
        self._test = self.app.run_test(size=size, notifications=True)

    async def __aenter__(self) -> Shown:
        self.pilot: Pilot[None] = await self._test.__aenter__()
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._test.__aexit__(*error)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def screen(self) -> PeopleScreen:
        screen = self.app.screen_stack[-1]
        assert isinstance(screen, PeopleScreen)
        return screen

    @property
    def current(self) -> str:
        row = self.screen.people.current
        return row.id if row else ""

    @property
    def told(self) -> list[str]:
        return [notification.message for notification in self.app._notifications]

    def status(self) -> str:
        return self.screen.status_line.text

    def bar(self) -> str:
        return str(self.screen.bar.render())


def shown(count: int = 30, **how: Any) -> Shown:
    return Shown(FakeShortlists.of(count), **how)


# -- moving and filtering --------------------------------------------------------------------------


async def test_the_list_opens_with_the_best_person_focused() -> None:
    async with shown() as it:
        assert it.current == "c0"
        assert "30 people" in it.bar()


async def test_g_g_goes_to_the_top_and_capital_g_to_the_bottom() -> None:
    async with shown() as it:
        await it.press("G")
        assert it.screen.people.cursor == 29
        await it.press("g", "g")
        assert it.screen.people.cursor == 0


async def test_typing_filters_live_and_enter_keeps() -> None:
    async with shown() as it:
        await it.press("slash", *"sato")
        assert len(it.screen.people.rows) == 2
        assert "2 of 30" in it.bar()
        await it.press("enter")
        assert it.screen.people.has_focus
        assert len(it.screen.people.rows) == 2


async def test_esc_clears_the_filter_and_returns_to_where_one_was() -> None:
    async with shown() as it:
        await it.press("j", "j", "j")
        before = it.current
        await it.press("slash", *"sato", "escape")
        assert it.current == before
        assert len(it.screen.people.rows) == 30


async def test_esc_in_the_list_drops_a_kept_filter() -> None:
    async with shown() as it:
        await it.press("slash", *"sato", "enter", "escape")
        assert len(it.screen.people.rows) == 30


async def test_a_query_that_makes_no_sense_keeps_the_rows_and_says_why() -> None:
    async with shown() as it:
        await it.press("slash", *"sato", "colon")
        assert len(it.screen.people.rows) == 2
        assert "After the colon a value is missing." in it.bar()
        assert it.told == []


async def test_the_order_can_be_chosen() -> None:
    async with shown() as it:
        await it.press("o")
        assert isinstance(it.app.screen, ChoiceDialog)
        await it.press("n")
        names = [row.name for row in it.screen.people.rows]
        assert names == sorted(names)
        assert it.screen.heading.sort == "name"


async def test_an_order_without_a_column_is_told_beside_the_count() -> None:
    async with shown() as it:
        await it.press("o", "r")
        assert "by recently changed" in it.bar()


# -- marks -----------------------------------------------------------------------------------------


async def test_v_marks_and_goes_down_and_the_status_line_counts() -> None:
    async with shown() as it:
        await it.press("v", "v")
        assert len(it.screen.people.marked) == 2
        assert it.screen.people.cursor == 2
        assert it.status().startswith("2 people are marked")


async def test_capital_v_marks_all_shown_and_then_none() -> None:
    async with shown() as it:
        await it.press("slash", *"sato", "enter", "V")
        assert len(it.screen.people.marked) == 2
        await it.press("V")
        assert not it.screen.people.marked


async def test_marks_survive_the_filter_and_go_with_esc() -> None:
    async with shown() as it:
        await it.press("v", "slash", *"sato", "enter", "escape")
        assert it.screen.people.marked == {"c0"}
        await it.press("escape")
        assert not it.screen.people.marked


async def test_a_verb_works_on_all_marked() -> None:
    async with shown() as it:
        await it.press("v", "v", "m", "4")
        assert it.service.calls[-1][0] == "set_motivation"
        assert len(it.service.calls[-1][1]) == 2


async def test_who_is_gone_is_no_longer_marked() -> None:
    async with shown() as it:
        await it.press("v", "d", "d")
        assert it.service.total() == 29
        assert not it.screen.people.marked
        assert it.status() == ""


# -- verbs -----------------------------------------------------------------------------------------


async def test_s_puts_on_the_shortlist_and_takes_off_again() -> None:
    async with shown() as it:
        await it.press("s")
        assert it.screen.people.rows[0].shortlisted
        assert it.told[-1] == "Ayla Brandt is on the shortlist. u undoes."
        await it.press("s")
        assert not it.screen.people.rows[0].shortlisted


async def test_a_full_shortlist_asks_whom_to_drop() -> None:
    service = FakeShortlists.of(30)
    service.limit = 1
    async with Shown(service) as it:
        await it.press("s", "j", "s")
        dialog = it.app.screen
        assert isinstance(dialog, ChoiceDialog)
        assert dialog.query_one(OptionList).option_count == 1
        await it.press("enter")
        assert [row.id for row in service.shortlisted()] == [it.current]


async def test_a_third_of_one_company_asks_and_a_reason_keeps_all() -> None:
    service = FakeShortlists.of(60)
    async with Shown(service) as it:
        await it.press("slash", *"nordlicht", "enter", "s", "j", "s", "j", "s")
        dialog = it.app.screen
        assert isinstance(dialog, ChoiceDialog)
        assert dialog.query_one(OptionList).option_count == 3
        await it.press("end", "enter")
        assert isinstance(it.app.screen, ReasonDialog)
        await it.press(*"both", "enter")
        assert service.calls[-1] == ("shortlist", it.current, "", "both")
        assert len(service.shortlisted()) == 3


async def test_a_weak_band_asks_for_a_reason_and_esc_changes_nothing() -> None:
    async with shown() as it:
        await it.press("G", "s")
        assert isinstance(it.app.screen, ReasonDialog)
        await it.press("escape")
        assert it.service.shortlisted() == ()
        await it.press("s", *"why", "enter")
        assert len(it.service.shortlisted()) == 1


async def test_m_and_a_digit_set_the_wish_for_the_company() -> None:
    async with shown() as it:
        await it.press("m", "5")
        assert it.service.calls == [("set_motivation", ("c0",), 5)]


async def test_a_person_without_a_company_has_nothing_to_rate() -> None:
    service = FakeShortlists.of(3)
    service.people["c0"] = service.people["c0"]._replace(company="")
    async with Shown(service) as it:
        await it.press("m")
        assert service.calls == []
        assert "no company" in it.told[-1]


async def test_the_edit_form_saves_only_what_was_typed() -> None:
    async with shown() as it:
        await it.press("e")
        assert isinstance(it.app.screen, FormDialog)
        await it.press("end", *" II", "ctrl+s")
        assert it.service.calls == [("set_fields", ("c0",), {"name": "Ayla Brandt II"})]
        assert it.screen.people.rows[0].name == "Ayla Brandt II"


async def test_the_edit_form_has_every_field_and_refuses_what_does_not_fit() -> None:
    async with shown() as it:
        await it.press("e")
        form = it.app.screen
        since = form.query_one("#field-7", Input)
        since.value = "soon"
        await it.press("ctrl+s")
        assert it.app.screen is form
        assert "a month like" in str(form.query_one("#error-7", Static).render())
        assert it.service.calls == []


async def test_esc_in_the_form_asks_before_typed_text_is_lost() -> None:
    async with shown() as it:
        await it.press("e", "end", "x", "escape")
        assert isinstance(it.app.screen, ConfirmDialog)


async def test_several_people_are_edited_by_one_form_without_a_name() -> None:
    async with shown() as it:
        await it.press("v", "v", "e")
        form = it.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-2", Input).value = "Data Lead"
        await it.press("ctrl+s")
        kind, ids, values = it.service.calls[-1]
        assert (kind, len(ids), values) == ("set_fields", 2, {"title": "Data Lead"})


async def test_t_offers_the_stages_that_may_follow() -> None:
    async with shown() as it:
        await it.press("t", "p")
        assert it.service.contact("c0").stage == "parked"


async def test_an_exception_to_a_stage_rule_asks_why() -> None:
    async with shown() as it:
        await it.press("t", "a")
        assert isinstance(it.app.screen, ReasonDialog)
        await it.press(*"old", "enter")
        assert it.service.calls[-1] == ("set_stage", ("c0",), "archived", "old")


async def test_marked_people_are_offered_only_the_stages_all_may_go_to() -> None:
    service = FakeShortlists.of(5)
    service.people["c0"] = service.people["c0"]._replace(stage="parked")
    async with Shown(service) as it:
        await it.press("v", "v", "t")
        assert it.app.screen.query_one(OptionList).option_count == 2


async def test_research_is_noted_with_its_source() -> None:
    async with shown() as it:
        await it.press("r", *"books", "tab", *"talk", "ctrl+s")
        assert it.service.research == [("c0", "books", "talk")]


async def test_delete_asks_and_u_brings_back() -> None:
    async with shown() as it:
        await it.press("d")
        assert isinstance(it.app.screen, ConfirmDialog)
        await it.press("enter")
        assert it.service.total() == 29
        await it.press("u")
        assert it.service.total() == 30
        assert it.told[-1] == "Undone: that."
        await it.press("U")
        assert it.service.total() == 29


async def test_nothing_to_undo_is_said_and_harms_nothing() -> None:
    async with shown() as it:
        await it.press("u")
        assert it.told == ["Nothing to undo."]


async def test_y_copies_and_shows_what_was_copied() -> None:
    async with shown() as it:
        await it.press("y")
        assert isinstance(it.app.screen, ChoiceDialog)
        await it.press("enter")
        assert it.copied == ["p0@example.org"]
        assert it.told[-1] == "Copied: p0@example.org"


async def test_y_on_marked_people_copies_a_line_for_each() -> None:
    async with shown() as it:
        await it.press("v", "v", "y")
        assert len(it.copied[0].split("\n")) == 2


async def test_n_adds_a_person_and_the_cursor_goes_there() -> None:
    async with shown() as it:
        await it.press("n", *"Zoe New", "ctrl+s")
        assert it.service.people[it.current].name == "Zoe New"


async def test_a_new_person_whom_the_filter_hides_drops_the_filter() -> None:
    async with shown() as it:
        await it.press("slash", *"sato", "enter", "n", *"Zoe New", "ctrl+s")
        assert it.service.people[it.current].name == "Zoe New"
        assert it.screen.bar.query_text == ""


async def test_enter_opens_the_person_and_verbs_work_there() -> None:
    async with shown() as it:
        await it.press("j", "enter")
        assert isinstance(it.app.screen, PersonScreen)
        await it.press("m", "3", "q")
        assert it.service.calls[-1][0] == "set_motivation"
        assert it.screen.people.cursor == 1


async def test_deleting_the_opened_person_closes_it() -> None:
    async with shown() as it:
        await it.press("enter", "d", "enter")
        assert isinstance(it.app.screen, PeopleScreen)
        assert it.service.total() == 29


async def test_a_double_click_opens_the_person() -> None:
    async with shown() as it:
        await it.pilot.click("PeopleTable", offset=(20, 2), times=2)
        await it.pilot.pause()
        assert isinstance(it.app.screen, PersonScreen)


async def test_c_opens_the_companies_and_enter_there_filters_the_list() -> None:
    async with shown() as it:
        await it.press("c")
        assert isinstance(it.app.screen, CompaniesScreen)
        await it.press("j", "enter")
        assert it.screen.bar.query_text == f'company:"{FIRMS[1]}"'
        assert {row.company for row in it.screen.people.rows} == {FIRMS[1]}


# -- other sessions --------------------------------------------------------------------------------


async def test_another_sessions_edit_appears_by_itself_and_the_cursor_stays() -> None:
    async with shown() as it:
        await it.press("j", "j")
        before = it.current
        it.service.people["c0"] = it.service.people["c0"]._replace(name="Ayla Other")
        del it.service.people["c11"]
        it.service.version += 1
        it.service.news.append("kim changed the name of Ayla.")
        await it.pilot.pause(1.2)
        assert it.screen.people.rows[0].name == "Ayla Other"
        assert it.current == before
        assert "kim changed the name of Ayla." in it.told


async def test_nothing_is_read_again_while_nothing_changes() -> None:
    async with shown() as it:
        rows = it.screen.people.rows
        await it.pilot.pause(1.2)
        assert it.screen.people.rows is rows


async def test_a_verb_on_somebody_who_has_gone_is_told_and_changes_nothing() -> None:
    async with shown() as it:
        del it.service.people["c0"]
        await it.press("e")
        assert "no longer there" in it.told[-1]
        assert isinstance(it.app.screen, PeopleScreen)


# -- where things are ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "card"), [((120, 40), "right"), ((80, 24), "below"), ((80, 20), ""), ((50, 30), "")]
)
async def test_the_card_stands_where_there_is_room(size: tuple[int, int], card: str) -> None:
    async with shown(size=size) as it:
        side = it.screen.query_one("#side")
        region, people = side.region, it.screen.people.region
        where = "" if not side.display else "right" if region.x > people.x else "below"
        assert where == card


async def test_a_larger_window_shows_the_card_again() -> None:
    async with shown(size=(50, 30)) as it:
        await it.press("j", "j")
        await it.pilot.resize_terminal(120, 40)
        await it.pilot.pause()
        card = it.screen.card.card
        assert card is not None
        assert card.row.id == it.current


async def test_the_footer_and_the_status_line_stay_at_40_columns() -> None:
    async with shown(size=(40, 12)) as it:
        await it.press("v")
        assert it.screen.people.size.height >= 5
        assert "Ayla Brandt" in it.screen.people.render_line(0).text


async def test_every_key_has_an_id_a_label_and_a_tooltip() -> None:
    async with shown() as it:
        for _key, (_node, binding, _enabled, tooltip) in it.screen.active_bindings.items():
            assert binding.id
            assert binding.system or (binding.description and (tooltip or binding.tooltip))


# -- the first start -------------------------------------------------------------------------------


async def test_where_nobody_is_the_screen_says_what_to_do_and_verbs_have_no_key() -> None:
    async with shown(0) as it:
        assert it.screen.query_one("EmptyState").display
        await it.press("s", "e", "d", "m", "v", "slash", "enter", "o", "t", "y")
        assert isinstance(it.app.screen, PeopleScreen)
        assert it.service.calls == []


async def test_the_first_person_makes_the_list_appear() -> None:
    async with shown(0) as it:
        await it.press("n", *"Zoe", "ctrl+s")
        assert not it.screen.query_one("EmptyState").display
        assert it.current == "c0"


async def test_without_an_importer_there_is_no_import() -> None:
    async with shown() as it:
        await it.press("i")
        assert isinstance(it.app.screen, PeopleScreen)


async def test_p_changes_what_one_looks_for() -> None:
    saved: list[dict[str, str]] = []
    async with shown(ways=WaysIn(save_profile=lambda values: saved.append(dict(values)))) as it:
        await it.press("p", "end", *"; it", "ctrl+s")
        assert saved == [{"target_departments": "data; it"}]


async def test_a_profile_that_cannot_be_saved_is_told() -> None:
    def save(_values: object) -> None:
        raise NetxError("The settings cannot be written.")

    async with shown(ways=WaysIn(save_profile=save)) as it:
        await it.press("p", "end", *"x", "ctrl+s")
        trouble = it.app.screen.query_one(".form--trouble", Static)
        assert str(trouble.render()) == "The settings cannot be written."
        assert it.app.screen.rows.typed() == {"target_departments": "datax"}  # type: ignore[attr-defined]


async def test_i_opens_the_import_where_there_is_one() -> None:
    class Importer:
        def run(self, *_args: object, **_how: object) -> None:
            raise NotImplementedError

    async with shown(ways=WaysIn(importer=Importer())) as it:  # type: ignore[arg-type]
        await it.press("i")
        assert isinstance(it.app.screen, ImportDialog)
