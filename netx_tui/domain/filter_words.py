"""How a filter is taken apart: ``-field:"a phrase",b`` is a negated term with a field and two values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import search_key
from netx_tui.i18n import _

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


def field_named(typed: str, names: Mapping[str, str], fields: Iterable[str]) -> str:
    """The field that is meant by ``typed``; ``names`` are all words for them, ``fields`` those that are told.

    Raises ``FieldError`` with the nearest match.
    """
    name = names.get(search_key(typed))
    if name is not None:
        return name
    near = get_close_matches(search_key(typed), names, n=1, cutoff=0.5)
    meant = " " + _("Did you mean '{near}:'?").format(near=names[near[0]]) if near else ""
    told = _("One cannot search by '{name}:'.").format(name=typed)
    raise FieldError(f"{told}{meant} " + _("Fields: {known}.").format(known=", ".join(fields)), field=typed)
