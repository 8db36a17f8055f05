"""How long an import takes: ``python tests/bench/bench_import.py [--rows 30000] [--folder DIR]``.

Invents a ``Connections.csv``, imports it into an empty store on disk with the shipped title rules, imports
it again (nothing may change), then a newer one in which every tenth person has another job. The floor is
``csv.reader`` over the same file.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

import yaml

from netx_tui.domain.titles import guess, rules_from
from netx_tui.services.intake import Intake
from netx_tui.store.workspace import Workspace

RULES = Path(__file__).parents[2] / "netx_tui" / "rules" / "titles.yaml"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
GIVEN = ("Ayla", "Kofi", "Sina", "Mateo", "Jörg", "Zoë", "Lin", "Olu", "Priya", "Anouk")
FAMILY = ("Brandt", "Hartmann", "Vogel", "Rivera", "Müller", "Lindqvist", "Chen", "Adeyemi", "Rao", "Petit")
ROLES = ("Data Engineer", "Head of Marketing", "Werkstudentin Controlling", "VP Eng", "Co-Founder & CTO")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TARGET_SECONDS = 5.0

Result = TypeVar("Result")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=30_000)
    parser.add_argument("--folder", default=None, help="where the store lies; a real disk")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        _measure(Path(folder), options.rows)


def _measure(folder: Path, rows: int) -> None:
    first, second = folder / "Connections.csv", folder / "newer.csv"
    first.write_text(_connections(rows, movers=False), encoding="utf-8")
    second.write_text(_connections(rows, movers=True), encoding="utf-8")
    rules = rules_from(yaml.safe_load(RULES.read_text(encoding="utf-8")))
    workspace = Workspace.open(
        folder / "netx.json", who="bench", run="bench", clock=lambda: datetime(2026, 11, 23, 8, tzinfo=UTC)
    )
    intake = Intake(
        workspace, lambda title: guess(title, rules), lambda: datetime(2026, 11, 23, 8, tzinfo=UTC)
    )
    with first.open(encoding="utf-8", newline="") as stream:
        floor, _ = _timed(lambda: list(csv.reader(stream)))
    print(f"{rows} rows, {first.stat().st_size / 1e6:.1f} MB; csv.reader alone {floor:.3f} s")
    print(f"{'':24}{'s':>8}{'rows/s':>10}{'x floor':>9}")
    _line("read the file", *_timed(lambda: intake.read([first])), rows, floor)
    seconds, plan = _timed(lambda: intake.plan(intake.read([first])))
    _line("read and plan", seconds, plan, rows, floor)
    seconds, report = _timed(lambda: intake.run([first]))
    _line("import", seconds, report, rows, floor)
    print(f"{'':24}{'ok' if seconds < TARGET_SECONDS else 'MISSED'}: target {TARGET_SECONDS:.0f} s")
    seconds, again = _timed(lambda: intake.run([first]))
    _line("import again", seconds, again, rows, floor)
    seconds, newer = _timed(lambda: intake.run([second]))
    _line("import the newer file", seconds, newer, rows, floor)
    print(f"created {report.created}, then unchanged {again.unchanged}, job changes {len(newer.job_changes)}")


def _line(label: str, seconds: float, _result: object, rows: int, floor: float) -> None:
    print(f"{label:24}{seconds:8.2f}{rows / seconds:10.0f}{seconds / floor:9.1f}")


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _connections(rows: int, *, movers: bool) -> str:
    """An export of ``rows`` people; with ``movers`` every tenth has changed jobs."""
    random = Random(2026)
    lines = ["Notes:", '"Everybody in this file is invented."', "", HEADER]
    for number in range(rows):
        given, family, role = random.choice(GIVEN), random.choice(FAMILY), random.choice(ROLES)
        company, grade = f"Werk {random.randrange(rows // 4 + 1)}", random.choice(("", "Senior ", "Junior "))
        day = f"{random.randrange(1, 29):02} {random.choice(MONTHS)} {random.randrange(2010, 2026)}"
        email = f"p{number}@example.org" if number % 20 == 0 else ""
        if movers and number % 10 == 0:
            company, role = "Storch AG", "Head of Data"
        url = f"https://www.linkedin.com/in/{given.lower()}-{number}"
        lines.append(f'{given},"{family}",{url},{email},"{company}, Inc.",{grade}{role} {number % 997},{day}')
    return "\n".join((*lines, ""))


if __name__ == "__main__":
    main()
