"""After the talk, in under five minutes: five questions, the next contact, the thank-you, the end."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from netx_tui.domain.captures import parse_line
from netx_tui.domain.contacts import TIERS
from netx_tui.domain.errors import NetxError, NotFound
from netx_tui.domain.labels import tier_label
from netx_tui.domain.meeting_path import NEVER, missing_label
from netx_tui.domain.short_dates import MANY_DAYS, short_date
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import N_, _
from netx_tui.screens.talk_verbs import TalkServices, TalkVerbs
from netx_tui.widgets.debrief_list import DebriefList, DebriefRow
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.line_list import LineList
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.debriefs import DebriefView, NoteRow
    from netx_tui.services.shortlists import Shortlists

NEW, NEXT = "new", "next"
_ASKED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("insight", ("insight", "quote", "book"), N_("1  Three insights?")),
    ("action", ("action",), N_("2  What will you do within 48 hours?")),
    ("referral", ("referral",), N_("3  Who was named?")),
    ("promise", ("promise", "opening", "life_event"), N_("4  What was promised? What comes up?")),
)
"""The first four questions: what a new note is, what stands below it, the question."""


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    name = action.partition("(")[0] + action.partition("'")[2].partition("'")[0]
    return Binding(key, action, label, tooltip=tooltip, id=f"debrief.{name}", show=show)


class DebriefScreen(TalkVerbs[None]):
    """What came out of ``meeting_id``; every note is saved at once, ``ctrl+s`` files them all."""

    HEADING = N_("Debrief")
    AUTO_FOCUS = "DebriefList"
    HELP = N_(
        "Five questions while you still remember. {list.open=enter} on a question adds a note, on a note "
        "changes it; a line may begin with i: b: q: r: p: o: e: or !:. {debrief.complete=ctrl+s} files "
        "everything: insights to the inbox, referrals to your people, promises and openings to the board. "
        "Then say thank you, and close it."
    )
    CSS = """
    DebriefScreen {
        DebriefList { height: 1fr; }
        #missing { height: 1; padding: 0 1; border-top: none; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("ctrl+s,f", "complete", N_("file it"), N_("File the notes, set circle and next contact.")),
        _key("c", "close", N_("close"), N_("Close the talk.")),
        _key("i", "add('insight')", N_("insight"), N_("Note an insight.")),
        _key("r", "add('referral')", N_("referral"), N_("Note who was named: name, company, y or n.")),
        _key("p", "add('promise')", N_("promise"), N_("Note a promise; they: in front makes it theirs.")),
        _key("exclamation_mark", "add('action')", N_("action"), N_("Note what you will do."), show=False),
        _key("b", "add('book')", N_("book"), N_("Note a book, an article or a course."), show=False),
        _key("o", "add('opening')", N_("opening"), N_("Note a post to ask about again."), show=False),
        _key("n", "new", N_("new"), N_("Note something under this question."), show=False),
        _key("e", "edit", N_("edit"), N_("Change the row."), show=False),
    ]

    rows = getters.query_one(DebriefList)
    line = getters.query_one(InPlace)

    def __init__(
        self, shortlists: Shortlists, services: TalkServices, meeting_id: str, *, signs: Signs = UNICODE
    ) -> None:
        super().__init__(shortlists, services, signs=signs)
        self._meeting = meeting_id
        self._shown: DebriefView | None = None
        self._circle = ""  # what the user chose; empty: the usual one
        self._next = ""
        self._drops = False  # open musts are dropped instead of asked by mail
        self._kind = ""

    def compose_body(self) -> ComposeResult:
        """The questions with their notes, and what is missing."""
        yield DebriefList(signs=self.signs)
        yield Static(id="missing", markup=False)
        yield InPlace()

    def on_mount(self) -> None:
        """Show what came out so far."""
        self.changed()

    def target(self) -> str:
        """The one talk."""
        return self._meeting

    def changed(self) -> None:
        """Draw everything anew; the cursor stays on its row."""
        try:
            view = self.services.debriefs.view(self._meeting)
        except NotFound as error:
            if self.tell_gone(error):
                if self.drafts and self.line.typing:
                    self.drafts.leave_form(self._draft_key)
                self.dismiss()
            return
        self._shown = view
        self.set_heading(_("Debrief › {name}  {when}").format(name=view.row.name, when=view.row.when))
        now = self.rows.current
        rows = self._rows(view)
        same = [at for at, row in enumerate(rows) if now and (row.role, row.id) == (now.role, now.id)]
        self.rows.show(rows, same[0] if same else self.rows.cursor)
        self._tell(view)

    def _rows(self, view: DebriefView) -> list[DebriefRow]:
        rows: list[DebriefRow] = []
        for kind, below, question in _ASKED:
            rows.append(DebriefRow("ask", kind, kind, _(question)))
            rows += [_row(note) for note in view.notes if note.kind in below]
        rows.append(DebriefRow("ask", "then", "", _("5  And then?")))
        how = _("drop them") if self._drops else _("ask by mail")
        rows += [
            DebriefRow("must", question, "", _("open must"), text, means=how)
            for question, text in view.open_musts
        ]
        day = self._day(view)
        told = _("no next contact") if day == NEVER else told_day(day, self.services.clock().date())
        circle = tier_label(self._circle or view.circle)
        rows += [
            DebriefRow("circle", "circle", "", _("circle"), circle, done=view.debriefed),
            DebriefRow("next", "next", "", _("next contact"), told, done=view.debriefed),
            DebriefRow("thanks", "thanks", "", _("thank-you"), self._thanks(view), done=view.thanked),
        ]
        return rows

    def _thanks(self, view: DebriefView) -> str:
        key = self.key_of("list.open", "enter")
        return _("sent, or left out") if view.thanked else _("{key} writes it").format(key=key)

    def _day(self, view: DebriefView) -> str:
        """The day of the next contact, as it is kept."""
        return self._next or view.next_contact

    def _tell(self, view: DebriefView) -> None:
        told, style = _("Nothing is missing: {key} closes the talk."), "$success"
        told = told.format(key=self.key_of("debrief.close", "c"))
        if view.row.status == "closed":
            told = _("The talk is closed.")
        elif view.missing:
            told = _("Before it is closed: {missing}.").format(
                missing="; ".join(missing_label(name) for name in view.missing)
            )
            style = "$dim"
        self.query_one("#missing", Static).update(Content.styled(told, style), layout=False)

    # Verbs

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Change the row under the cursor, or add a note below its question."""
        row = self.rows.current
        if row is None or (self.rows.veiled(row) is not row and self.keeps_private()):
            return
        if row.role == "ask":
            self.action_new()
        elif row.role == "note" and not row.done:
            self._type(row.id, row.text)
        elif row.role == "note":
            self.notify(_("That note was filed already; change what was made of it."))
        elif row.role == "must":
            self._drops = not self._drops
            self.changed()
        elif row.role == "circle":
            self._choose_circle()
        elif row.role == "next":
            day = self._day(self._shown) if self._shown else ""
            self._type(NEXT, "" if day == NEVER else day)
        else:
            self.action_write()

    def action_new(self) -> None:
        """Add a note under the question the cursor stands in."""
        row = self.rows.current
        if row is not None:
            self.action_add(row.kind or "insight")

    def action_add(self, kind: str) -> None:
        """Type a note of this kind."""
        self._kind = kind
        head = next((at for at, (ask, below, _text) in enumerate(_ASKED) if kind in (ask, *below)), 0)
        asked = [at for at, row in enumerate(self.rows.rows) if row.role == "ask"]
        self.rows.cursor = asked[head]
        self._type(NEW, "")

    def _type(self, name: str, text: str) -> None:
        rows = self.rows
        body = self.query_one("#body").region.offset
        place = rows.region.offset + Offset(rows.text_at, rows.cursor - rows.scroll_offset.y)
        self.line.open(name, text, rows, place - body, rows.text_width)
        if self.drafts:
            key = self._draft_key
            title = self._shown.row.name if self._shown else ""
            self.drafts.open_form(key, title, partial(_typed_in, self.line, self._kind))

    @property
    def _draft_key(self) -> str:
        return f"debrief:{self._meeting}"

    def refresh_form(self) -> None:
        """Keep what stands in the open line, as forms do."""
        super().refresh_form()
        if self.line.typing:
            self.keep_typed()

    @on(InPlace.Done)
    def _typed(self, event: InPlace.Done) -> None:
        """Keep the line: a new note, a changed one, or the day of the next contact."""
        event.stop()
        if self.drafts:
            self.drafts.close_form(self._draft_key)
            self.drafts.drop(self._draft_key)
        if not event.kept:
            return
        debriefs = self.services.debriefs
        try:
            if event.key == NEXT:
                self._next = debriefs.read_next(self._meeting, event.text)
            elif event.key == NEW:
                debriefs.note(self._meeting, *parse_line(event.text, self._kind))
            else:
                debriefs.change_note(self._meeting, event.key, event.text)
        except NetxError as error:
            self.refuse(error)
            self._type(event.key, event.text)
            return
        self.changed()

    @work
    async def _choose_circle(self) -> None:
        now = self._circle or (self._shown.circle if self._shown else "")
        options = [(tier, tier_label(tier)) for tier in TIERS]
        circle = await self.choose(_("Circle"), _("How close will you stay in touch?"), options, now)
        if circle:
            self._circle = circle
            self.changed()

    def action_complete(self) -> None:
        """File the notes, set circle and next contact; the open musts are put off or dropped."""
        self.told(
            lambda: self.services.debriefs.complete(
                self._meeting,
                circle=self._circle,
                next_contact=self._next,
                open_musts="drop" if self._drops else "defer",
            )
        )

    @work
    async def action_close(self) -> None:
        """Close the talk; it is filed first if it was not."""
        if self._shown and not self._shown.debriefed:
            self.action_complete()
        if await self.close_talk(self._meeting) and self.app.screen is self:
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The talk is over, and this is its debrief."""
        if action in ("live", "debrief"):
            return False
        return super().check_action(action, parameters)

    def takes_up(self, key: str) -> bool:
        """Only the note that was being typed here."""
        return key == self._draft_key

    async def take_up(self, draft: Draft) -> None:
        """Go on with the note."""
        if self.drafts:
            self.drafts.take_up(draft, self._draft_key)
        self._kind = draft.values.get("kind", "insight")
        self._type(NEW, "")
        self.line.value = draft.values.get("text", "")


def _typed_in(line: InPlace, kind: str) -> tuple[dict[str, str], dict[str, str]]:
    """What stands in the line, which outlives its screen."""
    return ({"text": line.value, "kind": kind} if line.changed and line.key == NEW else {}), {}


def _row(note: NoteRow) -> DebriefRow:
    return DebriefRow("note", note.id, note.kind, note.label, note.text, note.means, done=note.filed)


def told_day(text: str, today: date) -> str:
    """A day that is kept as ``2027-02-18`` in few letters, with its year where it is far from ``today``."""
    day = local_day(text)
    if day is None:
        return text
    return f"{short_date(day)} {day.year}" if abs((day - today).days) > MANY_DAYS else short_date(day)
