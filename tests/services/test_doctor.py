"""What the doctor says of data, files around them, terminal and keys, and what it repairs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from netx_tui.domain.changes import Create, Delete
from netx_tui.services.doctor.around import disk_sentences
from netx_tui.services.doctor.checkup import store_findings
from netx_tui.services.doctor.finding import Finding, Level, is_fine
from netx_tui.services.doctor.keys import Bound, canonical, key_troubles
from netx_tui.services.doctor.machine import Machine, machine_findings
from netx_tui.services.doctor.repair import repair
from netx_tui.store.files import StorePaths
from netx_tui.store.surroundings import FileSystem
from netx_tui.store.workspace import Workspace

ANN = {"id": "c0000001", "name": "Ann Weber", "stage": "lead"}


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "netx" / "netx.json"


@pytest.fixture
def opened(data: Path, now: datetime) -> Callable[[], Workspace]:
    return lambda: Workspace.open(data, who="ann", run="run-1", clock=lambda: now)


@pytest.fixture
def store(opened: Callable[[], Workspace]) -> Workspace:
    """A store with one person in the data file and one more in the journal."""
    workspace = opened()
    workspace.apply([Create("contacts", "c0000001", {"name": "Ann Weber", "stage": "lead"})], "new")
    workspace.compact(force=True)
    workspace.apply([Create("contacts", "c0000002", {"name": "Ben Weber", "stage": "lead"})], "new")
    return workspace


def write(path: str | Path, content: str | bytes) -> None:
    Path(path).parent.mkdir(mode=0o700, exist_ok=True)
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
    os.chmod(path, 0o600)


def write_tables(data: Path, **content: Sequence[Mapping[str, Any]]) -> None:
    numbered = {
        name: {str(n): document for n, document in enumerate(rows, 1)} for name, rows in content.items()
    }
    write(data, json.dumps(numbered))


@pytest.fixture
def wrong(data: Path, now: datetime) -> Callable[[], list[Finding]]:
    """Gives the findings that are neither good nor a mere note."""
    return lambda: [one for one in store_findings(str(data), now) if not is_fine([one])]


def told(findings: Sequence[Finding], check: str) -> Finding:
    (found,) = [one for one in findings if one.check == check]
    return found


def test_where_nothing_is_yet_nothing_is_wrong_and_nothing_is_made(
    data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    assert wrong() == []
    assert not data.parent.exists()


def test_a_healthy_new_store_gives_no_warning(store: Workspace, wrong: Callable[[], list[Finding]]) -> None:
    store.keep_backup()
    assert wrong() == []


def test_looking_writes_nothing(store: Workspace, data: Path, now: datetime) -> None:
    def files() -> dict[str, tuple[int, int]]:
        return {
            path: (status.st_mtime_ns, status.st_mode)
            for path in map(str, [data.parent, *data.parent.rglob("*")])
            for status in [os.lstat(path)]
        }

    write(f"{data}.new", "x")
    before = files()
    store_findings(str(data), now)
    assert files() == before


def test_a_data_file_that_cannot_be_read_is_an_error_with_place_backup_and_command(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    backup = store.keep_backup()
    data.write_text('{\n"contacts": {"1"')
    found = told(wrong(), "data")
    assert (found.level, found.file, found.line) == (Level.ERROR, str(data), 2)
    assert f"{data} cannot be used: it ends in the middle (line 2, column 17)." == found.text
    assert f"`netx restore {backup} --data {data} --yes`" in found.cure


def test_without_a_backup_the_cure_goes_on_with_what_can_be_read(
    data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    write(data, "{")
    found = told(wrong(), "data")
    assert "There is no good backup" in found.cure
    assert f"netx restore {data} --data {data} --yes" in found.cure


def test_files_that_do_not_belong_together_are_an_error(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    data.unlink()
    found = told(wrong(), "data")
    assert "is missing or empty" in found.text
    assert "netx restore" in found.cure


def test_a_damaged_journal_names_its_line(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    store.apply([Create("contacts", "c0000003", {"name": "Cem Kurt"})], "new")
    lines = Path(f"{data}.journal").read_bytes().split(b"\n")
    lines[1] = b"garbage"
    write(f"{data}.journal", b"\n".join(lines))
    found = told(wrong(), "journal")
    assert (found.level, found.line) == (Level.ERROR, 2)
    assert "netx restore" in found.cure


def test_a_torn_journal_can_be_repaired(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    with open(f"{data}.journal", "ab") as journal:
        journal.write(b"{")
    found = told(wrong(), "journal")
    assert (found.level, found.repairable) == (Level.WARNING, True)
    assert "`netx doctor --repair`" in found.cure


def test_a_file_that_may_not_be_read_says_how_to_look(data: Path, wrong: Callable[[], list[Finding]]) -> None:
    data.mkdir(parents=True)
    found = told(wrong(), "data")
    assert "is a folder" in found.text
    assert f"`ls -l {data}`" in found.cure


def test_a_damaged_line_of_the_history_is_only_noted(store: Workspace, data: Path, now: datetime) -> None:
    with open(f"{data}.history", "ab") as history:
        history.write(b"garbage\n")
    found = told(store_findings(str(data), now), "history")
    assert (found.level, found.line) == (Level.INFO, 2)
    assert "Nothing need be done" in found.cure


@pytest.mark.parametrize(("schema", "level"), [(99, Level.WARNING), (1, None)])
def test_a_file_of_a_newer_netx_is_told(data: Path, now: datetime, schema: int, level: Level | None) -> None:
    identity = {"id": "store", "generation": "g1", "schema": schema}
    write_tables(data, meta=[identity], contacts=[ANN])
    found = [one for one in store_findings(str(data), now) if one.check == "version"]
    assert [one.level for one in found] == ([level] if level else [])
    assert all("Update netx" in one.cure for one in found)


def test_a_version_that_cannot_be_read_is_told(data: Path, wrong: Callable[[], list[Finding]]) -> None:
    write_tables(data, meta=[{"id": "store", "generation": 5}], contacts=[ANN])
    assert "netx backup" in told(wrong(), "version").cure


@pytest.mark.parametrize(
    ("field", "value", "text", "cure"),
    [
        ("follow_up_on", "2026-02-30", "'2026-02-30', which is no date", "follow_up_on=YYYY-MM-DD`"),
        ("company_since", "2026-13", "'2026-13', which is no date", "company_since=YYYY-MM`"),
        ("level", "boss", "'boss', which is none of its words", "netx contact set c0000001 level="),
        ("stage", "leed", "'leed', which is none of its words", "netx contact stage c0000001 lead"),
        ("mutual_connections", -5, "is -5, which is too small", "mutual_connections=0`"),
        ("alumni", "yes", "something of the wrong kind", "alumni=no`"),
    ],
)
def test_a_wrong_value_is_told_with_the_command_that_sets_it(
    data: Path, wrong: Callable[[], list[Finding]], field: str, value: Any, text: str, cure: str
) -> None:
    write_tables(data, contacts=[{**ANN, field: value}])
    found = told(wrong(), "documents")
    assert f"contacts c0000001: {field}" in found.text
    assert text in found.text
    assert cure in found.cure


def test_a_wrong_value_that_no_command_sets_is_a_note(data: Path, now: datetime) -> None:
    write_tables(data, contacts=[ANN], touches=[{"id": "t1", "contact": "c0000001", "on": "soon"}])
    found = told(store_findings(str(data), now), "documents")
    assert (found.level, "netx history t1" in found.cure) == (Level.INFO, True)


def test_many_faults_of_a_kind_are_counted(data: Path, wrong: Callable[[], list[Finding]]) -> None:
    write_tables(data, contacts=[{"id": f"c{n}", "name": "Ann", "level": "boss"} for n in range(40)])
    found = wrong()
    assert len(found) == 6
    assert "35 more" in found[-1].text


def test_an_orphan_is_told_and_left(data: Path, wrong: Callable[[], list[Finding]]) -> None:
    write_tables(data, contacts=[ANN], touches=[{"id": "t1", "contact": "c9"}])
    found = told(wrong(), "references")
    assert not found.repairable
    assert "`netx history c9`" in found.cure


@pytest.mark.parametrize(
    ("name", "level", "check", "cure"),
    [
        ("netx.sync-conflict-20261123-091500-ABCDEFG.json", Level.WARNING, "copies", "contact list"),
        (".netx.json.swp", Level.WARNING, "copies", "Close it there without saving"),
        ("netx.json~", Level.INFO, "copies", "rm "),
        ("netx.json.new", Level.WARNING, "leftovers", "`netx doctor --repair`"),
        (".syncthing.netx.json.tmp", Level.INFO, "leftovers", "Syncthing removes it"),
        ("netx.json.journal.torn", Level.INFO, "leftovers", "rm "),
        ("netx.json.damaged-20261123-091500", Level.INFO, "leftovers", "rm "),
    ],
)
def test_what_lies_beside_the_data_is_told_with_a_cure(
    store: Workspace, data: Path, now: datetime, name: str, level: Level, check: str, cure: str
) -> None:
    file = data.parent / name
    write(file, "{}")
    old = now.timestamp() - 3600
    os.utime(file, (old, old))
    found = told(store_findings(str(data), now), check)
    assert (found.level, found.file) == (level, str(file))
    assert cure in found.cure


def test_a_file_that_is_being_written_is_no_leftover(store: Workspace, data: Path, now: datetime) -> None:
    write(f"{data}.new", "{}")
    os.utime(f"{data}.new", (now.timestamp(), now.timestamp()))
    assert not [one for one in store_findings(str(data), now) if one.check == "leftovers"]


def test_a_file_open_to_others_is_told_with_its_permissions(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    data.chmod(0o644)
    found = told(wrong(), "permissions")
    assert ("0644" in found.text, found.repairable) == (True, True)
    assert f"chmod go-rwx {data}" in found.cure


def test_a_folder_where_others_may_write_is_told_and_left(
    tmp_path: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    found = told(store_findings(str(shared / "netx.json"), now), "permissions")
    assert ("chmod go-w" in found.cure, found.repairable) == (True, False)
    shared.chmod(0o1777)
    sticky = told(store_findings(str(shared / "netx.json"), now), "permissions")
    assert ("folder of its own" in sticky.cure, "chmod" in sticky.cure) == (True, False)
    shared.chmod(0o777)
    assert list(repair(str(shared / "netx.json"), opened, now)) == []
    assert shared.stat().st_mode & 0o777 == 0o777


def test_a_symbolic_link_is_an_error(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]]
) -> None:
    data.rename(data.parent / "real")
    data.symlink_to(data.parent / "real")
    found = told(wrong(), "permissions")
    assert (found.level, found.repairable) == (Level.ERROR, False)
    assert "Name the real file" in found.cure


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "file").touch()
    found = told(store_findings(str(tmp_path / "file" / "netx.json"), now), "folder")
    assert (found.level, "netx --data FILE" in found.cure) == (Level.ERROR, True)


def test_a_folder_that_cannot_be_written_to_is_an_error(
    store: Workspace, data: Path, wrong: Callable[[], list[Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    found = told(wrong(), "folder")
    assert (found.file, f"`ls -ld {data.parent}`" in found.cure) == (str(data.parent), True)


def test_further_private_files_are_looked_at_too(tmp_path: Path, data: Path, now: datetime) -> None:
    log = tmp_path / "netx.log"
    log.touch(mode=0o644)
    assert told(store_findings(str(data), now, (str(log),)), "permissions").file == str(log)


def test_who_is_writing_is_told(store: Workspace, data: Path, now: datetime) -> None:
    from fcntl import LOCK_EX, flock

    with open(f"{data}.lock", "rb") as held:
        flock(held, LOCK_EX)
        found = told(store_findings(str(data), now), "lock")
    assert found.level is Level.INFO
    assert f"Process {os.getpid()} (" in found.text
    assert f"kill {os.getpid()}" in found.cure


def test_a_stopped_process_that_holds_the_lock_is_an_error(
    store: Workspace, wrong: Callable[[], list[Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from netx_tui.store import surroundings

    holder = surroundings.Holder(4711, "python3", stopped=True)
    state = surroundings.LockState(True, holder)
    monkeypatch.setattr(surroundings, "lock_state", lambda _paths: state)
    found = told(wrong(), "lock")
    assert (found.level, "4711 (python3)" in found.text) == (Level.ERROR, True)
    assert "kill -CONT 4711" in found.cure


def test_a_file_system_without_locks_is_an_error(
    store: Workspace, wrong: Callable[[], list[Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from netx_tui.store import surroundings

    monkeypatch.setattr(surroundings, "lock_state", lambda _p: surroundings.LockState(True, None, "No locks"))
    found = told(wrong(), "lock")
    assert (found.level, "local disk" in found.cure) == (Level.ERROR, True)


@pytest.mark.parametrize(
    ("disk", "level", "text", "cure"),
    [
        (FileSystem("ext4", frozenset(), 10**9, 1000), Level.OK, "953 MB are free", ""),
        (FileSystem("ext4", frozenset(), 10**7, 1000), Level.WARNING, "Only 9 MB", "Make room"),
        (FileSystem("ext4", frozenset(), 10**5, 1000), Level.ERROR, "Only 98 KB", "Make room"),
        (FileSystem("ext4", frozenset(), 10**9, 3), Level.WARNING, "Hardly any more files", "Make room"),
        (FileSystem("nfs4", frozenset(), 10**9, None), Level.INFO, "network file system (nfs4)", ""),
        (FileSystem("nfs", frozenset(["nolock"]), 10**9, None), Level.WARNING, "do not reach", "local disk"),
        (FileSystem("9p", frozenset(), 10**9, None), Level.WARNING, "do not reach", "one machine at a time"),
    ],
)
def test_the_disk_is_told(disk: FileSystem, level: Level, text: str, cure: str) -> None:
    found = disk_sentences(disk, "/data")[-1]
    assert (found.level, text in found.text, cure in found.cure) == (level, True, True)


def test_old_and_unreadable_backups_are_told(
    store: Workspace, data: Path, now: datetime, wrong: Callable[[], list[Finding]]
) -> None:
    kept = store.keep_backup()
    later = now + timedelta(days=30)
    os.utime(data, (later.timestamp(), later.timestamp()))
    found = told(store_findings(str(data), later), "backups")
    assert (found.level, "30 days ago" in found.text) == (Level.WARNING, True)
    assert "`netx backup`" in found.cure
    Path(kept).write_text("{")
    unreadable = told(wrong(), "backups")
    assert (kept in unreadable.text, f"rm {kept}" in unreadable.cure) == (True, True)


def test_no_backup_yet_is_only_noted(store: Workspace, data: Path, now: datetime) -> None:
    found = told(store_findings(str(data), now), "backups")
    assert (found.level, "`netx backup`" in found.cure) == (Level.INFO, True)


# -- repairs ----------------------------------------------------------------------------------------


@pytest.fixture
def ailing(data: Path, now: datetime) -> Path:
    """A data file with all that can be repaired, and with what cannot."""
    write_tables(
        data,
        contacts=[
            {**ANN, "referral_by": "c3k9v2m4", "level": "boss"},
            {**ANN, "name": "Ben Weber"},
            {"name": "Cem Kurt", "odd": {"kept": [1]}},
        ],
        touches=[{"id": "t1", "contact": "c9"}],
        actions=[{"id": "a1", "title": "read it", "insights": ["i9"], "contact": "c0000001"}],
    )
    data.chmod(0o644)
    left = Path(f"{data}.new")
    left.touch()
    os.utime(left, (now.timestamp() - 3600,) * 2)
    return data


def test_what_can_be_repaired_safely_is_and_the_rest_stays(
    ailing: Path, now: datetime, opened: Callable[[], Workspace], wrong: Callable[[], list[Finding]]
) -> None:
    done = list(repair(str(ailing), opened, now))
    assert len(done) == 8
    assert [(one.check, one.repairable) for one in wrong()] == [("references", False), ("documents", False)]
    contacts = opened().contacts
    assert sorted(contact.name for contact in contacts.values()) == ["Ann Weber", "Ben Weber", "Cem Kurt"]
    assert contacts["c0000001"].name == "Ann Weber"
    assert contacts["c0000001"].referral_by == ""
    documents = opened().documents("contacts").values()
    assert [document["odd"] for document in documents if "odd" in document] == [{"kept": [1]}]
    assert opened().documents("touches").keys() == {"t1"}
    assert "insights" not in opened().documents("actions")["a1"]


def test_a_second_repair_changes_nothing(
    ailing: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    assert list(repair(str(ailing), opened, now))
    files = {path: path.read_bytes() for path in ailing.parent.rglob("*") if path.is_file()}
    assert list(repair(str(ailing), opened, now)) == []
    assert {path: path.read_bytes() for path in ailing.parent.rglob("*") if path.is_file()} == files


def test_the_repair_of_documents_is_one_step_that_can_be_undone(
    ailing: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    before = {name: dict(opened().documents(name)) for name in ("contacts", "actions")}
    list(repair(str(ailing), opened, now))
    workspace = opened()
    assert workspace.undo() == ["repairs by netx doctor"]
    kept = ("id", "rev", "updated")
    for name, documents in before.items():
        after = workspace.documents(name)
        assert after.keys() == documents.keys()
        for key, document in documents.items():
            assert {k: v for k, v in after[key].items() if k not in (*kept, "created")} == {
                k: v for k, v in document.items() if k not in (*kept, "created")
            }


def test_a_backup_is_taken_before_documents_are_repaired(
    ailing: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    done = list(repair(str(ailing), opened, now))
    (backup,) = (ailing.parent / "backups").iterdir()
    assert backup.name.endswith("-before-repair.json")
    assert any(str(backup) in sentence for sentence in done)
    assert "c3k9v2m4" in backup.read_text()


def test_permissions_alone_need_no_backup(
    store: Workspace, data: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    data.chmod(0o664)
    assert list(repair(str(data), opened, now)) == [f"Only you can get at {data} now."]
    assert not (data.parent / "backups").exists()


def test_a_torn_journal_is_set_aside(
    store: Workspace, data: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    with open(f"{data}.journal", "ab") as journal:
        journal.write(b"{half")
    assert any("Set aside 5 bytes" in sentence for sentence in repair(str(data), opened, now))
    assert Path(f"{data}.journal.torn").read_bytes() == b"{half"
    assert opened().contacts.keys() == {"c0000001", "c0000002"}


def test_a_damaged_data_file_is_never_repaired(
    data: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    write(data, '{"contacts": {')
    assert list(repair(str(data), opened, now)) == []
    assert data.read_text() == '{"contacts": {'
    assert os.listdir(data.parent) == ["netx.json"]


def test_a_file_of_a_newer_netx_is_not_touched(
    data: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    write_tables(data, meta=[{"id": "store", "generation": "g1", "schema": 99}], contacts=[{"name": "Ann"}])
    before = data.read_bytes()
    assert list(repair(str(data), opened, now)) == []
    assert data.read_bytes() == before


def test_deleting_a_person_leaves_a_reference_that_can_be_removed(
    store: Workspace, data: Path, now: datetime, opened: Callable[[], Workspace]
) -> None:
    store.apply([Create("contacts", "c3k9v2m4", {"name": "Dana", "referral_by": "c0000002"})], "new")
    store.apply([Delete("contacts", "c0000002")], "deleted")
    assert StorePaths(data).snapshot == str(data)
    assert any("referral_by" in sentence for sentence in repair(str(data), opened, now))
    assert opened().contacts["c3k9v2m4"].referral_by == ""


# -- terminal and programs ----------------------------------------------------------------------------


def machine(
    answers: Mapping[str, str] | None = None, *, missing: Sequence[str] = (), **changes: Any
) -> Machine:
    """A good terminal; ``answers`` is what tmux says of its options."""
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "de_DE.UTF-8", "EDITOR": "nano"}
    environ |= changes.pop("environ", {})
    whole: dict[str, Any] = {
        "environ": environ,
        "is_terminal": True,
        "columns": 120,
        "lines": 40,
        "find": lambda program: None if program in missing else f"/usr/bin/{program}",
        "ask": lambda command: (answers or {}).get(command[-1], ""),
        "opens_links": True,
        "mouse": True,
        "versions": {"netx": "1.0", "Python": "3.11.7"},
        **changes,
    }
    return Machine(**whole)


def test_a_good_terminal_gives_no_warning() -> None:
    found = machine_findings(machine())
    assert is_fine(found)
    assert told(found, "versions").text == "netx 1.0, Python 3.11.7."


@pytest.mark.parametrize(
    ("changes", "check", "level", "text", "cure"),
    [
        ({"is_terminal": False}, "terminal", Level.INFO, "no terminal", ""),
        ({"environ": {"TERM": "dumb"}}, "terminal", Level.WARNING, "'dumb'", "export TERM=xterm-256color"),
        ({"environ": {"TERM": ""}}, "terminal", Level.WARNING, "''", "export TERM=xterm-256color"),
        ({"columns": 60, "lines": 20}, "terminal", Level.INFO, "60 columns", "80 columns wide"),
        ({"mouse": False}, "terminal", Level.OK, "The mouse is left", ""),
        ({"environ": {"NO_COLOR": "1"}}, "colours", Level.INFO, "NO_COLOR", "unset NO_COLOR"),
        ({"environ": {"COLORTERM": ""}}, "colours", Level.INFO, "256", "export COLORTERM=truecolor"),
        ({"environ": {"COLORTERM": "", "TERM": "xterm"}}, "colours", Level.INFO, "16 ", "COLORTERM"),
        ({"environ": {"STY": "1.pts"}}, "colours", Level.INFO, "GNU screen", ""),
        ({"environ": {"STY": "1.pts"}}, "screen", Level.INFO, "GNU screen", "tmux"),
        ({"environ": {"LANG": "C"}}, "letters", Level.WARNING, "no UTF-8", "export LANG=C.UTF-8"),
        ({"environ": {"LC_ALL": "de_DE.ISO-8859-1"}}, "letters", Level.WARNING, "no UTF-8", "LC_ALL=C.UTF-8"),
        ({"missing": ["nano"]}, "editor", Level.WARNING, "'nano'", "export EDITOR"),
        ({"environ": {"EDITOR": "nano '"}}, "editor", Level.WARNING, "cannot be started", "export EDITOR"),
        ({"environ": {"EDITOR": ""}, "missing": ["vi"]}, "editor", Level.INFO, "no vi", "export EDITOR"),
        ({"opens_links": False}, "links", Level.INFO, "shown and copied", ""),
        ({"missing": ["xdg-open", "open", "www-browser"]}, "links", Level.INFO, "No program", "xdg-utils"),
    ],
)
def test_terminal_and_programs_are_told_with_a_cure(
    changes: dict[str, Any], check: str, level: Level, text: str, cure: str
) -> None:
    found = told(machine_findings(machine(**changes)), check)
    assert (found.level, text in found.text, cure in found.cure) == (level, True, True)


@pytest.mark.parametrize(
    ("answers", "level", "text", "cure"),
    [
        ({"set-clipboard": "external", "mouse": "on", "escape-time": "10"}, Level.OK, "passes on", ""),
        ({"set-clipboard": "off", "mouse": "on"}, Level.WARNING, "to itself", "set-clipboard external"),
        ({"set-clipboard": "on", "mouse": "off"}, Level.INFO, "leaves the mouse", "tmux set -g mouse on"),
        ({"set-clipboard": "on", "escape-time": "500"}, Level.INFO, "500 ms", "escape-time 10"),
        ({}, Level.INFO, "does not answer", "tmux show"),
    ],
)
def test_tmux_is_asked_for_its_settings(answers: dict[str, str], level: Level, text: str, cure: str) -> None:
    found = told(machine_findings(machine(answers, environ={"TMUX": "/tmp/tmux,1,0"})), "tmux")
    assert (found.level, text in found.text, cure in found.cure) == (level, True, True)


def test_tmux_that_is_not_found_cannot_copy() -> None:
    found = told(machine_findings(machine(environ={"TMUX": "x"}, missing=["tmux"])), "tmux")
    assert (found.level, "PATH" in found.cure) == (Level.WARNING, True)


# -- keys ------------------------------------------------------------------------------------------

BOUND = (
    Bound("People", "undo", "u"),
    Bound("People", "people.new", "n"),
    Bound("People", "help", "question_mark"),
    Bound("Form", "form.save", "ctrl+s"),
)


@pytest.mark.parametrize(
    ("keymap", "text", "cure"),
    [
        ({"people.nwe": "x"}, "no key binding 'people.nwe'", "'people.new'"),
        ({"zzz": "x"}, "no key binding 'zzz'", "`?`"),
        ({"undo": "contrl+z"}, "'contrl+z' is no key", "ctrl+s"),
        ({"undo": "shift+z"}, "no terminal sends 'shift+z'", "'Z'"),
        ({"undo": "ctrl+i"}, "does not get through", "alt+letter"),
        ({"undo": "n"}, "'n' belongs to people.new too", "another key"),
        ({"undo": "?"}, "'question_mark' belongs to help too", "another key"),
        ({"undo": "x", "people.new": "x"}, "belongs to", "another key"),
    ],
)
def test_keys_that_cannot_work_are_told(keymap: dict[str, str], text: str, cure: str) -> None:
    (found,) = key_troubles(keymap, BOUND)
    assert (text in found.text, cure in found.cure) == (True, True)


@pytest.mark.parametrize(
    "keymap",
    [
        {"undo": "z, ctrl+z"},
        {"undo": "f5,?,slash,+", "help": "f1"},
        {"people.new": "ctrl+s"},
        {"undo": "n", "people.new": "u"},
        {"undo": "ctrl+left,latin_small_letter_a"},
    ],
)
def test_keys_that_work_are_not_told(keymap: dict[str, str]) -> None:
    assert list(key_troubles(keymap, BOUND)) == []


def test_a_key_has_one_name() -> None:
    assert [canonical(key) for key in ("?", "/", "+", "a", "ctrl+[")] == [
        "question_mark",
        "slash",
        "plus",
        "a",
        "ctrl+left_square_bracket",
    ]
