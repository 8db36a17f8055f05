"""Looking at the files of a store without opening it: a damaged one can be examined too.

Nothing is written, no lock is taken, and nothing of this is needed to work with a store.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from netx_tui.domain.errors import BadInput, NetxError
from netx_tui.i18n import N_, _
from netx_tui.store import loading, snapshot
from netx_tui.store.faults import Fault, Place, reference_faults, value_faults
from netx_tui.store.files import StorePaths, read_from
from netx_tui.store.high_water import read_high_water
from netx_tui.store.journal import JournalBrokenError, read_journal
from netx_tui.store.lines import DamagedError, decode, is_intact
from netx_tui.store.lines import parse as parse_lines
from netx_tui.store.snapshot import IDENTITY, IDENTITY_TABLE
from netx_tui.store.tree import Table, Tables

_WORDS = {
    "Expecting ',' delimiter": N_("a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": N_("a colon is missing"),
    "Expecting value": N_("a value is missing"),
    "Expecting property name enclosed in double quotes": N_("a name in quotes is missing"),
    "Illegal trailing comma before end of object": N_("a comma is too many"),
    "Unterminated string starting at": N_("a text has no end"),
    "Invalid control character at": N_("a text holds a control character"),
    "Extra data": N_("something follows behind the end"),
}
"""What the parser of the standard library says, in words for people."""


class Damage(NamedTuple):
    """Why a file cannot be used, as a translated fragment; ``line`` and ``column`` from 1, 0 if unknown.

    A file that could not even be ``opened`` has a whole sentence there.
    """

    why: str
    line: int = 0
    column: int = 0
    opened: bool = True


class JournalState(NamedTuple):
    """What was found in the journal: whole edits, and ``torn`` bytes of a write that was never finished."""

    there: bool = False
    edits: int = 0
    torn: int = 0
    damage: Damage | None = None
    last: int = 0
    """The number of the last edit."""


class HistoryState(NamedTuple):
    """What was found in the history: its lines, how many of them cannot be read, and the first of those."""

    lines: int = 0
    unreadable: int = 0
    first: int = 0
    damage: Damage | None = None


class Examination(NamedTuple):
    """What the files of a store say.

    ``documents`` are counted by table; ``schema`` is the version the snapshot names, 0 without one;
    ``refusal`` says, as a sentence, why the store does not open although each of its files is whole.
    """

    there: bool
    damage: Damage | None
    documents: Mapping[str, int]
    faults: Sequence[Place]
    schema: int
    nameless: bool
    """Whether the document that tells the store's version and generation cannot be read."""
    journal: JournalState
    history: HistoryState
    refusal: str = ""


class _Raw(NamedTuple):
    """The snapshot as it stands in its file."""

    there: bool
    content: Any = None
    damage: Damage | None = None
    faults: tuple[Place, ...] = ()


def examine(paths: StorePaths) -> Examination:
    """Look at the snapshot, the journal and the history of the store at ``paths``."""
    raw = _raw(paths.snapshot)
    journal = _journal(paths.journal)
    history = _history(paths.history)
    refusal, schema, torn, nameless = "", 0, 0, False
    try:
        loaded = loading.load(paths)
    except NetxError as error:
        tables = _tables_of(raw)
        if not raw.damage and not journal.damage:
            refusal = _refusal(paths, raw, journal) or error.message
    else:
        tables, schema = loaded.tables, loaded.identity.schema
        nameless = loaded.identity.generation.startswith("plain-") and _has_identity(raw.content)
        position = loaded.position
        torn = max(0, position.seen[1] - position.end) if position.seen else 0
    faults = (*raw.faults, *value_faults(tables), *reference_faults(tables))
    counts = {name: len(table) for name, table in tables.items() if table}
    journal = journal._replace(torn=torn)
    return Examination(raw.there, raw.damage, counts, faults, schema, nameless, journal, history, refusal)


def odd_ids(path: str) -> list[tuple[str, str]]:
    """The documents in the snapshot at ``path`` that have no id, or another one's: table and the id in use.

    Raises ``BrokenError`` or ``BadInput`` where it cannot be read.
    """
    found = read_from(path)
    if found is None or not found[1]:
        return []
    tables, _identity = snapshot.parse(found[1], foreign=True)
    odd = []
    for name, table in decode(found[1]).items():
        in_use = iter(tables[name])
        for document in table.values():
            said = document.get("id")
            if (name, said) == (IDENTITY_TABLE, IDENTITY) and said not in tables[name]:
                continue
            own = next(in_use)
            if own != said:
                odd.append((name, own))
    return odd


def damage_of(data: bytes) -> Damage | None:
    """Why ``data`` is no snapshot, with the place; ``None`` if it is one."""
    return _decoded(data)[1]


