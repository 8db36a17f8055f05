"""Talks out to a calendar or JSON, and in from the file somebody sent."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from netx_tui.domain.changes import Create
from netx_tui.domain.errors import BadInput, NotFound, UsageError
from netx_tui.formats.ical import SIZE_LIMIT
from netx_tui.services.calendar import chosen, export_meetings, from_file
from netx_tui.services.talks import Talks
from netx_tui.store.workspace import Workspace

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART:20261125T160000\r\nDTEND:20261125T163000\r\nSUMMARY:Coffee\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
MEETINGS: dict[str, dict[str, Any]] = {
    "m1": {
        "contact": "c1",
        "status": "held",
        "at": "2026-11-20T15:00:00+00:00",
        "minutes": 30,
        "person_notes": "runs six people",
        "questions": {"q1": {"rank": "000001", "text": "What changes?", "answer": "lineage"}},
        "captures": {"k1": {"rank": "000001", "text": "start small"}},
    },
    "m2": {"contact": "c2", "status": "cancelled", "at": "2026-12-01T09:00:00+00:00", "minutes": 20},
    "m3": {"contact": "c2", "status": "draft", "topic": "law"},
}


@pytest.fixture
def talks(tmp_path: Path, now: datetime) -> Iterator[Talks]:
    workspace = Workspace.open(tmp_path / "netx.json", who="robin", run="run1", clock=lambda: now)
    workspace.apply(
        [
            Create("contacts", "c1", {"name": "Mira Okafor"}),
            Create("contacts", "c2", {"name": "Sina Vogel"}),
            *(Create("meetings", name, fields) for name, fields in MEETINGS.items()),
        ],
        "invented",
    )
    yield Talks(workspace, lambda: now, ranking=lambda: pytest.fail("no order is needed"))
    workspace.close(compact=False)


def test_without_a_name_all_talks_are_chosen(talks: Talks) -> None:
    assert sorted(chosen(talks, [], [])) == ["m1", "m2", "m3"]


def test_talks_are_chosen_by_person_and_by_id(talks: Talks) -> None:
    assert chosen(talks, ["c1"], []) == ["m1"]
    assert sorted(chosen(talks, ["c1"], ["m2"])) == ["m1", "m2"]
    with pytest.raises(NotFound):
        chosen(talks, [], ["nothing"])


def test_a_calendar_holds_every_talk_with_a_time_and_says_what_it_leaves_out(talks: Talks) -> None:
    text, left_out = export_meetings(talks, ["m1", "m2", "m3"], "ics")
    events = {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
    assert set(events) == {"m1@meetings.netx", "m2@meetings.netx"}
    assert events["m2@meetings.netx"]["status"] == "CANCELLED"
    assert left_out == ("Left out: 1 talk that has no date yet.",)
    assert "runs six" not in text


def test_a_cancelled_talk_alone_is_a_cancellation(talks: Talks) -> None:
    assert "METHOD:CANCEL" in export_meetings(talks, ["m2"], "ics")[0]


def test_json_holds_every_field_but_what_was_noted(talks: Talks) -> None:
    text, left_out = export_meetings(talks, ["m1"], "json")
    (meeting,) = json.loads(text)
    assert (meeting["name"], meeting["minutes"], meeting["topic"]) == ("Mira Okafor", 30, "")
    assert [question["text"] for question in meeting["questions"]] == ["What changes?"]
    assert not {"lineage", "start small", "runs six people"} & set(text.split('"'))
    assert left_out == ("Left out: notes, answers and what was noted in 1 talk.",)
    assert export_meetings(talks, ["m2"], "json")[1] == ()


def test_json_holds_what_was_noted_where_that_is_wanted(talks: Talks) -> None:
    text, left_out = export_meetings(talks, ["m1"], "json", private=True)
    (meeting,) = json.loads(text)
    assert meeting["person_notes"] == "runs six people"
    assert [capture["text"] for capture in meeting["captures"]] == ["start small"]
    assert meeting["questions"][0]["answer"] == "lineage"
    assert left_out == ()


def test_another_format_is_refused(talks: Talks) -> None:
    with pytest.raises(UsageError, match="only to ics, json"):
        export_meetings(talks, [], "csv")


def test_a_meeting_is_read_from_a_file_on_the_users_clock(tmp_path: Path) -> None:
    file = tmp_path / "coffee.ics"
    file.write_text(EVENT)
    found = from_file(str(file), ZoneInfo("Europe/Berlin"))
    assert (found.begin.isoformat(), found.minutes, found.title) == (
        "2026-11-25T16:00:00+01:00",
        30,
        "Coffee",
    )
    assert from_file(str(file), None).begin == datetime(2026, 11, 25, 16, tzinfo=UTC)


def test_what_one_exports_can_be_read_again(talks: Talks, tmp_path: Path) -> None:
    file = tmp_path / "talk.ics"
    file.write_text(export_meetings(talks, ["m1"], "ics")[0])
    found = from_file(str(file), UTC)
    assert (found.begin, found.minutes) == (datetime(2026, 11, 20, 15, tzinfo=UTC), 30)


def test_of_a_file_that_is_too_big_no_more_is_read_than_tells_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = tmp_path / "big.ics"
    big.touch()
    os.truncate(big, 100 * SIZE_LIMIT)
    tracemalloc.start()
    try:
        with pytest.raises(BadInput, match=r"big\.ics is too big for a calendar file: at most 1024 KB"):
            from_file(str(big), UTC)
        assert tracemalloc.get_traced_memory()[1] < 4 * SIZE_LIMIT
    finally:
        tracemalloc.stop()
    endless = SimpleNamespace(buffer=io.BytesIO(b"x" * (3 * SIZE_LIMIT)))
    monkeypatch.setattr("sys.stdin", endless)
    with pytest.raises(BadInput, match="too big for a calendar file"):
        from_file("-", UTC)
    assert endless.buffer.tell() == SIZE_LIMIT + 1


def test_what_is_no_calendar_file_is_refused_by_name(tmp_path: Path) -> None:
    text, big, pipe = tmp_path / "text.ics", tmp_path / "big.ics", tmp_path / "pipe.ics"
    text.write_text("Hello")
    big.write_text(EVENT + " " * SIZE_LIMIT)
    os.mkfifo(pipe)
    for path in (text, big, pipe, tmp_path, tmp_path / "missing.ics"):
        with pytest.raises(BadInput, match=path.name):
            from_file(str(path), UTC)
