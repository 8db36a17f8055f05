"""When to be in touch next, and why: the examples, the properties, the load of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.actions import Action
from netx_tui.domain.articles import Article, Sending
from netx_tui.domain.contacts import FULL_TOUCHES, LIGHT_TOUCHES, Contact, LifeEvent, Mail, Touch
from netx_tui.domain.mails.kinds import KINDS
from netx_tui.domain.mails.pace import wait
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.touch.cadence import (
    NextTouch,
    candidates,
    interval_of,
    is_dormant,
    most_important,
    next_touch,
    yearly,
)
from netx_tui.domain.touch.circles import CIRCLES
from netx_tui.domain.touch.facts import Past, TouchFacts, gather
from netx_tui.domain.touch.load import spread
from netx_tui.domain.touch.planning import planned
from netx_tui.domain.touch.proposal import Shelf, kind_of_cadence
from netx_tui.domain.workdays import is_workday

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
LEA = Contact("lea", "Lea Lind", tier="active", stage="in_touch", department="data")


def on(text: str) -> date:
    return date.fromisoformat(text)


def facts(tier: str, **known: Any) -> TouchFacts:
    days = {name: on(value) for name, value in known.items() if isinstance(value, str)}
    return TouchFacts("lea", tier, **{**known, **days})


def birthday(day: str, **more: Any) -> tuple[LifeEvent, ...]:
    return (LifeEvent("e1", "birthday", day, **more),)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (facts("active", met_on="2026-11-10"), ("2027-02-08", "cadence")),
        (facts("inner", met_on="2026-11-10"), ("2026-12-10", "cadence")),
        (facts("active", last_full="2026-09-01", unanswered=1), ("2027-01-14", "cadence")),
        (facts("active", last_full="2026-09-01", unanswered=9), ("2027-07-02", "cadence")),
        (facts("wide", last_full="2026-06-01", light_on="2026-07-01"), ("2027-01-12", "cadence")),
        (facts("wide", last_full="2026-06-01", light_on="2026-05-01"), ("2026-11-30", "cadence")),
        (facts("wide", last_out="2026-11-20", promised="2026-11-25"), ("2026-11-25", "promised")),
        (
            facts("wide", last_full="2026-08-11", last_out="2026-08-11", events=birthday("--12-13")),
            ("2026-12-14", "event"),
        ),
        (
            facts("inner", last_full="2026-11-19", last_out="2026-11-19", events=birthday("--11-24")),
            ("2026-12-21", "cadence"),
        ),
        (facts("inner", last_full="2026-06-01", snooze_until="2027-01-10"), ("2027-01-11", "cadence")),
        (facts("light", last_full="2026-03-03"), ("2027-03-03", "cadence")),
        (
            facts("active", met_on="2026-10-01", advice_done_on="2026-10-05"),
            ("2026-10-22", "loop"),
        ),
        (facts("inner", last_full="2026-06-01"), ("2026-07-01", "cadence")),
        (facts("wide", follow_up_on="2027-03-01", last_full="2026-11-01"), ("2027-03-01", "promised")),
        (facts("none", last_full="2026-06-01"), None),
        (facts("active"), None),
    ],
)
def test_the_examples(known: TouchFacts, expected: tuple[str, str] | None) -> None:
    found = next_touch(known, TODAY)
    assert (found and (found.on.isoformat(), found.reason)) == expected


def test_what_was_due_in_july_is_145_days_late() -> None:
    found = next_touch(facts("inner", last_full="2026-06-01"), TODAY)
    assert found is not None and (TODAY - found.on).days == 145


def test_the_cap_of_a_circle_puts_the_next_message_off() -> None:
    sent = tuple(on(day) for day in ("2026-10-01", "2026-06-01", "2026-03-01"))
    known = facts("wide", last_full="2026-04-01", last_out="2026-10-01", sent=sent)
    found = next_touch(known, TODAY)
    assert found is not None and found.on == on("2026-03-01") + 366 * DAY
    assert next_touch(known._replace(sent=sent[:2]), TODAY) == NextTouch(on("2026-10-22"), "cadence")


@pytest.mark.parametrize(
    ("year", "expected"), [(2027, "2027-02-28"), (2028, "2028-02-29"), (2100, "2100-02-28")]
)
def test_a_birthday_on_the_29th_of_february_is_kept_every_year(year: int, expected: str) -> None:
    assert yearly("--02-29", year) == on(expected)
    known = facts("active", last_full=f"{year}-02-01", events=birthday("2000-02-29"))
    found = next_touch(known, date(year, 2, 26))
    assert found is not None and found.reason == "event" and found.on >= on(expected)


@pytest.mark.parametrize(("ago", "told"), [(0, True), (3, True), (4, False)])
def test_a_missed_birthday_stays_due_for_three_days(ago: int, told: bool) -> None:
    day = TODAY - ago * DAY
    found = next_touch(facts("light", last_full="2026-06-01", events=birthday(f"--{day:%m-%d}")), TODAY)
    assert found is not None and (found.reason == "event" and found.on <= TODAY) == told


def test_nobody_is_congratulated_twice_or_before_the_day() -> None:
    once = birthday("--11-23", congratulated_on="2026-11-23")
    found = next_touch(facts("light", last_full="2026-03-01", events=once), TODAY)
    assert found is not None and found.reason == "cadence"
    one_time = (LifeEvent("e2", "promotion", "2026-11-20", congratulated_on="2026-11-20"),)
    found = next_touch(facts("light", last_full="2026-03-01", events=one_time), TODAY)
    assert found is not None and found.reason == "cadence"


def test_holidays_and_weekends_move_it_on() -> None:
    friday = facts("inner", last_full="2026-11-25")  # 30 days later is Christmas Day, a Friday
    found = next_touch(friday, TODAY, frozenset({on("2026-12-25")}))
    assert found is not None and found.on == on("2026-12-28")


def test_a_life_event_before_the_end_of_a_sleep_is_left_out_and_one_after_it_is_not() -> None:
    asleep = facts("light", last_full="2026-11-01", snooze_until="2026-12-20")
    before = next_touch(asleep._replace(events=birthday("--12-13")), TODAY)
    after = next_touch(asleep._replace(events=birthday("--12-21")), TODAY)
    assert before is not None and before.reason == "cadence"
    assert after == NextTouch(on("2026-12-21"), "event", event="e1")


def test_a_promise_waits_for_the_end_of_a_sleep() -> None:
    known = facts("light", promised="2026-12-01", snooze_until="2026-12-20")
    assert next_touch(known, TODAY) == NextTouch(on("2026-12-21"), "promised")


@pytest.mark.parametrize(("written", "told"), [("2026-11-17", False), ("2026-11-16", True)])
def test_nobody_is_congratulated_within_a_week_of_a_message(written: str, told: bool) -> None:
    known = facts("light", last_full=written, last_out=written, events=birthday("--11-23"))
    found = next_touch(known, TODAY)
    assert found is not None and (found.on == TODAY and found.reason == "event") == told


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"events": birthday("--11-23")}, ("event", "2026-11-23")),
        ({"events": birthday("--11-23"), "promised": "2026-11-20"}, ("promised", "2026-11-20")),
        ({"advice_done_on": "2026-11-20"}, ("loop", "2026-08-31")),
        ({"events": birthday("--11-24")}, ("cadence", "2026-08-31")),
    ],
)
def test_what_matters_more_is_proposed_where_both_are_due(
    known: dict[str, Any], expected: tuple[str, str]
) -> None:
    late = facts("active", last_full="2026-06-02", **known)
    found = most_important(candidates(late, TODAY), TODAY)
    assert found is not None and (found.reason, str(found.on)) == expected


@pytest.mark.parametrize(
    ("tier", "last", "unanswered", "dormant"),
    [
        ("active", "2025-11-23", 0, True),
        ("active", "2025-11-24", 0, False),
        ("light", "2025-08-26", 0, False),
        ("light", "2025-08-25", 0, True),
        ("active", "2025-11-23", 3, False),
        ("none", "2025-11-23", 0, True),
    ],
)
def test_somebody_is_dormant_after_a_year_or_long_after_their_turn(
    tier: str, last: str, unanswered: int, dormant: bool
) -> None:
    assert is_dormant(facts(tier, last_full=last, unanswered=unanswered), TODAY) == dormant


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
any_facts = st.builds(
    lambda tier, full, out, light, unanswered, snooze, sent: TouchFacts(
        "lea",
        tier,
        last_full=full,
        last_out=out,
        light_on=light,
        unanswered=unanswered,
        snooze_until=snooze,
        sent=tuple(sorted(sent, reverse=True)),
    ),
    st.sampled_from(("inner", "active", "wide", "light")),
    days,
    st.none() | days,
    st.none() | days,
    st.integers(0, 6),
    st.none() | days,
    st.lists(days, max_size=14),
)


@given(any_facts, days)
def test_a_rhythm_keeps_its_promises(known: TouchFacts, today: date) -> None:
    found = next_touch(known, today)
    assert found is not None and is_workday(found.on)
    if known.last_out:
        assert found.on >= known.last_out + 21 * DAY
    if known.snooze_until:
        assert found.on >= known.snooze_until
    more = next_touch(known._replace(unanswered=known.unanswered + 1), today)
    assert more is not None and more.on >= found.on


# -- what happened ---------------------------------------------------------------------------------


def mail(name: str, kind: str, day: str, **more: Any) -> Mail:
    return Mail(name, "lea", kind, sent_at=f"{day}T10:00:00+01:00", **more)


def gathered(today: date = TODAY, contact: Contact = LEA, **past: Any) -> TouchFacts:
    return gather([contact], Past(**past), today, BERLIN)["lea"]


def test_a_mail_and_the_touch_it_filed_are_one() -> None:
    known = gathered(
        mails=[mail("x1", "check_in", "2026-09-01")], touches=[Touch("x1", "lea", "2026-09-01", "mail")]
    )
    assert known.sent == (on("2026-09-01"),) and known.unanswered == 1
    assert known.last_full == known.last_out == on("2026-09-01")


def test_an_answer_resets_the_back_off() -> None:
    asked = [mail("x1", "check_in", "2026-06-01"), mail("x2", "ask_again", "2026-08-01")]
    assert gathered(mails=asked).unanswered == 2
    reply = Touch("t1", "lea", "2026-08-03", "reply", direction="in")
    assert gathered(mails=asked, touches=[reply]).unanswered == 0
    answered = [asked[0], asked[1]._replace(replied_at="2026-08-03T09:00:00+02:00")]
    assert gathered(mails=answered).unanswered == 0


def test_briefs_thanks_and_invitations_count_for_no_cap() -> None:
    kinds = ("invitation", "nudge", "brief", "thank_you", "offer_dates", "decline_reply", "ask_again")
    sent = [mail(f"x{n}", kind, f"2026-09-{n + 1:02}") for n, kind in enumerate(kinds)]
    known = gathered(mails=sent)
    assert known.sent == () and known.last_out == on("2026-09-07")


def test_a_light_touch_moves_no_anchor() -> None:
    known = gathered(
        touches=[Touch("t1", "lea", "2026-06-01", "mail"), Touch("t2", "lea", "2026-07-01", "reaction")]
    )
    assert (known.last_full, known.light_on) == (on("2026-06-01"), on("2026-07-01"))
    assert known.last_out == on("2026-06-01") and interval_of(known) == 90 + 23


def test_a_talk_is_an_answer_and_the_newest_contact() -> None:
    asked = [mail("x1", "check_in", "2026-06-01"), mail("x2", "invitation", "2026-10-20")]
    talk = Meeting("m1", "lea", at="2026-11-10T10:00:00+00:00", status="held", field="AI in Energy")
    filed = Touch("t1", "lea", "2026-11-10", "meeting", direction="out")
    known = gathered(mails=asked, meetings=[talk], touches=[filed])
    assert (known.unanswered, known.last_full, known.last_out) == (0, on("2026-11-10"), on("2026-10-20"))
    assert next_touch(known, TODAY) == NextTouch(on("2027-02-08"), "cadence")
    assert known.words == {"ai", "in", "energy"}


@pytest.mark.parametrize("status", ["scheduled", "cancelled", "no_show", "draft"])
def test_a_talk_that_was_not_held_is_no_contact(status: str) -> None:
    talk = Meeting("m1", "lea", at="2026-11-10T10:00:00+00:00", status=status)
    known = gathered(meetings=[talk])
    assert known.met_on is None and known.last_full is None


def test_a_talk_past_midnight_belongs_to_the_users_day() -> None:
    talk = Meeting("m1", "lea", at="2026-11-09T23:30:00+00:00", status="held")
    assert gathered(meetings=[talk]).met_on == on("2026-11-10")


def test_what_lies_ahead_did_not_happen() -> None:
    known = gathered(
        mails=[mail("x1", "check_in", "2027-01-01")], touches=[Touch("t1", "lea", "2027-01-02", "mail")]
    )
    assert known.last_full is None and known.unanswered == 0


def test_advice_that_is_done_waits_to_be_told() -> None:
    insight = Insight("i1", contact="lea", text="Try it")
    done = Action(
        "a1", "Try it", insights=("i1",), column="done", entered_column_at="2026-11-01T10:00:00+01:00"
    )
    talk = Meeting("m1", "lea", at="2026-10-01T10:00:00+00:00", status="held")
    known = gathered(insights=[insight], actions=[done], meetings=[talk])
    assert (known.advice_done_on, known.met_on) == (on("2026-11-01"), on("2026-10-01"))
    told = [mail("x1", "close_the_loop", "2026-11-10")]
    assert gathered(insights=[insight], actions=[done], mails=told).advice_done_on is None


def test_the_earliest_promise_counts() -> None:
    words = [
        Action("a1", "later", "promise", contact="lea", column="next", due="2026-12-24"),
        Action("a2", "sooner", "opening_watch", contact="lea", column="waiting", due="2026-12-01"),
        Action("a3", "done", "promise", contact="lea", column="done", due="2026-11-01"),
    ]
    known = gathered(actions=words)
    assert (known.promised, known.promise) == (on("2026-12-01"), "a2")


def test_people_to_be_left_in_peace_are_left_out() -> None:
    alone = LEA._replace(do_not_contact=True)
    assert gather([alone, LEA._replace(id="x", stage="archived")], Past(), TODAY) == {}
    assert gather([Contact("n", "Nobody yet")], Past(), TODAY) == {}


def test_ten_thousand_people_nobody_met_cost_nothing_to_plan() -> None:
    crowd = [Contact(f"c{n}", "Somebody") for n in range(10_000)]
    assert gather(crowd, Past(), TODAY) == {}


# -- a day's load --------------------------------------------------------------------------------------


def test_three_a_day_and_the_rest_waits() -> None:
    found = {f"c{n}": NextTouch(TODAY, "cadence") for n in range(7)}
    dealt = spread(found, {"c6": 90, "c5": 80}, TODAY)
    by_day = [sorted(name for name, one in dealt.items() if one.on == TODAY + n * DAY) for n in range(3)]
    assert by_day == [["c0", "c5", "c6"], ["c1", "c2", "c3"], ["c4"]]


def test_promises_and_events_take_a_place_and_are_never_moved() -> None:
    fixed = {f"p{n}": NextTouch(TODAY, "promised") for n in range(4)}
    dealt = spread({**fixed, "c0": NextTouch(TODAY, "cadence")}, {}, TODAY)
    assert all(dealt[name].on == TODAY for name in fixed)
    assert dealt["c0"].on == TODAY + DAY


def test_what_is_overdue_longest_comes_first_and_keeps_its_date() -> None:
    found = {f"c{n:04}": NextTouch(TODAY - n * DAY, "cadence") for n in range(1000)}
    dealt = spread(found, {}, TODAY)
    kept = [name for name in found if dealt[name] == found[name]]
    assert sorted(kept) == ["c0997", "c0998", "c0999"]
    assert max(one.on for one in dealt.values()) > TODAY + 400 * DAY
    per_day: dict[date, int] = {}
    for name, one in dealt.items():
        if name not in kept:
            per_day[one.on] = per_day.get(one.on, 0) + 1
    assert max(per_day.values()) <= 3 and all(map(is_workday, per_day))


# -- what is proposed -------------------------------------------------------------------------------------


def article(name: str, **more: Any) -> Article:
    return Article(name, url=f"https://example.org/{name}", title=name, added="2026-11-01", **more)


def test_an_article_goes_to_each_person_once() -> None:
    shelf = [article("r1", fields=("data",)), article("r2", fields=("law",)), article("r3", readers=("lea",))]
    assert [one.id for one in Shelf(shelf).fitting(LEA)] == ["r3", "r1"]
    sent = [shelf[0], shelf[1], shelf[2]._replace(sent=(Sending("s1", "lea", "2026-11-02"),))]
    assert [one.id for one in Shelf(sent).fitting(LEA)] == ["r1"]


@pytest.mark.parametrize(
    ("known", "shelf", "kind"),
    [
        (facts("active"), True, "share_article"),
        (facts("active"), False, "expert_question"),
        (facts("active", kinds=("check_in",)), False, "check_in"),
        (facts("active", kinds=("check_in", "check_in")), False, "expert_question"),
        (facts("active", kinds=("share_article", "share_article"), gave_last=True), True, "expert_question"),
        (facts("active", kinds=("x",), gave_last=True), False, "expert_question"),
        (facts("active", kinds=("x",), gave_last=True, asked_expert_on="2026-05-01"), False, "check_in"),
        (
            facts("active", kinds=("check_in", "check_in"), asked_expert_on="2026-05-01"),
            False,
            "share_article",
        ),
    ],
)
def test_what_gives_comes_before_what_asks(known: TouchFacts, shelf: bool, kind: str) -> None:
    assert kind_of_cadence(known, article("r1") if shelf else None, TODAY) == kind


def test_three_without_an_answer_are_left_alone() -> None:
    known = {"lea": facts("active", last_full="2026-01-01", unanswered=3)}
    plan = planned({"lea": LEA}, known, [], {}, today=TODAY)["lea"]
    assert plan.rest
    known = {"lea": facts("active", last_full="2026-01-01", unanswered=2)}
    assert not planned({"lea": LEA}, known, [], {}, today=TODAY)["lea"].rest


ago = st.integers(-30, 800)
mails_sent = st.lists(st.tuples(st.sampled_from(KINDS), ago, st.booleans()), max_size=12)
touches_noted = st.lists(
    st.tuples(st.sampled_from((*FULL_TOUCHES, *LIGHT_TOUCHES)), ago, st.sampled_from(("in", "out"))),
    max_size=12,
)


@given(
    st.sampled_from(("inner", "active", "wide", "light", "")),
    mails_sent,
    touches_noted,
    st.integers(1, 800),
    st.none() | st.integers(0, 400),
)
def test_the_guard_of_the_letter_and_the_plan_agree(
    tier: str,
    sent: list[tuple[str, int, bool]],
    noted: list[tuple[str, int, str]],
    met: int,
    advice: int | None,
) -> None:
    contact = LEA._replace(tier=tier)
    mails = [mail(f"x{n}", kind, str(TODAY - days * DAY)) for n, (kind, days, _filed) in enumerate(sent)]
    touches = [
        Touch(f"t{n}", "lea", str(TODAY - days * DAY), kind, direction=direction)
        for n, (kind, days, direction) in enumerate(noted)
    ]
    touches += [
        Touch(f"x{n}", "lea", str(TODAY - days * DAY), "mail")
        for n, (_kind, days, filed) in enumerate(sent)
        if filed
    ]
    talk = Meeting("m1", "lea", at=f"{TODAY - met * DAY}T10:00:00+00:00", status="held")
    done = Action("a1", "Try it", contact="lea", column="done")
    when = f"{TODAY - (advice or 0) * DAY}T10:00:00+01:00"
    actions = [done._replace(entered_column_at=when)] if advice is not None else []
    past = Past(touches, mails, [talk], actions)
    found = next_touch(gather([contact], past, TODAY, BERLIN)["lea"], TODAY)
    if found is None:
        assert not tier
        return
    now = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    pause = wait("check_in", contact, mails, touches, now)
    assert pause is None or (pause.until is not None and pause.until <= found.on)
    day = datetime.combine(max(found.on, TODAY), now.timetz())
    happened = [one for one in mails if one.sent_at[:10] <= TODAY.isoformat()]
    known = [touch for touch in touches if touch.on <= TODAY.isoformat()]
    assert wait("check_in", contact, happened, known, day) is None


def test_every_circle_has_its_numbers() -> None:
    assert {name: (one.interval, one.cap) for name, one in CIRCLES.items()} == {
        "inner": (30, 12),
        "active": (90, 4),
        "wide": (180, 3),
        "light": (365, 1),
        "none": (0, 0),
    }
