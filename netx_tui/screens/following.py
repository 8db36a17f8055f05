"""A screen that follows other sessions: it shows what they change, and tells how its own edits fare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.reactive import reactive

from netx_tui.domain.errors import CannotCreate, CannotWrite, Locked, NetxError
from netx_tui.i18n import _, ngettext
from netx_tui.screens.filling import Filling
from netx_tui.widgets.veil import presents

if TYPE_CHECKING:
    from netx_tui.domain.drafts import Draft
    from netx_tui.services.following import Notice

Result = TypeVar("Result")

MOST_TOLD = 3
"""Notices that wait while a form is open."""
NEVER = -1
"""A version that no data have."""
LOSS_SECONDS = 15.0
"""How long it is told that another session overwrote something."""


@dataclass(frozen=True)
class Command:
    """A verb a screen offers to the palette besides its keys."""

    title: str
    help: str
    action: Callable[[], object]


class News(Protocol):
    """A service that tells what other sessions wrote (``services.following``)."""

    @property
    def version(self) -> int:
        """Grows whenever the data change."""

    @property
    def read_only(self) -> str:
        """Why nothing can be changed; empty where it can."""

    @property
    def lost(self) -> Notice | None:
        """The values that were overwritten since this session's last edit."""

    @property
    def losses(self) -> tuple[Notice, ...]:
        """The values that were overwritten and can be put back."""

    def poll(self) -> tuple[Notice, ...]:
        """What other sessions changed since the last call."""

    def settle(self) -> None:
        """An edit came after the last loss."""

    def put_back(self, notice: Notice) -> str:
        """Write this session's values again; returns a sentence."""


class FollowingScreen(Filling[Result]):
    """A screen on data that other sessions change too."""

    state: reactive[str] = reactive("", repaint=False)
    """The word at the right of the header: ``saved``, ``2 sessions``."""

    news: News | None = None
    """Who tells what other sessions write."""

    _seen = 0
    _told = ""
    _untold: tuple[Notice, ...] = ()
    _standing = ""

    # -- what subclasses override ------------------------------------------------------------------

    def follow(self) -> None:
        """Show what other sessions wrote, and tell where they overwrote what this one did.

        Called once a second while shown, must be cheap.
        """
        if self.news is None:
            return
        try:
            notices = self.news.poll()
        except NetxError as error:
            if error.message != self._told:
                self._told = error.message
                self.refuse(error)
            return
        self._told = ""
        if self.news.version != self._seen:
            self.show_change()
        self._untold = (*self._untold, *notices)[-MOST_TOLD:]
        if self._desk is None:
            # Over a form a notice would hide its buttons; the fields themselves tell what changed.
            untold, self._untold = self._untold, ()
            for notice in untold:
                seconds = LOSS_SECONDS if notice.put_back else None
                self.notify(self._sentence(notice), timeout=seconds, markup=False)

    def _sentence(self, notice: Notice) -> str:
        return notice.discreet if notice.discreet and presents(self) else notice.sentence

    def commands(self) -> Iterable[Command]:
        """Verbs for the palette that have no key; a subclass adds its own."""
        for notice in self.news.losses if self.news else ():
            title = _("Put back mine: {what}").format(what=notice.what)
            yield Command(title, self._sentence(notice), partial(self.put_back, notice))
        for draft in self.drafts.waiting() if self.drafts else ():
            if self.takes_up(draft.key):
                title = _("Take up again: {title}").format(title=draft.title)
                yield Command(title, _("Go on with what you typed there."), partial(self._resume, draft))

    def tell_gone(self, error: NetxError) -> bool:
        """Tell that what the screen stands on is no longer there; true where it can close now.

        While a dialog lies over it nothing is told: it is looked at again when the dialog has closed.
        """
        if self.app.screen is not self:
            self._seen = -1
            return False
        self.refuse(error)
        return True

    # -- edits -------------------------------------------------------------------------------------

    def show_change(self) -> None:
        """Show what is true now; nothing is shown again until the next change."""
        self._seen = self.news.version if self.news else 0
        self.changed()

    def show_again(self) -> None:
        """Show everything anew when the screen is seen next: what it stands on has become something else."""
        self._seen = NEVER
        if self.is_current:
            self.follow()

    def done(self, sentence: str) -> None:
        """Tell what was done, and show it."""
        self.notify(sentence, markup=False)
        self.acknowledged()
        self.show_change()

    def acknowledged(self) -> None:
        """An edit of this session is on the disk."""
        self._standing = _("saved")
        if self.news:
            self.news.settle()
        self._tell_state()

    def not_saved(self, error: NetxError) -> None:
        """An edit was refused; where the disk or another session was to blame, the header says so."""
        if isinstance(error, CannotWrite | CannotCreate | Locked):
            self._standing = _("not saved")
            self._tell_state()

    def put_back(self, notice: Notice) -> None:
        """Write again what another session overwrote."""
        if self.news is None:
            return
        try:
            sentence = self.news.put_back(notice)
        except NetxError as error:
            self.refuse(error)
        else:
            self.done(sentence)

    def action_undo(self) -> None:
        """Take back the last change; one's own, or another session's that overwrote it since."""
        lost = self.news.lost if self.news else None
        if lost is None:
            self.undo()
        else:
            self.put_back(lost)

    def _tell_state(self) -> None:
        """Show who else is here, whether one can write, and whether the last edit is on the disk."""
        if not self.news and not self.drafts:
            return
        count = (self.drafts.others() if self.drafts else 0) + 1
        sessions = ngettext("{count} session", "{count} sessions", count).format(count=count)
        standing = _("read only") if self.news and self.news.read_only else self._standing
        self.state = "  ".join(word for word in (sessions if count > 1 else "", standing) if word)

    def _resume(self, draft: Draft) -> None:
        self.run_worker(self.take_up(draft), group="drafts")
