"""Where the locale has no UTF-8, a terminal gets signs in ASCII and the letters its charset has."""

from __future__ import annotations

import io

import pytest

from netx_tui.cli.plain_letters import twin_of, write_plainly
from netx_tui.i18n import locale_has_utf8


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("· today", "- today"),
        ("Zoë Ångström", "Zoe Angstroem"),
        ("Jürgen Größe", "Juergen Groesse"),
        ("„Ja…“ → 3 × 4", '"Ja..." -> 3 x 4'),
        ("中", "\\u4e2d"),
        ("plain", "plain"),
    ],
)
def test_every_letter_has_a_twin_or_its_code(text: str, written: str) -> None:
    assert twin_of(text) == written


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "Öz - 中 ...".encode() + b" \\udcff"),
        ("iso-8859-1", b"\xd6z \xb7 \\u4e2d ... \\udcff"),
        ("ascii", b"Oez - \\u4e2d ... \\udcff"),
    ],
)
def test_signs_become_ascii_and_letters_what_the_charset_has(encoding: str, written: bytes) -> None:
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding=encoding)
    write_plainly(stream)
    stream.write("Öz · 中 … \udcff")
    stream.flush()
    assert kept.getvalue() == written


@pytest.mark.parametrize(
    ("environ", "has"),
    [
        ({}, True),
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE"}, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, False),
        ({"LC_ALL": "POSIX"}, False),
        ({"LC_CTYPE": "de_DE.ISO-8859-1@euro"}, False),
    ],
)
def test_a_locale_says_whether_it_has_utf8(environ: dict[str, str], has: bool) -> None:
    assert locale_has_utf8(environ) is has
