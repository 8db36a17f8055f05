"""Everything that happened with a person, newest first, each thing once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from netx_tui.domain.contacts import Contact, LifeEvent, Mail, Research, StageChange, Touch
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.timeline import timeline
from netx_tui.domain.timeline_rows import Past, TimelineRow
from tests.conftest import NOW

AYLA = Contact("c1", "Ayla Brandt", created="2026-10-01T08:00:00+00:00")
INVITATION = Mail(
    "x1",
    "c1",
    "invitation",
    subject="Twenty minutes",
    text="Dear Ayla,\nmay I ask?",
    sent_at="2026-11-09T08:40:00+01:00",
)
FILED = Touch("x1", "c1", "2026-11-09", "mail", channel="email")
HELD = Meeting(
    "m1",
    "c1",
    at="2026-11-20T15:00:00+00:00",
    zone="Europe/Berlin",
    minutes=30,
    place="Café Anker",
    status="held",
    topic="platforms",
    objective="which skills count",
)


def rows(contact: Contact = AYLA, now: datetime = NOW, **past: Any) -> tuple[TimelineRow, ...]:
    return timeline(Past(contact, **past), now)


def only(contact: Contact = AYLA, now: datetime = NOW, **past: Any) -> TimelineRow:
    (row,) = rows(contact, now, **past)
    return row


def test_what_happened_last_comes_first_and_the_undated_last() -> None:
    touches = [Touch(f"t{day}", "c1", day, "call") for day in ("2026-03-01", "2026-11-03", "", "2025-12-24")]
    assert [row.day for row in rows(touches=touches)] == ["2026-11-03", "2026-03-01", "2025-12-24", ""]


def test_a_day_without_an_hour_comes_after_what_has_one() -> None:
    day = Touch("t1", "c1", "2026-11-09", "call")
    assert [row.kind for row in rows(mails=[INVITATION], touches=[day])] == ["mail", "touch"]


def test_a_stage_tells_why_and_stands_over_the_mail_that_led_to_it() -> None:
    change = StageChange(INVITATION.sent_at, "lead", "invited", "mail", "she asked me to")
    stage, mail = rows(AYLA._replace(stage_log=(change,)), mails=[INVITATION])
    assert (stage.kind, stage.text, stage.detail) == ("stage", "invited", "you wrote · she asked me to")
    assert (mail.kind, mail.sign, mail.text) == ("mail", "mail", "invitation")
    assert mail.detail == "Twenty minutes\n\nDear Ayla,\nmay I ask?"


def test_a_mail_and_the_touch_it_filed_are_one_event() -> None:
    assert only(mails=[INVITATION], touches=[FILED]).kind == "mail"


def test_a_mail_that_was_never_sent_did_not_happen() -> None:
    assert rows(mails=[INVITATION._replace(sent_at="")]) == ()


def test_an_answer_and_its_touch_are_one_event_with_the_note() -> None:
    answered = INVITATION._replace(replied_at="2026-11-10T12:05:00+01:00", reply="yes")
    touch = Touch("t1", "c1", "2026-11-10", "reply", direction="in", note="gladly, next week")
    reply, mail = rows(mails=[answered], touches=[FILED, touch])
    assert (reply.kind, reply.text, reply.id) == ("reply", "they said yes", "t1")
    assert reply.detail == "gladly, next week\nAnswer to: Twenty minutes"
    assert mail.id == "x1"


def test_an_answer_to_no_known_mail_is_told_too() -> None:
    touch = Touch("t1", "c1", "2026-11-10", "reply", direction="in", channel="linkedin")
    reply = only(touches=[touch])
    assert (reply.kind, reply.text, reply.detail) == ("reply", "they answered", "LinkedIn")


def test_a_talk_stands_on_its_day_with_its_insights_below_it() -> None:
    late = Insight("i2", "m1", "c1", "Trust first", "advice", captured_at="2026-11-20T15:20:00+00:00")
    book = Insight("i1", "m1", "c1", "A book", "book", captured_at="2026-11-20T15:10:00+00:00")
    talk = only(meetings=[HELD], insights=[late, book])
    assert (talk.text, talk.day, talk.when, talk.sign) == ("talk held", "2026-11-20", "Fri 20 Nov", "talk")
    assert talk.detail == "16:00, 30 min, Café Anker\nTopic: platforms\nGoal: which skills count"
    assert [(line.id, line.text, line.detail) for line in talk.lines] == [
        ("i1", "book", "A book"),
        ("i2", "advice", "Trust first"),
    ]


def test_a_talk_that_was_held_and_the_touch_it_filed_are_one_event() -> None:
    touch = Touch("t1", "c1", "2026-11-20", "meeting")
    assert only(meetings=[HELD], touches=[touch], filed={"t1": "m1"}).kind == "meeting"


def test_a_talk_to_come_stands_at_the_top() -> None:
    coming = HELD._replace(id="m2", status="scheduled", at="2026-11-25T15:00:00+00:00")
    assert [row.text for row in rows(meetings=[HELD, coming])] == ["talk planned", "talk held"]


def test_a_cancelled_talk_stands_where_it_was_cancelled_and_tells_for_when_it_was_planned() -> None:
    off = HELD._replace(status="cancelled", cancelled_at="2026-11-18T09:00:00+00:00")
    talk = only(meetings=[off])
    assert (talk.text, talk.sign, talk.day) == ("talk cancelled", "off", "2026-11-18")
    assert talk.detail.startswith("planned for Fri 20 Nov 16:00, 30 min")


def test_an_insight_without_a_talk_is_an_event_of_its_own() -> None:
    insight = Insight("i1", "", "c1", "They hire in spring", captured_at="2026-11-02T10:00:00+01:00")
    assert (only(insights=[insight]).kind, only(insights=[insight]).detail) == (
        "insight",
        "They hire in spring",
    )


def test_full_and_light_touches_have_signs_of_their_own() -> None:
    full, light = Touch("t2", "c1", "2026-11-02", "call"), Touch("t1", "c1", "2026-11-01", "reaction")
    assert [row.sign for row in rows(touches=[full, light])] == ["full", "light"]


def test_a_touch_from_the_other_side_says_so_and_what_was_given_is_kept() -> None:
    touch = Touch("t1", "c1", "2026-11-02", "message", "linkedin", "in", "asks for the slides", "the slides")
    row = only(touches=[touch])
    assert (row.text, row.detail) == ("message from them", "asks for the slides\nLinkedIn\nGiven: the slides")


def test_an_action_is_told_when_it_was_made_and_when_it_ended() -> None:
    action = {
        "id": "a1",
        "title": "Rebuild the report",
        "created": "2026-11-10T09:00:00+00:00",
        "column": "done",
        "entered_column_at": "2026-11-21T09:00:00+01:00",
        "evidence": "it runs",
        "due": "2026-11-30",
    }
    done, made = rows(actions=[action])
    assert (done.text, done.detail) == ("action done", "Rebuild the report\nit runs")
    assert (made.text, made.detail) == ("action made", "Rebuild the report\nDue: Mon 30 Nov")
    dropped = rows(actions=[{**action, "column": "dropped", "dropped_reason": "too long"}])[0]
    assert (dropped.text, dropped.sign, dropped.detail) == (
        "action dropped",
        "off",
        "Rebuild the report\ntoo long",
    )


def test_research_and_private_life_events_are_there() -> None:
    contact = AYLA._replace(
        research=(Research("r1", "Runs six people", "her profile", "2026-11-16"),),
        events=(LifeEvent("e1", "promotion", "2026-11-01", "now head of data"),),
    )
    note, event = rows(contact)
    assert (note.kind, note.detail) == ("research", "Runs six people\nher profile")
    assert (event.kind, event.text, event.detail) == ("event", "promotion", "now head of data\nPrivate")


def test_a_birthday_without_a_year_stands_where_it_was_last() -> None:
    past, today, coming = (LifeEvent("e1", "birthday", on) for on in ("--03-01", "--11-23", "--12-09"))
    days = [only(AYLA._replace(events=(event,))).day for event in (past, today, coming)]
    assert days == ["2026-03-01", "2026-11-23", "2025-12-09"]


def test_referrals_are_told_in_both_directions() -> None:
    other = Contact("c2", "Kofi Hartmann", company="Blaupause", created="2026-11-21T09:00:00+01:00")
    named, by = rows(recommended=[other], referrer="Pat Kim")
    assert (named.text, named.detail, named.id) == ("recommended Kofi Hartmann", "Blaupause", "c2")
    assert (by.text, by.day) == ("recommended by Pat Kim", "2026-10-01")


def test_days_are_those_of_the_users_clock_and_far_ones_have_their_year() -> None:
    late = INVITATION._replace(sent_at="2026-11-08T23:40:00+00:00")
    assert only(mails=[late]).at == "2026-11-09T00:40:00+01:00"
    assert only(touches=[Touch("t1", "c1", "2025-11-03", "call")]).when == "Mon 3 Nov 2025"


def test_nothing_in_a_text_acts_on_a_terminal() -> None:
    mail = INVITATION._replace(subject="\x1b]0;x\x07Hi", text="a\x1b[2Jb\u202e")
    change = StageChange("2026-11-09", "lead", "\x1b[31mred", "\x1b[2J")
    for row in rows(AYLA._replace(stage_log=(change,)), mails=[mail]):
        assert "\x1b" not in row.text + row.detail
        assert "\u202e" not in row.text + row.detail


def test_no_two_rows_share_a_key() -> None:
    answered = INVITATION._replace(replied_at="2026-11-10T12:05:00+01:00", reply="yes")
    changes = (StageChange("2026-11-09", "lead", "shortlisted"), StageChange("2026-11-09", "x", "invited"))
    action = {"id": "a1", "column": "done", "created": "2026-11-01", "entered_column_at": "2026-11-01"}
    past = rows(AYLA._replace(stage_log=changes), mails=[answered], actions=[action], meetings=[HELD])
    assert len({row.key for row in past}) == len(past) == 7


def test_dates_that_cannot_be_read_are_no_reason_to_fail() -> None:
    broken = rows(
        AYLA._replace(stage_log=(StageChange("yesterday", "lead", "invited"),), created=""),
        mails=[INVITATION._replace(sent_at="soon", replied_at="never")],
        meetings=[HELD._replace(at="noon", zone="Nowhere/Land")],
        actions=[{"id": "a1", "column": 5, "title": None}],
        referrer="Pat Kim",
    )
    assert {(row.day, row.when) for row in broken} == {("", "")}
    assert len(broken) == 5
