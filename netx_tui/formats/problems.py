"""What a reader hands over: the people of a file, and what was wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from netx_tui.domain.contacts import NOTHING
from netx_tui.i18n import _


@dataclass(frozen=True)
class Problem:
    """One thing that could not be taken over as it stands.

    ``line`` is the physical line in ``file`` (from 1; 0 means the file as a whole), ``field`` a field or
    column name or empty, ``message`` a translated sentence; all three texts come from outside.
    """

    line: int
    field: str
    message: str
    file: str = ""

    @property
    def sentence(self) -> str:
        """The message with its place before it, unless it names the file itself."""
        if not self.line and self.message.startswith(self.file):
            return self.message
        if not self.line:
            return f"{self.file}: {self.message}"
        return _("{file}, line {line}: {message}").format(
            file=self.file, line=self.line, message=self.message
        )


@dataclass(frozen=True)
class ImportedTouch:
    """A touch a file tells of; ``direction`` is empty where the file does not say (it counts as ``out``)."""

    on: str
    kind: str = "message"
    direction: str = ""
    channel: str = ""


@dataclass(frozen=True)
class ProfileTouch:
    """The newest message exchanged with the person behind a normalised profile URL."""

    url: str
    touch: ImportedTouch


@dataclass(frozen=True)
class PersonRecord:
    """One person of a file.

    ``fields`` maps a dotted path of the contact document (``links.linkedin``) to its JSON value, ``None``
    where the file has the column and leaves it empty; ``company`` holds ``motivation`` and ``staff``;
    ``items`` the lists of objects (``research events stage_log``); ``id`` the contact's id, if the file
    gives one.
    """

    line: int
    fields: Mapping[str, Any]
    company: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    touch: ImportedTouch | None = None
    items: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=lambda: NOTHING)
    id: str = ""

    @property
    def name(self) -> str:
        """The person's name; never empty."""
        return str(self.fields["name"])


@dataclass(frozen=True)
class Parsed:
    """What one file holds; ``total_rows`` also counts the rows that became no record."""

    kind: str
    file: str
    records: tuple[PersonRecord, ...] = ()
    touches: tuple[ProfileTouch, ...] = ()
    problems: tuple[Problem, ...] = ()
    total_rows: int = 0


def in_file(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """``problems`` with ``file`` said where none is said yet."""
    return tuple(problem if problem.file else replace(problem, file=file) for problem in problems)
