"""Letters: drafted from a template, read by the rules, handed over, and recorded once the user sent them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from netx_tui.domain import sending
from netx_tui.domain.articles import sent_to
from netx_tui.domain.contacts import Contact, LifeEvent
from netx_tui.domain.errors import UsageError
from netx_tui.domain.lint.cures import cure
from netx_tui.domain.lint.letter import Finding, Letter
from netx_tui.domain.lint.rules import lint
from netx_tui.domain.mails.brief import BriefQuestion
from netx_tui.domain.mails.filling import Draft, draft
from netx_tui.domain.mails.kinds import PLACEHOLDERS, fact, kind_label
from netx_tui.domain.mails.pace import wait
from netx_tui.domain.mails.values import values_for
from netx_tui.domain.mails.words import word_count
from netx_tui.domain.shortlist import seen
from netx_tui.i18n import _
from netx_tui.services.letter_material import LetterMaterial, Planned, Wanted
from netx_tui.services.staging import situation

__all__ = ["Letters", "Planned", "Prepared", "Wanted"]

NOTE = "linkedin_note"


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


class Letters(LetterMaterial):
    """The verbs around letters."""

    def prepare(self, wanted: Wanted, *, subject: str | None = None, text: str | None = None) -> Prepared:
        """The letter ``wanted``; ``subject`` and ``text`` are the user's own instead of the template's.

        Raises ``UsageError`` for an unknown kind or placeholder, ``NotFound`` and ``RuleRefused``.
        """
        template = self._template(wanted.kind)
        contact, meeting = self._contact(wanted.contact), self._meeting(wanted)
        for name in wanted.typed:
            if name not in PLACEHOLDERS:
                raise _no_value(name)
        lang = self.lang(wanted)
        picked = self._questions(wanted, meeting)
        article, own = self.article_for(wanted), wanted.typed
        if article is not None:
            told = {"article_title": article.title, "article_url": article.url, "article_why": article.why}
            own = {**told, **own}
        values = values_for(
            contact,
            self._profile(),
            lang,
            meeting=meeting,
            questions=picked,
            mails=self._mails(contact),
            referrer=self._referrer(contact),
            zone=self._clock().tzinfo,
            own=own,
            event=self.event_for(wanted),
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

    def check(self, prepared: Prepared, reason: str = "") -> None:
        """Raise ``RuleRefused`` where a guard keeps it back; ``reason`` is the one for an exception."""
        contact = prepared.letter.contact
        mails, touches = self._mails(contact), self._touches(contact)
        sending.check(
            _outgoing(prepared),
            contact,
            situation(self._ranking(), contact),
            findings=prepared.findings,
            wait=wait(prepared.wanted.kind, contact, mails, touches, self._clock()),
            reason=reason,
        )

    def send(self, prepared: Prepared, at: datetime | None = None, reason: str = "") -> str:
        """Record that the user sent the letter, at ``at`` or now; returns a sentence.

        Starts the clocks, moves the stage and files a touch, all in one step. Raises ``RuleRefused`` where a
        guard keeps it back; ``reason`` is the one for an exception. Raises ``FieldError`` for a time to come.
        """
        now = self._clock()
        moment = at or now
        sending.refuse_future(moment, now)
        self.check(prepared, reason)
        wanted, contact, ranking = prepared.wanted, prepared.letter.contact, self._ranking()
        entry = ranking.explained(contact.id)
        kept = seen(entry.score, entry.proposal.contact, moment) if wanted.kind == "invitation" else None
        changes = sending.sent(
            _outgoing(prepared, self.event_for(wanted)),
            contact,
            moment,
            self._workspace.new_id("mails"),
            standing=ranking.person(contact.id).standing,
            seen=kept,
            reason=reason,
        )
        for article in self.articles_in(wanted, prepared.letter.text):
            changes += sent_to(article, contact.id, moment.date())
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


def _outgoing(prepared: Prepared, event: LifeEvent | None = None) -> sending.Outgoing:
    """The letter as it is recorded."""
    letter, wanted = prepared.letter, prepared.wanted
    return sending.Outgoing(
        wanted.kind,
        letter.lang,
        letter.subject,
        letter.text,
        specific=letter.values.get("specific", ""),
        channel=prepared.channel,
        meeting=wanted.meeting,
        questions=tuple(prepared.questions),
        event=event.id if event else "",
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
