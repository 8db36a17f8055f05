"""Taking people elsewhere: which format, which file, and nothing replaced without asking."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from netx_tui.domain.errors import NetxError
from netx_tui.domain.figures import figure
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.import_dialog import PathSuggester
from netx_tui.widgets.dialogs import ConfirmDialog, Dialog, button, one_line
from netx_tui.widgets.form_fields import ChoiceField

if TYPE_CHECKING:
    from netx_tui.services.exchange import Exported

PRIVATE = "private"
ENDINGS = {"csv": ".csv", "json": ".json", PRIVATE: ".json"}
"""Choice of a format -> the end of the file's name."""

Export = Callable[..., "Exported"]
"""``services.exchange.export_to``, on the data of this session."""


class ExportDialog(Dialog["Exported | None"]):
    """Returns what was exported, ``None`` if nothing was."""

    AUTO_FOCUS = "Input"
    CSS: ClassVar[str] = """
    ExportDialog {
        .export--row { height: 1; }
        .export--label { width: 8; color: $dim; }
        ChoiceField {
            width: 1fr;
            padding: 0 1;
            background: $background;
            &:focus { background: $bar; color: $bar-text; }
            &:nocolor:focus { text-style: reverse; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("export"), tooltip=N_("Write the file."), id="export.save"),
    ]

    def __init__(self, export: Export, ids: Sequence[str]) -> None:
        super().__init__()
        self._export = export
        self._ids = ids
        self._busy = False

    def compose(self) -> ComposeResult:
        """Title, sentence, format, file, what went wrong, buttons."""
        count = len(self._ids)
        title = ngettext("Export {count} person", "Export {count} people", count)
        formats = (
            ("csv", _("CSV, a table")),
            ("json", _("JSON, without notes and private events")),
            (PRIVATE, _("JSON, with everything")),
        )
        with Vertical(classes="dialog--box"):
            yield Static(title.format(count=figure(f"{count:,}")), markup=False, classes="dialog--title")
            with Horizontal(classes="export--row"):
                yield Static(_("Format"), markup=False, classes="export--label")
                yield ChoiceField("csv", formats)
            with Horizontal(classes="export--row"):
                yield Static(_("File"), markup=False, classes="export--label")
                yield self._line()
            yield Static(markup=False, classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield button(_("Export"), "save")
                yield button(_("Cancel"), "cancel")

    def _line(self) -> Input:
        line = one_line(_("people") + ENDINGS["csv"])
        line.suggester = PathSuggester()
        return line

    def on_mount(self) -> None:
        """The name of the file follows the format."""
        self.watch(self.query_one(ChoiceField), "value", self._end_like, init=False)

    def _end_like(self, choice: str) -> None:
        line = self.query_one(Input)
        stem, ending = os.path.splitext(line.value)
        if ending in ENDINGS.values():
            line.value = stem + ENDINGS[choice]

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    @on(ChoiceField.Submitted)
    def _go_on(self, event: ChoiceField.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_cancel()

    def action_cancel(self) -> None:
        """Close; a file under way is finished first."""
        if not self._busy:
            self.dismiss(None)

    def action_save(self) -> None:
        """Write the file; ask first where there is one already."""
        typed = self.query_one(Input).value.strip()
        if not typed or self._busy:
            return
        path = os.path.abspath(os.path.expanduser(typed))
        if os.path.isfile(path) and not os.path.islink(path):
            sentence = _("{file} is there already; what it holds would be gone.").format(file=visible(path))
            dialog = ConfirmDialog(
                _("Replace the file?"), sentence, yes=_("Replace"), no=_("Keep"), careful=True
            )
            self.app.push_screen(dialog, partial(self._replace, path))
        else:
            self._begin(path)

    def _replace(self, path: str, replace: bool | None) -> None:
        if replace:
            self._begin(path, force=True)

    def _begin(self, path: str, *, force: bool = False) -> None:
        self._busy = True
        choice = self.query_one(ChoiceField).value
        self._run(path, "json" if choice == PRIVATE else choice, private=choice == PRIVATE, force=force)

    @work(thread=True, exclusive=True)
    def _run(self, path: str, to: str, *, private: bool, force: bool) -> None:
        """Write, in a thread: the screen goes on answering."""
        try:
            exported = self._export(self._ids, to, path, private=private, force=force)
        except NetxError as error:
            self.app.call_from_thread(self._failed, error.message)
        else:
            self.app.call_from_thread(self.dismiss, exported)

    def _failed(self, sentence: str) -> None:
        self._busy = False
        self.query_one(".dialog--error", Static).update(visible(sentence))


def exported_sentence(exported: Exported) -> str:
    """How many people are where now, and what the format left out."""
    count = exported.people
    told = ngettext("{count} person is in {file}.", "{count} people are in {file}.", count)
    return " ".join((told.format(count=figure(f"{count:,}"), file=exported.path), *exported.left_out))
