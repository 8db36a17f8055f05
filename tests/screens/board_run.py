"""The board on a real store, driven by keys and the mouse."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from functools import partial
from pathlib import Path

from textual import events

from netx_tui.app import Frame, NetxApp, Room
from netx_tui.cli.screen_services import ServicesOfBoard, ServicesOfTalks
from netx_tui.cli.session import Session
from netx_tui.domain.actions import Action
from netx_tui.domain.board import in_order
from netx_tui.screens.board import BoardScreen
from netx_tui.screens.board_papers import NewCardPaper
from netx_tui.screens.people import PeopleScreen
from netx_tui.screens.people_ways import WaysIn
from netx_tui.screens.talks import TalksScreen
from netx_tui.services.drafts import Drafts
from netx_tui.store.workspace import Workspace
from netx_tui.widgets.dialogs import ChoiceDialog
from netx_tui.widgets.forms import FormDialog
from tests.screens.driving import Driven

BOOK = {"title": "Read Deep Work", "type": "book", "due": "+3d"}
PLAN = {"cue": "Sat 9:00", "step": "open it"}


class Board(Driven):
    """The app on one store, the board shown."""

    def __init__(self, path: Path, now: datetime, drafts: Drafts | None = None) -> None:
        home = path.parent
        options = Namespace(data=str(path), config=str(home / "config.yaml"), now="", color="never")
        session = Session(options, {"HOME": str(home)})
        session.clock = lambda: now
        self.now = now
        self.path = path
        self.workspace = session._open()
        self.shortlists = session.shortlists_on(self.workspace)
        self.ayla = next(iter(self.workspace.contacts), "") or self.shortlists.add(
            {"name": "Ayla Brandt", "company": "Nordlicht"}
        )
        talks = ServicesOfTalks(session, self.workspace, self.shortlists)
        self.services = ServicesOfBoard(session, self.workspace, talks)
        self.actions = self.services.actions
        board = partial(BoardScreen, self.shortlists, self.services)
        people = partial(PeopleScreen, self.shortlists, ways=WaysIn(talks=talks))
        rooms = [
            Room("board", "Board", "b", board),
            Room("people", "People", "p", people),
            Room("talks", "Talks", "t", partial(TalksScreen, self.shortlists, talks)),
        ]
        frame = Frame(
            now=lambda: now,
            log=str(home / "netx.log"),
            drafts=drafts,
            before_leaving=drafts.flush if drafts else lambda: None,
            new_card=lambda: NewCardPaper(self.actions, self.services.clock),
        )
        self.app = NetxApp(rooms, frame)

    def other(self) -> Workspace:
        """Another session on the same file."""
        return Workspace.open(self.path, who="kim", run="other", clock=lambda: self.now)

    @property
    def screen(self) -> BoardScreen:
        screen = self.app.screen
        assert isinstance(screen, BoardScreen)
        return screen

    def insight(self, text: str, who: str = "") -> str:
        return self.services.insights.add(who or self.ayla, text)

    def column(self, action_id: str) -> str:
        return self.actions.action(action_id).column

    def actions_in(self, column: str) -> list[Action]:
        """The cards of a column from top to bottom."""
        return in_order(self.workspace.actions.values(), column)

    def only_card(self) -> str:
        (name,) = self.workspace.actions
        return name

    async def fill(self, **values: str) -> None:
        """Type into the fields of the form that is open, and save."""
        form = await self.shows(FormDialog)
        for name, text in values.items():
            row = next(row for row in form.rows if row.field.name == name)
            row.put(text)
        await self.press("ctrl+s")
        await self.until(lambda: not isinstance(self.app.screen, FormDialog))

    async def pick(self, label: str) -> None:
        """Choose an option of the dialog that is open."""
        dialog = await self.shows(ChoiceDialog)
        values = [text for _value, text in dialog._options]
        at = next(n for n, text in enumerate(values) if label in text)
        await self.press(*["home"], *["down"] * at, "enter")

    async def drag(self, title: str, to: tuple[int, int]) -> None:
        """Drag the card with the mouse to a cell of the board."""
        board = self.screen.board
        await self.pilot.pause()
        y = next(y for y in range(board.size.height) if title in board.render_line(y).text)
        x = board.render_line(y).text.index(title)
        await self.pilot.mouse_down(board, offset=(x, y))
        for step in ((x + 2, y), to):
            await self.pilot._post_mouse_events([events.MouseMove], board, offset=step, button=1)
        await self.pilot.mouse_up(board, offset=to)
        await self.pilot.pause()
