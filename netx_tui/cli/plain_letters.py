"""Output where the locale has no UTF-8: signs get ASCII twins, letters are written as the charset can."""

from __future__ import annotations

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TextIO

_SIGNS, _ALL = "netx-signs", "netx-twins"
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
    "€": "EUR",
    "\u00a0": " ",
}
_LETTERS = {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


def write_plainly(stream: TextIO) -> None:
    """From now on ``stream`` writes signs in ASCII.

    Letters stay as they are where Python writes UTF-8 in spite of the locale (``LC_ALL=C``, mostly on a
    terminal that knows better), as on the screens; elsewhere those the charset lacks lose their accents.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    codecs.register_error(_SIGNS, _signs_replaced)
    codecs.register_error(_ALL, _all_replaced)
    if codecs.lookup(stream.encoding).name == "utf-8":
        stream.reconfigure(encoding="ascii", errors=_SIGNS)
    else:
        stream.reconfigure(errors=_ALL)


def twin_of(text: str) -> str:
    """``text`` in ASCII: ``Zoë · Jürgen`` is ``Zoe - Juergen``; what has no twin is its code."""
    return "".join(map(_twin, text))


def _twin(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    known = _TWINS.get(letter) or _LETTERS.get(letter)
    return known or bare or letter.encode("ascii", "backslashreplace").decode()


def _signs_replaced(error: UnicodeError) -> tuple[bytes, int]:
    """Twins of signs; letters in UTF-8."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_TWINS.get(letter, letter) for letter in text).encode(
        "utf-8", "backslashreplace"
    ), error.end


def _all_replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return twin_of(error.object[error.start : error.end]), error.end
