"""A file's kind is told from its content; what netx cannot read is refused with what it can."""

from __future__ import annotations

import pytest

from netx_tui.domain.errors import BadInput
from netx_tui.formats.detect import detect


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04...", "linkedin"),
        (b"Notes:\n\nFirst Name,Last Name,Company,Position,Connected On\n", "linkedin"),
        ("Vorname;Nachname;Firma;Position;Verbunden am\n".encode("utf-16"), "linkedin"),
        (b"\xef\xbb\xbfname,company\nAnn,Kranich\n", "csv"),
        (b"name\nAnn\n", "csv"),
        (b'\n [{"name": "Ann"}]', "json"),
        (b'\xef\xbb\xbf{"name": "Ann"}', "json"),
    ],
)
def test_the_content_tells_the_kind(data: bytes, kind: str) -> None:
    assert detect(data, "file") == kind


@pytest.mark.parametrize(
    "data",
    [
        b"Dear Ann,\nhow are you?\n",
        b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n",
        b"First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Value\nAnn,,Lee,Kranich,a@b\n",
        b"Name,Given Name,Yomi Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Group\nA,B,,C,,,\n",
        b"company,title\nKranich,Analyst\n",
        b"<!DOCTYPE html><html></html>",
    ],
)
def test_another_file_is_refused_with_what_netx_reads(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"letter\.txt is not a file netx can import.*Connections\.csv.*JSON"):
        detect(data, "letter.txt")


def test_garbage_is_refused_as_no_text() -> None:
    with pytest.raises(BadInput, match="not a text file"):
        detect(bytes(range(256)) * 10, "a.bin")
