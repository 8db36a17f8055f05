"""Everything that metrics are counted from, with the times read once."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from netx_tui.domain.actions import Action
from netx_tui.domain.contacts import Contact, Mail, Touch
from netx_tui.domain.mails.values import ends, starts
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.numbers.invitations import Invitation, invitations_of
from netx_tui.domain.text import same_name
from netx_tui.domain.touch.facts import PROMISES
from netx_tui.domain.workdays import NO_HOLIDAYS, local_day, stored_moment

MOST_DAYS = 36_500
"""The longest period: the calendar has no room for more."""
NO_ADVICE = (*PROMISES, "thank_you")


class Talk(NamedTuple):
    """A talk that was held; its times are in UTC, where hours can be added in any night."""

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

    def within(self, moment: datetime | None, days: int | None = None) -> bool:
        """Whether a moment lies in the last days, the period unless another number is given."""
        span = timedelta(days=min(self.days if days is None else days, MOST_DAYS))
        return moment is not None and self.now - span < moment <= self.now

    def on_day_within(self, stored: str) -> bool:
        """Whether a stored day is one of the period's; today is the last of them."""
        day = local_day(stored, self.now.tzinfo)
        return day is not None and 0 <= (self.now.date() - day).days < self.days

    @cached_property
    def invitations(self) -> tuple[Invitation, ...]:
        """The invitations ever sent, oldest first."""
        return invitations_of(self.mails, self.meetings, self.now, self.holidays)

    @property
    def invited(self) -> list[Invitation]:
        """The invitations of the period."""
        return [one for one in self.invitations if self.within(one.sent)]

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """The talks ever held, oldest first."""
        found = []
        for meeting in self.meetings:
            begin, end = starts(meeting), ends(meeting)
            if meeting.held and begin is not None and end is not None and begin <= self.now:
                begin = begin.astimezone(UTC)
                found.append(Talk(meeting, begin, max(begin, end.astimezone(UTC))))
        return tuple(sorted(found, key=lambda talk: (talk.begin, talk.meeting.id)))

    @cached_property
    def held(self) -> list[Talk]:
        """The talks of the period, oldest first."""
        return [talk for talk in self.talks if self.within(talk.begin)]

    @cached_property
    def by_insight(self) -> Mapping[str, list[Action]]:
        """The actions that came out of each insight."""
        found: dict[str, list[Action]] = {}
        for action in self.actions:
            for insight in action.insights:
                found.setdefault(insight, []).append(action)
        return found

    @cached_property
    def learned(self) -> Mapping[str, list[Insight]]:
        """The insights of each meeting."""
        found: dict[str, list[Insight]] = {}
        for insight in self.insights:
            found.setdefault(insight.meeting, []).append(insight)
        return found

    @cached_property
    def made(self) -> Mapping[str, list[Action]]:
        """The actions that came out of each meeting, at once or by way of its insights."""
        found: dict[str, list[Action]] = {}
        meeting_of = {insight.id: insight.meeting for insight in self.insights}
        for action in self.actions:
            for meeting in {action.meeting, *(meeting_of.get(name, "") for name in action.insights)} - {""}:
                found.setdefault(meeting, []).append(action)
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

    def advisers(self, days: int = MOST_DAYS) -> frozenset[str]:
        """The people whose advice was put to use in the last days."""
        speakers = {insight.id: insight.contact for insight in self.insights}
        found: set[str] = set()
        for action in self.actions:
            if action.column != "done" or action.type in NO_ADVICE:
                continue
            if self.within(stored_moment(action.entered_column_at), days):
                found |= {action.contact, *(speakers.get(name, "") for name in action.insights)}
        return frozenset(found & self.contacts.keys())

    @cached_property
    def told(self) -> frozenset[str]:
        """The people who were told what came of their advice."""
        today = self.now.date()
        said = [(mail.contact, mail.sent_at) for mail in self.mails if mail.kind == "close_the_loop"]
        said += [
            (touch.contact, touch.on)
            for touch in self.touches
            if touch.kind == "close_the_loop" and touch.direction != "in"
        ]
        days = ((contact, local_day(at, self.now.tzinfo)) for contact, at in said)
        return frozenset(contact for contact, day in days if day is not None and day <= today)

    @cached_property
    def referrals(self) -> Mapping[str, int]:
        """How many people were named in each held meeting, as noted there or added afterwards.

        Somebody who was added with a recommendation counts for the last talk with who recommended them.
        """
        found: dict[str, int] = {}
        filed: set[str] = set()
        by_person: dict[str, list[Talk]] = {}
        for talk in self.talks:
            noted = [capture for capture in talk.meeting.captures if capture.kind == "referral"]
            found[talk.meeting.id] = len(noted)
            filed |= {capture.filed for capture in noted}
            by_person.setdefault(talk.meeting.contact, []).append(talk)
        names = {same_name(self.contacts[name].name): name for name in by_person if name in self.contacts}
        for contact in self.contacts.values():
            said = contact.referral_by
            if not said or contact.id in filed:
                continue
            talks = by_person.get(said) or by_person.get(names.get(same_name(said), ""), [])
            added = stored_moment(contact.created)
            before = [talk for talk in talks if added is not None and talk.begin <= added <= self.now]
            if before:
                found[before[-1].meeting.id] += 1
        return found
