"""A talk as it is read while it goes on: the clock, what to ask now, what was noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from netx_tui import i18n
from netx_tui.domain import live
from netx_tui.domain.captures import key_of_kind, parse_line
from netx_tui.domain.live import Card, Clock, Signal
from netx_tui.domain.mails.filling import fill
from netx_tui.domain.mails.values import values_for
from netx_tui.domain.meetings import Meeting
from netx_tui.domain.profile import Profile
from netx_tui.domain.text import clean_line, clean_text, visible
from netx_tui.i18n import _
from netx_tui.services.following import Following
from netx_tui.services.talk_status import meeting_of, person_of

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class LiveCard(NamedTuple):
    """One card as the screen shows it; ``kept`` is the hour at which the closing begins."""

    id: str
    text: str
    priority: str = ""
    done: bool = False
    sent: bool = False
    closing: bool = False
    kept: str = ""


class Moment(NamedTuple):
    """What changes by itself; ``closing_time``: only the minutes kept for the end are left."""

    clock: Clock
    signal: Signal | None
    closing_time: bool
    status: str


class LiveView(NamedTuple):
    """The talk at one moment; ``lines`` is what the opening says, ``notes`` are keys of kinds and texts."""

    name: str
    moment: Moment
    current: LiveCard | None
    lines: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    cards: tuple[LiveCard, ...]


class LiveReader(Following):
    """Talks that go on; ``clock`` gives the time in the user's zone."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock

    @property
    def loaded(self) -> bool:
        """A talk is only ever opened when the documents are in memory."""
        return True

    @property
    def version(self) -> int:
        """Grows whenever the data change, by whomever."""
        return self._workspace.version

    def moment(self, meeting_id: str) -> Moment:
        """The clock of the talk now, and what it has to say; raises ``NotFound``."""
        meeting = meeting_of(self._workspace, meeting_id)
        at = live.clock(meeting, self._clock())
        return Moment(at, live.signal(meeting, at), live.is_closing_time(meeting, at), meeting.status)

    def look(self, meeting_id: str, *, chosen: str = "", closing_first: bool = False) -> LiveView:
        """The talk now; ``chosen`` is a card the user went to. Raises ``NotFound``."""
        meeting = meeting_of(self._workspace, meeting_id)
        order = live.in_order(meeting, closing_first=closing_first)
        shown = live.current(order, meeting, chosen)
        values = self._values(meeting)
        rows = {card.id: self._card(card, meeting, values) for card in order}
        first = next((card.id for card in order if card.closing), "")
        if first:
            kept = live.closing_begins(meeting, self._clock())
            rows[first] = rows[first]._replace(kept=kept)
        return LiveView(
            visible(person_of(self._workspace, meeting_id).name),
            self.moment(meeting_id),
            rows[shown.id] if shown else None,
            self._opening(meeting) if shown and shown.id == live.OPENING else (),
            self._notes(meeting, shown),
            tuple(rows.values()),
        )

    def is_kept(self, meeting_id: str, kind: str, text: str) -> bool:
        """Whether a half-typed line is the beginning of the note that was kept last."""
        meeting = meeting_of(self._workspace, meeting_id)
        kind, words = parse_line(text, kind)
        if kind == "follow_up":
            return any(question.text.startswith(clean_line(words)) for question in meeting.questions)
        last = meeting.captures[-1] if meeting.captures else None
        return last is not None and last.kind == kind and last.text.startswith(clean_text(words))

    # -- inside ----------------------------------------------------------------------------------

    def _card(self, card: Card, meeting: Meeting, values: Mapping[str, str]) -> LiveCard:
        question, done = card.question, live.is_done(card, meeting)
        if question is None:
            text = _("The opening") if card.id == live.OPENING else live.warming_up()
            return LiveCard(card.id, text, done=done)
        text = visible(fill(question.text, values))
        return LiveCard(card.id, text, question.priority, done, question.sent_in_brief, card.closing)

    def _values(self, meeting: Meeting) -> dict[str, str]:
        """What the places in questions stand for."""
        contact = person_of(self._workspace, meeting.id)
        known = self._workspace.contacts.get(contact.referral_by)
        referrer = known.name if known else contact.referral_by
        lang = contact.lang or i18n.language()
        return values_for(contact, Profile(), lang, meeting=meeting, referrer=referrer)

    def _opening(self, meeting: Meeting) -> tuple[str, ...]:
        contact = person_of(self._workspace, meeting.id)
        return tuple(map(visible, live.opening_lines(meeting, contact.given or contact.name)))

    def _notes(self, meeting: Meeting, card: Card | None) -> tuple[tuple[str, str], ...]:
        """The notes taken at this card: the key of their kind, and the text."""
        question = card.id if card and card.question else ""
        return tuple(
            (key_of_kind(capture.kind), visible(capture.text))
            for capture in meeting.captures
            if capture.question == question
        )
