"""One thing that was looked at, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters; from ``WARNING`` on something is wrong."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """What one check found, as a translated sentence, and the way out as another.

    ``check`` is the word scripts know it by; ``line`` counts from 1, 0 where it has none; ``repairable``
    says that ``--repair`` cures it. Texts may hold text from outside.
    """

    check: str
    level: Level
    text: str
    cure: str = ""
    file: str = ""
    line: int = 0
    repairable: bool = False


def is_fine(findings: Iterable[Finding]) -> bool:
    """Whether nothing is wrong."""
    return all(finding.level in (Level.OK, Level.INFO) for finding in findings)
