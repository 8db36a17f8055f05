"""The numbers read from a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.numbers.metric import Metric
from netx_tui.domain.profile import Profile
from netx_tui.domain.titles import Guess
from netx_tui.services.numbers import Numbers
from netx_tui.services.shortlists import Shortlists
from netx_tui.services.touches import Touches
from netx_tui.store.workspace import Workspace
from tests.domain.examples import RULES


class House:
    """One store, its numbers, and a clock that can be set."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.now = now
        self.workspace = Workspace.open(path, who="robin", run="run1", clock=self.clock)
        profile = Profile(target_departments=("data",))
        shortlists = Shortlists(self.workspace, RULES, profile, lambda _title: Guess("", ""), self.clock)
        touches = Touches(self.workspace, self.clock, lambda: shortlists.ranking)
        self.numbers = Numbers(self.workspace, self.clock, lambda: shortlists.ranking, touches)

    def clock(self) -> datetime:
        return self.now

    def metric(self, name: str, days: int = 28) -> Metric:
        return next(metric for metric in self.numbers.metrics(days) if metric.id == name)


@pytest.fixture
def house(tmp_path: Path, now: datetime) -> Iterator[House]:
    house = House(tmp_path / "netx.json", now)
    house.workspace.apply(
        [
            Create("contacts", "c1", {"name": "Ayla Brandt", "stage": "in_touch", "tier": "inner"}),
            Create("contacts", "c2", {"name": "Kofi Hartmann", "stage": "met", "tier": "wide"}),
            # met 40 days ago, inner circle: due 10 days ago
            Create("meetings", "m1", {"contact": "c1", "status": "held", "at": "2026-10-14T15:00:00+00:00"}),
            Create("meetings", "m2", {"contact": "c2", "status": "held", "at": "2026-11-20T15:00:00+00:00"}),
            Create(
                "insights",
                "i1",
                {
                    "meeting": "m2",
                    "contact": "c2",
                    "text": "Read it",
                    "captured_at": "2026-11-20T15:05:00+00:00",
                },
            ),
        ],
        "invented",
    )
    yield house
    house.workspace.close(compact=False)


def test_who_is_in_touch_on_time_is_what_the_touch_list_says(house: House) -> None:
    metric = house.metric("M14")
    assert (metric.k, metric.n) == (1, 2)


def test_a_change_counts_at_once(house: House) -> None:
    assert house.metric("M10").k == 0
    done = {
        "title": "Read",
        "insights": ["i1"],
        "column": "done",
        "entered_column_at": "2026-11-23T07:00:00+00:00",
    }
    house.workspace.apply([Create("actions", "a1", done)], "done")
    assert (house.metric("M10").k, house.metric("M10").n) == (1, 1)
    house.workspace.apply([Update("insights", "i1", {"actionable": "no"})], "only to know")
    assert house.metric("M10").n == 0
    house.workspace.undo()
    assert house.metric("M10").k == 1


def test_time_that_passes_counts_too(house: House) -> None:
    assert house.metric("M9").n == 1
    house.now -= timedelta(days=2)
    assert house.metric("M9").n == 0  # not two days old then
    house.now += timedelta(days=60)
    assert house.metric("M8").n == 0
    assert house.metric("M8", 365).n == 2


def test_the_period_holds_for_talks_and_summary(house: House) -> None:
    assert [talk.name for talk in house.numbers.talks()] == ["Kofi Hartmann"]
    assert [talk.name for talk in house.numbers.talks(90)] == ["Kofi Hartmann", "Ayla Brandt"]
    assert house.numbers.summary(90).talks == 2


def test_the_way_of_people_is_drawn_from_everybody(house: House) -> None:
    way = house.numbers.plots()[0]
    assert dict(zip(way.labels, way.counts, strict=True))["met"] == 2


def test_somebody_who_is_deleted_takes_nothing_along_but_their_own(house: House) -> None:
    house.workspace.apply([Delete("contacts", "c2")], "gone")
    assert [talk.name for talk in house.numbers.talks()] == ["deleted person"]
    assert house.metric("M14").n == 1
