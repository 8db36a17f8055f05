"""Cards made of actions and insights; what all cards need is looked up once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.domain.action_fields import day
from netx_tui.domain.action_types import short_label, type_label
from netx_tui.domain.actions import OPEN, Action
from netx_tui.domain.ageing import Limits, age_days, age_state, limits_for
from netx_tui.domain.board import home, named_by
from netx_tui.domain.board_filter import BoardFilter, CardFacts, matches
from netx_tui.domain.board_rows import CardRow, LinkRow
from netx_tui.domain.meetings import Insight
from netx_tui.domain.short_dates import short_date
from netx_tui.domain.text import search_key, visible
from netx_tui.domain.timeline_words import insight_label
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.domain.contacts import Contact
    from netx_tui.store.workspace import Workspace

FLAGGED = timedelta(hours=48)
"""An insight that nobody decided about for so long is flagged (R57)."""
SOON = 7
"""Days within which a day is told by its weekday."""


class Drawn(NamedTuple):
    """A card as it was drawn, and all it stands on."""

    stands_on: tuple[object, ...]
    row: CardRow


class Ground(NamedTuple):
    """What cards stand on besides their actions: the day and the like, people and insights by id."""

    world: tuple[object, ...]
    people: Mapping[str, Contact | None]
    learned: Mapping[str, Insight | None]

    def agrees(self, other: Ground) -> bool:
        """Whether a card that stands on both looks the same on both."""
        return (
            self.world == other.world
            and all(other.people.get(name, one) is one for name, one in self.people.items())
            and all(other.learned.get(name, one) is one for name, one in self.learned.items())
        )


class Drawing:
    """Makes rows of documents; what all rows need is looked up once."""

    def __init__(
        self,
        workspace: Workspace,
        now: datetime,
        lanes: str,
        *,
        own: Limits | None,
        known: dict[str, Drawn],
    ) -> None:
        """``own`` are one's own limits of Doing.

        ``known`` keeps cards from one drawing to the next, as long as nothing they stand on changes.
        """
        self._workspace = workspace
        self._now = now
        self._lanes = lanes
        self._known = known
        self._names: dict[str, str] = {}
        self._own = own
        self._world = (now.date(), now.tzinfo, lanes, own)
        self.no_lane = {"person": _("nobody"), "type": _("no type")}.get(lanes, "")

    def person(self, one: Action | Insight) -> str:
        """The name of who recommended it."""
        if isinstance(one, Action) and one.unlinked and not one.contact:
            return _("deleted person")
        known = self._names.get(one.contact)
        if known is None:
            contact = self._workspace.contacts.get(one.contact)
            known = visible(contact.name) if contact else _("deleted person") if one.contact else ""
            self._names[one.contact] = known
        return known

    def ground(self, actions: Sequence[Action]) -> Ground:
        """What the cards of ``actions`` depend on besides the actions themselves."""
        people = dict.fromkeys([action.contact for action in actions])
        learned = dict.fromkeys([name for action in actions for name in action.insights])
        contacts, insights = self._workspace.contacts, self._workspace.insights
        return Ground(
            self._world,
            {name: contacts.get(name) for name in people},
            {name: insights.get(name) for name in learned},
        )

    def age(self, action: Action) -> int:
        """Days for which a card stands in its column."""
        return age_days(action.entered_column_at, self._now)

    def card(self, action: Action) -> CardRow:
        """An action as a card."""
        contact = self._workspace.contacts.get(action.contact)
        insights = tuple(map(self._workspace.insights.get, action.insights)) if action.insights else ()
        stands_on = (action, contact, insights, self._world)
        known = self._known.get(action.id)
        if known is None or known.stands_on != stands_on:
            known = self._known[action.id] = Drawn(stands_on, self._card(action))
        return known.row

    def _card(self, action: Action) -> CardRow:
        person = self.person(action)
        column = home(action)
        done = sum(step.done for step in action.checklist)
        due, due_state = due_words(day(action.due) if column in OPEN else None, self._now.date())
        waiting = ""
        if column == "waiting" and action.waiting_for:
            waiting = _("waiting for {who}").format(who=visible(action.waiting_for))
        label = type_label(action.type) if action.type else ""
        return CardRow(
            action.id,
            visible(action.title) or _("(no title)"),
            type=action.type,
            label=short_label(action.type) if action.type else "",
            column=column,
            person=person.split(" ")[0] if person and action.contact else person,
            due=due,
            due_state=due_state,
            age=days_text(self.age(action)),
            age_state=self._state(action),
            steps=f"{done}/{len(action.checklist)}" if action.checklist else "",
            plan=f"{visible(action.cue)} → {visible(action.step)}" if action.cue and action.step else "",
            waiting=waiting,
            tags=" ".join(f"+{visible(tag)}" for tag in action.tags),
            named_by=named_by(action, self._people_of(action)),
            lane={"person": person, "type": label}.get(self._lanes, ""),
        )

    def insight(self, insight: Insight) -> CardRow:
        """An insight as a card of the inbox."""
        person = self.person(insight)
        label = visible(insight_label(insight.kind))
        return CardRow(
            insight.id,
            visible(insight.text) or _("(no text)"),
            insight=True,
            type=insight.kind,
            label=label,
            person=person.split(" ")[0],
            age=days_text(age_days(insight.captured_at, self._now)),
            flagged=waits_too_long(insight, self._now),
            lane={"person": person, "type": label}.get(self._lanes, ""),
        )

    def links(self, action: Action) -> tuple[LinkRow, ...]:
        """Where an action leads: its insights, the talk, the question, who recommended it."""
        rows: dict[tuple[str, str], LinkRow] = {}
        for name in action.insights:
            insight = self._workspace.insights.get(name)
            if insight:
                text = visible(insight.text)
                rows["insight", name] = LinkRow("insight", name, visible(insight_label(insight.kind)), text)
                rows |= {(link.kind, link.id): link for link in self.links_of(insight)}
        meeting = self._meeting(action.meeting)
        if meeting:
            rows["meeting", meeting.id] = meeting
        if action.contact in self._workspace.contacts:
            rows["contact", action.contact] = LinkRow(
                "contact", action.contact, _("person"), self.person(action)
            )
        rows.pop(("action", action.id), None)
        return tuple(rows.values())

    def links_of(self, insight: Insight) -> tuple[LinkRow, ...]:
        """Where an insight leads: cards made of it, the talk, the question, the person."""
        rows: list[LinkRow] = []
        for action in self._workspace.actions.values():
            if insight.id in action.insights:
                rows.append(LinkRow("action", action.id, _("card"), visible(action.title)))
        meeting = self._meeting(insight.meeting)
        if meeting:
            rows.append(meeting)
            asked = {q.id: q.text for q in self._workspace.meetings[insight.meeting].questions}
            if insight.question in asked:
                text = visible(asked[insight.question])
                rows.append(LinkRow("question", insight.question, _("question"), text))
        if insight.contact in self._workspace.contacts:
            rows.append(LinkRow("contact", insight.contact, _("person"), self.person(insight)))
        return tuple(rows)

    def fits(self, action: Action, wanted: BoardFilter) -> bool:
        """Whether an action fits the filter."""
        if not wanted:
            return True
        contact = self._workspace.contacts.get(action.contact)
        more = (action.notes, action.cue, action.step, action.evidence, action.waiting_for, action.id)
        return matches(
            CardFacts(
                title=search_key(action.title),
                person=search_key(self.person(action)),
                company=search_key(contact.company) if contact else "",
                type=action.type,
                tags=tuple(search_key(tag) for tag in action.tags),
                due=day(action.due),
                today=self._now.date(),
                age_state=self._state(action),
                column=home(action),
                size=action.size,
                text=search_key(" ".join(more)),
            ),
            wanted,
        )

    def insight_facts(self, insight: Insight) -> CardFacts:
        """What a filter looks at in an insight."""
        contact = self._workspace.contacts.get(insight.contact)
        return CardFacts(
            title=search_key(insight.text),
            person=search_key(self.person(insight)),
            company=search_key(contact.company) if contact else "",
            type=insight.kind,
            tags=(),
            due=None,
            today=self._now.date(),
            age_state="red" if waits_too_long(insight, self._now) else "",
            column="inbox",
            size="",
            text=search_key(f"{insight_label(insight.kind)} {insight.id}"),
        )

    def _state(self, action: Action) -> str:
        limits = limits_for(home(action), action.size, self._own)
        return age_state(self.age(action), limits)

    def _people_of(self, action: Action) -> Mapping[str, str]:
        insights = self._workspace.insights
        return {name: insights[name].contact for name in action.insights if name in insights}

    def _meeting(self, meeting_id: str) -> LinkRow | None:
        meeting = self._workspace.meetings.get(meeting_id)
        if meeting is None:
            return None
        contact = self._workspace.contacts.get(meeting.contact)
        when = local_day(meeting.at, self._now.tzinfo) if meeting.at else None
        parts = (visible(contact.name) if contact else "", short_date(when) if when else "")
        told = ", ".join(part for part in parts if part)
        return LinkRow("meeting", meeting_id, _("talk"), told)


def waits_too_long(insight: Insight, now: datetime) -> bool:
    """Whether nobody decided about an insight for 48 hours (R57)."""
    if insight.actionable in ("yes", "no"):
        return False
    try:
        return now - datetime.fromisoformat(insight.captured_at) > FLAGGED
    except (ValueError, TypeError):
        return False


def days_text(days: int) -> str:
    """An age in short; what came today has none."""
    return _("{days}d").format(days=days) if days else ""


def due_words(due: date | None, today: date) -> tuple[str, str]:
    """A due day in short, and how urgent it is."""
    if due is None:
        return "", ""
    days = (due - today).days
    if days < 0:
        return _("{days} d late").format(days=-days), "red"
    if days == 0:
        return _("today"), "amber"
    if days == 1:
        return _("tomorrow"), ""
    told = short_date(due)
    return (told.split(" ")[0] if days < SOON else told.partition(" ")[2]), ""
