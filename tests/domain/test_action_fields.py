"""What is typed into cards, and what a type brings with it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from netx_tui.domain.action_fields import action_values, due_from_now, with_fields
from netx_tui.domain.action_types import TYPES, due_of, steps_of, type_of
from netx_tui.domain.actions import TYPES as NAMES
from netx_tui.domain.actions import Action, Step
from netx_tui.domain.errors import FieldError

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
BLANK = Action("a1", "Deep Work")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", "2026-11-27"),
        ("+3d", "2026-11-26"),
        ("1w 2d", "2026-12-02"),
        ("12.12.", "2026-12-12"),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert action_values({"due": text}, BLANK, NOW) == {"due": day}
    assert action_values({"nudge_on": text}, BLANK, NOW) == {"nudge_on": day}


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(FieldError) as refused:
        action_values({"due": "31.2."}, BLANK, NOW)
    assert refused.value.field == "due"


def test_a_type_brings_its_checklist_its_size_and_its_day():
    fields = action_values({"type": "book"}, BLANK, NOW)
    assert [fields[f"checklist.s{n}"]["text"] for n in (1, 2, 3)] == list(steps_of("book"))
    assert (fields["size"], fields["due"]) == ("L", "2026-11-26")


def test_what_the_card_has_already_stays():
    card = BLANK._replace(size="S", due="2026-12-24", checklist=(Step("s1", "own", done=True),))
    assert action_values({"type": "book"}, card, NOW) == {"type": "book"}


def test_another_type_takes_the_place_of_steps_that_nobody_ticked():
    card = BLANK._replace(type="book", checklist=tuple(Step(f"s{n}", "x") for n in (1, 2, 3)))
    fields = action_values({"type": "promise"}, card, NOW)
    assert fields["checklist.s1"]["text"] == "delivered"
    assert fields["checklist.s2"] is None and fields["checklist.s3"] is None


def test_a_size_is_written_large():
    assert action_values({"size": "m"}, BLANK, NOW) == {"size": "M"}
    with pytest.raises(FieldError):
        action_values({"size": "XL"}, BLANK, NOW)


@pytest.mark.parametrize(
    ("name", "most", "kind"),
    [("title", 200, ""), ("cue", 200, ""), ("evidence", 280, "book"), ("evidence", 500, "event")],
)
def test_what_is_too_long_is_refused(name, most, kind):
    card = BLANK._replace(type=kind)
    action_values({name: "x" * most}, card, NOW)
    with pytest.raises(FieldError, match=str(most)):
        action_values({name: "x" * (most + 1)}, card, NOW)


def test_a_title_must_not_be_empty():
    with pytest.raises(FieldError, match="must not be empty"):
        action_values({"title": " "}, BLANK, NOW)


def test_every_type_has_a_name_of_its_own_and_something_to_show():
    assert set(TYPES) == set(NAMES)
    assert len({kind.short or kind.label for kind in TYPES.values()}) == len(TYPES)
    assert all(kind.steps and kind.evidence and kind.size in ("S", "M", "L") for kind in TYPES.values())


def test_an_unknown_type_is_an_action_without_a_type():
    assert type_of("rocket").label == "action"


@pytest.mark.parametrize(
    ("kind", "day"),
    [("book", date(2026, 11, 26)), ("article", date(2026, 11, 30)), ("course", date(2026, 12, 7)),
     ("certificate", date(2026, 12, 14)), ("skill", date(2026, 12, 23)), ("person", date(2026, 11, 30)),
     ("company", date(2026, 11, 30)), ("event", None), ("thank_you", date(2026, 11, 24)), ("promise", None),
     ("question", date(2026, 12, 7)), ("opening_watch", None)],
)  # fmt: skip
def test_each_type_has_its_usual_day(kind, day):
    assert due_of(kind, NOW.date()) == day


def test_a_book_that_is_bought_is_due_when_it_is_read():
    book = BLANK._replace(
        type="book",
        due="2026-11-26",
        created="2026-11-23T08:00:00+00:00",
        checklist=(Step("s1", "bought"), Step("s2", "read")),
    )
    assert due_from_now(book, book.checklist[0], NOW) == "2026-12-23"
    assert due_from_now(book, book.checklist[1], NOW) == ""
    assert due_from_now(book._replace(due="2027-03-01"), book.checklist[0], NOW) == ""
    assert due_from_now(book._replace(type="article"), book.checklist[0], NOW) == ""


def test_a_move_is_judged_by_the_card_as_it_will_be():
    card = BLANK._replace(checklist=(Step("s1", "bought"), Step("s2", "read")), due="2026-12-01")
    seen = with_fields(
        card,
        {"title": "New", "due": None, "tags": ["x"], "checklist.s1.done": True, "checklist.s2": None,
         "checklist.s3": {"text": "own", "rank": "3"}},
    )  # fmt: skip
    assert (seen.title, seen.due, seen.tags) == ("New", "", ("x",))
    assert seen.checklist == (Step("s1", "bought", done=True), Step("s3", "own"))
