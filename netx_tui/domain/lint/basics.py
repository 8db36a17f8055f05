"""L001 to L013: is everything filled in, can it be sent, is it too long or too short?"""

from collections.abc import Iterator

from netx_tui.domain.lint.letter import ERROR, WARN, Finding, Letter
from netx_tui.domain.mails.filling import PLACE
from netx_tui.domain.mails.kinds import PLACEHOLDERS, hint
from netx_tui.domain.mails.place_labels import place_label
from netx_tui.domain.mails.words import word_count
from netx_tui.i18n import _

SUBJECT_WORDS, SUBJECT_CHARS = 8, 60
PREMIUM_CHARS = 300
_BREAKS = ("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def filled_in(letter: Letter) -> Iterator[Finding]:
    """L001."""
    for name in dict.fromkeys(PLACE.findall(letter.subject + "\n" + letter.text)):
        if name not in PLACEHOLDERS:
            sentence = _("There is no value called '{name}'.").format(name=name)
        elif hint(name):
            sentence = _("'{name}' is still empty: {hint}.").format(name=place_label(name), hint=hint(name))
        else:
            sentence = _("'{name}' is still empty.").format(name=place_label(name))
        yield Finding("L001", ERROR, sentence)


def one_line(letter: Letter) -> Iterator[Finding]:
    """L002."""
    if any(mark in letter.subject for mark in _BREAKS):
        yield Finding("L002", ERROR, _("The subject has a line break."), "subject_line")
    if any(mark in letter.to for mark in _BREAKS):
        yield Finding("L002", ERROR, _("The address has a line break."))


def can_be_sent(letter: Letter) -> Iterator[Finding]:
    """L003."""
    contact = letter.contact
    if contact.do_not_contact:
        sentence = _("{name} is marked 'do not contact'.").format(name=contact.name)
        yield Finding("L003", ERROR, sentence)
    elif not (letter.to.strip() or contact.emails or contact.links):
        sentence = _("{name} has no e-mail address and no profile to write to.").format(name=contact.name)
        yield Finding("L003", ERROR, sentence)


def length(letter: Letter) -> Iterator[Finding]:
    """L010 and L013."""
    limits, count = letter.around.limits, word_count(letter.text)
    if limits.error and count > limits.error:
        sentence = _("{count} words: more than {limit} are not read.")
        yield Finding("L010", ERROR, sentence.format(count=count, limit=limits.error))
    elif limits.warn and count > limits.warn:
        sentence = _("{count} words: {limit} would be enough.")
        yield Finding("L010", WARN, sentence.format(count=count, limit=limits.warn))
    elif count < limits.least:
        sentence = _("{count} words are very few: at least {limit} say why you write.")
        yield Finding("L013", WARN, sentence.format(count=count, limit=limits.least))


def subject(letter: Letter) -> Iterator[Finding]:
    """L011; a LinkedIn note has none."""
    if letter.around.limits.max_chars:
        return
    if not letter.subject.strip():
        yield Finding("L011", ERROR, _("The subject is empty."))
    elif word_count(letter.subject) > SUBJECT_WORDS or len(letter.subject) > SUBJECT_CHARS:
        sentence = _(
            "The subject is long: at most {words} words and {chars} characters are shown on a phone."
        )
        yield Finding("L011", WARN, sentence.format(words=SUBJECT_WORDS, chars=SUBJECT_CHARS))


def note_length(letter: Letter) -> Iterator[Finding]:
    """L012."""
    limit = letter.around.limits.max_chars
    if limit and letter.around.premium:
        limit = max(limit, PREMIUM_CHARS)
    if limit and len(letter.text) > limit:
        sentence = _("{count} characters: the note holds {limit}.").format(
            count=len(letter.text), limit=limit
        )
        yield Finding("L012", ERROR, sentence)


def language(letter: Letter) -> Iterator[Finding]:
    """L091."""
    wanted = letter.contact.lang
    if wanted and wanted != letter.lang:
        sentence = _("The mail is in '{lang}', {name} reads '{wanted}'.")
        yield Finding(
            "L091", WARN, sentence.format(lang=letter.lang, name=letter.contact.name, wanted=wanted)
        )
