"""What the examination of raw files finds, without opening them as a store."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.store import surroundings
from netx_tui.store.examine import Examination, examine, odd_ids
from netx_tui.store.faults import Fault
from netx_tui.store.files import StorePaths
from netx_tui.store.mending import make_private, remove_half_written, set_torn_aside
from netx_tui.store.surroundings import Sort
from netx_tui.store.workspace import Workspace

ANN = {"id": "c0000001", "name": "Ann Weber", "stage": "lead"}
NOW = 1_800_000_000.0


@pytest.fixture
def paths(data_file: Path) -> StorePaths:
    data_file.parent.mkdir(mode=0o700)
    return StorePaths(data_file)


def write(path: str, content: bytes | str) -> None:
    Path(path).write_bytes(content.encode() if isinstance(content, str) else content)
    os.chmod(path, 0o600)


def tables(paths: StorePaths, **content: Any) -> Examination:
    """What is found in a data file with these tables; a list of documents is numbered."""
    numbered = {
        name: {str(n): document for n, document in enumerate(rows, 1)} if isinstance(rows, list) else rows
        for name, rows in content.items()
    }
    write(paths.snapshot, json.dumps(numbered))
    return examine(paths)


def kinds(found: Examination) -> list[tuple[Fault, str, str]]:
    return [(place.fault, place.id, place.field) for place in found.faults]


def test_where_there_are_no_files_nothing_is_found_and_nothing_written(data_file: Path) -> None:
    found = examine(StorePaths(data_file))
    assert (found.there, found.damage, found.faults, found.refusal) == (False, None, (), "")
    assert not data_file.parent.exists()


def test_a_store_of_netx_has_no_faults(store: Workspace, data_file: Path) -> None:
    store.apply([Create("contacts", "c1", {"name": "Ann Weber", "stage": "lead"})], "new")
    store.apply([Update("contacts", "c1", {"follow_up_on": "2026-12-01"})], "later")
    store.close(compact=False)
    found = examine(StorePaths(data_file))
    assert (found.faults, found.documents, found.journal.edits) == ((), {"contacts": 1}, 2)


@pytest.mark.parametrize(
    ("content", "why", "line", "column"),
    [
        (b'{\n"contacts": {"1": {"id": "c1"', "it ends in the middle", 2, 30),
        (b'{\n"contacts": {"1": {"id": "c1', "it ends in the middle", 2, 26),
        (b'{\n"contacts": {}\n"meta": {}}', "a comma or a closing bracket is missing", 3, 1),
        (b'{"contacts" {}}', "a colon is missing", 1, 13),
        (b'{"contacts": ,}', "a value is missing", 1, 14),
        (b"{contacts: 1}", "a name in quotes is missing", 1, 2),
        (b'{"contacts": {}}\nxyz', "something follows behind the end", 2, 1),
        (b'{"contacts": {"1": {"n": NaN}}}', "it holds a number that is none", 1, 26),
        (b'{"contacts": {"1": {"n": 1e999}}}', "it holds a number that is none", 1, 26),
        (b'{\n"contacts": {"1": {"n": "\xff"}}}', "it is not UTF-8 text", 2, 26),
        (b'{"a":' * 100_000, "it is nested too deep", 0, 0),
        (b"[]", "it holds no tables", 0, 0),
        (b'{"contacts": []}', "'contacts' in it is no table", 0, 0),
        (b'{"contacts": {"7": 5}}', "entry 7 of 'contacts' in it is no document", 0, 0),
    ],
)
def test_why_a_data_file_cannot_be_read_is_told_in_words_with_the_place(
    paths: StorePaths, content: bytes, why: str, line: int, column: int
) -> None:
    write(paths.snapshot, content)
    damage = examine(paths).damage
    assert damage is not None
    assert (damage.why, damage.line, damage.column) == (why, line, column)


def test_a_byte_order_mark_is_no_damage(paths: StorePaths) -> None:
    write(paths.snapshot, b"\xef\xbb\xbf" + json.dumps({"contacts": {"1": ANN}}).encode())
    assert examine(paths).damage is None


def test_an_id_that_is_there_twice_is_found(paths: StorePaths) -> None:
    found = tables(paths, contacts=[ANN, {**ANN, "name": "Ben Weber"}])
    assert [(place.fault, place.id, place.value) for place in found.faults] == [
        (Fault.DOUBLE_ID, "c0000001", "2")
    ]
    assert odd_ids(paths.snapshot) == [("contacts", "c0000001-2")]


@pytest.mark.parametrize("document", [{"name": "Ann"}, {"id": "", "name": "Ann"}, {"id": 7, "name": "Ann"}])
def test_a_document_without_an_id_is_found(paths: StorePaths, document: dict[str, Any]) -> None:
    found = tables(paths, contacts=[ANN, document])
    assert (Fault.NO_ID, "2", "") in kinds(found)
    assert [table for table, _name in odd_ids(paths.snapshot)] == ["contacts"]


def test_a_key_that_stands_twice_is_found(paths: StorePaths) -> None:
    write(paths.snapshot, '{"contacts": {"1": {"id": "c1", "name": "Ann", "name": "Ben"}}}')
    assert kinds(examine(paths)) == [(Fault.DOUBLE_KEY, "", "name")]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", 5, Fault.WRONG_TYPE),
        ("emails", "ann@example.org", Fault.WRONG_TYPE),
        ("emails", ["ann@example.org", 5], Fault.WRONG_TYPE),
        ("alumni", "yes", Fault.WRONG_TYPE),
        ("mutual_connections", True, Fault.WRONG_TYPE),
        ("research", [], Fault.WRONG_TYPE),
        ("mutual_connections", -1, Fault.OUT_OF_RANGE),
        ("follow_up_on", "2026-02-30", Fault.IMPOSSIBLE_DATE),
        ("follow_up_on", "20261123", Fault.IMPOSSIBLE_DATE),
        ("follow_up_on", "0026-11-23", Fault.IMPOSSIBLE_DATE),
        ("company_since", "2026-13", Fault.IMPOSSIBLE_DATE),
        ("created", "2026-11-23T09:00:00", Fault.IMPOSSIBLE_TIME),
        ("created", "yesterday", Fault.IMPOSSIBLE_TIME),
        ("stage", "leed", Fault.UNKNOWN_WORD),
        ("level", "boss", Fault.UNKNOWN_WORD),
        ("tier", "outer", Fault.UNKNOWN_WORD),
    ],
)
def test_a_value_that_cannot_be_is_found(paths: StorePaths, field: str, value: Any, fault: Fault) -> None:
    assert kinds(tables(paths, contacts=[{**ANN, field: value}])) == [(fault, "c0000001", field)]


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("connected", {"linkedin": "2026-99-01"}, "connected.linkedin"),
        ("research", {"r1": {"text": "a talk", "on": "soon"}}, "research.r1.on"),
        ("events", {"e1": {"kind": "birthday", "on": "--02-30"}}, "events.e1.on"),
        ("stage_log", {"s1": {"at": "now", "from": "lead", "to": "invited"}}, "stage_log.s1.at"),
        ("score_seen", {"score": 5, "at": "2026-11-23"}, "score_seen.at"),
    ],
)
def test_parts_of_a_document_are_looked_at_too(paths: StorePaths, field: str, value: Any, path: str) -> None:
    assert [place.field for place in tables(paths, contacts=[{**ANN, field: value}]).faults] == [path]


def test_a_birthday_without_a_year_and_unknown_fields_are_fine(paths: StorePaths) -> None:
    events = {"e1": {"kind": "birthday", "on": "--02-29"}}
    assert not tables(
        paths, contacts=[{**ANN, "events": events, "from_later": [{"x": 1}], "tier": ""}]
    ).faults


def test_what_a_value_of_the_wrong_kind_says_stays_private(paths: StorePaths) -> None:
    found = tables(paths, contacts=[{**ANN, "emails": "ann@example.org"}])
    assert "ann@example.org" not in repr(found.faults)


@pytest.mark.parametrize(
    ("table", "document", "fault", "field"),
    [
        ("touches", {"id": "t1", "contact": "c9"}, Fault.ORPHAN, "contact"),
        ("mails", {"id": "m1", "contact": "c9"}, Fault.ORPHAN, "contact"),
        ("meetings", {"id": "m1", "contact": "c9"}, Fault.ORPHAN, "contact"),
        ("mails", {"id": "m1", "contact": "c0000001", "meeting": "m9"}, Fault.GONE, "meeting"),
        ("insights", {"id": "i1", "contact": "c9"}, Fault.GONE, "contact"),
        ("actions", {"id": "a1", "insights": ["i9"]}, Fault.GONE, "insights"),
        ("meetings", {"id": "m1", "captures": {"k1": {"insight": "i9"}}}, Fault.GONE, "captures.k1.insight"),
        ("articles", {"id": "a1", "for": ["c0000001", "c9"]}, Fault.GONE, "for"),
        ("companies", {"id": "f1", "name": "Kranich", "advocate": "c3k9v2m4"}, Fault.GONE, "advocate"),
    ],
)
def test_a_reference_to_what_is_gone_is_found(
    paths: StorePaths, table: str, document: dict[str, Any], fault: Fault, field: str
) -> None:
    found = tables(paths, contacts=[ANN], **{table: [document]})
    assert kinds(found) == [(fault, document["id"], field)]


def test_a_recommender_may_be_a_name(paths: StorePaths) -> None:
    people = [{**ANN, "referral_by": "Ben Weber"}, {**ANN, "id": "c2", "referral_by": "c0000001"}]
    assert not tables(paths, contacts=people).faults
    found = tables(paths, contacts=[{**ANN, "referral_by": "c3k9v2m4", "score_seen": {"better": "c9"}}])
    assert {place.fault for place in found.faults} == {Fault.GONE, Fault.GONE_REMARK}


def test_edits_in_the_journal_count(store: Workspace, data_file: Path) -> None:
    store.apply(
        [Create("contacts", "c1", {"name": "Ann"}), Create("touches", "t1", {"contact": "c1"})], "new"
    )
    store.compact(force=True)
    store.apply([Update("touches", "t1", {"contact": "c9"})], "moved")
    assert kinds(examine(StorePaths(data_file))) == [(Fault.ORPHAN, "t1", "contact")]


def test_a_torn_end_of_the_journal_is_measured_and_set_aside(store: Workspace, data_file: Path) -> None:
    paths = StorePaths(data_file)
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "new")
    with open(paths.journal, "ab") as journal:
        journal.write(b'{"seq":2,"at"')
    assert (examine(paths).journal.torn, examine(paths).journal.damage) == (13, None)
    assert set_torn_aside(paths) == 13
    assert Path(f"{paths.journal}.torn").read_bytes() == b'{"seq":2,"at"'
    assert (examine(paths).journal.torn, set_torn_aside(paths)) == (0, 0)


def test_an_earlier_torn_end_is_kept(store: Workspace, data_file: Path) -> None:
    paths = StorePaths(data_file)
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "new")
    for tail in (b"one", b"two"):
        with open(paths.journal, "ab") as journal:
            journal.write(tail)
        set_torn_aside(paths)
    assert Path(f"{paths.journal}.torn").read_bytes() == b"onetwo"


def test_a_damaged_line_of_the_journal_is_named(store: Workspace, data_file: Path) -> None:
    paths = StorePaths(data_file)
    for number in range(3):
        store.apply([Create("contacts", f"c{number}", {"name": "Ann"})], "new")
    lines = Path(paths.journal).read_bytes().split(b"\n")
    lines[2] = b"garbage"
    write(paths.journal, b"\n".join(lines))
    damage = examine(paths).journal.damage
    assert damage is not None
    assert damage.line == 3


def test_a_journal_without_its_header_is_damaged_in_line_1(store: Workspace, data_file: Path) -> None:
    paths = StorePaths(data_file)
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "new")
    write(paths.journal, b"garbage\n")
    damage = examine(paths).journal.damage
    assert damage is not None
    assert (damage.why, damage.line) == ("its beginning is damaged", 1)


def _one_edit(store: Workspace) -> None:
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "new")
    store.compact(force=True)
    store.apply([Create("contacts", "c2", {"name": "Ben"})], "new")


def test_a_journal_that_continues_another_file_is_found(store: Workspace, data_file: Path) -> None:
    _one_edit(store)
    paths = StorePaths(data_file)
    os.unlink(paths.lock)
    write(paths.snapshot, json.dumps({"contacts": {"1": ANN}}))
    assert "is not the file that" in examine(paths).refusal


def test_a_missing_data_file_with_edits_in_the_journal_is_found(store: Workspace, data_file: Path) -> None:
    _one_edit(store)
    data_file.unlink()
    assert "is missing or empty" in examine(StorePaths(data_file)).refusal


def test_a_journal_that_lost_its_end_is_found(store: Workspace, data_file: Path) -> None:
    _one_edit(store)
    paths = StorePaths(data_file)
    first = Path(paths.journal).read_bytes().split(b"\n")[0]
    write(paths.journal, first + b"\n")
    assert "has lost its end" in examine(paths).refusal


def test_lines_of_the_history_that_cannot_be_read_are_counted(store: Workspace, data_file: Path) -> None:
    _one_edit(store)
    paths = StorePaths(data_file)
    with open(paths.history, "ab") as history:
        history.write(b"garbage\n")
    history_state = examine(paths).history
    assert (history_state.lines, history_state.unreadable, history_state.first) == (2, 1, 2)


@pytest.mark.parametrize(
    ("name", "sort", "maker"),
    [
        ("netx.sync-conflict-20261123-091500-ABCDEFG.json", Sort.CONFLICT, "Syncthing"),
        ("netx.json.sync-conflict-20261123-091500-ABCDEFG.journal", Sort.CONFLICT, "Syncthing"),
        ("netx (Ann's conflicted copy 2026-11-23).json", Sort.CONFLICT, "Dropbox, Nextcloud"),
        ("netx (conflicted copy 2026-11-23 091500).json", Sort.CONFLICT, "Dropbox, Nextcloud"),
        ("netx_conflict-20261123-091500.json", Sort.CONFLICT, "ownCloud"),
        ("netx.json..path1", Sort.CONFLICT, "rclone"),
        ("netx.json.conflict1", Sort.CONFLICT, "rclone"),
        (".unison.netx.json.0123.unison.tmp", Sort.CONFLICT, "Unison"),
        ("netx (1).json", Sort.CONFLICT, "another program"),
        ("netx copy.json", Sort.CONFLICT, "another program"),
        (".netx.json.swp", Sort.OPEN, "vim"),
        (".#netx.json", Sort.OPEN, "Emacs"),
        ("netx.json~", Sort.EDITOR_COPY, "an editor"),
        ("netx.json.bak", Sort.EDITOR_COPY, "an editor"),
        ("netx.json.new", Sort.HALF_WRITTEN, "netx"),
        ("netx.json.journal.new", Sort.HALF_WRITTEN, "netx"),
        ("netx.json.0a1b2c3d.new", Sort.HALF_WRITTEN, "netx"),
        ("netx.json.journal.torn", Sort.TORN, "netx"),
        ("netx.json.damaged-20261123-091500", Sort.DAMAGED, "netx"),
    ],
)
def test_copies_and_leftovers_beside_the_data_file_are_known(
    paths: StorePaths, name: str, sort: Sort, maker: str
) -> None:
    write(os.path.join(paths.folder, name), "{}")
    found = surroundings.beside(paths, NOW)
    assert [(os.path.basename(one.path), one.sort, one.maker) for one in found] == [(name, sort, maker)]


@pytest.mark.parametrize("name", ["other.json", "netx-2026.json", "notes.txt", "netx.json.gpg"])
def test_other_files_in_the_folder_are_left_alone(paths: StorePaths, name: str) -> None:
    write(os.path.join(paths.folder, name), "{}")
    assert surroundings.beside(paths, NOW) == []


def test_the_stores_own_files_are_no_copies(store: Workspace, data_file: Path) -> None:
    _one_edit(store)
    store.keep_backup()
    assert surroundings.beside(StorePaths(data_file), NOW) == []


def test_a_half_written_backup_is_found_and_removed(store: Workspace, data_file: Path) -> None:
    _one_edit(store)
    left = Path(f"{store.keep_backup()}.0a1b2c3d.new")
    left.touch()
    (found,) = surroundings.beside(StorePaths(data_file), NOW)
    assert (found.path, found.sort) == (str(left), Sort.HALF_WRITTEN)
    assert remove_half_written(StorePaths(data_file), found)
    assert not left.exists()


def test_files_and_folders_open_to_others_are_found_and_made_private(
    store: Workspace, data_file: Path
) -> None:
    _one_edit(store)
    store.keep_backup()
    paths = StorePaths(data_file)
    os.chmod(paths.snapshot, 0o644)
    os.chmod(paths.backups, 0o755)
    found = surroundings.exposed(paths)
    assert [(one.path, one.mode) for one in found] == [(paths.snapshot, 0o644), (paths.backups, 0o755)]
    assert all(map(make_private, found))
    assert surroundings.exposed(paths) == []
    assert os.stat(paths.backups).st_mode & 0o777 == 0o700


def test_netxs_own_folder_is_private_and_another_one_must_only_not_be_writable(tmp_path: Path) -> None:
    for name, mode, wanted in (("netx", 0o755, 0o700), ("texts", 0o755, None), ("shared", 0o777, 0o755)):
        folder = tmp_path / name
        folder.mkdir()
        folder.chmod(mode)
        found = surroundings.exposed(StorePaths(folder / "netx.json"))
        assert [one.wanted for one in found] == ([] if wanted is None else [wanted])


def test_a_symbolic_link_is_found_and_never_followed(paths: StorePaths, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch(mode=0o644)
    os.symlink(target, paths.snapshot)
    (found,) = surroundings.exposed(paths)
    assert found.link
    assert not make_private(found)
    assert target.stat().st_mode & 0o777 == 0o644


def test_who_holds_the_lock_is_read_from_the_kernels_list(paths: StorePaths) -> None:
    from fcntl import LOCK_EX, flock

    write(paths.lock, "")
    assert surroundings.lock_state(paths) == surroundings.LockState(True)
    with open(paths.lock, "rb") as held:
        flock(held, LOCK_EX)
        state = surroundings.lock_state(paths)
        inode = os.fstat(held.fileno()).st_ino
        unknown = surroundings.lock_state(paths, "1: POSIX ADVISORY WRITE 1 00:01:99 0 EOF")
        elsewhere = surroundings.lock_state(
            paths, f"1: FLOCK  ADVISORY  WRITE {os.getpid()} 99:99:{inode} 0 EOF"
        )
    assert state.holder is not None
    assert (state.holder.pid, state.holder.stopped) == (os.getpid(), False)
    assert state.holder.command == Path("/proc/self/comm").read_text().strip()
    assert unknown.holder == surroundings.Holder()
    assert elsewhere.holder is not None
    assert elsewhere.holder.pid == os.getpid()


def test_without_a_lock_file_nobody_holds_it_and_none_is_made(paths: StorePaths) -> None:
    assert surroundings.lock_state(paths) == surroundings.LockState(False)
    assert not os.path.lexists(paths.lock)


MOUNTS = """\
22 1 0:21 / / rw,relatime - ext4 /dev/vda rw
23 22 0:22 / {folder} rw,nosuid - nfs4 server:/export rw,vers=4.2,local_lock=none
24 22 0:23 / {folder}/my\\040disk rw - fuse.sshfs host: rw
25 22 0:24 / {folder}/old rw - nfs server:/old rw,nolock
"""


@pytest.mark.parametrize(
    ("below", "kind", "network", "reaches"),
    [
        ("", "nfs4", True, True),
        ("my disk", "fuse.sshfs", True, False),
        ("old", "nfs", True, False),
        ("oldest", "nfs4", True, True),
    ],
)
def test_the_file_system_is_the_one_of_the_longest_mount_point(
    tmp_path: Path, below: str, kind: str, network: bool, reaches: bool
) -> None:
    folder = tmp_path / below
    folder.mkdir(exist_ok=True)
    assert surroundings.nearest_folder(str(folder / "not" / "yet")) == str(folder)
    disk = surroundings.file_system(str(folder), MOUNTS.format(folder=tmp_path))
    assert disk is not None
    assert (disk.kind, surroundings.is_network(disk), surroundings.locks_reach_others(disk)) == (
        kind,
        network,
        reaches,
    )


def test_a_backup_that_cannot_be_read_is_found_also_an_old_one(
    open_store: Callable[..., Workspace], data_file: Path
) -> None:
    store = open_store()
    _one_edit(store)
    good = [Path(store.keep_backup()) for _n in range(3)]
    old = data_file.parent / "backups" / "netx-20260101-000000.json"
    write(str(old), '{"contacts": {')
    assert surroundings.backup_state(StorePaths(data_file)).unreadable == (str(old),)
    good[-1].write_text("{")
    assert set(surroundings.backup_state(StorePaths(data_file)).unreadable) == {str(good[-1]), str(old)}
