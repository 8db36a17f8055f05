"""Delimited text, read as it comes: the header is found by name, and every row knows its physical line."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from netx_tui.domain.errors import BadInput
from netx_tui.domain.text import LINE_LIMIT, clean_line, clean_text, visible
from netx_tui.formats.decoding import Text
from netx_tui.formats.problems import Problem
from netx_tui.i18n import _

FILE_LIMIT = 64 * 1024 * 1024
"""Bytes a table may have."""
ROW_LIMIT = 200_000
"""Rows a table may have."""
LINES_LIMIT = 10 * ROW_LIMIT
"""Physical lines it may have, blank ones too."""
WIDTH_LIMIT = 1_000_000
"""Characters one physical line may have."""
HEADER_WITHIN = 20
"""The header stands within this many physical lines."""
DELIMITERS = (",", ";", "\t")

Columns = Mapping[str, int]
"""Field name to the position of its cell."""
Recognise = Callable[[Sequence[str]], Columns | None]
"""Tells a header from other rows: the columns it names, or ``None``."""
Row = tuple[int, list[str], Columns]
"""Physical line, cells, and the columns in force there."""


@dataclass(frozen=True)
class Header:
    """The row that names the columns."""

    line: int
    delimiter: str
    cells: tuple[str, ...]
    columns: Columns


def find_header(text: Text, recognise: Recognise) -> Header | None:
    """The first row within ``HEADER_WITHIN`` lines that ``recognise`` knows, whatever the delimiter."""
    for number, line in enumerate(islice(text.lines(), HEADER_WITHIN), start=1):
        for delimiter in DELIMITERS:
            cells = _split(line[:WIDTH_LIMIT], delimiter)
            columns = recognise(cells)
            if columns is not None:
                return Header(number, delimiter, tuple(cells), columns)
    return None


def rows(text: Text, header: Header, recognise: Recognise, problems: list[Problem]) -> Iterator[Row]:
    """The rows below ``header``, blank ones left out; whatever is odd is added to ``problems``.

    A header that stands there again is skipped and its columns hold from there on. Raises ``BadInput``
    for more than ``ROW_LIMIT`` rows.
    """
    lines = _Lines(text.lines(), problems)
    for _unused in range(header.line):
        next(lines, "")
    columns, first_cells = header.columns, {_bare(cell) for cell in header.cells} - {""}
    count = 0
    for line, cells in _records(lines, header.delimiter, len(header.cells), problems):
        filled = any(cells)
        count += filled
        if count > ROW_LIMIT or line > LINES_LIMIT:
            raise BadInput(
                _("{file} has more than {limit} rows; split it and import the parts.").format(
                    file=text.name, limit=ROW_LIMIT
                )
            )
        if not filled:
            continue
        if _bare(cells[0]) in first_cells and (again := recognise(cells)) is not None:
            columns = again
            problems.append(Problem(line, "", _("The header stands here once more; it was skipped.")))
            continue
        yield line, cells, columns


def tidy(
    cell: str,
    field: str,
    line: int,
    problems: list[Problem],
    limit: int = LINE_LIMIT,
    *,
    paragraphs: bool = False,
) -> str:
    """``cell`` cleaned, as one line or as ``paragraphs``, and cut to ``limit`` characters.

    What had to go is told in ``problems``.
    """
    text = clean_text(cell, limit + 1) if paragraphs else clean_line(cell, limit + 1)
    if text == cell and len(text) <= limit:
        return text
    note_hidden(cell, field, line, problems)
    if len(text) > limit:
        message = _("{field}: longer than {limit} characters; it was cut.")
        problems.append(Problem(line, field, message.format(field=field, limit=limit)))
        return text[:limit].rstrip()
    return text


def note_hidden(cell: str, field: str, line: int, problems: list[Problem]) -> None:
    """Add a problem if ``cell`` holds characters that would act on a terminal, or could not be decoded."""
    if cell.isprintable() and "\ufffd" not in cell:
        return
    if "\ufffd" in cell:
        message = _("{field}: some characters could not be read; they show as �.")
        problems.append(Problem(line, field, message.format(field=field)))
    if any(not visible(character) for character in set(cell)):
        message = _("{field}: invisible control characters were removed.")
        problems.append(Problem(line, field, message.format(field=field)))


def note_extra_cells(row: Row, width: int, problems: list[Problem]) -> None:
    """Add a problem if ``row`` has text beyond the ``width`` cells of the header."""
    line, cells, _columns = row
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        problems.append(
            Problem(line, "", _("There are more cells than columns; is a comma in the text not quoted?"))
        )


class _Lines:
    """Physical lines, counted, that can be taken back to the second line of the record being read."""

    def __init__(self, source: Iterator[str], problems: list[Problem]) -> None:
        self.number = 0
        self._source = source
        self._problems = problems
        self._record: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._source)
        self.number += 1
        if len(line) > WIDTH_LIMIT:
            message = _("The line is longer than {limit} characters; it was skipped.")
            self._problems.append(Problem(self.number, "", message.format(limit=WIDTH_LIMIT)))
            line = "\n"
        self._record.append(line)
        return line

    def begin(self) -> int:
        """Start a record; returns the number of its first line."""
        self._record.clear()
        return self.number + 1

    def keep_first(self) -> str:
        """End the record after its first line, which is returned; the others are read again."""
        first, *others = self._record
        self._again.extendleft(reversed(others))
        self.number -= len(others)
        return first


def _records(
    lines: _Lines, delimiter: str, width: int, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on; a quotation mark that never closes costs no row but its own."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = _repaired(lines.keep_first(), line, delimiter, width, problems)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        yield line, cells


def _repaired(text: str, line: int, delimiter: str, width: int, problems: list[Problem]) -> list[str]:
    """The cells of one physical line whose quotation marks do not follow the rules."""
    try:
        next(csv.reader([text], delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        if "end of data" not in str(error):
            return _split(text, delimiter)
    problems.append(
        Problem(line, "", _("A quotation mark opens here and does not close; please check this row."))
    )
    unquoted = text.replace('"', "").rstrip("\r\n").split(delimiter)
    return unquoted if len(unquoted) == width else _split(text, delimiter)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a cell longer than the csv module takes
        return line.replace('"', "").rstrip("\r\n").split(delimiter)


def _bare(cell: str) -> str:
    return cell.strip(" \t\ufeff").casefold()
