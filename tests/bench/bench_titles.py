"""How well and how fast titles are read: ``python tests/bench/bench_titles.py [--errors SPLIT]``.

Prints the share of labelled titles read as labelled, the misread ones (of one split, or all), and titles
per second. The words of ``titles.yaml`` were tuned on ``train`` only; ``holdout`` was labelled beforehand
by the same hand, ``blind`` after the words were written, to see how far they reach.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import yaml

from netx_tui.domain.titles import Guess, TitleRules, guess, rules_from

ROOT = Path(__file__).resolve().parents[2]
LABELLED = ROOT / "tests" / "domain" / "titles_labelled.csv"
RULES = ROOT / "netx_tui" / "rules" / "titles.yaml"
MANY = 30_000


def main() -> None:
    """Measure and print."""
    shown = sys.argv[2] if sys.argv[1:2] == ["--errors"] else "both"
    began = time.perf_counter()
    data = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    read = time.perf_counter()
    rules = rules_from(data)
    print(f"rules: read in {read - began:.3f} s, indexed in {time.perf_counter() - read:.3f} s")
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    print(f"{'':14}{'titles':>7}{'level':>9}{'department':>12}{'both':>8}")
    for split in ("train", "holdout", "blind"):
        _table(split, [row for row in rows if row["split"] == split], rules, errors=shown in (split, "both"))
    _speed([row["title"] for row in rows], rules)


def _table(split: str, rows: list[dict[str, str]], rules: TitleRules, errors: bool) -> None:
    for lang in ("en", "de", "fr", ""):
        chosen = [row for row in rows if lang in ("", row["lang"])]
        found = [guess(row["title"], rules) for row in chosen]
        wanted = [Guess(row["level"], row["department"]) for row in chosen]
        pairs = list(zip(found, wanted, strict=True))
        level = sum(f.level == w.level for f, w in pairs) / len(pairs)
        department = sum(f.department == w.department for f, w in pairs) / len(pairs)
        both = sum(f == w for f, w in pairs) / len(pairs)
        print(f"{split:8}{lang or 'all':6}{len(pairs):7}{level:9.1%}{department:12.1%}{both:8.1%}")
    if errors:
        for row, (f, w) in zip(rows, pairs, strict=True):
            if f != w:
                print(f"    {row['title']!r}: {f.level or '-'}/{f.department or '-'}", end="")
                print(f", wanted {w.level or '-'}/{w.department or '-'}")


def _speed(titles: list[str], rules: TitleRules) -> None:
    many = (titles * (MANY // len(titles) + 1))[:MANY]
    began = time.perf_counter()
    for title in many:
        guess(title, rules)
    seconds = time.perf_counter() - began
    print(f"{len(many)} titles in {seconds:.2f} s: {len(many) / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
