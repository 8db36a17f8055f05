"""What the scripts share: their options, a folder on a real disk, and the line told for each promise."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHOWN = 10


class Promise:
    """A sentence that has to hold in every trial."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.trials = 0
        self.failures = 0

    def take(self, place: str, wrong: str) -> None:
        """One trial; ``wrong`` tells what was not as promised."""
        self.trials += 1
        if wrong:
            self.failures += 1
            if self.failures <= SHOWN:
                print(f"{place}: {wrong}", file=sys.stderr)


def said(*promises: Promise) -> int:
    """Print a line for each promise; the exit status."""
    for promise in promises:
        print(f"{promise.sentence} | {promise.trials} | {promise.failures}", flush=True)
    return 1 if any(promise.failures or not promise.trials for promise in promises) else 0


def script_options(about: str | None, *, trials: int) -> argparse.Namespace:
    """The options of every script: how many trials, which seed, and where."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--trials", type=int, default=trials)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--folder", default=".", help="on a real disk; removed afterwards")
    return parser.parse_args()


@contextmanager
def work_folder(parent: str) -> Iterator[Path]:
    """A folder for the length of the block."""
    folder = Path(tempfile.mkdtemp(prefix=".torture-", dir=Path(parent).resolve()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
