"""Import: from files of other programs to one transaction, with a report of what came of every row."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.errors import BadInput, UsageError
from netx_tui.domain.text import same_name
from netx_tui.formats import contacts_csv, contacts_json, linkedin, linkedin_export
from netx_tui.formats.detect import KINDS, detect, is_archive
from netx_tui.formats.problems import ImportedTouch, Parsed, PersonRecord, Problem
from netx_tui.i18n import _, ngettext
from netx_tui.services.matching import Directory
from netx_tui.services.merging import Draft, Merger
from netx_tui.services.sources import name_of, open_source, read_source

if TYPE_CHECKING:
    from netx_tui.domain.titles import Guess
    from netx_tui.store.workspace import Workspace

AUTO = "auto"
PROGRESS_EVERY = 500
"""Rows between two calls of ``progress``."""
TOLD_WHEN_STRICT = 5
"""Problems named in the sentence of a refused strict import."""

Progress = Callable[[int, int], None]
"""Called with the rows done and the rows there are."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do (``dry_run``): the numbers count rows of the files.

    ``job_changes`` and ``kept`` (own values that differ from the file's) are sentences, ``ids`` the new
    contacts, ``touches`` and ``companies`` how many of these are new, ``label`` the name of the undo step.
    """

    files: tuple[str, ...] = ()
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    touches: int = 0
    companies: int = 0
    job_changes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    ids: tuple[str, ...] = ()
    label: str = ""
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """The report as one JSON object (``netx import --json``)."""
        return {
            "files": list(self.files),
            "dry_run": self.dry_run,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "touches": self.touches,
            "companies": self.companies,
            "job_changes": list(self.job_changes),
            "kept": list(self.kept),
            "problems": [
                {"file": p.file, "line": p.line, "field": p.field, "reason": p.message} for p in self.problems
            ],
            "ids": list(self.ids),
            "label": self.label,
        }


@dataclass(frozen=True)
class ImportPlan:
    """The changes an import would make, and the report of them; nothing is written yet."""

    changes: tuple[Change, ...]
    report: ImportReport


class Intake:
    """Imports into ``workspace``; ``guess`` infers department and level from a title."""

    def __init__(
        self, workspace: Workspace, guess: Callable[[str], Guess], clock: Callable[[], datetime]
    ) -> None:
        self._workspace = workspace
        self._guess = guess
        self._clock = clock

    def read(self, paths: Sequence[str | os.PathLike[str]], kind: str = AUTO) -> tuple[Parsed, ...]:
        """The content of the files; nothing of the store is looked at.

        ``kind`` is ``auto`` or one of ``formats.detect.KINDS``. Raises ``BadInput`` for the first file
        that cannot be read as that, ``UsageError`` for an unknown kind.
        """
        if kind not in (AUTO, *KINDS):
            raise UsageError(
                _("netx cannot import '{kind}'. It knows: {known}.").format(
                    kind=kind, known=", ".join((AUTO, *KINDS))
                )
            )
        return tuple(_read(os.fspath(path), kind) for path in paths)

    def plan(self, parsed: Sequence[Parsed], progress: Progress | None = None) -> ImportPlan:
        """What the files would change in the store as it is now."""
        return _Planner(self._workspace, self._guess, self._clock()).plan(parsed, progress)

    def run(
        self,
        paths: Sequence[str | os.PathLike[str]],
        kind: str = AUTO,
        *,
        dry_run: bool = False,
        strict: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import the files as one transaction; with ``dry_run`` only say what would happen.

        With ``strict`` any problem refuses everything (``BadInput``). Raises what ``read`` and
        ``workspace.apply`` raise; then nothing was imported.
        """
        plan = self.plan(self.read(paths, kind), progress)
        if strict and plan.report.problems:
            raise _strict_refusal(plan.report.problems)
        if dry_run:
            return replace(plan.report, dry_run=True, ids=())
        if plan.changes:
            self._workspace.apply(plan.changes, plan.report.label)
        return plan.report


class _Planner:
    """Compares files with the store, row by row, and gathers what has to change."""

    def __init__(self, workspace: Workspace, guess: Callable[[str], Guess], now: datetime) -> None:
        self._workspace = workspace
        self._directory = Directory(workspace.contacts.values())
        self._merger = Merger(guess, now, workspace.new_id)
        self._tomorrow = now.date() + timedelta(days=1)
        self._companies = _Companies(workspace)
        self._touches = _Touches(workspace)
        self._documents = workspace.documents("contacts")
        self._drafts: dict[str, Draft] = {}
        self._counts = {"created": 0, "updated": 0, "unchanged": 0, "skipped": 0}
        self._job_changes: list[str] = []
        self._kept: list[str] = []
        self._problems: list[Problem] = []

    def plan(self, files: Sequence[Parsed], progress: Progress | None) -> ImportPlan:
        total, done = sum(len(file.records) for file in files), 0
        for number, file in enumerate(files):
            self._problems.extend(file.problems)
            self._counts["skipped"] += file.total_rows - len(file.records)
            for record in file.records:
                self._counts[self._take(record, number, file)] += 1
                done += 1
                if progress and (done % PROGRESS_EVERY == 0 or done == total):
                    progress(done, total)
        # only now are all people known
        for file in files:
            for entry in file.touches:
                contact = self._directory.with_profile(entry.url)
                if contact:
                    self._touch(contact, entry.touch, 0, file)
        return ImportPlan(self._changes(), self._report(files))

    def _take(self, record: PersonRecord, number: int, file: Parsed) -> str:
        """Bring one record in; returns which count it belongs to."""
        match = self._directory.find(record)
        if match.ambiguous:
            message = _("Several people it could mean are known; add a profile address or an e-mail address.")
            return self._skip(record, file, message)
        draft = self._draft(match.id or self._id_for(record))
        first = draft.lines.setdefault(number, record.line)
        if first != record.line:
            message = _("The same person stands in line {line} already; this row was skipped.")
            return self._skip(record, file, message.format(line=first))
        was_new, size = draft.is_new and not draft.size, draft.size
        source = "linkedin" if file.kind == linkedin.KIND else file.file
        if was_new:
            self._merger.create(draft, record, source)
        else:
            merged = self._merger.update(draft, record, source)
            self._job_changes.extend([merged.job_change] if merged.job_change else ())
            self._kept.extend(merged.kept)
        self._note(draft)
        changed = self._companies.note(draft.text("company"), record.company, self._kept)
        if record.touch:
            changed = self._touch(draft.id, record.touch, record.line, file) or changed
        if was_new:
            return "created"
        return "updated" if changed or draft.size > size else "unchanged"

    def _draft(self, id_: str) -> Draft:
        if id_ not in self._drafts:
            self._drafts[id_] = Draft(id_, self._documents.get(id_))
        return self._drafts[id_]

    def _id_for(self, record: PersonRecord) -> str:
        """The id of a new contact: the file's own, if nobody has it."""
        if record.id and record.id not in self._directory and record.id not in self._documents:
            return record.id
        return self._workspace.new_id("contacts")

    def _note(self, draft: Draft) -> None:
        if draft.size:
            self._directory.add(
                draft.id,
                draft.text("name"),
                draft.text("company"),
                draft.text("links.linkedin"),
                [email for email in draft.held("emails") or () if isinstance(email, str)],
            )

    def _touch(self, contact: str, touch: ImportedTouch, line: int, file: Parsed) -> bool:
        if touch.on > self._tomorrow.isoformat():
            message = _("The day of the touch lies in the future; it was left out.")
            self._problems.append(Problem(line, "last_touch", message, file.file))
            return False
        return self._touches.note(contact, touch)

    def _skip(self, record: PersonRecord, file: Parsed, message: str) -> str:
        self._problems.append(Problem(record.line, "", message, file.file))
        return "skipped"

    def _changes(self) -> tuple[Change, ...]:
        people = (draft.change() for draft in self._drafts.values())
        return (
            *self._companies.changes(),
            *(change for change in people if change),
            *self._touches.created,
        )

    def _report(self, files: Sequence[Parsed]) -> ImportReport:
        names = tuple(file.file for file in files)
        return ImportReport(
            files=names,
            created=self._counts["created"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            skipped=self._counts["skipped"],
            touches=len(self._touches.created),
            companies=self._companies.new,
            job_changes=tuple(self._job_changes),
            kept=tuple(self._kept),
            problems=tuple(sorted(self._problems, key=lambda problem: (problem.file, problem.line))),
            ids=tuple(draft.id for draft in self._drafts.values() if draft.is_new),
            label=_("import of {files}").format(files=", ".join(names)),
        )


class _Companies:
    """The companies of an import: each new name once, wishes only where none was told yet."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known = {same_name(company.name): company for company in workspace.companies.values()}
        self._created: dict[str, dict[str, Any]] = {}
        self._updated: dict[str, dict[str, Any]] = {}

    @property
    def new(self) -> int:
        """How many companies are created."""
        return len(self._created)

    def note(self, name: str, wishes: Mapping[str, Any], kept: list[str]) -> bool:
        """Take note of a person's company; whether an existing company changes by it."""
        if not name:
            return False
        key = same_name(name)
        company = self._known.get(key)
        if company is None:
            fields = self._created.setdefault(key, {"name": name})
        else:
            fields = self._updated.setdefault(company.id, {}) if wishes else {}
        before = len(fields)
        for field, value in wishes.items():
            mine = fields.get(field, getattr(company, field, None))
            if mine is None:
                fields[field] = value
            elif mine != value:
                message = _("{company}: {field} stays {mine}; the file says {theirs}.")
                kept.append(message.format(company=name, field=field, mine=mine, theirs=value))
        return len(fields) > before

    def changes(self) -> tuple[Change, ...]:
        """What the store has to write."""
        new = (Create("companies", self._workspace.new_id("companies"), f) for f in self._created.values())
        return (*new, *(Update("companies", id_, f) for id_, f in self._updated.items() if f))


class _Touches:
    """The touches of an import, none of them twice."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: set[tuple[str, ...]] | None = None
        self.created: list[Create] = []

    def note(self, contact: str, touch: ImportedTouch) -> bool:
        """Take note of a touch with the contact of that id; whether it is new."""
        if self._known is None:
            self._known = set()
            for known in self._workspace.touches.values():
                self._remember(known.contact, known.on, known.kind, known.direction, known.channel)
        exact = (contact, touch.on, touch.kind, touch.direction, touch.channel)
        # a file that does not say the direction means any touch of that day and kind
        if (exact if touch.direction else exact[:3]) in self._known:
            return False
        direction = touch.direction or "out"
        self._remember(contact, touch.on, touch.kind, direction, touch.channel)
        fields = {"contact": contact, "on": touch.on, "kind": touch.kind, "direction": direction}
        if touch.channel:
            fields["channel"] = touch.channel
        self.created.append(Create("touches", self._workspace.new_id("touches"), fields))
        return True

    def _remember(self, contact: str, on: str, kind: str, direction: str, channel: str) -> None:
        assert self._known is not None
        self._known.update({(contact, on, kind, direction, channel), (contact, on, kind)})


def _read(path: str, kind: str) -> Parsed:
    name = name_of(path)
    with closing(open_source(path)) as stream:
        head = stream.read(4)
        stream.seek(0)
        if kind in (AUTO, linkedin.KIND) and is_archive(head):
            return linkedin_export.parse_export(stream, name)
        data = read_source(stream, path)
    found = detect(data, name) if kind == AUTO else kind
    return _PARSERS[found](data, name)


_PARSERS: Mapping[str, Callable[[bytes, str], Parsed]] = {
    linkedin.KIND: linkedin.parse_connections,
    contacts_csv.KIND: contacts_csv.parse_contacts,
    contacts_json.KIND: contacts_json.parse_contacts,
}


def _strict_refusal(problems: Sequence[Problem]) -> BadInput:
    told = "; ".join(
        _("{file}, line {line}: {message}").format(file=p.file, line=p.line, message=p.message)
        for p in problems[:TOLD_WHEN_STRICT]
    )
    more = " …" if len(problems) > TOLD_WHEN_STRICT else ""
    count = len(problems)
    return BadInput(
        ngettext(
            "Nothing was imported, because the file has a problem. {told}",
            "Nothing was imported, because there are {count} problems. {told}",
            count,
        ).format(count=count, told=told + more)
    )
