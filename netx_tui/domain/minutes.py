"""How the minutes of a talk are shared out (``2-plan.md``): opening, core, closing, a little in reserve."""

from typing import NamedTuple

MOST_MUSTS = 5
MINUTES_PER_MUST = 3
LONGEST_DAY = 24 * 60


class Budget(NamedTuple):
    """The minutes of a talk; at most ``most_musts`` musts may take ``musts`` minutes of the core."""

    total: int
    opening: int
    core: int
    closing: int
    buffer: int
    musts: int
    most_musts: int


def budget(total: int) -> Budget:
    """The shares of ``total`` minutes, each rounded half up; the core is what is left, never below 0."""
    opening, closing, reserve = max(2, _share(total, 10)), max(3, _share(total, 15)), max(1, _share(total, 7))
    core = max(0, total - opening - closing - reserve)
    musts = core * 6 // 10
    return Budget(
        total, opening, core, closing, reserve, musts, max(1, min(musts // MINUTES_PER_MUST, MOST_MUSTS))
    )


def lasting(minutes: int) -> int:
    """``minutes`` as a talk can last: what a broken document says beyond a day, or below nothing, is cut."""
    return max(0, min(minutes, LONGEST_DAY))


def _share(total: int, percent: int) -> int:
    return (total * percent + 50) // 100
