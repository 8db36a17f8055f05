"""What forms about talks are about: the talk itself, a new one, long notes, one line, a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.fields import Field, Kind, find, show
from netx_tui.domain.meeting_fields import (
    MEETING_FIELDS,
    QUESTION_FIELDS,
    meeting_values,
    moment_text,
    question_values,
    read_moment,
    refuse_past,
)
from netx_tui.domain.meetings import Meeting, Question
from netx_tui.domain.question_bank import section_label
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.when import read_when
from netx_tui.i18n import N_, _
from netx_tui.screens.papers import Paper, saved
from netx_tui.widgets.forms import FormDialog, FormField

if TYPE_CHECKING:
    from netx_tui.services.agendas import Agendas
    from netx_tui.services.talks import Talks

ABOUT = ("at", "minutes", "place", "zone", "topic", "field", "objective_verb", "objective")
"""The fields of the form of a talk; the notes have their own lines in the agenda."""
NOTES: Mapping[str, str] = {
    "person_notes": N_("How did they come there? What did they write or say? What do you have in common?"),
    "field_notes": N_("What changes there now? What is argued about? Which words must you know?"),
    "company_notes": N_("What do they live on? What is new there? Who else do you know there?"),
    "give": N_("What can you offer: a contact, an article, a hand?"),
}
"""The prompts over long notes (R29, R30)."""
_WORDS = {
    "know": N_("know"),
    "have": N_("have"),
    "decide": N_("decide"),
    "can": N_("can"),
    "must": N_("must"),
    "should": N_("should"),
    "nice": N_("nice"),
    "open": N_("open"),
    "asked": N_("asked"),
    "answered": N_("answered"),
    "deferred": N_("put off"),
    "dropped": N_("dropped"),
    "yes": N_("yes"),
    "no": N_("no"),
}
KINDS = ("meeting", "talk", "notes", "line", "question")
"""The beginnings of the keys that ``talk_paper`` knows."""


class MeetingPaper(Paper):
    """When and where a talk is, and what it is about."""

    def __init__(self, talks: Talks, meeting_id: str, clock: Callable[[], datetime]) -> None:
        self.key = f"meeting:{meeting_id}"
        self._talks, self._meeting_id, self._clock = talks, meeting_id, clock

    def form(self) -> FormDialog:
        """The form of the talk."""
        meeting = self._talks.meeting(self._meeting_id)
        title = _("Talk with {name}").format(name=self._talks.person(self._meeting_id).name)
        return _talk_form(title, meeting, self._clock)

    def now(self) -> Mapping[str, str]:
        """What stands in the talk now."""
        return texts_of(self._talks.meeting(self._meeting_id))

    def save(self, values: dict[str, str]) -> str:
        """Save what was changed."""
        return saved(self._talks.set_fields(self._meeting_id, values))


class NewTalkPaper(Paper):
    """A talk that is not agreed yet, with one person; ``new_id`` is its id once saved."""

    new_id = ""

    def __init__(self, talks: Talks, contact_id: str, name: str, clock: Callable[[], datetime]) -> None:
        self.key = f"talk:{contact_id}"
        self._talks, self._contact, self._name, self._clock = talks, contact_id, name, clock

    def form(self) -> FormDialog:
        """An empty form."""
        title = _("A talk with {name}").format(name=self._name)
        return _talk_form(title, Meeting("", status="draft"), self._clock)

    def save(self, values: dict[str, str]) -> str:
        """Plan the talk."""
        self.new_id = self._talks.add(self._contact, values)
        row = self._talks.row(self.new_id)
        return _("Talk with {name}: {when}.").format(name=row.name, when=row.when)


class NotesPaper(Paper):
    """Long notes in the agenda of a talk."""

    def __init__(self, talks: Talks, meeting_id: str, name: str) -> None:
        self.key = f"notes:{meeting_id}:{name}"
        self._talks, self._meeting_id, self._name = talks, meeting_id, name

    def form(self) -> FormDialog:
        """One large field under its prompts."""
        spec = find(self._name, MEETING_FIELDS)
        text = str(getattr(self._talks.meeting(self._meeting_id), self._name))
        sentence = _(NOTES[self._name]) if self._name in NOTES else ""
        return FormDialog(_(spec.label), [FormField(self._name, _("Notes"), text, "text")], sentence=sentence)

    def now(self) -> Mapping[str, str]:
        """What stands there now."""
        return {self._name: str(getattr(self._talks.meeting(self._meeting_id), self._name))}

    def save(self, values: dict[str, str]) -> str:
        """Save the notes."""
        return saved(self._talks.set_fields(self._meeting_id, values))


class LinePaper(Paper):
    """One line of an agenda, as it was being typed in its place; a question without id is a new one."""

    def __init__(self, talks: Talks, agendas: Agendas, meeting_id: str, name: str) -> None:
        self.key = f"line:{meeting_id}:{name}"
        self._talks, self._agendas, self._meeting_id, self._name = talks, agendas, meeting_id, name

    def form(self) -> FormDialog:
        """The line."""
        label = _("Question")
        text = ""
        if self._name in {spec.name for spec in MEETING_FIELDS}:
            label = _(find(self._name, MEETING_FIELDS).label)
            text = str(getattr(self._talks.meeting(self._meeting_id), self._name))
        title = _("Talk with {name}").format(name=self._talks.person(self._meeting_id).name)
        return FormDialog(title, [FormField("text", label, text)])

    def save(self, values: dict[str, str]) -> str:
        """Save the line where it belongs."""
        return save_line(self._talks, self._agendas, self._meeting_id, self._name, values.get("text", ""))


class QuestionPaper(Paper):
    """Every field of one question."""

    def __init__(self, agendas: Agendas, meeting_id: str, question: Question) -> None:
        self.key = f"question:{meeting_id}:{question.id}"
        self._agendas, self._meeting_id, self._question = agendas, meeting_id, question

    def form(self) -> FormDialog:
        """The form of the question."""
        fields = [_form_field(spec, getattr(self._question, spec.name)) for spec in QUESTION_FIELDS]
        return FormDialog(_("Question"), fields, check=_checked(question_values))

    def save(self, values: dict[str, str]) -> str:
        """Save what was changed."""
        self._agendas.set_question(self._meeting_id, self._question.id, values)
        return _("Saved.")


def talk_paper(key: str, talks: Talks, agendas: Agendas, clock: Callable[[], datetime]) -> Paper | None:
    """The paper that a draft's ``key`` names; ``None`` where there is no such form here."""
    kind, _colon, about = key.partition(":")
    meeting_id, _colon, name = about.partition(":")
    if kind == "meeting":
        return MeetingPaper(talks, about, clock)
    if kind == "talk":
        return NewTalkPaper(talks, about, talks.name_of(about), clock)
    if kind == "notes":
        return NotesPaper(talks, meeting_id, name)
    if kind == "line":
        return LinePaper(talks, agendas, meeting_id, name)
    if kind == "question":
        known = {question.id: question for question in talks.meeting(meeting_id).questions}
        return QuestionPaper(agendas, meeting_id, known[name]) if name in known else None
    return None


