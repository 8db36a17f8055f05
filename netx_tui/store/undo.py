"""What takes a transaction back, unless that would undo somebody else's later edit.

Taking back and repeating are transactions too, so they can be told, followed and survive a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netx_tui.domain.errors import RuleRefused
from netx_tui.i18n import _
from netx_tui.store.lines import Edit, Line, Mark
from netx_tui.store.staging import Stage, content
from netx_tui.store.tree import Document, get, is_plain_list, merged, same, split


class OvertakenError(Exception):
    """A document was changed since; ``field`` is empty where all of it is concerned."""

    def __init__(self, table: str, name: str, field: str = "") -> None:
        super().__init__(table, name, field)
        self.table = table
        self.name = name
        self.field = field


def invert(lines: Sequence[Line], stage: Stage) -> None:
    """Stage what takes ``lines`` back; raises ``OvertakenError`` where it would undo another edit."""
    for line in lines:
        if "create" in line:
            _uncreate(line, stage)
        elif "remove" in line:
            if stage.current(line["table"], line["id"]) is not None:
                raise OvertakenError(line["table"], line["id"])
            document = {key: value for key, value in line["was"].items() if key not in ("id", "updated")}
            stage.write(line["table"], line["id"], document)
        else:
            _revert(line, stage)


def _uncreate(line: Line, stage: Stage) -> None:
    current = stage.current(line["table"], line["id"])
    if current is None:
        raise OvertakenError(line["table"], line["id"])
    mine, theirs = content(line["set"]), content(current)
    if mine != theirs:
        for field in (*theirs, *mine):
            if not same(mine.get(field), theirs.get(field)):
                raise OvertakenError(line["table"], line["id"], field)
    stage.write(line["table"], line["id"], None)


def _revert(line: Line, stage: Stage) -> None:
    current = stage.current(line["table"], line["id"])
    if current is None:
        raise OvertakenError(line["table"], line["id"])
    for path, new in line["set"].items():
        keys = split(path)
        old, now = line["was"].get(path), get(current, keys)
        if same(now, new):
            stage.place(line["table"], line["id"], keys, old)
        elif all(map(is_plain_list, (old, new, now))):
            stage.place(line["table"], line["id"], keys, merged(new, old, now))
        else:
            raise OvertakenError(line["table"], line["id"], path)


def nothing(line: Line) -> Edit:
    """An edit that changes no field, where all of a transaction was taken back already but has to count."""
    return {"table": line["table"], "id": line["id"], "set": {}, "was": {}}


def refusal(
    error: OvertakenError, mark: Mark, document: Document | None, lines: Iterable[Line]
) -> RuleRefused:
    """The refusal to take ``mark`` back; ``lines``, newest first, tell whose edit would be lost."""
    person = _("somebody")
    for line in lines:
        if line["txn"] == mark.txn:
            break
        if (line["table"], line["id"]) == (error.table, error.name) and _touches(line, error.field):
            person = line["who"] or person
            break
    known = document or {}
    name = str(known.get("name") or known.get("title") or known.get("text") or error.name)
    if document is None:
        sentence = _("'{label}' cannot be taken back: {person} has deleted {name} since.")
    elif error.field:
        sentence = _("'{label}' cannot be taken back: {person} has changed {field} of {name} since.")
    else:
        sentence = _("'{label}' cannot be taken back: {person} has put {name} there again since.")
    return RuleRefused(sentence.format(label=mark.label, person=person, field=error.field, name=name))


def _touches(line: Line, field: str) -> bool:
    if not field or "create" in line or "remove" in line:
        return True
    return any(
        path == field or path.startswith(f"{field}.") or field.startswith(f"{path}.") for path in line["set"]
    )
