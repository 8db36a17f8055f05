"""The board's rules: ways between columns, what each asks for, limits, places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.actions import COLUMNS, Action, Move, Step
from netx_tui.domain.board import (
    ColumnFull,
    NeedsMore,
    check_move,
    home,
    in_order,
    lacking,
    moved,
    named_by,
    placements,
    plan_sentence,
)
from netx_tui.domain.board_columns import USUAL, Columns
from netx_tui.domain.errors import RuleRefused

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
READY = Action(
    "a1",
    "Read Deep Work",
    "book",
    due="2026-12-01",
    cue="Sat 9:00",
    step="open it",
    waiting_for="Kofi",
    nudge_on="2026-12-01",
    checklist=(Step("s1", "bought", done=True),),
    evidence="Focus is a habit",
)
ALLOWED = {
    ("inbox", "next"),
    ("inbox", "dropped"),
    ("next", "doing"),
    ("next", "inbox"),
    ("next", "dropped"),
    ("doing", "waiting"),
    ("doing", "next"),
    ("doing", "done"),
    ("doing", "dropped"),
    ("waiting", "doing"),
    ("waiting", "done"),
    ("waiting", "dropped"),
    ("done", "doing"),
}


@pytest.mark.parametrize("source", COLUMNS)
@pytest.mark.parametrize("to", COLUMNS)
def test_only_the_ways_of_the_board_are_allowed(source, to):
    action = READY._replace(column=source)
    if (source, to) in ALLOWED:
        check_move(action, to, there=0, columns=USUAL, reason="because")
    else:
        with pytest.raises(RuleRefused) as refused:
            check_move(action, to, there=0, columns=USUAL, reason="because")
        assert refused.value.rule == "board_way"


def test_a_refused_way_says_where_the_card_can_go():
    with pytest.raises(RuleRefused, match="Doing, Done, Dropped"):
        check_move(READY._replace(column="waiting"), "next", there=0, columns=USUAL)
    with pytest.raises(RuleRefused, match="goes to Next first"):
        check_move(READY, "done", there=0, columns=USUAL)


@pytest.mark.parametrize(
    ("column", "to", "without", "asked"),
    [
        ("inbox", "next", {"type": ""}, ("type",)),
        ("inbox", "next", {"due": "", "title": ""}, ("title", "due")),
        ("next", "doing", {"cue": ""}, ("cue",)),
        ("next", "doing", {"step": ""}, ("step",)),
        ("doing", "waiting", {"waiting_for": ""}, ("waiting_for",)),
        ("doing", "waiting", {"nudge_on": ""}, ("nudge_on",)),
        ("doing", "done", {"checklist": (Step("s1", "bought"),)}, ("checklist",)),
        ("doing", "done", {"evidence": ""}, ("evidence",)),
        ("next", "dropped", {}, ("reason",)),
        ("done", "doing", {}, ("reason",)),
    ],
)
def test_a_column_asks_for_what_a_card_lacks(column, to, without, asked):
    action = READY._replace(column=column, **without)
    with pytest.raises(NeedsMore) as refused:
        check_move(action, to, there=0, columns=USUAL)
    assert refused.value.fields == asked
    assert refused.value.message.endswith((".", "?"))


def test_an_open_checklist_is_told_by_its_steps():
    action = READY._replace(column="doing", checklist=(Step("s1", "bought", done=True), Step("s2", "read")))
    with pytest.raises(NeedsMore, match="Still open: read"):
        check_move(action, "done", there=0, columns=USUAL)


def test_a_card_without_a_checklist_needs_only_its_evidence():
    assert lacking(READY._replace(checklist=()), "done") == ()


def test_a_full_column_refuses_and_a_reason_lets_the_card_in():
    action = READY._replace(column="next")
    check_move(action, "doing", there=2, columns=USUAL)
    with pytest.raises(ColumnFull, match="Doing is full: 3 of 3") as refused:
        check_move(action, "doing", there=3, columns=USUAL)
    assert (refused.value.overridable, refused.value.column) == (True, "doing")
    check_move(action, "doing", there=3, columns=USUAL, override="exam on Friday")


def test_a_full_column_is_told_before_anything_is_asked():
    with pytest.raises(ColumnFull):
        check_move(READY._replace(column="next", cue=""), "doing", there=3, columns=USUAL)


def test_names_and_limits_are_the_users():
    columns = Columns({"doing": "Now"}, {"doing": 1, "next": 0})
    with pytest.raises(ColumnFull, match="Now is full: 1 of 1"):
        check_move(READY._replace(column="next"), "doing", there=1, columns=columns)
    check_move(READY, "next", there=500, columns=columns)
    assert columns.limit("waiting") == 5


def test_a_move_notes_when_from_where_and_why():
    fields = moved(READY._replace(column="doing"), "dropped", NOW, move_id="h1", reason=" too  dear ")
    assert fields == {
        "column": "dropped",
        "entered_column_at": "2026-11-23T09:00:00+00:00",
        "history.h1": {
            "at": "2026-11-23T09:00:00+00:00",
            "from": "doing",
            "to": "dropped",
            "reason": "too dear",
            "rank": "000001",
        },
        "dropped_reason": "too dear",
    }


def test_who_waits_no_longer_waits_for_nobody():
    fields = moved(READY._replace(column="waiting"), "doing", NOW, move_id="h1")
    assert fields["waiting_for"] is None and fields["nudge_on"] is None


def test_why_a_card_came_into_a_full_column_is_kept():
    fields = moved(READY._replace(column="next"), "doing", NOW, move_id="h1", override="exam")
    assert fields["history.h1"]["reason"] == "exam"


def test_a_card_in_a_column_that_does_not_exist_is_shown_in_the_inbox():
    assert home(READY._replace(column="someday")) == "inbox"
    assert [card.id for card in in_order([READY._replace(column="someday")], "inbox")] == ["a1"]


def test_equal_ranks_order_by_id():
    cards = [READY._replace(id=name, rank="5") for name in ("b", "a", "c")]
    assert [card.id for card in in_order(cards, "inbox")] == ["a", "b", "c"]


def test_people_who_named_it_are_counted_once_each():
    action = READY._replace(insights=("i1", "i2", "i3"), contact="c1")
    assert named_by(action, {"i1": "c1", "i2": "c2", "i3": "c2"}) == 2
    assert named_by(READY, {}) == 1


def test_the_plan_is_one_sentence():
    assert plan_sentence(READY) == "When Sat 9:00, then I open it"
    assert plan_sentence(READY._replace(step="")) == ""


def test_moves_are_numbered_in_their_order():
    action = READY._replace(column="next", history=(Move("h1"), Move("h2")))
    assert moved(action, "doing", NOW, move_id="h9")["history.h9"]["rank"] == "000003"


places = st.integers(0, 30)


@given(st.lists(st.tuples(st.integers(0, 7), places), max_size=60), st.booleans())
def test_cards_stand_where_they_were_put_however_often(steps, clash):
    cards = {f"a{n}": Action(f"a{n}", rank="5" if clash else f"{n:06d}") for n in range(8)}
    for number, place in steps:
        there = in_order(cards.values(), "inbox")
        others = [card.id for card in there if card.id != f"a{number}"]
        before = others[place] if place < len(others) else ""
        for name, rank in placements(there, [cards[f"a{number}"]], before).items():
            cards[name] = cards[name]._replace(rank=rank)
        order = [card.id for card in in_order(cards.values(), "inbox")]
        wanted = [*others]
        wanted.insert(wanted.index(before) if before else len(wanted), f"a{number}")
        assert order == wanted


def test_several_cards_keep_their_order_where_they_are_put():
    cards = [Action(f"a{n}", rank=f"{n:06d}") for n in range(6)]
    ranks = placements(cards, [cards[4], cards[0]], "a2")
    now = in_order([card._replace(rank=ranks.get(card.id, card.rank)) for card in cards], "inbox")
    assert [card.id for card in now] == ["a1", "a4", "a0", "a2", "a3", "a5"]


def test_a_card_goes_to_the_top_where_no_place_is_named():
    cards = [Action(f"a{n}", rank=f"{n:06d}") for n in range(3)]
    ranks = placements(cards, [Action("new")], None)
    now = in_order(
        [
            *(card._replace(rank=ranks.get(card.id, card.rank)) for card in cards),
            Action("new", rank=ranks["new"]),
        ],
        "inbox",
    )
    assert now[0].id == "new"
