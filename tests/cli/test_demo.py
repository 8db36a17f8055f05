"""The demo: the worked examples on invented people, and nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netx_tui.cli.demo import private_folder, remove_stale_copies, sample_session
from netx_tui.cli.session import Session
from netx_tui.config.settings import load_settings
from netx_tui.config.shipped import shipped
from netx_tui.config.yaml_files import read_yaml
from netx_tui.domain.actions import COLUMNS, Action, Step
from netx_tui.domain.board import lacking
from netx_tui.domain.changes import Update
from netx_tui.domain.contacts import DEPARTMENTS, FULL_TOUCHES, LEVELS, LIGHT_TOUCHES, STAGES
from netx_tui.domain.errors import NetxError
from netx_tui.domain.fields import CONTACT_FIELDS, find, parse, show

Netx = Callable[..., Any]
EXAMPLES = {
    "Ayla Brandt": (78, "A", 78, "none", "", 0),
    "Mira Okafor": (72, "A", 72, "none", "", 0),
    "Bea Altmann": (70, "A", 70, "none", "", 0),
    "Sina Vogel": (65, "A", 65, "none", "", 0),
    "Lena Fuchs": (64, "B", 70, "none", "", 0),
    "Ines Marquardt": (61, "B", 61, "none", "", 0),
    "Dora Nyman": (45, "B", 45, "prefer", "Sina Vogel", 20),
    "Theo Lindqvist": (37, "C", 37, "ask_for_intro", "Ayla Brandt", 41),
    "Kofi Hartmann": (34, "C", 34, "ask_for_intro", "Bea Altmann", 36),
    "Jonas Petri": (0, "D", -2, "prefer", "Ayla Brandt", 78),
    "Ruth Adler": (0, "X", 74, "blocked", "Ayla Brandt", 78),
}
MOMENTS = (
    "2026-11-23T09:00+01:00",
    "2026-11-28T09:00+01:00",
    "2027-02-28T23:30+00:00",
    "2031-12-31T00:30-08:00",
)


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    return read_yaml(str(shipped("sample_data") / "demo.yaml"))


def demo_session(folder: Path, now: str) -> Session:
    options = Namespace(data="", config="", now=now, color="never")
    environ = {"HOME": str(folder), "TERM": "dumb"}
    folder.mkdir(exist_ok=True)
    return sample_session(Session(options, environ), options, str(folder))


@pytest.mark.parametrize("now", MOMENTS)
def test_the_worked_examples_score_the_same_on_every_day(tmp_path: Path, now: str) -> None:
    with demo_session(tmp_path / "demo", now).shortlists() as shortlists:
        rows = {row["name"]: row for row in shortlists.listing()}
    found = {
        name: (
            row["score"],
            row["band"],
            row["raw"],
            row["proposal"]["kind"],
            row["proposal"]["name"],
            row["proposal"]["gain"],
        )
        for name, row in rows.items()
        if name in EXAMPLES
    }
    assert found == EXAMPLES
    assert (rows["Nadia Bergen"]["score"], rows["Nadia Bergen"]["potential"]) == (16, 66)


def test_the_profile_is_in_the_settings_file_for_whoever_edits_it(tmp_path: Path) -> None:
    session = demo_session(tmp_path / "demo", MOMENTS[0])
    kept = load_settings(session.paths.config)
    assert (kept.problems, kept.profile) == ((), session.settings.profile)
    assert kept.profile.target_departments == ("data",)


def test_the_demo_keeps_the_users_looks_and_keys_when_its_settings_are_read_again(tmp_path: Path) -> None:
    own = tmp_path / "config.yaml"
    own.write_text("theme: mine\nkeymap: {preset: vim, undo: z}\nmouse: off\nmotion: reduced\nmailer: mutt\n")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.yaml").write_text("name: mine\n")
    options = Namespace(data="", config=str(own), now=MOMENTS[0], color="never")
    (tmp_path / "demo").mkdir()
    session = sample_session(Session(options, {"HOME": str(tmp_path)}), options, str(tmp_path / "demo"))
    assert load_settings(session.paths.config) == session.settings
    assert (session.settings.theme, session.settings.preset, session.settings.mailer) == ("mine", "vim", "")
    assert os.listdir(session.paths.themes) == ["mine.yaml"]


def test_today_shows_every_kind_of_step(tmp_path: Path) -> None:
    session = demo_session(tmp_path / "demo", "2026-11-23T09:00+01:00")
    with session.workspace() as workspace:
        rules = {row.rule for row in session.todays_on(workspace).rows()}
    # N01 has its hour, just before the talk.
    assert rules == {f"N{number:02}" for number in range(1, 25)} - {"N01"}


@pytest.mark.parametrize("now", MOMENTS)
def test_there_is_always_something_overdue_something_for_today_and_something_soon(
    tmp_path: Path, now: str
) -> None:
    session = demo_session(tmp_path / "demo", now)
    with session.workspace() as workspace:
        rows = session.todays_on(workspace).rows()
    overdue = [row for row in rows if row.rule == "N19" and row.severity == "red"]
    due = {row.due[:10] for row in rows if row.rule in ("N19", "N20") and row.severity != "red"}
    assert len(overdue) >= 3
    assert len(due) >= 2
    assert any(row.rule == "N10" and row.name == "Ayla Brandt" for row in rows)


def test_on_a_business_day_three_touches_are_due_on_it(tmp_path: Path) -> None:
    session = demo_session(tmp_path / "demo", "2026-12-03T09:00+01:00")
    with session.workspace() as workspace:
        rows = session.todays_on(workspace).rows()
    assert sum(row.rule in ("N19", "N20") and row.due == "2026-12-03" for row in rows) == 3


def test_the_talk_of_the_day_can_begin_in_a_quarter_of_an_hour(tmp_path: Path) -> None:
    session = demo_session(tmp_path / "demo", "2026-12-03T14:52+01:00")
    with session.workspace() as workspace:
        rows = session.todays_on(workspace).rows()
    assert [(row.meeting, row.due) for row in rows if row.rule == "N01"] == [
        ("nils-meeting", "2026-12-03T15:00+01:00")
    ]


@pytest.mark.parametrize("now", MOMENTS)
def test_every_band_is_there(tmp_path: Path, now: str) -> None:
    with demo_session(tmp_path / "demo", now).shortlists() as shortlists:
        bands = {row["band"] for row in shortlists.listing()}
    assert bands == set("ABCDX?")


@pytest.mark.parametrize("now", MOMENTS)
def test_every_number_has_something_to_show(tmp_path: Path, now: str) -> None:
    session = demo_session(tmp_path / "demo", now)
    with session.workspace() as workspace:
        metrics = session.numbers_on(workspace).metrics(28)
    assert {metric.id for metric in metrics} == {f"M{number}" for number in range(1, 18)}
    assert all(metric.n and metric.k for metric in metrics)
    assert sum(metric.n >= 5 for metric in metrics) >= 12


def test_every_value_of_the_sample_is_one_a_person_could_type(sample: dict[str, Any]) -> None:
    for fields in sample["contacts"].values():
        assert fields.get("stage", "lead") in STAGES
        assert fields.get("level", "unknown") in LEVELS
        assert fields.get("department", "other") in DEPARTMENTS
        for spec in CONTACT_FIELDS:
            if spec.name in fields:
                value = fields[spec.name]
                assert parse(find(spec.name, CONTACT_FIELDS), show(spec, value)) == value


def test_the_sample_hangs_together(sample: dict[str, Any]) -> None:
    companies = {company["name"] for company in sample["companies"].values()}
    assert all(person.get("company", "Fjordbank") in companies for person in sample["contacts"].values())
    assert all(touch["contact"] in sample["contacts"] for touch in sample["touches"].values())
    assert all(mail["contact"] in sample["contacts"] for mail in sample["mails"].values())
    assert all(touch["kind"] in FULL_TOUCHES + LIGHT_TOUCHES for touch in sample["touches"].values())


def test_the_cards_of_the_sample_hang_together(sample: dict[str, Any]) -> None:
    talks, insights, cards = sample["meetings"], sample["insights"], sample["actions"]
    assert all(
        one["contact"] in sample["contacts"] for one in [*talks.values(), *insights.values(), *cards.values()]
    )
    assert all(one["meeting"] in talks for one in insights.values())
    assert all(card.get("meeting", "mira-meeting") in talks for card in cards.values())
    assert {name for card in cards.values() for name in card.get("insights", ())} <= set(insights)
    assert {card["column"] for card in cards.values()} == set(COLUMNS)
    assert all(lacking(_as_action(card), card["column"], "kept") == () for card in cards.values())


def _as_action(card: dict[str, Any]) -> Action:
    steps = tuple(
        Step(str(n), step["text"], step.get("done", False))
        for n, step in enumerate(card.get("checklist", ()))
    )
    plain = {
        name: str(card.get(name, ""))
        for name in ("title", "type", "due", "cue", "step", "waiting_for", "nudge_on", "evidence")
    }
    return Action("a", **plain, column=card["column"], checklist=steps)  # type: ignore[arg-type]


def test_all_addresses_of_the_sample_are_made_up() -> None:
    for name in ("demo.yaml", "Connections.csv"):
        text = (shipped("sample_data") / name).read_text()
        assert not [part for part in text.split() if "@" in part and ".example" not in part]


def test_without_a_terminal_it_prints_today_and_the_shortlist(netx: Netx) -> None:
    said = netx("demo")
    assert said.status == 0
    assert "Invite Ayla Brandt" in said.out
    assert "Theo Lindqvist" in said.out


def test_it_leaves_nothing_behind_and_touches_nothing_of_the_users(netx: Netx, ayla: str, home: Path) -> None:
    netx("demo")
    assert [row["name"] for row in netx("contact", "list", "--json").json] == ["Ayla Brandt"]
    assert not [path for path in (home / "state").rglob("*") if "demo" in path.name]
    assert not (home / "config").exists()


def test_the_private_folder_is_its_owners_only_and_goes_away(tmp_path: Path) -> None:
    with private_folder(str(tmp_path / "state")) as folder:
        assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert not Path(folder).exists()


def test_where_nothing_can_be_kept_the_demo_works_all_the_same() -> None:
    with private_folder("/proc/netx") as folder:
        assert Path(folder).is_dir()
    assert not Path(folder).exists()


def test_copies_of_killed_demos_go_and_those_of_living_ones_stay(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    state = tmp_path / "state"
    for name in (f"demo-{gone.pid}", f"demo-{os.getpid()}", "demo-notes", "demo-99999999999999999999"):
        (state / name).mkdir(parents=True)
        (state / name / "netx.json").touch()
    (state / "elsewhere").mkdir()
    (state / f"demo-{gone.pid}0").symlink_to(state / "elsewhere")
    remove_stale_copies(str(state))
    left = {path.name for path in state.iterdir()}
    assert left == {f"demo-{os.getpid()}", "demo-notes", "elsewhere", f"demo-{gone.pid}0"}


def test_the_first_undo_in_the_demo_does_not_take_its_people_away(tmp_path: Path) -> None:
    session = demo_session(tmp_path / "home", MOMENTS[0])
    with session.workspace() as workspace:
        assert workspace.undo_label() is None
        with pytest.raises(NetxError, match="Nothing to undo"):
            workspace.undo()
        name = next(iter(workspace.contacts))
        workspace.apply([Update("contacts", name, {"notes": "tried"})], "tried")
        assert workspace.undo() == ["tried"]
        assert len(workspace.contacts) > len(EXAMPLES)
