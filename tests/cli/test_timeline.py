"""``netx contact timeline`` and ``netx export meetings``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Netx = Callable[..., Any]


def test_the_timeline_is_told_newest_first(netx: Netx, ayla: str) -> None:
    netx("touch", "add", ayla, "--kind", "call", "--on", "2026-11-03", "--note", "about the move")
    netx("contact", "stage", ayla, "parked", "--reason", "later")
    lines = netx("contact", "timeline", "Ayla Brandt").out.splitlines()
    assert [line.split() for line in lines] == [
        ["2026-11-23", "parked", "you", "chose", "so", "·", "later"],
        ["2026-11-03", "call", "about", "the", "move"],
    ]


def test_the_timeline_as_json_holds_what_belongs_to_a_talk(netx: Netx, ayla: str) -> None:
    meeting = netx("meeting", "add", ayla, "--at", "2026-11-20T16:00", "--held").out.strip()
    netx("insight", "add", meeting, "Trust comes first", "--kind", "advice")
    (row,) = netx("contact", "timeline", ayla, "kind:meeting", "--json").json
    assert set(row) == {"at", "day", "kind", "text", "detail", "id", "lines"}
    assert (row["id"], row["day"], row["text"]) == (meeting, "2026-11-20", "talk held")
    assert [(line["kind"], line["text"], line["detail"]) for line in row["lines"]] == [
        ("insight", "advice", "Trust comes first")
    ]


def test_an_empty_timeline_and_an_empty_answer_are_told_apart(netx: Netx, ayla: str) -> None:
    assert netx("contact", "timeline", ayla).err == "Nothing has happened with them yet.\n"
    assert netx("contact", "timeline", ayla, "since:2026").err == "Nothing fits.\n"
    assert netx("contact", "timeline", ayla, "--json").json == []


def test_a_filter_that_makes_no_sense_is_a_usage_error(netx: Netx, ayla: str) -> None:
    said = netx("contact", "timeline", ayla, "kind:foo")
    assert (said.status, said.out) == (2, "")
    assert "There is: stage, mail" in said.err


def test_nobody_has_no_timeline(netx: Netx) -> None:
    assert netx("contact", "timeline", "nobody").status == 1


def test_talks_go_to_a_calendar_file(netx: Netx, ayla: str, tmp_path: Path) -> None:
    netx("meeting", "add", ayla, "--at", "2026-11-25T16:00", "--place", "Café Anker")
    file = tmp_path / "talks.ics"
    assert netx("export", "meetings", "--to", "ics", "--out", str(file)).out == f"{file}\n"
    assert "LOCATION:Café Anker" in file.read_text()
    assert netx("export", "meetings", "--to", "ics", "--contact", ayla).out.startswith("BEGIN:VCALENDAR")


def test_notes_leave_only_when_asked_for(netx: Netx, ayla: str) -> None:
    meeting = netx("meeting", "add", ayla, "--at", "2026-11-25T16:00").out.strip()
    netx("meeting", "set", meeting, "person_notes=runs six people")
    said = netx("export", "meetings", "--to", "json", "--meeting", meeting)
    assert said.json[0]["person_notes"] == ""
    assert said.err.splitlines() == [
        "Left out: notes, answers and what was noted in 1 talk.",
        "--private takes them in.",
    ]
    private = netx("export", "meetings", "--to", "json", "--meeting", meeting, "--private")
    assert json.loads(private.out)[0]["person_notes"] == "runs six people"


def test_an_event_that_somebody_sent_becomes_a_talk(netx: Netx, ayla: str, tmp_path: Path) -> None:
    meeting = netx("meeting", "add", ayla, "--at", "2026-11-25T16:00", "--minutes", "30").out.strip()
    file = tmp_path / "talk.ics"
    netx("export", "meetings", "--to", "ics", "--meeting", meeting, "--out", str(file))
    netx("undo")
    said = netx("meeting", "add", ayla, "--from", str(file), "--json")
    assert (said.json["at"], said.json["minutes"]) == ("2026-11-25T15:00:00+00:00", 30)
