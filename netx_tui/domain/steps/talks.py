"""N01 to N05, N15, N17 and N22: what a talk asks for before, during and after."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from netx_tui.domain.agenda import musts, plan_label, readiness
from netx_tui.domain.contacts import Contact
from netx_tui.domain.lint.brief import window
from netx_tui.domain.meetings import Meeting
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.steps.situation import HOUR, Situation
from netx_tui.domain.steps.step import Step, about, midnight
from netx_tui.domain.text import same_name
from netx_tui.domain.workdays import add, stored_moment
from netx_tui.i18n import _, ngettext

LIVE_BEFORE, LIVE_AFTER = timedelta(minutes=10), timedelta(minutes=15)
THANKS_WITHIN, DEBRIEF_WITHIN = 24 * HOUR, 2 * HOUR
LATE_AFTER = timedelta(days=7)
CONNECT_UNTIL = timedelta(days=30)
"""After that a request to connect has nothing to do with the talk any more."""
PLAN_DAYS = 3
"""Business days before a talk by which its agenda stands."""
CONNECT_WITHIN = TELL_WITHIN = timedelta(days=3)
MOST_PUT_OFF = 2


def steps_of_talks(now: Situation) -> Iterator[Step]:
    """All next steps that come from meetings."""
    for meeting in now.meetings:
        contact = now.contacts.get(meeting.contact)
        if contact is None:
            continue
        if meeting.status in ("scheduled", "live"):
            yield from _ahead(now, meeting, contact)
        elif meeting.held:
            yield from _held(now, meeting, contact)
    for theirs in now.talks.values():
        yield from _fallen_through(now, theirs)


# -- before and during -----------------------------------------------------------------------------


def _ahead(now: Situation, meeting: Meeting, contact: Contact) -> Iterator[Step]:
    begin, end = now.begin(meeting), now.end(meeting)
    if begin is None or end is None:
        return
    name, why = contact.name, _("talk {when}").format(when=short_moment(now.here(begin), now.today))
    soon = begin - LIVE_BEFORE
    step = _step("N01", meeting, contact, _("Open the talk with {name}").format(name=name), "l")
    step = step._replace(why=why)
    yield step._replace(
        due=now.here(begin), amber=soon, red=begin, first=soon, last=max(end, begin) + LIVE_AFTER
    )
    if meeting.status == "live":
        return
    if not meeting.objective.strip() or not musts(meeting.questions):
        missing = [name for name in readiness(meeting).missing if name in ("objective", "must")]
        told = _("{talk}, missing: {missing}").format(
            talk=why, missing=", ".join(plan_label(name) for name in missing)
        )
        step = _step("N04", meeting, contact, _("Plan the talk with {name}").format(name=name), "t")
        due = add(now.here(begin).date(), -PLAN_DAYS, now.holidays)
        yield step.on(due, now.now)._replace(why=told, last=begin)
    if not meeting.brief_sent_at and not contact.do_not_contact:
        yield from _brief(now, meeting, contact, begin, why)


def _brief(now: Situation, meeting: Meeting, contact: Contact, begin: datetime, why: str) -> Iterator[Step]:
    opens, closes = window(now.here(begin), now.holidays)
    text = _("Send the brief to {name}").format(name=contact.name)
    step = _step("N05", meeting, contact, text, "m")._replace(kind="brief", why=why)
    yield step._replace(due=now.here(closes), opens=opens, amber=min(opens, closes), red=closes, last=closes)
    text = _("Too late for a brief to {name}: say the topic in your first sentence").format(name=contact.name)
    late = _step("N05", meeting, contact, text, "t")._replace(why=why, situation=f"{meeting.at} late")
    yield late._replace(due=now.here(closes), opens=opens, amber=closes, red=closes, first=closes, last=begin)


# -- afterwards ------------------------------------------------------------------------------------


def _held(now: Situation, meeting: Meeting, contact: Contact) -> Iterator[Step]:
    end = now.end(meeting)
    if end is None or end > now.now:
        return
    why = _("talk {when}").format(when=short_moment(now.here(now.begin(meeting) or end), now.today))
    if not meeting.debriefed_at:
        text = _("Write down what {name} told you").format(name=contact.name)
        step = _step("N03", meeting, contact, text, "d").at(end + DEBRIEF_WITHIN, now.now)
        yield step._replace(why=why, red=midnight(now.here(end).date() + timedelta(days=1), now.now))
    if now.reachable(contact.id) is None:
        return
    if not meeting.thanked_at and "thank_you" not in meeting.waived:
        yield from _thanks(now, meeting, contact, end, why)
    yield from _connection(now, meeting, contact, end, why)
    yield from _referrer(now, meeting, contact, end, why)


def _thanks(now: Situation, meeting: Meeting, contact: Contact, end: datetime, why: str) -> Iterator[Step]:
    noted = sum(insight.meeting == meeting.id for insight in now.insights)
    if noted:
        told = ngettext("{count} insight noted", "{count} insights noted", noted).format(count=noted)
        why = f"{why}, {told}"
    due, late = end + THANKS_WITHIN, end + LATE_AFTER
    text = _("Thank {name}").format(name=contact.name)
    step = _step("N02", meeting, contact, text, "m")._replace(why=why, kind="thank_you")
    yield step.at(due, now.now)._replace(last=late)
    text = _("Thank {name}, late but warmly").format(name=contact.name)
    step = step._replace(text=text, situation=f"{meeting.at} late")
    yield step.at(due, now.now)._replace(first=late)


def _connection(
    now: Situation, meeting: Meeting, contact: Contact, end: datetime, why: str
) -> Iterator[Step]:
    newest = [talk for talk in now.talks[contact.id] if talk.held][-1:]
    if contact.connected or [meeting] != newest:
        return
    text = _("Connect with {name}").format(name=contact.name)
    step = _step("N15", meeting, contact, text, "c")._replace(why=why, kind="linkedin_note")
    yield step.on(now.here(end + CONNECT_WITHIN).date(), now.now)._replace(last=end + CONNECT_UNTIL)


def _referrer(now: Situation, meeting: Meeting, contact: Contact, end: datetime, why: str) -> Iterator[Step]:
    """N17; two people who named each other are told each, once."""
    referrer = now.reachable(referrer_of(now, contact))
    if referrer is None or referrer.id == contact.id:
        return
    if now.wrote(referrer.id, ("tell_referrer",), end, meeting.id):
        return
    text = _("Tell {referrer} how the talk with {name} went").format(
        referrer=referrer.name, name=contact.name
    )
    step = _step("N17", meeting, referrer, text, "m")._replace(why=why, kind="tell_referrer")
    yield step.on(now.here(end + TELL_WITHIN).date(), now.now)


def referrer_of(now: Situation, contact: Contact) -> str:
    """The id of who named ``contact``; empty where that is nobody netx knows."""
    said = contact.referral_by
    if not said or said in now.contacts:
        return said
    key = same_name(said)
    return next((other.id for other in now.contacts.values() if same_name(other.name) == key), "")


def _fallen_through(now: Situation, theirs: list[Meeting]) -> Iterator[Step]:
    """N22: the newest talk was cancelled or did not take place."""
    meeting = theirs[-1]
    contact = now.reachable(meeting.contact)
    if contact is None or meeting.status not in ("cancelled", "no_show"):
        return
    planned = any(other.status in ("scheduled", "live") for other in theirs)
    if planned or contact.stage in ("parked", "declined"):
        return
    since = stored_moment(meeting.cancelled_at) or now.begin(meeting)
    if since is None or now.wrote(contact.id, ("new_date",), since):
        return
    text, key, kind = _("Offer {name} one new date"), "m", "new_date"
    if meeting.rescheduled >= MOST_PUT_OFF:
        text, key, kind = _("Park {name}: the talk was put off twice"), "p", ""
    step = _step("N22", meeting, contact, text.format(name=contact.name), key)._replace(kind=kind)
    fell = now.here(since).date()
    yield step.on(add(fell, 1, now.holidays), now.now)._replace(situation=meeting.cancelled_at)


def _step(rule: str, meeting: Meeting, contact: Contact, text: str, key: str) -> Step:
    return about(rule, contact, text, key, situation=meeting.at)._replace(meeting=meeting.id)
