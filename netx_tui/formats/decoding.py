"""Which encoding a text file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from netx_tui.domain.errors import BadInput
from netx_tui.i18n import _

HEAD = 65_536
"""Bytes looked at to tell text from garbage."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = bytes(range(128))
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x00") + b"\x7f"


@dataclass(frozen=True)
class Text:
    """The bytes of the file ``name`` with their encoding; what does not fit it is read as U+FFFD."""

    data: bytes
    encoding: str
    name: str = ""

    def lines(self) -> Iterator[str]:
        """The physical lines with their ends (LF, CR LF or CR), decoded as they are asked for."""
        return io.TextIOWrapper(io.BytesIO(self.data), self.encoding, errors="replace", newline="")

    def whole(self) -> str:
        """All of it as one string."""
        return self.data.decode(self.encoding, errors="replace")


def as_text(data: bytes, name: str) -> Text:
    """``data`` as UTF-8, UTF-16 (with or without a byte order mark) or, failing that, Windows-1252.

    Raises ``BadInput`` for an empty file and for one that is not text; ``name`` is the file's name.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise BadInput(_("{file} is empty.").format(file=name))
    encoding = _encoding(data)
    if _is_garbage(data[:HEAD], encoding):
        raise BadInput(_("{file} is not a text file, so there is nothing to read in it.").format(file=name))
    return Text(data, encoding, name)


def _encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    wide = _wide(data[:4096])
    if wide:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _mostly_utf8(data) else "cp1252"
    return "utf-8"


def _wide(head: bytes) -> str:
    """UTF-16 without a byte order mark: in Latin text, every other byte is zero."""
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether a few broken bytes stand in an otherwise sound UTF-8 text, so that names keep their accents."""
    beyond_ascii = len(data.translate(None, _ASCII))
    broken = len(data) - len(data.decode("utf-8", errors="ignore").encode())
    return beyond_ascii > 3 * broken


def _is_garbage(head: bytes, encoding: str) -> bool:
    if encoding.startswith(("utf-16", "utf-32")):
        text = head.decode(encoding, errors="ignore")
        return sum(text.count(chr(byte)) for byte in _CONTROLS) > len(text) // 20
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(4, len(head) // 20)
