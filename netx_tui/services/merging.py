"""What an import may change in a contact: it fills what is empty and renews what it brought itself.

``imported`` in the document holds the last imported name, title and company. A value that still equals
it came from a file; any other value is the user's own and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.fields import find, show
from netx_tui.domain.text import same_name
from netx_tui.formats.person_fields import GUESSABLE, PERSON_FIELDS
from netx_tui.formats.problems import PersonRecord
from netx_tui.i18n import _
from netx_tui.services.editing import nested
from netx_tui.store.records import next_rank

if TYPE_CHECKING:
    from netx_tui.domain.titles import Guess

_JOB = ("title", "company")
_TRACKED = ("name", *_JOB)
_OWN_RULES = frozenset({*_TRACKED, *GUESSABLE, "given", "family", "guessed", "stage"})
"""Fields that are not simply filled where they are empty."""


class Draft:
    """A contact's document as it will stand after the import; ``lines`` maps a file's number to its row."""

    def __init__(self, id_: str, document: Mapping[str, Any] | None) -> None:
        self.id = id_
        self.is_new = document is None
        self.lines: dict[int, int] = {}
        self._document = dict(document or {})
        self._pending: dict[str, Any] = {}

    def held(self, path: str) -> Any:
        """The value at the dotted ``path``, or ``None``."""
        if path in self._pending:
            return self._pending[path]
        if self.is_new:
            return None
        value: Any = self._document
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def text(self, path: str) -> str:
        """The text at ``path``; empty if there is none."""
        value = self.held(path)
        return value if isinstance(value, str) else ""

    def put(self, path: str, value: Any) -> None:
        """Set ``path``; ``None`` removes what stands there."""
        if (self.is_new and value is not None) or value != self.held(path):
            self._pending[path] = value

    def items(self, name: str) -> dict[str, Any]:
        """The items of a list of objects by id, also those put by this draft."""
        kept = self._document.get(name)
        pending = {
            path.partition(".")[2]: value
            for path, value in self._pending.items()
            if path.startswith(name + ".")
        }
        return {**(kept if isinstance(kept, dict) else {}), **pending}

    @property
    def size(self) -> int:
        """How many fields change; grows with every change."""
        return len(self._pending)

    def change(self) -> Change | None:
        """What the store has to write, if anything."""
        if self.is_new:
            return Create("contacts", self.id, nested(self._pending))
        return Update("contacts", self.id, self._pending) if self._pending else None


@dataclass(frozen=True)
class Merged:
    """What is worth telling about one record: the sentence of a job change, own values that stayed."""

    job_change: str = ""
    kept: tuple[str, ...] = ()


class Merger:
    """Brings records into drafts; ``new_id`` gives ids for items, ``now`` the day of an event."""

    def __init__(self, guess: Callable[[str], Guess], now: datetime, new_id: Callable[[str], str]) -> None:
        self._facts = cache(guess)
        self._now = now
        self._new_id = new_id

    def create(self, draft: Draft, record: PersonRecord, source: str) -> None:
        """Fill the new contact ``draft`` with all the record says."""
        for path, value in record.fields.items():
            if value is not None and path != "guessed":
                draft.put(path, value)
        for path in _TRACKED:
            draft.put("imported." + path, draft.held(path))
        if "source" not in record.fields:
            draft.put("source", source)
        self._add_items(draft, record)
        self._start(draft, draft.text("stage") or "lead")
        said = record.fields.get("guessed")
        if said:
            draft.put(
                "guessed", [field for field in GUESSABLE if field in said and draft.text(field)] or None
            )
        self._guess(draft, anew=False)

    def update(self, draft: Draft, record: PersonRecord, source: str) -> Merged:
        """Bring the news of ``record`` into a known contact."""
        kept: list[str] = []
        self._rename(draft, record, kept)
        job_change = self._change_job(draft, record, source, kept)
        self._settle_guesses(draft, record, kept)
        stage = record.fields.get("stage")
        if stage and stage != draft.held("stage"):
            kept.append(_kept(draft, "stage", stage))
        for path, value in record.fields.items():
            if value is not None and path not in _OWN_RULES:
                self._fill(draft, path, value, kept)
        self._add_items(draft, record)
        return Merged(job_change, tuple(kept))

    def _fill(self, draft: Draft, path: str, value: Any, kept: list[str]) -> None:
        mine = draft.held(path)
        if mine in (None, "", []):
            draft.put(path, value)
        elif mine != value and path != "source":
            kept.append(_kept(draft, path, value))

    def _rename(self, draft: Draft, record: PersonRecord, kept: list[str]) -> None:
        mine, theirs = draft.text("name"), record.name
        last = draft.text("imported.name")
        if same_name(mine) == same_name(theirs):
            for path in ("given", "family"):
                if record.fields.get(path) and not draft.held(path):
                    draft.put(path, record.fields[path])
        elif mine == last:
            for path in ("name", "given", "family"):
                draft.put(path, record.fields.get(path))
            draft.put("imported.name", theirs)
        elif theirs != last:
            kept.append(_kept(draft, "name", theirs))

    def _change_job(self, draft: Draft, record: PersonRecord, source: str, kept: list[str]) -> str:
        """Bring title and company up to date; returns the sentence if this is a job change."""
        before = {path: draft.text(path) for path in _JOB}
        changed: dict[str, str] = {}
        for path in _JOB:
            mine, theirs = before[path], record.fields.get(path) or ""
            if path not in record.fields or same_name(mine) == same_name(theirs):
                continue
            if not mine:
                self._renew(draft, path, theirs)
            elif mine == draft.text("imported." + path):
                changed[path] = theirs
            elif theirs and theirs != draft.text("imported." + path):
                kept.append(_kept(draft, path, theirs))
        # a file that merely leaves both empty tells of no new job
        moved = any(changed.values())
        for path, theirs in changed.items() if moved else ():
            self._renew(draft, path, theirs)
        if draft.text("title") != before["title"] or moved:
            self._guess(draft, anew=True)
        if not moved:
            return ""
        if changed.get("company"):
            draft.put("company_since", None)
        self._add_event(draft, before, source)
        return _job_sentence(draft)

    def _renew(self, draft: Draft, path: str, value: str) -> None:
        draft.put(path, value or None)
        draft.put("imported." + path, value or None)

    def _add_event(self, draft: Draft, before: Mapping[str, str], source: str) -> None:
        event = {
            "rank": next_rank(draft.items("events")),
            "kind": "new_job",
            "on": self._now.date().isoformat(),
            "text": _before_sentence(before),
            "source": source,
            "private": False,
        }
        draft.put("events." + self._new_id("events"), event)

    def _settle_guesses(self, draft: Draft, record: PersonRecord, kept: list[str]) -> None:
        """A department or level that the file knows replaces one that was only guessed."""
        said = record.fields.get("guessed") or ()
        guessed = list(draft.held("guessed") or ())
        for path in GUESSABLE:
            value, mine = record.fields.get(path), draft.text(path)
            if not value or (path in said and mine):
                continue
            if path in guessed or not mine:
                draft.put(path, value)
                guessed = [name for name in guessed if name != path] + ([path] if path in said else [])
            elif value != mine:
                kept.append(_kept(draft, path, value))
        draft.put("guessed", guessed or None)

    def _guess(self, draft: Draft, *, anew: bool) -> None:
        """Infer department and level from the title where they are not known, or (``anew``) only guessed."""
        facts = self._facts(draft.text("title")) if draft.text("title") else None
        guessed = list(draft.held("guessed") or ())
        for path in GUESSABLE:
            if draft.held(path) and not (anew and path in guessed):
                continue
            value = getattr(facts, path, "")
            value = "" if value == "unknown" else value
            draft.put(path, value or None)
            guessed = [name for name in guessed if name != path] + ([path] if value else [])
        draft.put("guessed", sorted(guessed) or None)

    def _start(self, draft: Draft, stage: str) -> None:
        draft.put("stage", stage)
        if stage != "lead" and not draft.items("stage_log"):
            at = self._now.isoformat(timespec="seconds")
            entry = {"rank": next_rank(None), "at": at, "from": "lead", "to": stage, "cause": "import"}
            draft.put("stage_log." + self._new_id("stage_log"), entry)

    def _add_items(self, draft: Draft, record: PersonRecord) -> None:
        """Add the objects of lists that are not there yet; a path already walked is not walked again."""
        for name, items in record.items.items():
            if name == "stage_log" and not draft.is_new:
                continue
            for item in items:
                known = draft.items(name)
                bare = {key: value for key, value in item.items() if key != "id"}
                if any(_same_item(bare, other) for other in known.values()):
                    continue
                wanted = item.get("id", "")
                id_ = wanted if wanted and wanted not in known else self._new_id(name)
                draft.put(f"{name}.{id_}", {"rank": next_rank(known), **bare})


def _same_item(bare: Mapping[str, Any], other: Any) -> bool:
    """Whether two items say the same; what one of them leaves open does not count."""
    keys = ("kind", "on", "text", "at", "to")
    return isinstance(other, Mapping) and all((bare.get(key) or "") == (other.get(key) or "") for key in keys)


def _kept(draft: Draft, path: str, theirs: Any) -> str:
    spec = find(path, PERSON_FIELDS)
    return _("{name}: {field} stays '{mine}'; the file says '{theirs}'.").format(
        name=draft.text("name"),
        field=_(spec.label),
        mine=show(spec, draft.held(path)),
        theirs=show(spec, theirs),
    )


def _job_sentence(draft: Draft) -> str:
    name, title, company = draft.text("name"), draft.text("title"), draft.text("company")
    if title and company:
        return _("{name}: now {title} at {company}").format(name=name, title=title, company=company)
    if title:
        return _("{name}: now {title}").format(name=name, title=title)
    return _("{name}: now at {company}").format(name=name, company=company)


def _before_sentence(before: Mapping[str, str]) -> str:
    title, company = before["title"], before["company"]
    if title and company:
        return _("was {title} at {company}").format(title=title, company=company)
    return _("was {title}").format(title=title) if title else _("was at {company}").format(company=company)
