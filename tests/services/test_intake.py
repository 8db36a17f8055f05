"""An import brings people in once, follows their careers, and never overrules the user."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.errors import BadInput, UsageError
from netx_tui.services import intake as intake_module
from netx_tui.services import sources
from netx_tui.services.intake import ImportReport, Intake
from netx_tui.store import records
from netx_tui.store.tree import Table
from netx_tui.store.workspace import Workspace

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
URL = "https://www.linkedin.com/in/"
ANN = f"Ann,Lee,{URL}ann,ann@example.org,Kranich Werke,Data Engineer,12 Mar 2024"
ANN_MOVED = f"Ann,Lee,{URL}ann,ann@example.org,Storch AG,Head of Data,12 Mar 2024"


class Guess(NamedTuple):
    level: str = ""
    department: str = ""


def guess(title: str) -> Guess:
    words = title.casefold().split()
    level = "department_head" if "head" in words else "peer" if title else ""
    return Guess(level, "data" if "data" in words else "")


class FakeWorkspace:
    """The store without files: enough of it for services."""

    def __init__(self) -> None:
        self.tables = {name: Table() for name in ("contacts", "companies", "touches")}
        self.labels: list[str] = []
        self.count = 0

    def documents(self, table: str) -> Mapping[str, Mapping[str, Any]]:
        return self.tables[table]

    @property
    def contacts(self) -> Mapping[str, Any]:
        return records.RecordView(self.tables["contacts"], records.CONTACTS)

    @property
    def companies(self) -> Mapping[str, Any]:
        return records.RecordView(self.tables["companies"], records.COMPANIES)

    @property
    def touches(self) -> Mapping[str, Any]:
        return records.RecordView(self.tables["touches"], records.TOUCHES)

    def new_id(self, table: str) -> str:
        self.count += 1
        return f"{table[0]}{self.count}"

    def apply(self, changes: Iterable[Change], label: str) -> None:
        self.labels.append(label)
        for change in changes:
            if isinstance(change, Create):
                assert change.id not in self.tables[change.table]
                self.tables[change.table][change.id] = {
                    **json.loads(json.dumps(change.fields)),
                    "id": change.id,
                }
            elif isinstance(change, Update):
                self.set(change.table, change.id, **change.fields)

    def set(self, table: str, id_: str, **fields: Any) -> None:
        document = json.loads(json.dumps(self.tables[table][id_]))
        for path, value in fields.items():
            *parents, last = path.split(".")
            place = document
            for parent in parents:
                place = place.setdefault(parent, {})
            place[last] = value
            if value is None:
                del place[last]
        self.tables[table][id_] = document

    def person(self, name: str = "Ann Lee") -> Any:
        (found,) = [contact for contact in self.contacts.values() if contact.name == name]
        return found


@pytest.fixture
def store() -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def intake(store: FakeWorkspace, now: datetime) -> Intake:
    return Intake(store, guess, lambda: now)  # type: ignore[arg-type]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def writer(*lines: str, name: str = "Connections.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((*lines, "")), encoding="utf-8")
        return path

    return writer


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.skipped


# --- new people -------------------------------------------------------------------------------------


def test_a_new_person_is_a_lead_with_guessed_facts(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    report = intake.run([write(HEADER, ANN)])
    ann = store.person()
    assert counts(report) == (1, 0, 0, 0)
    assert report.ids == (ann.id,)
    assert (ann.stage, ann.source, ann.company, ann.title) == (
        "lead",
        "linkedin",
        "Kranich Werke",
        "Data Engineer",
    )
    assert (ann.level, ann.department, ann.guessed) == ("peer", "data", ("department", "level"))
    assert (ann.links["linkedin"], ann.connected["linkedin"]) == (URL + "ann", "2024-03-12")


def test_each_company_is_created_once_in_any_spelling(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    report = intake.run(
        [write(HEADER, ANN, f"Bob,Ray,{URL}bob,,KRANICH  werke,,", f"Cleo,Hill,{URL}cleo,,Storch,,")]
    )
    assert sorted(company.name for company in store.companies.values()) == ["Kranich Werke", "Storch"]
    assert report.companies == 2


def test_one_import_is_one_transaction_with_the_file_in_its_label(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    report = intake.run([write(HEADER, ANN, f"Bob,Ray,{URL}bob,,,,")])
    assert store.labels == [report.label] == ["imported Connections.csv"]


def test_importing_twice_changes_nothing(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    path = write(HEADER, ANN, "Cher,,,,,,", "Bob,Ray,,bob@example.org,,Dean,7-Feb-22")
    intake.run([path])
    before = json.dumps(store.tables, default=dict)
    report = intake.run([path])
    assert counts(report) == (0, 0, 3, 0)
    assert len(store.labels) == 1
    assert json.dumps(store.tables, default=dict) == before


def test_the_same_person_twice_in_a_file_is_skipped_with_the_first_line(intake: Intake, write: Any) -> None:
    report = intake.run([write(HEADER, ANN, "", ANN_MOVED, "Ann,Lee,,,Kranich Werke,,")])
    assert counts(report) == (1, 0, 0, 2)
    assert [(p.line, "line 2" in p.message) for p in report.problems] == [(4, True), (5, True)]


def test_namesakes_with_addresses_of_their_own_are_two_people(intake: Intake, write: Any) -> None:
    assert counts(intake.run([write(HEADER, ANN, ANN.replace("/ann", "/ann-2").replace("ann@", "a@"))])) == (
        2,
        0,
        0,
        0,
    )


def test_a_row_that_could_mean_several_people_is_skipped(intake: Intake, write: Any) -> None:
    intake.run([write(HEADER, ANN, ANN.replace("/ann", "/ann-2").replace("ann@", "a@"))])
    report = intake.run([write(HEADER, "Ann,Lee,,,Kranich Werke,Analyst,")])
    assert counts(report) == (0, 0, 0, 1)
    assert [p.line for p in report.problems] == [2]


def test_a_second_file_adds_to_the_people_of_the_first(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    netx = write("name,company,tags,motivation", "Ann Lee,Kranich Werke,data;tools,5", name="more.csv")
    report = intake.run([write(HEADER, ANN), netx])
    assert counts(report) == (1, 1, 0, 0)
    assert store.person().tags == ("data", "tools")
    assert [company.motivation for company in store.companies.values()] == [5]


# --- people already known -----------------------------------------------------------------------------


def test_an_import_fills_what_is_empty(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    store.apply(
        [Create("contacts", "c0", {"name": "ann lee", "company": "kranich werke", "stage": "met"})], "add"
    )
    report = intake.run([write(HEADER, ANN)])
    ann = store.contacts["c0"]
    assert counts(report) == (0, 1, 0, 0)
    assert (ann.name, ann.company, ann.stage) == ("ann lee", "kranich werke", "met")
    assert (ann.title, ann.level, ann.emails) == ("Data Engineer", "peer", ("ann@example.org",))


def test_the_users_own_values_win_and_are_told(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    store.set("contacts", store.person().id, title="Data Wizard", emails=["ann@home.example"])
    report = intake.run([write(HEADER, ANN_MOVED)])
    ann = store.person()
    assert (ann.title, ann.company, ann.emails) == ("Data Wizard", "Storch AG", ("ann@home.example",))
    assert "Ann Lee: Job title stays 'Data Wizard'; the file says 'Head of Data'." in report.kept


def test_an_own_value_is_not_news_while_the_file_says_what_it_said(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write(HEADER, ANN)])
    store.set("contacts", store.person().id, title="Data Wizard")
    report = intake.run([write(HEADER, ANN)])
    assert counts(report) == (0, 0, 1, 0)
    assert not report.kept


def test_a_new_surname_follows_the_file(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    intake.run([write(HEADER, ANN.replace("Ann,Lee", "Ann,Storm"))])
    assert (store.person("Ann Storm").given, store.person("Ann Storm").family) == ("Ann", "Storm")


# --- job changes ------------------------------------------------------------------------------------


def test_a_job_change_is_told_and_becomes_an_event(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    store.set("contacts", store.person().id, company_since="2021-06")
    report = intake.run([write(HEADER, ANN_MOVED)])
    ann = store.person()
    assert report.job_changes == ("Ann Lee: now Head of Data at Storch AG",)
    assert counts(report) == (0, 1, 0, 0)
    assert (ann.title, ann.company, ann.company_since) == ("Head of Data", "Storch AG", "")
    (event,) = ann.events
    assert (event.kind, event.on, event.private) == ("new_job", "2026-11-23", False)
    assert event.text == "was Data Engineer at Kranich Werke"


def test_after_a_job_change_the_same_file_changes_nothing(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write(HEADER, ANN)])
    path = write(HEADER, ANN_MOVED)
    intake.run([path])
    assert counts(intake.run([path])) == (0, 0, 1, 0)
    assert len(store.person().events) == 1


def test_a_job_change_guesses_anew_what_was_guessed(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    intake.run([write(HEADER, ANN_MOVED.replace("Head of Data", "Head of Sales"))])
    ann = store.person()
    assert (ann.level, ann.department, ann.guessed) == ("department_head", "", ("level",))


def test_a_job_change_keeps_a_level_the_user_set(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    store.set("contacts", store.person().id, level="senior", guessed=["department"])
    intake.run([write(HEADER, ANN_MOVED)])
    assert (store.person().level, store.person().guessed) == ("senior", ("department",))


def test_a_new_title_in_the_same_company_keeps_the_time_there(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write(HEADER, ANN)])
    store.set("contacts", store.person().id, company_since="2021-06")
    report = intake.run([write(HEADER, ANN.replace("Data Engineer", "Head of Data"))])
    assert report.job_changes == ("Ann Lee: now Head of Data at Kranich Werke",)
    assert store.person().company_since == "2021-06"


def test_a_new_company_without_a_title_drops_the_old_title(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write(HEADER, ANN)])
    report = intake.run([write(HEADER, f"Ann,Lee,{URL}ann,,Storch AG,,")])
    assert report.job_changes == ("Ann Lee: now at Storch AG",)
    assert (store.person().title, store.person().guessed) == ("", ())


def test_a_file_that_hides_the_job_tells_of_no_change(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write(HEADER, ANN)])
    report = intake.run([write(HEADER, f"Ann,Lee,{URL}ann,,,,")])
    assert counts(report) == (0, 0, 1, 0)
    assert store.person().company == "Kranich Werke"


def test_a_title_spelled_otherwise_is_no_job_change(intake: Intake, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    assert not intake.run([write(HEADER, ANN.replace("Data Engineer", "DATA  engineer"))]).job_changes


# --- the netx CSV, JSON, messages ---------------------------------------------------------------------


def test_a_department_said_in_a_file_replaces_the_guess(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write(HEADER, ANN)])
    intake.run([write("name,company,department", "Ann Lee,Kranich Werke,engineering", name="a.csv")])
    assert (store.person().department, store.person().guessed) == ("engineering", ("level",))


def test_a_guess_in_a_file_stays_a_guess(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run(
        [write("name,title,department,level,guessed", "Ann,Dean,education,peer,department", name="a.csv")]
    )
    assert (store.person("Ann").department, store.person("Ann").guessed) == ("education", ("department",))


def test_a_stage_counts_for_new_people_only(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write("name,stage", "Ann Lee,met", name="a.csv")])
    report = intake.run([write("name,stage", "Ann Lee,archived", name="b.csv")])
    assert store.person().stage == "met"
    assert [(step.to_stage, step.cause) for step in store.person().stage_log] == [("met", "import")]
    assert len(report.kept) == 1


def test_a_last_touch_is_written_once(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    path = write("name,last_touch,last_touch_kind", "Ann,2026-10-01,", "Bob,2026-09-01,call", name="a.csv")
    assert intake.run([path]).touches == 2
    assert counts(intake.run([path])) == (0, 0, 2, 0)
    assert [(t.on, t.kind, t.direction) for t in store.touches.values()] == [
        ("2026-10-01", "message", "out"),
        ("2026-09-01", "call", "out"),
    ]


def test_a_touch_in_the_future_is_told_and_left_out(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    report = intake.run([write("name,last_touch", "Ann,2027-01-01", name="a.csv")])
    assert counts(report) == (1, 0, 0, 0)
    assert not store.touches
    assert [(p.line, p.field) for p in report.problems] == [(2, "last_touch")]


def test_company_wishes_fill_and_never_overrule(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    store.apply([Create("companies", "k1", {"name": "Kranich", "motivation": 2})], "add")
    report = intake.run([write("name,company,motivation,company_staff", "Ann,kranich,5,900", name="a.csv")])
    assert (store.companies["k1"].motivation, store.companies["k1"].staff) == (2, 900)
    assert report.kept == ("kranich: motivation stays 2; the file says 5.",)


def test_messages_become_touches_of_known_people(
    intake: Intake, store: FakeWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", f"{HEADER}\n{ANN}\n")
        archive.writestr(
            "messages.csv",
            "FROM,SENDER PROFILE URL,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
            f"Ann Lee,{URL}ann,{URL}me,2026-05-01 09:00:00 UTC,hello\n"
            f"Sam,{URL}sam,{URL}me,2026-05-02 09:00:00 UTC,spam\n",
        )
    assert intake.run([path]).touches == 1
    assert intake.run([path]).touches == 0
    (touch,) = store.touches.values()
    assert (touch.contact, touch.on, touch.kind) == (store.person().id, "2026-05-01", "message")
    assert (touch.channel, touch.direction) == ("linkedin", "in")


def test_a_newer_message_makes_an_update_of_a_row(intake: Intake, tmp_path: Path, write: Any) -> None:
    intake.run([write(HEADER, ANN)])
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("Connections.csv", f"{HEADER}\n{ANN}\n")
        archive.writestr(
            "messages.csv",
            "FROM,SENDER PROFILE URL,RECIPIENT PROFILE URLS,DATE\n"
            f"Me,{URL}me,{URL}ann,2026-05-01 09:00:00 UTC\n",
        )
    assert counts(intake.run([tmp_path / "export.zip"])) == (0, 1, 0, 0)


def test_json_brings_research_and_events_once_and_keeps_a_free_id(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    person = {
        "id": "cann",
        "name": "Ann",
        "research": [{"id": "r9", "text": "Speaks at fairs"}, {"text": "Runs"}],
        "events": [{"kind": "baby", "on": "2026-01-01", "private": True}],
    }
    path = write(json.dumps([person]), name="a.json")
    intake.run([path])
    assert counts(intake.run([path])) == (0, 0, 1, 0)
    ann = store.contacts["cann"]
    assert [item.text for item in ann.research] == ["Speaks at fairs", "Runs"]
    assert (ann.research[0].id, ann.events[0].kind) == ("r9", "baby")


def test_namesakes_with_ids_of_their_own_are_two_people_every_time(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    file = write("id,name,company", "p1,Ann Lee,", "p2,Ann Lee,", "p3,Ann Lee,", name="people.csv")
    assert counts(intake.run([file])) == (3, 0, 0, 0)
    assert set(store.tables["contacts"]) == {"p1", "p2", "p3"}
    assert counts(intake.run([file])) == (0, 0, 3, 0)


def test_one_of_two_namesakes_was_known_already(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    intake.run([write("name,company", "Ann Lee,Kranich")])
    file = write("id,name,company", "p1,Ann Lee,Kranich", "p2,Ann Lee,Kranich")
    for _time in range(2):
        intake.run([file])
        assert len(store.tables["contacts"]) == 2
        assert "p2" in store.tables["contacts"]


def test_a_file_that_names_no_source_for_a_person_is_believed(
    intake: Intake, store: FakeWorkspace, write: Any
) -> None:
    intake.run([write("id,name,source", "p1,Ann Lee,", "p2,Bob Ray,a fair")])
    contacts = store.tables["contacts"]
    assert (contacts["p1"].get("source"), contacts["p2"]["source"]) == (None, "a fair")


def test_an_id_that_somebody_else_has_is_not_taken(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    store.apply([Create("contacts", "cann", {"name": "Bob"})], "add")
    report = intake.run([write('[{"id": "cann", "name": "Ann"}]', name="a.json")])
    assert counts(report) == (1, 0, 0, 0)
    assert store.contacts["cann"].name == "Bob"


# --- the ways to run it ------------------------------------------------------------------------------


def test_a_dry_run_reports_and_writes_nothing(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    report = intake.run([write(HEADER, ANN)], dry_run=True)
    assert (report.dry_run, report.created, report.ids) == (True, 1, ())
    assert not store.labels


def test_strict_refuses_everything_for_one_problem(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    with pytest.raises(BadInput, match=r"Nothing was imported.*Connections\.csv, line 3"):
        intake.run([write(HEADER, ANN, "Bob,Ray,,,,,never")], strict=True)
    assert not store.labels


def test_strict_lets_a_clean_file_pass(intake: Intake, write: Any) -> None:
    assert intake.run([write(HEADER, ANN)], strict=True).created == 1


def test_progress_ends_at_the_number_of_rows(intake: Intake, write: Any) -> None:
    seen: list[tuple[int, int]] = []
    rows = [f"P{n},Lee,{URL}p{n},,,," for n in range(intake_module.PROGRESS_EVERY + 1)]
    intake.run([write(HEADER, *rows)], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(500, 501), (501, 501)]


def test_a_title_is_guessed_once_however_many_hold_it(
    store: FakeWorkspace, now: datetime, write: Any
) -> None:
    asked: list[str] = []

    def counting(title: str) -> Guess:
        asked.append(title)
        return guess(title)

    rows = [f"P{n},Lee,{URL}p{n},,,Analyst," for n in range(5)]
    Intake(store, counting, lambda: now).run([write(HEADER, *rows)])  # type: ignore[arg-type]
    assert asked == ["Analyst"]


def test_the_report_is_one_json_object(intake: Intake, write: Any) -> None:
    report = json.loads(json.dumps(intake.run([write(HEADER, ANN, "Bob,Ray,,,,,never")]).as_json()))
    assert report["created"] == 2
    assert report["problems"] == [
        {"file": "Connections.csv", "line": 3, "field": "connected", "reason": "'never' is not a date."}
    ]


def test_an_unknown_kind_is_refused_with_the_known_ones(intake: Intake, write: Any) -> None:
    with pytest.raises(UsageError, match="auto, linkedin, csv, json"):
        intake.run([write(HEADER, ANN)], "vcard")


def test_a_kind_that_is_said_is_not_guessed(intake: Intake, write: Any) -> None:
    with pytest.raises(BadInput, match="not LinkedIn's"):
        intake.run([write("name,company", "Ann,Kranich")], "linkedin")


# --- bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["auto", "linkedin", "csv", "json"])
@pytest.mark.parametrize("data", [b"", Random(1).randbytes(3000), b"\x89PNG\r\n" + bytes(100), b"hello\n"])
def test_a_file_that_is_none_of_these_is_refused(
    intake: Intake, store: FakeWorkspace, tmp_path: Path, data: bytes, kind: str
) -> None:
    path = tmp_path / "thing"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="thing"):
        intake.run([path], kind)
    assert not store.labels


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(intake: Intake, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, told in (
        ("nowhere.csv", "There is no file"),
        ("", "is a folder"),
        ("pipe", "not an ordinary file"),
    ):
        with pytest.raises(BadInput, match=told):
            intake.run([tmp_path / name])


def test_a_file_one_may_not_read_is_told(intake: Intake, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = write(HEADER, ANN)
    monkeypatch.setattr(sources.os, "open", refuse)
    with pytest.raises(BadInput, match="not allowed to read"):
        intake.run([path])


def test_a_path_with_a_nul_byte_is_told(intake: Intake) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        intake.run(["a\0b.csv"])


def test_a_huge_file_is_refused_without_being_read(intake: Intake, tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.write(HEADER.encode() + b"\n")
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(BadInput, match=r"huge\.csv is larger than 64 MB"):
        intake.run([path])


def test_standard_input_is_read_for_a_dash(
    intake: Intake, store: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(f"{HEADER}\n{ANN}\n".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert intake.run(["-"]).created == 1


def test_a_closed_standard_input_is_told(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(BadInput, match="closed"):
        intake.run(["-"])


def test_hostile_rows_are_imported_as_harmless_text(intake: Intake, store: FakeWorkspace, write: Any) -> None:
    rows = (
        "[bold]Ann,[@click=app.quit]Lee,,,[/x],,",
        "B\x1b]52;c;aGk=\x07ob,R\u202eay,,,,,",
        f"Cleo,Hill,{URL}cleo,,{'x' * 10_000},,",
    )
    report = intake.run([write(HEADER, *rows, HEADER, ANN)])
    assert counts(report) == (4, 0, 0, 0)
    assert store.person("[bold]Ann [@click=app.quit]Lee").company == "[/x]"
    assert store.person("B]52;c;aGk=ob Ray")
    assert [p.line for p in report.problems] == [3, 3, 4, 5]


# --- the real store ------------------------------------------------------------------------------------


def test_in_the_real_store_an_import_is_one_step_to_undo(tmp_path: Path, now: datetime, write: Any) -> None:
    workspace = Workspace.open(tmp_path / "netx.json", who="me", run="r1", clock=lambda: now)
    intake = Intake(workspace, guess, lambda: now)  # type: ignore[arg-type]
    assert intake.run([write(HEADER, ANN, f"Bob,Ray,{URL}bob,,Kranich Werke,,")]).created == 2
    assert intake.run([write(HEADER, ANN_MOVED)]).job_changes
    assert counts(intake.run([write(HEADER, ANN_MOVED)])) == (0, 0, 1, 0)
    assert [contact.company for contact in workspace.contacts.values()] == ["Storch AG", "Kranich Werke"]
    assert workspace.undo() == ["imported Connections.csv"]
    assert [contact.title for contact in workspace.contacts.values()] == ["Data Engineer", ""]
    workspace.undo()
    assert not workspace.contacts
    assert not workspace.companies
