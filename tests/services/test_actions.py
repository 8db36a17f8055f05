"""Actions on a real store: made, moved, ticked, dropped, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from netx_tui.domain.board import ColumnFull, NeedsMore
from netx_tui.domain.board_columns import LIMITS, Columns
from netx_tui.domain.board_rows import Spot
from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import Ambiguous, FieldError, NotFound, RuleRefused
from netx_tui.services.actions import TOP, Actions
from netx_tui.services.board import Board
from netx_tui.services.editing import deletion
from netx_tui.services.insights import Insights
from netx_tui.store.workspace import Workspace

BOOK = {"title": "Read Deep Work", "type": "book", "due": "fri"}
PLAN = {"cue": "Sat 9:00", "step": "open it"}


class House:
    """A store with its services, whose clock can be put on."""

    def __init__(self, path: Path, now: datetime, columns: Columns | None = None) -> None:
        self.now = now
        self.workspace = Workspace.open(path, who="me", run="r1", clock=lambda: self.now)
        columns = columns or Columns()
        self.actions = Actions(self.workspace, lambda: self.now, columns)
        self.board = Board(self.workspace, lambda: self.now, columns)
        self.insights = Insights(self.workspace, lambda: self.now)

    def person(self, name: str) -> str:
        contact = self.workspace.new_id("contacts")
        self.workspace.apply([Create("contacts", contact, {"name": name})], "person")
        return contact

    def titles(self, column: str) -> list[str]:
        view = self.board.view(dropped=True)
        return [card.title for shown in view.columns if shown.id == column for card in shown.cards]

    def into(self, column: str, title: str = "Read Deep Work") -> str:
        name = self.actions.add({**BOOK, "title": title})
        for to, values in (("doing", PLAN), ("waiting", {"waiting_for": "Kofi", "nudge_on": "fri"})):
            if (column in ("doing", "waiting", "done") and to != "waiting") or column == to:
                self.actions.move([name], Spot(to, TOP), values=values)
        if column == "done":
            self.finish(name)
        return name

    def finish(self, name: str) -> None:
        ticks = [step.id for step in self.actions.action(name).checklist]
        self.actions.move([name], Spot("done", TOP), values={"evidence": "focus"}, ticks=ticks)


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> House:
    return House(tmp_path / "n.json", now)


def test_a_card_with_type_and_day_enters_next_at_the_top_others_the_inbox(house: House) -> None:
    house.actions.add(BOOK)
    house.actions.add({**BOOK, "title": "Second"})
    house.actions.add({"title": "Ask somebody"})
    house.actions.add({"title": "Newer"})
    assert house.titles("next") == ["Second", "Read Deep Work"]
    assert house.titles("inbox") == ["Newer", "Ask somebody"]


def test_where_next_is_full_a_new_card_waits_in_the_inbox(tmp_path: Path, now: datetime) -> None:
    house = House(tmp_path / "n.json", now, Columns(limits={**LIMITS, "next": 1}))
    house.actions.add(BOOK)
    second = house.actions.add({**BOOK, "title": "Second"})
    assert house.titles("inbox") == ["Second"]
    assert house.actions.added_sentence(second) == '"Second" waits in Inbox: Next is full.'


def test_a_card_made_of_an_insight_stays_linked_to_it_both_ways(house: House) -> None:
    ayla = house.person("Ayla Brandt")
    insight = house.insights.add(ayla, "Buy and read Deep Work. It helps.")
    values, known = house.actions.proposal([insight])
    assert (values["title"], values["type"], known) == ("Buy and read Deep Work", "book", None)
    name = house.actions.add(values, insights=[insight])
    action = house.actions.action(name)
    assert (action.insights, action.contact) == ((insight,), ayla)
    assert house.workspace.insights[insight].actionable == "yes"
    assert ("action", name) in [(link.kind, link.id) for link in house.board.card(insight).links]
    assert ("insight", insight) in [(link.kind, link.id) for link in house.board.card(name).links]
    house.workspace.undo()
    assert house.workspace.insights[insight].actionable == "undecided" and not house.workspace.actions


def test_people_who_name_one_book_make_one_card(house: House) -> None:
    first = house.insights.add(house.person("Ayla Brandt"), "Read Deep Work")
    second = house.insights.add(house.person("Kofi Mensah"), "You must read 'Deep Work' (Cal Newport)")
    name = house.actions.add(house.actions.proposal([first])[0], insights=[first])
    known = house.actions.proposal([second])[1]
    assert known is not None and known.id == name
    assert house.actions.join([second], name) == 'Joined with "Read Deep Work".'
    assert house.board.row(name).named_by == 2
    assert house.titles("inbox") == ["Read Deep Work"]


def test_an_insight_nobody_decided_about_is_flagged_after_two_days(house: House) -> None:
    insight = house.insights.add(house.person("Ayla Brandt"), "They moved to the cloud")
    house.now += timedelta(hours=48)
    assert not house.board.row(insight).flagged
    house.now += timedelta(minutes=1)
    assert house.board.row(insight).flagged
    house.insights.only_to_know(insight)
    assert house.titles("inbox") == [] and not house.board.row(insight).flagged


def test_a_move_asks_for_what_is_missing_and_nothing_changes_until_then(house: House) -> None:
    name = house.actions.add(BOOK)
    before = house.workspace.version
    with pytest.raises(NeedsMore) as refused:
        house.actions.move([name], Spot("doing", TOP))
    assert refused.value.fields == ("cue", "step") and house.workspace.version == before
    house.actions.move([name], Spot("doing", TOP), values=PLAN)
    assert house.titles("doing") == ["Read Deep Work"]


def test_a_move_with_all_that_was_asked_is_one_step_of_undo(house: House) -> None:
    name = house.into("doing")
    house.finish(name)
    done = house.actions.action(name)
    assert (done.column, done.evidence) == ("done", "focus") and all(step.done for step in done.checklist)
    house.workspace.undo()
    again = house.actions.action(name)
    assert (again.column, again.evidence) == ("doing", "") and not any(step.done for step in again.checklist)


def test_a_full_column_refuses_and_a_reason_is_kept(house: House) -> None:
    for title in ("A", "B", "C"):
        house.into("doing", title)
    name = house.actions.add({**BOOK, "title": "D"})
    with pytest.raises(ColumnFull):
        house.actions.move([name], Spot("doing", TOP), values=PLAN)
    house.actions.move([name], Spot("doing", TOP), values=PLAN, override="exam on Friday")
    assert house.actions.action(name).history[-1].reason == "exam on Friday"


def test_several_cards_do_not_slip_into_a_column_together(house: House) -> None:
    house.into("doing", "A")
    names = [house.actions.add({**BOOK, "title": title}) for title in ("B", "C", "D")]
    with pytest.raises(ColumnFull):
        house.actions.move(names, Spot("doing", TOP), values=PLAN)
    assert house.titles("doing") == ["A"]
    house.actions.move(names[:2], Spot("doing", TOP), values=PLAN)
    assert house.titles("doing") == ["B", "C", "A"]


def test_what_is_put_off_tells_who_and_when_and_forgets_it_afterwards(house: House) -> None:
    name = house.into("waiting")
    card = house.board.view().columns[3].cards[0]
    assert card.waiting == "waiting for Kofi"
    house.actions.move([name], Spot("doing", TOP))
    assert (house.actions.action(name).waiting_for, house.actions.action(name).nudge_on) == ("", "")


def test_dropping_needs_a_reason_and_cannot_be_moved_back(house: House) -> None:
    name = house.actions.add(BOOK)
    with pytest.raises(NeedsMore):
        house.actions.move([name], Spot("dropped", TOP))
    house.actions.move([name], Spot("dropped", TOP), reason="read the summary")
    assert house.actions.action(name).dropped_reason == "read the summary"
    with pytest.raises(RuleRefused):
        house.actions.move([name], Spot("next", TOP))
    assert [row.title for row in house.board.archive()] == ["Read Deep Work"]


def test_what_was_done_is_taken_up_again_with_a_reason(house: House) -> None:
    name = house.into("done")
    house.actions.move([name], Spot("doing", TOP), reason="second edition")
    assert house.actions.action(name).history[-1].reason == "second edition"


def test_finished_cards_leave_the_board_after_two_weeks_and_stay_in_the_archive(house: House) -> None:
    house.into("done")
    house.now += timedelta(days=13)
    assert house.titles("done") == ["Read Deep Work"]
    house.now += timedelta(days=1)
    assert house.titles("done") == []
    assert len(house.board.archive("deep")) == 1 and house.board.archive("nothing") == ()


def test_a_card_is_put_before_another_one(house: House) -> None:
    names = {title: house.actions.add({"title": title}) for title in ("C", "B", "A")}
    house.actions.move([names["C"]], Spot("inbox", names["A"]))
    assert house.titles("inbox") == ["C", "A", "B"]
    house.actions.move([names["C"]], Spot("inbox"))
    assert house.titles("inbox") == ["A", "B", "C"]
    house.workspace.undo(2)
    assert house.titles("inbox") == ["A", "B", "C"]


def test_two_sessions_that_insert_at_one_place_both_keep_their_card(tmp_path: Path, now: datetime) -> None:
    mine = House(tmp_path / "n.json", now)
    names = {title: mine.actions.add({"title": title}) for title in ("D", "C", "B", "A")}
    theirs = House(tmp_path / "n.json", now)
    mine.actions.move([names["C"]], Spot("inbox", names["B"]))
    theirs.actions.move([names["D"]], Spot("inbox", names["B"]))
    mine.workspace.poll()
    assert sorted(mine.titles("inbox")) == ["A", "B", "C", "D"]
    assert mine.titles("inbox") == theirs.titles("inbox")
    assert mine.titles("inbox")[0] == "A" and mine.titles("inbox")[-1] == "B"


def test_a_step_is_ticked_and_the_tick_taken_away(house: House) -> None:
    name = house.actions.add({**BOOK, "due": "+3d"})
    sentence = house.actions.check(name, "1")
    assert "is done. Due on Wed 23 Dec now." in sentence
    assert house.board.row(name).steps == "1/3"
    assert "is open again" in house.actions.check(name, "1")
    house.actions.check_next(name)
    house.actions.check_next(name)
    house.actions.check_next(name)
    assert house.actions.check_next(name) == '"Read Deep Work": everything is ticked.'


def test_tags_are_given_and_taken_from_several_cards_at_once(house: House) -> None:
    names = [house.actions.add({"title": title}) for title in ("A", "B")]
    house.actions.tag(names[:1], "home")
    assert house.actions.tag(names, "home") == "2 cards: tagged home."
    assert [card.tags for card in house.board.view("tag:home").columns[0].cards] == ["+home", "+home"]
    house.actions.tag(names, "home")
    assert house.board.view("tag:home").columns[0].cards == ()
    with pytest.raises(FieldError):
        house.actions.tag(names, "  ")


def test_fields_of_several_cards_are_set_in_one_step(house: House) -> None:
    names = [house.actions.add({"title": title}) for title in ("A", "B")]
    house.actions.set(names, {"due": "fri"})
    assert {house.actions.action(name).due for name in names} == {"2026-11-27"}
    house.workspace.undo()
    assert {house.actions.action(name).due for name in names} == {""}


def test_the_checklist_is_edited_as_text(house: House) -> None:
    name = house.actions.add(BOOK)
    house.actions.set([name], {"checklist": "[x] bought or borrowed\n[ ] lend it to Kofi"})
    assert [(step.text, step.done) for step in house.actions.action(name).checklist] == [
        ("bought or borrowed", True),
        ("lend it to Kofi", False),
    ]


def test_who_recommended_a_card_may_be_deleted_the_card_stays(house: House) -> None:
    ayla = house.person("Ayla Brandt")
    insight = house.insights.add(ayla, "Read Deep Work")
    name = house.actions.add(house.actions.proposal([insight])[0], insights=[insight])
    house.workspace.apply(deletion(house.workspace, [ayla]), "gone")
    action = house.actions.action(name)
    assert (action.contact, action.insights) == ("", ())
    assert house.board.row(name).person == "deleted person"
    house.workspace.undo()
    assert house.board.row(name).person == "Ayla"


def test_cards_are_found_by_id_and_what_is_not_there_is_told(house: House) -> None:
    name = house.actions.add(BOOK)
    assert house.actions.find(name[:5]) == house.actions.find(f"#{name}") == name
    with pytest.raises(NotFound):
        house.actions.find("zzz")
    house.workspace.apply([Create("actions", name + "x", {"title": "twin"})], "twin")
    with pytest.raises(Ambiguous, match="twin"):
        house.actions.find(name[:5])
    house.workspace.apply([Delete("actions", name)], "gone")
    with pytest.raises(NotFound):
        house.actions.action(name)
    with pytest.raises(NotFound, match="no column 'someday'"):
        house.actions.move([name + "x"], Spot("someday"))


def test_a_card_in_a_column_that_does_not_exist_stands_in_the_inbox_with_a_notice(house: House) -> None:
    name = house.actions.add({"title": "Lost"})
    house.workspace.apply([Update("actions", name, {"column": "someday"})], "by hand")
    assert house.titles("inbox") == ["Lost"]
    assert "(someday); it is shown in Inbox" in house.board.view().notices[0]
    house.actions.move([name], Spot("next", TOP), values={"type": "book"})
    assert house.titles("next") == ["Lost"] and house.board.view().notices == ()


@pytest.mark.parametrize(("days", "state"), [(2, ""), (3, "amber"), (6, "amber"), (7, "red")])
def test_cards_get_old_visibly(house: House, days: int, state: str) -> None:
    name = house.actions.add({"title": "Ask"})
    house.now += timedelta(days=days)
    assert house.board.row(name).age_state == state
    assert house.board.row(name).age == f"{days}d"


@pytest.mark.parametrize(
    ("days", "text", "state"),
    [(-2, "2 d late", "red"), (0, "today", "amber"), (1, "tomorrow", ""), (4, "Fri", ""), (40, "2 Jan", "")],
)
def test_days_are_told_in_short(house: House, days: int, text: str, state: str) -> None:
    name = house.actions.add({**BOOK, "due": f"{house.now.date() + timedelta(days=days)}"})
    row = house.board.row(name)
    assert (row.due, row.due_state) == (text, state)


def test_cards_are_grouped_by_person_or_by_type(house: House) -> None:
    ayla = house.person("Ayla Brandt")
    house.actions.add({**BOOK, "contact": "Ayla Brandt"})
    house.actions.add({"title": "Ask"})
    assert house.board.view(lanes="person").lanes == ("Ayla Brandt", "nobody")
    assert house.board.view(lanes="type").lanes == ("book", "no type")
    assert house.board.view().lanes == () and ayla


def test_a_filter_leaves_out_the_rest_and_says_so(house: House) -> None:
    house.actions.add(BOOK)
    view = house.board.view("person:ayla")
    assert view.columns[1].cards == () and view.columns[1].total == 1
    assert view.columns[1].empty == "Nothing here fits the filter."
    with pytest.raises(FieldError, match="person"):
        house.board.view("persn:ayla")


def test_the_history_of_a_card_is_told_newest_first(house: House) -> None:
    name = house.into("doing")
    house.now += timedelta(days=1)
    house.actions.move([name], Spot("dropped", TOP), reason="boring")
    assert house.board.card(name).history == (
        ("Tue 24 Nov", "Doing -> Dropped: boring"),
        ("Mon 23 Nov", "Next -> Doing"),
    )