def _raw(path: str) -> _Raw:
    try:
        found = read_from(path)
    except BadInput as error:
        return _Raw(True, damage=Damage(error.message, opened=False))
    if found is None:
        return _Raw(False)
    if not found[1]:
        return _Raw(True, {})
    content, damage, doubled = _decoded(found[1])
    if damage:
        return _Raw(True, damage=damage)
    faults = [Place(Fault.DOUBLE_KEY, "", "", key) for key in doubled]
    for name, table in content.items():
        if not isinstance(table, dict):
            return _Raw(True, damage=Damage(_("'{name}' in it is no table").format(name=name)))
        faults += _faults_of_ids(name, table)
    broken = next((place for place in faults if place.fault is Fault.NO_DOCUMENT), None)
    if broken:
        sentence = _("entry {number} of '{name}' in it is no document")
        damage = Damage(sentence.format(number=broken.id, name=broken.table))
    return _Raw(True, content, damage, tuple(faults))


def _decoded(data: bytes) -> tuple[Any, Damage | None, list[str]]:
    """The content, why there is none, and the keys that stand twice in one object."""
    doubled: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubled.extend(key for key, times in Counter(key for key, _value in pairs).items() if times > 1)
        return found

    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=collect, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as error:
        return None, Damage(_("it is not UTF-8 text"), *_place(data, error.start)), []
    except RecursionError:
        return None, Damage(_("it is nested too deep")), []
    except json.JSONDecodeError as error:
        why = _("it ends in the middle") if _is_cut(error) else _in_words(error.msg)
        return None, Damage(why, error.lineno, error.colno), []
    except ValueError as error:
        at = data.find(str(error).encode())
        return None, Damage(_("it holds a number that is none"), *_place(data, max(at, 0))), []
    if not isinstance(content, dict):
        return None, Damage(_("it holds no tables")), []
    return content, None, doubled


def _refuse(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _place(data: bytes, at: int) -> tuple[int, int]:
    """Line and column, from 1, of the byte ``at``."""
    return data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)


def _is_cut(error: json.JSONDecodeError) -> bool:
    rest = error.doc[error.pos :]
    return not rest.strip() or (error.msg.startswith("Unterminated") and "\n" not in rest)


def _in_words(message: str) -> str:
    return _(_WORDS[message]) if message in _WORDS else message


def _faults_of_ids(name: str, table: Mapping[str, Any]) -> list[Place]:
    faults, seen = [], set()
    for number, document in table.items():
        said = document.get("id") if isinstance(document, dict) else None
        if not isinstance(document, dict):
            faults.append(Place(Fault.NO_DOCUMENT, name, number))
        elif not isinstance(said, str) or not said:
            faults.append(Place(Fault.NO_ID, name, number))
        elif said in seen:
            faults.append(Place(Fault.DOUBLE_ID, name, said, value=number))
        else:
            seen.add(said)
    return faults


def _tables_of(raw: _Raw) -> Tables:
    """The documents of a snapshot that is whole, without the journal's edits."""
    if raw.damage or not raw.content:
        return {}
    tables: Tables = {
        name: Table({str(document["id"]): document for document in table.values() if document.get("id")})
        for name, table in raw.content.items()
    }
    tables.get(IDENTITY_TABLE, Table()).pop(IDENTITY, None)
    return tables


def _has_identity(content: Any) -> bool:
    table = content.get(IDENTITY_TABLE) if isinstance(content, dict) else None
    return isinstance(table, dict) and any(
        isinstance(document, dict) and document.get("id") == IDENTITY for document in table.values()
    )


def _journal(path: str) -> JournalState:
    try:
        text = read_journal(path)
    except JournalBrokenError:
        return JournalState(True, damage=Damage(_("its beginning is damaged"), 1))
    except BadInput as error:
        return JournalState(True, damage=Damage(error.message, opened=False))
    if text is None:
        return JournalState()
    try:
        transactions, _used = parse_lines(text.body, text.header.after + 1)
    except DamagedError as error:
        why = _("it is damaged, and later edits follow")
        return JournalState(True, damage=Damage(why, error.line + 1))
    return JournalState(
        True, sum(map(len, transactions)), last=text.header.after + sum(map(len, transactions))
    )


def _refusal(paths: StorePaths, raw: _Raw, journal: JournalState) -> str:
    """Why files that are whole do not make a store; empty where it is something else."""
    if not raw.content:
        sentence = _("{file} is missing or empty, while {journal} holds edits to it.")
        return sentence.format(file=paths.snapshot, journal=paths.journal)
    noted = read_high_water(paths.lock)
    if noted and noted.seq > journal.last:
        sentence = _("{journal} has lost its end: edit {last} was saved, and it is not there.")
        return sentence.format(journal=paths.journal, last=noted.seq)
    if journal.there:
        sentence = _("{file} is not the file that {journal} continues.")
        return sentence.format(file=paths.snapshot, journal=paths.journal)
    return ""


def _history(path: str) -> HistoryState:
    try:
        found = read_from(path)
    except BadInput as error:
        return HistoryState(damage=Damage(error.message, opened=False))
    rows = found[1].splitlines() if found else []
    unreadable = [number for number, row in enumerate(rows, 1) if not _is_object(row)]
    return HistoryState(len(rows), len(unreadable), unreadable[0] if unreadable else 0)


def _is_object(row: bytes) -> bool:
    try:
        return is_intact(row) and isinstance(decode(row), dict)
    except (ValueError, RecursionError):
        return False
