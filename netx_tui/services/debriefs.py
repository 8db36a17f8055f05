"""After a talk: its notes become insights and promises, the next contact is set, the talk is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from sys import maxsize
from typing import TYPE_CHECKING, Any, NamedTuple

from netx_tui.domain.captures import (
    NOT_SAID,
    capture_label,
    life_event_of,
    opening_of,
    promise_of,
    referral_of,
    words_of,
)
from netx_tui.domain.changes import Change, Update
from netx_tui.domain.contacts import TIERS, Contact
from netx_tui.domain.debrief import NOT_FILED, Filing, next_contact_by, open_musts
from netx_tui.domain.errors import FieldError, NotFound, RuleRefused
from netx_tui.domain.fields import within
from netx_tui.domain.mails.values import ends
from netx_tui.domain.meeting_path import NEVER, WAIVABLE, circle_after, missing_to_close, step
from netx_tui.domain.meetings import CAPTURES, Capture, Meeting, Question
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.talk_rows import TalkRow
from netx_tui.domain.text import LINE_LIMIT, clean_line, clean_text, visible
from netx_tui.domain.when import read_when
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _, ngettext
from netx_tui.services.talk_status import COUNTED_AS_INSIGHTS, meeting_of, person_of

if TYPE_CHECKING:
    from netx_tui.services.talks import Talks
    from netx_tui.store.workspace import Workspace


class NoteRow(NamedTuple):
    """One note of a talk, and how it was understood; ``filed`` once something was made of it."""

    id: str
    kind: str
    label: str
    text: str
    means: str
    filed: bool


class DebriefView(NamedTuple):
    """What came out of a talk, and what stands before it is closed."""

    row: TalkRow
    notes: tuple[NoteRow, ...]
    open_musts: tuple[tuple[str, str], ...]
    circle: str
    next_contact: str
    debriefed: bool
    thanked: bool
    missing: tuple[str, ...]


class Debriefs:
    """The verbs of what comes after a talk on ``workspace``."""

    def __init__(self, workspace: Workspace, talks: Talks, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._talks = talks
        self._clock = clock

    def view(self, meeting_id: str) -> DebriefView:
        """What came out of the talk so far; raises ``NotFound``."""
        meeting, contact = self._both(meeting_id)
        circle = contact.tier or self._circle(meeting)
        return DebriefView(
            self._talks.row(meeting_id),
            tuple(self._note(capture) for capture in meeting.captures if capture.kind not in NOT_FILED),
            tuple((question.id, visible(question.text)) for question in open_musts(meeting.questions)),
            circle,
            _planned(meeting) or self._usual_day(meeting, circle),
            bool(meeting.debriefed_at),
            bool(meeting.thanked_at) or "thank_you" in meeting.waived,
            missing_to_close(meeting),
        )

    def note(self, meeting_id: str, kind: str, text: str) -> str:
        """Write down something more of the talk, from memory; returns the id of the note.

        Raises ``FieldError`` for no text, too much of it, or an unknown kind.
        """
        words = words_of(text)
        if kind not in CAPTURES:
            raise FieldError(_("A note is one of: {kinds}.").format(kinds=", ".join(CAPTURES)), field="kind")
        meeting, contact = self._both(meeting_id)
        name = f"c{self._workspace.new_id('captures')[1:]}"
        fields = {
            "kind": kind,
            "text": words,
            "at": self._now_text(),
            "after": True,
            "rank": f"{len(meeting.captures) + 1:06d}",
        }
        label = _("noted about the talk with {name}: {kind}").format(
            name=contact.name, kind=capture_label(kind)
        )
        self._workspace.apply([Update("meetings", meeting_id, {f"captures.{name}": fields})], label)
        return name

    def change_note(self, meeting_id: str, note_id: str, text: str) -> None:
        """Change the words of a note that was not filed yet; no words remove it.

        Raises ``NotFound``, ``FieldError`` and ``RuleRefused``.
        """
        capture = self._capture(meeting_id, note_id)
        if capture.filed:
            raise RuleRefused(_("That note was filed already; change what was made of it."), rule="filed")
        words = words_of(text) if clean_text(text) else ""
        path = f"captures.{note_id}"
        fields: dict[str, Any] = {f"{path}.text": words} if words else {path: None}
        label = _("changed a note of the talk with {name}").format(name=self._both(meeting_id)[1].name)
        self._workspace.apply([Update("meetings", meeting_id, fields)], label)

    def complete(
        self, meeting_id: str, *, circle: str = "", next_contact: str = "", open_musts: str = "defer"
    ) -> str:
        """File the notes, set circle and next contact, put off or drop the open musts; returns a sentence.

        ``circle`` and ``next_contact`` (a day as typed, or ``no``) are the usual ones unless given. It is all
        one step. Raises ``FieldError`` and ``RuleRefused``.
        """
        meeting, contact = self._both(meeting_id)
        if not meeting.held:
            raise RuleRefused(_("The talk was not held yet."), rule="R56")
        circle = self._read_circle(circle or contact.tier or self._circle(meeting))
        day, typed = self._read_next(next_contact, meeting, circle)
        filed = self._filing(meeting, contact).changes()
        state = "deferred" if open_musts == "defer" else "dropped"
        fields: dict[str, Any] = {
            f"questions.{question.id}.state": state for question in _open(meeting.questions)
        }
        fields |= {"debriefed_at": meeting.debriefed_at or self._now_text(), "next_contact": day}
        person: dict[str, Any] = {"tier": circle}
        if typed and day != NEVER:
            person["follow_up_on"] = day
        changes: list[Change] = [
            *filed,
            Update("meetings", meeting_id, fields),
            Update("contacts", contact.id, person),
        ]
        label = _("debriefed the talk with {name}").format(name=contact.name)
        self._workspace.apply(changes, label)
        count = sum(isinstance(change, Update) and change.table == "meetings" for change in filed)
        told = ngettext("{count} note is filed.", "{count} notes are filed.", count).format(count=count)
        if day == NEVER:
            return f"{told} " + _("No next contact is planned.")
        return f"{told} " + _("Next contact: {day}.").format(day=told_day(day, self._clock().date()))

    def close(self, meeting_id: str, waive: Sequence[str] = (), reason: str = "") -> str:
        """Close the talk; ``waive`` names what is left out, for which a ``reason`` is kept.

        Returns a sentence; raises ``RuleRefused`` while something is missing (R46), and ``FieldError``.
        """
        meeting, contact = self._both(meeting_id)
        why = within(clean_line(reason, maxsize), LINE_LIMIT, _("The reason"), "reason")
        for name in waive:
            if name not in WAIVABLE:
                raise FieldError(
                    _("Only this can be left out: {known}.").format(known=", ".join(WAIVABLE)), field="waive"
                )
            if not why:
                raise FieldError(_("Say why that is left out."), field="reason")
        waived = {**meeting.waived, **dict.fromkeys(waive, why)}
        now = self._clock()
        changes = step(meeting._replace(waived=waived), contact, "closed", now)
        changes.append(
            Update("meetings", meeting_id, {f"waived.{name}": text for name, text in waived.items()})
        )
        self._workspace.apply(changes, _("closed the talk with {name}").format(name=contact.name))
        return _("The talk with {name} is closed.").format(name=contact.name)

    def read_next(self, meeting_id: str, text: str) -> str:
        """The day of the next contact as it is typed, or ``no``; raises ``FieldError``."""
        meeting, contact = self._both(meeting_id)
        return self._read_next(text, meeting, contact.tier or self._circle(meeting))[0]

    # -- inside ----------------------------------------------------------------------------------

    def _both(self, meeting_id: str) -> tuple[Meeting, Contact]:
        return meeting_of(self._workspace, meeting_id), person_of(self._workspace, meeting_id)

    def _capture(self, meeting_id: str, note_id: str) -> Capture:
        for capture in meeting_of(self._workspace, meeting_id).captures:
            if capture.id == note_id:
                return capture
        raise NotFound(_("That note is no longer there."))

    def _filing(self, meeting: Meeting, contact: Contact) -> Filing:
        return Filing(
            meeting,
            contact,
            self._clock(),
            new_id=self._workspace.new_id,
            people=self._workspace.contacts.values(),
            actions=self._workspace.documents("actions"),
        )

    def _note(self, capture: Capture) -> NoteRow:
        return NoteRow(
            capture.id,
            capture.kind,
            capture_label(capture.kind),
            clean_text(capture.text),
            visible(self._means(capture)),
            bool(capture.filed),
        )

    def _means(self, capture: Capture) -> str:
        """How a note is understood: whom, until when."""
        now = self._clock()
        if capture.kind == "referral":
            referral = referral_of(capture.text)
            may = {
                "yes": _("may use the name"),
                "no": _("may not use the name"),
                NOT_SAID: _("not asked whether the name may be used"),
            }[referral.may_name]
            return ", ".join(part for part in (referral.name, referral.company, may) if part)
        if capture.kind == "promise":
            promise = promise_of(capture.text, now)
            whose = _("I promised") if promise.mine else _("they promised")
            return _until(whose, promise.on)
        if capture.kind == "opening":
            return _until(_("ask again"), opening_of(capture.text, now).on)
        if capture.kind == "life_event":
            event = life_event_of(capture.text, now)
            return f"{event.kind} {event.on}".strip()
        return ""

    def _circle(self, meeting: Meeting) -> str:
        insights = sum(capture.kind in COUNTED_AS_INSIGHTS for capture in meeting.captures)
        return circle_after(self._talks.score(meeting.contact), insights)

    def _read_circle(self, circle: str) -> str:
        if circle not in TIERS:
            raise FieldError(_("A circle is one of: {known}.").format(known=", ".join(TIERS)), field="circle")
        return circle

    def _read_next(self, text: str, meeting: Meeting, circle: str) -> tuple[str, bool]:
        """The day of the next contact or ``no``, and whether the user named a day of their own."""
        typed = clean_line(text)
        usual = self._usual_day(meeting, circle)
        if not typed or typed == usual:
            return _planned(meeting) or usual, False
        if typed.casefold() in (NEVER, "nein", "none", "never", "-"):
            return NEVER, False
        return read_when(typed, self._clock(), field="next").day.isoformat(), True

    def _usual_day(self, meeting: Meeting, circle: str) -> str:
        now = self._clock()
        day = next_contact_by(circle, (ends(meeting) or now).astimezone(now.tzinfo).date())
        return day.isoformat() if day else NEVER

    def _now_text(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _planned(meeting: Meeting) -> str:
    """The day of the next contact that was set, or ``no``; empty where there is none that can be meant."""
    day = meeting.next_contact
    return day if day == NEVER or local_day(day) else ""


def _open(questions: Sequence[Question]) -> tuple[Question, ...]:
    return open_musts(questions)


def _until(text: str, day: str) -> str:
    return f"{text}, {day}" if day else text