def save_line(talks: Talks, agendas: Agendas, meeting_id: str, name: str, text: str) -> str:
    """Save one line of an agenda: a field, a source, a question, or a new one; returns a sentence."""
    if name == "source":
        agendas.add_source(meeting_id, text)
    elif name == "question":
        agendas.add(meeting_id, text)
    elif name in {spec.name for spec in MEETING_FIELDS}:
        talks.set_fields(meeting_id, {name: text})
    else:
        agendas.set_question(meeting_id, name, {"text": text})
    return _("Saved.")


def texts_of(meeting: Meeting) -> dict[str, str]:
    """What the form of a talk shows, by field."""
    known = {"at": moment_text(meeting), "zone": meeting.zone}
    return {
        name: known[name] if name in known else show(find(name, MEETING_FIELDS), getattr(meeting, name))
        for name in ABOUT
    }


def _talk_form(title: str, meeting: Meeting, clock: Callable[[], datetime]) -> FormDialog:
    texts = texts_of(meeting)
    fields = [_form_field(find(name, MEETING_FIELDS), texts[name]) for name in ABOUT]

    def check(name: str, text: str) -> str | None:
        try:
            meeting_values({name: text}, meeting, clock())
        except FieldError as error:
            return error.message
        return None

    def echo(name: str, text: str) -> str | None:
        return understood(text, meeting.zone, clock()) if name == "at" and text else None

    return FormDialog(title, fields, check=check, echo=echo)


def understood(text: str, zone: str, now: datetime) -> str:
    """How a typed day and time is understood, or why not: what the form says while one types."""
    try:
        moment, _zone = read_moment(text, zone, now)
        refuse_past(moment, now)
    except FieldError as error:
        return error.message
    return f"{read_when(text, now.astimezone(moment.tzinfo)).echo}  ({short_moment(moment, now.date())})"


def _form_field(spec: Field, value: object) -> FormField:
    text = show(spec, value)
    if spec.kind is Kind.FLAG:
        choices: tuple[tuple[str, str], ...] = (("yes", _("yes")), ("no", _("no")))
        return FormField(spec.name, _(spec.label), text or "no", "choice", choices)
    if spec.choices:
        labels = tuple((choice, _word(choice)) for choice in spec.choices)
        return FormField(spec.name, _(spec.label), text, "choice", labels)
    kind = "text" if spec.kind is Kind.TEXT else "line"
    return FormField(spec.name, _(spec.label), text, kind, hint=_(spec.hint) if spec.hint else "")


def _word(choice: str) -> str:
    return _(_WORDS[choice]) if choice in _WORDS else section_label(choice)


def _checked(read: Callable[[dict[str, str]], object]) -> Callable[[str, str], str | None]:
    def check(name: str, text: str) -> str | None:
        try:
            read({name: text})
        except (FieldError, NotFound) as error:
            return error.message
        return None

    return check
