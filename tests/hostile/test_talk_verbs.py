"""The verbs that write a talk: what they cannot read they refuse in one sentence, and nothing has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from netx_tui.domain.errors import NetxError
from netx_tui.services.agendas import Agendas
from netx_tui.services.debriefs import Debriefs
from netx_tui.services.live import Live
from netx_tui.services.talks import Talks
from tests.conftest import NOW
from tests.hostile.broken_talks import STATUSES, broken_talks, worst_talks
from tests.hostile.poison import TEXTS, Tables, clean, written
from tests.hostile.test_debrief import ONE, House
from tests.hostile.test_verbs import said

REFUSED = (1, 2, 65)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setenv("NETX_NOW", NOW.isoformat())
    monkeypatch.setenv("TERM", "xterm-256color")


class Line:
    """The command line on one data file."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys

    def __call__(self, *words: str) -> str:
        return said(self._capsys, *words)

    def refused(self, *words: str) -> str:
        """What a verb refuses, in a sentence; nothing has changed then."""
        from netx_tui.cli.main import run

        before = self.bytes()
        self._capsys.readouterr()
        status = run(list(words))
        out, err = self._capsys.readouterr()
        assert status in REFUSED, (words, status, out, err)
        assert out == ""
        assert err.strip()
        assert clean(err), err
        assert "Traceback" not in err
        assert self.bytes() == before, words
        return err

    def bytes(self) -> bytes:
        """What lies on the disk."""
        files = sorted(self.path.parent.glob("netx.json*"))
        return b"".join(file.read_bytes() for file in files if not file.name.endswith(".lock"))

    def meeting(self, name: str = "m1") -> Any:
        return json.loads(self("meeting", "show", name, "--json"))


def line_on(tables: Tables, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETX_DATA", str(written(path, tables)))
    return path


@pytest.fixture
def netx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Line:
    tables: Tables = json.loads(json.dumps(ONE))
    question = {"text": "What changes?", "section": "trends", "priority": "must", "rank": "000001"}
    planned = {"contact": "c2", "status": "scheduled", "at": "2026-11-25T15:00:00+00:00", "minutes": 20}
    tables["contacts"]["c2"] = {
        "name": "Kofi Hartmann",
        "stage": "scheduled",
        "lang": "en",
        "emails": ["k@x.example"],
    }
    tables["meetings"]["m2"] = {**planned, "zone": "Europe/Berlin", "questions": {"q1": question}}
    return Line(line_on(tables, tmp_path / "netx.json", monkeypatch), capsys)


# -- what is typed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "at",
    [
        "31.2. 16:00",
        "2026-02-31 16:00",
        "2026-02-31T16:00",
        "30.2.2027 9:00",
        "wed 25:00",
        "wed 16:61",
        "0000-01-01 10:00",
        "9999-12-31 23:59",
        "99999999999999999999",
        "+99999999999d 10:00",
        "2027-03-28 02:30",
        "2020-01-01 10:00",
        "wed",
        "16:00 17:00",
        "\x1b[2J",
        "[red]wed 16:00",
        "{{objective}}",
        "w" * 100_000,
        "1" * 5_000,
        "+" + "9" * 5_000 + "d 10:00",
        "1" * 5_000 + ":00",
        "1." + "1" * 5_000 + ".2026 10:00",
        "٣٣٣",
    ],
)
def test_a_time_that_does_not_exist_is_refused(netx: Line, at: str) -> None:
    netx.refused("meeting", "add", "Ayla", "--at", at, "--zone", "Europe/Berlin")
    netx.refused("meeting", "set", "m2", f"at={at}")


@pytest.mark.parametrize(
    "zone", ["Moon/Base", "../../etc/passwd", "/etc/localtime", "Europe", "\x1b[2J", "z" * 10_000]
)
def test_a_zone_that_does_not_exist_is_refused(netx: Line, zone: str) -> None:
    netx.refused("meeting", "add", "Ayla", "--at", "wed 16:00", "--zone", zone)
    netx.refused("meeting", "set", "m2", f"zone={zone}")


def test_an_hour_that_another_zone_skips_is_refused(netx: Line) -> None:
    netx("meeting", "set", "m2", "at=2027-03-14 02:30")
    netx.refused("meeting", "set", "m2", "zone=America/New_York")


def test_an_hour_that_comes_twice_is_the_first_one(netx: Line) -> None:
    netx("meeting", "set", "m2", "at=2027-10-31 02:30")
    assert netx.meeting("m2")["at"] == "2027-10-31T00:30:00+00:00"


