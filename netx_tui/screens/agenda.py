"""The agenda of one talk on one page: what it is about, the questions in their order, what is missing."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from netx_tui.domain.agenda import plan_label
from netx_tui.domain.agenda_lint import IN_PLACE, cure_label
from netx_tui.domain.errors import NotFound
from netx_tui.domain.meetings import VERBS
from netx_tui.domain.talk_rows import AgendaView
from netx_tui.i18n import N_, _
from netx_tui.screens.agenda_lines import SOURCE, AgendaLines, agenda_key
from netx_tui.screens.talk_papers import QuestionPaper
from netx_tui.widgets.carry_list import CarryList
from netx_tui.widgets.cells import fit
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.plan_list import PlanList, PlanRow
from netx_tui.widgets.question_list import QuestionList
from netx_tui.widgets.signs import dots

LOW = 22
"""Lines under which the questions get most of them."""
_CARRIED = 40
"""The cells of a question that are told while it is carried."""
_SIGNS = {"error": "!", "warn": "·", "info": " "}


_FOR_A_QUESTION = frozenset({"priority", "fields", "brief", "minutes", "remove"})


class AgendaScreen(AgendaLines):
    """The agenda of ``meeting_id``; every edit is saved at once and is one step to undo."""

    AUTO_FOCUS = "QuestionList"
    HELP = N_(
        "What the talk is about, then its questions. Musts come first in the talk, in this order. "
        "{focus.next=tab} goes between the two parts, {list.open=enter} edits the row. A mail sign: it stood"
        " in the mail before the talk; with a plus it is chosen for it; a crossed circle: it is not sent "
        "ahead."
    )
    CSS = """
    AgendaScreen {
        #questions-head { height: 2; padding: 0 1; border-top: solid $rule; text-wrap: nowrap; }
        #ready, #finding { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #finding { color: $dim; }
        #none { height: 2; padding: 0 3; color: $dim; display: none; }
        &.-low PlanList { max-height: 4; }
        &.-bare QuestionList { height: 1; }
        &.-bare #none { display: block; height: 1fr; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - as its class declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        agenda_key("a", "bank", N_("bank"), N_("Questions of the bank and of earlier talks."), show=True),
        agenda_key(
            "exclamation_mark",
            "priority('must')",
            N_("must"),
            N_("Make it a must, or a should again."),
            show=True,
        ),
        agenda_key("full_stop", "priority('should')", N_("should"), N_("Make it a should.")),
        agenda_key("comma", "priority('nice')", N_("nice"), N_("Make it nice to have.")),
        agenda_key("f", "fields", N_("all fields"), N_("Edit every field of the question.")),
        agenda_key("b", "brief", N_("send ahead"), N_("Choose the question for the mail before the talk.")),
        agenda_key("right_square_bracket", "minutes(1)", N_("longer"), N_("One minute more.")),
        agenda_key("left_square_bracket", "minutes(-1)", N_("shorter"), N_("One minute less.")),
        agenda_key("delete,D", "remove", N_("remove"), N_("Take the question out.")),
        agenda_key("c", "cure", N_("cure"), N_("Do what the rule below proposes."), show=True),
        agenda_key(
            "r", "rules", N_("rules, minutes"), N_("All that the rules say, and how the minutes are shared.")
        ),
        agenda_key("v", "verb", N_("goal verb"), N_("After the talk I know, have, decide, can.")),
    ]

    def compose_body(self) -> ComposeResult:
        """What it is about, the questions, how ready it is, what the rules say."""
        yield PlanList(signs=self.signs)
        yield Static(id="questions-head", markup=False)
        yield QuestionList(signs=self.signs)
        keys = {"bank": self.key_of("agenda.bank", "a"), "new": self.key_of("agenda.new", "n")}
        none = _("{bank}  takes questions from the bank, {new}  writes one of your own.").format(**keys)
        yield Static(none, id="none", markup=False)
        yield Static(id="ready", markup=False)
        yield Static(id="finding", markup=False)
        yield InPlace()

    def on_mount(self) -> None:
        """Show the agenda; where nothing is to be asked yet, begin with what it is about."""
        self.changed()
        if self.view is not None and not self.view.questions:
            self.plan.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a question needs one, and so does a cure what it cures."""
        if self.view is not None and action in _FOR_A_QUESTION:
            return bool(self.view.questions)
        if self.view is not None and action == "cure":
            return any(finding.cure for finding in self.view.findings)
        return super().check_action(action, parameters)

    # What is shown

    def changed(self) -> None:
        """Draw the agenda anew; cursors stay on their rows."""
        try:
            view = self.services.agendas.view(self.meeting_id)
        except NotFound as error:
            if self.tell_gone(error):
                self.put_line_aside()
                self.dismiss()
            return
        self.view = view
        row = view.row
        parts = (_("Talks"), row.name), (row.when, _("{count} min").format(count=row.minutes), view.place)
        self.set_heading(" › ".join(parts[0]) + "  " + "  ".join(part for part in parts[1] if part))
        self.plan.show(self._plan_rows(view), self.plan.cursor)
        current = self.questions.current
        at = next(
            (n for n, q in enumerate(view.questions) if current and q.id == current.id), self.questions.cursor
        )
        if not self.questions.carrying:
            self.questions.show(view.questions, at)
        self.set_class(not view.questions, "-bare")
        self._tell(view)
        self.refresh_bindings()

    def _plan_rows(self, view: AgendaView) -> tuple[PlanRow, ...]:
        sources = " · ".join(f"{url} ({on})" for _id, url, on in view.sources)
        research = "; ".join(view.research)
        return (
            PlanRow(
                "objective", view.objective_start, view.objective, _("know which …, have …, decide …, can …")
            ),
            PlanRow("topic", _("Topic"), view.topic, _("a noun phrase, as it stands in mails")),
            PlanRow("field", _("Field"), view.field, _("at most four words, for the subject of mails")),
            PlanRow(
                "person_notes",
                _("The person"),
                view.person_notes,
                research or _("path, published, in common"),
                True,
            ),
            PlanRow(
                "field_notes",
                _("The field"),
                view.field_notes,
                _("what changes, what is argued, words"),
                True,
            ),
            PlanRow(
                "company_notes",
                _("The company"),
                view.company_notes,
                _("what they live on, what is new"),
                True,
            ),
            PlanRow("give", _("What I can offer"), view.give, _("a contact, an article, a hand"), True),
            PlanRow(SOURCE, _("Sources"), sources, _("what you read: a link or a title")),
        )

    def _tell(self, view: AgendaView) -> None:
        planned = _("planned {planned} of {core} min").format(planned=view.planned, core=view.core)
        width = max(self.size.width - 2, 20)
        head = Content.assemble((_("questions"), "bold"))
        right = Content.styled(planned, "$warning" if view.planned > view.core else "$dim")
        gap = " " * max(1, width - head.cell_length - right.cell_length)
        self.query_one("#questions-head", Static).update(Content.assemble(head, gap, right), layout=False)
        ready = f"{dots(view.ready, self.signs)} {view.ready}/5{_missing(view)}"
        self.query_one("#ready", Static).update(Content(ready), layout=False)
        self.query_one("#finding", Static).update(self._finding(view), layout=False)

    def _finding(self, view: AgendaView) -> Content:
        if not view.findings:
            return Content("")
        first, more = view.findings[0], len(view.findings) - 1
        text = f"{_SIGNS[first.severity]} {first.rule}  {first.sentence}"
        if first.cure:
            text += "  " + self.key_of("agenda.cure", "c") + f": {cure_label(first.cure)}"
        if more:
            text += "  " + self.key_of("agenda.rules", "r") + ": " + _("{count} more").format(count=more)
        style = {"error": "$error", "warn": "$warning"}.get(first.severity, "$dim")
        return Content.styled(text, style)

    def on_resize(self) -> None:
        """The heading of the questions fills the width."""
        if self.view is not None:
            self.call_after_refresh(self._tell, self.view)

    # Questions

    @work
    async def action_bank(self) -> None:
        """Choose questions from the bank, from earlier talks, or the set for one's purpose."""
        from netx_tui.screens.question_bank import BankDialog

        await self.app.push_screen_wait(BankDialog(self.services.agendas, self.meeting_id, signs=self.signs))
        self.changed()

    @work
    async def action_fields(self) -> None:
        """Open the form of the question."""
        row = self.questions.current
        meeting = self.asked(lambda: self.services.talks.meeting(self.meeting_id))
        question = next((q for q in meeting.questions if row and q.id == row.id), None) if meeting else None
        if question is not None:
            await self.fill_in(QuestionPaper(self.services.agendas, self.meeting_id, question))

    def action_priority(self, priority: str) -> None:
        """Set the priority; a must that is one already becomes a should."""
        row = self.questions.current
        if row is not None:
            new = "should" if priority == "must" == row.priority else priority
            self._set({"priority": new})

    def action_minutes(self, by: int) -> None:
        """Give the answer more or fewer minutes."""
        row = self.questions.current
        if row is not None and row.minutes + by >= 1:
            self._set({"minutes": str(row.minutes + by)})

    def action_brief(self) -> None:
        """Choose the question for the brief, or not any more."""
        row = self.questions.current
        if row is not None:
            self._set({"for_brief": "no" if row.for_brief else "yes"})

    def action_remove(self) -> None:
        """Take the question out of the agenda."""
        row = self.questions.current
        if row is not None:
            self.told(lambda: self.services.agendas.remove(self.meeting_id, row.id))

    def _set(self, values: dict[str, str]) -> None:
        row = self.questions.current
        if row is not None:
            self.do(lambda: self.services.agendas.set_question(self.meeting_id, row.id, values))

    @on(CarryList.Carried)
    def _carried(self, event: CarryList.Carried) -> None:
        """Say where the carried question would stand."""
        event.stop()
        row = self.questions.current
        if event.index < 0 or row is None:
            self.say("")
            return
        keys = {"drop": self.key_of("list.open", "enter"), "back": self.key_of("list.put_back", "escape")}
        rows, ways = self.questions.rows, "   " + _("{drop} drops, {back} back").format(**keys)
        after = rows[event.index + 1].text if event.index + 1 < len(rows) else ""
        place = _("before '{other}'") if after else _("at the end")
        signs = cell_len(place.format(other="") + ways) + len("'' → ")
        room = (self.size.width - 2 - signs) // (2 if after else 1)
        carried, other = _short(row.text, room), _short(after, room)
        self.say(f"'{carried}' → {place.format(other=other)}{ways}")

    @on(CarryList.Dropped)
    def _dropped(self, event: CarryList.Dropped) -> None:
        event.stop()
        self.do(lambda: self.services.agendas.move(self.meeting_id, event.row.id, event.index))

    # Rules

    def action_cure(self) -> None:
        """Do the first cure there is."""
        finding = next((f for f in self.view.findings if f.cure), None) if self.view else None
        if finding is None:
            self.notify(_("There is nothing to cure."))
        elif finding.cure in IN_PLACE:
            self._cure_by_hand(finding.cure)
        else:
            self.told(
                lambda: self.services.agendas.cure(self.meeting_id, finding.cure) or _("Nothing changed.")
            )

    def _cure_by_hand(self, code: str) -> None:
        if code == "own":
            self.action_new()
        elif code == "verb" and self.view and len(self.view.objective.split()) > len(VERBS):
            self.action_verb()
        else:
            self.type_objective()

    @work
    async def action_verb(self) -> None:
        """Ask what one is able to do after the talk."""
        from netx_tui.domain.agenda import verb_phrase

        now = self.view.objective_verb if self.view else ""
        verb = await self.choose(_("Goal"), "", [(verb, verb_phrase(verb)) for verb in VERBS], now)
        if verb:
            self.do(lambda: self.services.talks.set_fields(self.meeting_id, {"objective_verb": verb}))

    @work
    async def action_rules(self) -> None:
        """Show everything the rules say, and how the minutes are shared."""
        from netx_tui.screens.reading import ReadDialog

        view = self.view
        if view is None:
            return
        shares = "   ".join(f"{label} {minutes}" for label, minutes in view.shares)
        lines = [_("Minutes: {shares}").format(shares=shares), ""]
        lines += [f"{_SIGNS[f.severity]} {f.rule}  {f.sentence}" for f in view.findings]
        if not view.findings:
            lines.append(_("The rules have nothing to say."))
        if view.research:
            lines += ["", _("Research on the person:"), *view.research]
        await self.app.push_screen_wait(ReadDialog(_("Rules and minutes"), "\n".join(lines)))


def _missing(view: AgendaView) -> str:
    """What is missing to be ready; the mail before the talk is told with its time."""
    label = plan_label("brief")
    todo, brief = view.todo, f"  ({view.brief})" if view.brief else ""
    if todo.endswith(label) and view.brief.startswith(label):
        todo, brief = todo.removesuffix(label) + view.brief, ""
    return ("  " + _("missing: {what}").format(what=todo) if todo else "") + brief


def _short(text: str, room: int) -> str:
    """``text`` in at most ``room`` cells, and in so few that the line stays easy to read."""
    return fit(text, max(min(room, _CARRIED), 8)).rstrip()
