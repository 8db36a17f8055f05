"""A talk while it goes on: the order of its cards, its clock, and what the clock has to say."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from netx_tui.domain import live
from netx_tui.domain.captures import parse_line, referral_of
from netx_tui.domain.meetings import Capture, Meeting, Question
from tests.conftest import NOW


def question(name: str, section: str, priority: str = "should", **more: object) -> Question:
    return Question(name, text=f"{name}?", section=section, priority=priority)._replace(**more)  # type: ignore[arg-type]


PLANNED = (
    question("nice", "path", "nice"),
    question("culture", "culture"),
    question("who", "closing", "must"),
    question("must2", "trends", "must"),
    question("week", "rapport"),
    question("role", "role"),
    question("must1", "advice", "must"),
    question("last", "closing", "should"),
)


def talk(*questions: Question, minutes: int = 20, **more: object) -> Meeting:
    begun = Meeting(
        "m1", minutes=minutes, questions=questions or PLANNED, started_at="2026-11-23T08:00:00+00:00"
    )
    return begun._replace(**more)  # type: ignore[arg-type]


def with_state(meeting: Meeting, **states: str) -> Meeting:
    changed = (q._replace(state=states.get(q.id, q.state)) for q in meeting.questions)
    return meeting._replace(questions=tuple(changed))


def names(meeting: Meeting, *, closing_first: bool = False) -> list[str]:
    return [card.id for card in live.in_order(meeting, closing_first=closing_first)]


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def said(meeting: Meeting, minutes: float) -> live.Signal | None:
    return live.signal(meeting, live.clock(meeting, after(minutes)))


def shown(meeting: Meeting, chosen: str = "", *, closing_first: bool = False) -> str:
    card = live.current(live.in_order(meeting, closing_first=closing_first), meeting, chosen)
    return card.id if card else ""


def test_musts_come_before_shoulds_and_the_closing_comes_last() -> None:
    assert names(talk()) == ["opening", "week", "must2", "must1", "role", "culture", "nice", "who", "last"]


def test_without_a_question_to_warm_up_there_is_a_ready_one() -> None:
    assert names(talk(question("role", "role"))) == ["opening", "rapport", "role"]
    assert live.warming_up().startswith("How has your week been")


def test_only_one_question_warms_up_and_the_others_wait_behind_the_rest() -> None:
    meeting = talk(question("a", "rapport"), question("b", "rapport"), question("nice", "path", "nice"))
    assert names(meeting) == ["opening", "a", "nice", "b"]


def test_a_question_of_the_opening_part_is_not_left_out() -> None:
    assert names(talk(question("hello", "opening"))) == ["opening", "hello", "rapport"]


def test_what_is_dropped_or_put_off_is_not_shown() -> None:
    meeting = with_state(talk(), must2="dropped", who="deferred")
    assert "must2" not in names(meeting)
    assert "who" not in names(meeting)


def test_a_question_answered_out_of_order_is_not_shown_again() -> None:
    meeting = with_state(talk(passed=("opening",)), week="asked", must1="answered")
    assert shown(meeting) == "must2"
    assert shown(with_state(meeting, must2="answered")) == "role"


def test_a_question_the_user_went_to_is_shown_even_if_it_is_done() -> None:
    assert shown(with_state(talk(), must1="answered"), "must1") == "must1"


def test_what_is_skipped_comes_behind_the_rest_but_before_the_closing() -> None:
    meeting = talk(passed=("opening", "must1", "must2"))
    assert names(meeting)[-4:] == ["must1", "must2", "who", "last"]


def test_a_skipped_question_that_was_asked_stands_where_it_was_planned() -> None:
    meeting = with_state(talk(passed=("must2",)), must2="asked")
    assert names(meeting) == names(talk())


def test_when_it_is_time_the_closing_stands_before_whatever_is_open() -> None:
    meeting = with_state(talk(passed=("opening",)), week="asked")
    assert shown(meeting, closing_first=True) == "who"
    assert names(meeting, closing_first=True)[:4] == ["opening", "week", "who", "last"]


def test_after_the_closing_what_is_open_comes_again() -> None:
    meeting = with_state(talk(passed=("opening",)), week="asked", who="answered", last="asked")
    assert shown(meeting, closing_first=True) == "must2"


def test_nothing_is_shown_when_all_is_asked() -> None:
    meeting = talk(question("a", "rapport", state="asked"), passed=("opening",))
    assert shown(meeting) == ""


def test_a_question_is_answered_where_an_answer_was_noted_and_else_asked() -> None:
    meeting = talk(captures=(Capture("c1", "answer", "so", "role"), Capture("c2", "insight", "oh", "must1")))
    states = [live.state_after(q, meeting) for q in meeting.questions if q.id in ("role", "must1")]
    assert states == ["answered", "asked"]


@pytest.mark.parametrize(("minutes", "begins"), [(20, 16), (45, 35)])
def test_the_closing_begins_at_its_minute(minutes: int, begins: int) -> None:
    meeting = talk(minutes=minutes)
    before, then = (live.clock(meeting, after(begins) + timedelta(seconds=s)) for s in (-1, 0))
    assert not live.is_closing_time(meeting, before)
    assert live.is_closing_time(meeting, then)
    assert live.closing_begins(meeting, NOW) == f"09:{begins:02d}"


def test_the_clock_goes_by_when_the_talk_began() -> None:
    assert live.clock(talk(), after(12.5)) == live.Clock(750, 450, 1200)
    assert live.time_text(750) == "12:30"


def test_after_the_end_the_rest_is_below_zero() -> None:
    assert live.clock(talk(), after(20.5)).left == -30


def test_more_minutes_move_the_end_and_the_closing() -> None:
    longer = talk(extra_minutes=5)
    assert live.clock(longer, after(16)).left == 9 * 60
    assert not live.is_closing_time(longer, live.clock(longer, after(20)))
    assert live.closing_begins(longer, NOW) == "09:21"


def test_a_talk_that_has_not_begun_stands_still() -> None:
    waiting = talk(started_at="")
    assert live.clock(waiting, after(5)) == live.Clock(0, 1200, 1200)
    assert live.closing_begins(waiting, NOW) == ""


def test_at_half_time_open_musts_are_told() -> None:
    assert said(talk(), 9.9) is None
    assert said(talk(), 10) == live.Signal("half", "amber", "2 musts open, half time")
    one = with_state(talk(), must1="asked")
    assert said(one, 10) == live.Signal("half", "amber", "1 must open, half time")


def test_at_half_time_nothing_is_told_when_the_musts_are_asked() -> None:
    assert said(with_state(talk(), must1="asked", must2="answered"), 12) is None


def test_the_nearer_the_end_the_more_urgent_is_what_the_clock_says() -> None:
    told = [said(talk(), minutes) for minutes in (16, 18, 20, 20.1)]
    assert [signal.kind for signal in told if signal] == ["closing", "stop", "stop", "over"]
    assert [signal.severity for signal in told if signal] == ["amber", "amber", "amber", "red"]


def test_the_opening_says_thanks_topic_why_and_the_limit() -> None:
    meeting = talk(topic="data platforms", person_notes="She built the team.\nMore.")
    assert live.opening_lines(meeting, "Ayla") == (
        "Thank Ayla for taking the time.",
        "Say what it is about: data platforms.",
        "Say why you ask them: She built the team.",
        "Say that you will keep to 20 minutes.",
    )


def test_lines_of_a_talk_say_their_kind() -> None:
    kind, words = parse_line("r: Kofi Hartmann, Blaupause, y")
    assert kind == "referral"
    assert tuple(referral_of(words)) == ("Kofi Hartmann", "Blaupause", "yes")
