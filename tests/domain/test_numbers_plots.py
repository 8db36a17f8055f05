"""Talks beside each other, the summary, the drawings, and what holds for any past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.domain.actions import COLUMNS, Action
from netx_tui.domain.contacts import STAGES, Contact, Mail, Touch
from netx_tui.domain.meetings import STATUSES, Capture, Insight, Meeting, Question
from netx_tui.domain.numbers.metrics import metrics
from netx_tui.domain.numbers.plots import PlotData, plots
from netx_tui.domain.numbers.talks import ORDERS, in_order, summary, talk_numbers
from tests.domain.numbers_sample import NOW, at, everything


def test_each_talk_tells_what_came_out_of_it() -> None:
    third, second, first = talk_numbers(everything())
    assert first._asdict() == {
        "meeting": "m1",
        "contact": "ann",
        "name": "Ann Arbeit",
        "day": "2026-11-11",
        "insights": 3,
        "musts": 2,
        "musts_answered": 1,
        "actions": 2,  # a1 by its insight, a3 by the meeting
        "actions_done": 1,
        "referrals": 1,
        "openings": 1,  # noted, and filed as a3: one
        "thanked": 20,
    }
    assert (second.name, second.referrals, second.actions, second.thanked) == ("Bob Brenner", 1, 1, 48)
    assert (third.name, third.insights, third.thanked) == ("Cem Celik", 1, None)


def test_an_opening_counts_once_whatever_became_of_it() -> None:
    insight = Insight("s", "m2", "bob", "A post", "opening", captured_at=at("11-18 10:05"))
    (talk,) = (one for one in talk_numbers(everything(insights=(insight,))) if one.meeting == "m2")
    assert talk.openings == 1
    card = Action("a", "Ask", "opening_watch", ("s",), meeting="m2", column="next")
    (talk,) = (
        one for one in talk_numbers(everything(insights=(insight,), actions=(card,))) if one.meeting == "m2"
    )
    assert talk.openings == 1


def test_a_talk_with_somebody_who_was_deleted_is_told_all_the_same() -> None:
    assert {talk.name for talk in talk_numbers(everything(contacts={}))} == {"deleted person"}


@pytest.mark.parametrize(
    ("order", "meetings"),
    [
        ("day", ["m3", "m2", "m1"]),
        ("name", ["m1", "m2", "m3"]),
        ("insights", ["m1", "m3", "m2"]),
        ("musts", ["m2", "m1", "m3"]),
        ("done", ["m1", "m3", "m2"]),
        ("referrals", ["m2", "m1", "m3"]),
        ("thanked", ["m1", "m2", "m3"]),
    ],
)
def test_talks_come_in_the_order_asked_for(order: str, meetings: list[str]) -> None:
    assert order in ORDERS
    assert [talk.meeting for talk in in_order(talk_numbers(everything()), order)] == meetings


def test_the_period_is_told_in_one_line() -> None:
    # done in the period: a1 and a4; named: cem and fay; opening: a3
    assert summary(everything()).text == "3 talks: 5 insights, 2 actions done, 2 referrals, 1 opening"
    assert summary(everything(days=1)).text == "1 talk: 1 insight, 0 actions done, 0 referrals, 0 openings"


def _plot(key: str, **other: object) -> PlotData:
    return next(plot for plot in plots(everything(**other)) if plot.key == key)  # type: ignore[arg-type]


def test_the_way_of_people_never_widens_until_they_are_in_touch() -> None:
    # known: all six; fay stands before the way; dee and eva were invited; ann, bob, cem were met, of whom cem
    # never answered but talked; ann is in touch; the advice of ann (a1) and bob (a5) was used
    plot = _plot("way")
    assert dict(zip(plot.labels, plot.texts, strict=True)) == {
        "known": "6",
        "shortlisted": "5",
        "invited": "5",
        "answered": "3",
        "met": "3",
        "in touch": "1",
        "advice used": "2",
    }
    assert plot.enough


def test_talks_are_counted_by_calendar_weeks() -> None:
    # 1 October; 11 November; 18 and Sunday 22 November; nothing on this Monday yet
    plot = _plot("talks")
    assert plot.kind == "line"
    assert (plot.labels[0], plot.labels[-1]) == ("w37", "w48")
    assert plot.counts == (0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 0)


def test_cohorts_of_fewer_than_five_are_not_drawn() -> None:
    plot = _plot("use")
    assert plot.labels == ("last 60 d", "last 90 d")
    assert plot.texts == ("2 of 5, 40 %", "2 of 5, 40 %")


def test_too_few_cases_are_told_instead_of_drawn() -> None:
    plot = _plot("template")  # four mature invitations: i1 en, i2 and i3 de, i6 without a language
    assert not plot.enough
    assert (plot.n, plot.few) == (2, "Too few yet: 2 of 5 invitations.")
    assert _plot("times").few == "Too few yet: 3 of 5 cards done."
    assert not _plot("way", contacts={}).enough


def test_a_share_is_drawn_in_per_cent() -> None:
    mails = [
        Mail(
            f"i{n}",
            f"c{n}",
            "invitation",
            lang="de",
            sent_at=at("11-02 10:00"),
            band_at_sending="B",
            replied_at=at("11-03 10:00") if n < 4 else "",
        )
        for n in range(6)
    ]
    plot = _plot("band", mails=mails)
    assert (plot.labels, plot.texts, plot.counts) == (("band B",), ("4 of 6, 67 %",), (6,))
    assert round(plot.values[0], 1) == 66.7


_IDS = st.sampled_from(["a", "b", "c", ""])
_TIMES = st.one_of(
    st.sampled_from(["", "soon", "2026-11-23", "0001-01-01T00:00:00", "9999-12-31T23:59:59+00:00"]),
    st.datetimes(datetime(2026, 8, 1), datetime(2026, 12, 31), timezones=st.just(UTC)).map(
        lambda moment: moment.isoformat()
    ),
)
_CONTACT = st.builds(
    Contact,
    _IDS,
    _IDS,
    stage=st.sampled_from(STAGES),
    tier=st.sampled_from(["", "active"]),
    referral_by=_IDS,
    created=_TIMES,
)
_MAIL = st.builds(
    Mail,
    _IDS,
    _IDS,
    st.sampled_from(["invitation", "nudge", "close_the_loop"]),
    sent_at=_TIMES,
    replied_at=_TIMES,
    band_at_sending=st.sampled_from(["", "A", "C"]),
)
_MEETING = st.builds(
    Meeting,
    _IDS,
    _IDS,
    _TIMES,
    status=st.sampled_from(STATUSES),
    minutes=st.integers(-5, 10**9),
    ended_at=_TIMES,
    brief_sent_at=_TIMES,
    thanked_at=_TIMES,
    created=_TIMES,
    zone=st.sampled_from(["", "Europe/Berlin", "No/Where"]),
    questions=st.just((Question("q", priority="must"),)),
    captures=st.just((Capture("k", "referral"),)),
)
_INSIGHT = st.builds(Insight, _IDS, _IDS, _IDS, captured_at=_TIMES)
_ACTION = st.builds(
    Action,
    _IDS,
    insights=st.lists(_IDS, max_size=2).map(tuple),
    contact=_IDS,
    meeting=_IDS,
    column=st.sampled_from(COLUMNS),
    entered_column_at=_TIMES,
    created=_TIMES,
)
_TOUCH = st.builds(Touch, _IDS, _IDS, _TIMES, st.sampled_from(["mail", "reaction", "close_the_loop"]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_CONTACT, max_size=4),
    st.lists(_MAIL, max_size=8),
    st.lists(_MEETING, max_size=6),
    st.lists(_INSIGHT, max_size=6),
    st.lists(_ACTION, max_size=6),
    st.lists(_TOUCH, max_size=6),
    st.sampled_from([1, 7, 28, 365, 36_500]),
)
def test_no_past_makes_more_than_there_is(
    contacts: list[Contact],
    mails: list[Mail],
    meetings: list[Meeting],
    insights: list[Insight],
    actions: list[Action],
    touches: list[Touch],
    days: int,
) -> None:
    past = everything(
        NOW - timedelta(days=10),
        days,
        contacts={contact.id: contact for contact in contacts},
        mails=mails,
        meetings=meetings,
        insights=insights,
        actions=actions,
        touches=touches,
    )
    for metric in metrics(past):
        assert metric.k >= 0
        assert metric.k <= metric.n or (metric.rate and metric.id in ("M4", "M8", "M15"))
        assert metric.percent is None or 0 <= metric.percent <= 100
        assert all(0 <= part.k <= part.n for part in metric.parts)
    for plot in plots(past):
        assert len(plot.labels) == len(plot.values) == len(plot.texts) == len(plot.counts)
        assert all(value >= 0 for value in plot.values)
        assert plot.enough or plot.few
    way = plots(past)[0].values[:-1]
    assert list(way) == sorted(way, reverse=True)
    assert sum(talk.referrals for talk in talk_numbers(past)) >= 0
