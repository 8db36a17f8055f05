from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest
from tinydb import TinyDB

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import CannotCreate
from netx_tui.store.backups import ALWAYS_KEPT, Backup, backups, surplus
from netx_tui.store.files import StorePaths
from netx_tui.store.workspace import Workspace

ANN = Create("contacts", "c1", {"name": "Ann Berg", "city": "Bonn"})
START = datetime(2026, 11, 23, 8, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now

    def on(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opened(data_file, clock):
    def opened(run="run-1"):
        return Workspace.open(data_file, who="ann", run=run, clock=clock)

    return opened


def edit(**fields):
    return [Update("contacts", "c1", fields)]


def kept(data_file):
    return backups(StorePaths(data_file))


def one_each(step, count):
    """Backups taken every ``step`` until now, newest first."""
    return [Backup(f"b{n}", START - n * step, "", 1000) for n in range(count)]


def left(known, now=START, **options):
    gone = surplus(known, now, **options)
    return [backup for backup in known if backup not in gone]


def test_the_first_edit_is_backed_up_when_its_session_ends(opened, data_file):
    store = opened()
    store.apply([ANN], "add")
    store.close()
    (backup,) = kept(data_file)
    assert backup.at == START
    with TinyDB(backup.path) as stock:
        assert [document["name"] for document in stock.table("contacts")] == ["Ann Berg"]


def test_a_session_that_changed_nothing_takes_no_backup(opened, data_file):
    opened().close()
    assert not data_file.parent.exists()


def test_one_backup_an_hour_and_only_after_a_change(opened, data_file, clock):
    store = opened()
    store.apply([ANN], "add")
    assert store.backup_if_due()
    clock.on(minutes=59)
    store.apply(edit(city="Ulm"), "move")
    assert not store.backup_if_due()
    clock.on(minutes=1)
    assert store.backup_if_due()
    clock.on(hours=5)
    assert not store.backup_if_due()
    assert len(kept(data_file)) == 2


def test_a_backup_of_another_session_counts_too(opened, data_file, clock):
    first, second = opened("one"), opened("two")
    first.apply([ANN], "add")
    first.backup_if_due()
    second.poll()
    assert not second.backup_if_due()


def test_backups_are_private_and_leave_nothing_else_behind(opened, data_file):
    store = opened()
    store.apply([ANN], "add")
    path = store.keep_backup("before-restore")
    folder = data_file.with_name("backups")
    assert os.listdir(folder) == ["netx-20261123-080000-before-restore.json"]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_backups_in_one_second_are_both_kept(opened, data_file):
    store = opened()
    store.apply([ANN], "add")
    assert store.keep_backup() != store.keep_backup()
    assert len(kept(data_file)) == 2


def test_files_of_others_in_the_folder_are_left_alone(opened, data_file, clock):
    folder = data_file.with_name("backups")
    store = opened()
    store.apply([ANN], "add")
    store.keep_backup()
    for name in ("mine.json", "other-20200101-000000.json", "netx-2020.json", "netx-20209999-000000.json"):
        (folder / name).write_text("{}")
    clock.on(days=400)
    for n in range(5):
        store.apply(edit(city=str(n)), "move")
        store.keep_backup()
        clock.on(minutes=1)
    names = {backup.path.rpartition("/")[2] for backup in kept(data_file)}
    assert "netx-20261123-080000.json" not in names
    assert {"mine.json", "other-20200101-000000.json"} < set(os.listdir(folder))
    assert "mine.json" not in names


def test_a_day_of_hours_two_weeks_of_days_and_eight_of_weeks_are_kept():
    ages = [START - backup.at for backup in left(one_each(timedelta(minutes=30), 48 * 100))]
    assert len([age for age in ages if age <= timedelta(hours=24)]) in range(24, 30)
    assert len([age for age in ages if timedelta(hours=25) < age <= timedelta(days=14)]) in range(12, 15)
    assert len([age for age in ages if age > timedelta(days=14)]) in range(5, 8)
    assert max(ages) <= timedelta(weeks=8)


def test_thinning_every_hour_for_months_ends_where_thinning_once_does():
    known: list[Backup] = []
    for hour in range(24 * 90):
        now = START + timedelta(hours=hour)
        known = left([Backup(str(hour), now, "", 1000), *known], now)
    ages = [now - backup.at for backup in known]
    assert max(ages) > timedelta(days=48)
    assert len(known) < 24 + 14 + 8 + 3


def test_the_newest_stay_however_old_they_are():
    known = one_each(timedelta(days=400), 10)
    assert left(known) == known[:ALWAYS_KEPT]


def test_beyond_the_size_cap_the_oldest_go():
    assert len(left(one_each(timedelta(hours=1), 24), cap=10_500)) == 10
    assert len(left(one_each(timedelta(hours=1), 24), cap=10)) == ALWAYS_KEPT


def test_a_backup_taken_before_something_risky_stays_two_weeks():
    known = [
        *one_each(timedelta(minutes=1), 5),
        Backup("r", START - timedelta(minutes=9), "before-restore", 1),
    ]
    assert known[-1] in left(known)
    assert known[-1] not in left(known, START + timedelta(days=15))


def test_a_backup_that_cannot_be_written_is_told_and_costs_no_edit(opened, data_file):
    store = opened()
    store.apply([ANN], "add")
    data_file.with_name("backups").write_text("in the way")
    with pytest.raises(CannotCreate, match="backups"):
        store.keep_backup()
    store.close()
    assert opened("later").contacts["c1"].city == "Bonn"
    assert json.loads(data_file.read_text())["contacts"]
