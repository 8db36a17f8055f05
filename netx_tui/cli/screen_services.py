"""The services around the rooms of the screens, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netx_tui.cli.session import Session
    from netx_tui.domain.board_columns import Columns
    from netx_tui.screens.talk_verbs import TalkServices
    from netx_tui.services.actions import Actions
    from netx_tui.services.agendas import Agendas
    from netx_tui.services.articles import Articles
    from netx_tui.services.board import Board
    from netx_tui.services.debriefs import Debriefs
    from netx_tui.services.handover import Handover
    from netx_tui.services.insights import Insights
    from netx_tui.services.letters import Letters
    from netx_tui.services.live import Live
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.talks import Talks
    from netx_tui.services.timeline import Timeline
    from netx_tui.services.touches import Touches
    from netx_tui.store.workspace import Workspace


def timeline_of(session: Session, workspace: Workspace) -> Timeline:
    """What happened with people; it is loaded when somebody opens one."""
    from netx_tui.services.timeline import Timeline

    return Timeline(workspace, session.clock)


class ServicesOfTalks:
    """The services around talks, each made when it is first needed."""

    def __init__(self, session: Session, workspace: Workspace, shortlists: Shortlists) -> None:
        self._session, self._workspace, self._shortlists = session, workspace, shortlists
        self.clock = session.clock

    def use_mailer(self, mailer: str) -> None:
        """Hand letters to another mail program from now on."""
        if "handover" in vars(self):
            self.handover.mailer = mailer

    def close(self) -> None:
        """Remove what was made for other programs."""
        if "handover" in vars(self):
            self.handover.close()

    @cached_property
    def talks(self) -> Talks:
        """The verbs around meetings."""
        return self._session.talks_on(self._workspace, self._shortlists)

    @cached_property
    def agendas(self) -> Agendas:
        """The verbs around agendas."""
        return self._session.agendas_on(self._workspace, self.talks)

    @cached_property
    def debriefs(self) -> Debriefs:
        """The verbs of what comes after a talk."""
        return self._session.debriefs_on(self._workspace, self.talks)

    @cached_property
    def letters(self) -> Letters:
        """The verbs around letters."""
        return self._session.letters_on(self._workspace, self._shortlists)

    @cached_property
    def handover(self) -> Handover:
        """How a letter leaves netx."""
        from netx_tui.services.handover import Handover

        return Handover(self._session.environ, mailer=self._session.settings.mailer)

    @cached_property
    def live(self) -> Live:
        """The verbs of a talk while it goes on."""
        from netx_tui.services.live import Live

        return Live(self._workspace, self.clock)


class ServicesOfBoard:
    """The services around the board, each made when it is first needed."""

    def __init__(self, session: Session, workspace: Workspace, talks: TalkServices) -> None:
        self._session, self._workspace = session, workspace
        self.talks = talks
        self.clock = session.clock

    def use_columns(self, columns: Columns) -> None:
        """Name and limit the columns of the board otherwise from now on."""
        if "actions" in vars(self):
            self.actions.columns = columns
        if "board" in vars(self):
            self.board.use_columns(columns)

    @cached_property
    def actions(self) -> Actions:
        """The verbs around cards."""
        from netx_tui.services.actions import Actions

        return Actions(self._workspace, self.clock, self._session.settings.board)

    @cached_property
    def board(self) -> Board:
        """What stands on the board."""
        from netx_tui.services.board import Board

        return Board(self._workspace, self.clock, self._session.settings.board)

    @cached_property
    def insights(self) -> Insights:
        """What was learned."""
        from netx_tui.services.insights import Insights

        return Insights(self._workspace, self.clock)

    @property
    def timeline(self) -> Callable[[], Timeline]:
        """What happened with people."""
        return partial(timeline_of, self._session, self._workspace)


class ServicesOfTouch(ServicesOfBoard):
    """The services of staying in touch, with those of the board, where promises go."""

    def __init__(
        self, session: Session, workspace: Workspace, talks: TalkServices, shortlists: Shortlists
    ) -> None:
        super().__init__(session, workspace, talks)
        self.shortlists = shortlists

    @cached_property
    def touches(self) -> Touches:
        """Who is due, and notes of contacts."""
        from netx_tui.services.touches import Touches

        return Touches(self._workspace, self.clock, lambda: self.shortlists.ranking)

    @cached_property
    def articles(self) -> Articles:
        """The reading inbox."""
        from netx_tui.services.articles import Articles

        return Articles(self._workspace, self.clock)
