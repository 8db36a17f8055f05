"""How a letter is handed over, and noted as sent: always by a key of the user, never by itself."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.domain.errors import CannotCreate, NetxError
from netx_tui.domain.sending import read_sent
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _
from netx_tui.screens.acting import Acting
from netx_tui.screens.letter_desk import LetterDesk
from netx_tui.screens.letter_sent import reason_for, when_form
from netx_tui.screens.letter_view import length_told
from netx_tui.services.handover import Handover, file_name, write_draft
from netx_tui.services.letters import Letters, Prepared
from netx_tui.widgets.safe_app import SafeApp

PROGRAM, LINK, SENDMAIL = "program", "link", "sendmail"


def letter_key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    """A binding of the letter."""
    return Binding(key, action, label, tooltip=tooltip, id=f"letter.{action}", show=show)


class LetterWays(Acting[str]):
    """A screen with a letter that can be handed over; it closes when the letter is noted as sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter_key("y", "copy", N_("copy"), N_("Copy the whole text."), show=True),
        letter_key("Y", "copy_subject", N_("copy the subject"), N_("Copy the subject alone.")),
        letter_key("w", "write", N_(".eml"), N_("Write a draft file for any mail program."), show=True),
        letter_key("S", "sent", N_("sent"), N_("Note that you sent it: the clocks follow."), show=True),
        letter_key(
            "o", "program", N_("mail program"), N_("Open the letter in your mail program."), show=True
        ),
    ]

    letters: Letters
    handover: Handover
    desk: LetterDesk
    is_sent = False
    """Whether the letter was noted as sent."""

    def letter(self) -> Prepared | None:
        """The letter as it stands; ``None``, with the reason told, where there is none any more."""
        return self.asked(self.desk.prepared)

    # -- copied ------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the text of the letter."""
        prepared = self.letter()
        if prepared is not None:
            self.app.copy_to_clipboard(prepared.letter.text)
            keys = {"subject": self.key_of("letter.copy_subject", "Y"), "sent": self._sent_key}
            told = _("Copied: {length}. {subject} copies the subject; {sent} notes the letter as sent.")
            self.notify(told.format(length=length_told(prepared), **keys), markup=False)

    def action_copy_subject(self) -> None:
        """Copy the subject of the letter."""
        prepared = self.letter()
        if prepared is not None:
            self.app.copy_to_clipboard(prepared.letter.subject)
            self.notify(_("Copied: {text}").format(text=prepared.letter.subject), markup=False)

    # -- as a file ---------------------------------------------------------------------------------

    @work
    async def action_write(self) -> None:
        """Ask for the name of a new file, and write the letter there; what is there is kept."""
        prepared = self.letter()
        data = self.asked(lambda: self.letters.eml(prepared)) if prepared else None
        if prepared is None or data is None:
            return
        from netx_tui.widgets.dialogs import TextDialog

        name = file_name(prepared.wanted.kind, prepared.letter.contact.name)
        sentence = _("Name of the new file; a mail program opens it as a draft.")
        while name:
            answer = await self.app.push_screen_wait(TextDialog(_("Draft file"), sentence, value=name))
            if not answer:
                return
            try:
                file = write_draft(answer, data)
            except CannotCreate as error:
                name, sentence = answer, visible(error.message)
            except NetxError as error:
                self.refuse(error)
                return
            else:
                told = _("Written: {file}. {key} notes the letter as sent.")
                self.notify(told.format(file=file, key=self._sent_key), timeout=10, markup=False)
                return

    # -- in a mail program -------------------------------------------------------------------------

    @work
    async def action_program(self) -> None:
        """Open the letter in the mail program; where there are several ways, ask which."""
        prepared = self.letter()
        ways = self.asked(lambda: self._ways_out(prepared)) if prepared else None
        if prepared is None or ways is None:
            return
        if not ways:
            self.notify(
                _(
                    "This letter is too long for a link, and no mail program is known: {key} writes a file. "
                    "`export NETX_MAILER=...` names a mail program."
                ).format(key=self.key_of("letter.write", "w")),
                timeout=10,
                markup=False,
            )
            return
        way: str | None = ways[0][0]
        if len(ways) > 1:
            way = await self.choose(_("Hand over"), "", ways)
        if way == PROGRAM:
            self._open_program(prepared)
        elif way == LINK:
            await self._open_link(prepared)
        elif way == SENDMAIL:
            await self._send(prepared)

    def _ways_out(self, prepared: Prepared) -> list[tuple[str, str]]:
        """The ways there are on this machine; raises ``NetxError`` where the letter has no address."""
        self.letters.eml(prepared)
        program = self.handover.mail_program()
        ways = []
        if program:
            ways.append((PROGRAM, _("open in {program}").format(program=visible(program[0]))))
        elif self.letters.mailto(prepared) is not None:
            ways.append((LINK, _("open as a mail link") if self._opens_links else _("copy as a mail link")))
        if self.handover.sendmail():
            ways.append((SENDMAIL, _("send with sendmail")))
        return ways

    @property
    def _sent_key(self) -> str:
        return self.key_of("letter.sent", "S")

    @property
    def _opens_links(self) -> bool:
        return isinstance(self.app, SafeApp) and self.app.opens_links

    def _open_program(self, prepared: Prepared) -> None:
        try:
            data = self.letters.eml(prepared)
            with self.app.suspend():
                self.handover.open_draft(data)
        except NetxError as error:
            self.refuse(error)
        else:
            told = _("Back from the mail program. Did you send it? {key} notes that.")
            self.notify(told.format(key=self._sent_key))

    async def _open_link(self, prepared: Prepared) -> None:
        link = self.letters.mailto(prepared) or ""
        if self._opens_links:
            self.app.open_url(link)
            self.notify(_("Did you send it? {key} notes that.").format(key=self._sent_key))
            return
        from netx_tui.screens.reading import ReadDialog

        self.app.copy_to_clipboard(link)
        await self.app.push_screen_wait(ReadDialog(_("Copied: the letter as a mail link"), link))

    async def _send(self, prepared: Prepared) -> None:
        """Ask once more, then send with sendmail and note it."""
        from netx_tui.widgets.dialogs import ConfirmDialog

        letter = prepared.letter
        dialog = ConfirmDialog(
            _("Send it now?"),
            _("sendmail sends the letter to {address} at once. That cannot be taken back.").format(
                address=visible(letter.to)
            ),
            yes=_("Send"),
            no=_("Not yet"),
            careful=True,
        )
        if not await self.app.push_screen_wait(dialog):
            return
        try:
            reason = await reason_for(self.app, self.letters, prepared)
            if reason is None:
                return
            data = self.letters.eml(prepared)
            await asyncio.to_thread(self.handover.send, data)
        except NetxError as error:
            self.refuse(error)
            return
        await self._note(prepared, None, reason)

    # -- noted as sent -----------------------------------------------------------------------------

    @work
    async def action_sent(self) -> None:
        """Ask when it was sent, and note it."""
        prepared = self.letter()
        if prepared is None:
            return
        typed = await self.app.push_screen_wait(when_form(self.letters, prepared))
        if typed is not None:
            at = read_sent(typed["at"], self.letters.now()) if typed.get("at") else None
            try:
                reason = await reason_for(self.app, self.letters, prepared)
            except NetxError as error:
                self.refuse(error)
                return
            if reason is not None:
                await self._note(prepared, at, reason)

    async def _note(self, prepared: Prepared, at: datetime | None, reason: str) -> None:
        sentence = self.asked(lambda: self.letters.send(prepared, at, reason))
        if sentence is not None:
            self.is_sent = True
            self.dismiss(sentence)
