"""The bank of questions over an agenda: search, go through the parts, take several."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from netx_tui.domain.errors import NetxError
from netx_tui.domain.meetings import SECTIONS
from netx_tui.domain.question_bank import section_label
from netx_tui.domain.talk_rows import BankRow
from netx_tui.i18n import N_, _, ngettext
from netx_tui.widgets.cells import fit
from netx_tui.widgets.dialogs import Dialog, one_line
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.keys import live_keys
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.question_list import PRIORITY_SIGNS
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.agendas import Agendas

_PARTS = ("", *(section for section in SECTIONS if section != "opening"))


def _key(key: str, action: str, label: str, tooltip: str, id: str, *, show: bool = True) -> Binding:
    """A key that works although a line to type in has the focus."""
    return Binding(key, action, label, tooltip=tooltip, id=id, priority=True, show=show)


class BankList(LineList[BankRow]):
    """The questions that may be added, one line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bank--quiet"}
    DEFAULT_CSS = "BankList { & > .bank--quiet { color: $dim; } }"

    def segments(self, index: int, row: BankRow, width: int, *, cursor: bool) -> list[Segment]:
        """Priority, part, text, minutes; from whom it is left open, or who answered it."""
        mark = f"{self.signs.cursor} " if cursor else "  "
        about = "  " + _("(left open: {name})").format(name=row.source) if row.source else ""
        if row.answered_by:
            about = f"  ({self.signs.done} {row.answered_by})"
        text = fit(row.text + about, max(width - 16, 10), self.signs.cut)
        quiet, plain = self.style_of("bank--quiet", cursor=cursor), self.style_of("", cursor=cursor)
        return [
            Segment(f"{mark}{PRIORITY_SIGNS.get(row.priority, ' ')} ", plain),
            Segment(fit(row.section_label[:3].upper(), 3) + "  ", quiet),
            Segment(text, plain),
            Segment(f" {row.minutes:>2} {' ' if row.sendable else self.signs.closed}", quiet),
        ]


class BankDialog(Dialog[int]):
    """Adds questions to the agenda of a talk; returns how many were added."""

    AUTO_FOCUS = "Input"
    CSS = """
    BankDialog {
        .dialog--box { width: 100; height: 90%; }
        .bank--part { color: $dim; height: 1; }
        .bank--told { height: 1; color: $dim; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down", "move(1)", N_("down"), N_("To the next row"), "bank.down", show=False),
        _key("up", "move(-1)", N_("up"), N_("To the row above"), "bank.up", show=False),
        _key("enter", "take", N_("add"), N_("Add this question."), "bank.take"),
        _key("tab", "part(1)", N_("next part"), N_("Questions of the next part."), "bank.next"),
        _key("shift+tab", "part(-1)", N_("part before"), N_("The part before."), "bank.previous", show=False),
        _key("ctrl+s", "take_set", N_("add the set"), N_("Add the questions for your purpose."), "bank.set"),
        _key("escape", "cancel", N_("close"), N_("Close it."), "bank.close"),
    ]

    def __init__(self, agendas: Agendas, meeting_id: str, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self._agendas, self._meeting_id, self._signs = agendas, meeting_id, signs
        self._part = 0
        self._added = 0

    def compose(self) -> ComposeResult:
        """A line to search in, the part, what fits, what was done, the keys."""
        with Vertical(classes="dialog--box"):
            yield Static(_("Questions to add"), markup=False, classes="dialog--title")
            search = one_line("")
            search.placeholder = _("words to search for")
            yield search
            yield Static("", markup=False, classes="bank--part")
            yield BankList(signs=self._signs)
            yield Static("", markup=False, classes="bank--told")
            yield FooterLine()

    def on_mount(self) -> None:
        """Show all questions."""
        self.query_one(BankList).can_focus = False
        own = [hint for hint in live_keys(self) if hint.id.startswith("bank.")]
        self.query_one(FooterLine).hints = tuple(own)
        self._show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        section, told = _PARTS[self._part], ""
        try:
            rows = self._agendas.bank(self._meeting_id, self.query_one(Input).value, section)
        except NetxError as error:
            told, rows = error.message, ()
        self.query_one(BankList).show(rows)
        label = section_label(section) if section else _("all parts")
        count = ngettext("{count} question", "{count} questions", len(rows)).format(count=len(rows))
        self.query_one(".bank--part", Static).update(f"‹ {label} ›  {count}")
        if not rows and not told:
            told = _("No question fits: fewer words, or another part, find more.")
        self._tell(told)

    def _tell(self, sentence: str) -> None:
        self.query_one(".bank--told", Static).update(sentence)

    def action_move(self, by: int) -> None:
        """Go to another question."""
        self.query_one(BankList).action_move(by)

    def action_part(self, by: int) -> None:
        """Show the questions of another part of the talk."""
        self._part = (self._part + by) % len(_PARTS)
        self._show()

    def action_take(self) -> None:
        """Add the question under the cursor."""
        rows = self.query_one(BankList)
        row = rows.current
        if row is None:
            return
        try:
            if row.source:
                self._agendas.carry_over(self._meeting_id, row.id)
            else:
                self._agendas.add(self._meeting_id, row.id)
        except NetxError as error:
            self._tell(error.message)
            return
        self._added += 1
        at = rows.cursor
        self._show()
        rows.cursor = at
        self._tell(_("Added: {text}").format(text=row.text))

    @on(FooterLine.Chosen)
    async def _key_chosen(self, event: FooterLine.Chosen) -> None:
        event.stop()
        await self.run_action(event.hint.action)

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.action_take()

    def action_take_set(self) -> None:
        """Add the set for the user's purpose."""
        try:
            told = self._agendas.add_set(self._meeting_id)
        except NetxError as error:
            told = error.message
        self._added += 1
        self._show()
        self._tell(told)

    def action_cancel(self) -> None:
        """Close; what was added stays."""
        self.dismiss(self._added)
