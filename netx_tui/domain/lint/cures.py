"""One-key cures: only changes to a mail that are safe to make without asking."""

import re
from collections.abc import Callable, Mapping

from netx_tui.domain.calendar_words import day_in_mail, weekday_name
from netx_tui.domain.lint.letter import Letter
from netx_tui.domain.lint.style import APOLOGY
from netx_tui.domain.mails.greeting import salutation
from netx_tui.domain.mails.values import starts
from netx_tui.domain.mails.words import own_words
from netx_tui.domain.text import clean_line
from netx_tui.i18n import N_, _

CURES: Mapping[str, str] = {
    "no_reply": N_("say that no reply is needed"),
    "topic": N_("name the topic"),
    "date": N_("name date and time"),
    "one_ask": N_("keep the first question only"),
    "no_question": N_("take the question out"),
    "exit": N_("add a way to say no"),
    "no_apology": N_("take the apology out"),
    "one_bang": N_("keep one exclamation mark"),
    "salutation": N_("put the right name"),
    "subject_line": N_("put the subject on one line"),
}
_SENTENCES = {
    "no_reply": {
        "en": "There is no need to answer by e-mail.",
        "de": "Eine Antwort per E-Mail ist nicht nötig.",
    },
    "exit": {
        "en": "If it is a bad moment, just leave it.",
        "de": "Falls es gerade ungünstig ist, lassen Sie die Mail einfach liegen.",
        "de_du": "Falls es gerade ungünstig ist, lass die Mail einfach liegen.",
    },
    "topic": {"en": "My topic is still {topic}.", "de": "Mein Thema bleibt „{topic}“."},
    "date": {"en": "We meet on {day} at {time}.", "de": "Wir treffen uns am {day} um {time} Uhr."},
}
_SENTENCE = re.compile(r"[^.!?\n]+(?:(?<=[0-9])\.[^.!?\n]*)*[.!?]+[\"”“]?[ \t]*")


def cure_label(code: str) -> str:
    """What a cure does, in a few words."""
    return _(CURES[code])


def cure(code: str, letter: Letter) -> Letter:
    """``letter`` after the cure ``code``; raises ``KeyError`` for a code that is none."""
    return _CURE[code](letter)


def _spoken(code: str, letter: Letter) -> str:
    versions = _SENTENCES[code]
    lang = "de" if letter.lang == "de" else "en"
    return versions.get(f"{lang}_{letter.contact.formality}") or versions[lang]


def _before_the_end(letter: Letter, sentence: str) -> Letter:
    """The sentence as a paragraph of its own, before the sign-off."""
    paragraphs = letter.text.rstrip().split("\n\n")
    paragraphs.insert(len(paragraphs) - 1 if len(paragraphs) > 1 else 1, sentence)
    return letter.rewritten(text="\n\n".join(paragraphs) + "\n" * letter.text.endswith("\n"))


def _no_reply(letter: Letter) -> Letter:
    return _before_the_end(letter, _spoken("no_reply", letter))


def _exit(letter: Letter) -> Letter:
    return _before_the_end(letter, _spoken("exit", letter))


def _topic(letter: Letter) -> Letter:
    meeting = letter.around.meeting
    known = [letter.value("topic"), letter.value("field")]
    known += [meeting.topic, meeting.field] if meeting is not None else []
    topic = next((word for word in map(clean_line, known) if word), "")
    return _before_the_end(letter, _spoken("topic", letter).replace("{topic}", topic)) if topic else letter


def _date(letter: Letter) -> Letter:
    begin = starts(letter.around.meeting) if letter.around.meeting is not None else None
    if begin is None:
        return letter
    day = f"{weekday_name(begin.date(), letter.lang)}, {day_in_mail(begin.date(), letter.lang)}"
    return _before_the_end(letter, _spoken("date", letter).format(day=day, time=f"{begin:%H:%M}"))


def _asks(keep: int) -> Callable[[Letter], Letter]:
    def cured(letter: Letter) -> Letter:
        left = keep

        def checked(found: re.Match[str]) -> str:
            nonlocal left
            if "?" not in own_words(found[0]):
                return found[0]
            left -= 1
            return found[0] if left >= 0 else ""

        return letter.rewritten(text=_tidy(_SENTENCE.sub(checked, letter.text)))

    return cured


def _no_apology(letter: Letter) -> Letter:
    text = _SENTENCE.sub(lambda found: "" if APOLOGY.search(found[0]) else found[0], letter.text)
    return letter.rewritten(text=_tidy(text))


def _one_bang(letter: Letter) -> Letter:
    first = "!" in letter.subject
    subject = re.sub(r"!+", "!", letter.subject)
    head, _mark, tail = subject.partition("!")
    subject = head + "!" * first + tail.replace("!", "")
    head, mark, tail = re.sub(r"!+", "!", letter.text).partition("!")
    text = (head + ("." if first else "!") if mark else head) + tail.replace("!", ".")
    return letter.rewritten(subject=subject, text=text)


def _salutation(letter: Letter) -> Letter:
    return letter.rewritten(text=salutation(letter.contact, letter.lang) + letter.after_greeting)


def _subject_line(letter: Letter) -> Letter:
    return letter.rewritten(subject=clean_line(letter.subject))


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines)


_CURE: Mapping[str, Callable[[Letter], Letter]] = {
    "no_reply": _no_reply,
    "topic": _topic,
    "date": _date,
    "one_ask": _asks(1),
    "no_question": _asks(0),
    "exit": _exit,
    "no_apology": _no_apology,
    "one_bang": _one_bang,
    "salutation": _salutation,
    "subject_line": _subject_line,
}
