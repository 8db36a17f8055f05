"""How long whole commands take, as ratios to an empty Python: ``python tests/bench/bench_cli.py``.

Each command runs in a process of its own, in turn with the floor, on a data file of invented people.
The median counts; on a machine that is busy with other things only the ratios mean anything.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from netx_tui.domain.changes import Change, Create
from netx_tui.store.workspace import Workspace

NOW = "2026-11-23T09:00+01:00"
TITLES = (
    ("Head of Data", "data", "department_head"),
    ("Backend Engineer", "engineering", "peer"),
    ("Product Manager", "product", "peer"),
    ("Junior Controller", "finance", "junior"),
    ("CTO", "engineering", "executive"),
)
COMMANDS = (
    (["--version"], None),
    (["contact", "list", "--json"], 6.0),
    (["contact", "list", "--limit", "20"], None),
    (["today"], 4.0),
    (["contact", "show", "p7", "--json"], None),
)
SETTINGS = "profile:\n  target_departments: [data]\n  adjacent_departments: [engineering, product]\n"


def people(count: int, researched: int) -> list[Change]:
    """``count`` contacts as LinkedIn gives them, at a tenth as many companies, every third with a touch.

    Of five, ``researched`` have facts that only a person finds out.
    """
    changes: list[Change] = [
        Create("companies", f"f{n}", {"name": f"Company {n}", "motivation": n % 6, "staff": 20 + 7 * n})
        for n in range(count // 10)
    ]
    for n in range(count):
        title, department, level = TITLES[n % len(TITLES)]
        fields = {
            "name": f"Given{n} Family{n * 7 % 1000}",
            "company": f"Company {n % (count // 10)}",
            "title": title,
            "department": department,
            "level": level,
            "guessed": ["department", "level"],
            "links": {"linkedin": f"https://www.linkedin.com/in/bench-{n}"},
            "connected": {"linkedin": "2024-05-14"},
            "stage": "lead",
            "source": "linkedin",
        }
        if n % 5 < researched:
            fields |= {"company_since": f"20{10 + n % 16}-{1 + n % 12:02}", "mutual_connections": n % 30}
        changes.append(Create("contacts", f"p{n}", fields))
        if n % 3 == 0:
            touch = {"contact": f"p{n}", "on": "2026-06-01", "kind": "message", "direction": "out"}
            changes.append(Create("touches", f"t{n}", touch))
    return changes


def seconds(command: list[str], environ: dict[str, str]) -> float:
    """How long one run of ``command`` takes."""
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=1000)
    parser.add_argument("--researched", type=int, default=1, help="of five contacts (1)")
    parser.add_argument("--runs", type=int, default=21)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "NETX_NOW": NOW,
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        config = Path(folder, ".config", "netx", "config.yaml")
        config.parent.mkdir(parents=True)
        config.write_text(SETTINGS)
        data = Path(folder, ".local", "share", "netx", "netx.json")
        data.parent.mkdir(parents=True)
        workspace = Workspace.open(
            data, who="bench", run="bench", clock=lambda: datetime(2026, 11, 1, tzinfo=UTC)
        )
        workspace.apply(people(options.contacts, options.researched), "people")
        workspace.close(compact=True)
        measure(options.runs, options.contacts, environ)


def measure(runs: int, contacts: int, environ: dict[str, str]) -> None:
    """Time every command in turn with an empty Python and print the medians."""
    floor_command = [sys.executable, "-c", "pass"]
    # What the installed command does; ``-m`` would pay for ``runpy`` as well.
    netx = [sys.executable, "-c", "from netx_tui.__main__ import main; import sys; sys.exit(main())"]
    commands = {" ".join(words): (netx + words, target) for words, target in COMMANDS}
    for command, _target in commands.values():
        seconds(command, environ)
    times: dict[str, list[float]] = {name: [] for name in commands}
    floors: list[float] = []
    for _run in range(runs):
        floors.append(seconds(floor_command, environ))
        for name, (command, _target) in commands.items():
            times[name].append(seconds(command, environ))
    floor = median(floors)
    print(f"{contacts:,} contacts, {runs} runs, floor `python -c pass` {1000 * floor:.1f} ms")
    for name, (_command, target) in commands.items():
        took = median(times[name])
        wanted = f"  target {target:.0f}x" if target else ""
        print(f"  netx {name:28} {1000 * took:7.1f} ms  {took / floor:5.2f}x{wanted}")


if __name__ == "__main__":
    main()
