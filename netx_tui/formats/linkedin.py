"""LinkedIn's ``Connections.csv``: every age of it, in English, German and French.

Older files have no preamble or no ``URL`` column; people who left LinkedIn stand there as rows with
nothing but a date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import clean_line, search_key
from netx_tui.formats.days import is_day_first, read_day
from netx_tui.formats.decoding import Text, as_text
from netx_tui.formats.problems import Parsed, PersonRecord, Problem, in_file
from netx_tui.formats.profile_urls import profile_url
from netx_tui.formats.tables import Columns, Header, Row, find_header, note_extra_cells, rows, tidy
from netx_tui.i18n import _

KIND = "linkedin"

_HEADERS: Mapping[str, tuple[str, ...]] = {
    "given": ("first name", "vorname", "prenom"),
    "family": ("last name", "nachname", "familienname", "nom", "nom de famille"),
    "url": ("url", "profile url", "profil url", "profil-url", "url du profil"),
    "email": (
        "email address",
        "e-mail address",
        "email",
        "e-mail",
        "e-mail-adresse",
        "e-mail adresse",
        "adresse e-mail",
        "adresse email",
    ),
    "company": ("company", "firma", "unternehmen", "entreprise", "societe"),
    "title": ("position", "stelle", "poste", "intitule du poste"),
    "connected": ("connected on", "verbunden am", "vernetzt am", "kontakt seit", "en relation depuis"),
}
_FIELD_OF = {word: field for field, words in _HEADERS.items() for word in words}
_CONNECTED_BEGINNINGS = ("connexion", "connecte", "date de connexion", "verbunden", "connected")
_PROOF = ("url", "company", "title", "connected")
"""Of these columns a header has two at least; Outlook's and Google's files have the names but not these."""


def recognise(cells: Sequence[str]) -> Columns | None:
    """The columns of a ``Connections.csv`` header, or ``None`` if ``cells`` are another row."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(cells[:50]):
        field = _field(search_key(clean_line(cell)).strip(" .:"))
        if field:
            columns.setdefault(field, position)
    named = "given" in columns and "family" in columns
    proven = sum(field in columns for field in _PROOF) >= 2
    return columns if named and proven else None


def parse_connections(data: bytes, name: str) -> Parsed:
    """The people of a ``Connections.csv``; ``name`` is the file's name for sentences.

    Raises ``BadInput`` if no header is found within the first 20 lines.
    """
    text = as_text(data, name)
    header = find_header(text, recognise)
    if header is None:
        raise BadInput(
            _(
                "{file} is not LinkedIn's Connections.csv: no row within the first 20 lines names the columns"
                " First Name, Last Name, Company, Position, Connected On."
            ).format(file=name)
        )
    return _Reader(name, text, header).read()


def _field(word: str) -> str:
    if word in _FIELD_OF:
        return _FIELD_OF[word]
    return "connected" if word.startswith(_CONNECTED_BEGINNINGS) else ""


class _Reader:
    """Reads one file; holds what all its rows share."""

    def __init__(self, name: str, text: Text, header: Header) -> None:
        self._name, self._text, self._header = name, text, header
        self._problems: list[Problem] = []
        self._days: dict[str, str] = {}
        self._day_first = False

    def read(self) -> Parsed:
        table = list(rows(self._text, self._header, recognise, self._problems))
        self._day_first = self._speaks_day_first() or is_day_first(
            cells[columns["connected"]]
            for _line, cells, columns in table
            if len(cells) > columns.get("connected", len(cells))
        )
        records = [record for row in table if (record := self._record(row))]
        if not table:
            self._note(self._header.line, "", _("There are no rows below the header."))
        problems = in_file(self._problems, self._name)
        return Parsed(KIND, self._name, tuple(records), problems=problems, total_rows=len(table))

    def _record(self, row: Row) -> PersonRecord | None:
        line, cells, columns = row
        if len(cells) == 1 and len(columns) > 2:
            self._note(line, "", _("This is no row of the table; it was skipped."))
            return None
        note_extra_cells(row, len(self._header.cells), self._problems)
        values = {
            field: tidy(cells[position], field, line, self._problems)
            for field, position in columns.items()
            if position < len(cells)
        }
        return self._person(line, values)

    def _person(self, line: int, values: Mapping[str, str]) -> PersonRecord | None:
        name = " ".join(part for part in (values.get("given"), values.get("family")) if part)
        if not name:
            self._note(line, "name", _("There is no name, so nobody was added."))
            return None
        fields: dict[str, Any] = {"name": name}
        for field in ("given", "family"):
            if values.get(field):
                fields[field] = values[field]
        for field in ("title", "company"):
            if field in values:
                fields[field] = values[field] or None
        self._add_email(line, values.get("email", ""), fields)
        self._add_url(line, values.get("url", ""), fields)
        self._add_day(line, values.get("connected", ""), fields)
        return PersonRecord(line, fields)

    def _add_email(self, line: int, email: str, fields: dict[str, Any]) -> None:
        if not email:
            return
        parts = re.split(r"[;,\s]+", email.strip(";, "))
        if all("@" in part for part in parts):
            fields["emails"] = list(dict.fromkeys(parts))
        else:
            self._note(line, "email", _("'{text}' is not an e-mail address.").format(text=email[:60]))

    def _add_url(self, line: int, url: str, fields: dict[str, Any]) -> None:
        if not url:
            return
        address = profile_url(url)
        if address:
            fields["links.linkedin"] = address
        else:
            self._note(line, "url", _("'{text}' is not a LinkedIn profile.").format(text=url[:60]))

    def _add_day(self, line: int, text: str, fields: dict[str, Any]) -> None:
        if not text:
            return
        if text not in self._days:
            self._days[text] = read_day(text, self._day_first)
        day = self._days[text]
        if day:
            fields["connected.linkedin"] = day
        else:
            self._note(line, "connected", _("'{text}' is not a date.").format(text=text[:60]))

    def _speaks_day_first(self) -> bool:
        words = {search_key(clean_line(cell)) for cell in self._header.cells}
        return bool(words & {"vorname", "prenom"})

    def _note(self, line: int, field: str, message: str) -> None:
        self._problems.append(Problem(line, field, message))
