"""How a day stands, kept from run to run: the same steps, or nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.steps.standing import Tick
from netx_tui.domain.steps.step import Step
from netx_tui.services.today_view import Standing, Talk, doing, from_kept, kept, view_of, when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
REVIEW = Step("N23", "", "Weekly review", "w").at(NOW + timedelta(days=4), NOW)
BRIEF = Step("N05", "Ayla", "Send the brief to Ayla", "m", contact="c1", meeting="m1", kind="brief").at(
    NOW + timedelta(hours=22), NOW
)
CARD = Step("N14", "Read", "Decide: Read", "enter", action="a1").on(date(2026, 11, 20), NOW)
KNOWN = Standing(
    (REVIEW, BRIEF, CARD),
    {"tick-N14-a2": Tick("old", "2026-12-01")},
    people=3,
    held=1,
    invited=2,
    talks=(Talk("m1", "Ayla", "2026-11-25T16:00:00+01:00", 4),),
)


def test_what_is_kept_says_the_same_the_next_time() -> None:
    again = from_kept(json.loads(json.dumps(kept(KNOWN))))
    assert again is not None
    assert view_of(again, (1, 3), 3, NOW, 7) == view_of(KNOWN, (1, 3), 3, NOW, 7)


@pytest.mark.parametrize(
    "broken", [{}, {"steps": 1}, {**kept(KNOWN), "more": 1}, {**kept(KNOWN), "steps": [{}]}]
)
def test_anything_else_is_not_taken(broken: dict[str, object]) -> None:
    assert from_kept(broken) is None


def test_the_view_counts_and_orders() -> None:
    view = view_of(KNOWN, (1, 3), 3, NOW, 7)
    assert [line.row.rule for line in view.lines] == ["N14", "N05", "N23"]
    assert (view.talks, view.invitations, view.doing) == ((1, 1), (2, 3), (0, 3))
    assert view.next_talks[0].when == "Wed 25 Nov 16:00" and view.quiet == ""


def test_a_calm_day_names_the_next_talk() -> None:
    view = view_of(KNOWN._replace(steps=(REVIEW,)), (1, 3), 3, NOW, 7)
    assert view.quiet == "Nothing is due. Next: Wed 25 Nov 16:00, Ayla, ready 4/5."


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (CARD, "3d overdue"),
        (BRIEF, "22 h left"),
        (REVIEW, "Fri 09:00"),
        (REVIEW.on(date(2026, 11, 23), NOW), "today"),
        (REVIEW.on(date(2026, 11, 24), NOW), "tomorrow"),
        (REVIEW.on(date(2026, 11, 30), NOW), "Mon 30 Nov"),
        (REVIEW.at(NOW - timedelta(minutes=5), NOW), "overdue"),
        (REVIEW.at(NOW.astimezone(UTC) + timedelta(days=30), NOW), "Wed 23 Dec"),
        (REVIEW._replace(due=None, amber=None, red=None), ""),
    ],
)
def test_times_in_short_words(step: Step, told: str) -> None:
    assert when(step, NOW) == told


def test_every_key_says_what_it_does() -> None:
    assert doing(BRIEF) == "mail" and doing(CARD) == "open"
