"""Real processes: killed at any moment, and writing at the same time."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback

from netx_tui.domain.changes import Create, Update


def forked(work):
    """A child that does ``work(tell)``: its process id, and the pipe on which it tells what is done."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    status = 1
    try:
        os.close(reader)
        work(lambda text: os.write(writer, text.encode()))
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def told(reader):
    """All lines that arrive until the other end is closed."""
    with open(reader, "rb") as pipe:
        return [line.decode() for line in pipe.read().split(b"\n")[:-1]]


def test_no_acknowledged_edit_is_lost_by_kill_9(open_store):
    chance = random.Random(20261123)
    open_store("first").apply([Create("contacts", "c1", {"name": "Ann", "mutual_connections": 0})], "add")

    for kill in range(20):
        start = open_store(f"look-{kill}").contacts["c1"].mutual_connections

        def work(tell, kill=kill, start=start):
            store = open_store(f"run-{kill}")
            for number in range(start + 1, start + 100_000):
                many = [Create("contacts", f"c{number}-{n}", {"name": "x" * 500}) for n in range(number % 4)]
                store.apply(
                    [Update("contacts", "c1", {"mutual_connections": number}), *many], f"edit {number}"
                )
                tell(f"{number}\n")
                if number % 5 == 0:
                    store.compact(force=True)

        child, reader = forked(work)
        time.sleep(chance.uniform(0.02, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acknowledged = int((told(reader) or [start])[-1])
        after = open_store(f"after-{kill}")
        kept = after.contacts["c1"].mutual_connections
        assert acknowledged <= kept <= acknowledged + 1
        for number in range(1, kept + 1):
            assert all(f"c{number}-{n}" in after.documents("contacts") for n in range(number % 4))
    assert kept > 5


def test_three_processes_writing_at_once_lose_no_acknowledged_edit(open_store):
    open_store("first").apply([Create("contacts", "c1", {"name": "Ann", "tags": []})], "add")

    def writer(mine):
        def work(tell):
            store = open_store(f"run-{mine}", who=f"person-{mine}")
            for number in range(40):
                shared = {
                    f"links.n{mine}-{number}": f"https://{mine}.example",
                    "tags": [*store.documents("contacts")["c1"]["tags"], f"t{mine}-{number}"],
                    "city": f"{mine}",
                }
                own = Create("contacts", f"c{mine}-{number}", {"name": "New"})
                store.apply([Update("contacts", "c1", shared), own], f"edit {number}")
                tell(f"{mine}-{number}\n")
                if number % 10 == mine:
                    store.compact(force=True)
                if number % 3 == 0:
                    store.poll()

        return work

    children = [forked(writer(mine)) for mine in range(3)]
    acknowledged = [name for _child, reader in children for name in told(reader)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _reader in children] == [0, 0, 0]
    assert len(acknowledged) == 120
    people = open_store("check").documents("contacts")
    for name in acknowledged:
        assert f"n{name}" in people["c1"]["links"]
        assert f"t{name}" in people["c1"]["tags"]
        assert f"c{name}" in people
    assert people["c1"]["rev"] == 121
    assert len(open_store("check-2").history()) == 241


def test_a_reader_always_sees_whole_transactions_while_others_write_and_compact(open_store):
    open_store("first").apply([Create("contacts", n, {"name": "0"}) for n in ("a", "b")], "add")

    def work(tell):
        store = open_store("writer")
        for number in range(120):
            store.apply([Update("contacts", n, {"name": str(number)}) for n in ("a", "b")], "both")
            if number % 4 == 0:
                store.compact(force=True)
        tell("done\n")

    child, reader = forked(work)
    follower = open_store("follower")
    looks, last = 0, 0
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        for session in (open_store("fresh", read_only=True), follower):
            session.poll()
            one, other = (int(session.documents("contacts")[n]["name"]) for n in ("a", "b"))
            assert one == other >= 0
            looks += 1
        assert one >= last
        last = one
    assert told(reader) == ["done"]
    follower.poll()
    assert follower.documents("contacts")["a"]["name"] == "119"
    assert looks > 1
