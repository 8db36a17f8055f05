"""Import: from files of other programs to one transaction, with a report of what came of every row."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Change
from netx_tui.domain.errors import BadInput, UsageError
from netx_tui.formats import contacts_csv, contacts_json, linkedin, linkedin_export
from netx_tui.formats.detect import KINDS, detect, is_archive
from netx_tui.formats.problems import ImportedTouch, Parsed, PersonRecord, Problem
from netx_tui.i18n import _, ngettext
from netx_tui.services.import_tables import NewCompanies, NewTouches
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
        with _no_collection():
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
        self._companies = NewCompanies(workspace)
        self._touches = NewTouches(workspace)
        self._documents = workspace.documents("contacts")
        self._drafts: dict[str, Draft] = {}
        self._counts = {"created": 0, "updated": 0, "unchanged": 0, "skipped": 0}
        self._unchanged: set[str] = set()
        self._meant: set[str] = set()
        """Ids in the file at hand, and of the contacts they led to: with ids, namesakes are told apart."""
        self._job_changes: list[str] = []
        self._kept: list[str] = []
        self._problems: list[Problem] = []

    def plan(self, files: Sequence[Parsed], progress: Progress | None) -> ImportPlan:
        total, done = sum(len(file.records) for file in files), 0
        for number, file in enumerate(files):
            self._problems.extend(file.problems)
            self._counts["skipped"] += file.total_rows - len(file.records)
            self._meant = {record.id for record in file.records if record.id}
            for record in file.records:
                self._counts[self._take(record, number, file)] += 1
                done += 1
                if progress and (done % PROGRESS_EVERY == 0 or done == total):
                    progress(done, total)
        # only now are all people known
        for file in files:
            self._take_messages(file)
        return ImportPlan(self._changes(), self._report(files))

    def _take(self, record: PersonRecord, number: int, file: Parsed) -> str:
        """Bring one record in; returns which count it belongs to."""
        match = self._directory.find(record, self._meant if record.id else ())
        if match.ambiguous:
            message = _("Several people it could mean are known; add a profile address or an e-mail address.")
            return self._skip(record, file, message)
        draft = self._draft(match.id or self._id_for(record))
        if record.id:
            self._meant.add(draft.id)
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
        if changed or draft.size > size:
            return "updated"
        self._unchanged.add(draft.id)
        return "unchanged"

    def _take_messages(self, file: Parsed) -> None:
        for entry in file.touches:
            contact = self._directory.with_profile(entry.url)
            if contact and self._touch(contact, entry.touch, 0, file) and contact in self._unchanged:
                self._unchanged.discard(contact)
                self._counts["unchanged"] -= 1
                self._counts["updated"] += 1

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
            label=_("imported {files}").format(files=", ".join(names)),
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a large import makes much that stays, a fifth of its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


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
    told = "; ".join(problem.sentence for problem in problems[:TOLD_WHEN_STRICT])
    more = " …" if len(problems) > TOLD_WHEN_STRICT else ""
    count = len(problems)
    return BadInput(
        ngettext(
            "Nothing was imported, because the file has a problem. {told}",
            "Nothing was imported, because there are {count} problems. {told}",
            count,
        ).format(count=count, told=told + more)
    )
