"""The app on the sample people, on a real store in a temporary folder, with its clock stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from netx_tui.app import Frame, Looks, NetxApp, Room
from netx_tui.config.theme_files import load_themes
from netx_tui.config.yaml_files import read_yaml
from netx_tui.domain import titles
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import rules_from
from netx_tui.screens import base, filling, live_course
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.services.demo import fill
from netx_tui.services.exchange import export_to
from netx_tui.services.intake import Intake
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.workspace import Workspace
from tests.screens.live_run import Held
from tests.services.live_talk import Talk
from tests.services.test_letters import Desk

ROOT = Path(__file__).parents[2]
RULES = rules_from(read_yaml(str(ROOT / "netx_tui/rules/scoring.yaml"))["scoring"])
TITLES = titles.rules_from(read_yaml(str(ROOT / "netx_tui/rules/titles.yaml")))
WHOLE_SAMPLE = read_yaml(str(ROOT / "tests/sample.yaml"))
# The people alone: tests that need talks or cards make their own.
SAMPLE = {
    name: part for name, part in WHOLE_SAMPLE.items() if name not in ("meetings", "insights", "actions")
}


class House:
    """One data file and the sessions on it."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.path = path
        self._now = now
        self._runs = 0
        self._opened: list[Workspace] = []
        self.saved: list[dict[str, str]] = []

    def workspace(self) -> Workspace:
        self._runs += 1
        workspace = Workspace.open(self.path, who="robin", run=f"run{self._runs}", clock=lambda: self._now)
        self._opened.append(workspace)
        return workspace

    def shortlists(self, workspace: Any = None, **options: Any) -> Shortlists:
        profile = Profile(target_departments=("data",))
        guess = partial(titles.guess, rules=TITLES)
        workspace = workspace or self.workspace()
        return Shortlists(workspace, RULES, profile, guess, lambda: self._now, **options)

    def app(self, shortlists: Shortlists | None = None) -> NetxApp:
        workspace = self.workspace()
        services = shortlists or self.shortlists(workspace)
        intake = Intake(workspace, partial(titles.guess, rules=TITLES), lambda: self._now)
        ways = WaysIn(
            importer=intake,
            save_profile=lambda values: self.saved.append(dict(values)),
            export=partial(export_to, workspace),
        )
        themes, _problems = load_themes([str(ROOT / "themes")], cache="")
        return NetxApp(
            [Room("people", "People", "p", partial(PeopleScreen, services, ways=ways))],
            Frame(
                now=lambda: self._now,
                log=str(self.path.parent / "netx.log"),
                looks=Looks(themes=themes),
            ),
        )

    def close(self) -> None:
        for workspace in self._opened:
            workspace.close(compact=False)


@pytest.fixture
def empty_house(tmp_path: Path, now: datetime) -> Iterator[House]:
    house = House(tmp_path / "netx.json", now)
    yield house
    house.close()


@pytest.fixture
def house(empty_house: House, now: datetime) -> House:
    fill(empty_house.workspace(), SAMPLE, now)
    return empty_house


@pytest.fixture
def screen_text() -> Callable[[NetxApp], str]:
    """What a person sees: the characters of the screen, without colours."""

    def text(app: NetxApp) -> str:
        width, _height = app.size
        lines = []
        for strips in app.screen._compositor.render_strips():
            lines.append("".join(segment.text for segment in strips)[:width].rstrip())
        return "\n".join(lines)

    return text


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk, and what a screen does now and then it does often."""
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setattr(base, "FOLLOW_SECONDS", 0.1)
    monkeypatch.setattr(base, "OFFER_SECONDS", 0.02)
    monkeypatch.setattr(filling, "KEEP_SECONDS", 0.1)
    monkeypatch.setattr(live_course, "KEEP_SECONDS", 0.02)


@pytest.fixture
def desk(tmp_path: Path, now: datetime) -> Iterator[Desk]:
    """Letters to Ayla."""
    desk = Desk(tmp_path / "netx.json", now)
    yield desk
    desk.workspace.close(compact=False)


@pytest.fixture
def talk(tmp_path: Path, now: datetime) -> Iterator[Talk]:
    """A talk with Ayla that can begin."""
    made = Talk(tmp_path / "netx.json", now)
    yield made
    made.workspace.close(compact=False)


@pytest.fixture
def held(talk: Talk, tmp_path: Path) -> Held:
    """Opens the talk on the screen."""
    return Held(talk, tmp_path)
