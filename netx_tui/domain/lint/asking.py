"""L020 to L034: is the request clear, small, honest and easy to turn down?"""

import re
from collections.abc import Iterator
from datetime import timedelta

from netx_tui.domain.calendar_words import MONTHS, WEEKDAYS
from netx_tui.domain.lint.letter import ERROR, INFO, WARN, Finding, Letter
from netx_tui.domain.mails.words import LISTED, URL, flat, words
from netx_tui.domain.text import same_name
from netx_tui.domain.workdays import local_day
from netx_tui.i18n import _

EARLY_WORDS = 30
SAME_REASON_DAYS = 30
_MINUTES = re.compile(
    r"\b([0-9]{1,3})(?:\s*(?:-|–|to|bis)\s*[0-9]{1,3})?[\s-]*(?:min\b|minutes?\b|minuten\b)", re.I
)
_SPOKEN_MINUTES = re.compile(
    r"\b(?:fifteen|twenty|twenty-five|thirty) minutes\b|\b(?:half|quarter of) an hour\b|\bhalf-hour\b"
    r"|\b(?:fünfzehn|zwanzig|fünfundzwanzig|dreißig) Minuten\b|\b(?:eine )?halbe Stunde\b|\bViertelstunde\b",
    re.I,
)
_MONTH_NAMES = "|".join((*MONTHS["en"], *MONTHS["de"]))
_TIME_OFFERED = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS['en'], *WEEKDAYS['de']))})s?\b"
    rf"|\b[0-9]{{1,2}}\.? (?:{_MONTH_NAMES})\b|\b(?:{_MONTH_NAMES}) [0-9]{{1,2}}\b"
    r"|\b[0-9]{1,2}\.[0-9]{1,2}\."
    r"|\bnext week\b|\bnächste(?:r|n)? Woche\b|\byour (?:calendar|schedule|diary)\b|\baround you\b"
    r"|\b(?:Ihrem|deinem) (?:Kalender|Terminplan)\b|\bnach (?:Ihnen|dir)\b",
    re.I,
)
_CONNECTION = re.compile(
    r"\bsuggested (?:that )?I (?:write|contact)\b|\bwe (?:both|met|worked|studied)\b|\bwe are both\b"
    r"|\bcame across you\b|\b(?:recommended|introduced|pointed)\b"
    r"|\bhat mir geraten\b|\bwir (?:haben|sind|kennen|waren) (?:uns|beide)\b|\bauf (?:Sie|dich) gestoßen\b"
    r"|\b(?:empfohlen|hingewiesen)\b",
    re.I,
)
_CV = re.compile(
    r"\b(?i:my|attached|enclosed) (?:(?i:attached|enclosed|current|own) )?"
    r"(?i:CV|résumé|resumé|resume|curriculum)\b"
    r"|\bCV\b|\bLebenslauf(?:s|es)?\b"
)
_JOB_EN = re.compile(
    r"(?<!\bon the )(?<!\bon-the-)(?<!\byour )(?<!\bfirst )(?<!\blast )\bjobs?\b"
    r"|\bvacanc(?:y|ies)\b|\bappl(?:y|ying) for\b|\bjob application\b",
    re.I,
)
_JOB_DE = re.compile(
    r"(?<!Ihrem )(?<!Ihren )(?<!Ihr )(?<!deinem )(?<!deinen )(?<!dein )(?<!ersten )(?<!erster )\bJobs?\b"
    r"|\bBewerbung(?:en)?\b|\b(?:freie|offene)[nrs]? Stellen?\b"
    r"|\bStellen?\b[^.!?]{0,30}\b(?:frei|offen)\b|\bStellenangebote?\b"
)
_DENIED = re.compile(r"(?:\bnot?\b|n't\b|\bnicht\b|\bkein\w*\b)[^.!?]{0,25}$", re.I)
_VAGUE = re.compile(
    r"\bpick your brains?\b|\bquick chat\b|\btouch base\b"
    r"|\b(?:mal|ein bisschen) (?:quatschen|schnacken|plaudern)\b",
    re.I,
)
_EXIT = re.compile(
    r"\bleave it\b|\bno (?:problem|worries)\b|\b(?:perfectly|completely|absolutely) fine\b|\ball right\b"
    r"|\b(?:lass|lassen Sie)\b[^.!?]*\bliegen\b|\bkein Problem\b|\b(?:völlig|ganz) in Ordnung\b",
    re.I,
)


