"""N09, N16 and N18 to N21: what people wait for, and staying in touch with them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from netx_tui.domain.action_fields import day
from netx_tui.domain.actions import OPEN, Action
from netx_tui.domain.contacts import Contact
from netx_tui.domain.shortlist import entered_on
from netx_tui.domain.steps.situation import Situation
from netx_tui.domain.steps.step import Step, about
from netx_tui.domain.steps.talks import referrer_of
from netx_tui.domain.timeline_words import life_event_label
from netx_tui.domain.touch.planning import Planned
from netx_tui.domain.workdays import add, local_day, stored_moment
from netx_tui.i18n import N_, _

OFFER_DAYS = 1
THANK_UNTIL = timedelta(days=30)
"""After that nobody thanks for a no."""
REFERRAL_DAYS = 5
"""Business days in which one writes to somebody one was named."""
PROMISES = ("promise", "opening_watch")
"""Types of actions that are a word given to a person: a step of their own, not an old card."""
_TOUCHES: Mapping[str, str] = {
    "share_article": N_("Send {name} an article"),
    "check_in": N_("Write to {name}"),
    "expert_question": N_("Ask {name} a question on their field"),
    "close_the_loop": N_("Tell {name} what came of their advice"),
    "ask_again": N_("Ask {name} again"),
}


def steps_of_people(now: Situation) -> Iterator[Step]:
    """All next steps that come from what was said, promised or planned with a person."""
    for person in now.people:
        contact = person.contact
        if contact.stage in ("lead", "shortlisted") and contact.referral_by:
            yield from _referral(now, contact)
        elif contact.stage == "in_dialogue":
            yield from _dates(now, contact)
        elif contact.stage == "declined":
            yield from _declined(now, contact)
        if contact.follow_up_on:
            yield from _asked_for(now, contact)
    for action in now.actions:
        if action.type in PROMISES:
            yield from _promise(now, action)
    for planned in now.planned.values():
        yield from _touch(now, planned)


def is_promise(action: Action) -> bool:
    """Whether an action shows as a word given (N19) and not as an old card (``decisions.md``, *Touch*)."""
    return action.type in PROMISES and bool(action.contact) and day(action.due) is not None


def _dates(now: Situation, contact: Contact) -> Iterator[Step]:
    """N09: they said yes, and no date is found yet."""
    if now.reachable(contact.id) is None or now.asleep(contact):
        return
    talks = now.talks.get(contact.id, ())
    if any(talk.status in ("scheduled", "live") for talk in talks):
        return
    if talks and talks[-1].status in ("cancelled", "no_show"):
        return
    since = _replied(now, contact)
    if since is None or now.wrote(contact.id, ("offer_dates",), since):
        return
    text = _("Offer {name} two time windows").format(name=contact.name)
    due = add(now.here(since).date(), OFFER_DAYS, now.holidays)
    step = about("N09", contact, text, "m", kind="offer_dates", situation=since.isoformat())
    yield step.on(due, now.now)


def _replied(now: Situation, contact: Contact) -> datetime | None:
    """When they last answered: by mail, or as their path has it."""
    replies = [stored_moment(mail.replied_at) for _at, mail in now.sent.get(contact.id, ())]
    found = [moment for moment in replies if moment is not None]
    if found:
        return max(found)
    entered = entered_on(contact, "in_dialogue")
    return datetime.combine(entered, time(), now.now.tzinfo) if entered else None


def _declined(now: Situation, contact: Contact) -> Iterator[Step]:
    """N21: thank for the no, and ask for another name."""
    since = entered_on(contact, "declined")
    if since is None or now.reachable(contact.id) is None:
        return
    answered = datetime.combine(since, time(), now.now.tzinfo)
    if now.wrote(contact.id, ("decline_reply",), answered):
        return
    text = _("Thank {name} for the answer, and ask for another name").format(name=contact.name)
    step = about("N21", contact, text, "m", kind="decline_reply", situation=since.isoformat())
    yield step.on(add(since, 1, now.holidays), now.now)._replace(last=answered + THANK_UNTIL)


def _referral(now: Situation, contact: Contact) -> Iterator[Step]:
    """N16: somebody named this person, and nobody wrote to them yet."""
    captured = now.day(contact.created) or now.today
    if now.reachable(contact.id) is None or now.asleep(contact) or now.sent.get(contact.id):
        return
    referrer = now.contacts.get(referrer_of(now, contact))
    text = _("Write to {name}").format(name=contact.name)
    if referrer is not None and referrer.id != contact.id:
        text = _("Write to {name}, named by {referrer}").format(name=contact.name, referrer=referrer.name)
    step = about("N16", contact, text, "i", kind="invitation", situation=contact.stage)
    yield step.on(add(captured, REFERRAL_DAYS, now.holidays), now.now)


def _promise(now: Situation, action: Action) -> Iterator[Step]:
    """N19: a word given, on its day."""
    due, contact = day(action.due), now.reachable(action.contact)
    if due is None or contact is None or action.column not in OPEN:
        return
    watch = action.type == "opening_watch"
    text = _("Ask {name} again: {title}") if watch else _("Keep your word to {name}: {title}")
    step = about(
        "N19",
        contact,
        text.format(name=contact.name, title=action.title),
        "m" if watch else "enter",
        kind="ask_again" if watch else "",
        situation=action.due,
    )
    yield step.on(now.awake(contact, due), now.now)._replace(action=action.id)


def _asked_for(now: Situation, contact: Contact) -> Iterator[Step]:
    """N19: they said when to ask again."""
    due = local_day(contact.follow_up_on)
    if due is None or now.reachable(contact.id) is None:
        return
    text = _("Ask {name} again, as they said").format(name=contact.name)
    step = about("N19", contact, text, "m", kind="ask_again", situation=contact.follow_up_on)
    yield step.on(now.awake(contact, due), now.now)


def _touch(now: Situation, planned: Planned) -> Iterator[Step]:
    """N18 and N20: the next touch; promises are told one by one (N19)."""
    contact = now.reachable(planned.contact)
    if contact is None or planned.reason == "promised":
        return
    rule = "N18" if planned.reason == "loop" else "N20"
    step = about(rule, contact, _words(contact, planned), "m", kind=planned.kind, why=_why(contact, planned))
    if planned.rest:
        text = _("Let {name} rest: nothing came back three times").format(name=contact.name)
        step = step._replace(text=text, key="c", kind="", why=_("the light circle"))
    yield step.on(planned.on, now.now)._replace(situation=f"{planned.reason} {planned.on} {planned.event}")


def _words(contact: Contact, planned: Planned) -> str:
    if planned.reason == "event":
        return _("Congratulate {name}").format(name=contact.name)
    return _(_TOUCHES.get(planned.kind, N_("Write to {name}"))).format(name=contact.name)


def _why(contact: Contact, planned: Planned) -> str:
    if planned.reason == "event":
        event = next((event for event in contact.events if event.id == planned.event), None)
        return life_event_label(event.kind) if event else ""
    if planned.reason == "loop":
        return _("their advice is done")
    return {"check_in": _("a short hello"), "share_article": _("one fits their field")}.get(planned.kind, "")
