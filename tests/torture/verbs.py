"""The verbs that write, run on a store of their own: in a forked process or as a program."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.torture.disk import CHANGING
from tests.torture.scenario import State, opened, state_of

ROOT = str(Path(__file__).parents[2])
OWN = ("id", "rev", "created", "updated")

VERBS: dict[str, tuple[str, ...]] = {
    "add": ("contact", "add", "Mira Sand", "--notes", "x" * 700, "--city", "Ulm"),
    "shortening edit": ("contact", "set", "Ann Berg", "notes="),
    "import": ("import", "{folder}/people.csv"),
    "undo": ("undo",),
    "delete": ("contact", "delete", "Bo Lind", "--yes"),
    "redo": ("redo",),
    "purge": ("contact", "delete", "Cy Ochs", "--purge", "--yes"),
    "backup": ("backup", "{folder}/copy.json"),
}

Told = list[str]


class Home:
    """A folder with a store, a file to import, and nothing else that a verb could reach."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data" / "netx.json"

    def fill(self) -> None:
        """Three people, edits in the history and in the journal, something to redo."""
        self.folder.mkdir(parents=True)
        rows = [f"Import {n},Bonn,{'z' * n * 9}" for n in range(40)]
        (self.folder / "people.csv").write_text("\n".join(("name,city,notes", *rows)) + "\n")
        for words in (
            ("contact", "add", "Ann Berg", "--notes", "y" * 900),
            ("contact", "add", "Bo Lind", "--city", "Jena"),
            ("contact", "add", "Cy Ochs"),
            ("contact", "set", "Bo Lind", "city=Kiel"),
            ("contact", "set", "Ann Berg", "city=Bonn"),
            ("undo",),
        ):
            if self.forked(words):
                raise RuntimeError(words)

    def copied(self, folder: Path) -> Home:
        """The same at ``folder``."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Home(folder)

    def state(self) -> State:
        """What a session that opens now shows."""
        return state_of(opened(self.data, read_only=True))

    def environment(self) -> dict[str, str]:
        """The environment of a verb; ``NETX_NOW`` may be set in it."""
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        private = {name: str(self.folder / "home") for name in names}
        return {**private, "PATH": os.environ["PATH"], "PYTHONPATH": ROOT, "NETX_DATA": str(self.data)}

    def words(self, verb: Sequence[str]) -> list[str]:
        """The words of ``verb`` with this folder in them."""
        return [word.replace("{folder}", str(self.folder)) for word in verb]

    def program(self, verb: Sequence[str]) -> list[str]:
        """The command that runs ``verb``."""
        return [sys.executable, "-m", "netx_tui", *self.words(verb)]

    def forked(
        self,
        verb: Sequence[str],
        prepare: Callable[[], object] = lambda: None,
        environment: Mapping[str, str] | None = None,
    ) -> int:
        """Run ``verb`` in a forked process after ``prepare``; its exit status, negative for a signal."""
        everything = self.environment() | dict(environment or {})
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        status = 99
        try:
            os.environ.clear()
            os.environ.update(everything)
            silent = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(silent, stream)
            from netx_tui.cli.main import run

            prepare()
            status = run(self.words(verb))
        except BaseException:  # noqa: BLE001 - its status tells
            status = 99
        finally:
            os._exit(status)


def plain(state: State) -> Told:
    """What people wrote, without what differs from one run to the next."""
    return sorted(
        json.dumps([table, {key: value for key, value in document.items() if key not in OWN}], sort_keys=True)
        for table, documents in state.items()
        for document in documents.values()
    )


def killing_at(call: int, *, half: bool) -> Callable[[], None]:
    """What patches ``os`` so that the process is killed at its ``call``-th changing call, or half through."""

    def prepare() -> None:
        left = [call]

        def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*args: Any, **options: Any) -> Any:
                if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                    return real(*args, **options)
                if left[0] == 0:
                    if half and name == "write":
                        real(args[0], bytes(args[1])[: len(args[1]) // 2])
                    elif half:
                        real(*args, **options)
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
                return real(*args, **options)

            return counted

        for name in CHANGING:
            setattr(os, name, wrapped(name, getattr(os, name)))

    return prepare
