"""Seconds for scoring, sorting and naming better people, beside a floor of the same run.

Run: ``.venv/bin/python tests/bench/bench_scoring.py``. The floor builds one tuple per contact.
Target: 10,000 contacts scored in under 0.5 s, a second pass over unchanged ones in 20 ms.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import yaml

from netx_tui.domain.better_person import candidates, propose
from netx_tui.domain.contacts import DEPARTMENTS, LEVELS, Company, Contact
from netx_tui.domain.coverage import coverage
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring import Scorer, fit_text
from netx_tui.domain.scoring_rules import rules_from
from netx_tui.domain.shortlist import asked
from netx_tui.domain.steps.engine import steps_of
from netx_tui.domain.steps.situation import Situation

RULES = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
TODAY = date(2026, 11, 23)
PROFILE = Profile(target_departments=("data",))
REPEATS = 5


def invented(count: int, seed: int = 7) -> tuple[list[Contact], dict[str, Company]]:
    """``count`` contacts at a tenth as many companies; nearly no two of them score alike."""
    draw = Random(seed)
    firms = [f"Firm {n}" for n in range(max(1, count // 10))]
    companies = {
        name.casefold(): Company(
            f"c{n}", name, draw.choice((None, 0, 1, 2, 3, 4, 5)), draw.randrange(5, 9000)
        )
        for n, name in enumerate(firms)
        if draw.random() < 0.5
    }
    contacts = [
        Contact(
            f"p{n}",
            f"Person {draw.randrange(count)}",
            company=draw.choice(firms),
            department=draw.choice((*DEPARTMENTS, "")),
            level=draw.choice((*LEVELS, "")),
            company_since=draw.choice(("", f"{draw.randrange(2005, 2027)}-{draw.randrange(1, 12):02}")),
            mutual_connections=draw.choice((None, draw.randrange(60))),
            alumni=draw.choice((None, True, False)),
            profile_checked=draw.choice(("", "2026-01-01", "2026-11-01")),
            stage=draw.choice(("lead",) * 20 + ("shortlisted", "in_touch")),
        )
        for n in range(count)
    ]
    return contacts, companies


def measure(count: int) -> dict[str, float]:
    """Seconds of each part for ``count`` contacts, one run."""
    rules = rules_from(yaml.safe_load(RULES.read_text(encoding="utf-8"))["scoring"])
    contacts, companies = invented(count)
    by = Scorer(rules, PROFILE, TODAY)
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = perf_counter()
        result = work()
        found[name] = perf_counter() - start
        return result

    timed("floor", lambda: [(contact.id, contact.name) for contact in contacts])
    people = timed("score", lambda: by.people(contacts, companies, {}))
    timed("score again", lambda: by.people(contacts, companies, {}))
    ordered = timed("sort", lambda: sorted(people, key=lambda person: person.order))
    best = timed("candidates", lambda: candidates(people))
    timed("proposals", lambda: [propose(person, best, by.rules) for person in people])
    timed("reasons", lambda: [by.score(person) for person in people])
    state = timed("asked", lambda: asked(contacts, TODAY, by.rules))
    situation = Situation(
        datetime.combine(TODAY, time(9), UTC),
        people=ordered,
        scorer=by,
        best=best,
        companies=companies,
        asked=state,
    )
    timed("today", lambda: steps_of(situation))
    shown = lambda person: fit_text(by.score(person))  # noqa: E731
    timed("coverage", lambda: coverage(companies.values(), ordered, ("data", "product"), by.rules, shown))
    return found


def main() -> None:
    """Print the median of some runs for each size."""
    gc.disable()
    names: list[str] = []
    for count in (1_000, 10_000, 50_000):
        runs = [measure(count) for _run in range(REPEATS)]
        names = names or list(runs[0])
        if count == 1_000:
            print(f"{'contacts':>9}" + "".join(f"{name:>13}" for name in names) + "   (milliseconds, median)")
        medians = [sorted(run[name] for run in runs)[REPEATS // 2] * 1000 for name in names]
        print(f"{count:>9,}" + "".join(f"{median:>13.1f}" for median in medians))


if __name__ == "__main__":
    main()
