"""The agenda of a talk as it is read: its questions, what the rules say, and what may be added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from netx_tui import i18n
from netx_tui.domain import agenda as plan
from netx_tui.domain.agenda_lint import lint_agenda
from netx_tui.domain.errors import Ambiguous, NotFound
from netx_tui.domain.lint.brief import window
from netx_tui.domain.mails.filling import fill
from netx_tui.domain.mails.values import starts, values_for
from netx_tui.domain.meetings import Meeting, Question
from netx_tui.domain.minutes import budget
from netx_tui.domain.question_bank import Bank, section_label
from netx_tui.domain.short_dates import short_moment
from netx_tui.domain.talk_rows import AgendaView, BankRow, QuestionRow
from netx_tui.domain.text import clean_line, clean_text, same_name, visible
from netx_tui.i18n import _
from netx_tui.services.talk_status import meeting_of

if TYPE_CHECKING:
    from netx_tui.domain.profile import Profile
    from netx_tui.services.talks import Talks
    from netx_tui.store.workspace import Workspace

LEFT_OPEN = ("open", "asked", "deferred")


class AgendaReader:
    """Agendas on ``workspace``; ``profile`` gives the user's purpose at the moment."""

    def __init__(
        self,
        workspace: Workspace,
        bank: Bank,
        talks: Talks,
        clock: Callable[[], datetime],
        *,
        profile: Callable[[], Profile],
    ) -> None:
        self._workspace = workspace
        self._bank = bank
        self._talks = talks
        self._clock = clock
        self._profile = profile

    def view(self, meeting_id: str) -> AgendaView:
        """Everything the agenda shows; raises ``NotFound``."""
        meeting = meeting_of(self._workspace, meeting_id)
        contact = self._workspace.contacts.get(meeting.contact)
        shares = budget(meeting.minutes)
        ready = plan.readiness(meeting)
        return AgendaView(
            self._talks.row(meeting_id),
            plan.verb_phrase(meeting.objective_verb),
            visible(meeting.objective),
            meeting.objective_verb,
            visible(meeting.topic),
            visible(meeting.field),
            visible(meeting.place),
            clean_text(meeting.person_notes),
            clean_text(meeting.field_notes),
            clean_text(meeting.company_notes),
            clean_text(meeting.give),
            tuple((source.id, visible(source.url), visible(source.read_on)) for source in meeting.sources),
            self.questions(meeting_id),
            plan.planned_minutes(meeting.questions),
            shares.core,
            (
                (section_label("opening"), shares.opening),
                (_("core"), shares.core),
                (section_label("closing"), shares.closing),
                (_("reserve"), shares.buffer),
                (_("musts at most"), shares.musts),
            ),
            ready.value,
            ", ".join(plan.plan_label(name) for name in ready.missing),
            self._brief(meeting),
            lint_agenda(meeting, contact.company if contact else ""),
            _research(contact.research if contact else ()),
        )

    def questions(self, meeting_id: str) -> tuple[QuestionRow, ...]:
        """The questions of an agenda in their order."""
        meeting = meeting_of(self._workspace, meeting_id)
        answered, values = self._answers(meeting), self._values(meeting)
        return tuple(
            QuestionRow(
                question.id,
                question.priority,
                question.section,
                section_label(question.section),
                visible(fill(question.text, values)),
                question.minutes,
                question.sendable,
                question.delicate,
                question.for_brief,
                question.sent_in_brief,
                question.state,
                clean_text(question.answer),
                answered.get(key_of(question), ""),
            )
            for question in meeting.questions
        )

    def bank(self, meeting_id: str, query: str = "", section: str = "") -> tuple[BankRow, ...]:
        """What may be added: first what earlier talks left open, then the bank in the person's language."""
        meeting = meeting_of(self._workspace, meeting_id)
        here = {key_of(question) for question in meeting.questions if question.state != "dropped"}
        answered = self._answers(meeting)
        values = self._values(meeting)
        lang = self._lang(meeting)
        left = [
            row
            for row in self._left_open(meeting, here)
            if (not section or row.section == section) and same_name(query) in same_name(row.text)
        ]
        bank = [
            BankRow(
                question.id,
                question.section,
                section_label(question.section),
                question.priority,
                question.minutes,
                visible(fill(question.text(lang), values)),
                question.sendable,
                answered_by=answered.get(question.id, ""),
            )
            for question in self._bank.search(query, lang, section)
            if question.id not in here
        ]
        return (*left, *bank)

    def find_question(self, meeting_id: str, name: str) -> str:
        """The id of the question meant: its id, its number from 1, or the id in the bank.

        Raises ``NotFound`` or ``Ambiguous``.
        """
        questions = meeting_of(self._workspace, meeting_id).questions
        found = [q.id for q in questions if name and name in (q.id, q.qid)]
        if not found:
            found = [q.id for number, q in enumerate(questions, 1) if name == str(number)]
        if not found:
            found = [q.id for q in questions if len(name) > 1 and q.id.startswith(name)]
        if not found:
            raise NotFound(_("This agenda has no question {id}.").format(id=clean_line(name)))
        if len(found) > 1:
            raise Ambiguous(
                _("'{name}' can mean several questions: {candidates}.").format(
                    name=name, candidates=", ".join(found)
                )
            )
        return found[0]

    def bank_listing(self, lang: str = "") -> list[dict[str, Any]]:
        """The rows of ``question list bank --json``."""
        lang = lang or i18n.language()
        return [
            {
                "qid": question.id,
                "section": question.section,
                "priority": question.priority,
                "minutes": question.minutes,
                "sendable": question.sendable,
                "delicate": question.delicate,
                "text": question.text(lang),
            }
            for question in self._bank.search("", lang)
        ]

    # -- inside ----------------------------------------------------------------------------------

    def _values(self, meeting: Meeting) -> dict[str, str]:
        contact = self._workspace.contacts.get(meeting.contact)
        if contact is None:
            return {}
        known = self._workspace.contacts.get(contact.referral_by)
        return values_for(
            contact,
            self._profile(),
            self._lang(meeting),
            meeting=meeting,
            referrer=known.name if known else contact.referral_by,
        )

    def _lang(self, meeting: Meeting) -> str:
        contact = self._workspace.contacts.get(meeting.contact)
        return (contact.lang if contact else "") or i18n.language()

    def _answers(self, meeting: Meeting) -> dict[str, str]:
        """Who answered a question before, by the question: its id in the bank, or its words."""
        found: dict[str, list[str]] = {}
        for other in self._workspace.meetings.values():
            contact = self._workspace.contacts.get(other.contact)
            for question in other.questions if other.id != meeting.id and contact else ():
                if question.state == "answered" and contact:
                    found.setdefault(key_of(question), []).append(visible(contact.name))
        return {key: ", ".join(dict.fromkeys(names)) for key, names in found.items()}

    def _left_open(self, meeting: Meeting, here: set[str]) -> Iterable[BankRow]:
        """What earlier talks left open: those with the same person first, the newest first."""
        held = [other for other in self._workspace.meetings.values() if other.held and other.id != meeting.id]
        held.sort(key=lambda other: (other.contact == meeting.contact, other.at), reverse=True)
        seen = set(here)
        for other in held:
            contact = self._workspace.contacts.get(other.contact)
            for question in other.questions:
                if question.state not in LEFT_OPEN or key_of(question) in seen or not plan.is_core(question):
                    continue
                seen.add(key_of(question))
                yield BankRow(
                    f"{other.id}.{question.id}",
                    question.section,
                    section_label(question.section),
                    question.priority,
                    question.minutes,
                    visible(question.text),
                    question.sendable,
                    source=visible(contact.name) if contact else _("deleted person"),
                )

    def _question(self, meeting_id: str, question_id: str) -> Question:
        for question in meeting_of(self._workspace, meeting_id).questions:
            if question.id == question_id:
                return question
        raise NotFound(_("This agenda has no question {id}.").format(id=clean_line(question_id)))

    def _name(self, meeting_id: str) -> str:
        return self._talks.row(meeting_id).name

    def _brief(self, meeting: Meeting) -> str:
        """How it stands with the mail before the talk, in a few words."""
        if meeting.brief_sent_at:
            return _("brief sent")
        begin = starts(meeting)
        if begin is None or meeting.status != "scheduled":
            return ""
        now = self._clock()
        opens, closes = window(begin, frozenset())
        if now < opens:
            return _("brief: from {when}").format(when=short_moment(opens, now.date()))
        if now <= closes:
            return _("send the brief until {when}").format(when=short_moment(closes, now.date()))
        return _("too late for the brief: say the topic first")


def key_of(question: Question) -> str:
    """By what a question is known again in another talk: its id in the bank, or its words."""
    return question.qid or same_name(question.text)


def _research(items: Iterable[Any]) -> tuple[str, ...]:
    return tuple(visible(" · ".join(part for part in (item.on, item.text) if part)) for item in items)