@pytest.mark.parametrize("number", ["0", "-1", "9", "61", "1e3", "2.5", "1" * 5_000, "nan", "", "²", "0x14"])
def test_a_number_out_of_range_is_refused(netx: Line, number: str) -> None:
    netx.refused("meeting", "set", "m2", f"minutes={number}")
    netx.refused("meeting", "add", "Ayla", "--at", "wed 16:00", "--minutes", number or "x")
    if number not in ("9", ""):
        netx.refused("question", "set", "m2", "1", f"minutes={number}")
        netx.refused("question", "add", "m2", "Why?", "--minutes", number)
    netx.refused("question", "move", "m2", "1", number if number not in ("9", "61") else "0")


@pytest.mark.parametrize(
    "value", ["priority=now", "section=moon", "state=lost", "sendable=perhaps", "rank=1", "id=q2", "x"]
)
def test_a_word_that_is_not_known_is_refused(netx: Line, value: str) -> None:
    netx.refused("question", "set", "m2", "1", value)
    netx.refused("question", "set", "m2", "7", "minutes=3")
    netx.refused("meeting", "set", "m2", value)


@pytest.mark.parametrize(
    "day", ["31.2.", "2026-02-31", "9999-12-31", "0001-01-01", "soon", "\x1b[2J", "n" * 100_000]
)
def test_a_next_contact_that_is_no_day_is_refused(netx: Line, day: str) -> None:
    netx.refused("meeting", "debrief", "m1", "--next", day)


def test_what_belongs_to_another_status_is_refused(netx: Line) -> None:
    for status in ("draft", "live", "scheduled", "closed", "cancelled"):
        netx.refused("meeting", "status", "m1", status)
    netx.refused("meeting", "status", "m1", "closed", "--waive", "thank_you")
    netx.refused("meeting", "status", "m1", "closed", "--waive", "thank_you", "--reason", " \u200b\x1b")
    netx.refused("meeting", "debrief", "m2")
    netx.refused("meeting", "debrief", "m1", "--circle", "\x1b[31mmoon")


@pytest.mark.parametrize("name", ["", " ", "0", "-1", "1" * 5_000, "\x1b[2J", "q", "9"])
def test_a_question_that_is_not_there_is_not_found(netx: Line, name: str) -> None:
    netx.refused("question", "set", "m2", name, "minutes=3")
    netx.refused("question", "move", "m2", name, "1")
    netx.refused("question", "remove", "m2", name)


@pytest.mark.parametrize("name", ["", " ", "m", "c", "\x1b[2J", "[/]"])
def test_a_talk_that_is_not_there_is_not_found(netx: Line, name: str) -> None:
    netx.refused("meeting", "set", name, "place=x")
    netx.refused("meeting", "status", name, "held")
    netx.refused("insight", "add", name, "x")
    netx.refused("question", "add", name, "x")
    netx.refused("mail", "sent", "thank_you", name)


def test_a_text_that_is_too_long_to_be_kept_is_refused(netx: Line) -> None:
    for words in (
        ("insight", "add", "m1", "a" * 100_000),
        ("question", "add", "m2", "a" * 100_000),
        ("question", "set", "m2", "1", "answer=" + "a" * 20_001),
        ("meeting", "set", "m2", "place=" + "a" * 501),
        ("meeting", "set", "m2", "place=" + "a" * 100_000),
        ("meeting", "set", "m2", "person_notes=" + "a" * 20_001),
        ("meeting", "set", "m2", "objective=know " + "a" * 600),
        ("meeting", "status", "m1", "closed", "--waive", "thank_you", "--reason", "a" * 501),
    ):
        assert "at most" in netx.refused(*words) or "enough" in netx.refused(*words)


def test_whatever_is_typed_is_kept_clean_and_told_clean(netx: Line) -> None:
    for text in (text.replace("\x00", "") for text in TEXTS.values()):
        for words in (
            (
                "meeting",
                "set",
                "m2",
                f"place={text}",
                f"topic={text}",
                f"person_notes={text}",
                f"give={text}",
            ),
            ("meeting", "set", "m2", f"objective={text}", f"{text}=1"),
            ("meeting", "set", text, "place=x"),
            ("question", "add", "m2", text),
            ("question", "set", "m2", "1", f"answer={text}", f"text={text}"),
            ("question", "move", "m2", text, "1"),
            ("question", "remove", "m2", text),
            ("insight", "add", "m1", text, "--json"),
            ("meeting", "status", "m1", "closed", "--waive", "thank_you", "--reason", text),
            ("mail", "draft", "brief", "m2", "--set", f"topic={text}"),
            ("mail", "draft", "brief", "m2", "--set", f"{text}={text}", "--question", text),
            ("mail", "sent", "thank_you", "m1", "--set", f"insight={text}", "--reason", text, "--at", text),
        ):
            netx(*words)
        for name in ("m1", "m2"):
            assert all(clean(one.replace("\n", "")) for one in texts_in(netx.meeting(name)))
    assert len(netx.meeting("m2")["questions"]) > 1


