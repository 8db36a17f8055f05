"""Everything that metrics are counted from, with the times read once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from netx_tui.domain.actions import Action
from netx_tui.domain.contacts import Contact, Mail, Touch
from netx_tui.domain.mails.values import ends, starts
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.workdays import NO_HOLIDAYS, add, local_day, stored_moment

PATIENCE_DAYS = 7
"""Business days after which an invitation without an answer counts."""
NO_ADVICE = ("promise", "opening_watch", "thank_you")


class Invitation(NamedTuple):
    """An invitation that went out, and what came of it."""

    mail: Mail
    sent: datetime
    replied: bool
    mature: bool
    dated: bool


class Talk(NamedTuple):
    """A talk that was held."""

    meeting: Meeting
    begin: datetime
    end: datetime


class Everything:
    """All records at ``now``; ``days`` is the period that is counted, ``next_touches`` by contact."""

    def __init__(
        self,
        now: datetime,
        days: int,
        *,
        contacts: Mapping[str, Contact],
        mails: Iterable[Mail] = (),
        touches: Iterable[Touch] = (),
        meetings: Iterable[Meeting] = (),
        insights: Iterable[Insight] = (),
        actions: Iterable[Action] = (),
        next_touches: Mapping[str, date] | None = None,
        holidays: frozenset[date] = NO_HOLIDAYS,
    ) -> None:
        self.now, self.days, self.contacts, self.holidays = now, days, contacts, holidays
        self.mails, self.touches, self.meetings = tuple(mails), tuple(touches), tuple(meetings)
        self.insights, self.actions = tuple(insights), tuple(actions)
        self.next_touches = next_touches or {}

    def day(self, stored: str) -> date | None:
        """The day of a stored time on the user's clock."""
        return local_day(stored, self.now.tzinfo)

    def within(self, moment: datetime | None, days: int | None = None) -> bool:
        """Whether a moment lies in the last days, the period unless another number is given."""
        span = timedelta(days=self.days if days is None else days)
        return moment is not None and self.now - span < moment <= self.now

    @cached_property
    def invitations(self) -> tuple[Invitation, ...]:
        """The invitations ever sent, oldest first."""
        found = []
        for mail in self.mails:
            sent = stored_moment(mail.sent_at) if mail.kind == "invitation" else None
            if sent is None or sent > self.now:
                continue
            replied = bool(mail.replied_at or mail.reply)
            waited = add(sent.astimezone(self.now.tzinfo).date(), PATIENCE_DAYS, self.holidays)
            mature = replied or waited <= self.now.date()
            found.append(Invitation(mail, sent, replied, mature, self._led_to_a_date(mail, sent)))
        return tuple(sorted(found, key=lambda one: (one.sent, one.mail.id)))

    def _led_to_a_date(self, mail: Mail, sent: datetime) -> bool:
        return any(
            meeting.contact == mail.contact
            and meeting.status != "draft"
            and (begin := starts(meeting)) is not None
            and begin > sent
            for meeting in self.meetings
        )

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """The talks ever held, oldest first."""
        found = []
        for meeting in self.meetings:
            begin, end = starts(meeting), ends(meeting)
            if meeting.held and begin is not None and end is not None and begin <= self.now:
                found.append(Talk(meeting, begin, end))
        return tuple(sorted(found, key=lambda talk: (talk.begin, talk.meeting.id)))

    @property
    def held(self) -> list[Talk]:
        """The talks of the period."""
        return [talk for talk in self.talks if self.within(talk.begin)]

    @property
    def invited(self) -> list[Invitation]:
        """The invitations of the period."""
        return [one for one in self.invitations if self.within(one.sent)]

    @cached_property
    def by_insight(self) -> Mapping[str, tuple[Action, ...]]:
        """The actions that came out of each insight."""
        found: dict[str, tuple[Action, ...]] = {}
        for action in self.actions:
            for insight in action.insights:
                found[insight] = (*found.get(insight, ()), action)
        return found

    def actionable(self, days: int) -> list[Insight]:
        """The insights of the last days about which something may be done."""
        return [
            insight
            for insight in self.insights
            if insight.actionable != "no" and self.within(stored_moment(insight.captured_at), days)
        ]

    def is_used(self, insight: Insight) -> bool:
        """Whether an action that came out of an insight is done."""
        return any(action.column == "done" for action in self.by_insight.get(insight.id, ()))

    @cached_property
    def advisers(self) -> frozenset[str]:
        """The people whose advice was put to use."""
        speakers = {insight.id: insight.contact for insight in self.insights}
        found: set[str] = set()
        for action in self.actions:
            if action.column == "done" and action.type not in NO_ADVICE:
                found |= {action.contact, *(speakers.get(name, "") for name in action.insights)}
        return frozenset(found & set(self.contacts))

    @cached_property
    def told(self) -> frozenset[str]:
        """The people who were told what came of their advice."""
        mails = {mail.contact for mail in self.mails if mail.kind == "close_the_loop" and mail.sent_at}
        return frozenset(mails | {touch.contact for touch in self.touches if touch.kind == "close_the_loop"})
