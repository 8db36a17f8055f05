"""What one does with a talk: the verbs that the list of talks and the agenda share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.domain.errors import NetxError
from netx_tui.domain.meeting_path import NEXT, WAIVABLE, missing_label, status_label
from netx_tui.i18n import N_, _
from netx_tui.screens.acting import ActingScreen
from netx_tui.screens.holding import debrief_talk, hold_talk
from netx_tui.screens.writing import is_letter, wanted_of, write_letter
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.screens.letter import Handover
    from netx_tui.services.agendas import Agendas
    from netx_tui.services.debriefs import Debriefs
    from netx_tui.services.letters import Letters
    from netx_tui.services.live import Live
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.talks import Talks

Result = TypeVar("Result")

LETTERS: Mapping[str, str] = {
    "draft": "offer_dates",
    "scheduled": "brief",
    "live": "brief",
    "held": "thank_you",
    "closed": "close_the_loop",
    "cancelled": "new_date",
    "no_show": "new_date",
}
"""The letter that belongs to a talk, by its status."""


class TalkServices(Protocol):
    """The services around talks; each may be made when it is first asked for."""

    @property
    def talks(self) -> Talks:
        """Meetings."""

    @property
    def agendas(self) -> Agendas:
        """Their agendas."""

    @property
    def debriefs(self) -> Debriefs:
        """What comes after them."""

    @property
    def letters(self) -> Letters:
        """The mails around them."""

    @property
    def handover(self) -> Handover:
        """How a mail leaves netx."""

    @property
    def live(self) -> Live:
        """The talks themselves."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """The time in the user's zone."""


def talk_key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    """A binding of a verb for talks."""
    return Binding(key, action, label, tooltip=tooltip, id=f"talk.{action}", show=show)


