"""How much memory a data file takes, as ratios to an idle Textual: ``python tests/bench/bench_memory.py``.

Each size runs in a process of its own that imports what the screens import, opens a data file of invented
people, ranks them and prepares the search, all without a terminal. What the widgets themselves need comes
on top and does not grow with the data. Needs Linux (``/proc``).
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

RULES = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
TARGETS = {1_000: 1.5, 10_000: 2.0, 50_000: 5.0}
"""The most that a list of so many people may take, as a ratio to one Static in Textual."""
TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
STAGES = ("modules", "documents", "records", "ranking", "search", "an edit", "peak")


def resident(field: str = "VmRSS") -> float:
    """Megabytes of this process in memory, or with ``VmHWM`` the most that there ever were."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def floor() -> list[float]:
    """What a process takes that can show one Static."""
    import textual.app
    import textual.widgets

    assert textual.app and textual.widgets.Static
    return [resident()]


def stages(path: str) -> list[float]:
    """What a process takes after each step towards a list of the people in ``path``."""
    import yaml

    from netx_tui.app import NetxApp
    from netx_tui.domain.changes import Update
    from netx_tui.domain.profile import Profile
    from netx_tui.domain.scoring import Scorer
    from netx_tui.domain.scoring_rules import rules_from
    from netx_tui.screens.people import PeopleScreen
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.workspace import Workspace

    assert NetxApp and PeopleScreen
    rules = rules_from(yaml.safe_load(RULES.read_text(encoding="utf-8"))["scoring"])
    gc.disable()
    taken = [resident()]
    workspace = Workspace.open(path, who="bench", run="bench", clock=lambda: TODAY)
    taken.append(resident())
    for _contact in workspace.contacts.values():
        pass
    taken.append(resident())
    scorer = Scorer(rules, Profile(), date(2026, 11, 23))
    ranking = Ranking(workspace, scorer)
    assert ranking.ordered
    taken.append(resident())
    ranking.prepare_search()
    taken.append(resident())
    workspace.apply([Update("contacts", "p1", {"notes": "met at the fair"})], "note")
    ranking = Ranking(workspace, scorer, before=ranking)
    ranking.prepare_search()
    return [*taken, resident(), resident("VmHWM")]


def store_of(count: int, path: Path) -> None:
    """A data file of ``count`` invented people at ``path``."""
    from bench_cli import people

    from netx_tui.store.workspace import Workspace

    workspace = Workspace.open(path, who="bench", run="import", clock=lambda: TODAY)
    workspace.apply(people(count, researched=1), "people")
    workspace.close(compact=True)


def measured(*arguments: str) -> list[float]:
    """The figures of a fresh process."""
    command = [sys.executable, __file__, *arguments]
    found: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--stages", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor or options.stages:
        print(json.dumps(floor() if options.floor else stages(options.stages)))
        return
    (least,) = measured("--floor")
    print(f"floor: {least:.1f} MB")
    print(
        f"{'contacts':>8} {'file':>6}" + "".join(f"{name:>11}" for name in STAGES) + "   ratio  per contact"
    )
    for count in options.contacts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "netx.json")
            store_of(count, path)
            size = path.stat().st_size / 1024**2
            taken = measured("--stages", str(path))
        told = "".join(f"{megabytes:>11.1f}" for megabytes in taken)
        target = f" (<= {TARGETS[count]:g})" if count in TARGETS else ""
        each = (taken[-2] - taken[0]) * 1024**2 / count
        print(f"{count:>8} {size:>6.1f}{told}   {taken[-1] / least:.2f}{target}  {each:,.0f} bytes")


if __name__ == "__main__":
    main()
