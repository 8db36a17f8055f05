"""Exports say what they leave out, and files are written whole, privately, and over nothing."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from netx_tui.domain.contacts import Company, Contact, LifeEvent, Research, Touch
from netx_tui.domain.errors import CannotCreate, CannotWrite, NotFound, UsageError
from netx_tui.services import exchange
from netx_tui.services.exchange import export_contacts, write_out
from netx_tui.services.intake import Intake
from netx_tui.store.workspace import Workspace

ANN = Contact("c1", "Ann Lee", company="KRANICH", notes="private", research=(Research("r1", "Runs"),))
BOB = Contact("c2", "Bob Ray", events=(LifeEvent("e1", "baby", private=True),))


@pytest.fixture
def store() -> Any:
    return SimpleNamespace(
        contacts={"c1": ANN, "c2": BOB},
        companies={"k1": Company("k1", "Kranich", motivation=4)},
        touches={
            "t1": Touch("t1", "c1", "2026-01-01", "mail"),
            "t2": Touch("t2", "c1", "2026-05-01", "call"),
            "t3": Touch("t3", "c1", "2026-06-01", "reaction"),
        },
    )


def test_csv_holds_the_company_wish_and_the_newest_full_touch(store: Any) -> None:
    text, _ = export_contacts(store, ["c1"], "csv")
    header, row = (line.split(",") for line in text.splitlines())
    cells = dict(zip(header, row, strict=True))
    assert (cells["name"], cells["motivation"]) == ("Ann Lee", "4")
    assert (cells["last_touch"], cells["last_touch_kind"]) == ("2026-05-01", "call")


def test_csv_names_what_it_leaves_out(store: Any) -> None:
    text, left_out = export_contacts(store, None, "csv", private=True)
    assert "private" not in text
    assert "2 contacts" in left_out[0]


def test_json_keeps_private_things_unless_asked_for(store: Any) -> None:
    text, left_out = export_contacts(store, None, "json")
    assert [(person["notes"], person["events"]) for person in json.loads(text)] == [("", []), ("", [])]
    assert "2 contacts" in left_out[0]
    text, left_out = export_contacts(store, None, "json", private=True)
    assert json.loads(text)[0]["notes"] == "private"
    assert not left_out


def test_nothing_is_said_where_nothing_is_left_out(store: Any) -> None:
    store.contacts = {"c3": Contact("c3", "Cleo Hill")}
    assert export_contacts(store, None, "csv")[1] == ()
    assert export_contacts(store, None, "json")[1] == ()


def test_only_the_chosen_are_exported_in_their_order(store: Any) -> None:
    text, _ = export_contacts(store, ["c2", "c1", "c2"], "json")
    assert [person["id"] for person in json.loads(text)] == ["c2", "c1"]


def test_an_unknown_id_or_format_is_refused(store: Any) -> None:
    with pytest.raises(NotFound):
        export_contacts(store, ["c9"], "csv")
    with pytest.raises(UsageError, match="csv, json"):
        export_contacts(store, None, "vcard")


@pytest.mark.parametrize("to", ["csv", "json"])
def test_an_export_into_an_empty_store_and_back_loses_nothing(tmp_path: Path, now: datetime, to: str) -> None:
    first = Workspace.open(tmp_path / "one.json", who="me", run="r1", clock=lambda: now)
    source = tmp_path / "people.csv"
    source.write_text(
        "name,company,title,level,emails,phones,tags,link_linkedin,connected_linkedin,stage,"
        'motivation,last_touch,alumni\n"=Ann; Lee",Kranich,Analyst,senior,a@b.c; d@e.f,+49 30 1;030 2,'
        '"x\\;y; z",linkedin.com/in/ann,2024-01-02,met,5,2026-10-01,yes\nBob,Kranich,,,,,,,,,,,\n'
    )
    guess: Any = lambda title: SimpleNamespace(level="", department="data" if title else "")  # noqa: E731
    assert Intake(first, guess, lambda: now).run([source]).problems == ()
    text, _ = export_contacts(first, None, to, private=True)
    target = tmp_path / f"export.{to}"
    write_out(target, text)
    second = Workspace.open(tmp_path / "two.json", who="me", run="r2", clock=lambda: now)
    assert Intake(second, guess, lambda: now).run([target]).problems == ()
    assert export_contacts(second, None, "csv")[0] == export_contacts(first, None, "csv")[0]
    assert Intake(first, guess, lambda: now).run([target]).unchanged == 2


def test_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write_out(tmp_path / "a.csv", "Jörg\n")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "Jörg\n"
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [name for name in os.listdir(tmp_path) if not name.endswith(".part")]


def test_what_is_there_is_not_overwritten_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    with pytest.raises(CannotCreate, match="exists already"):
        write_out(path, "new")
    assert path.read_text() == "mine"
    write_out(path, "new", force=True)
    assert path.read_text() == "new"


@pytest.mark.parametrize("force", [False, True])
def test_a_symbolic_link_is_never_followed(tmp_path: Path, force: bool) -> None:
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "a.csv").symlink_to(tmp_path / "victim")
    with pytest.raises(CannotCreate, match="symbolic link"):
        write_out(tmp_path / "a.csv", "new", force=force)
    assert (tmp_path / "victim").read_text() == "mine"


def test_a_folder_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate, match="is a folder"):
        write_out(tmp_path, "x")
    with pytest.raises(CannotCreate, match="There is no folder"):
        write_out(tmp_path / "nowhere" / "a.csv", "x")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exchange.os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write_out(folder / "a.csv", "x")
    assert os.listdir(folder) == []
