"""What kind of file it is, told from its content."""

from __future__ import annotations

from netx_tui.domain.errors import BadInput
from netx_tui.formats import contacts_csv, contacts_json, linkedin, linkedin_export
from netx_tui.formats.decoding import HEAD, Text, as_text
from netx_tui.formats.tables import find_header
from netx_tui.i18n import _

KINDS = (linkedin.KIND, contacts_csv.KIND, contacts_json.KIND)
"""The kinds ``netx import --as`` knows beside ``auto``."""


def is_archive(head: bytes) -> bool:
    """Whether ``head`` begins a ``.zip``."""
    return head.startswith(linkedin_export.SIGNATURES)


def detect(data: bytes, name: str) -> str:
    """The kind of the file with the content ``data``: one of ``KINDS``.

    Raises ``BadInput`` naming what netx reads, for anything else.
    """
    if is_archive(data):
        return linkedin.KIND
    text = as_text(data, name)
    if Text(data[:HEAD], text.encoding).whole().lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        return contacts_json.KIND
    if find_header(text, linkedin.recognise):
        return linkedin.KIND
    if find_header(text, contacts_csv.recognise):
        return contacts_csv.KIND
    raise BadInput(
        _(
            "{file} is not a file netx can import. It reads LinkedIn's Connections.csv or the whole export as"
            " .zip, CSV files with netx's own column names, and JSON from `netx export`."
        ).format(file=name)
    )
