"""How a talk goes on by itself: it begins, the clock moves, the closing comes when it is time, it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netx_tui.domain.errors import NetxError, NotFound
from netx_tui.i18n import _
from netx_tui.screens.live_line import HalfTyped
from netx_tui.screens.live_picture import LivePicture
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.live import Live
    from netx_tui.services.live_reader import LiveCard, LiveView

ENDED, LEFT = "ended", "left"
SECOND = 1.0
"""How often the clock is looked at."""
KEEP_SECONDS = 0.5
"""How often what is half-typed is kept: a kill loses no more than a second of it."""


class LiveCourse(LivePicture, inherit_bindings=False):
    """The talk ``meeting_id``; returns ``ENDED`` when it has ended, ``LEFT`` when it goes on."""

    def __init__(self, live: Live, meeting_id: str, *, signs: Signs = UNICODE) -> None:
        super().__init__(signs)
        self.news = self.live = live
        self.meeting_id = meeting_id
        self.chosen = ""
        """The card the user went to, or noted something at; empty: the next one."""
        self.closing_first = False
        """Whether the closing stands at the top because it is time for it."""
        self.view: LiveView | None = None
        """What is shown."""
        self._came = False  # the closing has come to the top once
        self._half_typed: HalfTyped | None = None

    @property
    def current(self) -> LiveCard | None:
        """The card that is shown."""
        return self.view.current if self.view else None

    def on_mount(self) -> None:
        """Begin when the house around the screen is known."""
        self.call_later(self._begin)

    def _begin(self) -> None:
        """The talk begins, or goes on where it stands; what was half-typed is taken up."""
        if not self.do(lambda: self.live.begin(self.meeting_id)):
            self.dismiss(LEFT)
            return
        if self.drafts:
            self._half_typed = HalfTyped(self.drafts, self.live, self.meeting_id, self.entry)
            self.set_interval(KEEP_SECONDS, self._keep)
        self._keep()
        self._second()
        self.set_interval(SECOND, self._second)

    def _keep(self) -> None:
        if self._half_typed and self.entry.is_mounted:
            self._half_typed.put_back()
            self.keep_typed()

    def changed(self) -> None:
        """Show the talk as it stands."""
        try:
            self.view = self.live.look(self.meeting_id, chosen=self.chosen, closing_first=self.closing_first)
        except NotFound as error:
            if self.tell_gone(error):
                self.close(LEFT)
        else:
            self.show_view(self.view)

    def _second(self) -> None:
        """Once a second only the clock moves; the rest when the time for it has come."""
        if self.app.screen is not self or self.view is None:
            return
        try:
            moment = self.live.moment(self.meeting_id)
        except NotFound:
            self.changed()
            return
        self.show_moment(moment)
        if moment.status != "live":
            self.notify(_("The talk was ended elsewhere."), markup=False)
            self.close(LEFT)
        else:
            self.let_closing_come(is_time=moment.closing_time)

    def let_closing_come(self, *, is_time: bool) -> None:
        """Once it is time, the closing comes to the top; never while something is being typed."""
        if is_time and not self._came and not self.entry.value and not self.entry.kind:
            self._came = self.closing_first = True
            self.chosen = ""
            self.changed()
        elif self._came and not is_time:
            self._came = self.closing_first = False
            self.changed()

    def do(self, call: Callable[[], object]) -> bool:
        """Do ``call`` and show what came of it, quietly: somebody is talking. False where it is refused."""
        try:
            call()
        except NetxError as error:
            self.refuse(error)
            self.not_saved(error)
            return False
        self.acknowledged()
        self.show_change()
        return True

    def keep(self, kind: str, text: str) -> bool:
        """Keep a note at the card that is shown; it stays shown until the user goes on."""
        card, chosen = self.current, self.chosen
        self.chosen = card.id if card else ""
        if not self.do(lambda: self.live.note(self.meeting_id, kind, text, self.chosen)):
            self.chosen = chosen
            return False
        if self._half_typed:
            self._half_typed.drop()
        return True

    def close(self, result: str) -> None:
        """Close the screen; what is half-typed waits until the talk is opened again."""
        if self._half_typed:
            self._half_typed.close()
            self._half_typed = None
        if self.app.screen is self:
            self.dismiss(result)
