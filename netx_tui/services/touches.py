"""Staying in touch: who is due and why, what to send, notes of contacts, circles, life events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.changes import Change, Update
from netx_tui.domain.contacts import EVENT_KINDS, TIERS, Contact
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.short_dates import short_date
from netx_tui.domain.stages import changed
from netx_tui.domain.text import clean_line, search_key, visible
from netx_tui.domain.touch.cadence import interval_of, is_dormant
from netx_tui.domain.touch.circles import CIRCLES, circle_label
from netx_tui.domain.touch.facts import Past, TouchFacts, gather
from netx_tui.domain.touch.planning import Planned, planned
from netx_tui.domain.touch.touch_filter import TouchSubject, read_touch_filter
from netx_tui.i18n import _, ngettext
from netx_tui.services.finding import contact_of
from netx_tui.services.touching import Touching

if TYPE_CHECKING:
    from netx_tui.domain.touch.rows import ComingDay, TouchCard, TouchRow
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.workspace import Workspace

SEVERITIES = ("red", "amber", "plain", "")


class Standing(NamedTuple):
    """Facts and plans of everybody, at one version of the data and on one day."""

    facts: Mapping[str, TouchFacts]
    plans: Mapping[str, Planned]


class Touches:
    """The verbs around staying in touch on ``workspace``; ``ranking`` gives the order of the moment."""

    def __init__(
        self, workspace: Workspace, clock: Callable[[], datetime], ranking: Callable[[], Ranking]
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._ranking = ranking
        self._known: tuple[tuple[object, ...], Standing] = ((), Standing({}, {}))

    # -- reading ---------------------------------------------------------------------------------

    def standing(self) -> Standing:
        """Facts and plans of everybody one stays in touch with; found anew when data or day change."""
        now = self._clock()
        ranking = self._ranking()
        stands_on = (ranking, self._workspace.version, now.date(), now.tzinfo)
        if self._known[0] != stands_on:
            self._known = (stands_on, standing_of(self._workspace, ranking, now))
        return self._known[1]

    def rows(self, query: str = "") -> tuple[TouchRow, ...]:
        """Everybody in a circle, or with something due, who fits ``query``: what presses most first.

        Raises ``FieldError`` for a query that makes no sense.
        """
        from netx_tui.services.touch_drawing import row_of, strips

        wanted = read_touch_filter(query)
        facts, plans = self.standing()
        now = self._clock()
        drawn = strips(self._workspace.touches.values(), self._workspace.mails.values(), now)
        found = []
        for name in facts:
            contact = self._workspace.contacts[name]
            plan = plans.get(name)
            if plan is None and contact.tier in ("", "none"):
                continue
            if all(test(self._subject(contact, facts[name], plan, now.date())) for test in wanted):
                found.append(row_of(contact, facts[name], plan, drawn.get(name), now))
        found.sort(key=lambda row: (SEVERITIES.index(row.severity), row.due or "9999", row.name.casefold()))
        return tuple(found)

    def card(self, contact_id: str) -> TouchCard:
        """Everything about staying in touch with one person; raises ``NotFound``."""
        from netx_tui.services.touch_drawing import card_of

        contact = self._contact(contact_id)
        facts, plans = self.standing()
        theirs = facts.get(contact_id) or TouchFacts(contact_id, contact.tier)
        return card_of(self._workspace, contact, theirs, plans.get(contact_id), self._clock())

    def month(self, first: date) -> tuple[ComingDay, ...]:
        """The days of the month of ``first`` with who is due on each; what is overdue stands on today."""
        from netx_tui.services.touch_drawing import month_of

        plans = self.standing().plans
        return month_of(self._workspace, plans, first, self._clock().date(), self._ranking().holidays)

    def next_due(self) -> tuple[str, str]:
        """Who comes next after today: day and name, both empty where nobody does."""
        today = self._clock().date()
        plans = (plan for plan in self.standing().plans.values() if plan.on > today)
        first = min(plans, key=lambda plan: (plan.on, plan.contact), default=None)
        if first is None:
            return "", ""
        return short_date(first.on), visible(self._workspace.contacts[first.contact].name)

    def _subject(
        self, contact: Contact, facts: TouchFacts, plan: Planned | None, today: date
    ) -> TouchSubject:
        anchor = facts.last_full or facts.met_on
        silent = (today - anchor).days if anchor else None
        interval = interval_of(facts)
        return TouchSubject(
            text=search_key(f"{contact.name} {contact.company} {contact.title} {' '.join(contact.tags)}"),
            tier=contact.tier or "none",
            due=plan.on if plan else None,
            today=today,
            silent=silent,
            ratio=silent / interval if silent is not None and interval else None,
            dormant=contact.stage == "dormant",
            snoozed=contact.snooze_until > today.isoformat(),
        )

    # -- changing --------------------------------------------------------------------------------

    def log(
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
        """Note a contact point; returns a sentence that tells when the next one is.

        Raises ``FieldError`` and ``NotFound``.
        """
        Touching(self._workspace, self._clock).add(
            contact_id,
            kind,
            on=on,
            channel=channel,
            incoming=incoming,
            answer=answer,
            note=note,
            give=give,
        )
        plan = self.standing().plans.get(contact_id)
        name = visible(self._contact(contact_id).name)
        if plan is None:
            return _("Noted for {name}.").format(name=name)
        return _("Noted for {name}. Next: {day}.").format(name=name, day=short_date(plan.on))

    def snooze(self, ids: Sequence[str], until: date | None) -> str:
        """Let people sleep until a day, or wake them; returns a sentence. Raises ``NotFound``."""
        if until is not None and until <= self._clock().date():
            raise FieldError(_("That day is not to come."), field="snooze_until")
        told = until.isoformat() if until else None
        self._change(ids, {"snooze_until": told}, _("put off {who}") if until else _("woke {who}"))
        if until is None:
            return _("{who}: awake.").format(who=self._who(ids))
        return _("{who}: put off to {day}.").format(who=self._who(ids), day=short_date(until))

    def set_circle(self, ids: Sequence[str], tier: str) -> str:
        """Put people into a circle; returns a sentence. Raises ``FieldError`` and ``NotFound``."""
        if tier not in TIERS:
            raise FieldError(_("A circle is one of: {known}.").format(known=", ".join(TIERS)), field="tier")
        self._change(ids, {"tier": tier}, _("changed the circle of {who}"))
        room = CIRCLES[tier].room
        count = sum(contact.tier == tier for contact in self._workspace.contacts.values())
        told = _("{who}: {circle}.").format(who=self._who(ids), circle=circle_label(tier))
        if room and count > room:
            more = _("That makes {count} of about {room} this circle has room for.")
            told += " " + more.format(count=count, room=room)
        return told

    def add_event(
        self, contact_id: str, kind: str, on: str, *, text: str = "", source: str = "", private: bool = True
    ) -> str:
        """Keep a life event, ``on`` a day or ``--MM-DD``; returns a sentence. Raises ``FieldError``."""
        contact = self._contact(contact_id)
        if kind not in EVENT_KINDS:
            raise FieldError(
                _("An event is one of: {known}.").format(known=", ".join(EVENT_KINDS)), field="kind"
            )
        from netx_tui.store.records import next_rank

        document = self._workspace.documents("contacts")[contact_id]
        fields = {
            "kind": kind,
            "on": _event_day(on, self._clock()),
            "text": clean_line(text),
            "source": clean_line(source),
            "private": private,
            "rank": next_rank(document.get("events")),
        }
        name = f"e{self._workspace.new_id('events')[1:]}"
        known = {key: value for key, value in fields.items() if value != ""}
        label = _("noted an event of {name}").format(name=contact.name)
        self._workspace.apply([Update("contacts", contact_id, {f"events.{name}": known})], label)
        return _("Noted for {name}.").format(name=visible(contact.name))

    def remove_event(self, contact_id: str, event_id: str) -> str:
        """Forget a life event; returns a sentence. Raises ``NotFound``."""
        contact = self._contact(contact_id)
        if all(event.id != event_id for event in contact.events):
            raise NotFound(_("That event is no longer there."))
        label = _("removed an event of {name}").format(name=contact.name)
        self._workspace.apply([Update("contacts", contact_id, {f"events.{event_id}": None})], label)
        return _("Removed.")

    def fall_dormant(self) -> int:
        """Move everybody to *dormant* who was not in touch for too long, as one step; how many they were."""
        changes = self.dormant_due(self._clock())
        if changes:
            label = ngettext("{count} person fell dormant", "{count} people fell dormant", len(changes))
            self._workspace.apply(changes, label.format(count=len(changes)))
        return len(changes)

    def dormant_due(self, now: datetime) -> list[Change]:
        """What moves those to *dormant* who were in touch, and are not any more (``is_dormant``)."""
        contacts = self._workspace.contacts
        return [
            Update("contacts", name, changed(contacts[name], "dormant", now, cause="time"))
            for name, facts in self.standing().facts.items()
            if contacts[name].stage == "in_touch" and is_dormant(facts, now.date())
        ]

    # -- inside ----------------------------------------------------------------------------------

    def _change(self, ids: Sequence[str], fields: Mapping[str, str | None], label: str) -> None:
        changes = [Update("contacts", self._contact(name).id, dict(fields)) for name in ids]
        self._workspace.apply(changes, label.format(who=self._who(ids)))

    def _who(self, ids: Sequence[str]) -> str:
        if len(ids) == 1:
            return visible(self._contact(ids[0]).name)
        return ngettext("{count} person", "{count} people", len(ids)).format(count=len(ids))

    def _contact(self, contact_id: str) -> Contact:
        return contact_of(self._workspace, contact_id)


def standing_of(workspace: Workspace, ranking: Ranking, now: datetime) -> Standing:
    """Facts and plans of everybody at ``now``."""
    happened = Past(
        workspace.touches.values(),
        workspace.mails.values(),
        workspace.meetings.values(),
        workspace.actions.values(),
        workspace.insights.values(),
    )
    contacts = workspace.contacts
    facts = gather(contacts.values(), happened, now.date(), now.tzinfo)
    scores = {name: ranking.person(name).standing.score for name in facts}
    plans = planned(
        contacts,
        facts,
        workspace.articles.values(),
        scores,
        today=now.date(),
        holidays=ranking.holidays,
    )
    return Standing(facts, plans)


def _event_day(text: str, now: datetime) -> str:
    """``--MM-DD`` as it stands (also typed ``12-13`` or ``13.12.``), any other day as it is read."""
    from netx_tui.domain.touch.cadence import yearly
    from netx_tui.domain.when import read_when

    typed = clean_line(text)
    if typed.startswith("--"):
        if yearly(typed, 2024) is None:
            told = _("'{text}' is no day; write it like 13.12. or --12-13.").format(text=typed)
            raise FieldError(told, field="on")
        return typed
    return read_when(typed, now, field="on", ahead=False).day.isoformat()
