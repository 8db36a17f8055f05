"""Contact points: what happened between the user and a person, noted in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from netx_tui.domain import sending
from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.contacts import CHANNELS, FULL_TOUCHES, LIGHT_TOUCHES, Contact
from netx_tui.domain.errors import FieldError
from netx_tui.domain.stages import changed
from netx_tui.domain.text import clean_line, clean_text
from netx_tui.i18n import _
from netx_tui.services.finding import contact_of

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

KINDS = (*FULL_TOUCHES, *LIGHT_TOUCHES)
REPLY = "reply"


class Touching:
    """The verbs around contact points on ``workspace``; ``clock`` gives the time in the user's zone."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock

    def add(
        self,
        contact_id: str,
        kind: str,
        *,
        on: date | None = None,
        channel: str = "",
        incoming: bool = False,
        answer: str = "",
        note: str = "",
        give: str = "",
    ) -> str:
        """Note a contact point; returns its id. A reply that came in also answers the newest open mail.

        ``answer`` is ``yes``, ``no`` or ``open``. Raises ``FieldError`` and ``NotFound``.
        """
        contact, day = self._contact(contact_id), self._day(on)
        if kind not in KINDS:
            raise _no_such("kind", kind, KINDS)
        if channel and channel not in CHANNELS:
            raise _no_such("channel", channel, CHANNELS)
        if answer and not (kind == REPLY and incoming):
            raise FieldError(_("Only a reply that came in has an answer."), field="answer")
        name = self._workspace.new_id("touches")
        if kind == REPLY and incoming:
            changes = self._reply(contact, day, name, channel=channel, answer=answer, note=note)
        else:
            fields = {"contact": contact_id, "on": day.isoformat(), "kind": kind, "channel": channel}
            said = {"direction": "in" if incoming else "out"}
            said |= {"note": clean_text(note), "give": clean_line(give)}
            known = {key: value for key, value in {**fields, **said}.items() if value}
            changes = [Create("touches", name, known), *self._after(contact, day, kind, incoming)]
        self._workspace.apply(changes, _("noted a contact with {name}").format(name=contact.name))
        return name

    def _after(self, contact: Contact, day: date, kind: str, incoming: bool) -> list[Change]:
        """What a full touch changes about the person; who sleeps or is dormant wakes when they write."""
        if kind in LIGHT_TOUCHES:
            return []
        fields = sending.after_touch(contact, day, incoming=incoming)
        if incoming and contact.stage == "dormant":
            fields |= changed(contact, "in_touch", self._clock(), cause="reply")
        return [Update("contacts", contact.id, fields)] if fields else []

    def _reply(
        self, contact: Contact, day: date, name: str, *, channel: str, answer: str, note: str
    ) -> list[Change]:
        now = self._clock()
        at = now if day == now.date() else datetime.combine(day, now.timetz())
        mails = self._workspace.mails.values()
        return sending.replied(
            contact, mails, at, name, answer=answer or "open", channel=channel or "email", note=note
        )

    def _day(self, on: date | None) -> date:
        today = self._clock().date()
        if on and on > today:
            raise FieldError(_("That day is still to come."), field="on")
        return on or today

    def _contact(self, contact_id: str) -> Contact:
        return contact_of(self._workspace, contact_id)


def _no_such(field: str, value: str, known: tuple[str, ...]) -> FieldError:
    from difflib import get_close_matches

    near = get_close_matches(value, known, n=1)
    told = _("'{value}' is none of: {known}.").format(value=value, known=", ".join(known))
    return FieldError(
        told + (" " + _("Did you mean '{near}'?").format(near=near[0]) if near else ""), field=field
    )
