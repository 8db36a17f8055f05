"""The sample people with talks in every state: one to prepare, one that goes on, one to look back on."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from netx_tui.app import Frame, Looks, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfTalks, ServicesOfTouch
from netx_tui.cli.session import Session
from netx_tui.config.theme_files import DEFAULT_THEME, load_themes
from netx_tui.i18n import _
from netx_tui.screens.agenda import AgendaScreen
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.debrief import DebriefScreen
from netx_tui.screens.letter import LetterScreen
from netx_tui.screens.live import LiveScreen
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.person import PersonScreen
from netx_tui.screens.review import ReviewScreen
from netx_tui.screens.talks import TalksScreen
from netx_tui.screens.today import TodayScreen
from netx_tui.screens.touch import TouchScreen
from netx_tui.services.demo import fill
from netx_tui.services.letters import Wanted
from netx_tui.services.timeline import Timeline
from tests.screens.conftest import ROOT, WHOLE_SAMPLE

THEMES, _PROBLEMS = load_themes([str(ROOT / "themes")], cache="")
REST = 0.06
"""Seconds after which nothing more is painted on these screens."""
PLAN = {
    "minutes": "20",
    "place": "Café Anker",
    "objective": "know which three skills a newcomer must show",
    "topic": "building a first data platform team",
    "field": "data platforms",
    "person_notes": "talk on boring tools (2 Nov)\ncame from consulting, runs six people",
    "field_notes": "lakehouse or warehouse; data contracts; words: lineage, SLO",
}
NOTES = (
    ("insight", "Trust comes first: mend the report that hurts most"),
    ("book", "Designing Data-Intensive Applications"),
    ("action", "Rebuild one report as a small pipeline"),
    ("referral", "Kofi Hartmann, Blaupause Software, y"),
    ("promise", "send her the notes of the meetup"),
)


class Stage:
    """One data file, its services, and the screens on it, with a clock that stands still.

    Without ``filled`` nobody and nothing is in it.
    """

    def __init__(self, path: Path, now: datetime, theme: str = DEFAULT_THEME, *, filled: bool = True) -> None:
        self.now = now.astimezone(ZoneInfo("Europe/Berlin"))
        options = Namespace(data=str(path), config=str(path.parent / "config.yaml"), now="", color="never")
        session = Session(options, {"HOME": str(path.parent)})
        session.clock = lambda: self.now
        profile = {
            "sender_name": "Robin Falk",
            "sender_line": "a statistics teacher",
            "purpose": "learn_field",
        }
        settings = session.settings
        session.settings = settings._replace(profile=settings.profile._replace(**profile))
        self.workspace = session._open()
        if filled:
            fill(self.workspace, WHOLE_SAMPLE, now)
        self._shortlists = session.shortlists_on(self.workspace)
        self.services = ServicesOfTalks(session, self.workspace, self._shortlists)
        self._cards = ServicesOfTouch(session, self.workspace, self.services, self._shortlists)
        self._todays = session.todays_on(self.workspace, self._shortlists)
        self._numbers = session.numbers_on(self.workspace, self._shortlists)
        self._reviews = session.reviews_on(self.workspace, self._todays, self._numbers)
        self._timeline = Timeline(self.workspace, session.clock)
        self._frame = partial(
            Frame, lambda: self.now, str(path.parent / "netx.log"), {}, Looks(THEMES, theme)
        )
        if filled:
            self._plan()

    def _plan(self) -> None:
        talks, agendas, debriefs = self.services.talks, self.services.agendas, self.services.debriefs
        self.talk = talks.add("ayla-brandt", {"at": "wed 16:00"})
        talks.set_fields(self.talk, PLAN)
        agendas.add_set(self.talk)
        agendas.add(self.talk, "Which of your boring tools would you not choose again?")
        talks.add("sina-vogel", {"at": "1 dec 12:30", "place": "phone"})
        talks.add("kofi-hartmann", {})
        self.past = talks.add("noor-van-dijk", {"at": "19 nov 11:00", "topic": "data quality"}, held=True)
        for kind, text in NOTES:
            debriefs.note(self.past, kind, text)
        cancelled = talks.add("ines-marquardt", {"at": "thu 9:00"})
        talks.set_status(cancelled, "cancelled")

    def go_live(self) -> str:
        """The talk goes on for 12:40; three lines are noted at the question whose id this returns."""
        live = self.services.live
        self.now += timedelta(days=2, hours=7)
        live.begin(self.talk)
        self.now += timedelta(minutes=12, seconds=40)
        for _card in range(2):
            current = live.look(self.talk).current
            assert current is not None
            live.done(self.talk, current.id)
        current = live.look(self.talk).current
        assert current is not None
        for kind, text in (
            ("answer", "start with one annoying report, trust first"),
            ("insight", "a platform team wins by fixing what hurts"),
            ("book", "Designing Data-Intensive Applications"),
        ):
            live.note(self.talk, kind, text, current.id)
        return current.id

    def app(self) -> NetxApp:
        """The app; it begins with today."""
        ways = WaysIn(talks=self.services, letters=self.services, timeline=lambda: self._timeline)
        people, cards = self._shortlists, self._cards
        today = partial(TodayScreen, people, cards, self._todays)
        review = partial(ReviewScreen, people, cards, self._todays, self._reviews, self._numbers)
        rooms = [
            Room("today", _("Today"), "d", today),
            Room("people", _("People"), "p", partial(PeopleScreen, self._shortlists, ways=ways)),
            Room("talks", _("Talks"), "t", partial(TalksScreen, self._shortlists, self.services)),
            Room("board", _("Board"), "b", partial(BoardScreen, self._shortlists, self._cards)),
            Room("touch", _("Touch"), "c", partial(TouchScreen, people, cards)),
            Room("review", _("Review"), "r", review),
        ]
        return NetxApp(rooms, self._frame())

    def close(self) -> None:
        """Nobody works with the file any more."""
        self.workspace.close(compact=False)

    def agenda(self) -> AgendaScreen:
        """The agenda of the talk to come."""
        return AgendaScreen(self._shortlists, self.services, self.talk)

    def live(self) -> LiveScreen:
        """The talk that goes on."""
        question = self.go_live()
        screen = LiveScreen(self.services.live, self.talk)
        screen.chosen = question
        return screen

    def debrief(self) -> DebriefScreen:
        """What came out of the talk that was."""
        return DebriefScreen(self._shortlists, self.services, self.past)

    def letter(self) -> LetterScreen:
        """The mail before the talk."""
        wanted = Wanted("brief", "ayla-brandt", meeting=self.talk)
        return LetterScreen(self.services.letters, wanted, handover=self.services.handover)

    def person(self) -> PersonScreen:
        """Somebody with a past."""
        return PersonScreen(
            self._shortlists,
            "mira-okafor",
            timeline=self._timeline,
            talks=self.services,
            letters=self.services,
        )
