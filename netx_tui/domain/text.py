"""Text from outside, made safe and comparable.

Names, notes and titles come from files that anybody may have written. ``clean_line`` and
``clean_text`` keep what a person can see and drop what only acts on a terminal: C0 and C1 controls,
DEL, bidirectional overrides and isolates, zero-width and tag characters, lone surrogates.
"""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 500
TEXT_LIMIT = 20_000

_INVISIBLE = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    0x2060,
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
)
_SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_ONE_LINE = {**dict.fromkeys(_INVISIBLE), **dict.fromkeys(_SPACES, " ")}
_MANY_LINES = {
    **dict.fromkeys(_INVISIBLE),
    0x0A: "\n",
    0x09: " ",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_HARMLESS = re.compile(r"[ -~\u00a1-\u0300]*").fullmatch


def visible(text: str) -> str:
    """``text`` for one line of a terminal: nothing in it acts, every character takes its cells."""
    return text if _HARMLESS(text) else text.translate(_ONE_LINE)


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """``text`` as one line: composed (NFC), white space folded, at most ``limit`` characters."""
    if not _HARMLESS(text):
        # What was dropped may have stood between a letter and its accent.
        text = unicodedata.normalize("NFC", text.translate(_ONE_LINE))
    return " ".join(text.split())[:limit].rstrip()


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """``text`` as paragraphs: composed (NFC), line ends folded to ``\\n``, at most ``limit`` characters."""
    folded = text.replace("\r\n", "\n").replace("\r", "\n").translate(_MANY_LINES)
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", folded).split("\n"))
    return "\n".join(lines).strip()[:limit]


def same_name(text: str) -> str:
    """The key by which names and companies compare: casefolded, white space folded (``decisions.md``)."""
    return " ".join(text.casefold().split())


def search_key(text: str) -> str:
    """The key by which text is searched: casefolded, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
