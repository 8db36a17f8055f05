"""A talk while it goes on: every note is on the disk at once, and a restart finds all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.domain.changes import Delete, Update
from netx_tui.domain.errors import FieldError, NotFound, RuleRefused
from netx_tui.services.live import BY_MAIL, DROP
from tests.services.live_talk import Talk


@pytest.fixture
def talk(tmp_path: Path, now: datetime) -> Iterator[Talk]:
    made = Talk(tmp_path / "netx.json", now)
    made.live.begin("m1")
    yield made
    made.workspace.close(compact=False)


def test_a_talk_begins_once_and_its_clock_survives_a_restart(talk: Talk) -> None:
    talk.go(7.5)
    talk.workspace.close(compact=False)
    talk.open()
    talk.live.begin("m1")
    assert talk.live.moment("m1").clock.gone == 450


def test_a_draft_cannot_begin(talk: Talk) -> None:
    talk.workspace.apply([Update("meetings", "m1", {"status": "draft"})], "back")
    with pytest.raises(RuleRefused):
        talk.live.begin("m1")


def test_the_opening_card_comes_first_with_what_to_say(talk: Talk) -> None:
    view = talk.live.look("m1")
    assert view.current is not None
    assert (view.current.id, view.name) == ("opening", "Ayla Brandt")
    assert view.lines == ("Thank Ayla for taking the time.", "Say that you will keep to 20 minutes.")


def test_going_on_marks_each_card_and_comes_to_the_musts(talk: Talk) -> None:
    for card in ("opening", "q1", "q2"):
        assert talk.shown() == card
        talk.live.done("m1", card)
    assert talk.shown() == "q3"
    assert talk.state("q2") == "asked"
    assert [card.done for card in talk.live.look("m1").cards[:3]] == [True, True, True]


def test_a_note_is_there_in_the_next_run(talk: Talk) -> None:
    talk.go(3)
    talk.live.note("m1", "quote", "Trust first.", "q2")
    talk.open()
    (note,) = talk.meeting.captures
    assert (note.kind, note.text, note.question) == ("quote", "Trust first.", "q2")
    assert note.at == "2026-11-23T08:03:00+00:00"
    assert talk.live.look("m1", chosen="q2").notes == (("q", "Trust first."),)


def test_an_answer_joins_its_question_and_answers_it(talk: Talk) -> None:
    talk.live.note("m1", "answer", "one thing", "q2")
    talk.live.note("m1", "answer", "and another", "q2")
    question = talk.meeting.questions[1]
    assert (question.state, question.answer) == ("answered", "one thing\nand another")
    talk.live.done("m1", "q2")
    assert talk.state("q2") == "answered"


def test_a_note_at_the_opening_belongs_to_no_question(talk: Talk) -> None:
    talk.live.note("m1", "answer", "in a good mood", "opening")
    assert talk.meeting.captures[0].question == ""
    assert talk.live.look("m1").notes == (("a", "in a good mood"),)


def test_notes_keep_their_order(talk: Talk) -> None:
    for number in range(12):
        talk.live.note("m1", "insight", f"line {number}", "q2")
    assert [capture.text for capture in talk.meeting.captures] == [f"line {number}" for number in range(12)]


def test_control_characters_do_not_get_into_a_note(talk: Talk) -> None:
    talk.live.note("m1", "insight", "a\x1b]52;c;aGk=\x07b", "q2")
    assert "\x1b" not in talk.meeting.captures[0].text


def test_nothing_and_unknown_kinds_are_refused(talk: Talk) -> None:
    with pytest.raises(FieldError):
        talk.live.note("m1", "answer", "   ", "q2")
    with pytest.raises(FieldError):
        talk.live.note("m1", "song", "la la", "q2")


def test_a_follow_up_stands_behind_its_question_as_a_should_of_the_same_part(talk: Talk) -> None:
    talk.live.note("m1", "follow_up", "Since when?", "q2")
    new = talk.meeting.questions[2]
    assert (new.text, new.section, new.priority, new.state) == ("Since when?", "trends", "should", "open")
    assert talk.meeting.captures == ()
    assert new.id in talk.listed()


def test_a_follow_up_at_the_opening_is_asked_too(talk: Talk) -> None:
    talk.live.note("m1", "follow_up", "Since when here?", "opening")
    talk.live.note("m1", "follow_up", "And before?", "q1")
    added = [question.id for question in talk.meeting.questions if question.section == "path"]
    assert len(added) == 2
    assert set(added) <= set(talk.listed())


def test_a_follow_up_in_the_closing_stays_in_the_closing(talk: Talk) -> None:
    talk.live.note("m1", "follow_up", "May I name you?", "q5")
    assert talk.meeting.questions[-1].section == "closing"


def test_a_skipped_should_comes_again_before_the_closing(talk: Talk) -> None:
    talk.live.skip("m1", "q1")
    assert talk.listed() == ["opening", "q2", "q3", "q4", "q1", "q5"]
    assert talk.state("q1") == "open"


@pytest.mark.parametrize(("how", "state"), [(BY_MAIL, "deferred"), (DROP, "dropped")])
def test_a_skipped_must_is_asked_by_mail_or_dropped(talk: Talk, how: str, state: str) -> None:
    talk.live.skip("m1", "q2", how)
    assert talk.state("q2") == state
    assert "q2" not in talk.listed()


def test_more_minutes_count_at_once(talk: Talk) -> None:
    talk.go(17)
    assert talk.live.moment("m1").closing_time
    talk.live.extend("m1")
    moment = talk.live.moment("m1")
    assert (moment.clock.left, moment.closing_time) == (8 * 60, False)


def test_the_list_tells_what_was_sent_and_when_the_closing_begins(talk: Talk) -> None:
    cards = {card.id: card for card in talk.live.look("m1").cards}
    assert cards["q2"].sent
    assert cards["q5"].kept == "09:16"
    assert cards["q1"].text == "How is Nordlicht?"


def test_undo_takes_back_the_last_note_and_its_answer(talk: Talk) -> None:
    talk.live.note("m1", "answer", "one thing", "q2")
    assert "noted: answer" in talk.live.undo("m1")
    assert talk.meeting.captures == ()
    assert talk.state("q2") == "open"


def test_undo_also_takes_back_what_was_noted_before_a_restart(talk: Talk) -> None:
    talk.live.note("m1", "insight", "a thing", "q2")
    talk.open()
    talk.live.undo("m1")
    assert talk.meeting.captures == ()


def test_undo_does_not_take_back_that_the_talk_began(talk: Talk) -> None:
    with pytest.raises(RuleRefused, match="nothing to undo in this talk"):
        talk.live.undo("m1")
    assert talk.meeting.status == "live"


def test_the_end_is_noted_and_the_person_was_met(talk: Talk) -> None:
    talk.go(19)
    talk.live.end("m1")
    assert (talk.meeting.status, talk.meeting.ended_at) == ("held", "2026-11-23T08:19:00+00:00")
    assert talk.workspace.contacts["c1"].stage == "met"


def test_a_line_that_became_a_note_is_known(talk: Talk) -> None:
    talk.live.note("m1", "insight", "trust comes first", "q2")
    assert talk.live.is_kept("m1", "answer", "i: trust com")
    assert not talk.live.is_kept("m1", "answer", "trust com")
    talk.live.note("m1", "follow_up", "Since when?", "q2")
    assert talk.live.is_kept("m1", "follow_up", "Since wh")


def test_a_talk_that_was_deleted_is_said_to_be_gone(talk: Talk) -> None:
    talk.workspace.apply([Delete("meetings", "m1")], "gone")
    with pytest.raises(NotFound):
        talk.live.look("m1")
    with pytest.raises(NotFound):
        talk.live.note("m1", "answer", "hello")
