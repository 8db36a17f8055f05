"""How a filter is taken apart: ``-field:"a phrase",b`` is a negated term with a field and two values."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STRAIGHT = str.maketrans("“”„«»", '"""""')
_TERM = re.compile(r'(-?)(?:([^\W\d_]+):(?!//))?((?:"[^"]*(?:"|$)|[^\s"])*)')
_VALUE = re.compile(r'"([^"]*)"?|([^,"]+)')


def terms(text: str) -> Iterator[tuple[bool, str, str]]:
    """Each term: whether it is negated, its field or nothing, and what is asked for, still in its quotes."""
    for match in _TERM.finditer(text.translate(_STRAIGHT)):
        if match[2] or match[3]:
            yield bool(match[1]), match[2] or "", match[3]


def values(asked: str) -> list[str]:
    """What may stand in a field, each without its quotes; nothing while it is still being typed."""
    found = ((quoted or bare).strip() for quoted, bare in _VALUE.findall(asked))
    return [value for value in found if value]
