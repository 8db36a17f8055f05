"""Talks, agendas and letters on poisoned documents: screens and verbs open, and nothing in the data acts."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.main import run
from netx_tui.cli.screen_services import ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.changes import Create
from netx_tui.screens.talks import TalksScreen
from netx_tui.store.workspace import Workspace
from tests.hostile.poison import TEXTS, clean
from tests.hostile.test_screens import harmless

WRONG: tuple[Any, ...] = (None, 7, -1, True, [], {}, ["x"], {"a": {"rank": 1}}, "2026-99-99T99:99", 10**30)
FIELDS = (
    "place",
    "topic",
    "field",
    "objective",
    "person_notes",
    "field_notes",
    "company_notes",
    "give",
    "zone",
)
AT = "2026-11-25T15:00:00+00:00"


def poisoned(text: Any) -> dict[str, Any]:
    """A meeting that says ``text`` everywhere."""
    items = {
        "questions": {
            "q1": {"text": text, "section": "role", "priority": "must", "answer": text, "rank": "1"}
        },
        "captures": {"k1": {"kind": "referral", "text": text, "question": "q1", "rank": "1"}},
        "sources": {"s1": {"url": text, "read_on": text, "rank": "1"}},
    }
    return {
        "contact": "c1",
        "at": AT,
        "status": "scheduled",
        "minutes": 20,
        **dict.fromkeys(FIELDS, text),
        **items,
    }


@pytest.fixture
def path(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "fsync", os.fstat)
    path = tmp_path / "netx.json"
    workspace = Workspace.open(path, who="robin", run="fill", clock=lambda: now)
    changes = [Create("contacts", "c1", {"name": "Ayla Brandt", "stage": "scheduled", "lang": "en"})]
    changes += [Create("meetings", f"mt{n}", poisoned(text)) for n, text in enumerate(TEXTS.values())]
    changes += [Create("meetings", f"mv{n}", poisoned(value)) for n, value in enumerate(WRONG)]
    changes += [Create("meetings", f"mw{n}", dict.fromkeys(("at", "status", "minutes", "contact"), value))
                for n, value in enumerate(WRONG)]  # fmt: skip
    workspace.apply(changes, "poisoned")
    workspace.close(compact=True)
    return path


async def test_the_talks_and_their_agendas(path: Path, now: datetime) -> None:
    session = Session(Namespace(data=str(path), config="", now="", color="never"), {"HOME": str(path.parent)})
    session.clock = lambda: now
    workspace = session._open()
    shortlists = session.shortlists_on(workspace)
    services = ServicesOfTalks(session, workspace, shortlists)
    talks = Room("talks", "Talks", "t", partial(TalksScreen, shortlists, services))
    app = NetxApp([talks], Frame(now=lambda: now, log=str(path.parent / "netx.log")))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await look_around(app, pilot, len(workspace.meetings))
        assert app.is_running, "something in the data made netx leave"
    workspace.close(compact=False)


async def look_around(app: NetxApp, pilot: Pilot[None], count: int) -> None:
    for place in range(count):
        await pilot.press("j")
        harmless(app)
        if place % 4:
            continue
        for keys in (("enter",), ("r",), ("escape",), ("tab", "j"), ("a",), ("escape",), ("m",), ("escape",)):
            await pilot.press(*keys)
            harmless(app)
        while not isinstance(app.screen, TalksScreen):
            await pilot.press("escape")


@pytest.mark.parametrize(
    "words",
    [
        ("meeting", "list"),
        ("contact", "timeline", "c1"),
        ("insight", "list"),
        ("export", "meetings", "--to", "ics"),
        ("export", "meetings", "--to", "json", "--private"),
    ],
)
def test_verbs_that_read_talks_say_nothing_that_acts(
    path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    status = run([*words, "--data", str(path), "--now", "2026-11-23T09:00+01:00"])
    said = capsys.readouterr()
    assert status in (0, 1)
    assert clean(said.out.replace("\n", "").replace("\r", "")), said.out[:400]
    assert clean(said.err.replace("\n", ""))


def test_each_talk_can_be_shown_and_written_about(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"mt{n}" for n in range(len(TEXTS))] + [f"mv{n}" for n in range(len(WRONG))]
    for name in names:
        for words in (
            ("meeting", "show", name),
            ("agenda", name, "--to", "md"),
            ("mail", "draft", "brief", name),
        ):
            status = run([*words, "--data", str(path), "--now", "2026-11-23T09:00+01:00"])
            said = capsys.readouterr()
            assert status in (0, 1), (words, said.err)
            assert clean(said.out.replace("\n", "")), (words, said.out[:300])
