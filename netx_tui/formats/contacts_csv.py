"""The netx CSV: contacts as a table of their own field names, written and read back without loss.

Links and connections are columns ``link_x`` and ``connected_x``; several values in a cell are separated
by ``;`` (``\\;`` is a literal one). The id, in the last column, tells namesakes apart. Cells a spreadsheet
would take for a formula get a leading ``'``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import BadInput, FieldError
from netx_tui.domain.fields import CONTACT_FIELDS, Field, Kind, find, show, split_list, value_of
from netx_tui.domain.text import clean_line, visible
from netx_tui.formats.decoding import Text, as_text
from netx_tui.formats.person_fields import (
    BESIDE,
    GUESSABLE,
    PERSON_FIELDS,
    ExportRow,
    as_record,
    beside,
    is_first,
    limit_of,
    read_value,
)
from netx_tui.formats.problems import Parsed, PersonRecord, Problem, in_file
from netx_tui.formats.tables import (
    Columns,
    Header,
    Row,
    find_header,
    note_extra_cells,
    rows,
    tidy,
)
from netx_tui.i18n import _

KIND = "csv"

_NAMES = frozenset(spec.name for spec in PERSON_FIELDS)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+[\d ()/.;-]*").fullmatch
_MAPS = (("link_", "links."), ("connected_", "connected."))
_JSON_ONLY = ("notes",)


def recognise(cells: Sequence[str]) -> Columns | None:
    """The columns of a netx header, or ``None``: there is a name, and half of the columns are netx's."""
    columns = _columns(cells)
    named = sum(1 for cell in cells if cell.strip())
    return columns if columns and 2 * len(columns) >= named else None


def parse_contacts(data: bytes, name: str) -> Parsed:
    """The people of a netx CSV; unknown columns and unfit values are told as problems and left out.

    Raises ``BadInput`` if no row within the first 20 lines names a person's name.
    """
    text = as_text(data, name)
    header = find_header(text, recognise) or find_header(text, _columns_or_none)
    if header is None:
        raise BadInput(
            _(
                "{file} is not a netx CSV: no row within the first 20 lines names columns like name, company"
                " and title."
            ).format(file=name)
        )
    return _Reader(name, text, header).read()


def write_contacts(people: Iterable[ExportRow]) -> str:
    """The netx CSV of ``people``: every plain field, links, connections, company wishes, the last touch."""
    exported = list(people)
    columns = _export_columns(exported)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_header_of(spec.name) for spec in columns])
    for row in exported:
        aside = beside(row)
        writer.writerow([_guarded(visible(_cell(row.contact, spec, aside))) for spec in columns])
    return out.getvalue()


class _Reader:
    """Reads one file; holds what all its rows share."""

    def __init__(self, name: str, text: Text, header: Header) -> None:
        self._name, self._text, self._header = name, text, header
        self._problems: list[Problem] = []
        self._specs: dict[str, Field] = {}
        self._ids: dict[str, int] = {}

    def read(self) -> Parsed:
        self._note_columns()
        records: list[PersonRecord] = []
        total = 0
        for row in rows(self._text, self._header, recognise, self._problems):
            total += 1
            note_extra_cells(row, len(self._header.cells), self._problems)
            record = as_record(row[0], self._values(row), self._problems)
            if record and is_first(record, self._ids, self._problems):
                records.append(record)
        if not total:
            self._note(self._header.line, "", _("There are no rows below the header."))
        problems = in_file(self._problems, self._name)
        return Parsed(KIND, self._name, tuple(records), problems=problems, total_rows=total)

    def _values(self, row: Row) -> dict[str, Any]:
        line, cells, columns = row
        values: dict[str, Any] = {}
        for name, position in columns.items():
            cell = _unguarded(cells[position]) if position < len(cells) else ""
            values[name] = self._value(self._spec(name), cell, line) if cell else None
        return values

    def _value(self, spec: Field, cell: str, line: int) -> Any:
        if spec.kind is Kind.TEXT:
            return tidy(cell, spec.name, line, self._problems, limit_of(spec), paragraphs=True) or None
        if spec.kind is not Kind.LIST:
            text = tidy(cell, spec.name, line, self._problems, limit_of(spec))
            return read_value(spec, text, line, self._problems)
        tidy(cell, spec.name, line, self._problems, limit_of(spec))
        items = split_list(cell[: limit_of(spec)])
        if spec.name == "guessed":
            return [item for item in items if item in GUESSABLE] or None
        return items or None

    def _spec(self, name: str) -> Field:
        if name not in self._specs:
            self._specs[name] = find(name, PERSON_FIELDS)
        return self._specs[name]

    def _note_columns(self) -> None:
        """Tell of columns that are unknown, or there twice."""
        used = set(self._header.columns.values())
        for position, cell in enumerate(self._header.cells):
            name = _field_name(cell)
            if position in used or not name:
                continue
            if name in self._header.columns:
                message = _("The column '{name}' is there twice; only the first one was read.").format(
                    name=name
                )
            else:
                message = _unknown(name)
            self._note(self._header.line, clean_line(cell, 60), message)

    def _note(self, line: int, field: str, message: str) -> None:
        self._problems.append(Problem(line, field, message))


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Field name to position; empty unless a column holds the name."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(cells[:300]):
        name = _field_name(cell)
        if name in _NAMES or name.startswith(("links.", "connected.")):
            columns.setdefault(name, position)
    return columns if columns.keys() & {"name", "given", "family"} else {}


def _columns_or_none(cells: Sequence[str]) -> Columns | None:
    return _columns(cells) or None


def _field_name(cell: str) -> str:
    name = re.sub(r"[ -]+", "_", clean_line(cell).casefold())
    for beginning, path in _MAPS:
        tail = name.removeprefix(beginning) if name.startswith(beginning) else name.removeprefix(path)
        if tail != name:
            return path + tail if re.fullmatch(r"[a-z0-9_]{1,30}", tail) else name
    return name


def _unknown(name: str) -> str:
    try:
        find(name, PERSON_FIELDS)
    except FieldError as error:
        return _("{reason} The column was left out.").format(reason=error.message)
    return _("The column '{name}' was left out.").format(name=name)


def _export_columns(exported: Sequence[ExportRow]) -> list[Field]:
    """The columns: links and connections as far as anybody has them."""
    links = {"links." + name for row in exported for name in row.contact.links}
    plain = [spec.name for spec in CONTACT_FIELDS if spec.name not in _JSON_ONLY]
    known = [name for name in plain if not name.startswith("links.") or name in links]
    further = sorted(links - set(known))
    connected = sorted({"connected." + name for row in exported for name in row.contact.connected})
    paths = [*known, *further, *connected, "stage", "guessed", *BESIDE, "id"]
    return [find(path, PERSON_FIELDS) for path in paths]


def _header_of(path: str) -> str:
    for beginning, prefix in _MAPS:
        if path.startswith(prefix):
            return beginning + path.removeprefix(prefix)
    return path


def _cell(contact: Contact, spec: Field, aside: Mapping[str, Any]) -> str:
    value = aside[spec.name] if spec.name in aside else value_of(contact, spec.name)
    return "" if value is False and spec.name == "do_not_contact" else show(spec, value)


def _is_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA)


def _guarded(cell: str) -> str:
    if _is_formula(cell) and not _PHONE(cell):
        return "'" + cell
    return "'" + cell if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell
