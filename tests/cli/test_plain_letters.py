"""Where the locale has ASCII only, a terminal gets the nearest twin of every other letter."""

from __future__ import annotations

import io

import pytest

from netx_tui.cli.plain_letters import only_ascii, twin_of
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


def test_a_stream_writes_twins_from_then_on() -> None:
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="utf-8")
    only_ascii(stream)
    stream.write("Öz · \udcff")
    stream.flush()
    assert kept.getvalue() == b"Oez - \\udcff"


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
