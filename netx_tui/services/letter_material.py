"""What letters are made of: templates, people, their mails and talks; and what may be chosen for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from netx_tui import i18n
from netx_tui.domain.articles import Article
from netx_tui.domain.changes import Update
from netx_tui.domain.contacts import NOTHING, Contact, LifeEvent, Mail, Touch
from netx_tui.domain.errors import NotFound, RuleRefused, UsageError
from netx_tui.domain.lint.letter import Around
from netx_tui.domain.mails.brief import MOST_QUESTIONS, BriefQuestion, chosen, offered, usual_choice
from netx_tui.domain.mails.filling import placeholders
from netx_tui.domain.mails.fitting import fitting
from netx_tui.domain.mails.kinds import CONGRATULATIONS, KINDS, Template
from netx_tui.domain.mails.values import Talk
from netx_tui.domain.touch.cadence import event_to_congratulate
from netx_tui.i18n import _
from netx_tui.services.articles import fitting as fitting_articles
from netx_tui.services.finding import contact_of, find_contact
from netx_tui.services.following import Following

if TYPE_CHECKING:
    from netx_tui.domain.meetings import Question
    from netx_tui.domain.profile import Profile
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.workspace import Workspace

BRIEF = "brief"
NOTE = "linkedin_note"
TALK_OF_A_LETTER: Mapping[str, Sequence[str]] = {
    BRIEF: ("scheduled", "live"),
    "thank_you": ("held", "closed"),
    "close_the_loop": ("held", "closed"),
    **dict.fromkeys(("ask_again", "check_in", "share_article", "expert_question"), ("held", "closed")),
    "new_date": ("cancelled", "no_show", "scheduled"),
}
"""Kinds that say something of a meeting, and the statuses of the meetings that are meant."""
LETTERS_OF_A_TALK = tuple(TALK_OF_A_LETTER)


class Planned(Talk, Protocol):
    """A meeting with its contact, its agenda's questions and the verb of its objective."""

    @property
    def contact(self) -> str: ...  # noqa: D102
    @property
    def objective_verb(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def questions(self) -> Sequence[Question]: ...  # noqa: D102


class Wanted(NamedTuple):
    """What letter is wanted: ``typed`` are values that win over those known, by placeholder.

    ``questions`` are ids of the agenda's questions for a brief; ``None`` takes the usual ones. ``lang`` is
    that of the contact unless it is given.
    """

    kind: str
    contact: str
    meeting: str = ""
    lang: str = ""
    typed: Mapping[str, str] = NOTHING
    questions: Sequence[str] | None = None


class LetterMaterial(Following):
    """What letters are made of, read from ``workspace``.

    ``profile`` says who writes, ``ranking`` gives the order of the moment; ``meetings`` are those by id.
    """

    def __init__(
        self,
        workspace: Workspace,
        templates: Mapping[str, Template],
        profile: Callable[[], Profile],
        *,
        ranking: Callable[[], Ranking],
        clock: Callable[[], datetime],
        meetings: Mapping[str, Planned] = NOTHING,
    ) -> None:
        self._workspace = workspace
        self._templates = templates
        self._profile = profile
        self._ranking = ranking
        self._clock = clock
        self._meetings = meetings

    def find(self, kind: str, name: str) -> tuple[str, str]:
        """Contact and meeting meant by ``name`` for a letter of ``kind``; the meeting may be empty.

        A meeting is named by its id or the beginning of one. A kind that says something of a talk takes the
        person's latest one. Raises ``NotFound`` or ``Ambiguous``.
        """
        meetings = self._meetings
        found = [key for key in meetings if key == name or (len(name) > 2 and key.startswith(name))]
        if len(found) == 1:
            return meetings[found[0]].contact, found[0]
        contact = find_contact(self._workspace, name)
        return contact, self.talk_for(kind, contact)

    def talk_for(self, kind: str, contact: str) -> str:
        """The id of the talk that a letter of ``kind`` to ``contact`` is about; empty where there is none."""
        if kind not in LETTERS_OF_A_TALK:
            return ""
        fitting = TALK_OF_A_LETTER.get(kind, ())
        theirs = [talk for talk in self._meetings.values() if talk.contact == contact]
        theirs = [talk for talk in theirs if talk.status in fitting]
        return max(theirs, key=lambda talk: (talk.at, talk.id)).id if theirs else ""

    # -- what there is to choose -------------------------------------------------------------------

    def now(self) -> datetime:
        """The time in the user's zone."""
        return self._clock()

    def person(self, contact_id: str) -> Contact:
        """Who is written to; raises ``NotFound`` when they are gone."""
        return self._contact(contact_id)

    def kinds(self, contact_id: str) -> tuple[str, ...]:
        """All kinds of letters to a person, the likely ones first; a brief only where there is a talk."""
        talk_ahead = bool(self.talk_for(BRIEF, contact_id))
        return fitting(self._contact(contact_id).stage, talk_ahead=talk_ahead)

    def lang(self, wanted: Wanted) -> str:
        """The language of a letter: the wanted one, the person's, or that of the screens."""
        return wanted.lang or self._contact(wanted.contact).lang or i18n.language()

    def places(self, wanted: Wanted) -> tuple[str, ...]:
        """What the template of a letter asks for, in its order."""
        formality = self._contact(wanted.contact).formality
        return placeholders(self._template(wanted.kind), self.lang(wanted), formality)

    def offered(self, wanted: Wanted) -> Sequence[Question]:
        """The questions that may go along with a brief, in the order of the agenda."""
        meeting = self._meeting(wanted)
        return offered(meeting.questions) if meeting is not None and wanted.kind == BRIEF else ()

    def choose(self, wanted: Wanted, ids: Sequence[str]) -> None:
        """Keep in the agenda which questions go along with the brief, as one step.

        Raises ``NotFound``, and ``RuleRefused`` for one that is not sent ahead and for more than five.
        """
        meeting = self._meeting(wanted)
        if meeting is None:
            return
        picked = {question.id for question in chosen(meeting.questions, ids)}
        marks = {
            f"questions.{question.id}.for_brief": question.id in picked
            for question in meeting.questions
            if question.for_brief != (question.id in picked)
        }
        if marks:
            self._workspace.apply(
                [Update("meetings", meeting.id, marks)], _("questions chosen for the mail before the talk")
            )

    def article_for(self, wanted: Wanted) -> Article | None:
        """The article that a letter of this kind sends: the first on the shelf that fits the person."""
        if wanted.kind != "share_article":
            return None
        found = fitting_articles(self._workspace, self._contact(wanted.contact), self._clock())
        return next(iter(found), None)

    def articles_in(self, wanted: Wanted, text: str) -> Sequence[Article]:
        """The articles that a letter sends: those whose link stands in ``text``, new to the person."""
        if wanted.kind != "share_article":
            return ()
        words = {form for word in text.split() for form in (word, word.strip("<>()[].,;:!?"))}
        return [
            article
            for article in self._workspace.articles.values()
            if article.url in words and all(sent.contact != wanted.contact for sent in article.sent)
        ]

    def event_for(self, wanted: Wanted) -> LifeEvent | None:
        """The life event that a congratulation is about: of its kind, the one nearest to today."""
        if wanted.kind not in CONGRATULATIONS:
            return None
        return event_to_congratulate(self._contact(wanted.contact), wanted.kind, self._clock().date())

    # -- following ---------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Grows whenever the data change, by whomever."""
        return self._workspace.version

    @property
    def loaded(self) -> bool:
        """Letters are written on a store that is open."""
        return True

    def undo(self) -> str:
        """Take back the last step; returns a sentence."""
        return _("Undone: {labels}.").format(labels="; ".join(self._workspace.undo(1)))

    def redo(self) -> str:
        """Do again what was undone; returns a sentence."""
        return _("Done again: {labels}.").format(labels="; ".join(self._workspace.redo(1)))

    # -- what is around a letter -------------------------------------------------------------------

    def _template(self, kind: str) -> Template:
        template = self._templates.get(kind)
        if template is None:
            raise UsageError(
                _("There is no kind of mail '{name}'. There are: {known}.").format(
                    name=kind, known=", ".join(KINDS)
                )
            )
        return template

    def _contact(self, contact_id: str) -> Contact:
        return contact_of(self._workspace, contact_id)

    def _meeting(self, wanted: Wanted) -> Planned | None:
        if wanted.meeting:
            meeting = self._meetings.get(wanted.meeting)
            if meeting is None:
                raise NotFound(_("That talk is no longer there; another session may have deleted it."))
            return meeting
        if wanted.kind == BRIEF:
            raise RuleRefused(_("A brief belongs to a meeting; say which one."), rule="R35")
        return None

    def _questions(self, wanted: Wanted, meeting: Planned | None) -> Sequence[BriefQuestion]:
        """The questions that go along with a brief; they are chosen from its agenda."""
        if meeting is None or wanted.kind != BRIEF:
            return ()
        if wanted.questions is None:
            marked = [question for question in offered(meeting.questions) if question.for_brief]
            return marked[:MOST_QUESTIONS] or usual_choice(meeting.questions)
        return chosen(meeting.questions, wanted.questions)

    def _mails(self, contact: Contact) -> list[Mail]:
        return [mail for mail in self._workspace.mails.values() if mail.contact == contact.id]

    def _touches(self, contact: Contact) -> list[Touch]:
        return [touch for touch in self._workspace.touches.values() if touch.contact == contact.id]

    def _referrer(self, contact: Contact) -> str:
        """The name of who recommended ``contact``: the field holds a name or an id."""
        known = self._workspace.contacts.get(contact.referral_by)
        return known.name if known else contact.referral_by

    def _around(
        self,
        template: Template,
        contact: Contact,
        meeting: Planned | None,
        questions: Sequence[BriefQuestion],
    ) -> Around:
        return Around(
            self._clock(),
            template.limits,
            meeting=meeting,
            questions=questions,
            mails=[mail for mail in self._workspace.mails.values() if mail.sent_at],
            touches=self._touches(contact),
            people=[other.name for other in self._workspace.contacts.values() if other.id != contact.id],
            companies=[company.name for company in self._workspace.companies.values()],
            holidays=self._ranking().holidays,
        )
