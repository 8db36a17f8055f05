"""What becomes of the notes of a talk: insights, people, promises, openings, life events, actions."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from netx_tui.domain.action_fields import checklist_of
from netx_tui.domain.action_guess import CALLED
from netx_tui.domain.action_types import type_of
from netx_tui.domain.agenda import is_core
from netx_tui.domain.captures import life_event_of, opening_of, promise_of, referral_of
from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.contacts import Contact
from netx_tui.domain.meetings import Capture, Meeting, Question
from netx_tui.domain.ranks import placed
from netx_tui.domain.text import clean_line, clean_text, same_name, search_key
from netx_tui.domain.touch.circles import CIRCLES
from netx_tui.domain.workdays import NO_HOLIDAYS, next_workday, stored_moment
from netx_tui.i18n import _

NOT_FILED = ("answer", "follow_up")
"""Notes that belong to the agenda, whose questions hold them already."""

NewId = Callable[[str], str]


class Filing:
    """Makes documents of the notes of one meeting, in the order in which they were taken."""

    def __init__(
        self,
        meeting: Meeting,
        contact: Contact,
        now: datetime,
        *,
        new_id: NewId,
        people: Iterable[Contact],
        actions: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self._meeting = meeting
        self._contact = contact
        self._now = now
        self._new_id = new_id
        self._people = {same_name(person.name): person for person in people}
        self._ranks = {
            column: {
                name: str(action.get("rank", ""))
                for name, action in actions.items()
                if action.get("column") == column
            }
            for column in ("inbox", "next", "waiting")
        }

    def changes(self) -> list[Change]:
        """Everything that is made of the notes that were not filed yet."""
        made: list[Change] = []
        for capture in self._meeting.captures:
            if capture.filed or capture.kind in NOT_FILED or not capture.text.strip():
                continue
            name, changes = self._file(capture)
            made += changes
            made.append(Update("meetings", self._meeting.id, {f"captures.{capture.id}.filed": name}))
        return made

    def _file(self, capture: Capture) -> tuple[str, list[Change]]:
        makers: Mapping[str, Callable[[Capture], tuple[str, list[Change]]]] = {
            "referral": self._referral,
            "promise": self._promise,
            "opening": self._opening,
            "life_event": self._life_event,
            "action": self._action,
        }
        return makers.get(capture.kind, self._insight)(capture)

    def _insight(self, capture: Capture) -> tuple[str, list[Change]]:
        kind = {"quote": "quote", "book": book_kind(capture.text)}.get(capture.kind, "fact")
        fields = {
            "meeting": self._meeting.id,
            "contact": self._contact.id,
            "text": clean_text(capture.text),
            "kind": kind,
            "actionable": "undecided",
            "captured_at": capture.at or self._now.isoformat(timespec="seconds"),
            "question": capture.question,
            "source": capture.id,
            "from_memory": kind == "quote" and capture.after,
        }
        name = self._new_id("insights")
        return name, [Create("insights", name, {key: value for key, value in fields.items() if value})]

    def _referral(self, capture: Capture) -> tuple[str, list[Change]]:
        said = referral_of(capture.text)
        known = self._people.get(same_name(said.name))
        if known is not None:
            fields = {} if known.referral_by else {"referral_by": self._contact.id}
            return known.id, [Update("contacts", known.id, fields)] if fields else []
        name = self._new_id("contacts")
        note = {
            "yes": _("{name} said that I may use their name."),
            "no": _("{name} does not want to be named."),
        }.get(said.may_name, "")
        fields = {
            "name": clean_line(said.name),
            "company": clean_line(said.company),
            "stage": "lead",
            "referral_by": self._contact.id,
            "source": _("referral"),
            "notes": note.format(name=self._contact.name),
        }
        return name, [Create("contacts", name, {key: value for key, value in fields.items() if value})]

    def _promise(self, capture: Capture) -> tuple[str, list[Change]]:
        said = promise_of(capture.text, self._when(capture))
        if said.mine:
            return self._new_action(said.text, "promise", "next" if said.on else "inbox", {"due": said.on})
        waiting = {"waiting_for": self._contact.name, "nudge_on": said.on, "due": said.on}
        return self._new_action(said.text, "promise", "waiting", waiting)

    def _opening(self, capture: Capture) -> tuple[str, list[Change]]:
        said = opening_of(capture.text, self._when(capture))
        return self._new_action(said.text, "opening_watch", "next" if said.on else "inbox", {"due": said.on})

    def _life_event(self, capture: Capture) -> tuple[str, list[Change]]:
        said = life_event_of(capture.text, self._when(capture))
        name = f"e{self._new_id('events')[1:]}"
        fields = {
            "kind": said.kind,
            "on": said.on,
            "text": said.text,
            "source": _("said in the talk"),
            "private": True,
            "rank": f"{len(self._contact.events) + 1:06d}",
        }
        known = {key: value for key, value in fields.items() if value}
        return name, [Update("contacts", self._contact.id, {f"events.{name}": known})]

    def _action(self, capture: Capture) -> tuple[str, list[Change]]:
        return self._new_action(clean_line(capture.text), "", "inbox", {})

    def _new_action(
        self, title: str, kind: str, column: str, more: Mapping[str, str]
    ) -> tuple[str, list[Change]]:
        name = self._new_id("actions")
        ranks = self._ranks[column]
        order = sorted(ranks, key=lambda other: (ranks[other], other))
        moved = placed(ranks, order, name, 0)
        ranks |= moved
        fields = {
            "title": clean_line(title),
            "type": kind,
            "contact": self._contact.id,
            "meeting": self._meeting.id,
            "column": column,
            "entered_column_at": self._now.isoformat(timespec="seconds"),
            "checklist": checklist_of(kind),
            "size": type_of(kind).size if kind else "",
            **more,
            "rank": ranks[name],
        }
        changes: list[Change] = [
            Update("actions", other, {"rank": rank}) for other, rank in moved.items() if other != name
        ]
        return name, [
            *changes,
            Create("actions", name, {key: value for key, value in fields.items() if value}),
        ]

    def _when(self, capture: Capture) -> datetime:
        """The moment at which it was said, by which its days are read; on the clock of now."""
        said = stored_moment(capture.at)
        return said.astimezone(self._now.tzinfo) if said else self._now


def book_kind(text: str) -> str:
    """Whether a title that was named is a book, a course, a certificate or an article."""
    if "http" in text:
        return "article"
    words = set(re.findall(r"[a-z]+", search_key(text)))
    return next((kind for kind, known in CALLED.items() if words & known), "book")


def open_musts(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The musts that nobody asked: to be asked by mail, or dropped."""
    return tuple(q for q in questions if q.priority == "must" and is_core(q) and q.state == "open")


def next_contact_by(circle: str, met: date) -> date | None:
    """The day of the next touch after a talk on ``met``, as the circle says; ``None``: no care."""
    days = CIRCLES[circle].interval if circle in CIRCLES else 0
    return next_workday(met + timedelta(days=days), NO_HOLIDAYS) if days else None
