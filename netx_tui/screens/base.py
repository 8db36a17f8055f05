"""What all screens share: header, status line, footer, and a look at what other sessions write.

A screen is built by its own constructor from services, yields its body in ``compose_body`` and gets
the rest from here. One that stands on data names in ``news`` the service that tells of other sessions.
"""

from __future__ import annotations

from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from netx_tui.domain.short_dates import short_date
from netx_tui.i18n import _
from netx_tui.screens.common_keys import Result, Shell
from netx_tui.screens.following import Command, FollowingScreen, News
from netx_tui.screens.tour import STOPS
from netx_tui.widgets.footer import FooterLine
from netx_tui.widgets.header import HeaderLine
from netx_tui.widgets.in_place import InPlace
from netx_tui.widgets.keys import live_keys
from netx_tui.widgets.status_line import StatusLine
from netx_tui.widgets.tour_strip import TourStrip

__all__ = ["Command", "NetxScreen", "News"]

FOLLOW_SECONDS = 1.0
"""How often a screen looks whether another session wrote something."""
OFFER_SECONDS = 0.25
"""When a screen first looks for what may be taken up again: the dead sessions are read by then."""


class NetxScreen(FollowingScreen[Result]):
    """A screen with header, body, status line and footer.

    Subclasses override ``compose_body``, and where they have something to say ``changed``, ``undo``,
    ``redo``, ``go_top``, ``leave``, ``commands``, ``takes_up`` and ``take_up``. Bindings with ``show=True``
    appear in the footer in the order in which they are declared.
    """

    HEADING: ClassVar[str] = ""
    """What the header shows on a screen that was opened over another; empty: the tabs."""

    # A change of focus would repaint the whole screen otherwise; the two widgets concerned repaint anyway.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    footer_line = getters.query_one(FooterLine)

    def compose(self) -> ComposeResult:
        """Header, body, status line, footer."""
        self.shell = self.shell or self._house_below()
        yield HeaderLine()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield TourStrip()
        yield StatusLine()
        yield FooterLine()

    def compose_body(self) -> ComposeResult:
        """The widgets between header and status line."""
        yield from ()

    # -- what subclasses call ----------------------------------------------------------------------

    def set_heading(self, text: str) -> None:
        """Show ``text`` in the header in place of the tabs."""
        self.header_line.heading = text

    @work(group="cards")
    async def action_quick_add(self) -> None:
        """Add a card to the board, wherever one is."""
        if self.shell and self.shell.new_card:
            await self.fill_in(self.shell.new_card())

    def touch_contact(self) -> str:
        """The id of the person with whom a contact would be noted; empty: it is asked."""
        return ""

    @work(group="cards")
    async def action_log_touch(self) -> None:
        """Note a contact, wherever one is."""
        if self.shell and self.shell.new_touch:
            await self.fill_in(self.shell.new_touch(self.touch_contact()))

    # -- the shell ---------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Hang the screen into the house, and begin to follow other sessions."""
        self._fit()
        self.shell = self.shell or self._house_below()
        header = self.header_line
        header.tabs, header.mode, header.state = self.shell.tabs, self.shell.mode, self.state
        if self.HEADING and not header.heading:
            header.heading = _(self.HEADING)
        self.bindings_updated_signal.subscribe(self, self._show_keys)
        self.show_tour()
        self._tick_day()
        self._seen = self.news.version if self.news else 0
        self.set_interval(FOLLOW_SECONDS, self._tick)
        if self.drafts:
            self.call_after_refresh(self.drafts.begin)
            self.set_timer(OFFER_SECONDS, self._tick)

    def _house_below(self) -> Shell:
        """What the house tells the screen below, and so this one."""
        below = (one.shell for one in reversed(self.app.screen_stack) if isinstance(one, NetxScreen))
        return next((shell for shell in below if shell), Shell())

    def _fit(self) -> None:
        """Know how much room there is before anything is painted: else the first frame is for nothing."""
        width, height = self.app.size
        for room, points in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            fitting = [name for least, name in points or () if least <= room]
            self.set_class(bool(fitting), *fitting[-1:])

    def show_tour(self) -> None:
        """Tell the stop of the tour; where there is none, nothing."""
        strip, tour = self.query_one(TourStrip), self.shell.tour if self.shell else None
        if tour is None or not tour.goes_on:
            strip.tell("", "", "")
            return
        named = {place: self.key_of(name, usual) for place, name, usual in tour.stop.keys}
        go_on, end = self.key_of("tour.next", "f3"), self.key_of("tour.end", "f4")
        keys = (
            _("{end} ends").format(end=end)
            if tour.is_last
            else _("{next} on  {end} ends").format(next=go_on, end=end)
        )
        place = _("Tour {at}/{count}").format(at=tour.at + 1, count=len(STOPS))
        strip.tell(place, _(tour.stop.text).format(**named), keys)

    def on_screen_resume(self) -> None:
        """Catch up on what was written while the screen was not shown."""
        self.show_tour()
        self._show_keys(self)
        self._tick()

    def on_screen_suspend(self) -> None:
        """Forget a half-typed ``g``."""
        self._end_going()

    def watch_state(self, state: str) -> None:
        """Show the state in the header."""
        if self.is_mounted:
            self.header_line.state = state

    def _tick(self) -> None:
        if self.is_current and self.is_mounted:
            self._tick_day()
            self.follow()
            self.refresh_form()
            self._tell_state()
            self.offer_draft()

    def _tick_day(self) -> None:
        if self.shell and self.shell.today:
            self.header_line.day = short_date(self.shell.today())

    def _show_keys(self, _screen: Screen[Any]) -> None:
        if self.is_mounted:
            self.footer_line.hints = live_keys(self)

    @on(HeaderLine.Chosen)
    def _tab_chosen(self, message: HeaderLine.Chosen) -> None:
        message.stop()
        self.go_to(message.mode)

    @on(HeaderLine.Left)
    async def _heading_chosen(self, message: HeaderLine.Left) -> None:
        message.stop()
        if isinstance(self.focused, InPlace):
            await self.focused.action_submit()
        else:
            self.action_back()

    @on(FooterLine.Chosen)
    async def _key_chosen(self, message: FooterLine.Chosen) -> None:
        message.stop()
        hint, line = message.hint, self.focused
        if not (isinstance(line, InPlace) and line.typing) or hint.node is line:
            await self.app.run_action(hint.action, hint.node)
        elif not message.waited:
            # What is typed in its place is kept first, as by any other click elsewhere: the key waits
            # behind the message that says so.
            await line.action_submit()
            line.post_message(FooterLine.Chosen(hint, waited=True))
