"""Companies, profile, today, the past, exchange, places."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netx_tui.config.shipped import shipped

Netx = Callable[..., Any]

TODAY_KEYS = set("rule severity due contact meeting action text key insight company due_opens".split())  # noqa: SIM905


def test_a_company_is_wanted_and_listed(netx: Netx) -> None:
    said = netx("company", "set", "Nordlicht Analytics", "motivation=5", "staff=400", "--json")
    assert said.status == 0
    assert (said.json["motivation"], said.json["staff"]) == (5, 400)
    assert netx("company", "list", "--json").json == [said.json]
    assert "5/5" in netx("company", "list").out


def test_a_company_may_be_renamed_and_the_id_stays(netx: Netx) -> None:
    first = netx("company", "set", "Nordlicht", "motivation=5").out
    assert netx("company", "set", "nordlicht", "name=Nordlicht Analytics").out == first


@pytest.mark.parametrize("name", ["", "  ", "\x1b"])
def test_a_company_needs_a_name(netx: Netx, name: str) -> None:
    said = netx("company", "set", name, "motivation=5")
    assert said.status == 2
    assert "name" in said.err
    assert netx("company", "list", "--json").json == []


def test_no_control_character_enters_by_a_companys_name(netx: Netx) -> None:
    assert (
        netx("company", "set", "Nord\x1b[2J\u202elicht", "motivation=5", "--json").json["name"]
        == "Nord[2Jlicht"
    )


def test_a_wish_has_bounds(netx: Netx) -> None:
    said = netx("company", "set", "Nordlicht Analytics", "motivation=6")
    assert said.status == 2
    assert "0 to 5" in said.err


def test_the_profile_is_set_and_shown(netx: Netx) -> None:
    assert netx("profile", "set", "target_departments=data; research", "purpose=get_in").status == 0
    shown = netx("profile", "show", "--json").json
    assert (shown["target_departments"], shown["purpose"]) == (["data", "research"], "get_in")
    assert "purpose=get_in" in netx("profile", "show").out


def test_the_profile_counts_at_once(netx: Netx, ayla: str) -> None:
    before = netx("contact", "show", ayla, "--json").json["score"]
    netx("profile", "set", "target_departments=legal")
    assert netx("contact", "show", ayla, "--json").json["score"] < before


def test_a_slip_in_a_department_is_asked_about(netx: Netx) -> None:
    assert "'research'" in netx("profile", "set", "target_departments=reserch").err


def test_an_unknown_profile_field_is_usage(netx: Netx) -> None:
    assert netx("profile", "set", "porpose=x").status == 2


def test_today_names_the_next_steps(netx: Netx, ayla: str) -> None:
    netx("contact", "add", "Nadia Bergen", "--company", "Kranich Werke")
    rows = netx("today", "--json").json
    assert rows
    assert all(set(row) == TODAY_KEYS for row in rows)
    assert rows[0]["text"] in netx("today").out
    assert netx("today", "--motd").out.count("\n") == 1


def test_today_is_silent_in_the_motd_when_nothing_is_to_be_done(netx: Netx) -> None:
    said = netx("today", "--motd")
    assert (said.status, said.out, said.err) == (0, "", "")


def test_bare_netx_without_a_terminal_prints_today(netx: Netx, ayla: str) -> None:
    netx("contact", "add", "Nadia Bergen", "--company", "Kranich Werke")
    assert netx().out == netx("today").out != ""


def test_undo_and_redo_say_what(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "city=Kiel")
    assert netx("undo").status == 0
    assert netx("contact", "show", ayla, "--json").json["city"] == ""
    assert netx("redo").status == 0
    assert netx("contact", "show", ayla, "--json").json["city"] == "Kiel"
    assert netx("undo", "--steps", "2").status == 0
    assert netx("contact", "list", "--json").json == []
    assert netx("undo").status == 1


def test_history_tells_who_changed_what(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "city=Kiel")
    netx("contact", "set", ayla, "city=Bonn")
    entries = netx("history", ayla, "--json").json
    assert entries[0]["changes"] == [{"field": "city", "old": "Kiel", "new": "Bonn"}]
    assert "city: Kiel → Bonn" in netx("history", "Ayla Brandt").out


def test_history_as_text_shows_what_a_person_set_and_no_inner_documents(netx: Netx, ayla: str) -> None:
    assert netx("contact", "stage", ayla, "shortlisted").status == 0
    text = netx("history", ayla).out
    assert "stage: lead → shortlisted" in text
    assert "{" not in text


def test_the_sample_connections_import_and_import_again_changes_nothing(netx: Netx) -> None:
    file = str(shipped("sample_data") / "Connections.csv")
    rehearsal = netx("import", file, "--dry-run", "--json").json
    assert netx("contact", "list", "--json").json == []
    report = netx("import", file, "--json").json
    assert report["created"] == rehearsal["created"] == 39
    assert report["problems"][0]["line"] == 44
    again = netx("import", file, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 39)
    assert netx("undo").status == 0
    assert netx("contact", "list", "--json").json == []


def test_an_import_tells_what_came_of_it(netx: Netx) -> None:
    said = netx("import", str(shipped("sample_data") / "Connections.csv"))
    assert said.out.startswith("Connections.csv: 39 new")
    assert "line 44" in said.err


def test_a_strict_import_of_a_flawed_file_brings_nothing(netx: Netx) -> None:
    said = netx("import", str(shipped("sample_data") / "Connections.csv"), "--strict")
    assert said.status == 65
    assert netx("contact", "list", "--json").json == []


def test_a_file_that_is_not_there_is_bad_input(netx: Netx, tmp_path: Path) -> None:
    assert netx("import", str(tmp_path / "no.csv")).status == 65


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_goes_out_comes_back(netx: Netx, ayla: str, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"people.{form}"
    said = netx("export", "contacts", "--to", form, "--private", "--out", str(file))
    assert (said.status, said.out) == (0, f"{file}\n")
    assert file.stat().st_mode & 0o777 == 0o600
    other = ("--data", str(tmp_path / "other.json"))
    assert netx(*other, "import", str(file), "--json").json["created"] == 1
    mine, theirs = netx("contact", "list", "--json").json, netx(*other, "contact", "list", "--json").json
    assert {**mine[0], "id": ""} == {**theirs[0], "id": ""}


def test_an_export_of_one_person_goes_to_stdout(netx: Netx, ayla: str) -> None:
    netx("contact", "add", "Nadia Bergen")
    said = netx("export", "contacts", "--to", "json", "--contact", "Ayla Brandt")
    assert [person["name"] for person in said.json] == ["Ayla Brandt"]


def test_an_export_needs_a_known_format(netx: Netx) -> None:
    assert netx("export", "contacts", "--to", "vcard").status == 2
    assert netx("export", "contacts").status == 2


def test_a_backup_is_one_file_for_its_owner(netx: Netx, ayla: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.json"
    assert netx("backup", str(file)).out == f"{file}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert ayla in json.loads(file.read_text())["contacts"].__repr__()


def test_a_backup_to_stdout_is_the_same_document(netx: Netx, ayla: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.json"
    netx("backup", str(file))
    assert netx("backup", "-").json["contacts"] == json.loads(file.read_text())["contacts"]


def test_places_are_told(netx: Netx, home: Path) -> None:
    assert netx("locate", "config").out == f"{home}/config/netx/config.yaml\n"
    assert netx("locate", "data").out == f"{home}/data/netx/netx.json\n"
    assert netx("locate", "themes").out == f"{home}/config/netx/themes\n"
    assert netx("locate", "rules").out == f"{home}/config/netx/rules\n"
    assert netx("locate", "log").out == f"{home}/state/netx/netx.log\n"
    assert netx("locate", "moon").status == 2


def test_editing_the_settings_needs_a_terminal_but_makes_the_file(netx: Netx, home: Path) -> None:
    said = netx("config", "edit")
    assert said.status == 2
    assert (home / "config" / "netx" / "config.yaml").stat().st_mode & 0o777 == 0o600


def test_editing_the_settings_starts_the_editor_without_a_shell(
    netx: Netx, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], *, check: bool) -> subprocess.CompletedProcess[bytes]:
        assert not check
        started.append(command)
        Path(command[-1]).write_text("thme: x\n")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("netx_tui.cli.places.is_terminal", lambda _stream: True)
    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setenv("EDITOR", "edit --wait '; rm -rf x'")
    said = netx("config", "edit")
    assert started == [["edit", "--wait", "; rm -rf x", f"{home}/config/netx/config.yaml"]]
    assert "'theme'" in said.err
    assert said.status == 1


def test_an_editor_that_is_missing_is_told(netx: Netx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netx_tui.cli.places.is_terminal", lambda _stream: True)
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    said = netx("config", "edit")
    assert said.status == 73
    assert "EDITOR" in said.err
