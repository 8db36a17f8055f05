"""The ``.zip`` LinkedIn sends: only two or three known tables are looked at, nothing is unpacked to disk.

An archive from a stranger may be a bomb, so the number of members, the size of each and the ratio to
its packed size are checked before and while it is read.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import clean_line
from netx_tui.formats.decoding import as_text
from netx_tui.formats.linkedin import parse_connections
from netx_tui.formats.linkedin_messages import parse_messages
from netx_tui.formats.problems import Parsed, Problem
from netx_tui.formats.tables import FILE_LIMIT, Columns, find_header, rows
from netx_tui.i18n import _

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
MEMBERS_LIMIT = 10_000
DIRECTORY_LIMIT = 4 * 1024 * 1024
"""Bytes the list of members may take."""
RATIO_LIMIT = 200
"""How many times larger than packed a member may be; text reaches about 20."""
RATIO_FREE = 1024 * 1024
"""Bytes below which the ratio does not matter."""

_CONNECTIONS = ("connections.csv", "kontakte.csv", "verbindungen.csv", "relations.csv")
_END = b"PK\x05\x06"
_END_SIZE = 22
_LARGE = b"PK\x06\x07"
_LARGE_SIZE = 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What ``zipfile`` raises for archives that are not sound."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def parse_export(stream: BinaryIO, name: str) -> Parsed:
    """The people of the export and the newest message with each of them.

    Raises ``BadInput`` for an archive that is broken, encrypted, a bomb, or not LinkedIn's.
    """
    try:
        _check_directory(stream, name)
        with zipfile.ZipFile(stream) as archive:
            return _parse(archive, name)
    except _DAMAGE as error:
        raise BadInput(
            _("{file} is a damaged archive; download it from LinkedIn again.").format(file=name)
        ) from error


def _parse(archive: zipfile.ZipFile, name: str) -> Parsed:
    members = _members(archive)
    connections = next((members[base] for base in _CONNECTIONS if base in members), None)
    if connections is None:
        raise BadInput(
            _(
                "There is no Connections.csv in {file}. Ask LinkedIn for a copy of your data with"
                " 'Connections' ticked; an Excel file has to be saved as CSV first."
            ).format(file=name)
        )
    inner = _inner(name, connections)
    parsed = parse_connections(_read(archive, connections, inner), inner)
    if "messages.csv" not in members:
        return replace(parsed, file=name)
    return _with_messages(archive, members, name, parsed)


def _with_messages(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str, parsed: Parsed
) -> Parsed:
    problems = list(parsed.problems)
    people = {record.fields.get("links.linkedin", "") for record in parsed.records}
    inner = _inner(name, members["messages.csv"])
    try:
        data = _read(archive, members["messages.csv"], inner)
        touches = parse_messages(data, inner, _owner_name(archive, members, name), people, problems)
    except (BadInput, *_DAMAGE) as error:
        # the connections stand on their own: trouble with the messages must not lose them
        damaged = _("{file} is damaged, so no messages were taken over.").format(file=inner)
        message = error.message if isinstance(error, BadInput) else damaged
        problems.append(Problem(0, "", message, inner))
        touches = ()
    return replace(parsed, file=name, touches=touches, problems=tuple(problems))


def _owner_name(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> str:
    member = members.get("profile.csv")
    if member is None:
        return ""
    text = as_text(_read(archive, member, _inner(name, member)), name)
    header = find_header(text, _recognise_profile)
    for _line, cells, columns in rows(text, header, _recognise_profile, []) if header else ():
        parts = (cells[columns[key]] for key in ("given", "family") if columns[key] < len(cells))
        return clean_line(" ".join(parts))
    return ""


def _recognise_profile(cells: Sequence[str]) -> Columns | None:
    names = [clean_line(cell).casefold() for cell in cells]
    if "first name" in names and "last name" in names:
        return {"given": names.index("first name"), "family": names.index("last name")}
    return None


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by lower-case base name; of several, the one in the outermost folder."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in sorted(archive.infolist(), key=lambda info: info.filename.count("/")):
        found.setdefault(info.filename.replace("\\", "/").rsplit("/", 1)[-1].casefold(), info)
    return found


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, inner: str) -> bytes:
    if info.flag_bits & 0x1:
        raise BadInput(_("{file} is protected by a password; unpack it first.").format(file=inner))
    if info.compress_type not in _METHODS:
        raise BadInput(_("{file} is packed in a way netx does not know; unpack it first.").format(file=inner))
    if info.file_size > FILE_LIMIT:
        raise _too_large(inner)
    if info.file_size > max(RATIO_FREE, RATIO_LIMIT * info.compress_size):
        raise BadInput(_("{file} unpacks to suspiciously much data, so it was not read.").format(file=inner))
    with archive.open(info) as member:
        data = member.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise _too_large(inner)
    return data


def _check_directory(stream: BinaryIO, name: str) -> None:
    """Refuse a list of members too long to be held, before ``zipfile`` holds it (APPNOTE 4.3.16)."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_536 - _END_SIZE))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile("no end of central directory")
    count, length = struct.unpack_from("<HL", tail, at + 10)
    # the format for huge archives has a second directory, whose size would have to be trusted
    large = at >= _LARGE_SIZE and tail[at - _LARGE_SIZE :].startswith(_LARGE)
    if large or count > MEMBERS_LIMIT or length > DIRECTORY_LIMIT:
        raise BadInput(_("{file} holds too many files to be LinkedIn's export.").format(file=name))


def _inner(name: str, info: zipfile.ZipInfo) -> str:
    return f"{name}: {clean_line(info.filename, 200)}"


def _too_large(inner: str) -> BadInput:
    return BadInput(
        _("{file} is larger than {limit} MB, so it was not read.").format(
            file=inner, limit=FILE_LIMIT // 1024 // 1024
        )
    )
