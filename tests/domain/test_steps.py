"""Every rule of the next steps: due, not due, overdue, and hidden by a tick."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.actions import Action
from netx_tui.domain.better_person import candidates
from netx_tui.domain.contacts import Contact, LifeEvent, Mail, ScoreSeen, StageChange
from netx_tui.domain.meetings import Insight, Meeting, Question
from netx_tui.domain.reviews import Review
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.shortlist import asked
from netx_tui.domain.steps.engine import steps_of
from netx_tui.domain.steps.situation import Situation
from netx_tui.domain.steps.standing import Tick, rows_at, standing, tick_id
from netx_tui.domain.touch.planning import Planned
from tests.domain.examples import AYLA, KRANICH, SINA, scorer, someone

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
TODAY = NOW.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEA = someone("Lea Lind", "", stage="in_touch")


def situation(now: datetime = NOW, *people: Contact, **known: Any) -> Situation:
    by = scorer(today=now.date())
    everybody = sorted(by.people(people or (LEA,), {}, {}), key=lambda person: person.order)
    return Situation(
        now,
        people=everybody,
        scorer=by,
        best=candidates(everybody),
        companies={},
        asked=asked([person.contact for person in everybody], now.date(), by.rules),
        **{"reviews": [DONE], **known},
    )


DONE = Review("v1", week="2026-W48", finished_at="2026-11-23T08:00:00+01:00")


def rows(rule: str, now: datetime = NOW, *people: Contact, days: int = 7, **known: Any) -> list[TodayRow]:
    found = rows_at(steps_of(situation(now, *people, **known)), now, days)
    return [row for row in found if row.rule == rule]


def severity(rule: str, now: datetime = NOW, *people: Contact, days: int = 7, **known: Any) -> str:
    """Of the one row of ``rule``; empty where there is none."""
    found = rows(rule, now, *people, days=days, **known)
    assert len(found) < 2
    return found[0].severity if found else ""


def talk(start: datetime, status: str = "scheduled", **more: Any) -> Meeting:
    at = start.astimezone(UTC).isoformat()
    return Meeting("m1", LEA.id, at=at, zone="Europe/Berlin", minutes=20, status=status, **more)


def mail(kind: str, sent: datetime, **more: Any) -> Mail:
    return Mail(f"x{sent:%m%d%H}", LEA.id, kind, sent_at=sent.isoformat(), **more)


def moved(contact: Contact, stage: str, at: datetime) -> Contact:
    return contact._replace(stage=stage, stage_log=(StageChange(at.isoformat(), "lead", stage),))


READY = {
    "objective": "which skills matter",
    "questions": (Question("q1", text="What changes?", section="insights", priority="must"),),
}
THURSDAY = datetime(2026, 11, 26, 16, 0, tzinfo=BERLIN)


# -- N01 to N05: a talk ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(-11, ""), (-10, "amber"), (0, "red"), (34, "red"), (35, "")],
)
def test_n01_the_talk_is_open_from_ten_minutes_before_to_a_quarter_after(minutes: int, told: str) -> None:
    assert severity("N01", THURSDAY + timedelta(minutes=minutes), meetings=[talk(THURSDAY)]) == told


def test_n01_a_running_talk_stays_one_key_away() -> None:
    (row,) = rows("N01", THURSDAY + 10 * timedelta(minutes=1), meetings=[talk(THURSDAY, "live")])
    assert (row.key, row.meeting, row.contact) == ("l", "m1", LEA.id)


@pytest.mark.parametrize(
    ("hours", "told"), [(-1, ""), (0, "plain"), (20, "amber"), (24, "red"), (24 * 8, "red")]
)
def test_n02_thanks_are_due_a_day_after_the_talk(hours: int, told: str) -> None:
    end = datetime(2026, 11, 26, 16, 20, tzinfo=BERLIN)
    held = talk(end - timedelta(minutes=20), "held", debriefed_at="2026-11-26T18:00:00+00:00")
    assert severity("N02", end + hours * HOUR, meetings=[held]) == told


def test_n02_after_a_week_it_says_that_it_is_late() -> None:
    held = talk(NOW - 8 * DAY, "held")
    (row,) = rows("N02", meetings=[held])
    assert "late" in row.text and row.kind == "thank_you"
    (row,) = rows("N02", meetings=[talk(NOW - 6 * DAY, "held")])
    assert "late" not in row.text


@pytest.mark.parametrize("how", [{"thanked_at": NOW.isoformat()}, {"waived": {"thank_you": "met again"}}])
def test_n02_thanked_or_waived_is_done(how: dict[str, Any]) -> None:
    assert severity("N02", meetings=[talk(NOW - DAY, "held", **how)]) == ""


@pytest.mark.parametrize(("hours", "told"), [(0, "amber"), (2, "amber"), (8, "red")])
def test_n03_what_was_said_is_written_down_the_same_day(hours: int, told: str) -> None:
    held = talk(THURSDAY, "held")
    assert severity("N03", THURSDAY + timedelta(minutes=20) + hours * HOUR, meetings=[held]) == told


def test_n03_written_down_is_done() -> None:
    assert severity("N03", meetings=[talk(NOW - DAY, "held", debriefed_at=NOW.isoformat())]) == ""


@pytest.mark.parametrize(("day", "told"), [(20, "plain"), (23, "amber"), (24, "red"), (26, "red"), (27, "")])
def test_n04_the_agenda_stands_three_business_days_before(day: int, told: str) -> None:
    assert severity("N04", datetime(2026, 11, day, 9, tzinfo=BERLIN), meetings=[talk(THURSDAY)]) == told


def test_n04_goal_and_one_must_are_enough() -> None:
    assert severity("N04", meetings=[talk(THURSDAY, **READY)]) == ""
    (row,) = rows("N04", meetings=[talk(THURSDAY, objective="know it")])
    assert row.key == "t" and "must" in row.why


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-23T23:59", "plain"),
        ("2026-11-24T00:00", "amber"),
        ("2026-11-25T21:59", "amber"),
        ("2026-11-25T22:00", "red"),
        ("2026-11-26T15:59", "red"),
        ("2026-11-26T16:00", ""),
    ],
)
def test_n05_the_brief_has_a_window(moment: str, told: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    assert severity("N05", now, meetings=[talk(THURSDAY, **READY)]) == told


def test_n05_too_late_it_says_what_to_do_instead() -> None:
    (row,) = rows("N05", THURSDAY - HOUR, meetings=[talk(THURSDAY)])
    assert "first sentence" in row.text and row.kind == ""
    (row,) = rows("N05", THURSDAY - 40 * HOUR, meetings=[talk(THURSDAY)])
    assert (row.kind, row.due, row.due_opens) == ("brief", "2026-11-25T22:00+01:00", "2026-11-24T00:00+01:00")


def test_n05_sent_is_done() -> None:
    assert severity("N05", meetings=[talk(THURSDAY, brief_sent_at=NOW.isoformat())]) == ""


# -- N06 to N12: choosing (their sentences are tested with the list) ---------------------------------


@pytest.mark.parametrize(
    ("day", "silent", "remind"),
    [
        (4, "plain", "plain"),
        (5, "amber", "plain"),
        (6, "red", "plain"),
        (11, "red", "amber"),
        (12, "red", "red"),
    ],
)
def test_n06_and_n07_after_three_and_seven_business_days(day: int, silent: str, remind: str) -> None:
    asked_on = datetime(2026, 11, 2, 10, tzinfo=BERLIN)
    emil = moved(someone("Emil Sato", KRANICH, department="legal"), "invited", asked_on)
    now = datetime(2026, 11, day, 9, tzinfo=BERLIN)
    assert severity("N06", now, emil, SINA, days=99) == silent
    assert severity("N07", now, emil, SINA, days=99) == remind


@pytest.mark.parametrize(
    ("invited", "holidays", "three", "seven"),
    [
        ("2026-11-02", (), "2026-11-05", "2026-11-11"),
        ("2026-11-06", (), "2026-11-11", "2026-11-17"),
        ("2026-11-07", (), "2026-11-11", "2026-11-17"),
        ("2026-12-23", ("2026-12-25", "2027-01-01"), "2026-12-29", "2027-01-05"),
        ("2026-12-23", (), "2026-12-28", "2027-01-01"),
    ],
)
def test_business_days_are_counted_as_the_calendar_says(
    invited: str, holidays: tuple[str, ...], three: str, seven: str
) -> None:
    at = datetime.fromisoformat(f"{invited}T10:00").replace(tzinfo=BERLIN)
    emil = moved(someone("Emil Sato", KRANICH, department="legal"), "invited", at)
    free = frozenset(map(date.fromisoformat, holidays))
    found = rows_at(steps_of(situation(at + 14 * DAY, emil, SINA, holidays=free)), at + 14 * DAY)
    due = {row.rule: row.due for row in found if row.contact == emil.id}
    # an open invitation at the company would hold N06 back; after two weeks none is open
    assert (due["N06"], due["N07"]) == (three, seven)


def test_n08_seven_business_days_after_the_reminder() -> None:
    nudged = moved(LEA, "nudged", datetime(2026, 11, 11, 10, tzinfo=BERLIN))
    assert severity("N08", datetime(2026, 11, 19, 9, tzinfo=BERLIN), nudged) == "plain"
    assert severity("N08", datetime(2026, 11, 20, 9, tzinfo=BERLIN), nudged) == "amber"
    assert severity("N08", datetime(2026, 11, 21, 9, tzinfo=BERLIN), nudged) == "red"


# -- N09, N21, N22: answers ------------------------------------------------------------------------


def test_n09_a_yes_without_a_date_wants_two_windows() -> None:
    answered = datetime(2026, 11, 20, 15, tzinfo=BERLIN)
    lea = moved(LEA, "in_dialogue", answered)
    invited = mail("invitation", answered - 3 * DAY, replied_at=answered.isoformat(), reply="yes")
    assert severity("N09", NOW, lea, mails=[invited]) == "amber"
    assert severity("N09", NOW + DAY, lea, mails=[invited]) == "red"
    assert severity("N09", answered, lea, mails=[invited]) == "plain"
    assert severity("N09", NOW, lea, mails=[invited, mail("offer_dates", NOW - HOUR)]) == ""
    assert severity("N09", NOW, lea, mails=[invited], meetings=[talk(THURSDAY)]) == ""


def test_n21_a_no_is_thanked_for_within_a_business_day() -> None:
    lea = moved(LEA, "declined", datetime(2026, 11, 20, 15, tzinfo=BERLIN))
    assert severity("N21", NOW, lea) == "amber"
    assert severity("N21", NOW + DAY, lea) == "red"
    assert severity("N21", NOW + 40 * DAY, lea) == ""
    assert severity("N21", NOW, lea, mails=[mail("decline_reply", NOW - HOUR)]) == ""


@pytest.mark.parametrize("status", ["cancelled", "no_show"])
def test_n22_one_new_date_is_offered(status: str) -> None:
    fallen = talk(NOW - DAY, status, cancelled_at="2026-11-20T10:00:00+00:00")
    (row,) = rows("N22", meetings=[fallen])
    assert (row.severity, row.kind, row.key) == ("amber", "new_date", "m")
    assert rows("N22", meetings=[fallen], mails=[mail("new_date", NOW - HOUR)]) == []
    newer = talk(THURSDAY)._replace(id="m2")
    assert rows("N22", meetings=[fallen, newer]) == []
    (row,) = rows("N22", meetings=[fallen._replace(rescheduled=2)])
    assert row.key == "p"


# -- N13, N14: the board ---------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "told"), [(47, ""), (48, "red"), (96, "red")])
def test_n13_an_insight_waits_48_hours(hours: int, told: str) -> None:
    captured = datetime(2026, 11, 20, 9, tzinfo=BERLIN)
    insight = Insight("i1", contact=LEA.id, text="Trust comes first", captured_at=captured.isoformat())
    assert severity("N13", captured + hours * HOUR, insights=[insight]) == told


def test_n13_a_card_or_only_to_know_is_enough() -> None:
    insight = Insight("i1", text="Trust comes first", captured_at="2026-11-01T09:00:00+01:00")
    assert rows("N13", insights=[insight._replace(actionable="no")]) == []
    assert rows("N13", insights=[insight], actions=[Action("a1", insights=("i1",))]) == []
    (row,) = rows("N13", insights=[insight])
    assert (row.key, row.insight) == ("k", "i1")


@pytest.mark.parametrize(
    ("column", "size", "days", "told"),
    [
        ("inbox", "", 6, ""),
        ("inbox", "", 7, "amber"),
        ("inbox", "", 8, "red"),
        ("next", "", 29, ""),
        ("next", "L", 59, ""),
        ("next", "L", 60, "amber"),
        ("doing", "", 14, "amber"),
        ("waiting", "", 31, "red"),
        ("done", "", 400, ""),
        ("dropped", "", 400, ""),
    ],
)
def test_n14_a_card_grows_red(column: str, size: str, days: int, told: str) -> None:
    entered = (NOW - days * DAY).isoformat()
    card = Action("a1", "Read it", column=column, size=size, entered_column_at=entered)
    assert severity("N14", actions=[card]) == told


# -- N15 to N20: staying in touch ------------------------------------------------------------------


def test_n15_three_days_after_the_talk_one_connects() -> None:
    held = talk(NOW - 3 * DAY, "held")
    assert severity("N15", meetings=[held]) == "amber"
    assert severity("N15", NOW + DAY, meetings=[held]) == "red"
    assert severity("N15", NOW - DAY, meetings=[held]) == "plain"
    assert severity("N15", NOW + 40 * DAY, meetings=[held]) == ""
    connected = LEA._replace(connected={"linkedin": "2026-11-21"})
    assert severity("N15", NOW, connected, meetings=[held]) == ""


def test_n16_a_referral_is_written_to_within_five_business_days() -> None:
    ole = someone("Ole Berg", "", referral_by=LEA.id, created="2026-11-16T09:00:00+01:00")
    (row,) = rows("N16", NOW, LEA, ole)
    assert row.severity == "amber" and LEA.name in row.text and row.kind == "invitation"
    assert severity("N16", NOW + DAY, LEA, ole) == "red"
    sent = Mail("x1", ole.id, "invitation", sent_at=(NOW - HOUR).isoformat())
    assert severity("N16", NOW, LEA, ole, mails=[sent]) == ""


def test_n16_takes_the_place_of_the_plain_invitation() -> None:
    ayla = moved(AYLA._replace(referral_by=LEA.id), "shortlisted", NOW - DAY)
    found = [row.rule for row in rows_at(steps_of(situation(NOW, LEA, ayla)), NOW) if row.contact == AYLA.id]
    assert "N16" in found and "N10" not in found


def test_n17_the_referrer_hears_how_it_went() -> None:
    rae = someone("Rae Stone", "", stage="in_touch")
    lea = LEA._replace(referral_by=rae.name)
    held = talk(NOW - 3 * DAY, "held")
    (row,) = rows("N17", NOW, lea, rae, meetings=[held])
    assert (row.contact, row.meeting, row.kind, row.severity) == (rae.id, "m1", "tell_referrer", "amber")
    told = Mail("x1", rae.id, "tell_referrer", meeting="m1", sent_at=(NOW - HOUR).isoformat())
    assert rows("N17", NOW, lea, rae, meetings=[held], mails=[told]) == []


def test_a_cycle_of_referrals_asks_each_once() -> None:
    one, two = someone("Uma One", "", stage="met"), someone("Tom Two", "", stage="met")
    people = (
        one._replace(referral_by=two.id),
        two._replace(referral_by=one.id),
        LEA._replace(referral_by=LEA.id),
    )
    held = [talk(NOW - 3 * DAY, "held")._replace(id=f"m{n}", contact=who.id) for n, who in enumerate(people)]
    assert {(row.contact, row.meeting) for row in rows("N17", NOW, *people, meetings=held)} == {
        (two.id, "m0"),
        (one.id, "m1"),
    }


@pytest.mark.parametrize(("rule", "reason"), [("N18", "loop"), ("N20", "cadence"), ("N20", "event")])
def test_n18_and_n20_follow_the_plan(rule: str, reason: str) -> None:
    lea = LEA._replace(events=(LifeEvent("e1", "birthday", "--11-23"),))
    for on, told in ((TODAY, "amber"), (TODAY - DAY, "red"), (TODAY + DAY, "plain")):
        plan = {LEA.id: Planned(LEA.id, on, reason, "check_in", event="e1" if reason == "event" else "")}
        assert severity(rule, NOW, lea, planned=plan) == told
    assert severity(rule, NOW, lea, planned={LEA.id: Planned(LEA.id, TODAY + 8 * DAY, reason)}) == ""
    assert severity(rule, NOW, lea._replace(do_not_contact=True), planned=plan) == ""


def test_n20_lets_somebody_rest_who_never_answers() -> None:
    plan = {LEA.id: Planned(LEA.id, TODAY, "cadence", "check_in", rest=True)}
    (row,) = rows("N20", planned=plan)
    assert row.key == "c" and "rest" in row.text


@pytest.mark.parametrize("kind", ["promise", "opening_watch"])
def test_n19_a_word_given_holds_its_day(kind: str) -> None:
    word = Action("a1", "the list of books", kind, contact=LEA.id, column="next", due="2026-11-23")
    assert severity("N19", actions=[word]) == "amber"
    assert severity("N19", NOW + DAY, actions=[word]) == "red"
    assert severity("N19", actions=[word._replace(column="done")]) == ""
    old = word._replace(entered_column_at="2026-01-01T09:00:00+01:00")
    assert severity("N14", actions=[old]) == ""


def test_n19_asking_again_is_a_word_too() -> None:
    lea = LEA._replace(follow_up_on="2026-11-23")
    assert severity("N19", NOW, lea) == "amber"
    assert severity("N19", NOW, lea._replace(snooze_until="2026-11-25")) == "plain"


# -- N23, N24 -----------------------------------------------------------------------------------------


def test_n23_the_review_is_due_on_friday_afternoon() -> None:
    friday = datetime(2026, 11, 27, 16, 0, tzinfo=BERLIN)
    assert severity("N23", friday - 8 * HOUR, reviews=[]) == "amber"
    assert severity("N23", friday, reviews=[]) == "red"
    assert severity("N23", friday - DAY, reviews=[]) == "plain"
    assert severity("N23", friday, reviews=[DONE]) == ""


def test_n24_a_score_that_moved_is_looked_at() -> None:
    seen = ScoreSeen(78, "A")
    ayla = moved(AYLA._replace(score_seen=seen, department="marketing"), "shortlisted", NOW)
    (row,) = rows("N24", NOW, ayla)
    assert "78" in row.text
    assert rows("N24", NOW, ayla._replace(score_seen=None)) == []
    still = moved(AYLA, "shortlisted", NOW)
    score = situation(NOW, still).people[0].standing.score
    assert rows("N24", NOW, still._replace(score_seen=ScoreSeen(score - 9, "A"))) == []
    assert len(rows("N24", NOW, still._replace(score_seen=ScoreSeen(score - 10, "A")))) == 1


def test_n24_a_better_person_is_named_once() -> None:
    emil = someone("Emil Sato", KRANICH, department="data", level="peer", months=30)
    score = situation(NOW, emil).people[0].standing.score
    chosen = moved(emil._replace(score_seen=ScoreSeen(score, "B")), "shortlisted", NOW)
    (row,) = rows("N24", NOW, chosen, SINA)
    assert SINA.name in row.text
    known = chosen._replace(score_seen=ScoreSeen(score, "B", better=SINA.id))
    assert rows("N24", NOW, known, SINA) == []


def test_n24_when_the_time_of_rest_is_over() -> None:
    lea = moved(LEA, "parked", NOW - 90 * DAY)
    assert len(rows("N24", NOW, lea)) == 1
    assert rows("N24", NOW - DAY, lea) == []
    assert rows("N24", NOW + 30 * DAY, lea) == []


# -- order, ticks, robustness ------------------------------------------------------------------------


def everything(now: datetime = NOW) -> Situation:
    word = Action("a1", "the list", "promise", contact=LEA.id, column="next", due="2026-11-20")
    card = Action("a2", "Read it", column="inbox", entered_column_at="2026-11-01T09:00:00+01:00")
    insight = Insight("i1", text="Trust", captured_at="2026-11-21T09:00:00+01:00")
    lea = moved(LEA, "met", NOW - 9 * DAY)
    return situation(
        now,
        lea,
        moved(AYLA, "shortlisted", NOW),
        meetings=[talk(NOW - DAY, "held"), talk(THURSDAY)._replace(id="m2")],
        actions=[word, card],
        insights=[insight],
        reviews=[],
    )


def test_the_order_is_severity_then_due_then_rule() -> None:
    found = rows_at(steps_of(everything()), NOW)
    assert [row.severity for row in found] == sorted(
        (row.severity for row in found), key=("red", "amber", "plain").index
    )
    red = [(row.due, row.rule) for row in found if row.severity == "red"]
    assert red == sorted(red) and red[0][1] == "N14"
    assert [row.rule for row in found if not row.due][-1] == found[-1].rule


def test_a_tick_hides_a_step_until_its_situation_changes() -> None:
    steps = steps_of(everything())
    thanks = next(step for step in standing(steps, NOW) if step.rule == "N02")
    ticks = {tick_id("N02", thanks.subject): Tick(thanks.situation)}
    assert "N02" not in {row.rule for row in rows_at(steps, NOW, ticks=ticks)}
    ticks = {tick_id("N02", thanks.subject): Tick("another time")}
    assert "N02" in {row.rule for row in rows_at(steps, NOW, ticks=ticks)}


def test_a_step_put_off_comes_back_on_its_day() -> None:
    steps = steps_of(everything())
    card = next(step for step in standing(steps, NOW) if step.rule == "N14")
    ticks = {tick_id("N14", card.subject): Tick(card.situation, "2026-11-25")}
    shown = [{row.rule for row in rows_at(steps, NOW + n * DAY, ticks=ticks)} for n in (0, 1, 2)]
    assert ["N14" in rules for rules in shown] == [False, False, True]


@given(hours=st.integers(-40_000, 40_000))
def test_any_clock_gives_an_order_and_no_crash(hours: int) -> None:
    now = NOW.astimezone(UTC) + hours * HOUR
    found = rows_at(steps_of(everything(now.astimezone(BERLIN))), now.astimezone(BERLIN))
    assert len({(row.rule, row.subject) for row in found}) == len(found)


@pytest.mark.parametrize(
    "broken", ["", "soon", "2026-13-45T99:00", "0001-01-01T00:00:00+00:00", "9999-12-31"]
)
def test_broken_times_are_no_steps_and_no_crash(broken: str) -> None:
    meetings = [
        Meeting(f"m{n}", LEA.id, at=broken, status=status, cancelled_at=broken, ended_at=broken)
        for n, status in enumerate(("scheduled", "live", "held", "cancelled", "no_show", "strange"))
    ]
    lea = LEA._replace(
        stage="in_dialogue",
        stage_log=(StageChange(broken, "lead", "in_dialogue"),),
        follow_up_on=broken,
        snooze_until=broken,
        created=broken,
        referral_by="nobody",
    )
    known = situation(
        NOW,
        lea,
        meetings=meetings,
        mails=[Mail("x1", LEA.id, "invitation", sent_at=broken, replied_at=broken)],
        insights=[Insight("i1", text="x", captured_at=broken)],
        actions=[Action("a1", "x", "promise", contact=LEA.id, due=broken, entered_column_at=broken)],
        reviews=[Review("v1", week=broken, finished_at=broken)],
    )
    found = rows_at(steps_of(known), NOW)
    assert all(row.severity in ("red", "amber", "plain") and row.text for row in found)


def test_a_night_when_the_clock_goes_back_keeps_the_order() -> None:
    night = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    first = talk(night.replace(fold=0))
    second = talk(night.replace(fold=1))._replace(id="m2")
    early = night.replace(fold=0).astimezone(UTC) - timedelta(minutes=5)
    assert [row.meeting for row in rows("N01", early.astimezone(BERLIN), meetings=[second, first])] == ["m1"]
