"""Output on a terminal that has ASCII only: every other letter and sign gets its nearest twin."""

from __future__ import annotations

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TextIO

_NAME = "netx-twins"
_TWINS = {
    "·": "-",
    "–": "-",
    "—": "-",
    "…": "...",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "↓": "v",
    "▸": ">",
    "›": ">",
    "‹": "<",
    "✓": "x",
    "●": "*",
    "◐": "o",
    "○": ".",
    "×": "x",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "€": "EUR",
    "\u00a0": " ",
}


def only_ascii(stream: TextIO) -> None:
    """From now on ``stream`` writes ASCII: a letter without its accent, a sign by one like it."""
    if isinstance(stream, TextIOWrapper):
        codecs.register_error(_NAME, _replaced)
        stream.reconfigure(encoding="ascii", errors=_NAME)


def twin_of(text: str) -> str:
    """``text`` in ASCII: ``Zoë · Jürgen`` is ``Zoe - Juergen``; what has no twin is its code."""
    return "".join(map(_twin, text))


def _twin(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return _TWINS.get(letter) or bare or letter.encode("ascii", "backslashreplace").decode()


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return twin_of(error.object[error.start : error.end]), error.end