def one_ask(letter: Letter) -> Iterator[Finding]:
    """L020."""
    count = letter.own.count("?")
    if not count:
        yield Finding("L020", ERROR, _("There is no question: say what you ask for, once."))
    elif count > 1:
        sentence = _("{count} questions: one is answered more easily.").format(count=count)
        yield Finding("L020", WARN, sentence, "one_ask")


def time_box(letter: Letter) -> Iterator[Finding]:
    """L021."""
    said = [int(found[1]) for found in _MINUTES.finditer(letter.flat)]
    if not any(15 <= minutes <= 30 for minutes in said) and not _SPOKEN_MINUTES.search(letter.flat):
        yield Finding("L021", WARN, _("Say how long it takes: 15 to 30 minutes."))


def dates_offered(letter: Letter) -> Iterator[Finding]:
    """L022."""
    if not _TIME_OFFERED.search(letter.flat):
        yield Finding("L022", INFO, _("Offer a weekday or a date, or to fit around their calendar."))


def connection_first(letter: Letter) -> Iterator[Finding]:
    """L023."""
    text = letter.after_greeting.replace("’", "'")
    known = letter.value("connection")
    early = same_name(" ".join(words(text)[:EARLY_WORDS]))
    found = bool(_CONNECTION.search(" ".join(words(text)[:EARLY_WORDS])))
    if known and not found:
        found = same_name(" ".join(words(known)[:5])) in early
    if not found:
        sentence = _("Say in the first {count} words how you know of each other.").format(count=EARLY_WORDS)
        yield Finding("L023", WARN, sentence)


def no_cv(letter: Letter) -> Iterator[Finding]:
    """L030."""
    if letter.attachments:
        yield Finding("L030", ERROR, _("Send no attachment along: a CV turns a talk into an application."))
    elif _CV.search(URL.sub(" ", letter.flat)):
        yield Finding("L030", ERROR, _("Leave the CV out: it turns a talk into an application."))


def no_job(letter: Letter) -> Iterator[Finding]:
    """L031; "this is not about a job" is fine, and so are questions about theirs."""
    pattern = _JOB_DE if letter.lang == "de" else _JOB_EN
    text = flat(URL.sub(" ", "\n".join(line for line in letter.text.split("\n") if not LISTED.match(line))))
    for found in pattern.finditer(text):
        if not _DENIED.search(text[: found.start()]):
            sentence = _("'{word}' reads like asking for a job; ask to learn instead.").format(word=found[0])
            yield Finding("L031", WARN, sentence)
            return


def vague(letter: Letter) -> Iterator[Finding]:
    """L032."""
    found = _VAGUE.search(letter.own)
    if found:
        sentence = _("'{word}' is vague: say what you want to know.").format(word=found[0])
        yield Finding("L032", INFO, sentence)


def own_reason(letter: Letter) -> Iterator[Finding]:
    """L033."""
    reason, today = same_name(letter.value("specific")), letter.around.now.date()
    for mail in letter.around.mails:
        day = local_day(mail.sent_at, letter.around.now.tzinfo)
        recent = day is not None and today - timedelta(days=SAME_REASON_DAYS) <= day
        if reason and recent and mail.contact != letter.contact.id and same_name(mail.specific) == reason:
            yield Finding("L033", WARN, _("You gave somebody else the same reason a short time ago."))
            return


def polite_exit(letter: Letter) -> Iterator[Finding]:
    """L034."""
    if not _EXIT.search(letter.flat):
        yield Finding("L034", INFO, _("Make it easy to say no."), "exit")
