"""Talks beside each other, and all of a period together: what came out of them (R06, R68)."""

from collections.abc import Iterable
from typing import NamedTuple

from netx_tui.domain.numbers.past import Everything, Talk
from netx_tui.domain.text import same_name, visible
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _, ngettext

ORDERS = ("day", "name", "insights", "musts", "done", "referrals", "thanked")
"""By what talks can be ordered."""
_HOUR = 3600
_NEVER = float("inf")


class TalkNumbers(NamedTuple):
    """One talk; ``thanked`` are the hours until the thank-you, ``None`` while there is none."""

    meeting: str
    contact: str
    name: str
    day: str
    insights: int
    musts: int
    musts_answered: int
    actions: int
    actions_done: int
    referrals: int
    openings: int
    thanked: float | None


class Summary(NamedTuple):
    """What came out of a period."""

    talks: int
    insights: int
    actions_done: int
    referrals: int
    openings: int

    @property
    def text(self) -> str:
        """``2 talks: 4 insights, 3 actions done, 1 referral, 1 opening``."""
        told = (
            ngettext("{count} insight", "{count} insights", self.insights).format(count=self.insights),
            ngettext("{count} action done", "{count} actions done", self.actions_done).format(
                count=self.actions_done
            ),
            ngettext("{count} referral", "{count} referrals", self.referrals).format(count=self.referrals),
            ngettext("{count} opening", "{count} openings", self.openings).format(count=self.openings),
        )
        talks = ngettext("{count} talk", "{count} talks", self.talks).format(count=self.talks)
        return f"{talks}: {', '.join(told)}"


def talk_numbers(past: Everything) -> tuple[TalkNumbers, ...]:
    """The talks of the period, the newest first."""
    return tuple(_of(past, talk) for talk in reversed(past.held))


def in_order(talks: Iterable[TalkNumbers], order: str) -> tuple[TalkNumbers, ...]:
    """``talks`` by one of ``ORDERS``, the best first: equal ones the newest first, names by the alphabet."""
    newest = sorted(talks, key=lambda talk: (talk.day, talk.meeting), reverse=True)
    if order == "name":
        return tuple(sorted(newest, key=lambda talk: same_name(talk.name)))
    if order == "thanked":
        return tuple(sorted(newest, key=lambda talk: _NEVER if talk.thanked is None else talk.thanked))
    if order == "day":
        return tuple(newest)
    return tuple(sorted(newest, key=lambda talk: -_worth(talk, order)))


def summary(past: Everything) -> Summary:
    """What the period brought: insights noted, actions done, people and openings named in its talks."""
    talks = talk_numbers(past)
    done = (action for action in past.actions if action.column == "done")
    return Summary(
        len(talks),
        sum(past.within(stored_moment(insight.captured_at)) for insight in past.insights),
        sum(past.within(stored_moment(action.entered_column_at)) for action in done),
        sum(talk.referrals for talk in talks),
        sum(talk.openings for talk in talks),
    )


def _worth(talk: TalkNumbers, order: str) -> float:
    if order == "musts":
        return talk.musts_answered / talk.musts if talk.musts else -1
    return {"insights": talk.insights, "done": talk.actions_done, "referrals": talk.referrals}.get(order, 0)


def _of(past: Everything, talk: Talk) -> TalkNumbers:
    meeting = talk.meeting
    contact = past.contacts.get(meeting.contact)
    cards = past.made.get(meeting.id, [])
    musts = [one for one in meeting.questions if one.priority == "must" and one.state != "dropped"]
    return TalkNumbers(
        meeting.id,
        meeting.contact,
        visible(contact.name) if contact else _("deleted person"),
        talk.begin.astimezone(past.now.tzinfo).date().isoformat(),
        len(past.learned.get(meeting.id, ())),
        len(musts),
        sum(one.state == "answered" for one in musts),
        len(cards),
        sum(card.column == "done" for card in cards),
        past.referrals.get(meeting.id, 0),
        _openings(past, talk),
        hours_to_thanks(past, talk),
    )


def _openings(past: Everything, talk: Talk) -> int:
    """Openings that were noted in the talk, or afterwards as a card or an insight."""
    noted = [capture for capture in talk.meeting.captures if capture.kind == "opening"]
    filed = {capture.filed for capture in noted}
    cards = past.made.get(talk.meeting.id, [])
    watched = sum(card.type == "opening_watch" and card.id not in filed for card in cards)
    used = {name for card in cards if card.type == "opening_watch" for name in card.insights}
    learned = past.learned.get(talk.meeting.id, ())
    return len(noted) + watched + sum(one.kind == "opening" and one.id not in used for one in learned)


def hours_to_thanks(past: Everything, talk: Talk) -> float | None:
    """Hours from the end of a talk to the thank-you; ``None`` while there is none."""
    thanked = stored_moment(talk.meeting.thanked_at)
    if thanked is None or thanked > past.now:
        return None
    return max(0.0, (thanked - talk.end).total_seconds() / _HOUR)
