"""What a rule wants written: a list of changes that the store applies as one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TABLES = (
    "contacts",
    "companies",
    "meetings",
    "insights",
    "actions",
    "touches",
    "mails",
    "articles",
    "reviews",
    "meta",
)


@dataclass(frozen=True)
class Create:
    """A new document ``id`` in ``table``; ``fields`` are its plain JSON values."""

    table: str
    id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Update:
    """New values of some fields: ``fields`` maps a dotted path (``links.linkedin``) to a JSON value.

    ``None`` removes what stands at the path.
    """

    table: str
    id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Delete:
    """The document ``id`` leaves ``table``."""

    table: str
    id: str


Change = Create | Update | Delete
