"""The metrics M1 to M17 on a past of which every number was worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from netx_tui.domain.actions import Action, Move
from netx_tui.domain.contacts import Contact, Mail, Touch
from netx_tui.domain.meetings import Capture, Insight, Meeting
from netx_tui.domain.numbers.metric import median, most, of_text, percent, plain
from netx_tui.domain.numbers.metrics import cycle_times
from tests.domain.numbers_sample import CONTACTS, MAILS, NOW, at, by_id, everything

# Worked out from the records in ``numbers_sample``.
EXPECTED = {
    "M1": (3, 4),  # i1, i2 (after its reminder), i6 of i1, i2, i3, i6; i4 is not mature
    "M2": (3, 4),  # i1 to m1, i2 to m2, i3 to m3
    "M3": (3, 5),  # i1 A, i2 B, i4 A of i1, i2, i3, i4, i6
    "M4": (3, 4),  # m1, m2, m3 in four weeks
    "M5": (1, 3),  # only m1
    "M6": (1, 2),  # m1 of m1, m2; m3 is not a day old
    "M7": (2, 3),  # q1 of q1, q2 in m1; q1 in m2
    "M8": (5, 3),  # s1, s2, s3; s4; s5
    "M9": (2, 3),  # s1, s4 of s1, s2, s4; s5 is not two days old
    "M10": (1, 4),  # s1 of s1, s2, s4, s5
    "M11": (2, 2),  # a1, a4
    "M12": (1, 3),  # a6 of a2, a3, a6
    "M13": (1, 1),  # ann
    "M14": (1, 2),  # ann of ann, bob
    "M15": (2, 3),  # cem in m1, fay in m2
    "M16": (3, 4),  # as M1
    "M17": (2, 3),  # t2, t3 of i1, t2, t3
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_metric_counts_what_it_says(name: str) -> None:
    metric = by_id(everything())[name]
    assert (metric.k, metric.n) == EXPECTED[name]
    assert metric.text.startswith(metric.counted)


def test_all_seventeen_come_in_their_order() -> None:
    assert list(by_id(everything())) == [f"M{number}" for number in range(1, 18)]


def test_values_beside_the_counts() -> None:
    found = by_id(everything())
    assert found["M4"].value == 0.75
    assert found["M6"].value == 34  # between 20 and 48 hours
    assert found["M6"].text == "1 of 2; half within 34 h"
    assert found["M8"].text == "5 in 3 talks; 1.7 each"
    assert found["M11"].value == 6  # between 4 and 8 days
    assert found["M11"].text == "2 cards; half within 6 d, 85 % within 8 d"
    assert found["M12"].text == "1 of 3 red; 1 in Doing"
    assert found["M15"].text == "2 in 3 talks; talks by a referral: 2 of 3"


def test_insights_put_to_use_are_told_for_three_cohorts() -> None:
    # s6 of 1 October is older than 30 days, and was put to use
    parts = by_id(everything())["M10"].parts
    assert [(part.group, part.k, part.n) for part in parts] == [("30d", 1, 4), ("60d", 2, 5), ("90d", 2, 5)]


def test_nothing_at_all_makes_zeros_and_no_percentages() -> None:
    empty = everything(
        contacts={}, mails=(), touches=(), meetings=(), insights=(), actions=(), next_touches={}
    )
    for metric in by_id(empty).values():
        assert metric.k == 0
        assert metric.percent is None
        assert metric.n == (4 if metric.id == "M4" else 0)


def test_a_percentage_needs_five_cases_and_rounds_a_half_up() -> None:
    assert percent(1, 4) is None
    assert percent(1, 8) == 13  # 12.5
    assert percent(9, 14) == 64
    assert of_text(2, 4) == "2 of 4"
    assert of_text(9, 14) == "9 of 14, 64 %"


def test_a_rate_makes_no_percentage_however_many_there_are() -> None:
    talks = tuple(Meeting(f"m{n}", "ann", at(f"11-{n:02} 10:00"), status="held") for n in range(2, 12))
    insights = tuple(Insight(f"s{n}", f"m{2 + n % 10}", captured_at=at("11-12 10:00")) for n in range(30))
    metric = by_id(everything(meetings=talks, insights=insights))["M8"]
    assert (metric.k, metric.n, metric.value, metric.percent) == (30, 10, 3, None)


def test_middle_and_nearest_rank() -> None:
    assert median([]) is None
    assert most([]) is None
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == 2.5
    assert most([7]) == 7
    assert most(list(range(1, 21))) == 17  # 85 % of 20
    assert most(list(range(1, 14))) == 12  # 11.05, the next rank
    assert (plain(2.0), plain(2.04), plain(2.5)) == ("2", "2", "2.5")


def test_the_period_begins_behind_its_boundary() -> None:
    just_in = Mail("i5", "eva", "invitation", sent_at=at("10-26 08:01"), band_at_sending="A")
    metric = by_id(everything(mails=(*(mail for mail in MAILS if mail.id != "i5"), just_in)))["M3"]
    assert (metric.k, metric.n) == (4, 6)
    assert by_id(everything(days=7))["M3"].n == 1  # i6 on 16 November, 10:00
    assert by_id(everything(days=400))["M3"].n == 6


def test_a_longer_period_changes_neither_talks_a_week_nor_the_cards_of_now() -> None:
    short, long = by_id(everything(days=7)), by_id(everything(days=365))
    assert short["M4"] == long["M4"]
    assert short["M12"] == long["M12"]
    assert long["M5"].n == 4


def test_business_days_decide_when_silence_counts() -> None:
    holiday = frozenset({date(2026, 11, 18)})
    assert by_id(everything(holidays=holiday))["M1"].n == 3  # i3 waits a day longer
    assert by_id(everything(now=NOW + timedelta(days=1)))["M1"].n == 5  # and i4


def test_an_answer_to_a_second_invitation_is_none_to_the_first() -> None:
    mails = (
        Mail("a", "ann", "invitation", sent_at=at("11-02 10:00")),
        Mail("b", "ann", "invitation", sent_at=at("11-10 10:00"), replied_at=at("11-11 10:00"), reply="yes"),
    )
    meeting = Meeting("m", "ann", at("11-16 10:00"), status="scheduled", created=at("11-11 11:00"))
    found = by_id(everything(mails=mails, meetings=(meeting,)))
    assert (found["M1"].k, found["M1"].n) == (1, 2)
    assert (found["M2"].k, found["M2"].n) == (1, 2)


def test_a_date_that_was_there_before_the_invitation_did_not_come_from_it() -> None:
    mail = Mail("a", "ann", "invitation", sent_at=at("11-02 10:00"))
    before = Meeting("m", "ann", at("11-16 10:00"), status="scheduled", created=at("11-01 10:00"))
    assert by_id(everything(mails=(mail,), meetings=(before,)))["M2"].k == 0
    draft = before._replace(created=at("11-03 10:00"), status="draft")
    assert by_id(everything(mails=(mail,), meetings=(draft,)))["M2"].k == 0
    assert by_id(everything(mails=(mail,), meetings=(draft._replace(status="cancelled"),)))["M2"].k == 1


def test_what_lies_after_a_clock_that_was_set_back_has_not_happened() -> None:
    found = by_id(everything(now=datetime(2026, 11, 3, 9, 0, tzinfo=UTC)))
    assert (found["M1"].k, found["M1"].n) == (0, 0)  # the answer to i1 comes tomorrow
    assert found["M4"].k == 0
    assert found["M17"].n == 2  # t6, i1
    assert all(metric.n == 0 for name, metric in found.items() if name in ("M5", "M6", "M8", "M9", "M13"))


def test_the_hours_before_a_talk_are_right_in_the_night_when_clocks_change() -> None:
    # 25 October 2026: in Berlin the hour from two to three comes twice, so 18:00 is 18 h before 11:00
    talk = Meeting(
        "m",
        "ann",
        "2026-10-25T10:00:00+00:00",
        zone="Europe/Berlin",
        status="held",
        brief_sent_at="2026-10-24T18:00:00+02:00",
    )
    now = datetime(2026, 10, 28, 9, 0, tzinfo=UTC)
    assert by_id(everything(now=now, meetings=(talk,)))["M5"].k == 1
    late = talk._replace(brief_sent_at="2026-10-24T18:01:00+02:00")
    assert by_id(everything(now=now, meetings=(late,)))["M5"].k == 0


def test_a_thank_you_before_the_noted_end_took_no_time() -> None:
    odd = Meeting("m", "ann", at("11-20 10:00"), status="held", ended_at=at("11-20 09:00"))
    metric = by_id(everything(meetings=(odd._replace(thanked_at=at("11-20 09:30")),)))["M6"]
    assert (metric.k, metric.n, metric.value) == (1, 1, 0)


def test_times_that_are_missing_or_broken_stop_nothing() -> None:
    found = by_id(
        everything(
            mails=(Mail("a", "ann", "invitation", sent_at="yesterday"), Mail("b", "", "invitation")),
            meetings=(
                Meeting("m1", "ann", "", status="held"),
                Meeting("m2", "gone", "0001-01-01", status="held"),
                Meeting("m3", "gone", at("11-20 10:00"), zone="No/Where", status="held"),
            ),
            insights=(Insight("s1", "nothing", "nobody", captured_at="9999-12-31T23:59"),),
            actions=(Action("a1", insights=("gone",), column="done", entered_column_at="never"),),
            touches=(Touch("t1", "ann", "", "mail"), Touch("t2", "ann", "2026-13-40", "mail")),
        )
    )
    assert all(metric.k == 0 for metric in found.values() if metric.id != "M14")


def test_a_card_that_went_back_counts_from_its_first_time_in_next() -> None:
    card = Action(
        "a",
        column="done",
        created=at("10-01 10:00"),
        entered_column_at=at("11-20 10:00"),
        history=(
            Move("h1", at("11-01 10:00"), "inbox", "next"),
            Move("h2", at("11-02 10:00"), "next", "inbox"),
            Move("h3", at("11-12 10:00"), "inbox", "next"),
            Move("h4", at("11-20 10:00"), "doing", "done"),
        ),
    )
    assert cycle_times(everything(actions=(card,)), 28) == [19]
    never = card._replace(history=(Move("h1", at("11-01 10:00"), "waiting", "doing"),))
    assert cycle_times(everything(actions=(never,)), 28) == []


def test_who_was_told_themselves_or_not_at_all_leaves_the_loop_open() -> None:
    theirs = (Touch("t", "ann", "2026-11-21", "close_the_loop", direction="in"),)
    assert by_id(everything(touches=theirs))["M13"].k == 0
    later = (Touch("t", "ann", "2026-11-24", "close_the_loop"),)
    assert by_id(everything(touches=later))["M13"].k == 0
    mail = (*MAILS, Mail("x", "ann", "close_the_loop", sent_at=at("11-21 10:00")))
    assert by_id(everything(touches=(), mails=mail))["M13"].k == 1


def test_without_plans_nobody_is_in_touch_on_time_nor_late() -> None:
    assert by_id(everything(next_touches={}))["M14"].n == 0


def test_a_message_of_today_counts_just_behind_midnight() -> None:
    now = NOW.replace(hour=0, minute=20)
    metric = by_id(everything(now=now, touches=(Touch("t", "ann", "2026-11-23", "mail", give="a tip"),)))[
        "M17"
    ]
    assert (metric.k, metric.n) == (1, 1)


def test_somebody_named_twice_counts_for_the_last_talk_before_they_were_added() -> None:
    first = Meeting("m1", "bob", at("11-03 10:00"), status="held")
    last = Meeting("m2", "bob", at("11-18 10:00"), status="held")
    people = {contact.id: contact for contact in CONTACTS}
    past = everything(meetings=(first, last), contacts=people)
    assert past.referrals == {"m1": 0, "m2": 1}
    noted = last._replace(captures=(Capture("k", "referral", "Fay", filed="fay"),))
    assert everything(meetings=(first, noted), contacts=people).referrals == {"m1": 0, "m2": 1}
    stranger = {"x": Contact("x", "X", referral_by="nobody known", created=at("11-20 10:00"))}
    assert everything(meetings=(first, last), contacts=stranger).referrals == {"m1": 0, "m2": 0}


def test_answers_by_group_need_five_invitations() -> None:
    # Mondays 2 and 9 November: three to band A (two answered), two to band B
    mails = tuple(
        Mail(
            f"i{n}",
            f"c{n}",
            "invitation",
            lang="en",
            sent_at=at("11-02 10:00" if n % 2 else "11-09 10:00"),
            band_at_sending="A" if n < 3 else "B",
            warmth_at_sending=(0, 3, 8)[n % 3],
            replied_at=at("11-10 10:00") if n < 2 else "",
        )
        for n in range(5)
    )
    metric = by_id(everything(mails=mails))["M16"]
    assert [(part.group, part.label, part.k, part.n) for part in metric.parts] == [
        ("template", "invitation en", 2, 5),
        ("weekday", "Monday", 2, 5),
    ]
    assert [part.text for part in metric.parts] == ["2 of 5, 40 %"] * 2
    assert by_id(everything())["M16"].text == "3 of 4; too few yet in any group"


def test_groups_come_in_the_order_of_what_they_are() -> None:
    days = ("11-02 10:00", "11-03 10:00", "11-04 10:00")
    mails = tuple(
        Mail(
            f"{band}{n}",
            f"{band}{n}",
            "invitation",
            sent_at=at(days[place]),
            band_at_sending=band,
            warmth_at_sending=warmth,
            replied_at=at("11-10 10:00"),
        )
        for place, (band, warmth) in enumerate((("?", 0), ("A", 3), ("C", 8)))
        for n in range(5)
    )
    labels = [part.label for part in by_id(everything(mails=mails))["M16"].parts]
    assert labels == [
        *("band A", "band C", "band ?"),
        *("near", "a little near", "strangers"),
        "invitation",
        *("Monday", "Tuesday", "Wednesday"),
    ]
