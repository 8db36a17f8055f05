"""Bare ``netx``: the screens where there is a terminal for them, else today's next steps as text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.in_use import InUse
from netx_tui.cli.looks import LooksOnDisk
from netx_tui.cli.output import is_terminal
from netx_tui.cli.screen_services import ServicesOfTalks, ServicesOfTouch, timeline_of
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.app import Frame, Room
    from netx_tui.cli.session import Session
    from netx_tui.screens.base import NetxScreen
    from netx_tui.screens.card_moves import BoardServices
    from netx_tui.screens.papers import Paper
    from netx_tui.screens.people_ways import WaysIn
    from netx_tui.screens.talk_verbs import TalkServices
    from netx_tui.screens.touch_services import TouchServices
    from netx_tui.services.drafts import Drafts
    from netx_tui.services.exchange import Exported
    from netx_tui.services.intake import ImportReport
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.todays import Todays
    from netx_tui.services.upkeep import Upkeep
    from netx_tui.store.workspace import Workspace
    from netx_tui.widgets.signs import Signs


def _arguments(_parser: Parser) -> None:
    """Bare ``netx`` takes the global options only."""


def _run(session: Session, options: Namespace) -> int:
    if not possible(session.environ):
        from netx_tui.cli.today import run_plain

        return run_plain(session)
    from netx_tui.cli.demo import remove_stale_copies, run_demo

    remove_stale_copies(session.paths.state)
    status, wants_demo = open_screens(session)
    return run_demo(session, options) if wants_demo else status


def possible(environ: Mapping[str, str]) -> bool:
    """Whether screens can be shown: keys come from a terminal, and it can do more than print lines."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and environ.get("TERM", "") not in ("", "dumb")


def open_screens(session: Session, *, offers_demo: bool = True) -> tuple[int, bool]:
    """Run the screens on the session's data until the user leaves.

    Returns the exit status, and whether the user left to see the demo.
    """
    import gc

    from netx_tui.config.terminal_env import prepare_environment

    # Much is made now that stays; the collector would look at it again and again.
    gc.disable()
    prepare_environment(os.environ, motion=session.settings.motion)
    with session.late_workspace() as (workspace, shortlists):
        from netx_tui.app import NetxApp, run_app
        from netx_tui.services.upkeep import Upkeep
        from netx_tui.widgets.signs import chosen

        demo_wanted: list[bool] = []

        def open_demo() -> None:
            demo_wanted.append(True)
            app.exit()

        services = ServicesOfTalks(session, workspace, shortlists)
        ways = _ways(session, workspace, shortlists, services, open_demo if offers_demo else None)
        signs = chosen(session.environ, session.settings.ascii)
        cards = ServicesOfTouch(session, workspace, services, shortlists)
        todays = _todays(session, workspace, shortlists)
        upkeep = Upkeep(workspace)
        in_use = InUse(session, services, cards, todays)
        with closing(services), _drafts(session) as drafts:
            rooms = _rooms(session, workspace, cards, todays, in_use=in_use, ways=ways, signs=signs)
            new = partial(_new_card, cards), partial(_new_touch, shortlists, cards)
            app = NetxApp(rooms, _frame(session, in_use, drafts, upkeep, new))
            status = run_app(app)
            upkeep.leave(alone=not drafts.others())
        session.keep_day(workspace, todays)
        return status, bool(demo_wanted)


def _todays(session: Session, workspace: Workspace, shortlists: Shortlists) -> Todays:
    """The next steps: at first as the last run found them, if nothing has changed since."""
    first = None if shortlists.loaded else session.kept_day()
    if first is None:
        shortlists.load()
    return session.todays_on(workspace, shortlists, first=first)


def _rooms(
    session: Session,
    workspace: Workspace,
    services: ServicesOfTouch,
    todays: Todays,
    *,
    in_use: InUse,
    ways: WaysIn,
    signs: Signs,
) -> list[Room]:
    """The screens one can go to, in the order of their digits."""
    from netx_tui.app import Room
    from netx_tui.screens.today import TodayScreen

    people = services.shortlists
    today = partial(
        TodayScreen,
        people,
        services,
        todays,
        open_demo=ways.open_demo,
        fall_dormant=partial(_fall_dormant, services),
        signs=signs,
    )
    review = partial(_review_screen, session, workspace, services, in_use=in_use, todays=todays, signs=signs)
    return [
        Room("today", _("Today"), "d", today),
        Room("people", _("People"), "p", partial(_people_screen, people, ways, signs)),
        Room("talks", _("Talks"), "t", partial(_talks_screen, people, services.talks, signs)),
        Room("board", _("Board"), "b", partial(_board_screen, people, services, signs)),
        Room("touch", _("Touch"), "c", partial(_touch_screen, people, services, signs)),
        Room("review", _("Review"), "r", review),
    ]


def _ways(
    session: Session,
    workspace: Workspace,
    shortlists: Shortlists,
    services: ServicesOfTalks,
    open_demo: Callable[[], None] | None,
) -> WaysIn:
    """Where one can go from the list of people."""
    from netx_tui.screens.people_ways import WaysIn

    return WaysIn(
        importer=_Importer(session, workspace),
        save_profile=partial(_save_profile, session, shortlists),
        open_demo=open_demo,
        export=partial(_export, workspace),
        is_first_time=partial(_is_first_time, session),
        talks=services,
        letters=services,
        timeline=partial(timeline_of, session, workspace),
    )


