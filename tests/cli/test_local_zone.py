"""The clock of the machine, for times of any season."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from netx_tui.cli.local_zone import HERE


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_time_of_summer_is_read_by_the_clock_of_summer() -> None:
    assert (
        datetime(2026, 7, 1, 22, 30, tzinfo=UTC).astimezone(HERE).isoformat() == "2026-07-02T00:30:00+02:00"
    )
    assert (
        datetime(2026, 12, 1, 23, 30, tzinfo=UTC).astimezone(HERE).isoformat() == "2026-12-02T00:30:00+01:00"
    )


@pytest.mark.parametrize("hour", [0, 1])
def test_the_hour_that_comes_twice_is_kept_apart(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    here = moment.astimezone(HERE)
    assert (here.hour, here.fold) == (2, hour)
    assert here.astimezone(UTC) == moment
