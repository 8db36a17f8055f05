"""Staying in touch on a real store: who is due, what is noted, circles, sleeps, life events, dormancy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import FieldError, NetxError, NotFound
from netx_tui.domain.profile import Profile
from netx_tui.domain.titles import Guess
from netx_tui.domain.touch.rows import TouchRow
from netx_tui.services.shortlists import Shortlists
from netx_tui.services.touches import Touches
from netx_tui.services.touching import Touching
from netx_tui.store.workspace import Workspace
from tests.domain.examples import RULES


class House:
    """One store, whom to stay in touch with, and a clock that can be set."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.now = now
        self.workspace = Workspace.open(path, who="robin", run="run1", clock=lambda: self.now)
        shortlists = Shortlists(
            self.workspace, RULES, Profile(), lambda _title: Guess("", ""), lambda: self.now
        )
        self.touches = Touches(self.workspace, lambda: self.now, lambda: shortlists.ranking)

    def put(self, table: str, key: str, **fields: Any) -> None:
        self.workspace.apply([Create(table, key, fields)], "began")

    def met(self, key: str, on: str, **fields: Any) -> None:
        """Somebody in the circle *active* with whom one talked on a day."""
        self.put("contacts", key, **{"stage": "in_touch", "tier": "active", **fields})
        self.put("meetings", f"m{key}", contact=key, status="held", at=f"{on}T10:00:00+00:00", minutes=20)

    def row(self, key: str) -> TouchRow:
        return next(row for row in self.touches.rows() if row.id == key)

    def found(self, query: str) -> list[str]:
        return sorted(row.id for row in self.touches.rows(query))

    def contact(self, key: str = "c1") -> Any:
        return self.workspace.contacts[key]


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> Iterator[House]:
    house = House(tmp_path / "netx.json", now)
    house.met("c1", "2026-11-10", name="Ayla Brandt", company="Nordlicht", department="data")
    house.met("c2", "2026-08-10", name="Kofi Hartmann")
    house.put("contacts", "c3", name="Nobody Yet")
    yield house
    house.workspace.close(compact=False)


# -- who is due ---------------------------------------------------------------------------------------


def test_who_is_due_comes_first_and_the_others_say_when(house: House) -> None:
    house.met("c4", "2026-08-25", name="Sina Vogel")
    rows = [(row.name, row.due, row.due_text, row.severity) for row in house.touches.rows()]
    assert rows == [
        ("Kofi Hartmann", "2026-11-09", "14d late", "red"),
        ("Sina Vogel", "2026-11-23", "today", "amber"),
        ("Ayla Brandt", "2027-02-08", "Mon 8 Feb", ""),
    ]
    assert house.touches.next_due() == ("Mon 8 Feb", "Ayla Brandt")


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("", ["c1", "c2"]),
        ("ayla", ["c1"]),
        ("circle:active", ["c1", "c2"]),
        ("circle:inner,wide", []),
        ("-ayla", ["c2"]),
        ("since:90d", ["c2"]),
        ("overdue:>1", ["c2"]),
        ("overdue:<1", ["c1"]),
        ("due:late", ["c2"]),
        ("due:<7d", ["c2"]),
        ("dormant", []),
        ("overdue:>", ["c1", "c2"]),
    ],
)
def test_a_filter_narrows_the_list(house: House, query: str, who: list[str]) -> None:
    assert house.found(query) == who


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("circel:active", "Did you mean 'circle:'?"),
        ("circle:outer", "There is: inner, active"),
        ("since:soon", "since:90d"),
        ("overdue:much", "overdue:>1"),
    ],
)
def test_a_filter_that_makes_no_sense_says_what_does(house: House, query: str, told: str) -> None:
    with pytest.raises(FieldError, match=told.replace("?", r"\?")):
        house.touches.rows(query)