def texts_in(value: Any) -> Iterator[str]:
    """All texts of a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from texts_in(one)


# -- what stands in the files ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("meeting", "set", "M", "place=x", "minutes=30"),
        ("meeting", "set", "M", "at=wed 16:00"),
        ("meeting", "debrief", "M", "--json"),
        ("question", "add", "M", "INS1", "--json"),
        ("question", "move", "M", "1", "2", "--json"),
        ("question", "set", "M", "1", "state=asked", "--json"),
        ("question", "remove", "M", "1"),
        ("insight", "add", "M", "x", "--json"),
        ("mail", "sent", "brief", "M", "--reason", "x"),
    ],
    ids=" ".join,
)
def test_a_verb_on_a_broken_talk_does_it_or_says_why_not(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    tables = worst_talks("held" if "debrief" in words else "scheduled")
    netx = Line(line_on(tables, tmp_path / "netx.json", monkeypatch), capsys)
    for name in tables["meetings"]:
        netx(*(name if word == "M" else word for word in words))


@pytest.mark.parametrize("status", STATUSES, ids=str)
def test_every_service_does_what_it_can_with_every_fault(tmp_path: Path, now: datetime, status: Any) -> None:
    house = House(tmp_path, now, broken_talks(status))
    services = house.services
    for name in list(house.workspace.meetings):
        for verb in verbs_of(services.talks, services.agendas, services.live, services.debriefs, name):
            try:
                verb()
            except NetxError as error:
                assert error.message
    assert len(services.talks.rows()) == len(house.workspace.meetings)
    house.workspace.close(compact=False)


def verbs_of(
    talks: Talks, agendas: Agendas, live: Live, debriefs: Debriefs, name: str
) -> tuple[Callable[[], object], ...]:
    """Every verb around the talk ``name``, in the order in which they come."""
    return (
        lambda: agendas.view(name),
        lambda: talks.set_fields(name, {"zone": "Europe/Paris"}),
        lambda: talks.set_fields(name, {"at": "wed 16:00"}),
        lambda: agendas.add(name, "INS1"),
        lambda: agendas.add_set(name),
        lambda: agendas.move(name, "q1", 2),
        lambda: agendas.remove(name, "q2"),
        lambda: live.begin(name),
        lambda: live.look(name, closing_first=True),
        lambda: live.note(name, "follow_up", "Why?", "q1"),
        lambda: live.note(name, "answer", "so", "q1"),
        lambda: live.done(name, "q1"),
        lambda: live.skip(name, "opening"),
        lambda: live.extend(name),
        lambda: live.undo(name),
        lambda: live.end(name),
        lambda: debriefs.note(name, "promise", "send it by friday"),
        lambda: debriefs.change_note(name, "c1", "trust me"),
        lambda: debriefs.view(name),
        lambda: debriefs.complete(name),
        lambda: debriefs.close(name, ["thank_you", "next_contact"], "because"),
        lambda: talks.shown(name),
    )


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own questions and templates."""
    monkeypatch.setenv("NETX_CONFIG", str(tmp_path / "config.yaml"))
    folder = tmp_path / "rules"
    folder.mkdir()
    return folder


def test_a_bank_with_an_id_twice_still_adds_its_questions(netx: Line, rules: Path) -> None:
    one = "  - {id: MY1, section: role, priority: must, minutes: 3, en: '%s', de: '%s'}\n"
    (rules / "questions.yaml").write_text(
        "questions:\n" + one % ("First?", "Erst?") + one % ("Second?", "Zweit?")
    )
    netx("question", "list", "bank")
    netx("question", "add", "m2", "MY1")
    netx("question", "add", "m2", "INS1")
    assert {"INS1"} <= {question["qid"] for question in netx.meeting("m2")["questions"]}


BROKEN_YAML = (
    "templates: [",
    "invitation: {en: {subject: 'x'",
    "\x1b[2J: [/]",
    "- just\n- a list\n",
    "&a [*a, *a]",
    "[" * 5_000,
    "x: !!python/object/apply:os.system ['true']",
    "\x00\x01",
    "brief: 7\nthank_you: [x]\n",
    "{{objective}}",
)


@pytest.mark.parametrize("content", BROKEN_YAML, ids=range(len(BROKEN_YAML)))
def test_broken_rules_are_told_and_nothing_is_half_done(netx: Line, rules: Path, content: str) -> None:
    for name in ("templates.yaml", "questions.yaml"):
        (rules / name).write_text(content)
    for words in (
        ("mail", "draft", "brief", "m2"),
        ("mail", "sent", "thank_you", "m1", "--reason", "x"),
        ("question", "add", "m2", "INS1"),
        ("question", "list", "bank"),
        ("agenda", "m2"),
        ("meeting", "debrief", "m1"),
    ):
        netx(*words)
