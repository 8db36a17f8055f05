"""Random edits, undos, compactions and deaths of two sessions against a plain dict, many more of them.

    python tests/torture/machine.py [--trials 3000]

A failure is shown by hypothesis, as the shortest story that leads to it.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store.test_store_machine import CrashMachine
from tests.torture.telling import Promise, said, script_options

STEPS = 60


def main() -> int:
    """Tell stories, and say how many."""
    options = script_options(__doc__, trials=3000)
    os.fsync = os.fstat  # type: ignore[assignment]  # what dies here is a process, not the machine
    promise = Promise("after any story of edits, undos and deaths everybody reads what was acknowledged")
    long_form = settings(
        max_examples=options.trials,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
    )
    wrong = ""
    try:
        run_state_machine_as_test(CrashMachine, settings=long_form)
    except Exception as error:  # noqa: BLE001 - told as a failure of the trial
        traceback.print_exception(error)
        wrong = repr(error)
    promise.take("the shortest story is told above", wrong)
    promise.trials = options.trials
    return said(promise)


if __name__ == "__main__":
    sys.exit(main())
