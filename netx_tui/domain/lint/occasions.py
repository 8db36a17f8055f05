"""L050 to L071: thanks, articles and congratulations."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from netx_tui.domain.calendar_words import spoken_day
from netx_tui.domain.contacts import LifeEvent
from netx_tui.domain.lint.letter import ERROR, INFO, WARN, Finding, Letter
from netx_tui.domain.mails.filling import PLACE
from netx_tui.domain.mails.values import ends
from netx_tui.domain.mails.words import URL, word_count, words
from netx_tui.i18n import _

INSIGHT_WORDS, REASON_WORDS = 4, 5
THANKS_WITHIN = timedelta(hours=24)
_INSIGHT = re.compile(r"\b(?:that|dass|how|wie|why|warum)\s+((?:[^\s.!?]+\s+){3}[^\s.!?]+)", re.I)
_ACTION = re.compile(
    r"\bnext step\b|\bI (?:will|am going to|have started to)\b|\bI'll\b"
    r"|\bnächster Schritt\b|\bwerde ich\b|\bich werde\b|\bnehme ich mir vor\b|\bhabe ich mir vorgenommen\b",
    re.I,
)
_OCCASIONS = {
    "congrats": r"birthday|award|prize|anniversary|Geburtstag|Auszeichnung|Preis|Jubiläum",
    "congrats_job": (
        r"new (?:role|job|position)|start(?:ing|ed)? (?:as|at)|neue[nrs]? (?:Stelle|Rolle|Aufgabe)|Start als"
    ),
    "congrats_promotion": r"promot\w*|you are now|new role|Beförderung|Sie jetzt|du jetzt",
    "congrats_baby": (
        r"arrival|birth|baby|daughter|son|child|twins"
        r"|Geburt|Baby|Tochter|Sohn\w*|Kind\w*|Nachwuchs\w*|Zwillinge"
    ),
}
_OCCASION_VALUES = {"congrats": "occasion", "congrats_baby": "baby"}
_WORK = re.compile(
    r"\b(?i:works?(?! out)|working|roles?|jobs?|meetings?)\b"
    r"|\b(?:Arbeit|Arbeiten|arbeiten|Termine?|Termins|Stelle|Rolle|Beruf|beruflich\w*|Besprechung)\b"
)
_RECURRING = ("birthday", "anniversary")


def insight_and_action(letter: Letter) -> Iterator[Finding]:
    """L050."""
    insight = letter.value("insight")
    own = PLACE.sub(" ", letter.flat)
    told = letter.holds(insight) and word_count(insight) >= INSIGHT_WORDS
    if not told and (letter.holds(insight) or not _INSIGHT.search(own)):
        yield Finding("L050", WARN, _("Name one thing you learned, in four words or more."))
    if not (letter.holds(letter.value("action")) or (not _empty(letter, "action") and _ACTION.search(own))):
        yield Finding("L050", WARN, _("Name the next thing you will do with it."))


def thanks_in_time(letter: Letter) -> Iterator[Finding]:
    """L051."""
    end = ends(letter.around.meeting) if letter.around.meeting is not None else None
    if end is not None and letter.around.now > end + THANKS_WITHIN:
        sentence = _("Thanks are best within 24 hours; late is still far better than never.")
        yield Finding("L051", INFO, sentence)


def no_question(letter: Letter) -> Iterator[Finding]:
    """L052."""
    if "?" in letter.own:
        sentence = _("There is a question in it: this mail should ask for nothing.")
        yield Finding("L052", WARN, sentence, "no_question")


def article(letter: Letter) -> Iterator[Finding]:
    """L060."""
    if not URL.search(letter.text):
        yield Finding("L060", ERROR, _("The address of the article is missing."))
    why = letter.value("article_why")
    if word_count(why) < REASON_WORDS or not letter.holds(why):
        yield Finding("L060", WARN, _("Say in five words or more why you send it to this person."))


def occasion(letter: Letter) -> Iterator[Finding]:
    """L070."""
    value = letter.value(_OCCASION_VALUES.get(letter.kind, ""))
    pattern = rf"\b(?:{_OCCASIONS[letter.kind]})\b"
    if not (letter.holds(value) or re.search(pattern, PLACE.sub(" ", letter.flat), re.I)):
        yield Finding("L070", WARN, _("Say what you congratulate on."))
    event, today = letter.around.event, letter.around.now.date()
    day = _event_day(event, today) if event else None
    if day is not None and today < day:
        sentence = _("Not before the day: {day}.").format(day=spoken_day(day))
        yield Finding("L070", WARN, sentence)


def no_work(letter: Letter) -> Iterator[Finding]:
    """L071."""
    found = _WORK.search(" ".join(words(letter.subject)) + " " + letter.flat)
    if found:
        sentence = _("'{word}' has no place in this mail: it is about the family.").format(word=found[0])
        yield Finding("L071", ERROR, sentence)


def _empty(letter: Letter, name: str) -> bool:
    return "{{" + name + "}}" in letter.text


def _event_day(event: LifeEvent, today: date) -> date | None:
    """The day of ``event``; of one that comes back every year, the one nearest to today."""
    digits = event.on.removeprefix("--")
    recurring = event.kind in _RECURRING or digits != event.on
    try:
        if not recurring:
            return date.fromisoformat(event.on)
        month, day = (int(part) for part in digits.split("-")[-2:])
        days = [_on(year, month, day) for year in (today.year - 1, today.year, today.year + 1)]
    except ValueError:
        return None
    return min(days, key=lambda found: abs(found - today))


def _on(year: int, month: int, day: int) -> date:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, 28 if (month, day) == (2, 29) and not leap else day)
