"""L040 to L044: the brief, which gives the other person time to think and asks for nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from netx_tui.domain.calendar_words import MONTHS, day_in_mail, spoken_day
from netx_tui.domain.lint.letter import ERROR, INFO, WARN, Finding, Letter
from netx_tui.domain.mails.brief import MOST_QUESTIONS
from netx_tui.domain.mails.filling import fill
from netx_tui.domain.mails.values import starts
from netx_tui.domain.mails.words import LISTED, flat
from netx_tui.domain.text import clean_line
from netx_tui.domain.workdays import add
from netx_tui.i18n import _

OPENS_DAYS = 2
"""Business days before the talk; the window opens at the beginning of that day."""
CLOSES = timedelta(hours=18)
_NO_REPLY = {
    "en": re.compile(
        r"\bno need (?:for you )?to (?:reply|answer|respond)\b"
        r"|\b(?:do not|don't) expect (?:an? )?(?:answer|reply|response)\b"
        r"|\b(?:no|not) (?:answer|reply|response) (?:is )?(?:needed|expected|necessary)\b",
        re.I,
    ),
    "de": re.compile(
        r"\b(?:Antwort|antworten)\b[^.!?,;]{0,40}\bnicht (?:nötig|erwartet|erforderlich)\b"
        r"|\bkeine Antwort\b|\bnicht (?:per E-Mail )?(?:zu )?antworten\b|\bmüssen nicht antworten\b",
        re.I,
    ),
}


def says_no_reply(text: str, lang: str) -> bool:
    """Whether ``text`` says that no answer by e-mail is needed."""
    return bool(_NO_REPLY["de" if lang == "de" else "en"].search(flat(text)))


def no_reply(letter: Letter) -> Iterator[Finding]:
    """L040."""
    if not says_no_reply(letter.text, letter.lang):
        yield Finding("L040", ERROR, _("Say that no answer by e-mail is needed."), "no_reply")


def topic(letter: Letter) -> Iterator[Finding]:
    """L041."""
    meeting = letter.around.meeting
    known = [letter.value("topic"), letter.value("field")]
    if meeting is not None:
        known += [meeting.topic, meeting.field]
    if not any(letter.holds(word) for word in known):
        cure = "topic" if any(word.strip() for word in known) else ""
        yield Finding("L041", ERROR, _("The brief must name the topic of the talk."), cure)


def questions(letter: Letter) -> Iterator[Finding]:
    """L042."""
    agenda = letter.around.questions
    listed = [question for question in agenda if letter.holds(fill(question.text, letter.values))]
    lines = [line for line in letter.text.splitlines() if LISTED.match(line)]
    count = max(len(listed), len(lines))
    if not count:
        yield Finding("L042", INFO, _("No question is sent along; one to three help to prepare."))
    if count > MOST_QUESTIONS:
        sentence = _("{count} questions are too many: send at most {limit}.")
        yield Finding("L042", WARN, sentence.format(count=count, limit=MOST_QUESTIONS))
    for question in listed:
        if question.delicate or not question.sendable:
            sentence = _("'{text}' is better asked in person.").format(text=clean_line(question.text))
            yield Finding("L042", WARN, sentence)


def window(begin: datetime, holidays: frozenset[date]) -> tuple[datetime, datetime]:
    """From when until when a brief is sent for a talk that begins at ``begin`` (R36)."""
    opens = add(begin.date(), -OPENS_DAYS, holidays)
    return datetime.combine(opens, time(), begin.tzinfo), (begin.astimezone(UTC) - CLOSES).astimezone(
        begin.tzinfo
    )


def in_time(letter: Letter) -> Iterator[Finding]:
    """L043."""
    begin = starts(letter.around.meeting) if letter.around.meeting is not None else None
    if begin is None:
        return
    opens, closes = window(begin, letter.around.holidays)
    if letter.around.now < opens:
        sentence = _("Too early: the brief is remembered best from {day} on.").format(
            day=spoken_day(opens.date())
        )
        yield Finding("L043", WARN, sentence)
    elif letter.around.now > closes:
        yield Finding(
            "L043", WARN, _("Too late for a brief: say the topic in your first sentence of the talk.")
        )


def date_and_time(letter: Letter) -> Iterator[Finding]:
    """L044."""
    begin = starts(letter.around.meeting) if letter.around.meeting is not None else None
    if begin is None or (_names_day(letter.flat, begin) and _names_time(letter.flat, begin)):
        return
    told = f"{day_in_mail(begin.date(), letter.lang)}, {begin:%H:%M}"
    sentence = _("Name date and time of the talk: {when}.").format(when=told)
    yield Finding("L044", WARN, sentence, "date")


def _names_day(text: str, begin: datetime) -> bool:
    day, month = begin.day, begin.month
    names = "|".join(MONTHS[lang][month - 1] for lang in ("en", "de"))
    written = rf"\b{day}(?:\.|st|nd|rd|th)?(?: of)? (?:{names})\b|\b(?:{names}) {day}\b"
    return bool(re.search(rf"{written}|\b0?{day}\.\s?0?{month}\.|\b{begin:%Y-%m-%d}\b", text, re.I))


def _names_time(text: str, begin: datetime) -> bool:
    hour, half, minute = begin.hour, begin.hour % 12 or 12, begin.minute
    minutes = f"[:.]{minute:02}" if minute else "(?:[:.]00)?"
    mark = "pm" if hour >= 12 else "am"
    spoken = rf"{half}{minutes} ?{mark[0]}\.?{mark[1]}|0?{hour}{minutes} ?(?:Uhr|h)|0?{hour}[:.]{minute:02}"
    return bool(re.search(rf"\b(?:{spoken})\b", text, re.I))