def _people_screen(shortlists: Shortlists, ways: WaysIn, signs: Signs) -> NetxScreen[None]:
    """The list of people; it is loaded when somebody goes there."""
    from netx_tui.screens.people import PeopleScreen

    return PeopleScreen(shortlists, ways=ways, signs=signs)


def _talks_screen(shortlists: Shortlists, services: TalkServices, signs: Signs) -> NetxScreen[None]:
    """The screen of talks; it is loaded when somebody goes there."""
    from netx_tui.screens.talks import TalksScreen

    return TalksScreen(shortlists, services, signs=signs)


def _board_screen(shortlists: Shortlists, services: BoardServices, signs: Signs) -> NetxScreen[None]:
    """The board; it is loaded when somebody goes there."""
    from netx_tui.screens.board import BoardScreen

    return BoardScreen(shortlists, services, signs=signs)


def _fall_dormant(services: TouchServices) -> int:
    """Move those who were not in touch for too long; what finds them is loaded behind the first screen."""
    return services.touches.fall_dormant()


def _touch_screen(shortlists: Shortlists, services: TouchServices, signs: Signs) -> NetxScreen[None]:
    """The people to stay in touch with; the screen is loaded when somebody goes there."""
    from netx_tui.screens.touch import TouchScreen

    return TouchScreen(shortlists, services, signs=signs)


def _review_screen(
    session: Session,
    workspace: Workspace,
    services: ServicesOfTouch,
    *,
    in_use: InUse,
    todays: Todays,
    signs: Signs,
) -> NetxScreen[None]:
    """The weekly review; the screen is loaded when somebody goes there."""
    from netx_tui.screens.review import ReviewScreen

    numbers = session.numbers_on(workspace, services.shortlists)
    reviews = session.reviews_on(workspace, todays, numbers)
    in_use.add_reviews(reviews)
    return ReviewScreen(services.shortlists, services, todays, reviews, numbers, signs=signs)


def _new_touch(shortlists: Shortlists, services: TouchServices, contact_id: str) -> Paper:
    """What is filled in to note a contact; it is loaded when somebody does."""
    from netx_tui.screens.touch_papers import LogPaper

    return LogPaper(services.touches, shortlists, services.clock, contact_id)


def _new_card(services: BoardServices) -> Paper:
    """What is filled in to add a card; it is loaded when somebody adds one."""
    from netx_tui.screens.board_papers import NewCardPaper

    return NewCardPaper(services.actions, services.clock)


@contextmanager
def _drafts(session: Session) -> Iterator[Drafts]:
    """Where half-typed text is kept; with data that go away it goes too."""
    from netx_tui.cli.session import run_id
    from netx_tui.services.drafts import Drafts
    from netx_tui.store.drafts import SessionFile

    goes_away = not session.keeps_first_page
    folder = os.path.dirname(session.data) if goes_away else session.paths.state
    drafts = Drafts(SessionFile(folder, session.data, run_id()), session.clock)
    try:
        yield drafts
    finally:
        drafts.close(forget=goes_away)


class _Importer:
    """Imports files; what reads them is loaded when the first one comes."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        self._session = session
        self._workspace = workspace

    def run(
        self,
        paths: Sequence[str],
        *,
        dry_run: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Import ``paths``, or with ``dry_run`` only tell what would happen."""
        from netx_tui.services.intake import Intake

        intake = Intake(self._workspace, self._session.guess, self._session.clock)
        return intake.run(paths, dry_run=dry_run, progress=progress)


def _export(workspace: Workspace, ids: Sequence[str], to: str, path: str, **how: bool) -> Exported:
    """Write people to a file; what writes it is loaded when the first one is asked for."""
    from netx_tui.services.exchange import export_to

    return export_to(workspace, ids, to, path, **how)


def _is_first_time(session: Session, hint: str) -> bool:
    """Whether a hint was never told before; with data that go away every time is the first."""
    from netx_tui.config.hints import is_first_time

    return not session.keeps_first_page or is_first_time(session.paths.state, hint)


def _save_profile(session: Session, shortlists: Shortlists, values: Mapping[str, str]) -> None:
    """Keep typed values of the profile in the settings, and score by them from now on."""
    from netx_tui.config.settings import read_profile_value, save_profile

    changes = {name: read_profile_value(name, text) for name, text in values.items()}
    session.settings = save_profile(session.paths.config, session.settings, changes)
    shortlists.use_profile(session.settings.profile)


def _frame(
    session: Session,
    in_use: InUse,
    drafts: Drafts,
    upkeep: Upkeep,
    new: tuple[Callable[[], Paper], Callable[[str], Paper]],
) -> Frame:
    """What the app is told of the world: clock, log, themes, keys, and what was wrong with them."""
    from netx_tui.app import Frame

    looks = LooksOnDisk(session, in_use.use)
    return Frame(
        now=session.clock,
        log=session.paths.log,
        environ=session.environ,
        looks=looks.now(),
        reload=looks.changed,
        save_setting=looks.save,
        settings_file=looks.file,
        key_troubles=looks.key_troubles,
        drafts=drafts,
        new_card=new[0],
        new_touch=new[1],
        tour=not session.keeps_first_page,
        before_leaving=drafts.flush,
        chores=upkeep.chores,
    )


COMMANDS: Mapping[str, Command] = {
    "": Command(N_("open the screens"), _arguments, _run),
}
