from __future__ import annotations

from datetime import timedelta

import pytest

from netx_tui.domain.changes import Create, Update
from netx_tui.store import history
from netx_tui.store.lines import DamagedError, Envelope, heads, newest_first, parse, transaction_bytes
from netx_tui.store.workspace import Workspace


@pytest.fixture
def small(monkeypatch):
    """A history that keeps five transactions and is trimmed when two too many are there."""
    monkeypatch.setattr(history, "KEPT_TRANSACTIONS", 5)
    monkeypatch.setattr(history, "_SLACK", 2)
    monkeypatch.setattr(history, "WORTH_TRIMMING", 7)


def filled(path, days):
    """A store with one edit on each of ``days``, compacted after each."""
    time = [days[0]]
    store = Workspace.open(path, who="ann", run="r", clock=lambda: time[0])
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "add")
    for number, day in enumerate(days):
        time[0] = day
        store.apply([Update("contacts", "c1", {"mutual_connections": number})], f"edit {number}")
        store.compact(force=True)
    return store


def labels(store):
    return [entry.label for entry in store.history()][::-1]


def test_a_long_history_keeps_the_last_transactions_when_they_are_old(small, data_file, now):
    store = filled(data_file, [now + timedelta(days=100 * n) for n in range(12)])
    kept = labels(store)
    assert kept[-1] == "edit 11"
    assert 5 <= len(kept) <= 8
    assert kept == [f"edit {n}" for n in range(12 - len(kept), 12)]
    again = Workspace.open(data_file, who="ann", run="r2", clock=lambda: now)
    assert again.undo(len(kept)) == kept[::-1]
    assert again.undo_label() is None
    assert again.contacts["c1"].mutual_connections == 11 - len(kept)


def test_a_long_history_keeps_ninety_days_when_that_is_more(small, data_file, now):
    store = filled(data_file, [now + timedelta(days=2 * n) for n in range(30)])
    assert labels(store) == ["add", *(f"edit {n}" for n in range(30))]


def lines_of(txn, count, seq):
    edits = [
        {"table": "contacts", "id": f"c{n}", "set": {"name": f'{txn},"n":1,"of":'}} for n in range(count)
    ]
    return transaction_bytes(Envelope("2026", "ann", "r", txn, "label"), edits, seq)


def test_the_first_lines_of_transactions_are_found_without_reading_the_rest():
    data = lines_of("t1", 3, 1) + lines_of("t2", 1, 4) + lines_of("t3", 2, 5)
    assert [(line["txn"], line["of"]) for line in heads(data)] == [("t1", 3), ("t2", 1), ("t3", 2)]


def test_lines_are_read_backwards_and_half_transactions_left_out():
    data = lines_of("t1", 2, 1) + b"garbage\n" + lines_of("t2", 1, 3) + lines_of("t3", 3, 4)
    last = data.rindex(b'{"seq":6')
    assert [line["seq"] for line in newest_first(data)] == [6, 5, 4, 3, 2, 1]
    assert [line["seq"] for line in newest_first(data[:last])] == [3, 2, 1]
    assert [line["seq"] for line in newest_first(data[: last + 20])] == [3, 2, 1]


def test_parsing_stops_at_a_half_transaction_and_says_how_far_it_came():
    first, second = lines_of("t1", 2, 1), lines_of("t2", 3, 3)
    transactions, used = parse(first + second[:-5], 1)
    assert ([line["seq"] for line in transactions[0]], len(transactions), used) == ([1, 2], 1, len(first))
    assert parse(b"", 1) == ([], 0)
    assert parse(b"torn", 1) == ([], 0)


def test_parsing_refuses_a_gap():
    with pytest.raises(DamagedError):
        parse(lines_of("t1", 1, 1) + lines_of("t3", 1, 3), 1)
    with pytest.raises(DamagedError):
        parse(lines_of("t1", 1, 2), 1)


def test_a_transaction_that_lost_its_middle_is_torn_when_nothing_follows():
    lines = lines_of("t1", 4, 1).splitlines(keepends=True)
    zeroed = lines[0] + b"\0" * len(lines[1]) + lines[2] + lines[3]
    assert parse(zeroed, 1) == ([], 0)


def test_an_unreadable_history_hides_what_it_held_but_nothing_else(store, open_store, data_file):
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "add")
    store.compact(force=True)
    data_file.with_name("netx.json.history").write_bytes(b"\xff\xfe garbage \n\x00" * 50)
    again = open_store("r2")
    assert again.history() == []
    assert again.undo_label() is None
    again.apply([Update("contacts", "c1", {"city": "Bonn"})], "edit")
    assert [entry.label for entry in again.history()] == ["edit"]
    again.compact(force=True)
    assert again.undo() == ["edit"]