def test_an_hour_that_is_set_forward_moves_no_day(house: House) -> None:
    dues = []
    for hour in (1, 4):  # at 2 the clocks go to 3
        house.now = datetime(2027, 3, 28, hour, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        dues.append([row.due for row in house.touches.rows()])
    assert dues[0] == dues[1] == ["2026-11-09", "2027-02-08"]


def test_a_clock_that_was_set_back_forgets_what_is_still_to_come(house: House) -> None:
    house.touches.log("c1", "call")
    house.now -= timedelta(days=5)
    assert house.row("c1").due == "2027-02-08"


def test_people_who_named_each_other_in_a_circle_do_no_harm(house: House) -> None:
    for one, other in (("c1", "c2"), ("c2", "c1")):
        house.workspace.apply([Update("contacts", one, {"referral_by": other})], "named")
    assert len(house.touches.rows()) == 2


def test_the_card_tells_circle_rhythm_and_why_it_is_too_early(house: House) -> None:
    house.put("touches", "t1", contact="c1", on="2026-11-20", kind="message", direction="out")
    card = house.touches.card("c1")
    assert "3 days since your last mail: wait until" in card.guard
    assert ("Rhythm", "every 90 days") in card.facts and ("This year", "1 of 4 messages") in card.facts
    assert card.recent[0].startswith("Fri 20 Nov")


def test_the_month_shows_each_day_and_puts_what_is_late_on_today(house: House) -> None:
    days = house.touches.month(date(2026, 11, 1))
    assert len(days) == 30 and not days[0].is_workday
    assert [name for _id, name, _why in days[22].entries] == ["Kofi Hartmann"]


# -- notes of contacts -------------------------------------------------------------------------------------


def test_a_note_tells_when_the_next_contact_is(house: House) -> None:
    assert house.touches.log("c2", "call") == "Noted for Kofi Hartmann. Next: Mon 22 Feb."
    assert house.row("c2").due == "2027-02-22"
    house.workspace.undo()
    assert house.row("c2").due == "2026-11-09"


def test_having_met_today_is_a_touch_in_person(house: House) -> None:
    house.touches.log("c2", "meeting", channel="in_person")
    assert house.row("c2").last == "Mon 23 Nov meeting" and house.row("c2").strip.endswith("f")
    assert house.touches.card("c2").guard == ""


def test_a_reaction_is_no_full_contact_but_shows(house: House) -> None:
    house.touches.log("c1", "reaction", channel="linkedin")
    row = house.row("c1")
    assert row.due == "2027-03-03"  # 90 days and a quarter of them
    assert row.strip.endswith("l") and house.touches.card("c1").guard == ""


@pytest.mark.parametrize("kind", ["reply", "message"])
def test_who_writes_wakes_up_and_ends_what_was_to_be_asked(house: House, kind: str) -> None:
    fields = {"snooze_until": "2027-01-10", "follow_up_on": "2026-11-20", "stage": "dormant"}
    house.workspace.apply([Update("contacts", "c1", fields)], "sleeps")
    house.touches.log("c1", kind, incoming=True)
    contact = house.contact()
    assert (contact.snooze_until, contact.follow_up_on, contact.stage) == ("", "", "in_touch")
    house.workspace.undo()
    assert house.contact().stage == "dormant"


def test_a_day_to_ask_again_stays_until_somebody_is_in_touch_on_or_after_it(house: House) -> None:
    house.workspace.apply([Update("contacts", "c1", {"follow_up_on": "2027-03-01"})], "asked")
    house.touches.log("c1", "message")
    assert house.contact().follow_up_on == "2027-03-01"
    house.now += timedelta(days=100)
    house.touches.log("c1", "reaction")
    assert house.contact().follow_up_on == "2027-03-01"
    house.touches.log("c1", "message")
    assert house.contact().follow_up_on == ""


def test_what_makes_no_sense_is_refused_and_nothing_is_written(house: House) -> None:
    version = house.workspace.version
    refused: list[tuple[dict[str, Any], str]] = [
        ({"kind": "letter"}, "is none of"),
        ({"kind": "mail", "channel": "pigeon"}, "is none of"),
        ({"kind": "mail", "answer": "yes"}, "Only a reply"),
        ({"kind": "mail", "on": date(2027, 1, 1)}, "still to come"),
    ]
    for how, told in refused:
        with pytest.raises(FieldError, match=told):
            house.touches.log("c1", **how)
    assert house.workspace.version == version


def test_who_was_deleted_meanwhile_is_named_as_gone(house: House) -> None:
    house.workspace.apply([Delete("contacts", "c1")], "gone")
    verbs = [
        lambda: house.touches.log("c1", "call"),
        lambda: house.touches.snooze(["c1"], date(2026, 12, 1)),
        lambda: house.touches.set_circle(["c2", "c1"], "wide"),
        lambda: house.touches.add_event("c1", "birthday", "--12-13"),
        lambda: house.touches.remove_event("c1", "e1"),
        lambda: house.touches.card("c1"),
    ]
    for verb in verbs:
        with pytest.raises(NotFound, match="no longer there"):
            verb()
    assert house.contact("c2").tier == "active"


# -- circles and sleeps ----------------------------------------------------------------------------------


def test_several_people_go_to_a_circle_and_back_in_one_step(house: House) -> None:
    assert house.touches.set_circle(["c1", "c2"], "wide") == "2 people: wide."
    assert {house.contact(name).tier for name in ("c1", "c2")} == {"wide"}
    assert house.row("c1").due == "2027-05-10"
    house.workspace.undo()
    assert {house.contact(name).tier for name in ("c1", "c2")} == {"active"}


def test_a_circle_that_gets_too_large_says_so(house: House) -> None:
    for number in range(14):
        house.put("contacts", f"x{number}", name=f"Person {number}", tier="inner")
    assert "room for" not in house.touches.set_circle(["c1"], "inner")
    assert "16 of about 15" in house.touches.set_circle(["c2"], "inner")
    with pytest.raises(FieldError, match="inner, active"):
        house.touches.set_circle(["c2"], "outer")


def test_who_sleeps_is_due_when_the_sleep_ends(house: House) -> None:
    told = house.touches.snooze(["c2"], date(2027, 1, 10))
    assert told == "Kofi Hartmann: put off to Sun 10 Jan."
    assert house.row("c2").due == "2027-01-11" and house.row("c2").snoozed == "2027-01-10"
    assert house.found("snoozed") == ["c2"]
    house.touches.snooze(["c2"], None)
    assert house.row("c2").due == "2026-11-09"
    with pytest.raises(FieldError, match="not to come"):
        house.touches.snooze(["c2"], house.now.date())


# -- life events ---------------------------------------------------------------------------------------------


def test_a_birthday_is_private_comes_up_and_can_be_removed(house: House) -> None:
    house.touches.add_event("c2", "birthday", "--11-23")
    event = house.contact("c2").events[0]
    assert (event.kind, event.on, event.private) == ("birthday", "--11-23", True)
    row = house.row("c2")
    assert (row.kind, row.why, row.due_text) == ("congrats", "birthday", "today")
    assert house.touches.card("c2").event == event.id
    house.touches.remove_event("c2", event.id)
    assert house.contact("c2").events == () and house.row("c2").kind != "congrats"
    with pytest.raises(NotFound, match="no longer there"):
        house.touches.remove_event("c2", event.id)


@pytest.mark.parametrize(
    ("kind", "on"), [("party", "--12-13"), ("birthday", "--13-45"), ("baby", "some day")]
)
def test_an_event_without_a_day_or_a_known_kind_is_refused(house: House, kind: str, on: str) -> None:
    with pytest.raises(NetxError):
        house.touches.add_event("c1", kind, on)
    assert house.contact().events == ()


def test_hostile_words_of_an_event_are_cleaned(house: House) -> None:
    house.touches.add_event("c1", "baby", "2026-11-20", text="[red]\x1b[31mMina\u202e", source="a\nb")
    line = house.touches.card("c1").events[0]
    assert "[red]" in line and "\x1b" not in line and "\u202e" not in line and "\n" not in line


# -- dormancy ------------------------------------------------------------------------------------------------


def test_who_was_silent_for_a_year_falls_dormant_in_one_step(house: House) -> None:
    house.met("c4", "2025-11-22", name="Sina Vogel")
    house.met("c5", "2025-11-22", name="Mina Kaya", stage="met")
    house.met("c6", "2025-11-22", name="Jonas Roth", tier="light")  # a year of their own, and 90 days
    assert house.touches.fall_dormant() == 1
    assert house.contact("c4").stage == "dormant"
    assert house.contact("c4").stage_log[-1].cause == "time"
    assert house.row("c4").due and house.found("dormant") == ["c4"]
    assert house.touches.fall_dormant() == 0
    house.workspace.undo()
    assert house.contact("c4").stage == "in_touch"


def test_what_was_given_is_kept_with_the_note(house: House) -> None:
    name = Touching(house.workspace, lambda: house.now).add("c1", "share_article", give="a book")
    touch = house.workspace.touches[name]
    assert (touch.kind, touch.give, touch.direction) == ("share_article", "a book", "out")
    assert house.row("c1").due == "2027-02-22"
