"""The talk itself, full screen: the clock, one question, one line to note in, and its keys."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from netx_tui.domain.captures import parse_line
from netx_tui.i18n import N_, _
from netx_tui.screens.common_keys import common
from netx_tui.screens.live_course import ENDED, LEFT, LiveCourse
from netx_tui.widgets.keys import live_keys
from netx_tui.widgets.live_list import LiveList

__all__ = ["ENDED", "LEFT", "LiveScreen"]


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"live.{action}", show=show)


def _kind(key: str, kind: str, label: str, *, show: bool = True) -> Binding:
    """The key that says what the line will be."""
    tooltip = N_("The line is of this kind; backspace right after makes it a letter.")
    return Binding(key, f"kind('{kind}')", label, tooltip=tooltip, id=f"live.{kind}", show=show)


class LiveScreen(LiveCourse, inherit_bindings=False):
    """The talk ``meeting_id``; returns ``ENDED`` when it has ended, ``LEFT`` when it goes on.

    Keys of other screens are letters here, so only those that are named below work.
    """

    HELP = N_(
        "While the line is empty, letters are commands: {live.go_on=space} goes on, {live.skip=s} skips, "
        "{live.extend=plus} adds five minutes, {live.undo=u} undoes; {live.answer=a} answer, "
        "{live.follow_up=f} follow-up question, {live.insight=i} insight, {live.quote=q} quote, "
        "{live.referral=r} referral (name, company, y or n), {live.book=b} book, {live.promise=p} promise, "
        "{live.opening=o} opening, {live.life_event=e} life event, {live.action=exclamation_mark} action say"
        " what the line will be. Backspace right after makes it that letter. A line may also begin with i: "
        "or r: and so on. {back=escape} asks and leaves; the clock goes on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("space", "go_on", N_("next"), N_("Asked: go on to the next one.")),
        _key("s", "skip", N_("skip"), N_("Leave it out for now; a must may be asked by mail.")),
        _kind("a", "answer", N_("answer")),
        _kind("i", "insight", N_("insight")),
        _kind("q", "quote", N_("quote")),
        _kind("r", "referral", N_("referral")),
        _kind("b", "book", N_("book")),
        _kind("p", "promise", N_("promise")),
        _kind("f", "follow_up", N_("follow-up question"), show=False),
        _kind("o", "opening", N_("opening watch"), show=False),
        _kind("e", "life_event", N_("life event"), show=False),
        _kind("exclamation_mark", "action", N_("action"), show=False),
        _key("plus", "extend", N_("5 minutes more"), N_("They offered five more minutes."), show=False),
        _key("u,z", "undo", N_("undo"), N_("Take back the last step."), show=False),
        common("f1", "explain", N_("explain this"), N_("Explain the part that has the focus."), "explain"),
        common("escape", "back", N_("back"), N_("Go back one step."), "back", show=True),
    ]

    def on_mount(self) -> None:
        """The line hands its notes over to this screen."""
        self.entry.taker = self

    # -- the line ------------------------------------------------------------------------------------

    def take(self, kind: str, text: str) -> bool:
        """Keep a line as a note; a prefix like ``i:`` says its kind."""
        return self.keep(*parse_line(text, kind or "answer"))

    def choose(self, by: int) -> None:
        """Go to the card ``by`` places on."""
        self._go_to(self.questions.cursor + by)

    @on(LiveList.Clicked)
    def _clicked(self, event: LiveList.Clicked) -> None:
        event.stop()
        self._go_to(event.index)

    def _go_to(self, index: int) -> None:
        cards = self.view.cards if self.view else ()
        if cards:
            self.chosen = cards[max(0, min(index, len(cards) - 1))].id
            self.changed()

    # -- commands ------------------------------------------------------------------------------------

    def action_kind(self, kind: str) -> None:
        """The line is of this kind."""
        self.entry.set_kind(kind)

    def action_go_on(self) -> None:
        """The card is done; the next one comes. What the mouse finds half-typed becomes a note before."""
        card = self.current
        self.entry.action_keep()
        if card is not None and not self.entry.value:
            self.chosen = ""
            self.do(lambda: self.live.done(self.meeting_id, card.id))

    @work
    async def action_skip(self) -> None:
        """Leave the card out for now; what becomes of a must is asked."""
        card, how = self.current, "later"
        if card is None:
            return
        if card.priority == "must":
            from netx_tui.widgets.dialogs import ButtonDialog

            ways = [("later", _("Later in the talk")), ("mail", _("Ask by mail")), ("drop", _("Drop it"))]
            answer = await self.app.push_screen_wait(ButtonDialog(_("Skip a must?"), card.text, ways))
            if answer is None:
                return
            how = answer
        self.chosen = ""
        self.do(lambda: self.live.skip(self.meeting_id, card.id, how))

    def action_extend(self) -> None:
        """They offered five more minutes."""
        if self.do(lambda: self.live.extend(self.meeting_id)) and self.view:
            self.let_closing_come(is_time=self.view.moment.closing_time)
            self.notify(_("Five minutes more."), markup=False)

    def action_explain(self) -> None:
        """Show what the line is for, and all keys; those that move in it are known."""
        from netx_tui.widgets.help_sheet import HelpSheet

        known = tuple(hint for hint in live_keys(self) if hint.id)
        self.app.push_screen(HelpSheet(_("The talk"), known, about=self.with_keys(_(self.HELP))))

    def undo(self) -> None:
        """Take back the last step."""
        told: list[str] = []
        if self.do(lambda: told.append(self.live.undo(self.meeting_id))):
            self.notify(told[0], markup=False)

    # -- leaving -------------------------------------------------------------------------------------

    def leave(self) -> bool:
        """Esc: out of a kind, away from the closing, else ask whether the talk has ended."""
        cards = self.view.cards if self.view else ()
        if self.entry.value:
            key = self.key_of("note.keep", "enter")
            self.notify(_("{key} keeps the line first.").format(key=key), markup=False)
        elif self.entry.kind:
            self.entry.set_kind("")
        elif self.closing_first and any(not (card.done or card.closing) for card in cards):
            self.closing_first, self.chosen = False, ""
            self.changed()
        else:
            self.action_ask_end()
        return True

    @work
    async def action_ask_end(self) -> None:
        """Ask whether the talk has ended; a half-typed line becomes a note then."""
        from netx_tui.widgets.dialogs import ButtonDialog

        self.app.clear_notifications()  # they would lie on the buttons
        answers = [("end", _("End the talk")), ("leave", _("Leave, the clock goes on")), ("stay", _("Stay"))]
        sentence = _("Has the talk ended? What was noted is kept in any case.")
        answer = await self.app.push_screen_wait(ButtonDialog(_("The talk"), sentence, answers))
        if answer == "leave":
            self.close(LEFT)
        elif answer == "end":
            self.entry.action_keep()
            if not self.entry.value and self.do(lambda: self.live.end(self.meeting_id)):
                self.close(ENDED)
