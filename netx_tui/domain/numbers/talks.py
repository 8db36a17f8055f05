"""Talks beside each other: what came out of each (R68)."""

from typing import NamedTuple

from netx_tui.domain.numbers.past import Everything, Talk
from netx_tui.domain.text import visible
from netx_tui.domain.workdays import stored_moment

_HOUR = 3600


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


def talk_numbers(past: Everything) -> tuple[TalkNumbers, ...]:
    """The talks of the period, the newest first."""
    return tuple(_of(past, talk) for talk in reversed(past.held))


def _of(past: Everything, talk: Talk) -> TalkNumbers:
    meeting = talk.meeting
    contact = past.contacts.get(meeting.contact)
    learned = {insight.id for insight in past.insights if insight.meeting == meeting.id}
    cards = [card for card in past.actions if card.meeting == meeting.id or learned & set(card.insights)]
    musts = [one for one in meeting.questions if one.priority == "must" and one.state != "dropped"]
    thanked = stored_moment(meeting.thanked_at)
    return TalkNumbers(
        meeting.id,
        meeting.contact,
        visible(contact.name) if contact else "",
        talk.begin.astimezone(past.now.tzinfo).date().isoformat(),
        len(learned),
        len(musts),
        sum(one.state == "answered" for one in musts),
        len(cards),
        sum(card.column == "done" for card in cards),
        sum(capture.kind == "referral" for capture in meeting.captures),
        sum(capture.kind == "opening" for capture in meeting.captures),
        (thanked - talk.end).total_seconds() / _HOUR if thanked else None,
    )
