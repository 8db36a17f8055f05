"""Rows, card and month of staying in touch, in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.contacts import Contact, LifeEvent, Mail, Touch
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.mails.pace import wait
from netx_tui.domain.short_dates import event_day, told_day
from netx_tui.domain.text import visible
from netx_tui.domain.timeline_words import life_event_label, touch_label
from netx_tui.domain.touch.cadence import interval_of
from netx_tui.domain.touch.circles import CIRCLES, circle_label
from netx_tui.domain.touch.facts import TouchFacts
from netx_tui.domain.touch.planning import Planned
from netx_tui.domain.touch.proposal import Shelf
from netx_tui.domain.touch.rows import ComingDay, TouchCard, TouchRow
from netx_tui.domain.workdays import is_workday, local_day
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

MONTHS = 12
SOON_DAYS = 7
RECENT = 6


class Strip(NamedTuple):
    """A year of touches: one letter a month, and the newest touch."""

    months: str
    on: date
    kind: str
    full: bool


def strips(touches: Iterable[Touch], mails: Iterable[Mail], now: datetime) -> dict[str, Strip]:
    """The strips of everybody who was in touch, by contact; the newest month stands at the right.

    A touch that a brief has filed is no last touch: it belongs to a talk.
    """
    months: dict[str, list[str]] = {}
    newest: dict[str, tuple[date, str, bool]] = {}
    briefs = {mail.id for mail in mails if mail.kind == "brief"}
    for touch in touches:
        on = local_day(touch.on)
        if on is None or on > now.date():
            continue
        full = touch.full
        last = newest.get(touch.contact)
        if touch.id not in briefs and (last is None or (on, full) >= (last[0], last[2])):
            newest[touch.contact] = (on, touch.kind, full)
        ago = 12 * (now.year - on.year) + now.month - on.month
        if ago < MONTHS:
            strip = months.setdefault(touch.contact, ["."] * MONTHS)
            place = MONTHS - 1 - ago
            strip[place] = "f" if full or strip[place] == "f" else "l"
    empty = "." * MONTHS
    return {
        name: Strip("".join(months.get(name, empty)), on, kind, full)
        for name, (on, kind, full) in newest.items()
    }


def row_of(
    contact: Contact, facts: TouchFacts, plan: Planned | None, strip: Strip | None, now: datetime
) -> TouchRow:
    """The line of one person."""
    today = now.date()
    severity = ""
    if plan is not None:
        late = (today - plan.on).days
        severity = "red" if late > 0 else "amber" if late == 0 else "plain" if late >= -SOON_DAYS else ""
    return TouchRow(
        contact.id,
        visible(contact.name),
        visible(contact.company),
        contact.tier,
        circle_label(contact.tier) if contact.tier else "",
        plan.on.isoformat() if plan else "",
        due_text(plan.on, today) if plan else "",
        severity,
        plan.kind if plan else "",
        why(contact, plan) if plan else _("no next touch"),
        f"{told_day(strip.on, today)} {touch_label(strip.kind)}" if strip else "",
        strip.months if strip else "." * MONTHS,
        contact.snooze_until if contact.snooze_until > today.isoformat() else "",
    )


def due_text(on: date, today: date) -> str:
    """A due day in short words."""
    late = (today - on).days
    if late > 0:
        return ngettext("{count}d late", "{count}d late", late).format(count=late)
    return {0: _("today"), -1: _("tomorrow")}.get(late) or told_day(on, today)


def why(contact: Contact, plan: Planned) -> str:
    """The reason of a touch in a few words."""
    if plan.rest:
        return _("let it rest: light")
    if plan.reason == "event":
        event = next((event for event in contact.events if event.id == plan.event), None)
        return life_event_label(event.kind) if event else ""
    if plan.reason == "promised":
        return _("your word") if plan.action else _("ask again, as they said")
    if plan.reason == "loop":
        return _("their advice is done")
    return kind_label(plan.kind)


def card_of(
    workspace: Workspace, contact: Contact, facts: TouchFacts, plan: Planned | None, now: datetime
) -> TouchCard:
    """The panel of one person."""
    articles = Shelf(workspace.articles.values()).fitting(contact, facts.words)
    kind = plan.kind if plan else "check_in"
    mails = [mail for mail in workspace.mails.values() if mail.contact == contact.id]
    touches = [touch for touch in workspace.touches.values() if touch.contact == contact.id]
    guard = wait(kind, contact, mails, touches, now)
    return TouchCard(
        row_of(contact, facts, plan, strips(touches, mails, now).get(contact.id), now),
        proposal_of(contact, plan, now.date()),
        guard.sentence if guard else "",
        tuple(_facts(contact, facts, now.date())),
        events=tuple(map(event_line, contact.events)),
        articles=tuple(visible(article.title or article.url) for article in articles),
        recent=tuple(_recent(touches, now.date())),
        action=plan.action if plan else "",
        event=plan.event if plan else "",
        article=plan.article if plan else "",
    )


def proposal_of(contact: Contact, plan: Planned | None, today: date) -> str:
    """What to do next with a person, as a sentence."""
    if plan is None:
        return _("Nothing is planned: a circle says how often.")
    if plan.rest:
        return _("Three messages without an answer: let it rest, in the light circle.")
    return _("{kind}, {day}: {why}.").format(
        kind=kind_label(plan.kind), day=due_text(plan.on, today), why=why(contact, plan)
    )


def event_line(event: LifeEvent) -> str:
    """A life event in one line."""
    parts = (
        life_event_label(event.kind),
        event_day(event.on),
        event.text,
        _("private") if event.private else "",
    )
    return visible("  ".join(part for part in parts if part))


def month_of(
    workspace: Workspace,
    plans: Mapping[str, Planned],
    first: date,
    today: date,
    holidays: frozenset[date],
) -> tuple[ComingDay, ...]:
    """The days of the month of ``first``."""
    found: dict[date, list[tuple[str, str, str]]] = {}
    for plan in plans.values():
        contact = workspace.contacts[plan.contact]
        found.setdefault(max(plan.on, today), []).append(
            (contact.id, visible(contact.name), why(contact, plan))
        )
    days = (first.replace(day=number + 1) for number in range(monthrange(first.year, first.month)[1]))
    return tuple(
        ComingDay(
            day.isoformat(),
            is_workday(day, holidays),
            tuple(sorted(found.get(day, ()), key=lambda entry: entry[1].casefold())),
        )
        for day in days
    )


def _facts(contact: Contact, facts: TouchFacts, today: date) -> Iterator[tuple[str, str]]:
    if contact.tier in CIRCLES:
        circle = CIRCLES[contact.tier]
        yield _("Circle"), circle_label(contact.tier)
        if circle.interval:
            days = interval_of(facts)
            told = ngettext("every {count} day", "every {count} days", days).format(count=days)
            if facts.unanswered:
                more = ngettext("{count} unanswered", "{count} unanswered", facts.unanswered)
                told = f"{told} ({more.format(count=facts.unanswered)})"
            yield _("Rhythm"), told
            year = today - timedelta(days=365)
            sent = sum(day > year for day in facts.sent)
            yield _("This year"), _("{count} of {cap} messages").format(count=sent, cap=circle.cap)
    if facts.met_on:
        yield _("Met"), told_day(facts.met_on, today)
    if facts.last_full:
        yield _("Last in touch"), told_day(facts.last_full, today)
    if contact.snooze_until > today.isoformat():
        yield _("Put off to"), told_day(contact.snooze_until, today)
    if contact.follow_up_on:
        yield _("Ask again"), told_day(contact.follow_up_on, today)


def _recent(touches: Iterable[Touch], today: date) -> Iterator[str]:
    newest = sorted(touches, key=lambda touch: (touch.on, touch.id), reverse=True)
    for touch in newest[:RECENT]:
        on = local_day(touch.on)
        side = _("from them") if touch.direction == "in" else ""
        parts = (told_day(on, today) if on else touch.on, touch_label(touch.kind), side, touch.note)
        yield visible("  ".join(part for part in parts if part))
