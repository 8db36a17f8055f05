"""The people of the demo: everything there is has an example, and all is in order with the rules.

``python -m tests.services.test_demo_data`` writes ``sample_data/demo.json`` anew.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from netx_tui.config.yaml_files import read_yaml
from netx_tui.domain.actions import COLUMNS
from netx_tui.domain.changes import Create
from netx_tui.domain.contacts import FULL_TOUCHES, LEVELS, LIGHT_TOUCHES, STAGES, TIERS, Contact
from netx_tui.domain.mails.kinds import KINDS
from netx_tui.domain.meetings import INSIGHT_KINDS, STATUSES
from netx_tui.domain.sending import Outgoing, sent
from netx_tui.domain.stages import ANSWERS, NEXT_STAGES
from netx_tui.services.demo import fill
from netx_tui.services.doctor.checkup import store_findings
from netx_tui.services.doctor.finding import is_fine
from netx_tui.services.exchange import export_contacts
from netx_tui.store.examine import examine
from netx_tui.store.files import StorePaths
from netx_tui.store.workspace import Workspace

FOLDER = Path(__file__).parents[2] / "sample_data"
SOURCE, COMPACT = FOLDER / "demo.yaml", FOLDER / "demo.json"
BERLIN = ZoneInfo("Europe/Berlin")


def compact() -> str:
    """The content of ``demo.yaml`` in one line."""
    return json.dumps(read_yaml(str(SOURCE)), ensure_ascii=False, separators=(",", ":")) + "\n"


SAMPLE: dict[str, Any] = json.loads(COMPACT.read_text(encoding="utf-8"))


def test_the_compact_file_says_the_same_as_the_one_that_is_written_by_hand() -> None:
    assert COMPACT.read_text(encoding="utf-8") == compact(), "python -m tests.services.test_demo_data"


# -- what is there ---------------------------------------------------------------------------------


def said(table: str, field: str) -> set[str]:
    """The values of one field in a table."""
    return {fields[field] for fields in SAMPLE[table].values() if field in fields}


def test_everything_there_is_has_an_example() -> None:
    assert said("contacts", "stage") | {"lead"} == set(STAGES)
    assert said("contacts", "tier") == set(TIERS)
    assert said("contacts", "level") >= set(LEVELS) - {"unknown"}
    assert said("contacts", "lang") == {"en", "de"}
    assert said("contacts", "formality") == {"sie", "du"}
    assert said("actions", "column") == set(COLUMNS)
    # Nobody is in the middle of a talk while they look around.
    assert said("meetings", "status") == set(STATUSES) - {"live"}
    assert said("insights", "kind") >= set(INSIGHT_KINDS) - {"certificate", "company"}
    assert said("mails", "kind") >= {"invitation", "nudge", "brief", "thank_you", "check_in", "share_article"}
    assert said("mails", "reply") == {"yes", "no", "open"}


def test_touches_are_full_and_light_and_go_both_ways_over_a_year() -> None:
    assert said("touches", "kind") & set(FULL_TOUCHES) >= {"call", "meeting", "message", "congrats"}
    assert said("touches", "kind") & set(LIGHT_TOUCHES) == set(LIGHT_TOUCHES)
    assert said("touches", "direction") == {"in", "out"}
    months = {touch["on"][:7] for touch in SAMPLE["touches"].values() if touch["on"] > "2025-12"}
    assert len(months) >= 10


def test_it_is_large_enough_to_look_around_in() -> None:
    counts = {table: len(rows) for table, rows in SAMPLE.items() if isinstance(rows, dict)}
    assert counts["contacts"] >= 60
    assert counts["companies"] >= 16
    assert counts["meetings"] >= 8
    assert counts["insights"] >= 25
    assert (counts["articles"], counts["reviews"]) == (8, 2)
    assert sum("sent" in article for article in SAMPLE["articles"].values()) == 2


def test_life_events_are_private_but_for_what_stands_in_public_profiles() -> None:
    events = [event for person in SAMPLE["contacts"].values() for event in person.get("events", ())]
    assert {event["kind"] for event in events} >= {"birthday", "baby", "promotion", "new_job", "award"}
    assert all(event["private"] for event in events if event["kind"] in ("birthday", "baby"))
    assert "--02-29" in {event["on"] for event in events}


# -- in order with the rules -----------------------------------------------------------------------


def test_every_path_is_one_that_can_be_gone_and_ends_at_the_stage() -> None:
    for name, person in SAMPLE["contacts"].items():
        stage = "lead"
        for change in person.get("stage_log", ()):
            allowed = change["to"] in NEXT_STAGES[stage] or stage in ANSWERS.get(change["to"], ())
            assert change["from"] == stage, name
            assert allowed, (name, change)
            stage = change["to"]
        assert person.get("stage", "lead") == stage, name


def test_the_score_is_kept_of_everybody_who_was_chosen() -> None:
    for person in SAMPLE["contacts"].values():
        chosen = [
            change["at"]
            for change in person.get("stage_log", ())
            if change["to"] in ("shortlisted", "invited")
        ]
        assert bool(chosen) == ("score_seen" in person)
        assert not chosen or person["score_seen"]["at"] == chosen[-1]


def test_every_mail_has_its_touch(now: datetime) -> None:
    nobody = Contact("c", "Nobody", stage="in_touch")
    for name, mail in SAMPLE["mails"].items():
        touch = SAMPLE["touches"][name]
        assert mail["kind"] in KINDS
        assert (touch["contact"], touch["on"], touch["direction"]) == (
            mail["contact"],
            mail["sent_at"][:10],
            "out",
        )
        filed = sent(Outgoing(mail["kind"], "en", "", ""), nobody, now, "m")[1]
        assert isinstance(filed, Create)
        assert touch["kind"] == filed.fields["kind"]
        if "replied_at" in mail:
            day = mail["replied_at"][:10]
            answers = [
                t for t in SAMPLE["touches"].values() if (t["contact"], t["on"]) == (mail["contact"], day)
            ]
            assert any(t["kind"] == "reply" and t["direction"] == "in" for t in answers), name


def test_invitations_and_reminders_stand_on_the_path_of_the_person() -> None:
    for mail in SAMPLE["mails"].values():
        if mail["kind"] in ("invitation", "nudge"):
            stage = {"invitation": "invited", "nudge": "nudged"}[mail["kind"]]
            steps = {
                (change["to"], change["at"]) for change in SAMPLE["contacts"][mail["contact"]]["stage_log"]
            }
            assert (stage, mail["sent_at"]) in steps
            assert stage == "nudged" or mail["band_at_sending"] in "AB" or mail["override_reason"]


def test_briefs_and_thanks_are_those_that_were_sent() -> None:
    went = {(mail["kind"], mail.get("meeting")): mail["sent_at"] for mail in SAMPLE["mails"].values()}
    for name, talk in SAMPLE["meetings"].items():
        assert talk.get("brief_sent_at") == went.get(("brief", name))
        assert talk.get("thanked_at") == went.get(("thank_you", name))


def test_talks_and_the_stages_of_their_people_fit() -> None:
    fitting = {
        "draft": {"in_dialogue"},
        "scheduled": {"scheduled"},
        "held": {"met"},
        "closed": {"in_touch", "dormant"},
        "cancelled": {"in_dialogue"},
        "no_show": {"parked"},
    }
    for name, talk in SAMPLE["meetings"].items():
        person = SAMPLE["contacts"][talk["contact"]]
        assert person["stage"] in fitting[talk["status"]], name
        if talk["status"] in ("held", "closed"):
            assert person["tier"]
            told = [t for t in SAMPLE["touches"].values() if t.get("meeting") == name]
            assert [t["on"] for t in told] == [talk["at"][:10]]
        if talk["status"] == "closed":
            assert all(talk[field] for field in ("debriefed_at", "thanked_at", "next_contact")), name


def test_insights_fall_into_their_talk() -> None:
    for name, insight in SAMPLE["insights"].items():
        talk = SAMPLE["meetings"][insight["meeting"]]
        assert talk["contact"] == insight["contact"]
        assert talk["started_at"] <= insight["captured_at"] <= talk["ended_at"], name


def test_cards_stand_where_their_last_move_led() -> None:
    for name, card in SAMPLE["actions"].items():
        moves = card.get("history", ())
        if moves:
            assert (moves[-1]["to"], moves[-1]["at"]) == (card["column"], card["entered_column_at"]), name
            assert [move["from"] for move in moves[1:]] == [move["to"] for move in moves[:-1]], name
        assert bool(card.get("evidence")) == (card["column"] == "done"), name
    named = [SAMPLE["actions"]["read-ddia"]["insights"], SAMPLE["insights"]]
    assert len({named[1][insight]["contact"] for insight in named[0]}) == 3


def test_articles_that_were_sent_were_mailed_on_that_day() -> None:
    days = {
        (m["contact"], m["sent_at"][:10]) for m in SAMPLE["mails"].values() if m["kind"] == "share_article"
    }
    for article in SAMPLE["articles"].values():
        assert {(sending["contact"], sending["on"]) for sending in article.get("sent", ())} <= days
        assert set(article.get("for", ())) <= set(SAMPLE["contacts"])


# -- in a store ------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)


def opened(path: Path, now: datetime) -> Workspace:
    workspace = Workspace.open(path, who="robin", run="run1", clock=lambda: now)
    fill(workspace, SAMPLE, now)
    return workspace


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "now",
    [
        "2026-11-23T09:00+01:00",
        "2027-02-28T23:30+00:00",
        "2028-02-29T08:00+01:00",
        "2028-03-01T00:10-08:00",
        "2026-12-31T23:59+13:00",
        "2027-01-01T00:00+00:00",
    ],
)
def test_the_doctor_finds_nothing_wrong_with_it(tmp_path: Path, now: str) -> None:
    path = tmp_path / "netx.json"
    moment = datetime.fromisoformat(now)
    opened(path, moment).close(compact=True)
    assert not examine(StorePaths(str(path))).faults
    assert [found.text for found in store_findings(str(path), moment) if not is_fine([found])] == []


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("to", ["json", "csv"])
def test_an_export_holds_nothing_private_unless_it_is_asked_to(
    tmp_path: Path, now: datetime, to: str
) -> None:
    workspace = opened(tmp_path / "netx.json", now)
    text, _left_out = export_contacts(workspace, None, to)
    workspace.close(compact=False)
    for person in SAMPLE["contacts"].values():
        assert not person.get("notes") or person["notes"] not in text
        for event in person.get("events", ()):
            assert not event.get("private", True) or event.get("text", event["on"]) not in text


@pytest.mark.usefixtures("quick")
def test_meetings_are_kept_in_utc_with_the_zone_of_the_user(tmp_path: Path) -> None:
    now = datetime(2026, 7, 1, 7, tzinfo=BERLIN)
    workspace = opened(tmp_path / "netx.json", now)
    talk = workspace.meetings["nils-meeting"]
    workspace.close(compact=False)
    assert (talk.at, talk.zone) == ("2026-07-01T07:00:00+00:00", "Europe/Berlin")


if __name__ == "__main__":
    COMPACT.write_text(compact(), encoding="utf-8")
