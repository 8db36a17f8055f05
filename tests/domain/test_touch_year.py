"""A year of somebody who follows the advice: nobody is pestered, nobody starves."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from netx_tui.domain.articles import Article, Sending
from netx_tui.domain.contacts import Contact, LifeEvent, Mail, Touch
from netx_tui.domain.mails.kinds import CONGRATULATIONS
from netx_tui.domain.mails.pace import wait
from netx_tui.domain.touch.circles import CIRCLES
from netx_tui.domain.touch.facts import Past, gather
from netx_tui.domain.touch.planning import Planned, planned
from netx_tui.domain.workdays import is_workday

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 11, 23)
DAYS = 365
DAY = timedelta(days=1)
PEOPLE = {"inner": 15, "active": 35, "wide": 100, "light": 150}
HOLIDAYS = frozenset({date(2026, 12, 25), date(2027, 1, 1), date(2027, 5, 1), date(2027, 10, 3)})
MOST_LATE = 30
"""Days by which a full desk may put somebody off."""


class Year:
    """People, what happened with them, and a user who writes on the day when it is proposed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.contacts: dict[str, Contact] = {}
        self.touches: list[Touch] = []
        self.mails: dict[str, Mail] = {}
        self.shelf = [
            Article(
                f"r{n}",
                f"https://example.org/{n}",
                f"Article {n}",
                fields=("data",),
                added=f"2026-11-{n % 28 + 1:02}",
            )
            for n in range(12)
        ]
        self.sent: list[tuple[date, Planned]] = []
        self.refused: list[str] = []
        for tier, count in PEOPLE.items():
            for n in range(count):
                self._meet(f"{tier}{n}", tier)

    def _meet(self, name: str, tier: str) -> None:
        born = FIRST + self.random.randrange(DAYS) * DAY
        events = (LifeEvent("e1", "birthday", f"--{born:%m-%d}"),) if self.random.random() < 0.3 else ()
        self.contacts[name] = Contact(
            name, name, tier=tier, stage="in_touch", department="data", events=events
        )
        ago = self.random.randrange(CIRCLES[tier].interval + 40)
        self.touches.append(Touch(f"t{name}", name, (FIRST - ago * DAY).isoformat(), "call"))

    def plans(self, today: date) -> dict[str, Planned]:
        past = Past(self.touches, self.mails.values())
        facts = gather(self.contacts.values(), past, today, BERLIN)
        return planned(self.contacts, facts, self.shelf, {}, today=today, holidays=HOLIDAYS)

    def live(self, today: date) -> None:
        self._answers(today)
        if not is_workday(today, HOLIDAYS):
            return
        for plan in sorted(self.plans(today).values()):
            if plan.on <= today:
                self._write(plan, today)

    def _write(self, plan: Planned, today: date) -> None:
        contact = self.contacts[plan.contact]
        if plan.rest:
            self.contacts[plan.contact] = contact._replace(tier="light")
            return
        now = datetime(today.year, today.month, today.day, 10, tzinfo=BERLIN)
        guard = wait(plan.kind, contact, self.mails.values(), self.touches, now)
        if guard is not None:
            self.refused.append(f"{today} {plan}: {guard.sentence}")
        name = f"x{len(self.mails)}"
        self.mails[name] = Mail(name, contact.id, plan.kind, sent_at=now.isoformat())
        self.sent.append((today, plan))
        if plan.event:
            event = contact.events[0]._replace(congratulated_on=today.isoformat())
            self.contacts[contact.id] = contact._replace(events=(event,))
        if plan.article:
            self.shelf = [
                one._replace(sent=(*one.sent, Sending(name, contact.id, today.isoformat())))
                if one.id == plan.article
                else one
                for one in self.shelf
            ]

    def _answers(self, today: date) -> None:
        for name, mail in self.mails.items():
            asked = date.fromisoformat(mail.sent_at[:10])
            if asked == today - 3 * DAY and not mail.replied_at and self.random.random() < 0.5:
                self.mails[name] = mail._replace(replied_at=f"{today}T09:00:00+01:00", reply="open")


@pytest.fixture(scope="module", params=[7])
def year(request: pytest.FixtureRequest) -> Year:
    lived = Year(request.param)
    for number in range(DAYS):
        lived.live(FIRST + number * DAY)
    return lived


def written(year: Year) -> dict[str, list[tuple[date, Planned]]]:
    found: dict[str, list[tuple[date, Planned]]] = {name: [] for name in year.contacts}
    for day, plan in year.sent:
        found[plan.contact].append((day, plan))
    return found


def test_the_guard_never_refuses_what_is_proposed(year: Year) -> None:
    assert year.refused == []


def test_nobody_is_written_to_twice_within_three_weeks(year: Year) -> None:
    for messages in written(year).values():
        for (before, _plan), (day, plan) in pairwise(messages):
            assert (day - before).days >= (7 if plan.reason == "event" else 21)


def test_no_circle_is_written_to_more_often_than_its_cap(year: Year) -> None:
    for name, messages in written(year).items():
        cap = max(CIRCLES[tier].cap for tier in (year.contacts[name].tier, name.rstrip("0123456789")))
        counted = [plan for _day, plan in messages if plan.kind not in CONGRATULATIONS]
        assert len(counted) <= cap


def test_no_day_asks_for_more_than_three_by_rhythm(year: Year) -> None:
    a_day = Counter(day for day, plan in year.sent if plan.reason == "cadence")
    assert max(a_day.values()) <= 3
    assert all(is_workday(day, HOLIDAYS) for day, _plan in year.sent)


def test_everybody_is_reached(year: Year) -> None:
    last = FIRST + DAYS * DAY
    facts = gather(year.contacts.values(), Past(year.touches, year.mails.values()), last, BERLIN)
    for name, messages in written(year).items():
        due = [plan.on for _day, plan in messages]
        assert due or year.plans(last)[name].on >= last - MOST_LATE * DAY, name
        assert facts[name].last_full is not None


def test_no_kind_comes_three_times_in_a_row_and_no_article_twice(year: Year) -> None:
    for messages in written(year).values():
        kinds = [plan.kind for _day, plan in messages]
        assert all(len(set(kinds[at : at + 3])) > 1 for at in range(len(kinds) - 2))
    for article in year.shelf:
        readers = [sending.contact for sending in article.sent]
        assert len(readers) == len(set(readers))
