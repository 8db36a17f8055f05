"""A few things only a whole process can show."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NETX_NOW": "2026-11-23T09:00+01:00"}


def netx(environ: dict[str, str], *words: str) -> list[str]:
    return [sys.executable, "-m", "netx_tui", *words]


def test_a_closed_pipe_is_not_an_error(environ: dict[str, str]) -> None:
    demo = subprocess.Popen(
        netx(environ, "demo"),
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    assert demo.stdout
    demo.stdout.close()
    assert demo.stderr
    said = demo.stderr.read()
    assert (demo.wait(), said) == (0, b"")


def test_a_full_disk_behind_stdout_is_told(environ: dict[str, str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            netx(environ, "demo"),
            env=environ,
            stdout=full,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    assert done.returncode == 74
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}]
)
def test_a_poor_locale_never_stops_a_verb(environ: dict[str, str], locale: dict[str, str]) -> None:
    done = subprocess.run(
        netx(environ, "contact", "add", "Jürgen Öz 中"),
        env={**environ, **locale},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_streams_that_are_closed_do_not_stop_a_verb(environ: dict[str, str]) -> None:
    command = " ".join(netx(environ, "demo"))
    done = subprocess.run(["sh", "-c", f"{command} <&- >&- 2>&-"], env=environ, check=False)
    assert done.returncode == 0


def test_reading_verbs_import_neither_textual_nor_yaml_nor_tinydb(environ: dict[str, str]) -> None:
    read = "run(['contact', 'list', '--json'])"
    names = "{'textual', 'rich', 'yaml', 'ruamel', 'tinydb', 'pathlib', 'shutil', 'difflib', 'logging'}"
    script = (
        f"import sys; from netx_tui.cli.main import run; {read}; print(sorted({names} & set(sys.modules)))"
    )
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
        )
    assert done.stdout.splitlines()[-1] == "[]"


def in_terminal(environ: dict[str, str], *words: str) -> tuple[subprocess.Popen[bytes], int]:
    """A command with a terminal of its own, and the other end of it; returns once it drew something."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "netx_tui", *words]
    process = subprocess.Popen(
        command, env=environ, stdin=far, stdout=far, stderr=far, start_new_session=True
    )
    os.close(far)
    drawn = b""
    while b"AZ-900" not in drawn and select.select([near], [], [], 20)[0]:
        drawn += os.read(near, 65536)
    assert b"AZ-900" in drawn
    return process, near


def read_out(near: int) -> None:
    """Read until the other end is closed, as a terminal does."""
    with suppress(OSError):
        while os.read(near, 65536):
            pass
    os.close(near)


def test_the_screens_of_the_demo_leave_nothing_behind_not_even_when_killed(environ: dict[str, str]) -> None:
    environ |= {"TERM": "xterm-256color"}
    state = Path(environ["XDG_STATE_HOME"]) / "netx"
    killed, near = in_terminal(environ, "demo")
    killed.kill()
    killed.wait()
    read_out(near)
    assert [path.name for path in state.iterdir()] == [f"demo-{killed.pid}"]
    process, near = in_terminal(environ, "demo")
    os.write(near, b"q")
    read_out(near)
    assert process.wait() == 0
    assert not [path.name for path in state.iterdir() if path.name.startswith("demo-")]
    assert not (Path(environ["XDG_DATA_HOME"]) / "netx").exists()
