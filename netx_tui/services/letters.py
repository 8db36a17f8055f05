"""Letters: drafted from a template, read by the rules, handed over, and recorded once the user sent them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from netx_tui import i18n
from netx_tui.domain import sending
from netx_tui.domain.contacts import NOTHING, Contact, Mail, Touch
from netx_tui.domain.errors import NotFound, RuleRefused, UsageError
from netx_tui.domain.lint.cures import cure
from netx_tui.domain.lint.letter import Around, Finding, Letter
from netx_tui.domain.lint.rules import lint
from netx_tui.domain.mails.brief import MOST_QUESTIONS, BriefQuestion, chosen, offered, usual_choice
from netx_tui.domain.mails.filling import Draft, draft
from netx_tui.domain.mails.kinds import KINDS, PLACEHOLDERS, Template, fact, kind_label
from netx_tui.domain.mails.pace import wait
from netx_tui.domain.mails.values import Talk, values_for
from netx_tui.domain.mails.words import word_count
from netx_tui.domain.shortlist import seen
from netx_tui.i18n import _
from netx_tui.services.finding import find_contact
from netx_tui.services.staging import situation

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


class Prepared(NamedTuple):
    """A letter ready to be looked at: the text, what the rules say, and what is missing.

    ``missing`` are placeholders without a value, ``unknown`` those netx does not know; ``fact`` is what
    research says to somebody who hesitates; ``channel`` is where it goes, ``to`` the address there.
    """

    wanted: Wanted
    letter: Letter
    findings: Sequence[Finding]
    missing: Sequence[str]
    unknown: Sequence[str]
    questions: Sequence[str]
    channel: str

    @property
    def words(self) -> int:
        """Words of the whole text (``decisions.md``)."""
        return word_count(self.letter.text)

    @property
    def fact(self) -> str:
        """The calming fact for this kind of letter; empty for most."""
        return fact(self.wanted.kind)


class Letters:
    """The verbs around letters on ``workspace``; ``ranking`` gives the order of the moment.

    ``meetings`` are those known, by id.
    """

    def __init__(
        self,
        workspace: Workspace,
        templates: Mapping[str, Template],
        profile: Profile,
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

    def prepare(self, wanted: Wanted, *, subject: str | None = None, text: str | None = None) -> Prepared:
        """The letter ``wanted``; ``subject`` and ``text`` are the user's own instead of the template's.

        Raises ``UsageError`` for an unknown kind or placeholder, ``NotFound`` and ``RuleRefused``.
        """
        template = self._template(wanted.kind)
        contact, meeting = self._contact(wanted.contact), self._meeting(wanted)
        for name in wanted.typed:
            if name not in PLACEHOLDERS:
                raise _no_value(name)
        lang = wanted.lang or contact.lang or i18n.language()
        picked = self._questions(wanted, meeting)
        values = values_for(
            contact,
            self._profile,
            lang,
            meeting=meeting,
            questions=picked,
            mails=self._mails(contact),
            referrer=self._referrer(contact),
            zone=self._clock().tzinfo,
            own=wanted.typed,
        )
        verb = meeting.objective_verb if meeting else ""
        filled = draft(template, lang, values, formality=contact.formality, verb=verb)
        letter = Letter(
            wanted.kind,
            lang,
            contact,
            subject=filled.subject if subject is None else subject,
            text=filled.text if text is None else text,
            around=self._around(template, contact, meeting, picked),
            to=_address(wanted.kind, contact),
            values=values,
        )
        return _read(wanted, letter, filled, picked, written=text is not None)

    def cured(self, prepared: Prepared, code: str) -> Prepared:
        """``prepared`` after the one-key cure ``code``."""
        letter = cure(code, prepared.letter)
        return prepared._replace(letter=letter, findings=lint(letter))

    def send(self, prepared: Prepared, at: datetime | None = None, reason: str = "") -> str:
        """Record that the user sent the letter, at ``at`` or now; returns a sentence.

        Starts the clocks, moves the stage and files a touch, all in one step. Raises ``RuleRefused`` where a
        guard keeps it back; ``reason`` is the one for an exception. Raises ``FieldError`` for a time to come.
        """
        now = self._clock()
        moment = at or now
        sending.refuse_future(moment, now)
        letter, wanted = prepared.letter, prepared.wanted
        contact = letter.contact
        ranking = self._ranking()
        mail = sending.Outgoing(
            wanted.kind,
            letter.lang,
            letter.subject,
            letter.text,
            specific=letter.values.get("specific", ""),
            channel=prepared.channel,
            meeting=wanted.meeting,
            questions=tuple(prepared.questions),
        )
        sending.check(
            mail,
            contact,
            situation(ranking, contact),
            findings=prepared.findings,
            wait=wait(wanted.kind, contact, self._mails(contact), self._touches(contact), now),
            reason=reason,
        )
        entry = ranking.explained(contact.id)
        kept = seen(entry.score, entry.proposal.contact, moment) if wanted.kind == "invitation" else None
        changes = sending.sent(
            mail,
            contact,
            moment,
            self._workspace.new_id("mails"),
            standing=ranking.person(contact.id).standing,
            seen=kept,
            reason=reason,
        )
        label = _("sent to {name}: {kind}").format(name=contact.name, kind=kind_label(wanted.kind))
        self._workspace.apply(changes, label)
        return _("Noted as sent to {name}: {kind}.").format(name=contact.name, kind=kind_label(wanted.kind))

    def eml(self, prepared: Prepared) -> bytes:
        """The letter as a draft file for a mail program; raises ``FieldError`` where there is no address."""
        from netx_tui.formats.eml import eml

        letter = prepared.letter
        return eml(
            letter.to,
            letter.subject,
            letter.text,
            at=self._clock(),
            message_id=f"<{self._workspace.new_id('mails')}.{self._clock():%Y%m%d%H%M%S}@netx.invalid>",
            name=letter.contact.name,
        )

    def mailto(self, prepared: Prepared) -> str | None:
        """The letter as a link; ``None`` where it is too long for one. Raises ``FieldError``."""
        from netx_tui.formats.eml import mailto

        letter = prepared.letter
        return mailto(letter.to, letter.subject, letter.text)

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
        contact = self._workspace.contacts.get(contact_id)
        if contact is None:
            raise NotFound(_("That person is no longer there; another session may have deleted them."))
        return contact

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
        )


def _read(
    wanted: Wanted, letter: Letter, filled: Draft, picked: Sequence[BriefQuestion], *, written: bool
) -> Prepared:
    """``letter`` with what the rules say; a text the user wrote is missing nothing of the template."""
    return Prepared(
        wanted,
        letter,
        lint(letter),
        () if written else filled.missing,
        () if written else filled.unknown,
        tuple(question.id for question in picked),
        "linkedin" if wanted.kind == NOTE or not letter.contact.emails else "email",
    )


def _address(kind: str, contact: Contact) -> str:
    """Where a letter of ``kind`` goes: an e-mail address, or the profile of a person who has none."""
    profile = contact.links.get("linkedin", "")
    if kind == NOTE:
        return profile
    return contact.emails[0] if contact.emails else profile


def _no_value(name: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, PLACEHOLDERS, n=1)
    told = _("There is no value called '{name}'.").format(name=name)
    return UsageError(told + (" " + _("Did you mean '{near}'?").format(near=near[0]) if near else ""))