class TalkVerbs(ActingScreen[Result]):
    """A screen on which there is a talk to work on; subclasses say which, and show the change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        talk_key("m", "write", N_("mail"), N_("Write the mail that belongs to it now."), show=True),
        talk_key("l", "live", N_("live"), N_("Hold the talk: clock, questions, notes."), show=True),
        talk_key("d", "debrief", N_("debrief"), N_("What came out of it, and what comes next."), show=True),
        talk_key("t", "time", N_("time and place"), N_("Change day, time, place and what it is about.")),
        talk_key("s", "status", N_("status"), N_("Held, cancelled, did not take place, closed.")),
        talk_key("x", "export", N_("export"), N_("Write it to a file: calendar or agenda.")),
    ]

    def __init__(self, shortlists: Shortlists, services: TalkServices, *, signs: Signs = UNICODE) -> None:
        super().__init__(shortlists, signs=signs)
        self.services = services

    def target(self) -> str:
        """The id of the talk the next verb works on; empty where there is none."""
        raise NotImplementedError

    def touch_contact(self) -> str:
        """Notes of contacts are about the person of the talk."""
        meeting = self.asked(lambda: self.services.talks.meeting(self.target())) if self.target() else None
        return meeting.contact if meeting else ""

    @work
    async def action_time(self) -> None:
        """Open the form of the talk."""
        from netx_tui.screens.talk_papers import MeetingPaper

        if self.target():
            await self.fill_in(MeetingPaper(self.services.talks, self.target(), self.services.clock))

    @work
    async def action_write(self) -> None:
        """Write the letter that belongs to the talk."""
        meeting = self.asked(lambda: self.services.talks.meeting(self.target())) if self.target() else None
        if meeting is not None:
            await self.write(LETTERS.get(meeting.status, "brief"), meeting.contact, meeting.id)

    async def write(self, kind: str, contact: str, meeting: str) -> None:
        """Open the letter; the sentence about a sent one is told."""
        from netx_tui.services.letters import Wanted

        await write_letter(self, self.services, Wanted(kind, contact, meeting=meeting))

    @work
    async def action_live(self) -> None:
        """Hold the talk; what came out of it is asked when it has ended."""
        if self.target():
            await hold_talk(self, self.services, self.target())

    @work
    async def action_debrief(self) -> None:
        """Say what came out of the talk."""
        if self.target():
            await self.debrief(self.target())

    async def debrief(self, meeting_id: str) -> None:
        """Open what comes after a talk; one that was never marked as held is asked about first."""
        await debrief_talk(self, self.services, meeting_id)

    @work
    async def action_status(self) -> None:
        """Ask to which status the talk comes."""
        meeting = self.asked(lambda: self.services.talks.meeting(self.target())) if self.target() else None
        if meeting is None:
            return
        further = (status for status in NEXT.get(meeting.status, ()) if status != "live")
        options = [(status, status_label(status)) for status in further]
        options.append(("delete", _("delete it")))
        status = await self.choose(_("Status"), status_label(meeting.status), options)
        if status == "delete":
            await self._delete(meeting.id)
        elif status == "closed":
            await self.close_talk(meeting.id)
        elif status:
            self.told(lambda: self.services.talks.set_status(meeting.id, status))

    async def _delete(self, meeting_id: str) -> None:
        from netx_tui.widgets.dialogs import ConfirmDialog

        row = self.asked(lambda: self.services.talks.row(meeting_id))
        if row is None:
            return
        title = _("Delete the talk with {name}?").format(name=row.name)
        sentence = _("Its agenda, notes and insights go with it. Undo brings all of it back.")
        if await self.app.push_screen_wait(ConfirmDialog(title, sentence, yes=_("Delete"), no=_("Keep"))):
            self.told(lambda: self.services.talks.delete(meeting_id))

    async def close_talk(self, meeting_id: str) -> bool:
        """Close the talk; what is missing may be left out with a reason. Whether it is closed."""
        view = self.asked(lambda: self.services.debriefs.view(meeting_id))
        if view is None:
            return False
        missing = view.missing
        waive = [name for name in missing if name in WAIVABLE]
        if not waive or "debrief" in missing:
            return self.told(lambda: self.services.debriefs.close(meeting_id))
        from netx_tui.widgets.dialogs import ReasonDialog

        what = "; ".join(missing_label(name) for name in waive)
        dialog = ReasonDialog(
            _("Close it without that?"), _("Missing: {what}. Why is it left out?").format(what=what)
        )
        reason = await self.app.push_screen_wait(dialog)
        return bool(reason) and self.told(
            lambda: self.services.debriefs.close(meeting_id, waive, str(reason))
        )

    @work
    async def action_export(self) -> None:
        """Ask what to write where, and write it."""
        if not self.target():
            return
        options = [
            ("ics", _("calendar file (.ics)")),
            ("md", _("agenda as Markdown (.md)")),
            ("all", _("all talks as a calendar file (.ics)")),
        ]
        what = await self.choose(_("Export"), "", options)
        if not what:
            return
        from netx_tui.widgets.dialogs import TextDialog

        name = "talks.ics" if what == "all" else f"talk-{self.target()}.{what}"
        path = await self.app.push_screen_wait(TextDialog(_("Export"), _("Name of the new file"), value=name))
        if path:
            self._written(what, path)

    def _written(self, what: str, path: str) -> None:
        from netx_tui.services.exchange import write_out

        talks = self.services.talks
        try:
            if what == "md":
                from netx_tui.formats.markdown import agenda_markdown

                data = agenda_markdown(self.services.agendas.view(self.target()))
            else:
                wanted = [row.id for row in talks.rows()] if what == "all" else [self.target()]
                data = talks.calendar(wanted).decode()
            write_out(path, data)
        except NetxError as error:
            self.refuse(error)
            return
        self.notify(_("Written: {file}").format(file=path), markup=False)

    # Drafts

    def takes_up(self, key: str) -> bool:
        """All forms of talks open from here, and letters."""
        from netx_tui.screens.talk_papers import KINDS

        return key.partition(":")[0] in KINDS or is_letter(key)

    async def take_up(self, draft: Draft) -> None:
        """Open the form or the letter with what was typed in it."""
        if is_letter(draft.key):
            await write_letter(self, self.services, wanted_of(draft.key), draft)
            return
        from netx_tui.screens.talk_papers import talk_paper

        services = self.services
        paper = self.asked(lambda: talk_paper(draft.key, services.talks, services.agendas, services.clock))
        if paper is not None:
            await self.fill_in(paper, draft)
