"""Weekly reviews as documents hold them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})


class Review(NamedTuple):
    """One weekly review: begun ``at``, over when ``finished_at`` is there.

    ``week`` is its ISO week (``2026-W48``), ``steps`` are the keys of the steps that are through, ``answers``
    what was said in them, ``numbers`` the metrics as they stood (``M9`` to ``9/14``), ``note`` the sentence
    on what was learned.
    """

    id: str
    at: str = ""
    week: str = ""
    steps: tuple[str, ...] = ()
    answers: Mapping[str, str] = NOTHING
    numbers: Mapping[str, str] = NOTHING
    note: str = ""
    finished_at: str = ""
    created: str = ""
    updated: str = ""
