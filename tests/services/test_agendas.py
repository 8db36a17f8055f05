"""Agendas on a real store: what earlier talks left open, who answered, cures, calendars."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.cli.screen_services import ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.changes import Update
from netx_tui.domain.errors import FieldError, NotFound, RuleRefused


@pytest.fixture
def services(tmp_path: Path, now: datetime) -> ServicesOfTalks:
    options = Namespace(data=str(tmp_path / "n.json"), config=str(tmp_path / "c.yaml"), now="", color="never")
    session = Session(options, {"HOME": str(tmp_path)})
    session.clock = lambda: now
    workspace = session._open()
    shortlists = session.shortlists_on(workspace)
    for name in ("Ayla Brandt", "Mira Okafor"):
        shortlists.add({"name": name, "company": "Nordlicht", "lang": "en"})
    return ServicesOfTalks(session, workspace, shortlists)


def talk(services: ServicesOfTalks, name: str, **how: bool) -> str:
    people = {person.name: person.id for person in services._workspace.contacts.values()}
    return services.talks.add(people[name], {"at": "fri 10:00", "field": "data"}, **how)


def set_state(services: ServicesOfTalks, meeting: str, question: str, state: str) -> None:
    services._workspace.apply([Update("meetings", meeting, {f"questions.{question}.state": state})], "asked")


def test_what_an_earlier_talk_left_open_is_offered_first_and_carried_over(services: ServicesOfTalks) -> None:
    earlier = talk(services, "Ayla Brandt", held=True)
    left = services.agendas.add(earlier, "What broke last?")
    set_state(services, earlier, left, "deferred")
    later = talk(services, "Ayla Brandt")
    row = services.agendas.bank(later)[0]
    assert (row.text, row.source) == ("What broke last?", "Ayla Brandt")
    services.agendas.carry_over(later, row.id)
    carried = services.talks.meeting(later).questions[0]
    assert (carried.text, carried.carried_from) == ("What broke last?", earlier)
    assert services.agendas.bank(later)[0].source == ""


def test_a_question_tells_who_answered_it_before(services: ServicesOfTalks) -> None:
    earlier = talk(services, "Mira Okafor", held=True)
    set_state(services, earlier, services.agendas.add(earlier, "INS1"), "answered")
    later = talk(services, "Ayla Brandt")
    services.agendas.add(later, "INS1")
    assert services.agendas.questions(later)[0].answered_by == "Mira Okafor"


def test_questions_of_the_bank_are_filled_with_what_is_known(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt")
    services.agendas.add(meeting, "TRE1")
    assert "Which change in data will matter" in services.agendas.questions(meeting)[0].text


def test_a_cure_that_splits_a_question_puts_the_second_one_behind_it(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt")
    services.agendas.add(meeting, "What changed? Why did it?")
    services.agendas.add(meeting, "CLO1")
    services.agendas.cure(meeting, "split")
    assert [row.text for row in services.agendas.questions(meeting)][:2] == ["What changed?", "Why did it?"]


def test_a_question_of_ones_own_words_leaves_the_bank(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt")
    question = services.agendas.add(meeting, "INS1")
    services.agendas.set_question(meeting, question, {"text": "What would you do?"})
    assert services.talks.meeting(meeting).questions[0].qid == ""


def test_what_is_not_there_is_told(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt")
    with pytest.raises(FieldError, match="no question XYZ9"):
        services.agendas.add(meeting, "XYZ9")
    with pytest.raises(NotFound, match="no question q1"):
        services.agendas.find_question(meeting, "q1")
    with pytest.raises(FieldError, match="Nothing to note"):
        services.agendas.add_source(meeting, "  ")


def test_sources_keep_the_day_on_which_they_were_read(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt")
    services.agendas.add_source(meeting, "https://x.example/talk")
    source = services.talks.meeting(meeting).sources[0]
    assert (source.url, source.read_on) == ("https://x.example/talk", "2026-11-23")
    services.agendas.remove_source(meeting, source.id)
    assert services.talks.meeting(meeting).sources == ()


def test_another_time_counts_up_the_sequence_of_the_calendar(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt")
    services.talks.set_fields(meeting, {"at": "fri 11:00"})
    services.talks.set_fields(meeting, {"topic": "data"})
    assert services.talks.meeting(meeting).sequence == 1
    assert b"SEQUENCE:1" in services.talks.calendar([meeting])


def test_a_filed_note_is_not_changed_behind_what_was_made_of_it(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt", held=True)
    note = services.debriefs.note(meeting, "insight", "trust first")
    services.debriefs.change_note(meeting, note, "trust comes first")
    assert services.debriefs.complete(meeting).startswith("1 note is filed.")
    with pytest.raises(RuleRefused, match="filed already"):
        services.debriefs.change_note(meeting, note, "x")
    assert services.debriefs.complete(meeting).startswith("0 notes are filed.")


def test_a_talk_that_was_not_held_has_no_debrief(services: ServicesOfTalks) -> None:
    with pytest.raises(RuleRefused, match="not held yet"):
        services.debriefs.complete(talk(services, "Ayla Brandt"))


def test_a_day_of_ones_own_for_the_next_contact_is_kept_with_the_person(services: ServicesOfTalks) -> None:
    meeting = talk(services, "Ayla Brandt", held=True)
    services.debriefs.complete(meeting, next_contact="1 march")
    person = services.talks.person(meeting)
    assert (services.talks.meeting(meeting).next_contact, person.follow_up_on) == ("2027-03-01", "2027-03-01")


def test_a_talk_deleted_in_another_session_is_told(services: ServicesOfTalks) -> None:
    with pytest.raises(NotFound, match="no longer there"):
        services.agendas.view("m0")
