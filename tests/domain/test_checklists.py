"""Checklists written as text and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.actions import Action, Step
from netx_tui.domain.checklists import MOST_STEPS, find_step, read_checklist, write_checklist
from netx_tui.domain.errors import FieldError, NotFound

STEPS = (Step("s1", "bought", done=True), Step("s2", "read"), Step("s3", "takeaway"))


def test_a_checklist_is_text_with_a_box_a_line():
    assert write_checklist(STEPS) == "[x] bought\n[ ] read\n[ ] takeaway"


def test_what_is_not_changed_stays_as_it_is():
    fields = read_checklist(write_checklist(STEPS), STEPS)
    assert fields == {
        "checklist.s1": {"text": "bought", "rank": "000001", "done": True},
        "checklist.s2": {"text": "read", "rank": "000002"},
        "checklist.s3": {"text": "takeaway", "rank": "000003"},
    }


def test_steps_that_changed_their_place_keep_their_ids():
    fields = read_checklist("[ ] takeaway\n[x] bought\n[ ] read", STEPS)
    assert fields["checklist.s3"]["rank"] == "000001" and fields["checklist.s1"]["done"] is True


def test_a_step_with_other_words_keeps_its_id_and_a_missing_one_goes():
    fields = read_checklist("[x] bought\n[x] read it all", STEPS)
    assert fields["checklist.s2"] == {"text": "read it all", "rank": "000002", "done": True}
    assert fields["checklist.s3"] is None


@pytest.mark.parametrize(
    "line", ["call Kofi", "- call Kofi", "- [ ] call Kofi", "[] call Kofi", "  call  Kofi "]
)
def test_a_line_without_a_box_is_a_step_that_is_open(line):
    assert read_checklist(line, ()) == {"checklist.s1": {"text": "call Kofi", "rank": "000001"}}


def test_blank_lines_are_no_steps():
    assert read_checklist("\n \n[ ]\n[x]  \n", STEPS) == {f"checklist.s{n}": None for n in (1, 2, 3)}


def test_too_many_steps_are_refused():
    read_checklist("\n".join(f"step {n}" for n in range(MOST_STEPS)), ())
    with pytest.raises(FieldError, match="at most 30"):
        read_checklist("\n".join(f"step {n}" for n in range(MOST_STEPS + 1)), ())


@given(st.text(max_size=200), st.lists(st.booleans(), max_size=5))
def test_any_text_is_read_and_what_was_read_is_written_the_same(text, ticks):
    steps = tuple(Step(f"s{n}", f"step {n}", done) for n, done in enumerate(ticks))
    fields = read_checklist(text, steps)
    kept = sorted((item["rank"], key) for key, item in fields.items() if item)
    again = tuple(
        Step(key.removeprefix("checklist."), fields[key]["text"], bool(fields[key].get("done")))
        for _rank, key in kept
    )
    assert read_checklist(write_checklist(again), again) == {
        key: item for key, item in fields.items() if item
    }


def test_a_step_is_meant_by_its_number_or_its_id():
    action = Action("a1", checklist=STEPS)
    assert find_step(action, "2") == find_step(action, "s2") == STEPS[1]
    with pytest.raises(NotFound, match="1 to 3"):
        find_step(action, "4")
    with pytest.raises(NotFound, match="no checklist"):
        find_step(Action("a1"), "1")
