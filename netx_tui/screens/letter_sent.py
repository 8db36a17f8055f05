"""What is asked before a letter counts as sent: when that was, and why a rule does not count this time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netx_tui.domain.errors import FieldError, RuleRefused
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.sending import read_sent
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.services.letters import Letters, Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import App

    from netx_tui.widgets.forms import FormDialog


def when_form(letters: Letters, prepared: Prepared) -> FormDialog:
    """Asks when the letter was sent, and says while one types how that is understood."""
    from netx_tui.widgets.forms import FormDialog, FormField

    def check(_name: str, text: str) -> str | None:
        return _understood(text, letters.now())[1]

    def echo(_name: str, text: str) -> str | None:
        moment, wrong = _understood(text, letters.now())
        return wrong if moment is None else short_moment(moment, letters.now().date())

    title = _("Sent to {name}: {kind}").format(
        name=visible(prepared.letter.contact.name), kind=kind_label(prepared.wanted.kind)
    )
    when = FormField("at", _("When"), _("now"), hint=_("now, 8:30, yesterday 17:00"))
    return FormDialog(title, [when], check=check, echo=echo)


async def reason_for(app: App[object], letters: Letters, prepared: Prepared) -> str | None:
    """The reason for an exception, empty where none is needed; ``None`` where the user gives none.

    Raises ``RuleRefused`` where no reason helps.
    """
    try:
        letters.check(prepared)
    except RuleRefused as refused:
        if not refused.overridable:
            raise
        from netx_tui.widgets.dialogs import ReasonDialog

        reason = await app.push_screen_wait(ReasonDialog(_("Because ..."), visible(refused.message)))
        if reason:
            letters.check(prepared, reason)
        return reason or None
    return ""


def _understood(text: str, now: datetime) -> tuple[datetime | None, str | None]:
    """The moment that ``text`` means, or why it means none."""
    try:
        return read_sent(text, now), None
    except FieldError as error:
        return None, error.message
