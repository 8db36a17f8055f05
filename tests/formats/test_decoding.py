"""Files come in many encodings; garbage is told from text."""

from __future__ import annotations

import pytest

from netx_tui.domain.errors import BadInput
from netx_tui.formats.decoding import as_text

NAMES = "Jörg Müller\r\nZoë Brandt, Café Réunion\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_accents_survive_every_usual_encoding(encoding: str) -> None:
    assert as_text(NAMES.encode(encoding), "a.csv").whole() == NAMES


def test_one_broken_byte_does_not_spoil_the_accents_of_a_utf8_file() -> None:
    text = as_text(NAMES.encode() + b"Bj\xf6rn\n", "a.csv").whole()
    assert text.startswith(NAMES)
    assert text.endswith("Bj\ufffdrn\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_makes_a_physical_line(end: str) -> None:
    assert len(list(as_text(f"a{end}b{end}c".encode(), "a.csv").lines())) == 3


@pytest.mark.parametrize("data", [b"", b"  \n\r\n", b"\0\0\0"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"photo\.csv is empty"):
        as_text(data, "photo.csv")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, b"\xff\xfe" + b"\x01\x00" * 99],
)
def test_binary_garbage_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"photo\.csv is not a text file"):
        as_text(data, "photo.csv")


def test_a_few_nul_bytes_do_not_make_a_text_garbage() -> None:
    assert "Ann" in as_text(b"name,company\nAnn\0,Kra\0nich\n", "a.csv").whole()
