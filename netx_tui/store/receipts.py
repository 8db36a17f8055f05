"""What the store tells its callers: what was written, what others wrote, what happened before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Receipt:
    """An acknowledged transaction: ``ids`` of the documents in it; ``changed`` is 0 where nothing was new."""

    txn: str
    label: str
    ids: tuple[str, ...]
    changed: int


@dataclass(frozen=True)
class ForeignChange:
    """Another session changed a document; ``overwrote`` maps a field to this session's value and theirs.

    ``who`` and ``label`` are empty where the change could only be told by comparing.
    """

    table: str
    id: str
    who: str
    label: str
    overwrote: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; ``None`` where it was or is not known."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class HistoryEntry:
    """What one transaction did to one document; ``at`` is ISO 8601 in UTC.

    ``undid`` and ``redid`` tell that it took back or repeated an earlier one of the same label.
    """

    at: str
    who: str
    label: str
    txn: str
    table: str
    id: str
    changes: tuple[FieldChange, ...]
    undid: bool = False
    redid: bool = False
