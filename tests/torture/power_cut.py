"""Power cuts: every call of a day of the store, in every order a disk is allowed to write.

    python tests/torture/power_cut.py [--trials 60] [--seed N] [--folder DIR]

``--trials`` are the random cuts at each call, besides the four extreme ones.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.torture.cuts import cuts_after_kills, power_cuts
from tests.torture.telling import Promise, said, script_options, work_folder


def main() -> int:
    """Cut, and say what happened."""
    options = script_options(__doc__, trials=60)
    chance = random.Random(options.seed)
    cut = Promise("after a power cut every acknowledged edit is there, and at most the one in flight more")
    after_kill = Promise("after a kill and then a power cut every acknowledged edit is there")
    with work_folder(options.folder) as folder:
        for trial in power_cuts(folder / "day", options.trials, chance):
            cut.take(trial.place, trial.wrong)
        for trial in cuts_after_kills(folder / "kills", options.trials, chance):
            after_kill.take(trial.place, trial.wrong)
    return said(cut, after_kill)


if __name__ == "__main__":
    sys.exit(main())
