"""What reading a day and reading a time share: the moment they are seen from, and refusals."""

import re
from datetime import date, datetime
from typing import NamedTuple


class NotUnderstood(Exception):
    """Why a text is no day or no time; the sentence is translated."""


class Seen(NamedTuple):
    """The moment a date is typed at, and whether it is meant to lie ahead of it."""

    now: datetime
    ahead: bool

    @property
    def today(self) -> date:
        """The day of the moment."""
        return self.now.date()


def take(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """``text`` without the first place that fits ``pattern``, and that place."""
    found = pattern.search(text)
    return (text[: found.start()] + " " + text[found.end() :], found) if found else (text, None)
