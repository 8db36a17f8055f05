"""Meetings: agreed, moved along their path, listed by date; what a person is met for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from netx_tui.domain.agenda import plan_label, readiness
from netx_tui.domain.changes import Change, Create, Delete, Update
from netx_tui.domain.contacts import Contact
from netx_tui.domain.errors import Ambiguous, FieldError, NotFound
from netx_tui.domain.mails.values import starts
from netx_tui.domain.meeting_fields import (
    MEETING_FIELDS,
    TIMED,
    meeting_values,
    read_moment,
    refuse_past,
)
from netx_tui.domain.meeting_path import (
    check_new,
    missing_label,
    missing_to_close,
    person_after,
    status_label,
)
from netx_tui.domain.meetings import USUAL, Meeting
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.talk_rows import TalkRow
from netx_tui.domain.text import visible
from netx_tui.i18n import _
from netx_tui.services.editing import field_names
from netx_tui.services.finding import SHORTEST_PREFIX, contact_of, find_contact
from netx_tui.services.talk_status import change_status, meeting_of, person_of

if TYPE_CHECKING:
    from netx_tui.formats.ical import FoundMeeting
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.staging import Bases
    from netx_tui.store.workspace import Workspace

GOING_ON, TO_FINISH, TO_COME, UNDATED, OVER = range(5)
_GROUPS = {"live": GOING_ON, "held": TO_FINISH, "scheduled": TO_COME, "draft": UNDATED}


class Talks:
    """The verbs around meetings on ``workspace``; ``ranking`` gives the order of the moment."""

    def __init__(
        self, workspace: Workspace, clock: Callable[[], datetime], *, ranking: Callable[[], Ranking]
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._ranking = ranking

    # -- reading ---------------------------------------------------------------------------------

    def find(self, name: str) -> str:
        """The id of the meeting meant: its id, the beginning of one, or a person with a single open talk.

        Raises ``NotFound`` or ``Ambiguous``.
        """
        meetings = self._workspace.meetings
        if name in meetings:
            return name
        found = [key for key in meetings if key.startswith(name)] if len(name) >= SHORTEST_PREFIX else []
        if not found:
            found = self._of_person(name)
        if len(found) > 1:
            listed = ", ".join(f"{key} ({self.row(key).name}, {self.row(key).when})" for key in found)
            raise Ambiguous(
                _("'{name}' can mean several talks: {candidates}. Use the id.").format(
                    name=name, candidates=listed
                )
            )
        return found[0]

    def _of_person(self, name: str) -> list[str]:
        try:
            contact = find_contact(self._workspace, name)
        except NotFound:
            raise NotFound(
                _("There is no talk '{name}'. `netx meeting list` shows them.").format(name=name)
            ) from None
        theirs = [meeting for meeting in self._workspace.meetings.values() if meeting.contact == contact]
        still = [meeting for meeting in theirs if meeting.status in _GROUPS] or theirs
        if not still:
            raise NotFound(
                _("There is no talk with {name} yet. `netx meeting add` makes one.").format(
                    name=self._workspace.contacts[contact].name
                )
            )
        return [meeting.id for meeting in still]

    def meeting(self, meeting_id: str) -> Meeting:
        """The meeting; raises ``NotFound`` when it is gone."""
        return meeting_of(self._workspace, meeting_id)

    def person(self, meeting_id: str) -> Contact:
        """Who the meeting is with; raises ``NotFound``."""
        return person_of(self._workspace, meeting_id)

    def name_of(self, contact_id: str) -> str:
        """The name of a person; raises ``NotFound`` when they are gone."""
        return self._contact(contact_id).name

    def people(self) -> tuple[tuple[str, str], ...]:
        """Everybody one may talk to: id and name, those on the path first."""
        ranked = [person.contact for person in self._ranking().ordered]
        listed = sorted(ranked, key=lambda contact: contact.stage in ("lead", "parked", "declined"))
        return tuple(
            (
                contact.id,
                ", ".join(part for part in (visible(contact.name), visible(contact.company)) if part),
            )
            for contact in listed
            if contact.stage != "archived"
        )

    def rows(self) -> tuple[TalkRow, ...]:
        """All meetings: going on, to be finished, to come, without a date; then those that are over."""
        rows = [self.row(meeting_id) for meeting_id in self._workspace.meetings]
        ahead = sorted(
            (row for row in rows if row.group != OVER), key=lambda row: (row.group, row.at, row.id)
        )
        over = sorted(
            (row for row in rows if row.group == OVER), key=lambda row: (row.at, row.id), reverse=True
        )
        return (*ahead, *over)

    def row(self, meeting_id: str) -> TalkRow:
        """One line of the list; raises ``NotFound``."""
        meeting = self.meeting(meeting_id)
        contact = self._workspace.contacts.get(meeting.contact)
        return TalkRow(
            meeting.id,
            meeting.contact,
            visible(contact.name) if contact else _("deleted person"),
            visible(contact.company) if contact else "",
            meeting.at,
            self.when(meeting),
            meeting.minutes,
            meeting.status,
            status_label(meeting.status),
            readiness(meeting).value,
            _todo(meeting),
            _GROUPS.get(meeting.status, OVER),
        )

    def when(self, meeting: Meeting) -> str:
        """Day and hour on the meeting's own clock, with its zone where that differs from the user's."""
        begin = starts(meeting)
        if begin is None:
            return _("no date yet")
        now = self._clock()
        told = short_moment(begin, now.date())
        if begin.utcoffset() != begin.astimezone(now.tzinfo).utcoffset():
            told += f" {visible(meeting.zone or 'UTC')}"
        return told

    def shown(self, meeting_id: str) -> dict[str, Any]:
        """Every field of a meeting (``cli.md``), lists of objects as lists, with its readiness."""
        meeting = self.meeting(meeting_id)
        contact = self._workspace.contacts.get(meeting.contact)
        ready = readiness(meeting)
        return {
            **self._workspace.documents("meetings")[meeting_id],
            **meeting._asdict(),
            "sources": [source._asdict() for source in meeting.sources],
            "questions": [question._asdict() for question in meeting.questions],
            "captures": [capture._asdict() for capture in meeting.captures],
            "waived": dict(meeting.waived),
            "name": contact.name if contact else "",
            "ready": ready.value,
            "missing": list(ready.missing),
        }

    # -- changing --------------------------------------------------------------------------------

    def add(
        self,
        contact_id: str,
        values: Mapping[str, str],
        *,
        held: bool = False,
        found: FoundMeeting | None = None,
    ) -> str:
        """A talk with somebody, from typed values; without a time it is a draft. Returns its id.

        ``held`` notes one that took place already; ``found`` is the event of a calendar file that gives what
        was not typed. Raises ``FieldError``, ``RuleRefused`` and ``NotFound``.
        """
        contact, now = self._contact(contact_id), self._clock()
        check_new(contact, self._ranking().person(contact_id).standing.band == "X")
        fields: dict[str, Any] = {"minutes": USUAL} if found is None else _from_calendar(found)
        fields |= self._new_fields(values, now, held)
        if fields.get("at"):
            moment = datetime.fromisoformat(fields["at"])
            if held and moment > now:
                raise FieldError(_("That time is still to come."), field="at")
            if not held and found is not None:
                refuse_past(moment, now)
        status = "held" if held else "scheduled" if fields.get("at") else "draft"
        meeting_id = self._workspace.new_id("meetings")
        known = {name: value for name, value in fields.items() if value not in (None, "")}
        changes: list[Change] = [
            Create("meetings", meeting_id, {"contact": contact_id, "status": status, **known})
        ]
        changes += self._person_changes(contact, status, now, meeting_id, known.get("at", ""))
        self._workspace.apply(changes, _("planned a talk with {name}").format(name=contact.name))
        return meeting_id

    def _new_fields(self, values: Mapping[str, str], now: datetime, held: bool) -> dict[str, Any]:
        typed = {name: text for name, text in values.items() if text.strip() and name not in ("at", "zone")}
        blank = Meeting("", status="draft")
        fields = meeting_values(typed, blank, now)
        zone = values.get("zone", "").strip()
        if zone:
            fields |= meeting_values({"zone": zone}, blank, now)
        text = values.get("at", "")
        if text.strip() or held:
            if held:
                moment, name = self._past_moment(text, zone, now) if text.strip() else (now, "")
            else:
                moment, name = read_moment(text, fields.get("zone") or "", now)
                refuse_past(moment, now)
            fields |= {"at": moment.astimezone(UTC).isoformat(timespec="seconds"), "zone": name}
        return fields

    def _past_moment(self, text: str, zone: str, now: datetime) -> tuple[datetime, str]:
        from netx_tui.domain.when import read_when
        from netx_tui.domain.zones import name_of, zone_named

        own = zone_named(zone) if zone else now.tzinfo or UTC
        when = read_when(text, now.astimezone(own), ahead=False)
        moment = when.moment(own) or datetime.combine(when.day, now.astimezone(own).time(), own)
        return moment, zone or name_of(own, moment)

    def _person_changes(
        self, contact: Contact, status: str, now: datetime, meeting_id: str, at: str
    ) -> list[Change]:
        from netx_tui.domain.meeting_path import circle_after

        person = person_after(contact, status, now, circle=circle_after(self.score(contact.id), 0))
        changes: list[Change] = [Update("contacts", contact.id, person)] if person else []
        if status == "held":
            day = datetime.fromisoformat(at).astimezone(now.tzinfo).date()
            touch = {"contact": contact.id, "on": day.isoformat(), "kind": "meeting", "direction": "out"}
            changes.append(
                Create("touches", self._workspace.new_id("touches"), {**touch, "meeting": meeting_id})
            )
        return changes

    def set_fields(self, meeting_id: str, values: Mapping[str, str], *, based_on: Bases | None = None) -> int:
        """Set typed values on a meeting; returns how many documents changed.

        Raises ``FieldError`` and ``NotFound``.
        """
        meeting, contact = self.meeting(meeting_id), self.person(meeting_id)
        fields = meeting_values(values, meeting, self._clock())
        timed = [
            name for name in TIMED if name in fields and fields[name] != (getattr(meeting, name) or None)
        ]
        if timed and meeting.status == "scheduled":
            fields["sequence"] = meeting.sequence + 1
        label = _("changed {fields} of the talk with {name}").format(
            fields=field_names(values, MEETING_FIELDS), name=contact.name
        )
        changes: list[Change] = [Update("meetings", meeting_id, fields)]
        if meeting.status == "draft" and fields.get("at"):
            fields["status"] = "scheduled"
            changes += self._person_changes(contact, "scheduled", self._clock(), meeting_id, "")
        return self._workspace.apply(changes, label, based_on=based_on).changed

    def set_status(self, meeting_id: str, status: str) -> str:
        """Move a meeting along its path, the person with it; returns a sentence.

        Raises ``RuleRefused`` and ``NotFound``.
        """
        score = self.score(self.meeting(meeting_id).contact)
        return change_status(self._workspace, meeting_id, status, self._clock(), score=score)

    def delete(self, meeting_id: str) -> str:
        """Delete a meeting with its insights; returns a sentence. The person stays where they are."""
        name = self.row(meeting_id).name
        changes: list[Change] = [Delete("meetings", meeting_id)]
        changes += [
            Delete("insights", insight.id)
            for insight in self._workspace.insights.values()
            if insight.meeting == meeting_id
        ]
        self._workspace.apply(changes, _("deleted the talk with {name}").format(name=name))
        return _("Deleted the talk with {name}.").format(name=name)

    def calendar(self, meeting_ids: Sequence[str]) -> bytes:
        """These meetings as a calendar file; those without a time are left out."""
        from netx_tui.formats.ical import entry_for, write_calendar

        stamp = self._clock()
        entries = [
            entry_for(self.meeting(name), self.row(name).name, stamp)
            for name in meeting_ids
            if self.meeting(name).status != "draft"
        ]
        return write_calendar([entry for entry in entries if entry is not None])

    # -- inside ----------------------------------------------------------------------------------

    def _contact(self, contact_id: str) -> Contact:
        return contact_of(self._workspace, contact_id)

    def score(self, contact_id: str) -> int:
        """The score of a person now; 0 for somebody who is gone."""
        if contact_id not in self._workspace.contacts:
            return 0
        return self._ranking().person(contact_id).standing.score


def _todo(meeting: Meeting) -> str:
    """What is missing before the talk, or what is to be done after it."""
    if meeting.status == "held":
        missing = [missing_label(name) for name in missing_to_close(meeting)]
        return ", ".join(missing) if missing else _("close it")
    if meeting.status in ("scheduled", "draft"):
        return ", ".join(plan_label(name) for name in readiness(meeting).missing)
    return status_label(meeting.status)


def _from_calendar(found: FoundMeeting) -> dict[str, Any]:
    """What an event of a calendar file says of a meeting; its length within what netx plans."""
    from netx_tui.domain.meetings import LONGEST, SHORTEST

    return {
        "at": found.begin.astimezone(UTC).isoformat(timespec="seconds"),
        "zone": found.zone,
        "minutes": max(SHORTEST, min(found.minutes, LONGEST)),
        "place": found.place,
        "topic": found.title,
        "uid": found.uid,
        "sequence": found.sequence,
    }
