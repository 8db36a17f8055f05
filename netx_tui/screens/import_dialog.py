"""Bringing people in: which file, what would come of it, and only then the import."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Button, Input, Static

from netx_tui.domain.errors import NetxError
from netx_tui.domain.figures import figure
from netx_tui.domain.text import visible
from netx_tui.i18n import _, ngettext
from netx_tui.widgets.dialogs import Dialog, button
from netx_tui.widgets.signs import UNICODE, Signs, bar

if TYPE_CHECKING:
    from netx_tui.services.intake import ImportReport, Progress

KINDS = (".csv", ".zip", ".json")
"""Endings of the files that completion offers."""
_ENTRIES = 2000
_TOLD = 4
_BAR = 40


class Importer(Protocol):
    """What the dialog needs of ``services.intake.Intake``."""

    def run(
        self,
        paths: Sequence[str],
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import the files, or only say what would happen."""


class PathSuggester(Suggester):
    """Completes a path by the names of folders and of files that can be imported."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that goes on as typed."""
        return complete(value)


def complete(typed: str) -> str | None:
    """``typed`` made longer by the first folder or file that fits; ``None`` where nothing does."""
    folder, beginning = os.path.split(typed)
    names = sorted(_fitting(os.path.expanduser(folder or "."), beginning))
    return os.path.join(folder, names[0]) if names and beginning else None


def _fitting(folder: str, beginning: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            near = [entry for entry, _n in zip(entries, range(_ENTRIES), strict=False)]
    except OSError:
        return []
    return [
        entry.name + ("/" if entry.is_dir() else "")
        for entry in near
        if entry.name.startswith(beginning) and (entry.is_dir() or entry.name.lower().endswith(KINDS))
    ]


class ImportDialog(Dialog["ImportReport | None"]):
    """Returns the report of what was imported, ``None`` if nothing was."""

    AUTO_FOCUS = "Input"
    CSS: ClassVar[str] = """
    ImportDialog {
        #report { height: auto; max-height: 12; }
        #progress { height: 1; margin-top: 1; color: $accent; }
    }
    """

    def __init__(self, importer: Importer, path: str = "", *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self._importer = importer
        self._path = path
        self._signs = signs
        self._checked = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        """Title, path, what came of it, progress, buttons."""
        sentence = _(
            "A LinkedIn export (Connections.csv or the .zip), or a netx CSV or JSON file. "
            "First you see what would happen; right completes the path."
        )
        with Vertical(classes="dialog--box"):
            yield Static(_("Import people"), markup=False, classes="dialog--title")
            yield Static(sentence, markup=False, classes="dialog--sentence")
            yield Input(
                self._path, compact=True, select_on_focus=False, suggester=PathSuggester(), placeholder="~/"
            )
            yield Static(markup=False, classes="dialog--error")
            yield Static(markup=False, id="report")
            yield Static(markup=False, id="progress")
            with Horizontal(classes="dialog--buttons"):
                yield button(_("Check"), "go")
                yield button(_("Cancel"), "cancel")

    def on_mount(self) -> None:
        """A cursor that blinks would talk to the terminal for ever."""
        self.query_one(Input).cursor_blink = False

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Another file: what was said of the one before does not hold."""
        event.stop()
        if event.value.strip() != self._checked:
            self._checked = ""
            self._say()
            self._offer(_("Check"))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._go()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "go":
            self._go()
        else:
            self.action_cancel()

    def action_cancel(self) -> None:
        """Close; an import under way is not left half seen."""
        if not self._busy:
            self.dismiss(None)

    def _go(self) -> None:
        """Check the file; once it is checked, import it."""
        path = self.query_one(Input).value.strip()
        if not path or self._busy:
            return
        self._busy = True
        self._progress(0, 0)
        self._run(path, dry_run=self._checked != path)

    @work(thread=True, exclusive=True)
    def _run(self, path: str, *, dry_run: bool) -> None:
        """Read, in a thread: the screen goes on answering."""

        def progress(done: int, total: int) -> None:
            self.app.call_from_thread(self._progress, done, total)

        try:
            report = self._importer.run([os.path.expanduser(path)], dry_run=dry_run, progress=progress)
        except NetxError as error:
            self.app.call_from_thread(self._failed, error)
        else:
            self.app.call_from_thread(self._ran, path, report)

    def _failed(self, error: NetxError) -> None:
        self._busy = False
        self._say(error=error.message)

    def _ran(self, path: str, report: ImportReport) -> None:
        """Show what would happen, or leave with what did."""
        self._busy = False
        if not report.dry_run:
            self.dismiss(report)
            return
        self._say("\n".join(report_lines(report)))
        if report.created or report.updated or report.touches or report.companies:
            self._checked = path
            self._offer(_("Import")).focus()

    def _offer(self, label: str) -> Button:
        """Name the first button by what it does now."""
        go = self.query_one("#go", Button)
        go.label = Content(f"[{label}]")
        return go

    def _progress(self, done: int, total: int) -> None:
        drawn = bar(done, total, _BAR, self._signs) if total else ""
        text = figure(f"{done:,} / {total:,}") if total else _("Reading ...")
        self.query_one("#progress", Static).update(f"{drawn} {text}".strip())

    def _say(self, report: str = "", *, error: str = "") -> None:
        self.query_one("#report", Static).update(report)
        self.query_one(".dialog--error", Static).update(visible(error))
        self.query_one("#progress", Static).update("")


def report_sentence(report: ImportReport) -> str:
    """What an import did, in one sentence."""
    new = ngettext("{count} new person", "{count} new people", report.created).format(
        count=figure(f"{report.created:,}")
    )
    return _("{new}, {updated} updated, {unchanged} unchanged, {skipped} skipped.").format(
        new=new,
        updated=figure(f"{report.updated:,}"),
        unchanged=figure(f"{report.unchanged:,}"),
        skipped=figure(f"{report.skipped:,}"),
    )


def report_lines(report: ImportReport) -> list[str]:
    """What an import would do: the numbers, then the first problems and news."""
    lines = [report_sentence(report)]
    for problem in report.problems[:_TOLD]:
        where = _("line {line}: ").format(line=problem.line) if problem.line else ""
        lines.append(visible(where + problem.message))
    more = len(report.problems) - _TOLD
    if more > 0:
        lines.append(
            ngettext("... and {count} more problem", "... and {count} more problems", more).format(count=more)
        )
    lines += [visible(change) for change in report.job_changes[:_TOLD]]
    return lines
