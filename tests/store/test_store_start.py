"""Opening for reading costs little, because what only writing needs is imported when it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import netx_tui
from netx_tui.domain.changes import Create

READING = """
import sys
from netx_tui.store.workspace import Workspace
store = Workspace.open(sys.argv[1], who="ann", run="r", clock=None, read_only=True)
assert [contact.name for contact in store.contacts.values()] == ["Ann"], dict(store.contacts)
assert store.poll() == ()
store.close()
print(*sys.modules)
"""


def test_reading_imports_nothing_that_only_writing_needs(store, data_file):
    store.apply([Create("contacts", "c1", {"name": "Ann"})], "add")
    root = str(Path(netx_tui.__file__).parents[1])
    command = [sys.executable, "-S", "-c", READING, str(data_file)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "netx_tui.store.workspace" in loaded
    writing = {
        "tinydb",
        "hashlib",
        "secrets",
        "tempfile",
        "shutil",
        "pathlib",
        "random",
        "fcntl",
        "threading",
    }
    assert not loaded & writing
    late = {"undo", "staging", "history", "receipts", "rescue", "tinydb_storage"}
    assert not loaded & {f"netx_tui.store.{name}" for name in late}
