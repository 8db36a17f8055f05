"""The timeline read from a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.services.timeline import Timeline
from netx_tui.store.workspace import Workspace

PEOPLE = {
    "c1": {"name": "Ayla Brandt", "referral_by": "c3"},
    "c2": {"name": "Kofi Hartmann", "referral_by": "ayla brandt", "created": "2026-11-01T09:00:00+00:00"},
    "c3": {"name": "Pat Kim"},
}


@pytest.fixture
def workspace(tmp_path: Path, now: datetime) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "netx.json", who="robin", run="run1", clock=lambda: now)
    workspace.apply(
        [
            *(Create("contacts", name, fields) for name, fields in PEOPLE.items()),
            Create("meetings", "m1", {"contact": "c1", "status": "held", "at": "2026-11-20T15:00:00+00:00"}),
            Create(
                "touches", "t1", {"contact": "c1", "kind": "meeting", "on": "2026-11-20", "meeting": "m1"}
            ),
            Create("touches", "t2", {"contact": "c2", "kind": "call", "on": "2026-11-20"}),
            Create("insights", "i1", {"contact": "c1", "meeting": "m1", "text": "Trust first"}),
            Create("actions", "a1", {"title": "Read it", "insights": ["i1"], "column": "next"}),
            Create(
                "mails", "x1", {"contact": "c1", "kind": "invitation", "sent_at": "2026-11-09T08:00:00+01:00"}
            ),
            Create("touches", "x1", {"contact": "c1", "kind": "mail", "on": "2026-11-09"}),
        ],
        "invented",
    )
    yield workspace
    workspace.close(compact=False)


@pytest.fixture
def past(workspace: Workspace, now: datetime) -> Timeline:
    return Timeline(workspace, lambda: now)


def test_all_tables_are_read_and_only_what_is_theirs(past: Timeline) -> None:
    kinds = sorted(row.kind for row in past.of("c1"))
    assert kinds == ["action", "mail", "meeting", "referral", "referral"]
    assert {row.text for row in past.of("c1", "kind:referral")} == {
        "recommended by Pat Kim",
        "recommended Kofi Hartmann",
    }
    assert [line.detail for row in past.of("c1", "kind:meeting") for line in row.lines] == ["Trust first"]


def test_an_action_that_came_from_an_insight_is_there(past: Timeline) -> None:
    assert [row.detail for row in past.of("c1", "kind:action")] == ["Read it"]


def test_a_change_shows_at_once(past: Timeline, workspace: Workspace) -> None:
    assert past.of("c1", "read") != ()
    workspace.apply([Update("actions", "a1", {"title": "Write it"})], "renamed")
    assert past.of("c1", "read") == ()
    assert past.of("c2", "call")[0].id == "t2"


def test_somebody_who_is_gone_has_no_timeline(past: Timeline) -> None:
    with pytest.raises(NotFound):
        past.of("nobody")


def test_a_query_that_makes_no_sense_is_refused(past: Timeline) -> None:
    with pytest.raises(FieldError):
        past.of("c1", "kind:nothing")
