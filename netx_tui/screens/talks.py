"""The talks by date: how ready each is, what is missing, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from netx_tui.domain.errors import NetxError
from netx_tui.domain.talk_rows import AgendaView, TalkRow
from netx_tui.i18n import N_, _
from netx_tui.screens.talk_verbs import TalkServices, TalkVerbs
from netx_tui.widgets.cells import fit
from netx_tui.widgets.empty_state import EmptyState
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.question_list import PRIORITY_SIGNS
from netx_tui.widgets.signs import UNICODE, Signs, dots
from netx_tui.widgets.talk_list import BEFORE, TalkList

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

_NEEDS_ONE = frozenset(("edit", "write", "live", "debrief", "time", "status", "export"))


class TalksScreen(TalkVerbs[None]):
    """The list of talks, with the agenda of the focused one beside it where there is room."""

    AUTO_FOCUS = "TalkList"
    HELP = N_(
        "Your talks: those that go on or wait for their debrief first, then those to come, then the rest. "
        "The dots say how ready a talk is: goal, notes on the person, notes on the field, a must question, "
        "the mail before it."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as its class declares it
    CSS = """
    TalksScreen {
        #talks { layout: vertical; height: 1fr; }
        #side { display: none; }
        &.-wide #talks { layout: horizontal; }
        &.-wide #side {
            display: block; width: 40%; max-width: 64; height: 1fr; padding: 0 1; border-left: solid $rule;
        }
        EmptyState { display: none; }
        &.-empty #talks { display: none; }
        &.-empty EmptyState { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), tooltip=N_("Plan a talk with somebody."), id="talks.new", show=True),
        Binding("e", "edit", N_("agenda"), tooltip=N_("Open the agenda."), id="talks.edit"),
    ]

    talks = getters.query_one(TalkList)
    side = getters.query_one("#side", Static)

    def __init__(self, shortlists: Shortlists, services: TalkServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, services, signs=signs)

    def compose_body(self) -> ComposeResult:
        """The list, the agenda beside it; where there is no talk, what to do about it."""
        with Container(id="talks"):
            yield TalkList(self.services.talks.rows(), signs=self.signs)
            yield Static(id="side", markup=False)
        yield EmptyState(
            _("No talk is planned yet. Here you prepare them: what you want to know, and what to ask."),
            [
                (self.key_of("talks.new", "n"), _("plan a talk with somebody")),
                (self.key_of("room.2", "2"), _("choose whom to ask")),
            ],
        )

    def on_mount(self) -> None:
        """Show whether there is anything."""
        self._mark_empty()

    def target(self) -> str:
        """The talk under the cursor."""
        row = self.talks.current
        return row.id if row else ""

    def changed(self) -> None:
        """Read the talks again; the cursor stays on its talk."""
        self.show_talk(self.target())

    def show_talk(self, meeting_id: str) -> None:
        """Read the talks again and put the cursor on this one."""
        rows = self.services.talks.rows()
        at = next((place for place, row in enumerate(rows) if row.id == meeting_id), self.talks.cursor)
        self.talks.show(rows, at)
        self._mark_empty()

    def _mark_empty(self) -> None:
        self.set_class(not self.talks.rows, "-empty")
        self.refresh_bindings()

    def go_top(self) -> None:
        """``g g`` goes to the first talk."""
        self.talks.action_top()

    @on(LineList.Highlighted)
    def _highlighted(self, event: LineList.Highlighted) -> None:
        """Show the agenda of the talk under the cursor."""
        event.stop()
        row = self.talks.current
        if not self.side.display or row is None:
            self.side.update("")
            return
        try:
            agenda = preview(self.services.agendas.view(row.id), self.side.size.width, self.signs)
            self.side.update(agenda, layout=False)
        except NetxError:
            self.side.update("")

    def on_resize(self) -> None:
        """A larger window may have room for the agenda again."""
        self.call_after_refresh(self.talks.show, self.talks.rows, self.talks.cursor)

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.action_edit()

    @work
    async def action_edit(self) -> None:
        """Open the agenda."""
        if self.target():
            await self.open_agenda(self.target())

    async def open_agenda(self, meeting_id: str) -> None:
        """The agenda of one talk, until it is left."""
        from netx_tui.screens.agenda import AgendaScreen

        await self.app.push_screen_wait(
            AgendaScreen(self.shortlists, self.services, meeting_id, signs=self.signs)
        )
        self.show_talk(meeting_id)

    @work
    async def action_new(self) -> None:
        """Ask with whom, then when."""
        from netx_tui.screens.arranging import new_talk
        from netx_tui.screens.picking import PickDialog

        people = self.services.talks.people()
        if not people:
            told = _("There is nobody to talk to yet. {key} goes to the people.")
            self.notify(told.format(key=self.key_of("room.2", "2")))
            return
        contact = await self.app.push_screen_wait(PickDialog(_("A talk with whom?"), people))
        if contact:
            meeting = await new_talk(self, self.services, contact)
            if meeting:
                self.show_talk(meeting)
                await self.open_agenda(meeting)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no talk, no verb has one to work on."""
        if action in _NEEDS_ONE and self.has_class("-empty"):
            return False
        return super().check_action(action, parameters)


def preview(view: AgendaView, width: int, signs: Signs = UNICODE) -> Content:
    """The agenda of a talk in the side panel."""
    width = max(width - 1, 20)
    row: TalkRow = view.row
    lines = [Content.styled(fit(row.name, width, signs.cut).rstrip(), "bold")]
    place = ", ".join(part for part in (row.when, _("{count} min").format(count=row.minutes)) if part)
    lines += [Content(place), Content(view.place)] if view.place else [Content(place)]
    if view.objective:
        lines += [Content(""), Content(f"{view.objective_start} {view.objective}")]
    ready = f"{dots(view.ready, signs)} {view.ready}/5  {view.todo}" if row.status in BEFORE else row.todo
    lines += [Content(""), Content(ready)]
    if view.brief:
        lines.append(Content(view.brief))
    if view.questions:
        planned = _("planned {planned} of {core} min").format(planned=view.planned, core=view.core)
        lines += [Content(""), Content.styled(planned, "$dim")]
        lines += [
            Content(fit(f"{PRIORITY_SIGNS.get(q.priority, ' ')} {q.text}", width, signs.cut).rstrip())
            for q in view.questions
        ]
    return Content("\n").join(lines)
