"""Backups, going back to one, and deleting a person for good, as whole command lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Netx


@pytest.fixture
def data(home: Path) -> Path:
    return home / "data" / "netx" / "netx.json"


def names(netx: Netx) -> list[str]:
    return sorted(person["name"] for person in netx("contact", "list", "--json").json)


def test_the_first_edit_leaves_a_backup_that_is_listed(netx: Netx, ayla: str, data: Path) -> None:
    (listed,) = netx("restore", "--json").json
    assert listed["at"] == "2026-11-23T08:00:00+00:00"
    assert Path(listed["path"]).parent == data.with_name("backups")
    assert listed["path"] in netx("restore").out


def test_without_backups_the_list_says_so(netx: Netx) -> None:
    said = netx("restore")
    assert (said.status, said.out) == (0, "")
    assert "no backups yet" in said.err


def test_restoring_needs_a_yes_and_can_be_undone(netx: Netx, ayla: str, tmp_path: Path) -> None:
    netx("backup", str(tmp_path / "one.json"))
    netx("contact", "add", "Nadia Bergen")
    refused = netx("restore", str(tmp_path / "one.json"))
    assert refused.status == 1
    assert "This puts 1 person of" in refused.err
    assert names(netx) == ["Ayla Brandt", "Nadia Bergen"]
    done = netx("restore", str(tmp_path / "one.json"), "--yes", "--json")
    assert done.json["changed"] == 1
    assert "before-restore" in done.json["backup"]
    assert names(netx) == ["Ayla Brandt"]
    netx("undo")
    assert names(netx) == ["Ayla Brandt", "Nadia Bergen"]


def test_a_file_that_is_not_there_is_not_found(netx: Netx, ayla: str) -> None:
    said = netx("restore", "nowhere.json", "--yes")
    assert said.status == 1
    assert "does not exist" in said.err


def test_a_yes_without_a_file_is_a_usage_error(netx: Netx, ayla: str) -> None:
    assert netx("restore", "--yes").status == 2


def test_damaged_data_tell_the_command_that_brings_them_back(netx: Netx, ayla: str, data: Path) -> None:
    netx("contact", "set", ayla, "city=Ulm")
    data.write_text('{"contacts": {')
    said = netx("contact", "list")
    assert said.status == 65
    assert said.err.count("\n") == 1
    command = said.err[said.err.index("`netx ") + 6 : said.err.rindex("`")]
    done = netx(*command.split())
    assert done.status == 0
    assert "can be read again" in done.err
    assert netx("contact", "show", ayla, "--json").json["city"] == "Ulm"
    kept = list(data.parent.glob("netx.json.damaged-*"))
    assert [file.read_text() for file in kept] == ['{"contacts": {']


def test_deleting_says_in_which_backups_the_person_remains(netx: Netx, ayla: str) -> None:
    said = netx("contact", "delete", ayla, "--yes")
    assert "in 1 backup." in said.err
    assert "--purge --yes" in said.err
    assert "/backups/netx-" in said.err


def test_purging_removes_the_person_from_every_file(netx: Netx, ayla: str, data: Path) -> None:
    refused = netx("contact", "delete", ayla, "--purge")
    assert refused.status == 1
    assert "nothing brings them back" in refused.err
    netx("contact", "add", "Nadia Bergen")
    assert "cannot be undone" in netx("contact", "delete", ayla, "--purge", "--yes").err
    for file in data.parent.rglob("*"):
        assert file.is_dir() or b"Brandt" not in file.read_bytes()
    assert names(netx) == ["Nadia Bergen"]


def test_somebody_deleted_before_can_be_purged_by_id(netx: Netx, ayla: str, data: Path) -> None:
    netx("contact", "delete", ayla, "--yes")
    assert netx("contact", "delete", ayla, "--purge", "--yes").status == 0
    for file in data.parent.rglob("*"):
        assert file.is_dir() or b"Brandt" not in file.read_bytes()
    again = netx("contact", "delete", ayla, "--purge", "--yes")
    assert again.status == 1


def test_a_backup_is_whole_json_for_other_tools(netx: Netx, ayla: str, tmp_path: Path) -> None:
    netx("contact", "set", ayla, "city=Köln")
    netx("backup", str(tmp_path / "copy.json"))
    assert "Köln" in str(json.loads((tmp_path / "copy.json").read_text()))
