"""Lines noted in a talk, and what becomes of them."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.captures import (
    life_event_of,
    opening_of,
    parse_line,
    promise_of,
    referral_of,
)
from netx_tui.domain.changes import Create, Update
from netx_tui.domain.contacts import Contact
from netx_tui.domain.debrief import Filing, book_kind, next_contact_by
from netx_tui.domain.meetings import Capture, Meeting

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Berlin"))
AYLA = Contact("c1", "Ayla Brandt")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("i: start small", ("insight", "start small")),
        ("R: Kofi", ("referral", "Kofi")),
        ("! order the book", ("action", "order the book")),
        ("hello: world", ("answer", "hello: world")),
        ("mail: later", ("answer", "mail: later")),
    ],
)
def test_a_prefix_at_the_beginning_of_a_line_says_its_kind(line, found):
    assert parse_line(line) == found


def test_what_is_left_of_a_prefix_behind_a_key_is_taken_away():
    assert parse_line(": Kofi, Blaupause, y", "referral") == ("referral", "Kofi, Blaupause, y")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kofi Hartmann, Blaupause, y", ("Kofi Hartmann", "Blaupause", "yes")),
        ("Kofi Hartmann, nein", ("Kofi Hartmann", "", "no")),
        ("Kofi Hartmann", ("Kofi Hartmann", "", "")),
    ],
)
def test_a_referral_names_person_company_and_whether_the_name_may_be_used(text, found):
    assert referral_of(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("send her the paper by fri", ("send her the paper", True, "2026-11-27")),
        ("they: send me the deck until 12.12.", ("send me the deck", False, "2026-12-12")),
        ("sie: schickt die Folien bis Freitag", ("schickt die Folien", False, "2026-11-27")),
        ("read chapter 3", ("read chapter 3", True, "")),
    ],
)
def test_a_promise_has_an_owner_and_perhaps_a_day(text, found):
    assert promise_of(text, NOW) == found


def test_openings_and_life_events_keep_their_days():
    assert opening_of("data engineer, ask again 1 march", NOW) == ("data engineer", "2027-03-01")
    assert life_event_of("birthday 12 dec", NOW)[:2] == ("birthday", "--12-12")
    assert life_event_of("wedding", NOW) == ("other", "", "wedding")


def filed(*captures: Capture, people: tuple[Contact, ...] = ()):
    numbers = count(1)
    meeting = Meeting("m1", "c1", captures=captures)
    return Filing(
        meeting,
        AYLA,
        NOW,
        new_id=lambda table: f"{table[0]}{next(numbers)}",
        people=people,
        actions={},
    ).changes()


def created(changes, table):
    return [change.fields for change in changes if isinstance(change, Create) and change.table == table]


def test_insights_quotes_and_books_become_insights_that_nobody_has_decided_on():
    changes = filed(
        Capture("k1", "insight", "trust first"),
        Capture("k2", "quote", "never a hero", after=True),
        Capture("k3", "book", "the AZ-900 exam"),
    )
    made = created(changes, "insights")
    assert [(one["kind"], one["actionable"], one["source"]) for one in made] == [
        ("fact", "undecided", "k1"),
        ("quote", "undecided", "k2"),
        ("certificate", "undecided", "k3"),
    ]
    assert made[1]["from_memory"] is True


def test_a_referral_becomes_a_contact_with_who_recommended_them():
    made = created(filed(Capture("k1", "referral", "Kofi Hartmann, Blaupause, y")), "contacts")[0]
    assert (made["name"], made["company"], made["referral_by"]) == ("Kofi Hartmann", "Blaupause", "c1")


def test_somebody_who_is_known_already_is_not_added_again():
    changes = filed(Capture("k1", "referral", "kofi hartmann"), people=(Contact("c7", "Kofi Hartmann"),))
    assert created(changes, "contacts") == []
    assert Update("contacts", "c7", {"referral_by": "c1"}) in changes


def test_promises_and_openings_become_actions_with_contact_and_day():
    changes = filed(
        Capture("k1", "promise", "send the paper by fri"),
        Capture("k2", "promise", "they: send the deck by fri"),
        Capture("k3", "opening", "data engineer, ask again 1 march"),
    )
    made = created(changes, "actions")
    assert [(one["type"], one["column"], one["due"]) for one in made] == [
        ("promise", "next", "2026-11-27"),
        ("promise", "waiting", "2026-11-27"),
        ("opening_watch", "next", "2027-03-01"),
    ]
    assert made[1]["waiting_for"] == "Ayla Brandt"


def test_a_life_event_is_private():
    changes = filed(Capture("k1", "life_event", "birthday 12 dec"))
    event = next(c for c in changes if isinstance(c, Update) and c.table == "contacts").fields
    assert next(iter(event.values()))["private"] is True


def test_what_was_filed_is_not_filed_again_and_answers_stay_with_their_questions():
    assert filed(Capture("k1", "insight", "x", filed="i1"), Capture("k2", "answer", "y")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Deep Work", "book"), ("a course on SQL", "course"), ("https://x.example/post", "article")],
)
def test_what_was_named_is_a_book_unless_its_words_say_otherwise(text, kind):
    assert book_kind(text) == kind


def test_the_next_contact_follows_the_circle_on_a_working_day():
    met = datetime(2026, 11, 10, tzinfo=ZoneInfo("Europe/Berlin")).date()
    assert str(next_contact_by("active", met)) == "2027-02-08"
    assert next_contact_by("none", met) is None
