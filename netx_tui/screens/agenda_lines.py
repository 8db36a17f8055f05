"""The lines of an agenda, typed in their places; long notes in a form or in one's own editor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from netx_tui.domain.errors import NetxError
from netx_tui.domain.talk_rows import AgendaView
from netx_tui.i18n import N_, _
from netx_tui.screens.talk_papers import NOTES, LinePaper, NotesPaper, save_line
from netx_tui.screens.talk_verbs import TalkServices, TalkVerbs
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.plan_list import PlanList
from netx_tui.widgets.question_list import QuestionList
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

NEW = "question"
SOURCE = "source"


def agenda_key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    """A binding of the agenda."""
    name = action.replace("('", ".").replace("')", "").replace("(", ".").replace(")", "")
    return Binding(key, action, label, tooltip=tooltip, id=f"agenda.{name}", show=show)


class AgendaLines(TalkVerbs[None]):
    """The agenda of ``meeting_id`` with its two lists and the line that is typed over one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        agenda_key("n", "new", N_("new"), N_("Write a question of your own."), show=True),
        agenda_key("e", "edit", N_("edit"), N_("Edit the row in its place.")),
        agenda_key("E", "editor", N_("editor"), N_("Write the notes in your own editor.")),
    ]

    plan = getters.query_one(PlanList)
    questions = getters.query_one(QuestionList)
    line = getters.query_one(InPlace)

    def __init__(
        self, shortlists: Shortlists, services: TalkServices, meeting_id: str, *, signs: Signs = UNICODE
    ) -> None:
        super().__init__(shortlists, services, signs=signs)
        self.meeting_id = meeting_id
        self.view: AgendaView | None = None
        """What is shown."""

    def target(self) -> str:
        """The one talk."""
        return self.meeting_id

    def do(self, call: Callable[[], object]) -> None:
        """Do something small that shows by itself; tell a refusal."""
        try:
            call()
        except NetxError as error:
            self.refuse(error)
        self.changed()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Edit the row under the cursor: a line in its place, long notes in a form."""
        if self.plan.has_focus:
            row = self.plan.current
            if row is not None:
                self._edit_plan(row.name, row.text)
            return
        question = self.questions.current
        if question is None:
            self.action_new()
        else:
            self._type(question.id, question.text, self.questions)

    def action_new(self) -> None:
        """Type a question of one's own over the row under the cursor."""
        self.questions.focus()
        self._type(NEW, "", self.questions)

    def type_objective(self) -> None:
        """Type the goal."""
        self.plan.focus()
        self.plan.action_top()
        row = self.plan.current
        if row is not None:
            self._edit_plan(row.name, row.text)

    def _edit_plan(self, name: str, text: str) -> None:
        if name in NOTES:
            self._edit_notes(name)
        elif name == SOURCE and text:
            self._edit_sources()
        else:
            verb = self.view.objective_verb if self.view and name == "objective" else ""
            self._type(name, f"{verb} {text}".strip(), self.plan)

    def _type(self, name: str, text: str, over: PlanList | QuestionList) -> None:
        """Type one line at its place in the list ``over``; it is kept as a draft meanwhile."""
        rows: LineList[Any] = over
        body = self.query_one("#body").region.offset
        place = rows.region.offset + Offset(over.text_at, rows.cursor - rows.scroll_offset.y)
        self.line.open(name, text, over, place - body, over.text_width)
        if self.drafts:
            title = self.view.row.name if self.view else ""
            self.drafts.open_form(self._draft_key(name), title, partial(_typed_in, self.line))

    def put_line_aside(self) -> None:
        """The screen closes by itself: what stands in the open line waits."""
        if self.drafts and self.line.typing:
            self.drafts.leave_form(self._draft_key(self.line.key))

    def _draft_key(self, name: str) -> str:
        return LinePaper(self.services.talks, self.services.agendas, self.meeting_id, name).key

    @on(InPlace.Done)
    def _typed(self, event: InPlace.Done) -> None:
        """Save the line that was typed; one that is refused stays open."""
        event.stop()
        if self.drafts:
            self.drafts.close_form(self._draft_key(event.key))
            self.drafts.drop(self._draft_key(event.key))
        if not event.kept or (not event.text and event.key in (NEW, SOURCE)):
            return
        try:
            save_line(self.services.talks, self.services.agendas, self.meeting_id, event.key, event.text)
        except NetxError as error:
            self.refuse(error)
            plan = event.key == SOURCE or any(row.name == event.key for row in self.plan.rows)
            over: PlanList | QuestionList = self.plan if plan else self.questions
            self._type(event.key, event.text, over)
            return
        self.changed()

    def refresh_form(self) -> None:
        """Keep what stands in the open line, as forms do."""
        super().refresh_form()
        if self.line.typing:
            self.keep_typed()

    @work
    async def _edit_notes(self, name: str) -> None:
        if self.keeps_private():
            return
        await self.fill_in(NotesPaper(self.services.talks, self.meeting_id, name))

    @work
    async def _edit_sources(self) -> None:
        """Add a source, or take one away."""
        known = [(name, f"{url} ({on})") for name, url, on in self.view.sources] if self.view else []
        options = [("new", _("add a source")), *known]
        chosen = await self.choose(_("Sources"), _("Choosing a source takes it away."), options)
        if chosen == "new":
            self._type(SOURCE, "", self.plan)
        elif chosen:
            self.do(lambda: self.services.agendas.remove_source(self.meeting_id, chosen))

    def action_editor(self) -> None:
        """Write the notes under the cursor in ``$EDITOR``."""
        if self.keeps_private():
            return
        from netx_tui.screens.editor import edited

        row = self.plan.current if self.plan.has_focus else None
        if row is None or row.name not in NOTES:
            keys = {"next": self.key_of("focus.next", "tab"), "editor": self.key_of("agenda.editor", "E")}
            self.notify(_("Go to the notes with {next}; {editor} opens them in your editor.").format(**keys))
            return

        def write() -> None:
            text = edited(self.app, row.text)
            if text != row.text:
                self.services.talks.set_fields(self.meeting_id, {row.name: text})

        self.do(write)


def _typed_in(line: InPlace) -> tuple[dict[str, str], dict[str, str]]:
    """What stands in the line, which outlives its screen."""
    return ({"text": line.value} if line.changed else {}), {"text": line.before}
